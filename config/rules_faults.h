/* Collecting the faults of rule files (private to config/). */
#ifndef JALON_RULES_FAULTS_H
#define JALON_RULES_FAULTS_H

#include "config/ini_file.h"
#include "config/rules_file.h"

/* Where a fault lies; strings are copied. */
struct rules_place {
	const char *file;    /* base name */
	int line;            /* 0 when unknown */
	const char *section; /* "" when none */
	const char *key;     /* "" when none */
};

void rules_fault_add(struct rules_faults *faults, struct rules_place at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Takes over what the scan of the file found. */
void rules_fault_take(struct rules_faults *faults, const char *file, const struct ini_file *ini);
/* By file, then line; stable. */
void rules_faults_sort(struct rules_faults *faults);
/* The one-line summary: how many, the first one, what to run. */
void rules_faults_summarize(const struct rules_faults *faults, struct error *e);

#endif
