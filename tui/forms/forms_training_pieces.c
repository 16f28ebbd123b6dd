/* The pieces that a funder asks for, each with who brings it, and their reception: awaited, they count against their owner, never
 * against the person (000:577). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/views/view_trainings.h"
#include "tui/forms/forms_training.h"

/* --- asked for ------------------------------------------------------------------------------------------------- */

enum { PIECE_KIND, PIECE_OWNER, PIECE_OBJECT, PIECE_EXPECTED, PIECE_FIELDS };
enum { PIECES = 3, PIECES_ON = PIECES * PIECE_FIELDS, PIECES_VALUES };
static const char *const piece_names[PIECES][PIECE_FIELDS] = {{"nature1", "debiteur1", "objet1", "attendue_le1"},
	{"nature2", "debiteur2", "objet2", "attendue_le2"}, {"nature3", "debiteur3", "objet3", "attendue_le3"}};
static const struct code_label piece_owners[] = {{"structure", "nous"}, {"personne", "la personne"}, {"organisme", "l'organisme"},
	{"employeur", "l'employeur"}, {"financeur", "le financeur"}, {"partenaire", "un partenaire"}, {NULL, NULL}};

/* A refusal names the number of the piece: its field is pointed at. */
static void pieces_point(struct error *e)
{
	static const struct { const char *field; int at; } fields[] = {
		{"nature", PIECE_KIND}, {"debiteur", PIECE_OWNER}, {"objet", PIECE_OBJECT}, {"attendue_le", PIECE_EXPECTED}};
	static const char word[] = "pièce ";
	const char *at = strstr(e->message, word);
	long line = at != NULL ? strtol(at + strlen(word), NULL, 10) : 0;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(e->field, fields[i].field) == 0) {
			snprintf(e->field, sizeof e->field, "%s", piece_names[line >= 1 && line <= PIECES ? line - 1 : 0][fields[i].at]);
			return;
		}
}

static bool pieces_asked(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	struct piece_new items[PIECES];
	for (size_t i = 0; i < PIECES; i++) {
		const char *const *line = values + i * PIECE_FIELDS;
		bool left_out = line[PIECE_OBJECT][0] == '\0' && line[PIECE_KIND][0] == '\0';
		items[i] = (struct piece_new){line[PIECE_KIND], line[PIECE_OBJECT], (enum debtor)debtor_from_code(line[PIECE_OWNER]),
			left_out ? "" : line[PIECE_EXPECTED]};
	}
	if (!act_training_pieces_ask(ui->app, &training_held(c)->request, items, PIECES, values[PIECES_ON], e)) {
		pieces_point(e);
		return false;
	}
	form_sent_values(ui, c, values, PIECES_VALUES, training_pieces_again);
	return true;
}

void training_pieces_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_PIECES, sent);
}

static void piece_fields(struct form_context *c, const struct sent_form *sent, size_t i, struct field_spec *out)
{
	size_t at = i * PIECE_FIELDS;
	out[PIECE_KIND] = (struct field_spec){.name = piece_names[i][PIECE_KIND], .label = arena_format(&c->arena, "Pièce %zu", i + 1),
		.kind = FIELD_CHOICE, .choices = training_piece_kinds, .width = 38, .initial = typed_value(sent, at + PIECE_KIND, ""),
		.hint = "Quelle pièce est demandée ; Retour arrière : aucune"};
	out[PIECE_OWNER] = (struct field_spec){.name = piece_names[i][PIECE_OWNER], .label = "Fournie par", .kind = FIELD_CHOICE,
		.choices = piece_owners, .beside = true, .initial = typed_value(sent, at + PIECE_OWNER, "personne"),
		.hint = "Qui doit la fournir : le délai compte de son côté, jamais contre la personne"};
	out[PIECE_OBJECT] = (struct field_spec){.name = piece_names[i][PIECE_OBJECT], .label = "   objet", .max = 500, .width = 38,
		.initial = typed_value(sent, at + PIECE_OBJECT, ""), .hint = "Ce qui est demandé exactement"};
	out[PIECE_EXPECTED] = (struct field_spec){.name = piece_names[i][PIECE_EXPECTED], .label = "Pour le", .kind = FIELD_DATE, .beside = true,
		.initial = sent_day(c, sent, at + PIECE_EXPECTED, ""), .hint = "Attendue pour le : JJ/MM, +7 ; vide : délai non fixé"};
}

