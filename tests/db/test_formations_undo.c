/* Undo of what was written about training requests, periods in a company and allowances: each verb, in order, by who wrote. */
#include <criterion/criterion.h>

#include "tests/db/formations_support.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	formations_references_add(&w);
}

TestSuite(formations_undo, .init = open_world, .fini = team_close);

#define DAYS "SELECT concat_ws(' ', etape, etape_le, debut, fin) FROM jalon.formation"

Test(formations_undo, takes_back_a_request_as_if_never_raised)
{
	COMMANDS("faite", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"le\":\"2026-11-16\""));
	COMMANDS("JL002 hors_de_portee commande_id", boss, 2, "annuler", UNDO("01")); /* another's command */
	COMMANDS("faite", me, 3, "annuler", UNDO("01"));
	ANSWERS("0 0", me, "SELECT concat_ws(' ', (SELECT count(*) FROM jalon.formation WHERE annule_par IS NULL), (SELECT count(*) FROM jalon.formation_evenement"
		" WHERE annule_par IS NULL))");
	/* What was taken back takes nothing more. */
	ANSWERS("JL002 formation_close formation_id", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, texte) VALUES ('" FID("01")
		"', 1, 'echange', 'x')");
	ANSWERS("JL002 formation_close formation_id", me, "INSERT INTO jalon.formation_projet (formation_id, personne_id, projet) VALUES ('" FID("01") "', 1, 'x')");
	ANSWERS("JL002 formation_close formation_id", me, "INSERT INTO jalon.formation_financement (formation_id, personne_id, poste, financeur, du, au) VALUES ('"
		FID("01") "', 1, 'pedagogie', 'region', '2026-12-01', '2026-12-02')");
	COMMANDS("JL002 hors_de_portee formation_id", me, 4, "formation_decrire", DESCRIBE("01", "1", ",\"intitule\":\"x\""));
	/* Not once it has moved, nor once something hangs on it. */
	COMMANDS("faite", me, 5, "formation_evoquer", RAISE("05", "AAAAA1", ""));
	COMMANDS("faite", me, 6, "formation_avancer", STEP("05", "1", "echange", ",\"texte\":\"x\""));
	COMMANDS("JL002 annulation_trop_tard", me, 7, "annuler", UNDO("05"));
	COMMANDS("faite", me, 7, "annuler", UNDO("06"));
	COMMANDS("faite", me, 8, "formation_prealable", PRECONDITION("05", "vae", "fait", "", ""));
	COMMANDS("JL002 annulation_trop_tard", me, 9, "annuler", UNDO("05"));
	COMMANDS("faite", me, 9, "annuler", UNDO("08"));
	COMMANDS("faite", me, 10, "annuler", UNDO("05"));
}

Test(formations_undo, takes_back_the_last_step_only_and_its_dates)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer", true);
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "entrer", ",\"le\":\"2026-11-05\",\"fin\":\"2027-04-02\""));
	ANSWERS("entree 2026-11-05 2026-11-05 2027-04-02", me, DAYS);
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "4", "achever", ",\"fin\":\"2026-11-19\""));
	ANSWERS("achevee 2026-11-19 2026-11-05 2026-11-19", me, DAYS);
	COMMANDS("JL002 annulation_trop_tard", me, 3, "annuler", UNDO("01")); /* the entry, under the end */
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	ANSWERS("entree 2026-11-05 2026-11-05 2027-04-02", me, DAYS);
	COMMANDS("JL002 annulation_trop_tard", me, 4, "annuler", UNDO("01")); /* the row has changed since */
	/* Entered and undone at once: the days planned come back. */
	formation_at(&w, 2, 2, "evoquer projeter preparer deposer accorder financer", true);
	COMMANDS("faite", me, 5, "formation_avancer", STEP("02", "2", "entrer", ",\"le\":\"2026-11-05\",\"fin\":\"2027-04-02\""));
	COMMANDS("faite", me, 6, "annuler", UNDO("05"));
	ANSWERS("financee 2026-11-02 2026-11-02 2027-03-31", me, DAYS " WHERE personne_id = 2");
	COMMANDS("faite", me, 7, "formation_avancer", STEP("02", "6", "entrer", ",\"le\":\"2026-11-05\"")); /* and again */
	COMMANDS("JL002 annulation_trop_tard", me, 8, "annuler", UNDO("05"));
	/* A word and a check move no row but their own. */
	COMMANDS("faite", me, 9, "formation_avancer", STEP("02", "7", "echange", ",\"texte\":\"x\""));
	COMMANDS("faite", me, 10, "annuler", UNDO("09"));
	COMMANDS("faite", me, 11, "formation_avancer", STEP("02", "7", "abandonner", ",\"motifs\":[\"delai\"]"));
	COMMANDS("faite", me, 12, "annuler", UNDO("11"));
	ANSWERS("entree 2026-11-05 2026-11-05 2027-03-31", me, DAYS " WHERE personne_id = 2");
}

