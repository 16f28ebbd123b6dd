/* What the view_*.c files share. */
#ifndef JALON_VIEW_PRIVATE_H
#define JALON_VIEW_PRIVATE_H

#include "core/views/view.h"

const struct rule *load_rule(const struct app *a, const char *code);
const char *view_date(struct arena *arena, struct date d);       /* 20/11/2026, "" */
/* « 27/11 », the year said when it is another than today's; "". */
const char *view_day_short(struct arena *arena, struct date d, struct date today);
const char *view_moment(struct arena *arena, struct moment m);  /* 20/11/2026 09:30, "" */
const char *view_one_line(struct arena *arena, const char *s);  /* safe; line ends become a space */
const char *view_iso_day(struct arena *arena, struct date d);
const char *view_iso_moment(struct arena *arena, struct moment m);
/* « Semaine 47 · 16 au 22 nov. 2026 » */
const char *view_week_title(struct arena *arena, struct date from, struct date to);
/* The sentence of a model that has nothing to show yet: « Lecture du portefeuille… », or its error. */
const char *view_waiting(struct arena *arena, const struct model *m, const char *what);
/* Its reason of that name (reason_code_name()), NULL when none, or when nobody is judged. */
const struct reason *view_reason(const struct judged_person *p, const char *name);
/* Every word of folded_words is somewhere in folded. */
bool view_matches(const char *folded, const char *folded_words);
/* A cell of the portfolio's line, shared with the sheet. */
const char *view_ledgers_cell(struct arena *arena, const struct judged_person *p);

#endif
