/* Columns of COPY's text format: tabs between them, \N for NULL, backslash before what would be read otherwise. Each
 * put_* appends one column; moments are written without a zone: the session's is the agency's (demo_data.c). */
#ifndef JALON_DEMO_COLUMNS_H
#define JALON_DEMO_COLUMNS_H

#include "core/base/strbuf.h"
#include "sql/demo/demo_model.h"

void put_tab(struct strbuf *out);
void put_text(struct strbuf *out, const char *s);
void put_int(struct strbuf *out, long value);
void put_bool(struct strbuf *out, bool value);
void put_null(struct strbuf *out);
void put_date(struct strbuf *out, struct date d);
void put_moment(struct strbuf *out, struct moment m);
void put_range(struct strbuf *out, struct moment first, struct moment end);
void put_stretch(struct strbuf *out, struct moment start, int minutes);
void put_period(struct strbuf *out, const struct demo_appointment *a);
void put_optional(struct strbuf *out, const char *s);
void put_login(struct strbuf *out, const struct demo_data *d, int account);
void put_recorded(struct strbuf *out, const struct demo_data *d, struct date day, int account);
void put_line_end(struct strbuf *out);
/* Of what is about a person (index): agency, id, personne_id. */
void put_key(struct strbuf *out, const struct demo_data *d, const char *id, int person);
/* Who was in charge of the person (index) on the day that it was done; NULL when it was not. */
void put_by(struct strbuf *out, const struct demo_data *d, int person, struct date day);
/* At that hour, or at the first minute of today: nothing lies in the future. */
void put_hour(struct strbuf *out, const struct demo_data *d, struct date day, int hour);
/* Who was in charge on that day, or at the very beginning: an account. */
int demo_in_charge(const struct demo_person *p, struct date day);

#endif
