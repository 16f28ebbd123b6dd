/* What the database says of a training request against the core and against its own file: the stage is a fold of the events by
 * the core's table, holes, uncovered days, awaited pieces, what is contestable follow from the lines. Drawn requests, several
 * days each; a portfolio's open ones are those of the file. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/training/funding.h"
#include "core/training/stages.h"
#include "sql/client/rows.h"
#include "sql/texts.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"
#include "tests/support/shipped_funders.h"

enum { REQUESTS = 100, DAYS = 4 };

static struct world w;
static PGconn *me;
static struct arena arena;
static struct funder_list funders;

/* A walk through jalon.formation_transition, from the idea on: each step on its day, a few without effect; lines that overlap are
 * left out by the database; allowances with and without a gap. The seed makes every run the same. */
static const char drawn[] =
	"SELECT setseed(0.42);"
	"INSERT INTO jalon.droit (agence_id, personne_id, nature, du, au) SELECT 1, p, 'are', '2025-01-01'::date + (random() * 700)::int,"
	" NULL FROM (VALUES (3)) v(p);"
	"INSERT INTO jalon.droit (agence_id, personne_id, nature, du, au) VALUES (1, 1, 'are', '2025-06-01', '2026-09-01'),"
	" (1, 1, 'aref', '2026-09-01', '2026-12-01'), (1, 1, 'rff', '2026-12-03', '2027-02-01'), (1, 2, 'asp', '2026-01-01', '2026-10-15');"
	"INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, departement, debut, fin, minutes, rythme_minutes)"
	" SELECT 1, ('00000000-0000-4000-8000-00000000' || to_char(g, 'FM0000'))::uuid, (ARRAY[1, 2, 3, 6])[1 + g %% 4], 'Cours ' || g %% 7, '35',"
	" CASE WHEN g %% 5 > 0 THEN d END, CASE WHEN g %% 5 > 0 AND g %% 11 > 0 THEN d + (random() * 120)::int END, CASE WHEN g %% 3 > 0 THEN 4201 + g END, CASE WHEN g %% 4 > 0 THEN 1050 END"
	" FROM (SELECT g, '2026-01-01'::date + (random() * 420)::int AS d FROM generate_series(1, %d) g) x;"
	"DO $$ DECLARE f record; t record; v_de text; v_le date; BEGIN"
	" FOR f IN SELECT * FROM jalon.formation ORDER BY formation_id LOOP"
	"  v_de := ''; v_le := '2025-10-01'::date + (random() * 200)::int;"
	"  FOR i IN 1 .. 5 + (random() * 25)::int LOOP"
	"   SELECT * INTO t FROM jalon.formation_transition x WHERE x.de = v_de AND (x.geste NOT IN ('abandonner', 'echange') OR v_de = 'entree' OR random() < 0.2) ORDER BY random() LIMIT 1;"
	"   EXIT WHEN NOT FOUND;"
	"   INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, rang, geste, de, vers, le, motifs, financeur, contre_proposition, texte)"
	"   VALUES (1, f.formation_id, f.personne_id, i, t.geste, t.de, t.vers, v_le,"
	"    CASE t.geste WHEN 'refuser' THEN (ARRAY['{metier_non_en_tension}', '{cout}', '{cout,metier_non_en_tension}'])[1 + (random() * 2)::int]::text[]"
	"     WHEN 'abandonner' THEN '{delai}' WHEN 'suivre' THEN '{emploi}' ELSE '{}' END,"
	"    CASE t.geste WHEN 'deposer' THEN (ARRAY['constructys', 'region'])[1 + (random() * 1)::int] END,"
	"    CASE WHEN t.geste = 'refuser' AND random() < 0.5 THEN 'autre cours' ELSE '' END, 'x');"
	"   IF t.geste = 'demander_pieces' OR v_de = 'pieces_demandees' AND random() < 0.2 THEN"
	"    INSERT INTO jalon.formation_piece (agence_id, formation_id, personne_id, nature, debiteur, demandee_le, attendue_le, recue_le, recue_par)"
	"    SELECT 1, f.formation_id, f.personne_id, 'devis', (ARRAY['personne', 'structure', 'organisme', 'employeur'])[1 + (random() * 3)::int], v_le, CASE WHEN i %% 4 > 0 THEN v_le + i END, r,"
	"     CASE WHEN r IS NOT NULL THEN session_user END FROM (SELECT CASE WHEN random() < 0.5 THEN v_le + (random() * 20)::int END AS r) z;"
	"   END IF;"
	"   v_de := t.vers; v_le := v_le + (random() * 16)::int;"
	"   EXIT WHEN v_le > '2026-11-20';"
	"  END LOOP;"
	"  UPDATE jalon.formation SET etape = v_de, etape_le = least(v_le, '2026-11-20') WHERE formation_id = f.formation_id;"
	"  INSERT INTO jalon.formation_prealable (agence_id, formation_id, personne_id, code, etat, le, texte)"
	"  SELECT 1, f.formation_id, f.personne_id, c, (ARRAY['fait', 'dispense'])[1 + (random() * 1)::int], '2026-01-01'::date + (random() * 400)::int, 'x'"
	"  FROM unnest(ARRAY['mise_en_situation', 'positionnement', 'vae', 'francais', 'frais', 'mobilite', 'garde']) c WHERE random() < 0.8;"
	"  FOR i IN 1 .. (random() * 9)::int LOOP"
	"   INSERT INTO jalon.formation_financement (agence_id, formation_id, personne_id, poste, financeur, du, au, etat, motif, demandee_le, decidee_le)"
	"   SELECT 1, f.formation_id, f.personne_id, p, CASE WHEN e <> 'sans_objet' THEN 'region' END, d, d + 1 + (random() * 150)::int, e, 'x', '2026-02-01',"
	"    CASE WHEN e <> 'demandee' THEN '2026-02-01'::date + (random() * 250)::int END"
	"   FROM (SELECT (ARRAY['pedagogie', 'remuneration', 'frais_annexes'])[1 + (random() * 2)::int] AS p,"
	"    (ARRAY['demandee', 'accordee', 'accordee', 'accordee', 'refusee', 'sans_objet'])[1 + (random() * 5)::int] AS e,"
	"    coalesce(f.debut, '2026-06-01') - 20 + (random() * 100)::int AS d) z ON CONFLICT DO NOTHING;"
	"  END LOOP;"
	" END LOOP; END $$";

