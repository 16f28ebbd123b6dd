/* Contracts and their versions: one for each regime of a person's course, renewed at its term, amended now and then. */
#include "sql/demo/demo_bonds.h"

enum { RENEWED_MONTHS = 12, CALM_DAYS = 45, INTENSIVE_TARGET = 15 * 60, LIGHT_TARGET = 10 * 60 };

static const struct { int person; enum bond bond; } bonds[] = {
	{1, BOND_THIRD_LATE}, {2, BOND_HOURS_SHORT}, {3, BOND_REORIENTED}, {4, BOND_EXCUSED}, {11, BOND_REMEDY_LATE},
	{12, BOND_REMEDY_SOON}, {13, BOND_REQUEST}, {17, BOND_HOURS_OLD}, {18, BOND_HOURS_WAITING}, {19, BOND_HOURS_SOON},
	{20, BOND_EXPIRING}, {21, BOND_COMPLAINT}, {22, BOND_REMEDY_GIVEN}, {26, BOND_UNINFORMED}, {27, BOND_NO_EMPLOYMENT},
	{28, BOND_NO_CONTRACT}, {30, BOND_UNSIGNED}, {31, BOND_THIRD_SOON}, {32, BOND_FEW_ACTIONS}, {33, BOND_WEEKLY},
	{34, BOND_NO_CHOICE}, {34, BOND_HOURS_LONG}, {35, BOND_LAPSED}, {36, BOND_AMENDED}, {0, BOND_AMENDED}, {38, BOND_STRUCTURING},
	{43, BOND_EXPIRING}, {43, BOND_FEW_ACTIONS}, {43, BOND_NO_EMPLOYMENT}, {43, BOND_HOURS_SHORT},
};

bool demo_bond_has(int person, enum bond bond)
{
	for (size_t i = 0; i < sizeof(bonds) / sizeof(*bonds); i++)
		if (bonds[i].person == person && bonds[i].bond == bond)
			return true;
	return false;
}

bool demo_bond_is_cast(const struct demo_data *d, int person)
{
	return d->people[person].holder == 0;
}

struct date demo_version_signed(const struct demo_version *v)
{
	if (!date_is_set(v->signed_person) || !date_is_set(v->signed_structure))
		return DATE_NONE;
	return date_latest(v->signed_person, v->signed_structure);
}

int demo_rank_on(const struct demo_contract *c, struct date day)
{
	int rank = 0;

	if (date_compare(c->from, day) > 0 || (date_is_set(c->closed) && date_compare(c->closed, day) <= 0))
		return 0;
	for (int i = 0; i < c->version_count; i++) {
		struct date signed_on = demo_version_signed(&c->versions[i]);

		if (date_is_set(signed_on) && date_compare(signed_on, day) <= 0)
			rank = i + 1;
	}
	if (rank > 0 && date_is_set(c->versions[rank - 1].to) && date_compare(c->versions[rank - 1].to, day) <= 0)
		return 0;
	return rank;
}

long demo_contract_on(const struct demo_data *d, int person, struct date day)
{
	for (size_t i = 0; i < d->contract_count; i++)
		if (d->contracts[i].person == person && demo_rank_on(&d->contracts[i], day) > 0)
			return (long)i;
	return -1;
}

/* ---- one contract ---- */

static const char *objectives_of(struct demo_random *r, enum regime regime)
{
	static const char *const common[] = {
		"Trouver un emploi d'aide à domicile dans le bassin de Vitré, à temps partiel d'abord",
		"Valider un projet d'employé de rayon par une immersion, puis postuler dans trois enseignes",
		"Retrouver un poste en logistique, CACES 1 et 3 à jour avant l'été",
		"Reprendre confiance, obtenir le code, puis viser un poste en entretien des espaces verts",
		"Préparer une reconversion vers l'accueil et le secrétariat médical",
	};
	static const char *const young[] = {
		"Choisir un métier parmi trois essayés en immersion, puis entrer en apprentissage",
		"Tenir un rythme de 15 heures par semaine et décrocher un premier contrat",
	};

	if (regime == REGIME_CEJ || regime == REGIME_PACEA)
		return young[demo_random_below(r, 2)];
	return common[demo_random_below(r, 5)];
}

static enum parcours parcours_of(struct demo_random *r, enum regime regime)
{
	static const int weights[] = {0, 60, 30, 10};

	if (regime == REGIME_CE || regime == REGIME_CUER || regime == REGIME_CER)
		return (enum parcours)demo_random_weighted(r, weights, PARCOURS_COUNT);
	return PARCOURS_NONE;
}

/* First day out of a contract that begins with the regime, or renews another one. */
static struct date term_of(const struct demo_passage *g, struct date from)
{
	int months = demo_regime_months(g->regime);

