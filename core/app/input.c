/* Checking what people type before it is sent. */
#include "core/app/input.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

bool input_refuse(struct error *e, const char *field, const char *fmt, ...)
{
	char text[sizeof e->message];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	error_set(e, ERR_USAGE, "%s", text);
	snprintf(e->field, sizeof e->field, "%s", field);
	return false;
}

bool input_blank(const char *s)
{
	return s == NULL || s[strspn(s, " ")] == '\0';
}

/* Up to max digits at *s; -1 when there is none. */
static int digits_take(const char **s, int max)
{
	int value = 0, n = 0;

	while (n < max && **s >= '0' && **s <= '9') {
		value = value * 10 + (**s - '0');
		(*s)++;
		n++;
	}
	return n == 0 ? -1 : value;
}

static bool french_date(const char *s, struct date *out)
{
	int day = digits_take(&s, 2), month, year;
	const char *start;
	struct date d;

	if (day < 0 || *s++ != '/' || (month = digits_take(&s, 2)) < 0 || *s++ != '/')
		return false;
	start = s;
	year = digits_take(&s, 4);
	if (s - start != 4 || s[strspn(s, " ")] != '\0')
		return false;
	d = date_make(year, month, day);
	if (!date_is_set(d))
		return false;
	*out = d;
	return true;
}

bool input_date_read(const char *s, struct date *out)
{
	char iso[DATE_TEXT];
	size_t len;

	s += strspn(s, " ");
	len = strcspn(s, " ");
	if (len == DATE_TEXT - 1 && s[4] == '-' && s[len + strspn(s + len, " ")] == '\0') {
		memcpy(iso, s, len);
		iso[len] = '\0';
		return date_parse(iso, out);
	}
	return french_date(s, out);
}

bool input_date(const char *s, const char *field, const char *label, struct date missing, struct date *out,
                struct error *e)
{
	if (input_blank(s)) {
		if (!date_is_set(missing))
			return input_refuse(e, field, "%s manque : JJ/MM/AAAA", label);
		*out = missing;
		return true;
	}
	if (!input_date_read(s, out))
		return input_refuse(e, field, "%s n'est pas une date : attendu JJ/MM/AAAA (par exemple 03/09/2026)", label);
	return true;
}

/* « 930 » or « 1430 », written without a sign between. */
static int time_take_digits(const char **s, int digits)
{
	int hour = digits_take(s, digits - 2), minute = digits_take(s, 2);

	return hour <= 23 && minute <= 59 ? hour * 60 + minute : -1;
}

/* Moves *s past the time; -1 when there is none. « 9 » or « 14 » alone is not one: it may be a day or a slip. */
static int time_take(const char **s)
{
	int hour, minute = 0;
	size_t digits;

	*s += strspn(*s, " ");
	digits = strspn(*s, "0123456789");
	if (digits == 3 || digits == 4)
		return time_take_digits(s, (int)digits);
	hour = digits_take(s, 2);
	if (hour < 0 || hour > 23 || (**s != 'h' && **s != 'H' && **s != ':'))
		return -1;
	if (*(*s)++ == ':' || (**s >= '0' && **s <= '9')) {
		const char *start = *s;

		minute = digits_take(s, 2);
		if (*s - start != 2 || minute > 59)
			return -1;
	}
	return hour * 60 + minute;
}

bool input_time_read(const char *s, int *minute)
{
	int value = time_take(&s);

	if (value < 0 || s[strspn(s, " ")] != '\0')
		return false;
	*minute = value;
	return true;
}

bool input_time(const char *s, const char *field, const char *label, int missing, int *minute, struct error *e)
{
	if (input_blank(s)) {
		if (missing < 0)
			return input_refuse(e, field, "%s manque : 9h30 ou 09:30", label);
		*minute = missing;
		return true;
	}
	if (!input_time_read(s, minute))
		return input_refuse(e, field, "%s n'est pas une heure : attendu 9h, 9h30 ou 09:30", label);
	return true;
}

