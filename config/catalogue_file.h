/* A provider's file of sessions (jalon-admin(8)): CSV with a header, each line checked, all faults told. */
#ifndef JALON_CATALOGUE_FILE_H
#define JALON_CATALOGUE_FILE_H

#include "core/training/course_batch.h"

/* A course_reader. Columns, in any order, accents and capitals aside:
 *   cle         the provider's key of the session, unique in the file, 1 to 80 characters
 *   organisme, intitule   1 to 200, 1 to 300 characters
 *   heures      length of the course: 210, 17h30; more than zero
 *   debut, fin  AAAA-MM-JJ or JJ/MM/AAAA; fin on or after debut
 * and, when the file has them:
 *   offre (the provider's key of the course; else cle), rome, objectif (a code of training_aims[]), rythme (hours a week),
 *   places (left; empty: unknown), lieu, departement, remuneration, financeurs (codes, separated by spaces). */
bool catalogue_file_read(const char *path, const struct funder_list *funders, struct course_batch *out, struct error *e);
/* The same of what is in memory. */
void catalogue_bytes_read(const void *bytes, size_t size, const struct funder_list *funders, struct course_batch *out);

#endif
