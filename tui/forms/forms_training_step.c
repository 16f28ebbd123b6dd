/* What happens to a training request and has no form of its own: filed, answered, funded, entered, ended, followed, given up, or
 * a word exchanged. One form, whose fields are those that the step needs. */
#include <stdio.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "tui/forms/forms_training.h"

#define TEXT_MAX 2000
#define GROUNDS_MOST 16

/* All that a step may need; a form shows some of them. */
enum { STEP_ON, STEP_FUNDER, STEP_WITH, STEP_GROUND, STEP_OFFER, STEP_NO_OFFER, STEP_DESPITE, STEP_NO_INCOME, STEP_PLACE, STEP_LAST,
	STEP_TEXT, STEP_VALUES };
const char *const training_step_names[] = {"le", "financeur", "avec", "motifs", "contre_proposition", "sans_contre_proposition", "malgre",
	"sans_revenu_dit", "place_confirmee", "fin", "texte", NULL};

/* Which of them, by step; the day and the text are always there. */
static unsigned step_needs(enum training_step step)
{
#define NEEDS(field) (1u << (field))
	switch (step) {
	case STEP_FILE: return NEEDS(STEP_FUNDER) | NEEDS(STEP_NO_INCOME);
	case STEP_EXCHANGE: return NEEDS(STEP_WITH);
	case STEP_REFUSE: return NEEDS(STEP_OFFER) | NEEDS(STEP_NO_OFFER);
	case STEP_FUND: return NEEDS(STEP_DESPITE);
	case STEP_ENTER: return NEEDS(STEP_PLACE) | NEEDS(STEP_LAST);
	case STEP_END:
	case STEP_FOLLOW: return NEEDS(STEP_GROUND);
	default: return 0;
	}
#undef NEEDS
}

/* A refusal, a drop: several grounds, ticked before the form, kept in extra. */
static bool step_ticks(enum training_step step)
{
	return step == STEP_REFUSE || step == STEP_DROP;
}

/* --- what it is about: « UUID step ground ground » ----------------------------------------------------------------- */

static enum training_step extra_step(const char *extra)
{
	struct arena arena = {0};
	const char *rest = training_extra_object(extra);
	int step = training_step_from_code(arena_strndup(&arena, rest, strcspn(rest, " ")));
	arena_free(&arena);
	return step < 0 ? STEP_COUNT : (enum training_step)step;
}

static const char *extra_grounds(const char *extra)
{
	return training_extra_object(training_extra_object(extra));
}

static size_t grounds_read(struct arena *arena, const char *codes, const char *out[GROUNDS_MOST])
{
	size_t count = 0;
	while (*codes != '\0' && count < GROUNDS_MOST) {
		size_t length = strcspn(codes, " ");
		out[count++] = arena_strndup(arena, codes, length);
		codes += length + (codes[length] == ' ');
	}
	return count;
}

static const char *grounds_shown(struct arena *arena, enum training_step step, const char *codes)
{
	const char *grounds[GROUNDS_MOST], *text = "";
	size_t count = grounds_read(arena, codes, grounds);
	for (size_t i = 0; i < count; i++)
		text = arena_format(arena, "%s%s%s", text, i > 0 ? ", " : "", code_label_find(training_step_grounds(step), grounds[i]));
	return text;
}

/* --- which fields this step shows, here and now -------------------------------------------------------------------- */

static bool no_income_anywhere(const struct app *a, const struct training *t)
{
	const struct funder_list *all = app_funders(a);
	for (size_t i = 0; all != NULL && i < all->count; i++)
		if (training_no_income_there(a, t, all->items[i].code))
			return true;
	return false;
}

static bool session_full(const struct app *a, const struct training *t)
{
	const struct course_session *s = t->session[0] != '\0' ? app_course(a, t->session) : NULL;
	return s != NULL && s->places == 0;
}

static bool asked_for(const struct sent_form *sent, size_t field)
{
	return sent != NULL && (strcmp(sent->error.field, training_step_names[field]) == 0 || sent->values[field][0] != '\0');
}

static bool is_shown(const struct app *a, const struct training *t, enum training_step step, const struct sent_form *sent, size_t field)
{
	if (field == STEP_ON || field == STEP_TEXT)
		return true;
	if ((step_needs(step) & (1u << field)) == 0)
		return false;
	switch (field) {
	case STEP_DESPITE: return t->costs_missing != 0 || !training_is_dated(t) || asked_for(sent, field);
	case STEP_NO_INCOME: return no_income_anywhere(a, t) || asked_for(sent, field);
	case STEP_PLACE: return session_full(a, t) || asked_for(sent, field);
	default: return true;
	}
}

/* --- sending ---------------------------------------------------------------------------------------------------------- */

