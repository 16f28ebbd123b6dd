/* Two counsellors on one training request at once, the référent (w_collegue) and who replaces them (w_conseiller), in both orders: what
 * was read before the other wrote is refused, never written over it; what does not meet is all kept. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/db/formations_support.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	formations_references_add(&w);
}

TestSuite(formations_together, .init = open_world, .fini = team_close);

#define SIX 6 /* AAAAA6 */
struct pair { PGconn *first, *second; };

static struct pair pair_of(int order)
{
	return order == 0 ? (struct pair){ me, colleague } : (struct pair){ colleague, me };
}

/* A content about request `n` as of that version. */
static const char *content_of(int n, int version, const char *more)
{
	static char content[512];
	snprintf(content, sizeof content, "{\"formation_id\":\"" FORMATION_ID "\",\"version\":%d%s}", n, version, more);
	return content;
}

static int version_of(int n)
{
	int version = -1;
	cr_assert_eq(sscanf(answer(w.owner, "SELECT version FROM jalon.formation WHERE formation_id = '" FORMATION_ID "'", n), "%d", &version), 1);
	return version;
}

static void expect_of(int n, const char *what, const char *expected)
{
	const char *got = answer(w.owner, "SELECT %s FROM jalon.formation f WHERE formation_id = '" FORMATION_ID "'", what, n);
	cr_expect_str_eq(got, expected, "%s: %s", what, got);
}

/* The second one's command leaves, and waits for a lock. */
static void command_sent(PGconn *conn, int number, const char *verb, const char *content)
{
	char id[40];
	snprintf(id, sizeof id, "%08d-0000-4000-8000-000000000000", number);
	cr_assert(PQsendQueryParams(conn, "SELECT jalon.commander($1::uuid, $2::text, $3::jsonb)->>'etat'", 3, NULL,
		(const char *[]){ id, verb, content }, NULL, NULL, 0));
	ANSWERS("t", w.owner, "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$; SELECT true");
}

/* What it was answered: « faite », or the constraint's name. */
static void expect_answered(PGconn *conn, const char *expected)
{
	PGresult *res = PQgetResult(conn);
	const char *got = PQresultStatus(res) == PGRES_TUPLES_OK ? PQgetvalue(res, 0, 0) : PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	cr_expect_str_eq(got != NULL ? got : "", expected);
	PQclear(res);
	cr_expect_null(PQgetResult(conn));
}

struct act { const char *verb, *first, *second, *what, *after_first, *after_both; };
static const struct act acts[] = {
	{ "formation_avancer", ",\"geste\":\"echange\",\"texte\":\"Place gardée\"", ",\"geste\":\"echange\",\"texte\":\"Rappeler lundi\"",
	  "(SELECT string_agg(texte, ', ' ORDER BY rang) FROM jalon.formation_evenement e WHERE e.formation_id = f.formation_id AND geste = 'echange')",
	  "Place gardée", "Place gardée, Rappeler lundi" },
	{ "formation_decrire", ",\"lieu\":\"Rennes\"", ",\"organisme\":\"AFPA\"", "concat_ws(', ', nullif(lieu, ''), nullif(organisme, ''))", "Rennes", "Rennes, AFPA" },
	{ "formation_projeter", ",\"projet\":\"Souder\",\"points\":\"Assidue\"", ",\"projet\":\"Souder en chantier naval\"",
	  "(SELECT string_agg(rang || ' ' || projet, ', ' ORDER BY rang) FROM jalon.formation_projet p WHERE p.formation_id = f.formation_id)",
	  "1 Souder", "1 Souder, 2 Souder en chantier naval" },
};
enum { ACTS = sizeof acts / sizeof *acts };

/* One request per act and order, so that each begins as new. */
static int request_new(int n)
{
	formation_at(&w, n, SIX, "evoquer projeter", false);
	return version_of(n);
}

