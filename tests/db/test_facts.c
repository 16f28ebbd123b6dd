/* What a portfolio line says of the contract, the debts of each side and the weeks, against the core: the database repeats
 * in faits_personne() what core/engagement derives from the file of the person. Compared through a whole year. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/engagement/activity.h"
#include "core/engagement/ledger.h"
#include "sql/client/rows.h"
#include "sql/texts.h"
#include "tests/db/bond.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"

static struct world w;
static PGconn *me;
static struct arena arena;

static void open_world(void)
{
	w = world_open();
	bond_fill(w.owner, "w_conseiller");
	me = world_login(&w, "w_conseiller");
}

static void close_world(void)
{
	arena_free(&arena);
	PQfinish(me);
	world_close(&w);
}

TestSuite(facts, .init = open_world, .fini = close_world);

static void ask(const char *const *names, size_t count, PGresult **results, const char *const values[4])
{
	for (size_t i = 0; i < count; i++) {
		int params = strncmp(names[i], "heures_", 7) == 0 ? 4 : 2;

		results[i] = PQexecParams(me, sql_query(names[i]), params, NULL, values, NULL, NULL, 0);
		cr_assert_eq(PQresultStatus(results[i]), PGRES_TUPLES_OK, "%s: %s", names[i], PQresultErrorMessage(results[i]));
	}
}

static void clear(PGresult **results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		PQclear(results[i]);
}

static struct commitment_file *commitments_as_of(struct date day)
{
	static const char *const names[BOND_COUNT] = { "fiche_lecture", "fiche_personne", "engagements_dates", "fiche_passages",
		"engagements_contrats", "fiche_engagements", "engagements_compensations", "engagements_orientations",
		"engagements_diagnostics", "engagements_droits", "engagements_demandes", "fiche_rendez_vous",
		"fiche_formations", "fiche_periodes" };
	char text[DATE_TEXT];
	PGresult *results[BOND_COUNT];
	struct commitment_file *f;

	ask(names, BOND_COUNT, results, (const char *[]){ "AAAAA1", date_format(day, text), NULL, NULL });
	f = rows_commitments(&arena, results);
	clear(results, BOND_COUNT);
	cr_assert_not_null(f);
	return f;
}

static struct hours_file *hours_as_of(struct date day)
{
	static const char *const names[HOURS_COUNT] = { "fiche_lecture", "fiche_personne", "fiche_passages", "heures_activites",
		"heures_derogations", "heures_absences", "heures_cibles", "heures_rappels", "fiche_formations" };
	char text[DATE_TEXT], from[DATE_TEXT], to[DATE_TEXT];
	struct date monday = date_week_start(day);
	PGresult *results[HOURS_COUNT];
	struct hours_file *f;

	date_format(date_add_days(monday, -7), from);
	date_format(date_add_days(monday, 6), to);
	ask(names, HOURS_COUNT, results, (const char *[]){ "AAAAA1", date_format(day, text), from, to });
	f = rows_hours(&arena, results);
	clear(results, HOURS_COUNT);
	cr_assert_not_null(f);
	return f;
}

static bool past(struct date d, struct date day)
{
	return date_is_set(d) && date_compare(d, day) <= 0;
}

/* Owed, and neither kept, withdrawn, excused nor compensated: what item_state_on() leaves open. */
static bool item_open(const struct item *i, struct date day)
{
	if (i->contract[0] != '\0' && !past(i->bound, day))
		return false;
	return !(i->cadence == CADENCE_ONCE && past(i->done, day)) && !past(i->withdrawn, day) && !past(i->excused, day) && !i->compensated;
}

static const struct item *item_by_id(const struct commitment_file *f, const char *id)
{
	for (size_t n = 0; n < f->item_count; n++)
		if (strcmp(f->items[n].id, id) == 0)
			return &f->items[n];
	cr_assert_fail("%s is not there", id);
	return NULL;
}

struct debt { struct date due; int count; enum debtor whose; };

static struct debt debt_of(const struct commitment_file *f, struct date day, bool (*side)(enum debtor))
{
	struct debt d = { .due = DATE_NONE };

	for (size_t n = 0; n < f->item_count; n++) {
		const struct item *i = &f->items[n];
		struct date due = item_next_due(i, day);

		if (!side(i->debtor) || !item_open(i, day) || !date_is_set(due))
			continue;
		d.count += date_compare(due, day) <= 0;
		if (!date_is_set(d.due) || date_compare(due, d.due) < 0)
			d = (struct debt){ due, d.count, i->debtor };
	}
	return d;
}