/* What follows a number of hours: nothing, « h », « h30 », « h 30 », « :30 »; -1 when it is something else. */
static int duration_rest(const char *s)
{
	int minutes = 0;

	s += strspn(s, " ");
	if (*s == 'h' || *s == 'H') {
		s++;
		s += strspn(s, " ");
		if (*s != '\0')
			minutes = digits_take(&s, 2);
	} else if (*s == ':') {
		s++;
		minutes = digits_take(&s, 2);
	}
	return s[strspn(s, " ")] == '\0' && minutes <= 59 ? minutes : -1;
}

static bool duration_read(const char *s, int max, int *minutes)
{
	const char *unit;
	int value, rest;

	s += strspn(s, " ");
	value = digits_take(&s, 5);
	unit = s + strspn(s, " ");
	if (value < 0)
		return false;
	if (strncmp(unit, "min", 3) == 0 && unit[3 + strspn(unit + 3, " ")] == '\0') {
		*minutes = value;
		return value <= max;
	}
	rest = duration_rest(s);
	if (rest < 0 || value * 60 + rest > max)
		return false;
	*minutes = value * 60 + rest;
	return true;
}

bool input_duration_read(const char *s, int *minutes)
{
	enum { WEEK_MINUTES = 168 * 60 };

	return duration_read(s, WEEK_MINUTES, minutes);
}

bool input_course_length(const char *s, const char *field, const char *label, int *minutes, struct error *e)
{
	*minutes = 0;
	if (input_blank(s))
		return true;
	if (!duration_read(s, COURSE_MINUTES_MAX, minutes))
		return input_refuse(e, field, "%s : attendu un nombre d'heures, 800 ou 35h30, %d au plus", label, COURSE_MINUTES_MAX / 60);
	if (*minutes == 0)
		*minutes = -1;
	return true;
}

/* Cents after the comma; -1 when it is something else. */
static int amount_cents(const char *s)
{
	int cents = 0, digits = 0;

	if (*s == ',' || *s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, digits++)
			cents = digits < 2 ? cents * 10 + (*s - '0') : -1;
	if (digits == 1)
		cents *= 10;
	s += strspn(s, " ");
	if (strncmp(s, "€", strlen("€")) == 0)
		s += strlen("€");
	return digits > 2 || s[strspn(s, " ")] != '\0' ? -1 : cents;
}

bool input_amount(const char *s, const char *field, const char *label, int64_t *cents, struct error *e)
{
	enum { EUROS_MAX = 9999999 };
	int64_t euros = 0;
	int digits = 0, rest;

	*cents = -1;
	if (input_blank(s))
		return true;
	s += strspn(s, " ");
	for (; (*s >= '0' && *s <= '9') || (*s == ' ' && s[1] >= '0' && s[1] <= '9'); s++)
		if (*s != ' ') {
			euros = euros <= EUROS_MAX ? euros * 10 + (*s - '0') : euros;
			digits++;
		}
	rest = amount_cents(s);
	if (digits == 0 || rest < 0 || euros > EUROS_MAX)
		return input_refuse(e, field, "%s : attendu des euros, 1250 ou 1250,50", label);
	*cents = euros * 100 + rest;
	return true;
}

bool input_duration(const char *s, const char *field, const char *label, int min, int max, int missing, int *out,
                    struct error *e)
{
	if (input_blank(s) && missing < 0)
		return input_refuse(e, field, "%s manque : 2, 1h30 ou 45 min", label);
	*out = missing;
	if (!input_blank(s) && !input_duration_read(s, out))
		return input_refuse(e, field, "%s n'est pas une durée : attendu 2 (heures), 1h30 ou 45 min", label);
	if (!input_blank(s) && *out < min)
		return input_refuse(e, field, "%s est trop courte : %d minute%s au moins", label, min, min > 1 ? "s" : "");
	if (*out > max)
		return input_refuse(e, field, "%s est trop longue : %d heures au plus", label, max / 60);
	return true;
}

