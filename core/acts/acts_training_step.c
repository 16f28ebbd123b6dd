/* What happens to a training request: each step of the table of transitions, its guard, and the pieces that a funder asks for. */
#include <string.h>

#include "core/acts/act_training.h"
#include "core/training/funding.h"

static const struct input_text with_text = {"avec", "avec qui", false, 200, false};
static const struct input_text said_text = {"texte", "le texte", false, 2000, true};
static const struct input_text counter_text = {"contre_proposition", "la contre-proposition", false, 2000, true};
static const struct input_text no_counter_text = {"sans_contre_proposition", "la raison", false, 1000, true};
static const struct input_text despite_text = {"malgre", "la raison de continuer", false, 1000, true};

/* A step as typed, read. on: the first day of an entry, the last one of an end, when they are typed. */
struct advance { struct date on, starts, ends; };

/* --- guards of what the step itself brings ---------------------------------------------------------------------------- */

static bool grounds_check(const struct training_advance *v, struct error *e)
{
	const struct code_label *list = training_step_grounds(v->step);

	for (size_t i = 0; i < v->ground_count; i++)
		if (list == NULL || !code_label_known(list, v->grounds[i]))
			return list == NULL ? input_refuse(e, "motifs", "cette étape ne prend pas de motif") : act_code_refuse(list, "motifs", "le motif", e);
	return list == NULL || v->ground_count > 0 || v->step == STEP_REFUSE || v->step == STEP_END ||
	       act_rule_refuse(e, "formation_evenement_motifs", "motifs", "choisissez au moins un motif dans la liste",
	                       "un refus, un abandon, une situation à six mois se disent par un motif de leur liste");
}

static bool grounds_say_other(const struct training_advance *v)
{
	for (size_t i = 0; i < v->ground_count; i++)
		if (strcmp(v->grounds[i], "autre") == 0)
			return true;
	return false;
}

/* Words where the codes say nothing. */
static bool text_check(const struct training_advance *v, struct error *e)
{
	bool needed = v->step == STEP_EXCHANGE || v->step == STEP_COUNTER || v->step == STEP_CONTEST || grounds_say_other(v);

	return !needed || !input_blank(v->text) || !input_blank(v->counter) ||
	       act_rule_refuse(e, "formation_evenement_explique", "texte", "écrivez ce qui s'est dit, ou pourquoi",
	                       "un échange, une contre-proposition, une contestation et un motif « autre » s'expliquent");
}

bool training_no_income_there(const struct app *a, const struct training *t, const char *funder)
{
	const struct training_file *f = app_training(a, t->id);

	return f != NULL && !input_blank(funder) && funding_no_income(f, app_funders(a), funder);
}

static bool file_check(const struct app *a, const struct training *t, const struct training_advance *v, struct error *e)
{
	const struct funder_list *funders = app_funders(a);

	if (input_blank(v->funder))
		return act_rule_refuse(e, "formation_financeur", "financeur", "choisissez-le dans la liste", "un dossier se dépose chez un financeur");
	if (funders != NULL && funder_find(funders, v->funder) == NULL)
		return training_funder_refuse(funders, e);
	if (training_no_income_there(a, t, v->funder) && !v->no_income_said)
		return act_rule_refuse(e, "formation_sans_revenu", "sans_revenu_dit",
		                       "dites-le à la personne avant de déposer, et notez-le ; ou demandez une ligne de rémunération",
		                       "cette formation laisserait la personne sans revenu (000:1546)");
	return true;
}

static bool refuse_check(const struct training_advance *v, struct error *e)
{
	if (!input_text_check(&counter_text, v->counter, e) || !input_text_check(&no_counter_text, v->no_counter, e))
		return false;
	return (v->ground_count > 0 && (!input_blank(v->counter) || !input_blank(v->no_counter))) ||
	       act_rule_refuse(e, "formation_refus_motive", v->ground_count == 0 ? "motifs" : "contre_proposition",
	                       v->ground_count == 0 ? "choisissez un motif, puis écrivez l'une ou l'autre" : "écrivez l'une ou l'autre",
	                       "un refus dit ses motifs, et une contre-proposition ou pourquoi il n'y en a pas (000:1923)");
}

/* A full session is entered when the body keeps a place; what is not loaded is left to the database. */
static bool place_check(const struct app *a, const struct training *t, const struct training_advance *v, struct error *e)
{
	const struct course_session *s = t->session[0] != '\0' ? app_course(a, t->session) : NULL;

	return s == NULL || s->places != 0 || v->place_confirmed ||
	       act_rule_refuse(e, "formation_sans_place", "place_confirmee", "faites confirmer la place par l'organisme, et notez-le",
	                       "cette session n'a plus de place");
}

/* What the file loaded says; without it, the database decides. */
static bool file_guard(const struct app *a, const struct training *t, enum training_step step, struct date on, struct error *e)
{
	const struct training_file *f = app_training(a, t->id);

	return f == NULL || training_step_check(f, step, on, e);
}

