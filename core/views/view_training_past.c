/* The page of a request, what happened around it: pieces, steps and exchanges, absences, periods in a company, doubts. */
#include <string.h>

#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_training_private.h"

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static const char *piece_words(struct arena *arena, const struct training_piece *p)
{
	const char *object = p->object[0] != '\0' ? arena_format(arena, "%s ; ", p->object) : "";

	if (date_is_set(p->received))
		return arena_format(arena, "%sfournie par %s, demandée le %s, reçue le %s", object, view_debtor_held(p->owner), view_date(arena, p->asked),
		                    view_date(arena, p->received));
	if (date_is_set(p->closed))
		return arena_format(arena, "%sdemandée le %s, non fournie par %s ; n'est plus attendue depuis le %s", object,
		                    view_date(arena, p->asked), view_debtor_held(p->owner), view_date(arena, p->closed));
	return arena_format(arena, "%sà fournir par %s, demandée le %s%s%s", object, view_debtor_held(p->owner), view_date(arena, p->asked),
	                    date_is_set(p->expected) ? ", pour le " : "", view_date(arena, p->expected));
}

/* Late against who owes it, and never against the person (000:577). */
static enum band piece_band(const struct training_piece *p, struct date today)
{
	bool late = date_is_set(p->expected) && date_compare(today, p->expected) > 0;

	if (!training_piece_awaited(p) || p->owner == DEBTOR_PERSON)
		return BAND_NONE;
	return late ? BAND_RED : p->owner == DEBTOR_STRUCTURE ? BAND_ORANGE : BAND_NONE;
}

void training_section_pieces(struct training_lines *l)
{
	for (size_t i = 0; i < l->f->piece_count; i++) {
		const struct training_piece *p = &l->f->pieces[i];
		struct view_training_line *line = training_line_add(
			l, "piece", code_label_find(training_piece_kinds, p->kind), piece_words(l->arena, p),
			arena_format(l->arena, "%s;%s;%s;%s;%s", p->kind, debtor_code(p->owner), view_iso_day(l->arena, p->asked),
		                 view_iso_day(l->arena, p->expected), view_iso_day(l->arena, p->received)));

		line->label = text_safe(l->arena, line->label);
		line->piece = p;
		line->band = piece_band(p, l->app->now.day);
		line->mark = date_is_set(p->received) ? "✓" : date_is_set(p->closed) ? "–" : line->band == BAND_NONE ? "○" : band_mark(line->band);
		line->why_text = "Une pièce attendue compte contre qui la doit, jamais contre la personne ; le délai du financeur est suspendu (000:577)";
	}
}

/* --- steps and exchanges --------------------------------------------------------------------------------------------- */

/* Codes separated by spaces, as labels. */
static const char *grounds_words(struct arena *arena, const struct training_event *e)
{
	const struct code_label *list = training_step_grounds(e->step);
	const char *words = "";

	for (const char *at = e->grounds + strspn(e->grounds, " "); *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		const char *code = arena_strndup(arena, at, length);

		words = arena_format(arena, "%s%s%s", words, *words == '\0' ? "" : ", ", list != NULL ? code_label_find(list, code) : code);
		at += length;
	}
	return words;
}

static const char *event_words(struct arena *arena, const struct app *a, const struct training_event *e)
{
	const char *grounds = grounds_words(arena, e);
	const char *with = e->with[0] == '\0' ? "" : arena_format(arena, ", %s", training_funder_label(arena, a, e->with));

	return arena_format(arena, "%s%s%s%s%s%s%s", training_step_done(e->step), with, *grounds != '\0' ? " : " : "", grounds,
	                    e->text[0] != '\0' ? " — " : "", e->text, e->author[0] != '\0' ? arena_format(arena, " (%s)", e->author) : "");
}

void training_section_events(struct training_lines *l)
{
	for (size_t i = l->f->event_count; i > 0; i--) {
		const struct training_event *e = &l->f->events[i - 1];
		struct view_training_line *line = training_line_add(
			l, training_step_code(e->step), view_date(l->arena, e->on), event_words(l->arena, l->app, e),
			arena_format(l->arena, "%s;%s;%s;%s", view_iso_day(l->arena, e->on), e->with, e->grounds, e->text));

		line->event = e;
		line->mark = e->step == STEP_EXCHANGE ? "·" : "✓";
		line->why_text = arena_format(l->arena, "Noté le %s%s%s", view_moment(l->arena, e->recorded), e->author[0] != '\0' ? " par " : "",
		                              text_safe(l->arena, e->author));
	}
}

