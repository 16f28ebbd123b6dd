/* config/engagements.ini: the commitments that a contract starts from (core/engagement/catalogue.h). */
#ifndef JALON_COMMITMENTS_FILE_H
#define JALON_COMMITMENTS_FILE_H

#include "config/rules_file.h"
#include "core/engagement/catalogue.h"

#define COMMITMENTS_FILE "engagements.ini"

/* Reads DIR/engagements.ini. Without that file the catalogue is empty: every line of a contract is then typed. On faults
 * returns false, *out empty, *faults filled (caller: rules_faults_free), *e set with ERR_CONFIG and a summary. */
bool commitments_load(const char *dir, struct commitment_catalogue *out, struct rules_faults *faults, struct error *e);
/* The same of one file, which must be there; every fault is added to faults. Caller: catalogue_free(). */
void commitments_read(const char *path, struct commitment_catalogue *out, struct rules_faults *faults);

#endif
