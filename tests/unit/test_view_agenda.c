/* The agenda and the queue of the day as their screens and twins show them. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/views/view_agenda.h"
#include "core/views/view_day.h"
#include "core/base/text.h"
#include "tests/support/office_agenda.h"

static struct office o;
static struct arena arena;
static const struct date monday = {20773}; /* 2026-11-16 */

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	office_open_agenda(&o, "AAAAAA");
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(view_agenda, .init = setup, .fini = teardown);

static const struct view_agenda_row *row_of(const struct view_agenda *v, const char *id)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->rows[i].meeting != NULL && strcmp(v->rows[i].meeting->id, id) == 0)
			return &v->rows[i];
	return NULL;
}

static bool says(const struct view_why *w, const char *text)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], text) != NULL)
			return true;
	return false;
}

/* --- the week ------------------------------------------------------------------------------------------------------ */

Test(view_agenda, week)
{
	struct view_agenda v = view_agenda(&arena, &o.app, date_add_days(monday, 3), "", false);

	cr_assert_eq(v.state, LOAD_READY);
	cr_assert_eq(v.year, 2026);
	cr_assert_eq(v.week, 47);
	cr_assert_str_eq(v.title, "Semaine 47 · 16 au 20 nov. 2026");
	cr_assert_str_eq(v.owner, "mon agenda");
	cr_assert_eq(v.day_count, 5);
	cr_assert_str_eq(v.days[0].title, "lun. 16 nov.");
	cr_assert(v.days[4].is_today);
	cr_assert(v.days[4].works);
	cr_assert_not(v.days[5].works);
	cr_assert_eq(v.first_minute, 510);
	cr_assert_eq(v.last_minute, 1050);
	cr_assert_eq(v.count, 4, "the cancelled one is left out: %zu", v.count);
	/* Friday 10:00: 2 h 30 of the morning; the group takes 14-16 of 13:30-17:30. */
	cr_assert_str_eq(v.summary, "4 RDV · 1 sans issue · 1 sans conclusion · 4 h 30 libres");
	cr_assert_str_eq(v.empty, "");
}

Test(view_agenda, rows_say_what_became_of_each)
{
	struct view_agenda v = view_agenda(&arena, &o.app, monday, "", true);
	static const struct { const char *id, *name, *person, *what, *attendance, *mark; } cases[] = {
		{"m1", "BERNARD Aïcha", "AAAAAA", "entretien", "présent", ""},
		{"m2", "D'HÉROUVILLE Éléonore", "BBBBBB", "entretien", "présence à saisir", "!"},
		{"m3", "NGUYỄN Mai-Lan", "CCCCCC", "entretien", "présent", "~"},
		{"m4", "ŒUVRARD Étienne", "DDDDDD", "entretien", "annulé", "x"},
		{"m5", "atelier CV (2 sur 3)", "", "atelier", "à venir", ""},
	};

	cr_assert_eq(v.count, 5);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct view_agenda_row *r = row_of(&v, cases[i].id);

		cr_assert_not_null(r, "%s", cases[i].id);
		cr_expect_str_eq(r->name, cases[i].name, "%s", r->name);
		cr_expect_str_eq(r->person, cases[i].person);
		cr_expect_str_eq(r->what, cases[i].what);
		cr_expect_str_eq(r->attendance, cases[i].attendance, "%s: %s", cases[i].id, r->attendance);
		cr_expect_str_eq(r->mark, cases[i].mark, "%s: %s", cases[i].id, r->mark);
		cr_expect_eq(r->day, (int)i);
	}
	cr_assert_str_eq(row_of(&v, "m2")->hours, "10:00-10:45");
	cr_assert_str_eq(row_of(&v, "m5")->place, "agence");
	app_set_minute(&o.app, 17 * 60);
	v = view_agenda(&arena, &o.app, monday, "", false);
	cr_assert_str_eq(row_of(&v, "m5")->attendance, "1 à saisir");
	cr_assert_str_eq(row_of(&v, "m5")->mark, "!");
}

