/* What people live on, the periods that they spend in a company, the days that they miss of a course. */
#include <string.h>

#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

enum { NO_END = 10000, NEVER = -1, PERIOD_PERCENT = 12, ALLOWANCE_PERCENT = 85, LONG_RIGHTS = 540 };

/* ---- allowances ---- */

static const char *kind_of(enum regime regime, size_t person)
{
	switch (regime) {
	case REGIME_CSP:
	case REGIME_CSP_ANI4: return "asp";
	case REGIME_CTP:
	case REGIME_CRP:
	case REGIME_CAR_CTP: return "are";
	case REGIME_PPAE: return person % 7 == 3 ? "ass" : "are"; /* rights spent: 000:1539 */
	case REGIME_CEJ: return "acej";
	case REGIME_PACEA: return "pacea";
	default: return person % 17 == 4 ? "autre" : "rsa";
	}
}

/* Whom the demonstration shows without any: nothing would be paid during an OPCA's course (000:1546). */
static bool goes_without(struct demo_random *r, int person)
{
	static const int cast[] = {30, 32, 3};

	for (size_t i = 0; i < sizeof(cast) / sizeof(*cast); i++)
		if (cast[i] == person)
			return true;
	return person > 43 && !demo_random_chance(r, ALLOWANCE_PERCENT);
}

/* First day out; DATE_NONE: no end known. */
static struct date rights_end(struct demo_random *r, const struct demo_passage *g)
{
	int months = demo_regime_months(g->regime);

	if (date_is_set(g->to))
		return g->to;
	if (months > 0)
		return date_add_days(date_period_end(g->from, months), 1);
	return g->regime == REGIME_PPAE ? date_add_days(g->from, LONG_RIGHTS + demo_random_between(r, 0, 180)) : DATE_NONE;
}

void demo_make_allowances(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 15);
	for (size_t p = 0; p < d->people_count; p++)
		for (int i = 0; i < d->people[p].passage_count; i++) {
			const struct demo_passage *g = &d->people[p].passages[i];
			struct demo_allowance *x;

			if (goes_without(&r, (int)p) && !date_is_set(g->to))
				continue;
			d->allowances = demo_list_room(&d->arena, d->allowances, d->allowance_count, sizeof(*d->allowances));
			x = &d->allowances[d->allowance_count++];
			*x = (struct demo_allowance){.person = (int)p, .kind = kind_of(g->regime, p), .from = g->from, .to = rights_end(&r, g)};
			demo_random_uuid(&r, x->id);
		}
}

static void allowance_add(struct demo_data *d, struct demo_random *r, const struct demo_allowance *like, const char *kind, struct date from, struct date to)
{
	struct demo_allowance *x;

	if (date_is_set(to) && date_compare(from, to) >= 0)
		return;
	d->allowances = demo_list_room(&d->arena, d->allowances, d->allowance_count, sizeof(*d->allowances));
	x = &d->allowances[d->allowance_count++];
	*x = (struct demo_allowance){.person = like->person, .kind = kind, .from = from, .to = to};
	demo_random_uuid(r, x->id);
}

/* What the person lived on gives way, from the first to the last day of a course that is over: an ARE becomes an AREF, then an RFF
 * (000:1539); others are paid by the Région (000:1506). */
static void allowance_split(struct demo_data *d, struct demo_random *r, const struct demo_training *t)
{
	struct date after = date_add_days(t->ends, 1), half = date_add_days(t->starts, date_diff(t->ends, t->starts) / 2);
	size_t i = 0;
	bool are;

	while (i < d->allowance_count && !(d->allowances[i].person == t->person && date_compare(d->allowances[i].from, t->starts) < 0 &&
	                                   (!date_is_set(d->allowances[i].to) || date_compare(d->allowances[i].to, after) > 0)))
		i++;
	if (i == d->allowance_count || (strcmp(d->allowances[i].kind, "are") != 0 && strcmp(d->allowances[i].kind, "rsa") != 0))
		return;
	struct demo_allowance was = d->allowances[i];

	are = strcmp(was.kind, "are") == 0;
	d->allowances[i].to = t->starts;
	allowance_add(d, r, &was, are ? "aref" : "region", t->starts, are ? half : after);
	if (are)
		allowance_add(d, r, &was, "rff", half, after);
	allowance_add(d, r, &was, was.kind, after, was.to);
}

static void allowances_of_courses(struct demo_data *d, struct demo_random *r)
{
	for (size_t i = 0; i < d->training_count; i++)
		if (d->trainings[i].stage == TRAINING_COMPLETED || d->trainings[i].stage == TRAINING_FOLLOWED)
			allowance_split(d, r, &d->trainings[i]);
}

/* ---- periods in a company ---- */

/* Of the first référent's: days since it began, days that it lasts, days since the debrief. */
static const struct part { int person; const char *kind; int since, days, debriefed; bool with_host; } parts[] = {
	{2, "immersion", 19, 14, NEVER, false},  /* over, to be debriefed */
	{18, "pmsmp", 24, 12, NEVER, false},     /* the same, late */
	{17, "emt", 40, 5, 34, true},
	{5, "pmsmp", 4, 14, NEVER, false},       /* running */
	{6, "activite", 70, 28, 40, false},
	{10, "immersion", 75, 7, 66, true},
	{31, "activite", 30, 20, 9, true},
	{39, "reprise", 160, 45, 112, false},
	{8, "reprise", 90, 10, 78, false},
	{13, "immersion", -9, 5, NEVER, false},  /* to come */
};

