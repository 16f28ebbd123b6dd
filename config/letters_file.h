/* config/letters/CODE.txt: the words of the letters, or every fault at once (core/letters/template.h). */
#ifndef JALON_LETTERS_FILE_H
#define JALON_LETTERS_FILE_H

#include "config/rules_file.h"
#include "core/letters/template.h"

/* Reads the four files of DIR/letters. False, *out empty, *faults filled (caller: rules_faults_free) and *e set with
 * ERR_CONFIG and a one-line summary, otherwise. Release with letter_templates_free(). */
bool letters_load(const char *dir, struct letter_templates *out, struct rules_faults *faults, struct error *e);
/* Checks DIR/letters when there is such a folder, and keeps nothing: its faults are added. True when it has none. */
bool letters_check(const char *dir, struct rules_faults *faults);
/* The same for files given one by one, found by their names: checks them, and keeps nothing. */
bool letters_check_file(const char *path, struct rules_faults *faults);

#endif
