/* What the reasons of the contract and of what goes with it say (reasons_contract.c). */
#include <string.h>

#include "core/portfolio/reason_text_private.h"
#include "core/base/french.h"
#include "core/portfolio/reasons_private.h"
#include "core/rules/hours.h"

bool reason_is_of_contract(enum reason_code code)
{
	return code >= REASON_CONTRACT_MISSING && code <= REASON_ITEM_THIRD;
}

static const char *hours_text(struct arena *a, int minutes)
{
	char text[16];

	return arena_strdup(a, hours_format_short(minutes, text));
}

static const char *count_words(struct arena *a, int n)
{
	return arena_format(a, "%d", n);
}

/* The week that a reason about hours speaks of: it ends on the day its clock starts. */
static bool week_is_last(const struct reason *r, struct moment today)
{
	return date_compare(r->clock.start.day, date_week_start(today.day)) < 0;
}

static const struct week_facts *week_of(const struct person_facts *f, const struct reason *r, struct moment today)
{
	return week_is_last(r, today) ? &f->last_week : &f->week;
}

static struct date monday_of(const struct reason *r)
{
	return date_week_start(r->clock.start.day);
}

/* « du partenaire », « de l'employeur ». */
static const char *third_words(enum debtor d)
{
	switch (d) {
	case DEBTOR_EMPLOYER:
		return "de l'employeur";
	case DEBTOR_FUNDER:
		return "du financeur";
	case DEBTOR_BODY:
		return "de l'organisme";
	case DEBTOR_AUTHORITY:
		return "de l'autorité";
	default:
		return "du partenaire";
	}
}

/* --- sentences ------------------------------------------------------------------------------------------ */

static const char *missing_sentence(struct arena *a, const struct person_facts *f, struct moment today,
                                    const struct reason *r)
{
	const char *who = r->debtor == DEBTOR_PERSON ? " par la personne" : "";
	int left = r->clock.days_left;

	if (r->debtor == DEBTOR_STRUCTURE && f->contract.pending && date_is_set(f->contract.signed_person))
		who = " par nous";
	if (r->clock.state == CLOCK_UNSET)
		return arena_format(a, "contrat à signer%s, %s", who, r->rule->fixed ? "orientation à noter" : "délai non fixé");
	if (!r->rule->applied)
		return arena_format(a, "contrat à signer%s : objectif proposé %s", who, day_words(a, r->due.day, today.day));
	if (r->band == BAND_GREY)
		return arena_format(a, "contrat à signer%s : pour information", who);
	if (left < 0)
		return arena_format(a, "contrat à signer%s, dû depuis %d j", who, -left);
	if (left == 0)
		return arena_format(a, "contrat à signer%s aujourd'hui", who);
	return arena_format(a, "contrat à signer%s avant le %s", who, day_words(a, r->due.day, today.day));
}

static const char *expiring_sentence(struct arena *a, struct moment today, const struct reason *r)
{
	const char *day = day_words(a, r->due.day, today.day);
	int left = r->clock.days_left;

	if (left == 0)
		return "fin du contrat aujourd'hui";
	if (left > 0)
		return arena_format(a, "fin du contrat le %s (dans %d j)", day, left);
	return arena_format(a, "contrat fini le %s, à renouveler", day);
}

static const char *empty_sentence(struct arena *a, const struct person_facts *f, const struct reason *r)
{
	int held = f->contract.actions;

	if (held == 0)
		return "contrat sans aucune action";
	return arena_format(a, "contrat : %d action%s, %d au moins", held, held > 1 ? "s" : "", r->rule->value);
}

static const char *hours_sentence_of(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                                     struct moment today, const struct reason *r)
{
	const struct week_facts *w = week_of(f, r, today);
	struct week_due due = person_week_due(book, f, w, monday_of(r));

	return arena_format(a, "heures de la semaine%s : %s sur %s", week_is_last(r, today) ? " passée" : "",
	                    hours_text(a, w->declared), hours_text(a, due.target));
}