void training_pieces_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[PIECE_OBJECT] : "");
	struct field_spec fields[PIECES_VALUES];
	struct error e = {0};
	if (c == NULL)
		return;
	const struct training *t = &training_held(c)->request;
	if (sent == NULL && training_transition_find(t->stage, STEP_ASK_PIECES) == NULL) {
		training_step_check(app_training(ui->app, t->id), STEP_ASK_PIECES, app_today(ui->app).day, &e);
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
		form_context_free(c);
		return;
	}
	for (size_t i = 0; i < PIECES; i++)
		piece_fields(c, sent, i, fields + i * PIECE_FIELDS);
	fields[PIECES_ON] = (struct field_spec){.name = "le", .label = "Demandé le", .kind = FIELD_DATE, .required = true,
		.initial = sent_day(c, sent, PIECES_ON, form_today(c, ui)), .hint = "Le jour où le financeur les a demandées : son délai s'arrête ce jour-là"};
	struct popup *form = form_new(training_title(c, "Pièces demandées"), fields, PIECES_VALUES, pieces_asked, c, form_context_free);
	const char *said = "Le délai du financeur est suspendu jusqu'à la dernière pièce reçue.";
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_TRAINING_PIECES, c, sent);
}

/* --- received ---------------------------------------------------------------------------------------------------- */

static bool piece_received(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct training_held *held = training_held(c);
	if (!act_training_piece_receive(ui->app, &held->request, held->piece, values[0], e))
		return false;
	form_sent_values(ui, c, values, 1, training_piece_again);
	return true;
}

void training_piece_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_PIECE, sent);
}

static const char *piece_text(struct arena *arena, const struct training_piece *p)
{
	const char *kind = code_label_find(training_piece_kinds, p->kind);
	if (p->object[0] == '\0' || strcmp(p->object, kind) == 0)
		return arena_format(arena, "%s, à fournir par %s", kind, view_debtor_held(p->owner));
	return arena_format(arena, "%s (%s), à fournir par %s", kind, text_safe(arena, p->object), view_debtor_held(p->owner));
}

static void piece_open(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, "");
	if (c == NULL)
		return;
	const struct training_piece *p = training_held(c)->piece;
	if (p == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Cette pièce n'est plus au dossier.");
		form_context_free(c);
		return;
	}
	const char *said = arena_format(&c->arena, "Pièce : %s.", piece_text(&c->arena, p));
	const struct field_spec fields[] = {
		{.name = "recue_le", .label = "Reçue le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, 0, form_today(c, ui)),
		 .hint = "JJ/MM ou JJ/MM/AAAA"},
	};
	struct popup *form = form_new(training_title(c, "Pièce reçue"), fields, 1, piece_received, c, form_context_free);
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_TRAINING_PIECE, c, sent);
}

static void piece_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	piece_open(ui, arena_format(&arena, "%s %s", c->extra, code), NULL);
	arena_free(&arena);
}

static void piece_choose(struct ui *ui, const char *extra)
{
	struct form_context *c = training_context(ui, extra, "");
	if (c == NULL)
		return;
	const struct training_file *f = app_training(ui->app, training_held(c)->request.id);
	struct code_label *items = arena_array(&c->arena, f->piece_count + 1, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < f->piece_count; i++)
		if (training_piece_awaited(&f->pieces[i]))
			items[count++] = (struct code_label){arena_strdup(&c->arena, f->pieces[i].id), piece_text(&c->arena, &f->pieces[i])};
	if (count > 1) {
		ui_show_popup(ui, chooser_new(training_title(c, "Quelle pièce est reçue ?"), items, count, piece_chosen, c, form_context_free));
		return;
	}
	if (count == 1)
		piece_chosen(ui, c, items[0].code);
	else
		app_say(ui->app, MESSAGE_INFO, "Aucune pièce n'est attendue sur cette demande");
	form_context_free(c);
}

void training_piece_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	if (training_extra_object(extra)[0] != '\0')
		piece_open(ui, extra, sent);
	else
		piece_choose(ui, extra);
}

/* --- withdrawn -------------------------------------------------------------------------------------------------------- */

static void piece_withdrawn(struct ui *ui, void *ctx, bool yes)
{
	const struct training_held *held = training_held(ctx);
	struct error e = {0};
	if (yes && !act_training_piece_withdraw(ui->app, &held->request, held->piece, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

void form_piece_withdraw(struct ui *ui, const char *training_id, const char *piece_id)
{
	struct arena arena = {0};
	struct form_context *c = training_context(ui, arena_format(&arena, "%s %s", training_id, piece_id), "");
	arena_free(&arena);
	if (c == NULL)
		return;
	const char *lines[] = {arena_format(&c->arena, "%s.", piece_text(&c->arena, training_held(c)->piece)),
	                       "Retirée, elle n'est plus attendue ; la dernière complète le dossier. Elle reste dans l'historique."};
	ui_show_popup(ui, confirm_new(training_title(c, "Retirer cette pièce ?"), lines, 2, "retirer", "garder", piece_withdrawn, c, form_context_free));
}
