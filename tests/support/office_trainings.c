/* The training requests of the test office, and its catalogue: see office_trainings.h; what goes with each is in
 * office_training_file.c. */
#include "tests/support/office_trainings.h"

#include <stdio.h>
#include <string.h>

static struct date on(int year, int month, int day)
{
	return date_make(year, month, day);
}

static struct date day(int month, int d)
{
	return on(2026, month, d);
}

const char *office_training_id(enum office_training which)
{
	static char ids[OFFICE_TRAININGS][sizeof OFFICE_TRAINING_ID + 2];

	snprintf(ids[which], sizeof ids[which], OFFICE_TRAINING_ID "%02u", ((unsigned)which + 1) % 100);
	return ids[which];
}

/* --- how far a request has come ------------------------------------------------------------------------------ */

static struct training request(enum office_training which, size_t owner, const char *title, struct date raised)
{
	struct person_facts p = office_person(owner);

	return (struct training){.id = office_training_id(which), .person = p.id, .person_last_name = p.last_name,
	                         .person_first_name = p.first_name, .referent_login = p.referent_login, .title = title,
	                         .trade = "J1501", .aim = "qualification", .body = "GRETA de Haute-Bretagne", .place = "Vitré",
	                         .basin = "35", .session = "", .starts = DATE_NONE, .ends = DATE_NONE, .stage = TRAINING_RAISED,
	                         .since = raised, .raised = raised, .filed = DATE_NONE, .decided = DATE_NONE, .granted = DATE_NONE,
	                         .funded = DATE_NONE, .entered = DATE_NONE, .ended = DATE_NONE, .checked = DATE_NONE,
	                         .followed = DATE_NONE, .funder = "", .pieces_since = DATE_NONE,
	                         .pieces_due = DATE_NONE, .rights_ended = DATE_NONE, .pieces_owner = DEBTOR_NONE,
	                         .preconditions_missing = PRE_COUNT, .rights_end = DATE_NONE, .version = 3};
}

static struct training moved(struct training t, enum training_stage stage, struct date since)
{
	t.stage = stage;
	t.since = since;
	t.version++;
	return t;
}

/* The rights of the person run until that day. */
static struct training righted(struct training t, struct date rights_end)
{
	t.has_rights = true;
	t.rights_end = rights_end;
	if (date_is_set(t.ends) && date_compare(t.ends, rights_end) > 0)
		t.uncovered_days = date_diff(t.ends, date_compare(t.starts, rights_end) > 0 ? date_add_days(t.starts, -1) : rights_end);
	return t;
}

/* weeks at 35 hours; of a training without dates, nothing is missing. */
static struct training dated(struct training t, struct date starts, int weeks)
{
	t.starts = starts;
	t.ends = date_add_days(starts, weeks * 7 - 1);
	t.weekly = 35 * 60;
	t.minutes = weeks * t.weekly;
	t.costs_missing = (1u << COST_COUNT) - 1;
	return t;
}

static struct training ready(struct training t, struct date since)
{
	t.preconditions_missing = 0;
	return moved(t, TRAINING_READY, since);
}

static struct training filed(struct training t, struct date since, const char *funder, int usual_days)
{
	t = ready(t, since);
	t.filed = since;
	t.funder = funder;
	t.funder_days = usual_days;
	return moved(t, TRAINING_FILED, since);
}

static struct training awaiting(struct training t, struct date since, enum debtor owner, int pieces)
{
	t.pieces_waiting = pieces;
	t.pieces_since = since;
	t.pieces_owner = owner;
	return moved(t, TRAINING_PIECES, since);
}

static struct training refused(struct training t, struct date since, bool contestable, bool no_counter)
{
	t.decided = since;
	t.contestable = contestable;
	t.no_counter = no_counter;
	return moved(t, TRAINING_REFUSED, since);
}

static struct training granted(struct training t, struct date since, unsigned missing)
{
	t.decided = t.granted = since;
	t.costs_missing = missing;
	return moved(t, TRAINING_GRANTED, since);
}

