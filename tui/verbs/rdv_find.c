/* Finding the appointment that a command is about. See rdv_find.h. */
#include "tui/verbs/rdv_find.h"

#include <string.h>

#include "tui/verbs/typed.h"

static bool is_cancelled(const struct appointment *x)
{
	return x->cancelled || x->attendance == ATTENDANCE_CANCELLED_STRUCTURE || x->attendance == ATTENDANCE_CANCELLED_PERSON;
}

static bool suits(const struct app *a, const struct appointment *x, enum rdv_which which)
{
	bool begun = moment_compare(x->start, a->now) <= 0;

	if (is_cancelled(x))
		return false;
	switch (which) {
	case RDV_UNRECORDED:
		return begun && x->attendance == ATTENDANCE_UNKNOWN;
	case RDV_UNCONCLUDED:
		return begun && (x->attendance == ATTENDANCE_UNKNOWN || x->attendance == ATTENDANCE_PRESENT) && x->conclusion[0] == '\0';
	case RDV_NEXT:
		return !begun;
	}
	return false;
}

static const char *none_words(enum rdv_which which)
{
	switch (which) {
	case RDV_UNRECORDED:
		return "aucun rendez-vous passé n'attend son issue";
	case RDV_UNCONCLUDED:
		return "aucun rendez-vous n'attend sa conclusion";
	case RDV_NEXT:
		return "aucun rendez-vous à venir";
	}
	return "";
}

/* Newest first in the file: the last that suits is the oldest, or the next. */
const struct appointment *plain_rdv(const struct app *a, enum rdv_which which, const char *when, struct error *e)
{
	const struct person_file *f = a->file.file;
	const struct appointment *found = NULL;
	struct moment at = MOMENT_NONE;

	if (when != NULL && !typed_moment("--le", when, &at, e))
		return NULL;
	for (size_t i = 0; i < f->appointment_count; i++) {
		const struct appointment *x = &f->appointments[i];

		if (when != NULL ? moment_compare(x->start, at) == 0 : suits(a, x, which))
			found = x;
	}
	if (found == NULL) {
		error_set(e, ERR_NOT_FOUND, "%s", when != NULL ? "aucun rendez-vous de cette personne à ce moment" : none_words(which));
		error_set_remedy(e, "Ses rendez-vous : jalon afficher fiche %s", a->file.id);
	}
	return found;
}

static const struct meeting *meeting_loaded(const struct app *a, const char *id, struct moment at)
{
	const struct agenda_facts *g = a->agenda.facts;

	for (size_t i = 0; g != NULL && i < g->meeting_count; i++)
		if (id != NULL ? strcmp(g->meetings[i].id, id) == 0
		               : !g->meetings[i].cancelled && moment_compare(g->meetings[i].period.from, at) == 0)
			return &g->meetings[i];
	return NULL;
}

const struct meeting *plain_meeting(struct plain_app *p, const struct appointment *x, struct error *e)
{
	struct app *a = &p->app;
	bool mine = strcmp(x->login, a->session->login) == 0;
	const struct meeting *m;

	app_load_agenda(a, mine ? "" : x->login, x->start.day, x->start.day, a->file.id);
	if (!plain_wait(p, &a->agenda.m, e))
		return NULL;
	m = meeting_loaded(a, x->id, x->start);
	if (m == NULL) {
		error_set(e, ERR_REFUSED, "ce rendez-vous est dans l'agenda d'un collègue");
		error_set_remedy(e, "Voyez avec lui, ou avec le responsable");
	}
	return m;
}

const struct meeting *plain_meeting_at(struct plain_app *p, const char *when, struct error *e)
{
	struct app *a = &p->app;
	struct moment at;
	const struct meeting *m;

	if (!typed_moment("le moment", when, &at, e) || !plain_load_session(p, e))
		return NULL;
	app_load_agenda(a, "", at.day, at.day, "");
	if (!plain_wait(p, &a->agenda.m, e))
		return NULL;
	m = meeting_loaded(a, NULL, at);
	if (m == NULL) {
		error_set(e, ERR_NOT_FOUND, "aucun rendez-vous de votre agenda à ce moment");
		error_set_remedy(e, "La semaine : jalon afficher agenda");
	}
	return m;
}
