/* jalon formation, periode, droit, and afficher formations, formation: the row that each verb makes, and each refusal in command
 * form with its sentence and its status. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/screen/twins.h"

static char id[16];

/* Somebody of the test's own, under the CSP since 1 September, who asks for nothing yet. */
static void begin(void)
{
	char *out, *tab;

	twins_begin();
	out = twin_printed(JALON("--format", "tsv", "inscrire", "--nom", "Testard", "--prenom", "Odile", "--naissance", "1990-05-01",
	                         "--regime", "CSP", "--du", "2026-09-01", "--telephone", "0600000001"));
	tab = strchr(out, '\n');
	cr_assert_not_null(tab);
	snprintf(id, sizeof id, "%.*s", (int)strcspn(tab + 1, "\t"), tab + 1);
	free(out);
}

TestSuite(twins_formations, .init = begin, .fini = twins_end);

#define OF_ODILE "personne_id = (SELECT personne_id FROM jalon.personne WHERE nom = 'Testard')"
#define STAGE(expected) ROW("SELECT string_agg(etape, '|' ORDER BY intitule) FROM jalon.formation WHERE " OF_ODILE, expected)
#define LAST_EVENT(columns, expected) \
	ROW("SELECT concat_ws('|', " columns ") FROM jalon.formation_evenement WHERE " OF_ODILE " ORDER BY rang DESC LIMIT 1", expected)

/* --- a request at each stage ------------------------------------------------------------------------------------- */

static void raised(void)
{
	twin_done(JALON("formation", "evoquer", id, "--intitule", "Soudeuse TIG", "--rome", "H2913", "--objectif", "certification",
	                "--organisme", "Institut Zéphyr", "--lieu", "Rennes", "--departement", "35", "--duree", "800", "--rythme", "35",
	                "--debut", "2026-12-07", "--fin", "2027-05-23", "--le", "2026-10-01", "--texte", "J'ai aimé l'atelier"),
	          "formation de TESTARD Odile : évoquée");
}

static void projected(void)
{
	raised();
	twin_done(JALON("formation", "projeter", id, "--projet", "Souder en atelier", "--contraintes", "Garde le mercredi"),
	          "formation de TESTARD Odile : projet écrit");
}

static void prepared(void)
{
	static const char *const codes[] = {"mise_en_situation", "positionnement", "francais", "frais", "mobilite", "garde"};

	projected();
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		twin_done(JALON("formation", "prealable", id, (char *)codes[i], "--texte", "vu ensemble"), "vérifié");
	twin_done(JALON("formation", "prealable", id, "vae", "--dispense", "--texte", "aucune expérience"), "dispense");
	twin_done(JALON("formation", "preparer", id), "dossier prêt");
}

static void filed(void)
{
	prepared();
	twin_done(JALON("droit", "noter", id, "asp", "--du", "2026-09-01", "--au", "2027-08-31"), "TESTARD Odile");
	twin_done(JALON("formation", "deposer", id, "--financeur", "constructys"), "dossier déposé");
}

static void granted(void)
{
	filed();
	twin_done(JALON("formation", "accorder", id), "accord reçu");
}

/* Over, so that nothing waits for a day to come: entered and ended in the past. */
static void entered(void)
{
	granted();
	twin_done(JALON("formation", "decrire", id, "--debut", "2026-11-22", "--fin", "2027-05-08"), "corrigée");
	twin_done(JALON("formation", "financer", id, "--malgre", "la Région répond lundi"), "financement complet");
	twin_done(JALON("formation", "entrer", id), "entrée en formation");
}

/* --- what is asked for --------------------------------------------------------------------------------------------- */