static bool step_send(struct ui *ui, const struct form_context *c, const char *const *values, struct error *e)
{
	struct arena arena = {0};
	enum training_step step = extra_step(c->extra);
	const char *grounds[GROUNDS_MOST];
	size_t count = grounds_read(&arena, step_ticks(step) ? extra_grounds(c->extra) : values[STEP_GROUND], grounds);
	const struct training_advance v = {.step = step, .on = values[STEP_ON], .with = values[STEP_WITH], .text = values[STEP_TEXT],
		.grounds = grounds, .ground_count = count, .funder = values[STEP_FUNDER], .counter = values[STEP_OFFER],
		.no_counter = values[STEP_NO_OFFER], .despite = values[STEP_DESPITE], .no_income_said = strcmp(values[STEP_NO_INCOME], "oui") == 0,
		.place_confirmed = strcmp(values[STEP_PLACE], "oui") == 0, .from = step == STEP_ENTER ? values[STEP_ON] : "",
		.last_day = step == STEP_ENTER ? values[STEP_LAST] : step == STEP_END ? values[STEP_ON] : ""};
	bool sent = act_training_advance(ui->app, &training_held(c)->request, &v, e);
	arena_free(&arena);
	return sent;
}

/* The refusal asks for what the form did not show: it opens again with that. */
static bool ask_hidden(struct ui *ui, const struct form_context *c, const char *const *values, const struct error *e)
{
	const struct training_held *held = training_held(c);
	struct sent_form sent = {.extra = c->extra, .draft = "", .error = *e};
	size_t hidden = 0;
	while (hidden < STEP_VALUES && strcmp(e->field, training_step_names[hidden]) != 0)
		hidden++;
	if (hidden == STEP_VALUES || (step_needs(extra_step(c->extra)) & (1u << hidden)) == 0)
		return false;
	for (size_t i = 0; i < held->shown_count; i++)
		if (held->shown[i] == hidden)
			return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	for (size_t i = 0; i < SENT_VALUES; i++) {
		sent.values[i] = i < STEP_VALUES ? values[i] : "";
		sent.initials[i] = "";
	}
	form_resume(ui, &sent, training_step_again);
	return true;
}

static bool step_done(struct ui *ui, void *ctx, const char *const *typed, struct error *e)
{
	const struct form_context *c = ctx;
	const struct training_held *held = training_held(c);
	const char *values[STEP_VALUES];
	for (size_t i = 0; i < STEP_VALUES; i++)
		values[i] = "";
	for (size_t i = 0; i < held->shown_count; i++)
		values[held->shown[i]] = typed[i];
	if (!step_send(ui, c, values, e))
		return ask_hidden(ui, c, values, e);
	form_sent_values(ui, c, values, STEP_VALUES, training_step_again);
	return true;
}

void training_step_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, (enum training_about)(TRAINING_ABOUT_STEP + (int)extra_step(sent->extra)), sent);
}

/* --- the form ------------------------------------------------------------------------------------------------------------ */

static const char *text_hint(enum training_step step)
{
	switch (step) {
	case STEP_EXCHANGE: return "Ce qui a été dit, et ce qui suit";
	case STEP_COUNTER: return "Ce que le financeur propose à la place";
	case STEP_CONTEST: return "Ce que nous répondons au financeur";
	case STEP_CHECK: return "Ce que disent la personne et l'organisme ; ce qui est à ajuster";
	case STEP_FOLLOW: return "Facultatif : sa situation, en quelques mots";
	case STEP_ACCEPT:
	case STEP_DECLINE: return "Facultatif : ce qu'en dit la personne";
	default: return "Facultatif ; à dire pour « autre »";
	}
}

static const char *day_label(enum training_step step)
{
	switch (step) {
	case STEP_ENTER: return "Entrée le";
	case STEP_END: return "Dernier jour";
	case STEP_FILE: return "Déposée le";
	default: return "Le";
	}
}

static bool text_needed(enum training_step step)
{
	return step == STEP_EXCHANGE || step == STEP_COUNTER || step == STEP_CONTEST;
}

/* Who was last spoken to is who is spoken to next. */
static const char *with_first(struct form_context *c, const struct app *a)
{
	const struct training *t = &training_held(c)->request;
	const char *funder = t->funder[0] != '\0' ? funder_label(app_funders(a), t->funder) : "";
	return arena_strdup(&c->arena, t->stage == TRAINING_FUNDED || t->stage == TRAINING_ENTERED ? t->body : funder);
}

/* An entry is noted once it has come: on the planned day, if that is past. */
static const char *day_first(struct form_context *c, const struct ui *ui, enum training_step step)
{
	struct date planned = training_held(c)->request.starts;
	if (step != STEP_ENTER || !date_is_set(planned) || date_compare(planned, app_today(ui->app).day) > 0)
		return form_today(c, ui);
	return french_day(&c->arena, planned, "");
}

