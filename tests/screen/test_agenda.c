/* The agenda as it is looked at: week grid, list of days, weeks, filter, whose it is. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/golden.h"

static struct agency agency;

static void begin(void)
{
	agency = agency_new();
}

static void end(void)
{
	agency_free(&agency);
}

TestSuite(agenda, .init = begin, .fini = end);

/* The week after the day of the test, from its first row. */
static struct pty_screen *open_agenda(int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", rows, cols);
	pty_expect(p, "Suivi actif");
	pty_send(p, "ga");
	pty_expect(p, "Semaine 47");
	pty_expect(p, "RDV ·");
	pty_send(p, "]");
	pty_expect(p, "Semaine 48");
	pty_send(p, "gg");
	cursor_settle(p);
	return p;
}

static void golden_agenda(const char *name, int rows, int cols, const char *keys)
{
	struct pty_screen *p = open_agenda(rows, cols);
	pty_send(p, keys);
	cursor_settle(p);
	golden_expect_screen(name, p);
	quit(p);
}

Test(agenda, grid_at_80x24) { golden_agenda("agenda_80x24", 24, 80, ""); }
Test(agenda, grid_at_140x40) { golden_agenda("agenda_140x40", 40, 140, "j"); }
Test(agenda, grid_at_60x16) { golden_agenda("agenda_60x16", 16, 60, "G"); }
Test(agenda, days_at_80x24) { golden_agenda("agenda_liste_80x24", 24, 80, "<Tab>"); }

/* The night of the frozen day is over or not, as the test's own hour says: its outcome is recorded first. */
Test(agenda, past_week_marks_what_is_due)
{
	free(agency_value(&agency, "UPDATE jalon.participation SET presence = 'present', conclusion = 'Nuit faite.',"
	                           " saisi_le = upper(periode), saisi_par = 'mlegoff'"
	                           " WHERE (lower(periode) AT TIME ZONE 'Europe/Paris')::date = '" AGENCY_DAY "' RETURNING ''"));
	golden_agenda("agenda_semaine_passee_80x24", 24, 80, "[gg");
}

struct spot { int row, col; };

static struct spot cursor_spot(struct pty_screen *p)
{
	struct spot at;
	pty_cursor(p, &at.row, &at.col);
	return at;
}

static bool cursor_has_left(struct pty_screen *p, void *from)
{
	const struct spot *before = from;
	struct spot now = cursor_spot(p);
	return (now.row != before->row || now.col != before->col) && cursor_on_mark(p, NULL);
}

static struct spot move(struct pty_screen *p, const char *key)
{
	struct spot before = cursor_spot(p);
	pty_send(p, key);
	cr_assert(pty_wait_until(p, cursor_has_left, &before, PTY_PATIENCE), "%s moves nothing:\n%s", key, pty_dump(p));
	return cursor_spot(p);
}

Test(agenda, hardware_cursor_follows_the_meetings)
{
	struct pty_screen *p = open_agenda(24, 80);
	struct spot first = cursor_spot(p), next = move(p, "j");
	cr_expect(next.row > first.row || next.col > first.col, "%s", pty_dump(p));
	next = move(p, "k");
	cr_expect(next.row == first.row && next.col == first.col, "%s", pty_dump(p));
	next = move(p, "<PageDown>");
	cr_expect_gt(next.col, first.col, "the day after is at the right:\n%s", pty_dump(p));
	next = move(p, "<PageUp>");
	cr_expect_eq(next.col, first.col);
	quit(p);
}

Test(agenda, weeks_go_by_arrows_and_brackets_and_t_comes_back)
{
	struct pty_screen *p = open_agenda(24, 80);
	pty_send(p, "<Right>");
	pty_expect(p, "Semaine 49");
	pty_send(p, "]]");
	pty_expect(p, "Semaine 51");
	pty_send(p, "]");
	pty_expect(p, "Semaine 52");
	pty_expect(p, "Noël"); /* 25 December, a Friday */
	pty_send(p, "<Left>[");
	pty_expect(p, "Semaine 50");
	pty_send(p, "t");
	pty_expect(p, "Semaine 47");
	quit(p);
}

Test(agenda, filter_is_live_and_unaccented)
{
	struct pty_screen *p = open_agenda(24, 80);
	char *name = agency_value(&agency, "SELECT i.nom FROM jalon.seance s JOIN jalon.participation USING (agence_id, seance_id) "
	                          "JOIN jalon.personne i USING (agence_id, personne_id) WHERE s.conseiller = 'mlegoff' AND s.capacite IS NULL "
	                          "AND lower(s.periode) >= '2026-11-23' AND s.annulee_le IS NULL ORDER BY s.periode LIMIT 1");
	pty_send(p, "/zzz");
	pty_expect(p, "Filtre « zzz » : 0");
	pty_send(p, "<C-u>");
	pty_send(p, name);
	pty_expect_gone(p, "« zzz »");
	pty_expect(p, "· Échap : tout revoir");
	pty_send(p, "<Enter><Esc>");
	pty_expect(p, "libres");
	free(name);
	quit(p);
}

Test(agenda, why_tells_the_meeting_and_enter_opens_the_file)
{
	struct pty_screen *p = open_agenda(24, 80);
	pty_send(p, "w");
	pty_expect(p, "Avec : Maël Le Goff");
	pty_expect(p, "Convocation :");
	pty_send(p, "q");
	pty_expect_gone(p, "Avec : Maël Le Goff");
	pty_send(p, "<Enter>");
	pty_expect(p, "NOUS DEVONS");
	pty_send(p, "q");
	pty_expect(p, "Semaine 48");
	quit(p);
}

Test(agenda, responsable_looks_at_a_referents)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Niveau");
	pty_send(p, "/goff<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "ga");
	pty_expect(p, "agenda de Maël Le Goff");
	pty_expect(p, "RDV ·");
	pty_send(p, "A");
	pty_expect(p, "Cet agenda est celui d'un autre");
	pty_send(p, "ad");
	pty_expect(p, "Un rendez-vous se donne dans son propre agenda");
	pty_send(p, "gp");
	pty_expect(p, "Niveau");
	quit(p);
}

Test(agenda, counsellor_does_not_close_the_agency)
{
	struct pty_screen *p = open_agenda(24, 80);
	pty_send(p, "F");
	pty_expect(p, "Réservé au responsable");
	quit(p);
}
