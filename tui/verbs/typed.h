/* What people type on the command line beside option names: a day, a moment, an identifiant. */
#ifndef JALON_TYPED_H
#define JALON_TYPED_H

#include <stdbool.h>

#include "core/base/date.h"
#include "core/base/error.h"

enum { TYPED_ID = 32 };

/* JJ/MM/AAAA or AAAA-MM-JJ. what: « --du », the words before « : attendu ». False with *e set. */
bool typed_day(const char *what, const char *text, struct date *out, struct error *e);
/* A day, T or blanks, a time: AAAA-MM-JJTHH:MM as the TSV prints it, JJ/MM/AAAAT9h30. False with *e set. */
bool typed_moment(const char *what, const char *text, struct moment *out, struct error *e);
/* Identifiants are upper case; people type them as they like. */
void typed_id(const char *text, char out[TYPED_ID]);

#endif
