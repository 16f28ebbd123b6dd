/* What binds both sides, as COPY text: contracts, their lines, hours, orientation, requests. Used by demo_copy.c alone. */
#ifndef JALON_DEMO_COPY_ENGAGEMENTS_H
#define JALON_DEMO_COPY_ENGAGEMENTS_H

#include "core/base/strbuf.h"
#include "sql/demo/demo_model.h"

void write_contracts(struct strbuf *out, const struct demo_data *d);
void write_versions(struct strbuf *out, const struct demo_data *d);
void write_commitments(struct strbuf *out, const struct demo_data *d);
void write_fulfilments(struct strbuf *out, const struct demo_data *d);
void write_remedials(struct strbuf *out, const struct demo_data *d);
void write_activities(struct strbuf *out, const struct demo_data *d);
void write_dispensations(struct strbuf *out, const struct demo_data *d);
void write_orientations(struct strbuf *out, const struct demo_data *d);
void write_diagnostics(struct strbuf *out, const struct demo_data *d);
void write_rights(struct strbuf *out, const struct demo_data *d);
void write_requests(struct strbuf *out, const struct demo_data *d);
void write_readings(struct strbuf *out, const struct demo_data *d);

#endif
