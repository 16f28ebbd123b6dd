/* The portfolio as rows, most urgent first. */
#include <stdlib.h>
#include <string.h>

#include "core/views/view_hours.h"
#include "core/views/view_private.h"
#include "core/base/french.h"
#include "core/base/text.h"

/* « 9 j ! »: the mark is that of the contact's own reason. */
static const char *view_contact_cell(struct arena *arena, const struct judged_person *p)
{
	const struct reason *r = judged_reason(p, REASON_CONTACT_DUE);
	const char *mark = r == NULL ? "" : band_mark(r->band);
	const char *space = *mark == '\0' ? "" : " ";

	if (p->days_since_contact < 0)
		return arena_format(arena, "jamais%s%s", space, mark);
	if (p->days_since_contact == 0)
		return arena_format(arena, "auj.%s%s", space, mark);
	return arena_format(arena, "%d j%s%s", p->days_since_contact, space, mark);
}

static bool same_month(struct date a, struct date b)
{
	int year[2], month[2], day;

	date_split(a, &year[0], &month[0], &day);
	date_split(b, &year[1], &month[1], &day);
	return year[0] == year[1] && month[0] == month[1];
}

/* « mar. 24 09:30 » this month, « 03/12 14:30 » in another. */
static const char *view_next_cell(struct arena *arena, struct moment next, struct moment today)
{
	char text[24], day[8];

	if (!moment_is_set(next))
		return "—";
	if (date_is_set(today.day) && same_month(next.day, today.day))
		return arena_strdup(arena, moment_format_short(next, text));
	return arena_format(arena, "%s %02d:%02d", date_format_short(next.day, day), next.minute / 60, next.minute % 60);
}

static const char *late_words(struct arena *arena, int late)
{
	if (late == 0)
		return "–";
	return arena_format(arena, "%d retard%s", late, late > 1 ? "s" : "");
}

const char *view_ledgers_cell(struct arena *arena, const struct judged_person *p)
{
	return arena_format(arena, "%s / %s", late_words(arena, p->late_structure), late_words(arena, p->late_person));
}

/* Once judged: the rules are known. */
static const char *portfolio_hours(struct arena *arena, const struct app *a, const struct person_facts *f)
{
	struct week_due due = person_week_due(app_rules(a), f, &f->week, date_week_start(a->now.day));

	return hours_cell(arena, f->week.validated, due.target, due.fixed && !due.proposed);
}

static struct view_portfolio_row portfolio_row(struct arena *arena, const struct app *a, const struct judged_person *p)
{
	const struct person_facts *f = p->facts;
	struct view_portfolio_row row = {.person = p, .band = p->band, .mark = band_mark(p->band)};

	row.name = french_name(arena, f->last_name, f->first_name);
	row.regime = f->regime == REGIME_NONE ? "–" : regime_code(f->regime);
	row.contact = view_contact_cell(arena, p);
	row.next = view_next_cell(arena, f->next_appointment, a->now);
	row.ledgers = view_ledgers_cell(arena, p);
	row.hours = portfolio_hours(arena, a, f);
	row.why = p->reason_count > 0 ? text_safe(arena, p->reasons[0].sentence) : "";
	row.why_brief = p->reason_count > 0 ? text_safe(arena, p->reasons[0].brief) : "";
	row.follow_up = f->follow_up == FOLLOW_ACTIVE ? "" : follow_up_label(f->follow_up);
	return row;
}

/* By name, id, phone, regime, why. Without a filter nothing is folded: that was a third of the list's cost. */
static bool portfolio_row_matches(struct arena *arena, const struct view_portfolio_row *row, const char *folded)
{
	const struct person_facts *f = row->person->facts;

	return folded[0] == '\0' ||
	       view_matches(text_fold(arena, arena_format(arena, "%s %s %s %s %s %s %s", f->last_name, f->first_name, f->id,
	                                                  f->phone, row->regime, row->why, row->follow_up)), folded);
}

static const char *portfolio_login(const struct app *a)
{
	if (a->portfolio.login[0] != '\0')
		return a->portfolio.login;
	return a->session != NULL ? a->session->login : "";
}