Test(twins_formations, a_request_raised_is_the_row_that_was_asked_for)
{
	raised();
	ROW("SELECT concat_ws('|', intitule, rome, objectif, organisme, lieu, departement, minutes, rythme_minutes, debut, fin, etape) "
	    "FROM jalon.formation WHERE " OF_ODILE,
	    "Soudeuse TIG|H2913|certification|Institut Zéphyr|Rennes|35|48000|2100|2026-12-07|2027-05-23|evoquee");
	LAST_EVENT("geste, le, texte", "evoquer|2026-10-01|J'ai aimé l'atelier");
	twin_refused(JALON("formation", "evoquer", id), 2, "attendu --intitule « titre », ou --session");
	twin_refused(JALON("formation", "evoquer", id, "--intitule", "x", "--rome", "soudeur"), 2, "le métier est un code ROME");
	twin_refused(JALON("formation", "evoquer", id, "--intitule", "x", "--duree", "0"), 1, "une formation dure au moins une minute");
	twin_refused(JALON("formation", "evoquer", id, "--intitule", "x", "--debut", "2027-02-01", "--fin", "2027-01-31"), 1,
	             "une formation finit après son début");
	twin_refused(JALON("formation", "evoquer", id, "--intitule", "x", "--le", "2026-12-24"), 1, "dans le futur");
	twin_refused(JALON("formation", "evoquer", stranger, "--intitule", "x"), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("formation", "evoquer", id, "--session", "11111111-2222-4333-8444-555555555555"), 1, "cette session n'est pas au catalogue");
	STAGE("evoquee");
}

/* A session brings its title, its body, its days. */
Test(twins_formations, a_request_begins_from_a_session_of_the_catalogue)
{
	char *session = agency_value(twins_agency(), "SELECT session_id FROM jalon.catalogue_session WHERE places > 0 AND retiree_le IS NULL "
	                                             "AND debut > jalon.aujourdhui() ORDER BY debut, session_id LIMIT 1");

	twin_done(JALON("formation", "evoquer", id, "--session", session), "évoquée");
	ROW("SELECT (f.intitule, f.organisme, f.debut, f.fin, f.minutes) IS NOT DISTINCT FROM (s.intitule, s.organisme, s.debut, s.fin, s.heures_minutes) "
	    "FROM jalon.formation f JOIN jalon.catalogue_session s USING (session_id) WHERE f." OF_ODILE, "t");
	free(session);
}

Test(twins_formations, what_is_asked_for_is_corrected)
{
	twin_refused(JALON("formation", "decrire", id, "--intitule", "x"), 1, "cette personne n'a aucune demande de formation");
	raised();
	twin_done(JALON("formation", "decrire", id, "--lieu", "Vitré", "--fin", "2027-05-30"), "corrigée");
	ROW("SELECT concat_ws('|', intitule, lieu, debut, fin, minutes) FROM jalon.formation WHERE " OF_ODILE,
	    "Soudeuse TIG|Vitré|2026-12-07|2027-05-30|48000");
	twin_refused(JALON("formation", "decrire", id, "--lieu", "Vitré"), 1, "rien n'a été changé");
	twin_refused(JALON("formation", "decrire", id, "--fin", "2026-12-01"), 1, "une formation finit après son début");
	twin_refused(JALON("formation", "decrire", id, "--intitule", ""), 2, "l'intitulé de la formation");
}

/* What is not typed again stays what it was. */
Test(twins_formations, a_project_is_a_version_after_another)
{
	projected();
	twin_refused(JALON("formation", "projeter", id), 2, "attendu --projet, --evaluation");
	twin_done(JALON("formation", "projeter", id, "--points", "Précise"), "projet écrit");
	ROW("SELECT concat_ws('|', rang, projet, contraintes, points) FROM jalon.formation_projet WHERE " OF_ODILE " ORDER BY rang DESC LIMIT 1",
	    "2|Souder en atelier|Garde le mercredi|Précise");
	STAGE("projet");
}

/* rules.md T2. */
Test(twins_formations, preconditions_are_met_or_waived_with_a_reason)
{
	projected();
	twin_refused(JALON("formation", "preparer", id), 1, "jalon formation prealable ID CODE");
	twin_refused(JALON("formation", "prealable", id, "permis"), 2, "attendu mise_en_situation, positionnement");
	twin_refused(JALON("formation", "prealable", id, "vae", "--dispense"), 1, "un préalable dispensé dit pourquoi");
	twin_refused(JALON("formation", "prealable", id, "vae", "--le", "2026-12-01"), 1, "dans le futur");
	twin_done(JALON("formation", "prealable", id, "vae", "--dispense", "--texte", "aucune expérience", "--le", "2026-11-20"), "dispense");
	ROW("SELECT concat_ws('|', code, etat, le, texte) FROM jalon.formation_prealable WHERE " OF_ODILE, "vae|dispense|2026-11-20|aucune expérience");
}

/* --- the funder ------------------------------------------------------------------------------------------------------- */

