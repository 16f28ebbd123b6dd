/* Bookings judged twice: by core/agenda on the facts that the queries bring, by the database that is written to.
 * Ten thousand of them, drawn from a fixed seed over four agencies (their holidays and zones differ), each undone at
 * once, must meet the same first refusal. One in five is tried in a statement by hand too (INSERT, as psql would): the
 * order may differ, since the séance comes before its participant; what is refused may not. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/agenda/booking.h"
#include "core/base/strbuf.h"
#include "sql/client/rows.h"
#include "sql/texts.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"

enum { PEOPLE = 3, BATCH = 625, BATCHES = 4, MEETINGS = 160, MARGIN = 20 };

static const char *const people[PEOPLE] = {"AAAAA1", "AAAAA2", "AAAAA3"};

struct place { const char *department, *zone; };
static const struct place places[] = {
	{"35", "Europe/Paris"}, {"57", "Europe/Paris"}, {"974", "Indian/Reunion"}, {"975", "America/Miquelon"},
};
static const struct local_day local_days[] = {{"974", 0, 12, 20, 0, "Abolition de l'esclavage"},
                                              {"35", 0, 0, 0, 2, "Mardi de Pâques"}};
static const struct calendar local = {local_days, 2};

struct trial {
	struct world w;
	struct place place;
	PGconn *conn; /* w_conseiller */
	struct arena arena;
	struct agenda_facts *agendas[PEOPLE];
	struct moment now;
};

/* One booking, and whose: the meeting is the one moved, NULL for a new one. */
struct attempt {
	struct booking b;
	int person;
	const struct meeting *moved;
	bool by_hand; /* too */
};

static uint64_t seed;

static int draw(int below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)below);
}

/* Mid-November to January, and the weeks of Easter and of both clock changes of 2027. */
static struct date draw_day(void)
{
	static const struct { int month, day; } others[] = {{3, 22}, {3, 29}, {10, 25}};
	int at = draw(20);

	if (at < 3)
		return date_add_days(date_make(2027, others[at].month, others[at].day), draw(9));
	return date_add_days(date_make(2026, 11, at == 3 ? 2 : 16), draw(at == 3 ? 21 : 60));
}

static struct period draw_period(void)
{
	static const int lengths[] = {15, 30, 30, 45, 60, 60, 90, 120};
	struct moment from = {draw_day(), 7 * 60 + 5 * draw(12 * 11)};

	return (struct period){from, moment_add_minutes(from, lengths[draw(8)])};
}

/* --- the world ------------------------------------------------------------------------------------------------ */

/* « tstzrange(…) » of a local period, in the zone of the agency. */
static const char *range_sql(struct arena *a, const struct place *place, struct period p)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT];

	return arena_format(a, "tstzrange('%s'::timestamp AT TIME ZONE '%s', '%s'::timestamp AT TIME ZONE '%s')",
	                    moment_format(p.from, from), place->zone, moment_format(p.to, to), place->zone);
}

/* Exclusions leave out what would not fit. Some participants have cancelled, some séances are cancelled whole. */
static void meetings_sql(struct trial *t, struct strbuf *sql)
{
	static const char *const presences[] = {"inconnu", "inconnu", "inconnu", "annule_personne", "annule_structure"};

	for (int i = 0; i < MEETINGS; i++) {
		const char *id = arena_format(&t->arena, "20000000-0000-4000-8000-%012d", i);
		bool mine = draw(3) > 0, cancelled = draw(8) == 0;

		strbuf_addf(sql, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, capacite,"
		            " annulee_le, annulee_par) VALUES (1, '%s', '%s', %s, 'entretien', 'agence', %s, %s, %s)"
		            " ON CONFLICT DO NOTHING;", id, mine ? "w_conseiller" : "w_collegue",
		            range_sql(&t->arena, &t->place, draw_period()), i % 5 == 0 ? "8" : "NULL",
		            cancelled ? "'2026-11-10 10:00+00'" : "NULL", cancelled ? "'w_conseiller'" : "NULL");
		for (int person = 1; person <= PEOPLE; person++)
			if (i % 5 == 0 ? draw(2) == 0 : draw(PEOPLE) == 0)
				strbuf_addf(sql, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id, presence, saisi_le,"
				            " saisi_par) SELECT 1, seance_id, %d, '%s', '2026-11-10 10:00+00', 'w_conseiller' FROM jalon.seance"
				            " WHERE seance_id = '%s' ON CONFLICT DO NOTHING;", person, presences[draw(5)], id);
	}
}

