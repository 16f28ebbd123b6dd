/* Shared by the files that word reasons: reason_text.c, reason_text_agenda.c, reason_text_contract.c,
 * reason_text_training.c. */
#ifndef JALON_REASON_TEXT_PRIVATE_H
#define JALON_REASON_TEXT_PRIVATE_H

#include "core/portfolio/reason_text.h"

struct inputs {
	struct reason_input *items; /* room for INPUTS_MAX */
	size_t count;
};
enum { INPUTS_MAX = 8 };
void input_add(struct inputs *in, const char *label, const char *value);

/* 18/11, with the year when the day is far enough to be mistaken for another. */
const char *day_words(struct arena *a, struct date d, struct date today);
/* « 18/11/2026 à 09:30 », or none. */
const char *moment_words(struct arena *a, struct moment m, const char *none);
/* « dû depuis 2 j », « dû aujourd'hui », « dû le 23/11 », « : objectif proposé le 23/11 »… */
const char *due_words(struct arena *a, const struct reason *r, struct moment today, const char *what);
/* The same of a feminine noun: « réponse due depuis 2 j ». */
const char *due_words_feminine(struct arena *a, const struct reason *r, struct moment today, const char *what);
/* « RDV semaine +2 j », « RDV semaine J-3 », « 1er RDV, non fixé », « pt d'étape, proposé ». */
const char *brief_due(struct arena *a, const struct reason *r, const char *what);

/* True for the reasons of the agenda, which are worded by the three below. */
bool reason_is_of_agenda(enum reason_code code);
const char *agenda_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                            struct moment today, const struct reason *r);
const char *agenda_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                         struct moment today, const struct reason *r);
void agenda_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                   const struct reason *r, struct inputs *in);

/* True for the reasons of the contract and of what goes with it, which are worded by the three below. */
bool reason_is_of_contract(enum reason_code code);
const char *contract_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                              struct moment today, const struct reason *r);
const char *contract_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                           struct moment today, const struct reason *r);
void contract_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                     const struct reason *r, struct inputs *in);

/* True for the reasons of training requests, which are worded by the three below. */
bool reason_is_of_training(enum reason_code code);
const char *training_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                              struct moment today, const struct reason *r);
const char *training_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                           struct moment today, const struct reason *r);
void training_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                     const struct reason *r, struct inputs *in);

#endif
