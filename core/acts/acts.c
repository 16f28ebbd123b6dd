/* What the acts share: whether anything may be written, and how a message names a person. */
#include "core/acts/act_private.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/french.h"
#include "core/base/json.h"
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

bool act_code_refuse(const struct code_label *list, const char *field, const char *label, struct error *e)
{
	struct strbuf codes = {0};

	for (const struct code_label *k = list; k->code != NULL; k++)
		strbuf_addf(&codes, "%s%s", codes.len > 0 ? ", " : "", k->code);
	input_refuse(e, field, "%s est à choisir parmi %s", label, strbuf_str(&codes));
	strbuf_free(&codes);
	return false;
}

bool act_rule_refuse(struct error *e, const char *constraint, const char *field, const char *remedy, const char *fmt, ...)
{
	char text[sizeof e->message];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	error_set(e, ERR_REFUSED, "%s", text);
	error_set_remedy(e, "%s", remedy);
	snprintf(e->constraint, sizeof e->constraint, "%s", constraint);
	snprintf(e->field, sizeof e->field, "%s", field);
	return false;
}

bool act_past_date(const struct app *a, const char *s, const struct dated_field *f, struct date *out, struct error *e)
{
	if (!input_date(s, f->field, f->label, a->now.day, out, e))
		return false;
	if (date_is_set(a->now.day) && date_compare(*out, a->now.day) > 0)
		return act_rule_refuse(e, f->constraint, f->field, "donnez la date du jour, ou une date passée", "%s", f->future);
	return true;
}

void json_date(struct strbuf *b, const char *key, struct date d)
{
	char text[DATE_TEXT];

	json_string(b, key, date_is_set(d) ? date_format(d, text) : NULL);
}

void command_text_if(struct command_draft *d, const char *key, const char *value)
{
	if (!input_blank(value))
		command_text(d, key, value);
}
