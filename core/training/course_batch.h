/* A provider's file of sessions, once read: what it holds, or what is wrong with it, line by line. The reader is
 * config/catalogue_file.h, the writer sql/admin/catalogue_store.h. */
#ifndef JALON_COURSE_BATCH_H
#define JALON_COURSE_BATCH_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/training/funding.h"
#include "core/training/training.h"

struct course_fault {
	int line;             /* from 1, the header's included; 0: the whole file */
	const char *column;   /* its name in the header; "": the whole line */
	const char *expected; /* French: what is expected there */
};

struct course_batch {
	struct arena arena;             /* of all the strings */
	struct course_session *items;   /* owned; id, provider, updated, next_starts are not set */
	int *lines;                     /* owned; of the file, one for each item */
	size_t count;
	struct course_fault *faults;    /* owned; by line. Any fault: nothing of the file is to be loaded */
	size_t fault_count;
};

void course_fault_add(struct course_batch *b, int line, const char *column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void course_batch_free(struct course_batch *b);

/* What the writer asks the reader for: the file at path, whose funders must be among those known. False with *e set when the
 * file cannot be read at all; faults of its lines are in *out. Always course_batch_free(). */
typedef bool (*course_reader)(const char *path, const struct funder_list *funders, struct course_batch *out, struct error *e);

#endif
