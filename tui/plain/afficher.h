/* jalon afficher VUE: the text twin of each screen, readable aloud, and its TSV. */
#ifndef JALON_AFFICHER_H
#define JALON_AFFICHER_H

#include "core/views/view.h"
#include "core/app/command.h"

/* afficher portefeuille [LOGIN] | journee | agenda [LOGIN] [--semaine AAAA-Wnn] | propositions | fiche ID | engagements ID |
 * heures ID [--semaine AAAA-Wnn] | formations [LOGIN] | formation ID [--demande MOTS] | pourquoi ID | recherche TEXTE | catalogue MOTS... [--rome R] [--departement D] [--du D] [--au D] [--financeur F] [--places]
 * [--nombre N] | aide, with --au, --format. argv[0]: "afficher". */
int cmd_afficher(struct command_context *ctx, int argc, char **argv);

/* The printers, on an application that has its data. Each returns an exit status. */
int afficher_portefeuille(struct command_context *ctx, const struct app *a);
int afficher_referents(struct command_context *ctx, const struct app *a);
int afficher_journee(struct command_context *ctx, const struct app *a);
int afficher_agenda(struct command_context *ctx, const struct app *a, struct date monday);
int afficher_propositions(struct command_context *ctx, const struct app *a);
/* Free slots; 1 when there is none. per_day 0: no limit. */
int afficher_creneaux(struct command_context *ctx, const struct app *a, struct moment from, int minutes, int per_day, size_t room);
int afficher_fiche(struct command_context *ctx, const struct app *a);
int afficher_engagements(struct command_context *ctx, const struct app *a);
/* monday: the week shown; DATE_NONE: that of today. */
int afficher_heures(struct command_context *ctx, const struct app *a, struct date monday);
/* The requests of a portfolio or of the agency. */
int afficher_formations(struct command_context *ctx, const struct app *a);
/* The request whose page is read; the person's others are numbered when their file is open. */
int afficher_formation(struct command_context *ctx, const struct app *a);
int afficher_pourquoi(struct command_context *ctx, const struct app *a);
int afficher_recherche(struct command_context *ctx, const struct app *a);
/* At most `wanted` of the sessions loaded. */
int afficher_catalogue(struct command_context *ctx, const struct app *a, size_t wanted);
int afficher_aide(struct command_context *ctx, const struct keymap *map);

/* What was typed after « afficher catalogue »; NULL when absent. to: --au, the last day on which a session begins. */
struct catalogue_typed { char *const *words; int word_count; const char *trade, *basin, *from, *funder, *count; struct date to; bool places; };
/* False with *e set (ERR_USAGE). The query's strings live in arena. */
bool catalogue_query_read(const struct app *a, struct arena *arena, const struct catalogue_typed *t, struct course_query *q, struct error *e);
/* --nombre; one page when absent. */
bool catalogue_wanted_read(const char *typed, size_t *wanted, struct error *e);

/* --- tools of the printers ----------------------------------------------------------------------------- */

struct page_column { const char *title; int width; }; /* width 0: the last one, wrapped to the page */
#define PAGE_COLUMNS 100

/* One row of safe cells, aligned; the last column wraps under itself. */
void plain_row(FILE *out, const struct page_column *columns, size_t count, const char *const *cells);
void plain_header(FILE *out, const struct page_column *columns, size_t count);
/* Wrapped to the page, continuation lines indented. */
void plain_paragraph(FILE *out, int indent, const char *text);
/* Title of the page: agency, view, account, day, notices. */
void plain_title(FILE *out, const struct app *a, const char *screen);
/* Values separated by tabs; no tab nor line end survives in a value. */
void tsv_row(FILE *out, const char *const *values, size_t count);

#endif
