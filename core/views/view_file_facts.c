/* The facts of the sheet as lines: identity, appointments, contacts, notes, freins, household, periods.
 * The raw text of a line is its TSV value: parts separated by « ; », codes and ISO dates. */
#include <string.h>

#include "core/agenda/agenda.h"
#include "core/views/view_file_private.h"
#include "core/base/text.h"

static const char *or_dash(const char *s)
{
	return *s == '\0' ? "—" : s;
}

static void identity_add(struct line_list *l, const char *key, const char *label, const char *value, const char *why)
{
	line_add(l, key, label, or_dash(value), value)->why_text = why;
}

void figure_add(struct line_list *l, const struct judged_person *j, enum reason_code code, const char *key,
                       const char *label, const char *text, const char *raw, const char *why)
{
	struct view_line *line = line_add(l, key, label, or_dash(text), raw);

	line->reason = judged_reason(j, code);
	line->why_text = why;
	if (line->reason != NULL)
		line->band = line->reason->band;
}

static void identity_regime(struct line_list *l, const struct person_facts *p, const struct judged_person *j)
{
	const char *code = p->regime == REGIME_NONE ? "" : regime_code(p->regime);
	const char *words = p->regime == REGIME_NONE ? "aucun" : arena_format(l->arena, "%s, %s", code, regime_label(p->regime));

	line_add(l, "regime", "Régime", words, code)->why_text = "Régime en cours, inscrit au dossier";
	line_add(l, "regime_du", "Depuis le", or_dash(view_date(l->arena, p->regime_from)), view_iso_day(l->arena, p->regime_from))
		->why_text = "Premier jour du régime, inscrit au dossier";
	figure_add(l, j, REASON_END_NEAR, "regime_au", "Fin",
	           date_is_set(j->regime_end) ? view_date(l->arena, j->regime_end) : "non fixée",
	           view_iso_day(l->arena, j->regime_end),
	           date_is_set(p->regime_to) ? "Dernier jour, inscrit au dossier"
	                                     : "Calculée de la durée du dispositif (règle fin_dispositif) ; non fixée quand les "
	                                       "sources se taisent");
}

static void identity_contact(struct line_list *l, const struct person_facts *p, const struct judged_person *j)
{
	const char *last = view_moment(l->arena, p->last_contact);
	const char *words = j->days_since_contact < 0 ? "jamais" : arena_format(l->arena, "%s (%d j)", last, j->days_since_contact);

	figure_add(l, j, REASON_CONTACT_DUE, "dernier_contact", "Dernier contact", words,
	           view_iso_moment(l->arena, p->last_contact),
	           "Dernier échange à double sens, ou dernier rendez-vous honoré ; un appel sans réponse n'en est pas un");
	figure_add(l, j, REASON_NO_APPOINTMENT, "prochain_rdv", "Prochain rendez-vous", view_moment(l->arena, p->next_appointment),
	           view_iso_moment(l->arena, p->next_appointment), "Le premier rendez-vous à venir, non annulé");
	figure_add(l, j, REASON_ATTENDANCE_UNKNOWN, "sans_issue", "Rendez-vous sans issue",
	           arena_format(l->arena, "%d", p->unrecorded_count), arena_format(l->arena, "%d", p->unrecorded_count),
	           "Rendez-vous passés dont la présence n'est pas saisie : dus par le conseiller, jamais une absence");
}

static bool given(const char *s)
{
	return s != NULL && *s != '\0';
}

/* Convocation and reception are two dates (rules.md L4): the second is said even when it is not known. Who came has
 * been told well enough. */
static const char *convocation_words(struct arena *arena, const struct appointment *p)
{
	char convoked[8], received[8];

	if (!date_is_set(p->convoked) || p->attendance == ATTENDANCE_PRESENT)
		return "";
	if (!date_is_set(p->received))
		return arena_format(arena, " (convoqué le %s, réception non notée)", date_format_short(p->convoked, convoked));
	return arena_format(arena, " (convoqué le %s, reçu le %s)", date_format_short(p->convoked, convoked),
	                    date_format_short(p->received, received));
}

static const struct appointment *next_appointment(const struct person_file *f)
{
	for (size_t i = 0; given(f->person.next_id) && i < f->appointment_count; i++)
		if (strcmp(f->appointments[i].id, f->person.next_id) == 0)
			return &f->appointments[i];
	return NULL;
}

