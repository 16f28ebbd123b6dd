/* The agenda's tables as COPY text, one function each: appends every row. Used by demo_copy.c alone. */
#ifndef JALON_DEMO_COPY_AGENDA_H
#define JALON_DEMO_COPY_AGENDA_H

#include "core/base/strbuf.h"
#include "sql/demo/demo_model.h"

void write_appointments(struct strbuf *out, const struct demo_data *d);
void write_participations(struct strbuf *out, const struct demo_data *d);
void write_hours(struct strbuf *out, const struct demo_data *d);
void write_absences(struct strbuf *out, const struct demo_data *d);
void write_closings(struct strbuf *out, const struct demo_data *d);
void write_leaves(struct strbuf *out, const struct demo_data *d);
void write_moves(struct strbuf *out, const struct demo_data *d);
void write_proposals(struct strbuf *out, const struct demo_data *d);
void write_items(struct strbuf *out, const struct demo_data *d);
void write_reminders(struct strbuf *out, const struct demo_data *d);
void write_put_off(struct strbuf *out, const struct demo_data *d);

#endif
