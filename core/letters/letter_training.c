/* The letters of a training request but the answer: what they share, the état descriptif, the project, the pieces. */
#include <string.h>

#include "core/base/french.h"
#include "core/letters/letter_private.h"
#include "core/training/funding.h"

/* --- what they share -------------------------------------------------------------------------------------------- */

void letter_fill_request(struct letter_values *v, const struct letter_facts *f)
{
	const struct training *t = &f->training->request;

	value_set(v, "agence", f->session->agency_name);
	value_set(v, "date", letter_day(v->arena, f->today.day, ""));
	value_set(v, "nom", french_name(v->arena, t->person_last_name, t->person_first_name));
	value_set(v, "identifiant", f->id);
	value_set(v, "conseiller", letter_or(f->counsellor, "aucun référent désigné"));
	value_set(v, "intitule", t->title);
	value_set(v, "organisme", letter_or(t->body, "organisme non choisi"));
	value_set(v, "financeur", t->funder[0] != '\0' ? funder_label(f->funders, t->funder) : "pas encore choisi");
	value_set(v, "depot", date_is_set(t->filed) ? arena_format(v->arena, "remis le %s", letter_day(v->arena, t->filed, "")) : "pas encore remis");
}

static void course_set(struct letter_values *v, const struct training *t)
{
	value_set(v, "metier", letter_or(t->trade, "non précisé"));
	value_set(v, "objectif", t->aim[0] != '\0' ? code_label_find(training_aims, t->aim) : "non précisé");
}

static const char *span_words(struct arena *arena, struct date from, struct date to)
{
	if (date_is_set(from) && from.days == to.days)
		return arena_format(arena, "le %s", letter_day(arena, from, ""));
	return arena_format(arena, "du %s au %s", letter_day(arena, from, "jour non fixé"), letter_day(arena, to, "jour non fixé"));
}

/* --- état descriptif (000:1625) ------------------------------------------------------------------------------------ */

static const char *precondition_words(struct arena *arena, const struct precondition_fact *p)
{
	const char *said = p->text[0] != '\0' ? arena_format(arena, " : %s", p->text) : "";

	if (!p->met && !p->waived)
		return "pas encore, ou pas encore noté";
	return arena_format(arena, "%s %s%s", p->met ? "oui, le" : "dispense du", letter_day(arena, p->on, "jour non noté"), said);
}

static const char *debrief_words(struct arena *arena, const struct company_period *p, struct date today)
{
	if (date_is_set(p->debriefed))
		return arena_format(arena, "%s (le %s, %s)", letter_or(p->debrief, "sans texte"), letter_day(arena, p->debriefed, ""),
		                    p->with_host ? "avec l'entreprise" : "sans l'entreprise");
	return date_compare(p->to, today) < 0 ? "pas encore écrit" : date_compare(p->from, today) > 0 ? "période à venir" : "période en cours";
}

/* Taking a job up is no trial of one. None, and the confrontation to the trade waived with its reason: none was to be. */
static void period_rows(struct letter_values *v, const struct letter_facts *f)
{
	const struct training_file *file = f->training;
	size_t count = 0;

	list_empty_set(v, "periodes", "Aucune période en entreprise n'est enregistrée.");
	for (size_t i = 0; i < file->period_count; i++) {
		const struct company_period *p = &file->periods[i];

		if (strcmp(p->kind, "reprise") == 0)
			continue;
		count++;
		list_row(v, "periodes", (const char *[]){
			letter_capital(v->arena, code_label_find(company_period_kinds, p->kind)), p->host, span_words(v->arena, p->from, p->to),
			letter_or(p->trade, "non précisé"), letter_or(p->aim, "non précisé"), debrief_words(v->arena, p, f->today.day)});
	}
	value_set(v, "compte", count == 0 ? "aucune" : letter_count(v->arena, count, "période", "périodes"));
	if (count == 0 && file->preconditions[PRE_WORKPLACE].waived)
		list_not_due(v, "periodes");
}

bool letter_fill_workplace(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct training_file *file = f->training;

	(void)e;
	letter_fill_request(v, f);
	course_set(v, &file->request);
	value_set(v, "mise_en_situation", precondition_words(v->arena, &file->preconditions[PRE_WORKPLACE]));
	value_set(v, "positionnement", precondition_words(v->arena, &file->preconditions[PRE_POSITIONING]));
	value_set(v, "evaluation", letter_or(file->project[1], "pas encore écrite"));
	period_rows(v, f);
	return true;
}

/* --- the project's form (000:6307-6349) ------------------------------------------------------------------------------ */

static const char *length_words(struct arena *arena, const struct training *t)
{
	if (t->minutes <= 0)
		return "non fixée";
	return t->weekly <= 0 ? letter_length(arena, t->minutes)
	                      : arena_format(arena, "%s, %s par semaine", letter_length(arena, t->minutes), letter_length(arena, t->weekly));
}

