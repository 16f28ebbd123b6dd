/* Names and towns: accents, hyphens, apostrophes, particles, ligatures, and long ones. */
#include "sql/demo/demo_words.h"

#define WORDS(list) { (list), sizeof(list) / sizeof((list)[0]) }

static const char *const women[] = {
	"Aïcha", "Zoé", "Chloé", "Noémie", "Anaïs", "Gaëlle", "Maëlys", "Solène", "Nolwenn", "Katell", "Rozenn",
	"Émilie", "Léa", "Inès", "Fatoumata", "Aminata", "Mariam", "Khadija", "Leïla", "Samira", "Nadia", "Yasmine",
	"Sofia", "Élodie", "Céline", "Sandrine", "Stéphanie", "Valérie", "Véronique", "Françoise", "Marie-Thérèse",
	"Anne-Laure", "Marie-Christine", "Catherine", "Isabelle", "Sylvie", "Nathalie", "Christelle", "Delphine",
	"Audrey", "Laëtitia", "Jessica", "Morgane", "Manon", "Océane", "Camille", "Charlotte", "Pauline", "Julie",
	"Marion", "Claire", "Agnès", "Joëlle", "Maud", "Linh", "Mai-Lan", "Ioana", "Oksana", "Svitlana", "Agnieszka",
	"María del Carmen", "Özlem", "Héloïse", "Bénédicte", "Thérèse", "Cécile", "Dominique", "Rose-Marie", "Lucie",
	"Amélie", "Bintou", "Djénéba", "Awa", "Rokhaya", "Malika", "Soukaina", "Ghislaine", "Maïwenn", "Enora", "Lou-Anne",
	"Éléonore", "Clémence", "Mélissa", "Angélique", "Armelle", "Béatrice", "Corinne", "Estelle", "Fanny", "Lætitia",
};

static const char *const men[] = {
	"Mamadou", "Jean-Marc", "Maël", "Yann", "Loïc", "Gwenaël", "Ronan", "Erwan", "Tanguy", "Malo", "Corentin",
	"Jean-Baptiste", "Jean-François", "Pierre-Yves", "Louis-Marie", "Frédéric", "Stéphane", "Jérôme", "Sébastien",
	"Rémi", "Raphaël", "Gaël", "Théo", "Hugo", "Nathan", "Mathéo", "Noé", "Enzo", "Kévin", "Jérémy", "Grégory",
	"Ludovic", "Christophe", "Philippe", "Patrick", "Didier", "Thierry", "Bruno", "Olivier", "Benoît", "François",
	"Étienne", "Éric", "Évariste", "Mickaël", "Cédric", "Arnaud", "Fabrice", "Moussa", "Ibrahima", "Ousmane",
	"Abdoulaye", "Cheikh", "Karim", "Rachid", "Yassine", "Mehdi", "Bilal", "Sofiane", "Amine", "Mohamed-Amine",
	"Ahmadou", "Koffi", "Kouadio", "Jean-Bosco", "Dieudonné", "Minh", "Tuấn", "Ștefan", "Piotr", "Łukasz", "Andriy",
	"João", "José", "Joaquín", "Emre", "Hüseyin", "Gérard", "Hervé", "René", "André", "Alain", "Jean-Noël", "Anthony",
	"Killian", "Titouan", "Briac", "Alexandre", "Thomas", "Guillaume",
};

