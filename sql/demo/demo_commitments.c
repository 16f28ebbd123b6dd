/* What each contract holds: the lines of the socle and of the volet (as config/engagements.ini words them), those agreed
 * with the person; what was kept, when; and the remedial actions. */
#include <string.h>

#include "sql/demo/demo_bonds.h"

#define ONLY(r) (1U << (r))
#define UNIQUE (ONLY(REGIME_CUER) | ONLY(REGIME_CE))
#define FT (UNIQUE | ONLY(REGIME_PPAE) | ONLY(REGIME_CER) | ONLY(REGIME_PACEA))

enum { CALM_AHEAD = 5 }; /* what is due sooner than that is done: the lead of a date agreed is 3 days */

static const struct model {
	const char *code, *object;
	enum debtor debtor;
	unsigned int regimes;
	bool social_only, action, employment; /* social_only: a volet of the social orientations */
	enum cadence cadence;
	const char *rule, *source;
} models[] = {
	{"csp_referent_unique", "Suivi personnalisé renforcé par un référent unique", DEBTOR_STRUCTURE, ONLY(REGIME_CSP), false, false,
	 false, CADENCE_ONCE, "", "000:457"},
	{"csp_recherche", "Accompagner la recherche d'emploi, la création ou la reprise d'entreprise", DEBTOR_STRUCTURE,
	 ONLY(REGIME_CSP), false, false, false, CADENCE_ONCE, "", "000:460"},
	{"csp_mise_en_tension", "Concourir à la reprise durable de l'emploi par les activités convenues", DEBTOR_PERSON,
	 ONLY(REGIME_CSP), false, true, true, CADENCE_ONCE, "", "000:356"},
	{"ani4_parcours", "Parcours renforcé, soutenu et personnalisé de reclassement", DEBTOR_STRUCTURE, ONLY(REGIME_CSP_ANI4), false,
	 false, false, CADENCE_ONCE, "", "000:1302"},
	{"ctp_accompagnement", "Accompagnement renforcé et effort personnalisé de formation", DEBTOR_STRUCTURE, ONLY(REGIME_CTP), false,
	 false, false, CADENCE_ONCE, "", "000:4802"},
	{"crp_accompagnement", "Accompagner le retour rapide à l'emploi pendant les 8 mois de la convention", DEBTOR_STRUCTURE,
	 ONLY(REGIME_CRP), false, false, false, CADENCE_ONCE, "", "000:4808"},
	{"ft_diagnostic", "Diagnostic à 360° des besoins et de la situation", DEBTOR_STRUCTURE, FT, false, false, false, CADENCE_ONCE,
	 "", "003:5084"},
	{"ft_freins", "Lever les freins sociaux, avec une visée emploi", DEBTOR_STRUCTURE, FT, true, false, false, CADENCE_ONCE, "",
	 "003:5059"},
	{"ppae_actes", "Justifier d'actes positifs et répétés en vue de retrouver un emploi, de créer, reprendre ou développer une entreprise",
	 DEBTOR_PERSON, ONLY(REGIME_PPAE), false, true, true, CADENCE_ONCE, "", "003:7455"},
	{"ppae_projet", "Élaborer et actualiser son projet personnalisé d'accès à l'emploi", DEBTOR_PERSON, ONLY(REGIME_PPAE), false,
	 true, false, CADENCE_ONCE, "", "003:7451"},
	{"ppae_actualisation", "Actualiser sa situation chaque mois", DEBTOR_PERSON, ONLY(REGIME_PPAE), false, false, false,
	 CADENCE_MONTH, "actualisation", "003:7440"},
	{"cer_referent_unique", "Accompagnement social et professionnel adapté, organisé par un référent unique", DEBTOR_STRUCTURE,
	 ONLY(REGIME_CER), false, false, false, CADENCE_ONCE, "", "003:7483"},
	{"cer_insertion", "Entreprendre les actions nécessaires à une meilleure insertion sociale ou professionnelle", DEBTOR_PERSON,
	 ONLY(REGIME_CER), true, true, false, CADENCE_ONCE, "", "003:7494"},
	{"cer_actualisation", "Actualiser sa situation chaque trimestre", DEBTOR_PERSON, ONLY(REGIME_CER), false, false, false,
	 CADENCE_QUARTER, "actualisation", "003:7440"},
	{"cej_referent", "Un référent tout au long du parcours, jusqu'à l'insertion durable", DEBTOR_STRUCTURE, ONLY(REGIME_CEJ), false,
	 false, false, CADENCE_ONCE, "", "003:4190"},
	{"cej_assiduite", "Être assidu et participer activement à toutes les actions prévues", DEBTOR_PERSON, ONLY(REGIME_CEJ), false,
	 true, false, CADENCE_ONCE, "", "003:7523"},
	{"pacea_engagement", "Prendre part au parcours contractualisé vers l'emploi et l'autonomie", DEBTOR_PERSON, ONLY(REGIME_PACEA),
	 false, true, false, CADENCE_ONCE, "", "003:7437"},
	{"unique_assiduite", "Être assidu", DEBTOR_PERSON, UNIQUE, false, false, false, CADENCE_ONCE, "", "003:1122"},
	{"unique_actes", "Réaliser les actes convenus", DEBTOR_PERSON, UNIQUE, false, true, false, CADENCE_ONCE, "", "003:1122"},
};

