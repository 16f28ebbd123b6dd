/* Training requests: the first référent's by hand, a living example of each stage and alert; the others drawn, so that about
 * one in six of those evoked is filed, and half of these entered (002:509). */
#include "sql/demo/demo_trainings.h"

#include <string.h>

#include "core/training/funding.h"
#include "core/training/stages.h"
#include "sql/demo/demo_bonds.h"

enum {
	NO_DATE = 10000,
	EVOKED_PERCENT = 58,
	CONVERGING = 5,          /* T7, 000:2269 */
	STEPS_MOST = 16,
	SLOW_ENTRY = 100,
	FOLLOWED_AFTER = 185,
	LONG_HOURS = 560,
};

/* Rank in the first portfolio (demo_cast.c), course, stage, days since it came to it, days until the course begins. */
static const struct part {
	int person;
	const char *offer;
	enum training_stage stage;
	int since, starts;
	unsigned shows;
	enum debtor owner;
} parts[] = {
	{1, "comptable", TRAINING_FILED, 10, 34, SHOW_PIECES_ONCE, DEBTOR_NONE},            /* decision late */
	{6, "caces-135", TRAINING_FILED, 5, 27, 0, DEBTOR_NONE},                            /* decision soon */
	{10, "soudeur-tig", TRAINING_PIECES, 9, 41, 0, DEBTOR_BODY},                        /* pieces late */
	{12, "cuisinier", TRAINING_PIECES, 5, 55, 0, DEBTOR_PERSON},                        /* never late */
	{27, "espaces-verts", TRAINING_PIECES, 4, 62, 0, DEBTOR_STRUCTURE},                 /* pieces soon */
	{4, "ssiap1", TRAINING_GRANTED, 20, 20, SHOW_HOLE, DEBTOR_NONE},                    /* a hole in the funding */
	{25, "ambulancier", TRAINING_GRANTED, 30, -3, SHOW_HOLE, DEBTOR_NONE},              /* the same, and the course has begun */
	{17, "cuisinier", TRAINING_FUNDED, 12, 20, SHOW_HOLE, DEBTOR_NONE},                 /* the same, accepted */
	{9, "secretaire-medical", TRAINING_GRANTED, 60, 12, 0, DEBTOR_NONE},                /* entry late */
	{8, "tosa", TRAINING_FUNDED, 32, 9, SHOW_REFUSED_ONCE, DEBTOR_NONE},                /* entry soon */
	{22, "electricien", TRAINING_ENTERED, 40, -40, SHOW_HOLE | SHOW_PIECES_ONCE, DEBTOR_NONE}, /* beyond the end of rights */
	{24, "boucher", TRAINING_ENTERED, 60, -60, SHOW_HOLE | SHOW_CHECKED, DEBTOR_NONE},  /* rights are over */
	{11, "adv-familles", TRAINING_ENTERED, 75, -75, 0, DEBTOR_NONE},                    /* check at one third late */
	{40, "aide-soignant", TRAINING_ENTERED, 95, -95, 0, DEBTOR_NONE},                   /* check soon */
	{39, "aide-soignant", TRAINING_ENTERED, 95, -95, SHOW_CHECKED | SHOW_FULL, DEBTOR_NONE},
	{34, "magasinier", TRAINING_COMPLETED, 200, -242, SHOW_CHECKED, DEBTOR_NONE},       /* six months over */
	{20, "caces-135", TRAINING_COMPLETED, 176, -182, 0, DEBTOR_NONE},                   /* six months soon */
	{43, "tosa", TRAINING_FOLLOWED, 15, -240, SHOW_CHECKED | SHOW_COUNTERED, DEBTOR_NONE},
	{42, "creation", TRAINING_FOLLOWED, 30, -250, SHOW_SLOW, DEBTOR_NONE},
	{35, "adv-familles", TRAINING_REFUSED, 5, NO_DATE, SHOW_NO_COUNTER, DEBTOR_NONE},   /* contestable */
	{32, "soudeur-tig", TRAINING_COUNTERED, 13, 48, 0, DEBTOR_NONE},                    /* to be answered soon */
	{30, "comptable", TRAINING_READY, 20, 70, SHOW_TWO_PROJECTS | SHOW_REWORKED, DEBTOR_NONE},          /* ready, and not filed */
	{21, "fle", TRAINING_PROJECT, 18, NO_DATE, SHOW_LATE_CLAIM, DEBTOR_NONE},
	{3, "secretaire-medical", TRAINING_PROJECT, 9, 75, SHOW_TWO_PROJECTS | SHOW_LATE_CLAIM, DEBTOR_NONE},
	{37, "cuisinier", TRAINING_RAISED, 6, NO_DATE, 0, DEBTOR_NONE},
	{29, "espaces-verts", TRAINING_RAISED, 20, NO_DATE, 0, DEBTOR_NONE},
	{26, "ambulancier", TRAINING_DROPPED_BEFORE, 25, NO_DATE, SHOW_HOLE, DEBTOR_NONE},
	{41, "magasinier", TRAINING_DROPPED_BEFORE, 30, NO_DATE, SHOW_COUNTERED, DEBTOR_NONE},
	{38, "fle", TRAINING_GRANTED, 8, NO_DATE, 0, DEBTOR_NONE},                          /* no session to enter */
	{28, "boucher", TRAINING_DROPPED_AFTER, 40, -70, SHOW_CHECKED, DEBTOR_NONE},
	{34, "secretaire-medical", TRAINING_RAISED, 11, NO_DATE, 0, DEBTOR_NONE},           /* unrelated to the course before (T6) */
};

