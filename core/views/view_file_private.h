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

/* A figure behind which a reason may stand: the same colour, and the reason for « Pourquoi ? ». */
void figure_add(struct line_list *l, const struct judged_person *j, enum reason_code code, const char *key, const char *label,
                const char *text, const char *raw, const char *why);

void section_identity(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j);
void section_appointments(struct line_list *l, const struct person_file *f, struct moment today);
void section_items(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j);
void section_protections(struct line_list *l, const struct person_file *f);
void section_contacts(struct line_list *l, const struct person_file *f);
void section_notes(struct line_list *l, const struct person_file *f);
void section_barriers(struct line_list *l, const struct person_file *f);
void section_household(struct line_list *l, const struct person_file *f);
void section_regimes(struct line_list *l, const struct person_file *f);
void section_referents(struct line_list *l, const struct person_file *f);

/* view_file_engagement.c: contract, orientation, diagnostic, rights, hours of the identity; what is owed and not yet due. */
void identity_engagement(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j);
void ledger_items(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j, bool person);

/* view_file_training.c: requests, periods in a company, what the person lives on. */
void section_trainings(struct line_list *l, const struct app *a, const struct person_file *f);

/* True when that debtor's line stands in the person's column. */
bool owed_by(enum debtor d, bool person);
/* « bande;AAAA-MM-JJ;proprietaire;regle;phrase »: the sentence last, since it may hold anything. */
const char *ledger_raw(struct arena *arena, const char *band, struct date due, enum owner owner, const char *rule,
                       const char *sentence);

#endif
