/* What differs between two ranks of a contract: its fields, then the lines withdrawn, then those added. */
#include "core/engagement/ledger.h"

#include <string.h>

#include "core/base/french.h"
#include "core/rules/hours.h"

enum { FIELDS = 4 };

struct comparing {
	struct arena *arena;
	struct contract_changes out;
};

static const struct contract_version *version_of(const struct contract *c, int rank)
{
	for (size_t i = 0; i < c->version_count; i++)
		if (c->versions[i].rank == rank)
			return &c->versions[i];
	return NULL;
}

static void change_add(struct comparing *k, struct contract_change change)
{
	k->out.items[k->out.count++] = change;
}

static void field_compare(struct comparing *k, const char *label, const char *before, const char *after)
{
	if (strcmp(before, after) != 0)
		change_add(k, (struct contract_change){CHANGE_FIELD, NULL, label, before, after});
}

static const char *target_words(struct arena *a, int minutes)
{
	char text[16];

	return minutes < 0 ? "non fixé par le contrat" : arena_format(a, "%s par semaine", hours_format_short(minutes, text));
}

static void fields_compare(struct comparing *k, const struct contract_version *from, const struct contract_version *to)
{
	field_compare(k, "objectifs", from->objectives, to->objectives);
	field_compare(k, "dernier jour", french_day(k->arena, from->ends, "non fixée"), french_day(k->arena, to->ends, "non fixée"));
	field_compare(k, "heures", target_words(k->arena, from->weekly_target), target_words(k->arena, to->weekly_target));
	field_compare(k, "parcours intensif", from->intensive ? "oui" : "non", to->intensive ? "oui" : "non");
}

/* The lines of the contract that one rank holds and the other does not. */
static void items_compare(struct comparing *k, const struct commitment_file *f, const struct contract *c, int held, int absent,
                          enum change_kind kind)
{
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *item = &f->items[i];

		if (strcmp(item->contract, c->id) != 0 || !item_in_version(item, held) || item_in_version(item, absent))
			continue;
		change_add(k, (struct contract_change){kind, item, debtor_label(item->debtor), kind == CHANGE_WITHDRAWN ? item->object : "",
		                                       kind == CHANGE_ADDED ? item->object : ""});
	}
}

struct contract_changes contract_compare(struct arena *arena, const struct commitment_file *f, const struct contract *c,
                                         int from_rank, int to_rank)
{
	const struct contract_version *from = version_of(c, from_rank), *to = version_of(c, to_rank);
	struct comparing k = {.arena = arena};

	if (from == NULL || to == NULL)
		return k.out;
	k.out.items = arena_array(arena, FIELDS + 2 * f->item_count, sizeof *k.out.items);
	fields_compare(&k, from, to);
	items_compare(&k, f, c, from_rank, to_rank, CHANGE_WITHDRAWN);
	items_compare(&k, f, c, to_rank, from_rank, CHANGE_ADDED);
	return k.out;
}
