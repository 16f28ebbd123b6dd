/* Finding the undertaking, the contract, the remedial action that a command is about. See engagement_find.h. */
#include "tui/verbs/engagement_find.h"

#include <string.h>

#include "core/base/text.h"
#include "core/views/view_hours.h"

const struct commitment_file *plain_commitments(struct plain_app *p, struct error *e)
{
	struct app *a = &p->app;

	app_load_commitments(a, a->file.id);
	if (!plain_wait(p, &a->commitments.m, e))
		return NULL;
	if (a->commitments.file == NULL)
		plain_not_in_reach(e);
	return a->commitments.file;
}

const struct hours_file *plain_hours(struct plain_app *p, struct date monday, struct error *e)
{
	struct app *a = &p->app;

	view_hours_load(a, a->file.id, monday);
	if (!plain_wait(p, &a->hours.m, e))
		return NULL;
	if (a->hours.file == NULL)
		plain_not_in_reach(e);
	return a->hours.file;
}

/* --- an undertaking ------------------------------------------------------------------------------------------------ */

static bool item_is_open(const struct item *i)
{
	bool kept = date_is_set(i->done) && i->cadence == CADENCE_ONCE;

	return !kept && !date_is_set(i->excused) && !date_is_set(i->withdrawn) && (i->contract[0] == '\0' || date_is_set(i->bound));
}

/* How `what` names it: 2 by its UUID, 1 by words of its object, 0 not. */
static int item_named(struct arena *arena, const struct item *i, const char *what)
{
	if (strcmp(i->id, what) == 0)
		return 2;
	return text_contains_folded(text_fold(arena, i->object), text_fold(arena, what));
}

static void item_refuse(const struct app *a, const char *what, size_t found, struct error *e)
{
	if (found > 1 && what == NULL)
		error_set(e, ERR_REFUSED, "%zu engagements sont à tenir : dites lequel", found);
	else if (found > 1)
		error_set(e, ERR_REFUSED, "%zu engagements disent « %s » : dites-en plus", found, what);
	else
		error_set(e, ERR_NOT_FOUND, "%s", what != NULL ? "cette personne n'a pas cet engagement" : "aucun engagement n'est à tenir");
	error_set_remedy(e, "Nommez-le par des mots de son objet : jalon afficher engagements %s", a->file.id);
}

const struct item *plain_item(const struct app *a, const struct commitment_file *f, const char *what, struct error *e)
{
	const struct item *found = NULL;
	struct arena arena = {0};
	size_t count = 0;

	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];
		int named = what == NULL ? item_is_open(x) : item_named(&arena, x, what);

		if (named == 0)
			continue;
		found = x;
		count = named == 2 ? 1 : count + 1;
		if (named == 2)
			break;
	}
	arena_free(&arena);
	if (count != 1)
		item_refuse(a, what, count, e);
	return count == 1 ? found : NULL;
}

/* --- a contract ------------------------------------------------------------------------------------------------------ */

const struct contract *plain_contract_pending(const struct app *a, const struct commitment_file *f, struct error *e)
{
	for (size_t i = 0; i < f->contract_count; i++)
		if (contract_pending(&f->contracts[i]) != NULL)
			return &f->contracts[i];
	error_set(e, ERR_NOT_FOUND, "aucun contrat ni avenant n'attend de signature");
	error_set_remedy(e, "Préparez-en un : jalon contrat preparer %s", a->file.id);
	return NULL;
}

const struct contract *plain_contract_in_force(const struct app *a, const struct commitment_file *f, struct error *e)
{
	const struct contract_version *v;
	const struct contract *c = commitment_contract(f, a->now.day, &v);

	if (c != NULL)
		return c;
	error_set(e, ERR_NOT_FOUND, "aucun contrat n'est en vigueur");
	error_set_remedy(e, "Ses contrats : jalon afficher engagements %s", a->file.id);
	return NULL;
}