static bool is_ours(enum debtor d) { return d == DEBTOR_STRUCTURE; }
static bool is_theirs(enum debtor d) { return d == DEBTOR_PERSON; }
static bool is_third(enum debtor d) { return d != DEBTOR_STRUCTURE && d != DEBTOR_PERSON; }

#define SAME_DATE(a, b, what, day) cr_expect_eq(date_compare(a, b), 0, "%s on %s: %s, core says %s", what, day, \
	date_is_set(a) ? date_format(a, (char[DATE_TEXT]){ 0 }) : "-", date_is_set(b) ? date_format(b, (char[DATE_TEXT]){ 0 }) : "-")
#define SAME(a, b, what, day) cr_expect_eq(a, b, "%s on %s: %d, core says %d", what, day, (int)(a), (int)(b))

/* Another one that both have signed begins when that one ends. */
static bool is_followed(const struct commitment_file *f, struct date ends, struct date day)
{
	bool followed = false;

	for (size_t n = 0; n < f->contract_count; n++) {
		const struct contract *c = &f->contracts[n];

		followed |= past(contract_version_signed(&c->versions[0]), day) && date_compare(c->starts, day) > 0 && date_is_set(ends) &&
		            date_compare(c->starts, date_add_days(ends, 1)) <= 0;
	}
	return followed;
}

static void compare_contract(const struct commitment_file *f, struct date day, const char *on)
{
	const struct contract_summary *s = &f->person.contract;
	const struct contract_version *v = NULL;
	const struct contract *c = commitment_contract(f, day, &v);
	int actions = 0, employment = 0;

	cr_expect_eq(date_is_set(s->signed_on), c != NULL, "in force on %s", on);
	if (c == NULL)
		return;
	for (size_t n = 0; n < f->item_count; n++)
		if (strcmp(f->items[n].contract, c->id) == 0 && item_in_version(&f->items[n], v->rank)) {
			actions += f->items[n].action;
			employment += f->items[n].employment;
		}
	cr_expect_str_eq(s->id, c->id, "%s", on);
	SAME(s->rank, v->rank, "rank", on);
	SAME_DATE(s->signed_on, contract_version_signed(v), "signed", on);
	SAME_DATE(s->starts, c->starts, "starts", on);
	SAME_DATE(s->ends, date_is_set(c->closed) ? c->closed : v->ends, "ends", on);
	SAME(s->followed, is_followed(f, s->ends, day), "followed", on);
	SAME(s->intensive, v->intensive, "intensive", on);
	SAME(s->pending, contract_pending(c) != NULL, "pending", on);
	SAME(s->actions, actions, "actions", on);
	SAME(s->employment_actions, employment, "employment actions", on);
}

static void compare_debts(const struct commitment_file *f, struct date day, const char *on)
{
	struct debt ours = debt_of(f, day, is_ours), theirs = debt_of(f, day, is_theirs), third = debt_of(f, day, is_third);

	SAME_DATE(f->person.item_ours, ours.due, "ours", on);
	SAME(f->person.item_ours_count, ours.count, "ours, past", on);
	SAME_DATE(f->person.item_theirs, theirs.due, "theirs", on);
	SAME(f->person.item_theirs_count, theirs.count, "theirs, past", on);
	SAME_DATE(f->person.item_third, third.due, "third", on);
	SAME(f->person.item_third_count, third.count, "third, past", on);
	SAME(f->person.item_third_debtor, third.whose, "third debtor", on);
}

static void compare_file(const struct commitment_file *f, const char *on)
{
	struct date due = DATE_NONE;

	SAME_DATE(f->person.oriented, f->orientation_count > 0 ? f->orientations[0].notified : DATE_NONE, "oriented", on);
	SAME_DATE(f->person.diagnosed, f->diagnostic_count > 0 ? f->diagnostics[0].on : DATE_NONE, "diagnosed", on);
	SAME_DATE(f->person.rights_informed, f->rights_count > 0 ? f->rights[0].on : DATE_NONE, "informed", on);
	for (size_t n = 0; n < f->remedial_count; n++)
		if (!date_is_set(f->remedials[n].delivered) && (!date_is_set(due) || date_compare(f->remedials[n].due, due) < 0))
			due = f->remedials[n].due;
	SAME_DATE(f->person.remedial_due, due, "remedial", on);
}

