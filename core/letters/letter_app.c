/* The letters of an application: what to ask for, whether it is there, who the référent is. */
#include <string.h>

#include "core/letters/letter_private.h"
#include "core/views/view_hours.h"

static bool needs_commitments(enum letter_kind k)
{
	return k != LETTER_HELD && !letter_is_of_training(k);
}

static bool model_waits(const struct model *m, const char *held, const char *id)
{
	return strcmp(held, id) != 0 || (m->state != LOAD_READY && m->state != LOAD_ASKED);
}

void letter_load(struct app *a, enum letter_kind k, const char *id)
{
	if (needs_commitments(k) && model_waits(&a->commitments.m, a->commitments.id, id))
		app_load_commitments(a, id);
	if (k == LETTER_ATTENDANCE)
		view_hours_load(a, id, DATE_NONE);
	if (k == LETTER_HELD)
		app_load_held(a, id);
	if (letter_is_of_training(k) && model_waits(&a->training.m, a->training.id, id))
		app_load_training(a, id);
}

/* The worse of the two: failed, then still asked, then ready. */
static enum load_state state_of(const struct model *m, const char *held, const char *id, enum load_state so_far, struct error *e)
{
	enum load_state s = strcmp(held, id) == 0 ? m->state : LOAD_NEVER;

	if (so_far == LOAD_FAILED || s == LOAD_READY)
		return so_far;
	if (s == LOAD_FAILED)
		*e = m->error;
	return s == LOAD_FAILED ? LOAD_FAILED : LOAD_ASKED;
}

enum load_state letter_state(const struct app *a, enum letter_kind k, const char *id, struct error *e)
{
	enum load_state s = a->session != NULL ? LOAD_READY : LOAD_ASKED;

	if (needs_commitments(k))
		s = state_of(&a->commitments.m, a->commitments.id, id, s, e);
	if (k == LETTER_ATTENDANCE)
		s = state_of(&a->hours.m, a->hours.id, id, s, e);
	if (k == LETTER_HELD)
		s = state_of(&a->held.m, a->held.id, id, s, e);
	if (letter_is_of_training(k))
		s = state_of(&a->training.m, a->training.id, id, s, e);
	return s;
}

static bool training_find(struct arena *arena, const struct app *a, struct letter_facts *out)
{
	const struct training_file *t = a->training.file;

	if (t == NULL)
		return false;
	out->training = t;
	out->funders = app_funders(a);
	out->id = t->request.person;
	out->counsellor = app_account_name(a, arena, t->request.referent_login);
	return true;
}

static bool facts_find(struct arena *arena, const struct app *a, enum letter_kind k, struct letter_facts *out)
{
	*out = (struct letter_facts){.session = a->session, .book = app_rules(a), .today = app_today(a), .counsellor = "", .id = ""};
	if (k == LETTER_HELD) {
		out->held = a->held.file;
		out->id = a->held.id;
		return out->held != NULL;
	}
	if (letter_is_of_training(k))
		return training_find(arena, a, out);
	out->commitments = a->commitments.file;
	out->id = a->commitments.id;
	if (out->commitments == NULL)
		return false;
	out->counsellor = app_counsellor_name(a, arena, out->commitments);
	out->hours = a->hours.file;
	return k != LETTER_ATTENDANCE || out->hours != NULL;
}

bool letter_write(struct arena *arena, const struct app *a, enum letter_kind k, struct letter *out, struct error *e)
{
	const struct letter_templates *letters = app_letters(a);
	struct letter_facts f;

	if (letters == NULL) {
		error_set(e, ERR_CONFIG, "les lettres n'ont pas pu être lues");
		error_set_remedy(e, "Voyez config/letters, ou « jalon imprimer » qui dit ce qui manque");
		return false;
	}
	if (!facts_find(arena, a, k, &f)) {
		error_set(e, ERR_NOT_FOUND, "identifiant inexistant ou hors de votre portée");
		error_set_remedy(e, "Cherchez la personne : jalon afficher recherche NOM");
		return false;
	}
	return letter_fill(arena, letters, k, &f, out, e);
}
