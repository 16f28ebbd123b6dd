/* The folder of rule files into one rulebook, or every fault of every file at once. */
#include "config/rules_file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sha2.h>
#include <sys/stat.h>

#include "config/commitments_file.h"
#include "config/funders_file.h"
#include "config/holidays_file.h"
#include "config/rules_faults.h"
#include "config/rules_local.h"
#include "config/rules_required.h"
#include "config/rules_section.h"
#include "core/base/mem.h"

struct rules_build {
	struct arena arena;
	struct rule *rules;
	size_t count;
	bool seen[REGIME_COUNT];
	struct calendar local;
	struct rules_faults *faults;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* « CER.ini », without regard to case: REGIME_NONE when it names no regime. */
static enum regime regime_of_file(const char *name)
{
	char code[16];
	size_t len = strlen(name);

	if (len < 5 || len - 4 >= sizeof code || strcmp(name + len - 4, ".ini") != 0)
		return REGIME_NONE;
	memcpy(code, name, len - 4);
	code[len - 4] = '\0';
	return regime_from_code(code);
}

/* The days that a section claims for its code, whatever else is wrong with it. */
struct span {
	const char *code, *section;
	struct date from, to;
	int line;
};

/* Two versions of one code may not be in force on one day. */
static void overlap_check(struct rules_faults *faults, const char *file, const struct span *a, const struct span *b)
{
	const struct span *early = b->from.days < a->from.days ? b : a, *late = early == a ? b : a;
	char from[DATE_TEXT];

	if (strcmp(a->code, b->code) != 0 || (date_is_set(early->to) && date_compare(early->to, late->from) < 0))
		return;
	rules_fault_add(faults, (struct rules_place){file, b->line, b->section, ""},
	                "des versions qui ne se chevauchent pas : fermez celle de la ligne %d par « au », avant le %s",
	                early->line, date_format(late->from, from));
}

static void rule_append(struct rules_build *b, const struct rule *rule)
{
	b->rules = mem_resize(b->rules, (b->count + 1) * sizeof *b->rules);
	b->rules[b->count++] = *rule;
}

static void rules_file_read(struct rules_build *b, const char *path, enum regime regime)
{
	const char *file = base_name(path);
	const char **codes;
	struct span *spans;
	size_t span_count = 0;
	struct ini_file ini;

	ini_open(&ini, path, "[code] ou [code AAAA-MM-JJ]");
	rules_fault_take(b->faults, file, &ini);
	codes = mem_alloc((ini.section_count + 1) * sizeof *codes);
	spans = mem_alloc((ini.section_count + 1) * sizeof *spans);
	for (size_t i = 0; ini.values != NULL && i < ini.section_count; i++) {
		struct rules_reader r = {&ini, file, i, b->faults, &b->arena, true, true};
		struct rule rule;

		if (rules_section_read(&r, regime, &rule))
			rule_append(b, &rule);
		codes[i] = rule.code;
		if (r.dated)
			spans[span_count++] = (struct span){rule.code, ini.sections[i].name, rule.from, rule.to,
			                                    ini.sections[i].line};
	}
	for (size_t i = 0; i < span_count; i++)
		for (size_t j = 0; j < i; j++)
			overlap_check(b->faults, file, &spans[j], &spans[i]);
	if (ini.values != NULL)
		rules_required_check(b->faults, file, regime, codes, ini.section_count);
	free(spans);
	free(codes);
	ini_close(&ini);
}

static void rules_file_take(struct rules_build *b, const char *path)
{
	const char *file = base_name(path);
	enum regime regime = regime_of_file(file);

	if (regime == REGIME_NONE)
		rules_fault_add(b->faults, (struct rules_place){file, 0, "", ""}, "un nom de fichier RÉGIME.ini connu");
	else if (b->seen[regime])
		rules_fault_add(b->faults, (struct rules_place){file, 0, "", ""}, "un seul fichier pour le régime %s",
		                regime_code(regime));
	else {
		b->seen[regime] = true;
		rules_file_read(b, path, regime);
	}
}

static int file_is_ini(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 4 && strcmp(entry->d_name + len - 4, ".ini") == 0;
}

static int name_order(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* What may lie beside the rule files, in a folder that holds them all. */
static bool is_other_file(const char *name)
{
	return strcmp(name, "local.ini") == 0 || strcmp(name, HOLIDAYS_FILE) == 0 || strcmp(name, COMMITMENTS_FILE) == 0 ||
	       strcmp(name, FUNDERS_FILE) == 0;
}

/* Reads the folder into b; false with *e when there is no folder to read. */
static bool rules_folder_read(struct rules_build *b, const char *dir, struct error *e)
{
	char *folder = mem_format("%s/regimes", dir);
	struct dirent **entries = NULL;
	int count;

	if (!is_folder(folder)) {
		free(folder);
		folder = mem_strdup(dir);
	}
	count = scandir(folder, &entries, file_is_ini, name_order);
	if (count < 0) {
		error_set(e, ERR_CONFIG, "dossier de règles introuvable ou illisible : %s", folder);
		error_set_remedy(e, "Donnez le bon dossier par --regles DOSSIER");
		free(folder);
		return false;
	}
	for (int i = 0; i < count; i++) {
		char *path = mem_format("%s/%s", folder, entries[i]->d_name);

		if (!is_other_file(entries[i]->d_name))
			rules_file_take(b, path);
		free(path);
		free(entries[i]);
	}
	free(entries);
	for (int r = REGIME_NONE + 1; r < REGIME_COUNT; r++)
		if (!b->seen[r])
			rules_fault_add(b->faults,
			                (struct rules_place){arena_format(&b->faults->arena, "%s.ini", regime_code((enum regime)r)),
			                                     0, "", ""},
			                "ce fichier dans le dossier de règles");
	free(folder);
	return true;
}

static void local_file_read(struct rules_build *b, const char *dir)
{
	char *path = mem_format("%s/local.ini", dir);
	struct stat st;

	if (stat(path, &st) == 0)
		rules_local_apply(path, b->rules, b->count, &b->arena, b->faults);
	free(path);
}

static void holidays_file_read(struct rules_build *b, const char *dir)
{
	char *path = mem_format("%s/" HOLIDAYS_FILE, dir);
	struct stat st;

	if (stat(path, &st) == 0)
		holidays_read(path, &b->arena, &b->local, b->faults);
	free(path);
}

/* Everything that judges: a change of any of it is another version of the rules. */
static void rule_list(const struct rule *r, struct strbuf *out)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	strbuf_addf(out, "%s\t%s\t%s\t%d\t%d\t%d\t%s\t%s\t", regime_code(r->regime), r->code, r->label, (int)r->kind,
	            r->fixed ? 1 : 0, r->fixed ? r->value : 0, rule_unit_code(r->unit), debtor_code(r->debtor));
	strbuf_addf(out, "%s\t%s\t%s\t%d\t%s\t%s\t%d\t", r->start_event, r->stop_event, roll_code(r->roll), r->lead,
	            rule_unit_code(r->lead_unit), rule_status_code(r->status), r->applied ? 1 : 0);
	strbuf_addf(out, "%s\t%s\t%s\t%s\n", r->source, r->remark, date_format(r->from, from), date_format(r->to, to));
}

static void rulebook_sign(struct rulebook *book)
{
	struct strbuf listing = {0};

	for (size_t i = 0; i < book->count; i++)
		rule_list(&book->rules[i], &listing);
	for (size_t i = 0; book->local != NULL && i < book->local->count; i++) {
		const struct local_day *l = &book->local->days[i];

		strbuf_addf(&listing, "ferie\t%s\t%d\t%d\t%d\t%s\n", l->department, l->month, l->day, l->easter, l->name);
	}
	SHA256Data((const uint8_t *)strbuf_str(&listing), listing.len, book->checksum);
	strbuf_free(&listing);
}

/* Moves the rules and the further holidays into the rulebook's own arena. */
static void rulebook_finish(struct rules_build *b, struct rulebook *book)
{
	struct rule *rules = arena_array(&b->arena, b->count, sizeof *rules);
	struct calendar *local = NULL;

	if (b->count > 0)
		memcpy(rules, b->rules, b->count * sizeof *rules);
	if (b->local.count > 0) {
		local = arena_alloc(&b->arena, sizeof *local);
		*local = b->local;
	}
	for (size_t i = 0; i < b->count; i++)
		rules[i].local = local;
	rulebook_sort(rules, b->count);
	*book = (struct rulebook){.arena = b->arena, .rules = rules, .count = b->count, .local = local};
	b->arena = (struct arena){0};
	rulebook_sign(book);
}

bool rules_load(const char *dir, struct rulebook *book, struct rules_faults *faults, struct error *e)
{
	struct rules_build b = {.faults = faults};
	bool good = false;

	*book = (struct rulebook){0};
	*faults = (struct rules_faults){0};
	error_clear(e);
	if (!rules_folder_read(&b, dir, e))
		goto out;
	local_file_read(&b, dir);
	holidays_file_read(&b, dir);
	rules_faults_sort(faults);
	rules_faults_summarize(faults, e);
	good = faults->count == 0;
	if (good)
		rulebook_finish(&b, book);
out:
	free(b.rules);
	arena_free(&b.arena);
	return good;
}

/* A local.ini is checked against the rules of dir, which must be good themselves. */
static void local_file_check(const char *dir, const char *path, struct rules_faults *faults, struct error *e)
{
	struct rules_build base = {.faults = faults};
	size_t before = faults->count;

	if (rules_folder_read(&base, dir, e) && faults->count == before)
		rules_local_apply(path, base.rules, base.count, &base.arena, faults);
	free(base.rules);
	arena_free(&base.arena);
}

/* Whether the catalogue of contracts reads; its own faults join the others. */
static void commitments_check(const char *path, struct rules_faults *faults)
{
	struct commitment_catalogue catalogue;

	commitments_read(path, &catalogue, faults);
	catalogue_free(&catalogue);
}

/* The same of the list of funders. */
static void funders_check(const char *path, struct rules_faults *faults)
{
	struct arena arena = {0};
	struct funder_list funders;

	funders_read(path, &arena, &funders, faults);
	arena_free(&arena);
}

static void check_if_there(const char *dir, const char *name, void (*check)(const char *path, struct rules_faults *faults),
                           struct rules_faults *faults)
{
	char *path = mem_format("%s/%s", dir, name);
	struct stat st;

