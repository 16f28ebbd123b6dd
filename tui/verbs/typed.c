/* Days, moments and identifiants of the command line, read in one place. See typed.h. */
#include "tui/verbs/typed.h"

#include <stdio.h>
#include <string.h>

#include "core/app/input.h"

bool typed_day(const char *what, const char *text, struct date *out, struct error *e)
{
	if (input_date_read(text, out))
		return true;
	error_set(e, ERR_USAGE, "%s : attendu une date AAAA-MM-JJ ou JJ/MM/AAAA, et non « %s »", what, text);
	return false;
}

bool typed_moment(const char *what, const char *text, struct moment *out, struct error *e)
{
	size_t length = strcspn(text, "T ");
	struct date day;
	char typed[16];
	int minute;

	if (length < sizeof typed && text[length] != '\0') {
		memcpy(typed, text, length);
		typed[length] = '\0';
		if (input_date_read(typed, &day) && input_time_read(text + length + 1, &minute)) {
			*out = (struct moment){.day = day, .minute = minute};
			return true;
		}
	}
	error_set(e, ERR_USAGE, "%s : attendu un jour et une heure, AAAA-MM-JJTHH:MM, et non « %s »", what, text);
	return false;
}

void typed_id(const char *text, char out[TYPED_ID])
{
	size_t i = 0;

	for (; i < TYPED_ID - 1 && text[i] != '\0'; i++)
		out[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
	out[i] = '\0';
}
