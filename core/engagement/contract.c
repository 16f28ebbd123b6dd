/* Contracts and their versions: which one binds on a day; codes and labels of what a contract is made of. */
#include "core/engagement/contract.h"

#include <string.h>

static const struct code_label parcours_names[PARCOURS_COUNT] = { /* 003:7664 */
	[PARCOURS_NONE] = {"", ""},
	[PARCOURS_PROFESSIONAL] = {"professionnel", "parcours professionnel"},
	[PARCOURS_SOCIO_PROFESSIONAL] = {"socio_professionnel", "parcours socio-professionnel"},
	[PARCOURS_SOCIAL] = {"social", "parcours social"},
};
static const struct code_label choices[CHOICE_COUNT] = { /* 003:4428 */
	[CHOICE_NONE] = {"", ""},
	[CHOICE_CONTINUE] = {"poursuite", "poursuite du parcours"},
	[CHOICE_LIGHTER] = {"moins_intensif", "parcours moins intensif"},
	[CHOICE_REORIENT] = {"reorientation", "réorientation"},
	[CHOICE_END] = {"fin", "fin du parcours"},
};
static const struct code_label states[ITEM_STATE_COUNT] = { /* rules.md L1 */
	[ITEM_TODO] = {"a_faire", "à faire"},
	[ITEM_KEPT] = {"tenu", "tenu"},
	[ITEM_LATE] = {"en_retard", "en retard"},
	[ITEM_EXCUSED] = {"excuse", "excusé"},
	[ITEM_COMPENSATED] = {"compense", "compensé"},
	[ITEM_NOT_APPLICABLE] = {"sans_objet", "sans objet"},
};
static const struct code_label parts[PART_COUNT] = { /* 003:7662-7672 */
	[PART_CONCLUSION] = {"conclusion", "conclusion d'entretien"},
	[PART_SOCLE] = {"socle", "socle commun"},
	[PART_VOLET] = {"volet", "volet de l'orientation"},
	[PART_INDIVIDUAL] = {"individuel", "engagement individuel"},
};
static const struct code_label cadences[CADENCE_COUNT] = {
	[CADENCE_ONCE] = {"unique", "une fois"},
	[CADENCE_WEEK] = {"semaine", "chaque semaine"},
	[CADENCE_MONTH] = {"mois", "chaque mois"},
	[CADENCE_QUARTER] = {"trimestre", "chaque trimestre"},
};

const struct code_label diagnostic_fields[] = { /* 003:3874-3895 */
	{"competences", "Compétences"},
	{"projet", "Projet professionnel"},
	{"marche", "Projet et marché du travail"},
	{"situation", "Situation globale"},
	{"autonomie", "Autonomie numérique et savoirs de base"},
	{"droits", "Droits et devoirs"},
	{NULL, NULL},
};
const struct code_label contract_closings[] = {
	{"terme", "arrivé à son terme"},
	{"passage", "passage à un autre régime"},
	{"renouvellement", "renouvelé par un autre contrat"},
	{"reorientation", "réorientation"},
	{"rupture", "rupture"},
	{"autre", "autre motif"},
	{NULL, NULL},
};
const struct code_label rights_supports[] = { /* 003:7915-7925 */
	{"entretien", "entretien"},
	{"signature", "signature du contrat"},
	{"atelier", "atelier collectif"},
	{"courrier", "courrier"},
	{NULL, NULL},
};

const char *parcours_code(enum parcours p) { return p < PARCOURS_COUNT ? parcours_names[p].code : ""; }
const char *parcours_label(enum parcours p) { return p < PARCOURS_COUNT ? parcours_names[p].label : ""; }
const char *choice_code(enum contract_choice c) { return c < CHOICE_COUNT ? choices[c].code : ""; }
const char *choice_label(enum contract_choice c) { return c < CHOICE_COUNT ? choices[c].label : ""; }
const char *item_state_code(enum item_state s) { return s < ITEM_STATE_COUNT ? states[s].code : ""; }
const char *item_state_label(enum item_state s) { return s < ITEM_STATE_COUNT ? states[s].label : ""; }
const char *item_part_code(enum item_part p) { return p < PART_COUNT ? parts[p].code : ""; }
const char *item_part_label(enum item_part p) { return p < PART_COUNT ? parts[p].label : ""; }
int item_part_from_code(const char *code) { return code_label_index(parts, PART_COUNT, code); }
const char *cadence_code(enum cadence c) { return c < CADENCE_COUNT ? cadences[c].code : ""; }
const char *cadence_label(enum cadence c) { return c < CADENCE_COUNT ? cadences[c].label : ""; }
int cadence_from_code(const char *code) { return code_label_index(cadences, CADENCE_COUNT, code); }

enum parcours parcours_from_code(const char *code)
{
	int i = code_label_index(parcours_names, PARCOURS_COUNT, code);

	return i > 0 ? (enum parcours)i : PARCOURS_NONE;
}

enum contract_choice choice_from_code(const char *code)
{
	int i = code_label_index(choices, CHOICE_COUNT, code);

	return i > 0 ? (enum contract_choice)i : CHOICE_NONE;
}

struct date contract_version_signed(const struct contract_version *v)
{
	if (v->dropped || !date_is_set(v->signed_person) || !date_is_set(v->signed_structure))
		return DATE_NONE;
	return date_latest(v->signed_person, v->signed_structure);
}

/* Before its first day, after its last one, or once closed, a contract binds nobody. */
static bool contract_holds(const struct contract *c, const struct contract_version *v, struct date day)
{
	if (date_compare(day, c->starts) < 0 || (date_is_set(c->closed) && date_compare(day, c->closed) > 0))
		return false;
	return !date_is_set(v->ends) || date_compare(day, v->ends) <= 0;
}

const struct contract_version *contract_in_force(const struct contract *c, struct date day)
{
	const struct contract_version *last = NULL;

	for (size_t i = 0; i < c->version_count; i++) {
		const struct contract_version *v = &c->versions[i];
		struct date bound = contract_version_signed(v);

		if (date_is_set(bound) && date_compare(bound, day) <= 0 && (last == NULL || v->rank > last->rank))
			last = v;
	}
	return last != NULL && contract_holds(c, last, day) ? last : NULL;
}

const struct contract *commitment_contract(const struct commitment_file *f, struct date day,
                                           const struct contract_version **v)
{
	for (size_t i = 0; i < f->contract_count; i++) {
		const struct contract_version *found = contract_in_force(&f->contracts[i], day);

		if (found == NULL)
			continue;
		if (v != NULL)
			*v = found;
		return &f->contracts[i];
	}
	if (v != NULL)
		*v = NULL;
	return NULL;
}

const struct contract_version *contract_last_signed(const struct contract *c)
{
	const struct contract_version *last = NULL;

	for (size_t i = 0; i < c->version_count; i++)
		if (date_is_set(contract_version_signed(&c->versions[i])) && (last == NULL || c->versions[i].rank > last->rank))
			last = &c->versions[i];
	return last;
}

const struct contract_version *contract_pending(const struct contract *c)
{
	for (size_t i = 0; i < c->version_count; i++)
		if (!c->versions[i].dropped && !date_is_set(contract_version_signed(&c->versions[i])))
			return &c->versions[i];
	return NULL;
}

bool item_in_version(const struct item *i, int rank)
{
	return i->contract[0] != '\0' && i->rank_from <= rank && (i->rank_to == 0 || rank < i->rank_to);
}
