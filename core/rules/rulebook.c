/* The rule book: names of regimes, statuses, units and debtors, and the version in force on a day. */
#include "core/rules/rulebook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct name {
	const char *code, *label;
};

static const struct name regimes[REGIME_COUNT] = {
	[REGIME_CSP] = {"CSP", "Contrat de sécurisation professionnelle"},
	[REGIME_CSP_ANI4] = {"CSP_ANI4", "CSP expérimental ANI 4"},
	[REGIME_CTP] = {"CTP", "Contrat de transition professionnelle"},
	[REGIME_CRP] = {"CRP", "Convention de reclassement personnalisé"},
	[REGIME_CAR_CTP] = {"CAR_CTP", "Contrat d'accompagnement renforcé"},
	[REGIME_PPAE] = {"PPAE", "Projet personnalisé d'accès à l'emploi"},
	[REGIME_CER] = {"CER", "Contrat d'engagement réciproque (RSA)"},
	[REGIME_CEJ] = {"CEJ", "Contrat d'engagement jeune"},
	[REGIME_PACEA] = {"PACEA", "Parcours contractualisé (mission locale)"},
	[REGIME_CUER] = {"CUER", "Contrat unique d'engagements réciproques"},
	[REGIME_CE] = {"CE", "Contrat d'engagement"},
	[REGIME_COMMUN] = {"COMMUN", "Règles communes"},
	[REGIME_FORMATION] = {"FORMATION", "Demandes de formation"},
};
static const struct name statuses[STATUS_COUNT] = {
	[STATUS_DROIT] = {"droit", "droit"},
	[STATUS_PRATIQUE] = {"pratique", "pratique"},
	[STATUS_LOCAL] = {"local", "local, à fixer localement"},
	[STATUS_PILOTE] = {"pilote", "règle des pilotes 2023"},
	[STATUS_PROPOSITION] = {"proposition", "objectif proposé"},
	[STATUS_A_VERIFIER] = {"a_verifier", "à vérifier"},
};
static const struct name units[UNIT_COUNT] = {
	[UNIT_NONE] = {"", ""},           [UNIT_HOUR] = {"heure", "heure"}, [UNIT_DAY] = {"jour", "jour"},
	[UNIT_WEEK] = {"semaine", "semaine"}, [UNIT_MONTH] = {"mois", "mois"},  [UNIT_PERSON] = {"personne", "personne"},
	[UNIT_TIMES] = {"fois", "fois"},
};
static const struct name debtors[DEBTOR_COUNT] = {
	[DEBTOR_NONE] = {"", ""},
	[DEBTOR_PERSON] = {"personne", "le bénéficiaire"},
	[DEBTOR_STRUCTURE] = {"structure", "la structure"},
	[DEBTOR_BOTH] = {"les_deux", "les deux parties"},
	[DEBTOR_PARTNER] = {"partenaire", "le partenaire"},
	[DEBTOR_EMPLOYER] = {"employeur", "l'employeur"},
	[DEBTOR_FUNDER] = {"financeur", "le financeur"},
	[DEBTOR_BODY] = {"organisme", "l'organisme de formation"},
	[DEBTOR_AUTHORITY] = {"autorite", "l'autorité"},
};
static const struct name rolls[ROLL_COUNT] = {
	[ROLL_NONE] = {"aucun", "aucun report"}, [ROLL_WORKING_DAY] = {"jour_ouvre", "jour ouvré suivant"},
};

static int name_find(const struct name *names, int count, const char *code)
{
	for (int i = 0; code != NULL && i < count; i++)
		if (names[i].code != NULL && strcmp(names[i].code, code) == 0)
			return i;
	return -1;
}

enum regime regime_from_code(const char *code)
{
	for (int i = REGIME_NONE + 1; code != NULL && i < REGIME_COUNT; i++)
		if (strcasecmp(regimes[i].code, code) == 0)
			return (enum regime)i;
	return REGIME_NONE;
}

const char *regime_code(enum regime r)
{
	return r > REGIME_NONE && r < REGIME_COUNT ? regimes[r].code : NULL;
}

const char *regime_label(enum regime r)
{
	return r > REGIME_NONE && r < REGIME_COUNT ? regimes[r].label : NULL;
}

bool regime_is_personal(enum regime r)
{
	return r > REGIME_NONE && r < REGIME_COMMUN;
}

const char *rule_status_code(enum rule_status s)
{
	return s < STATUS_COUNT ? statuses[s].code : NULL;
}

