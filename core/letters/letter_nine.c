/* The nine items that a person leaves with after the first entretien (003:3931), each with what the file holds of it. */
#include "core/engagement/ledger.h"
#include "core/letters/letter_private.h"

bool letter_fill_nine(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct commitment_file *file = f->commitments;
	struct leaving_item items[LEAVING_ITEMS];
	size_t given = 0;

	(void)e;
	letter_fill_person(v, f);
	value_set(v, "regime", file->person.regime == REGIME_NONE ? "aucun dispositif en cours" : regime_label(file->person.regime));
	leaving_items(v->arena, file, f->today, items);
	for (int i = 0; i < LEAVING_ITEMS; i++) {
		given += items[i].given;
		list_row(v, "points", (const char *[]){items[i].given ? "[x]" : "[ ]", arena_format(v->arena, "%d", i + 1),
		                                       items[i].label, letter_or(items[i].text, "pas encore")});
	}
	value_set(v, "bilan", given == LEAVING_ITEMS
	                          ? "Les neuf points vous ont été remis."
	                          : arena_format(v->arena, "%s sur neuf ; ce qui manque est à notre charge.",
	                                         letter_count(v->arena, given, "point remis", "points remis")));
	return true;
}
