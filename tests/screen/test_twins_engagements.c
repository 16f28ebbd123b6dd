/* jalon contrat, engagement, compensation, orientation, diagnostic, information, demande, and afficher engagements: the row that
 * each verb makes, and each refusal in command form with its sentence and its status. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/twins.h"

static char id[16];

/* Somebody of the test's own, under the CE since 3 September, of whom nothing else is known. */
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

TestSuite(twins_engagements, .init = begin, .fini = twins_end);

#define OF_ODILE "personne_id = (SELECT personne_id FROM jalon.personne WHERE nom = 'Testard')"
#define PREPARE(...) JALON("contrat", "preparer", id, "--debut", "2026-10-01", "--objectifs", "Retrouver un emploi de nuit", __VA_ARGS__)
#define OURS "structure:2026-11-10:Demander l'aide à la garde"
#define THEIRS "personne,semaine,action,emploi:2026-10-08:Envoyer quatre candidatures"

static void contract_signed(void)
{
	twin_done(PREPARE("--sans-modeles", "--fin", "2027-09-30", "--parcours", "social", "--cible", "15h", OURS, THEIRS,
	                  "personne,action::Prendre contact avec la crèche", "financeur:2026-11-05:Répondre à la demande"),
	          "contrat de TESTARD Odile : préparé");
	twin_done(JALON("contrat", "signer", id, "--personne", "2026-10-01", "--structure", "2026-10-02"), "signé");
}

/* --- the contract ------------------------------------------------------------------------------------------- */

Test(twins_engagements, a_contract_prepared_then_signed_is_the_row_that_was_asked_for)
{
	contract_signed();
	ROW("SELECT concat_ws('|', regime, parcours, debut, fin, signe_le) FROM jalon.contrat WHERE " OF_ODILE,
	    "CE|social|2026-10-01|2027-10-01|2026-10-02");
	ROW("SELECT concat_ws('|', rang, objectifs, cible_minutes, intensif, signataire, signe_par) FROM jalon.contrat_version WHERE " OF_ODILE,
	    "1|Retrouver un emploi de nuit|900|f|personne|mlegoff");
	ROW("SELECT string_agg(concat_ws(' ', debiteur, echeance, part, cadence, action, visee_emploi, objet), '|' ORDER BY objet) "
	    "FROM jalon.engagement WHERE " OF_ODILE,
	    "structure 2026-11-10 individuel unique f f Demander l'aide à la garde|"
	    "personne 2026-10-08 individuel semaine t t Envoyer quatre candidatures|"
	    "personne individuel unique t f Prendre contact avec la crèche|"
	    "financeur 2026-11-05 individuel unique f f Répondre à la demande");
}

/* 003:7658: the socle of the regime and the volet of the parcours come of themselves. */
Test(twins_engagements, a_contract_starts_from_the_commitments_of_its_regime)
{
	twin_done(PREPARE(OURS), "préparé");
	ROW("SELECT count(*) > 1 AND bool_or(debiteur = 'structure' AND part = 'socle') AND bool_and(part = 'individuel' OR modele <> '') "
	    "FROM jalon.engagement WHERE " OF_ODILE, "t");
	twin_done(JALON("contrat", "signer", id), "signé");
	ROW("SELECT concat_ws('|', signe_personne_le, signe_structure_le) FROM jalon.contrat_version WHERE " OF_ODILE,
	    AGENCY_DAY "|" AGENCY_DAY);
}

/* ISSUE « bad input »: in one French sentence that names the rule. */
Test(twins_engagements, what_a_contract_may_not_be_is_refused)
{
	twin_refused(PREPARE("--fin", "2026-09-15", OURS), 1, "un contrat finit après son début");
	twin_refused(JALON("contrat", "preparer", id, "--debut", "2026-01-01", "--objectifs", "x", OURS), 1, "aucun n'est en cours");
	twin_done(PREPARE("--sans-modeles", THEIRS), "préparé");
	twin_refused(JALON("contrat", "signer", id), 1, "D. 5411-14");
	twin_refused(PREPARE(OURS), 1, "un contrat préparé attend déjà");
	twin_done(JALON("contrat", "abandonner", id), "abandonné");
	twin_done(PREPARE("--sans-modeles", OURS), "préparé");
	twin_refused(JALON("contrat", "signer", id, "--personne", "2026-11-23"), 1, "dans le futur");
	twin_refused(JALON("contrat", "signer", id, "--personne", "2026-08-01"), 1, "31 jours");
	twin_done(JALON("contrat", "signer", id), "signé");
	twin_refused(PREPARE(OURS), 1, "la personne a déjà un contrat en vigueur à ces dates : un seul à la fois, celui du 01/10/2026");
	twin_refused(JALON("contrat", "signer", id), 1, "aucun contrat ni avenant n'attend de signature");
	ROW("SELECT count(*) FROM jalon.contrat WHERE signe_le IS NOT NULL AND " OF_ODILE, "1");
}