const char *rule_status_label(enum rule_status s)
{
	return s < STATUS_COUNT ? statuses[s].label : NULL;
}

bool rule_status_applies(enum rule_status s)
{
	return s == STATUS_DROIT || s == STATUS_PRATIQUE || s == STATUS_LOCAL;
}

const char *rule_unit_code(enum rule_unit u)
{
	return u < UNIT_COUNT ? units[u].code : NULL;
}

const char *debtor_code(enum debtor d)
{
	return d < DEBTOR_COUNT ? debtors[d].code : NULL;
}

const char *debtor_label(enum debtor d)
{
	return d < DEBTOR_COUNT ? debtors[d].label : NULL;
}

const char *roll_code(enum roll r)
{
	return r < ROLL_COUNT ? rolls[r].code : NULL;
}

int rule_status_from_code(const char *code)
{
	return name_find(statuses, STATUS_COUNT, code);
}

int rule_unit_from_code(const char *code)
{
	return name_find(units, UNIT_COUNT, code);
}

int debtor_from_code(const char *code)
{
	return name_find(debtors, DEBTOR_COUNT, code);
}

int roll_from_code(const char *code)
{
	return name_find(rolls, ROLL_COUNT, code);
}

/* Orders by regime, then code. */
static int rule_key_compare(enum regime regime, const char *code, const struct rule *b)
{
	if (regime != b->regime)
		return regime < b->regime ? -1 : 1;
	return strcmp(code, b->code);
}

static int rule_compare(const void *left, const void *right)
{
	const struct rule *a = left, *b = right;
	int order = rule_key_compare(a->regime, a->code, b);

	if (order != 0)
		return order;
	/* DATE_NONE is the smallest number of days: an undated version comes first. */
	return (a->from.days > b->from.days) - (a->from.days < b->from.days);
}

void rulebook_sort(struct rule *rules, size_t count)
{
	if (count > 0)
		qsort(rules, count, sizeof *rules, rule_compare);
}

bool rule_in_force(const struct rule *r, struct date day)
{
	if (date_is_set(r->from) && date_compare(day, r->from) < 0)
		return false;
	return !date_is_set(r->to) || date_compare(day, r->to) <= 0;
}

/* Index of the first version of the code, or count. */
static size_t rulebook_first(const struct rulebook *b, enum regime r, const char *code)
{
	size_t low = 0, high = b->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rule_key_compare(r, code, &b->rules[middle]) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < b->count && rule_key_compare(r, code, &b->rules[low]) == 0 ? low : b->count;
}

const struct rule *rulebook_find(const struct rulebook *b, enum regime r, const char *code, struct date day)
{
	size_t i = rulebook_first(b, r, code);

	/* A regime's own clock hides the common one of the same code, even out of its dates (rules.md §1). */
	if (i == b->count && r != REGIME_COMMUN) {
		r = REGIME_COMMUN;
		i = rulebook_first(b, r, code);
	}
	for (; i < b->count && rule_key_compare(r, code, &b->rules[i]) == 0; i++)
		if (rule_in_force(&b->rules[i], day))
			return &b->rules[i];
	return NULL;
}

bool rulebook_knows(const struct rulebook *b, enum regime r, const char *code)
{
	return rulebook_first(b, r, code) < b->count || rulebook_first(b, REGIME_COMMUN, code) < b->count;
}

int rule_default_lead(bool fixed, int value, enum rule_unit unit)
{
	int days = value;

	if (!fixed)
		return 0;
	if (unit == UNIT_HOUR)
		days = value / 24;
	else if (unit == UNIT_WEEK)
		days = value * 7;
	else if (unit == UNIT_MONTH)
		days = value * 28;
	return days <= 15 ? 3 : 15;
}

const char *rule_format_value(const struct rule *r, char out[32])
{
	const char *unit;

	if (!r->fixed) {
		snprintf(out, 32, "non fixé");
		return out;
	}
	unit = r->unit < UNIT_COUNT ? units[r->unit].label : "";
	snprintf(out, 32, "%d%s%s%s", r->value, *unit != '\0' ? " " : "", unit,
	         r->value > 1 && *unit != '\0' && r->unit != UNIT_MONTH && r->unit != UNIT_TIMES ? "s" : "");
	return out;
}

void rulebook_free(struct rulebook *b)
{
	arena_free(&b->arena);
	*b = (struct rulebook){0};
}
