/* A contract signed, given up, continued or not at 12 months, closed. */
#include <string.h>

#include "core/acts/act_contract.h"

enum { SIGNED_AHEAD_DAYS = 31 }; /* a first version may be signed that long before the contract starts (local) */

/* --- signing ------------------------------------------------------------------------------------------------------ */

struct signatures { struct date person, structure; bool signs_person, signs_structure; };

/* No signature before the contract, nor before the version that this one follows. */
static bool signature_floor_check(const struct contract *c, int rank, struct date day, const char *field, struct error *e)
{
	struct date floor = date_add_days(c->starts, -SIGNED_AHEAD_DAYS);

	for (size_t i = 0; i < c->version_count; i++) {
		struct date bound = contract_version_signed(&c->versions[i]);

		if (c->versions[i].rank < rank && date_is_set(bound) && date_compare(bound, floor) > 0)
			floor = bound;
	}
	if (date_compare(day, floor) >= 0)
		return true;
	return act_rule_refuse(e, "contrat_signature_avant", field, "corrigez la date",
	                       "cette signature est de plus de 31 jours avant le contrat, ou d'avant sa version précédente (local)");
}

static bool signature_read(const struct app *a, const struct contract *c, int rank, const char *typed,
                           const struct dated_field *f, struct date *out, struct error *e)
{
	return act_past_date(a, typed, f, out, e) && signature_floor_check(c, rank, *out, f->field, e);
}

/* Both left out: whoever has not signed signs today. */
static bool signatures_read(const struct app *a, const struct contract *c, const struct contract_version *v,
                            const char *by_person, const char *by_structure, struct signatures *s, struct error *e)
{
	static const struct dated_field person = {"signe_personne_le", "la signature de la personne", "contrat_signature_future",
	                                         "un contrat ne se signe pas dans le futur"};
	static const struct dated_field structure = {"signe_structure_le", "la signature de la structure", "contrat_signature_future",
	                                            "un contrat ne se signe pas dans le futur"};
	bool all = input_blank(by_person) && input_blank(by_structure);

	*s = (struct signatures){v->signed_person, v->signed_structure,
	                         !input_blank(by_person) || (all && !date_is_set(v->signed_person)),
	                         !input_blank(by_structure) || (all && !date_is_set(v->signed_structure))};
	return (!s->signs_person || signature_read(a, c, v->rank, by_person, &person, &s->person, e)) &&
	       (!s->signs_structure || signature_read(a, c, v->rank, by_structure, &structure, &s->structure, e));
}

/* A contract binds the structure too (D. 5411-14, 003:7421). Lines that are not loaded are left to the database. */
static bool structure_owes_check(const struct commitment_file *f, const struct contract *c, int rank, struct error *e)
{
	for (size_t i = 0; f != NULL && i < f->item_count; i++)
		if (f->items[i].debtor == DEBTOR_STRUCTURE && strcmp(f->items[i].contract, c->id) == 0 && item_in_version(&f->items[i], rank))
			return true;
	if (f == NULL)
		return true;
	return act_rule_refuse(e, "contrat_sans_structure", "engagements", "abandonnez cette version, puis préparez-la avec un engagement de notre part",
	                       "un contrat engage aussi la structure : aucun engagement de sa part dans celui-ci (D. 5411-14, 003:7421)");
}

/* The one that it renews ends the day before, by its signature. */
static bool alone_check(const struct commitment_file *f, const struct contract *c, const struct contract_version *v, struct error *e)
{
	const struct contract *other = contract_over(f, c->id, c->starts, v->ends);
	char day[DATE_TEXT];

	if (other == NULL || (strcmp(other->id, c->follows) == 0 && date_compare(other->starts, c->starts) < 0))
		return true;
	return act_rule_refuse(e, "contrat_un_seul", "debut", "clôturez-le, ou faites un avenant",
	                       "la personne a déjà un contrat en vigueur à ces dates : un seul à la fois, celui du %s",
	                       date_format_numeric(other->starts, day));
}

static const struct contract_version *version_to_change(const struct contract *c, int rank, struct error *e)
{
	const struct contract_version *v = contract_rank(c, rank);

	if (v == NULL) {
		error_set(e, ERR_NOT_FOUND, "ce contrat n'a pas de version %d", rank);
		return NULL;
	}
	if (v->dropped) {
		act_rule_refuse(e, "contrat_version_abandonnee", "rang", "préparez-en une autre", "cette version est abandonnée");
		return NULL;
	}
	if (date_is_set(contract_version_signed(v))) {
		act_rule_refuse(e, "contrat_version_signee", "rang", "faites un avenant",
		                "cette version est signée : elle ne change plus");
		return NULL;
	}
	return v;
}

static bool signatory_check(const char *signatory, struct error *e)
{
	if (input_blank(signatory) || strcmp(signatory, "personne") == 0 || strcmp(signatory, "representant_legal") == 0)
		return true;
	return input_refuse(e, "signataire", "qui signe : personne ou representant_legal");
}

static const char *sign_label(struct command_draft *d, const char *person, const struct contract_version *v,
                              const struct signatures *s)
{
	const char *whose = act_person_of(d->app, &d->arena, person);
	const char *what = v->rank == 1 ? arena_format(&d->arena, "contrat %s", whose)
	                                : arena_format(&d->arena, "avenant v%d au contrat %s", v->rank, whose);

	if (date_is_set(s->person) && date_is_set(s->structure))
		return arena_format(&d->arena, "%s : signé", what);
	return arena_format(&d->arena, "%s : signé par %s", what, s->signs_person ? "la personne" : "la structure");
}

