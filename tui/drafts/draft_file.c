/* A draft as a flat JSON object, written and read back. */
#include "tui/drafts/draft_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/text.h"

#define END "fin" /* the last member: to find it, all that comes before must have been read */

/* --- writing ------------------------------------------------------------------------------------------ */

static void field_format(struct strbuf *out, size_t index, const struct typed_field *f)
{
	const struct { const char *part, *value; } parts[] = {
		{"nom", f->name}, {"libelle", f->label}, {"saisi", f->value}, {"ouvert", f->initial},
	};
	char key[32];

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(key, sizeof key, "champ%zu.%s", index, parts[i].part);
		json_string(out, key, parts[i].value);
	}
}

void draft_format(struct strbuf *out, const struct draft *d)
{
	const struct { const char *key, *value; } texts[] = {
		{"forme", d->form}, {"titre", d->title}, {"personne", d->person}, {"complement", d->extra},
		{"agence", d->agency}, {"login", d->login}, {"base", d->base},
		{"commande", d->sent.id}, {"verbe", d->sent.verb}, {"contenu", d->sent.content}, {"libelle", d->sent.label},
		{"pour", d->sent.person},
	};
	char day[DATE_TEXT];

	json_open(out);
	json_int(out, "format", DRAFT_FORMAT);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		json_string(out, texts[i].key, texts[i].value != NULL ? texts[i].value : "");
	json_bool(out, "reversible", d->sent.reversible);
	json_string(out, "jour", date_is_set(d->day) ? date_format(d->day, day) : "");
	json_int(out, "minute", d->minute);
	json_int(out, "champs", (long)d->typed.count);
	json_int(out, "champ", (long)d->typed.current);
	json_int(out, "curseur", (long)d->typed.cursor);
	json_bool(out, "coche", d->typed.flag);
	json_bool(out, "coche_ouverte", d->typed.initial_flag);
	for (size_t i = 0; i < d->typed.count; i++)
		field_format(out, i, &d->typed.fields[i]);
	json_bool(out, END, true);
	json_close(out);
	strbuf_add(out, "\n");
}

/* --- reading ------------------------------------------------------------------------------------------ */

/* The member in normal form, so that bytes that are no text never reach a screen; NULL when it is absent. */
static const char *take(const char *text, struct arena *arena, const char *key)
{
	const char *value = NULL;
	char *found = NULL;

	if (json_get_string(text, key, &found))
		value = text_normalise(arena, found);
	free(found);
	return value;
}

/* As written: a command's content must come back byte for byte. */
static const char *take_exact(const char *text, struct arena *arena, const char *key)
{
	const char *value = NULL;
	char *found = NULL;

	if (json_get_string(text, key, &found))
		value = arena_strdup(arena, found);
	free(found);
	return value;
}

/* -1 when it is no number between 0 and most. */
static long take_number(const char *text, struct arena *arena, const char *key, long most)
{
	const char *value = take(text, arena, key);
	char *end;
	long n;

	if (value == NULL || *value < '0' || *value > '9' || strlen(value) > 9)
		return -1;
	n = strtol(value, &end, 10);
	return *end == '\0' && n <= most ? n : -1;
}

static bool take_flag(const char *text, struct arena *arena, const char *key)
{
	const char *value = take(text, arena, key);

	return value != NULL && strcmp(value, "true") == 0;
}

static bool fields_parse(const char *text, struct arena *arena, struct typed_form *t)
{
	char key[32];

	for (size_t i = 0; i < t->count; i++) {
		struct typed_field *f = &t->fields[i];
		const struct { const char *part; const char **value; } parts[] = {
			{"nom", &f->name}, {"libelle", &f->label}, {"saisi", &f->value}, {"ouvert", &f->initial},
		};

		for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
			snprintf(key, sizeof key, "champ%zu.%s", i, parts[p].part);
			*parts[p].value = take(text, arena, key);
			if (*parts[p].value == NULL)
				return false;
		}
	}
	return true;
}

static bool numbers_parse(const char *text, struct arena *arena, struct draft *d)
{
	const char *day = take(text, arena, "jour");
	long minute = take_number(text, arena, "minute", 1439), count = take_number(text, arena, "champs", TYPED_FIELDS),
	     current = take_number(text, arena, "champ", TYPED_FIELDS), cursor = take_number(text, arena, "curseur", 999999999);

	if (minute < 0 || count < 0 || current < 0 || cursor < 0 || day == NULL)
		return false;
	if (day[0] == '\0')
		d->day = DATE_NONE;
	else if (!date_parse(day, &d->day))
		return false;
	d->minute = (int)minute;
	d->typed.count = (size_t)count;
	d->typed.current = (size_t)current;
	d->typed.cursor = (size_t)cursor;
	return true;
}

bool draft_parse(const char *text, struct arena *arena, struct draft *d)
{
	const struct { const char *key; const char **value; bool exact; } texts[] = {
		{"forme", &d->form, false}, {"titre", &d->title, false}, {"personne", &d->person, false},
		{"complement", &d->extra, false}, {"agence", &d->agency, true}, {"login", &d->login, true}, {"base", &d->base, true},
		{"commande", &d->sent.id, true}, {"verbe", &d->sent.verb, true}, {"contenu", &d->sent.content, true},
		{"libelle", &d->sent.label, false}, {"pour", &d->sent.person, true},
	};

	*d = (struct draft){.day = DATE_NONE};
	if (take_number(text, arena, "format", DRAFT_FORMAT) != DRAFT_FORMAT || !take_flag(text, arena, END))
		return false;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i].value = texts[i].exact ? take_exact(text, arena, texts[i].key) : take(text, arena, texts[i].key);
		if (*texts[i].value == NULL)
			return false;
	}
	d->sent.reversible = take_flag(text, arena, "reversible");
	d->typed.flag = take_flag(text, arena, "coche");
	d->typed.initial_flag = take_flag(text, arena, "coche_ouverte");
	if (strlen(d->sent.id) >= COMMAND_ID_TEXT || (d->form[0] == '\0' && d->sent.id[0] == '\0'))
		return false;
	return numbers_parse(text, arena, d) && fields_parse(text, arena, &d->typed);
}