static struct field_spec step_field(struct form_context *c, const struct ui *ui, enum training_step step, size_t field, const struct sent_form *sent)
{
	const struct training *t = &training_held(c)->request;
	const char *typed = typed_value(sent, field, "");
	switch (field) {
	case STEP_ON:
		return (struct field_spec){.label = day_label(step), .kind = FIELD_DATE, .required = true,
			.initial = sent_day(c, sent, STEP_ON, day_first(c, ui, step)), .hint = "JJ/MM ou JJ/MM/AAAA ; jamais dans le futur"};
	case STEP_FUNDER:
		return (struct field_spec){.label = "Financeur", .kind = FIELD_CHOICE, .choices = funder_choices(c, ui->app), .required = true,
			.initial = typed_value(sent, field, t->funder), .hint = "Chez qui le dossier est déposé : son délai de décision commence"};
	case STEP_WITH:
		return (struct field_spec){.label = "Avec", .required = true, .max = 200, .initial = typed_value(sent, field, with_first(c, ui->app)),
			.hint = "Financeur, organisme, personne, entreprise : qui a été joint"};
	case STEP_GROUND:
		return (struct field_spec){.label = step == STEP_FOLLOW ? "Situation" : "Issue", .kind = FIELD_CHOICE, .required = true,
			.choices = training_step_grounds(step), .initial = typed, .hint = step == STEP_FOLLOW ? "Six mois après la fin" : "Ce que la formation a donné"};
	case STEP_OFFER:
		return (struct field_spec){.label = "Proposé à la place", .kind = FIELD_LINES, .rows = 2, .max = TEXT_MAX, .initial = typed,
			.hint = "La contre-proposition du financeur ; vide : dites pourquoi il n'y en a pas"};
	case STEP_NO_OFFER:
		return (struct field_spec){.label = "Ou pourquoi rien", .max = 500, .initial = typed, .hint = "Pourquoi le financeur ne propose rien à la place"};
	case STEP_DESPITE:
		return (struct field_spec){.label = "Continuer malgré", .max = 500, .initial = typed,
			.hint = "Un coût reste sans financeur certains jours : pourquoi continuer tout de même"};
	case STEP_NO_INCOME:
		return (struct field_spec){.label = "Dit : sans revenu", .kind = FIELD_FLAG, .initial = typed[0] != '\0' ? typed : "non",
			.hint = "La personne sait que, chez un OPCA, cette formation ne lui paiera rien"};
	case STEP_PLACE:
		return (struct field_spec){.label = "Place confirmée", .kind = FIELD_FLAG, .initial = typed[0] != '\0' ? typed : "non",
			.hint = "La session est affichée complète : l'organisme garde une place à la personne"};
	case STEP_LAST:
		return (struct field_spec){.label = "Fin prévue", .kind = FIELD_DATE, .initial = sent_day(c, sent, STEP_LAST, french_day(&c->arena, t->ends, "")),
			.hint = "Dernier jour, JJ/MM/AAAA ; vide : comme prévu"};
	default:
		return (struct field_spec){.label = text_needed(step) ? "Texte" : "Précision", .kind = FIELD_LINES, .rows = 3, .max = TEXT_MAX,
			.required = text_needed(step), .initial = typed, .hint = text_hint(step)};
	}
}

/* What the funder offers instead, in the words noted; "" none. */
static const char *offer_last(struct form_context *c, const struct training_file *f)
{
	for (size_t i = f->event_count; i > 0; i--)
		if (f->events[i - 1].step == STEP_COUNTER && f->events[i - 1].text[0] != '\0')
			return arena_format(&c->arena, "Proposé : %s. ", text_safe(&c->arena, f->events[i - 1].text));
	return "";
}

static const char *planned_days(struct form_context *c, const struct training *t)
{
	const char *first = french_day(&c->arena, t->starts, ""), *last = french_day(&c->arena, t->ends, "");
	if (first[0] == '\0')
		return "";
	return arena_format(&c->arena, "Prévue %s %s%s%s : un autre jour d'entrée déplace le début.", last[0] != '\0' ? "du" : "à partir du", first,
	                    last[0] != '\0' ? " au " : "", last);
}

/* Beside the request and its stage, what this step is answered on. */
static const char *step_reminder(struct form_context *c, const struct training_file *f, enum training_step step)
{
	switch (step) {
	case STEP_ENTER: return planned_days(c, &f->request);
	case STEP_ACCEPT: return arena_format(&c->arena, "%sCorrigez ensuite dates, heures et coûts, s'ils changent (e).", offer_last(c, f));
	case STEP_DECLINE: return offer_last(c, f);
	case STEP_DROP: return "Abandonner n'est pas un manquement : c'est un fait, noté pour comprendre.";
	default: return "";
	}
}

