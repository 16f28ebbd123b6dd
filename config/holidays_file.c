/* feries.ini into a calendar of further local days (rules.md §3: « tables of further local days in config »). */
#include "config/holidays_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "config/rules_section.h"
#include "core/base/mem.h"
#include "core/base/text.h"

enum { EASTER_REACH = 250, NAME_WIDTH = 60, LEAP_YEAR = 2000 };

struct holidays_build {
	struct local_day *days;
	size_t count;
};

/* Two digits at s, or -1. */
static int two_digits(const char *s)
{
	if (!isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]))
		return -1;
	return (s[0] - '0') * 10 + (s[1] - '0');
}

/* « MM-JJ », 02-29 included: it then falls in leap years only. */
static bool day_read_fixed(const char *key, struct local_day *day)
{
	if (strlen(key) != 5 || key[2] != '-')
		return false;
	day->month = two_digits(key);
	day->day = two_digits(key + 3);
	return day->month > 0 && date_is_set(date_make(LEAP_YEAR, day->month, day->day));
}

/* « paques+N », « paques-N ». */
static bool day_read_moving(const char *key, struct local_day *day)
{
	size_t digits;

	if (strncmp(key, "paques", 6) != 0 || (key[6] != '+' && key[6] != '-'))
		return false;
	digits = strspn(key + 7, "0123456789");
	if (digits == 0 || digits > 3 || key[7 + digits] != '\0')
		return false;
	day->month = 0;
	day->easter = (int)strtol(key + 7, NULL, 10) * (key[6] == '-' ? -1 : 1);
	return abs(day->easter) <= EASTER_REACH;
}

static bool name_is_good(const char *name)
{
	return *name != '\0' && text_width(name) <= NAME_WIDTH && strpbrk(name, "\"\\") == NULL;
}

static void day_read(struct rules_reader *r, struct holidays_build *b, const char *department, const char *key)
{
	struct local_day day = {.department = department};
	const char *name = reader_value(r, key);

	if (!day_read_fixed(key, &day) && !day_read_moving(key, &day)) {
		reader_fault(r, key, "MM-JJ, ou paques+N ou paques-N (N jours après ou avant Pâques, %d au plus)", EASTER_REACH);
		return;
	}
	if (name == NULL)
		return; /* the scan has said why */
	if (!name_is_good(name)) {
		reader_fault(r, key, "le nom du jour, de 1 à %d caractères, sans guillemet ni \\", NAME_WIDTH);
		return;
	}
	day.name = arena_strdup(r->arena, name);
	b->days = mem_resize(b->days, (b->count + 1) * sizeof *b->days);
	b->days[b->count++] = day;
}

/* The scan gives names in lower case; 2A and 2B are written in capitals. */
static const char *department_of(struct rules_reader *r)
{
	char *code = arena_strdup(r->arena, r->ini->sections[r->section].name);

	for (char *p = code; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	if (department_is_known(code))
		return code;
	reader_fault(r, "", "un département : 01 à 95, 2A, 2B, 971 à 976");
	return NULL;
}

static void section_read(struct rules_reader *r, struct holidays_build *b)
{
	bool refused = r->ini->sections[r->section].refused;
	const char *department = refused ? "" : department_of(r);
	size_t before = b->count;

	for (size_t i = 0; department != NULL && i < r->ini->key_count; i++)
		if (r->ini->keys[i].section == r->section)
			day_read(r, b, department, r->ini->keys[i].name);
	if (refused)
		b->count = before; /* its days were checked; whose they are is not known */
	if (b->count - before > LOCAL_DAYS_MAX)
		reader_fault(r, "", "%d jours au plus pour un département", LOCAL_DAYS_MAX);
}

void holidays_read(const char *path, struct arena *arena, struct calendar *out, struct rules_faults *faults)
{
	struct holidays_build b = {0};
	struct local_day *days;
	struct ini_file ini;

	ini_open(&ini, path, "[NN], un département,");
	rules_fault_take(faults, HOLIDAYS_FILE, &ini);
	for (size_t i = 0; ini.values != NULL && i < ini.section_count; i++)
		section_read(&(struct rules_reader){&ini, HOLIDAYS_FILE, i, faults, arena, true, true}, &b);
	ini_close(&ini);
	days = arena_array(arena, b.count, sizeof *days);
	if (b.count > 0)
		memcpy(days, b.days, b.count * sizeof *days);
	*out = (struct calendar){days, b.count};
	free(b.days);
}