static struct training entered(struct training t, struct date funded)
{
	t = granted(t, date_add_days(funded, -7), 0);
	t.funded = funded;
	t.entered = t.starts;
	return moved(t, TRAINING_ENTERED, t.starts);
}

static struct training completed(struct training t)
{
	t.checked = date_add_days(t.starts, date_diff(t.ends, t.starts) / 3);
	t.ended = t.ends;
	return moved(t, TRAINING_COMPLETED, t.ends);
}

static struct training followed(struct training t, struct date since)
{
	t.followed = since;
	return moved(t, TRAINING_FOLLOWED, since);
}

static struct training dropped(struct training t, enum training_stage stage, struct date since)
{
	if (stage == TRAINING_DROPPED_AFTER)
		t.ended = since;
	return moved(t, stage, since);
}

/* --- the twenty ------------------------------------------------------------------------------------------------ */

enum { A, B, C, D };

static void requests_before(struct training t[OFFICE_TRAININGS])
{
	t[OFFICE_RAISED] = righted(request(OFFICE_RAISED, D, "CAP cuisine", day(11, 17)), on(2027, 8, 31));
	t[OFFICE_PROJECT] = dated(moved(request(OFFICE_PROJECT, C, "Titre professionnel soudeur", day(10, 6)), TRAINING_PROJECT, day(10, 20)),
		on(2027, 2, 1), 20);
	t[OFFICE_PROJECT].preconditions_missing = 3;
	t[OFFICE_READY] = ready(dated(request(OFFICE_READY, B, "Agent de sécurité", day(9, 28)), on(2027, 1, 11), 5), day(11, 9));
	t[OFFICE_FILED] = filed(righted(dated(request(OFFICE_FILED, A, "Conductrice d'engins", day(10, 5)), on(2027, 1, 18), 16),
		on(2027, 9, 30)), day(11, 13), "constructys", 7);
	t[OFFICE_PIECES_PERSON] = awaiting(filed(dated(request(OFFICE_PIECES_PERSON, B, "Secrétaire comptable", day(9, 7)), on(2027, 1, 4), 24),
		day(10, 12), "opcalia", 0), day(11, 12), DEBTOR_PERSON, 1);
	t[OFFICE_PIECES_PERSON].suspended_days = 5;
	t[OFFICE_PIECES_STRUCTURE] = awaiting(filed(dated(request(OFFICE_PIECES_STRUCTURE, C, "Électricien d'équipement", day(9, 1)),
		on(2027, 2, 8), 30), day(10, 19), "constructys", 7), day(11, 6), DEBTOR_STRUCTURE, 1);
	t[OFFICE_PIECES_BODY] = awaiting(filed(dated(request(OFFICE_PIECES_BODY, D, "Vendeur conseil", day(9, 14)), on(2027, 1, 25), 12),
		day(10, 26), "forco", 0), day(11, 16), DEBTOR_BODY, 2);
	t[OFFICE_PIECES_EMPLOYER] = awaiting(filed(dated(request(OFFICE_PIECES_EMPLOYER, C, "Cariste CACES 1, 3 et 5", day(10, 1)),
		day(12, 14), 2), day(11, 2), "opcalim", 0), day(11, 18), DEBTOR_EMPLOYER, 1);
}

