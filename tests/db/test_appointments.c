/* Appointments: given, refused, moved, cancelled, held, concluded, undone; by command and by hand through psql. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/agenda/booking.h"
#include "tests/db/team.h"

/* Séance n of a test; « today » is Friday 2026-11-20, the week that follows is free. */
#define S(n) "50000000-0000-4000-8000-0000000000" n
#define HELD "00000000-0000-4000-8000-000000000001" /* AAAAA1's, yesterday at 10:00, nothing recorded */
#define SLOT(start) "\"debut\":\"" start "\",\"minutes\":45,\"type\":\"entretien\",\"lieu\":\"agence\""
#define GIVE(n, who, start) "{\"seance_id\":\"" S(n) "\",\"identifiant\":\"" who "\"," SLOT(start) "}"
#define CONFIRM(n, who, start) \
	"{\"seance_id\":\"" S(n) "\",\"identifiant\":\"" who "\"," SLOT(start) ",\"confirmation\":\"seul moment possible\"}"
#define MOVE(n, version, start) \
	"{\"seance_id\":\"" S(n) "\",\"version\":" version ",\"debut\":\"" start "\",\"demandeur\":\"personne\",\"motif\":\"garde d'enfant\"}"
#define PRESENCE(id, who, version, value) \
	"{\"seance_id\":\"" id "\",\"presences\":[{\"identifiant\":\"" who "\",\"version\":" version ",\"presence\":\"" value "\"}]}"
#define LEAVE(n, who, kind, from, to) \
	"{\"conge_id\":\"60000000-0000-4000-8000-0000000000" n "\",\"identifiant\":\"" who "\",\"nature\":\"" kind "\",\"du\":\"" from \
	"\",\"au\":\"" to "\"}"
#define UNDO(n) "{\"commande_id\":\"000000" n "-0000-4000-8000-000000000000\"}"

TestSuite(appointments, .init = team_open, .fini = team_close);

/* Two statements by hand, in a transaction rolled back: the answer of the first that fails, or of the last. */
static const char *by_hand(PGconn *conn, const char *person, const char *from, const char *to)
{
	static char text[128];
	const char *id = S("99");
	ANSWERS("BEGIN", conn, "BEGIN");
	snprintf(text, sizeof text, "%s", answer(conn, "INSERT INTO jalon.seance (seance_id, periode, type, lieu)"
		" VALUES ('%s', '[%s+01,%s+01)', 'entretien', 'agence')", id, from, to));
	if (strcmp(text, "INSERT 0 1") == 0)
		snprintf(text, sizeof text, "%s", answer(conn,
			"INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('%s', %s)", id, person));
	if (strcmp(text, "INSERT 0 1") == 0)
		snprintf(text, sizeof text, "%s", answer(conn, "SET CONSTRAINTS ALL IMMEDIATE"));
	ANSWERS("ROLLBACK", conn, "ROLLBACK");
	return text;
}

#define BY_HAND_ANSWERS(expected, conn, person, from, to) \
	cr_expect_str_eq(by_hand(conn, person, from, to), expected, "%s %s", from, expected)

Test(appointments, are_given_in_ones_own_agenda)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00")); /* resent */
	ANSWERS("w_conseiller inconnu 2026-11-23 09:00 00:45:00 1", me, "SELECT concat_ws(' ', conseiller, presence,"
		" to_char(lower(periode) AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD HH24:MI'), upper(periode) - lower(periode), version)"
		" FROM jalon.participation WHERE seance_id = '" S("01") "'");
	ANSWERS("2", me, "SELECT count(*) FROM jalon.historique WHERE commande_id = '00000001-0000-4000-8000-000000000000'");
	/* Of a person whom one replaces, too; of nobody else, and not by the responsable. */
	COMMANDS("faite", me, 2, "rdv_donner", GIVE("02", "AAAAA3", "2026-11-23T10:00"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 3, "rdv_donner", GIVE("03", "AAAAA4", "2026-11-23T11:00"));
	COMMANDS("JL002 rdv_par_conseiller", boss, 3, "rdv_donner", GIVE("03", "AAAAA1", "2026-11-23T11:00"));
	ANSWERS("42501", boss, "INSERT INTO jalon.seance (periode, type, lieu) VALUES ('[2026-11-23 11:00+01,2026-11-23 12:00+01)', 'x', 'x')");
	ANSWERS("42501", me, "INSERT INTO jalon.seance (conseiller, periode, type, lieu) VALUES ('w_collegue',"
		" '[2026-11-23 11:00+01,2026-11-23 12:00+01)', 'x', 'x')");
	ANSWERS("42501", me, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" S("01") "', 4)");
	COMMANDS("JL002 rdv_duree minutes", me, 3, "rdv_donner", "{\"seance_id\":\"" S("03") "\",\"identifiant\":\"AAAAA1\","
		"\"debut\":\"2026-11-23T11:00\",\"minutes\":0,\"type\":\"entretien\",\"lieu\":\"agence\"}");
	COMMANDS("23514 seance_lieu_forme", me, 3, "rdv_donner", "{\"seance_id\":\"" S("03") "\",\"identifiant\":\"AAAAA1\","
		"\"debut\":\"2026-11-23T11:00\",\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"au café\"}");
	COMMANDS("JL002 contenu_invalide conseiller", me, 3, "rdv_donner", "{\"seance_id\":\"" S("03") "\",\"identifiant\":\"AAAAA1\","
		SLOT("2026-11-23T11:00") ",\"conseiller\":\"w_collegue\"}");
}

/* One refusal, by command and by hand. The constraint is the one of core/agenda/booking.h. */
static void refused(enum booking_refusal r, const char *content, const char *person, const char *from, const char *to)
{
	char expected[128];
	bool exclusion = r == BOOKING_COUNSELLOR_BUSY || r == BOOKING_PERSON_BUSY;
	snprintf(expected, sizeof expected, "%s %s%s", exclusion ? "23P01" : "JL002", booking_refusal_name(r), exclusion ? "" : " debut");
	COMMANDS(expected, me, 90, "rdv_donner", content);
	BY_HAND_ANSWERS(expected, me, person, from, to);
	ANSWERS("0", w.owner, "SELECT count(*) FROM jalon.seance WHERE seance_id = '" S("90") "'");
}

Test(appointments, are_refused_for_good)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("faite", me, 2, "conge_declarer", LEAVE("01", "AAAAA1", "conges", "2026-11-30", "2026-12-04"));
	COMMANDS("faite", me, 3, "conge_declarer", LEAVE("02", "AAAAA2", "reflexion", "2026-12-07", "2026-12-11"));
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu) VALUES (1, '" S("50") "',"
		" 'w_absent', '[2026-11-24 14:00+01,2026-11-24 15:00+01)', 'entretien', 'agence')");
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id) VALUES (1, '" S("50") "', 1)");
	refused(BOOKING_PAST, GIVE("90", "AAAAA1", "2026-11-19T16:00"), "1", "2026-11-19 16:00", "2026-11-19 16:45");
	refused(BOOKING_LEAVE, GIVE("90", "AAAAA1", "2026-12-04T09:00"), "1", "2026-12-04 09:00", "2026-12-04 09:45");
	refused(BOOKING_REFLECTION, GIVE("90", "AAAAA2", "2026-12-07T09:00"), "2", "2026-12-07 09:00", "2026-12-07 09:45");
	refused(BOOKING_COUNSELLOR_BUSY, GIVE("90", "AAAAA2", "2026-11-23T09:30"), "2", "2026-11-23 09:30", "2026-11-23 10:15");
	refused(BOOKING_PERSON_BUSY, GIVE("90", "AAAAA1", "2026-11-24T14:15"), "1", "2026-11-24 14:15", "2026-11-24 15:00");
	/* A confirmation passes over none of them. */
	COMMANDS("JL002 rdv_conges debut", me, 91, "rdv_donner", CONFIRM("90", "AAAAA1", "2026-12-01T09:00"));
	COMMANDS("23P01 seance_conseiller_occupe", me, 91, "rdv_donner", CONFIRM("90", "AAAAA2", "2026-11-23T09:30"));
	/* Half-open: the next one begins when the first ends; the day after the last day of leave is free. */
	COMMANDS("faite", me, 91, "rdv_donner", GIVE("91", "AAAAA2", "2026-11-23T09:45"));
	COMMANDS("faite", me, 92, "rdv_donner", GIVE("92", "AAAAA1", "2026-12-07T09:00"));
}

