/* jalon imprimer: each letter on a real base, its refusals, and nothing held that it does not print. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/letters/letter.h"
#include "tests/screen/twins.h"

static char id[16];

static void begin(void)
{
	char *out, *tab;

	twins_begin();
	out = twin_printed(JALON("--format", "tsv", "inscrire", "--nom", "Testard", "--prenom", "Odile", "--naissance", "1990-05-01",
	                         "--regime", "CE", "--du", "2026-09-03", "--telephone", "0600000001"));
	tab = strchr(out, '\n');
	cr_assert_not_null(tab);
	snprintf(id, sizeof id, "%.*s", (int)strcspn(tab + 1, "\t"), tab + 1);
	free(out);
}

TestSuite(twins_letters, .init = begin, .fini = twins_end);

/* 80 columns, no control character, no mark left, no hole after a colon. */
static char *sound(struct program_run run)
{
	struct arena arena = {0};
	char *out = twin_printed(run);

	cr_expect(strstr(out, "{{") == NULL && strstr(out, "TESTARD Odile") != NULL, "%s", out);
	for (const char *line = out; *line != '\0'; line += strcspn(line, "\n") + 1) {
		char *one = arena_strndup(&arena, line, strcspn(line, "\n"));

		cr_expect(text_width(one) <= LETTER_COLUMNS, "%s", one);
		cr_expect_str_eq(text_safe(&arena, one), one);
	}
	arena_free(&arena);
	return out;
}

static void contract_prepare(void)
{
	twin_done(JALON("contrat", "preparer", id, "--debut", "2026-10-01", "--objectifs", "Retrouver un emploi de nuit", "--sans-modeles",
	                "structure:2026-11-10:Demander l'aide à la garde", "personne::Prendre contact avec la crèche"), "préparé");
}

Test(twins_letters, the_contract_before_and_after_its_signature)
{
	char *out;

	twin_refused(JALON("imprimer", "contrat", id), 1, "cette personne n'a pas de contrat à imprimer. Préparez-le : jalon contrat preparer");
	contract_prepare();
	out = sound(JALON("imprimer", "contrat", id));
	cr_expect(strstr(out, "préparée, pas encore signée\n") != NULL && strstr(out, "Fin : non fixée") != NULL, "%s", out);
	cr_expect(strstr(out, "- Demander l'aide à la garde (pour le  │ - Prendre contact avec la crèche (date") != NULL, "%s", out);
	free(out);
	twin_done(JALON("contrat", "signer", id, "--personne", "2026-10-01", "--structure", "2026-10-01"), "signé");
	out = sound(JALON("imprimer", "contrat", id));
	cr_expect(strstr(out, "en vigueur, signée le 1er octobre 2026") != NULL, "%s", out);
	free(out);
}

Test(twins_letters, the_releve_has_appointments_absences_hours_and_reminders)
{
	char *out;
	size_t lines = 0;

	twin_done(JALON("rdv", "donner", id, "--jour", "2027-02-03", "--heure", "9h"), "Enregistré");
	twin_done(JALON("rdv", "rappel", id, "--canal", "sms"), "rappel");
	twin_done(JALON("rdv", "imprevu", id, "--jour", "20/11/2026", "--heure", "12h45", "--conclusion", "Passée."), "entretien non planifié");
	twin_done(JALON("conges", id, "--du", "2026-11-04", "--au", "2026-11-05", "--nature", "maladie", "--texte", "angine"), "TESTARD Odile");
	twin_done(JALON("heures", "declarer", id, "emploi", "2h30", "--jour", "2026-11-10"), "TESTARD Odile");
	out = sound(JALON("imprimer", "assiduite", id));
	cr_expect(strstr(out, "1 rendez-vous : 1 honoré.\n") != NULL, "%s", out);
	cr_expect(strstr(out, "  20/11/2026 12:45 entretien              présent\n") != NULL, "%s", out);
	cr_expect(strstr(out, "  du 04/11/2026 au 05/11/2026 : maladie, angine\n") != NULL, "%s", out);
	cr_expect(strstr(out, "2 h 30 d'activité déclarées, dont 0 h validées par nous") != NULL, "%s", out);
	cr_expect(strstr(out, "  22/11/2026 par SMS, pour le rendez-vous du 03/02/2027 à 09:00\n") != NULL, "%s", out);
	for (const char *p = out; *p != '\0'; p++)
		lines += *p == '\n';
	cr_expect_leq(lines, LETTER_PAGE_LINES);
	free(out);
}

/* --- of a training request ------------------------------------------------------------------------------------- */

