/* An INI file, read by iniparser after a look of our own.
 *
 * iniparser 4.1 merges duplicates silently, lower-cases names, cuts unquoted values at « ; » and
 * « # », rejects a whole file for one bad line, and says so on stderr. So every file is first
 * scanned line by line: faulty lines are noted with their number, and iniparser reads the rest. A section whose
 * header is broken or comes twice is read under a name of its own, so that its lines are checked too.
 * Section and key names come out in lower case; values are in NFC, without surrounding blanks. */
#ifndef JALON_INI_FILE_H
#define JALON_INI_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"

enum { INI_LINE_MAX = 1000, INI_SIZE_MAX = 128 * 1024 }; /* bytes */

struct ini_section {
	const char *name; /* "" when the header is broken beyond a guess */
	int line;         /* from 1 */
	bool refused;     /* its header is a fault already noted: its keys are to be checked, never used */
};

struct ini_key {
	size_t section; /* index in sections */
	const char *name;
	int line;
};

/* A line that cannot be read: what is expected there, in French. */
struct ini_fault {
	int line;            /* 0: the whole file */
	const char *section; /* "" when none */
	const char *key;     /* "" when none */
	const char *expected;
};

struct ini_file {
	struct arena arena;
	struct ini_section *sections;
	size_t section_count;
	struct ini_key *keys; /* by line, hence by section */
	size_t key_count;
	struct ini_fault *faults;
	size_t fault_count;
	void *values; /* iniparser's dictionary; NULL when nothing could be read */
};

/* headers: what a header of this file looks like, for its faults: « [touches] ». False when the file could not be
 * read at all; faults then hold the reason. Always ini_close(). */
bool ini_open(struct ini_file *f, const char *path, const char *headers);
/* NULL when absent. section: index in sections; key: a name in lower case. */
const char *ini_value(struct ini_file *f, size_t section, const char *key);
/* Line of a key in a section; 0 when absent. */
int ini_line(const struct ini_file *f, size_t section, const char *key);
void ini_close(struct ini_file *f);

#endif
