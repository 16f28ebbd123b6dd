/* What every screen shows: the title line and the load gauge. */
#include <stdlib.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/views/view_private.h"
#include "core/base/french.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"

/* "" when all is well */
static const char *connection_label(enum connection_state s)
{
	switch (s) {
	case CONNECTION_CONNECTING:
		return "connexion…";
	case CONNECTION_SLOW:
		return "lent";
	case CONNECTION_LOST:
		return "coupé";
	case CONNECTION_REFUSED:
		return "refusé";
	case CONNECTION_READY:
		break;
	}
	return "";
}

static const char *title_notice(struct arena *arena, const struct app *a)
{
	struct strbuf b = {0};
	char day[DATE_TEXT];
	const char *notice;

	if (app_read_only(a))
		strbuf_addf(&b, "au %s, lecture seule", date_format_numeric(a->as_of, day));
	if (a->loaded_rules != NULL)
		strbuf_addf(&b, "%srègles de la base", b.len > 0 ? ", " : "");
	notice = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return notice;
}

/* With the key that reads again, as the person has bound it. */
static const char *title_changed(struct arena *arena, const struct app *a)
{
	char key[32];

	if (!a->list_changed)
		return "";
	return arena_format(arena, "liste modifiée — %s", app_key(a, ACTION_RELOAD, key));
}

struct view_title view_title(struct arena *arena, const struct app *a, const char *screen)
{
	struct view_title t = {.agency = "", .screen = screen, .account = "", .date = ""};
	char day[32];

	if (a->session != NULL) {
		t.agency = text_safe(arena, a->session->agency_name);
		t.account = text_safe(arena, a->session->login);
	}
	if (date_is_set(a->now.day))
		t.date = arena_strdup(arena, date_format_long(a->now.day, day));
	t.connection = connection_label(a->connection);
	t.frozen = a->session != NULL && a->session->today_is_fixed && !app_read_only(a);
	t.notice = title_notice(arena, a);
	t.changed = title_changed(arena, a);
	return t;
}

/* --- load (rules.md W1) ----------------------------------------------------------------------------------- */

/* The portfolio mixes regimes: the CSP family's reference and maximum are those that the sources give for
 * a référent's whole portfolio (000:2639, 000:2457). NULL when not fixed. */
const struct rule *load_rule(const struct app *a, const char *code)
{
	const struct rulebook *book = app_rules(a);
	const struct rule *r = book == NULL ? NULL : rulebook_find(book, REGIME_CSP, code, a->now.day);

	return r != NULL && r->fixed ? r : NULL;
}

struct gauge gauge_compute(struct arena *arena, const struct app *a, const struct referent_facts *r)
{
	const struct rule *base = load_rule(a, "charge_reference"), *maximum = load_rule(a, "charge_maximum");
	struct gauge g = {.active = r->active, .quotite = r->quotite, .half_days = r->half_days};
	struct strbuf b = {0};

	strbuf_addf(&b, "Suivi actif %d", r->active);
	if (base != NULL) {
		struct load_result l = load_compute(base->value, maximum != NULL ? maximum->value : 0,
		                                    r->quotite > 0 ? r->quotite : 100, r->half_days, r->active);

		g.capacity = l.capacity;
		g.level = l.level;
		g.permille = l.capacity <= 0 || r->active >= l.capacity ? 1000 : r->active * 1000 / l.capacity;
		strbuf_addf(&b, "/%d", l.capacity);
		if (l.level != LOAD_NORMAL)
			strbuf_addf(&b, ", %s", load_level_label(l.level));
	}
	if (r->structuring > 0)
		strbuf_addf(&b, " · %d en solution structurante", r->structuring);
	if (r->attached > 0)
		strbuf_addf(&b, " · %d rattaché%s", r->attached, r->attached > 1 ? "s" : "");
	g.sentence = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return g;
}

/* --- shared words ------------------------------------------------------------------------------------------ */

const char *view_date(struct arena *arena, struct date d)
{
	return french_day(arena, d, "");
}