static void request_filed(void)
{
	static const char *const codes[] = {"mise_en_situation", "positionnement", "vae", "francais", "frais", "mobilite", "garde"};

	twin_done(JALON("formation", "evoquer", id, "--intitule", "Soudeuse TIG", "--organisme", "Institut Zéphyr", "--duree", "800", "--rythme",
	                "35", "--debut", "2026-12-07", "--fin", "2027-05-23"), "évoquée");
	twin_done(JALON("periode", "noter", id, "emt", "--entreprise", "Soudures de l'Ouest", "--du", "2026-11-02", "--au", "2026-11-06", "--metier",
	                "soudeuse"), "TESTARD Odile");
	twin_done(JALON("periode", "debriefer", id, "--avec-entreprise", "--texte", "Gestes sûrs", "--le", "2026-11-09"), "TESTARD Odile");
	twin_done(JALON("formation", "projeter", id, "--projet", "Souder en atelier"), "projet écrit");
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		twin_done(JALON("formation", "prealable", id, (char *)codes[i], "--texte", "vu ensemble"), "vérifié");
	twin_done(JALON("formation", "preparer", id), "dossier prêt");
	twin_done(JALON("formation", "deposer", id, "--financeur", "constructys", "--sans-revenu-dit"), "dossier déposé");
}

/* 000:1625, 000:6307. */
Test(twins_letters, the_descriptive_state_and_the_project_of_a_request)
{
	char *out;

	twin_refused(JALON("imprimer", "projet", id), 1, "cette personne n'a aucune demande de formation");
	request_filed();
	out = sound(JALON("imprimer", "etat_descriptif", id));
	cr_expect(strstr(out, "Confrontation au métier : oui, le 22 novembre 2026 : vu ensemble\n") != NULL, "%s", out);
	cr_expect(strstr(out, "- Évaluation en milieu de travail (EMT), Soudures de l'Ouest, du 2 novembre 2026") != NULL, "%s", out);
	cr_expect(strstr(out, "  Bilan : Gestes sûrs (le 9 novembre 2026, avec l'entreprise)\n") != NULL, "%s", out);
	cr_expect(strstr(out, "1990") == NULL && strstr(out, "0600000001") == NULL, "it goes to a funder:\n%s", out);
	free(out);
	out = sound(JALON("imprimer", "projet", id));
	cr_expect(strstr(out, "1. Votre projet professionnel") != NULL && strstr(out, "   Souder en atelier\n") != NULL, "%s", out);
	cr_expect(strstr(out, "3. Contraintes personnelles : transport, logement, garde d'enfant\n   pas encore écrit\n") != NULL, "%s", out);
	free(out);
}

Test(twins_letters, pieces_are_told_by_whom_they_are_owed)
{
	char *out;

	request_filed();
	twin_refused(JALON("imprimer", "pieces", id), 1, "aucune pièce n'a été demandée pour cette formation. Notez celles que le financeur demande");
	twin_done(JALON("formation", "pieces", id, "organisme,devis:2026-12-01:Devis détaillé", "personne,argumentaire::", "structure,informations::"),
	          "pièces demandées");
	out = sound(JALON("imprimer", "pieces", id));
	cr_expect(strstr(out, "3 pièces sont attendues, dont 1 de vous.\n") != NULL, "%s", out);
	cr_expect(strstr(out, "Ce qui vous revient :\n- argumentaire : demandée le 22 novembre 2026, sans date fixée\n") != NULL, "%s", out);
	cr_expect(strstr(out, "- L'organisme de formation : devis (Devis détaillé), demandée le 22 novembre") != NULL, "%s", out);
	cr_expect(strstr(out, "ce temps ne compte jamais") != NULL, "%s", out);
	free(out);
	twin_done(JALON("formation", "recevoir", id, "argumentaire"), "TESTARD Odile");
	out = sound(JALON("imprimer", "pieces", id));
	cr_expect(strstr(out, "- argumentaire, le 22 novembre 2026 (à fournir par vous)\n") != NULL, "%s", out);
	free(out);
}