static const char *const names[TRAINING_COUNT] = { "formation_lecture", "fiche_personne", "fiche_formations", "formation_projet",
	"formation_prealables", "formation_evenements", "formation_pieces", "formation_lignes", "formation_absences", "fiche_periodes", "fiche_droits" };

/* As the port does: a plan for all. */
static void prepare(const char *name)
{
	PGresult *res = PQprepare(me, name, sql_query(name), 2, NULL);

	cr_assert_eq(PQresultStatus(res), PGRES_COMMAND_OK, "%s: %s", name, PQresultErrorMessage(res));
	PQclear(res);
}

static void open_world(void)
{
	char *sql = mem_format(drawn, REQUESTS);

	w = world_open();
	shipped_funders_store(w.owner);
	shipped_funders(&arena, &funders);
	cluster_exec(w.owner, "SET session_replication_role = replica");
	cluster_exec(w.owner, sql);
	cluster_exec(w.owner, "UPDATE jalon.formation_evenement SET annule_par = gen_random_uuid() WHERE geste = 'echange' AND rang % 2 = 0;"
		"SET session_replication_role = origin");
	me = world_login(&w, "w_conseiller");
	cluster_exec(me, "SET jit = off; SET plan_cache_mode = force_generic_plan");
	for (int i = 0; i < TRAINING_COUNT; i++)
		prepare(names[i]);
	prepare("portefeuille");
	prepare("formations_ouvertes");
	free(sql);
}

static void close_world(void)
{
	arena_free(&arena);
	PQfinish(me);
	world_close(&w);
}

TestSuite(training_facts, .init = open_world, .fini = close_world, .timeout = 300);

