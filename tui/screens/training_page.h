/* One training request laid out on one long page: what comes next, the funding and its holes, the calendar against rights as a
 * drawn bar, the project, the preconditions, pieces, exchanges, periods in a company. */
#ifndef JALON_TRAINING_PAGE_H
#define JALON_TRAINING_PAGE_H

#include "core/views/view_training.h"
#include "tui/screens/page.h"

#define TRAINING_SPLIT_COLUMNS 110 /* from here two columns stand side by side */

/* A stop is a line of the view (page_stop.about: struct view_training_line), of the section `kind`. */
struct page training_page(struct arena *arena, const struct app *a, const struct view_training *view, int columns);

#endif
