/* The words of the demonstration: names, towns, short professional texts in French. All fictional. */
#ifndef JALON_DEMO_WORDS_H
#define JALON_DEMO_WORDS_H

#include <stddef.h>

#include "core/portfolio/facts.h"
#include "sql/demo/demo_random.h"

struct demo_words {
	const char *const *items;
	size_t count;
};

extern const struct demo_words demo_women, demo_men, demo_last_names, demo_towns, demo_languages;
const char *demo_pick(struct demo_random *r, const struct demo_words *w);

/* Texts. What is composed belongs to the arena; what is picked is static. */
const char *demo_conclusion(struct demo_random *r, struct arena *a, const char *kind);
const char *demo_absence_reason(struct demo_random *r, enum attendance attendance); /* "" when none is due */
const char *demo_cancel_reason(struct demo_random *r);
const char *demo_workshop_subject(struct demo_random *r);
const char *demo_item_object(struct demo_random *r, bool structure); /* what a conclusion leaves to one side */
const char *demo_contact_text(struct demo_random *r, enum channel channel, bool reached);
const char *demo_note_text(struct demo_random *r, struct arena *a, bool private_note);
const char *demo_barrier_detail(struct demo_random *r, const char *kind); /* "" for an unknown kind */
const char *demo_composition(struct demo_random *r, int size);            /* of a household, in words */

#endif
