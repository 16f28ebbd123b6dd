/* Weekly hours (rules.md L8). */
#include "core/rules/hours.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct hours_result hours_compute(int target, int absent_days, int validated, int declared)
{
	struct hours_result h = {.validated = validated, .declared = declared};

	h.target = (int)((int64_t)target * (5 - absent_days) / 5);
	h.remaining = h.target > validated ? h.target - validated : 0;
	return h;
}

/* At most four digits of hours: a year holds fewer than 9999 of them. */
bool hours_parse(const char *s, int *minutes)
{
	const char *colon = s != NULL ? strchr(s, ':') : NULL;
	int hours = 0;

	if (colon == NULL || colon == s || colon - s > 4 || strlen(colon) != 3)
		return false;
	for (const char *p = s; p < colon; p++) {
		if (*p < '0' || *p > '9')
			return false;
		hours = hours * 10 + (*p - '0');
	}
	if (colon[1] < '0' || colon[1] > '5' || colon[2] < '0' || colon[2] > '9')
		return false;
	*minutes = hours * 60 + (colon[1] - '0') * 10 + (colon[2] - '0');
	return true;
}

const char *hours_format(int minutes, char out[16])
{
	unsigned int all = minutes < 0 ? 0U - (unsigned int)minutes : (unsigned int)minutes;

	snprintf(out, 16, "%s%u:%02u", minutes < 0 ? "-" : "", all / 60, all % 60);
	return out;
}

const char *hours_format_short(int minutes, char out[16])
{
	unsigned int all = minutes < 0 ? 0 : (unsigned int)minutes;

	if (all % 60 == 0)
		snprintf(out, 16, "%uh", all / 60);
	else
		snprintf(out, 16, "%uh%02u", all / 60, all % 60);
	return out;
}