static void compare_week(const struct week_facts *w1, const struct week_hours *w2, const char *on)
{
	SAME(w1->declared, w2->hours.declared, "declared", on);
	SAME(w1->validated, w2->hours.validated, "validated", on);
	SAME(w1->absent_days, w2->absent_days, "absent days", on);
	SAME(w1->target, w2->fixed ? w2->base_target : -1, "target", on);
}

static int compare_days(struct date from, struct date to, int step)
{
	static const struct rulebook no_rule;
	int days = 0;

	for (struct date day = from; date_compare(day, to) <= 0; day = date_add_days(day, step), days++) {
		char on[DATE_TEXT];
		struct commitment_file *f = commitments_as_of(day);
		struct hours_file *h = hours_as_of(day);
		struct week_hours weeks[2];

		date_format(day, on);
		compare_contract(f, day, on);
		compare_debts(f, day, on);
		compare_file(f, on);
		hours_weeks(&arena, &no_rule, h, day, "35", weeks, 2);
		compare_week(&f->person.last_week, &weeks[0], on);
		compare_week(&f->person.week, &weeks[1], on);
		arena_reset(&arena);
	}
	return days;
}

Test(facts, are_those_that_the_core_derives_on_every_day_of_a_year)
{
	cr_expect_gt(compare_days(date_make(2026, 1, 12), date_make(2026, 12, 31), 3), 100);
}

/* Recorded after the day that is read: what is dated by then counts on both sides, what is dated later on none; so does a
 * closing to come, read on the very day or as of it. */
Test(facts, of_what_was_recorded_later)
{
	cluster_exec(w.owner, "SET session_replication_role = replica;"
		" INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au, saisi_le) VALUES (1, 1, 'maladie', '2026-09-08', '2026-09-11', '2026-09-30'),"
		" (1, 1, 'conges', '2026-09-17', '2026-09-19', '2026-09-30'), (1, 1, 'emploi', '2026-10-01', '2026-10-06', '2026-11-19');"
		" INSERT INTO jalon.derogation (agence_id, personne_id, du, au, cible_minutes, motif, accordee_le) VALUES (1, 1, '2026-09-07', '2026-09-21', 60, 'x', '2026-10-01');"
		" INSERT INTO jalon.activite (agence_id, personne_id, jour, theme, minutes, declaree_le, validee_le, validee_par) VALUES"
		" (1, 1, '2026-09-09', 'projet', 90, '2026-09-28', '2026-10-02', 'x'), (1, 1, '2026-09-18', 'projet', 30, '2026-10-28', NULL, NULL);"
		" UPDATE jalon.contrat SET clos_le = '2026-11-25', clos_motif = 'rupture', clos_texte = 'x', clos_par = 'x', periode = '[2026-06-01,2026-11-25)'"
		" WHERE contrat_id = '" BOND_ID("c001") "'; SET session_replication_role = origin");
	compare_days(date_make(2026, 9, 1), date_make(2026, 11, 30), 1);
}

/* A remedial action that was delivered settles the lapse that it names, from its delivery on; promised or undone, nothing. */
Test(facts, of_what_was_made_up_for)
{
	const struct item *monthly;
	struct commitment_file *f;

	cluster_exec(w.owner, "SET session_replication_role = replica;"
		" INSERT INTO jalon.compensation (agence_id, personne_id, engagement_id, manque_le, prejudice, objet, echeance, ouverte_le, ouverte_par,"
		" remise_le, remise_par, remise_texte, annule_par) SELECT 1, 1, '" BOND_ID("e002") "', v.manque::date, 'x', 'x', '2026-10-30', '2026-09-08', 'x',"
		" v.remise::date, CASE WHEN v.remise <> '' THEN 'x' END, CASE WHEN v.remise <> '' THEN 'x' ELSE '' END, v.annule::uuid FROM (VALUES ('2026-09-05', '2026-09-15', NULL), ('2026-10-06', '2026-10-12', NULL),"
		" ('2026-10-20', NULL, NULL), ('2026-10-25', '2026-10-26', '" BOND_ID("ffff") "')) v(manque, remise, annule);"
		" SET session_replication_role = origin");
	compare_days(date_make(2026, 9, 1), date_make(2026, 12, 10), 1);
	f = commitments_as_of(date_make(2026, 10, 20));
	monthly = item_by_id(f, BOND_ID("e002"));
	cr_expect_eq(monthly->made_up.days, date_make(2026, 10, 6).days);
	cr_expect_eq(item_next_due(monthly, date_make(2026, 10, 20)).days, date_make(2026, 11, 6).days);
	monthly = item_by_id(commitments_as_of(date_make(2026, 9, 14)), BOND_ID("e002"));
	cr_expect_not(date_is_set(monthly->made_up), "delivered the next day");
}

