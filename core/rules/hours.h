/* Weekly hours: target prorated by absences, remainder (rules.md L8, §8). Minutes, integers. */
#ifndef JALON_HOURS_H
#define JALON_HOURS_H

#include <stdbool.h>

struct hours_result {
	int target, validated, declared, remaining; /* minutes */
};

/* target x (5 - absent_days) / 5, whole minutes, rounded down; remaining = max(0, target - validated). */
struct hours_result hours_compute(int target, int absent_days, int validated, int declared);
bool hours_parse(const char *s, int *minutes);            /* H:MM, minutes < 60 */
const char *hours_format(int minutes, char out[16]);      /* H:MM */
const char *hours_format_short(int minutes, char out[16]); /* « 12h30 », « 15h »; minutes >= 0 */

#endif