	if (months > 0)
		return date_add_months(g->from, months);
	if (g->regime == REGIME_PPAE || g->regime == REGIME_PACEA)
		return DATE_NONE;
	return date_add_months(from, RENEWED_MONTHS);
}

static struct demo_contract *contract_add(struct demo_data *d, struct demo_random *r, int person, enum regime regime,
	struct date from)
{
	struct demo_contract *c;

	d->contracts = demo_list_room(&d->arena, d->contracts, d->contract_count, sizeof(*d->contracts));
	c = &d->contracts[d->contract_count++];
	*c = (struct demo_contract){.person = person, .regime = regime, .from = from, .closed = DATE_NONE, .closing = "",
	                            .closing_text = "", .chosen = DATE_NONE, .choice_reason = "", .follows = -1};
	demo_random_uuid(r, c->id);
	return c;
}

static struct demo_version *version_add(struct demo_contract *c, struct date prepared, struct date to)
{
	struct demo_version *v = &c->versions[c->version_count++];

	*v = (struct demo_version){.objectives = "", .reason = "", .to = to, .target = -1, .prepared = prepared,
	                           .signed_person = DATE_NONE, .signed_structure = DATE_NONE, .dropped = DATE_NONE};
	if (c->version_count > 1) {
		const struct demo_version *before = v - 1;

		v->objectives = before->objectives;
		v->target = before->target;
		v->intensive = before->intensive;
	}
	return v;
}

static void version_sign(struct demo_version *v, struct date day)
{
	v->signed_person = v->signed_structure = day;
}

/* Who is asked for hours: each CEJ, and a part of the CE and CUER in active support. */
static void version_set_target(const struct demo_data *d, struct demo_random *r, struct demo_version *v, int person,
	enum regime regime)
{
	bool drawn = demo_random_chance(r, 45), cast = demo_bond_is_cast(d, person);
	bool asked = regime == REGIME_CE || regime == REGIME_CUER;

	if (d->people[person].plan.follow_up == FOLLOW_STRUCTURING && !demo_bond_has(person, BOND_STRUCTURING))
		asked = false;
	if (!asked || (!cast && !drawn))
		return;
	v->intensive = demo_random_chance(r, 70) || cast;
	v->target = v->intensive ? INTENSIVE_TARGET : LIGHT_TARGET;
}

/* An avenant at mid-term; one that prolongs a contract about to end, when nothing says that it should show it. */
static void contract_amend(const struct demo_data *d, struct demo_random *r, struct demo_contract *c, bool prolong)
{
	const struct demo_version *first = &c->versions[c->version_count - 1];
	struct date on = prolong ? date_add_days(d->today, -demo_random_between(r, 5, 12))
	                         : date_add_days(c->from, demo_random_between(r, 25, 50));
	struct demo_version *v;

	if (c->version_count >= DEMO_VERSIONS || date_compare(on, date_add_days(d->today, -2)) > 0 || date_compare(on, c->from) <= 0)
		return;
	v = version_add(c, date_add_days(on, -2), prolong ? date_add_months(first->to, 6) : first->to);
	v->reason = prolong ? "Prolonger le contrat de six mois : les actions en cours vont à leur terme"
	                    : "Adapter le rythme et remplacer une action qui ne convenait pas";
	if (!prolong && v->target > 0)
		v->target -= 2 * 60;
	version_sign(v, date_latest(on, demo_version_signed(first)));
}

static bool ends_soon(const struct demo_data *d, struct date to)
{
	return date_is_set(to) && date_compare(to, d->today) > 0 && date_diff(to, d->today) < CALM_DAYS;
}

/* One contract under a regime, from `from`; its index. Ended regimes close it. */
static size_t contract_make(struct demo_data *d, struct demo_random *r, int person, const struct demo_passage *g,
	struct date from)
{
	struct demo_contract *c = contract_add(d, r, person, g->regime, from);
	struct demo_version *v;

	c->parcours = parcours_of(r, g->regime);
	v = version_add(c, date_add_days(from, -3), term_of(g, from));
	v->objectives = objectives_of(r, g->regime);
	v->by_guardian = g->regime == REGIME_CEJ && date_diff(from, d->people[person].birth) < 18 * 365;
	version_set_target(d, r, v, person, g->regime);
	version_sign(v, from);
	if (demo_bond_has(person, BOND_AMENDED) || (!demo_bond_is_cast(d, person) && demo_random_chance(r, 25)))
		contract_amend(d, r, c, false);
	v = &c->versions[c->version_count - 1];
	if (ends_soon(d, v->to) && demo_regime_months(g->regime) == 0 && !demo_bond_has(person, BOND_EXPIRING) &&
		(demo_bond_is_cast(d, person) || demo_random_chance(r, 60)))
		contract_amend(d, r, c, true);
	if (date_is_set(g->to) && (!date_is_set(v->to) || date_compare(g->to, v->to) < 0)) {
		c->closed = g->to;
		c->closing = "passage";
	}
	return d->contract_count - 1;
}

