/* Where each person was oriented, what the diagnostic says, that the rights were told, what was asked; who read a file. */
#include "sql/demo/demo_bonds.h"

enum { READERS = 9 };

struct rights {
	struct demo_data *d;
	struct demo_random r;
};

/* ---- orientation ---- */

static void orientation_add(struct rights *h, int person, bool again, struct date day, const char *reason)
{
	static const char *const bodies[] = {"Agence de Vitré", "Mission locale du pays de Vitré", "Conseil départemental, CDAS de Vitré"};
	static const char *const wishes[] = {"", "Être suivie près de chez elle", "Chercher à temps partiel d'abord",
		"Garder le même conseiller", "Se former avant de chercher"};
	static const int weights[] = {0, 62, 28, 10};
	struct demo_data *d = h->d;
	struct demo_orientation *x;

	d->orientations = demo_list_room(&d->arena, d->orientations, d->orientation_count, sizeof(*d->orientations));
	x = &d->orientations[d->orientation_count++];
	*x = (struct demo_orientation){.person = person, .again = again, .notified = day, .reason = reason};
	x->parcours = (enum parcours)demo_random_weighted(&h->r, weights, PARCOURS_COUNT);
	x->body = bodies[x->parcours == PARCOURS_SOCIAL ? 2 : demo_random_chance(&h->r, 12) ? 1 : 0];
	x->preference = wishes[demo_random_below(&h->r, 5)];
	demo_random_uuid(&h->r, x->id);
}

static bool is_oriented(enum regime regime)
{
	return regime == REGIME_CE || regime == REGIME_CUER || regime == REGIME_CER || regime == REGIME_PPAE;
}

static void orientations_make(struct rights *h, int person)
{
	const struct demo_person *p = &h->d->people[person];
	bool again = false;

	for (int i = 0; i < p->passage_count; i++) {
		if (!is_oriented(p->passages[i].regime))
			continue;
		orientation_add(h, person, again, p->passages[i].from, again ? "Changement de dispositif" : "");
		again = true;
	}
	if (demo_bond_has(person, BOND_REORIENTED))
		orientation_add(h, person, again, date_add_days(h->d->today, -28), "Projet devenu professionnel : freins levés");
}

/* ---- diagnostic ---- */

static void diagnostic_add(struct rights *h, int person, int rank, struct date day)
{
	static const char *const texts[DIAGNOSTIC_FIELDS][3] = {
		{"Quatre ans en préparation de commandes, CACES 1 à renouveler.", "Aide à domicile dix ans, diplôme non validé : VAE possible.",
		 "Peu d'expérience, deux stages en commerce."},
		{"Projet clair, deux métiers retenus, mobilité de 20 km.", "Projet à préciser : hésite entre accueil et logistique.",
		 "Souhaite une reconversion, formation à confirmer."},
		{"Métier recherché dans le bassin, trois employeurs à rencontrer.", "Offres rares à temps partiel, horaires décalés fréquents.",
		 "Écart sur les logiciels demandés : atelier proposé."},
		{"Logement stable, garde d'enfant à organiser.", "Véhicule en panne, aide à la réparation demandée.", "Aucune contrainte signalée."},
		{"À l'aise avec son téléphone, moins avec un ordinateur.", "Lecture et calcul assurés, autonome.",
		 "Atelier numérique conseillé."},
		{"Droits et devoirs expliqués, dépliant remis.", "Droits expliqués ; question sur le cumul avec un emploi.", "Informée de ses engagements."},
	};
	struct demo_data *d = h->d;
	struct demo_diagnostic *x;

	d->diagnostics = demo_list_room(&d->arena, d->diagnostics, d->diagnostic_count, sizeof(*d->diagnostics));
	x = &d->diagnostics[d->diagnostic_count++];
	*x = (struct demo_diagnostic){.person = person, .rank = rank, .on = day};
	for (int i = 0; i < DIAGNOSTIC_FIELDS; i++)
		x->text[i] = rank == 1 && i == 2 && demo_random_chance(&h->r, 20) ? "" : texts[i][demo_random_below(&h->r, 3)];
	demo_random_uuid(&h->r, x->id);
}

static void diagnostics_make(struct rights *h, int person)
{
	const struct demo_person *p = &h->d->people[person];
	struct date day = date_add_days(p->entry, demo_random_between(&h->r, 4, 9));

	if (date_compare(day, h->d->today) >= 0 || !p->plan.met)
		return;
	diagnostic_add(h, person, 1, day);
	day = date_add_days(day, demo_random_between(&h->r, 90, 160));
	if (date_compare(day, h->d->today) < 0 && (person == 0 || demo_random_chance(&h->r, 40)))
		diagnostic_add(h, person, 2, day);
}

