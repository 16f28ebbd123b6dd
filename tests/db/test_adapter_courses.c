/* The catalogue through the port: criteria, pages, age, in one round trip. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/training/training.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"

static struct adapter a;

/* Sessions every day from tomorrow on, of two courses; the last file is five days old. */
static const char catalogue_sql[] =
	"INSERT INTO jalon.catalogue_import (agence_id, import_id, fournisseur, fichier, le, lignes, ajoutees, changees, inchangees, retirees)"
	" SELECT min(agence_id), 'ca000000-0000-4000-8000-000000000001', 'greta', 'f.csv', jalon.maintenant() - interval '5 days', 60, 60, 0, 0, 0 FROM jalon.agence;"
	"INSERT INTO jalon.catalogue_session (agence_id, fournisseur, cle, offre, organisme, intitule, rome, objectif, heures_minutes, rythme_minutes, debut,"
	" fin, places, lieu, departement, remuneration, financeurs, import_id) SELECT i.agence_id, 'greta', 'S' || n, 'O' || n % 2, 'GRETA', CASE n % 2 WHEN 0"
	" THEN 'Élagueur' ELSE 'Forgeron' END, 'A1201', 'certification', 600, CASE n WHEN 2 THEN NULL ELSE 2100 END, jalon.aujourdhui() + n,"
	" jalon.aujourdhui() + n + 9, CASE n WHEN 2 THEN NULL ELSE n % 4 END, 'Redon', '35', 'oui', '{region,constructys}', i.import_id"
	" FROM jalon.catalogue_import i, generate_series(1, 60) n";

static void open_it(void)
{
	adapter_database(&a);
	cluster_exec(a.owner, catalogue_sql);
	adapter_connect(&a, "ad_conseil", cluster_socket(), NULL);
}

static void close_it(void)
{
	adapter_close(&a);
}

TestSuite(adapter_courses, .init = open_it, .fini = close_it);

static void search(const struct course_query *q, struct date as_of, struct event *out)
{
	static uint32_t serial = 700;
	struct request r = { .serial = ++serial, .kind = REQUEST_CATALOGUE, .as_of = as_of, .login = "", .id = "", .text = "", .courses = q };

	a.port->submit(a.port->ctx, &r);
	adapter_wait(&a, serial, out);
	cr_assert_eq(out->kind, EVENT_CATALOGUE, "%s", out->error.message);
}

#define ANY .trade = "", .basin = "", .funder = "", .from = DATE_NONE, .to = DATE_NONE, .after_starts = DATE_NONE, .after_id = ""

Test(adapter_courses, come_with_all_that_is_known_of_them)
{
	struct event e;
	const struct course_session *s;

	search(&(struct course_query){ .text = "elagueur redon", ANY }, DATE_NONE, &e);
	cr_assert_eq(e.course_count, 30);
	cr_expect_not(e.courses_more);
	s = &e.courses[0];
	cr_expect_str_eq(s->key, "S2");
	cr_expect_str_eq(s->provider, "greta");
	cr_expect_str_eq(s->offer, "O0");
	cr_expect_str_eq(s->body, "GRETA");
	cr_expect_str_eq(s->title, "Élagueur");
	cr_expect_str_eq(s->trade, "A1201");
	cr_expect_str_eq(s->aim, "certification");
	cr_expect_eq(s->minutes, 600);
	cr_expect_eq(s->weekly, 0);
	cr_expect_eq(s->places, -1);
	cr_expect_eq(date_diff(s->ends, s->starts), 9);
	cr_expect_str_eq(s->place, "Redon");
	cr_expect_str_eq(s->basin, "35");
	cr_expect_str_eq(s->pay, "oui");
	cr_expect_str_eq(s->funders, "region constructys");
	cr_expect_eq(date_diff(s->next_starts, s->starts), 2);
	cr_expect_eq(date_diff(s->starts, e.courses_updated), 7);
	cr_expect_eq(date_compare(s->updated, e.courses_updated), 0);
	cr_expect_eq(strlen(s->id), 36);
	arena_free(&e.arena);
}

Test(adapter_courses, come_page_after_page)
{
	struct event first, rest;
	const struct course_session *last;

	search(&(struct course_query){ .text = "", ANY }, DATE_NONE, &first);
	cr_assert_eq(first.course_count, COURSE_PAGE);
	cr_expect(first.courses_more);
	last = &first.courses[COURSE_PAGE - 1];
	search(&(struct course_query){ .text = "", .trade = "", .basin = "", .funder = "", .from = DATE_NONE, .to = DATE_NONE,
		.after_starts = last->starts, .after_id = last->id }, DATE_NONE, &rest);
	cr_assert_eq(rest.course_count, 10);
	cr_expect_not(rest.courses_more);
	cr_expect_str_eq(rest.courses[0].key, "S51");
	arena_free(&first.arena);
	arena_free(&rest.arena);
}

Test(adapter_courses, answer_to_each_criterion)
{
	struct event e;
	struct date today;

	cr_assert(date_parse(adapter_value(&a, "SELECT jalon.aujourdhui()"), &today));
	search(&(struct course_query){ .text = "", .trade = "A1201", .basin = "35", .funder = "region", .from = date_add_days(today, 10),
		.to = date_add_days(today, 19), .places_only = true, .after_starts = DATE_NONE, .after_id = "" }, DATE_NONE, &e);
	cr_expect_eq(e.course_count, 8, "%zu", e.course_count); /* ten days, two of them sold out */
	arena_free(&e.arena);
	search(&(struct course_query){ .text = "forgeron", .trade = "", .basin = "", .funder = "opcalia", .from = DATE_NONE, .to = DATE_NONE,
		.after_starts = DATE_NONE, .after_id = "" }, DATE_NONE, &e);
	cr_expect_eq(e.course_count, 0);
	cr_expect(date_is_set(e.courses_updated));
	arena_free(&e.arena);
	/* As of a day to come: what has begun by then is no longer on offer. */
	search(&(struct course_query){ .text = "", ANY }, date_add_days(today, 41), &e);
	cr_expect_eq(e.course_count, 20);
	arena_free(&e.arena);
}

Test(adapter_courses, of_an_empty_catalogue_have_no_age)
{
	struct event e;

	cluster_exec(a.owner, "DELETE FROM jalon.catalogue_session");
	search(&(struct course_query){ .text = "", ANY }, DATE_NONE, &e);
	cr_expect_eq(e.course_count, 0);
	cr_expect_not(date_is_set(e.courses_updated));
	arena_free(&e.arena);
}
