/* What went wrong, in one value: a code for the program, a French sentence and
 * what to do for the person.
 *
 * Exit statuses of product.md: 1 refused or not found, 2 usage, 3 database,
 * login or configuration. error_exit_status() maps a code to one of them. */
#ifndef JALON_ERROR_H
#define JALON_ERROR_H

#include <stdbool.h>

enum error_code {
	ERR_NONE = 0,
	ERR_NOT_FOUND,   /* inexistant ou hors de votre portée */
	ERR_NOTHING,     /* nothing applies (no version in force, proposal not applied) */
	ERR_REFUSED,     /* a rule or a constraint refuses */
	ERR_CONFLICT,    /* the row changed meanwhile */
	ERR_USAGE,       /* malformed, impossible or out-of-range input */
	ERR_CONFIG,      /* configuration or rule files missing or broken */
	ERR_CONNECTION,  /* no server, connection lost: no SQLSTATE */
	ERR_LOGIN,       /* the server refuses this account */
	ERR_SCHEMA,      /* database of another version */
	ERR_DATABASE,    /* any other server error */
	ERR_CANCELLED,   /* cancelled by the person */
};

struct error {
	enum error_code code;
	char sqlstate[6];     /* "" when the server said nothing */
	char constraint[64];  /* name, "" when none */
	char field[64];       /* form field at fault, "" when none */
	char message[512];    /* one French sentence, no newline, UTF-8 */
	char remedy[256];     /* what to do, French, may be "" */
};

void error_set(struct error *e, enum error_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void error_set_remedy(struct error *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void error_clear(struct error *e);
static inline bool error_is_set(const struct error *e) { return e->code != ERR_NONE; }
int error_exit_status(enum error_code code); /* 0, 1, 2 or 3 */
/* An errno in French words, as far as a person can do something about it; else « écriture impossible ». */
const char *error_cause(int number);

#endif
