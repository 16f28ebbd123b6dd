/* A provider's file of sessions into the catalogue of an agency: whole, or nothing. */
#ifndef JALON_CATALOGUE_STORE_H
#define JALON_CATALOGUE_STORE_H

#include <libpq-fe.h>

#include "core/training/course_batch.h"

/* Where the file goes. Strings belong to the caller. */
struct catalogue_load {
	const char *provider;  /* 1 to 40 of a-z 0-9 . _ - */
	const char *file;      /* its name, kept beside what was loaded */
	const char *agency;    /* code; NULL: that of who asks */
	bool trial;            /* counts, and writes nothing */
	bool withdraw;         /* that many sessions are missing is meant: without it such a file is refused */
};

/* What becomes of the lines; texts are those of the server's answer, released with it. */
struct catalogue_loaded { long lines, added, changed, unchanged, withdrawn; bool many_withdrawn; PGresult *detail; };

/* The funders of the base, into arena. */
bool catalogue_funders(PGconn *conn, struct arena *arena, struct funder_list *out, struct error *e);
/* One transaction. batch has no fault. detail: at most 50 sessions withdrawn, changed, added (sort, key, title, first day); the
 * caller clears it, even after false. */
bool catalogue_store(PGconn *conn, const struct catalogue_load *load, const struct course_batch *batch,
	struct catalogue_loaded *out, struct error *e);

#endif