static void requests_decided(struct training t[OFFICE_TRAININGS])
{
	t[OFFICE_COUNTERED] = moved(filed(dated(request(OFFICE_COUNTERED, B, "Développeur web", day(8, 31)), on(2027, 1, 4), 35), day(10, 12),
		"fafiec", 0), TRAINING_COUNTERED, day(11, 10));
	t[OFFICE_COUNTERED].decided = day(11, 10);
	t[OFFICE_CONTESTABLE] = refused(filed(righted(dated(request(OFFICE_CONTESTABLE, D, "Fleuriste", day(9, 2)), on(2027, 1, 11), 30),
		on(2027, 8, 31)), day(10, 15), "faf_tt", 0), day(11, 6), true, true);
	t[OFFICE_REFUSED] = refused(filed(dated(request(OFFICE_REFUSED, C, "Anglais intensif", day(8, 24)), day(11, 30), 4), day(10, 5),
		"agefos_pme", 0), day(11, 3), false, false);
	t[OFFICE_HOLES] = granted(filed(dated(request(OFFICE_HOLES, A, "Aide-soignante", day(9, 3)), on(2027, 1, 4), 14), day(10, 22), "faf_tt", 0),
		day(11, 16), 1u << COST_INCOME | 1u << COST_EXPENSES);
	t[OFFICE_BEYOND_RIGHTS] = granted(filed(righted(dated(request(OFFICE_BEYOND_RIGHTS, B, "Technicienne de maintenance", day(8, 17)),
		day(12, 7), 28), on(2027, 3, 31)), day(10, 1), "opcaim", 0), day(11, 9), 1u << COST_INCOME);
	t[OFFICE_FUNDED] = granted(filed(dated(request(OFFICE_FUNDED, D, "Employé de commerce", day(8, 10)), day(11, 30), 10), day(9, 21),
		"region", 30), day(10, 12), 0);
	t[OFFICE_FUNDED].funded = day(11, 4);
	t[OFFICE_FUNDED] = moved(t[OFFICE_FUNDED], TRAINING_FUNDED, day(11, 4));
}

static void requests_entered(struct training t[OFFICE_TRAININGS])
{
	t[OFFICE_ENTERED] = entered(filed(righted(dated(request(OFFICE_ENTERED, C, "Plombier chauffagiste", day(6, 1)), day(9, 28), 21),
		on(2027, 6, 30)), day(7, 6), "constructys", 7), day(8, 24));
	t[OFFICE_CHECKED] = entered(filed(dated(request(OFFICE_CHECKED, D, "Assistante de vie aux familles", day(5, 18)), day(9, 1), 15),
		day(6, 22), "region", 30), day(7, 27));
	t[OFFICE_CHECKED].checked = day(10, 6);
	t[OFFICE_COMPLETED] = completed(entered(filed(dated(request(OFFICE_COMPLETED, B, "Gestionnaire de paie", on(2025, 9, 1)),
		on(2026, 1, 5), 19), on(2025, 10, 6), "agefos_pme", 0), on(2025, 11, 24)));
	t[OFFICE_FOLLOWED] = followed(completed(entered(filed(dated(request(OFFICE_FOLLOWED, A, "Remise à niveau", on(2025, 6, 2)),
		on(2025, 9, 15), 6), on(2025, 7, 7), "france_travail", 0), on(2025, 8, 4))), day(4, 28));
	t[OFFICE_DROPPED_BEFORE] = dropped(request(OFFICE_DROPPED_BEFORE, A, "Aide-soignante", day(2, 9)), TRAINING_DROPPED_BEFORE, day(3, 23));
	t[OFFICE_DROPPED_AFTER] = dropped(entered(filed(dated(request(OFFICE_DROPPED_AFTER, C, "Peintre en bâtiment", day(1, 12)), day(5, 4), 16),
		day(2, 16), "constructys", 7), day(4, 6)), TRAINING_DROPPED_AFTER, day(6, 12));
	t[OFFICE_DROPPED_AFTER].checked = DATE_NONE;
}

static void requests_make(struct training t[OFFICE_TRAININGS])
{
	requests_before(t);
	requests_decided(t);
	requests_entered(t);
}

struct training office_request(enum office_training which)
{
	struct training all[OFFICE_TRAININGS];

	requests_make(all);
	return all[which];
}

struct training_list office_trainings(bool agency)
{
	static struct training all[OFFICE_TRAININGS];
	static struct training_convergence convergences[2];