Test(view_agenda, days_hold_their_rows_in_order)
{
	for (int week = 0; week < 10; week++) {
		struct view_agenda v = view_agenda(&arena, &o.app, date_add_days(monday, 7 * week), "", true);
		size_t seen = 0;

		for (int d = 0; d < 7; d++) {
			cr_expect(v.days[d].count == 0 || v.days[d].first == seen);
			for (size_t i = 0; i < v.days[d].count; i++)
				cr_expect_eq(v.rows[v.days[d].first + i].day, d);
			seen += v.days[d].count;
		}
		cr_expect_eq(seen, v.count);
		for (size_t i = 1; i < v.count; i++)
			cr_expect(moment_compare(v.rows[i - 1].period.from, v.rows[i].period.from) <= 0);
		for (size_t i = 0; i < v.count; i++)
			cr_expect_null(strpbrk(v.rows[i].name, "\n\t\x1b"));
	}
}

Test(view_agenda, what_closes_a_day_is_said)
{
	struct view_agenda v = view_agenda(&arena, &o.app, date_make(2026, 12, 24), "", false);

	cr_assert_str_eq(v.title, "Semaine 52 · 21 au 25 déc. 2026");
	cr_assert_str_eq(v.days[3].note, "inventaire");
	cr_assert_not(v.days[3].works);
	cr_assert_str_eq(v.days[4].note, "Noël");
	cr_assert_eq(v.count, 2);
	cr_assert_eq(v.rows[0].kind, AGENDA_CLOSING);
	cr_assert_str_eq(v.rows[0].hours, "journée");
	cr_assert_eq(v.rows[1].kind, AGENDA_HOLIDAY);
	v = view_agenda(&arena, &o.app, date_make(2026, 11, 23), "", false);
	cr_assert_str_eq(v.days[4].note, "formation");
	cr_assert_eq(v.rows[v.count - 1].kind, AGENDA_ABSENCE);
	cr_assert_eq(v.rows[0].kind, AGENDA_PROPOSAL);
	cr_assert_str_eq(v.rows[0].name, "D'HÉROUVILLE Éléonore");
	/* The congés of whoever is being booked. */
	v = view_agenda(&arena, &o.app, date_make(2026, 12, 1), "", false);
	cr_assert_eq(v.rows[0].kind, AGENDA_PROTECTED);
	cr_assert_str_eq(v.rows[0].name, "BERNARD Aïcha");
	cr_assert_str_eq(v.rows[0].what, "congés");
	cr_assert(v.days[1].works, "the person is away, not the counsellor");
	cr_assert_str_eq(v.title, "Semaine 49 · 30 nov. au 4 déc. 2026");
	v = view_agenda(&arena, &o.app, date_make(2026, 12, 31), "", false);
	cr_assert_str_eq(v.title, "Semaine 53 · 28 déc. 2026 au 1er janv. 2027");
}

Test(view_agenda, filter_and_waiting)
{
	struct view_agenda v = view_agenda(&arena, &o.app, monday, "BERNARD aicha", false);

	cr_assert_eq(v.count, 1);
	cr_assert_str_eq(v.rows[0].name, "BERNARD Aïcha");
	cr_assert_not_null(strstr(v.summary, "4 RDV"), "the figures are those of the week");
	v = view_agenda(&arena, &o.app, monday, "zzz", false);
	cr_assert_eq(v.count, 0);
	cr_assert_not_null(strstr(v.empty, "zzz"));
	v = view_agenda(&arena, &o.app, date_make(2027, 3, 1), "", false);
	cr_assert_str_eq(v.empty, "Lecture de l'agenda…", "those days were not read");
	cr_assert_str_eq(v.title, "Semaine 9 · 1er au 5 mars 2027");
	v = view_agenda(&arena, &o.app, date_make(2027, 1, 11), "", false);
	cr_assert_str_eq(v.empty, "Rien à l'agenda cette semaine");
	cr_assert_str_eq(v.summary, "0 RDV · 40 h libres");
	app_load_agenda(&o.app, "sguen", monday, date_add_days(monday, 6), "");
	v = view_agenda(&arena, &o.app, monday, "", false);
	cr_assert_eq(v.count, 0, "another's agenda must not show mine");
	cr_assert_str_eq(v.owner, "agenda de sguen");
}

/* --- before a booking ------------------------------------------------------------------------------------------------ */