static int offer_find(const char *key)
{
	for (size_t i = 0; i < demo_offer_count; i++)
		if (strcmp(demo_offers[i].key, key) == 0)
			return (int)i;
	return 0;
}

/* ---- the steps that lead to a stage ---- */

struct path { enum training_step steps[STEPS_MOST]; struct date days[STEPS_MOST]; int count; };

static void path_add(struct path *p, enum training_step step)
{
	p->steps[p->count++] = step;
}

static void path_to_decision(struct path *p, const struct demo_story *h)
{
	path_add(p, STEP_PROJECT);
	path_add(p, STEP_PREPARE);
	path_add(p, STEP_FILE);
	if (h->shows & SHOW_PIECES_ONCE) {
		path_add(p, STEP_ASK_PIECES);
		path_add(p, STEP_COMPLETE);
	}
	if (h->shows & SHOW_REFUSED_ONCE) {
		path_add(p, STEP_REFUSE);
		path_add(p, STEP_CONTEST);
	}
}

static void path_to_entry(struct path *p, const struct demo_story *h)
{
	path_to_decision(p, h);
	if (h->shows & SHOW_COUNTERED)
		path_add(p, STEP_COUNTER);
	path_add(p, h->shows & SHOW_COUNTERED ? STEP_ACCEPT : STEP_GRANT);
	path_add(p, STEP_FUND);
	path_add(p, STEP_ENTER);
	if (h->shows & SHOW_CHECKED)
		path_add(p, STEP_CHECK);
}

static void path_to_declined(struct path *p, const struct demo_story *h)
{
	path_to_decision(p, h);
	path_add(p, STEP_COUNTER);
	path_add(p, STEP_DECLINE);
}

static struct path path_to(enum training_stage stage, const struct demo_story *h)
{
	static const enum training_step last[TRAINING_STAGE_COUNT] = {
		[TRAINING_RAISED] = STEP_COUNT, [TRAINING_PROJECT] = STEP_PROJECT, [TRAINING_READY] = STEP_PREPARE, [TRAINING_FILED] = STEP_COUNT,
		[TRAINING_PIECES] = STEP_ASK_PIECES, [TRAINING_COUNTERED] = STEP_COUNTER, [TRAINING_REFUSED] = STEP_REFUSE,
		[TRAINING_GRANTED] = STEP_GRANT, [TRAINING_FUNDED] = STEP_FUND, [TRAINING_ENTERED] = STEP_COUNT, [TRAINING_COMPLETED] = STEP_END,
		[TRAINING_FOLLOWED] = STEP_FOLLOW, [TRAINING_DROPPED_BEFORE] = STEP_DROP, [TRAINING_DROPPED_AFTER] = STEP_DROP};
	struct path p = {.count = 0};

