/* Columns of COPY's text format. See demo_columns.h. */
#include "sql/demo/demo_columns.h"

#include <string.h>

void put_tab(struct strbuf *out)
{
	if (out->len > 0 && out->s[out->len - 1] != '\n')
		strbuf_add_n(out, "\t", 1);
}

static void put_escaped(struct strbuf *out, const char *s)
{
	for (; *s != '\0'; s += *s != '\0') {
		size_t plain = strcspn(s, "\\\n\t\r");

		strbuf_add_n(out, s, plain);
		s += plain;
		if (*s == '\0')
			return;
		strbuf_add(out, *s == '\\' ? "\\\\" : *s == '\n' ? "\\n" : *s == '\t' ? "\\t" : "\\r");
	}
}

void put_text(struct strbuf *out, const char *s)
{
	put_tab(out);
	put_escaped(out, s);
}

void put_int(struct strbuf *out, long value)
{
	put_tab(out);
	strbuf_addf(out, "%ld", value);
}

void put_bool(struct strbuf *out, bool value)
{
	put_text(out, value ? "t" : "f");
}

void put_null(struct strbuf *out)
{
	put_tab(out);
	strbuf_add(out, "\\N");
}

void put_date(struct strbuf *out, struct date d)
{
	char text[DATE_TEXT];

	if (!date_is_set(d))
		put_null(out);
	else
		put_text(out, date_format(d, text));
}

void put_moment(struct strbuf *out, struct moment m)
{
	char text[MOMENT_TEXT];

	if (!moment_is_set(m))
		put_null(out);
	else
		put_text(out, moment_format(m, text));
}

void put_range(struct strbuf *out, struct moment first, struct moment end)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT];

	put_tab(out);
	strbuf_addf(out, "[%s,%s)", moment_format(first, from), moment_format(end, to));
}

void put_stretch(struct strbuf *out, struct moment start, int minutes)
{
	put_range(out, start, (struct moment){ start.day, start.minute + minutes });
}

void put_period(struct strbuf *out, const struct demo_appointment *a)
{
	put_stretch(out, a->start, a->minutes);
}

/* "" is NULL. */
void put_optional(struct strbuf *out, const char *s)
{
	if (s[0] == '\0')
		put_null(out);
	else
		put_text(out, s);
}

void put_login(struct strbuf *out, const struct demo_data *d, int account)
{
	put_text(out, d->accounts[account].login);
}

/* What an import carries with a dated period: recorded at nine on its first day, by the one in charge. */
void put_recorded(struct strbuf *out, const struct demo_data *d, struct date day, int account)
{
	put_moment(out, (struct moment){ day, 9 * 60 });
	put_login(out, d, account);
}

void put_line_end(struct strbuf *out)
{
	strbuf_add_n(out, "\n", 1);
}

/* Who was in charge on that day, or at the very beginning. */
int demo_in_charge(const struct demo_person *p, struct date day)
{
	int account = demo_referent_on(p, day);

	return account >= 0 ? account : p->referents[0].account;
}

void put_key(struct strbuf *out, const struct demo_data *d, const char *id, int person)
{
	put_int(out, 1);
	put_text(out, id);
	put_int(out, d->people[person].number);
}

void put_by(struct strbuf *out, const struct demo_data *d, int person, struct date day)
{
	if (date_is_set(day))
		put_login(out, d, demo_in_charge(&d->people[person], day));
	else
		put_null(out);
}

void put_hour(struct strbuf *out, const struct demo_data *d, struct date day, int hour)
{
	put_moment(out, (struct moment){day, date_compare(day, d->today) >= 0 ? 0 : hour * 60});
}