static void days_sql(struct strbuf *sql)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	for (int i = 0; i < 30; i++) {
		struct date day = draw_day();

		date_format(day, from);
		date_format(date_add_days(day, 1 + draw(5)), to);
		strbuf_addf(sql, "INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au, texte) VALUES (1, %d, '%s', '%s', '%s', 'x')"
		            " ON CONFLICT DO NOTHING;", 1 + draw(PEOPLE), protected_code((enum protected_kind)(i % PROTECTED_COUNT)), from, to);
	}
	for (int i = 0; i < 5; i++) {
		struct date day = draw_day();

		date_format(day, from);
		date_format(date_add_days(day, 1 + draw(2)), to);
		strbuf_addf(sql, "INSERT INTO jalon.fermeture (agence_id, du, au, motif) VALUES (1, '%s', '%s', 'essai');", from, to);
	}
}

static void absences_sql(struct trial *t, struct strbuf *sql)
{
	for (int i = 0; i < 16; i++) {
		struct period p = draw_period();

		p.to = moment_add_minutes(p.to, draw(2000));
		strbuf_addf(sql, "INSERT INTO jalon.absence (agence_id, login, periode) VALUES (1, '%s', %s);",
		            i % 4 == 0 ? "w_collegue" : "w_conseiller", range_sql(&t->arena, &t->place, p));
	}
	if (draw(2) == 0)
		strbuf_add(sql, "INSERT INTO jalon.horaire (agence_id, login, plages) VALUES (1, 'w_conseiller',"
		           " '{[480,780),[1920,2640),[3390,3630),[4800,5400),[6270,6510),[7740,8160),[9180,9480)}');");
}

/* What « regles charger » writes: the days that core knows, by department. */
static void holidays_sql(const struct trial *t, struct strbuf *sql)
{
	struct holiday days[HOLIDAYS_MAX];
	char day[DATE_TEXT];

	for (int year = 2026; year <= 2027; year++) {
		size_t count = calendar_holidays(&local, year, t->place.department, days);

		for (size_t i = 0; i < count; i++)
			strbuf_addf(sql, "INSERT INTO jalon.ferie VALUES ('%s', '%s', 'férié') ON CONFLICT DO NOTHING;",
			            t->place.department, date_format(days[i].day, day));
	}
}

static void trial_fill(struct trial *t)
{
	struct strbuf sql = {0};

	strbuf_addf(&sql, "UPDATE jalon.agence SET departement = '%s', fuseau = '%s' WHERE agence_id = 1;",
	            t->place.department, t->place.zone);
	meetings_sql(t, &sql);
	days_sql(&sql);
	absences_sql(t, &sql);
	holidays_sql(t, &sql);
	cluster_exec(t->w.owner, strbuf_str(&sql));
	strbuf_free(&sql);
}

/* --- the facts, as the program reads them ------------------------------------------------------------------------ */

static struct agenda_facts *agenda_read(struct trial *t, const char *person)
{
	static const char *const names[AGENDA_COUNT] = {
		[AGENDA_OWNER] = "agenda_conseiller", [AGENDA_MEETINGS] = "agenda_seances",
		[AGENDA_OCCUPIED] = "agenda_occupations", [AGENDA_ABSENCES] = "agenda_absences",
		[AGENDA_CLOSINGS] = "agenda_fermetures", [AGENDA_PROTECTIONS] = "agenda_conges",
		[AGENDA_PROPOSALS] = "agenda_propositions", [AGENDA_PERSON_BUSY] = "agenda_personne",
	};
	const char *const values[] = {NULL, "2026-10-26", "2027-12-31", person, NULL};
	PGresult *results[AGENDA_COUNT];
	struct agenda_facts *f;

