/* Waiting for a training request to be read, then the form that was asked for; what its next step is; what the forms share. */
#include "tui/forms/forms_training.h"

#include <stdint.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/screens.h"

/* --- the request as it was when the form opened -------------------------------------------------------------- */

static const char *extra_request(struct arena *arena, const char *extra)
{
	return arena_strndup(arena, extra, strcspn(extra, " "));
}

const char *training_extra_object(const char *extra)
{
	size_t length = strcspn(extra, " ");
	return extra + length + (extra[length] == ' ');
}

static struct training request_copy(struct arena *arena, const struct training *t)
{
	struct training copy = *t;
	const char **const strings[] = {&copy.id, &copy.person, &copy.person_last_name, &copy.person_first_name, &copy.referent_login,
		&copy.title, &copy.trade, &copy.aim, &copy.body, &copy.place, &copy.basin, &copy.session, &copy.funder};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		*strings[i] = *strings[i] != NULL ? arena_strdup(arena, *strings[i]) : "";
	return copy;
}

static const struct training_piece *piece_copy(struct arena *arena, const struct training_file *f, const char *id)
{
	for (size_t i = 0; i < f->piece_count; i++)
		if (strcmp(f->pieces[i].id, id) == 0) {
			struct training_piece *copy = arena_alloc(arena, sizeof *copy);
			*copy = f->pieces[i];
			copy->id = arena_strdup(arena, copy->id);
			copy->kind = arena_strdup(arena, copy->kind);
			copy->object = arena_strdup(arena, copy->object);
			return copy;
		}
	return NULL;
}

static const struct funding_line *line_copy(struct arena *arena, const struct training_file *f, const char *id)
{
	for (size_t i = 0; i < f->line_count; i++)
		if (strcmp(f->lines[i].id, id) == 0) {
			struct funding_line *copy = arena_alloc(arena, sizeof *copy);
			*copy = f->lines[i];
			copy->id = arena_strdup(arena, copy->id);
			copy->funder = arena_strdup(arena, copy->funder);
			copy->reason = arena_strdup(arena, copy->reason);
			return copy;
		}
	return NULL;
}

static const struct company_period *period_copy(struct arena *arena, const struct training_file *f, const char *id)
{
	for (size_t i = 0; i < f->period_count; i++)
		if (strcmp(f->periods[i].id, id) == 0) {
			struct company_period *copy = arena_alloc(arena, sizeof *copy);
			*copy = f->periods[i];
			copy->id = arena_strdup(arena, copy->id);
			copy->kind = arena_strdup(arena, copy->kind);
			copy->host = arena_strdup(arena, copy->host);
			copy->training = copy->trade = copy->aim = copy->debrief = copy->despite = "";
			return copy;
		}
	return NULL;
}

struct form_context *training_context(struct ui *ui, const char *extra, const char *typed)
{
	struct arena arena = {0};
	const struct training_file *f = app_training(ui->app, extra_request(&arena, extra));
	arena_free(&arena);
	if (f == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Cette demande de formation n'est plus à l'écran%s%s", typed[0] != '\0' ? ". Vous aviez écrit : " : "",
		        typed);
		return NULL;
	}
	struct form_context *c = form_context_new(ui, f->request.person);
	struct training_held *held = arena_alloc(&c->arena, sizeof *held);
	const char *object = training_extra_object(extra);
	c->extra = arena_strdup(&c->arena, extra);
	*held = (struct training_held){.request = request_copy(&c->arena, &f->request), .piece = piece_copy(&c->arena, f, object),
		.line = line_copy(&c->arena, f, object), .period = period_copy(&c->arena, f, object)};
	c->object = held;
	return c;
}

struct training_held *training_held(const struct form_context *c)
{
	return (struct training_held *)(uintptr_t)c->object; /* made by training_context() */
}

const char *training_title(struct form_context *c, const char *what)
{
	return arena_format(&c->arena, "%s · %s", what, c->name);
}

const char *typed_value(const struct sent_form *sent, size_t field, const char *first)
{
	return sent != NULL ? sent->values[field] : first;
}

const struct code_label *funder_choices(struct form_context *c, const struct app *a)
{
	const struct funder_list *all = app_funders(a);
	size_t count = all != NULL ? all->count : 0;
	struct code_label *choices = arena_array(&c->arena, count + 1, sizeof *choices);
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct code_label){all->items[i].code, all->items[i].label};
	return choices;
}

/* --- what comes next ------------------------------------------------------------------------------------------- */

static void step_open(struct ui *ui, const char *extra, enum training_step step, const struct sent_form *sent)
{
	switch (step) {
	case STEP_PROJECT: training_project_start(ui, extra, sent); break;
	case STEP_ASK_PIECES: training_pieces_start(ui, extra, sent); break;
	case STEP_COMPLETE: training_piece_start(ui, extra, sent); break;
	default: training_step_start(ui, extra, step, sent); break;
	}
}