/* What the next appointment is, when it was given, whether the person knows of it. */
static void identity_next(struct line_list *l, const struct person_file *f)
{
	static const struct appointment unknown = {.convoked = {INT32_MIN}, .received = {INT32_MIN}};
	const struct person_facts *p = &f->person;
	const struct appointment *a = next_appointment(f) != NULL ? next_appointment(f) : &unknown;
	const char *words = "";

	if (moment_is_set(p->next_appointment) && given(p->next_kind) && given(p->next_place))
		words = arena_format(l->arena, "%s, %s, %d min%s%s%s%s%s%s", code_label_find(appointment_kinds, p->next_kind),
		                     code_label_find(appointment_places, p->next_place), p->next_minutes,
		                     given(a->series) ? ", série" : "", moment_is_set(p->next_given) ? " · donné le " : "",
		                     view_date(l->arena, p->next_given.day), convocation_words(l->arena, a),
		                     moment_is_set(p->next_reminded) ? " · rappelé le " : "", view_date(l->arena, p->next_reminded.day));
	line_add(l, "prochain_rdv_detail", "Ce rendez-vous", or_dash(words),
	         *words == '\0' ? "" : arena_format(l->arena, "%s;%s;%d;%s;%s;%s;%s", p->next_kind, p->next_place, p->next_minutes,
	                                            view_iso_moment(l->arena, p->next_given), view_iso_day(l->arena, a->convoked),
	                                            view_iso_day(l->arena, a->received), view_iso_moment(l->arena, p->next_reminded)))
		->why_text = "Type, lieu, durée, jour où il a été donné ; convocation et réception sont deux dates (000:5661)";
}

/* Those of the structure are counted apart: they never speak against the person (rules.md L3). */
static void identity_rebookings(struct line_list *l, const struct person_facts *p, const struct judged_person *j)
{
	int ours = 0, theirs = 0;
	const char *words;

	for (size_t i = 0; i < p->rebooking_count; i++) {
		ours += p->rebookings[i].by_structure;
		theirs += !p->rebookings[i].by_structure;
	}
	words = ours + theirs == 0 ? "aucun" : arena_format(l->arena, "%d par nous, %d par la personne", ours, theirs);
	figure_add(l, j, REASON_REBOOKINGS, "reprises", "Rendez-vous repris", words, arena_format(l->arena, "%d;%d", ours, theirs),
	           "Rendez-vous déplacés ou annulés depuis un an, par qui l'a demandé ; ceux de la structure ne comptent jamais "
	           "contre la personne");
}

static void identity_agenda(struct line_list *l, const struct person_file *f, const struct judged_person *j)
{
	const struct person_facts *p = &f->person;
	const char *open = arena_format(l->arena, "%d", p->unconcluded_count);

	identity_next(l, f);
	figure_add(l, j, REASON_CONCLUSION_DUE, "sans_conclusion", "Rendez-vous sans conclusion", open, open,
	           "Rendez-vous honorés dont la conclusion n'est pas écrite : elle les clôt (001:6)");
	identity_rebookings(l, p, j);
	figure_add(l, j, REASON_SERIES_ENDING, "serie_fin", "Série jusqu'au", view_date(l->arena, p->series_end),
	           view_iso_day(l->arena, p->series_end), "Jour du dernier rendez-vous de la série hebdomadaire en cours");
}

void section_identity(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j)
{
	const struct person_facts *p = &f->person;
	const char *typed = "Saisi au dossier";

	identity_add(l, "identifiant", "Identifiant", p->id, "Tiré au hasard à l'inscription : ne dit rien de la personne");
	identity_add(l, "nom", "Nom", p->last_name, typed);
	identity_add(l, "prenom", "Prénom", p->first_name, typed);
	line_add(l, "naissance", "Naissance", or_dash(view_date(l->arena, f->birth)), view_iso_day(l->arena, f->birth))->why_text = typed;
	identity_add(l, "telephone", "Téléphone", p->phone, typed);
	identity_add(l, "courriel", "Courriel", f->email, typed);
	identity_add(l, "commune", "Commune", f->town, typed);
	identity_regime(l, p, j);
	line_add(l, "modalite", "Modalité", follow_up_label(p->follow_up), follow_up_code(p->follow_up))
		->why_text = "Modalité de suivi inscrite au dossier (003:4190, 003:4080)";
	line_add(l, "referent", "Référent", p->referent_login, p->referent_login)
		->why_text = "Le conseiller référent, un seul à la fois";
	line_add(l, "referent_du", "Référent depuis", or_dash(view_date(l->arena, p->referent_from)),
	         view_iso_day(l->arena, p->referent_from))->why_text = "Premier jour du référent présent";
	identity_contact(l, p, j);
	line_add(l, "retards", "Retards, nous / elle ou il", view_ledgers_cell(l->arena, j),
	         arena_format(l->arena, "%d;%d", j->late_structure, j->late_person))
		->why_text = "Nombre de lignes rouges de chaque colonne du grand livre";
	identity_agenda(l, f, j);
	identity_engagement(l, a, f, j);
}

