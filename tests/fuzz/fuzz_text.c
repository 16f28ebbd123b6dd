/* Any bytes as text from the database: what reaches the terminal is safe, fits, and stays what it is. */
#include "tests/fuzz/fuzz.h"

#include "core/base/text.h"

static void check_safe(const char *s)
{
	for (const unsigned char *c = (const unsigned char *)s; *c != '\0'; c++) {
		FUZZ_HOLDS(*c >= 0x20 && *c != 0x7F);
		FUZZ_HOLDS(!(c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0)); /* C1 */
		FUZZ_HOLDS(!(c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0xAA && c[2] <= 0xAE)); /* bidi embeddings */
		FUZZ_HOLDS(!(c[0] == 0xE2 && c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9)); /* bidi isolates */
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	char *s = fuzz_string(data, size);
	const char *safe = text_safe(&a, s);
	check_safe(safe);
	FUZZ_HOLDS(strcmp(text_safe(&a, safe), safe) == 0);
	const char *folded = text_fold(&a, s);
	FUZZ_HOLDS(text_contains_folded(folded, folded));
	FUZZ_HOLDS(text_width(safe) >= 0);
	FUZZ_HOLDS(text_width(text_cell(&a, safe, 12)) == 12);
	int width = -1;
	FUZZ_HOLDS(text_fit(safe, 12, &width) <= strlen(safe));
	FUZZ_HOLDS(width >= 0 && width <= 12);
	struct text_lines lines = text_wrap(&a, text_safe_lines(&a, s), 12);
	for (size_t i = 0; i < lines.count; i++)
		FUZZ_HOLDS(text_width(lines.lines[i]) <= 12);
	for (const unsigned char *c = (const unsigned char *)text_ascii(&a, safe); *c != '\0'; c++)
		FUZZ_HOLDS(*c >= 0x20 && *c < 0x7F);
	arena_free(&a);
	free(s);
	return 0;
}
