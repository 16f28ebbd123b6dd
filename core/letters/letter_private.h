/* What the files of core/letters share: values by field name, and the words of dates, lengths, people. */
#ifndef JALON_LETTER_PRIVATE_H
#define JALON_LETTER_PRIVATE_H

#include "core/letters/template.h"

/* What a template is filled with. A field never set, or set to "", prints as « non renseigné ». */
struct letter_rows {
	const char ***items; size_t count, room; /* of each row, its values in the order of the list's fields */
	const char *empty;                       /* the sentence of a list without rows */
	bool not_due;                            /* « sans objet » */
};
struct letter_values {
	struct arena *arena;
	const struct letter_spec *spec;
	const char **fields;      /* in the order of the letter's fields */
	bool *not_due;            /* beside them: « sans objet » */
	struct letter_rows *lists;
};
struct letter_values letter_values_new(struct arena *arena, enum letter_kind k);
/* The value is made safe here; a field or list that the letter has not ends the program: a fault of ours. Line ends are
 * kept in values, so that a field alone on its line may be a block. */
void value_set(struct letter_values *v, const char *field, const char *value);
void list_empty_set(struct letter_values *v, const char *list, const char *sentence);
/* The question does not arise: what a template puts under that condition is left out; elsewhere « sans objet » is said. Never of
 * what is only unknown. */
void value_not_due(struct letter_values *v, const char *field);
void list_not_due(struct letter_values *v, const char *list);
/* values: as many as the list has fields, in their order. */
void list_row(struct letter_values *v, const char *list, const char *const *values);
size_t list_rows(const struct letter_values *v, const char *list);

/* The template filled, wrapped to LETTER_COLUMNS. */
const char *template_fill(const struct letter_template *t, const struct letter_values *v);

/* What each letter is made of; rows: at most that many of each list of the relevé. False with *e when there is nothing. */
void letter_fill_common(struct letter_values *v, const struct letter_facts *f, const char *last, const char *first,
                        struct date birth);
/* The same from the commitments, with the référent. */
void letter_fill_person(struct letter_values *v, const struct letter_facts *f);
bool letter_fill_contract(struct letter_values *v, const struct letter_facts *f, struct error *e);
bool letter_fill_attendance(struct letter_values *v, const struct letter_facts *f, size_t rows, struct error *e);
bool letter_fill_held(struct letter_values *v, const struct letter_facts *f, struct error *e);
bool letter_fill_nine(struct letter_values *v, const struct letter_facts *f, struct error *e);
bool letter_fill_workplace(struct letter_values *v, const struct letter_facts *f, struct error *e);
bool letter_fill_project(struct letter_values *v, const struct letter_facts *f, struct error *e);
bool letter_fill_pieces(struct letter_values *v, const struct letter_facts *f, struct error *e);
bool letter_fill_answer(struct letter_values *v, const struct letter_facts *f, struct error *e);
/* Agency, day, person, référent, course, body, funder, day of the filing: what every letter of a request may say. */
void letter_fill_request(struct letter_values *v, const struct letter_facts *f);

/* « Ce que nous détenons »: the words of a table, of a column, of a value (text, code, day, period) of a table's column. */
const char *held_table_words(struct arena *arena, const char *table);
const char *held_column_words(struct arena *arena, const char *column);
const char *held_value_words(struct arena *arena, const char *table, const char *column, const char *value);
const char *held_reading_reason(const char *code); /* the code itself when unknown */

/* « 3 septembre 2026 », « 1er mai 2026 »; absent when not set. */
const char *letter_day(struct arena *arena, struct date d, const char *absent);
/* « 15 h », « 2 h 30 », « 45 min ». */
const char *letter_length(struct arena *arena, int minutes);
/* « 1 rendez-vous », « 3 absences »: the word as given, and its plural. */
const char *letter_count(struct arena *arena, size_t count, const char *one, const char *many);
/* A capital at the start. */
const char *letter_capital(struct arena *arena, const char *text);
/* « non renseigné » for what is blank. */
const char *letter_or(const char *text, const char *absent);

#endif