Test(appointments, are_refused_unless_confirmed)
{
	COMMANDS("faite", boss, 1, "fermeture_poser", "{\"fermeture_id\":\"" S("80") "\",\"du\":\"2026-12-28\",\"au\":\"2026-12-31\",\"motif\":\"inventaire\"}");
	COMMANDS("faite", me, 2, "absence_poser", "{\"absence_id\":\"" S("81") "\",\"debut\":\"2026-11-24T14:00\",\"fin\":\"2026-11-24T16:00\"}");
	refused(BOOKING_HOLIDAY, GIVE("90", "AAAAA1", "2026-12-25T09:00"), "1", "2026-12-25 09:00", "2026-12-25 09:45");
	refused(BOOKING_CLOSED, GIVE("90", "AAAAA1", "2026-12-31T09:00"), "1", "2026-12-31 09:00", "2026-12-31 09:45");
	refused(BOOKING_ABSENT, GIVE("90", "AAAAA1", "2026-11-24T15:30"), "1", "2026-11-24 15:30", "2026-11-24 16:15");
	refused(BOOKING_HOURS, GIVE("90", "AAAAA1", "2026-11-24T12:00"), "1", "2026-11-24 12:00", "2026-11-24 12:45");
	refused(BOOKING_HOURS, GIVE("90", "AAAAA1", "2026-11-22T09:00"), "1", "2026-11-22 09:00", "2026-11-22 09:45");
	/* Once confirmed, who and why are kept. */
	COMMANDS("faite", me, 91, "rdv_donner", CONFIRM("91", "AAAAA1", "2026-12-25T09:00"));
	COMMANDS("faite", me, 92, "rdv_donner", CONFIRM("92", "AAAAA1", "2026-12-31T09:00"));
	COMMANDS("faite", me, 93, "rdv_donner", CONFIRM("93", "AAAAA1", "2026-11-24T15:30"));
	COMMANDS("faite", me, 94, "rdv_donner", CONFIRM("94", "AAAAA1", "2026-11-22T09:00"));
	ANSWERS("4 w_conseiller", me, "SELECT count(*) || ' ' || min(confirmation_par) FROM jalon.seance WHERE confirmation = 'seul moment possible'");
	/* Taken back by hand, the refusal is back; an empty séance by hand is refused at the end of its transaction. */
	ANSWERS("JL002 rdv_ferie debut", me, "UPDATE jalon.seance SET confirmation = NULL WHERE seance_id = '" S("91") "'");
	ANSWERS("JL002 rdv_hors_horaires debut", me, "INSERT INTO jalon.seance (periode, type, lieu)"
		" VALUES ('[2026-11-24 20:00+01,2026-11-24 21:00+01)', 'entretien', 'agence')");
}

/* What is never allowed is said before what may be confirmed, whatever stands in the way at once. */
Test(appointments, are_refused_in_the_order_of_the_rules)
{
	COMMANDS("faite", me, 1, "rdv_donner", CONFIRM("01", "AAAAA1", "2026-12-25T20:00"));
	refused(BOOKING_COUNSELLOR_BUSY, GIVE("90", "AAAAA2", "2026-12-25T20:00"), "2", "2026-12-25 20:00", "2026-12-25 20:45");
	COMMANDS("faite", me, 2, "conge_declarer", LEAVE("01", "AAAAA2", "conges", "2026-12-25", "2026-12-25"));
	COMMANDS("JL002 rdv_conges debut", me, 3, "rdv_donner", GIVE("90", "AAAAA2", "2026-12-25T20:00"));
	COMMANDS("faite", me, 4, "conge_declarer", LEAVE("02", "AAAAA2", "reflexion", "2026-12-20", "2026-12-31"));
	COMMANDS("JL002 rdv_conges debut", me, 3, "rdv_donner", GIVE("90", "AAAAA2", "2026-12-25T20:00"));
	COMMANDS("JL002 rdv_reflexion debut", me, 3, "rdv_donner", GIVE("90", "AAAAA2", "2026-12-26T20:00"));
	refused(BOOKING_HOLIDAY, GIVE("90", "AAAAA1", "2026-12-25T22:00"), "1", "2026-12-25 22:00", "2026-12-25 22:45");
}

