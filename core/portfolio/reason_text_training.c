/* What the reasons of training requests and of periods in a company say (reasons_training.c). */
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/portfolio/reason_text_private.h"
#include "core/training/clocks.h"
#include "core/training/funding.h"
#include "core/training/stages.h"

bool reason_is_of_training(enum reason_code code)
{
	return code >= REASON_TRAINING_DECISION && code <= REASON_DEBRIEF_DUE;
}

/* --- sentences --------------------------------------------------------------------------------------------- */

/* « OPCALIA », « FRANCE TRAVAIL », as far as a code can say it; "" when it would not fit a line. */
static const char *funder_words(struct arena *a, const struct training *t)
{
	char *words = text_upper(a, t->funder);

	for (char *p = words; *p != '\0'; p++)
		if (*p == '_')
			*p = ' ';
	if (strcmp(words, "REGION") == 0)
		return "Région";
	return strlen(words) <= 14 ? words : "";
}

/* « décision OPCALIA attendue +6 j »: late by six days; « attendue le 23/11 » before. */
static const char *awaited(struct arena *a, const struct reason *r, struct moment today, const char *what)
{
	int left = r->clock.days_left;

	if (r->clock.state == CLOCK_UNSET)
		return arena_format(a, "%s attendue, délai non fixé", what);
	if (!r->rule->applied)
		return arena_format(a, "%s : objectif proposé %s", what, day_words(a, r->due.day, today.day));
	if (left < 0)
		return arena_format(a, "%s attendue +%d j", what, -left);
	if (left == 0)
		return arena_format(a, "%s attendue aujourd'hui", what);
	return arena_format(a, "%s attendue le %s", what, day_words(a, r->due.day, today.day));
}

static const char *decision_sentence(struct arena *a, const struct reason *r, struct moment today)
{
	const char *funder = funder_words(a, r->training);

	return awaited(a, r, today, *funder != '\0' ? arena_format(a, "décision %s", funder) : "décision du financeur");
}

static const char *pieces_sentence(struct arena *a, const struct reason *r)
{
	const char *whose = training_owner_of(r->debtor);
	int count = r->training->pieces_waiting;

	if (r->band == BAND_RED)
		return arena_format(a, "%s +%d j", training_pieces_words(a, count, r->debtor), -r->clock.days_left);
	if (count > 1) /* of several, others may owe some: the file is charged to one of them */
		return arena_format(a, r->debtor == DEBTOR_PERSON ? "%d pièces attendues %s" : "%d pièces attendues, d'abord %s", count, whose);
	return arena_format(a, "pièce attendue %s", whose);
}

static const char *step_words(const struct training *t)
{
	switch (t->stage) {
	case TRAINING_READY:
		return "dossier de formation à déposer";
	case TRAINING_COUNTERED:
		return "contre-proposition à examiner";
	case TRAINING_REFUSED:
		return t->contestable ? "refus contestable, à contester" : "refus de formation à reprendre";
	case TRAINING_GRANTED:
		return "financement complet, à noter";
	default:
		return "fin de formation à noter";
	}
}

static const char *step_sentence(struct arena *a, const struct reason *r)
{
	if (r->band == BAND_RED)
		return arena_format(a, "%s +%d j", step_words(r->training), -r->clock.days_left);
	return step_words(r->training);
}

/* The first cost without a funder, and how many others. */
static const char *hole_sentence(struct arena *a, const struct training *t)
{
	unsigned missing = t->costs_missing, count = 0, first = COST_COUNT;

	for (unsigned c = 0; c < COST_COUNT; c++)
		if ((missing & (1U << c)) != 0) {
			first = first == COST_COUNT ? c : first;
			count++;
		}
	if (count > 1)
		return arena_format(a, "formation accordée : %u coûts à financer", count);
	return arena_format(a, "formation sans financeur : %s", cost_label((enum cost)first));
}

static const char *relay_sentence(struct arena *a, const struct reason *r, struct moment today)
{
	struct date ended = r->training->rights_ended;
	const char *day = day_words(a, date_is_set(ended) ? ended : r->clock.start.day, today.day);

	if (r->clock.days_left < 0)
		return arena_format(a, "formation sans revenu, droits finis le %s", day);
	return arena_format(a, "relais à trouver, fin des droits le %s", day);
}