/* An exchange moves no version: it is added to what the other said. All else is read again first. */
Test(formations_together, what_the_other_wrote_since_is_read_again_first)
{
	for (int order = 0; order < 2; order++)
		for (int i = 0; i < ACTS; i++) {
			int n = 10 + order * ACTS + i, number = 100 * n, version = request_new(n);
			bool appends = strcmp(acts[i].verb, "formation_avancer") == 0;
			struct pair p = pair_of(order);

			COMMANDS("faite", p.first, number, acts[i].verb, content_of(n, version, acts[i].first));
			if (!appends)
				COMMANDS("JL001 version_perimee version", p.second, number + 1, acts[i].verb, content_of(n, version, acts[i].second));
			expect_of(n, acts[i].what, acts[i].after_first);
			COMMANDS("faite", p.second, number + 2, acts[i].verb, content_of(n, version_of(n), acts[i].second));
			expect_of(n, acts[i].what, acts[i].after_both);
		}
}

/* At the same moment: the second waits for the first, then is answered as above. Nothing of the first is lost. */
Test(formations_together, the_second_waits_for_the_first)
{
	for (int order = 0; order < 2; order++)
		for (int i = 0; i < ACTS; i++) {
			int n = 20 + order * ACTS + i, number = 100 * n, version = request_new(n);
			bool appends = strcmp(acts[i].verb, "formation_avancer") == 0;
			struct pair p = pair_of(order);

			cluster_exec(p.first, "BEGIN");
			COMMANDS("faite", p.first, number, acts[i].verb, content_of(n, version, acts[i].first));
			command_sent(p.second, number + 1, acts[i].verb, content_of(n, version, acts[i].second));
			cluster_exec(p.first, "COMMIT");
			expect_answered(p.second, appends ? "faite" : "version_perimee");
			expect_of(n, acts[i].what, appends ? acts[i].after_both : acts[i].after_first);
		}
}

/* The first one gives up: the second goes through, as if alone. */
Test(formations_together, the_second_goes_through_when_the_first_gives_up)
{
	for (int order = 0; order < 2; order++) {
		int n = 30 + order, version = request_new(n);
		struct pair p = pair_of(order);

		cluster_exec(p.first, "BEGIN");
		COMMANDS("faite", p.first, 100 * n, "formation_decrire", content_of(n, version, acts[1].first));
		command_sent(p.second, 100 * n + 1, "formation_decrire", content_of(n, version, acts[1].second));
		cluster_exec(p.first, "ROLLBACK");
		expect_answered(p.second, "faite");
		expect_of(n, acts[1].what, "AFPA");
	}
}

/* Two answers of the funder that exclude each other: one is taken, the other is refused, whoever comes first. */
Test(formations_together, one_answer_of_the_funder_is_taken)
{
	static const char *const agreed = ",\"geste\":\"accorder\"", *const countered = ",\"geste\":\"contre_proposer\",\"texte\":\"Plus court\"";
	for (int order = 0; order < 2; order++) {
		int n = 40 + order;
		struct pair p = pair_of(order);

		formation_at(&w, n, SIX, "evoquer projeter preparer deposer", true);
		int version = version_of(n);
		cluster_exec(p.first, "BEGIN");
		COMMANDS("faite", p.first, 100 * n, "formation_avancer", content_of(n, version, order == 0 ? agreed : countered));
		command_sent(p.second, 100 * n + 1, "formation_avancer", content_of(n, version, order == 0 ? countered : agreed));
		cluster_exec(p.first, "COMMIT");
		expect_answered(p.second, "version_perimee");
		expect_of(n, "etape", order == 0 ? "accordee" : "contre_proposee");
	}
}

