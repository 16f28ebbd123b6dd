/* One rule, two places: what jalon.faits_personne counts for a portfolio and what the core makes of the whole file say the same
 * of every person, on the day and as of days gone by. The contracts are drawn at random, behind the triggers. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/engagement/ledger.h"
#include "sql/client/rows.h"
#include "sql/demo/demo_data.h"
#include "sql/texts.h"
#include "tests/support/cluster.h"
#include "tests/support/commitments.h"
#include "tests/support/rules_dir.h"
#include "tests/support/shipped_funders.h"

#define TEMPLATE "modele_grand_livre"
#define LOGIN "mlegoff"

static const char emptied[] =
	"SET session_replication_role = replica;"
	"DELETE FROM jalon.tenue; DELETE FROM jalon.compensation; DELETE FROM jalon.engagement WHERE contrat_id IS NOT NULL;"
	"DELETE FROM jalon.contrat_version; DELETE FROM jalon.contrat;";

/* Up to three contracts one after the other, each of one to four versions, the last of which may wait for a signature; lines of
 * six debtors that come with a version and may go with a later one. */
static const char drawn[] =
	"DO $tirage$ DECLARE p bigint; c uuid; e uuid; k int; i int; n int; rangs int; du int; au int; d date; f date; clos date; dernier bool;"
	" ouvert bool; cad text; deb text; ech date; jour date := '2026-11-20';"
	" BEGIN PERFORM setseed(0.42);"
	" FOR p IN SELECT x.personne_id FROM jalon.personne x ORDER BY x.personne_id LOOP"
	"  d := jour - 60 - (random() * 500)::int;"
	"  FOR n IN 1..3 LOOP EXIT WHEN d > jour - 5 OR random() < 0.1;"
	"   c := gen_random_uuid(); rangs := 1 + (random() * 3)::int; f := d + 90 + (random() * 250)::int;"
	"   clos := CASE WHEN random() < 0.3 THEN d + 85 + (random() * (f - d - 85))::int END; dernier := coalesce(clos, f) > jour;"
	"   ouvert := dernier AND rangs > 1 AND random() < 0.4;"
	"   INSERT INTO jalon.contrat (agence_id, contrat_id, personne_id, regime, debut, signe_le, fin, periode, clos_le, clos_motif, clos_texte,"
	"    clos_par, cree_le, cree_par) VALUES (1, c, p, 'CE', d, d, f - CASE WHEN ouvert THEN 10 ELSE 0 END,"
	"    daterange(d, least(clos, f)), clos, CASE WHEN clos IS NULL THEN '' ELSE 'rupture' END, CASE WHEN clos IS NULL THEN '' ELSE 'x' END,"
	"    CASE WHEN clos IS NOT NULL THEN 'mlegoff'::name END, d - 3, 'mlegoff');"
	"   FOR i IN 1..rangs LOOP"
	"    INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs, fin, cible_minutes, intensif, motif, cree_le,"
	"     cree_par, signe_personne_le, signe_structure_le, signataire, signe_par, signee_le, signee_par)"
	"     SELECT 1, c, i, p, 'o', f - 10 * (rangs - i), CASE WHEN random() < 0.5 THEN 600 END, random() < 0.5, CASE WHEN i = 1 THEN '' ELSE 'm' END,"
	"      d + 20 * (i - 1) - 2, 'mlegoff', CASE WHEN z THEN d + 20 * (i - 1) END, CASE WHEN z THEN d + 20 * (i - 1) + 1 END,"
	"      CASE WHEN z THEN 'personne' ELSE '' END, CASE WHEN z THEN 'mlegoff'::name END, CASE WHEN z THEN d + 20 * (i - 1) + 1 END,"
	"      CASE WHEN z THEN 'mlegoff'::name END FROM (SELECT NOT (ouvert AND i = rangs) AS z) y; END LOOP;"
	"   FOR k IN 1..(random() * 8)::int LOOP"
	"    e := gen_random_uuid(); du := 1 + (random() * (rangs - 1))::int;"
	"    au := CASE WHEN du < rangs AND random() < 0.4 THEN du + 1 + (random() * (rangs - du - 1))::int END;"
	"    cad := (ARRAY['unique','unique','semaine','mois','trimestre'])[1 + (random() * 4)::int];"
	"    deb := (ARRAY['structure','personne','partenaire','financeur','employeur','organisme'])[1 + (random() * 5)::int];"
	"    ech := CASE WHEN random() < 0.8 THEN d + (random() * 350)::int END;"
	"    INSERT INTO jalon.engagement (agence_id, engagement_id, personne_id, saisi_par, saisi_le, contrat_id, rang_du, rang_au, part, debiteur,"
	"     objet, echeance, cadence, action, visee_emploi, structurante, tenu_le, tenu_par, excuse_le, excuse_motif, excuse_par)"
	"     SELECT 1, e, p, 'mlegoff', d - 2, c, du, au, 'individuel', deb, 'ligne ' || k, ech, cad, y.a, y.a AND random() < 0.5,"
	"      y.a AND random() < 0.3, y.t, CASE WHEN y.t IS NOT NULL THEN 'mlegoff'::name END, y.x, CASE WHEN y.x IS NULL THEN '' ELSE 'malade' END,"
	"      CASE WHEN y.x IS NOT NULL THEN 'mlegoff'::name END FROM (SELECT random() < 0.6 AS a,"
	"       CASE WHEN cad = 'unique' AND random() < 0.4 THEN d + (random() * 300)::int END AS t,"
	"       CASE WHEN random() < 0.2 THEN d + (random() * 300)::int END AS x) y;"
	"    IF cad <> 'unique' THEN INSERT INTO jalon.tenue (agence_id, engagement_id, personne_id, le, par)"
	"     SELECT DISTINCT 1, e, p, d + (random() * (jour - d))::int, 'mlegoff'::name FROM generate_series(1, (random() * 3)::int); END IF;"
	"    IF deb = 'structure' AND random() < 0.4 THEN INSERT INTO jalon.compensation (agence_id, personne_id, engagement_id, manque_le, prejudice,"
	"     objet, echeance, ouverte_le, ouverte_par, remise_le, remise_par, remise_texte) SELECT 1, p, e, d + 30, 'retard', 'en retour', d + 60, d + 35,"
	"     'mlegoff', y.r, CASE WHEN y.r IS NOT NULL THEN 'mlegoff'::name END, CASE WHEN y.r IS NULL THEN '' ELSE 'fait' END"
	"     FROM (SELECT CASE WHEN random() < 0.5 THEN d + 40 + (random() * 200)::int END AS r) y; END IF;"
	"   END LOOP;"
	"   d := least(clos, f) + (random() * 40)::int;"
	"  END LOOP; END LOOP; END $tirage$";