/* T3: an OPCA pays no income, and the person has none. */
Test(twins_formations, what_pays_nothing_is_said_before_filing)
{
	prepared();
	twin_refused(JALON("formation", "deposer", id), 1, "un dossier se dépose chez un financeur");
	twin_refused(JALON("formation", "deposer", id, "--financeur", "banque"), 2, "le financeur est à choisir parmi agefos_pme");
	twin_refused(JALON("formation", "deposer", id, "--financeur", "constructys"), 1, "sans revenu (000:1546). Dites-le à la personne avant de déposer, puis ajoutez --sans-revenu-dit");
	twin_done(JALON("formation", "deposer", id, "--financeur", "constructys", "--sans-revenu-dit"), "dossier déposé");
	LAST_EVENT("geste, financeur, sans_revenu_dit", "deposer|constructys|t");
	STAGE("deposee");
}

Test(twins_formations, pieces_are_asked_of_each_owner_and_received)
{
	filed();
	twin_refused(JALON("formation", "pieces", id), 2, "attendu de 1 à 30 pièces");
	twin_refused(JALON("formation", "pieces", id, "le devis"), 2, "une pièce s'écrit DEBITEUR,NATURE:ATTENDUE:OBJET");
	twin_refused(JALON("formation", "pieces", id, "voisin,devis::"), 2, "et non par « voisin »");
	twin_refused(JALON("formation", "pieces", id, "organisme,facture::"), 2, "pièce 1 : ");
	twin_refused(JALON("formation", "pieces", id, "organisme,devis:demain:"), 2, "le jour où elle est attendue");
	twin_done(JALON("formation", "pieces", id, "organisme,devis:2026-12-01:Devis détaillé", "personne,argumentaire::"), "pièces demandées");
	ROW("SELECT string_agg(concat_ws('|', nature, debiteur, attendue_le, objet), ' ; ' ORDER BY nature) FROM jalon.formation_piece WHERE " OF_ODILE,
	    "argumentaire|personne| ; devis|organisme|2026-12-01|Devis détaillé");
	STAGE("pieces_demandees");
	twin_refused(JALON("formation", "recevoir", id), 1, "2 pièces sont attendues : dites laquelle");
	twin_refused(JALON("formation", "recevoir", id, "photo"), 1, "cette pièce n'est pas attendue");
	twin_refused(JALON("formation", "recevoir", id, "detaille", "--le", "2026-12-01"), 1, "dans le futur");
	twin_done(JALON("formation", "recevoir", id, "detaille"), "TESTARD Odile");
	STAGE("pieces_demandees");
	twin_done(JALON("formation", "recevoir", id), "TESTARD Odile");
	STAGE("deposee");
	LAST_EVENT("geste", "completer");
	twin_refused(JALON("formation", "recevoir", id), 1, "aucune pièce n'est attendue");
}

/* T4: its grounds, and a counter-proposal or why there is none. */
Test(twins_formations, a_refusal_says_its_grounds_and_may_be_contested)
{
	filed();
	twin_refused(JALON("formation", "refuser", id, "--motif", "cout"), 1, "Donnez --motif CODE, puis --contre-proposition");
	twin_refused(JALON("formation", "refuser", id, "--motif", "humeur", "--contre-proposition", "x"), 2, "motif");
	twin_done(JALON("formation", "refuser", id, "--motif", "metier_non_en_tension,cout", "--sans-contre-proposition", "aucune cette année"),
	          "refus reçu");
	LAST_EVENT("geste, motifs, sans_contre_proposition", "refuser|{metier_non_en_tension,cout}|aucune cette année");
	twin_refused(JALON("formation", "contester", id), 1, "s'expliquent");
	twin_done(JALON("formation", "contester", id, "--texte", "trente offres dans le bassin"), "refus contesté");
	STAGE("deposee");
	twin_done(JALON("formation", "refuser", id, "--motif", "cout", "--contre-proposition", "20 semaines"), "refus reçu");
	twin_done(JALON("formation", "reprendre", id), "projet repris");
	STAGE("projet");
	twin_refused(JALON("formation", "reprendre", id), 1, "projet");
}

