/* financeurs.ini into a list of funders, in the order of the file, or every fault at once: sections [code]. */
#include "config/funders_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/rules_section.h"
#include "core/base/mem.h"
#include "core/base/text.h"

enum { CODE_MAX = 40, LABEL_WIDTH = 100, DELAY_MAX = 365 };

static const char *const funder_keys[] = {"libelle", "nature", "remunere", "delai", "source", NULL};

/* As jalon.financeur has them. */
static const char *const kinds[] = {"opca", "region", "etat", "france_travail", "employeur", "agefiph", "fonds", "departement", "autre"};
static const char kinds_expected[] = "opca, region, etat, france_travail, employeur, agefiph, fonds, departement ou autre";

struct funders_build {
	struct funder *items;
	size_t count;
};

static void read_code(struct rules_reader *r, struct funder *f)
{
	const struct ini_section *section = &r->ini->sections[r->section];

	f->code = arena_strdup(r->arena, section->name);
	if (section->refused)
		r->good = false; /* the scan has said why */
	else if (!reader_code_is_good(f->code, CODE_MAX))
		reader_fault(r, "", "un code en minuscules, chiffres et « _ », de %d caractères au plus", CODE_MAX);
}

static void read_label(struct rules_reader *r, struct funder *f)
{
	const char *text = reader_required(r, "libelle", "le nom du financeur");

	f->label = arena_strdup(r->arena, text != NULL ? text : "");
	if (text_width(f->label) > LABEL_WIDTH)
		reader_fault(r, "libelle", "un nom de %d caractères au plus", LABEL_WIDTH);
}

static void read_kind(struct rules_reader *r, struct funder *f)
{
	const char *text = reader_required(r, "nature", kinds_expected);

	f->kind = "";
	for (size_t i = 0; text != NULL && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(text, kinds[i]) == 0)
			f->kind = kinds[i];
	if (text != NULL && *f->kind == '\0')
		reader_fault(r, "nature", "%s, et non « %s »", kinds_expected, text);
}

static void read_income(struct rules_reader *r, struct funder *f)
{
	if (reader_required(r, "remunere", "oui ou non") != NULL)
		f->pays_income = reader_yes(r, "remunere");
}

static void read_delay(struct rules_reader *r, struct funder *f)
{
	static const char expected[] = "un nombre de jours de 1 à 365, ou « non fixé »";
	const char *text = reader_required(r, "delai", expected);
	size_t digits;

	if (text == NULL || strcmp(text, "non fixé") == 0)
		return;
	digits = strspn(text, "0123456789");
	if (digits > 0 && digits <= 3 && text[digits] == '\0')
		f->usual_days = (int)strtol(text, NULL, 10);
	if (f->usual_days < 1 || f->usual_days > DELAY_MAX)
		reader_fault(r, "delai", "%s, et non « %s »", expected, text);
}

static bool section_read(struct rules_reader *r, struct funder *f)
{
	*f = (struct funder){.source = ""};
	read_code(r, f);
	reader_check_keys(r, funder_keys);
	read_label(r, f);
	read_kind(r, f);
	read_income(r, f);
	read_delay(r, f);
	f->source = reader_source(r);
	return r->good;
}

static void funder_append(struct funders_build *b, const struct funder *f)
{
	b->items = mem_resize(b->items, (b->count + 1) * sizeof *b->items);
	b->items[b->count++] = *f;
}

void funders_read(const char *path, struct arena *arena, struct funder_list *out, struct rules_faults *faults)
{
	struct funders_build b = {0};
	struct ini_file ini;

	ini_open(&ini, path, "[code]");
	rules_fault_take(faults, FUNDERS_FILE, &ini);
	for (size_t i = 0; ini.values != NULL && i < ini.section_count; i++) {
		struct rules_reader r = {&ini, FUNDERS_FILE, i, faults, arena, true, true};
		struct funder f;

		if (section_read(&r, &f))
			funder_append(&b, &f);
	}
	ini_close(&ini);
	out->items = arena_array(arena, b.count + 1, sizeof *out->items);
	out->count = b.count;
	if (b.count > 0)
		memcpy(out->items, b.items, b.count * sizeof *b.items);
	free(b.items);
}

bool funders_load(const char *dir, struct arena *arena, struct funder_list *out, struct rules_faults *faults, struct error *e)
{
	char *path = mem_format("%s/" FUNDERS_FILE, dir);
	struct stat st;

	*out = (struct funder_list){0};
	*faults = (struct rules_faults){0};
	error_clear(e);
	if (stat(path, &st) == 0)
		funders_read(path, arena, out, faults);
	free(path);
	rules_faults_sort(faults);
	rules_faults_summarize(faults, e);
	if (faults->count > 0)
		*out = (struct funder_list){0};
	return faults->count == 0;
}
