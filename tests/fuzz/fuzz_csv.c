/* Any bytes as a provider's file: sessions that the base would take, or faults that say where and what is expected. */
#include "tests/fuzz/fuzz.h"

#include "config/catalogue_file.h"

static struct funder known[] = { { .code = "region", .label = "Région" } };

static void session_holds(const struct course_session *s)
{
	FUZZ_HOLDS(s->key[0] != '\0' && s->offer[0] != '\0' && s->body[0] != '\0' && s->title[0] != '\0');
	FUZZ_HOLDS(s->minutes > 0 && s->weekly >= 0 && s->places >= -1);
	FUZZ_HOLDS(date_is_set(s->starts) && date_compare(s->starts, s->ends) <= 0);
	FUZZ_HOLDS(strpbrk(s->title, "\t\r\n") == NULL && strpbrk(s->key, "\t\r\n") == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct course_batch b;
	catalogue_bytes_read(data, size, &(struct funder_list){ known, 1 }, &b);
	FUZZ_HOLDS(b.fault_count > 0 || b.count > 0);
	for (size_t i = 0; b.fault_count == 0 && i < b.count; i++)
		session_holds(&b.items[i]);
	for (size_t i = 0; i < b.fault_count; i++) {
		FUZZ_HOLDS(b.faults[i].expected[0] != '\0');
		FUZZ_HOLDS(i == 0 || b.faults[i - 1].line <= b.faults[i].line);
	}
	course_batch_free(&b);
	return 0;
}
