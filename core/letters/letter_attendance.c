/* The relevé d'assiduité: thirteen weeks of appointments, hours, absences with their reasons, reminders, on one page.
 *
 * An appointment whose outcome nobody typed is owed by the structure, and one that it cancelled is its own doing: neither
 * is ever counted as an absence (rules.md L3). */
#include <string.h>

#include "core/base/text.h"
#include "core/base/french.h"
#include "core/letters/letter_private.h"

enum { WEEKS = 13, KIND_WIDTH = 22, WEEK_WIDTH = 11, LENGTH_WIDTH = 10 };

struct span { struct date from, to; };

static bool within(struct date d, struct span s)
{
	return date_is_set(d) && date_compare(s.from, d) <= 0 && date_compare(d, s.to) <= 0;
}

/* « 23, dont les 14 plus récents repris ici » */
static const char *shown_words(struct arena *arena, size_t all, size_t shown)
{
	return shown < all ? arena_format(arena, "%zu, dont seuls les %zu plus récents sont repris ici", all, shown)
	                   : arena_format(arena, "%zu", all);
}

/* --- appointments ------------------------------------------------------------------------------------------------- */

/* Begun, and within the weeks. */
static bool meeting_counts(const struct appointment *x, struct span s, struct moment today)
{
	return within(x->start.day, s) && moment_compare(x->start, today) <= 0;
}

static const char *presence_words(const struct appointment *x)
{
	if (x->attendance == ATTENDANCE_UNKNOWN)
		return x->cancelled ? "annulé" : "à saisir par nous";
	if (x->attendance == ATTENDANCE_CANCELLED_PERSON) /* the letter speaks to the person */
		return "annulé par vous";
	return x->attendance == ATTENDANCE_CANCELLED_STRUCTURE ? "annulé par nous" : attendance_label(x->attendance);
}

/* Of an absence or of a cancellation, whichever side's. */
static bool reason_expected(const struct appointment *x)
{
	return x->cancelled || (x->attendance != ATTENDANCE_PRESENT && x->attendance != ATTENDANCE_UNKNOWN);
}

static void meeting_row(struct letter_values *v, const struct appointment *x)
{
	struct arena *arena = v->arena;
	const char *issue = presence_words(x);

	if (x->reason[0] != '\0' || reason_expected(x))
		issue = arena_format(arena, "%s : %s", issue, letter_or(x->reason, "motif non renseigné"));
	list_row(v, "rendez_vous",
	         (const char *[]){french_day(arena, x->start.day, "non fixé"),
	                          arena_format(arena, "%02d:%02d", x->start.minute / 60, x->start.minute % 60),
	                          text_cell(arena, code_label_find(appointment_kinds, x->kind), KIND_WIDTH), issue});
}

static const char *meetings_sentence(struct arena *arena, const size_t by[ATTENDANCE_COUNT], size_t all)
{
	static const struct { enum attendance a; const char *one, *many; } words[] = {
		{ATTENDANCE_PRESENT, "honoré", "honorés"},
		{ATTENDANCE_EXCUSED, "absence excusée", "absences excusées"},
		{ATTENDANCE_ABSENT, "absence non excusée", "absences non excusées"},
		{ATTENDANCE_CANCELLED_PERSON, "annulé par vous", "annulés par vous"},
		{ATTENDANCE_CANCELLED_STRUCTURE, "annulé par nous", "annulés par nous"},
		{ATTENDANCE_UNKNOWN, "dont l'issue reste à saisir par nous", "dont l'issue reste à saisir par nous"},
	};
	const char *text = letter_count(arena, all, "rendez-vous", "rendez-vous");
	bool first = true;

	if (all == 0)
		return "Aucun rendez-vous sur cette période.";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (by[words[i].a] > 0) {
			text = arena_format(arena, "%s%s%s", text, first ? " : " : ", ",
			                    letter_count(arena, by[words[i].a], words[i].one, words[i].many));
			first = false;
		}
	return arena_format(arena, "%s.", text);
}

/* Newest first, as the file has them. */
static void meetings_set(struct letter_values *v, const struct letter_facts *f, struct span s, size_t rows)
{
	const struct commitment_file *file = f->commitments;
	size_t by[ATTENDANCE_COUNT] = {0}, all = 0;

	list_empty_set(v, "rendez_vous", "Aucun rendez-vous sur cette période.");
	for (size_t i = 0; i < file->appointment_count; i++) {
		const struct appointment *x = &file->appointments[i];

		if (!meeting_counts(x, s, f->today))
			continue;
		by[x->attendance]++;
		if (all++ < rows)
			meeting_row(v, x);
	}
	value_set(v, "bilan", meetings_sentence(v->arena, by, all));
	value_set(v, "rendez_vous_compte", shown_words(v->arena, all, all < rows ? all : rows));
}

/* --- hours -------------------------------------------------------------------------------------------------------- */

static const char *length_cell(struct arena *arena, int minutes)
{
	return text_cell(arena, letter_length(arena, minutes), LENGTH_WIDTH);
}