Test(twins_engagements, an_avenant_adds_withdraws_and_changes)
{
	contract_signed();
	twin_refused(JALON("contrat", "avenant", id, "--motif", "rien"), 1, "rien n'a été changé");
	twin_done(JALON("contrat", "avenant", id, "--motif", "entrée en formation", "--cible", "18h", "--intensif", "oui", "--retirer",
	                "creche", "structure:2026-12-15:Faire le point sur la formation"), "avenant au contrat de TESTARD Odile : préparé");
	twin_refused(JALON("contrat", "avenant", id, "--motif", "encore", "--cible", "20h"), 1, "attend déjà d'être signée");
	twin_done(JALON("contrat", "signer", id), "signé");
	ROW("SELECT string_agg(concat_ws(' ', rang, cible_minutes, intensif, motif), '|' ORDER BY rang) FROM jalon.contrat_version WHERE " OF_ODILE,
	    "1 900 f |2 1080 t entrée en formation");
	ROW("SELECT string_agg(concat_ws(' ', rang_du, rang_au, objet), '|' ORDER BY objet) FROM jalon.engagement WHERE (rang_au IS NOT NULL OR rang_du = 2) AND " OF_ODILE,
	    "2 Faire le point sur la formation|1 2 Prendre contact avec la crèche");
	twin_done(JALON("afficher", "engagements", id), "entrée en formation");
}

Test(twins_engagements, a_choice_is_recorded_and_a_contract_closed)
{
	contract_signed();
	twin_refused(JALON("contrat", "choisir", id, "pause", "--motif", "x"), 2, "poursuite, moins_intensif, reorientation ou fin");
	twin_done(JALON("contrat", "choisir", id, "moins_intensif", "--motif", "reprise d'études"), "TESTARD Odile");
	ROW("SELECT choix || '|' || choix_le FROM jalon.contrat WHERE " OF_ODILE, "moins_intensif|" AGENCY_DAY);
	twin_refused(JALON("contrat", "clore", id, "--motif", "lassitude"), 2, "terme, passage");
	twin_refused(JALON("contrat", "clore", id, "--motif", "rupture"), 2, "ce qui s'est passé manque");
	twin_refused(JALON("contrat", "clore", id, "--motif", "rupture", "--texte", "déménagement", "--dernier-jour", "2026-09-01"), 1, "dernier jour");
	twin_done(JALON("contrat", "clore", id, "--motif", "rupture", "--texte", "déménagement", "--dernier-jour", "2026-11-20"), "TESTARD Odile");
	ROW("SELECT clos_le || '|' || clos_motif FROM jalon.contrat WHERE " OF_ODILE, "2026-11-21|rupture");
	twin_refused(JALON("contrat", "clore", id, "--motif", "terme"), 1, "aucun contrat n'est en vigueur");
}

Test(twins_engagements, what_is_mistyped_is_told_before_anything_is_sent)
{
	twin_refused(JALON("contrat"), 2, "attendu preparer, avenant, signer, choisir, clore ou abandonner");
	twin_refused(JALON("contrat", "preparer"), 2, "il manque l'identifiant de la personne");
	twin_refused(JALON("contrat", "preparer", id), 2, "option --objectifs attendue");
	twin_refused(PREPARE("nous ferons de notre mieux"), 2, "un engagement s'écrit DEBITEUR:ECHEANCE:OBJET");
	twin_refused(PREPARE("structure,demain:2026-12-01:Appeler"), 2, "et non de « demain »");
	twin_refused(PREPARE("structure:2026-12-01: "), 2, "dit son objet");
	twin_refused(PREPARE("voisin:2026-12-01:Garder les enfants"), 2, "un engagement est pris par la structure");
	twin_refused(PREPARE("structure:2026-13-01:Appeler"), 2, "n'est pas une date");
	twin_refused(PREPARE("--parcours", "royal", OURS), 2, "professionnel, socio_professionnel ou social");
	twin_refused(PREPARE("--cible", "beaucoup", OURS), 2, "l'objectif d'heures");
	twin_refused(JALON("contrat", "avenant", id, "--motif", "x", "--intensif", "peut-être"), 2, "attendu oui ou non");
	twin_refused(JALON("contrat", "signer", id, "--rang", "zéro"), 2, "attendu le numéro de la version");
	twin_refused(JALON("engagement", "oublier", id), 2, "attendu « tenir ID");
	twin_refused(JALON("compensation", "ouvrir", id, "--prejudice", "x", "--objet", "y", "--echeance", "2026-12-01"), 2,
	             "attendu --engagement ENGAGEMENT ou --regle CODE");
	twin_refused(JALON("demande", "oublier", id), 2, "attendu « recevoir ID");
	twin_refused(JALON("--au", "2026-11-22", "contrat", "signer", id), 1, "--au ne fait que consulter");
	ROW("SELECT count(*) FROM jalon.contrat WHERE " OF_ODILE, "0");
}

