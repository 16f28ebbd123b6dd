/* The sheet's layout, without a terminal: nothing overflows, nothing is lost, every line can be reached. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "tui/screens/columns.h"
#include "tui/screens/file_page.h"
#include "tui/screens/selection.h"

static const int widths[] = {60, 75, 76, 80, 119, 120, 140, 200};

#define LONG_NOTE \
	"Reçue en entretien ; elle a l'accord écrit de l'employeur pour l'immersion, reste à signer la convention avant " \
	"vendredi.\nGarde d'enfant : la crèche de l'Étoile répond le 3 décembre, sinon la grand-mère.\nRappeler mardi."

static struct view_line they_owe[] = {
	{.key = "a", .label = "Atelier CV", .text = "tenu 12/11", .band = BAND_NONE},
	{.key = "b", .label = "Un engagement au libellé si long qu'aucune colonne ne le tient en entier", .text = "dû 27/11",
	 .band = BAND_ORANGE},
};
static struct view_line we_owe[] = {
	{.key = "c", .label = "Rendez-vous hebdomadaire", .text = "dû 18/11 (-2)", .band = BAND_RED},
};
static struct view_line notes[] = {
	{.key = "n1", .label = "12/11/2026", .text = LONG_NOTE, .band = BAND_NONE},
	{.key = "n2", .label = "02/11/2026", .text = "Courte.", .band = BAND_NONE},
};
static struct path_point path[] = {
	{.label = "inscription", .past = true}, {.label = "premier entretien", .past = true},
	{.label = "aujourd'hui", .is_today = true}, {.label = "point d'étape", .obligation = true}, {.label = "fin"},
};

static struct view_file sample_view(void)
{
	struct view_file v = {.state = LOAD_READY, .heading = "BERNARD Aïcha", .position = "fiche 1 sur 2", .path = path,
	                      .path_count = sizeof path / sizeof *path, .path_sentence = "Inscrite le 3 septembre, fin le 2."};
	for (int i = 0; i < SECTION_COUNT; i++)
		v.sections[i] = (struct view_section){.id = (enum section_id)i, .code = "s", .title = "Section", .empty = "rien"};
	v.sections[SECTION_WE_OWE].lines = we_owe;
	v.sections[SECTION_WE_OWE].count = 1;
	v.sections[SECTION_THEY_OWE].lines = they_owe;
	v.sections[SECTION_THEY_OWE].count = 2;
	v.sections[SECTION_NOTES].lines = notes;
	v.sections[SECTION_NOTES].count = 2;
	return v;
}

Test(file_page, no_cell_leaves_the_page)
{
	struct view_file v = sample_view();
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		struct arena arena = {0};
		struct page page = page_build(&arena, &v, widths[w], 4, 0);
		for (size_t i = 0; i < page.cell_count; i++) {
			const struct page_cell *c = &page.cells[i];
			cr_expect(c->column >= 0 && c->column + text_width(c->text) <= widths[w], "« %s » at %d, width %d", c->text,
			          c->column, widths[w]);
			cr_expect(c->row >= 0 && c->row < page.rows, "« %s » on row %d of %d", c->text, c->row, page.rows);
		}
		arena_free(&arena);
	}
}

Test(file_page, no_two_cells_overlap)
{
	struct view_file v = sample_view();
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		struct arena arena = {0};
		struct page page = page_build(&arena, &v, widths[w], 4, 0);
		for (size_t i = 0; i < page.cell_count; i++)
			for (size_t j = 0; j < i; j++) {
				const struct page_cell *a = &page.cells[j], *b = &page.cells[i];
				cr_expect(a->row != b->row || a->column + text_width(a->text) <= b->column ||
				          b->column + text_width(b->text) <= a->column,
				          "« %s » over « %s », width %d", b->text, a->text, widths[w]);
			}
		arena_free(&arena);
	}
}

/* Under the first columns of the stop that is about that line. */
static bool page_is_of(const struct page *page, const struct page_cell *c, const struct view_line *line)
{
	for (size_t i = 0; i < page->stop_count; i++) {
		const struct page_stop *stop = &page->stops[i];
		if (stop->about == line && c->row >= stop->row && c->row < stop->row + stop->rows && c->column > stop->column)
			return true;
	}
	return false;
}

static void words_of_note(const struct page *page, struct strbuf *out)
{
	for (size_t i = 0; i < page->cell_count; i++) {
		if (page_is_of(page, &page->cells[i], &notes[0]))
			for (const char *c = page->cells[i].text; *c != '\0'; c++)
				if (*c != ' ')
					strbuf_add_n(out, c, 1);
	}
}

