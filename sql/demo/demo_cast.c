/* The first référent's 38 people in suivi actif, 4 in solution structurante, 2 rattachés.
 *
 * Each row says what the file must show on the day; the reasons follow from it (core/portfolio/reasons.h).
 * The names of the mock-ups of product.md come first. */
#include "sql/demo/demo_cast.h"

#define ACTIVE FOLLOW_ACTIVE
#define NEVER DEMO_NEVER
#define FREE DEMO_FREE

/* last, first, regime, follow-up, since, end, contact, seen, met, milestone, unknown, next, (set by demo_plans.c) */
const struct demo_plan demo_cast[] = {
	/* the four of the mock-up */
	{ "Bernard", "Aïcha", REGIME_CE, ACTIVE, 78, FREE, 9, FREE, true, NEVER, NEVER, NEVER, false },
	{ "Collet", "Jean-Marc", REGIME_CSP, ACTIVE, 160, FREE, 2, FREE, true, 60, NEVER, 4, false },
	{ "Diallo", "Mamadou", REGIME_CEJ, ACTIVE, 130, FREE, 5, FREE, true, 12, NEVER, 3, false },
	{ "Évrard", "Chloé", REGIME_CE, ACTIVE, 210, FREE, 1, FREE, true, 45, NEVER, 6, false },
	/* contact due: late, today, within the lead; and never since the regime began */
	{ "Œuvrard", "Étienne", REGIME_CSP, ACTIVE, 190, FREE, 13, FREE, true, 50, NEVER, 5, false },
	{ "N'Guessan", "Awa", REGIME_PPAE, ACTIVE, 240, FREE, 7, FREE, true, 60, NEVER, 2, false },
	{ "de La Rochefoucauld-Montbel", "Jean-Baptiste-Emmanuel", REGIME_CSP, ACTIVE, 150, FREE, 5, FREE, true, 40,
	  NEVER, 1, false },
	{ "D'Hérouville", "Éléonore", REGIME_CE, ACTIVE, 9, FREE, NEVER, FREE, false, NEVER, NEVER, 2, false },
	/* no appointment within the horizon: late, and soon */
	{ "Nguyễn", "Mai-Lan", REGIME_CE, ACTIVE, 300, FREE, 2, 38, true, 70, NEVER, NEVER, false },
	{ "Kervella", "Ronan", REGIME_PPAE, ACTIVE, 280, FREE, 1, 22, true, 65, NEVER, NEVER, false },
	{ "Traoré", "Moussa", REGIME_CSP, ACTIVE, 140, FREE, 3, 25, true, 40, NEVER, 47, false },
	/* appointments without outcome: past, several, today's */
	{ "Le Floc'h", "Nolwenn", REGIME_CE, ACTIVE, 180, FREE, 2, FREE, true, 30, 4, 7, false },
	{ "Yılmaz", "Emre", REGIME_PACEA, ACTIVE, 170, FREE, 3, FREE, true, 35, 12, 9, false },
	{ "Gicquel", "Véronique", REGIME_CE, ACTIVE, 200, FREE, 2, FREE, true, 55, 0, 7, false },
	/* first meeting: late and soon where a length is known, grey where it is not */
	{ "Sánchez y Fernández de la Vega", "María del Carmen", REGIME_CSP_ANI4, ACTIVE, 20, FREE, 2, FREE, false,
	  NEVER, NEVER, 2, false },
	{ "Rébillard", "Tanguy", REGIME_CSP_ANI4, ACTIVE, 13, FREE, 1, FREE, false, NEVER, NEVER, 3, false },
	{ "Poulain", "Ghislaine", REGIME_CSP, ACTIVE, 12, FREE, 2, FREE, false, NEVER, NEVER, 4, false },
	/* point d'étape: late and soon for the CEJ, grey elsewhere */
	{ "Haddad", "Yassine", REGIME_CEJ, ACTIVE, 150, FREE, 2, FREE, true, 43, NEVER, 6, false },
	{ "Lesœur", "Océane", REGIME_CEJ, ACTIVE, 120, FREE, 1, FREE, true, 22, NEVER, 5, false },
	{ "Touré", "Djénéba", REGIME_CEJ, ACTIVE, 45, FREE, 2, FREE, true, NEVER, NEVER, 5, false },
	{ "Aït Ouali", "Malika", REGIME_CE, ACTIVE, 330, FREE, 2, FREE, true, 120, NEVER, 8, false },
	{ "Chérel", "Didier", REGIME_PPAE, ACTIVE, 400, FREE, 1, FREE, true, 220, NEVER, 6, false },
	/* end of the dispositif: near, past while still open, and by a length that is only proposed (CUER) */
	{ "Martin-Lefèvre", "Anne-Laure", REGIME_CSP, ACTIVE, FREE, 24, 2, FREE, true, 60, NEVER, 5, false },
	{ "Kouassi", "Enzo", REGIME_CEJ, ACTIVE, FREE, 48, 3, FREE, true, 9, NEVER, 4, false },
	{ "Saffray", "Joëlle", REGIME_CRP, ACTIVE, FREE, -9, 2, FREE, true, 70, NEVER, 6, false },
	{ "Hippolyte-Désiré", "Jean-Noël", REGIME_CTP, ACTIVE, FREE, -31, 10, FREE, true, 90, 16, NEVER, false },
	{ "Camara", "Bintou", REGIME_CUER, ACTIVE, FREE, 33, 3, FREE, true, 42, NEVER, 5, false },
	/* the other regimes, and people with no reason at all */
	{ "Barry", "Ibrahima", REGIME_CER, ACTIVE, 260, FREE, 2, FREE, true, 50, NEVER, 9, false },
	{ "Desnos", "Sylvie", REGIME_CAR_CTP, ACTIVE, 310, FREE, 1, FREE, true, 61, NEVER, 7, false },
	{ "Lemarchand", "Zoé", REGIME_CEJ, ACTIVE, 95, FREE, 2, FREE, true, 8, NEVER, 2, false },
	{ "Kowalska", "Agnieszka", REGIME_CE, ACTIVE, 85, FREE, 1, FREE, true, NEVER, NEVER, 7, false },
	{ "Thébault", "Loïc", REGIME_CSP, ACTIVE, 70, FREE, 3, FREE, true, NEVER, NEVER, 4, false },
	{ "Ferreira", "João", REGIME_CE, ACTIVE, 150, FREE, 2, FREE, true, 33, NEVER, 10, false },
	{ "Jézéquel", "Maïwenn", REGIME_CSP, ACTIVE, 220, FREE, 1, FREE, true, 48, NEVER, 6, false },
	{ "Petrović", "Alexandre", REGIME_CE, ACTIVE, 480, FREE, 3, FREE, true, 66, NEVER, 3, false },
	{ "Le Guennec", "Marie-Thérèse", REGIME_PPAE, ACTIVE, 130, FREE, 2, FREE, true, 52, NEVER, 8, false },
	{ "Rakotondrainibe-Andriamanantsoa", "Rose-Marie", REGIME_CSP, ACTIVE, 110, FREE, 1, FREE, true, 37, NEVER, 5, false },
	{ "M'Barek", "Sofiane", REGIME_CEJ, ACTIVE, 60, FREE, 3, FREE, true, 10, NEVER, 1, false },
	/* en solution structurante, rattachés (rules.md L10) */
	{ "Nédélec", "Morgane", REGIME_CE, FOLLOW_STRUCTURING, 380, FREE, 6, FREE, true, 58, NEVER, 12, false },
	{ "Popescu", "Ștefan", REGIME_CSP, FOLLOW_STRUCTURING, 230, FREE, 3, FREE, true, 75, NEVER, 18, false },
	{ "Veillard", "Corinne", REGIME_CE, FOLLOW_STRUCTURING, 270, FREE, 15, FREE, true, 80, NEVER, 21, false },
	{ "Sissoko", "Cheikh", REGIME_CUER, FOLLOW_STRUCTURING, 200, FREE, 2, FREE, true, 40, NEVER, 9, false },
	{ "Guézennec", "Hervé", REGIME_PPAE, FOLLOW_ATTACHED, 520, FREE, 28, FREE, true, 140, NEVER, NEVER, false },
	{ "Özdemir", "Özlem", REGIME_CE, FOLLOW_ATTACHED, 450, FREE, 4, FREE, true, 84, NEVER, 25, false },
};
