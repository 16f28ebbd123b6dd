/* A letter read on the screen and kept in a file of one's own: the contract, the relevé d'assiduité, what we hold, the
 * nine items. */
#ifndef JALON_LETTER_BOX_H
#define JALON_LETTER_BOX_H

#include "core/letters/letter.h"
#include "tui/loop.h"

#define LETTERS_FOLDER "lettres" /* under the state directory; made 0700, its files 0600 */

/* Waits for what the letter needs, then shows and keeps it. id (see letter_load()) "": says to choose somebody first. */
void letter_show(struct ui *ui, enum letter_kind kind, const char *id);
/* The letter of that training request (UUID, "" none) that the action shows; false when it shows none. */
bool letter_show_training(struct ui *ui, enum action_id action, const char *id);

#endif
