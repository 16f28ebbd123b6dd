/* config/financeurs.ini: who pays for trainings (core/training/funding.h). */
#ifndef JALON_FUNDERS_FILE_H
#define JALON_FUNDERS_FILE_H

#include "config/rules_file.h"
#include "core/training/funding.h"

#define FUNDERS_FILE "financeurs.ini"

/* Reads DIR/financeurs.ini; its strings live in arena. Without that file there is no funder: a request can then not be
 * filed. On faults returns false, *out empty, *faults filled (caller: rules_faults_free), *e set with ERR_CONFIG and a
 * summary. */
bool funders_load(const char *dir, struct arena *arena, struct funder_list *out, struct rules_faults *faults, struct error *e);
/* The same of one file, which must be there; every fault is added to faults. */
void funders_read(const char *path, struct arena *arena, struct funder_list *out, struct rules_faults *faults);

#endif
