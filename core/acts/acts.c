/* What the acts share: whether anything may be written, and how a message names a person. */
#include "core/acts/act_private.h"
#include "core/base/french.h"
#include "core/base/text.h"

bool act_allowed(const struct app *a, struct error *e)
{
	error_clear(e);
	if (app_read_only(a)) {
		error_set(e, ERR_REFUSED, "consultation à une date passée : rien ne s'enregistre");
		error_set_remedy(e, "relancez sans --au");
		return false;
	}
	return true;
}

const char *act_name(struct arena *arena, const char *name)
{
	enum { NAME_COLUMNS = 40 };

	return text_width(name) > NAME_COLUMNS ? text_cell(arena, name, NAME_COLUMNS) : name;
}

const char *act_person_name(const struct app *a, struct arena *arena, const char *id)
{
	return act_name(arena, app_person_name(a, arena, id));
}

const char *act_person_of(const struct app *a, struct arena *arena, const char *id)
{
	return french_of(arena, act_person_name(a, arena, id));
}
