/* The nine items that the person leaves with after the first entretien (003:3931-3935), each with what the file holds. */
#include "core/engagement/ledger.h"

#include <string.h>

/* What the items are looked for in: the version in force today, else the one that waits for a signature. */
struct leaving {
	struct arena *arena;
	const struct commitment_file *f;
	struct moment today;
	const struct contract *contract;
	const struct contract_version *version; /* NULL: none */
	bool in_force;
};

static struct leaving leaving_begin(struct arena *arena, const struct commitment_file *f, struct moment today)
{
	struct leaving l = {.arena = arena, .f = f, .today = today};

	l.contract = commitment_contract(f, today.day, &l.version);
	l.in_force = l.contract != NULL;
	for (size_t i = 0; l.contract == NULL && i < f->contract_count; i++)
		if (contract_pending(&f->contracts[i]) != NULL) {
			l.contract = &f->contracts[i];
			l.version = contract_pending(l.contract);
		}
	return l;
}

static const char *day_words(const struct leaving *l, struct date day)
{
	char text[32];

	return arena_strdup(l->arena, date_format_long(day, text));
}

static bool item_is_held(const struct leaving *l, const struct item *i)
{
	return l->contract != NULL && strcmp(i->contract, l->contract->id) == 0 && item_in_version(i, l->version->rank);
}

static const char *objectives_text(const struct leaving *l)
{
	return l->version != NULL ? l->version->objectives : "";
}

/* The commitments of one side, by their objects. */
static const char *items_text(const struct leaving *l, enum debtor side)
{
	const char *text = "";

	for (size_t i = 0; i < l->f->item_count; i++) {
		const struct item *item = &l->f->items[i];

		if (!item_is_held(l, item) || item->debtor != side)
			continue;
		text = arena_format(l->arena, "%s%s%s", text, *text != '\0' ? " ; " : "", item->object);
	}
	return text;
}

/* Services to lean on: what partners, funders, employers and training bodies undertook, and the structure's volet. */
static const char *services_text(const struct leaving *l)
{
	const char *text = "";

	for (size_t i = 0; i < l->f->item_count; i++) {
		const struct item *item = &l->f->items[i];
		bool third = item->debtor != DEBTOR_PERSON && item->debtor != DEBTOR_STRUCTURE;

		if (!item_is_held(l, item) || (!third && !(item->debtor == DEBTOR_STRUCTURE && item->part == PART_VOLET)))
			continue;
		text = arena_format(l->arena, "%s%s%s", text, *text != '\0' ? " ; " : "", item->object);
	}
	return text;
}

static const char *referent_text(const struct leaving *l)
{
	const struct person_facts *p = &l->f->person;
	struct date since = p->referent_from;

	if (p->referent_login == NULL || *p->referent_login == '\0')
		return "";
	if (!date_is_set(since))
		return p->referent_login;
	return arena_format(l->arena, "%s, depuis le %s", p->referent_login, day_words(l, since));
}

static const char *next_text(const struct leaving *l)
{
	struct moment next = l->f->person.next_appointment;
	char text[32];

	return moment_is_set(next) && moment_compare(next, l->today) > 0 ? arena_strdup(l->arena, moment_format_day(next, text)) : "";
}

/* The next dates of the contract: the earliest commitment to come, and its last day. */
static const char *dates_text(const struct leaving *l)
{
	struct date first = DATE_NONE;
	const char *text = "";

	for (size_t i = 0; i < l->f->item_count; i++) {
		struct date due = item_next_due(&l->f->items[i], l->today.day);

		if (item_is_held(l, &l->f->items[i]) && date_is_set(due) && date_compare(due, l->today.day) >= 0 &&
		    date_compare(due, first) < 0)
			first = due;
	}
	if (date_is_set(first))
		text = arena_format(l->arena, "premier engagement pour le %s", day_words(l, first));
	if (l->version != NULL && date_is_set(l->version->ends))
		text = arena_format(l->arena, "%s%sfin du contrat le %s", text, *text != '\0' ? ", " : "", day_words(l, l->version->ends));
	return text;
}

/* Newest first in the file; what is dated after today is ignored. */
static const char *diagnostic_text(const struct leaving *l)
{
	for (size_t i = 0; i < l->f->diagnostic_count; i++) {
		const struct diagnostic *d = &l->f->diagnostics[i];
		int filled = 0;

		if (date_compare(d->on, l->today.day) > 0)
			continue;
		for (int k = 0; k < DIAGNOSTIC_FIELDS; k++)
			filled += d->text[k] != NULL && d->text[k][0] != '\0';
		return arena_format(l->arena, "%d champ%s sur %d, le %s", filled, filled > 1 ? "s" : "", DIAGNOSTIC_FIELDS, day_words(l, d->on));
	}
	return "";
}

static const char *signed_text(const struct leaving *l)
{
	return l->in_force ? arena_format(l->arena, "signé des deux côtés le %s", day_words(l, contract_version_signed(l->version))) : "";
}

void leaving_items(struct arena *arena, const struct commitment_file *f, struct moment today,
                   struct leaving_item out[LEAVING_ITEMS])
{
	struct leaving l = leaving_begin(arena, f, today);
	const struct leaving_item items[LEAVING_ITEMS] = {
		{"objectifs", "Des objectifs concrets et mesurables", false, objectives_text(&l)},
		{"actions_personne", "Les actions que la personne doit mener", false, items_text(&l, DEBTOR_PERSON)},
		{"actions_referent", "Les actions dévolues au référent", false, items_text(&l, DEBTOR_STRUCTURE)},
		{"services", "Les services sur lesquels s'appuyer", false, services_text(&l)},
		{"coordonnees", "Les coordonnées du référent", false, referent_text(&l)},
		{"prochain_rdv", "La date du prochain rendez-vous", false, next_text(&l)},
		{"echeances", "Les prochaines échéances", false, dates_text(&l)},
		{"diagnostic", "Le détail du diagnostic", false, diagnostic_text(&l)},
		{"engagement_signe", "Le document d'engagement signé", false, signed_text(&l)},
	};

	for (size_t i = 0; i < LEAVING_ITEMS; i++) {
		out[i] = items[i];
		out[i].given = items[i].text[0] != '\0';
	}
}
