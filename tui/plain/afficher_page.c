/* Lines and columns of the text twins: aligned by display width, wrapped, safe for a line printer. */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/plain/afficher.h"

static void put_padded(FILE *out, const char *text, int columns)
{
	struct arena arena = {0};

	fputs(text_cell(&arena, text, columns), out);
	arena_free(&arena);
}

static void put_spaces(FILE *out, int count)
{
	for (int i = 0; i < count; i++)
		fputc(' ', out);
}

/* The first line where the cursor is, the others under it; a last line without trailing blanks. */
static void put_wrapped(FILE *out, const char *text, int indent)
{
	struct arena arena = {0};
	struct text_lines lines = text_wrap(&arena, text, PAGE_COLUMNS - indent > 20 ? PAGE_COLUMNS - indent : 20);

	for (size_t i = 0; i < lines.count; i++) {
		if (i > 0) {
			fputc('\n', out);
			put_spaces(out, indent);
		}
		fputs(lines.lines[i], out);
	}
	fputc('\n', out);
	arena_free(&arena);
}

void plain_row(FILE *out, const struct page_column *columns, size_t count, const char *const *cells)
{
	int at = 0;

	for (size_t i = 0; i < count; i++) {
		if (i + 1 == count) {
			put_wrapped(out, cells[i], at);
			return;
		}
		put_padded(out, cells[i], columns[i].width);
		fputc(' ', out);
		at += columns[i].width + 1;
	}
}

void plain_header(FILE *out, const struct page_column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i + 1 == count) {
			fprintf(out, "%s\n", columns[i].title);
		} else {
			put_padded(out, columns[i].title, columns[i].width);
			fputc(' ', out);
		}
	}
}

void plain_paragraph(FILE *out, int indent, const char *text)
{
	put_wrapped(out, text, indent);
}

void plain_title(FILE *out, const struct app *a, const char *screen)
{
	struct arena arena = {0};
	struct view_title t = view_title(&arena, a, screen);

	fprintf(out, "Jalon, %s, %s, compte %s, %s", t.agency, t.screen, t.account, t.date);
	if (t.notice[0] != '\0')
		fprintf(out, " (%s)", t.notice);
	fputs("\n\n", out);
	arena_free(&arena);
}

void tsv_row(FILE *out, const char *const *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena arena = {0};

		/* Tabs and line ends are shown as symbols there, so no value can break a line. */
		fprintf(out, "%s%s", text_safe(&arena, values[i]), i + 1 < count ? "\t" : "\n");
		arena_free(&arena);
	}
}
