/* Any text as a date or a moment: what is accepted prints back, and calendar steps stay in the calendar. */
#include "tests/fuzz/fuzz.h"

#include "core/base/date.h"

static void check_date(const char *s)
{
	struct date d;
	char text[DATE_TEXT];
	if (!date_parse(s, &d))
		return;
	FUZZ_HOLDS(strcmp(date_format(d, text), s) == 0);
	FUZZ_HOLDS(date_weekday(d) >= 1 && date_weekday(d) <= 7);
	FUZZ_HOLDS(date_weekday(date_week_start(d)) == 1);
	struct date later = date_add_months(d, 12);
	if (date_is_set(later))
		FUZZ_HOLDS(date_diff(later, d) == 365 || date_diff(later, d) == 366);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = fuzz_string(data, size);
	struct moment m, again;
	char text[MOMENT_TEXT];
	check_date(s);
	if (moment_parse(s, &m)) {
		FUZZ_HOLDS(m.minute >= 0 && m.minute < 24 * 60);
		FUZZ_HOLDS(moment_parse(moment_format(m, text), &again));
		FUZZ_HOLDS(moment_compare(m, again) == 0);
	}
	free(s);
	return 0;
}
