/* Any bytes as a rule file: accepted, or refused with faults that say where and what is expected. */
#include "tests/fuzz/fuzz.h"

#include <unistd.h>

#include "config/rules_file.h"

static char folder[] = "/tmp/jalon-fuzz-XXXXXX";
static char path[sizeof(folder) + sizeof("/CE.ini")]; /* the name says the regime */

static void folder_remove(void)
{
	unlink(path);
	rmdir(folder);
}

static void file_write(const uint8_t *data, size_t size)
{
	if (path[0] == '\0') {
		if (mkdtemp(folder) == NULL)
			abort();
		snprintf(path, sizeof(path), "%s/CE.ini", folder);
		atexit(folder_remove);
	}
	FILE *f = fopen(path, "w");
	if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rules_faults faults = { 0 };
	struct error e = { 0 };
	file_write(data, size);
	if (!rules_check("config", (char *[]){ path }, 1, &faults, &e)) {
		FUZZ_HOLDS(error_is_set(&e));
		FUZZ_HOLDS(faults.count > 0);
	}
	for (size_t i = 0; i < faults.count; i++)
		FUZZ_HOLDS(faults.items[i].expected != NULL && faults.items[i].expected[0] != '\0');
	rules_faults_free(&faults);
	return 0;
}
