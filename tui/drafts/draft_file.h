/* A draft as a file: one flat JSON object. Pure: no file is opened here, so that any bytes can be tried.
 *
 * It says what was being typed and where (form, person, fields with what each was opened on, cursor), for whom
 * (agency, login, base) and, once sent, the command itself, so that its id can be settled after a crash. */
#ifndef JALON_DRAFT_FILE_H
#define JALON_DRAFT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/app/app.h"
#include "core/base/strbuf.h"
#include "tui/widgets/popup.h"

#define DRAFT_FORMAT 1 /* another number is another program's: left alone */

struct draft {
	const char *form;        /* code of form_kinds[], "" for a command that had no form */
	const char *title;       /* of the form, e.g. « Note sur BERNARD Aïcha »; not safe to show as it is */
	const char *person, *extra; /* as in form_context */
	const char *agency, *login, *base;
	struct date day; int minute; /* of the last key */
	struct typed_form typed; /* initial: what the field was opened on */
	struct sent_command sent;/* id "" while it is not sent */
};

void draft_format(struct strbuf *out, const struct draft *d);
/* False when it is not a whole draft of this format. Strings go to the arena; none is NULL. */
bool draft_parse(const char *text, struct arena *arena, struct draft *d);

#endif