static void fill(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	struct error e = {0};

	cluster_exec(conn, "INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-11-20')");
	shipped_funders_store(conn); /* the requests name them */
	cr_assert(demo_data_load(conn, 1, date_make(2026, 11, 20), NULL, NULL, &e), "%s", e.message);
	cluster_exec(conn, emptied);
	cluster_exec(conn, drawn);
	cluster_exec(conn, "SET session_replication_role = origin");
	PQfinish(conn);
}

static struct rulebook book;
static struct arena arena;

/* What the portfolio counts of one side. */
struct side_facts { struct date due; int late; };

static bool is_open(const struct item *i, struct moment today)
{
	enum item_state state = item_state_on(i, NULL, &book, REGIME_CE, today, "35", NULL);

	return item_is_owed(i, today.day) && (state == ITEM_TODO || state == ITEM_LATE || (state == ITEM_KEPT && i->cadence != CADENCE_ONCE));
}

static struct side_facts side_of(const struct commitment_file *f, struct moment today, enum debtor side)
{
	struct side_facts s = {DATE_NONE, 0};

	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];
		struct date due = item_next_due(x, today.day);
		bool third = x->debtor != DEBTOR_PERSON && x->debtor != DEBTOR_STRUCTURE;

		if (!is_open(x, today) || !date_is_set(due) || (side == DEBTOR_NONE ? !third : x->debtor != side))
			continue;
		if (date_compare(due, s.due) < 0)
			s.due = due;
		s.late += date_compare(due, today.day) <= 0;
	}
	return s;
}

static void expect_side(const struct commitment_file *f, struct moment today, enum debtor side, struct date due, int late, const char *day)
{
	struct side_facts s = side_of(f, today, side);
	char core[DATE_TEXT], base[DATE_TEXT];

	cr_expect(s.due.days == due.days && s.late == late, "%s, %s, %s: core %s %d, base %s %d", f->person.id, day, debtor_code(side),
	          date_format(s.due, core), s.late, date_format(due, base), late);
}

static size_t bound, waiting, unbound;

