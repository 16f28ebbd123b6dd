/* The results about the hours of a person into facts. */
#include "core/engagement/activity.h"

#include "sql/client/rows.h"
#include "sql/client/rows_read.h"

static void activity_row(struct row *r, void *item)
{
	struct activity *x = item;

	x->id = row_text(r);
	x->day = row_date(r);
	x->theme = known(activity_theme_from_code(row_peek(r)));
	x->minutes = row_int(r);
	x->text = row_text(r);
	x->declared = row_moment(r);
	x->declared_by = row_text(r);
	x->validated = row_moment(r);
	x->validated_by = row_text(r);
	x->version = row_int(r);
}

static void dispensation_row(struct row *r, void *item)
{
	struct dispensation *d = item;

	d->id = row_text(r);
	d->from = row_date(r);
	d->to = row_date(r);
	d->target = row_int(r);
	d->reason = row_text(r);
}

static void target_row(struct row *r, void *item)
{
	struct weekly_target *t = item;

	t->from = row_date(r);
	t->to = row_date(r);
	t->minutes = row_int(r);
}

static void reminder_row(struct row *r, void *item)
{
	struct reminder *x = item;

	x->given = row_moment(r);
	x->appointment = row_moment(r);
	x->days = row_int(r);
	x->channel = (enum channel)known(channel_from_code(row_peek(r)));
}

struct hours_file *rows_hours(struct arena *a, PGresult *const results[HOURS_COUNT])
{
	struct row r = { a, results[HOURS_PERSON], 0, 0 };
	struct hours_file *f;

	if (PQntuples(results[HOURS_PERSON]) == 0)
		return NULL;
	f = arena_alloc(a, sizeof *f);
	person_read(&r, &f->person);
	f->regimes = rows_read(a, results[HOURS_REGIMES], sizeof *f->regimes, regime_row, &f->regime_count);
	f->activities = rows_read(a, results[HOURS_ACTIVITIES], sizeof *f->activities, activity_row, &f->activity_count);
	f->dispensations = rows_read(a, results[HOURS_DISPENSATIONS], sizeof *f->dispensations, dispensation_row,
		&f->dispensation_count);
	f->absences = rows_read(a, results[HOURS_ABSENCES], sizeof *f->absences, protection_row, &f->absence_count);
	f->targets = rows_read(a, results[HOURS_TARGETS], sizeof *f->targets, target_row, &f->target_count);
	rows_person_trainings(a, results[HOURS_TRAININGS], &f->person, &(size_t){ 0 });
	f->reminders = rows_read(a, results[HOURS_REMINDERS], sizeof *f->reminders, reminder_row, &f->reminder_count);
	return f;
}