Test(twins_formations, a_counter_proposal_is_accepted_or_declined)
{
	filed();
	twin_refused(JALON("formation", "accepter", id), 1, "déposée");
	twin_refused(JALON("formation", "contre-proposer", id), 1, "s'expliquent");
	twin_done(JALON("formation", "contre-proposer", id, "--texte", "20 semaines"), "contre-proposition reçue");
	twin_done(JALON("formation", "decliner", id, "--texte", "trop court"), "contre-proposition déclinée");
	STAGE("refusee");
	twin_done(JALON("formation", "contester", id, "--texte", "le métier demande 800 heures"), "refus contesté");
	twin_done(JALON("formation", "contre-proposer", id, "--texte", "25 semaines"), "contre-proposition reçue");
	twin_done(JALON("formation", "accepter", id), "contre-proposition acceptée");
	STAGE("accordee");
}

/* --- who pays -------------------------------------------------------------------------------------------------------------- */

Test(twins_formations, funding_is_whole_or_says_why_it_goes_on)
{
	granted();
	twin_refused(JALON("formation", "financer", id), 1, "ou dites pourquoi continuer : --malgre « raison »");
	twin_refused(JALON("formation", "ligne", id, "cantine"), 2, "attendu pedagogie, remuneration ou frais_annexes");
	twin_refused(JALON("formation", "ligne", id, "pedagogie"), 1, "une ligne a un financeur");
	twin_refused(JALON("formation", "ligne", id, "pedagogie", "--financeur", "constructys", "--etat", "peut-être"), 2, "--etat : attendu demandee");
	twin_refused(JALON("formation", "ligne", id, "pedagogie", "--financeur", "constructys", "--montant", "beaucoup"), 2, "le montant");
	twin_done(JALON("formation", "ligne", id, "pedagogie", "--financeur", "constructys", "--montant", "5 200,50"), "financement de frais pédagogiques, demandée");
	ROW("SELECT concat_ws('|', poste, financeur, du, au, montant_cents, etat) FROM jalon.formation_financement WHERE " OF_ODILE,
	    "pedagogie|constructys|2026-12-07|2027-05-24|520050|demandee");
	twin_refused(JALON("formation", "ligne", id, "pedagogie", "--financeur", "region", "--au", "2026-12-31"), 1, "ce coût a déjà un financeur ces jours-là");
	twin_refused(JALON("formation", "ligne", "decider", id, "pedagogie"), 2, "option --etat attendue");
	twin_refused(JALON("formation", "ligne", "decider", id, "frais_annexes", "--etat", "accordee"), 1, "aucune ligne ne paie ce coût");
	twin_refused(JALON("formation", "ligne", "decider", id, "pedagogie", "--du", "2026-12-08", "--etat", "accordee"), 1, "ne commence ce jour-là");
	twin_done(JALON("formation", "ligne", "decider", id, "pedagogie", "--etat", "accordee"), "accordée");
	twin_done(JALON("formation", "ligne", id, "remuneration", "--financeur", "france_travail", "--etat", "accordee"), "accordée");
	twin_refused(JALON("formation", "ligne", id, "frais_annexes", "--etat", "sans_objet"), 1, "dit pourquoi");
	twin_done(JALON("formation", "ligne", id, "frais_annexes", "--etat", "sans_objet", "--motif", "à dix minutes à pied"), "sans objet");
	twin_done(JALON("formation", "ligne", "retirer", id, "remuneration"), "ligne retirée");
	twin_refused(JALON("formation", "financer", id), 1, "rémunération");
	twin_done(JALON("formation", "ligne", id, "remuneration", "--financeur", "france_travail", "--du", "2026-12-07", "--au", "2027-01-31", "--etat", "accordee"), "accordée");
	twin_done(JALON("formation", "ligne", id, "remuneration", "--financeur", "region", "--du", "2027-02-01", "--etat", "accordee"), "accordée");
	twin_refused(JALON("formation", "ligne", "retirer", id, "remuneration"), 1, "2 lignes paient ce coût : dites laquelle");
	twin_done(JALON("formation", "financer", id), "financement complet");
	STAGE("financee");
}

/* --- in the training ---------------------------------------------------------------------------------------------------------- */

