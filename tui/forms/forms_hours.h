/* The forms of a person's hours. Each copies what it is given; the hours of that person are loaded. */
#ifndef JALON_FORMS_HOURS_H
#define JALON_FORMS_HOURS_H

#include "core/views/view_hours.h"
#include "tui/forms/forms.h"

/* « Lever les freins sociaux, ven. 20 nov. : 1 h … 8 h, 30 min »: the second of two keystrokes. theme: 0..8. */
void form_hours_duration(struct ui *ui, const char *id, struct date day, int theme);
/* Which theme first: for who comes from the palette. */
void form_hours_theme(struct ui *ui, const char *id, struct date day);
/* Any duration, with a text. */
void form_hours_exact(struct ui *ui, const char *id, struct date day, int theme);
/* One of those of the cell, after a question. */
void form_hours_remove(struct ui *ui, const char *id, const struct activity *const *items, size_t count);
/* Grants one, or withdraws one of those there are. */
void form_dispensation(struct ui *ui, const char *id, const struct view_hours *v);
/* Declares one from that day on, or withdraws one of those of the weeks loaded. */
void form_absence_of(struct ui *ui, const char *id, struct date day);

#endif