static const char *validate_sentence(struct arena *a, struct moment today, const struct reason *r)
{
	const char *week = day_words(a, monday_of(r), today.day);

	if (r->band == BAND_RED)
		return arena_format(a, "heures du %s à valider (+%d j)", week, -r->clock.days_left);
	return arena_format(a, "heures de la semaine du %s à valider", week);
}

static const char *third_sentence(struct arena *a, const struct person_facts *f, struct moment today,
                                  const struct reason *r)
{
	if (f->item_third_count > 1 && r->band == BAND_RED)
		return arena_format(a, "%d engagements de tiers dus depuis le %s", f->item_third_count,
		                    day_words(a, r->due.day, today.day));
	return due_words(a, r, today, arena_format(a, "engagement %s", third_words(f->item_third_debtor)));
}

static const char *choice_words(struct arena *a, const struct reason *r)
{
	char value[32];

	return arena_format(a, "choix des %s", rule_format_value(r->rule, value));
}

static const char *remedial_sentence(struct arena *a, const struct person_facts *f, struct moment today,
                                     const struct reason *r)
{
	if (f->remedial_count > 1 && r->band == BAND_RED)
		return arena_format(a, "%d actions compensatrices à remettre", f->remedial_count);
	return due_words_feminine(a, r, today, "action compensatrice");
}

const char *contract_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                              struct moment today, const struct reason *r)
{
	switch (r->code) {
	case REASON_CONTRACT_MISSING:
		return missing_sentence(a, f, today, r);
	case REASON_CONTRACT_EXPIRING:
		return expiring_sentence(a, today, r);
	case REASON_CONTRACT_EMPTY:
		return empty_sentence(a, f, r);
	case REASON_NO_EMPLOYMENT_ACTION:
		return "contrat sans action à visée emploi";
	case REASON_INTENSIVE_CHOICE:
		return due_words(a, r, today, choice_words(a, r));
	case REASON_HOURS_SHORT:
		return hours_sentence_of(a, book, f, today, r);
	case REASON_HOURS_TO_VALIDATE:
		return validate_sentence(a, today, r);
	case REASON_RIGHTS_DUE:
		return due_words_feminine(a, r, today, "information sur les droits");
	case REASON_REQUEST_DUE:
		return due_words_feminine(a, r, today, "réponse à sa demande");
	case REASON_COMPLAINT_DUE:
		return due_words_feminine(a, r, today, "réponse à sa réclamation");
	case REASON_REMEDIAL_DUE:
		return remedial_sentence(a, f, today, r);
	default:
		return third_sentence(a, f, today, r);
	}
}

/* --- brief ---------------------------------------------------------------------------------------------- */

static const char *expiring_brief(struct arena *a, const struct reason *r)
{
	int left = r->clock.days_left;

	if (left < 0)
		return arena_format(a, "contrat fini +%d j", -left);
	return left == 0 ? "fin contrat ce jour" : arena_format(a, "fin contrat J-%d", left);
}

static const char *hours_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                               struct moment today, const struct reason *r)
{
	const struct week_facts *w = week_of(f, r, today);
	struct week_due due = person_week_due(book, f, w, monday_of(r));

	return arena_format(a, "%s %s/%s", week_is_last(r, today) ? "sem. passée" : "heures", hours_text(a, w->declared),
	                    hours_text(a, due.target));
}

static const char *third_brief(struct arena *a, const struct person_facts *f, const struct reason *r)
{
	const char *who = third_words(f->item_third_debtor);

	who += strncmp(who, "de l'", 5) == 0 ? 5 : 3; /* « financeur », « employeur » */
	return brief_due(a, r, arena_format(a, "eng. %s", who));
}

