/* A person with nothing due. */
#include "tests/support/facts.h"

void facts_contracted(struct person_facts *f, struct date today)
{
	struct date signed_on = date_add_days(today, -30);

	person_facts_clear_contract(f);
	f->contract.id = "10000000-0000-4000-8000-000000000001";
	f->contract.signed_on = f->contract.signed_person = f->contract.signed_structure = f->contract.starts = signed_on;
	f->contract.ends = date_period_end(signed_on, 12);
	f->contract.rank = 1;
	f->contract.actions = 2;
	f->contract.employment_actions = 1;
	f->oriented = date_add_days(signed_on, -10);
	f->rights_informed = f->diagnosed = signed_on;
	f->week.target = f->last_week.target = 0;
}