static const char *const job_actions[] = {
	"Mettre son CV à jour et le déposer en ligne", "Rencontrer deux employeurs du bassin de Vitré",
	"Préparer l'entretien d'embauche du magasin de producteurs", "Essayer le métier : une semaine d'immersion",
	"Répondre à cinq offres et garder les réponses",
};
static const char *const other_actions[] = {
	"Passer l'examen du code", "Faire le point sur la garde d'enfants avec la Caf", "Prendre rendez-vous au bilan de santé",
	"Suivre l'atelier numérique du jeudi", "Réunir les pièces du dossier de logement",
};
static const char *const our_actions[] = {
	"Transmettre la liste des garages solidaires", "Demander le devis de la formation", "Appeler l'employeur pour l'immersion",
	"Inscrire la personne à l'atelier numérique", "Répondre sur l'aide à la mobilité",
};

struct holding {
	struct demo_data *d;
	struct demo_random *r;
	size_t contract;
	bool open; /* the contract binds today: what is still to come stays so */
};

static struct demo_contract *contract_of(const struct holding *h)
{
	return &h->d->contracts[h->contract];
}

static struct demo_commitment *line_add(struct holding *h, enum debtor debtor, const char *object, enum item_part part)
{
	struct demo_data *d = h->d;
	struct demo_commitment *x;

	d->commitments = demo_list_room(&d->arena, d->commitments, d->commitment_count, sizeof(*d->commitments));
	x = &d->commitments[d->commitment_count++];
	*x = (struct demo_commitment){.contract = h->contract, .rank_from = 1, .debtor = debtor, .object = object, .part = part,
	                              .due = DATE_NONE, .done = DATE_NONE, .rule = "", .model = "", .source = "",
	                              .excused = DATE_NONE, .excuse = ""};
	demo_random_uuid(h->r, x->id);
	return x;
}

/* ---- each time of a cadence ---- */

static struct date next_time(enum cadence cadence, struct date day)
{
	if (cadence == CADENCE_WEEK)
		return date_add_days(day, 7);
	return date_add_months(day, cadence == CADENCE_MONTH ? 1 : 3);
}

static void fulfilments_make(struct holding *h, const struct demo_commitment *x, size_t index)
{
	struct demo_data *d = h->d;
	struct date end = date_is_set(contract_of(h)->closed) ? contract_of(h)->closed : d->today;
	struct date day = x->due;

	while (date_compare(date_add_days(day, -CALM_AHEAD), end) <= 0 && date_compare(day, date_add_days(end, CALM_AHEAD)) < 0) {
		struct demo_fulfilment *f;
		struct date on = date_compare(day, end) > 0 ? date_add_days(end, -1) : day;

		d->fulfilments = demo_list_room(&d->arena, d->fulfilments, d->fulfilment_count, sizeof(*d->fulfilments));
		f = &d->fulfilments[d->fulfilment_count++];
		*f = (struct demo_fulfilment){.commitment = index, .on = on};
		demo_random_uuid(h->r, f->id);
		day = next_time(x->cadence, on);
	}
}

static void cadenced_add(struct holding *h, struct demo_commitment *x, enum cadence cadence)
{
	x->cadence = cadence;
	x->due = next_time(cadence, contract_of(h)->from);
	if (date_is_set(demo_version_signed(&contract_of(h)->versions[0])))
		fulfilments_make(h, x, h->d->commitment_count - 1);
}

/* ---- the socle, the volet, third parties ---- */

static bool model_fits(const struct model *m, const struct demo_contract *c)
{
	bool social = c->parcours == PARCOURS_SOCIO_PROFESSIONAL || c->parcours == PARCOURS_SOCIAL;
	bool no_action = demo_bond_has(c->person, BOND_FEW_ACTIONS) || demo_bond_has(c->person, BOND_NO_EMPLOYMENT);

	return (m->regimes & (1U << c->regime)) != 0 && (!m->social_only || social) && !(no_action && m->employment);
}