const char *contract_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                           struct moment today, const struct reason *r)
{
	switch (r->code) {
	case REASON_CONTRACT_MISSING:
		return brief_due(a, r, "contrat dû");
	case REASON_CONTRACT_EXPIRING:
		return expiring_brief(a, r);
	case REASON_CONTRACT_EMPTY:
		return arena_format(a, "contrat : %d action%s", f->contract.actions, f->contract.actions > 1 ? "s" : "");
	case REASON_NO_EMPLOYMENT_ACTION:
		return "sans action emploi";
	case REASON_INTENSIVE_CHOICE:
		return brief_due(a, r, "suite à choisir");
	case REASON_HOURS_SHORT:
		return hours_brief(a, book, f, today, r);
	case REASON_HOURS_TO_VALIDATE:
		return brief_due(a, r, "h. à valider");
	case REASON_RIGHTS_DUE:
		return brief_due(a, r, "info droits");
	case REASON_REQUEST_DUE:
		return brief_due(a, r, "demande");
	case REASON_COMPLAINT_DUE:
		return brief_due(a, r, "réclamation");
	case REASON_REMEDIAL_DUE:
		return brief_due(a, r, "compensation");
	default:
		return third_brief(a, f, r);
	}
}

/* --- inputs --------------------------------------------------------------------------------------------- */

static const char *signature_words(struct arena *a, const struct contract_summary *c, struct date day)
{
	return c->pending ? french_day(a, day, "pas encore") : "aucun contrat préparé";
}

static void missing_inputs(struct arena *a, const struct person_facts *f, const struct reason *r, struct inputs *in)
{
	const struct contract_summary *c = &f->contract;

	input_add(in, "Signature de la personne", signature_words(a, c, c->signed_person));
	input_add(in, "Signature de la structure", signature_words(a, c, c->signed_structure));
	if (r->rule->regime == f->regime)
		input_add(in, "Dernière orientation notifiée", french_day(a, f->oriented, "aucune : le délai n'a pas commencé"));
	input_add(in, "Dernier contrat fini le", french_day(a, c->ended, "aucun"));
	input_add(in, "Début du régime", french_day(a, f->regime_from, "inconnu"));
	if (f->regime == REGIME_CER && f->household_size > 1) /* rules.md L11 */
		input_add(in, "Foyer", arena_format(a, "%d personnes : le conjoint soumis aux mêmes devoirs signe son propre contrat (003:7500)",
		                                    f->household_size));
	if (r->debtor == DEBTOR_STRUCTURE && !(c->pending && date_is_set(c->signed_person)))
		input_add(in, "Rendez-vous sans issue, ou annulé par nous",
		          arena_format(a, "%s : rien n'est retenu contre la personne", moment_words(a, f->last_unsettled, "")));
}

static void force_inputs(struct arena *a, const struct contract_summary *c, struct inputs *in)
{
	input_add(in, "Contrat signé le", arena_format(a, "%s (version %d)", french_day(a, c->signed_on, "inconnu"), c->rank));
	input_add(in, "Dernier jour du contrat", french_day(a, c->ends, "non fixé"));
}

static void expiring_inputs(struct arena *a, const struct person_facts *f, struct inputs *in)
{
	const struct contract_summary *c = &f->contract;

	if (date_is_set(c->signed_on))
		force_inputs(a, c, in);
	else
		input_add(in, "Dernier contrat fini le", french_day(a, c->ended, "aucun"));
	input_add(in, "Suite préparée", c->pending ? "oui, à signer" : "non");
	input_add(in, "Début du régime", french_day(a, f->regime_from, "inconnu"));
}

static void choice_inputs(struct arena *a, const struct person_facts *f, struct inputs *in)
{
	const struct contract_summary *c = &f->contract;

	force_inputs(a, c, in);
	input_add(in, "Parcours intensif depuis le", french_day(a, c->intensive_since, "inconnu"));
	input_add(in, "Dernier choix enregistré", french_day(a, c->chosen, "aucun"));
	if (c->structuring)
		input_add(in, "Action structurante au contrat", "oui : elle peut prolonger le parcours (003:13796)");
}