	for (int i = 0; i < AGENDA_COUNT; i++) {
		const char *sql = sql_query(names[i]);
		int count = strstr(sql, "$5") != NULL ? 5 : 4; /* the day of --au, where it matters */

		results[i] = PQexecParams(t->conn, sql, count, NULL, values, NULL, NULL, 0);
		cr_assert_eq(PQresultStatus(results[i]), PGRES_TUPLES_OK, "%s: %s", names[i], PQerrorMessage(t->conn));
	}
	f = rows_agenda(&t->arena, results);
	cr_assert_not_null(f);
	f->from = date_make(2026, 10, 26);
	f->to = date_make(2027, 12, 31);
	for (int i = 0; i < AGENDA_COUNT; i++)
		PQclear(results[i]);
	return f;
}

static struct moment now_read(PGconn *conn)
{
	struct moment now = MOMENT_NONE;

	cr_assert(moment_parse(answer(conn, "SELECT to_char(jalon.maintenant() AT TIME ZONE jalon.fuseau(),"
	                                    " 'YYYY-MM-DD\"T\"HH24:MI')"), &now));
	return now;
}

static struct trial trial_open(size_t place)
{
	struct trial t = {.w = world_open(), .place = places[place]};

	seed = 20261121 + place;
	trial_fill(&t);
	t.conn = world_login(&t.w, "w_conseiller");
	for (int i = 0; i < PEOPLE; i++)
		t.agendas[i] = agenda_read(&t, people[i]);
	t.now = now_read(t.conn);
	return t;
}

static void trial_close(struct trial *t)
{
	PQfinish(t->conn);
	world_close(&t->w);
	arena_free(&t->arena);
}

/* --- attempts ----------------------------------------------------------------------------------------------------- */

/* The séance of mine to be moved, of one person only: whose busy times are known. */
static const struct meeting *draw_moved(const struct agenda_facts *agenda)
{
	size_t first = (size_t)draw((int)agenda->meeting_count);

	for (size_t i = 0; i < agenda->meeting_count; i++) {
		const struct meeting *m = &agenda->meetings[(first + i) % agenda->meeting_count];

		if (strcmp(m->counsellor, "w_conseiller") == 0 && !m->cancelled && m->attendee_count == 1 &&
		    strcmp(m->attendees[0].id, agenda->person) == 0 && m->attendees[0].attendance == ATTENDANCE_UNKNOWN)
			return m;
	}
	return NULL;
}

/* The clock goes on: nothing is drawn around it. */
static bool too_close(const struct trial *t, const struct attempt *a)
{
	struct period p = a->b.period;

	return (p.from.day.days == t->now.day.days && abs(p.from.minute - t->now.minute) < MARGIN) ||
	       (a->moved != NULL && moment_compare(p.from, a->moved->period.from) == 0);
}

/* Most are drawn beside something that stands there already, or few would meet it. */
static struct period draw_beside(const struct agenda_facts *agenda)
{
	struct period p = draw_period();
	int minutes = period_minutes(p);

	if (draw(3) == 0 && agenda->person_busy_count > 0)
		p.from = agenda->person_busy[draw((int)agenda->person_busy_count)].from;
	else if (draw(2) == 0 && agenda->meeting_count > 0)
		p.from = agenda->meetings[draw((int)agenda->meeting_count)].period.to;
	p.to = moment_add_minutes(p.from, minutes);
	return p;
}

static struct attempt attempt_draw(const struct trial *t)
{
	struct attempt a = {.person = draw(PEOPLE), .by_hand = draw(5) == 0};
	const struct agenda_facts *agenda = t->agendas[a.person];

	do {
		a.moved = draw(5) == 0 ? draw_moved(agenda) : NULL;
		a.b = (struct booking){.period = draw_beside(agenda), .except = a.moved != NULL ? a.moved->id : "",
		                       .unplanned = a.moved == NULL && draw(6) == 0, .confirmed = draw(3) == 0};
		if (a.b.unplanned && draw(4) > 0)
			a.b.period = (struct period){{date_make(2026, 11, 2 + draw(18)), a.b.period.from.minute}, MOMENT_NONE};
		if (!moment_is_set(a.b.period.to))
			a.b.period.to = moment_add_minutes(a.b.period.from, 30);
	} while (too_close(t, &a));
	return a;
}

