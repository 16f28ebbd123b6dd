/* The sheet laid out on one long page. A stop is about a view_line, of the section that is its kind; NULL: the line that
 * unfolds its section, or folds it again. */
#ifndef JALON_FILE_PAGE_H
#define JALON_FILE_PAGE_H

#include "core/views/view.h"
#include "tui/screens/page.h"

#define LEDGER_SPLIT_COLUMNS 76 /* from here both ledgers stand side by side */
#define PAGE_SPLIT_COLUMNS 120  /* from here the other sections do too */

/* columns: of the whole page, the cursor's gutter included. Sections of dated facts show their `most` newest
 * lines, unless their bit (1u << section_id) is in unfolded. Everything from the arena. */
struct page page_build(struct arena *arena, const struct view_file *view, int columns, size_t most, unsigned unfolded);

#endif