static const char *attendance_words(const struct appointment *p, struct moment today)
{
	if (p->cancelled && p->attendance == ATTENDANCE_UNKNOWN)
		return "annulé";
	if (p->attendance == ATTENDANCE_UNKNOWN && moment_compare(p->start, today) > 0)
		return "à venir";
	return attendance_label(p->attendance);
}

/* What sets this appointment apart: « collectif, série hebdomadaire, déplacé 2 fois ». */
static const char *appointment_marks(struct arena *arena, const struct appointment *p)
{
	const char *marks = arena_format(arena, "%s%s%s", p->group ? ", collectif" : "", given(p->series) ? ", série" : "",
	                                 p->unplanned ? ", non planifié" : "");

	if (p->moves > 0)
		marks = arena_format(arena, "%s, déplacé%s", marks, p->moves == 1 ? "" : arena_format(arena, " %d fois", p->moves));
	return given(p->subject) ? arena_format(arena, "%s, « %s »", marks, view_one_line(arena, p->subject)) : marks;
}

void section_appointments(struct line_list *l, const struct person_file *f, struct moment today)
{
	for (size_t i = 0; i < f->appointment_count; i++) {
		const struct appointment *p = &f->appointments[i];
		const char *state = attendance_words(p, today);
		const char *conclusion = view_one_line(l->arena, p->conclusion);
		struct view_line *line;

		line = line_add(l, view_iso_moment(l->arena, p->start), view_moment(l->arena, p->start),
		         arena_format(l->arena, "%s, %s, %d min%s, %s%s : %s%s%s%s%s", code_label_find(appointment_kinds, p->kind),
		                      code_label_find(appointment_places, p->place), p->minutes, appointment_marks(l->arena, p), p->counsellor,
		                      convocation_words(l->arena, p), state, given(p->reason) ? ", " : "", given(p->reason) ? view_one_line(l->arena, p->reason) : "",
		                      *conclusion == '\0' ? "" : ". ", conclusion),
		         arena_format(l->arena, "%s;%s;%d;%s;%s;%s", p->kind, p->place, p->minutes,
		                      p->cancelled ? "annule" : "maintenu", attendance_code(p->attendance), conclusion));
		line->appointment = p;
		line->why_text = "Rendez-vous inscrit à l'agenda ; la présence (p) et la conclusion (o), qui le clôt, sont saisies par un conseiller";
	}
}

void section_protections(struct line_list *l, const struct person_file *f)
{
	for (size_t i = 0; i < f->protection_count; i++) {
		const struct protected_period *p = &f->protections[i];
		const char *text = view_one_line(l->arena, p->text);
		struct view_line *line;

		line = line_add(l, p->id, protected_label(p->kind), arena_format(l->arena, "du %s au %s%s%s", view_date(l->arena, p->from),
		                                                                 view_date(l->arena, p->to), *text == '\0' ? "" : ", ", text),
		                arena_format(l->arena, "%s;%s;%s;%s", protected_code(p->kind), view_iso_day(l->arena, p->from),
		                             view_iso_day(l->arena, p->to), text));
		line->protection = p;
		line->why_text = p->kind == PROTECTED_LEAVE ? "Congés déclarés : aucune convocation ces jours-là (003:7893)"
		                 : p->kind == PROTECTED_REFLECTION ? "Délai de réflexion : aucune convocation avant sa fin (000:1459)"
		                 : "Absence déclarée : elle réduit l'objectif d'heures de la semaine, rien d'autre";
	}
}

