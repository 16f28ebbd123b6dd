/* Several slots offered: what is offered, on screen and on paper; then the one chosen, or none. */
#include "tui/forms/forms_rdv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/screens/screens.h"

#define SLOTS_LEAST 2
#define SLOTS_MOST 6
#define SLOTS_SHOWN 200
#define WITHDRAW "retirer"
#define SHOW "relire"
#define CHOOSE "choisir:" /* before the slot's place */

enum { PROPOSE_MINUTES, PROPOSE_KIND, PROPOSE_PLACE, PROPOSE_TEXT, PROPOSE_FIELDS };

static void propose_open(struct ui *ui, const char *id, const struct sent_form *sent);

static void propose_again(struct ui *ui, const struct sent_form *sent)
{
	propose_open(ui, sent->id, sent);
}

/* --- the slots ---------------------------------------------------------------------------------------------------- */

struct propose_asked { struct form_context *c; const char *values[PROPOSE_FIELDS]; int minutes; };

static void propose_free(void *ctx)
{
	struct propose_asked *asked = ctx;
	form_context_free(asked->c);
	free(asked);
}

/* The paper to hand over is shown at once: it is what was just picked. */
static void propose_show(struct ui *ui, const struct propose_asked *asked, struct moment *slots, size_t count)
{
	struct arena arena = {0};
	const struct proposal p = {.id = "", .person = asked->c->id, .name = asked->c->name, .kind = asked->values[PROPOSE_KIND],
		.place = asked->values[PROPOSE_PLACE], .minutes = asked->minutes, .slots = slots, .slot_count = count,
		.made = app_today(ui->app), .text = asked->values[PROPOSE_TEXT]};
	struct view_why why = view_proposal(&arena, ui->app, &p);
	why_show(ui, &why);
	arena_free(&arena);
}

static void slots_picked(struct ui *ui, void *ctx, const char *const *codes, size_t count)
{
	const struct propose_asked *asked = ctx;
	struct moment slots[SLOTS_MOST] = {0};
	struct error e = {0};
	for (size_t i = 0; i < count && i < SLOTS_MOST; i++)
		moment_parse(codes[i], &slots[i]);
	if (!act_proposal_make(ui->app, asked->c->id, slots, count, asked->minutes, asked->values[PROPOSE_KIND],
	                       asked->values[PROPOSE_PLACE], asked->values[PROPOSE_TEXT], &e)) {
		struct sent_form sent = {.extra = "", .error = e};
		snprintf(sent.id, sizeof sent.id, "%s", asked->c->id);
		memcpy(sent.values, asked->values, sizeof asked->values);
		propose_open(ui, asked->c->id, &sent);
		return;
	}
	form_sent_values(ui, asked->c, asked->values, PROPOSE_FIELDS, propose_again);
	propose_show(ui, asked, slots, count);
}

static bool propose_pick(struct ui *ui, const struct form_context *from, const char *const *values, struct error *e)
{
	struct propose_asked *asked = mem_alloc(sizeof *asked);
	asked->c = form_context_new(ui, from->id);
	struct arena *arena = &asked->c->arena;
	for (size_t i = 0; i < PROPOSE_FIELDS; i++)
		asked->values[i] = arena_strdup(arena, values[i]);
	asked->minutes = (int)strtol(values[PROPOSE_MINUTES], NULL, 10);
	struct view_slots v = view_slots(arena, ui->app, app_today(ui->app), asked->minutes, 0, SLOTS_SHOWN);
	if (v.count < SLOTS_LEAST) {
		error_set(e, ERR_REFUSED, "Pas assez de créneaux libres de cette durée");
		error_set_remedy(e, "Essayez une durée plus courte, ou donnez directement un rendez-vous");
		snprintf(e->field, sizeof e->field, "minutes");
		propose_free(asked);
		return false;
	}
	struct code_label *items = arena_array(arena, v.count, sizeof *items);
	char text[MOMENT_TEXT];
	for (size_t i = 0; i < v.count; i++) {
		const char *note = v.rows[i].busy_note[0] != '\0' ? arena_format(arena, " · %s", v.rows[i].busy_note) : "";
		items[i] = (struct code_label){arena_strdup(arena, moment_format(v.rows[i].period.from, text)),
		                               arena_format(arena, "%s%s", v.rows[i].text, note)};
	}
	const char *title = arena_format(arena, "Créneaux à proposer · %s", asked->c->name);
	ui_show_popup(ui, picklist_new(title, items, v.count, SLOTS_LEAST, SLOTS_MOST, slots_picked, asked, propose_free));
	return true;
}

