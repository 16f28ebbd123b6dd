/* The table of clocks, and the facts that start and stop each of them. */
#include "core/engagement/clocks.h"

#include <string.h>

#include "core/portfolio/reasons_private.h"

static struct moment moment_of(struct date day)
{
	return date_is_set(day) ? at_midnight(day) : MOMENT_NONE;
}

static const struct person_facts *person_of(const struct clock_facts *x)
{
	return &x->f->person;
}

static struct date past_or_none(const struct clock_facts *x, struct date day)
{
	return date_reached(day, x->today) ? day : DATE_NONE;
}

static struct moment regime_start(const struct clock_facts *x)
{
	return moment_of(person_of(x)->regime_from);
}

/* --- the contract ------------------------------------------------------------------------------------------ */

/* A contract that has ended is told by « contrat_fin_proche »: its own signature was kept. */
static struct moment signature_starts(const struct clock_facts *x)
{
	if (commitment_contract(x->f, x->today, NULL) == NULL && judged_reason(x->judged, REASON_CONTRACT_EXPIRING) != NULL)
		return MOMENT_NONE;
	return moment_of(signature_start(x->book, person_of(x)));
}

static struct date side_signature(const struct contract_version *v, enum debtor side)
{
	return side == DEBTOR_PERSON ? v->signed_person : v->signed_structure;
}

/* In force, or signed ahead of its first day. */
static bool contract_is_signed(const struct clock_facts *x, const struct contract *c)
{
	struct date first = date_compare(c->starts, x->today) > 0 ? c->starts : x->today;

	return c->version_count > 0 && date_reached(contract_version_signed(&c->versions[0]), x->today) && contract_in_force(c, first) != NULL;
}

/* Of the contract in force when it was concluded, else of the one that waits for a signature. */
static struct date signature_stops(const struct clock_facts *x, enum debtor side)
{
	const struct contract_version *pending = NULL;

	for (size_t i = 0; i < x->f->contract_count; i++) {
		const struct contract *c = &x->f->contracts[i];
		const struct contract_version *v = contract_pending(c);

		if (contract_is_signed(x, c))
			return past_or_none(x, side_signature(&c->versions[0], side));
		if (v != NULL && v->rank == 1 && pending == NULL)
			pending = v;
	}
	return pending != NULL ? past_or_none(x, side_signature(pending, side)) : DATE_NONE;
}

static struct moment review_starts(const struct clock_facts *x)
{
	const struct contract_version *v;

	return commitment_contract(x->f, x->today, &v) != NULL ? moment_of(contract_version_signed(v)) : MOMENT_NONE;
}

static struct moment choice_starts(const struct clock_facts *x)
{
	const struct contract_summary *s = &person_of(x)->contract;

	if (!date_reached(s->signed_on, x->today) || !s->intensive || !date_is_set(s->intensive_since))
		return MOMENT_NONE;
	return moment_of(date_latest(s->intensive_since, past_or_none(x, s->chosen)));
}

/* --- meetings ---------------------------------------------------------------------------------------------- */

static struct moment contact_of(const struct clock_facts *x, const char *code)
{
	const struct clock_result *c = &x->judged->contact;

	return c->rule != NULL && strcmp(c->rule->code, code) == 0 ? c->start : MOMENT_NONE;
}

static struct moment exchange_starts(const struct clock_facts *x) { return contact_of(x, "echange_hebdomadaire"); }
static struct moment meeting_starts(const struct clock_facts *x) { return contact_of(x, "rdv_hebdomadaire"); }

static struct moment first_of(const struct clock_facts *x, const char *code)
{
	const struct rule *rule = first_meeting_rule(x->book, person_of(x));

	return rule != NULL && strcmp(rule->code, code) == 0 ? regime_start(x) : MOMENT_NONE;
}

static struct moment first_meeting_starts(const struct clock_facts *x) { return first_of(x, "premier_entretien"); }
static struct moment follow_up_starts(const struct clock_facts *x) { return first_of(x, "demarrage"); }

static struct date first_meeting_stops(const struct clock_facts *x, enum debtor side)
{
	(void)side;
	return past_or_none(x, person_of(x)->first_meeting);
}

static struct moment milestone_starts(const struct clock_facts *x)
{
	return x->judged->milestone.rule != NULL ? x->judged->milestone.start : MOMENT_NONE;
}

static struct moment last_seen(const struct clock_facts *x)
{
	const struct person_facts *p = person_of(x);
	struct date day = moment_is_set(p->last_contact) ? date_latest(p->last_contact.day, p->regime_from) : p->regime_from;

	return moment_of(day);
}

static struct moment recall_starts(const struct clock_facts *x)
{
	return person_of(x)->follow_up == FOLLOW_ATTACHED ? last_seen(x) : MOMENT_NONE;
}

static struct moment solution_starts(const struct clock_facts *x)
{
	return person_of(x)->follow_up == FOLLOW_STRUCTURING ? last_seen(x) : MOMENT_NONE;
}

/* --- the start of a regime ------------------------------------------------------------------------------ */