	path_add(&p, STEP_RAISE);
	if (training_is_entered(stage))
		path_to_entry(&p, h);
	else if (stage >= TRAINING_FILED && stage <= TRAINING_FUNDED)
		path_to_decision(&p, h);
	else if (stage == TRAINING_DROPPED_BEFORE && h->shows & SHOW_COUNTERED)
		path_to_declined(&p, h);
	else if (stage == TRAINING_READY || (stage == TRAINING_DROPPED_BEFORE && h->shows & SHOW_HOLE))
		path_add(&p, STEP_PROJECT);
	if (stage == TRAINING_READY && h->shows & SHOW_REWORKED) {
		path_add(&p, STEP_PREPARE);
		path_add(&p, STEP_REWORK);
	}
	if (stage == TRAINING_FUNDED)
		path_add(&p, STEP_GRANT);
	if (stage == TRAINING_FOLLOWED)
		path_add(&p, STEP_END);
	if (last[stage] != STEP_COUNT)
		path_add(&p, last[stage]);
	return p;
}

/* ---- their days ---- */

static int gap_before(struct demo_random *r, enum training_step step)
{
	static const struct { int low, high; } gaps[STEP_COUNT] = {
		[STEP_PROJECT] = {10, 25}, [STEP_PREPARE] = {14, 32}, [STEP_FILE] = {3, 9}, [STEP_ASK_PIECES] = {2, 4},
		[STEP_COMPLETE] = {3, 9}, [STEP_COUNTER] = {4, 8}, [STEP_REFUSE] = {3, 8}, [STEP_CONTEST] = {3, 6}, [STEP_GRANT] = {2, 6},
		[STEP_ACCEPT] = {3, 8}, [STEP_DECLINE] = {5, 9}, [STEP_REWORK] = {3, 8}, [STEP_FUND] = {4, 12}, [STEP_ENTER] = {12, 40}, [STEP_DROP] = {8, 30}};

	return demo_random_between(r, gaps[step].low, gaps[step].high);
}

/* The Friday before, for a day of the week-end: nothing happens on it. */
static struct date working_day(struct date day)
{
	int weekday = date_weekday(day);

	return weekday > 5 ? date_add_days(day, 5 - weekday) : day;
}

static int path_find(const struct path *p, enum training_step step)
{
	for (int i = 0; i < p->count; i++)
		if (p->steps[i] == step)
			return i;
	return -1;
}

/* Once entered, the days of the course say the rest; a third that is still to come has not been checked. */
static void days_after_entry(struct path *p, int entered, const struct demo_training *t, struct date today, int since)
{
	int length = date_diff(t->ends, t->starts) + 1;

	p->days[entered] = t->starts;
	for (int i = entered + 1; i < p->count; i++)
		switch (p->steps[i]) {
		case STEP_CHECK:
			p->days[i] = date_add_days(t->starts, length / 3);
			if (date_compare(p->days[i], today) > 0)
				p->count = i;
			break;
		case STEP_END:
			p->days[i] = t->ends;
			break;
		default: /* followed up, or left */
			p->days[i] = date_add_days(today, -since);
		}
}

/* From the step that is known back to the first; false when there was no time for all of it since the person came. */
static bool days_find(struct demo_story *h, struct path *p, const struct demo_training *t, int since)
{
	int known = path_find(p, STEP_ENTER), room, wanted = 0;
	struct date first = date_add_days(h->d->people[t->person].entry, 3);
	int gaps[STEPS_MOST] = {0};

	if (known >= 0) {
		days_after_entry(p, known, t, h->d->today, since);
	} else {
		known = p->count - 1;
		p->days[known] = working_day(date_add_days(h->d->today, -since));
	}
	room = date_diff(p->days[known], first);
	for (int i = known; i > 0; i--)
		wanted += gaps[i] = gap_before(&h->r, p->steps[i]) + (h->shows & SHOW_SLOW && p->steps[i] == STEP_ENTER ? SLOW_ENTRY : 0);
	if (room < wanted / 2)
		return false;
	for (int i = known; i > 0; i--) {
		int gap = room < wanted ? gaps[i] * room / (wanted + 1) : gaps[i];

		p->days[i - 1] = working_day(date_add_days(p->days[i], -gap));
	}
	return date_compare(p->days[0], h->d->people[t->person].entry) >= 0;
}

struct date demo_step_day(const struct demo_data *d, size_t training, enum training_step step)
{
	struct date day = DATE_NONE;

	for (size_t i = d->training_event_count; i-- > 0 && d->training_events[i].training == training;)
		if (d->training_events[i].step == step && !date_is_set(day))
			day = d->training_events[i].on;
	return day;
}

struct date demo_agreement_day(const struct demo_data *d, size_t training)
{
	struct date granted = demo_step_day(d, training, STEP_GRANT);

