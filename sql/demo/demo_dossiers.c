/* What a training request's steps suppose: the project written, preconditions met or waived, pieces asked and brought, who
 * pays each cost of each day. */
#include "sql/demo/demo_trainings.h"

static const struct demo_training *training_of(const struct demo_story *h)
{
	return &h->d->trainings[h->training];
}

/* ---- project ---- */

static void project_add(struct demo_story *h, struct date on, bool again)
{
	static const char *const texts[PROJECT_FIELDS][2] = {
		{"Retrouver un emploi stable dans le bassin ; l'ancien poste ne se retrouve plus ici. Motivation ancienne, deux enquêtes métier faites.",
		 "Changer de métier après dix ans d'usine : dos fragile, envie de contact. L'écart avec le poste quitté est réel, le projet est mûri."},
		{"Immersion d'une semaine, bilan de l'entreprise favorable ; test de positionnement réussi.",
		 "Visite du centre et positionnement faits ; remise à niveau en calcul conseillée."},
		{"Pas de voiture : ligne de car le matin, covoiturage le soir. Garde d'enfant trouvée le mercredi.",
		 "Logement stable. Transport assuré, frais de carburant à prévoir."},
		{"Non : le parcours entier est nécessaire au titre.", "Un parcours réduit est possible si le bloc 2 est validé par l'expérience."},
		{"Ponctuel, habile, apprend vite. À travailler : l'écrit professionnel.",
		 "Bon relationnel. Vigilance : rythme de huit heures, à éprouver."},
		{"Titre complet, cohérent avec les offres du bassin ; module d'essai d'abord.",
		 "Formation courte, débouchés immédiats chez deux employeurs rencontrés."},
	};
	struct demo_data *d = h->d;
	struct demo_project *x;

	d->projects = demo_list_room(&d->arena, d->projects, d->project_count, sizeof(*d->projects));
	x = &d->projects[d->project_count++];
	*x = (struct demo_project){.training = h->training, .on = on};
	for (int i = 0; i < PROJECT_FIELDS; i++)
		x->text[i] = i == 3 && !again ? "" : texts[i][demo_random_below(&h->r, 2)];
	demo_random_uuid(&h->r, x->id);
}

static void projects_make(struct demo_story *h)
{
	struct date on = demo_step_day(h->d, h->training, STEP_PROJECT);

	if (!date_is_set(on))
		return;
	project_add(h, on, false);
	if (h->shows & SHOW_TWO_PROJECTS)
		project_add(h, date_add_days(on, date_diff(h->d->today, on) / 2), true);
}

/* ---- preconditions (T2) ---- */

static void preconditions_make(struct demo_story *h)
{
	static const struct { const char *met, *waived; unsigned waived_percent; } texts[PRE_COUNT] = {
		[PRE_WORKPLACE] = {"Immersion d'une semaine, bilan avec l'entreprise", "Deux ans d'expérience dans le métier", 15},
		[PRE_POSITIONING] = {"Positionnement avec l'organisme, favorable", "Module court, sans prérequis", 10},
		[PRE_VAE] = {"Étudiée : moins d'un an d'expérience dans le métier", "Première qualification", 30},
		[PRE_FRENCH] = {"Niveau B1 attesté", "Scolarité en France", 60},
		[PRE_EXPENSES] = {"Frais de repas et de trajet chiffrés", "Centre à dix minutes à pied", 20},
		[PRE_MOBILITY] = {"Trajet essayé, car à 7 h 10", "Véhicule personnel", 30},
		[PRE_CARE] = {"Garde trouvée pour toute la durée", "Sans enfant à charge", 55},
	};
	struct demo_data *d = h->d;
	struct date from = demo_step_day(d, h->training, STEP_PROJECT), ready = demo_step_day(d, h->training, STEP_PREPARE);
	struct date rework = demo_step_day(d, h->training, STEP_REWORK); /* it was ready before */
	int span;

	if (!date_is_set(from))
		return;
	span = date_diff(date_is_set(rework) ? from : date_is_set(ready) ? ready : d->today, from);
	for (int i = 0; i < PRE_COUNT; i++) {
		struct demo_precondition *x;

		if (!date_is_set(ready) && (h->shows & SHOW_LATE_CLAIM ? i > 2 : demo_random_chance(&h->r, 50)))
			continue;
		d->preconditions = demo_list_room(&d->arena, d->preconditions, d->precondition_count, sizeof(*d->preconditions));
		x = &d->preconditions[d->precondition_count++];
		*x = (struct demo_precondition){.training = h->training, .code = (enum precondition)i, .on = date_add_days(from, span * i / PRE_COUNT)};
		x->waived = demo_random_chance(&h->r, texts[i].waived_percent);
		x->text = x->waived ? texts[i].waived : texts[i].met;
		demo_random_uuid(&h->r, x->id);
	}
}

/* ---- pieces ---- */

static void piece_add(struct demo_story *h, const char *kind, const char *object, enum debtor owner, struct date asked, struct date received)
{
	struct demo_data *d = h->d;
	struct demo_piece *x;

	d->pieces = demo_list_room(&d->arena, d->pieces, d->piece_count, sizeof(*d->pieces));
	x = &d->pieces[d->piece_count++];
	*x = (struct demo_piece){.training = h->training, .kind = kind, .object = object, .owner = owner, .asked = asked, .received = received,
	                         .expected = date_is_set(received) ? DATE_NONE : date_add_days(asked, 7)};
	demo_random_uuid(&h->r, x->id);
}

