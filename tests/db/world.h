/* A small world for the tests of the schema: two agencies, one login per role, a few people. Today is
 * 2026-11-20, a Friday. Every login is a real one (cluster.h).
 *
 *   w_conseiller  follows AAAAA1 and AAAAA2, replaces w_absent (AAAAA3) until 2026-11-20 included, and
 *                 w_collegue for AAAAA6 only
 *   w_collegue    follows AAAAA4, AAAAA5 and AAAAA6
 *   w_ailleurs    follows BBBBB1 in agency 2
 *   w_responsable, w_controle, w_secretariat, w_autorite, w_administrateur: agency 1
 *   w_sans_compte has the group role of a conseiller and no account; w_ferme's account closed yesterday,
 *                 while AAAAA7 is still in its name
 *   w_import      has the import role only */
#ifndef JALON_TEST_WORLD_H
#define JALON_TEST_WORLD_H

#include <libpq-fe.h>
#include <stdbool.h>

struct world {
	char *database;
	PGconn *owner; /* superuser */
};

struct world world_open(void);
void world_close(struct world *w);
/* For the tests that try every table: one row of the agenda's tables about each person n, whose appointment to come
 * is …b<n>, and a group of w_conseiller's to come, …b9; a contract, two training requests (world.c). */
void world_agenda_add(const struct world *w);
PGconn *world_login(const struct world *w, const char *login); /* caller: PQfinish */

/* The answer to one statement, in a static buffer: the first value ("" for none), or when it fails
 * « SQLSTATE constraint column » without trailing blanks. */
const char *answer(PGconn *conn, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* jalon.commander(UUID made of `number`, verb, content): 'faite' or the failure, as answer(). */
const char *command(PGconn *conn, int number, const char *verb, const char *content);

/* cr_assert_str_eq with both strings shown. */
#define ANSWERS(expected, ...)                                                                                       \
	do {                                                                                                         \
		const char *answer_got = answer(__VA_ARGS__);                                                        \
		cr_expect(strcmp(answer_got, expected) == 0, "%s: %s, expected %s", #__VA_ARGS__, answer_got, expected); \
	} while (0)
#define COMMANDS(expected, ...)                                                                                      \
	do {                                                                                                         \
		const char *command_got = command(__VA_ARGS__);                                                      \
		cr_expect(strcmp(command_got, expected) == 0, "%s: %s, expected %s", #__VA_ARGS__, command_got, expected); \
	} while (0)

#endif