Test(twins_engagements, another_s_person_is_out_of_reach)
{
	twin_refused(JALON("contrat", "preparer", stranger, "--objectifs", "x", OURS), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("afficher", "engagements", stranger), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("afficher", "engagements", "ZZZZZZ"), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("orientation", stranger, "social", "--organisme", "CCAS"), 1, "inexistant ou hors de votre portée");
}

/* --- undertakings, remedial actions ---------------------------------------------------------------------------- */

Test(twins_engagements, an_undertaking_is_named_by_its_words)
{
	contract_signed();
	twin_refused(JALON("engagement", "tenir", id), 1, "engagements sont à tenir : dites lequel");
	twin_refused(JALON("engagement", "tenir", id, "demande"), 1, "2 engagements disent « demande »");
	twin_refused(JALON("engagement", "tenir", id, "piscine"), 1, "cette personne n'a pas cet engagement");
	twin_done(JALON("engagement", "tenir", id, "CRECHE"), "engagement tenu : Prendre contact avec la crèche");
	twin_done(JALON("engagement", "tenir", id, "quatre candidatures"), "engagement tenu");
	twin_refused(JALON("engagement", "tenir", id, "crèche"), 1, "déjà tenu");
	ROW("SELECT tenu_le || '|' || tenu_par FROM jalon.engagement WHERE objet LIKE '%crèche' AND " OF_ODILE, AGENCY_DAY "|mlegoff");
	ROW("SELECT count(*) FROM jalon.tenue WHERE " OF_ODILE, "1");
	twin_refused(JALON("engagement", "excuser", id, "candidatures"), 2, "option --motif attendue");
	twin_done(JALON("engagement", "excuser", id, "candidatures", "--motif", "hospitalisation"), "excusé");
	ROW("SELECT excuse_le || '|' || excuse_motif FROM jalon.engagement WHERE objet LIKE '%candidatures' AND " OF_ODILE,
	    AGENCY_DAY "|hospitalisation");
}

/* rules.md L6: only what the structure owed, and closed only when delivered. */
Test(twins_engagements, an_overdue_line_of_ours_is_made_up_for)
{
	contract_signed();
	twin_refused(JALON("compensation", "remettre", id, "--texte", "fait"), 1, "aucune action compensatrice n'est ouverte");
	twin_refused(JALON("compensation", "ouvrir", id, "--engagement", "candidatures", "--prejudice", "x", "--objet", "y", "--echeance",
	                   "2026-12-01"), 1, "en retard de notre part");
	twin_done(JALON("compensation", "ouvrir", id, "--engagement", "garde", "--prejudice", "un entretien manqué", "--objet",
	                "Payer la garde", "--echeance", "2026-12-01"), "action compensatrice pour TESTARD Odile : Payer la garde");
	twin_refused(JALON("compensation", "ouvrir", id, "--engagement", "garde", "--prejudice", "x", "--objet", "y", "--echeance",
	                   "2026-12-01"), 1, "répond déjà à ce retard");
	twin_refused(JALON("compensation", "remettre", id, "--texte", "fait", "--le", "2026-11-30"), 1, "dans le futur");
	twin_done(JALON("compensation", "remettre", id, "--texte", "garde payée"), "remise à TESTARD Odile");
	ROW("SELECT concat_ws('|', manque_le, echeance, remise_le, remise_texte) FROM jalon.compensation WHERE " OF_ODILE,
	    "2026-11-10|2026-12-01|" AGENCY_DAY "|garde payée");
}

/* --- the twin ---------------------------------------------------------------------------------------------------- */

Test(twins_engagements, tsv_has_a_line_for_each_commitment_and_clock)
{
	char *out;

	contract_signed();
	out = twin_printed(JALON("--format", "tsv", "afficher", "engagements", id));
	cr_expect(strstr(out, "debiteur\tnature\tobjet\tetat\techeance\ttenu_le\tregle\tsource\tbande\n") == out, "%s", out);
	cr_expect(strstr(out, "\nstructure\tindividuel\tDemander l'aide à la garde\ten_retard\t2026-11-10\t\t") != NULL, "%s", out);
	cr_expect(strstr(out, "\npersonne\tindividuel\tPrendre contact avec la crèche\ta_faire\t\t\t") != NULL, "%s", out);
	cr_expect(strstr(out, "\nfinanceur\tindividuel\tRépondre à la demande\ten_retard\t2026-11-05\t\t") != NULL, "%s", out);
	cr_expect(strstr(out, "\tdelai\t") != NULL, "the clocks of the law are lines too:\n%s", out);
	free(out);
}