static PGresult *asked(const char *query, const char *argument, const char *day)
{
	PGresult *res = PQexecPrepared(me, query, 2, (const char *[]){ argument, day }, NULL, NULL, 0);

	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s: %s", query, PQresultErrorMessage(res));
	return res;
}

/* NULL: not raised by that day. */
static struct training_file *file_as_of(const char *id, const char *day)
{
	PGresult *results[TRAINING_COUNT];
	struct training_file *f;

	cluster_exec(me, "BEGIN");
	for (int i = 0; i < TRAINING_COUNT; i++)
		results[i] = asked(names[i], id, day);
	cluster_exec(me, "COMMIT");
	f = rows_training(&arena, results);
	for (int i = 0; i < TRAINING_COUNT; i++)
		PQclear(results[i]);
	return f;
}

#define SAME(got, expected, what) cr_expect_eq((int)(got), (int)(expected), "%s of %s on %s: %d, core says %d", what, f->request.id, on, (int)(got), (int)(expected))
#define SAME_DAY(got, expected, what) cr_expect_eq((got).days, (expected).days, "%s of %s on %s: %s, core says %s", what, f->request.id, on, \
	date_format(got, (char[DATE_TEXT]){ 0 }), date_format(expected, (char[DATE_TEXT]){ 0 }))

/* --- the fold of the events ----------------------------------------------------------------------------------------- */

struct fold {
	enum training_stage stage;
	struct date since, filed, asked;
	int suspended;
	const char *funder;
	bool contestable, no_counter;
};

static void fold_stage(struct fold *x, const struct training_event *e, enum training_stage to)
{
	if (x->stage == TRAINING_PIECES && to != TRAINING_PIECES && date_is_set(x->asked))
		x->suspended += date_diff(e->on, x->asked);
	if (to == TRAINING_FILED && (e->step == STEP_FILE || e->step == STEP_CONTEST)) {
		x->filed = e->on;
		x->suspended = 0;
	}
	if (to == TRAINING_PIECES)
		x->asked = e->on;
	if (to == TRAINING_REFUSED) {
		x->contestable = e->step == STEP_REFUSE && strcmp(e->grounds, "metier_non_en_tension") == 0;
		x->no_counter = e->step == STEP_REFUSE && strstr(e->text, "Contre-proposition : ") == NULL;
	}
	if (e->step == STEP_FILE)
		x->funder = e->with;
	if (to != x->stage || e->step == STEP_RAISE)
		x->since = e->on;
	x->stage = to;
}

/* By the core's table; the first event raises the request. */
static struct fold fold_events(const struct training_file *f, const char *on)
{
	struct fold x = { .stage = TRAINING_RAISED, .since = DATE_NONE, .filed = DATE_NONE, .asked = DATE_NONE, .funder = "" };

	for (size_t i = 0; i < f->event_count; i++) {
		const struct training_event *e = &f->events[i];
		const struct training_transition *t = e->step == STEP_RAISE ? NULL : training_transition_find(x.stage, e->step);

		cr_assert(e->step == STEP_RAISE || t != NULL, "%s on %s: step %s from %s is not in the core's table", f->request.id, on,
			training_step_code(e->step), training_stage_code(x.stage));
		if (e->step != STEP_EXCHANGE)
			fold_stage(&x, e, t != NULL ? t->to : TRAINING_RAISED);
	}
	return x;
}

static void compare_events(const struct training_file *f, const char *on)
{
	const struct training *t = &f->request;
	struct fold x = fold_events(f, on);

	SAME(t->stage, x.stage, "stage");
	SAME_DAY(t->since, x.since, "since");
	SAME_DAY(t->filed, x.filed, "filed");
	SAME(t->suspended_days, x.suspended, "suspended days");
	SAME(t->contestable, x.contestable, "contestable");
	SAME(t->no_counter, x.no_counter, "without counter-proposal");
	cr_expect_str_eq(funder_label(&funders, t->funder), x.funder);
	SAME(t->funder_days, t->funder[0] == '\0' || strcmp(t->funder, "region") == 0 ? 0 : 7, "usual days");
}