Test(view_agenda, slots)
{
	struct view_slots v = view_slots(&arena, &o.app, (struct moment){date_make(2026, 11, 23), 0}, 30, 2, 4);

	cr_assert_eq(v.count, 4);
	cr_assert_str_eq(v.rows[0].text, "lun. 23 nov. 08:30-09:00");
	cr_assert_str_eq(v.rows[0].busy_note, "");
	cr_assert_str_eq(v.rows[1].text, "lun. 23 nov. 09:00-09:30");
	cr_assert_str_eq(v.rows[1].busy_note, "pris : sguen");
	office_open_referents(&o);
	cr_assert_str_eq(view_slots(&arena, &o.app, (struct moment){date_make(2026, 11, 23), 0}, 30, 2, 2).rows[1].busy_note,
	                 "pris : GUEN Soazig");
	v = view_slots(&arena, &o.app, (struct moment){date_make(2026, 11, 23), 0}, 300, 0, 4);
	cr_assert_eq(v.count, 0);
	cr_assert_str_eq(v.empty, "Aucun créneau libre de 300 min d'ici au 31/01/2027");
}

Test(view_agenda, series_and_proposal_on_paper)
{
	struct period first = {{date_make(2026, 12, 18), 600}, {date_make(2026, 12, 18), 630}};
	struct series s = series_plan(&arena, o.app.agenda.facts, NULL, "35", o.app.now, first, 3);
	struct view_why v = view_series(&arena, &s);

	cr_assert_eq(v.count, 4);
	cr_assert_str_eq(v.lines[0], "✓ ven. 18 déc. 10:00-10:30");
	cr_assert_str_eq(v.lines[1], "– ven. 25 déc. 10:00-10:30 : sauté, jour férié : Noël");
	cr_assert_str_eq(v.lines[3], "1 rendez-vous sur 3 semaines");
	v = view_proposal(&arena, &o.app, &o.app.agenda.facts->proposals[0]);
	cr_assert(says(&v, "Agence de Vitré"));
	cr_assert(says(&v, "1 [ ] mar. 24 nov. 2026 à 09:00"));
	cr_assert(says(&v, "2 [ ] mer. 25 nov. 2026 à 15:00"));
	cr_assert(says(&v, "Répondre avant mardi."));
	cr_assert(says(&v, "Mathieu Le Goff"));
}

/* --- a séance ------------------------------------------------------------------------------------------------------------ */

Test(view_agenda, meeting_opens_on_what_both_sides_left_undone)
{
	static struct item items[3];
	const char *objects[] = {"envoyer la liste", "CV à jour", "déjà fait"};
	const char *ids[] = {"e1", "e2", "e3"};
	struct view_why v = view_meeting(&arena, &o.app, office_meeting(&o, "m6"));

	cr_assert_str_eq(v.title, "BERNARD Aïcha");
	cr_assert(says(&v, "jeu. 26 nov. 2026, 10:15-11:00 (45 min)"));
	cr_assert(says(&v, "série hebdomadaire"));
	cr_assert(says(&v, "Déplacé : 2 fois"));
	cr_assert(says(&v, "Convocation : 18/11/2026 ; reçue : réception non constatée"));
	cr_assert(says(&v, "Rappels donnés : J-7"));
	cr_assert(says(&v, "la dernière conclusion et ce qui reste à faire"), "the file is not read: the key that reads it");
	office_open_file(&o);
	for (int i = 0; i < 3; i++) {
		items[i] = item_unknown();
		items[i].id = ids[i];
		items[i].meeting = "r1";
		items[i].object = objects[i];
		items[i].debtor = i == 0 ? DEBTOR_STRUCTURE : DEBTOR_PERSON;
		items[i].version = 1;
	}
	items[0].due = date_make(2026, 11, 18);
	items[1].due = date_make(2026, 11, 27);
	items[2].due = date_make(2026, 11, 10);
	items[2].done = date_make(2026, 11, 9);
	o.app.file.file->items = items;
	o.app.file.file->item_count = 3;
	v = view_meeting(&arena, &o.app, office_meeting(&o, "m6"));
	cr_assert(says(&v, "Dernière conclusion, 09/11/2026 : Projet précisé."));
	cr_assert(says(&v, "Nous devons encore :"));
	cr_assert(says(&v, "! envoyer la liste, pour le 18/11/2026"));
	cr_assert(says(&v, "○ CV à jour, pour le 27/11/2026"));
	cr_assert_not(says(&v, "déjà fait"));
}

