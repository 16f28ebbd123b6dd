/* The four templates of config/letters, each read whole, all faults of all of them told. See letters_file.h. */
#include "config/letters_file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "config/rules_faults.h"

enum { LETTER_SIZE_MAX = 64 * 1024, NAME_SIZE = 64 };

static void letter_name(enum letter_kind k, char out[NAME_SIZE])
{
	snprintf(out, NAME_SIZE, "%s.txt", letter_code(k));
}

/* NULL, and the fault noted, when the file cannot be read. */
static const char *file_read(struct arena *arena, const char *path, const char *name, struct rules_faults *faults)
{
	FILE *in = fopen(path, "rb");
	char *text;
	size_t len;

	if (in == NULL) {
		rules_fault_add(faults, (struct rules_place){name, 0, "", ""}, "un fichier lisible dans le dossier letters");
		return NULL;
	}
	text = arena_alloc(arena, LETTER_SIZE_MAX + 1);
	len = fread(text, 1, LETTER_SIZE_MAX + 1, in);
	if (ferror(in))
		rules_fault_add(faults, (struct rules_place){name, 0, "", ""}, "un fichier lisible dans le dossier letters");
	else if (len > LETTER_SIZE_MAX || memchr(text, '\0', len) != NULL)
		rules_fault_add(faults, (struct rules_place){name, 0, "", ""}, "du texte, %d octets au plus", LETTER_SIZE_MAX);
	else
		len = 0;
	fclose(in);
	return len == 0 ? text : NULL;
}

static void letter_read(struct arena *arena, const char *path, enum letter_kind k, struct letter_template *out,
                        struct rules_faults *faults)
{
	struct template_faults found = {NULL, 0};
	char name[NAME_SIZE];
	const char *text;

	letter_name(k, name);
	text = file_read(arena, path, name, faults);
	if (text != NULL)
		template_parse(arena, k, text, out, &found);
	for (size_t i = 0; i < found.count; i++)
		rules_fault_add(faults, (struct rules_place){name, found.items[i].line, "", found.items[i].field}, "%s",
		                found.items[i].expected);
}

static void letters_summarize(const struct rules_faults *faults, struct error *e)
{
	struct strbuf first = {0};

	rules_fault_format(&faults->items[0], &first);
	if (faults->count == 1)
		error_set(e, ERR_CONFIG, "lettres refusées : %s", strbuf_str(&first));
	else
		error_set(e, ERR_CONFIG, "lettres refusées, %zu fautes ; la première : %s", faults->count, strbuf_str(&first));
	error_set_remedy(e, "Lancez « jalon regles verifier » pour les voir toutes, puis corrigez");
	strbuf_free(&first);
}

static void letters_read(const char *dir, struct letter_templates *out, struct rules_faults *faults)
{
	struct arena scratch = {0};

	*out = (struct letter_templates){0};
	for (int k = 0; k < LETTER_COUNT; k++)
		letter_read(&out->arena, arena_format(&scratch, "%s/letters/%s.txt", dir, letter_code((enum letter_kind)k)),
		            (enum letter_kind)k, &out->letter[k], faults);
	arena_free(&scratch);
}

bool letters_load(const char *dir, struct letter_templates *out, struct rules_faults *faults, struct error *e)
{
	letters_read(dir, out, faults);
	if (faults->count == 0)
		return true;
	letters_summarize(faults, e);
	letter_templates_free(out);
	return false;
}

bool letters_check(const char *dir, struct rules_faults *faults)
{
	struct arena scratch = {0};
	struct letter_templates t = {0};
	size_t before = faults->count;
	struct stat st;

	if (stat(arena_format(&scratch, "%s/letters", dir), &st) == 0)
		letters_read(dir, &t, faults);
	letter_templates_free(&t);
	arena_free(&scratch);
	return faults->count == before;
}

bool letters_check_file(const char *path, struct rules_faults *faults)
{
	const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;
	struct arena arena = {0};
	struct letter_template t;
	size_t before = faults->count;
	int k = LETTER_COUNT;

	for (int i = 0; i < LETTER_COUNT; i++)
		if (strcmp(base, arena_format(&arena, "%s.txt", letter_code((enum letter_kind)i))) == 0)
			k = i;
	if (k == LETTER_COUNT)
		rules_fault_add(faults, (struct rules_place){base, 0, "", ""}, "contrat.txt, assiduite.txt, detention.txt ou neuf.txt");
	else
		letter_read(&arena, path, (enum letter_kind)k, &t, faults);
	arena_free(&arena);
	return faults->count == before;
}
