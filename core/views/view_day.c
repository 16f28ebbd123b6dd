/* Ma journée: the reasons of a portfolio as one queue, mine first, without what was put off. */
#include "core/views/view_day.h"

#include <stdlib.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/views/view_private.h"
#include "core/base/french.h"
#include "core/base/text.h"

static const struct put_off *put_off_of(const struct app *a, const char *person, enum reason_code code)
{
	for (size_t i = 0; i < a->day.count; i++) {
		const struct put_off *p = &a->day.lines[i];

		if (strcmp(p->person, person) == 0 && strcmp(p->code, reason_code_name(code)) == 0 &&
		    date_compare(a->now.day, p->until) < 0)
			return p;
	}
	return NULL;
}

/* « 18/11 (-2) », « 20/11 (auj.) », « 24/11 (+4) ». */
static const char *due_words(struct arena *arena, struct moment due, struct date today)
{
	char day[8];
	int days;

	if (!moment_is_set(due))
		return "non fixé";
	days = date_diff(due.day, today);
	if (days == 0)
		return arena_format(arena, "%s (auj.)", date_format_short(due.day, day));
	return arena_format(arena, "%s (%+d)", date_format_short(due.day, day), days);
}

/* What is done once there, in a word that a narrow column holds. */
static const char *gesture_label(const struct reason *r, const struct action *act)
{
	if (act->id != ACTION_GO_COMMITMENTS && act->id != ACTION_GO_TRAININGS && act->id != ACTION_PERIOD_DEBRIEF)
		return act->label;
	switch (r->code) {
	case REASON_REMEDIAL_DUE: return "remettre";
	case REASON_REQUEST_DUE:
	case REASON_COMPLAINT_DUE: return "répondre";
	case REASON_RIGHTS_DUE: return "informer";
	case REASON_ITEM_THIRD:
	case REASON_TRAINING_DECISION:
	case REASON_TRAINING_ENTRY: return "relancer";
	case REASON_TRAINING_PIECES: return "pièces";
	case REASON_TRAINING_STEP: return "avancer";
	case REASON_FUNDING_HOLE: return "financer";
	case REASON_RELAY_NEEDED: return "relais";
	case REASON_DEBRIEF_DUE: return "bilan";
	case REASON_TRAINING_CHECK: return "le point";
	case REASON_TRAINING_FOLLOW_UP: return "situation";
	default: return "contrat";
	}
}

static const char *gesture_words(struct arena *arena, const struct app *a, const struct reason *r, const struct action *act)
{
	char key[32];

	if (act == NULL)
		return "";
	if (app_key(a, act->id, key)[0] == '\0')
		return gesture_label(r, act);
	return arena_format(arena, "%s %s", key, gesture_label(r, act));
}

static struct view_day_row day_row(struct arena *arena, const struct app *a, const struct judged_person *p,
                                   const struct reason *r)
{
	const struct action *act = action_find(r->action);
	const struct person_facts *f = p->facts;
	struct view_day_row row = {.person = p, .reason = r, .mine = r->owner == OWNER_ME, .mark = band_mark(r->band)};

	row.name = french_name(arena, f->last_name, f->first_name);
	row.regime = f->regime == REGIME_NONE ? "–" : regime_code(f->regime);
	row.due = due_words(arena, r->due, a->now.day);
	row.sentence = text_safe(arena, r->sentence);
	row.brief = text_safe(arena, r->brief);
	row.rule = text_safe(arena, r->rule->code);
	row.action = act != NULL ? act->id : ACTION_NONE;
	row.gesture = gesture_words(arena, a, r, act);
	row.folded = text_fold(arena, arena_format(arena, "%s %s %s %s %s %s %s", f->last_name, f->first_name, f->id, f->phone,
	                                           row.regime, r->sentence, reason_title(r->code)));
	return row;
}

/* Mine first; then band, date (none last), and the portfolio's order of people. */
static int row_compare(const void *left, const void *right)
{
	const struct view_day_row *a = left, *b = right;
	int by;

	if (a->mine != b->mine)
		return a->mine ? -1 : 1;
	if (a->reason->band != b->reason->band)
		return a->reason->band < b->reason->band ? -1 : 1;
	by = moment_compare(a->reason->due, b->reason->due);
	if (by == 0)
		by = strcmp(a->person->sort_name, b->person->sort_name);
	if (by == 0)
		by = strcmp(a->person->facts->id, b->person->facts->id);
	return by != 0 ? by : (int)a->reason->code - (int)b->reason->code;
}

