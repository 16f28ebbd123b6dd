/* Engagements laid out on one long page: the contract and what is wrong with it, both columns, the versions, the rest. */
#ifndef JALON_COMMITMENTS_PAGE_H
#define JALON_COMMITMENTS_PAGE_H

#include "core/views/view_commitments.h"
#include "tui/screens/page.h"

#define COMMITMENTS_SPLIT_COLUMNS 100 /* from here both columns stand side by side, else one above the other */

/* What a stop is (page_stop.kind), and what it is about: nothing, a view_alarm, a view_commitment_row, a view_version. */
enum commitment_stop { STOP_CONTRACT, STOP_ALARM, STOP_OURS, STOP_THEIRS, STOP_VERSION, STOP_SITUATION, STOP_LEAVING };

/* columns: of the whole page, the cursor's gutter included. Everything from the arena. */
struct page commitments_page(struct arena *arena, const struct view_commitments *view, const struct view_leaving *leaving, int columns);

#endif