Test(twins_formations, entry_absences_check_end_and_follow_up)
{
	granted();
	twin_refused(JALON("formation", "entrer", id), 1, "accordée");
	twin_refused(JALON("formation", "absence", id, "--motif", "x"), 1, "une fois la personne entrée");
	twin_done(JALON("formation", "decrire", id, "--debut", "2026-11-22"), "corrigée");
	twin_done(JALON("formation", "financer", id, "--malgre", "la Région répond lundi"), "financement complet");
	LAST_EVENT("geste, malgre", "financer|la Région répond lundi");
	twin_refused(JALON("formation", "entrer", id, "--debut", "2026-11-23"), 1, "dans le futur");
	twin_done(JALON("formation", "entrer", id, "--texte", "accueillie par le formateur"), "entrée en formation");
	ROW("SELECT concat_ws('|', debut, etape) FROM jalon.formation WHERE " OF_ODILE, "2026-11-22|entree");
	twin_refused(JALON("formation", "decrire", id, "--intitule", "autre"), 1, "seules ses dates se corrigent encore");
	twin_refused(JALON("formation", "absence", id), 2, "option --motif attendue");
	twin_refused(JALON("formation", "absence", id, "--du", "2026-11-20", "--motif", "x"), 1, "avant l'entrée");
	twin_done(JALON("formation", "absence", id, "--motif", "enfant malade", "--justifiee"), "absence");
	ROW("SELECT concat_ws('|', du, au, justifiee, motif) FROM jalon.formation_absence WHERE " OF_ODILE,
	    "2026-11-22|2026-11-23|t|enfant malade");
	twin_done(JALON("formation", "point", id, "--texte", "tout va bien"), "point au tiers fait");
	twin_refused(JALON("formation", "suivre", id, "--motif", "emploi"), 1, "entrée");
	twin_refused(JALON("formation", "achever", id, "--motif", "lassitude"), 2, "motif");
	twin_done(JALON("formation", "achever", id, "--motif", "certification_partielle", "--fin", "2026-11-22"), "formation achevée");
	STAGE("achevee");
	twin_refused(JALON("formation", "suivre", id), 1, "se disent par un motif");
	twin_done(JALON("formation", "suivre", id, "--motif", "emploi"), "situation vérifiée après la formation");
	STAGE("suivie");
	twin_refused(JALON("formation", "suivre", id, "--motif", "emploi"), 1, "suivie");
	twin_refused(JALON("formation", "ligne", id, "pedagogie", "--financeur", "region"), 1, "cette demande de formation est close");
}

/* A session without places is entered only when the body keeps one. */
Test(twins_formations, a_full_session_is_entered_with_a_place_confirmed)
{
	char *session = agency_value(twins_agency(), "SELECT session_id FROM jalon.catalogue_session WHERE places = 0 ORDER BY debut, session_id LIMIT 1");

	cr_assert_neq(session[0], '\0');
	granted();
	twin_done(JALON("formation", "decrire", id, "--session", session, "--debut", "2026-11-22"), "corrigée");
	twin_done(JALON("formation", "financer", id, "--malgre", "la Région répond lundi"), "financement complet");
	twin_refused(JALON("formation", "entrer", id), 1, "puis ajoutez --place-confirmee");
	STAGE("financee");
	twin_done(JALON("formation", "entrer", id, "--place-confirmee"), "entrée en formation");
	LAST_EVENT("geste, place_confirmee", "entrer|t");
	free(session);
}

Test(twins_formations, an_abandonment_before_and_after_entry_are_apart)
{
	raised();
	twin_refused(JALON("formation", "abandonner", id), 1, "se disent par un motif");
	twin_refused(JALON("formation", "abandonner", id, "--motif", "autre"), 1, "s'expliquent");
	twin_done(JALON("formation", "abandonner", id, "--motif", "garde_enfant,mobilite"), "formation abandonnée");
	STAGE("abandonnee_avant");
	LAST_EVENT("geste, motifs", "abandonner|{garde_enfant,mobilite}");
	entered();
	twin_done(JALON("formation", "abandonner", id, "--motif", "maladie"), "formation abandonnée");
	ROW("SELECT string_agg(etape, '|' ORDER BY cree_le) FROM jalon.formation WHERE " OF_ODILE, "abandonnee_avant|abandonnee_apres");
}

Test(twins_formations, an_exchange_moves_nothing)
{
	raised();
	twin_refused(JALON("formation", "echange", id), 1, "s'expliquent");
	twin_done(JALON("formation", "echange", id, "--avec", "Institut Zéphyr", "--texte", "Une place en janvier"), "échange");
	LAST_EVENT("geste, avec, texte", "echange|Institut Zéphyr|Une place en janvier");
	STAGE("evoquee");
	twin_refused(JALON("--au", "2026-11-22", "formation", "echange", id, "--texte", "x"), 1, "--au ne fait que consulter");
	twin_refused(JALON("formation"), 2, "formation : attendu evoquer, decrire");
	twin_refused(JALON("formation", "rever", id), 2, "formation : attendu evoquer, decrire");
	twin_refused(JALON("formation", "preparer", id, "--financeur", "region"), 2, "financeur");
}