static void week_row(struct letter_values *v, const struct week_hours *w)
{
	struct arena *arena = v->arena;
	int year, week;

	date_iso_week(w->monday, &year, &week);
	list_row(v, "semaines",
	         (const char *[]){text_cell(arena, arena_format(arena, "%d-W%02d", year, week), WEEK_WIDTH),
	                          w->fixed ? length_cell(arena, w->hours.target) : text_cell(arena, "non fixée", LENGTH_WIDTH),
	                          length_cell(arena, w->hours.declared), length_cell(arena, w->hours.validated),
	                          text_cell(arena, arena_format(arena, "%d j", w->absent_days), LENGTH_WIDTH),
	                          w->dispensation != NULL ? letter_or(w->dispensation->reason, "oui") : "-"});
}

/* Of the weeks that are over; a declaration that we have not validated yet never counts against the person. */
static const char *hours_sentence_of(struct arena *arena, const struct week_hours *weeks)
{
	size_t reached = 0, fixed = 0;
	int declared = 0, validated = 0;
	const char *done;

	for (size_t i = 0; i < WEEKS; i++) {
		declared += weeks[i].hours.declared;
		validated += weeks[i].hours.validated;
		fixed += weeks[i].fixed && i + 1 < WEEKS;
		reached += weeks[i].fixed && i + 1 < WEEKS && weeks[i].hours.declared >= weeks[i].hours.target;
	}
	done = arena_format(arena, "%s d'activité déclarées, dont %s validées par nous", letter_length(arena, declared),
	                    letter_length(arena, validated));
	return fixed == 0 ? arena_format(arena, "%s ; objectif non fixé.", done)
	                  : arena_format(arena, "%s ; objectif atteint %zu fois sur %s.", done, reached,
	                                 letter_count(arena, fixed, "semaine finie", "semaines finies"));
}

static void hours_set(struct letter_values *v, const struct letter_facts *f, size_t rows)
{
	struct week_hours weeks[WEEKS];
	size_t first = rows < WEEKS ? WEEKS - rows : 0;

	hours_weeks(v->arena, f->book, f->hours, f->today.day, f->session->department, weeks, WEEKS);
	list_empty_set(v, "semaines", "Aucune semaine.");
	for (size_t i = WEEKS; i-- > first;)
		week_row(v, &weeks[i]);
	value_set(v, "bilan_heures", hours_sentence_of(v->arena, weeks));
}

/* --- absences, reminders ------------------------------------------------------------------------------------------- */

static void absences_set(struct letter_values *v, const struct letter_facts *f, struct span s, size_t rows)
{
	size_t all = 0;

	list_empty_set(v, "absences", "Aucune absence déclarée sur cette période.");
	for (size_t i = 0; i < f->hours->absence_count; i++) {
		const struct protected_period *x = &f->hours->absences[i];

		if (date_compare(x->to, s.from) < 0 || date_compare(s.to, x->from) < 0)
			continue;
		if (all++ < rows)
			list_row(v, "absences", (const char *[]){french_day(v->arena, x->from, "non fixé"), french_day(v->arena, x->to, "non fixé"),
			                                         protected_label(x->kind), letter_or(x->text, "sans autre précision")});
	}
	value_set(v, "absences_compte", shown_words(v->arena, all, all < rows ? all : rows));
}

static void reminders_set(struct letter_values *v, const struct letter_facts *f, struct span s, size_t rows)
{
	size_t all = 0;

	list_empty_set(v, "rappels", "Aucun rappel noté sur cette période.");
	for (size_t i = 0; i < f->hours->reminder_count; i++) {
		const struct reminder *x = &f->hours->reminders[i];

		if (!within(x->given.day, s))
			continue;
		if (all++ < rows)
			list_row(v, "rappels",
			         (const char *[]){french_day(v->arena, x->given.day, "non fixé"), channel_label(x->channel),
			                          arena_format(v->arena, "%s à %02d:%02d", french_day(v->arena, x->appointment.day, "non fixé"),
			                                       x->appointment.minute / 60, x->appointment.minute % 60)});
	}
	value_set(v, "rappels_compte", shown_words(v->arena, all, all < rows ? all : rows));
}

bool letter_fill_attendance(struct letter_values *v, const struct letter_facts *f, size_t rows, struct error *e)
{
	const struct person_facts *p = &f->commitments->person;
	struct span s = {date_add_days(date_week_start(f->today.day), -7 * (WEEKS - 1)), f->today.day};

	(void)e;
	letter_fill_person(v, f);
	value_set(v, "regime", p->regime == REGIME_NONE ? "aucun dispositif en cours" : regime_label(p->regime));
	value_set(v, "du", letter_day(v->arena, s.from, ""));
	value_set(v, "au", letter_day(v->arena, s.to, ""));
	meetings_set(v, f, s, rows);
	hours_set(v, f, rows);
	absences_set(v, f, s, rows);
	reminders_set(v, f, s, rows);
	return true;
}