/* --- what hangs on it ------------------------------------------------------------------------------------------------ */

static void compare_pieces(const struct training_file *f, const char *on)
{
	const struct training_piece *charged = NULL; /* the oldest, of anybody else than the person when there is one */
	struct date due = DATE_NONE; /* the earliest stated of those asked for with it */
	int waiting = 0, settled = 0;

	for (size_t i = 0; f->request.stage == TRAINING_PIECES && i < f->piece_count; i++)
		if (training_piece_awaited(&f->pieces[i])) {
			if (charged == NULL || (charged->owner == DEBTOR_PERSON && f->pieces[i].owner != DEBTOR_PERSON))
				charged = &f->pieces[i];
			waiting++;
		}
	for (size_t i = 0; i < PRE_COUNT; i++)
		settled += f->preconditions[i].met || f->preconditions[i].waived;
	SAME(f->request.pieces_waiting, waiting, "pieces awaited");
	if (charged != NULL) {
		SAME(f->request.pieces_owner, charged->owner, "owner of the piece that counts");
		SAME_DAY(f->request.pieces_since, charged->asked, "day of the piece that counts");
	}
	for (size_t i = 0; charged != NULL && i < f->piece_count; i++) {
		const struct training_piece *p = &f->pieces[i];

		if (training_piece_awaited(p) && p->owner == charged->owner && date_compare(p->asked, charged->asked) == 0 && date_is_set(p->expected))
			due = date_is_set(due) ? date_earliest(due, p->expected) : p->expected;
	}
	SAME_DAY(f->request.pieces_due, due, "day stated for the piece that counts");
	SAME(f->request.preconditions_missing, PRE_COUNT - settled, "preconditions");
}

static void compare_holes(const struct training_file *f, const char *on)
{
	struct funding_check check = funding_check(&arena, f, &funders);
	unsigned missing = 0;

	for (size_t i = 0; i < check.count; i++)
		missing |= 1U << check.holes[i].cost;
	SAME(f->request.costs_missing, missing, "costs missing");
	cr_expect(!check.dated || check.whole == (f->request.costs_missing == 0), "%s on %s: whole", f->request.id, on);
}

static bool paid_on(const struct training_file *f, struct date day)
{
	for (size_t i = 0; i < f->line_count; i++) {
		const struct funding_line *l = &f->lines[i];

		if (l->cost == COST_INCOME && (l->state == LINE_GRANTED || l->state == LINE_NOT_NEEDED) && date_compare(l->from, day) <= 0 &&
			date_compare(l->to, day) >= 0)
			return true;
	}
	return false;
}

static bool has_rights_on(const struct training_file *f, struct date day)
{
	for (size_t i = 0; i < f->allowance_count; i++)
		if (date_compare(f->allowances[i].from, day) <= 0 && (!date_is_set(f->allowances[i].to) || date_compare(f->allowances[i].to, day) >= 0))
			return true;
	return false;
}

/* The last one over before that day, under the regime in force. */
static struct date rights_ended_before(const struct training_file *f, struct date day)
{
	struct date ended = DATE_NONE;

	for (size_t i = 0; i < f->allowance_count; i++) {
		struct date to = f->allowances[i].to;

		if (date_is_set(to) && date_compare(to, day) < 0 && date_compare(to, f->person.regime_from) >= 0)
			ended = date_latest(ended, to);
	}
	return ended;
}