/* Of the others who may have to bring one, in turn. */
static void piece_add_other(struct demo_story *h, struct date asked, struct date received)
{
	static const struct { const char *kind, *object; enum debtor owner; } others[] = {
		{"informations", "Attestation de l'employeur", DEBTOR_EMPLOYER}, {"autre", "Attestation de la mission locale", DEBTOR_PARTNER},
		{"argumentaire", "", DEBTOR_STRUCTURE}, {"informations", "Formulaire de prise en charge à jour", DEBTOR_FUNDER}};
	unsigned k = h->told.pieces++ % 4;

	piece_add(h, others[k].kind, others[k].object, others[k].owner, asked, received);
}

static void pieces_make(struct demo_story *h)
{
	static const struct { const char *kind, *object; } by_owner[DEBTOR_COUNT] = {
		[DEBTOR_PERSON] = {"informations", "Copie du dernier bulletin de paie"}, [DEBTOR_BODY] = {"devis", "Devis détaillé par module"},
		[DEBTOR_STRUCTURE] = {"argumentaire", "Argumentaire du conseiller sur les débouchés"}};
	struct date asked = demo_step_day(h->d, h->training, STEP_ASK_PIECES), done = demo_step_day(h->d, h->training, STEP_COMPLETE);

	if (!date_is_set(asked))
		return;
	if (date_is_set(done)) {
		piece_add(h, "etat_descriptif", "", DEBTOR_STRUCTURE, asked, date_add_days(asked, date_diff(done, asked) / 2));
		piece_add(h, "devis", "Devis avec le détail des heures", DEBTOR_BODY, asked, done);
		piece_add_other(h, asked, done);
	} else {
		piece_add(h, by_owner[h->owner].kind, by_owner[h->owner].object, h->owner, asked, DATE_NONE);
		piece_add(h, "positionnement", "", DEBTOR_BODY, asked, date_compare(asked, h->d->today) < 0 ? date_add_days(asked, 1) : DATE_NONE);
	}
}

/* ---- who pays (T3, T5) ---- */

static struct demo_funding *line_add(struct demo_story *h, enum cost cost, const char *funder, struct date from, struct date to)
{
	struct demo_data *d = h->d;
	struct demo_funding *x;
	struct date decided = demo_agreement_day(d, h->training), refused = demo_step_day(d, h->training, STEP_REFUSE);

	d->fundings = demo_list_room(&d->arena, d->fundings, d->funding_count, sizeof(*d->fundings));
	x = &d->fundings[d->funding_count++];
	*x = (struct demo_funding){.training = h->training, .cost = cost, .funder = funder, .from = from, .to = to, .amount = -1,
	                           .asked = demo_step_day(d, h->training, STEP_FILE), .decided = decided, .reason = "", .state = LINE_GRANTED};
	if (!date_is_set(decided)) {
		x->state = LINE_ASKED;
		if (training_of(h)->stage == TRAINING_REFUSED) {
			x->state = LINE_REFUSED;
			x->decided = refused;
			x->reason = h->shows & SHOW_NO_COUNTER ? "Métier non en tension" : "Refus du financeur";
		}
	}
	demo_random_uuid(&h->r, x->id);
	return x;
}

static void not_needed(struct demo_story *h, enum cost cost, struct date from, struct date to, const char *reason)
{
	struct demo_funding *x = line_add(h, cost, "", from, to);

	x->state = LINE_NOT_NEEDED;
	x->decided = x->asked;
	x->reason = reason;
}

/* The allowance as long as it runs, then a relay; a hole: no relay. */
static void income_make(struct demo_story *h, const struct demo_training *t, struct date to)
{
	const struct demo_allowance *a = demo_allowance_on(h->d, t->person, t->starts);
	struct date from = t->starts;

	if (a != NULL) {
		struct date until = date_is_set(a->to) && date_compare(a->to, to) < 0 ? a->to : to;

		not_needed(h, COST_INCOME, from, until, "Allocation maintenue pendant la formation");
		from = until;
	}
	if (date_compare(from, to) < 0 && !(h->shows & SHOW_HOLE))
		line_add(h, COST_INCOME, h->told.payers++ % 4 == 3 ? "etat" : "region", from, to);
}

static const char *expenses_payer(struct demo_story *h)
{
	static const char *const payers[] = {"region", "departement", "entreprise", "region", "agefiph", "fse"};

	return payers[h->told.payers++ % 6];
}

static void funding_make(struct demo_story *h)
{
	const struct demo_training *t = training_of(h);
	const struct demo_offer *o = &demo_offers[t->offer];
	struct date to;

	if (!date_is_set(t->starts) || !date_is_set(demo_step_day(h->d, h->training, STEP_FILE)))
		return;
	to = date_add_days(t->ends, 1);
	line_add(h, COST_TEACHING, demo_funder_of(h->d, h->training), t->starts, to)->amount = o->hours * 1500; /* 15 € an hour: 000:5091 */
	if (t->stage < TRAINING_GRANTED)
		return;
	income_make(h, t, to);
	if (h->shows & SHOW_HOLE)
		return;
	if (demo_random_chance(&h->r, 50))
		not_needed(h, COST_EXPENSES, t->starts, to, "Ni trajet ni repas à payer");
	else
		line_add(h, COST_EXPENSES, expenses_payer(h), t->starts, to)->amount = demo_random_between(&h->r, 8, 40) * 1000;
}

void demo_make_dossier(struct demo_story *h)
{
	projects_make(h);
	preconditions_make(h);
	pieces_make(h);
	funding_make(h);
}