/* --- which request ---------------------------------------------------------------------------------------------------------- */

Test(twins_formations, a_request_is_named_when_several_may_be_meant)
{
	char *uuid;

	raised();
	twin_done(JALON("formation", "evoquer", id, "--intitule", "Français, niveau A2"), "évoquée");
	twin_done(JALON("formation", "evoquer", id, "--intitule", "Français des métiers"), "évoquée");
	twin_refused(JALON("formation", "echange", id, "--texte", "x"), 1, "cette personne a 3 demandes de formation en cours : dites laquelle. --demande, son rang");
	twin_refused(JALON("formation", "echange", id, "--texte", "x", "--demande", "francais"), 1, "2 demandes de formation disent « francais »");
	twin_refused(JALON("formation", "echange", id, "--texte", "x", "--demande", "4"), 1, "cette personne n'a pas cette demande de formation");
	twin_refused(JALON("formation", "echange", id, "--texte", "x", "--demande", "poterie"), 1, "cette personne n'a pas cette demande de formation");
	twin_done(JALON("formation", "projeter", id, "--demande", "metiers", "--projet", "x"), "projet écrit");
	STAGE("projet|evoquee|evoquee");
	twin_done(JALON("formation", "abandonner", id, "--demande", "3", "--motif", "emploi"), "formation abandonnée");
	STAGE("projet|evoquee|abandonnee_avant");
	uuid = agency_value(twins_agency(), "SELECT formation_id FROM jalon.formation WHERE intitule = 'Français, niveau A2' AND " OF_ODILE);
	twin_done(JALON("formation", "echange", uuid, "--texte", "x"), "formation de TESTARD Odile : échange");
	twin_done(JALON("afficher", "formation", uuid), "Français, niveau A2");
	twin_refused(JALON_AS(COLLEAGUE, "afficher", "formation", uuid), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("formation", "echange", "11111111-2222-4333-8444-555555555555", "--texte", "x"), 1, "inexistant ou hors de votre portée");
	free(uuid);
}

/* --- periods in a company, what the person lives on ------------------------------------------------------------------------- */

Test(twins_formations, a_period_is_noted_debriefed_withdrawn)
{
	raised();
	twin_refused(JALON("periode", "noter", id, "stage", "--entreprise", "x", "--du", "2026-11-02", "--au", "2026-11-06"), 2, "la nature");
	twin_refused(JALON("periode", "noter", id, "emt"), 2, "option --entreprise attendue");
	twin_refused(JALON("periode", "noter", id, "emt", "--entreprise", "x", "--du", "2026-11-02"), 2, "le dernier jour manque");
	twin_refused(JALON("periode", "noter", id, "emt", "--entreprise", "x", "--du", "2026-11-06", "--au", "2026-11-02"), 1, "finit après son début");
	twin_done(JALON("periode", "noter", id, "emt", "--entreprise", "Soudures de l'Ouest", "--du", "2026-11-02", "--au", "2026-11-06",
	                "--metier", "soudeuse", "--demande", "soudeuse"), "TESTARD Odile");
	ROW("SELECT concat_ws('|', nature, entreprise, metier, du, au, formation_id IS NOT NULL) FROM jalon.periode_entreprise WHERE " OF_ODILE,
	    "emt|Soudures de l'Ouest|soudeuse|2026-11-02|2026-11-07|t");
	twin_refused(JALON("periode", "debriefer", id, "--texte", "à l'aise"), 2, "attendu --avec-entreprise ou --sans-entreprise");
	twin_refused(JALON("periode", "debriefer", id, "--avec-entreprise"), 2, "option --texte attendue");
	twin_refused(JALON("periode", "debriefer", id, "--avec-entreprise", "--texte", "x", "--le", "2026-11-05"), 1, "son dernier jour, ou après");
	twin_done(JALON("periode", "debriefer", id, "--avec-entreprise", "--texte", "à l'aise", "--le", "2026-11-09"), "TESTARD Odile");
	ROW("SELECT concat_ws('|', debriefee_le, avec_hote, debrief) FROM jalon.periode_entreprise WHERE " OF_ODILE, "2026-11-09|t|à l'aise");
	twin_refused(JALON("periode", "debriefer", id, "--avec-entreprise", "--texte", "x"), 1, "aucune période en entreprise n'attend son bilan");
	twin_refused(JALON("periode", "debriefer", id, "--avec-entreprise", "--texte", "x", "--du", "2026-11-02"), 1, "déjà écrit");
	twin_refused(JALON("periode", "retirer", id, "--du", "2026-11-03"), 1, "aucune période en entreprise ne commence ce jour-là");
	twin_done(JALON("periode", "retirer", id, "--du", "02/11/2026"), "retirée");
	twin_refused(JALON("periode"), 2, "attendu noter, debriefer ou retirer");
}

