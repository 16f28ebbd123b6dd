/* The lines of a contract as they are typed, and the acts on one commitment: kept, excused. */
#include <string.h>

#include "core/acts/act_contract.h"
#include "core/acts/acts_rdv.h"

/* --- lines typed ------------------------------------------------------------------------------------------------ */

struct commitment_new commitment_from_model(const struct commitment_model *m)
{
	return (struct commitment_new){.debtor = debtor_code(m->debtor), .object = m->object, .due = "",
	                               .part = item_part_code(m->part), .cadence = cadence_code(m->cadence), .rule = m->rule,
	                               .model = m->code, .source = m->source, .action = m->action, .employment = m->employment};
}

static const char *code_or(const char *code, const char *otherwise)
{
	return input_blank(code) ? otherwise : code;
}

/* The sentence names which one when there are several. */
static const char *line_word(struct arena *arena, const char *what, size_t number, size_t count)
{
	return count == 1 ? what : arena_format(arena, "%s de l'engagement %zu", what, number + 1);
}

static bool debtor_owes(int debtor)
{
	return debtor == DEBTOR_PERSON || debtor == DEBTOR_STRUCTURE || debtor == DEBTOR_PARTNER || debtor == DEBTOR_FUNDER ||
	       debtor == DEBTOR_EMPLOYER || debtor == DEBTOR_BODY;
}

static bool line_codes_check(struct arena *arena, const struct commitment_new *v, size_t i, size_t count, struct error *e)
{
	if (v->debtor == NULL || !debtor_owes(debtor_from_code(v->debtor))) {
		act_rule_refuse(e, "engagement_debiteur_connu", "debiteur",
		                count == 1 ? "choisissez dans la liste" : arena_format(arena, "corrigez l'engagement %zu", i + 1),
		                "un engagement est pris par la structure, la personne, un partenaire, un financeur, un employeur ou "
		                "un organisme");
		e->code = ERR_USAGE; /* mistyped, rather than refused */
		return false;
	}
	if (item_part_from_code(code_or(v->part, "individuel")) <= PART_CONCLUSION)
		return input_refuse(e, "part", "%s est socle, volet ou individuel", line_word(arena, "la partie", i, count));
	if (cadence_from_code(code_or(v->cadence, "unique")) < 0)
		return input_refuse(e, "cadence", "%s est unique, semaine, mois ou trimestre", line_word(arena, "la cadence", i, count));
	if ((v->employment || v->structuring) && !v->action)
		return act_rule_refuse(e, "engagement_action", "action",
		                       count == 1 ? "marquez-la comme action" : arena_format(arena, "corrigez l'engagement %zu", i + 1),
		                       "une action à visée emploi, ou structurante, est une action");
	return true;
}

static bool line_check(struct arena *arena, const struct commitment_new *v, size_t i, size_t count, struct date starts,
                       struct error *e)
{
	const struct input_text object = {"objet", line_word(arena, "l'objet", i, count), true, 500, false};
	const char *word = line_word(arena, "l'échéance", i, count);
	struct date due = DATE_NONE;

	if (!line_codes_check(arena, v, i, count, e) || !input_text_check(&object, v->object, e))
		return false;
	if (input_blank(v->due))
		return true;
	if (!input_date(v->due, "echeance", word, DATE_NONE, &due, e))
		return false;
	if (date_is_set(starts) && date_compare(due, starts) < 0)
		return act_rule_refuse(e, "engagement_avant_contrat", "echeance",
		                       count == 1 ? "donnez une échéance à partir du début du contrat, ou de l'avenant"
		                                  : arena_format(arena, "corrigez l'échéance de l'engagement %zu", i + 1),
		                       "un engagement du contrat n'est pas dû avant lui");
	return true;
}

size_t commitments_count(const struct commitment_new *items, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		kept += !input_blank(items[i].object);
	return kept;
}

/* A line without object but with a date was begun: it is not left out unsaid. */
static bool line_is_empty(const struct commitment_new *v)
{
	return input_blank(v->object) && input_blank(v->due);
}

bool commitments_check(const struct commitment_new *items, size_t count, struct date starts, struct error *e)
{
	struct arena arena = {0};
	bool good = true;

	if (count > CONTRACT_ITEMS_MAX)
		return input_refuse(e, "engagements", "un contrat porte %d engagements au plus", CONTRACT_ITEMS_MAX);
	for (size_t i = 0; good && i < count; i++)
		good = line_is_empty(&items[i]) || line_check(&arena, &items[i], i, count, starts, e);
	arena_free(&arena);
	return good;
}

/* Of a cadence, the first one is due a period after the start. */
static struct date line_due(const struct commitment_new *v, struct date starts)
{
	struct date due = DATE_NONE;

	if (!input_blank(v->due) && input_date_read(v->due, &due))
		return due;
	if (!date_is_set(starts))
		return DATE_NONE;
	switch ((enum cadence)cadence_from_code(code_or(v->cadence, "unique"))) {
	case CADENCE_WEEK:
		return date_add_days(starts, 7);
	case CADENCE_MONTH:
		return date_add_months(starts, 1);
	case CADENCE_QUARTER:
		return date_add_months(starts, 3);
	default:
		return DATE_NONE;
	}
}

