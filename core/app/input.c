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
	if (s == NULL || s[strspn(s, " ")] == '\0') {
		if (!date_is_set(missing))
			return input_refuse(e, field, "%s manque : JJ/MM/AAAA", label);
		*out = missing;
		return true;
	}
	if (!input_date_read(s, out))
		return input_refuse(e, field, "%s n'est pas une date : attendu JJ/MM/AAAA (par exemple 03/09/2026)", label);
	return true;
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