	requests_make(all);
	convergences[0] = (struct training_convergence){"Employé de commerce", "35", on(2027, 2, 7), 6};
	convergences[1] = (struct training_convergence){"Plombier chauffagiste", "35", on(2027, 2, 21), 5};
	return (struct training_list){all, OFFICE_TRAININGS, convergences, agency ? 2 : 0};
}

static bool is_open(const struct training *t)
{
	return t->stage < TRAINING_FOLLOWED;
}

struct training *office_person_trainings(const char *identifiant, bool open_only, size_t *count)
{
	static struct training kept[OFFICE_TRAININGS];
	struct training all[OFFICE_TRAININGS];

	requests_make(all);
	*count = 0;
	for (size_t i = OFFICE_TRAININGS; i > 0; i--) /* from the furthest along to the idea */
		if (strcmp(all[i - 1].person, identifiant) == 0 && (!open_only || is_open(&all[i - 1])))
			kept[(*count)++] = all[i - 1];
	return kept;
}

/* --- the catalogue ------------------------------------------------------------------------------------------- */

static struct course_session session(const char *id, const char *title, struct date starts, int weeks, int places)
{
	return (struct course_session){.id = id, .key = id, .provider = "Carif Bretagne", .offer = title, .body = "GRETA de Haute-Bretagne",
	                               .title = title, .trade = "J1501", .aim = "certification", .minutes = weeks * 35 * 60,
	                               .weekly = 35 * 60, .starts = starts, .ends = date_add_days(starts, weeks * 7 - 1), .places = places,
	                               .place = "Vitré", .basin = "35", .pay = "", .funders = "region france_travail",
	                               .updated = day(11, 16), .next_starts = DATE_NONE};
}

struct course_session *office_courses(size_t *count)
{
	static struct course_session all[6];

	all[0] = session("30000000-0000-4000-8000-000000000001", "Aide-soignante", day(12, 7), 40, 4);
	all[0].next_starts = on(2027, 3, 1);
	all[1] = session("30000000-0000-4000-8000-000000000002", "Plombier chauffagiste", on(2027, 1, 4), 21, 0);
	all[1].trade = "F1603";
	all[1].funders = "constructys";
	all[2] = session("30000000-0000-4000-8000-000000000003", "Cariste CACES 1, 3 et 5", on(2027, 1, 11), 2, -1);
	all[2].trade = "N1101";
	all[3] = session("30000000-0000-4000-8000-000000000004", "Aide-soignante", on(2027, 3, 1), 40, 12);
	all[4] = session("30000000-0000-4000-8000-000000000005", "Aide-soignante", on(2027, 3, 8), 40, 8);
	all[4].place = "Châteaubriant";
	all[4].basin = "44";
	all[5] = session("30000000-0000-4000-8000-000000000006", "Employé de commerce", on(2027, 3, 15), 10, 6);
	all[5].pay = "rémunération Région";
	all[5].trade = "D1106";
	*count = sizeof all / sizeof *all;
	return all;
}

/* --- loaded --------------------------------------------------------------------------------------------------- */

void office_open_trainings(struct office *o, bool agency)
{
	struct training_list list = office_trainings(agency);

	app_load_trainings(&o->app, agency ? "*" : "");
	memory_answer_trainings(o->port, &list);
	memory_port_deliver(o->port, &o->app);
}

void office_open_training(struct office *o, enum office_training which)
{
	struct training_file f = office_training(which);

	app_set_minute(&o->app, 600);
	app_load_training(&o->app, f.request.id);
	memory_answer_training(o->port, &f);
	memory_port_deliver(o->port, &o->app);
}

void office_open_courses(struct office *o)
{
	size_t count;
	const struct course_session *all = office_courses(&count);

	app_search_courses(&o->app, &(struct course_query){.text = "", .trade = "", .basin = "", .funder = "", .from = DATE_NONE,
		.to = DATE_NONE, .after_starts = DATE_NONE, .after_id = ""});
	memory_answer_courses(o->port, all, count, false, day(11, 16));
	memory_port_deliver(o->port, &o->app);
}
