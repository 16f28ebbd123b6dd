/* The words of a letter, with the places to fill: {{champ}}, and {{#liste}} … {{/liste}} around the lines said once for each
 * of its rows, both marks alone on their line. A line {{! … }} is for who edits the file, and is not printed.
 *
 * {{?nom}} … {{/?nom}}, alone on their lines too, leave out the lines between them when that field or list of the letter is
 * « sans objet »: the program said that the question does not arise (value_not_due, list_not_due). What is only unknown, or a list
 * without rows, is not: it is said. No condition within a list nor within another one.
 *
 * The fields of each letter are a closed list (letter_spec): an unknown one is a fault, told with all others. A list
 * without rows is replaced by the sentence that says so. */
#ifndef JALON_LETTER_TEMPLATE_H
#define JALON_LETTER_TEMPLATE_H

#include "core/letters/letter.h"

enum template_part_kind {
	TEMPLATE_TEXT, TEMPLATE_FIELD, TEMPLATE_LINE_END, /* the first three make lines */
	TEMPLATE_LIST, TEMPLATE_LIST_END, TEMPLATE_IF_FIELD, TEMPLATE_IF_LIST, TEMPLATE_IF_END
};
struct template_part {
	enum template_part_kind kind;
	const char *text; /* TEXT: its words */
	size_t field;     /* FIELD, IF_FIELD: its place in the fields of the list, or of the letter; LIST, IF_LIST: in the lists of the letter */
};
struct letter_template { const struct template_part *parts; size_t count; };
struct letter_templates { struct arena arena; struct letter_template letter[LETTER_COUNT]; };
void letter_templates_free(struct letter_templates *t);

/* The fields that a letter knows; arrays end with NULL. */
struct letter_list_spec { const char *name; const char *const *fields; };
struct letter_spec { const char *code; const char *const *fields; const struct letter_list_spec *lists; };
extern const struct letter_spec letter_specs[LETTER_COUNT];

/* A fault: its line (from 1; 0 the whole file), the field or list it is about ("" none), what is expected, in French. */
struct template_fault { int line; const char *field, *expected; };
struct template_faults { struct template_fault *items; size_t count; };

/* Reads a whole file. All faults at once; false, and *out empty, when there is one. Everything in arena. */
bool template_parse(struct arena *arena, enum letter_kind k, const char *text, struct letter_template *out,
                    struct template_faults *faults);

#endif
