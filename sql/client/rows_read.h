/* Reading a result column after column: what the rows_*.c share, and nobody else. */
#ifndef JALON_ROWS_READ_H
#define JALON_ROWS_READ_H

#include <libpq-fe.h>

#include "core/base/arena.h"
#include "core/base/date.h"

/* One row, read from its first column on. */
struct row {
	struct arena *arena;
	const PGresult *res;
	int row, column;
};

const char *row_peek(struct row *r); /* the next column, not copied; "" when NULL or absent */
const char *row_text(struct row *r); /* copied into the arena */
int row_int(struct row *r);
bool row_bool(struct row *r);
struct date row_date(struct row *r);     /* DATE_NONE when NULL */
struct moment row_moment(struct row *r); /* MOMENT_NONE when NULL */

/* A code that this program does not know counts as the first of its list. */
static inline int known(int code)
{
	return code > 0 ? code : 0;
}

/* Every row into an array of items, each read by `read`. */
typedef void (*row_reader)(struct row *r, void *item);
void *rows_read(struct arena *a, const PGresult *res, size_t size, row_reader read, size_t *count);

/* A list in one column, its words apart by one blank: each is handed to `read`, cut at the blank. */
typedef void (*word_reader)(const char *word, void *item);
void *words_read(struct arena *a, const char *list, size_t size, word_reader read, size_t *count);

struct person_facts;
void person_read(struct row *r, struct person_facts *p); /* the columns that portefeuille.sql and fiche_personne.sql share */
void protection_row(struct row *r, void *item); /* struct protected_period: of fiche_conges.sql, agenda_conges.sql, heures_absences.sql */
void regime_row(struct row *r, void *item);     /* struct regime_period: of fiche_passages.sql */
void appointment_row(struct row *r, void *item);/* struct appointment: of fiche_rendez_vous.sql */
void item_row(struct row *r, void *item);       /* struct item: of fiche_engagements.sql */

#endif