Test(formations_undo, takes_back_pieces_asked_for_and_received)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("faite", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "devis", "personne") "," PIECE("02", "argumentaire", "structure")));
	COMMANDS("faite", me, 2, "annuler", UNDO("01"));
	ANSWERS("deposee 2026-11-02 2026-11-02 2027-03-31", me, DAYS);
	ANSWERS("0", me, "SELECT count(*) FROM jalon.formation_piece WHERE annule_par IS NULL");
	COMMANDS("faite", me, 3, "formation_pieces_demander", ASK("01", "5", "2026-11-10", PIECE("03", "devis", "personne")));
	COMMANDS("faite", me, 4, "formation_piece_recevoir", RECEIVE("03", "1", "2026-11-12"));
	ANSWERS("deposee 2026-11-12 2026-11-02 2027-03-31", me, DAYS);
	COMMANDS("faite", me, 5, "annuler", UNDO("04")); /* both the piece and what it completed */
	ANSWERS("pieces_demandees 2026-11-10 2026-11-02 2027-03-31", me, DAYS);
	ANSWERS("1", me, "SELECT count(*) FROM jalon.formation_piece WHERE annule_par IS NULL AND recue_le IS NULL");
	/* Answered by the funder meanwhile: too late. */
	COMMANDS("faite", me, 6, "formation_piece_recevoir", RECEIVE("03", "3", "2026-11-12"));
	ANSWERS("INSERT 0 1", boss, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste) VALUES ('" FID("01") "', 1, 'accorder')");
	COMMANDS("JL002 annulation_trop_tard", me, 7, "annuler", UNDO("06"));
}

Test(formations_undo, puts_back_what_was_described_waived_decided)
{
	formation_at(&w, 1, 1, "evoquer projeter", false);
	COMMANDS("faite", me, 1, "formation_decrire", DESCRIBE("01", "2", ",\"intitule\":\"Tourneur\",\"minutes\":600,\"session_id\":\"" PID("50") "\""));
	COMMANDS("faite", me, 2, "annuler", UNDO("01"));
	ANSWERS("Soudeur t t", me, "SELECT concat_ws(' ', intitule, minutes IS NULL, session_id IS NULL) FROM jalon.formation");
	COMMANDS("faite", me, 3, "formation_prealable", PRECONDITION("01", "vae", "fait", "Vu", ""));
	COMMANDS("faite", me, 4, "formation_prealable", PRECONDITION("01", "vae", "dispense", "Sans objet", ""));
	COMMANDS("faite", me, 5, "annuler", UNDO("04"));
	ANSWERS("fait Vu", me, "SELECT concat_ws(' ', etat, texte) FROM jalon.formation_prealable");
	formation_preconditions(me, 10, FID("01"));
	COMMANDS("faite", me, 20, "formation_avancer", STEP("01", "4", "preparer", ""));
	COMMANDS("JL002 annulation_trop_tard", me, 21, "annuler", UNDO("11")); /* the file was declared ready on it */
	COMMANDS("faite", me, 22, "formation_financer_ligne", LINE("01", "01", "pedagogie", "region", "2026-11-02", "2027-03-31", ",\"montant_cents\":5"));
	COMMANDS("faite", me, 23, "formation_ligne_decider", DECIDE("01", "1", "refusee", ",\"motif\":\"Trop cher\",\"montant_cents\":\"\""));
	COMMANDS("faite", me, 24, "annuler", UNDO("23"));
	ANSWERS("demandee 5 t", me, "SELECT concat_ws(' ', etat, montant_cents, decidee_le IS NULL) FROM jalon.formation_financement");
	COMMANDS("JL002 annulation_trop_tard", me, 25, "annuler", UNDO("22"));
	COMMANDS("faite", me, 26, "formation_financer_ligne", LINE("02", "01", "remuneration", "region", "2026-11-02", "2027-03-31", ""));
	COMMANDS("faite", me, 27, "annuler", UNDO("26"));
	ANSWERS("1", me, "SELECT count(*) FROM jalon.formation_financement WHERE annule_par IS NULL");
	COMMANDS("faite", me, 28, "formation_ligne_retirer", "{\"ligne_id\":\"" PID("01") "\",\"version\":3}");
	COMMANDS("JL002 annulation_impossible", me, 29, "annuler", UNDO("28"));
}