/* Principle 1: both sides, ours first; what is typed to settle a line stands under it. */
Test(twins_engagements, text_shows_both_sides_and_how_each_line_is_settled)
{
	char *out;

	contract_signed();
	out = twin_printed(JALON("afficher", "engagements", id));
	cr_expect(strstr(out, "TESTARD Odile") != NULL && strstr(out, "NOUS DEVONS") != NULL && strstr(out, "DOIT") != NULL, "%s", out);
	cr_expect(strstr(out, "NOUS DEVONS") < strstr(out, "DOIT"), "%s", out);
	cr_expect(strstr(out, "Noter un engagement tenu : jalon engagement tenir ") != NULL, "%s", out);
	cr_expect(strstr(out, "Versions\n") != NULL, "%s", out);
	free(out);
}

/* A former day is seen as it was: before the contract was signed, nothing was owed by it. */
Test(twins_engagements, a_former_day_ignores_the_contract_signed_since)
{
	char *out;

	contract_signed();
	out = twin_printed(JALON("--format", "tsv", "afficher", "engagements", id, "--au", "2026-09-20"));
	cr_expect(strstr(out, "garde") == NULL, "%s", out);
	free(out);
}

/* --- what goes with it --------------------------------------------------------------------------------------------- */

Test(twins_engagements, orientation_then_reorientation_with_its_reason)
{
	twin_done(JALON("orientation", id, "professionnel", "--organisme", "Agence de Vitré", "--notifiee", "2026-09-10", "--preference",
	                "près de l'école"), "orientation");
	twin_refused(JALON("orientation", id, "social", "--organisme", "CCAS"), 2, "motif");
	twin_refused(JALON("orientation", id, "social", "--organisme", "CCAS", "--motif", "logement", "--notifiee", "2026-12-01"), 1, "dans le futur");
	twin_done(JALON("orientation", id, "social", "--organisme", "CCAS", "--motif", "perte du logement"), "orientation");
	ROW("SELECT string_agg(concat_ws(' ', nature, parcours, notifiee_le), '|' ORDER BY notifiee_le) FROM jalon.orientation WHERE " OF_ODILE,
	    "orientation professionnel 2026-09-10|reorientation social " AGENCY_DAY);
}

Test(twins_engagements, a_diagnostic_is_a_new_version_each_time)
{
	twin_refused(JALON("diagnostic", id), 1, "Remplissez au moins une des six parties");
	twin_done(JALON("diagnostic", id, "--le", "2026-09-10", "--competences", "Aide-soignante", "--projet", "À préciser"), "diagnostic");
	twin_done(JALON("diagnostic", id, "--projet", "Travail de nuit"), "diagnostic");
	ROW("SELECT string_agg(concat_ws(' ', rang, le, competences, projet), '|' ORDER BY rang) FROM jalon.diagnostic WHERE " OF_ODILE,
	    "1 2026-09-10 Aide-soignante À préciser|2 " AGENCY_DAY "  Travail de nuit");
}

Test(twins_engagements, rights_are_told_and_requests_answered)
{
	twin_refused(JALON("information", id, "pigeon"), 2, "entretien");
	twin_done(JALON("information", id, "signature", "--le", "2026-10-01"), "TESTARD Odile");
	twin_refused(JALON("demande", "repondre", id, "--reponse", "oui"), 1, "aucune demande n'attend de réponse");
	twin_done(JALON("demande", "recevoir", id, "--objet", "Une attestation", "--canal", "courriel", "--jour", "2026-11-18", "--heure", "14h"),
	          "TESTARD Odile");
	twin_done(JALON("demande", "recevoir", id, "--objet", "Rendez-vous annulé", "--reclamation", "--jour", "2026-11-19", "--heure", "9h"), "TESTARD Odile");
	twin_refused(JALON("demande", "recevoir", id, "--objet", "x", "--jour", "2026-12-01", "--heure", "9h"), 1, "dans le futur");
	twin_refused(JALON("demande", "repondre", id, "--reponse", "oui", "--objet", "vélo"), 1, "n'a pas fait cette demande");
	twin_done(JALON("demande", "repondre", id, "--reponse", "Excuses présentées", "--objet", "annule"), "TESTARD Odile");
	twin_done(JALON("demande", "repondre", id, "--reponse", "Jointe"), "TESTARD Odile");
	ROW("SELECT string_agg(concat_ws(' ', nature, objet, reponse, repondue_par), '|' ORDER BY recue_le) FROM jalon.demande WHERE " OF_ODILE,
	    "demande Une attestation Jointe mlegoff|reclamation Rendez-vous annulé Excuses présentées mlegoff");
	ROW("SELECT le || ' ' || support FROM jalon.information_droits WHERE " OF_ODILE, "2026-10-01 signature");
}