static const char *dates_words(struct arena *arena, const struct training *t)
{
	return date_is_set(t->starts) ? span_words(arena, t->starts, t->ends) : "non fixées";
}

bool letter_fill_project(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct training_file *file = f->training;
	const struct training *t = &file->request;

	if (file->project_rank == 0) {
		error_set(e, ERR_NOTHING, "le projet de cette demande n'est pas encore écrit");
		error_set_remedy(e, "Écrivez-le : jalon formation projeter %s, ou la touche p de la demande", f->id);
		return false;
	}
	letter_fill_request(v, f);
	course_set(v, t);
	value_set(v, "lieu", letter_or(t->place, "non fixé"));
	value_set(v, "duree", length_words(v->arena, t));
	value_set(v, "dates", dates_words(v->arena, t));
	value_set(v, "version", arena_format(v->arena, "%d, du %s", file->project_rank, letter_day(v->arena, file->project_on, "jour non noté")));
	for (int i = 0; i < PROJECT_FIELDS; i++)
		value_set(v, training_project_fields[i].code, letter_or(file->project[i], "pas encore écrit"));
	return true;
}

/* --- pieces ------------------------------------------------------------------------------------------------------------ */

static const char *piece_words(struct arena *arena, const struct training_piece *p)
{
	const char *kind = code_label_find(training_piece_kinds, p->kind);

	return p->object[0] == '\0' ? kind : strcmp(p->kind, "autre") == 0 ? p->object : arena_format(arena, "%s (%s)", kind, p->object);
}

static const char *expected_words(struct arena *arena, struct date expected)
{
	return date_is_set(expected) ? arena_format(arena, "attendue pour le %s", letter_day(arena, expected, "")) : "sans date fixée";
}

static const char *owner_words(enum debtor owner)
{
	return owner == DEBTOR_PERSON ? "vous" : owner == DEBTOR_STRUCTURE ? "nous" : debtor_label(owner);
}

/* Each under who is to bring it; « nous le réclamons » to the others. */
static void piece_row(struct letter_values *v, const struct training_piece *p)
{
	struct arena *arena = v->arena;
	const char *piece = piece_words(arena, p), *asked = letter_day(arena, p->asked, "jour non noté");

	if (date_is_set(p->received))
		list_row(v, "recues", (const char *[]){owner_words(p->owner), piece, letter_day(arena, p->received, "")});
	else if (!training_piece_awaited(p))
		return;
	else if (p->owner == DEBTOR_PERSON || p->owner == DEBTOR_STRUCTURE)
		list_row(v, p->owner == DEBTOR_PERSON ? "vous" : "nous", (const char *[]){piece, asked, expected_words(arena, p->expected)});
	else
		list_row(v, "autres", (const char *[]){letter_capital(arena, owner_words(p->owner)), piece, asked, expected_words(arena, p->expected)});
}

/* What nobody but the person owes, and what did not come in yet, are no part of the letter; what is hers is said, even nothing. */
static void piece_rows(struct letter_values *v, const struct training_file *file)
{
	static const char *const others[] = {"nous", "autres", "recues"};

	list_empty_set(v, "vous", "Rien : aucune pièce n'est attendue de vous.");
	for (size_t i = 0; i < file->piece_count; i++)
		piece_row(v, &file->pieces[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (list_rows(v, others[i]) == 0)
			list_not_due(v, others[i]);
}

static const char *awaited_words(struct arena *arena, const struct training_file *file)
{
	size_t awaited = 0, yours = 0;

	for (size_t i = 0; i < file->piece_count; i++) {
		awaited += training_piece_awaited(&file->pieces[i]);
		yours += training_piece_awaited(&file->pieces[i]) && file->pieces[i].owner == DEBTOR_PERSON;
	}
	if (awaited == 0) /* and answered, or dropped, the file is no more at the funder's */
		return file->request.stage == TRAINING_FILED ? "Plus aucune pièce n'est attendue : le dossier est de nouveau chez le financeur."
		                                             : "Plus aucune pièce n'est attendue.";
	if (yours == 0)
		return arena_format(arena, "%s ; rien ne vous est demandé.", letter_count(arena, awaited, "pièce est attendue", "pièces sont attendues"));
	if (yours == awaited)
		return arena_format(arena, "%s de vous.", letter_count(arena, awaited, "pièce est attendue", "pièces sont attendues"));
	return arena_format(arena, "%s, dont %zu de vous.", letter_count(arena, awaited, "pièce est attendue", "pièces sont attendues"), yours);
}

bool letter_fill_pieces(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct training_file *file = f->training;

	if (file->piece_count == 0) {
		error_set(e, ERR_NOTHING, "aucune pièce n'a été demandée pour cette formation");
		error_set_remedy(e, "Notez celles que le financeur demande : jalon formation pieces %s, ou les touches rp de la demande", f->id);
		return false;
	}
	letter_fill_request(v, f);
	value_set(v, "bilan", awaited_words(v->arena, file));
	piece_rows(v, file);
	return true;
}
