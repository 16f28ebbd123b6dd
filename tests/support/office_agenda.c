/* The agenda of the test office's counsellor: see office_agenda.h. */
#include "tests/support/office_agenda.h"

#include <string.h>

enum { MEETINGS = 6 };

static struct moment at(int month, int day, int hour, int minute)
{
	return (struct moment){date_make(month == 1 ? 2027 : 2026, month, day), hour * 60 + minute};
}

static struct attendee attendee(const char *id, const char *name, enum attendance x, const char *conclusion)
{
	return (struct attendee){.id = id, .name = name, .phone = "", .attendance = x, .reason = "", .conclusion = conclusion,
	                         .convoked = DATE_NONE, .received = DATE_NONE, .version = 1};
}

static struct meeting meeting(const char *id, int day, int hour, int minute, int minutes, struct attendee *who, size_t count)
{
	struct moment from = at(11, day, hour, minute);

	return (struct meeting){.id = id, .counsellor = "mlegoff", .counsellor_name = "Mathieu Le Goff",
	                        .period = {from, moment_add_minutes(from, minutes)}, .kind = "entretien", .place = "agence",
	                        .subject = "", .series = "", .cancel_reason = "", .confirmation = "", .version = 3,
	                        .attendees = who, .attendee_count = count};
}

static void meetings_make(struct agenda_facts *g)
{
	static struct attendee who[MEETINGS + 1];
	static struct meeting all[MEETINGS];

	who[0] = attendee("AAAAAA", "BERNARD Aïcha", ATTENDANCE_PRESENT, "Projet\nprécisé.");
	who[1] = attendee("BBBBBB", "D'HÉROUVILLE Éléonore", ATTENDANCE_UNKNOWN, "");
	who[2] = attendee("CCCCCC", "NGUYỄN Mai-Lan", ATTENDANCE_PRESENT, "");
	who[3] = attendee("DDDDDD", "ŒUVRARD Étienne", ATTENDANCE_UNKNOWN, "");
	who[4] = attendee("AAAAAA", "BERNARD Aïcha", ATTENDANCE_UNKNOWN, "");
	who[4].convoked = date_make(2026, 11, 18);
	who[4].reminders = 1 << 7;
	who[5] = attendee("DDDDDD", "ŒUVRARD Étienne", ATTENDANCE_UNKNOWN, "");
	who[6] = attendee("", "", ATTENDANCE_UNKNOWN, "");
	all[0] = meeting("m1", 16, 9, 0, 30, &who[0], 1);
	all[1] = meeting("m2", 17, 10, 0, 45, &who[1], 1);
	all[2] = meeting("m3", 18, 14, 0, 30, &who[2], 1);
	all[3] = meeting("m4", 19, 11, 0, 60, &who[3], 1);
	all[3].cancelled = true;
	all[3].cancel_reason = "grève";
	all[4] = meeting("m5", 20, 14, 0, 120, &who[5], 2);
	all[4].kind = "atelier";
	all[4].subject = "atelier CV";
	all[4].capacity = 3;
	all[5] = meeting("m6", 26, 10, 15, 45, &who[4], 1);
	all[5].series = "s1";
	all[5].moves = 2;
	g->meetings = all;
	g->meeting_count = MEETINGS;
}

static void obstacles_make(struct agenda_facts *g)
{
	static struct absence absences[1];
	static struct closing closings[1];
	static struct protected_period protections[1];
	static struct busy busy[2];
	static struct period person_busy[1];

	absences[0] = (struct absence){"x1", "mlegoff", "formation", {at(11, 27, 0, 0), at(11, 28, 0, 0)}};
	closings[0] = (struct closing){"f1", "inventaire", date_make(2026, 12, 24), date_make(2026, 12, 24)};
	protections[0] = (struct protected_period){"c1", "AAAAAA", PROTECTED_LEAVE, date_make(2026, 12, 1), date_make(2026, 12, 5), ""};
	busy[0] = (struct busy){"mlegoff", {at(11, 26, 10, 15), at(11, 26, 11, 0)}};
	busy[1] = (struct busy){"sguen", {at(11, 23, 9, 0), at(11, 23, 10, 0)}};
	person_busy[0] = (struct period){at(11, 26, 10, 15), at(11, 26, 11, 0)};
	g->absences = absences;
	g->absence_count = 1;
	g->closings = closings;
	g->closing_count = 1;
	g->protections = protections;
	g->protection_count = 1;
	g->busy = busy;
	g->busy_count = 2;
	g->person_busy = person_busy;
	g->person_busy_count = g->person[0] != '\0' ? 1 : 0;
}

static void hours_make(struct agenda_facts *g)
{
	static struct hours_range hours[10];

	for (int i = 0; i < 5; i++) {
		hours[2 * i] = (struct hours_range){i * 1440 + 510, i * 1440 + 750};
		hours[2 * i + 1] = (struct hours_range){i * 1440 + 810, i * 1440 + 1050};
	}
	g->hours = hours;
	g->hours_count = 10;
	g->hours_version = 4;
	g->hours_own = true;
}

static void proposals_make(struct agenda_facts *g)
{
	static struct moment slots[2];
	static struct proposal proposals[1];

	slots[0] = at(11, 24, 9, 0);
	slots[1] = at(11, 25, 15, 0);
	proposals[0] = (struct proposal){"p1", "BBBBBB", "D'HÉROUVILLE Éléonore", "entretien", "agence", 30, slots, 2,
	                                 at(11, 20, 9, 0), "Répondre avant mardi."};
	g->proposals = proposals;
	g->proposal_count = 1;
}

void office_open_agenda(struct office *o, const char *person)
{
	struct agenda_facts g = {.login = "mlegoff", .name = "Mathieu Le Goff", .from = date_make(2026, 11, 16),
	                         .to = date_make(2027, 1, 31), .person = person};

	app_set_minute(&o->app, 600);
	meetings_make(&g);
	obstacles_make(&g);
	hours_make(&g);
	proposals_make(&g);
	app_load_agenda(&o->app, "", g.from, g.to, person);
	memory_answer_agenda(o->port, &g);
	memory_port_deliver(o->port, &o->app);
}

const struct meeting *office_meeting(const struct office *o, const char *id)
{
	const struct agenda_facts *g = o->app.agenda.facts;

	for (size_t i = 0; i < g->meeting_count; i++)
		if (strcmp(g->meetings[i].id, id) == 0)
			return &g->meetings[i];
	return NULL;
}
