/* The shipped rule files, read; private copies of them, to be spoilt at will. */
#ifndef JALON_RULES_DIR_H
#define JALON_RULES_DIR_H

#include <stddef.h>

#include "core/rules/rulebook.h"

/* Of a folder that must be right: the test fails on any fault. Caller: rulebook_free(). */
struct rulebook rules_read(const char *dir);
struct rulebook shipped_rules(void);

/* A new folder holding regimes/; caller: rules_dir_remove(). */
char *rules_dir_make(void);
/* name: relative to the folder, e.g. "regimes/CER.ini". */
void rules_dir_write(const char *dir, const char *name, const char *text);
void rules_dir_write_bytes(const char *dir, const char *name, const char *bytes, size_t size);
/* The shipped file with one section replaced, or added: text is that section, its code the word after « [ ». */
void rules_dir_replace(const char *dir, const char *name, const char *text);
void rules_dir_delete(const char *dir, const char *name);
/* Removes the folder and frees dir. */
void rules_dir_remove(char *dir);

#endif
