/* The results about the catalogue into sessions. */
#include "core/training/training.h"

#include "sql/client/rows.h"
#include "sql/client/rows_read.h"

static void session_row(struct row *r, void *item)
{
	struct course_session *s = item;

	s->id = row_text(r);
	s->key = row_text(r);
	s->provider = row_text(r);
	s->offer = row_text(r);
	s->body = row_text(r);
	s->title = row_text(r);
	s->trade = row_text(r);
	s->aim = row_text(r);
	s->minutes = row_int(r);
	s->weekly = row_int(r);
	s->starts = row_date(r);
	s->ends = row_date(r);
	s->places = row_int(r);
	s->place = row_text(r);
	s->basin = row_text(r);
	s->pay = row_text(r);
	s->funders = row_text(r);
	s->updated = row_date(r);
	s->next_starts = row_date(r);
}

struct course_session *rows_courses(struct arena *a, PGresult *const results[COURSES_COUNT], size_t *count, struct date *updated)
{
	struct row age = { a, results[COURSES_AGE], 0, 0 };

	*updated = row_date(&age);
	return rows_read(a, results[COURSES_FOUND], sizeof(struct course_session), session_row, count);
}
