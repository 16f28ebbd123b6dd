/* What view_file.c and view_file_facts.c share. */
#ifndef JALON_VIEW_FILE_PRIVATE_H
#define JALON_VIEW_FILE_PRIVATE_H

#include "core/views/view_private.h"

struct line_list {
	struct arena *arena;
	struct view_line *items;
	size_t count, room;
};

/* text and raw are made safe; key and label are the program's own. The pointer holds until the next call. */
struct view_line *line_add(struct line_list *l, const char *key, const char *label, const char *text, const char *raw);

void section_identity(struct line_list *l, const struct person_file *f, const struct judged_person *j);
void section_appointments(struct line_list *l, const struct person_file *f, struct moment today);
void section_items(struct line_list *l, const struct person_file *f, const struct judged_person *j, struct date today);
void section_protections(struct line_list *l, const struct person_file *f);
void section_contacts(struct line_list *l, const struct person_file *f);
void section_notes(struct line_list *l, const struct person_file *f);
void section_barriers(struct line_list *l, const struct person_file *f);
void section_household(struct line_list *l, const struct person_file *f);
void section_regimes(struct line_list *l, const struct person_file *f);
void section_referents(struct line_list *l, const struct person_file *f);

/* « nous », « la personne », « employeur »… */
const char *item_debtor(const struct item *i);

/* The reason that speaks of what that side undertook, NULL when nothing is due. */
const struct reason *item_reason(const struct judged_person *j, bool of_person);

#endif
