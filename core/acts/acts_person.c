/* The acts on a person's situation: correct, enrol, regime, modalité, référent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/act_private.h"
#include "core/base/french.h"
#include "core/base/json.h"
#include "core/base/text.h"

static const struct input_text reason_optional = {"motif", "le motif", false, 500, false};
static const struct input_text reason_required = {"motif", "le motif", true, 500, false};

enum { HOUSEHOLD_MAX = 30 };

/* Dates that the schema also bounds (passage_du_bornes…). */
static bool act_date(const struct app *a, const char *s, const char *field, const char *label, struct date *out,
                     struct error *e)
{
	if (!input_date(s, field, label, a->now.day, out, e))
		return false;
	if (date_compare(*out, date_make(1990, 1, 1)) < 0)
		return input_refuse(e, field, "%s est avant 1990", label);
	return true;
}

static bool birth_check(const struct app *a, const char *s, struct error *e)
{
	struct date birth = DATE_NONE;

	if (!input_date(s, "naissance", "la date de naissance", a->now.day, &birth, e))
		return false;
	if (date_compare(birth, date_make(1900, 1, 1)) < 0 ||
	    (date_is_set(a->now.day) && date_compare(birth, a->now.day) > 0))
		return input_refuse(e, "naissance", "la date de naissance est entre 1900 et aujourd'hui");
	return true;
}

/* --- correct -------------------------------------------------------------------------------------------- */

static bool edit_check(const struct app *a, const struct person_edit *v, struct error *e)
{
	const struct { struct input_text spec; const char *value; } texts[] = {
		{{"nom", "le nom", v->last_name != NULL, 100, false}, v->last_name},
		{{"prenom", "le prénom", v->first_name != NULL, 100, false}, v->first_name},
		{{"courriel", "le courriel", false, 254, false}, v->email},
		{{"commune", "la commune", false, 100, false}, v->town},
	};
	int size;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!input_text_check(&texts[i].spec, texts[i].value, e))
			return false;
	if (!input_blank(v->birth) && !birth_check(a, v->birth, e))
		return false;
	if ((v->phone != NULL && !input_phone(v->phone, e)) || (v->email != NULL && !input_email(v->email, e)))
		return false;
	return v->household_size == NULL ||
	       input_number(v->household_size, "foyer_taille", "la taille du foyer", 1, HOUSEHOLD_MAX, &size, e);
}

/* Adds the text when it is given and differs from what the file has. */
static int changed_text(struct command_draft *d, const char *key, const char *value, const char *present)
{
	const char *normal;

	if (value == NULL)
		return 0;
	normal = text_normalise(&d->arena, value);
	if (strcmp(normal, text_normalise(&d->arena, present)) == 0)
		return 0;
	json_string(&d->content, key, normal);
	return 1;
}

static int changed_birth(struct command_draft *d, const char *value, struct date present)
{
	struct date birth = DATE_NONE;

	if (value == NULL || (!input_blank(value) && !input_date_read(value, &birth)) || birth.days == present.days)
		return 0;
	json_date(&d->content, "naissance", birth);
	return 1;
}

/* Only what changed is sent, so that two people correcting two fields do not undo each other. */
bool act_person_correct(struct app *a, const struct person_file *f, const struct person_edit *v, struct error *e)
{
	const struct person_facts *p = &f->person;
	struct command_draft d;
	int changed = 0;

	if (!act_allowed(a, e) || !edit_check(a, v, e))
		return false;
	command_open(&d, a, "personne_corriger");
	json_string(&d.content, "identifiant", p->id);
	json_int(&d.content, "version", p->version);
	changed += changed_text(&d, "nom", v->last_name, p->last_name);
	changed += changed_text(&d, "prenom", v->first_name, p->first_name);
	changed += changed_birth(&d, v->birth, f->birth);
	changed += changed_text(&d, "telephone", v->phone, p->phone);
	changed += changed_text(&d, "courriel", v->email, f->email);
	changed += changed_text(&d, "commune", v->town, f->town);
	if (v->household_size != NULL && atoi(v->household_size) != p->household_size) {
		json_int(&d.content, "foyer_taille", atoi(v->household_size));
		changed++;
	}
	if (changed == 0) {
		command_drop(&d);
		error_set(e, ERR_NOTHING, "rien n'a été changé");
		return false;
	}
	command_send(&d, arena_format(&d.arena, "correction de la fiche %s", act_person_of(a, &d.arena, p->id)), p->id, true);
	return true;
}

/* --- enrol ---------------------------------------------------------------------------------------------- */

static bool regime_check(const char *code, struct error *e)
{
	if (code == NULL || !regime_is_personal(regime_from_code(code)))
		return input_refuse(e, "regime", "ce régime n'existe pas : CSP, CSP_ANI4, CTP, CRP, CAR_CTP, PPAE, CER, CEJ, "
		                    "PACEA, CUER ou CE");
	return true;
}