static const char *const hosts[] = {"Scierie du Pertre", "Boulangerie Hamon", "Résidence Les Tilleuls", "Logistique Armor", "Garage de la Vilaine",
	"Mairie d'Étrelles", "Biscuiterie de l'Ouest", "Clinique Saint-Yves"};
static const char *const trades[] = {"opérateur de sciage", "vendeuse", "agent de service", "cariste", "mécanicien", "agent des espaces verts",
	"conducteur de ligne", "brancardier"};

static struct demo_company_period *period_add(struct demo_data *d, struct demo_random *r, int person, const char *kind, int since, int days)
{
	static const char *const aims[] = {"Éprouver le métier avant la formation", "Vérifier la tenue du rythme", "Se faire connaître de l'employeur"};
	unsigned where = demo_random_below(r, 8);
	struct demo_company_period *x;

	d->company_periods = demo_list_room(&d->arena, d->company_periods, d->company_period_count, sizeof(*d->company_periods));
	x = &d->company_periods[d->company_period_count++];
	*x = (struct demo_company_period){.person = person, .training = -1, .kind = kind, .host = hosts[where], .trade = trades[where],
	                                  .aim = strcmp(kind, "reprise") == 0 ? "" : aims[demo_random_below(r, 3)],
	                                  .from = date_add_days(d->today, -since), .debriefed = DATE_NONE, .debrief = "", .despite = ""};
	x->to = date_add_days(x->from, days);
	for (size_t i = 0; i < d->training_count; i++)
		if (d->trainings[i].person == person && strcmp(kind, "immersion") == 0)
			x->training = (long)i;
	demo_random_uuid(r, x->id);
	return x;
}

static void period_debrief(struct demo_random *r, struct demo_company_period *x, struct date on, bool with_host)
{
	static const char *const texts[] = {"Geste sûr, à l'heure chaque jour ; l'entreprise le reprendrait.", "Métier confirmé ; fatigue en fin de semaine.",
		"Accueil difficile le premier jour, puis bonne intégration ; projet maintenu."};

	x->debriefed = on;
	x->with_host = with_host;
	x->debrief = texts[demo_random_below(r, 3)];
}

static void part_make(struct demo_data *d, struct demo_random *r, const struct part *p)
{
	struct demo_company_period *x;

	if (date_diff(d->today, d->people[p->person].entry) < p->since)
		return;
	x = period_add(d, r, p->person, p->kind, p->since, p->days);
	if (p->debriefed != NEVER)
		period_debrief(r, x, date_add_days(d->today, -p->debriefed), p->with_host);
	if (strcmp(p->kind, "reprise") == 0 && p->days < 14)
		x->despite = "La personne le sait et préfère ce contrat";
}

static void period_draw(struct demo_data *d, struct demo_random *r, int person)
{
	static const char *const kinds[] = {"immersion", "immersion", "pmsmp", "emt", "activite"};
	int since = demo_random_between(r, 30, 200), days = demo_random_between(r, 5, 14);
	struct demo_company_period *x;

	if (date_diff(d->today, d->people[person].entry) < since)
		return;
	x = period_add(d, r, person, kinds[demo_random_below(r, 5)], since, days);
	period_debrief(r, x, date_add_days(x->to, demo_random_between(r, 0, 9)), demo_random_chance(r, 55));
}

/* ---- absences from a course ---- */

static void absences_make(struct demo_data *d, struct demo_random *r)
{
	for (size_t i = 0; i < d->training_count; i++) {
		const struct demo_training *t = &d->trainings[i];
		int stay = date_is_set(t->starts) ? date_diff(d->today, t->starts) : 0;
		struct demo_schooling_absence *x;

		if (t->stage < TRAINING_ENTERED || t->stage == TRAINING_DROPPED_BEFORE || stay < 20 || !demo_random_chance(r, 40))
			continue;
		d->schooling_absences = demo_list_room(&d->arena, d->schooling_absences, d->schooling_absence_count, sizeof(*d->schooling_absences));
		x = &d->schooling_absences[d->schooling_absence_count++];
		*x = (struct demo_schooling_absence){.training = i, .from = date_add_days(t->starts, 9)};
		x->to = date_add_days(x->from, demo_random_between(r, 1, 3));
		x->excused = demo_random_chance(r, 75);
		x->reason = x->excused ? "Enfant malade, certificat remis" : "Sans nouvelles, rappel le lendemain";
		demo_random_uuid(r, x->id);
		if (date_is_set(t->ends) && date_compare(x->to, date_add_days(t->ends, 1)) > 0) /* the course was over: drawn all the same, what follows stays */
			d->schooling_absence_count--;
	}
}

void demo_make_periods(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 16);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		part_make(d, &r, &parts[i]);
	for (size_t p = 0; p < d->people_count; p++)
		if (d->people[p].holder > 0 && demo_random_chance(&r, PERIOD_PERCENT))
			period_draw(d, &r, (int)p);
	absences_make(d, &r);
	allowances_of_courses(d, &r);
}