/* A first name is elided; a login is said as it is written. */
static const char *portfolio_owner(struct arena *arena, const struct app *a)
{
	const struct referent_facts *r;

	if (a->portfolio.login[0] == '\0')
		return "mon portefeuille";
	r = app_referent(a, a->portfolio.login);
	if (r == NULL)
		return text_safe(arena, arena_format(arena, "portefeuille de %s", a->portfolio.login));
	return arena_format(arena, "portefeuille %s",
	                    french_of(arena, arena_format(arena, "%s %s", r->first_name, r->last_name)));
}

/* Counted on the rows themselves; the people replaced are in the list, not in one's own load. */
static struct gauge portfolio_gauge(struct arena *arena, const struct app *a)
{
	const char *login = portfolio_login(a);
	const struct referent_facts *r = app_referent(a, login);
	struct referent_facts counted = {.quotite = r != NULL ? r->quotite : 0, .half_days = r != NULL ? r->half_days : 0};

	for (size_t i = 0; i < a->portfolio.count; i++) {
		const struct person_facts *f = &a->portfolio.people[i];

		if (f->referent_login[0] != '\0' && strcmp(f->referent_login, login) != 0)
			continue;
		counted.active += f->follow_up == FOLLOW_ACTIVE;
		counted.structuring += f->follow_up == FOLLOW_STRUCTURING;
		counted.attached += f->follow_up == FOLLOW_ATTACHED;
	}
	return gauge_compute(arena, a, &counted);
}

/* « depuis 7 jours » when every late clock has that length (weeks counted in days), else « dans le délai ». */
static const char *portfolio_summary(struct arena *arena, const struct app *a)
{
	int late = 0, red = 0, days = -1;

	for (size_t i = 0; i < a->portfolio.count; i++) {
		const struct reason *r = judged_reason(&a->portfolio.judged[i], REASON_CONTACT_DUE);

		red += a->portfolio.judged[i].band == BAND_RED;
		if (r != NULL && r->band == BAND_RED) {
			int length = r->rule->value * (r->rule->unit == UNIT_WEEK ? 7 : 1);

			late++;
			days = days == -1 || days == length ? length : 0;
		}
	}
	if (late > 0 && days > 0)
		return arena_format(arena, "%d personne%s sans contact depuis %d jours", late, late > 1 ? "s" : "", days);
	if (late > 0)
		return arena_format(arena, "%d personne%s sans contact dans le délai", late, late > 1 ? "s" : "");
	if (red > 0)
		return arena_format(arena, "%d personne%s en retard", red, red > 1 ? "s" : "");
	return "aucun retard";
}

static const char *portfolio_empty(struct arena *arena, const struct app *a, const char *filter, size_t shown)
{
	if (a->portfolio.judged == NULL) /* not judged before the session (today, rules) is known */
		return view_waiting(arena, &a->portfolio.m, "du portefeuille");
	if (a->portfolio.count == 0)
		return "Aucune personne dans ce portefeuille";
	if (shown == 0)
		return text_safe(arena, arena_format(arena, "Aucune ligne ne répond à « %s » : effacez le filtre", filter));
	return "";
}

struct view_portfolio view_portfolio(struct arena *arena, const struct app *a, const char *filter)
{
	const struct portfolio_model *p = &a->portfolio;
	struct view_portfolio v = {.state = p->m.state, .owner = portfolio_owner(arena, a), .summary = ""};
	const char *folded = text_fold(arena, filter != NULL ? filter : "");

	if (p->judged != NULL) {
		v.total = p->count;
		v.rows = arena_array(arena, p->count, sizeof *v.rows);
		for (size_t i = 0; i < p->count; i++) {
			struct view_portfolio_row row = portfolio_row(arena, a, &p->judged[i]);

			if (portfolio_row_matches(arena, &row, folded))
				v.rows[v.count++] = row;
		}
		v.gauge = portfolio_gauge(arena, a);
		v.summary = portfolio_summary(arena, a);
	} else {
		v.gauge.sentence = "";
	}
	v.empty = portfolio_empty(arena, a, filter, v.count);
	return v;
}
