/* A séance in full: its particulars, who attends, and what the last conclusion left undone (rules.md L2). */
#include <string.h>

#include "core/app/action.h"
#include "core/app/app_private.h"
#include "core/views/view_agenda_private.h"
#include "core/views/view_why_private.h"
#include "core/base/text.h"

static void meeting_when(struct why *w, const struct meeting *m)
{
	char day[32];

	why_pair(w, "Quand", arena_format(w->arena, "%s, %s (%d min)", date_format_long(m->period.from.day, day),
	                                  agenda_hours_words(w->arena, m->period), period_minutes(m->period)));
	why_pair(w, "Quoi", arena_format(w->arena, "%s, %s", code_label_find(appointment_kinds, m->kind),
	                                 code_label_find(appointment_places, m->place)));
	why_pair(w, "Objet", m->subject);
	why_pair(w, "Avec", m->counsellor_name);
	if (m->capacity > 0)
		why_pair(w, "Places", arena_format(w->arena, "%d", m->capacity));
	if (m->series[0] != '\0')
		why_add(w, "Fait partie d'une série hebdomadaire");
	if (m->unplanned)
		why_add(w, "Entretien non planifié, inscrit après coup");
	if (m->moves > 0)
		why_pair(w, "Déplacé", arena_format(w->arena, "%d fois", m->moves));
	why_pair(w, "Confirmé malgré tout", m->confirmation);
	if (m->cancelled)
		why_add(w, arena_format(w->arena, "Annulé%s%s", m->cancel_reason[0] != '\0' ? " : " : "", m->cancel_reason));
}

static const char *reminders_words(struct arena *arena, int bits)
{
	const char *words = "";

	for (int n = 0; n < 31; n++)
		if ((bits & (1 << n)) != 0)
			words = arena_format(arena, "%s%sJ-%d", words, *words == '\0' ? "" : ", ", n);
	return words;
}

static void meeting_attendee(struct why *w, const struct meeting *m, const struct attendee *at)
{
	const char *name = at->name[0] != '\0' ? at->name : "personne hors de votre portée";
	bool to_come = at->attendance == ATTENDANCE_UNKNOWN && moment_compare(m->period.from, w->app->now) > 0;

	why_add(w, arena_format(w->arena, "%s : %s%s%s", name, to_come ? "à venir" : attendance_label(at->attendance),
	                        at->reason[0] != '\0' ? ", " : "", at->reason));
	why_pair(w, "  Téléphone", at->phone);
	if (date_is_set(at->convoked) || date_is_set(at->received)) /* two dates (L4) */
		why_add(w, arena_format(w->arena, "  Convocation : %s ; reçue : %s",
		                        date_is_set(at->convoked) ? view_date(w->arena, at->convoked) : "non datée",
		                        date_is_set(at->received) ? view_date(w->arena, at->received) : "réception non constatée"));
	why_pair(w, "  Rappels donnés", reminders_words(w->arena, at->reminders));
	if (at->conclusion[0] != '\0')
		why_pair(w, "  Conclusion", view_one_line(w->arena, at->conclusion));
	else if (at->attendance == ATTENDANCE_PRESENT)
		why_add(w, "  Conclusion : à écrire, elle clôt le rendez-vous");
}

/* --- what came before ------------------------------------------------------------------------------------------------ */

static const struct appointment *concluded_before(const struct person_file *f, const struct meeting *m)
{
	for (size_t i = 0; i < f->appointment_count; i++) /* newest first */
		if (f->appointments[i].conclusion[0] != '\0' && moment_compare(f->appointments[i].start, m->period.from) < 0 &&
		    strcmp(f->appointments[i].id, m->id) != 0)
			return &f->appointments[i];
	return NULL;
}

static void left_undone(struct why *w, const struct person_file *f, enum debtor side, const char *heading)
{
	bool said = false;

	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];
		bool late = date_compare(x->due, w->app->now.day) < 0;

		if (date_is_set(x->done) || (x->debtor == DEBTOR_PERSON) != (side == DEBTOR_PERSON))
			continue;
		if (!said)
			why_add(w, heading);
		said = true;
		why_add(w, arena_format(w->arena, "  %s %s, pour le %s", late ? "!" : "○", x->object, view_date(w->arena, x->due)));
	}
}

static void meeting_before(struct why *w, const struct meeting *m)
{
	const struct person_file *f = w->app->file.file;
	const struct appointment *last;
	char key[32] = "";

	if (m->capacity > 0 || m->attendee_count != 1 || m->attendees[0].id[0] == '\0')
		return;
	why_add(w, "");
	if (f == NULL || strcmp(w->app->file.id, m->attendees[0].id) != 0) {
		app_key(w->app, ACTION_WHY, key);
		why_add(w, arena_format(w->arena, "%s : la dernière conclusion et ce qui reste à faire", *key != '\0' ? key : "Pourquoi ?"));
		return;
	}
	last = concluded_before(f, m);
	if (last == NULL)
		why_add(w, "Aucune conclusion avant ce rendez-vous");
	else
		why_add(w, arena_format(w->arena, "Dernière conclusion, %s : %s", view_date(w->arena, last->start.day),
		                        view_one_line(w->arena, last->conclusion)));
	left_undone(w, f, DEBTOR_STRUCTURE, "Nous devons encore :");
	left_undone(w, f, DEBTOR_PERSON, "La personne doit encore :");
}

struct view_why view_meeting(struct arena *arena, const struct app *a, const struct meeting *m)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = agenda_meeting_name(arena, m)}};

	meeting_when(&w, m);
	why_add(&w, "");
	for (size_t i = 0; i < m->attendee_count; i++)
		meeting_attendee(&w, m, &m->attendees[i]);
	meeting_before(&w, m);
	return w.v;
}
