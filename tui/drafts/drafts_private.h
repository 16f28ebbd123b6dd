/* What the files of drafts share: the list of what is kept, on disk or about to be. */
#ifndef JALON_DRAFTS_PRIVATE_H
#define JALON_DRAFTS_PRIVATE_H

#include <stdint.h>

#include "tui/drafts/drafts.h"
#include "tui/drafts/state_dir.h"

#define DRAFT ".saisie"
#define LOCK ".verrou"
#define TOKEN 16 /* characters of a UUID: what the files of one program begin with */

/* Open in a form (popup), on its way (sent.id), or offered (neither). */
struct kept {
	struct kept *next;
	char name[STATE_NAME];
	struct arena arena;   /* what does not change: form, person, opened on */
	struct arena texts;   /* of the last look at the popup */
	struct draft d;
	const char *const *opened_on;
	bool opened_flag;
	struct popup *popup;
	bool found;           /* left by a former program: its refusal is offered in the list */
	bool on_disk;
	bool over;            /* settled; goes once the screen has said so: killed before, the next start says it */
	struct strbuf last;   /* as written */
};

struct drafts {
	char token[TOKEN + 1]; /* "" until something is to be written */
	int lock;
	unsigned made;
	struct kept *first;
	int64_t due;           /* monotonic ms; 0: nothing to write */
	bool warned, offer;
};

struct kept *kept_new(struct drafts *all); /* at the end of the list; owned by it */
/* Its file too: the base has it, or the person wants it no more. */
void kept_drop(struct ui *ui, struct kept *k);
void kept_name(struct ui *ui, struct kept *k); /* a new file name, under this program's token */
/* Takes the lock that this program's files are named after; false when nothing can be written. */
bool drafts_token_take(struct ui *ui);

#endif
