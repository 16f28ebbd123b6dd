/* Any bytes as a draft on disk: refused, or read as something that is written and read again the same. */
#include "tests/fuzz/fuzz.h"

#include "tui/drafts/draft_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = fuzz_string(data, size);
	struct arena a = { 0 }, b = { 0 };
	struct strbuf first = { 0 }, second = { 0 };
	struct draft d, back;
	if (draft_parse(s, &a, &d)) {
		draft_format(&first, &d);
		FUZZ_HOLDS(draft_parse(strbuf_str(&first), &b, &back));
		draft_format(&second, &back);
		FUZZ_HOLDS(strcmp(strbuf_str(&first), strbuf_str(&second)) == 0);
	}
	strbuf_free(&first);
	strbuf_free(&second);
	arena_free(&a);
	arena_free(&b);
	free(s);
	return 0;
}
