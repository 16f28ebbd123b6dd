/* What the file loaded says of a contract, for the acts that change one. */
#include "core/acts/act_contract.h"

#include <string.h>

const struct contract_version *contract_rank(const struct contract *c, int rank)
{
	for (size_t i = 0; i < c->version_count; i++)
		if (c->versions[i].rank == rank)
			return &c->versions[i];
	return NULL;
}

/* Last day of what was signed, closed or not; DATE_NONE: open. */
static struct date contract_last_day(const struct contract *c)
{
	const struct contract_version *v = contract_last_signed(c);

	if (v == NULL || !date_is_set(v->ends))
		return c->closed;
	return date_is_set(c->closed) && date_compare(c->closed, v->ends) < 0 ? c->closed : v->ends;
}

/* No date sorts after every date: an open period reaches them all. */
const struct contract *contract_over(const struct commitment_file *f, const char *except, struct date from, struct date to)
{
	for (size_t i = 0; f != NULL && i < f->contract_count; i++) {
		const struct contract *c = &f->contracts[i];

		if (strcmp(c->id, except) != 0 && contract_last_signed(c) != NULL && date_compare(c->starts, to) <= 0 &&
		    date_compare(contract_last_day(c), from) >= 0)
			return c;
	}
	return NULL;
}

void json_minutes(struct strbuf *b, const char *key, int minutes)
{
	if (minutes < 0)
		json_string(b, key, NULL);
	else
		json_int(b, key, minutes);
}