Test(view_agenda, meeting_says_what_is_owed)
{
	struct view_why v = view_meeting(&arena, &o.app, office_meeting(&o, "m3"));

	cr_assert(says(&v, "Conclusion : à écrire"));
	v = view_meeting(&arena, &o.app, office_meeting(&o, "m1"));
	cr_assert(says(&v, "Conclusion : Projet précisé."));
	v = view_meeting(&arena, &o.app, office_meeting(&o, "m4"));
	cr_assert(says(&v, "Annulé : grève"));
	v = view_meeting(&arena, &o.app, office_meeting(&o, "m5"));
	cr_assert(says(&v, "personne hors de votre portée : à venir"));
	cr_assert(says(&v, "Places : 3"));
}

/* --- the sheet ------------------------------------------------------------------------------------------------------------ */

static const struct view_line *identity_line(const struct view_file *v, const char *key)
{
	const struct view_section *s = &v->sections[SECTION_IDENTITY];

	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->lines[i].key, key) == 0)
			return &s->lines[i];
	cr_assert(false, "no line %s", key);
	return NULL;
}

Test(view_agenda, sheet_says_the_next_appointment_and_the_rebookings)
{
	static struct rebooking moves[3];
	static struct appointment next;
	struct person_facts *p;
	struct view_file v;

	office_open_file(&o);
	v = view_file(&arena, &o.app);
	cr_assert_str_eq(identity_line(&v, "prochain_rdv_detail")->text, "—");
	cr_assert_str_eq(identity_line(&v, "prochain_rdv_detail")->raw, "");
	cr_assert_str_eq(identity_line(&v, "reprises")->text, "aucun");
	cr_assert_str_eq(identity_line(&v, "serie_fin")->raw, "");
	p = &o.app.file.file->person;
	next = o.app.file.file->appointments[0];
	next.id = p->next_id = "n1";
	next.start = p->next_appointment = (struct moment){date_make(2026, 11, 26), 615};
	next.attendance = ATTENDANCE_UNKNOWN;
	next.convoked = date_make(2026, 11, 18);
	next.received = DATE_NONE;
	next.series = "s1";
	p->next_kind = "entretien";
	p->next_place = "visio";
	p->next_minutes = 45;
	p->next_given = (struct moment){date_make(2026, 11, 17), 600};
	p->series_end = date_make(2026, 12, 17);
	moves[0] = moves[2] = (struct rebooking){date_make(2026, 11, 2), true};
	moves[1] = (struct rebooking){date_make(2026, 11, 1), false};
	p->rebookings = moves;
	p->rebooking_count = 3;
	o.app.file.file->appointments = &next;
	v = view_file(&arena, &o.app);
	cr_assert_str_eq(identity_line(&v, "prochain_rdv_detail")->text,
	                 "entretien, en visio, 45 min, série · donné le 17/11/2026 (convoqué le 18/11, réception non notée)");
	cr_assert_str_eq(identity_line(&v, "prochain_rdv_detail")->raw, "entretien;visio;45;2026-11-17T10:00;2026-11-18;;");
	cr_assert_str_eq(identity_line(&v, "reprises")->text, "2 par nous, 1 par la personne");
	cr_assert_str_eq(identity_line(&v, "reprises")->raw, "2;1");
	cr_assert_str_eq(identity_line(&v, "serie_fin")->text, "17/12/2026");
}

/* --- the queue of the day ------------------------------------------------------------------------------------------------- */

static void open_day(const struct put_off *lines, size_t count)
{
	app_load_day(&o.app);
	memory_answer_day(o.port, lines, count);
	memory_port_deliver(o.port, &o.app);
}

Test(view_agenda, day_waits_for_what_was_put_off)
{
	struct error e = {0};

	cr_assert_eq(view_day(&arena, &o.app, "").count, 0);
	app_load_day(&o.app);
	cr_assert_str_eq(view_day(&arena, &o.app, "").empty, "Lecture de la journée…");
	error_set(&e, ERR_DATABASE, "la base refuse");
	memory_answer_failed(o.port, REQUEST_DAY, &e);
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(view_day(&arena, &o.app, "").state, LOAD_FAILED);
	cr_assert_gt(view_day(&arena, &o.app, "").count, 0, "everything rather than nothing");
}