/* One range at *s; midnight as an end is written 24h, 24h00 or 24:00. */
static bool range_take(const char **s, struct input_range *out)
{
	static const char *const ends[] = {"24h00", "24H00", "24:00", "24h", "24H"};

	out->from = time_take(s);
	*s += strspn(*s, " ");
	if (out->from < 0 || *(*s)++ != '-')
		return false;
	*s += strspn(*s, " ");
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strncmp(*s, ends[i], strlen(ends[i])) == 0) {
			*s += strlen(ends[i]);
			out->to = 24 * 60;
			return true;
		}
	out->to = time_take(s);
	return out->to > out->from;
}

int input_ranges(const char *s, const char *field, const char *label, struct input_range out[INPUT_RANGES_MAX],
                 struct error *e)
{
	int count = 0;

	for (s = s == NULL ? "" : s; *(s += strspn(s, " ,;")) != '\0'; count++) {
		if (count == INPUT_RANGES_MAX) {
			input_refuse(e, field, "%s : %d plages au plus", label, INPUT_RANGES_MAX);
			return -1;
		}
		if (!range_take(&s, &out[count]) || strchr(" ,;", *s) == NULL) {
			input_refuse(e, field, "%s : attendu des plages comme 9h-12h30 13h30-17h, ou rien", label);
			return -1;
		}
		if (count > 0 && out[count].from < out[count - 1].to) {
			input_refuse(e, field, "%s : les plages se suivent sans se recouvrir", label);
			return -1;
		}
	}
	return count;
}

bool input_number(const char *s, const char *field, const char *label, int min, int max, int *out, struct error *e)
{
	const char *at = s + strspn(s, " ");
	int value = digits_take(&at, 6);

	if (value < min || value > max || at[strspn(at, " ")] != '\0')
		return input_refuse(e, field, "%s : attendu un nombre de %d à %d", label, min, max);
	*out = value;
	return true;
}

static int characters(const char *s)
{
	int n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0U) != 0x80U;
	return n;
}

/* C0 (newline, ESC…), DEL, C1, and the line and paragraph separators, in UTF-8. */
static bool holds_control(const char *s)
{
	for (const unsigned char *p = (const unsigned char *)s; *p != '\0'; p++)
		if (*p < 0x20 || *p == 0x7F || (p[0] == 0xC2 && p[1] >= 0x80 && p[1] <= 0x9F) ||
		    (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9)))
			return true;
	return false;
}

bool input_text_check(const struct input_text *spec, const char *s, struct error *e)
{
	int n = s == NULL ? 0 : characters(s);

	if (spec->required && (s == NULL || s[strspn(s, " \t\r\n")] == '\0'))
		return input_refuse(e, spec->field, "%s manque", spec->label);
	if (n > spec->max)
		return input_refuse(e, spec->field, "%s a %d caractères : %d au plus", spec->label, n, spec->max);
	if (s != NULL && !spec->lines && holds_control(s))
		return input_refuse(e, spec->field, "%s tient sur une ligne, sans caractère de contrôle (retour à la ligne, tabulation, "
		                    "Échap)", spec->label);
	return true;
}

bool input_phone(const char *s, struct error *e)
{
	int digits = 0;

	for (const char *p = s; *p != '\0'; p++) {
		if (*p >= '0' && *p <= '9')
			digits++;
		else if (strchr(" +.-()", *p) == NULL)
			return input_refuse(e, "telephone", "le téléphone ne porte que des chiffres, des espaces et + . - ( )");
	}
	if (*s != '\0' && (digits < 6 || strlen(s) > 30))
		return input_refuse(e, "telephone", "le téléphone a de 6 chiffres à 30 signes");
	return true;
}

bool input_email(const char *s, struct error *e)
{
	const char *at = strchr(s, '@');

	if (*s == '\0')
		return true;
	if (at == NULL || at == s || at[1] == '\0' || strchr(at + 1, '@') != NULL || strpbrk(s, " \t,;") != NULL)
		return input_refuse(e, "courriel", "le courriel n'a pas la forme nom@domaine");
	return true;
}
