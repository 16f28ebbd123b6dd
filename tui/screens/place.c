/* Where one stood in Ma journée, as one line of text: identifiant, reason, rank. */
#include "tui/screens/place.h"

#include <stdio.h>
#include <stdlib.h>

#include "tui/drafts/state_dir.h"

#define FILE_NAME "journee"

void place_read(struct place *place, const struct session_facts *session)
{
	struct state_dir dir = {0};
	struct place read = {.rank = 0};
	char name[STATE_NAME];
	state_name(name, FILE_NAME, session);
	char *text = state_read(&dir, name);
	if (text != NULL && sscanf(text, "%31s %39s %d", read.person, read.code, &read.rank) == 3 && read.rank >= 0)
		*place = read;
	free(text);
	state_close(&dir);
}

void place_write(const struct place *place, const struct session_facts *session)
{
	struct state_dir dir = {0};
	struct error ignored = {0};
	char name[STATE_NAME], text[128];
	int length = snprintf(text, sizeof text, "%s %s %d\n", place->person, place->code, place->rank);
	state_name(name, FILE_NAME, session);
	state_write(&dir, name, text, (size_t)length, &ignored);
	state_close(&dir);
}
