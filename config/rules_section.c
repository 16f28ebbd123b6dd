/* Reading the keys of one section, and what each one accepts (rules.md §1). */
#include "config/rules_section.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

static const char *const clock_keys[] = {"valeur", "unite",  "statut",  "source",   "debiteur", "depart",  "arret",
                                         "report", "alerte", "applique", "libelle", "remarque", "au", NULL};
static const char *const parameter_keys[] = {"valeur",  "unite",    "statut", "source", "applique",
                                             "libelle", "remarque", "au",     NULL};

void reader_fault(struct rules_reader *r, const char *key, const char *fmt, ...)
{
	const struct ini_section *section = &r->ini->sections[r->section];
	int line = *key != '\0' ? ini_line(r->ini, r->section, key) : section->line;
	char *expected;
	va_list args;
	size_t size;

	va_start(args, fmt);
	size = mem_format_length(fmt, args) + 1;
	expected = mem_alloc(size);
	vsnprintf(expected, size, fmt, args);
	va_end(args);
	rules_fault_add(r->faults, (struct rules_place){r->file, line > 0 ? line : section->line, section->name, key},
	                "%s", expected);
	free(expected);
	r->good = false;
}

const char *reader_value(struct rules_reader *r, const char *key)
{
	return ini_value(r->ini, r->section, key);
}

/* A line that the scan has already refused must not be reported as missing too. */
static bool reader_has(const struct rules_reader *r, const char *key)
{
	return ini_line(r->ini, r->section, key) != 0;
}

const char *reader_required(struct rules_reader *r, const char *key, const char *expected)
{
	const char *text = reader_value(r, key);

	if (text != NULL && *text != '\0')
		return text;
	if (text != NULL || !reader_has(r, key))
		reader_fault(r, key, "%s", expected);
	return NULL;
}

bool reader_yes(struct rules_reader *r, const char *key)
{
	const char *text = reader_value(r, key);

	if (text != NULL && strcmp(text, "oui") != 0 && strcmp(text, "non") != 0)
		reader_fault(r, key, "oui ou non, et non « %s »", text);
	return text != NULL && strcmp(text, "oui") == 0;
}

const char *reader_source(struct rules_reader *r)
{
	static const char expected[] = "une source : un article, NNN:ligne, ou « sources muettes »";
	const char *text = reader_required(r, "source", expected);

	if (text != NULL && !source_is_cited(text))
		reader_fault(r, "source", "%s, et non « %s »", expected, text);
	return arena_strdup(r->arena, text != NULL ? text : "");
}

bool reader_code_is_good(const char *code, size_t max)
{
	size_t len = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return len > 0 && len <= max && code[len] == '\0';
}

bool reader_split_name(struct rules_reader *r, const char *name, const char **code, struct date *from)
{
	const char *space = strchr(name, ' ');

	*from = DATE_NONE;
	if (space == NULL) {
		*code = arena_strdup(r->arena, name);
		return true;
	}
	*code = arena_strndup(r->arena, name, (size_t)(space - name));
	if (date_parse(space + 1, from))
		return true;
	r->dated = false;
	reader_fault(r, "", "une date AAAA-MM-JJ après le code, et non « %s »", space + 1);
	return false;
}

static bool key_is_allowed(const char *name, const char *const *allowed)
{
	while (*allowed != NULL && strcmp(name, *allowed) != 0)
		allowed++;
	return *allowed != NULL;
}

void reader_check_keys(struct rules_reader *r, const char *const *allowed)
{
	for (size_t i = 0; i < r->ini->key_count; i++) {
		const struct ini_key *key = &r->ini->keys[i];
		struct strbuf list = {0};

		if (key->section != r->section || key_is_allowed(key->name, allowed))
			continue;
		for (const char *const *a = allowed; *a != NULL; a++)
			strbuf_addf(&list, "%s%s", a == allowed ? "" : ", ", *a);
		reader_fault(r, key->name, "une clé connue ici : %s", strbuf_str(&list));
		strbuf_free(&list);
	}
}

/* Digits only, up to 9999. */
static bool number_parse(const char *s, int *out)
{
	size_t digits = strspn(s, "0123456789");

	if (digits == 0 || digits > 4 || s[digits] != '\0')
		return false;
	*out = (int)strtol(s, NULL, 10);
	return true;
}