bool act_contract_sign(struct app *a, const char *person, const struct contract *c, int rank, const char *by_person,
                       const char *by_structure, const char *signatory, struct error *e)
{
	const struct commitment_file *f = app_commitments(a, person);
	const struct contract_version *v;
	struct command_draft d;
	struct signatures s;

	if (!act_allowed(a, e) || (v = version_to_change(c, rank, e)) == NULL || !signatory_check(signatory, e) ||
	    !signatures_read(a, c, v, by_person, by_structure, &s, e) || !structure_owes_check(f, c, rank, e) ||
	    !alone_check(f, c, v, e))
		return false;
	command_open(&d, a, "contrat_signer");
	json_string(&d.content, "contrat_id", c->id);
	json_int(&d.content, "rang", rank);
	json_int(&d.content, "version", v->version);
	if (s.signs_person) {
		json_date(&d.content, "signe_personne_le", s.person);
		json_string(&d.content, "signataire", input_blank(signatory) ? "personne" : signatory);
	}
	if (s.signs_structure)
		json_date(&d.content, "signe_structure_le", s.structure);
	command_send(&d, sign_label(&d, person, v, &s), person, true);
	return true;
}

bool act_contract_drop(struct app *a, const char *person, const struct contract *c, int rank, struct error *e)
{
	const struct contract_version *v;
	struct command_draft d;

	if (!act_allowed(a, e) || (v = version_to_change(c, rank, e)) == NULL)
		return false;
	command_open(&d, a, "contrat_abandonner");
	json_string(&d.content, "contrat_id", c->id);
	json_int(&d.content, "rang", rank);
	json_int(&d.content, "version", v->version);
	command_send(&d, arena_format(&d.arena, "%s %s : abandonné", rank == 1 ? "projet de contrat" : "avenant au contrat",
	                              act_person_of(a, &d.arena, person)), person, false);
	return true;
}

/* --- what becomes of it -------------------------------------------------------------------------------------------- */

static bool contract_binds_check(const struct app *a, const struct contract *c, struct error *e)
{
	if (contract_last_signed(c) == NULL)
		return act_rule_refuse(e, "contrat_non_signe", "contrat_id", "faites-le signer, ou abandonnez-le",
		                       "ce contrat n'est pas signé par les deux parties : il n'engage encore personne");
	if (date_is_set(c->closed) && date_compare(c->closed, a->now.day) < 0)
		return act_rule_refuse(e, "contrat_clos", "contrat_id", "préparez un autre contrat", "ce contrat est déjà clos");
	return true;
}

bool act_contract_choose(struct app *a, const char *person, const struct contract *c, enum contract_choice choice,
                         const char *reason, struct error *e)
{
	static const struct input_text spec = {"motif", "la raison de ce choix", true, 2000, true};
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (choice <= CHOICE_NONE || choice >= CHOICE_COUNT)
		return input_refuse(e, "choix", "le choix est poursuite, moins_intensif, reorientation ou fin");
	if (!contract_binds_check(a, c, e) || !input_text_check(&spec, reason, e))
		return false;
	command_open(&d, a, "contrat_choisir");
	json_string(&d.content, "contrat_id", c->id);
	json_int(&d.content, "version", c->version);
	json_string(&d.content, "choix", choice_code(choice));
	command_text(&d, "motif", reason);
	command_send(&d, arena_format(&d.arena, "contrat %s : %s", act_person_of(a, &d.arena, person), choice_label(choice)),
	             person, true);
	return true;
}

/* A passage closes a contract by itself, as a renewal does: by hand, the other reasons. */
static bool closing_check(const char *closing, const char *text, struct error *e)
{
	const struct input_text spec = {"texte", "ce qui s'est passé", closing != NULL && (strcmp(closing, "autre") == 0 ||
	                                strcmp(closing, "rupture") == 0), 2000, true};

	if (!code_label_known(contract_closings, closing))
		return act_code_refuse(contract_closings, "motif", "le motif", e);
	return input_text_check(&spec, text, e);
}

static bool closing_day_check(const struct app *a, const struct contract *c, const char *typed, struct date *last, struct error *e)
{
	enum { AHEAD_DAYS = 366 };
	const struct contract_version *v = contract_last_signed(c);

	if (!input_date(typed, "dernier_jour", "le dernier jour du contrat", a->now.day, last, e))
		return false;
	if (date_compare(*last, c->starts) < 0 || (date_is_set(v->ends) && date_compare(*last, v->ends) > 0) ||
	    date_diff(*last, a->now.day) > AHEAD_DAYS)
		return act_rule_refuse(e, "contrat_clos_bornes", "dernier_jour", "corrigez le dernier jour",
		                       "un contrat se clôt entre son début et sa fin");
	return true;
}

bool act_contract_close(struct app *a, const char *person, const struct contract *c, const char *last_day, const char *closing,
                        const char *text, struct error *e)
{
	struct date last = DATE_NONE;
	struct command_draft d;
	char day[DATE_TEXT];

	if (!act_allowed(a, e) || !contract_binds_check(a, c, e) || !closing_check(closing, text, e) ||
	    !closing_day_check(a, c, last_day, &last, e))
		return false;
	command_open(&d, a, "contrat_clore");
	json_string(&d.content, "contrat_id", c->id);
	json_int(&d.content, "version", c->version);
	json_date(&d.content, "dernier_jour", last);
	json_string(&d.content, "motif", closing);
	command_text(&d, "texte", text == NULL ? "" : text);
	command_send(&d, arena_format(&d.arena, "contrat %s : clos au %s", act_person_of(a, &d.arena, person),
	                              date_format_numeric(last, day)), person, false);
	return true;
}