static bool enrol_check(const struct app *a, const struct person_new *v, struct date *from, struct error *e)
{
	const struct { struct input_text spec; const char *value; } texts[] = {
		{{"nom", "le nom", true, 100, false}, v->last_name},
		{{"prenom", "le prénom", true, 100, false}, v->first_name},
		{{"commune", "la commune", false, 100, false}, v->town},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!input_text_check(&texts[i].spec, texts[i].value, e))
			return false;
	if (input_blank(v->birth))
		return input_refuse(e, "naissance", "la date de naissance manque : JJ/MM/AAAA");
	return birth_check(a, v->birth, e) && (v->phone == NULL || input_phone(v->phone, e)) &&
	       regime_check(v->regime, e) && act_date(a, v->from, "du", "la date de début", from, e);
}

bool act_person_enrol(struct app *a, const struct person_new *v, struct error *e)
{
	struct command_draft d;
	struct date from = DATE_NONE, birth = DATE_NONE;

	if (!act_allowed(a, e) || !enrol_check(a, v, &from, e))
		return false;
	command_open(&d, a, "personne_inscrire");
	command_text(&d, "nom", v->last_name);
	command_text(&d, "prenom", v->first_name);
	input_date_read(v->birth, &birth);
	json_date(&d.content, "naissance", birth);
	command_text(&d, "telephone", v->phone == NULL ? "" : v->phone);
	command_text(&d, "commune", v->town == NULL ? "" : v->town);
	json_string(&d.content, "regime", regime_code(regime_from_code(v->regime)));
	json_date(&d.content, "du", from);
	if (!input_blank(v->referent))
		json_string(&d.content, "referent", v->referent);
	command_send(&d, arena_format(&d.arena, "inscription %s", french_of(&d.arena, act_name(&d.arena,
	                              french_name(&d.arena, v->last_name, v->first_name)))), "", false);
	a->pending->enrols = true;
	return true;
}

/* --- regime, modalité, référent ---------------------------------------------------------------------------- */

bool act_regime_change(struct app *a, const char *id, const char *regime, const char *from, const char *reason,
                       struct error *e)
{
	struct command_draft d;
	struct date day = DATE_NONE;
	const char *code;

	if (!act_allowed(a, e) || !regime_check(regime, e) || !act_date(a, from, "du", "la date de début", &day, e) ||
	    !input_text_check(&reason_optional, reason, e))
		return false;
	code = regime_code(regime_from_code(regime));
	command_open(&d, a, "regime_changer");
	json_string(&d.content, "identifiant", id);
	json_string(&d.content, "regime", code);
	json_date(&d.content, "du", day);
	command_text(&d, "motif", reason == NULL ? "" : reason);
	command_send(&d, arena_format(&d.arena, "%s au régime %s", act_person_name(a, &d.arena, id), code), id, false);
	return true;
}

bool act_regime_close(struct app *a, const char *id, const char *last_day, const char *reason, struct error *e)
{
	struct command_draft d;
	struct date day = DATE_NONE;

	if (!act_allowed(a, e) || !act_date(a, last_day, "au", "le dernier jour", &day, e) ||
	    !input_text_check(&reason_required, reason, e))
		return false;
	command_open(&d, a, "regime_clore");
	json_string(&d.content, "identifiant", id);
	json_date(&d.content, "au", day);
	command_text(&d, "motif", reason);
	command_send(&d, arena_format(&d.arena, "régime %s clos", act_person_of(a, &d.arena, id)), id, false);
	return true;
}

bool act_follow_up(struct app *a, const char *id, const char *code, const char *from, struct error *e)
{
	int modality = follow_up_from_code(code);
	struct command_draft d;
	struct date day = DATE_NONE;

	if (!act_allowed(a, e))
		return false;
	if (modality < 0)
		return input_refuse(e, "modalite", "la modalité est actif, structurante ou rattache");
	if (!act_date(a, from, "du", "la date de début", &day, e))
		return false;
	command_open(&d, a, "suivi_changer");
	json_string(&d.content, "identifiant", id);
	json_string(&d.content, "modalite", code);
	json_date(&d.content, "du", day);
	command_send(&d, arena_format(&d.arena, "%s : %s", act_person_name(a, &d.arena, id),
	                              follow_up_label((enum follow_up)modality)), id, false);
	return true;
}

bool act_referent_change(struct app *a, const char *id, const char *login, const char *from, struct error *e)
{
	static const struct input_text spec = {"login", "le compte du nouveau référent", true, 63, false};
	struct command_draft d;
	struct date day = DATE_NONE;

	if (!act_allowed(a, e) || !input_text_check(&spec, login, e) ||
	    !act_date(a, from, "du", "la date du changement", &day, e))
		return false;
	command_open(&d, a, "referent_changer");
	json_string(&d.content, "identifiant", id);
	command_text(&d, "login", login);
	json_date(&d.content, "du", day);
	command_send(&d, arena_format(&d.arena, "référent %s : %s", act_person_of(a, &d.arena, id),
	                              app_referent_name(a, &d.arena, login)), id, false);
	return true;
}