static void line_write(struct command_draft *d, const struct commitment_new *v, struct date starts)
{
	struct date due = line_due(v, starts);

	json_open(&d->content);
	command_new_id(d, "engagement_id");
	json_string(&d->content, "debiteur", v->debtor);
	command_text(d, "objet", v->object);
	if (date_is_set(due))
		json_date(&d->content, "echeance", due);
	json_string(&d->content, "part", code_or(v->part, "individuel"));
	json_string(&d->content, "cadence", code_or(v->cadence, "unique"));
	command_text_if(d, "regle", v->rule);
	command_text_if(d, "modele", v->model);
	command_text_if(d, "source", v->source);
	if (v->action) {
		json_bool(&d->content, "action", true);
		json_bool(&d->content, "visee_emploi", v->employment);
		json_bool(&d->content, "structurante", v->structuring);
	}
	json_close(&d->content);
}

void commitments_write(struct command_draft *d, const char *key, const struct commitment_new *items, size_t count,
                       struct date starts)
{
	json_array_open(&d->content, key);
	for (size_t i = 0; i < count; i++)
		if (!input_blank(items[i].object))
			line_write(d, &items[i], starts);
	json_array_close(&d->content);
}

/* --- kept, excused ------------------------------------------------------------------------------------------------ */

/* Whose it is: that of the model that holds it. */
static const char *item_person(const struct app *a, const struct item *i)
{
	const struct commitment_file *f = a->commitments.file;

	for (size_t k = 0; f != NULL && k < f->item_count; k++)
		if (strcmp(f->items[k].id, i->id) == 0)
			return a->commitments.id;
	return a->file.id;
}

static bool item_open_check(const struct item *i, struct error *e)
{
	if (i->contract[0] != '\0' && !date_is_set(i->bound))
		return act_rule_refuse(e, "contrat_non_signe", "contrat_id", "faites-le signer d'abord",
		                       "ce contrat n'est pas signé par les deux parties : il n'engage encore personne");
	if (date_is_set(i->done) && i->cadence == CADENCE_ONCE)
		return act_rule_refuse(e, "engagement_deja_tenu", "tenu_le", "relisez la fiche", "cet engagement est déjà tenu");
	if (date_is_set(i->withdrawn))
		return act_rule_refuse(e, "tenue_hors_contrat", "tenu_le", "relisez le contrat en vigueur",
		                       "cet engagement ne liait personne ce jour-là : le contrat n'était pas signé, ou ne court plus");
	return true;
}

/* One that comes back is noted once a day. */
static bool item_day_check(const struct app *a, const struct item *i, struct error *e)
{
	if (i->cadence == CADENCE_ONCE || !date_is_set(i->done) || date_compare(i->done, a->now.day) != 0)
		return true;
	return act_rule_refuse(e, "tenue_un_jour", "tenu_le", "relisez les engagements",
	                       "cet engagement est déjà noté comme tenu ce jour-là");
}

bool item_may_be_kept(const struct item *i)
{
	struct error e;

	return item_open_check(i, &e) && !date_is_set(i->excused) && !i->compensated;
}

bool act_item_done(struct app *a, const struct item *i, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !item_open_check(i, e) || !item_day_check(a, i, e))
		return false;
	command_open(&d, a, "engagement_tenir");
	json_string(&d.content, "engagement_id", i->id);
	json_int(&d.content, "version", i->version);
	if (i->cadence != CADENCE_ONCE)
		command_new_id(&d, "tenue_id");
	command_send(&d, arena_format(&d.arena, "engagement tenu : %s", i->object), item_person(a, i), true);
	return true;
}

bool act_item_excuse(struct app *a, const char *person, const struct item *i, const char *reason, struct error *e)
{
	static const struct input_text spec = {"motif", "le motif de l'excuse", true, 500, false};
	struct command_draft d;

	if (!act_allowed(a, e) || !item_open_check(i, e))
		return false;
	if (i->debtor == DEBTOR_STRUCTURE)
		return act_rule_refuse(e, "engagement_excuse_structure", "engagement_id", "tenez-le, ou ouvrez une action compensatrice",
		                       "un engagement de la structure ne s'excuse pas (règle commune L6)");
	if (date_is_set(i->excused))
		return act_rule_refuse(e, "engagement_deja_excuse", "engagement_id", "relisez les engagements", "cet engagement est déjà excusé");
	if (!input_text_check(&spec, reason, e))
		return false;
	command_open(&d, a, "engagement_excuser");
	json_string(&d.content, "engagement_id", i->id);
	json_int(&d.content, "version", i->version);
	command_text(&d, "motif", reason);
	command_send(&d, arena_format(&d.arena, "engagement excusé : %s", i->object), person, true);
	return true;
}
