/* Any text as the keys of an action in keys.ini: refused with a sentence, or bound so that it is found again. */
#include "tests/fuzz/fuzz.h"

#include "core/app/action.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = fuzz_string(data, size);
	struct keymap map = { 0 };
	char message[256] = "", shown[32];
	struct key_sequence keys;
	if (key_sequence_parse(s, &keys)) {
		FUZZ_HOLDS(keys.count == 1 || keys.count == 2);
		FUZZ_HOLDS(strlen(key_sequence_format(&keys, shown)) < sizeof(shown));
	}
	keymap_defaults(&map);
	enum action_id action = (enum action_id)(1 + size % (ACTION_COUNT - 1));
	if (keymap_bind(&map, action, s, message))
		FUZZ_HOLDS(keymap_check(&map, message));
	else
		FUZZ_HOLDS(message[0] != '\0');
	keymap_free(&map);
	free(s);
	return 0;
}