	return date_is_set(granted) ? granted : demo_step_day(d, training, STEP_ACCEPT);
}

/* ---- what each step says ---- */

const struct demo_allowance *demo_allowance_on(const struct demo_data *d, int person, struct date day)
{
	for (size_t i = 0; i < d->allowance_count; i++) {
		const struct demo_allowance *x = &d->allowances[i];

		if (x->person == person && date_compare(x->from, day) <= 0 && (!date_is_set(x->to) || date_compare(x->to, day) > 0))
			return x;
	}
	return NULL;
}

const char *demo_funder_of(const struct demo_data *d, size_t training)
{
	const struct demo_training *t = &d->trainings[training];
	const struct demo_offer *o = &demo_offers[t->offer];
	enum regime regime = d->people[t->person].plan.regime;
	bool dismissed = regime == REGIME_CSP || regime == REGIME_CRP || regime == REGIME_CTP || regime == REGIME_CSP_ANI4;

	if (o->opca[0] != '\0' && (dismissed || o->common[0] == '\0'))
		return o->opca;
	return o->common;
}

static const char *step_text(struct demo_random *r, enum training_step step)
{
	static const char *const raised[] = {"En parle à la fin de l'entretien : voudrait se former", "Projet qui revient, à creuser",
		"A vu une affiche, demande si c'est possible", "Idée née de l'atelier métiers"};

	switch (step) {
	case STEP_RAISE: return raised[demo_random_below(r, 4)];
	case STEP_COUNTER: return "Un module de 140 heures d'abord, la suite selon les résultats";
	case STEP_CONTEST: return "Trois offres du bassin jointes, lettre d'un employeur";
	case STEP_CHECK: return "Assidu, à l'aise en atelier ; trajet plus long que prévu";
	case STEP_FOLLOW: return "Joint par téléphone";
	default: return "";
	}
}

/* One after the other, so that each is seen. */
static const char *step_grounds(struct demo_story *h, enum training_step step)
{
	static const char *const refusals[] = {"{cout,nature}", "{sans_place,bilan_non_prioritaire,autres_priorites}",
		"{metier_non_en_tension,autre_region,autre}"};
	static const char *const drops[] = {"{emploi}", "{garde_enfant}", "{delai}", "{mobilite}", "{remuneration}", "{autocensure}", "{emploi}",
		"{grossesse}", "{maladie}", "{garde_enfant}", "{autre}"};
	static const char *const ends[] = {"{certification}", "{terme}", "{certification_partielle}", "{certification}", "{sans_certification}", "{autre}"};
	static const char *const follows[] = {"{emploi}", "{sans_suite}", "{emploi}", "{formation}", "{inconnu}"};

	switch (step) {
	case STEP_REFUSE: return h->shows & SHOW_NO_COUNTER ? "{metier_non_en_tension}" : refusals[h->told.refusals++ % 3];
	case STEP_DROP: return h->shows & SHOW_HOLE ? "{financement}" : drops[h->told.drops++ % 11];
	case STEP_END: return ends[h->told.ends++ % 6];
	case STEP_FOLLOW: return follows[h->told.follows++ % 5];
	default: return "{}";
	}
}

static struct demo_training_event *event_add(struct demo_story *h, enum training_step step, struct date on)
{
	struct demo_data *d = h->d;
	struct demo_training_event *e;

	d->training_events = demo_list_room(&d->arena, d->training_events, d->training_event_count, sizeof(*d->training_events));
	e = &d->training_events[d->training_event_count++];
	*e = (struct demo_training_event){.training = h->training, .step = step, .on = on, .with = "", .funder = "", .counter = "",
	                                  .no_counter = "", .despite = "", .text = step_text(&h->r, step),
	                                  .grounds = step_grounds(h, step)};
	if (strstr(e->grounds, "autre}") != NULL && e->text[0] == '\0')
		e->text = "Déménage hors du département";
	demo_random_uuid(&h->r, e->id);
	return e;
}

/* As it is said before filing (000:1546): an OPCA pays none, and nothing is drawn on the first day. */
static bool no_income(const struct demo_data *d, size_t training, const char *funder)
{
	const struct demo_training *t = &d->trainings[training];

	return strcmp(funder, demo_offers[t->offer].opca) == 0 && demo_allowance_on(d, t->person, t->starts) == NULL;
}