static bool guard_check(const struct app *a, const struct training *t, const struct training_advance *v, struct date on,
                        struct error *e)
{
	switch (training_transition_find(t->stage, v->step)->guard) {
	case STEP_IF_FUNDER:
		return file_check(a, t, v, e);
	case STEP_IF_COUNTER:
		return refuse_check(v, e);
	case STEP_IF_WHOLE:
		return !input_blank(v->despite) || file_guard(a, t, v->step, on, e);
	case STEP_IF_DECIDED:
		return file_guard(a, t, v->step, on, e) && place_check(a, t, v, e);
	case STEP_IF_PRECONDITIONS:
		return file_guard(a, t, v->step, on, e);
	default:
		return true;
	}
}

/* --- the step --------------------------------------------------------------------------------------------------------- */

static bool step_has_own_act(enum training_step step)
{
	return step == STEP_RAISE || step == STEP_PROJECT || step == STEP_ASK_PIECES || step == STEP_COMPLETE;
}

/* No day before the one that brought it where it stands: what happens is told in order. */
static bool step_order(const struct training *t, enum training_step step, struct date on, struct error *e)
{
	char day[DATE_TEXT];

	return step == STEP_EXCHANGE || !date_is_set(t->since) || date_compare(on, t->since) >= 0 ||
	       act_rule_refuse(e, "formation_evenement_ordre", "le", "corrigez la date, ou annulez d'abord l'étape d'après",
	                       "cette date contredit ce qui est déjà noté de la demande : elle est « %s » depuis le %s",
	                       training_stage_label(t->stage), date_format_numeric(t->since, day));
}

/* An entry happens on its first day, an end on its last one. */
static bool advance_day(const struct app *a, const struct training_advance *v, struct advance *r, struct error *e)
{
	struct dated_field field = training_event_day;
	const char *typed = v->on;

	if (v->step == STEP_ENTER && date_is_set(r->starts)) {
		typed = v->from;
		field.field = "debut";
		r->starts = DATE_NONE;
	} else if (v->step == STEP_END && date_is_set(r->ends)) {
		typed = v->last_day;
		field.field = "fin";
		r->ends = DATE_NONE;
	}
	return act_past_date(a, typed, &field, &r->on, e);
}

static bool advance_read(const struct app *a, const struct training *t, const struct training_advance *v, struct advance *r,
                         struct error *e)
{
	return training_bounds_read(&training_course_bounds, v->from, v->last_day, &r->starts, &r->ends, e) && advance_day(a, v, r, e) &&
	       step_order(t, v->step, r->on, e) && grounds_check(v, e) && input_text_check(&with_text, v->with, e) &&
	       input_text_check(&said_text, v->text, e) && text_check(v, e) &&
	       input_text_check(&despite_text, v->despite, e) && guard_check(a, t, v, r->on, e);
}

static void advance_write(struct command_draft *d, const struct training_advance *v, const struct advance *r)
{
	json_string(&d->content, "geste", training_step_code(v->step));
	json_date(&d->content, "le", r->on);
	command_text_if(d, "avec", v->with);
	command_text_if(d, "texte", v->text);
	if (v->ground_count > 0) {
		json_array_open(&d->content, "motifs");
		for (size_t i = 0; i < v->ground_count; i++)
			json_array_string(&d->content, v->grounds[i]);
		json_array_close(&d->content);
	}
	if (!input_blank(v->funder))
		json_string(&d->content, "financeur", v->funder);
	command_text_if(d, "contre_proposition", v->counter);
	command_text_if(d, "sans_contre_proposition", v->no_counter);
	command_text_if(d, "malgre", v->despite);
	if (v->no_income_said)
		json_bool(&d->content, "sans_revenu_dit", true);
	if (v->place_confirmed)
		json_bool(&d->content, "place_confirmee", true);
	if (date_is_set(r->starts))
		json_date(&d->content, "debut", r->starts);
	if (date_is_set(r->ends))
		json_date(&d->content, "fin", r->ends);
}

bool act_training_advance(struct app *a, const struct training *t, const struct training_advance *v, struct error *e)
{
	struct command_draft d;
	struct advance r = {DATE_NONE, DATE_NONE, DATE_NONE};

	if (!act_allowed(a, e))
		return false;
	if (v->step >= STEP_COUNT || step_has_own_act(v->step))
		return input_refuse(e, "geste", "cette étape se note autrement");
	if (!training_step_allowed(t, v->step, e) || !advance_read(a, t, v, &r, e))
		return false;
	training_open(&d, a, "formation_avancer", t);
	advance_write(&d, v, &r);
	training_send(&d, t, training_step_done(v->step), true);
	return true;
}

/* --- pieces --------------------------------------------------------------------------------------------------------------- */

static const struct input_text piece_object = {"objet", "ce qui est demandé", false, 500, false};

static bool piece_is_blank(const struct piece_new *p)
{
	return input_blank(p->object) && input_blank(p->kind);
}

