/* Any bytes as a value of a command's content, and as an answer of the server. */
#include "tests/fuzz/fuzz.h"

#include "core/base/json.h"
#include "core/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = fuzz_string(data, size), *back = NULL;
	struct arena a = { 0 };
	const char *value = text_normalise(&a, s);
	struct strbuf b = { 0 };
	if (json_get_string(s, "cle", &back))
		free(back);
	json_open(&b);
	json_string(&b, "avant", value);
	json_string(&b, "cle", value);
	json_close(&b);
	FUZZ_HOLDS(json_get_string(strbuf_str(&b), "cle", &back));
	FUZZ_HOLDS(strcmp(back, value) == 0);
	free(back);
	strbuf_free(&b);
	arena_free(&a);
	free(s);
	return 0;
}