static void reader_read_unit(struct rules_reader *r, const struct rule_code *code, struct rule *rule)
{
	const char *text = reader_value(r, "unite");
	char units[64];
	int unit;

	rule_code_units(code, units);
	if (text == NULL) {
		if (!reader_has(r, "unite") && rule->fixed && rule->unit == UNIT_NONE && !rule_code_accepts(code, UNIT_NONE))
			reader_fault(r, "unite", "une unité : %s", units);
		return;
	}
	unit = rule_unit_from_code(text);
	if (unit < 0)
		reader_fault(r, "unite", "une unité : %s, et non « %s »", units, text);
	else if (!rule_code_accepts(code, (enum rule_unit)unit))
		reader_fault(r, "unite", "%s pour %s, et non « %s »", units, code->code, text);
	else
		rule->unit = (enum rule_unit)unit;
}

void reader_read_value(struct rules_reader *r, const struct rule_code *code, struct rule *rule)
{
	const char *text = reader_value(r, "valeur");

	if (text != NULL) {
		rule->fixed = strcmp(text, "non fixé") != 0;
		rule->value = 0;
		if (rule->fixed && !number_parse(text, &rule->value))
			reader_fault(r, "valeur", "un nombre entier de 0 à 9999, ou « non fixé », et non « %s »", text);
	}
	reader_read_unit(r, code, rule);
}

void reader_read_applied(struct rules_reader *r, struct rule *rule)
{
	const char *text = reader_value(r, "applique");

	if (text == NULL)
		return;
	if (strcmp(text, "oui") != 0 && strcmp(text, "non") != 0)
		reader_fault(r, "applique", "oui ou non, et non « %s »", text);
	else
		rule->applied = strcmp(text, "oui") == 0;
}

/* « N jours » or « N mois ». */
static bool lead_parse(const char *text, struct rule *rule)
{
	const char *space = strchr(text, ' ');
	char number[8] = "";

	if (space == NULL || (size_t)(space - text) >= sizeof number)
		return false;
	memcpy(number, text, (size_t)(space - text));
	if (!number_parse(number, &rule->lead))
		return false;
	rule->lead_unit = strcmp(space + 1, "mois") == 0 ? UNIT_MONTH : UNIT_DAY;
	return rule->lead_unit == UNIT_MONTH || strcmp(space + 1, "jour") == 0 || strcmp(space + 1, "jours") == 0;
}

void reader_read_lead(struct rules_reader *r, struct rule *rule)
{
	const char *text = reader_value(r, "alerte");

	if (text != NULL && !lead_parse(text, rule))
		reader_fault(r, "alerte", "« N jours » ou « N mois » avant l'échéance, et non « %s »", text);
}

void reader_read_roll(struct rules_reader *r, struct rule *rule)
{
	const char *text = reader_value(r, "report");
	int roll = text != NULL ? roll_from_code(text) : ROLL_NONE;

	if (roll < 0)
		reader_fault(r, "report", "aucun ou jour_ouvre, et non « %s »", text);
	else if (text != NULL)
		rule->roll = (enum roll)roll;
}

static void reader_read_status(struct rules_reader *r, struct rule *rule)
{
	const char *text = reader_value(r, "statut");
	int status = rule_status_from_code(text);

	if (text == NULL && reader_has(r, "statut"))
		return;
	if (status < 0) {
		reader_fault(r, "statut", "droit, pratique, local, pilote, proposition ou a_verifier%s%s%s",
		             text != NULL ? ", et non « " : "", text != NULL ? text : "", text != NULL ? " »" : "");
		return;
	}
	rule->status = (enum rule_status)status;
	rule->applied = rule_status_applies(rule->status);
}

static void reader_read_debtor(struct rules_reader *r, struct rule *rule)
{
	const char *text = reader_value(r, "debiteur");
	int debtor = debtor_from_code(text);

	if (text == NULL && reader_has(r, "debiteur"))
		return;
	if (debtor <= DEBTOR_NONE)
		reader_fault(r, "debiteur",
		             "personne, structure, les_deux, partenaire, employeur, financeur, organisme ou autorite%s%s%s",
		             text != NULL ? ", et non « " : "", text != NULL ? text : "", text != NULL ? " »" : "");
	else
		rule->debtor = (enum debtor)debtor;
}