/* Day after day. */
static void compare_rights(const struct training_file *f, struct date today, const char *on)
{
	const struct training *t = &f->request;
	struct date ends = date_is_set(t->ends) ? t->ends : training_end(t->starts, t->minutes, t->weekly);
	struct date day = date_is_set(t->starts) ? t->starts : today, limit = date_make(2032, 1, 1);
	bool any = has_rights_on(f, day);
	int uncovered = 0;

	SAME(t->has_rights, any, "rights");
	while (any && date_compare(day, limit) < 0 && has_rights_on(f, day))
		day = date_add_days(day, 1);
	SAME_DAY(t->rights_end, any && date_compare(day, limit) < 0 ? date_add_days(day, -1) : DATE_NONE, "end of rights");
	day = date_is_set(t->starts) ? t->starts : today;
	SAME_DAY(t->rights_ended, any ? DATE_NONE : rights_ended_before(f, day), "rights that ended before");
	for (day = date_add_days(date_latest(t->rights_end, t->rights_ended), 1);
		(date_is_set(t->rights_end) || date_is_set(t->rights_ended)) && date_is_set(t->starts) && date_is_set(ends) && date_compare(day, ends) <= 0;
		day = date_add_days(day, 1))
		uncovered += date_compare(day, t->starts) >= 0 && !paid_on(f, day) && !has_rights_on(f, day);
	SAME(t->uncovered_days, uncovered, "uncovered days");
}

static const char *const days[DAYS] = { "2026-11-20", "2026-10-03", "2026-06-15", "2026-02-10" };

Test(training_facts, agree_with_the_core)
{
	int seen[TRAINING_STAGE_COUNT] = { 0 }, contestable = 0, missing = 0, uncovered = 0, suspended = 0, stated = 0, ended = 0;

	for (int n = 1; n <= REQUESTS; n++)
		for (size_t d = 0; d < DAYS; d++) {
			char *id = mem_format("00000000-0000-4000-8000-00000000%04d", n);
			struct training_file *f = file_as_of(id, d == 0 ? NULL : days[d]);
			struct date today;

			free(id);
			if (f == NULL)
				continue;
			date_parse(days[d], &today);
			compare_events(f, days[d]);
			compare_pieces(f, days[d]);
			compare_holes(f, days[d]);
			compare_rights(f, today, days[d]);
			seen[f->request.stage]++;
			contestable += f->request.contestable;
			missing += f->request.costs_missing != 0;
			uncovered += f->request.uncovered_days > 0;
			suspended += f->request.suspended_days > 0;
			stated += date_is_set(f->request.pieces_due);
			ended += date_is_set(f->request.rights_ended) && f->request.uncovered_days > 0;
		}
	/* The draw has met what it is for. */
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		cr_expect_gt(seen[s], 0, "no request drawn is at the stage %s", training_stage_code((enum training_stage)s));
	cr_expect(contestable > 0 && missing > 0 && uncovered > 0 && suspended > 0 && stated > 0 && ended > 0, "%d %d %d %d %d %d", contestable, missing,
		uncovered, suspended, stated, ended);
}

static void expect_same_open(const struct person_facts *portfolio, const struct person_facts *file, const char *on)
{
	cr_assert_eq(portfolio->training_count, file->training_count, "%s on %s: %zu open, the file has %zu", portfolio->id, on, portfolio->training_count,
		file->training_count);
	for (size_t i = 0; i < file->training_count; i++) {
		cr_expect_str_eq(portfolio->trainings[i].id, file->trainings[i].id, "%s on %s", portfolio->id, on);
		cr_expect_eq(portfolio->trainings[i].stage, file->trainings[i].stage);
		cr_expect_eq(portfolio->trainings[i].costs_missing, file->trainings[i].costs_missing);
	}
}

Test(training_facts, a_portfolio_has_the_open_ones_of_the_file)
{
	for (size_t d = 0; d < DAYS; d++) {
		PGresult *res = asked("portefeuille", NULL, days[d]), *open = asked("formations_ouvertes", NULL, days[d]);
		size_t count, compared = 0;
		struct person_facts *people = rows_people(&arena, res, &count);

		rows_open_trainings(&arena, open, people, count);
		PQclear(res);
		PQclear(open);
		for (size_t i = 0; i < count; i++) {
			struct person_facts person = people[i];
			size_t all;

			res = asked("fiche_formations", people[i].id, days[d]);
			rows_person_trainings(&arena, res, &person, &all);
			PQclear(res);
			expect_same_open(&people[i], &person, days[d]);
			compared += person.training_count;
		}
		cr_expect_gt(compared, 0);
	}
}
