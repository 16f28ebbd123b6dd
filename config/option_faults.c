/* One line names the first fault and the lines of the others, so that a file is mended in one go. */
#include "config/option_faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"

void option_fault_add(struct rules_faults *faults, int line, const char *key, const char *fmt, ...)
{
	va_list args;
	char *text;
	size_t size;

	va_start(args, fmt);
	size = mem_format_length(fmt, args) + 1;
	text = mem_alloc(size);
	vsnprintf(text, size, fmt, args);
	va_end(args);
	rules_fault_add(faults, (struct rules_place){"", line, "", key}, "%s", text);
	free(text);
}

void option_faults_take(struct rules_faults *faults, const struct ini_file *ini)
{
	for (size_t i = 0; i < ini->fault_count; i++)
		option_fault_add(faults, ini->faults[i].line, ini->faults[i].key, "attendu %s", ini->faults[i].expected);
}

/* « (et 2 autres fautes, lignes 5 et 9) »; nothing when there is but one. */
static void others_add(const struct rules_faults *faults, struct strbuf *out)
{
	size_t others = faults->count - 1;

	if (others == 0)
		return;
	strbuf_addf(out, " (et %zu autre%s faute%s, ligne%s", others, others > 1 ? "s" : "", others > 1 ? "s" : "",
	            others > 1 ? "s" : "");
	for (size_t i = 1; i <= others && out->len < 400; i++)
		strbuf_addf(out, "%s%d", i == 1 ? " " : i == others ? " et " : ", ", faults->items[i].line);
	strbuf_add(out, ")");
}

bool option_faults_settle(struct rules_faults *faults, const char *path, struct error *e)
{
	const char *base = strrchr(path, '/');
	struct strbuf text = {0};
	bool good = faults->count == 0;

	if (!good) {
		rules_faults_sort(faults);
		strbuf_add(&text, base == NULL ? path : base + 1);
		if (faults->items[0].line > 0)
			strbuf_addf(&text, ", ligne %d", faults->items[0].line);
		if (faults->items[0].key[0] != '\0')
			strbuf_addf(&text, ", %s", faults->items[0].key);
		strbuf_addf(&text, " : %s", faults->items[0].expected);
		others_add(faults, &text);
		error_set(e, ERR_CONFIG, "%s", strbuf_str(&text));
		error_set_remedy(e, "Corrigez %s", path);
	}
	strbuf_free(&text);
	rules_faults_free(faults);
	return good;
}
