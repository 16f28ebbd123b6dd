/* The table of options and its reader. */
#include "config/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/ini_file.h"
#include "config/option_faults.h"

#define SETTINGS_HEADERS "[base] ou [terminal]"

static const char *const colour_choices[] = {"auto", "oui", "non", NULL};

#define FIELD(name) offsetof(struct settings, name), sizeof((struct settings *)0)->name

const struct setting settings_table[] = {
	{"base", "conninfo", SETTING_IS_TEXT, FIELD(conninfo), "", 0, 0, NULL,
	 "Chaîne de connexion à PostgreSQL (libpq), sans mot de passe ; vide : les variables PG* de l'environnement"},
	{"base", "service", SETTING_IS_TEXT, FIELD(service), "", 0, 0, NULL,
	 "Nom d'un service de pg_service.conf, au lieu de conninfo"},
	{"terminal", "delai_echap_ms", SETTING_IS_NUMBER, FIELD(escape_delay_ms), "100", 10, 2000, NULL,
	 "Attente, en millisecondes, après Échap avant de la tenir pour une touche seule"},
	{"terminal", "couleurs", SETTING_IS_CHOICE, FIELD(colours), "auto", 0, 0, colour_choices,
	 "Couleurs : auto (sauf si NO_COLOR est défini), oui, non"},
};
const size_t settings_count = sizeof settings_table / sizeof *settings_table;

static bool number_read(const char *s, int min, int max, int *out)
{
	char *end;
	long value = strtol(s, &end, 10);

	if (*s == '\0' || *end != '\0' || value < min || value > max)
		return false;
	*out = (int)value;
	return true;
}

static int choice_index(const char *const *choices, const char *s)
{
	for (int i = 0; choices[i] != NULL; i++)
		if (strcmp(choices[i], s) == 0)
			return i;
	return -1;
}

/* False: the value is not one that the option takes. */
static bool setting_store(const struct setting *o, const char *value, struct settings *s)
{
	char *field = (char *)s + o->offset;
	int number = 0;

	switch (o->kind) {
	case SETTING_IS_TEXT:
		return (size_t)snprintf(field, o->size, "%s", value) < o->size;
	case SETTING_IS_NUMBER:
		if (!number_read(value, o->min, o->max, &number))
			return false;
		break;
	case SETTING_IS_CHOICE:
		number = choice_index(o->choices, value);
		if (number < 0)
			return false;
		break;
	}
	memcpy(field, &number, sizeof number);
	return true;
}

static const char *setting_expected(const struct setting *o, char out[128])
{
	int len = 0;

	switch (o->kind) {
	case SETTING_IS_TEXT:
		snprintf(out, 128, "attendu un texte de %zu octets au plus", o->size - 1);
		break;
	case SETTING_IS_NUMBER:
		snprintf(out, 128, "attendu un nombre de %d à %d", o->min, o->max);
		break;
	case SETTING_IS_CHOICE:
		len = snprintf(out, 128, "attendu");
		for (int i = 0; o->choices[i] != NULL && len < 100; i++)
			len += snprintf(out + len, 128 - (size_t)len, "%s %s", i > 0 ? "," : "", o->choices[i]);
		break;
	}
	return out;
}

void settings_defaults(struct settings *s)
{
	*s = (struct settings){.colours = COLOUR_AUTO};
	for (size_t i = 0; i < settings_count; i++)
		setting_store(&settings_table[i], settings_table[i].initial, s);
}

static const struct setting *setting_find(const char *section, const char *key)
{
	for (size_t i = 0; i < settings_count; i++)
		if (strcmp(settings_table[i].section, section) == 0 && strcmp(settings_table[i].key, key) == 0)
			return &settings_table[i];
	return NULL;
}

static bool section_known(const char *section)
{
	for (size_t i = 0; i < settings_count; i++)
		if (strcmp(settings_table[i].section, section) == 0)
			return true;
	return false;
}

static void settings_apply(struct ini_file *f, struct settings *s, struct rules_faults *faults)
{
	char expected[128];
	int service = 0;

	for (size_t i = 0; i < f->section_count; i++)
		if (!f->sections[i].refused && !section_known(f->sections[i].name))
			option_fault_add(faults, f->sections[i].line, "", "section inconnue : attendu " SETTINGS_HEADERS);
	for (size_t i = 0; i < f->key_count; i++) {
		const struct ini_key *k = &f->keys[i];
		const char *section = f->sections[k->section].name, *value = ini_value(f, k->section, k->name);
		const struct setting *o = setting_find(section, k->name);

		if (!section_known(section))
			continue; /* the section is the fault */
		if (o == NULL)
			option_fault_add(faults, k->line, k->name, "option inconnue de cette section, voir jalon.ini(5)");
		else if (value != NULL && !setting_store(o, value, s))
			option_fault_add(faults, k->line, k->name, "%s", setting_expected(o, expected));
		if (o != NULL && o->offset == offsetof(struct settings, service))
			service = k->line;
	}
	if (s->conninfo[0] != '\0' && s->service[0] != '\0')
		option_fault_add(faults, service, "service", "conninfo et service s'excluent : n'en gardez qu'un");
}

bool settings_load(const char *dir, struct settings *s, struct error *e)
{
	struct rules_faults faults = {0};
	struct ini_file f;
	char path[4096];

	settings_defaults(s);
	if ((size_t)snprintf(path, sizeof path, "%s/jalon.ini", dir) >= sizeof path || access(path, F_OK) != 0)
		return true;
	ini_open(&f, path, SETTINGS_HEADERS);
	option_faults_take(&faults, &f);
	settings_apply(&f, s, &faults);
	ini_close(&f);
	return option_faults_settle(&faults, path, e);
}

void settings_template(struct strbuf *out)
{
	const char *section = "";

	strbuf_add(out, "; Réglages de Jalon, voir jalon.ini(5). Valeurs entre guillemets.\n"
	                "; Chaque ligne porte le réglage d'origine : enlevez le point-virgule pour le changer.\n");
	for (size_t i = 0; i < settings_count; i++) {
		const struct setting *o = &settings_table[i];

		if (strcmp(section, o->section) != 0)
			strbuf_addf(out, "\n[%s]\n", o->section);
		section = o->section;
		strbuf_addf(out, "; %s\n;%s = \"%s\"\n", o->help, o->key, o->initial);
	}
}