static void step_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	step_open(ui, c->extra, (enum training_step)training_step_from_code(code), NULL);
}

/* While another holds the file, an exchange is a reminder: it comes first. */
static const char *reminder_label(enum training_stage stage)
{
	return stage == TRAINING_FILED    ? "relancer le financeur, et noter l'échange"
	       : stage == TRAINING_FUNDED ? "relancer l'organisme, et noter l'échange"
	                                  : NULL;
}

/* Several ways are open: what was answered, or a reminder. */
static void next_choose(struct ui *ui, const struct training *t)
{
	struct form_context *c = training_context(ui, t->id, "");
	enum training_step steps[STEP_COUNT], next = training_next_step(t);
	struct code_label items[STEP_COUNT];
	const char *reminder = reminder_label(t->stage);
	size_t open = training_steps_from(t->stage, steps), count = 0;
	if (reminder != NULL)
		items[count++] = (struct code_label){training_step_code(STEP_EXCHANGE), reminder};
	else
		items[count++] = (struct code_label){training_step_code(next), training_step_label(next)};
	for (size_t i = 0; i < open; i++)
		if (steps[i] != (reminder != NULL ? STEP_EXCHANGE : next))
			items[count++] = (struct code_label){training_step_code(steps[i]), training_step_label(steps[i])};
	ui_show_popup(ui, chooser_new(training_title(c, "Suite de la demande"), items, count, step_chosen, c, form_context_free));
}