/* ---- rights information ---- */

static void rights_make(struct rights *h, int person)
{
	static const char *const supports[] = {"entretien", "signature", "atelier", "courrier"};
	const struct demo_person *p = &h->d->people[person];
	struct demo_data *d = h->d;

	for (int i = 0; i < p->passage_count; i++) {
		const struct demo_passage *g = &p->passages[i];
		struct date day = date_add_days(g->from, demo_random_between(&h->r, 2, 12));
		struct demo_rights *x;

		if (date_compare(day, d->today) >= 0 || (demo_bond_has(person, BOND_UNINFORMED) && !date_is_set(g->to)))
			continue;
		d->rights = demo_list_room(&d->arena, d->rights, d->rights_count, sizeof(*d->rights));
		x = &d->rights[d->rights_count++];
		*x = (struct demo_rights){.person = person, .on = day, .support = supports[demo_random_below(&h->r, 4)]};
		demo_random_uuid(&h->r, x->id);
	}
}

/* ---- requests ---- */

static void request_add(struct rights *h, int person, bool complaint, int days, bool answered)
{
	static const char *const asked[] = {"Demande une attestation de suivi pour la Caf", "Demande si le permis peut être aidé",
		"Demande à changer l'heure des rendez-vous", "Demande où en est son dossier de formation"};
	struct demo_data *d = h->d;
	struct demo_request *x;

	d->requests = demo_list_room(&d->arena, d->requests, d->request_count, sizeof(*d->requests));
	x = &d->requests[d->request_count++];
	*x = (struct demo_request){.person = person, .complaint = complaint, .answered = MOMENT_NONE, .answer = "",
	                           .received = {date_add_days(d->today, -days), demo_random_between(&h->r, 540, 1000)},
	                           .channel = demo_random_chance(&h->r, 50) ? CHANNEL_MAIL : CHANNEL_PHONE,
	                           .object = complaint ? "Se plaint de deux rendez-vous annulés sans prévenir"
	                                               : asked[demo_random_below(&h->r, 4)]};
	if (answered) {
		x->answered = (struct moment){date_add_days(x->received.day, 1), 11 * 60};
		x->answer = complaint ? "Excuses présentées, deux créneaux proposés" : "Répondu par téléphone, document envoyé";
	}
	demo_random_uuid(&h->r, x->id);
}

static void requests_make(struct rights *h, int person)
{
	const struct demo_person *p = &h->d->people[person];
	int stay = date_diff(h->d->today, p->entry);

	if (p->holder < 0 || stay < 12)
		return;
	if (demo_bond_has(person, BOND_REQUEST))
		request_add(h, person, false, 4, false);
	if (demo_bond_has(person, BOND_COMPLAINT))
		request_add(h, person, true, 9, false);
	if (person == 0 || demo_random_chance(&h->r, 12))
		request_add(h, person, false, demo_random_between(&h->r, 8, stay > 90 ? 90 : stay - 1), true);
	if (person == 2 || demo_random_chance(&h->r, 2))
		request_add(h, person, true, demo_random_between(&h->r, 8, stay > 60 ? 60 : stay - 1), true);
}

/* ---- readings ---- */

/* The responsable read a few files, on days long past. */
static void readings_make(struct rights *h)
{
	struct demo_data *d = h->d;

	d->readings = arena_array(&d->arena, READERS, sizeof(*d->readings));
	for (int i = 0; i < READERS; i++) {
		struct demo_reading *x = &d->readings[d->reading_count];
		int person = i * 5;

		if (date_diff(d->today, d->people[person].entry) < 30)
			continue;
		*x = (struct demo_reading){.person = person, .account = DEMO_SUPERVISOR, .on = date_add_days(d->today, -3 * i - 4)};
		demo_random_uuid(&h->r, x->id);
		d->reading_count++;
	}
}

void demo_make_rights(struct demo_data *d)
{
	struct rights h = {.d = d};

	demo_random_seed(&h.r, d->seed, 10);
	for (size_t p = 0; p < d->people_count; p++) {
		orientations_make(&h, (int)p);
		diagnostics_make(&h, (int)p);
		rights_make(&h, (int)p);
		requests_make(&h, (int)p);
	}
	readings_make(&h);
}