/* rules.md W2, 000:6137. */
Test(twins_formations, a_short_reprise_says_what_it_ends_before_it_is_saved)
{
	twin_refused(JALON("periode", "noter", id, "reprise", "--entreprise", "Le Fournil", "--du", "2026-11-16", "--au", "2026-11-20"), 1,
	             "met fin au CSP : il finirait le 15/11/2026");
	twin_done(JALON("periode", "noter", id, "reprise", "--entreprise", "Le Fournil", "--du", "2026-11-16", "--au", "2026-11-20", "--malgre",
	                "elle préfère cet emploi"), "TESTARD Odile");
	ROW("SELECT malgre FROM jalon.periode_entreprise WHERE " OF_ODILE, "elle préfère cet emploi");
	twin_done(JALON("periode", "noter", id, "reprise", "--entreprise", "Le Fournil", "--du", "2026-12-01", "--au", "2026-12-14"), "TESTARD Odile");
}

Test(twins_formations, what_the_person_lives_on_closes_what_ran)
{
	twin_refused(JALON("droit"), 2, "attendu « noter ID NATURE");
	twin_refused(JALON("droit", "noter", id), 2, "il manque un argument");
	twin_refused(JALON("droit", "noter", id, "loto", "--du", "2026-09-01"), 2, "la nature");
	twin_refused(JALON("droit", "noter", id, "asp"), 2, "le premier jour manque");
	twin_refused(JALON("droit", "noter", id, "asp", "--du", "2026-09-01", "--au", "2026-08-01"), 1, "un revenu finit après son début");
	twin_done(JALON("droit", "noter", id, "asp", "--du", "2026-09-01"), "TESTARD Odile");
	twin_done(JALON("droit", "noter", id, "are", "--du", "2026-11-01", "--au", "2027-02-28"), "TESTARD Odile");
	ROW("SELECT string_agg(concat_ws(' ', nature, du, au), '|' ORDER BY du) FROM jalon.droit WHERE " OF_ODILE,
	    "asp 2026-09-01 2026-11-01|are 2026-11-01 2027-03-01");
}

/* --- the twins of the screens ------------------------------------------------------------------------------------------------- */

Test(twins_formations, the_page_says_what_comes_next_and_numbers_the_requests)
{
	char *out;

	filed();
	out = twin_printed(JALON("afficher", "formation", id));
	cr_expect(strstr(out, "TESTARD Odile · Soudeuse TIG, Institut Zéphyr · déposée depuis aujourd'hui") != NULL, "%s", out);
	cr_expect(strstr(out, "Prochaine étape : ") != NULL && strstr(out, "Calendrier et droits") != NULL, "%s", out);
	cr_expect(strstr(out, "Ses demandes") == NULL, "%s", out);
	free(out);
	twin_done(JALON("formation", "evoquer", id, "--intitule", "Français, niveau A2", "--le", "2026-11-21"), "évoquée");
	out = twin_printed(JALON("afficher", "formation", id));
	cr_expect(strstr(out, "   1. Français, niveau A2 (évoquée)\n   2. Soudeuse TIG (déposée), celle-ci\n") != NULL, "%s", out);
	free(out);
	twin_done(JALON("afficher", "formation", id, "--demande", "1"), "Français, niveau A2 · évoquée");
	twin_refused(JALON("afficher", "formation", emre, "--demande", "99"), 1, "cette personne n'a pas cette demande de formation");
	twin_refused(JALON("afficher", "formation"), 2, "l'identifiant de la personne, ou de la demande manque");
	twin_refused(JALON("afficher", "fiche", id, "--demande", "1"), 2, "--demande est pour une formation");
	twin_refused(JALON("afficher", "formation", stranger), 1, "inexistant ou hors de votre portée");
}