static void models_add(struct holding *h)
{
	for (size_t i = 0; i < sizeof(models) / sizeof(*models); i++) {
		const struct model *m = &models[i];
		struct demo_commitment *x;

		if (!model_fits(m, contract_of(h)))
			continue;
		x = line_add(h, m->debtor, m->object, m->social_only ? PART_VOLET : PART_SOCLE);
		x->model = m->code;
		x->rule = m->rule;
		x->source = m->source;
		x->action = m->action && !(demo_bond_has(contract_of(h)->person, BOND_FEW_ACTIONS));
		x->employment = x->action && m->employment;
		if (m->cadence != CADENCE_ONCE)
			cadenced_add(h, x, m->cadence);
	}
}

static void third_add(struct holding *h, enum debtor debtor, const char *object, const char *rule, int days)
{
	struct demo_commitment *x = line_add(h, debtor, object, PART_VOLET);

	x->rule = rule;
	x->due = date_add_days(h->d->today, days);
	if (date_compare(x->due, contract_of(h)->from) <= 0)
		x->due = date_add_days(contract_of(h)->from, 10);
	if (days < -30)
		x->done = date_add_days(x->due, -1);
}

/* Those who owe beside the two parties: the first référent's portfolio shows each of them. */
static void thirds_add(struct holding *h)
{
	int person = contract_of(h)->person;

	if (!h->open)
		return;
	if (demo_bond_has(person, BOND_THIRD_LATE))
		third_add(h, DEBTOR_FUNDER, "Décider de la demande de formation", "decision_financeur", -6);
	if (demo_bond_has(person, BOND_THIRD_SOON))
		third_add(h, DEBTOR_BODY, "Faire entrer la personne en formation dans les 45 jours", "entree", 2);
	if (demo_bond_has(person, BOND_AMENDED))
		third_add(h, DEBTOR_PARTNER, "Recevoir la personne au bilan de mobilité", "", -40);
	if (demo_bond_has(person, BOND_WEEKLY))
		third_add(h, DEBTOR_EMPLOYER, "Accueillir la personne en immersion pendant deux semaines", "", 16);
}

/* ---- what was agreed with the person ---- */

/* Kept in time when it falls before the days to come; few are late, and none of the first référent's. */
static void line_date(struct holding *h, struct demo_commitment *x, int low, int high)
{
	const struct demo_contract *c = contract_of(h);
	bool cast = demo_bond_is_cast(h->d, c->person);

	x->due = date_add_days(c->from, demo_random_between(h->r, low, high));
	if (date_compare(x->due, date_add_days(h->d->today, CALM_AHEAD)) >= 0 ||
		!date_is_set(demo_version_signed(&c->versions[0])))
		return;
	if (h->open && !cast && date_diff(h->d->today, x->due) < 30 && demo_random_chance(h->r, 3))
		return;
	x->done = date_add_days(x->due, -demo_random_between(h->r, 1, 5));
	if (date_compare(x->done, c->from) < 0)
		x->done = c->from;
	if (date_compare(x->done, h->d->today) > 0)
		x->done = h->d->today;
}

static struct demo_commitment *action_add(struct holding *h, enum debtor debtor, const char *object, bool employment, int low, int high)
{
	struct demo_commitment *x = line_add(h, debtor, object, PART_INDIVIDUAL);

	x->action = true;
	x->employment = employment;
	line_date(h, x, low, high);
	return x;
}

/* The avenant replaced the second action by another one. */
static void amend_lines(struct holding *h, struct demo_commitment *withdrawn)
{
	struct demo_contract *c = contract_of(h);
	struct demo_commitment *x;

	if (c->version_count < 2 || withdrawn == NULL)
		return;
	withdrawn->rank_to = 2;
	withdrawn->done = DATE_NONE;
	withdrawn->due = date_add_days(c->versions[1].prepared, 10);
	x = line_add(h, DEBTOR_PERSON, other_actions[demo_random_below(h->r, 5)], PART_INDIVIDUAL);
	x->rank_from = 2;
	x->action = true;
	x->due = date_add_days(h->d->today, demo_random_between(h->r, 10, 40));
}

