/* Letters: what is handed to the person on paper, as plain text of LETTER_COLUMNS columns.
 *
 * contrat: the contract in two columns, what each side owes (product.md, principle 1). assiduite: the relevé d'assiduité, on
 * one page: appointments, hours, absences with their reasons, reminders received (anchors/domain.md, deliverable 6).
 * detention: « ce que nous détenons sur vous », every value, and who read the file, by role (003:11701). neuf: the nine
 * items that a person leaves with after the first entretien (003:3931).
 *
 * Of a training request: etat_descriptif, the mises en situation that join each file (000:1625); projet, the ready-made form
 * (000:6307-6349); pieces, what is asked for and of whom, addressed to the person; reponse, the funder's answer explained to
 * the person: its grounds in plain words, what is proposed instead, whether it may be contested, what follows (rules.md T4).
 *
 * The words are those of config/letters/CODE.txt (core/letters/template.h); what fills them is here. Safe for a terminal
 * and for a printer: no control character comes through. What is not known is said so in words, never left as a hole. Pure. */
#ifndef JALON_LETTER_H
#define JALON_LETTER_H

#include "core/app/app.h"

enum letter_kind {
	LETTER_CONTRACT, LETTER_ATTENDANCE, LETTER_HELD, LETTER_NINE,
	LETTER_WORKPLACE, LETTER_PROJECT, LETTER_PIECES, LETTER_ANSWER, /* of a training request */
	LETTER_COUNT
};
#define LETTER_COLUMNS 80
#define LETTER_PAGE_LINES 60 /* of a printed page; the relevé d'assiduité holds on one */

const char *letter_code(enum letter_kind k); /* contrat, assiduite, detention, neuf, etat_descriptif, projet, pieces, reponse */
int letter_from_code(const char *code);      /* -1 when unknown */
bool letter_is_of_training(enum letter_kind k);

struct letter {
	const char *title; /* « Contrat de BERNARD Aïcha » */
	const char *text;  /* lines of at most LETTER_COLUMNS, each ended */
	const char *file;  /* contrat-7KQ2M9-2026-11-21.txt: a name to keep it under; letters, digits, - and . only */
};

/* --- of an application: what the screens and `jalon imprimer` call ------------------------------------------------- */

/* id: the identifiant of the person; of a letter of a training request, the UUID of that request.
 *
 * Asks for what the letter needs of them and the application does not hold yet. */
void letter_load(struct app *a, enum letter_kind k, const char *id);
/* LOAD_READY: letter_write() may be called. LOAD_FAILED: *e says why. */
enum load_state letter_state(const struct app *a, enum letter_kind k, const char *id, struct error *e);
/* False with *e set when there is nothing to print: nobody of that identifiant in reach, no contract. */
bool letter_write(struct arena *arena, const struct app *a, enum letter_kind k, struct letter *out, struct error *e);

/* --- of facts ------------------------------------------------------------------------------------------------------ */

struct letter_templates; /* core/letters/template.h; those of the application are app.letters */

/* What a letter is made of; those that it does not use may be NULL. */
struct letter_facts {
	const struct session_facts *session;
	const struct rulebook *book;
	struct moment today;
	const char *counsellor;               /* name of the référent, raw */
	const struct commitment_file *commitments; /* contrat, assiduite, neuf */
	const struct hours_file *hours;       /* assiduite */
	const struct held_file *held;         /* detention */
	const struct training_file *training; /* of a request: all four letters */
	const struct funder_list *funders;    /* of a request; NULL: funders are told by their code */
	const char *id;                       /* identifiant */
};
bool letter_fill(struct arena *arena, const struct letter_templates *templates, enum letter_kind k,
                 const struct letter_facts *f, struct letter *out, struct error *e);

#endif