static void attempt_json(const struct attempt *a, struct strbuf *out)
{
	char from[MOMENT_TEXT];
	int minutes = period_minutes(a->b.period);

	moment_format(a->b.period.from, from);
	strbuf_addf(out, "%s{\"personne\": %d, \"imprevue\": %s, \"a_la_main\": %s, \"verbe\": ", out->len > 0 ? ", " : "[",
	            a->person + 1, a->b.unplanned ? "true" : "false", a->by_hand ? "true" : "false");
	if (a->moved != NULL)
		strbuf_addf(out, "\"rdv_deplacer\", \"contenu\": {\"seance_id\": \"%s\", \"version\": %d, \"demandeur\": \"personne\","
		            " \"motif\": \"essai\", ", a->moved->id, a->moved->version);
	else
		strbuf_addf(out, "\"rdv_donner\", \"contenu\": {\"seance_id\": \"30000000-0000-4000-8000-000000000001\","
		            " \"identifiant\": \"%s\", \"type\": \"entretien\", \"lieu\": \"agence\", %s", people[a->person],
		            a->b.unplanned ? "\"imprevue\": true, " : "");
	strbuf_addf(out, "\"debut\": \"%s\", \"minutes\": %d%s}}", from, minutes,
	            a->b.confirmed ? ", \"confirmation\": \"essai\"" : "");
}

/* Tries each and undoes it: « - » or the constraint, then the same by hand. */
static const char try_sql[] =
	"DO $$ DECLARE b jsonb; c jsonb; v_nom text; v_code text; v_tout text := ''; BEGIN"
	" FOR b IN SELECT * FROM jsonb_array_elements(current_setting('essai.rdv')::jsonb) LOOP"
	"  c := b->'contenu';"
	"  BEGIN"
	"   PERFORM jalon.commander(gen_random_uuid(), b->>'verbe', c);"
	"   RAISE EXCEPTION USING ERRCODE = 'ZZ001';"
	"  EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS v_nom = CONSTRAINT_NAME, v_code = RETURNED_SQLSTATE;"
	"   v_tout := v_tout || CASE WHEN v_code = 'ZZ001' THEN '-' WHEN v_nom = '' THEN v_code ELSE v_nom END || ' ';"
	"  END;"
	"  CONTINUE WHEN NOT (b->>'a_la_main')::bool;"
	"  BEGIN"
	"   IF b->>'verbe' = 'rdv_donner' THEN"
	"    INSERT INTO jalon.seance (seance_id, periode, type, lieu, imprevue, confirmation) VALUES ((c->>'seance_id')::uuid,"
	"     tstzrange((c->>'debut')::timestamp AT TIME ZONE jalon.fuseau(), (c->>'debut')::timestamp AT TIME ZONE jalon.fuseau()"
	"     + make_interval(mins => (c->>'minutes')::int)), 'entretien', 'agence', (b->>'imprevue')::bool, c->>'confirmation');"
	"    INSERT INTO jalon.participation (seance_id, personne_id, presence) VALUES ((c->>'seance_id')::uuid, (b->>'personne')::bigint,"
	"     CASE WHEN (b->>'imprevue')::bool THEN 'present' ELSE 'inconnu' END);"
	"   ELSE"
	"    UPDATE jalon.seance s SET confirmation = c->>'confirmation', periode = tstzrange((c->>'debut')::timestamp AT TIME ZONE"
	"     jalon.fuseau(), (c->>'debut')::timestamp AT TIME ZONE jalon.fuseau() + make_interval(mins => (c->>'minutes')::int))"
	"     WHERE s.agence_id = 1 AND s.seance_id = (c->>'seance_id')::uuid;"
	"   END IF;"
	"   SET CONSTRAINTS ALL IMMEDIATE;"
	"   RAISE EXCEPTION USING ERRCODE = 'ZZ001';"
	"  EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS v_nom = CONSTRAINT_NAME, v_code = RETURNED_SQLSTATE;"
	"   v_tout := v_tout || CASE WHEN v_code = 'ZZ001' THEN '-' WHEN v_nom = '' THEN v_code ELSE v_nom END || ' ';"
	"  END;"
	" END LOOP;"
	" PERFORM set_config('essai.verdicts', v_tout, false); END $$";

