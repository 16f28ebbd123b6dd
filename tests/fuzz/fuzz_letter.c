/* Any text as a letter's template: refused with its faults, each with its line, or filled without a control character; and any text
 * as a value: it never becomes a mark, nor a command to the terminal. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/base/text.h"
#include "core/letters/letter_private.h"

/* Every other field and list is without object, so that conditions go both ways. */
static void values_fill(struct letter_values *v, const char *text)
{
	for (size_t i = 0; v->spec->fields[i] != NULL; i++)
		if (i % 2 == 0)
			value_set(v, v->spec->fields[i], text);
		else
			value_not_due(v, v->spec->fields[i]);
	for (size_t l = 0; v->spec->lists[l].name != NULL; l++) {
		const char *row[16];

		if (l % 2 == 1) {
			list_not_due(v, v->spec->lists[l].name);
			continue;
		}
		for (size_t i = 0; i < 16; i++)
			row[i] = text;
		list_row(v, v->spec->lists[l].name, row);
	}
}

static void lines_check(struct arena *arena, const char *text)
{
	for (; *text != '\0'; text += strcspn(text, "\n") + 1) {
		char *line = arena_strndup(arena, text, strcspn(text, "\n"));

		FUZZ_HOLDS(text_width(line) <= LETTER_COLUMNS);
		FUZZ_HOLDS(strcmp(text_safe(arena, line), line) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = fuzz_string(data, size);
	enum letter_kind k = (enum letter_kind)(size % LETTER_COUNT);
	struct template_faults faults = {NULL, 0};
	struct letter_template t;
	struct arena arena = {0};

	if (template_parse(&arena, k, s, &t, &faults)) {
		struct letter_values v = letter_values_new(&arena, k);

		values_fill(&v, s);
		lines_check(&arena, template_fill(&t, &v));
	} else {
		FUZZ_HOLDS(faults.count > 0 && t.count == 0);
		for (size_t i = 0; i < faults.count; i++)
			FUZZ_HOLDS(faults.items[i].line >= 0 && faults.items[i].expected[0] != '\0');
	}
	arena_free(&arena);
	free(s);
	return 0;
}
