/* What the views of training requests share. */
#ifndef JALON_VIEW_TRAININGS_PRIVATE_H
#define JALON_VIEW_TRAININGS_PRIVATE_H

#include "core/views/view_trainings.h"
#include "core/views/view_why_private.h"

const char *training_days_words(struct arena *arena, int days);                                /* « 6 j », « aujourd'hui » */
const char *training_due_words(struct arena *arena, struct date due, struct date today);       /* « +6 j », « auj. », « 27/11 (J-7) » */
const char *training_costs_missing(struct arena *arena, unsigned costs);                       /* « rémunération, frais annexes » */
const char *training_funder_label(struct arena *arena, const struct app *a, const char *code); /* the code when nothing names it */

/* Its reasons; then both clocks, the check and the follow-up, as « Pourquoi ? » says them. */
void why_training_reasons(struct why *w, const struct view_training_row *row);
void why_training_clocks(struct why *w, const struct view_training_row *row);

#endif