Test(formations_undo, takes_back_absences_periods_and_allowances)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer entrer", true);
	COMMANDS("faite", me, 1, "formation_absence", AWAY("01", "01", "2026-11-03", "2026-11-04"));
	COMMANDS("faite", me, 2, "annuler", UNDO("01"));
	COMMANDS("faite", me, 3, "formation_absence", AWAY("02", "01", "2026-11-03", "2026-11-04"));
	COMMANDS("faite", me, 4, "periode_noter", PERIOD("04", "AAAAA1", "immersion", "2026-11-02", "2026-11-13", ""));
	COMMANDS("faite", me, 5, "periode_debriefer", DEBRIEF("04", "1", "2026-11-16"));
	COMMANDS("faite", me, 6, "annuler", UNDO("05"));
	ANSWERS("t t", me, "SELECT concat_ws(' ', debriefee_le IS NULL, avec_hote IS NULL) FROM jalon.periode_entreprise");
	COMMANDS("faite", me, 7, "periode_noter", PERIOD("07", "AAAAA1", "emt", "2026-11-02", "2026-11-13", ""));
	COMMANDS("faite", me, 8, "annuler", UNDO("07"));
	COMMANDS("JL002 hors_de_portee periode_id", me, 9, "periode_debriefer", DEBRIEF("07", "2", "2026-11-16"));
	COMMANDS("faite", me, 10, "droit_noter", ALLOWANCE("10", "AAAAA1", "asp", "2026-01-05", ""));
	COMMANDS("faite", me, 11, "droit_noter", ALLOWANCE("11", "AAAAA1", "are", "2026-11-09", ""));
	ANSWERS("asp 2026-11-09, are", me, "SELECT string_agg(concat_ws(' ', nature, au), ', ' ORDER BY du) FROM jalon.droit WHERE annule_par IS NULL");
	COMMANDS("faite", me, 12, "annuler", UNDO("11"));
	ANSWERS("asp", me, "SELECT string_agg(concat_ws(' ', nature, au), ', ' ORDER BY du) FROM jalon.droit WHERE annule_par IS NULL");
}

/* Somebody was away from the course: it was entered. */
Test(formations_undo, leaves_an_entry_under_absences)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer", true);
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "entrer", ",\"le\":\"2026-11-02\""));
	COMMANDS("faite", me, 2, "formation_absence", AWAY("01", "01", "2026-11-03", "2026-11-04"));
	COMMANDS("JL002 formation_entree_absences", me, 3, "annuler", UNDO("01"));
	ANSWERS("JL002 formation_entree_absences", me, "UPDATE jalon.formation_evenement SET annule_par = '00000002-0000-4000-8000-000000000000'"
		" WHERE geste = 'entrer'");
	COMMANDS("faite", me, 4, "annuler", UNDO("02"));
	COMMANDS("faite", me, 5, "annuler", UNDO("01"));
	ANSWERS("financee", me, "SELECT etape FROM jalon.formation");
}

#define ALLOWANCES "SELECT string_agg(concat_ws(' ', nature, du, coalesce(au::text, 'sans fin'), saisi_par), ', ' ORDER BY du) FROM jalon.droit" \
	" WHERE annule_par IS NULL"

