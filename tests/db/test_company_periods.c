/* Periods in a company and what the person lives on: the short reprise that ends a CSP (W2, 000:6137), the debrief with or
 * without the host (000:778), one allowance at a time. */
#include <criterion/criterion.h>

#include "tests/db/formations_support.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	formations_references_add(&w);
	/* AAAAA1 is under the CSP since October, AAAAA2 under the CE. */
	cluster_exec(w.owner, "UPDATE jalon.passage SET au = '2026-10-01' WHERE personne_id = 1; INSERT INTO jalon.passage (agence_id, personne_id, regime, du)"
		" VALUES (1, 1, 'CSP', '2026-10-01')");
}

TestSuite(company_periods, .init = open_world, .fini = team_close);

Test(company_periods, of_a_reprise_shorter_than_14_days_need_their_reason_under_the_csp)
{
	COMMANDS("JL002 periode_reprise_courte malgre", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "reprise", "2026-12-01", "2026-12-13", ""));
	COMMANDS("JL002 periode_reprise_courte malgre", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "reprise", "2026-12-01", "2026-12-13", ",\"malgre\":\" \""));
	ANSWERS("JL002 periode_reprise_courte malgre", boss, "INSERT INTO jalon.periode_entreprise (personne_id, nature, entreprise, du, au) VALUES (1, 'reprise', 'x',"
		" '2026-12-01', '2026-12-14')"); /* 13 days */
	ANSWERS("INSERT 0 1", boss, "INSERT INTO jalon.periode_entreprise (personne_id, nature, entreprise, du, au) VALUES (1, 'reprise', 'x', '2026-12-01',"
		" '2026-12-15')"); /* 14 */
	COMMANDS("faite", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "reprise", "2026-12-01", "2026-12-14", ""));
	COMMANDS("faite", me, 2, "periode_noter", PERIOD("02", "AAAAA1", "reprise", "2026-11-02", "2026-11-04", ",\"malgre\":\"Elle choisit cet emploi\""));
	/* Neither another kind, nor another regime, nor a day under the regime before. */
	COMMANDS("faite", me, 3, "periode_noter", PERIOD("03", "AAAAA1", "activite", "2026-12-01", "2026-12-02", ""));
	COMMANDS("faite", me, 4, "periode_noter", PERIOD("04", "AAAAA2", "reprise", "2026-12-01", "2026-12-02", ""));
	COMMANDS("faite", me, 5, "periode_noter", PERIOD("05", "AAAAA1", "reprise", "2026-09-01", "2026-09-02", ""));
	/* The rule's own dates and version. */
	cluster_exec(w.owner, "UPDATE jalon.regle_parametre SET au = '2026-12-31' WHERE code = 'reprise_courte'");
	COMMANDS("faite", me, 6, "periode_noter", PERIOD("06", "AAAAA1", "reprise", "2027-01-04", "2027-01-05", ""));
	COMMANDS("JL002 periode_reprise_courte malgre", me, 7, "periode_noter", PERIOD("07", "AAAAA1", "reprise", "2026-12-31", "2026-12-31", ""));
}

/* local.ini switches the rule off: it refuses nothing. */
Test(company_periods, of_a_short_reprise_are_not_refused_by_a_rule_that_is_not_applied)
{
	cluster_exec(w.owner, "UPDATE jalon.regle_parametre SET applique = false WHERE code = 'reprise_courte'");
	COMMANDS("faite", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "reprise", "2026-12-01", "2026-12-02", ""));
}