const char *training_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                              struct moment today, const struct reason *r)
{
	(void)book;
	(void)f;
	switch (r->code) {
	case REASON_TRAINING_DECISION:
		return decision_sentence(a, r, today);
	case REASON_TRAINING_PIECES:
		return pieces_sentence(a, r);
	case REASON_TRAINING_STEP:
		return step_sentence(a, r);
	case REASON_FUNDING_HOLE:
		return hole_sentence(a, r->training);
	case REASON_TRAINING_ENTRY:
		return awaited(a, r, today, "entrée en formation");
	case REASON_RELAY_NEEDED:
		return relay_sentence(a, r, today);
	case REASON_TRAINING_CHECK:
		return due_words(a, r, today, "point au tiers");
	case REASON_TRAINING_FOLLOW_UP:
		return due_words(a, r, today, "point à 6 mois");
	default:
		return due_words(a, r, today, "bilan d'une période");
	}
}

/* --- brief ------------------------------------------------------------------------------------------------- */

static const char *step_brief(struct arena *a, const struct reason *r)
{
	switch (r->training->stage) {
	case TRAINING_READY:
		return brief_due(a, r, "à déposer");
	case TRAINING_COUNTERED:
		return brief_due(a, r, "contre-prop.");
	case TRAINING_REFUSED:
		return brief_due(a, r, r->training->contestable ? "refus contest." : "refus");
	case TRAINING_GRANTED:
		return brief_due(a, r, "à financer");
	default:
		return brief_due(a, r, "fin à noter");
	}
}

const char *training_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                           struct moment today, const struct reason *r)
{
	(void)book;
	(void)f;
	(void)today;
	switch (r->code) {
	case REASON_TRAINING_DECISION:
		return brief_due(a, r, "décision");
	case REASON_TRAINING_PIECES:
		return r->band == BAND_GREY ? "pièces attendues" : brief_due(a, r, "pièces");
	case REASON_TRAINING_STEP:
		return step_brief(a, r);
	case REASON_FUNDING_HOLE:
		return "financement à trouver";
	case REASON_TRAINING_ENTRY:
		return brief_due(a, r, "entrée");
	case REASON_RELAY_NEEDED:
		return brief_due(a, r, "relais");
	case REASON_TRAINING_CHECK:
		return brief_due(a, r, "pt au tiers");
	case REASON_TRAINING_FOLLOW_UP:
		return brief_due(a, r, "pt à 6 mois");
	default:
		return brief_due(a, r, "bilan période");
	}
}

/* --- inputs ------------------------------------------------------------------------------------------------ */

static void count_input(struct arena *a, struct inputs *in, const char *label, int n)
{
	input_add(in, label, arena_format(a, "%d", n));
}

static void decision_inputs(struct arena *a, const struct rulebook *book, const struct training *t, struct moment today,
                            struct inputs *in)
{
	struct training_clocks c = training_clocks(book, t, today, NULL);

	input_add(in, "Dossier remis le", french_day(a, t->filed, "inconnu"));
	input_add(in, "Financeur", t->funder[0] != '\0' ? funder_words(a, t) : "non noté");
	input_add(in, "Délai habituel de ce financeur", t->funder_days > 0 ? arena_format(a, "%d jours", t->funder_days) : "non fixé : celui de la règle");
	if (t->suspended_days > 0)
		input_add(in, "Jours où des pièces étaient attendues", arena_format(a, "%d, qui ne comptent pas", t->suspended_days));
	input_add(in, "Jours comptés", arena_format(a, "%d (%s)", c.decision_days, decision_bucket_label(c.decision_bucket)));
}

static void pieces_inputs(struct arena *a, const struct training *t, struct inputs *in)
{
	count_input(a, in, "Pièces attendues", t->pieces_waiting);
	input_add(in, "Demandée le", french_day(a, t->pieces_since, "inconnu"));
	if (date_is_set(t->pieces_due))
		input_add(in, "Pour le", french_day(a, t->pieces_due, ""));
	input_add(in, t->pieces_waiting > 1 && t->pieces_owner != DEBTOR_PERSON ? "À apporter d'abord par" : "À apporter par",
	          debtor_label(t->pieces_owner));
	input_add(in, "Ce qui n'est pas compté", "rien n'est retenu contre la personne ; le délai du financeur est suspendu");
}

