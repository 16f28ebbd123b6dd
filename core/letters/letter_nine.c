/* The nine items that a person leaves with after the first entretien (003:3931), each with what the file holds of it. */
#include <string.h>

#include "core/engagement/ledger.h"
#include "core/letters/letter_private.h"

/* The détail of the diagnostic itself, as it was written; the last one of the day or before. */
static const char *diagnostic_words(struct arena *arena, const struct letter_facts *f, const char *otherwise)
{
	for (size_t i = 0; i < f->commitments->diagnostic_count; i++) {
		const struct diagnostic *d = &f->commitments->diagnostics[i];
		const char *text = "";

		if (date_compare(d->on, f->today.day) > 0)
			continue;
		for (int k = 0; k < DIAGNOSTIC_FIELDS; k++)
			text = arena_format(arena, "%s%s%s : %s", text, k > 0 ? " ; " : "", diagnostic_fields[k].label,
			                    letter_or(d->text[k], "pas encore"));
		return arena_format(arena, "%s (%s)", text, letter_day(arena, d->on, ""));
	}
	return otherwise;
}

/* The person is spoken to. */
static const char *item_title(const struct leaving_item *i)
{
	static const struct code_label titles[] = {{"actions_personne", "Les actions que vous devez mener"},
		{"actions_referent", "Les actions dévolues à votre référent"}, {"coordonnees", "Les coordonnées de votre référent"}, {NULL, NULL}};

	return code_label_known(titles, i->code) ? code_label_find(titles, i->code) : i->label;
}

/* What the letter says better than a list on the screen: a name, the words of the diagnostic. */
static const char *item_words(struct arena *arena, const struct letter_facts *f, const struct leaving_item *i)
{
	if (!i->given)
		return "pas encore";
	if (strcmp(i->code, "coordonnees") == 0)
		return arena_format(arena, "%s, %s", letter_or(f->counsellor, i->text), f->session->agency_name);
	return strcmp(i->code, "diagnostic") == 0 ? diagnostic_words(arena, f, i->text) : i->text;
}

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
		                                       item_title(&items[i]), item_words(v->arena, f, &items[i])});
	}
	value_set(v, "bilan", given == LEAVING_ITEMS
	                          ? "Les neuf points vous ont été remis."
	                          : arena_format(v->arena, "%s sur neuf ; ce qui manque est à notre charge.",
	                                         letter_count(v->arena, given, "point remis", "points remis")));
	return true;
}
