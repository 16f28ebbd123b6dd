/* engagements.ini into a catalogue, or every fault at once: sections [code] or [code AAAA-MM-JJ], as in rule files. */
#include "config/commitments_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/rules_section.h"
#include "core/base/mem.h"
#include "core/base/text.h"

enum { CODE_MAX = 60, OBJECT_WIDTH = 160 };

static const char *const model_keys[] = {"objet", "debiteur", "part", "regimes", "parcours", "cadence", "regle", "action",
                                         "emploi", "statut", "source", "au", NULL};

struct models_build {
	struct commitment_model *models;
	int *lines;             /* of the section of each */
	const char **sections;
	size_t count;
};

/* --- values ------------------------------------------------------------------------------------------------ */

static void read_object(struct rules_reader *r, struct commitment_model *m)
{
	const char *text = reader_required(r, "objet", "ce à quoi la partie s'engage, en une phrase");

	m->object = arena_strdup(r->arena, text != NULL ? text : "");
	if (text_width(m->object) > OBJECT_WIDTH)
		reader_fault(r, "objet", "une phrase de %d caractères au plus", OBJECT_WIDTH);
}

static void read_debtor(struct rules_reader *r, struct commitment_model *m)
{
	static const char expected[] = "personne, structure, partenaire, financeur, employeur ou organisme";
	const char *text = reader_required(r, "debiteur", expected);
	int debtor = debtor_from_code(text);

	if (text == NULL)
		return;
	if (debtor <= DEBTOR_NONE || debtor == DEBTOR_BOTH || debtor == DEBTOR_AUTHORITY)
		reader_fault(r, "debiteur", "%s, et non « %s »", expected, text);
	else
		m->debtor = (enum debtor)debtor;
}

static void read_part(struct rules_reader *r, struct commitment_model *m)
{
	const char *text = reader_required(r, "part", "socle ou volet");
	int part = item_part_from_code(text);

	if (text == NULL)
		return;
	if (part != PART_SOCLE && part != PART_VOLET)
		reader_fault(r, "part", "socle ou volet, et non « %s »", text);
	else
		m->part = (enum item_part)part;
}

/* Each item of a list « a, b, c », in its own bytes. Returns the rest, NULL past the end. */
static const char *list_next(struct rules_reader *r, const char *list, const char **item)
{
	size_t len;

	list += strspn(list, ", ");
	len = strcspn(list, ", ");
	*item = arena_strndup(r->arena, list, len);
	return len > 0 ? list + len : NULL;
}

static unsigned int all_regimes(void)
{
	unsigned int bits = 0;

	for (int i = REGIME_NONE + 1; i < REGIME_COMMUN; i++)
		bits |= 1U << i;
	return bits;
}

static void read_regimes(struct rules_reader *r, struct commitment_model *m)
{
	const char *list = reader_required(r, "regimes", "des régimes séparés par des virgules, ou « tous »"), *item;

	if (list != NULL && strcmp(list, "tous") == 0) {
		m->regimes = all_regimes();
		return;
	}
	while (list != NULL && (list = list_next(r, list, &item)) != NULL) {
		enum regime regime = regime_from_code(item);

		if (!regime_is_personal(regime))
			reader_fault(r, "regimes", "des régimes connus, ou « tous », et non « %s »", item);
		else
			m->regimes |= 1U << regime;
	}
}

static void read_parcours(struct rules_reader *r, struct commitment_model *m)
{
	const char *list = reader_value(r, "parcours"), *item;

	while (list != NULL && (list = list_next(r, list, &item)) != NULL) {
		enum parcours parcours = parcours_from_code(item);

		if (parcours == PARCOURS_NONE)
			reader_fault(r, "parcours", "professionnel, socio_professionnel ou social, et non « %s »", item);
		else
			m->parcours |= 1U << parcours;
	}
}

static void read_cadence(struct rules_reader *r, struct commitment_model *m)
{
	const char *text = reader_value(r, "cadence");
	int cadence = cadence_from_code(text);

	if (text != NULL && cadence < 0)
		reader_fault(r, "cadence", "unique, semaine, mois ou trimestre, et non « %s »", text);
	else if (text != NULL)
		m->cadence = (enum cadence)cadence;
}

static void read_rule(struct rules_reader *r, struct commitment_model *m)
{
	const char *text = reader_value(r, "regle");
	const struct rule_code *code = rule_code_find(text);

	m->rule = arena_strdup(r->arena, text != NULL ? text : "");
	if (*m->rule != '\0' && (code == NULL || code->kind != KIND_CLOCK))
		reader_fault(r, "regle", "le code d'un délai (liste dans jalon-regles(5)), et non « %s »", text);
}

static void read_action(struct rules_reader *r, struct commitment_model *m)
{
	m->action = reader_yes(r, "action");
	m->employment = reader_yes(r, "emploi");
	if (m->employment && !m->action)
		reader_fault(r, "emploi", "« action = oui » aussi : seule une action est à visée emploi");
}