/* The contract in force as the file and as the portfolio have it. */
static void expect_contract(const struct commitment_file *f, struct date day, const char *as_of)
{
	const struct contract_summary *s = &f->person.contract;
	const struct contract_version *v;
	const struct contract *c = commitment_contract(f, day, &v);
	int actions = 0, employment = 0;
	bool structuring = false;
	struct date ends;

	waiting += s->pending;
	if (c == NULL) {
		unbound++;
		cr_expect(!date_is_set(s->signed_on) || date_compare(s->starts, day) > 0, "%s, %s", f->person.id, as_of);
		return;
	}
	bound++;
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];

		if (strcmp(x->contract, c->id) != 0 || !item_in_version(x, v->rank))
			continue;
		actions += x->action;
		employment += x->employment;
		structuring |= x->structuring;
	}
	ends = date_is_set(c->closed) && date_compare(c->closed, v->ends) < 0 ? c->closed : v->ends;
	cr_expect_str_eq(s->id, c->id, "%s, %s", f->person.id, as_of);
	cr_expect_eq(s->signed_on.days, contract_version_signed(v).days, "%s, %s", f->person.id, as_of);
	cr_expect_eq(s->rank, v->rank, "%s, %s: rank %d, %d", f->person.id, as_of, s->rank, v->rank);
	cr_expect_eq(s->intensive, v->intensive);
	cr_expect(s->actions == actions && s->employment_actions == employment && s->structuring == structuring,
	          "%s, %s: %d actions, %d à visée emploi; %d, %d", f->person.id, as_of, s->actions, s->employment_actions, actions, employment);
	cr_expect_eq(s->ends.days, ends.days, "%s, %s", f->person.id, as_of); /* what closed it later is known to neither */
}

/* The reasons follow: a column is red for a commitment exactly when the ledger has a late one. */
static void expect_reasons(const struct commitment_file *f, struct moment today, const char *day)
{
	struct judged_person p = person_judge(&arena, &book, &f->person, today, "35");
	struct ledger l = ledger_compute(&arena, &book, f, today, "35");
	bool late[3] = {false, false, false}, red[3];

	for (size_t i = 0; i < l.count; i++)
		if (l.lines[i].item != NULL && l.lines[i].state == ITEM_LATE)
			late[l.lines[i].debtor == DEBTOR_STRUCTURE ? 0 : l.lines[i].debtor == DEBTOR_PERSON ? 1 : 2] = true;
	red[0] = judged_reason(&p, REASON_ITEM_OURS) != NULL && judged_reason(&p, REASON_ITEM_OURS)->band == BAND_RED;
	red[1] = judged_reason(&p, REASON_ITEM_THEIRS) != NULL && judged_reason(&p, REASON_ITEM_THEIRS)->band == BAND_RED;
	red[2] = judged_reason(&p, REASON_ITEM_THIRD) != NULL && judged_reason(&p, REASON_ITEM_THIRD)->band == BAND_RED;
	for (int s = 0; s < 3; s++)
		cr_expect_eq(late[s], red[s], "%s, %s: side %d, ledger %d, reasons %d", f->person.id, day, s, late[s], red[s]);
}

static size_t compare_on(PGconn *conn, const char *day)
{
	const char *const values[] = {NULL, day};
	PGresult *rows = PQexecParams(conn, sql_query("portefeuille"), 2, NULL, values, NULL, NULL, 0);
	struct moment today = {.minute = 12 * 60};
	size_t count, lines = 0;
	struct person_facts *people;

	cr_assert_eq(PQresultStatus(rows), PGRES_TUPLES_OK, "%s", PQresultErrorMessage(rows));
	people = rows_people(&arena, rows, &count);
	PQclear(rows);
	cr_assert(date_parse(day != NULL ? day : "2026-11-20", &today.day));
	cr_assert_gt(count, 5, "%zu people on %s", count, day != NULL ? day : "now");
	for (size_t i = 0; i < count; i++) {
		struct commitment_file *f = commitments_read(conn, &arena, people[i].id, day);

		cr_assert_not_null(f);
		lines += f->item_count;
		expect_side(f, today, DEBTOR_STRUCTURE, people[i].item_ours, people[i].item_ours_count, day);
		expect_side(f, today, DEBTOR_PERSON, people[i].item_theirs, people[i].item_theirs_count, day);
		expect_side(f, today, DEBTOR_NONE, people[i].item_third, people[i].item_third_count, day);
		expect_contract(f, today.day, day != NULL ? day : "now");
		expect_reasons(f, today, day != NULL ? day : "now");
	}
	return lines;
}

Test(ledger_facts, the_base_and_the_core_say_the_same)
{
	static const char *const days[] = {NULL, "2026-11-20", "2026-11-02", "2026-10-15", "2026-08-31"};
	size_t lines = 0;
	PGconn *conn;
	char *name;

	book = shipped_rules();
	cluster_template_make(TEMPLATE, fill);
	name = cluster_database_new(TEMPLATE);
	conn = cluster_connect(name, LOGIN);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		lines += compare_on(conn, days[i]);
	cr_assert(lines > 500 && bound > 60 && unbound > 20 && waiting > 5, "%zu lines, %zu in force, %zu without, %zu waiting", lines, bound,
	          unbound, waiting);
	PQfinish(conn);
	cluster_database_drop(name);
	free(name);
	arena_free(&arena);
	rulebook_free(&book);
}