Test(appointments, follow_ones_own_hours)
{
	COMMANDS("JL001 version_perimee version", me, 1, "horaires_definir", "{\"version\":1,\"plages\":[]}");
	COMMANDS("faite", me, 1, "horaires_definir", "{\"version\":0,\"plages\":[{\"de\":8400,\"a\":8640}]}"); /* Saturday, 20:00 to 24:00 */
	COMMANDS("faite", me, 2, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-21T23:00"));
	COMMANDS("JL002 rdv_hors_horaires debut", me, 3, "rdv_donner", GIVE("02", "AAAAA1", "2026-11-21T23:45"));
	COMMANDS("JL002 rdv_hors_horaires debut", me, 3, "rdv_donner", GIVE("02", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("JL002 horaire_ordre plages", me, 3, "horaires_definir", "{\"version\":1,\"plages\":[{\"de\":600,\"a\":600}]}");
	COMMANDS("23514 horaire_plages_bornes", me, 3, "horaires_definir", "{\"version\":1,\"plages\":[{\"de\":600,\"a\":10081}]}");
	COMMANDS("faite", me, 3, "horaires_definir", "{\"version\":1,\"plages\":[]}"); /* the agency's again */
	COMMANDS("faite", me, 4, "rdv_donner", GIVE("02", "AAAAA1", "2026-11-23T09:00"));
	ANSWERS("2", me, "SELECT version FROM jalon.horaire");
	ANSWERS("0", colleague, "SELECT count(*) FROM jalon.horaire");
	ANSWERS("1", boss, "SELECT count(*) FROM jalon.horaire");
}

Test(appointments, record_an_unplanned_meeting_afterwards)
{
#define UNPLANNED(n, start, more) "{\"seance_id\":\"" S(n) "\",\"identifiant\":\"AAAAA1\"," SLOT(start) ",\"imprevue\":true" more "}"
	COMMANDS("JL002 rdv_imprevu_futur debut", me, 1, "rdv_donner", UNPLANNED("01", "2026-11-23T09:00", ""));
	/* Outside the hours and on the day itself of a leave: it took place. */
	COMMANDS("faite", me, 1, "conge_declarer", LEAVE("01", "AAAAA1", "conges", "2026-11-18", "2026-11-18"));
	COMMANDS("faite", me, 2, "rdv_donner", UNPLANNED("01", "2026-11-18T20:00", ",\"conclusion\":\"CV relu\""));
	ANSWERS("present CV relu w_conseiller", me, "SELECT concat_ws(' ', presence, conclusion, conclue_par) FROM jalon.participation"
		" WHERE seance_id = '" S("01") "'");
	COMMANDS("23P01 seance_conseiller_occupe", me, 3, "rdv_donner", UNPLANNED("02", "2026-11-18T20:15", ""));
	COMMANDS("JL002 contenu_invalide conclusion", me, 3, "rdv_donner", "{\"seance_id\":\"" S("02") "\",\"identifiant\":\"AAAAA1\","
		SLOT("2026-11-23T09:00") ",\"conclusion\":\"déjà\"}");
	COMMANDS("faite", me, 4, "annuler", UNDO("02"));
	COMMANDS("faite", me, 5, "rdv_donner", UNPLANNED("02", "2026-11-18T20:15", ""));
}

Test(appointments, run_in_weekly_series)
{
#define SERIES(weeks, items) "{\"serie_id\":\"" S("70") "\",\"identifiant\":\"AAAAA1\",\"minutes\":30,\"type\":\"entretien\"," \
	"\"lieu\":\"agence\",\"semaines\":" weeks ",\"seances\":[" items "]}"
#define WEEK(n, start) "{\"seance_id\":\"" S(n) "\",\"debut\":\"" start "\"}"
	COMMANDS("JL002 serie_vide semaines", me, 1, "rdv_serie", SERIES("4", ""));
	COMMANDS("JL002 serie_longueur semaines", me, 1, "rdv_serie", SERIES("2", WEEK("01", "2026-11-27T09:00")));
	COMMANDS("JL002 serie_longueur semaines", me, 1, "rdv_serie", SERIES("27", WEEK("01", "2026-11-27T09:00")));
	COMMANDS("JL002 contenu_invalide seances", me, 1, "rdv_serie", SERIES("4", WEEK("01", "2026-11-27T09:00") "," WEEK("02", "2026-12-04T09:15")));
	COMMANDS("JL002 contenu_invalide seances", me, 1, "rdv_serie", SERIES("4", WEEK("01", "2026-11-27T09:00") "," WEEK("02", "2026-12-25T09:00")));
	COMMANDS("JL002 contenu_invalide seances", me, 1, "rdv_serie", SERIES("4", WEEK("01", "2026-11-27T09:00") "," WEEK("02", "2026-11-27T09:00")));
	/* A holiday among them is refused like any other appointment, and nothing of the series stays. */
	COMMANDS("JL002 rdv_ferie debut", me, 1, "rdv_serie", SERIES("6", WEEK("01", "2026-11-27T09:00") "," WEEK("02", "2026-12-25T09:00")));
	ANSWERS("0", me, "SELECT count(*) FROM jalon.seance WHERE serie_id IS NOT NULL");
	/* Across the change of clock: the same hour of the wall. */
	COMMANDS("faite", me, 1, "rdv_serie", SERIES("20", WEEK("01", "2026-11-27T09:00") "," WEEK("02", "2027-01-01T09:00") "," WEEK("03", "2027-04-02T09:00")));
	ANSWERS("09:00 09:00 09:00", me, "SELECT string_agg(to_char(lower(periode) AT TIME ZONE 'Europe/Paris', 'HH24:MI'), ' ') FROM jalon.seance"
		" WHERE serie_id = '" S("70") "'");
	COMMANDS("JL002 annulation_impossible", me, 2, "annuler", UNDO("01"));
}

Test(appointments, move_and_are_counted)
{
	COMMANDS("faite", me, 1, "rdv_donner", CONFIRM("01", "AAAAA1", "2026-12-25T09:00"));
	COMMANDS("faite", me, 2, "rdv_deplacer", MOVE("01", "1", "2026-11-23T09:00"));
	COMMANDS("JL001 version_perimee version", me, 3, "rdv_deplacer", MOVE("01", "1", "2026-11-23T10:00"));
	COMMANDS("JL002 rdv_inchange debut", me, 3, "rdv_deplacer", MOVE("01", "2", "2026-11-23T09:00"));
	ANSWERS("personne garde d'enfant w_conseiller 1", me, "SELECT concat_ws(' ', demandeur, motif, par, personne_id) FROM jalon.deplacement");
	ANSWERS("t", me, "SELECT confirmation IS NULL FROM jalon.seance WHERE seance_id = '" S("01") "'"); /* it was of the old slot */
	/* The same refusals as for giving. */
	COMMANDS("JL002 rdv_passe debut", me, 3, "rdv_deplacer", MOVE("01", "2", "2026-11-18T09:00"));
	COMMANDS("JL002 rdv_ferie debut", me, 3, "rdv_deplacer", MOVE("01", "2", "2026-12-25T09:00"));
	COMMANDS("faite", me, 4, "conge_declarer", LEAVE("01", "AAAAA1", "conges", "2026-12-01", "2026-12-01"));
	COMMANDS("JL002 rdv_conges debut", me, 5, "rdv_deplacer", MOVE("01", "2", "2026-12-01T09:00"));
	COMMANDS("faite", me, 6, "rdv_donner", GIVE("02", "AAAAA2", "2026-11-24T09:00"));
	COMMANDS("23P01 seance_conseiller_occupe", me, 7, "rdv_deplacer", MOVE("01", "2", "2026-11-24T09:15"));
	/* By hand too, and counted all the same; only in one's own agenda, or by the responsable. */
	ANSWERS("JL002 rdv_conges debut", me, "UPDATE jalon.seance SET periode = '[2026-12-01 09:00+01,2026-12-01 10:00+01)' WHERE seance_id = '" S("01") "'");
	ANSWERS("UPDATE 1", me, "UPDATE jalon.seance SET periode = '[2026-11-23 10:00+01,2026-11-23 11:00+01)' WHERE seance_id = '" S("01") "'");
	ANSWERS("UPDATE 0", colleague, "UPDATE jalon.seance SET periode = '[2026-11-23 11:00+01,2026-11-23 12:00+01)' WHERE seance_id = '" S("01") "'");
	COMMANDS("JL002 hors_de_portee seance_id", colleague, 7, "rdv_deplacer", MOVE("01", "3", "2026-11-23T11:00"));
	COMMANDS("faite", boss, 7, "rdv_deplacer", MOVE("01", "3", "2026-11-23T11:00"));
	ANSWERS("personne structure personne", me, "SELECT string_agg(demandeur, ' ' ORDER BY le) FROM jalon.deplacement");
	ANSWERS("42501", me, "UPDATE jalon.deplacement SET demandeur = 'personne'");
	ANSWERS("42501", me, "INSERT INTO jalon.deplacement (agence_id, seance_id, personne_id, de, vers, demandeur)"
		" SELECT agence_id, seance_id, personne_id, de, vers, demandeur FROM jalon.deplacement");
	/* What took place does not move. */
	COMMANDS("faite", me, 8, "rdv_presence", PRESENCE(HELD, "AAAAA1", "1", "present"));
	COMMANDS("JL002 rdv_tenu debut", me, 9, "rdv_deplacer", "{\"seance_id\":\"" HELD "\",\"version\":1,\"debut\":\"2026-11-25T09:00\","
		"\"demandeur\":\"structure\",\"motif\":\"réunion\"}");
}

#define CANCEL(n, who, version, by) "{\"seance_id\":\"" S(n) "\"," who "\"version\":" version ",\"demandeur\":\"" by "\",\"motif\":\"grippe\"}"
#define WHO(id) "\"identifiant\":\"" id "\","

Test(appointments, are_cancelled_by_whom_and_why)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("JL002 contenu_invalide demandeur", me, 2, "rdv_annuler", CANCEL("01", "", "1", "pluie"));
	COMMANDS("JL001 version_perimee version", me, 2, "rdv_annuler", CANCEL("01", "", "2", "personne"));
	COMMANDS("JL002 hors_de_portee seance_id", colleague, 2, "rdv_annuler", CANCEL("01", "", "1", "personne"));
	COMMANDS("faite", me, 2, "rdv_annuler", CANCEL("01", "", "1", "personne"));
	ANSWERS("annule_personne grippe w_conseiller t", me, "SELECT concat_ws(' ', p.presence, p.motif, s.annulee_par, p.annulation < 'infinity')"
		" FROM jalon.participation p JOIN jalon.seance s USING (agence_id, seance_id) WHERE seance_id = '" S("01") "'");
	COMMANDS("JL002 rdv_annule seance_id", me, 3, "rdv_annuler", CANCEL("01", "", "2", "personne"));
	COMMANDS("JL001 version_perimee version", me, 3, "rdv_deplacer", MOVE("01", "1", "2026-11-24T09:00"));
	COMMANDS("JL002 rdv_annule debut", me, 3, "rdv_deplacer", MOVE("01", "2", "2026-11-24T09:00"));
	/* Both are free again. */
	COMMANDS("faite", me, 3, "rdv_donner", GIVE("02", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("23P01 seance_conseiller_occupe", me, 4, "rdv_presence", PRESENCE(S("01"), "AAAAA1", "3", "inconnu"));
	/* Of one's person, with a colleague: by its id and the person's; the responsable in the agency. */
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 1");
	COMMANDS("JL002 hors_de_portee identifiant", me, 5, "rdv_annuler", CANCEL("02", WHO("AAAAA1"), "1", "structure"));
	COMMANDS("faite", colleague, 5, "rdv_annuler", CANCEL("02", WHO("AAAAA1"), "1", "structure"));
	ANSWERS("t", me, "SELECT annulee_le IS NOT NULL FROM jalon.seance WHERE seance_id = '" S("02") "'");
	COMMANDS("faite", me, 6, "rdv_donner", GIVE("03", "AAAAA2", "2026-11-23T09:00"));
	COMMANDS("faite", boss, 7, "rdv_annuler", CANCEL("03", "", "1", "structure"));
}

Test(appointments, hold_their_attendance)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("23514 participation_presence_future", me, 2, "rdv_presence", PRESENCE(S("01"), "AAAAA1", "1", "present"));
	COMMANDS("23514 participation_presence_future", me, 2, "rdv_presence", PRESENCE(S("01"), "AAAAA1", "1", "absent_non_excuse"));
	ANSWERS("23514 participation_presence_future", me, "UPDATE jalon.participation SET presence = 'present' WHERE seance_id = '" S("01") "'");
	COMMANDS("23514 participation_presence_connue", me, 2, "rdv_presence", PRESENCE(HELD, "AAAAA1", "1", "venu"));
	COMMANDS("JL001 version_perimee version", me, 2, "rdv_presence", PRESENCE(HELD, "AAAAA1", "2", "present"));
	COMMANDS("JL002 contenu_invalide presences", me, 2, "rdv_presence", "{\"seance_id\":\"" HELD "\",\"presences\":[]}");
	COMMANDS("faite", me, 2, "rdv_presence", PRESENCE(HELD, "AAAAA1", "1", "present"));
	ANSWERS("present w_conseiller 2026-11-20", me, "SELECT concat_ws(' ', presence, saisi_par, (saisi_le AT TIME ZONE 'Europe/Paris')::date)"
		" FROM jalon.participation WHERE seance_id = '" HELD "'");
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	ANSWERS("inconnu t 3", me, "SELECT concat_ws(' ', presence, saisi_le IS NULL AND saisi_par IS NULL, version) FROM jalon.participation"
		" WHERE seance_id = '" HELD "'");
	/* Cancelled by the person in two keys: the counsellor's time is free; undone, it is taken again. */
	COMMANDS("faite", me, 4, "rdv_presence", PRESENCE(S("01"), "AAAAA1", "1", "annule_personne"));
	ANSWERS("1", me, "SELECT count(*) FROM jalon.seance WHERE seance_id = '" S("01") "' AND annulee_le IS NOT NULL");
	COMMANDS("faite", me, 5, "annuler", UNDO("04"));
	ANSWERS("inconnu infinity t", me, "SELECT concat_ws(' ', presence, annulation, s.annulee_le IS NULL) FROM jalon.participation"
		" JOIN jalon.seance s USING (agence_id, seance_id, annulation) WHERE seance_id = '" S("01") "'");
	/* Held by the one who is replaced; out of reach. */
	COMMANDS("faite", me, 6, "rdv_presence", PRESENCE("00000000-0000-4000-8000-000000000003", "AAAAA3", "1", "absent_excuse"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 7, "rdv_presence", PRESENCE("00000000-0000-4000-8000-000000000004", "AAAAA4", "1", "present"));
	ANSWERS("UPDATE 0", me, "UPDATE jalon.participation SET presence = 'present' WHERE personne_id = 4");
	COMMANDS("faite", boss, 8, "rdv_presence", PRESENCE("00000000-0000-4000-8000-000000000004", "AAAAA4", "1", "present"));
}

Test(appointments, close_on_a_conclusion)
{
#define CONCLUDE(version, presence, text, items) "{\"seance_id\":\"" HELD "\",\"identifiant\":\"AAAAA1\",\"version\":" version \
	"," presence "\"conclusion\":\"" text "\",\"engagements\":[" items "]}"
#define ITEM(n, by, due) "{\"engagement_id\":\"" S(n) "\",\"debiteur\":\"" by "\",\"objet\":\"relancer l'employeur\",\"echeance\":\"" due "\"}"
	COMMANDS("JL002 conclusion_requise conclusion", me, 1, "rdv_conclure", CONCLUDE("1", "\"presence\":\"present\",", "  ", ""));
	COMMANDS("JL002 conclusion_presence presence", me, 1, "rdv_conclure", CONCLUDE("1", "", "CV à revoir", ""));
	ANSWERS("JL002 conclusion_presence presence", me, "UPDATE jalon.participation SET conclusion = 'x' WHERE seance_id = '" HELD "'");
	COMMANDS("JL002 engagement_echeance echeance", me, 1, "rdv_conclure",
		CONCLUDE("1", "\"presence\":\"present\",", "CV à revoir", ITEM("01", "structure", "2026-11-19")));
	COMMANDS("23514 engagement_debiteur_connu", me, 1, "rdv_conclure",
		CONCLUDE("1", "\"presence\":\"present\",", "CV à revoir", ITEM("01", "voisin", "2026-11-27")));
	COMMANDS("faite", me, 1, "rdv_conclure", CONCLUDE("1", "\"presence\":\"present\",", "CV à revoir",
		ITEM("01", "structure", "2026-11-20") "," ITEM("02", "personne", "2026-11-27")));
	ANSWERS("present CV à revoir w_conseiller 2", me, "SELECT concat_ws(' ', presence, conclusion, conclue_par, version) FROM jalon.participation"
		" WHERE seance_id = '" HELD "'");
	ANSWERS("structure 2026-11-20, personne 2026-11-27", me, "SELECT string_agg(debiteur || ' ' || echeance, ', ' ORDER BY echeance) FROM jalon.engagement"
		" WHERE seance_id = '" HELD "'");
	/* It is corrected, never emptied, nor left without an attendance. */
	COMMANDS("faite", me, 2, "rdv_conclure", CONCLUDE("2", "", "CV et lettre à revoir", ""));
	ANSWERS("JL002 conclusion_requise conclusion", me, "UPDATE jalon.participation SET conclusion = '' WHERE seance_id = '" HELD "'");
	COMMANDS("JL002 conclusion_presence presence", me, 3, "rdv_presence", PRESENCE(HELD, "AAAAA1", "3", "inconnu"));
	/* Undertakings are kept once, by whoever follows the person; undone, they are open again. */
#define KEEP(n, version, more) "{\"engagement_id\":\"" S(n) "\",\"version\":" version more "}"
	COMMANDS("JL002 engagement_tenu_futur tenu_le", me, 3, "engagement_tenir", KEEP("01", "1", ",\"tenu_le\":\"2026-11-21\""));
	COMMANDS("JL002 hors_de_portee engagement_id", colleague, 3, "engagement_tenir", KEEP("01", "1", ""));
	COMMANDS("faite", me, 3, "engagement_tenir", KEEP("01", "1", ""));
	COMMANDS("JL001 version_perimee version", me, 4, "engagement_tenir", KEEP("01", "1", ""));
	COMMANDS("JL002 engagement_deja_tenu tenu_le", me, 4, "engagement_tenir", KEEP("01", "2", ""));
	COMMANDS("faite", me, 4, "annuler", UNDO("03"));
	ANSWERS("t", me, "SELECT tenu_le IS NULL AND tenu_par IS NULL FROM jalon.engagement WHERE engagement_id = '" S("01") "'");
	ANSWERS("JL002 engagement_echeance echeance", me, "INSERT INTO jalon.engagement (personne_id, debiteur, objet, echeance)"
		" VALUES (1, 'personne', 'x', '2026-11-19')");
}

Test(appointments, are_told_and_reminded)
{
#define TELL(version, more) "{\"seance_id\":\"" S("01") "\",\"identifiant\":\"AAAAA1\",\"version\":" version more "}"
#define REMIND(n, days) "{\"rappel_id\":\"" S(n) "\",\"seance_id\":\"" S("01") "\",\"identifiant\":\"AAAAA1\",\"jours\":" days ",\"canal\":\"sms\"}"
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("JL002 contenu_invalide convoque_le", me, 2, "convocation_noter", TELL("1", ""));
	COMMANDS("JL002 convocation_future convoque_le", me, 2, "convocation_noter", TELL("1", ",\"convoque_le\":\"2026-11-21\""));
	COMMANDS("faite", me, 2, "convocation_noter", TELL("1", ",\"convoque_le\":\"2026-11-18T10:00\",\"recu_le\":\"2026-11-18\""));
	COMMANDS("23514 participation_recu_apres", me, 3, "convocation_noter", TELL("2", ",\"recu_le\":\"2026-11-17\""));
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	ANSWERS("t", me, "SELECT convoque_le IS NULL AND recu_le IS NULL FROM jalon.participation WHERE seance_id = '" S("01") "'");
	COMMANDS("faite", me, 4, "rappel_donner", REMIND("31", "1"));
	COMMANDS("23505 rappel_un_seul", me, 5, "rappel_donner", REMIND("32", "1"));
	COMMANDS("faite", me, 5, "rappel_donner", REMIND("32", "7"));
	COMMANDS("faite", me, 6, "annuler", UNDO("04"));
	COMMANDS("faite", me, 7, "rappel_donner", REMIND("33", "1"));
	COMMANDS("JL002 rappel_tardif seance_id", me, 8, "rappel_donner", "{\"rappel_id\":\"" S("34") "\",\"seance_id\":\"" HELD "\","
		"\"identifiant\":\"AAAAA1\",\"jours\":1,\"canal\":\"sms\"}");
	ANSWERS("JL002 rappel_tardif seance_id", me, "INSERT INTO jalon.rappel (seance_id, personne_id, jours, canal) VALUES ('" HELD "', 1, 1, 'sms')");
	ANSWERS("23503 rappel_participation", me, "INSERT INTO jalon.rappel (seance_id, personne_id, jours, canal) VALUES ('" S("01") "', 2, 1, 'sms')");
	COMMANDS("faite", me, 8, "rdv_annuler", CANCEL("01", "", "1", "personne"));
	COMMANDS("JL002 rdv_annule seance_id", me, 9, "rappel_donner", REMIND("34", "2"));
}

Test(appointments, gather_a_group_within_its_places)
{
#define GROUP(n, places, who) "{\"seance_id\":\"" S(n) "\"," SLOT("2026-11-23T14:00") ",\"objet\":\"atelier CV\",\"capacite\":" places \
	",\"identifiants\":[" who "]}"
#define JOIN(n, who) "{\"seance_id\":\"" S(n) "\",\"identifiants\":[" who "]}"
	COMMANDS("JL002 groupe_complet identifiants", me, 1, "groupe_creer", GROUP("01", "1", "\"AAAAA1\",\"AAAAA2\""));
	COMMANDS("23514 seance_capacite_bornes", me, 1, "groupe_creer", GROUP("01", "0", "\"AAAAA1\""));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "groupe_creer", GROUP("01", "5", "\"AAAAA4\""));
	COMMANDS("faite", me, 1, "groupe_creer", GROUP("01", "2", "\"AAAAA1\",\"AAAAA1\""));
	COMMANDS("23505 participation_cle", me, 2, "groupe_inscrire", JOIN("01", "\"AAAAA1\""));
	COMMANDS("faite", me, 2, "groupe_inscrire", JOIN("01", "\"AAAAA2\""));
	COMMANDS("JL002 groupe_complet identifiants", me, 3, "groupe_inscrire", JOIN("01", "\"AAAAA3\""));
	ANSWERS("JL002 groupe_complet identifiants", me, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" S("01") "', 3)");
	/* One cancels: a place is free, the séance stands; who comes back finds the places as they are. */
	COMMANDS("faite", me, 3, "rdv_annuler", CANCEL("01", WHO("AAAAA2"), "1", "personne"));
	ANSWERS("t", me, "SELECT annulee_le IS NULL FROM jalon.seance WHERE seance_id = '" S("01") "'");
	COMMANDS("faite", me, 4, "groupe_inscrire", JOIN("01", "\"AAAAA3\""));
	COMMANDS("JL002 groupe_complet identifiants", me, 5, "groupe_inscrire", JOIN("01", "\"AAAAA2\""));
	COMMANDS("faite", me, 5, "rdv_annuler", CANCEL("01", WHO("AAAAA3"), "1", "structure"));
	COMMANDS("faite", me, 6, "groupe_inscrire", JOIN("01", "\"AAAAA2\""));
	ANSWERS("inconnu inconnu annule_structure", me, "SELECT string_agg(presence, ' ' ORDER BY personne_id) FROM jalon.participation"
		" WHERE seance_id = '" S("01") "'");
	ANSWERS("2", me, "SELECT inscrits FROM jalon.inscrits('w_conseiller', '2026-11-23', '2026-11-23')");
	ANSWERS("0", colleague, "SELECT count(*) FROM jalon.inscrits('w_conseiller', '2026-11-23', '2026-11-23')");
	/* Moved for all of them; cancelled for all of them. */
	COMMANDS("faite", me, 7, "rdv_deplacer", MOVE("01", "1", "2026-11-24T14:00"));
	ANSWERS("2", me, "SELECT count(*) FROM jalon.deplacement");
	COMMANDS("faite", me, 8, "rdv_annuler", CANCEL("01", "", "2", "structure"));
	COMMANDS("JL002 rdv_annule presence", me, 9, "rdv_presence", PRESENCE(S("01"), "AAAAA1", "4", "inconnu"));
	COMMANDS("JL002 rdv_annule presence", me, 9, "groupe_inscrire", JOIN("01", "\"AAAAA3\"")); /* who was enrolled once */
	ANSWERS("JL002 rdv_annule seance_id", me, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" S("01") "', 3)");
}

/* The last place is taken by one of two. */
Test(appointments, count_places_one_at_a_time)
{
	PGconn *again = world_login(&w, "w_conseiller");
	COMMANDS("faite", me, 1, "groupe_creer", GROUP("01", "1", ""));
	ANSWERS("BEGIN", me, "BEGIN");
	COMMANDS("faite", me, 2, "groupe_inscrire", JOIN("01", "\"AAAAA1\""));
	ANSWERS("SET", again, "SET lock_timeout = '50ms'");
	ANSWERS("55P03", again, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" S("01") "', 2)");
	ANSWERS("COMMIT", me, "COMMIT");
	COMMANDS("JL002 groupe_complet identifiants", again, 3, "groupe_inscrire", JOIN("01", "\"AAAAA2\""));
	PQfinish(again);
}

Test(appointments, take_a_roll_call_in_one_command)
{
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, capacite) VALUES (1, '" S("01") "',"
		" 'w_conseiller', '[2026-11-18 09:00+01,2026-11-18 10:00+01)', 'atelier', 'agence', 10)");
	ANSWERS("INSERT 0 2", w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id) VALUES (1, '" S("01") "', 1), (1, '" S("01") "', 2)");
#define ROLL(v2) "{\"seance_id\":\"" S("01") "\",\"presences\":[{\"identifiant\":\"AAAAA2\",\"version\":" v2 ",\"presence\":\"absent_excuse\"," \
	"\"motif\":\"grève des trains\"},{\"identifiant\":\"AAAAA1\",\"version\":1,\"presence\":\"present\"}]}"
	COMMANDS("JL001 version_perimee version", me, 1, "rdv_presence", ROLL("7"));
	ANSWERS("2", me, "SELECT count(*) FROM jalon.participation WHERE seance_id = '" S("01") "' AND presence = 'inconnu'"); /* all or none */
	COMMANDS("faite", me, 1, "rdv_presence", ROLL("1"));
	ANSWERS("present absent_excuse", me, "SELECT string_agg(presence, ' ' ORDER BY personne_id) FROM jalon.participation WHERE seance_id = '" S("01") "'");
	COMMANDS("faite", me, 2, "annuler", UNDO("01"));
	ANSWERS("inconnu inconnu", me, "SELECT string_agg(presence, ' ') FROM jalon.participation WHERE seance_id = '" S("01") "'");
}

Test(appointments, are_proposed_and_chosen_once)
{
#define PROPOSE(n, slots) "{\"proposition_id\":\"" S(n) "\",\"identifiant\":\"AAAAA1\",\"minutes\":30,\"type\":\"entretien\"," \
	"\"lieu\":\"agence\",\"creneaux\":[" slots "]}"
#define CHOOSE(n, start) "{\"proposition_id\":\"" S("41") "\",\"seance_id\":\"" S(n) "\",\"debut\":\"" start "\"}"
	COMMANDS("23514 proposition_creneaux_nombre", me, 1, "proposition_faire", PROPOSE("41", "\"2026-11-23T09:00\",\"2026-11-23T09:00\""));
	COMMANDS("JL002 rdv_passe debut", me, 1, "proposition_faire", PROPOSE("41", "\"2026-11-18T09:00\",\"2026-11-23T09:00\""));
	COMMANDS("JL002 contenu_invalide creneaux", me, 1, "proposition_faire", PROPOSE("41", "\"lundi\",\"2026-11-23T09:00\""));
	COMMANDS("faite", me, 1, "proposition_faire", PROPOSE("41", "\"2026-11-24T09:00\",\"2026-11-23T09:00\""));
	COMMANDS("JL002 creneau_non_propose debut", me, 2, "proposition_choisir", CHOOSE("01", "2026-11-25T09:00"));
	COMMANDS("JL002 hors_de_portee proposition_id", colleague, 2, "proposition_choisir", CHOOSE("01", "2026-11-24T09:00"));
	COMMANDS("faite", me, 2, "proposition_choisir", CHOOSE("01", "2026-11-24T09:00"));
	ANSWERS("t 00:30:00", me, "SELECT concat_ws(' ', p.choisi_le IS NOT NULL, upper(s.periode) - lower(s.periode)) FROM jalon.proposition p"
		" JOIN jalon.seance s USING (agence_id, seance_id)");
	COMMANDS("JL002 proposition_close", me, 3, "proposition_choisir", CHOOSE("02", "2026-11-23T09:00"));
	COMMANDS("JL002 proposition_close", me, 3, "proposition_retirer", "{\"proposition_id\":\"" S("41") "\"}");
	ANSWERS("JL002 proposition_close", me, "UPDATE jalon.proposition SET seance_id = '" HELD "'");
	COMMANDS("faite", me, 3, "proposition_faire", PROPOSE("42", "\"2026-11-25T09:00\",\"2026-11-26T09:00\""));
	ANSWERS("JL002 creneau_non_propose debut", me, "UPDATE jalon.proposition SET seance_id = '" HELD "' WHERE proposition_id = '" S("42") "'");
	COMMANDS("faite", me, 4, "proposition_retirer", "{\"proposition_id\":\"" S("42") "\"}");
	COMMANDS("JL002 proposition_close", me, 5, "proposition_retirer", "{\"proposition_id\":\"" S("42") "\"}");
	ANSWERS("42501", boss, "INSERT INTO jalon.proposition (personne_id, type, lieu, minutes, creneaux) VALUES (1, 'x', 'x', 30,"
		" ARRAY['2026-11-23 09:00+01', '2026-11-24 09:00+01']::timestamptz[])");
}

Test(appointments, are_undone_as_if_never_given)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("faite", me, 2, "annuler", UNDO("01"));
	ANSWERS("-infinity -infinity 00000002-0000-4000-8000-000000000000", me, "SELECT concat_ws(' ', p.annulation, s.annulee_le, s.annule_par)"
		" FROM jalon.participation p JOIN jalon.seance s USING (agence_id, seance_id) WHERE seance_id = '" S("01") "'");
	COMMANDS("faite", me, 3, "rdv_donner", GIVE("02", "AAAAA1", "2026-11-23T09:00")); /* both are free */
	/* Nothing is done to what was undone. */
	COMMANDS("JL002 hors_de_portee seance_id", me, 4, "rdv_presence", PRESENCE(S("01"), "AAAAA1", "2", "annule_personne"));
	COMMANDS("JL002 hors_de_portee seance_id", me, 4, "rdv_deplacer", MOVE("01", "2", "2026-11-24T09:00"));
	ANSWERS("JL002 deja_annule", me, "UPDATE jalon.seance SET annulee_le = NULL WHERE seance_id = '" S("01") "'");
	/* Changed since, begun, another's: no. */
	COMMANDS("faite", me, 4, "rdv_deplacer", MOVE("02", "1", "2026-11-24T09:00"));
	COMMANDS("JL002 annulation_trop_tard", me, 5, "annuler", UNDO("03"));
	COMMANDS("faite", me, 5, "rdv_donner", GIVE("03", "AAAAA1", "2026-11-23T09:00"));
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-24'");
	COMMANDS("JL002 annulation_trop_tard", me, 6, "annuler", UNDO("05"));
	COMMANDS("JL002 annulation_impossible", me, 6, "annuler", UNDO("04"));
	/* By hand: no command, or another's, is no undo. */
	COMMANDS("faite", me, 6, "rdv_donner", GIVE("04", "AAAAA1", "2026-11-26T09:00"));
	ANSWERS("42501", me, "UPDATE jalon.seance SET annule_par = '00000000-0000-4000-8000-0000000000a4' WHERE seance_id = '" S("04") "'");
	ANSWERS("42501", me, "UPDATE jalon.seance SET annule_par = '00000006-0000-4000-8000-000000000000' WHERE seance_id = '" S("04") "'");
}

Test(appointments, stand_beside_declared_leave_and_absences)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	ANSWERS("1", me, "SELECT jalon.commander('00000002-0000-4000-8000-000000000000', 'conge_declarer', '%s')->>'rdv_concernes'",
		LEAVE("01", "AAAAA1", "conges", "2026-11-23", "2026-11-27"));
	COMMANDS("23P01 conge_un_seul", me, 3, "conge_declarer", LEAVE("02", "AAAAA1", "conges", "2026-11-27", "2026-11-30"));
	COMMANDS("23514 conge_dates", me, 3, "conge_declarer", LEAVE("02", "AAAAA1", "conges", "2026-12-05", "2026-12-01"));
	COMMANDS("23514 conge_nature_connue", me, 3, "conge_declarer", LEAVE("02", "AAAAA1", "sieste", "2026-12-01", "2026-12-01"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 3, "conge_declarer", LEAVE("02", "AAAAA4", "conges", "2026-12-01", "2026-12-01"));
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	COMMANDS("faite", me, 4, "conge_declarer", LEAVE("02", "AAAAA1", "conges", "2026-11-27", "2026-11-30"));
	COMMANDS("faite", me, 5, "conge_retirer", "{\"conge_id\":\"60000000-0000-4000-8000-000000000002\"}");
	COMMANDS("JL002 hors_de_portee conge_id", me, 6, "conge_retirer", "{\"conge_id\":\"60000000-0000-4000-8000-000000000002\"}");
#define AWAY(n, from, to) "{\"absence_id\":\"" S(n) "\",\"debut\":\"" from "\",\"fin\":\"" to "\",\"motif\":\"formation\"}"
	COMMANDS("JL002 absence_ordre fin", me, 6, "absence_poser", AWAY("81", "2026-11-23T09:00", "2026-11-23T09:00"));
	ANSWERS("1", me, "SELECT jalon.commander('00000006-0000-4000-8000-000000000000', 'absence_poser', '%s')->>'rdv_concernes'",
		AWAY("81", "2026-11-23T09:00", "2026-11-23T12:00"));
	COMMANDS("JL002 hors_de_portee absence_id", colleague, 7, "absence_retirer", "{\"absence_id\":\"" S("81") "\"}");
	COMMANDS("faite", me, 7, "annuler", UNDO("06"));
	COMMANDS("faite", me, 8, "absence_poser", AWAY("82", "2026-11-23T09:00", "2026-11-23T12:00"));
	/* A colleague sees when, not why, nor with whom. */
	ANSWERS("0", colleague, "SELECT count(*) FROM jalon.absence");
	ANSWERS("0", colleague, "SELECT count(*) FROM jalon.seance WHERE conseiller = 'w_conseiller'");
	ANSWERS("absence 09:00, seance 09:00", colleague, "SELECT string_agg(nature || ' ' || to_char(lower(periode) AT TIME ZONE 'Europe/Paris', 'HH24:MI'), ', '"
		" ORDER BY nature) FROM jalon.occupations('2026-11-23', '2026-11-23') WHERE login = 'w_conseiller'");
	ANSWERS("0", colleague, "SELECT count(*) FROM jalon.occupations_personne(1, '2026-11-23', '2026-11-23')");
	ANSWERS("1", me, "SELECT count(*) FROM jalon.occupations_personne(1, '2026-11-23', '2026-11-23')");
	PGconn *elsewhere = world_login(&w, "w_ailleurs");
	ANSWERS("0", elsewhere, "SELECT count(*) FROM jalon.occupations('2026-11-23', '2026-11-23')");
	PQfinish(elsewhere);
	COMMANDS("faite", me, 9, "absence_retirer", "{\"absence_id\":\"" S("82") "\"}");
}

Test(appointments, are_closed_out_by_the_responsable_only)
{
#define CLOSED(n, from, to) "{\"fermeture_id\":\"" S(n) "\",\"du\":\"" from "\",\"au\":\"" to "\",\"motif\":\"inventaire\"}"
	COMMANDS("JL002 fermeture_par_responsable", me, 1, "fermeture_poser", CLOSED("80", "2026-12-28", "2026-12-31"));
	ANSWERS("42501", me, "INSERT INTO jalon.fermeture (du, au, motif) VALUES ('2026-12-28', '2026-12-29', 'x')");
	COMMANDS("23514 fermeture_dates", boss, 1, "fermeture_poser", CLOSED("80", "2026-12-28", "2026-12-01"));
	COMMANDS("faite", boss, 1, "fermeture_poser", CLOSED("80", "2026-12-28", "2026-12-31"));
	ANSWERS("1", me, "SELECT count(*) FROM jalon.fermeture");
	ANSWERS("1", me, "SELECT count(*) FROM jalon.historique WHERE nom_table = 'fermeture'");
	COMMANDS("JL002 fermeture_par_responsable", me, 2, "fermeture_retirer", "{\"fermeture_id\":\"" S("80") "\"}");
	COMMANDS("faite", boss, 2, "fermeture_retirer", "{\"fermeture_id\":\"" S("80") "\"}");
	COMMANDS("faite", me, 3, "rdv_donner", GIVE("01", "AAAAA1", "2026-12-30T09:00"));
}

Test(appointments, leave_ones_own_day_in_order)
{
#define PUT_OFF(until, gesture) "{\"identifiant\":\"AAAAA1\",\"code\":\"contact_retard\",\"jusqu_au\":\"" until "\",\"geste\":\"" gesture "\"}"
	COMMANDS("JL002 report_dates jusqu_au", me, 1, "ligne_reporter", PUT_OFF("2026-11-19", "reporte"));
	COMMANDS("23514 report_geste_connu", me, 1, "ligne_reporter", PUT_OFF("2026-11-24", "oublie"));
	COMMANDS("faite", me, 1, "ligne_reporter", PUT_OFF("2026-11-24", "reporte"));
	COMMANDS("faite", me, 2, "ligne_reporter", PUT_OFF("2026-11-27", "fait"));
	ANSWERS("2026-11-27 fait", me, "SELECT jusqu_au || ' ' || geste FROM jalon.report");
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	ANSWERS("2026-11-24 reporte", me, "SELECT jusqu_au || ' ' || geste FROM jalon.report");
	COMMANDS("JL002 annulation_trop_tard", me, 4, "annuler", UNDO("01"));
	COMMANDS("faite", me, 4, "ligne_reporter", "{\"identifiant\":\"AAAAA2\",\"code\":\"rappel\",\"jusqu_au\":\"2026-11-24\",\"geste\":\"fait\"}");
	COMMANDS("faite", me, 5, "annuler", UNDO("04"));
	ANSWERS("2026-11-20", me, "SELECT jusqu_au FROM jalon.report WHERE code = 'rappel'"); /* no longer put off */
	/* One's own: neither the responsable nor the one who replaces sees it, in the table or in the history. */
	ANSWERS("0 0", boss, "SELECT (SELECT count(*) FROM jalon.report) || ' ' || (SELECT count(*) FROM jalon.historique WHERE nom_table = 'report')");
	ANSWERS("42501", colleague, "INSERT INTO jalon.report (personne_id, code, jusqu_au, geste) VALUES (1, 'x', '2026-11-24', 'fait')");
}

/* Rows that another counsellor's people lead to stay out of reach. */
Test(appointments, are_read_in_ones_reach_only)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "AAAAA1", "2026-11-23T09:00"));
	COMMANDS("faite", me, 2, "conge_declarer", LEAVE("01", "AAAAA1", "reflexion", "2026-12-01", "2026-12-05"));
	COMMANDS("faite", me, 3, "rdv_deplacer", MOVE("01", "1", "2026-11-23T10:00"));
	COMMANDS("faite", me, 4, "proposition_faire", PROPOSE("41", "\"2026-11-24T09:00\",\"2026-11-25T09:00\""));
	COMMANDS("faite", me, 5, "rappel_donner", REMIND("31", "1"));
	COMMANDS("faite", me, 6, "rdv_conclure", CONCLUDE("1", "\"presence\":\"present\",", "CV à revoir", ITEM("01", "structure", "2026-11-27")));
#define SEEN "SELECT concat((SELECT count(*) FROM jalon.conge), (SELECT count(*) FROM jalon.deplacement), (SELECT count(*) FROM jalon.proposition)," \
	" (SELECT count(*) FROM jalon.rappel), (SELECT count(*) FROM jalon.engagement), (SELECT count(*) FROM jalon.seances_personne(1) s" \
	" WHERE s.seance_id = '" S("01") "'))"
	PGconn *elsewhere = world_login(&w, "w_ailleurs");
	ANSWERS("111111", me, SEEN);
	ANSWERS("111111", boss, SEEN);
	ANSWERS("000000", colleague, SEEN);
	ANSWERS("000000", elsewhere, SEEN);
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 1");
	ANSWERS("000000", me, SEEN);
	ANSWERS("111111", colleague, SEEN);
	PQfinish(elsewhere);
}

/* « Liste modifiée »: once a transaction, with no id nor name. */
Test(appointments, tell_that_lists_changed)
{
	PGnotify *n;
	ANSWERS("LISTEN", boss, "LISTEN jalon");
	COMMANDS("faite", me, 1, "groupe_creer", GROUP("01", "5", "\"AAAAA1\",\"AAAAA2\""));
	COMMANDS("faite", me, 2, "ligne_reporter", PUT_OFF("2026-11-24", "reporte")); /* one's own: nobody else's list */
	ANSWERS("1", boss, "SELECT 1");
	cr_assert_not_null(n = PQnotifies(boss));
	cr_expect_str_eq(n->relname, "jalon");
	cr_expect_eq(strlen(n->extra), 36);
	cr_expect_null(strstr(n->extra, "AAAAA"));
	PQfreemem(n);
	cr_expect_null(PQnotifies(boss));
}

/* What is loaded passes every trigger at no cost: 20,000 appointments of six people in seconds, under one counsellor. */
Test(appointments, load_freely)
{
	ANSWERS("INSERT 0 20000", w.owner, "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu, objet) SELECT 1, 'w_collegue',"
		" tstzrange('2020-01-01 00:00+01'::timestamptz + g * interval '1 hour', '2020-01-01 00:45+01'::timestamptz + g * interval '1 hour'),"
		" 'entretien', 'agence', 'charge' FROM generate_series(1, 20000) g");
	ANSWERS("ANALYZE", w.owner, "ANALYZE jalon.seance"); /* else the foreign key is planned for an empty table */
	ANSWERS("INSERT 0 20000", w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id, presence, saisi_le, saisi_par)"
		" SELECT 1, seance_id, 1 + (row_number() OVER () %% 6), 'present', upper(periode), 'w_collegue' FROM jalon.seance WHERE objet = 'charge'");
	ANSWERS("0", w.owner, "SELECT count(*) FROM jalon.deplacement");
	ANSWERS("0", w.owner, "SELECT count(*) FROM jalon.participation WHERE conclue_le IS NOT NULL");
}
