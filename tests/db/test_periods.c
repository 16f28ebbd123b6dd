/* Enrolments under random sequences: what the base accepts, refuses and keeps, against a model in C that knows
 * only days and rows. By psql's means (INSERT, UPDATE) and by commands, mixed. ENDURANCE=1 in the environment:
 * 10,000 steps instead of 1,000. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/db/world.h"
#include "tests/support/cluster.h"

enum { PEOPLE = 40, PEOPLE_LONG = 400, STEPS = 25, FIRST = 1001, DAYS = 60, ROWS_MAX = STEPS + 1, OPEN = 1000000 };

struct period {
	int from, to; /* days since 2026-01-01, half-open; to OPEN: no end */
	int regime;
	bool annulled;
};

struct model {
	struct period rows[ROWS_MAX]; /* in the order of their creation */
	int count;
};

static const char *const regimes[] = { "CE", "CEJ", "CSP" };
static uint64_t seed = 20261120;

static int draw(int below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)below);
}

static const char *day_text(int day)
{
	static char texts[2][32];
	static const int lengths[] = { 31, 28, 31 };
	static int turn;
	int month = 0;
	for (; month < 2 && day >= lengths[month]; month++)
		day -= lengths[month];
	turn = !turn;
	snprintf(texts[turn], sizeof texts[turn], "2026-%02d-%02d", month + 1, day + 1);
	return texts[turn];
}

static bool model_overlaps(const struct model *m, int but, int from, int to)
{
	for (int i = 0; i < m->count; i++)
		if (i != but && !m->rows[i].annulled && m->rows[i].from < to && from < m->rows[i].to)
			return true;
	return false;
}

/* The row in force on a day, or -1. */
static int model_on(const struct model *m, int day)
{
	for (int i = 0; i < m->count; i++)
		if (!m->rows[i].annulled && m->rows[i].from <= day && day < m->rows[i].to)
			return i;
	return -1;
}

static const char *model_insert(struct model *m, int regime, int from)
{
	if (model_overlaps(m, -1, from, OPEN))
		return "23P01 passage_un_seul";
	m->rows[m->count++] = (struct period){ .from = from, .to = OPEN, .regime = regime };
	return "INSERT 0 1";
}

static const char *model_end(struct model *m, int row, int to)
{
	if (m->rows[row].annulled)
		return "JL002 deja_annule";
	if (to <= m->rows[row].from)
		return "23514 passage_dates";
	if (model_overlaps(m, row, m->rows[row].from, to))
		return "23P01 passage_un_seul";
	m->rows[row].to = to;
	return "UPDATE 1";
}

static const char *model_change(struct model *m, int regime, int from)
{
	struct model before = *m;
	int row = model_on(m, from);
	if (row >= 0 && m->rows[row].regime == regime)
		return "JL002 regime_inchange regime";
	if (row >= 0 && m->rows[row].from == from)
		m->rows[row].annulled = true;
	else if (row >= 0)
		m->rows[row].to = from;
	if (strcmp(model_insert(m, regime, from), "INSERT 0 1") == 0)
		return "faite";
	*m = before;
	return "23P01 passage_un_seul";
}

static const char *model_close(struct model *m, int last)
{
	int row = model_on(m, last);
	if (row < 0)
		return "JL002 aucun_regime au";
	m->rows[row].to = last + 1;
	return "faite";
}

