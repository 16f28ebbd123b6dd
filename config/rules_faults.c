/* The list of faults, its order, and its one-line forms. */
#include "config/rules_faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"

static void rules_fault_append(struct rules_faults *faults, struct rules_place at, const char *expected)
{
	struct rules_fault *fault;

	faults->items = mem_resize(faults->items, (faults->count + 1) * sizeof *faults->items);
	fault = &faults->items[faults->count++];
	fault->file = arena_strdup(&faults->arena, at.file);
	fault->line = at.line;
	fault->section = arena_strdup(&faults->arena, at.section);
	fault->key = arena_strdup(&faults->arena, at.key);
	fault->expected = arena_strdup(&faults->arena, expected);
}

void rules_fault_add(struct rules_faults *faults, struct rules_place at, const char *fmt, ...)
{
	va_list args;
	char *expected;
	size_t size;

	va_start(args, fmt);
	size = mem_format_length(fmt, args) + 1;
	expected = mem_alloc(size);
	vsnprintf(expected, size, fmt, args);
	va_end(args);
	rules_fault_append(faults, at, expected);
	free(expected);
}

void rules_fault_take(struct rules_faults *faults, const char *file, const struct ini_file *ini)
{
	for (size_t i = 0; i < ini->fault_count; i++) {
		const struct ini_fault *f = &ini->faults[i];

		rules_fault_append(faults, (struct rules_place){file, f->line, f->section, f->key}, f->expected);
	}
}

static bool fault_is_before(const struct rules_fault *a, const struct rules_fault *b)
{
	int order = strcmp(a->file, b->file);

	return order != 0 ? order < 0 : a->line < b->line;
}

void rules_faults_sort(struct rules_faults *faults)
{
	for (size_t i = 1; i < faults->count; i++) {
		struct rules_fault moved = faults->items[i];
		size_t at = i;

		for (; at > 0 && fault_is_before(&moved, &faults->items[at - 1]); at--)
			faults->items[at] = faults->items[at - 1];
		faults->items[at] = moved;
	}
}

const char *rules_fault_format(const struct rules_fault *fault, struct strbuf *out)
{
	strbuf_add(out, fault->file);
	if (fault->line > 0)
		strbuf_addf(out, ", ligne %d", fault->line);
	if (fault->section[0] != '\0')
		strbuf_addf(out, ", section [%s]", fault->section);
	if (fault->key[0] != '\0')
		strbuf_addf(out, ", clé « %s »", fault->key);
	strbuf_addf(out, " : attendu %s", fault->expected);
	return strbuf_str(out);
}

void rules_faults_summarize(const struct rules_faults *faults, struct error *e)
{
	struct strbuf first = {0};

	if (faults->count == 0)
		return;
	rules_fault_format(&faults->items[0], &first);
	if (faults->count == 1)
		error_set(e, ERR_CONFIG, "règles refusées : %s", strbuf_str(&first));
	else
		error_set(e, ERR_CONFIG, "règles refusées, %zu fautes ; la première : %s", faults->count, strbuf_str(&first));
	error_set_remedy(e, "Lancez « jalon regles verifier » pour les voir toutes, puis corrigez");
	strbuf_free(&first);
}

void rules_faults_free(struct rules_faults *faults)
{
	free(faults->items);
	arena_free(&faults->arena);
	*faults = (struct rules_faults){0};
}