/* The refusal of a field says which line. */
static bool piece_refuse(struct error *e, size_t line)
{
	const struct error of_piece = *e;

	error_set(e, of_piece.code, "pièce %zu : %s", line + 1, of_piece.message);
	memcpy(e->field, of_piece.field, sizeof e->field);
	return false;
}

static bool piece_read(const struct piece_new *p, struct date *expected, struct error *e)
{
	bool other = !input_blank(p->kind) && strcmp(p->kind, "autre") == 0;
	const struct input_text object = {piece_object.field, piece_object.label, other, piece_object.max, false};

	*expected = DATE_NONE;
	if (input_blank(p->kind) || !code_label_known(training_piece_kinds, p->kind))
		return act_code_refuse(training_piece_kinds, "nature", "la nature", e);
	if (!input_text_check(&object, p->object, e))
		return false;
	if (p->owner == DEBTOR_NONE || p->owner == DEBTOR_BOTH || p->owner >= DEBTOR_COUNT)
		return input_refuse(e, "debiteur", "dites qui doit la fournir : la personne, nous, l'organisme, l'employeur…");
	return input_blank(p->expected) || input_date(p->expected, "attendue_le", "le jour où elle est attendue", DATE_NONE, expected, e);
}

static bool pieces_check(const struct piece_new *items, size_t count, struct error *e)
{
	size_t told = 0;
	struct date expected;

	for (size_t i = 0; i < count; i++) {
		if (piece_is_blank(&items[i]))
			continue;
		told++;
		if (!piece_read(&items[i], &expected, e))
			return piece_refuse(e, i);
	}
	return told > 0 || act_rule_refuse(e, "formation_pieces", "pieces", "nommez la pièce attendue",
	                                   "une demande de pièces en nomme au moins une, et qui doit la fournir");
}

static void pieces_write(struct command_draft *d, const struct piece_new *items, size_t count)
{
	struct error ignored;
	struct date expected;

	json_array_open(&d->content, "pieces");
	for (size_t i = 0; i < count; i++) {
		if (piece_is_blank(&items[i]) || !piece_read(&items[i], &expected, &ignored))
			continue;
		json_open(&d->content);
		command_new_id(d, "piece_id");
		json_string(&d->content, "nature", items[i].kind);
		command_text(d, "objet", items[i].object == NULL ? "" : items[i].object);
		json_string(&d->content, "debiteur", debtor_code(items[i].owner));
		if (date_is_set(expected))
			json_date(&d->content, "attendue_le", expected);
		json_close(&d->content);
	}
	json_array_close(&d->content);
}

bool act_training_pieces_ask(struct app *a, const struct training *t, const struct piece_new *items, size_t count, const char *on,
                             struct error *e)
{
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || (t->stage != TRAINING_PIECES && !training_step_allowed(t, STEP_ASK_PIECES, e)) || !pieces_check(items, count, e) ||
	    (!input_blank(on) && !act_past_date(a, on, &training_event_day, &day, e)))
		return false;
	training_open(&d, a, "formation_pieces_demander", t);
	if (date_is_set(day))
		json_date(&d.content, "le", day);
	pieces_write(&d, items, count);
	training_send(&d, t, training_step_done(STEP_ASK_PIECES), true);
	return true;
}

bool act_training_piece_receive(struct app *a, const struct training *t, const struct training_piece *p, const char *on,
                                struct error *e)
{
	static const struct dated_field field = {"recue_le", "la date de réception", "formation_piece_future",
	                                         "une pièce ne se demande, ne se reçoit ni ne se retire dans le futur"};
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (date_is_set(p->received))
		return act_rule_refuse(e, "formation_piece_deja_recue", "recue_le", "relisez la demande", "cette pièce est déjà reçue");
	if (!act_past_date(a, on, &field, &day, e))
		return false;
	if (date_compare(day, p->asked) < 0)
		return act_rule_refuse(e, "formation_piece_avant", "recue_le", "corrigez la date", "une pièce ne se reçoit pas avant d'être demandée");
	command_open(&d, a, "formation_piece_recevoir");
	json_string(&d.content, "piece_id", p->id);
	json_int(&d.content, "version", p->version);
	json_date(&d.content, "recue_le", day);
	training_send(&d, t, arena_format(&d.arena, "pièce reçue, %s", code_label_find(training_piece_kinds, p->kind)), true);
	return true;
}

bool act_training_piece_withdraw(struct app *a, const struct training *t, const struct training_piece *p, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (date_is_set(p->received))
		return act_rule_refuse(e, "formation_piece_deja_recue", "recue_le", "relisez la demande", "cette pièce est déjà reçue");
	command_open(&d, a, "formation_piece_retirer");
	json_string(&d.content, "piece_id", p->id);
	json_int(&d.content, "version", p->version);
	training_send(&d, t, arena_format(&d.arena, "pièce retirée, %s", code_label_find(training_piece_kinds, p->kind)), false);
	return true;
}