/* The verdicts of a batch, a word for each command and one for each try by hand; caller: PQclear. */
static PGresult *batch_try(struct trial *t, const struct attempt *attempts, size_t count)
{
	struct strbuf json = {0};
	const char *value;
	PGresult *res;

	for (size_t i = 0; i < count; i++)
		attempt_json(&attempts[i], &json);
	strbuf_add(&json, "]");
	value = strbuf_str(&json);
	PQclear(PQexecParams(t->conn, "SELECT set_config('essai.rdv', $1, false)", 1, NULL, &value, NULL, NULL, 0));
	strbuf_free(&json);
	cluster_exec(t->conn, try_sql);
	res = PQexec(t->conn, "SELECT current_setting('essai.verdicts')");
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQerrorMessage(t->conn));
	return res;
}

/* Takes the next word of a list. */
static const char *word_next(const char **list, char word[80])
{
	size_t length = strcspn(*list, " ");

	cr_assert(length > 0 && length < 80, "fewer verdicts than bookings");
	memcpy(word, *list, length);
	word[length] = '\0';
	*list += length + 1;
	return word;
}

static int expect_alike(const struct trial *t, const struct attempt *a, const char **verdicts, size_t met[BOOKING_COUNT])
{
	enum booking_refusal r = booking_check(t->agendas[a->person], &local, t->place.department, t->now, &a->b);
	const char *wanted = r == BOOKING_OK ? "-" : booking_refusal_name(r);
	char from[MOMENT_TEXT], command[80], by_hand[80] = "not tried";

	word_next(verdicts, command);
	if (a->by_hand)
		word_next(verdicts, by_hand);
	met[r]++;
	if (strcmp(command, wanted) == 0 && (!a->by_hand || (by_hand[0] == '-') == (r == BOOKING_OK)))
		return 0;
	cr_log_error("%s, %s, %d min, %s%s%s%s: core %s, command %s, by hand %s", t->place.department,
	             moment_format(a->b.period.from, from), period_minutes(a->b.period), people[a->person],
	             a->moved != NULL ? ", moved" : "", a->b.unplanned ? ", unplanned" : "", a->b.confirmed ? ", confirmed" : "",
	             wanted, command, by_hand);
	return 1;
}

/* Differences found; -1 when midnight passed meanwhile: the fixed day began again, and nothing can be said. */
static int trial_run(struct trial *t, size_t met[BOOKING_COUNT])
{
	static struct attempt attempts[BATCH];
	int differences = 0;

	for (int batch = 0; batch < BATCHES; batch++) {
		PGresult *res;
		const char *verdicts;

		for (size_t i = 0; i < BATCH; i++)
			attempts[i] = attempt_draw(t);
		res = batch_try(t, attempts, BATCH);
		verdicts = PQgetvalue(res, 0, 0);
		for (size_t i = 0; i < BATCH; i++)
			differences += expect_alike(t, &attempts[i], &verdicts, met);
		PQclear(res);
	}
	return moment_compare(now_read(t->conn), t->now) < 0 ? -1 : differences;
}

/* One test a place: they run side by side. */
static void expect_place(size_t place)
{
	size_t met[BOOKING_COUNT] = {0};
	int differences = -1;

	while (differences < 0) {
		struct trial t = trial_open(place);

		differences = trial_run(&t, met);
		trial_close(&t);
	}
	cr_expect_eq(differences, 0, "%d of %d", differences, BATCH * BATCHES);
	for (int r = BOOKING_OK; r < BOOKING_COUNT; r++)
		cr_expect_geq(met[r], 8, "%s was met %zu times", booking_refusal_name((enum booking_refusal)r), met[r]);
}

Test(bookings, core_and_database_refuse_alike_at_home)
{
	expect_place(0);
}

Test(bookings, core_and_database_refuse_alike_in_moselle)
{
	expect_place(1);
}

Test(bookings, core_and_database_refuse_alike_in_la_reunion)
{
	expect_place(2);
}

Test(bookings, core_and_database_refuse_alike_in_saint_pierre)
{
	expect_place(3);
}
