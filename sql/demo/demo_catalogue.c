/* The catalogue of the demonstration: what two providers offer, one of them silent for three months. */
#include "core/training/funding.h"
#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

enum {
	FRESH, STALE,              /* providers */
	FIRST_SESSION = -560,      /* days from today */
	LAST_SESSION = 300,
	MANY_PLACES = 12,
};

const struct demo_offer demo_offers[] = {
	{"soudeur-tig", "AFPA Rennes", "Soudeur TIG électrode enrobée", "H2913", "qualification", "Rennes", "35",
	 "rémunérée par la Région", "constructys", "region", 560, 35, FRESH},
	{"aide-soignant", "IFAS de Vitré", "Diplôme d'État d'aide-soignant", "J1501", "qualification", "Vitré", "35",
	 "rémunérée par la Région", "", "region", 1540, 35, FRESH},
	{"caces-135", "CFTL Ouest", "CACES R489 catégories 1, 3 et 5", "N1101", "certification", "Vitré", "35", "",
	 "opca_transports", "france_travail", 35, 35, FRESH},
	{"ssiap1", "Prévention Bretagne", "Agent de sécurité incendie SSIAP 1", "K2503", "certification", "Rennes", "35", "",
	 "agefos_pme", "france_travail", 77, 35, FRESH},
	{"adv-familles", "GRETA Est Bretagne", "Assistant de vie aux familles", "K1302", "qualification", "Fougères", "35",
	 "rémunérée par la Région", "", "region", 616, 35, FRESH},
	{"secretaire-medical", "GRETA Est Bretagne", "Secrétaire assistant médico-social", "M1609", "reconversion", "Rennes", "35",
	 "rémunérée par la Région", "fongecif", "region", 800, 35, FRESH},
	{"comptable", "AFPA Laval", "Comptable assistant", "M1203", "reconversion", "Laval", "53", "", "agefos_pme", "", 700, 35, FRESH},
	{"magasinier", "CFTL Ouest", "Préparateur de commandes en entrepôt", "N1103", "adaptation", "Châteaubourg", "35", "",
	 "opcalia", "france_travail", 210, 35, FRESH},
	{"cuisinier", "Campus de Rennes", "Commis de cuisine", "G1602", "qualification", "Rennes", "35", "rémunérée par la Région",
	 "fafih", "region", 490, 35, FRESH},
	{"espaces-verts", "CFPPA du Rheu", "Ouvrier du paysage", "A1203", "qualification", "Le Rheu", "35", "rémunérée par la Région",
	 "", "region", 840, 35, FRESH},
	{"tosa", "Bureau et Cie", "Bureautique, certification TOSA", "M1607", "perfectionnement", "Vitré", "35", "",
	 "agefos_pme", "france_travail", 70, 14, FRESH},
	{"fle", "Langues et insertion", "Français langue étrangère, niveau A2", "K2111", "adaptation", "Vitré", "35", "",
	 "", "region", 240, 20, FRESH},
	{"creation", "BGE 35", "Créer son entreprise pas à pas", "M1302", "creation", "Vitré", "35", "", "", "region", 63, 21, FRESH},
	{"ambulancier", "Institut des ambulanciers", "Auxiliaire ambulancier", "J1305", "certification", "Rennes", "35", "",
	 "opca_transports", "france_travail", 70, 35, FRESH},
	{"electricien", "AFPA Rennes", "Électricien d'équipement du bâtiment", "F1602", "reconversion", "Rennes", "35",
	 "rémunérée par la Région", "constructys", "region", 1015, 35, FRESH},
	{"poids-lourd", "Formation Routière de l'Ouest", "Titre de conducteur du transport routier", "N4101", "qualification", "Cesson-Sévigné",
	 "35", "", "opca_transports", "france_travail", 385, 35, STALE},
	{"boucher", "Les Compagnons bouchers", "Boucher préparateur", "D1101", "qualification", "Laval", "53", "rémunérée par la Région",
	 "opcalim", "region", 630, 35, STALE},
	{"agro", "Agro Formation", "Opérateur de production agroalimentaire", "H2102", "adaptation", "Vitré", "35", "", "opcalim", "", 140, 35, STALE},
};
const size_t demo_offer_count = sizeof(demo_offers) / sizeof(*demo_offers);

/* The longer the course, the rarer it begins. */
static int days_between(const struct demo_offer *o)
{
	return o->hours < 100 ? 28 : o->hours < 400 ? 56 : o->hours < 800 ? 98 : 182;
}

static int places_left(struct demo_random *r, const struct demo_data *d, const struct demo_offer *o, struct date starts)
{
	int in = date_diff(starts, d->today);

	if (o->provider == STALE && demo_random_chance(r, 40))
		return -1; /* the file does not say */
	if (in <= 0 || demo_random_chance(r, in < 30 ? 40 : 12))
		return 0;
	return demo_random_between(r, 1, MANY_PLACES);
}

static void sessions_add(struct demo_data *d, struct demo_random *r, int offer)
{
	const struct demo_offer *o = &demo_offers[offer];
	int number = 0;

	for (int in = FIRST_SESSION + demo_random_between(r, 0, 27); in <= LAST_SESSION; in += days_between(o)) {
		struct date day = date_add_days(d->today, in);
		struct demo_session *s;

		number++;
		day = date_add_days(day, 1 - date_weekday(day)); /* on Mondays */
		d->sessions = demo_list_room(&d->arena, d->sessions, d->session_count, sizeof(*d->sessions));
		s = &d->sessions[d->session_count++];
		*s = (struct demo_session){.offer = offer, .number = number, .starts = day,
		                           .ends = date_add_days(training_end(day, o->hours * 60, o->pace * 60), -2)}; /* on Fridays */
		s->places = places_left(r, d, o, day);
		s->withdrawn = date_compare(s->starts, d->imports[o->provider].on) > 0 && demo_random_chance(r, 3);
		demo_random_uuid(r, s->id);
	}
}

static void imports_make(struct demo_data *d, struct demo_random *r)
{
	static const struct demo_import imports[DEMO_IMPORTS] = {
		[FRESH] = {.provider = "carif-bretagne", .file = "sessions_carif.csv"},
		[STALE] = {.provider = "catalogue-53", .file = "offre_mayenne.csv"},
	};
	static const int ages[DEMO_IMPORTS] = {[FRESH] = 3, [STALE] = 95};

	for (int i = 0; i < DEMO_IMPORTS; i++) {
		d->imports[i] = imports[i];
		d->imports[i].on = date_add_days(d->today, -ages[i]);
		demo_random_uuid(r, d->imports[i].id);
	}
}

void demo_make_catalogue(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 13);
	imports_make(d, &r);
	for (size_t i = 0; i < demo_offer_count; i++)
		sessions_add(d, &r, (int)i);
	for (size_t i = 0; i < d->session_count; i++)
		d->imports[demo_offers[d->sessions[i].offer].provider].lines += !d->sessions[i].withdrawn;
}