const char *view_day_short(struct arena *arena, struct date d, struct date today)
{
	char text[DATE_TEXT], brief[8];
	int year[2], month, day;

	if (!date_is_set(d))
		return "";
	date_split(d, &year[0], &month, &day);
	date_split(today, &year[1], &month, &day);
	return arena_strdup(arena, year[0] == year[1] ? date_format_short(d, brief) : date_format_numeric(d, text));
}

const char *view_moment(struct arena *arena, struct moment m)
{
	char text[DATE_TEXT];

	if (!moment_is_set(m))
		return "";
	return arena_format(arena, "%s %02d:%02d", date_format_numeric(m.day, text), m.minute / 60, m.minute % 60);
}

/* « 16 », « 16 nov. », « 16 nov. 2026 »: as much as the other end does not say. */
static const char *day_of_title(struct arena *arena, struct date d, struct date other)
{
	int year[2], month[2], day[2];
	char text[32];
	char *words, *space;

	date_format_long(d, text);
	words = arena_strdup(arena, strchr(text, ' ') + 1);
	date_split(d, &year[0], &month[0], &day[0]);
	date_split(other, &year[1], &month[1], &day[1]);
	if (year[0] == year[1])
		*strrchr(words, ' ') = '\0';
	if (year[0] == year[1] && month[0] == month[1] && (space = strchr(words, ' ')) != NULL)
		*space = '\0';
	return words;
}

const char *view_week_title(struct arena *arena, struct date from, struct date to)
{
	char last[32];
	int year, week;

	date_iso_week(from, &year, &week);
	return arena_format(arena, "Semaine %d · %s au %s", week, day_of_title(arena, from, to),
	                    strchr(date_format_long(to, last), ' ') + 1);
}

const char *view_one_line(struct arena *arena, const char *s)
{
	char *copy = arena_strdup(arena, text_safe_lines(arena, s));

	for (char *p = copy; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return copy;
}

const char *view_iso_day(struct arena *arena, struct date d)
{
	char text[DATE_TEXT];

	return arena_strdup(arena, date_format(d, text));
}

const char *view_iso_moment(struct arena *arena, struct moment m)
{
	char text[MOMENT_TEXT];

	return arena_strdup(arena, moment_format(m, text));
}

const char *view_error(struct arena *arena, const struct error *e)
{
	return arena_format(arena, "%s%s%s", french_sentence(arena, e->message), e->remedy[0] != '\0' ? " " : "",
	                    french_sentence(arena, e->remedy));
}

const char *view_waiting(struct arena *arena, const struct model *m, const char *what)
{
	if (m->state == LOAD_FAILED)
		return view_error(arena, &m->error);
	return arena_format(arena, "Lecture %s…", what);
}

const struct reason *view_reason(const struct judged_person *p, const char *name)
{
	for (size_t i = 0; i < p->reason_count; i++)
		if (strcmp(reason_code_name(p->reasons[i].code), name) == 0)
			return &p->reasons[i];
	return NULL;
}

bool view_matches(const char *folded, const char *folded_words)
{
	char word[128];

	while (*(folded_words += strspn(folded_words, " ")) != '\0') {
		size_t len = strcspn(folded_words, " ");

		if (len < sizeof word) {
			memcpy(word, folded_words, len);
			word[len] = '\0';
			if (!text_contains_folded(folded, word))
				return false;
		}
		folded_words += len;
	}
	return true;
}

const char *band_mark(enum band b)
{
	switch (b) {
	case BAND_RED:
		return "!";
	case BAND_ORANGE:
		return "~";
	case BAND_GREY:
		return "·";
	case BAND_NONE:
		break;
	}
	return "";
}

const char *band_words(enum band b)
{
	switch (b) {
	case BAND_RED:
		return "en retard";
	case BAND_ORANGE:
		return "à faire";
	case BAND_GREY:
		return "pour information";
	case BAND_NONE:
		break;
	}
	return "";
}
