/* Checking what people type before it is sent: lengths, dates, numbers. French sentences, field named.
 *
 * The bounds are those of the schema (sql/migrations); the database checks them again. */
#ifndef JALON_INPUT_H
#define JALON_INPUT_H

#include <stdint.h>

#include "core/base/date.h"
#include "core/base/error.h"

struct input_text {
	const char *field; /* as in error.field */
	const char *label; /* French, with its article: « le nom » */
	bool required;
	int max;           /* characters */
	bool lines;        /* several lines, as a note; otherwise control characters are refused */
};

bool input_blank(const char *s); /* NULL, "" or spaces */
/* JJ/MM/AAAA, J/M/AAAA or AAAA-MM-JJ, spaces around ignored. */
bool input_date_read(const char *s, struct date *out);
/* "" or NULL: *out is `missing`; refused when that is DATE_NONE. */
bool input_date(const char *s, const char *field, const char *label, struct date missing, struct date *out,
                struct error *e);
/* A time of the day: « 9h », « 9h30 », « 9:30 », « 09:30 », « 14H05 », spaces around ignored; minutes since midnight. */
bool input_time_read(const char *s, int *minute);
/* "" or NULL: *minute is `missing`; refused when that is -1. */
bool input_time(const char *s, const char *field, const char *label, int missing, int *minute, struct error *e);
/* A duration: « 15 » and « 15h » hours, « 1h30 », « 1 h 30 », « 1:30 », « 45 min »; minutes, up to 10080 (a week). */
bool input_duration_read(const char *s, int *minutes);
/* "" or NULL: *out is `missing`; refused when that is -1, or outside min..max. */
bool input_duration(const char *s, const char *field, const char *label, int min, int max, int missing, int *out,
                    struct error *e);
/* The length of a course: « 800 » and « 800h » hours, « 35h30 »; minutes, up to COURSE_MINUTES_MAX. "" or NULL: 0, non fixé. Zero is
 * read as -1: the caller says why it is refused. */
enum { COURSE_MINUTES_MAX = 600000 };
bool input_course_length(const char *s, const char *field, const char *label, int *minutes, struct error *e);
/* Euros: « 1 250 », « 1250,50 », « 1250.5 € »; cents. "" or NULL: -1, non fixé. */
bool input_amount(const char *s, const char *field, const char *label, int64_t *cents, struct error *e);
/* « 9h-12h30 13h30-17h »: ranges of minutes of the day, rising and apart; "" is none. Returns how many, -1 when refused. */
#define INPUT_RANGES_MAX 6
struct input_range { int from, to; };
int input_ranges(const char *s, const char *field, const char *label, struct input_range out[INPUT_RANGES_MAX],
                 struct error *e);
bool input_number(const char *s, const char *field, const char *label, int min, int max, int *out, struct error *e);
/* Lengths, and no control character in what holds on one line. */
bool input_text_check(const struct input_text *spec, const char *s, struct error *e);
bool input_phone(const char *s, struct error *e); /* "" is accepted */
bool input_email(const char *s, struct error *e);
/* Refuses with the field set. Always returns false. */
bool input_refuse(struct error *e, const char *field, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