static void step_add(struct demo_story *h, enum training_step step, struct date on)
{
	struct demo_data *d = h->d;
	struct demo_training_event *e = event_add(h, step, on);

	if (step == STEP_FILE) {
		e->funder = demo_funder_of(d, h->training);
		e->no_income_said = no_income(d, h->training, e->funder);
	} else if (step == STEP_REFUSE && h->shows & SHOW_NO_COUNTER) {
		e->no_counter = "Aucune place avant un an dans la région";
	} else if (step == STEP_REFUSE) {
		e->counter = "Un parcours plus court, à l'AFPA de Laval";
	} else if (step == STEP_FUND && h->shows & SHOW_HOLE) {
		e->despite = "La personne avance les frais, aide demandée au département";
	} else if (step == STEP_ENTER) {
		e->place_confirmed = (h->shows & SHOW_FULL) != 0;
	}
}

/* Filed some time ago: the funder was called. */
static void exchange_add(struct demo_story *h, struct date last)
{
	struct demo_training_event *e;

	if (date_diff(h->d->today, last) < 6)
		return;
	e = event_add(h, STEP_EXCHANGE, working_day(date_add_days(h->d->today, -2)));
	e->with = "gestionnaire du financeur";
	e->text = "Relance par téléphone : le dossier est à l'instruction, réponse promise sous huit jours";
}

/* ---- one request ---- */

static struct demo_training *training_add(struct demo_story *h, int person, int offer)
{
	struct demo_data *d = h->d;
	struct demo_training *t;

	d->trainings = demo_list_room(&d->arena, d->trainings, d->training_count, sizeof(*d->trainings));
	h->training = d->training_count;
	t = &d->trainings[d->training_count++];
	*t = (struct demo_training){.person = person, .offer = offer, .session = -1, .starts = DATE_NONE, .ends = DATE_NONE};
	demo_random_uuid(&h->r, t->id);
	return t;
}

static struct date course_end(const struct demo_offer *o, struct date starts)
{
	return date_add_days(training_end(starts, o->hours * 60, o->pace * 60), -2);
}

/* The session of that course that begins nearest to the day, among those to come when it is to come. */
static long session_near(const struct demo_data *d, int offer, struct date day)
{
	bool ahead = date_compare(day, d->today) > 0;
	long best = -1;
	int least = ahead ? 45 : 10;

	for (size_t i = 0; i < d->session_count; i++) {
		const struct demo_session *s = &d->sessions[i];
		int far = date_diff(s->starts, day);

		far = far < 0 ? -far : far;
		if (s->offer == offer && !s->withdrawn && far < least && ahead == (date_compare(s->starts, d->today) > 0)) {
			best = (long)i;
			least = far;
		}
	}
	return best;
}

static void course_date(struct demo_story *h, struct demo_training *t, int starts, bool exact)
{
	const struct demo_offer *o = &demo_offers[t->offer];
	struct date day = date_add_days(h->d->today, starts);

	t->session = exact ? -1 : session_near(h->d, t->offer, day);
	t->starts = t->session >= 0 ? h->d->sessions[t->session].starts : date_add_days(day, 1 - date_weekday(day));
	t->ends = course_end(o, t->starts);
}

/* The request goes when there was no time for all that led to its stage. */
static bool training_make(struct demo_story *h, struct demo_training *t, enum training_stage stage, int since)
{
	struct path p = path_to(stage, h);

	t->stage = stage;
	if (stage == TRAINING_COMPLETED && date_compare(t->ends, h->d->today) >= 0)
		t->ends = working_day(date_add_days(h->d->today, -since));
	if (!days_find(h, &p, t, since)) {
		h->d->training_count--;
		return false;
	}
	for (int i = 0; i < p.count; i++)
		step_add(h, p.steps[i], p.days[i]);
	if (stage == TRAINING_DROPPED_AFTER)
		t->ends = p.days[p.count - 1];
	if (stage == TRAINING_FILED)
		exchange_add(h, p.days[p.count - 1]);
	demo_make_dossier(h);
	return true;
}

/* ---- the first référent's ---- */

static void part_make(struct demo_story *h, const struct part *x)
{
	struct demo_training *t = training_add(h, x->person, offer_find(x->offer));

	h->shows = x->shows;
	h->owner = x->owner;
	if (x->starts != NO_DATE)
		course_date(h, t, x->starts, x->starts < 0);
	training_make(h, t, x->stage, x->since);
}