#define SUMMARY(expected, day) \
	ANSWERS(expected, me, "SELECT concat_ws(' ', right(contrat_id::text, 4), contrat_attente, contrat_rang, contrat_signe_le, contrat_debut, '->', contrat_fin," \
		" '/', contrat_dernier, '/', contrat_intensif_depuis, contrat_choisi_le) FROM jalon.faits_personne(1, 1, '" day "'," \
		" jalon.instant_de('" day "'), 'Europe/Paris')")

/* Read by hand on the days on which something changes. */
Test(facts, of_a_contract_on_the_days_that_change_it)
{
	SUMMARY("f -> / /", "2026-01-09");
	SUMMARY("c000 t 2026-01-12 -> / /", "2026-01-11"); /* prepared */
	SUMMARY("c000 f 1 2026-01-12 2026-01-12 -> / /", "2026-01-12"); /* no term is fixed; the closing is not known yet */
	SUMMARY("c001 t 2026-06-01 -> 2026-11-30 / 2026-05-31 /", "2026-06-01"); /* over, the next one not signed by both */
	SUMMARY("c001 f 1 2026-06-02 2026-06-01 -> 2026-11-30 / /", "2026-06-02");
	SUMMARY("c001 t 1 2026-06-02 2026-06-01 -> 2026-11-30 / /", "2026-08-09"); /* an avenant waits */
	SUMMARY("c001 f 1 2026-06-02 2026-06-01 -> 2026-11-30 / /", "2026-08-10"); /* given up */
	SUMMARY("c001 f 3 2026-10-05 2026-06-01 -> 2027-05-31 / / 2026-06-01", "2026-10-05");
	SUMMARY("c001 t 3 2026-10-05 2026-06-01 -> 2027-05-31 / / 2026-06-01 2026-11-10", "2026-11-20");
	SUMMARY("f -> / 2027-05-31 /", "2027-06-01");
}

/* Intensive contracts that follow each other without a gap count from the first; the choice counts since then (003:4428). */
Test(facts, of_intensive_contracts_that_follow_each_other)
{
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.contrat_version SET intensif = true; SET session_replication_role = origin");
	SUMMARY("c001 t 3 2026-10-05 2026-06-01 -> 2027-05-31 / / 2026-01-12 2026-11-10", "2026-11-20");
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.contrat SET clos_le = '2026-05-30' WHERE clos_le IS NOT NULL;"
		" SET session_replication_role = origin"); /* two days between them */
	SUMMARY("c001 t 3 2026-10-05 2026-06-01 -> 2027-05-31 / / 2026-06-01 2026-11-10", "2026-11-20");
}

/* A contract signed ahead of its start is there, and binds nobody's lines yet. */
Test(facts, of_a_contract_signed_ahead)
{
	cluster_exec(w.owner, "SET session_replication_role = replica; DELETE FROM jalon.engagement; DELETE FROM jalon.tenue; DELETE FROM jalon.contrat_version;"
		" DELETE FROM jalon.contrat; INSERT INTO jalon.contrat (agence_id, contrat_id, personne_id, regime, debut, signe_le, periode, cree_le) VALUES"
		" (1, '" BOND_ID("c002") "', 1, 'CE', '2026-12-01', '2026-11-18', '[2026-12-01,)', '2026-11-18'); INSERT INTO jalon.contrat_version (agence_id,"
		" contrat_id, rang, personne_id, objectifs, cree_le, signe_personne_le, signe_structure_le, signataire, signe_par, signee_le, signee_par) VALUES"
		" (1, '" BOND_ID("c002") "', 1, 1, 'x', '2026-11-18', '2026-11-18', '2026-11-18', 'personne', 'x', '2026-11-18', 'x'); SET session_replication_role = origin");
	SUMMARY("c002 f 1 2026-11-18 2026-12-01 -> / /", "2026-11-20");
	SUMMARY("f -> / /", "2026-11-17");
}