static const char *missing_words(struct arena *a, unsigned missing)
{
	const char *text = "";

	for (unsigned c = 0; c < COST_COUNT; c++)
		if ((missing & (1U << c)) != 0)
			text = arena_format(a, "%s%s%s", text, *text != '\0' ? ", " : "", cost_label((enum cost)c));
	return text;
}

static void dates_inputs(struct arena *a, const struct training *t, struct inputs *in)
{
	input_add(in, "Premier jour de la formation", french_day(a, t->starts, "non fixé"));
	input_add(in, "Dernier jour", french_day(a, t->ends, "non fixé"));
}

static void hole_inputs(struct arena *a, const struct training *t, struct inputs *in)
{
	input_add(in, "Coûts sans financeur, certains jours", missing_words(a, t->costs_missing));
	dates_inputs(a, t, in);
	input_add(in, "Ce qui s'ensuit", "renoncement probable (002:507)");
	if (t->stage == TRAINING_FUNDED)
		input_add(in, "Financement déclaré complet le", french_day(a, t->funded, ""));
}

static void entry_inputs(struct arena *a, const struct rulebook *book, const struct training *t, struct moment today,
                         struct inputs *in)
{
	struct training_clocks c = training_clocks(book, t, today, NULL);

	input_add(in, "Accord du", french_day(a, t->granted, "inconnu"));
	input_add(in, "Jours depuis l'accord", arena_format(a, "%d (%s)", c.entry_days, entry_bucket_label(c.entry_bucket)));
	input_add(in, "Organisme", t->body[0] != '\0' ? t->body : "non noté");
	input_add(in, "Premier jour prévu", french_day(a, t->starts, "non fixé"));
	if (t->costs_missing != 0)
		input_add(in, "À nous tant qu'un coût est sans financeur", missing_words(a, t->costs_missing));
}

static void relay_inputs(struct arena *a, const struct training *t, const struct reason *r, struct inputs *in)
{
	struct runway w = training_runway(t, r->clock.start.day);

	if (date_is_set(t->rights_ended))
		input_add(in, "Fin des droits", french_day(a, t->rights_ended, ""));
	else
		input_add(in, date_is_set(t->rights_end) ? "Fin des droits" : "Fin du dispositif, faute de droits notés",
		          french_day(a, r->clock.start.day, "inconnu"));
	dates_inputs(a, t, in);
	count_input(a, in, "Jours de formation non couverts", w.uncovered_days);
}

static void fact_inputs(struct arena *a, const struct training *t, const struct reason *r, struct inputs *in)
{
	if (r->code == REASON_TRAINING_FOLLOW_UP) {
		input_add(in, "Formation achevée le", french_day(a, t->ended, "inconnu"));
		return;
	}
	if (r->code == REASON_TRAINING_CHECK) {
		input_add(in, "Entrée le", french_day(a, t->entered, "inconnu"));
		dates_inputs(a, t, in);
		return;
	}
	input_add(in, "Étape", arena_format(a, "%s depuis le %s", training_stage_label(t->stage), french_day(a, t->since, "?")));
	if (t->stage == TRAINING_REFUSED)
		input_add(in, "Motif", t->contestable ? "« métier non en tension » seul : contestable (000:1934)" : "au dossier");
	if (t->stage == TRAINING_REFUSED && t->no_counter)
		input_add(in, "Contre-proposition", "aucune, avec le motif (000:1923)");
	if (t->stage == TRAINING_ENTERED)
		input_add(in, "Dernier jour prévu", french_day(a, t->ends, "non fixé"));
}

void training_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                     const struct reason *r, struct inputs *in)
{
	const struct training *t = r->training;

	if (t == NULL) {
		input_add(in, "Période en entreprise finie le", french_day(a, f->debrief_since, "inconnu"));
		input_add(in, "Bilan", "pas encore noté : avec l'entreprise, ou sans elle (000:778)");
		return;
	}
	input_add(in, "Formation", t->title);
	switch (r->code) {
	case REASON_TRAINING_DECISION:
		decision_inputs(a, book, t, today, in);
		break;
	case REASON_TRAINING_PIECES:
		pieces_inputs(a, t, in);
		break;
	case REASON_FUNDING_HOLE:
		hole_inputs(a, t, in);
		break;
	case REASON_TRAINING_ENTRY:
		entry_inputs(a, book, t, today, in);
		break;
	case REASON_RELAY_NEEDED:
		relay_inputs(a, t, r, in);
		break;
	default:
		fact_inputs(a, t, r, in);
		break;
	}
}