/* One random step on both; the answers must be the same. */
static bool step(PGconn *me, struct model *m, int person, int number)
{
	char content[256], got[128];
	const char *expected;
	int kind = draw(6), day = draw(DAYS), regime = draw(3);
	if (kind == 0) {
		expected = model_insert(m, regime, day);
		snprintf(got, sizeof got, "%s", answer(me, "INSERT INTO jalon.passage (personne_id, regime, du) VALUES (%d, '%s', '%s')",
			person, regimes[regime], day_text(day)));
	} else if (kind < 3 && m->count > 0) {
		int row = draw(m->count), to = draw(4) == 0 ? OPEN : day;
		expected = model_end(m, row, to);
		snprintf(got, sizeof got, "%s", answer(me, "UPDATE jalon.passage SET au = nullif('%s', '')::date WHERE passage_id ="
			" (SELECT passage_id FROM jalon.passage WHERE personne_id = %d ORDER BY passage_id OFFSET %d LIMIT 1)",
			to == OPEN ? "" : day_text(to), person, row));
	} else if (kind < 5) {
		expected = model_change(m, regime, day);
		snprintf(content, sizeof content, "{\"identifiant\":\"P%05d\",\"regime\":\"%s\",\"du\":\"%s\"}", person, regimes[regime], day_text(day));
		snprintf(got, sizeof got, "%s", command(me, number, "regime_changer", content));
	} else {
		expected = model_close(m, day);
		snprintf(content, sizeof content, "{\"identifiant\":\"P%05d\",\"au\":\"%s\",\"motif\":\"\"}", person, day_text(day));
		snprintf(got, sizeof got, "%s", command(me, number, "regime_clore", content));
	}
	cr_expect_str_eq(got, expected, "person %d, step %d, kind %d, day %d: %s, expected %s", person, number, kind, day, got, expected);
	return strcmp(got, expected) == 0;
}

/* The rows of the base are those of the model, in the order of their creation. */
static bool same_rows(PGconn *me, const struct model *m, int person)
{
	char expected[2048] = "";
	size_t n = 0;
	for (int i = 0; i < m->count && n < sizeof expected - 64; i++) {
		const struct period *p = &m->rows[i];
		n += (size_t)snprintf(expected + n, sizeof expected - n, "%s%s %d ", i > 0 ? ", " : "", regimes[p->regime], p->from);
		n += (size_t)snprintf(expected + n, sizeof expected - n, p->to == OPEN ? "-%s" : "%.0s%d", "", p->to);
		n += (size_t)snprintf(expected + n, sizeof expected - n, "%s", p->annulled ? " x" : "");
	}
	const char *got = answer(me, "SELECT string_agg(concat(regime, ' ', du - date '2026-01-01', ' ', coalesce((au - date '2026-01-01')::text, '-'),"
		" CASE WHEN annule_par IS NOT NULL THEN ' x' END), ', ' ORDER BY passage_id) FROM jalon.passage WHERE personne_id = %d", person);
	cr_expect_str_eq(got, expected, "person %d: %s, expected %s", person, got, expected);
	return strcmp(got, expected) == 0;
}

Test(periods, hold_under_random_sequences)
{
	struct world w = world_open();
	cluster_exec(w.owner,
		"INSERT INTO jalon.foyer (agence_id, foyer_id) SELECT 1, g FROM generate_series(1001, 1400) g;"
		"INSERT INTO jalon.personne (agence_id, personne_id, identifiant, nom, prenom, foyer_id)"
		" SELECT 1, g, 'P0' || g, 'Nom', 'Prénom', g FROM generate_series(1001, 1400) g;"
		"INSERT INTO jalon.referent (agence_id, personne_id, login, du) SELECT 1, g, 'w_collegue', '2026-01-05' FROM generate_series(1001, 1400) g");
	PGconn *me = world_login(&w, "w_conseiller");
	const int people = getenv("ENDURANCE") != NULL ? PEOPLE_LONG : PEOPLE;
	bool ok = true;
	for (int p = 0; p < people && ok; p++) {
		struct model m = { .count = 0 };
		answer(w.owner, "UPDATE jalon.referent SET login = CASE personne_id WHEN %d THEN 'w_conseiller'::name ELSE 'w_collegue' END"
			" WHERE personne_id IN (%d, %d)", FIRST + p, FIRST + p, FIRST + p - 1); /* a small portfolio: quick policies */
		for (int s = 0; s < STEPS && ok; s++)
			ok = step(me, &m, FIRST + p, p * STEPS + s + 1);
		ok = ok && same_rows(me, &m, FIRST + p);
	}
	/* Told without the constraint's own operator: no day is in two regimes. */
	ANSWERS("0", w.owner, "SELECT count(*) FROM (SELECT FROM jalon.passage, generate_series(du, coalesce(au - 1, '2026-12-31'), '1 day') j"
		" WHERE annule_par IS NULL GROUP BY agence_id, personne_id, j HAVING count(*) > 1) x");
	PQfinish(me);
	world_close(&w);
}
