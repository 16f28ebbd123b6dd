/* What is typed and not yet taken by the base, kept on disk (architecture.md §4, §5).
 *
 * One file per open form, at most a second behind the keys; written at once when the terminal goes or the program is
 * told to end. A command that leaves is written before it does, form or not: after a crash its id is settled before
 * anything is said of it. Files carry agency, login and base, and are offered to them alone; those of a living program
 * are not offered to another (each holds the lock of its own files until the kernel drops it). */
#ifndef JALON_DRAFTS_H
#define JALON_DRAFTS_H

#include "tui/drafts/draft_file.h"
#include "tui/loop.h"
#include "tui/forms/form_kinds.h"

#define DRAFT_DELAY_MS 500 /* between the first key and the file */

struct drafts;

/* Around the loop. Without a state directory that can be written, one message says so, once. */
void drafts_open(struct ui *ui);
void drafts_close(struct ui *ui); /* writes what is still open, and leaves the files */
/* Once the session is known: settles what was sent, finds what to offer. */
void drafts_find(struct ui *ui);

/* --- from the loop; nothing happens before drafts_open() ------------------------------------------------- */
void drafts_touched(struct ui *ui);      /* a key went to a popup */
int drafts_timeout(const struct ui *ui); /* ms until something is to be written, -1: nothing */
void drafts_step(struct ui *ui);         /* writes what is due; offers what was found, once nothing is in the way */
void drafts_painted(struct ui *ui);      /* what was settled has been told: its files go */
/* above: the popup over it, NULL when it was on top. A form that closes under a question it has just asked (a plan to
 * read, slots to pick, a file awaited) is not given up: what was typed stays until that one closes too. */
void drafts_popup_gone(struct ui *ui, const struct popup *p, struct popup *above);

/* --- from the forms -------------------------------------------------------------------------------------- */
void drafts_bind(struct ui *ui, struct popup *form, enum form_kind kind, const struct form_context *c, const struct sent_form *sent);
const char *drafts_of_command(const struct ui *ui, const char *command_id); /* file, "" none */
/* comes_back: its form opens again by itself. */
void drafts_settled(struct ui *ui, const struct command_outcome *o, bool comes_back);

/* --- from the list of those unfinished ------------------------------------------------------------------- */
size_t drafts_offered(const struct ui *ui);
const struct draft *drafts_offered_at(const struct ui *ui, size_t index);
void drafts_resume(struct ui *ui, size_t index);
void drafts_drop(struct ui *ui, size_t index);
struct sent_form draft_sent_form(const struct draft *d, const char *name); /* strings of the draft */
void drafts_box_show(struct ui *ui); /* the list; says so when there is none (tui/screens/drafts_box.c) */

#endif