static void read_source(struct rules_reader *r, struct commitment_model *m)
{
	static const char statuses[] = "droit, pratique, local, pilote, proposition ou a_verifier";
	const char *status = reader_required(r, "statut", statuses);
	int known = rule_status_from_code(status);

	m->source = reader_source(r);
	if (status != NULL && known < 0)
		reader_fault(r, "statut", "%s, et non « %s »", statuses, status);
	else if (status != NULL)
		m->status = (enum rule_status)known;
}

static void read_end(struct rules_reader *r, struct commitment_model *m)
{
	const char *text = reader_value(r, "au");

	if (text == NULL)
		return;
	if (!date_parse(text, &m->to))
		reader_fault(r, "au", "une date AAAA-MM-JJ, et non « %s »", text);
	else if (date_is_set(m->from) && date_compare(m->to, m->from) < 0)
		reader_fault(r, "au", "une date qui ne précède pas celle de la section");
}

/* --- sections ------------------------------------------------------------------------------------------------ */

static void read_name(struct rules_reader *r, struct commitment_model *m)
{
	const struct ini_section *section = &r->ini->sections[r->section];

	if (section->refused) {
		r->good = r->dated = false; /* the scan has said why */
		m->code = arena_strndup(r->arena, section->name, strcspn(section->name, " "));
		return;
	}
	reader_split_name(r, section->name, &m->code, &m->from);
	if (!reader_code_is_good(m->code, CODE_MAX))
		reader_fault(r, "", "un code en minuscules, chiffres et « _ », de %d caractères au plus", CODE_MAX);
}

static bool section_read(struct rules_reader *r, struct commitment_model *m)
{
	*m = (struct commitment_model){.from = DATE_NONE, .to = DATE_NONE, .rule = "", .source = ""};
	read_name(r, m);
	reader_check_keys(r, model_keys);
	read_object(r, m);
	read_debtor(r, m);
	read_part(r, m);
	read_regimes(r, m);
	read_parcours(r, m);
	read_cadence(r, m);
	read_rule(r, m);
	read_action(r, m);
	read_source(r, m);
	read_end(r, m);
	return r->good;
}

static void model_append(struct models_build *b, const struct commitment_model *m, const struct ini_section *section)
{
	b->models = mem_resize(b->models, (b->count + 1) * sizeof *b->models);
	b->lines = mem_resize(b->lines, (b->count + 1) * sizeof *b->lines);
	b->sections = mem_resize(b->sections, (b->count + 1) * sizeof *b->sections);
	b->models[b->count] = *m;
	b->lines[b->count] = section->line;
	b->sections[b->count++] = section->name;
}

static bool spans_overlap(const struct commitment_model *a, const struct commitment_model *b)
{
	bool a_before = date_is_set(a->to) && date_is_set(b->from) && date_compare(a->to, b->from) < 0;
	bool b_before = date_is_set(b->to) && date_is_set(a->from) && date_compare(b->to, a->from) < 0;

	return strcmp(a->code, b->code) == 0 && !a_before && !b_before;
}

/* Two versions of one commitment may not be in force on one day. */
static void overlaps_check(const struct models_build *b, struct rules_faults *faults)
{
	for (size_t i = 0; i < b->count; i++)
		for (size_t j = 0; j < i; j++)
			if (spans_overlap(&b->models[i], &b->models[j]))
				rules_fault_add(faults, (struct rules_place){COMMITMENTS_FILE, b->lines[i], b->sections[i], ""},
				                "des versions qui ne se chevauchent pas : fermez celle de la ligne %d par « au »", b->lines[j]);
}

static void catalogue_finish(const struct models_build *b, struct commitment_catalogue *out)
{
	struct commitment_model *models = arena_array(&out->arena, b->count + 1, sizeof *models);

	if (b->count > 0)
		memcpy(models, b->models, b->count * sizeof *models);
	out->models = models;
	out->count = b->count;
}

void commitments_read(const char *path, struct commitment_catalogue *out, struct rules_faults *faults)
{
	struct models_build b = {0};
	struct ini_file ini;

	*out = (struct commitment_catalogue){0};
	ini_open(&ini, path, "[code] ou [code AAAA-MM-JJ]");
	rules_fault_take(faults, COMMITMENTS_FILE, &ini);
	for (size_t i = 0; ini.values != NULL && i < ini.section_count; i++) {
		struct rules_reader r = {&ini, COMMITMENTS_FILE, i, faults, &out->arena, true, true};
		struct commitment_model m;

		if (section_read(&r, &m))
			model_append(&b, &m, &ini.sections[i]);
	}
	overlaps_check(&b, faults);
	ini_close(&ini);
	catalogue_finish(&b, out);
	free(b.models);
	free(b.lines);
	free(b.sections);
}

bool commitments_load(const char *dir, struct commitment_catalogue *out, struct rules_faults *faults, struct error *e)
{
	char *path = mem_format("%s/" COMMITMENTS_FILE, dir);
	struct stat st;

	*out = (struct commitment_catalogue){0};
	*faults = (struct rules_faults){0};
	error_clear(e);
	if (stat(path, &st) == 0)
		commitments_read(path, out, faults);
	free(path);
	rules_faults_sort(faults);
	rules_faults_summarize(faults, e);
	if (faults->count > 0)
		catalogue_free(out);
	return faults->count == 0;
}