Test(company_periods, are_debriefed_once_over_with_or_without_the_host)
{
	COMMANDS("23514 periode_entreprise_bornes", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "immersion", "2026-11-13", "2026-11-12", ""));
	COMMANDS("23514 periode_entreprise_nature_connue", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "stage", "2026-11-09", "2026-11-13", ""));
	formation_at(&w, 1, 1, "evoquer projeter", false);
	COMMANDS("faite", me, 1, "periode_noter", PERIOD("01", "AAAAA1", "immersion", "2026-11-09", "2026-11-13", ",\"formation_id\":\"" FID("01") "\""));
	COMMANDS("23505 periode_entreprise_double", me, 2, "periode_noter", PERIOD("02", "AAAAA1", "immersion", "2026-11-09", "2026-11-10", ""));
	COMMANDS("23503 periode_entreprise_formation", me, 2, "periode_noter", PERIOD("02", "AAAAA2", "immersion", "2026-11-09", "2026-11-13", ",\"formation_id\":\"" FID("01") "\""));
	COMMANDS("23514 periode_entreprise_debrief_apres", me, 3, "periode_debriefer", DEBRIEF("01", "1", "2026-11-12"));
	COMMANDS("JL002 periode_debrief_futur le", me, 3, "periode_debriefer", DEBRIEF("01", "1", "2026-11-21"));
	COMMANDS("23514 periode_entreprise_debrief_complet", me, 3, "periode_debriefer", "{\"periode_id\":\"" PID("01") "\",\"version\":1,\"avec_hote\":false,\"texte\":\" \"}");
	COMMANDS("JL002 contenu_invalide avec_hote", me, 3, "periode_debriefer", "{\"periode_id\":\"" PID("01") "\",\"version\":1,\"texte\":\"x\"}");
	COMMANDS("faite", me, 3, "periode_debriefer", DEBRIEF("01", "1", "2026-11-13"));
	COMMANDS("JL002 periode_deja_debriefee texte", boss, 4, "periode_debriefer", DEBRIEF("01", "2", "2026-11-16"));
	ANSWERS("JL002 periode_deja_debriefee texte", boss, "UPDATE jalon.periode_entreprise SET debriefee_le = NULL, avec_hote = NULL, debrief = ''");
	ANSWERS("t w_conseiller", me, "SELECT concat_ws(' ', avec_hote, debriefee_par) FROM jalon.periode_entreprise");
	COMMANDS("JL001 version_perimee version", me, 5, "periode_retirer", "{\"periode_id\":\"" PID("01") "\",\"version\":1}");
	COMMANDS("faite", boss, 5, "periode_retirer", "{\"periode_id\":\"" PID("01") "\",\"version\":2}");
	COMMANDS("faite", me, 6, "periode_noter", PERIOD("06", "AAAAA1", "immersion", "2026-11-09", "2026-11-13", ""));
}

Test(company_periods, leave_the_person_one_allowance_at_a_time)
{
	COMMANDS("faite", me, 1, "droit_noter", ALLOWANCE("01", "AAAAA1", "asp", "2026-10-01", ",\"au\":\"2027-09-30\""));
	COMMANDS("faite", me, 2, "droit_noter", ALLOWANCE("02", "AAAAA1", "are", "2026-11-16", ",\"au\":\"2027-06-30\"")); /* closes the first */
	ANSWERS("asp 2026-10-01 2026-11-16, are 2026-11-16 2027-07-01", me, "SELECT string_agg(concat_ws(' ', nature, du, au), ', ' ORDER BY du) FROM jalon.droit");
	COMMANDS("23P01 droit_un_seul", me, 3, "droit_noter", ALLOWANCE("03", "AAAAA1", "rsa", "2026-08-01", "")); /* one begins later */
	COMMANDS("faite", me, 3, "droit_noter", ALLOWANCE("03", "AAAAA1", "rsa", "2026-08-01", ",\"au\":\"2026-09-30\""));
	COMMANDS("faite", me, 4, "droit_noter", ALLOWANCE("04", "AAAAA1", "ass", "2026-11-16", "")); /* the same day: corrected */
	ANSWERS("rsa asp ass", me, "SELECT string_agg(nature, ' ' ORDER BY du) FROM jalon.droit WHERE annule_par IS NULL");
	COMMANDS("23514 droit_bornes", me, 5, "droit_noter", ALLOWANCE("05", "AAAAA2", "are", "2026-11-16", ",\"au\":\"2026-11-15\""));
	COMMANDS("23514 droit_nature_connue", me, 5, "droit_noter", ALLOWANCE("05", "AAAAA2", "rente", "2026-11-16", ""));
	ANSWERS("23P01 droit_un_seul", boss, "INSERT INTO jalon.droit (personne_id, nature, du) VALUES (1, 'are', '2027-01-01')");
}