/* --- absences, periods ------------------------------------------------------------------------------------------------ */

static const char *span_words(struct arena *arena, struct date from, struct date to)
{
	return from.days == to.days ? arena_format(arena, "le %s", view_date(arena, from))
	                            : arena_format(arena, "du %s au %s", view_date(arena, from), view_date(arena, to));
}

void training_section_absences(struct training_lines *l)
{
	for (size_t i = 0; i < l->f->absence_count; i++) {
		const struct training_absence *x = &l->f->absences[i];
		struct view_training_line *line = training_line_add(
			l, "absence", x->excused ? "Justifiée" : "Non justifiée",
			arena_format(l->arena, "%s%s%s", span_words(l->arena, x->from, x->to), x->reason[0] != '\0' ? " : " : "", x->reason),
			arena_format(l->arena, "%s;%s;%s;%s", view_iso_day(l->arena, x->from), view_iso_day(l->arena, x->to), x->excused ? "oui" : "non", x->reason));

		line->absence = x;
		line->mark = "·";
	}
}

static const char *period_state(struct arena *arena, const struct company_period *p, struct date today)
{
	if (date_is_set(p->debriefed))
		return arena_format(arena, "bilan le %s, %s l'entreprise : %s", view_date(arena, p->debriefed), p->with_host ? "avec" : "sans", p->debrief);
	if (company_period_awaits_debrief(p, today))
		return "bilan à faire";
	return date_compare(p->from, today) > 0 ? "à venir" : date_compare(p->to, today) >= 0 ? "en cours" : "finie";
}

void training_section_periods(struct training_lines *l)
{
	const struct date today = l->app->now.day;

	for (size_t i = 0; i < l->f->period_count; i++) {
		const struct company_period *p = &l->f->periods[i];
		bool due = company_period_awaits_debrief(p, today);
		struct view_training_line *line = training_line_add(
			l, "periode", code_label_find(company_period_kinds, p->kind),
			arena_format(l->arena, "%s, %s ; %s", p->host, span_words(l->arena, p->from, p->to), period_state(l->arena, p, today)),
			arena_format(l->arena, "%s;%s;%s;%s;%s", p->kind, view_iso_day(l->arena, p->from), view_iso_day(l->arena, p->to),
		                 view_iso_day(l->arena, p->debriefed), p->host));

		line->label = text_safe(l->arena, line->label);
		line->period = p;
		line->band = due ? BAND_ORANGE : BAND_NONE;
		line->mark = due ? band_mark(BAND_ORANGE) : date_is_set(p->debriefed) ? "✓" : "○";
		line->why_text = "Une période en entreprise se conclut par un bilan, avec ou sans l'entreprise (000:778)";
	}
}

/* --- doubts (T6, T7) ----------------------------------------------------------------------------------------------------- */

static void doubt_add(struct training_lines *l, const char *key, const char *text, const char *why)
{
	struct view_training_line *line = training_line_add(l, key, "À vérifier", text, text);

	line->band = BAND_ORANGE;
	line->mark = band_mark(BAND_ORANGE);
	line->why_text = why;
}

/* As many people as the local threshold, on the same course, the same end and the same basin: told to who sees them all. */
static void doubt_convergence(struct training_lines *l)
{
	const struct rulebook *book = app_rules(l->app);
	const struct rule *r = book == NULL ? NULL : rulebook_find(book, REGIME_FORMATION, "convergence_seuil", l->app->now.day);

	if (r == NULL || !r->fixed || !r->applied || l->f->same_course < r->value ||
	    l->app->session == NULL || l->app->session->role != ROLE_SUPERVISOR)
		return;
	doubt_add(l, "convergence",
	          arena_format(l->arena, "%d personnes de l'agence finissent cette formation à la même date, dans le même département", l->f->same_course),
	          arena_format(l->arena, "Autant de profils pareils sur le marché le même jour (000:2269) ; seuil : %d personnes", r->value));
}

void training_section_doubts(struct training_lines *l)
{
	struct training_doubts d = training_doubts(l->arena, &l->f->request, l->f->others, l->f->other_count);

	for (size_t i = 0; i < d.count; i++)
		doubt_add(l, "doute", d.lines[i], "Demandes répétées, ou métiers sans rapport entre eux : à éclaircir avec la personne (002:281)");
	doubt_convergence(l);
}