Test(file_page, a_long_note_is_wrapped_and_whole)
{
	struct view_file v = sample_view();
	struct strbuf expected = {0};
	strbuf_add(&expected, "12/11/2026");
	for (const char *c = LONG_NOTE; *c != '\0'; c++)
		if (*c != ' ' && *c != '\n')
			strbuf_add_n(&expected, c, 1);
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		struct arena arena = {0};
		struct strbuf seen = {0};
		struct page page = page_build(&arena, &v, widths[w], 4, 0);
		words_of_note(&page, &seen);
		cr_expect_str_eq(strbuf_str(&seen), strbuf_str(&expected), "width %d", widths[w]);
		strbuf_free(&seen);
		arena_free(&arena);
	}
	strbuf_free(&expected);
}

Test(file_page, ledgers_stand_side_by_side_when_there_is_room)
{
	struct view_file v = sample_view();
	struct arena arena = {0};
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
		struct page page = page_build(&arena, &v, widths[w], 4, 0);
		const struct page_stop *ours = &page.stops[page.first];
		const struct page_stop *theirs = &page.stops[page.first + 1];
		cr_assert(ours->about == &we_owe[0]);
		cr_assert(theirs->about == &they_owe[0], "the cursor reads our column first, then theirs");
		cr_expect_eq(ours->row == theirs->row, widths[w] >= LEDGER_SPLIT_COLUMNS, "width %d", widths[w]);
	}
	arena_free(&arena);
}

Test(file_page, the_cursor_reaches_every_line)
{
	struct view_file v = sample_view();
	struct arena arena = {0};
	struct page page = page_build(&arena, &v, 80, 4, 0);
	cr_assert_eq(page.stop_count, 1 + 2 + 2, "two ledgers, the notes; the path has no line of its own here");
	arena_free(&arena);
}

Test(columns, what_is_left_goes_to_one_column)
{
	struct column columns[] = {{"a", 10}, {"b", 0}, {"c", 5}, {"d", 1}};
	cr_assert_eq(columns_total(columns, 4), 18, "a column left out takes no space either");
	columns_stretch(columns, 4, 3, 40);
	cr_assert_eq(columns_total(columns, 4), 40);
	columns_stretch(columns, 4, 3, 4);
	cr_assert_eq(columns[3].width, 1, "never below one");
}

Test(columns, cells_are_exactly_as_wide_as_their_column)
{
	struct arena arena = {0};
	struct column columns[] = {{"a", 6}, {"b", 0}, {"c", 4}};
	const char *texts[] = {"ÉVRARD-LEFÈVRE", "caché", "né"};
	const char **cells = columns_fit(&arena, columns, 3, texts);
	cr_assert_str_eq(cells[0], "ÉVRAR…");
	cr_assert_null(cells[1]);
	cr_assert_str_eq(cells[2], "né  ");
	arena_free(&arena);
}

Test(selection, keeps_each_person_once)
{
	struct selection sel = {0};
	char id[SELECTION_ID];
	for (int i = 0; i < 40; i++) {
		snprintf(id, sizeof id, "P%d", i);
		selection_toggle(&sel, id);
	}
	cr_assert_eq(sel.count, 40);
	selection_toggle(&sel, "P7");
	cr_assert_not(selection_has(&sel, "P7"));
	cr_assert(selection_has(&sel, "P39"));
	cr_assert_eq(sel.count, 39);
	selection_clear(&sel);
	cr_assert_not(selection_has(&sel, "P39"));
	selection_free(&sel);
}

Test(file_page, a_long_section_is_folded_and_says_how_much_it_hides)
{
	struct view_file v = sample_view();
	struct view_line many[10];
	struct arena arena = {0};
	for (size_t i = 0; i < 10; i++)
		many[i] = (struct view_line){.key = "c", .label = "01/11/2026", .text = "téléphone", .band = BAND_NONE};
	v.sections[SECTION_CONTACTS].lines = many;
	v.sections[SECTION_CONTACTS].count = 10;
	struct page folded = page_build(&arena, &v, 80, 4, 0);
	struct page whole = page_build(&arena, &v, 80, 4, 1u << SECTION_CONTACTS);
	cr_assert_eq(folded.stop_count, 5 + 4 + 1);
	cr_assert_eq(whole.stop_count, 5 + 10 + 1);
	bool said = false;
	for (size_t i = 0; i < folded.cell_count; i++)
		said |= strstr(folded.cells[i].text, "6 de plus") != NULL;
	cr_assert(said);
	arena_free(&arena);
}
