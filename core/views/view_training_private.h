/* What the files of one request's page share: lines added one by one. */
#ifndef JALON_VIEW_TRAINING_PRIVATE_H
#define JALON_VIEW_TRAINING_PRIVATE_H

#include "core/views/view_training.h"
#include "core/views/view_trainings_private.h"

struct training_lines {
	struct arena *arena;
	const struct app *app;
	const struct training_file *f;
	const struct view_training_row *row;
	struct view_training_line *items;
	size_t count, room;
};

/* text and raw are made safe; the pointer holds until the next call. */
struct view_training_line *training_line_add(struct training_lines *l, const char *key, const char *label, const char *text, const char *raw);

/* view_training_money.c */
void training_section_funding(struct training_lines *l, const struct funding_check *check);
void training_section_runway(struct training_lines *l, const struct runway *r);
void training_section_rights(struct training_lines *l);
const char *training_funding_sentence(struct arena *arena, const struct training *t, const struct funding_check *check);
/* Its reason of that code, NULL when it does not ask for it. */
const struct reason *training_row_reason(const struct view_training_row *row, enum reason_code code);
/* « Droits jusqu'au 31/03/2027, formation du 07/12/2026 au 20/06/2027 : 81 jours non couverts, relais requis » */
const char *training_runway_sentence(struct arena *arena, const struct training *t, const struct runway *r);
/* Until the last allowance, else the end of the regime (fin_dispositif). */
struct runway training_runway_of(const struct app *a);
/* view_training_past.c */
void training_section_pieces(struct training_lines *l);
void training_section_events(struct training_lines *l);
void training_section_absences(struct training_lines *l);
void training_section_periods(struct training_lines *l);
void training_section_doubts(struct training_lines *l);

#endif
