/* Versions of the contract, what changed between two of them, the nine items of the first entretien. */
#include "tui/screens/commitments_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/views/view_commitments.h"
#include "tui/forms/forms_commitment.h"
#include "tui/screens/common.h"
#include "tui/widgets/widgets.h"

#define ALL "toutes"

/* --- versions ------------------------------------------------------------------------------------------ */

/* « contract rank rank » */
static void changes_open(struct ui *ui, const char *code)
{
	struct arena arena = {0};
	const struct contract *c = commitment_find_contract(ui->app, arena_strndup(&arena, code, strcspn(code, " ")));
	int from = 0, to = 0;
	if (c != NULL && sscanf(code + strcspn(code, " "), "%d %d", &from, &to) == 2) {
		struct view_why why = view_changes(&arena, ui->app, c, from, to);
		why_show(ui, &why);
	}
	arena_free(&arena);
}

static void version_chosen(struct ui *ui, void *ctx, const char *code)
{
	struct arena arena = {0};
	(void)ctx;
	if (strcmp(code, ALL) != 0) {
		changes_open(ui, code);
		return;
	}
	struct view_why why = view_versions(&arena, ui->app);
	why_show(ui, &why);
	arena_free(&arena);
}

/* Each pair of a contract, the neighbours first among those that end at the same version. */
static size_t version_pairs(struct arena *arena, const struct contract *c, struct code_label *out)
{
	char day[DATE_TEXT];
	size_t count = 0;
	for (size_t to = c->version_count; to-- > 1;)
		for (size_t from = to; from-- > 0;) {
			int newer = c->versions[to].rank, older = c->versions[from].rank;
			out[count++] = (struct code_label){arena_format(arena, "%s %d %d", c->id, older, newer),
				arena_format(arena, "Ce qui a changé de v%d à v%d · contrat du %s", older, newer, date_format_numeric(c->starts, day))};
		}
	return count;
}

void versions_show(struct ui *ui)
{
	struct form_context *c = form_context_new(ui, ui->app->commitments.id);
	const struct commitment_file *f = ui->app->commitments.file;
	size_t room = 1, count = 0;
	for (size_t i = 0; i < f->contract_count; i++)
		room += f->contracts[i].version_count * f->contracts[i].version_count;
	struct code_label *items = arena_array(&c->arena, room, sizeof *items);
	items[count++] = (struct code_label){ALL, "Toutes les versions, de tous les contrats"};
	for (size_t i = 0; i < f->contract_count; i++)
		count += version_pairs(&c->arena, &f->contracts[i], items + count);
	if (count == 1)
		version_chosen(ui, NULL, ALL);
	else
		ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Versions du contrat · %s", c->name), items, count, version_chosen, NULL, NULL));
	form_context_free(c);
}

/* --- the nine items -------------------------------------------------------------------------------------- */

void leaving_show(struct ui *ui)
{
	struct arena arena = {0};
	struct view_leaving leaving = view_leaving(&arena, ui->app);
	const char *lines[LEAVING_ITEMS + 2];
	size_t count = 0;
	lines[count++] = leaving.sentence;
	lines[count++] = "";
	for (size_t i = 0; i < LEAVING_ITEMS; i++) {
		const struct view_leaving_row *row = &leaving.rows[i];
		lines[count++] = arena_format(&arena, "%s %s%s%s", row->mark, row->label, row->text[0] != '\0' ? " : " : "", row->text);
	}
	struct view_why why = {.title = "Ce avec quoi la personne repart du premier entretien", .lines = lines, .count = count};
	why_show(ui, &why);
	arena_free(&arena);
}
