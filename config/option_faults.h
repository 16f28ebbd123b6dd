/* The faults of keys.ini and jalon.ini, all of them in one error (private to config/). */
#ifndef JALON_OPTION_FAULTS_H
#define JALON_OPTION_FAULTS_H

#include "config/rules_faults.h"

/* What the scan of the file found. */
void option_faults_take(struct rules_faults *faults, const struct ini_file *ini);
/* A fault at a line (0: the whole file), key "" when none; the text is whole: « option inconnue… ». */
void option_fault_add(struct rules_faults *faults, int line, const char *key, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* True when there is no fault. Otherwise *e is the first one by line, and where the others are. Frees the faults. */
bool option_faults_settle(struct rules_faults *faults, const char *path, struct error *e);

#endif