static void next_open(struct ui *ui, const struct training *t)
{
	enum training_step step = training_next_step(t);
	bool several = t->stage == TRAINING_FILED || t->stage == TRAINING_COUNTERED || t->stage == TRAINING_REFUSED || t->stage == TRAINING_FUNDED ||
	               (t->stage == TRAINING_PIECES && t->pieces_waiting == 0);
	if (step == STEP_COUNT)
		app_say(ui->app, MESSAGE_INFO, "Rien n'est plus à faire sur cette demande : %s", training_stage_label(t->stage));
	else if (several)
		next_choose(ui, t);
	else if (step == STEP_PREPARE && t->preconditions_missing > 0)
		training_precondition_start(ui, t->id, NULL);
	else if (step == STEP_FUND && !training_is_dated(t))
		training_edit_start(ui, t->id, NULL);
	else if (step == STEP_FUND && t->costs_missing != 0)
		funding_line_start(ui, t->id, NULL);
	else
		step_open(ui, t->id, step, NULL);
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static void about_open(struct ui *ui, enum training_about about, const char *extra, const struct sent_form *sent)
{
	struct arena arena = {0};
	const struct training_file *f = app_training(ui->app, extra_request(&arena, extra));
	arena_free(&arena);
	switch (about) {
	case TRAINING_ABOUT_NEXT:
		if (f != NULL)
			next_open(ui, &f->request);
		break;
	case TRAINING_ABOUT_EDIT: training_edit_start(ui, extra, sent); break;
	case TRAINING_ABOUT_PROJECT: training_project_start(ui, extra, sent); break;
	case TRAINING_ABOUT_PRECONDITION: training_precondition_start(ui, extra, sent); break;
	case TRAINING_ABOUT_PIECES: training_pieces_start(ui, extra, sent); break;
	case TRAINING_ABOUT_PIECE: training_piece_start(ui, extra, sent); break;
	case TRAINING_ABOUT_LINE: funding_line_start(ui, extra, sent); break;
	case TRAINING_ABOUT_LINE_DECIDE: funding_decide_start(ui, extra, sent); break;
	case TRAINING_ABOUT_ABSENCE: training_absence_start(ui, extra, sent); break;
	case TRAINING_ABOUT_DEBRIEF: training_debrief_start(ui, extra, sent); break;
	default: step_open(ui, extra, (enum training_step)(about - TRAINING_ABOUT_STEP), sent); break;
	}
}

static void training_ask(struct app *a, int which, const char *id)
{
	(void)which;
	if (a->training.m.state != LOAD_ASKED || strcmp(a->training.id, id) != 0)
		app_load_training(a, id);
}

static enum load_state training_state(const struct app *a, int which, const char *id, struct error *e)
{
	const struct training_model *m = &a->training;
	(void)which;
	*e = m->m.error;
	if (strcmp(m->id, id) != 0 || (m->m.state == LOAD_READY && m->file == NULL))
		return LOAD_NEVER;
	return m->m.state;
}

/* which: the form, TRAINING_ABOUT_COUNT further when it comes back with what was typed. */
static void training_there(struct ui *ui, int which, const char *id)
{
	const struct sent_form *sent = which >= TRAINING_ABOUT_COUNT ? form_sent_last(ui) : NULL;
	about_open(ui, (enum training_about)(which % TRAINING_ABOUT_COUNT), sent != NULL ? sent->extra : id, sent);
}

static const struct wait_source training_source = {"Lecture de la demande de formation…", training_ask, training_state, training_there};

void training_form(struct ui *ui, enum training_about about, const char *training_id)
{
	form_wait_source(ui, &training_source, (int)about, training_id);
}

void training_form_again(struct ui *ui, enum training_about about, const struct sent_form *sent)
{
	struct arena arena = {0};
	form_wait_source(ui, &training_source, (int)about + TRAINING_ABOUT_COUNT, extra_request(&arena, sent->extra));
	arena_free(&arena);
}

void training_form_at(struct ui *ui, enum training_about about, const struct training *t, const char *object)
{
	struct arena arena = {0};
	about_open(ui, about, arena_format(&arena, "%s%s%s", t->id, object[0] != '\0' ? " " : "", object), NULL);
	arena_free(&arena);
}

/* --- by action ------------------------------------------------------------------------------------------------------ */

bool training_form_of_action(struct ui *ui, enum action_id action, const char *training_id)
{
#define OF_STEP(step) (enum training_about)(TRAINING_ABOUT_STEP + (step))
	static const struct { enum action_id action; enum training_about about; } forms[] = {
		{ACTION_TRAINING_DO, TRAINING_ABOUT_NEXT}, {ACTION_TRAINING_EDIT, TRAINING_ABOUT_EDIT},
		{ACTION_TRAINING_PROJECT, TRAINING_ABOUT_PROJECT}, {ACTION_TRAINING_PRECONDITION, TRAINING_ABOUT_PRECONDITION},
		{ACTION_TRAINING_READY, OF_STEP(STEP_PREPARE)}, {ACTION_TRAINING_FILE, OF_STEP(STEP_FILE)},
		{ACTION_TRAINING_REWORK, OF_STEP(STEP_REWORK)}, {ACTION_TRAINING_FUND, OF_STEP(STEP_FUND)},
		{ACTION_TRAINING_ENTER, OF_STEP(STEP_ENTER)}, {ACTION_TRAINING_CHECK, OF_STEP(STEP_CHECK)},
		{ACTION_TRAINING_END, OF_STEP(STEP_END)}, {ACTION_TRAINING_FOLLOW, OF_STEP(STEP_FOLLOW)},
		{ACTION_TRAINING_DROP, OF_STEP(STEP_DROP)}, {ACTION_TRAINING_GRANT, OF_STEP(STEP_GRANT)},
		{ACTION_TRAINING_REFUSE, OF_STEP(STEP_REFUSE)}, {ACTION_TRAINING_COUNTER, OF_STEP(STEP_COUNTER)},
		{ACTION_TRAINING_ASK_PIECES, TRAINING_ABOUT_PIECES}, {ACTION_TRAINING_ACCEPT, OF_STEP(STEP_ACCEPT)},
		{ACTION_TRAINING_DECLINE, OF_STEP(STEP_DECLINE)}, {ACTION_TRAINING_CONTEST, OF_STEP(STEP_CONTEST)},
		{ACTION_TRAINING_RECEIVE, TRAINING_ABOUT_PIECE}, {ACTION_TRAINING_LINE, TRAINING_ABOUT_LINE},
		{ACTION_TRAINING_EXCHANGE, OF_STEP(STEP_EXCHANGE)}, {ACTION_TRAINING_ABSENCE, TRAINING_ABOUT_ABSENCE},
	};
#undef OF_STEP
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (forms[i].action == action) {
			training_form(ui, forms[i].about, training_id);
			return true;
		}
	return false;
}

/* --- from a person ---------------------------------------------------------------------------------------------------- */

static void request_chosen(struct ui *ui, void *ctx, const char *code)
{
	(void)ctx;
	ui_open_screen(ui, &screen_training, code);
}

static void requests_choose(struct ui *ui, const char *id, const struct training *items, size_t count)
{
	struct form_context *c = form_context_new(ui, id);
	struct code_label *choices = arena_array(&c->arena, count + 1, sizeof *choices);
	size_t open = 0;
	for (size_t i = 0; i < count; i++)
		if (training_is_open(items[i].stage))
			choices[open++] = (struct code_label){arena_strdup(&c->arena, items[i].id),
				arena_format(&c->arena, "%s · %s", text_safe(&c->arena, items[i].title), training_stage_label(items[i].stage))};
	if (open == 1)
		ui_open_screen(ui, &screen_training, choices[0].code);
	else if (open > 1)
		ui_show_popup(ui, chooser_new(training_title(c, "Quelle demande ?"), choices, open, request_chosen, NULL, NULL));
	else
		app_say(ui->app, MESSAGE_INFO, "Aucune demande de formation n'est ouverte pour %s", c->name);
	form_context_free(c);
}

void training_open_for(struct ui *ui, const char *id)
{
	const struct judged_person *p = app_person(ui->app, id);
	if (p != NULL)
		requests_choose(ui, id, p->facts->trainings, p->facts->training_count);
}