/* Every line there is, in order and ranked: a filter hides some and moves none. */
static void day_collect(struct arena *arena, const struct app *a, struct view_day *v)
{
	const struct portfolio_model *m = &a->portfolio;
	size_t room = 0;

	for (size_t i = 0; i < m->count; i++)
		room += m->judged[i].reason_count;
	v->rows = arena_array(arena, room, sizeof *v->rows);
	for (size_t i = 0; i < m->count; i++)
		for (size_t k = 0; k < m->judged[i].reason_count; k++) {
			const struct judged_person *p = &m->judged[i];
			const struct put_off *off = put_off_of(a, p->facts->id, p->reasons[k].code);

			if (p->reasons[k].band == BAND_GREY) /* for information: a silent rule, one not applied, a rattaché */
				continue;
			if (off == NULL)
				v->rows[v->count++] = day_row(arena, a, p, &p->reasons[k]);
			else if (off->done)
				v->done++;
			else
				v->put_off++;
		}
	if (v->count > 1)
		qsort(v->rows, v->count, sizeof *v->rows, row_compare);
	for (size_t i = 0; i < v->count; i++)
		v->rows[i].rank = (int)i + 1;
}

static void day_filter(struct view_day *v, const char *folded)
{
	size_t kept = 0;

	for (size_t i = 0; i < v->count; i++)
		if (view_matches(v->rows[i].folded, folded))
			v->rows[kept++] = v->rows[i];
	v->count = kept;
	for (size_t i = 0; i < kept; i++) {
		v->mine += v->rows[i].mine;
		v->waiting += !v->rows[i].mine;
	}
}

static const char *day_summary(struct arena *arena, const struct view_day *v)
{
	const char *words = arena_format(arena, "%zu à traiter · %zu en attente d'un autre", v->mine, v->waiting);

	if (v->put_off > 0)
		words = arena_format(arena, "%s · %zu reportée%s", words, v->put_off, v->put_off > 1 ? "s" : "");
	if (v->done > 0)
		words = arena_format(arena, "%s · %zu faite%s", words, v->done, v->done > 1 ? "s" : "");
	return words;
}

static enum load_state day_state(const struct app *a)
{
	enum load_state people = a->portfolio.m.state, lines = a->day.m.state;

	if (people == LOAD_FAILED || lines == LOAD_FAILED)
		return LOAD_FAILED;
	if (people == LOAD_READY && lines == LOAD_READY)
		return LOAD_READY;
	return people == LOAD_NEVER && lines == LOAD_NEVER ? LOAD_NEVER : LOAD_ASKED;
}

/* What was put off is awaited; if it cannot be read, everything is shown rather than nothing. */
static bool day_is_known(const struct app *a)
{
	return a->portfolio.judged != NULL && (a->day.lines != NULL || a->day.m.state == LOAD_FAILED);
}

static const char *day_empty(struct arena *arena, const struct app *a, const struct view_day *v, const char *filter)
{
	if (!day_is_known(a))
		return view_waiting(arena, a->portfolio.judged == NULL ? &a->portfolio.m : &a->day.m, "de la journée");
	if (v->count > 0)
		return "";
	if (filter != NULL && filter[strspn(filter, " ")] != '\0')
		return text_safe(arena, arena_format(arena, "Aucune ligne ne répond à « %s » : effacez le filtre", filter));
	return v->put_off + v->done > 0 ? "Tout est fait ou reporté" : "Rien à traiter";
}

struct view_day view_day(struct arena *arena, const struct app *a, const char *filter)
{
	struct view_day v = {.state = day_state(a), .summary = ""};

	if (day_is_known(a)) {
		day_collect(arena, a, &v);
		day_filter(&v, text_fold(arena, filter != NULL ? filter : ""));
		v.summary = day_summary(arena, &v);
	}
	v.empty = day_empty(arena, a, &v, filter);
	return v;
}

size_t view_day_place(const struct view_day *v, const char *person, const char *code, int rank)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->rows[i].person->facts->id, person) == 0 &&
		    strcmp(reason_code_name(v->rows[i].reason->code), code) == 0)
			return i;
	for (size_t i = 0; i < v->count; i++)
		if (v->rows[i].rank >= rank)
			return i;
	return v->count == 0 ? 0 : v->count - 1;
}