static bool propose_asked(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	return propose_pick(ui, ctx, values, e);
}

static void propose_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct rdv_start usual = rdv_usual(c, ui, id);
	struct field_spec all[RDV_FIELDS], fields[PROPOSE_FIELDS];
	rdv_fields(c, NULL, &usual, all);
	fields[PROPOSE_MINUTES] = all[RDV_MINUTES];
	fields[PROPOSE_KIND] = all[RDV_KIND];
	fields[PROPOSE_PLACE] = all[RDV_PLACE];
	fields[PROPOSE_TEXT] = (struct field_spec){.name = "texte", .label = "Texte", .max = 500, .initial = "",
		.hint = "Facultatif : ce qui est dit avec les créneaux, sur le papier"};
	for (size_t i = 0; sent != NULL && i < PROPOSE_FIELDS; i++)
		fields[i].initial = sent->values[i];
	form_show(ui, form_new(arena_format(&c->arena, "Proposer des créneaux · %s", c->name), fields, PROPOSE_FIELDS, propose_asked, c,
	                       form_context_free), FORM_RDV_PROPOSE, c, sent);
}

static void propose_ready(struct ui *ui, const char *id)
{
	(void)id;
	propose_again(ui, form_sent_last(ui));
}

/* What is typed is checked against the agenda: it is read first. */
void propose_resume(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_AGENDA, sent->id, propose_ready);
}

/* --- the choice --------------------------------------------------------------------------------------------------- */

static const struct proposal *proposal_of(const struct app *a, const char *id)
{
	const struct agenda_facts *facts = a->agenda.facts;
	for (size_t i = 0; facts != NULL && i < facts->proposal_count; i++)
		if (strcmp(facts->proposals[i].person, id) == 0)
			return &facts->proposals[i];
	return NULL;
}

static void choice_made(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct proposal *p = proposal_of(ui->app, c->id);
	struct error e = {0};
	struct arena arena = {0};
	bool ok = true;
	if (p == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Cette proposition n'est plus ouverte.");
	} else if (strcmp(code, SHOW) == 0) {
		struct view_why why = view_proposal(&arena, ui->app, p);
		why_show(ui, &why);
	} else if (strcmp(code, WITHDRAW) == 0) {
		ok = act_proposal_withdraw(ui->app, p, &e);
	} else {
		ok = act_proposal_choose(ui->app, p, (size_t)strtoul(code + strlen(CHOOSE), NULL, 10), &e);
	}
	if (!ok)
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
	arena_free(&arena);
}

static void choice_ask(struct ui *ui, const char *id, const struct proposal *p)
{
	struct form_context *c = form_context_new(ui, id);
	struct code_label *items = arena_array(&c->arena, p->slot_count + 2, sizeof *items);
	size_t count = 0;
	char text[32];
	for (size_t i = 0; i < p->slot_count; i++)
		items[count++] = (struct code_label){arena_format(&c->arena, CHOOSE "%zu", i),
			arena_format(&c->arena, "Choisi : %s", moment_format_day(p->slots[i], text))};
	items[count++] = (struct code_label){SHOW, "Relire ce qui a été proposé"};
	items[count++] = (struct code_label){WITHDRAW, "Retirer la proposition"};
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Proposition en cours · %s", c->name), items, count, choice_made, c,
	                              form_context_free));
}

static void propose_start(struct ui *ui, const char *id)
{
	const struct proposal *p = proposal_of(ui->app, id);
	if (p != NULL)
		choice_ask(ui, id, p);
	else
		propose_open(ui, id, NULL);
}

static void propose_wait(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_AGENDA, id, propose_start);
}

void form_rdv_propose(struct ui *ui, const char *id)
{
	if (!rdv_may_give(ui))
		return;
	if (id[0] == '\0')
		rdv_choose_person(ui, "Proposer à qui ?", id, propose_wait);
	else
		propose_wait(ui, id);
}