/* rules.md T4: the grounds in plain words, whether it may be contested, what is proposed instead, what follows. */
Test(twins_letters, the_answer_of_the_funder_is_explained)
{
	char *out;

	request_filed();
	twin_refused(JALON("imprimer", "reponse", id), 1, "aucun financeur n'a encore répondu à cette demande");
	twin_done(JALON("formation", "refuser", id, "--motif", "metier_non_en_tension", "--sans-contre-proposition", "aucune cette année"), "refus reçu");
	out = sound(JALON("imprimer", "reponse", id));
	cr_expect(strstr(out, "Le 22 novembre 2026, votre financeur (CONSTRUCTYS) a refusé de payer cette") != NULL, "%s", out);
	cr_expect(strstr(out, "- Selon lui, ce métier ne manque pas de candidats") != NULL, "%s", out);
	cr_expect(strstr(out, "Peut-on contester ? Oui. Ce refus ne repose que sur") != NULL, "%s", out);
	cr_expect(strstr(out, "rien, pour cette raison : aucune cette année\n") != NULL, "%s", out);
	free(out);
	twin_done(JALON("formation", "contester", id, "--texte", "trente offres"), "refus contesté");
	out = sound(JALON("imprimer", "reponse", id));
	cr_expect(strstr(out, "Peut-on contester ? C'est fait : le 22 novembre 2026") != NULL, "%s", out);
	free(out);
	twin_done(JALON("formation", "contre-proposer", id, "--texte", "20 semaines au lieu de 23"), "contre-proposition reçue");
	out = sound(JALON("imprimer", "reponse", id));
	cr_expect(strstr(out, "Ce qu'il propose à la place : 20 semaines au lieu de 23\n") != NULL, "%s", out);
	free(out);
	twin_done(JALON("formation", "accepter", id), "acceptée");
	out = sound(JALON("imprimer", "reponse", id, "--demande", "soudeuse"));
	cr_expect(strstr(out, "L'entrée en formation est prévue le 7 décembre 2026.") != NULL, "%s", out);
	cr_expect(strstr(out, "- Rémunération : pas de financeur du 7 décembre 2026 au 23 mai 2027") != NULL, "%s", out);
	free(out);
}

/* Somebody else's reading is told by role and reason, the référent's own is not. */
Test(twins_letters, what_is_held_is_printed_with_who_read_it)
{
	char *out;

	contract_prepare();
	twin_done(JALON("contact", id, "--canal", "telephone", "--texte", "Rappeler lundi"), "Enregistré");
	free(twin_printed(JALON_AS(SUPERVISOR, "afficher", "fiche", id)));
	out = sound(JALON("imprimer", "detention", id));
	cr_expect(strstr(out, "0600000001") != NULL || strstr(out, "06 00 00 00 01") != NULL, "%s", out);
	cr_expect(strstr(out, "Rappeler lundi") != NULL && strstr(out, "Retrouver un emploi de nuit") != NULL, "%s", out);
	cr_expect(strstr(out, "- 22 novembre 2026 : responsable, suivi de l'équipe par son responsable\n") != NULL, "%s", out);
	cr_expect(strstr(out, "Delaunay") == NULL && strstr(out, "DELAUNAY") == NULL, "a role, never a name:\n%s", out);
	free(out);
}

Test(twins_letters, the_nine_items_of_the_first_entretien)
{
	char *out = sound(JALON("imprimer", "neuf", id));

	cr_expect(strstr(out, "[ ] 9. ") != NULL && strstr(out, "pas encore") != NULL, "%s", out);
	cr_expect(strstr(out, "sur neuf ; ce qui manque est à notre charge.") != NULL, "%s", out);
	free(out);
}

Test(twins_letters, a_former_day_prints_what_was_known_then)
{
	char *out;

	contract_prepare();
	twin_done(JALON("contrat", "signer", id, "--personne", "2026-10-01", "--structure", "2026-10-01"), "signé");
	out = sound(JALON("imprimer", "neuf", id, "--au", "2026-09-20"));
	cr_expect(strstr(out, "le 20 septembre 2026") != NULL && strstr(out, "Retrouver un emploi de nuit") == NULL, "%s", out);
	free(out);
}

Test(twins_letters, what_cannot_be_printed_is_refused)
{
	twin_refused(JALON("imprimer"), 2, "imprimer quelle lettre ? contrat, assiduite, detention, neuf, etat_descriptif, projet, pieces ou reponse");
	twin_refused(JALON("imprimer", "facture", id), 2, "lettre inconnue : « facture »");
	twin_refused(JALON("imprimer", "neuf"), 2, "il manque l'identifiant de la personne");
	twin_refused(JALON("imprimer", "neuf", id, "vite"), 2, "argument en trop : vite");
	twin_refused(JALON("imprimer", "neuf", id, "--format", "tsv"), 2, "une lettre s'imprime en texte");
	twin_refused(JALON("imprimer", "neuf", id, "--demande", "1"), 2, "--demande est pour etat_descriptif, projet, pieces et reponse");
	for (int k = 0; k < LETTER_COUNT; k++)
		twin_refused(JALON("imprimer", (char *)letter_code((enum letter_kind)k), stranger), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("imprimer", "detention", "ZZZZZZ"), 1, "inexistant ou hors de votre portée");
}