Test(view_agenda, day_queue)
{
	struct view_day v;

	open_day(NULL, 0);
	v = view_day(&arena, &o.app, "");
	cr_assert_eq(v.state, LOAD_READY);
	cr_assert_gt(v.count, 1);
	cr_assert_eq(v.count, v.mine + v.waiting);
	cr_assert_str_eq(v.rows[0].name, "BERNARD Aïcha");
	cr_assert_str_eq(v.rows[0].mark, "!");
	cr_assert_str_eq(v.rows[0].due, "18/11 (-2)");
	cr_assert_str_eq(v.rows[0].rule, "rdv_hebdomadaire");
	cr_assert_str_eq(v.rows[0].gesture, "c contact");
	cr_assert_eq(v.rows[0].action, ACTION_CONTACT);
	for (size_t i = 0; i < v.count; i++) {
		const struct reason *r = v.rows[i].reason;

		cr_expect_eq(v.rows[i].rank, (int)i + 1);
		cr_expect_neq(r->band, BAND_GREY, "what is only for information stays out");
		cr_expect_eq(v.rows[i].mine, r->owner == OWNER_ME);
		if (i > 0) {
			cr_expect(v.rows[i - 1].mine || !v.rows[i].mine, "mine first");
			cr_expect(v.rows[i - 1].mine != v.rows[i].mine || v.rows[i - 1].reason->band <= r->band);
		}
	}
	cr_assert_not_null(strstr(v.summary, "à traiter"));
	cr_assert_eq(view_day(&arena, &o.app, "aicha semaine").count, 1);
	cr_assert_not_null(strstr(view_day(&arena, &o.app, "zzz").empty, "zzz"));
}

Test(view_agenda, day_hides_what_was_put_off_until_its_day)
{
	struct put_off lines[] = {{"AAAAAA", "contact_du", date_make(2026, 11, 24), false},
	                          {"BBBBBB", "contact_du", date_make(2026, 11, 21), true},
	                          {"AAAAAA", "sans_rdv", date_make(2026, 11, 20), false}};
	struct view_day all, v;

	open_day(NULL, 0);
	all = view_day(&arena, &o.app, "");
	open_day(lines, 3);
	v = view_day(&arena, &o.app, "");
	cr_assert_eq(v.count, all.count - 2, "the one put off to today is back");
	cr_assert_eq(v.put_off, 1);
	cr_assert_eq(v.done, 1);
	cr_assert_not_null(strstr(v.summary, " · 1 reportée · 1 faite"), "%s", v.summary);
	o.app.now.day = date_make(2026, 11, 24);
	cr_assert_eq(view_day(&arena, &o.app, "").put_off, 0);
}

Test(view_agenda, day_place_is_kept)
{
	struct view_day v, filtered;

	open_day(NULL, 0);
	v = view_day(&arena, &o.app, "");
	for (size_t i = 0; i < v.count; i++)
		cr_expect_eq(view_day_place(&v, v.rows[i].person->facts->id, reason_code_name(v.rows[i].reason->code), 1), i);
	cr_assert_eq(view_day_place(&v, "AAAAAA", "settled", 2), 1, "the line that took its place");
	cr_assert_eq(view_day_place(&v, "ZZZZZZ", "", 99), v.count - 1);
	cr_assert_eq(view_day_place(&v, "", "", 0), 0);
	filtered = view_day(&arena, &o.app, "zzz");
	cr_assert_eq(view_day_place(&filtered, "AAAAAA", "contact_du", 1), 0);
	filtered = view_day(&arena, &o.app, v.rows[v.count - 1].person->facts->id);
	cr_assert_eq(filtered.rows[filtered.count - 1].rank, (int)v.count, "a filter moves no line");
}

/* --- « liste modifiée » ------------------------------------------------------------------------------------------------------ */

Test(view_agenda, title_says_that_the_list_changed)
{
	cr_assert_str_eq(view_title(&arena, &o.app, "x").changed, "");
	o.app.list_changed = true;
	cr_assert_str_eq(view_title(&arena, &o.app, "x").changed, "liste modifiée — R");
}