/* ---- a person's contracts ---- */

static struct date first_signature(struct demo_random *r, const struct demo_passage *g)
{
	return date_add_days(g->from, demo_random_between(r, 6, 14));
}

/* An intensive parcours that goes on beyond its year says why (003:4428). */
static void choice_record(struct demo_data *d, size_t index, struct date day)
{
	struct demo_contract *c = &d->contracts[index];

	if (!c->versions[c->version_count - 1].intensive || demo_bond_has(c->person, BOND_NO_CHOICE) ||
		demo_bond_has(c->person, BOND_STRUCTURING))
		return;
	c->choice = CHOICE_CONTINUE;
	c->chosen = date_add_days(day, -4);
	c->choice_reason = "La personne progresse et demande à garder ce rythme";
}

static struct date term_reached(const struct demo_contract *c)
{
	return c->versions[c->version_count - 1].to;
}

/* Renewed at each term, as long as the regime lasts and the day is not reached. */
static void contracts_of_passage(struct demo_data *d, struct demo_random *r, int person, const struct demo_passage *g)
{
	struct date from = first_signature(r, g), end = date_is_set(g->to) ? g->to : d->today;
	size_t index;

	if (demo_bond_has(person, BOND_EXPIRING)) /* so that the last one ends in a few days */
		from = date_add_months(date_add_days(d->today, person == 43 ? 10 : 20), -RENEWED_MONTHS);
	if (demo_bond_has(person, BOND_EXPIRING) && date_compare(from, g->from) < 0)
		from = date_add_days(g->from, 8);
	if (date_compare(from, end) >= 0 || date_compare(from, date_add_days(d->today, -1)) > 0)
		return;
	index = contract_make(d, r, person, g, from);
	while (demo_regime_months(g->regime) == 0 && date_is_set(term_reached(&d->contracts[index])) &&
		date_compare(term_reached(&d->contracts[index]), end) < 0) {
		from = term_reached(&d->contracts[index]);
		choice_record(d, index, from);
		index = contract_make(d, r, person, g, from);
		d->contracts[index].follows = (long)index - 1;
	}
	if (demo_bond_has(person, BOND_EXPIRING))
		d->contracts[index].versions[d->contracts[index].version_count - 1].to = date_add_days(d->today, person == 43 ? 10 : 20);
}

/* ---- the first référent's exceptions ---- */

static void version_prepare(struct demo_data *d, struct demo_random *r, int person, enum regime regime, int days_ago)
{
	struct date day = date_add_days(d->today, -days_ago);
	struct demo_contract *c = contract_add(d, r, person, regime, day);
	struct demo_version *v = version_add(c, date_add_days(day, -2), date_add_months(day, RENEWED_MONTHS));

	c->parcours = PARCOURS_PROFESSIONAL;
	v->objectives = objectives_of(r, regime);
	v->signed_structure = date_add_days(day, -1);
}

static void reoriented_make(struct demo_data *d, struct demo_random *r, int person, const struct demo_passage *g)
{
	struct demo_contract *c;

	contracts_of_passage(d, r, person, g);
	c = &d->contracts[d->contract_count - 1];
	c->closed = date_add_days(d->today, -28);
	c->closing = "reorientation";
	version_prepare(d, r, person, g->regime, 3);
	d->contracts[d->contract_count - 1].versions[0].signed_structure = DATE_NONE;
}

static void lapsed_make(struct demo_data *d, struct demo_random *r, int person, const struct demo_passage *g)
{
	size_t index = contract_make(d, r, person, g, first_signature(r, g));

	d->contracts[index].versions[0].to = date_add_days(d->today, -6);
}

static void person_contracts(struct demo_data *d, struct demo_random *r, int person, const struct demo_passage *g)
{
	bool open = !date_is_set(g->to);

	if (open && demo_bond_has(person, BOND_NO_CONTRACT))
		return;
	if (open && demo_bond_has(person, BOND_UNSIGNED))
		version_prepare(d, r, person, g->regime, 35);
	else if (open && demo_bond_has(person, BOND_REORIENTED))
		reoriented_make(d, r, person, g);
	else if (open && demo_bond_has(person, BOND_LAPSED))
		lapsed_make(d, r, person, g);
	else if (open && !demo_bond_is_cast(d, person) && demo_random_chance(r, 2))
		version_prepare(d, r, person, g->regime, 4);
	else
		contracts_of_passage(d, r, person, g);
}

void demo_make_contracts(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 11);
	for (size_t p = 0; p < d->people_count; p++)
		for (int i = 0; i < d->people[p].passage_count; i++)
			person_contracts(d, &r, (int)p, &d->people[p].passages[i]);
	demo_make_commitments(d, &r);
}
