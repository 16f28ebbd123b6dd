/* Waiting for the commitments of a person, then the form that was asked for; what the forms look up in them. */
#include "tui/forms/forms_commitment.h"

#include <string.h>

#include "core/base/text.h"

typedef void (*commitment_start)(struct ui *ui, const char *id, const struct sent_form *sent);
static const commitment_start starts[ABOUT_COUNT] = {
	[ABOUT_PREPARE] = prepare_start, [ABOUT_AMEND] = amend_start, [ABOUT_SIGN] = sign_start, [ABOUT_CHOOSE] = choose_start,
	[ABOUT_CLOSE] = close_start, [ABOUT_EXCUSE] = excuse_item_start, [ABOUT_REMEDIAL] = remedial_start,
	[ABOUT_DELIVERY] = delivery_start, [ABOUT_ORIENTATION] = orientation_start, [ABOUT_DIAGNOSTIC] = diagnostic_start,
	[ABOUT_RIGHTS] = rights_start, [ABOUT_REQUEST] = request_start, [ABOUT_ANSWER] = answer_start,
};

/* --- waiting ------------------------------------------------------------------------------------------- */

static void commitments_ask(struct app *a, int which, const char *id)
{
	(void)which;
	if (a->commitments.m.state != LOAD_ASKED || strcmp(a->commitments.id, id) != 0)
		app_load_commitments(a, id);
}

static enum load_state commitments_state(const struct app *a, int which, const char *id, struct error *e)
{
	const struct commitments_model *m = &a->commitments;
	(void)which;
	*e = m->m.error;
	if (strcmp(m->id, id) != 0 || (m->m.state == LOAD_READY && m->file == NULL))
		return LOAD_NEVER;
	return m->m.state;
}

/* which: the form, ABOUT_COUNT further when it comes back with what was typed. */
static void commitments_there(struct ui *ui, int which, const char *id)
{
	const struct sent_form *sent = which >= ABOUT_COUNT ? form_sent_last(ui) : NULL;
	starts[which % ABOUT_COUNT](ui, id, sent);
}

static const struct wait_source commitments_source = {"Lecture des engagements…", commitments_ask, commitments_state, commitments_there};

void commitment_form(struct ui *ui, enum commitment_form about, const char *id)
{
	if (id[0] == '\0')
		app_say(ui->app, MESSAGE_WARNING, "%s", "Choisissez d'abord une personne.");
	else
		form_wait_source(ui, &commitments_source, (int)about, id);
}

void commitment_form_again(struct ui *ui, enum commitment_form about, const struct sent_form *sent)
{
	form_wait_source(ui, &commitments_source, (int)about + ABOUT_COUNT, sent->id);
}

/* --- looking up ----------------------------------------------------------------------------------------- */

const struct contract *commitment_find_contract(const struct app *a, const char *contract_id)
{
	const struct commitment_file *f = a->commitments.file;
	for (size_t i = 0; f != NULL && i < f->contract_count; i++)
		if (strcmp(f->contracts[i].id, contract_id) == 0)
			return &f->contracts[i];
	return NULL;
}

const struct item *commitment_find_item(const struct app *a, const char *item_id)
{
	const struct commitment_file *f = a->commitments.file;
	for (size_t i = 0; f != NULL && i < f->item_count; i++)
		if (strcmp(f->items[i].id, item_id) == 0)
			return &f->items[i];
	return NULL;
}

const struct contract *commitment_running(const struct app *a)
{
	const struct commitment_file *f = a->commitments.file;
	const struct contract *c = f != NULL ? commitment_contract(f, app_today(a).day, NULL) : NULL;
	for (size_t i = 0; c == NULL && f != NULL && i < f->contract_count; i++)
		if (contract_last_signed(&f->contracts[i]) != NULL && !date_is_set(f->contracts[i].closed))
			c = &f->contracts[i];
	return c;
}

const struct contract *commitment_waiting(const struct app *a)
{
	const struct commitment_file *f = a->commitments.file;
	for (size_t i = 0; f != NULL && i < f->contract_count; i++)
		if (contract_pending(&f->contracts[i]) != NULL)
			return &f->contracts[i];
	return NULL;
}

static struct contract_version version_copy(struct arena *arena, const struct contract_version *v)
{
	struct contract_version copy = *v;
	copy.objectives = arena_strdup(arena, v->objectives);
	copy.reason = arena_strdup(arena, v->reason);
	copy.prepared_by = arena_strdup(arena, v->prepared_by);
	copy.signatory = arena_strdup(arena, v->signatory);
	copy.signed_by = arena_strdup(arena, v->signed_by);
	return copy;
}

struct contract *contract_copy(struct arena *arena, const struct contract *c)
{
	struct contract *copy = arena_alloc(arena, sizeof *copy);
	*copy = *c;
	copy->id = arena_strdup(arena, c->id);
	copy->closing = arena_strdup(arena, c->closing);
	copy->closing_text = arena_strdup(arena, c->closing_text);
	copy->choice_reason = arena_strdup(arena, c->choice_reason);
	copy->follows = arena_strdup(arena, c->follows);
	copy->versions = arena_array(arena, c->version_count, sizeof *copy->versions);
	for (size_t i = 0; i < c->version_count; i++)
		copy->versions[i] = version_copy(arena, &c->versions[i]);
	return copy;
}

const char *weekly_typed(struct arena *arena, int minutes)
{
	if (minutes < 0)
		return "";
	return minutes % 60 == 0 ? arena_format(arena, "%dh", minutes / 60) : arena_format(arena, "%dh%02d", minutes / 60, minutes % 60);
}
