/* Finding the training request that a command is about. See training_find.h. */
#include "tui/verbs/training_find.h"

#include <string.h>

#include "core/base/text.h"
#include "core/training/stages.h"
#include "tui/verbs/options.h"

enum { UUID_LENGTH = 36, RANK_MAX = 10000 };

bool training_fits_step(const struct training *t, enum training_step step)
{
	return training_transition_find(t->stage, step) != NULL;
}

bool training_fits_open(const struct training *t, enum training_step step)
{
	(void)step;
	return training_is_open(t->stage);
}

bool training_fits_before_entry(const struct training *t, enum training_step step)
{
	(void)step;
	return training_is_open(t->stage) && !training_is_entered(t->stage);
}

bool training_fits_funder(const struct training *t, enum training_step step)
{
	(void)step;
	return training_is_at_funder(t->stage);
}

bool training_fits_pieces(const struct training *t, enum training_step step)
{
	(void)step;
	return t->pieces_waiting > 0;
}

bool training_fits_entered(const struct training *t, enum training_step step)
{
	(void)step;
	return t->stage == TRAINING_ENTERED;
}

bool training_is_named_by_id(const char *who)
{
	return strlen(who) == UUID_LENGTH && who[8] == '-' && who[13] == '-';
}

/* --- among those of a person ------------------------------------------------------------------------------------------ */

static void find_refuse(const struct app *a, const char *named, size_t found, struct error *e)
{
	if (found > 1 && named == NULL)
		error_set(e, ERR_REFUSED, "cette personne a %zu demandes de formation en cours : dites laquelle", found);
	else if (found > 1)
		error_set(e, ERR_REFUSED, "%zu demandes de formation disent « %s » : dites-en plus", found, named);
	else
		error_set(e, ERR_NOT_FOUND, "%s", named != NULL ? "cette personne n'a pas cette demande de formation"
		                                                : "cette personne n'a aucune demande de formation");
	if (found == 0 && named == NULL)
		error_set_remedy(e, "Évoquez-en une : jalon formation evoquer %s --intitule « titre »", a->file.id);
	else
		error_set_remedy(e, "--demande, son rang ou des mots de son intitulé : jalon afficher formation %s", a->file.id);
}

static bool title_says(const struct training *t, const char *words)
{
	struct arena arena = {0};
	bool says = text_contains_folded(text_fold(&arena, t->title), text_fold(&arena, words));

	arena_free(&arena);
	return says;
}

/* Words that several titles hold name the open one among them, when there is but one. */
static const struct training *named_find(const struct app *a, const char *named, struct error *e)
{
	const struct person_file *f = a->file.file;
	const struct training *found = NULL, *open = NULL;
	size_t count = 0, open_count = 0;
	int rank;

	if (option_parse_int(named, 1, RANK_MAX, &rank)) {
		if ((size_t)rank > f->training_count)
			find_refuse(a, named, 0, e);
		return (size_t)rank > f->training_count ? NULL : &f->trainings[rank - 1];
	}
	for (size_t i = 0; i < f->training_count; i++) {
		if (!title_says(&f->trainings[i], named))
			continue;
		found = &f->trainings[i];
		count++;
		if (training_is_open(found->stage)) {
			open = found;
			open_count++;
		}
	}
	if (count == 1 || open_count == 1)
		return count == 1 ? found : open;
	find_refuse(a, named, count, e);
	return NULL;
}

/* The open one that suits, the file has the furthest along first; the only open one, when none does: the act then says what
 * can be done from there. */
static const struct training *fitting_find(const struct app *a, const struct training_which *w, struct error *e)
{
	const struct person_file *f = a->file.file;
	const struct person_facts *p = &f->person;
	const struct training *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < p->training_count; i++)
		if (w->fits(&p->trainings[i], w->step)) {
			found = count == 0 ? &p->trainings[i] : found;
			count++;
		}
	if (count == 0 && p->training_count > 0) {
		found = &p->trainings[0];
		count = p->training_count;
	} else if (count == 0 && f->training_count > 0) {
		found = &f->trainings[0]; /* closed: the act says so */
		count = 1;
	}
	if (count == 1 || (w->furthest && count > 0))
		return found;
	find_refuse(a, NULL, count, e);
	return NULL;
}

const struct training *plain_training_of(const struct app *a, const struct training_which *w, struct error *e)
{
	return w->named != NULL ? named_find(a, w->named, e) : fitting_find(a, w, e);
}

/* --- its page ----------------------------------------------------------------------------------------------------------- */

static void training_not_in_reach(struct error *e)
{
	error_set(e, ERR_NOT_FOUND, "demande de formation inexistante ou hors de votre portée");
	error_set_remedy(e, "Les demandes : jalon afficher formations");
}

const struct training_file *plain_training(struct plain_app *p, const struct training_which *w, struct error *e)
{
	struct app *a = &p->app;
	const char *id = w->who;

	if (!training_is_named_by_id(w->who)) {
		const struct training *t = plain_training_of(a, w, e);

		if (t == NULL)
			return NULL;
		id = t->id;
	}
	app_load_training(a, id);
	if (!plain_wait(p, &a->training.m, e))
		return NULL;
	if (a->training.file == NULL)
		training_not_in_reach(e);
	return a->training.file;
}