/* A mistaken nature or last day is corrected by recording the allowance again from its first day; undo puts back exactly what was. */
Test(formations_undo, puts_back_an_allowance_that_was_corrected)
{
	COMMANDS("faite", me, 1, "droit_noter", ALLOWANCE("01", "AAAAA1", "asp", "2026-01-05", ",\"au\":\"2027-01-04\""));
	COMMANDS("faite", me, 2, "droit_noter", ALLOWANCE("02", "AAAAA1", "are", "2026-01-05", ""));
	ANSWERS("are 2026-01-05 sans fin w_conseiller", me, ALLOWANCES);
	ANSWERS(PID("01") " 1", me, "SELECT concat_ws(' ', min(droit_id::text), count(*)) FROM jalon.droit"); /* the same row, corrected */
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	ANSWERS("asp 2026-01-05 2027-01-05 w_conseiller", me, ALLOWANCES);
	COMMANDS("JL002 annulation_trop_tard", me, 4, "annuler", UNDO("02")); /* once */
	/* Corrected by somebody else: undone by who corrected, and by nobody else. */
	COMMANDS("faite", boss, 5, "droit_noter", ALLOWANCE("05", "AAAAA1", "asp", "2026-01-05", ",\"au\":\"2026-12-31\""));
	COMMANDS("JL002 hors_de_portee commande_id", me, 6, "annuler", UNDO("05"));
	COMMANDS("faite", boss, 6, "annuler", UNDO("05"));
	ANSWERS("asp 2026-01-05 2027-01-05 w_conseiller", me, ALLOWANCES);
	/* Corrected once more since, or followed by another: the row has changed. */
	COMMANDS("faite", me, 7, "droit_noter", ALLOWANCE("07", "AAAAA1", "are", "2026-01-05", ""));
	COMMANDS("faite", me, 8, "droit_noter", ALLOWANCE("08", "AAAAA1", "ass", "2026-01-05", ""));
	COMMANDS("JL002 annulation_trop_tard", me, 9, "annuler", UNDO("07"));
	COMMANDS("faite", me, 9, "droit_noter", ALLOWANCE("09", "AAAAA1", "rsa", "2026-11-02", ""));
	COMMANDS("JL002 annulation_trop_tard", me, 10, "annuler", UNDO("08"));
	COMMANDS("faite", me, 10, "annuler", UNDO("09"));
	ANSWERS("ass 2026-01-05 sans fin w_conseiller", me, ALLOWANCES);
}

/* What a correction would overlap is refused whole, and the history holds what was before each. */
Test(formations_undo, corrects_an_allowance_within_its_neighbours)
{
	COMMANDS("faite", me, 1, "droit_noter", ALLOWANCE("01", "AAAAA1", "asp", "2026-01-05", ",\"au\":\"2026-06-30\""));
	COMMANDS("faite", me, 2, "droit_noter", ALLOWANCE("02", "AAAAA1", "are", "2026-07-01", ""));
	COMMANDS("23P01 droit_un_seul", me, 3, "droit_noter", ALLOWANCE("03", "AAAAA1", "asp", "2026-01-05", ""));
	COMMANDS("23514 droit_nature_connue", me, 3, "droit_noter", ALLOWANCE("03", "AAAAA1", "rente", "2026-01-05", ",\"au\":\"2026-06-30\""));
	COMMANDS("23514 droit_bornes", me, 3, "droit_noter", ALLOWANCE("03", "AAAAA1", "asp", "2026-01-05", ",\"au\":\"2026-01-04\""));
	ANSWERS("asp 2026-01-05 2026-07-01 w_conseiller, are 2026-07-01 sans fin w_conseiller", me, ALLOWANCES);
	COMMANDS("faite", me, 3, "droit_noter", ALLOWANCE("03", "AAAAA1", "aref", "2026-01-05", ",\"au\":\"2026-05-31\""));
	ANSWERS("asp 2026-07-01", me, "SELECT concat_ws(' ', avant->>'nature', avant->>'au') FROM jalon.historique WHERE nom_table = 'droit' AND operation = 'UPDATE'"
		" ORDER BY historique_id DESC LIMIT 1");
	/* By hand, as by a command: who is out of reach corrects nothing, and what was annulled stays as it was. */
	ANSWERS("UPDATE 0", me, "UPDATE jalon.droit SET nature = 'are' WHERE personne_id = 4");
	COMMANDS("faite", me, 4, "droit_noter", ALLOWANCE("04", "AAAAA2", "asp", "2026-01-05", ""));
	COMMANDS("faite", me, 5, "annuler", UNDO("04"));
	ANSWERS("t", me, "SELECT annule_par IS NOT NULL FROM jalon.droit WHERE personne_id = 2");
}