/* ---- everybody else's ---- */

static const struct { enum training_stage stage; int weight, low, high; /* days since */ int from, to; /* days until the course */ } drawn[] = {
	{TRAINING_RAISED, 52, 3, 200, NO_DATE, 0},
	{TRAINING_PROJECT, 14, 5, 60, 40, 120},
	{TRAINING_READY, 3, 1, 6, 30, 80},
	{TRAINING_DROPPED_BEFORE, 12, 10, 250, NO_DATE, 0},
	{TRAINING_FILED, 4, 0, 2, 25, 60},
	{TRAINING_PIECES, 2, 1, 6, 30, 70},
	{TRAINING_COUNTERED, 1, 1, 5, 30, 70},
	{TRAINING_REFUSED, 4, 1, 5, 30, 70},
	{TRAINING_GRANTED, 3, 2, 11, 14, 40},
	{TRAINING_FUNDED, 3, 2, 14, 6, 30},
	{TRAINING_ENTERED, 15, 3, 30, -25, -3},
	{TRAINING_COMPLETED, 26, 8, 150, -200, -60},
	{TRAINING_FOLLOWED, 14, 3, 20, -330, -250},
	{TRAINING_DROPPED_AFTER, 1, 5, 60, -90, -65},
};

static size_t drawn_stage(struct demo_random *r)
{
	int weights[sizeof(drawn) / sizeof(*drawn)];

	for (size_t i = 0; i < sizeof(drawn) / sizeof(*drawn); i++)
		weights[i] = drawn[i].weight;
	return demo_random_weighted(r, weights, sizeof(drawn) / sizeof(*drawn));
}

static void training_draw(struct demo_story *h, int person)
{
	size_t k = drawn_stage(&h->r);
	int since = demo_random_between(&h->r, drawn[k].low, drawn[k].high);
	struct demo_training *t = training_add(h, person, (int)demo_random_below(&h->r, (unsigned)demo_offer_count));

	h->shows = drawn[k].stage != TRAINING_PIECES && demo_random_chance(&h->r, 30) ? SHOW_PIECES_ONCE : 0;
	h->owner = demo_random_chance(&h->r, 50) ? DEBTOR_PERSON : DEBTOR_BODY;
	if (drawn[k].from != NO_DATE)
		course_date(h, t, demo_random_between(&h->r, drawn[k].from, drawn[k].to), false);
	if (drawn[k].stage >= TRAINING_COMPLETED)
		h->shows |= SHOW_CHECKED;
	if (drawn[k].stage == TRAINING_ENTERED && demo_offers[t->offer].hours < LONG_HOURS) {
		h->d->training_count--; /* it would be over by now */
		return;
	}
	if ((drawn[k].stage == TRAINING_COMPLETED || drawn[k].stage == TRAINING_FOLLOWED) &&
		date_diff(h->d->today, t->ends) < (drawn[k].stage == TRAINING_FOLLOWED ? FOLLOWED_AFTER + since : since)) {
		h->d->training_count--; /* too long a course to be over by then */
		return;
	}
	training_make(h, t, drawn[k].stage, since);
}

/* T7: five people of five référents on the same course, which lets them all out on the same day. */
static void convergence_make(struct demo_story *h)
{
	int offer = offer_find("soudeur-tig"), made = 0;

	for (size_t p = 0; p < h->d->people_count && made < CONVERGING; p++) {
		const struct demo_person *x = &h->d->people[p];

		if (x->holder != made + 1 || date_diff(h->d->today, x->entry) < 150 || x->plan.regime == REGIME_NONE)
			continue;
		h->shows = 0;
		struct demo_training *t = training_add(h, (int)p, offer);
		course_date(h, t, 28, false);
		made += training_make(h, t, TRAINING_FUNDED, 6);
	}
}

void demo_make_trainings(struct demo_data *d)
{
	struct demo_story h = {.d = d};

	demo_random_seed(&h.r, d->seed, 14);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		part_make(&h, &parts[i]);
	convergence_make(&h);
	for (size_t p = 0; p < d->people_count; p++) {
		const struct demo_person *x = &d->people[p];

		if (x->holder > 0 && x->plan.regime != REGIME_NONE && demo_random_chance(&h.r, EVOKED_PERCENT))
			training_draw(&h, (int)p);
	}
}