static void reader_read_end(struct rules_reader *r, struct rule *rule)
{
	const char *text = reader_value(r, "au");

	if (text == NULL)
		return;
	if (date_parse(text, &rule->to) && (!date_is_set(rule->from) || date_compare(rule->to, rule->from) >= 0))
		return;
	r->dated = false;
	if (!date_is_set(rule->to))
		reader_fault(r, "au", "une date AAAA-MM-JJ, et non « %s »", text);
	else
		reader_fault(r, "au", "une date qui ne précède pas celle de la section");
}

static const char *reader_text(struct rules_reader *r, const char *key, const char *otherwise)
{
	const char *text = reader_value(r, key);

	return arena_strdup(r->arena, text != NULL && *text != '\0' ? text : otherwise);
}

bool source_is_cited(const char *s)
{
	if (strncmp(s, "sources muettes", 15) == 0 || strncmp(s, "texte ", 6) == 0)
		return true;
	for (;; s += strspn(s, ", ")) {
		bool line = strspn(s, "0123456789") == 3 && s[3] == ':' && isdigit((unsigned char)s[4]);
		bool article = *s != '\0' && strchr("LRD", *s) != NULL && strncmp(s + 1, ". ", 2) == 0 && isdigit((unsigned char)s[3]);

		if (!line && !article)
			return false;
		s += line ? 4 + strspn(s + 4, "0123456789") : strcspn(s, ",");
		if (*s == '\0')
			return true;
		if (*s != ',')
			return false;
	}
}

static void reader_read_texts(struct rules_reader *r, const struct rule_code *code, struct rule *rule)
{
	rule->label = reader_text(r, "libelle", code->label);
	rule->source = reader_text(r, "source", "");
	rule->remark = reader_text(r, "remarque", "");
	rule->start_event = reader_text(r, "depart", "");
	rule->stop_event = reader_text(r, "arret", "");
	if (!source_is_cited(rule->source) && (reader_value(r, "source") != NULL || !reader_has(r, "source")))
		reader_fault(r, "source", "une source : un article, NNN:ligne, ou « sources muettes »");
}

static void reader_read_clock(struct rules_reader *r, struct rule *rule)
{
	reader_read_debtor(r, rule);
	reader_read_roll(r, rule);
	rule->lead = rule_default_lead(rule->fixed, rule->value, rule->unit);
	reader_read_lead(r, rule);
}

/* What follows the code has been refused with the header. */
static void refused_split_name(struct rules_reader *r, const char *name, const char **code)
{
	*code = arena_strndup(r->arena, name, strcspn(name, " "));
	r->dated = false;
}

bool rules_section_read(struct rules_reader *r, enum regime regime, struct rule *rule)
{
	const struct ini_section *section = &r->ini->sections[r->section];
	const struct rule_code *code;

	r->good = r->dated = true;
	*rule = (struct rule){.regime = regime, .fixed = true, .lead_unit = UNIT_DAY, .from = DATE_NONE, .to = DATE_NONE};
	if (section->refused)
		refused_split_name(r, section->name, &rule->code);
	else
		reader_split_name(r, section->name, &rule->code, &rule->from);
	code = rule_code_find(rule->code);
	if (code == NULL) {
		r->dated = false;
		if (section->refused) {
			reader_check_keys(r, clock_keys);
			return false;
		}
		reader_fault(r, "", "un code connu (liste dans jalon-regles(5)), et non « %s »", rule->code);
		return false;
	}
	rule->kind = code->kind;
	reader_check_keys(r, code->kind == KIND_CLOCK ? clock_keys : parameter_keys);
	if (!reader_has(r, "valeur"))
		reader_fault(r, "valeur", "un nombre entier de 0 à 9999, ou « non fixé »");
	else
		reader_read_value(r, code, rule);
	reader_read_status(r, rule);
	reader_read_applied(r, rule);
	reader_read_end(r, rule);
	reader_read_texts(r, code, rule);
	if (code->kind == KIND_CLOCK)
		reader_read_clock(r, rule);
	return r->good && !section->refused;
}