static const char *target_origin(struct arena *a, const struct week_facts *w, struct week_due due)
{
	if (w->target >= 0)
		return arena_format(a, "%s, fixé par le contrat ou une dérogation", hours_text(a, w->target));
	return arena_format(a, "%s (%s %s, %s)", hours_text(a, due.rule->value * 60), regime_code(due.rule->regime), due.rule->code,
	                    due.rule->source);
}

static void hours_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                         const struct reason *r, struct inputs *in)
{
	const struct week_facts *w = week_of(f, r, today);
	struct week_due due = person_week_due(book, f, w, monday_of(r));

	input_add(in, "Semaine du", french_day(a, monday_of(r), ""));
	input_add(in, "Déclarées", hours_text(a, w->declared));
	input_add(in, "dont validées", hours_text(a, w->validated));
	input_add(in, "Objectif de la semaine", target_origin(a, w, due));
	if (w->absent_days > 0)
		input_add(in, "Jours d'absence", arena_format(a, "%d sur 5 : objectif ramené à %s", w->absent_days, hours_text(a, due.target)));
	input_add(in, "Ce que les sources en tirent", "aucune ne lie ces heures à une sanction");
}

static void answer_inputs(struct arena *a, const char *label, struct moment since, struct inputs *in)
{
	input_add(in, label, moment_words(a, since, ""));
	input_add(in, "Réponse", "pas encore notée");
}

static void promise_inputs(struct arena *a, const struct person_facts *f, const struct reason *r, struct inputs *in)
{
	switch (r->code) {
	case REASON_REQUEST_DUE:
		answer_inputs(a, "Demande la plus ancienne, reçue le", f->request_since, in);
		break;
	case REASON_COMPLAINT_DUE:
		answer_inputs(a, "Réclamation la plus ancienne, reçue le", f->complaint_since, in);
		break;
	case REASON_REMEDIAL_DUE:
		input_add(in, "Promise pour le", french_day(a, f->remedial_due, ""));
		input_add(in, "Actions compensatrices ouvertes", count_words(a, f->remedial_count));
		break;
	default:
		input_add(in, "Engagement le plus ancien, non tenu, pour le", french_day(a, f->item_third, ""));
		input_add(in, "Engagements de tiers échus, ou dus ce jour", count_words(a, f->item_third_count));
		input_add(in, "Pris par", debtor_label(f->item_third_debtor));
		break;
	}
}

void contract_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                     const struct reason *r, struct inputs *in)
{
	switch (r->code) {
	case REASON_CONTRACT_MISSING:
		missing_inputs(a, f, r, in);
		break;
	case REASON_CONTRACT_EXPIRING:
		expiring_inputs(a, f, in);
		break;
	case REASON_CONTRACT_EMPTY:
		force_inputs(a, &f->contract, in);
		input_add(in, "Actions au contrat", count_words(a, f->contract.actions));
		break;
	case REASON_NO_EMPLOYMENT_ACTION:
		force_inputs(a, &f->contract, in);
		input_add(in, "Actions au contrat", count_words(a, f->contract.actions));
		input_add(in, "dont à visée emploi", count_words(a, f->contract.employment_actions));
		break;
	case REASON_INTENSIVE_CHOICE:
		choice_inputs(a, f, in);
		break;
	case REASON_HOURS_SHORT:
		hours_inputs(a, book, f, today, r, in);
		break;
	case REASON_HOURS_TO_VALIDATE:
		input_add(in, "Plus ancien jour déclaré, non validé", french_day(a, f->unvalidated, ""));
		break;
	case REASON_RIGHTS_DUE:
		input_add(in, "Dernière information donnée", french_day(a, f->rights_informed, "aucune depuis le début du régime"));
		input_add(in, "Début du régime", french_day(a, f->regime_from, "inconnu"));
		break;
	default:
		promise_inputs(a, f, r, in);
		break;
	}
}
