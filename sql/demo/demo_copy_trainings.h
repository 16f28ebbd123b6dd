/* Trainings as COPY text: the catalogue, requests and what goes with them, periods, allowances. Used by demo_copy.c alone. */
#ifndef JALON_DEMO_COPY_TRAININGS_H
#define JALON_DEMO_COPY_TRAININGS_H

#include "core/base/strbuf.h"
#include "sql/demo/demo_model.h"

void write_imports(struct strbuf *out, const struct demo_data *d);
void write_sessions(struct strbuf *out, const struct demo_data *d);
void write_allowances(struct strbuf *out, const struct demo_data *d);
void write_trainings(struct strbuf *out, const struct demo_data *d);
void write_training_events(struct strbuf *out, const struct demo_data *d);
void write_projects(struct strbuf *out, const struct demo_data *d);
void write_preconditions(struct strbuf *out, const struct demo_data *d);
void write_pieces(struct strbuf *out, const struct demo_data *d);
void write_fundings(struct strbuf *out, const struct demo_data *d);
void write_schooling_absences(struct strbuf *out, const struct demo_data *d);
void write_company_periods(struct strbuf *out, const struct demo_data *d);

#endif