static const char *const last_names[] = {
	"Bernard", "Collet", "Diallo", "Évrard", "Œuvrard", "N'Guessan", "D'Hérouville", "Nguyễn", "M'Barek", "L'Hostis",
	"Le Bihan", "Le Floc'h", "Le Guennec", "Le Tallec", "Le Dû", "Kerguélen", "Kervella", "Guézennec", "Quéméneur",
	"Plouzané", "Tréhorel", "Rébillard", "Rouxel", "Hamon", "Gicquel", "Guérin", "Lebreton", "Chevrier", "Ménard",
	"Desnos", "Bouvet", "Hervé", "Joubaud", "Lemarchand", "Perrier", "Besnard", "Blandeau", "Chérel", "Deshayes",
	"Fouché", "Galesne", "Houssais", "Jamier", "Lancelot", "Maudet", "Noblet", "Orhant", "Paillard", "Renault",
	"Saffray", "Thébault", "Vettier", "Aubrée", "Barbé", "Crublet", "Delalande", "Esnault", "Ferré", "Gérard",
	"Hubert", "Jouault", "Lécuyer", "Morlais", "Navatte", "Pégeault", "Quinton", "Rocher", "Serrand", "Travers",
	"Vallée", "Abgrall", "Bécam", "Cornec", "Donval", "Éveillard", "Fégeant", "Goulven", "Hélias", "Jézéquel",
	"Lannuzel", "Madec", "Nédélec", "Ollivier", "Péron", "Riou", "Salaün", "Tanguy", "Urvoy", "Calvez", "Bégoc",
	"Traoré", "Cissé", "Koné", "Ouédraogo", "Keïta", "Touré", "Camara", "Barry", "Sissoko", "Mbemba", "Nkounkou",
	"Ndiaye", "Gueye", "Fofana", "Coulibaly", "Adjovi", "Kouassi", "Bamba", "Benali", "Haddad", "El Amrani",
	"Ben Youssef", "Belkacem", "Bouzid", "Cherif", "Hammadi", "Khelifi", "Mansouri", "Aït Ouali", "Zerrouki",
	"Trần", "Phạm", "Lê", "Vang", "Popescu", "Ionescu", "Kowalska", "Wójcik", "Shevchenko", "Kovalenko", "Ferreira",
	"Gonçalves", "da Silva", "dos Santos", "Muñoz", "García", "Yılmaz", "Demir", "Öztürk", "Özdemir", "Petrović",
	"Rakotomalala", "Rakotondrainibe-Andriamanantsoa", "Randria", "de La Rochefoucauld-Montbel", "de Saint-Aubin",
	"du Bois-Berranger", "Leroy-Beaulieu", "Martin-Lefèvre", "Roussel-Quérel", "Gauthier-Chapelle", "Poulain",
	"Sánchez y Fernández de la Vega", "Hippolyte-Désiré", "Payet", "Grondin", "Hoarau", "Sénéchal", "Boscher",
	"Cœuret", "Lesœur", "Lebœuf", "Noël", "Gaël", "Maïzières", "Aÿmard", "Guilloux", "Pottier", "Simonneaux",
	"Tirel", "Veillard", "Bazin", "Courteille", "Drouadaine", "Garnier", "Havard", "Jolivel", "Legendre", "Monnerie",
	"Pirotais", "Restif", "Sourdin", "Tessier", "Vigneron", "Beaugendre", "Chatellier", "Doudard", "Fauvel",
};

static const char *const towns[] = {
	"Vitré", "Vitré", "Vitré", "Vitré", "Châteaubourg", "La Guerche-de-Bretagne", "Argentré-du-Plessis", "Étrelles",
	"Balazé", "Pocé-les-Bois", "Saint-M'Hervé", "Erbrée", "Domagné", "Louvigné-de-Bais", "Val-d'Izé", "Retiers",
	"Saint-Didier", "Cornillé", "Torcé", "Taillis", "Montreuil-sous-Pérouse", "Saint-Germain-du-Pinel", "Moutiers",
	"Le Pertre", "Bais", "Champeaux", "Marpiré", "Saint-Jean-sur-Vilaine", "Visseiche", "Availles-sur-Seiche",
};

/* ISO 639: what is spoken best when it is not French; fsl is the French sign language. */
static const char *const languages[] = { "ar", "en", "pt", "ro", "uk", "prs", "bm", "es", "tr", "fsl", "pl" };

const struct demo_words demo_women = WORDS(women);
const struct demo_words demo_men = WORDS(men);
const struct demo_words demo_last_names = WORDS(last_names);
const struct demo_words demo_towns = WORDS(towns);
const struct demo_words demo_languages = WORDS(languages);

const char *demo_pick(struct demo_random *r, const struct demo_words *w)
{
	return w->items[demo_random_below(r, (unsigned)w->count)];
}