static void individual_add(struct holding *h)
{
	int person = contract_of(h)->person;
	struct demo_commitment *x, *second = NULL;
	bool few = demo_bond_has(person, BOND_FEW_ACTIONS);

	x = line_add(h, DEBTOR_STRUCTURE, our_actions[demo_random_below(h->r, 5)], PART_INDIVIDUAL);
	line_date(h, x, 8, 50);
	if (few && person != 43) {
		action_add(h, DEBTOR_PERSON, job_actions[demo_random_below(h->r, 5)], true, 15, 60);
	} else if (!few) {
		bool employment = !demo_bond_has(person, BOND_NO_EMPLOYMENT);

		action_add(h, DEBTOR_PERSON, employment ? job_actions[demo_random_below(h->r, 5)] : other_actions[0], employment, 15, 60);
		second = action_add(h, DEBTOR_PERSON, other_actions[1 + demo_random_below(h->r, 4)], false, 20, 90);
	}
	amend_lines(h, second);
}

static void exceptions_add(struct holding *h)
{
	int person = contract_of(h)->person;
	struct demo_commitment *x;

	if (!h->open)
		return;
	if (demo_bond_has(person, BOND_EXCUSED)) {
		x = action_add(h, DEBTOR_PERSON, "Se présenter au forum de l'intérim", true, 30, 40);
		x->due = date_add_days(h->d->today, -20);
		x->done = DATE_NONE;
		x->excused = date_add_days(h->d->today, -18);
		x->excuse = "Hospitalisation, bulletin remis";
	}
	if (demo_bond_has(person, BOND_WEEKLY))
		cadenced_add(h, line_add(h, DEBTOR_PERSON, "Répondre à deux offres chaque semaine", PART_INDIVIDUAL), CADENCE_WEEK);
	if (h->d->people[person].plan.follow_up == FOLLOW_STRUCTURING) {
		x = action_add(h, DEBTOR_PERSON, "Suivre la formation qualifiante d'agent polyvalent, jusqu'à son terme", true, 300, 330);
		x->structuring = true;
		x->due = date_add_days(h->d->today, 75);
		x->done = DATE_NONE;
	}
}

static void contract_fill(struct demo_data *d, struct demo_random *r, size_t index)
{
	struct holding h = {.d = d, .r = r, .contract = index};

	h.open = demo_rank_on(&d->contracts[index], d->today) > 0;
	models_add(&h);
	individual_add(&h);
	thirds_add(&h);
	exceptions_add(&h);
}

/* ---- remedial actions (L6) ---- */

static struct demo_remedial *remedial_add(struct demo_data *d, struct demo_random *r, int person, int lapsed, int due)
{
	struct demo_remedial *x;

	d->remedials = demo_list_room(&d->arena, d->remedials, d->remedial_count, sizeof(*d->remedials));
	x = &d->remedials[d->remedial_count++];
	*x = (struct demo_remedial){.person = person, .commitment = -1, .rule = "", .lapsed = date_add_days(d->today, -lapsed),
	                            .due = date_add_days(d->today, due), .opened = date_add_days(d->today, -lapsed + 5),
	                            .delivered = DATE_NONE, .delivered_text = "",
	                            .harm = "La place à l'atelier a été perdue", .object = "Une place réservée à l'atelier suivant, avec le transport"};
	demo_random_uuid(r, x->id);
	return x;
}

/* A line of ours that was late, made up for: compensated. */
static void remedial_given(struct demo_data *d, struct demo_random *r, int person, long contract)
{
	struct holding h = {.d = d, .r = r, .contract = (size_t)contract, .open = true};
	struct demo_commitment *x = line_add(&h, DEBTOR_STRUCTURE, "Inscrire la personne à la session de novembre", PART_INDIVIDUAL);
	struct demo_remedial *m;

	x->due = date_add_days(d->today, -30);
	m = remedial_add(d, r, person, 30, -8);
	m->commitment = (long)d->commitment_count - 1;
	m->lapsed = date_add_days(d->today, -29);
	m->delivered = date_add_days(d->today, -9);
	m->delivered_text = "Place obtenue à la session suivante, billets de train remis";
}

static void remedials_make(struct demo_data *d, struct demo_random *r)
{
	for (size_t p = 0; p < d->people_count; p++) {
		long contract = demo_contract_on(d, (int)p, d->today);

		if (demo_bond_has((int)p, BOND_REMEDY_LATE))
			remedial_add(d, r, (int)p, 25, -4)->rule = "rdv_hebdomadaire";
		if (demo_bond_has((int)p, BOND_REMEDY_SOON))
			remedial_add(d, r, (int)p, 20, 2)->rule = "rdv_hebdomadaire";
		if (demo_bond_has((int)p, BOND_REMEDY_GIVEN) && contract >= 0)
			remedial_given(d, r, (int)p, contract);
	}
}

void demo_make_commitments(struct demo_data *d, struct demo_random *r)
{
	for (size_t i = 0; i < d->contract_count; i++)
		contract_fill(d, r, i);
	remedials_make(d, r);
}