static struct date referent_stops(const struct clock_facts *x, enum debtor side)
{
	(void)side;
	return past_or_none(x, x->f->first_referent);
}

static struct date convocation_stops(const struct clock_facts *x, enum debtor side)
{
	(void)side;
	return past_or_none(x, x->f->first_convocation);
}

static struct date rights_stop(const struct clock_facts *x, enum debtor side)
{
	(void)side;
	return past_or_none(x, person_of(x)->rights_informed);
}

/* The first orientation notified since the regime began, else the last one before it. Newest first in the file. */
static struct date orientation_stops(const struct clock_facts *x, enum debtor side)
{
	struct date found = DATE_NONE;

	(void)side;
	for (size_t i = 0; i < x->f->orientation_count; i++) {
		struct date day = x->f->orientations[i].notified;

		if (!date_reached(day, x->today))
			continue;
		if (date_is_set(found) && date_compare(day, person_of(x)->regime_from) < 0)
			break;
		found = day;
	}
	return found;
}

/* --- hours ------------------------------------------------------------------------------------------------- */

static struct date sunday_of(struct date day)
{
	return date_add_days(date_week_start(day), 6);
}

/* The week of today, while its target is fixed and not reached. */
static struct moment hours_start(const struct clock_facts *x)
{
	const struct person_facts *p = person_of(x);
	struct week_due due = person_week_due(x->book, p, &p->week, date_week_start(x->today));

	return due.fixed && !due.proposed && p->week.declared < due.target ? moment_of(sunday_of(x->today)) : MOMENT_NONE;
}

static struct moment validation_starts(const struct clock_facts *x)
{
	struct date day = person_of(x)->unvalidated;

	return date_reached(day, x->today) ? moment_of(sunday_of(day)) : MOMENT_NONE;
}

/* --- the table --------------------------------------------------------------------------------------------- */

#define SAID_BY(reason_code_, code_, object_) {code_, object_, "", NULL, NULL, reason_code_}

const struct ledger_clock ledger_clocks[] = {
	{"contrat_signature", "Élaborer et signer le contrat", "Départ du délai", signature_starts, signature_stops,
	 REASON_CONTRACT_MISSING},
	SAID_BY(REASON_CONTRACT_EXPIRING, "contrat_fin_proche", "Préparer la suite du contrat"),
	{"revue_contrat", "Revoir le contrat", "Dernière version signée le", review_starts, NULL, REASON_COUNT},
	{"intensif_choix", "Choisir la suite du parcours intensif", "Parcours intensif, ou dernier choix, depuis le", choice_starts,
	 NULL, REASON_INTENSIVE_CHOICE},
	{"echange_hebdomadaire", "Échange de la semaine", "Dernier échange", exchange_starts, NULL, REASON_CONTACT_DUE},
	{"rdv_hebdomadaire", "Rendez-vous de la semaine", "Dernier rendez-vous ou contact", meeting_starts, NULL, REASON_CONTACT_DUE},
	{"premier_entretien", "Tenir le premier entretien", "Début du régime", first_meeting_starts, first_meeting_stops,
	 REASON_FIRST_MEETING_DUE},
	{"demarrage", "Démarrer l'accompagnement", "Début du régime", follow_up_starts, first_meeting_stops, REASON_FIRST_MEETING_DUE},
	{"point_etape", "Tenir un point d'étape", "Dernier point d'étape", milestone_starts, NULL, REASON_MILESTONE_DUE},
	SAID_BY(REASON_NO_APPOINTMENT, "horizon_rdv", "Convenir du prochain rendez-vous"),
	SAID_BY(REASON_ATTENDANCE_UNKNOWN, "presence_inconnue", "Saisir l'issue d'un rendez-vous"),
	SAID_BY(REASON_CONCLUSION_DUE, "conclusion_entretien", "Écrire la conclusion d'un rendez-vous"),
	{"corde_de_rappel", "Rappeler la personne, en autonomie", "Dernier contact", recall_starts, NULL, REASON_COUNT},
	{"suivi_en_emploi", "Suivre la personne en solution structurante", "Dernier contact", solution_starts, NULL, REASON_COUNT},
	{"designation_referent", "Désigner un référent", "Début du régime", regime_start, referent_stops, REASON_COUNT},
	{"convocation_ouverture", "Convoquer la personne", "Début du régime", regime_start, convocation_stops, REASON_COUNT},
	{"information_droits", "Informer la personne de ses droits et devoirs", "Début du régime", regime_start, rights_stop,
	 REASON_RIGHTS_DUE},
	{"orientation", "Orienter la personne", "Début du régime", regime_start, orientation_stops, REASON_COUNT},
	{"heures_semaine", "Déclarer les heures d'activité de la semaine", "Dimanche de la semaine", hours_start, NULL,
	 REASON_HOURS_SHORT},
	{"heures_validation", "Valider les heures déclarées", "Dimanche de la semaine", validation_starts, NULL,
	 REASON_HOURS_TO_VALIDATE},
	SAID_BY(REASON_END_NEAR, "fin_proche", "Préparer la fin du régime"),
};
const size_t ledger_clock_count = sizeof ledger_clocks / sizeof ledger_clocks[0];
