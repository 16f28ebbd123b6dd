/* « personne,semaine,action:2026-11-30:Envoyer des candidatures » into a commitment. See contract_lines.h. */
#include "tui/verbs/contract_lines.h"

#include <string.h>

#include "core/app/input.h"

static bool word_read(const char *word, struct commitment_new *out, struct error *e)
{
	if (cadence_from_code(word) > CADENCE_ONCE) {
		out->cadence = cadence_code((enum cadence)cadence_from_code(word));
	} else if (strcmp(word, "action") == 0) {
		out->action = true;
	} else if (strcmp(word, "emploi") == 0) {
		out->action = out->employment = true;
	} else if (strcmp(word, "structurante") == 0) {
		out->action = out->structuring = true;
	} else {
		error_set(e, ERR_USAGE, "un engagement est suivi de semaine, mois, trimestre, action, emploi ou structurante, et non de « %s »",
		          word);
		return false;
	}
	return true;
}

/* « personne,semaine,action »: the debtor, then its words. */
static bool head_read(struct arena *arena, char *head, struct commitment_new *out, struct error *e)
{
	size_t len = strcspn(head, ",");

	out->debtor = arena_strndup(arena, head, len);
	for (head += len; *head == ','; head += len) {
		len = strcspn(++head, ",");
		if (!word_read(arena_strndup(arena, head, len), out, e))
			return false;
	}
	return true;
}

bool contract_line_read(struct arena *arena, const char *text, struct commitment_new *out, struct error *e)
{
	size_t head = strcspn(text, ":"), due = text[head] == ':' ? strcspn(text + head + 1, ":") : 0;

	*out = (struct commitment_new){.object = "", .part = "", .cadence = "", .rule = "", .model = "", .source = ""};
	if (text[head] != ':' || text[head + 1 + due] != ':') {
		error_set(e, ERR_USAGE, "un engagement s'écrit DEBITEUR:ECHEANCE:OBJET, et non « %s »", text);
		error_set_remedy(e, "Par exemple « structure:2026-12-01:Envoyer le CV » ; sans date : « personne::Venir aux rendez-vous »");
		return false;
	}
	out->due = arena_strndup(arena, text + head + 1, due);
	out->object = text + head + due + 2;
	if (!head_read(arena, arena_strndup(arena, text, head), out, e))
		return false;
	if (!input_blank(out->object))
		return true;
	error_set(e, ERR_USAGE, "un engagement dit son objet après la date : « %s »", text);
	return false;
}