	if (stat(path, &st) == 0)
		check(path, faults);
	free(path);
}

/* All of dir: the rules, the catalogue of contracts and the list of funders when they are there. */
static bool folder_check(const char *dir, struct rules_faults *faults, struct error *e)
{
	struct rulebook book;

	rules_load(dir, &book, faults, e);
	rulebook_free(&book);
	check_if_there(dir, COMMITMENTS_FILE, commitments_check, faults);
	check_if_there(dir, FUNDERS_FILE, funders_check, faults);
	rules_faults_sort(faults);
	rules_faults_summarize(faults, e);
	return !error_is_set(e);
}

bool rules_check(const char *dir, char *const *paths, size_t count, struct rules_faults *faults, struct error *e)
{
	struct rules_build b = {.faults = faults};

	if (count == 0)
		return folder_check(dir, faults, e);
	*faults = (struct rules_faults){0};
	error_clear(e);
	for (size_t i = 0; i < count; i++)
		if (strcmp(base_name(paths[i]), "local.ini") == 0)
			local_file_check(dir, paths[i], faults, e);
		else if (strcmp(base_name(paths[i]), HOLIDAYS_FILE) == 0)
			holidays_read(paths[i], &b.arena, &b.local, faults);
		else if (strcmp(base_name(paths[i]), COMMITMENTS_FILE) == 0)
			commitments_check(paths[i], faults);
		else if (strcmp(base_name(paths[i]), FUNDERS_FILE) == 0)
			funders_check(paths[i], faults);
		else
			rules_file_take(&b, paths[i]);
	free(b.rules);
	arena_free(&b.arena);
	rules_faults_sort(faults);
	rules_faults_summarize(faults, e);
	return !error_is_set(e);
}