void section_contacts(struct line_list *l, const struct person_file *f)
{
	for (size_t i = 0; i < f->contact_count; i++) {
		const struct contact *c = &f->contacts[i];
		const char *text = view_one_line(l->arena, c->text);

		line_add(l, view_iso_moment(l->arena, c->at), view_moment(l->arena, c->at),
		         arena_format(l->arena, "%s%s, %s%s%s", channel_label(c->channel), c->reached ? "" : ", sans réponse",
		                      c->author, *text == '\0' ? "" : " : ", text),
		         arena_format(l->arena, "%s;%s;%s", channel_code(c->channel), c->reached ? "joint" : "sans_reponse", text))
			->why_text = c->reached ? "Contact noté par un conseiller : il arrête le délai de contact"
			                        : "Essai noté par un conseiller : sans réponse, il n'arrête pas le délai de contact";
	}
}

void section_notes(struct line_list *l, const struct person_file *f)
{
	for (size_t i = 0; i < f->note_count; i++) {
		const struct note *n = &f->notes[i];
		const char *text = view_one_line(l->arena, n->text);
		struct view_line *line;

		line = line_add(l, view_iso_moment(l->arena, n->at), view_moment(l->arena, n->at),
		                arena_format(l->arena, "%s%s : %s", n->author, n->private_note ? " (privée)" : "", text),
		                arena_format(l->arena, "%s;%s", n->private_note ? "privee" : "partagee", text));
		line->note = n;
		line->why_text = n->private_note ? "Note privée : son auteur seul la lit" : "Note partagée avec qui suit la personne";
	}
}

void section_barriers(struct line_list *l, const struct person_file *f)
{
	for (size_t i = 0; i < f->barrier_count; i++) {
		const struct barrier *b = &f->barriers[i];
		const char *detail = view_one_line(l->arena, b->detail);
		struct view_line *line;

		line = line_add(l, b->id, date_is_set(b->lifted) ? "levé" : "ouvert",
		                arena_format(l->arena, "%s, depuis le %s%s%s%s%s", code_label_find(barrier_kinds, b->kind),
		                             view_date(l->arena, b->since), date_is_set(b->lifted) ? ", levé le " : "",
		                             view_date(l->arena, b->lifted), *detail == '\0' ? "" : " : ", detail),
		                arena_format(l->arena, "%s;%s;%s;%s", b->kind, view_iso_day(l->arena, b->since),
		                             view_iso_day(l->arena, b->lifted), detail));
		line->barrier = b;
		line->why_text = "Frein noté par un conseiller";
	}
}

void section_household(struct line_list *l, const struct person_file *f)
{
	const char *size = arena_format(l->arena, "%d", f->person.household_size);

	line_add(l, "taille", "Personnes au foyer", size, size)
		->why_text = "Saisie au dossier ; au-delà d'une, le plafond des mesures du RSA change (003:7510)";
	if (f->household[0] != '\0')
		line_add(l, "composition", "Composition", view_one_line(l->arena, f->household), view_one_line(l->arena, f->household))
			->why_text = "Saisie au dossier";
}

static const char *period_words(struct arena *arena, struct date from, struct date to)
{
	if (date_is_set(to))
		return arena_format(arena, "du %s au %s", view_date(arena, from), view_date(arena, to));
	return arena_format(arena, "depuis le %s", view_date(arena, from));
}

void section_regimes(struct line_list *l, const struct person_file *f)
{
	for (size_t i = 0; i < f->regime_count; i++) {
		const struct regime_period *r = &f->regimes[i];
		const char *code = r->regime == REGIME_NONE ? "?" : regime_code(r->regime);
		const char *reason = view_one_line(l->arena, r->reason);

		line_add(l, code, code, arena_format(l->arena, "%s%s%s", period_words(l->arena, r->from, r->to),
		                                     *reason == '\0' ? "" : ", ", reason),
		         arena_format(l->arena, "%s;%s;%s", view_iso_day(l->arena, r->from), view_iso_day(l->arena, r->to), reason))
			->why_text = "Passage daté : l'histoire n'est jamais réécrite";
	}
}

void section_referents(struct line_list *l, const struct person_file *f)
{
	for (size_t i = 0; i < f->referent_count; i++) {
		const struct referent_period *r = &f->referents[i];
		const char *login = text_safe(l->arena, r->login);

		line_add(l, login, text_safe(l->arena, r->name), period_words(l->arena, r->from, r->to),
		         arena_format(l->arena, "%s;%s", view_iso_day(l->arena, r->from), view_iso_day(l->arena, r->to)))
			->why_text = "Référents successifs : les changements sont comptés";
	}
}