Test(twins_formations, tsv_has_fixed_columns)
{
	char *out;

	filed();
	out = twin_printed(JALON("--format", "tsv", "afficher", "formations"));
	cr_expect(strstr(out, "identifiant\tnom\tprenom\tformation\tintitule\torganisme\tetape\tdepuis\tdetenteur\tdepot\tdecision_attendue\tdecision\t"
	                      "entree_attendue\tentree\tdebut\tfin\ttranche_decision\ttranche_entree\tbande\tsuite\talerte\treferent\n") == out, "%s", out);
	cr_expect(strstr(out, "\tSoudeuse TIG\tInstitut Zéphyr\tdeposee\t" AGENCY_DAY "\tfinanceur\t" AGENCY_DAY "\t2026-11-29\t\t\t\t2026-12-07\t2027-05-23\t")
	          != NULL, "%s", out);
	free(out);
	out = twin_printed(JALON("--format", "tsv", "afficher", "formation", id));
	cr_expect(strstr(out, "section\tcle\tvaleur\ndemande\tformation\t") == out, "%s", out);
	cr_expect(strstr(out, "\nsuite\tetape\tdeposee;" AGENCY_DAY "\n") != NULL, "%s", out);
	cr_expect(strstr(out, "\nsuite\tpossible\taccorder;demander_pieces;contre_proposer;refuser;abandonner;echange\n") != NULL, "%s", out);
	free(out);
}

/* Both ways: each sub-verb that the usage names is in the manual, and each that the manual names is taken. */
Test(twins_formations, the_manual_and_the_usage_name_the_same_sub_verbs)
{
	static char page[1 << 17];
	FILE *in = fopen(TEST_SOURCES "/man/jalon.1", "r");
	struct program_run usage = JALON("formation");
	char *names = strstr(usage.err, "attendu ");
	int named = 0, manual = 0;

	cr_assert_not_null(in);
	cr_assert_not_null(names);
	page[fread(page, 1, sizeof page - 1, in)] = '\0';
	fclose(in);
	*strstr(names, ", puis") = '\0';
	for (char *name = strtok(names + strlen("attendu "), ", "); name != NULL; name = strtok(NULL, ", ")) {
		char *item;

		if (strcmp(name, "ou") == 0)
			continue;
		item = mem_format("Cm formation %s", name);
		cr_expect_not_null(strstr(page, item), "%s is not in jalon(1)", item);
		free(item);
		named++;
	}
	cr_expect_eq(named, 24);
	for (char *at = page; (at = strstr(at, "Cm formation ")) != NULL; manual++) {
		struct program_run run;
		char name[40];

		at += strlen("Cm formation ");
		snprintf(name, sizeof name, "%.*s", (int)strcspn(at, " \n"), at);
		run = JALON("formation", name);
		cr_expect(strstr(run.err, "formation : attendu") == NULL, "%s: %s", name, run.err);
		program_run_free(&run);
	}
	cr_expect_geq(manual, 24);
	program_run_free(&usage);
}

/* A responsable has the agency's, or that of one référent; the funnel has numerator and denominator (002:509). */
Test(twins_formations, the_list_of_the_agency_and_of_a_colleague)
{
	char *out;

	out = twin_printed(JALON("afficher", "formations"));
	cr_expect(strstr(out, "mon portefeuille : ") != NULL && strstr(out, "Sur 12 mois : ") != NULL && strstr(out, "prescrites ") != NULL, "%s", out);
	cr_expect(strstr(out, "référent : ") == NULL && strstr(out, "À regrouper") == NULL, "%s", out);
	free(out);
	out = twin_printed(JALON_AS(SUPERVISOR, "afficher", "formations"));
	cr_expect(strstr(out, "toute l'agence : ") != NULL && strstr(out, "À regrouper") != NULL && strstr(out, "référent : ") != NULL, "%s", out);
	free(out);
	twin_done(JALON_AS(SUPERVISOR, "afficher", "formations", "mlegoff"), "portefeuille de Maël Le Goff");
	twin_refused(JALON_AS(SUPERVISOR, "afficher", "formations", "personne"), 1, "référent « personne » inexistant");
	twin_refused(JALON("afficher", "formations", COLLEAGUE), 1, "inexistant ou hors de votre portée");
}
