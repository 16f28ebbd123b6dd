/* The demonstration as COPY text: one table, one text. Pure, so that two loads can be compared. */
#ifndef JALON_DEMO_COPY_H
#define JALON_DEMO_COPY_H

#include "core/base/strbuf.h"
#include "sql/demo/demo_model.h"

struct demo_table {
	const char *name; /* without schema */
	const char *copy; /* COPY ... FROM STDIN, text format */
	void (*write)(struct strbuf *out, const struct demo_data *d); /* appends every row */
};

/* In an order that foreign keys accept. */
extern const struct demo_table demo_tables[];
extern const size_t demo_table_count;

#endif