/* The last two pieces come in at once, one by each: both are received, and the file is completed once. */
Test(formations_together, the_last_two_pieces_complete_the_file_once)
{
	for (int order = 0; order < 2; order++) {
		int n = 50 + order;
		struct pair p = pair_of(order);
		const char *asked = order == 0 ? PIECE("01", "devis", "personne") "," PIECE("02", "argumentaire", "structure")
		                               : PIECE("03", "devis", "personne") "," PIECE("04", "argumentaire", "structure");
		char more[512];

		formation_at(&w, n, SIX, "evoquer projeter preparer deposer", true);
		snprintf(more, sizeof more, ",\"le\":\"2026-11-10\",\"pieces\":[%s]", asked);
		COMMANDS("faite", p.first, 100 * n, "formation_pieces_demander", content_of(n, version_of(n), more));
		cluster_exec(p.first, "BEGIN");
		COMMANDS("faite", p.first, 100 * n + 1, "formation_piece_recevoir", order == 0 ? RECEIVE("01", "1", "2026-11-12") : RECEIVE("03", "1", "2026-11-12"));
		command_sent(p.second, 100 * n + 2, "formation_piece_recevoir", order == 0 ? RECEIVE("02", "1", "2026-11-13") : RECEIVE("04", "1", "2026-11-13"));
		cluster_exec(p.first, "COMMIT");
		expect_answered(p.second, "faite");
		expect_of(n, "etape || ' ' || etape_le", "deposee 2026-11-13");
		expect_of(n, "(SELECT count(*) FROM jalon.formation_evenement e WHERE e.formation_id = f.formation_id AND geste = 'completer')", "1");
		expect_of(n, "(SELECT count(*) FROM jalon.formation_piece x WHERE x.formation_id = f.formation_id AND recue_le IS NOT NULL)", "2");
		/* The same piece by both: received once. */
		COMMANDS("JL001 version_perimee version", p.second, 100 * n + 3, "formation_piece_recevoir", order == 0 ? RECEIVE("01", "1", "2026-11-14") : RECEIVE("03", "1", "2026-11-14"));
	}
}

/* The same precondition, checked by both: the last word stands, the history keeps the first; of two costs, both lines are there. */
Test(formations_together, what_has_no_version_keeps_the_first_in_the_history)
{
	for (int order = 0; order < 2; order++) {
		int n = 60 + order;
		struct pair p = pair_of(order);
		const char *met = order == 0 ? PRECONDITION("60", "vae", "fait", "Vu le 12", "") : PRECONDITION("61", "vae", "fait", "Vu le 12", "");
		const char *waived = order == 0 ? PRECONDITION("60", "vae", "dispense", "Aucune expérience", "") : PRECONDITION("61", "vae", "dispense", "Aucune expérience", "");

		request_new(n);
		cluster_exec(p.first, "BEGIN");
		COMMANDS("faite", p.first, 100 * n, "formation_prealable", met);
		command_sent(p.second, 100 * n + 1, "formation_prealable", waived);
		cluster_exec(p.first, "COMMIT");
		expect_answered(p.second, "faite");
		expect_of(n, "(SELECT string_agg(etat || ' ' || texte, ', ') FROM jalon.formation_prealable x WHERE x.formation_id = f.formation_id AND x.annule_par IS NULL)",
			"dispense Aucune expérience");
		expect_of(n, "(SELECT avant->>'texte' FROM jalon.historique h WHERE h.nom_table = 'formation_prealable' AND h.operation = 'UPDATE'"
			" AND h.avant->>'formation_id' = f.formation_id::text)", "Vu le 12");
		COMMANDS("faite", p.first, 100 * n + 2, "formation_financer_ligne", order == 0 ? LINE("61", "60", "pedagogie", "region", "2026-11-02", "2027-03-31", "")
			: LINE("71", "61", "pedagogie", "region", "2026-11-02", "2027-03-31", ""));
		COMMANDS("23P01 formation_financement_double", p.second, 100 * n + 3, "formation_financer_ligne", order == 0
			? LINE("62", "60", "pedagogie", "opcalia", "2026-12-02", "2027-03-31", "") : LINE("72", "61", "pedagogie", "opcalia", "2026-12-02", "2027-03-31", ""));
		COMMANDS("faite", p.second, 100 * n + 4, "formation_financer_ligne", order == 0 ? LINE("63", "60", "remuneration", "region", "2026-11-02", "2027-03-31", "")
			: LINE("73", "61", "remuneration", "region", "2026-11-02", "2027-03-31", ""));
		expect_of(n, "(SELECT count(*) FROM jalon.formation_financement x WHERE x.formation_id = f.formation_id)", "2");
	}
}