static size_t step_explain(struct form_context *c, const struct training_file *f, enum training_step step, const char **lines)
{
	size_t count = 0;
	lines[count++] = arena_format(&c->arena, "%s · étape : %s.", text_safe(&c->arena, training_held(c)->request.title),
	                              training_stage_label(f->request.stage));
	if (step_ticks(step))
		lines[count++] = arena_format(&c->arena, "%s : %s.", step == STEP_REFUSE ? "Motifs du refus" : "Raisons",
		                              grounds_shown(&c->arena, step, extra_grounds(c->extra)));
	lines[count] = step_reminder(c, f, step);
	return count + (lines[count][0] != '\0');
}

static const char *step_name(enum training_step step)
{
	static const char *const names[STEP_COUNT] = {
		[STEP_PREPARE] = "Dossier prêt", [STEP_FILE] = "Déposer le dossier", [STEP_COUNTER] = "Contre-proposition reçue",
		[STEP_ACCEPT] = "Accepter la contre-proposition", [STEP_DECLINE] = "Décliner la contre-proposition", [STEP_GRANT] = "Accord reçu",
		[STEP_REFUSE] = "Refus reçu", [STEP_CONTEST] = "Contester le refus", [STEP_REWORK] = "Reprendre le projet",
		[STEP_FUND] = "Financement complet", [STEP_ENTER] = "Entrée en formation", [STEP_CHECK] = "Point au tiers",
		[STEP_END] = "Fin de la formation", [STEP_DROP] = "Abandon", [STEP_FOLLOW] = "Situation à six mois", [STEP_EXCHANGE] = "Échange",
	};
	return names[step] != NULL ? names[step] : training_step_label(step);
}

static void step_show(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	enum training_step step = extra_step(extra);
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[STEP_TEXT] : "");
	struct field_spec fields[STEP_VALUES];
	const char *lines[4];
	if (c == NULL)
		return;
	struct training_held *held = training_held(c);
	for (size_t field = 0; field < STEP_VALUES; field++)
		if (is_shown(ui->app, &held->request, step, sent, field)) {
			fields[held->shown_count] = step_field(c, ui, step, field, sent);
			fields[held->shown_count].name = training_step_names[field];
			held->shown[held->shown_count++] = field;
		}
	struct popup *form = form_new(training_title(c, step_name(step)), fields, held->shown_count, step_done, c, form_context_free);
	form_explain(form, lines, step_explain(c, app_training(ui->app, held->request.id), step, lines));
	form_show(ui, form, FORM_TRAINING_STEP, c, sent);
}

/* --- before it: may it be done, and on which grounds ------------------------------------------------------------------------ */

static void grounds_ticked(struct ui *ui, void *ctx, const char *const *codes, size_t count)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	const char *extra = c->extra;
	for (size_t i = 0; i < count; i++)
		extra = arena_format(&arena, "%s %s", extra, codes[i]);
	step_show(ui, extra, NULL);
	arena_free(&arena);
}

static void grounds_tick(struct ui *ui, const char *extra, enum training_step step)
{
	struct form_context *c = training_context(ui, extra, "");
	const struct code_label *all = training_step_grounds(step);
	size_t count = 0;
	if (c == NULL)
		return;
	while (count < GROUNDS_MOST && all[count].code != NULL)
		count++;
	ui_show_popup(ui, picklist_new(training_title(c, step == STEP_REFUSE ? "Motifs du refus" : "Pourquoi l'abandon"), all, count, 1, count,
	                               grounds_ticked, c, form_context_free));
}

/* Refused before anything is typed, when that is not what comes from there. */
static bool step_allowed(struct ui *ui, const struct training *t, enum training_step step)
{
	struct error e = {0};
	if (training_transition_find(t->stage, step) != NULL)
		return true;
	training_step_check(app_training(ui->app, t->id), step, app_today(ui->app).day, &e);
	app_say_error(ui->app, MESSAGE_WARNING, "", &e);
	return false;
}

void training_step_start(struct ui *ui, const char *extra, enum training_step step, const struct sent_form *sent)
{
	struct arena arena = {0};
	const struct training *t = app_training_facts(ui->app, arena_strndup(&arena, extra, strcspn(extra, " ")));
	if (sent != NULL)
		step_show(ui, sent->extra, sent);
	else if (t != NULL && step_allowed(ui, t, step)) {
		const char *whole = arena_format(&arena, "%s %s", t->id, training_step_code(step));
		if (step_ticks(step))
			grounds_tick(ui, whole, step);
		else
			step_show(ui, whole, NULL);
	}
	arena_free(&arena);
}
