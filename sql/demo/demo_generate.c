/* The generation, step after step. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "sql/demo/demo_model.h"

struct demo_data *demo_generate(unsigned seed, struct date today)
{
	struct demo_data *d = mem_alloc(sizeof(*d));

	d->seed = seed;
	d->today = today;
	d->first_day = date_add_days(today, -DEMO_HISTORY_DAYS);
	demo_make_accounts(d);
	demo_make_plans(d);
	demo_make_people(d);
	demo_make_courses(d);
	demo_make_replacements(d);
	demo_make_days_off(d);
	demo_make_agenda(d);
	demo_make_planning(d);
	demo_make_traces(d);
	demo_make_rights(d);
	demo_make_contracts(d);
	demo_make_hours(d);
	demo_make_catalogue(d);
	demo_make_allowances(d);
	demo_make_trainings(d);
	demo_make_periods(d);
	return d;
}

void demo_data_free(struct demo_data *d)
{
	if (d == NULL)
		return;
	arena_free(&d->arena);
	free(d);
}
