/* Signing: the version that waits is read whole, both columns, before anybody's signature is noted. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "core/views/view_commitments.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

enum { SIGN_PERSON, SIGN_STRUCTURE, SIGN_BY, SIGN_VALUES };

const char *const contract_sign_names[] = {"signe_personne_le", "signe_structure_le", "signataire", NULL};
static const struct code_label signatories[] = {
	{"personne", "la personne"}, {"representant_legal", "son représentant légal"}, {NULL, NULL}};

struct signing { /* in c->object: the contract as it was opened, the version that waits */
	const struct contract *contract;
	const struct contract_version *version;
	bool asks_person, asks_structure;
};

static void sign_open(struct ui *ui, const char *id, const struct sent_form *sent);

/* --- the form ------------------------------------------------------------------------------------------------------ */

static bool signed_on(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct signing *s = c->object;
	struct sent_form sent = {.extra = c->extra, .values = {"", "", ""}};
	size_t at = 0;
	if (s->asks_person)
		sent.values[SIGN_PERSON] = values[at++];
	if (s->asks_structure)
		sent.values[SIGN_STRUCTURE] = values[at++];
	if (s->asks_person)
		sent.values[SIGN_BY] = values[at++];
	if (sent.values[SIGN_PERSON][0] == '\0' && sent.values[SIGN_STRUCTURE][0] == '\0') {
		error_set(e, ERR_USAGE, "Aucune signature n'est donnée");
		error_set_remedy(e, "Donnez le jour d'une signature, ou Échap pour revenir plus tard");
		return false;
	}
	if (!act_contract_sign(ui->app, c->id, s->contract, s->version->rank, sent.values[SIGN_PERSON], sent.values[SIGN_STRUCTURE],
	                       sent.values[SIGN_BY], e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	form_sent(ui, &sent, contract_sign_again);
	return true;
}

void contract_sign_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_SIGN, sent);
}

static size_t sign_fields(struct form_context *c, const struct ui *ui, const struct sent_form *sent, const struct signing *s,
                          struct field_spec *out)
{
	size_t count = 0;
	if (s->asks_person)
		out[count++] = (struct field_spec){.name = "signe_personne_le", .label = "La personne, le", .kind = FIELD_DATE,
			.initial = sent_day(c, sent, SIGN_PERSON, form_today(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA ; vide : pas encore signé"};
	if (s->asks_structure)
		out[count++] = (struct field_spec){.name = "signe_structure_le", .label = "Nous, le", .kind = FIELD_DATE,
			.initial = sent_day(c, sent, SIGN_STRUCTURE, form_today(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA ; vide : pas encore signé"};
	if (s->asks_person)
		out[count++] = (struct field_spec){.name = "signataire", .label = "Signé par", .kind = FIELD_CHOICE, .choices = signatories,
			.initial = sent != NULL ? sent->values[SIGN_BY] : "personne", .hint = "Qui signe du côté de la personne"};
	return count;
}

static const char *sign_already(struct arena *arena, const struct contract_version *v)
{
	char day[DATE_TEXT];
	if (date_is_set(v->signed_person))
		return arena_format(arena, "La personne a signé le %s : il manque notre signature.", date_format_numeric(v->signed_person, day));
	if (date_is_set(v->signed_structure))
		return arena_format(arena, "Nous avons signé le %s : il manque la signature de la personne.",
		                    date_format_numeric(v->signed_structure, day));
	return "Le contrat n'engage qu'une fois signé des deux côtés.";
}

static void sign_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct contract *waiting = commitment_waiting(ui->app);
	if (waiting == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Plus rien n'attend de signature : relisez les versions du contrat");
		return;
	}
	struct form_context *c = form_context_new(ui, id);
	struct signing *s = arena_alloc(&c->arena, sizeof *s);
	struct field_spec fields[SIGN_VALUES];
	s->contract = contract_copy(&c->arena, waiting);
	s->version = contract_pending(s->contract);
	s->asks_person = !date_is_set(s->version->signed_person);
	s->asks_structure = !date_is_set(s->version->signed_structure);
	c->object = s;
	c->extra = s->contract->id;
	size_t count = sign_fields(c, ui, sent, s, fields);
	const char *what = s->version->rank == 1 ? "le contrat" : arena_format(&c->arena, "l'avenant v%d", s->version->rank);
	struct popup *form = form_new(arena_format(&c->arena, "Signer %s · %s", what, c->name), fields, count, signed_on, c, form_context_free);
	const char *already = sign_already(&c->arena, s->version);
	form_explain(form, &already, 1);
	form_show(ui, form, FORM_SIGN, c, sent);
}

/* --- read first ------------------------------------------------------------------------------------------------------ */

static void sign_read(struct ui *ui, void *ctx, bool yes)
{
	const struct form_context *c = ctx;
	if (yes)
		sign_open(ui, c->id, NULL);
}

void sign_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct contract *waiting = commitment_waiting(ui->app);
	char key[32];
	if (sent != NULL) {
		sign_open(ui, id, sent);
		return;
	}
	if (waiting == NULL) {
		app_say(ui->app, MESSAGE_INFO, "Rien n'attend de signature : %s prépare un contrat",
		        keymap_show(&ui->keymap, ACTION_CONTRACT_PREPARE, key));
		return;
	}
	struct form_context *c = form_context_new(ui, id);
	struct view_why whole = view_version_full(&c->arena, ui->app, waiting, contract_pending(waiting)->rank);
	ui_show_popup(ui, confirm_new(whole.title, whole.lines, whole.count, "noter les signatures", "revenir", sign_read, c, form_context_free));
}
