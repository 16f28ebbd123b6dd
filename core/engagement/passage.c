/* What a passage from the regime in force to another does, in sentences, before it is saved. */
#include "core/engagement/ledger.h"

#include <string.h>

#include "core/base/french.h"
#include "core/rules/clock.h"

enum { LINES_MAX = 40 };

struct passage {
	struct arena *arena;
	const struct rulebook *book;
	const struct commitment_file *f;
	enum regime from, to;
	struct date day;
	struct passage_effects out;
};

static void effect_add(struct passage *p, const char *line)
{
	if (p->out.count < LINES_MAX)
		p->out.lines[p->out.count++] = line;
}

static const char *regime_words(struct passage *p, enum regime regime)
{
	char *words = arena_strdup(p->arena, regime_code(regime));

	for (char *c = words; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	return words;
}

static const char *value_words(struct passage *p, const struct rule *r)
{
	char value[32];
	const char *text = r->fixed ? arena_strdup(p->arena, rule_format_value(r, value)) : "délai non fixé";

	return r->applied ? text : arena_format(p->arena, "%s, objectif proposé", text);
}

/* --- what ends --------------------------------------------------------------------------------------------- */

/* A contract binds under the regime it was signed for: the passage closes it on the day before. */
static void contract_effects(struct passage *p)
{
	struct date eve = date_add_days(p->day, -1);

	for (size_t i = 0; i < p->f->contract_count; i++) {
		const struct contract *c = &p->f->contracts[i];

		if (contract_in_force(c, eve) != NULL || contract_in_force(c, p->day) != NULL)
			effect_add(p, arena_format(p->arena, "Le contrat signé sous le régime %s prend fin le %s ; ses engagements non tenus "
			                                     "restent dans le dossier, sans objet pour la suite.",
			                           regime_words(p, c->regime), french_day(p->arena, eve, "")));
		else if (contract_pending(c) != NULL)
			effect_add(p, "Le contrat préparé et non signé ne pourra plus l'être sous ce régime.");
	}
}

static struct date end_from_rule(struct passage *p, enum regime regime, struct date from)
{
	const struct rule *rule = rulebook_find(p->book, regime, "fin_dispositif", from);

	if (rule == NULL || !rule->fixed || !rule->applied)
		return DATE_NONE;
	return clock_compute(rule, (struct moment){from, 0}, (struct moment){p->day, 0}, NULL).end.day;
}

static const char *end_words(struct passage *p, struct date day)
{
	return date_is_set(day) ? arena_format(p->arena, "le %s", french_day(p->arena, day, "")) : "non fixée";
}

static void end_effects(struct passage *p)
{
	const struct person_facts *person = &p->f->person;
	struct date before = date_is_set(person->regime_to) ? person->regime_to : DATE_NONE;
	struct date after = end_from_rule(p, p->to, p->day);

	if (!date_is_set(before) && p->from != REGIME_NONE && date_is_set(person->regime_from))
		before = end_from_rule(p, p->from, person->regime_from);
	effect_add(p, arena_format(p->arena, "Fin du dispositif : %s avec le régime %s (jusqu'ici : %s).", end_words(p, after),
	                           regime_words(p, p->to), end_words(p, before)));
}

/* --- clocks ------------------------------------------------------------------------------------------------- */

static bool is_clock_of(const struct rule *r, enum regime regime, struct date day)
{
	return r->regime == regime && r->kind == KIND_CLOCK && rule_in_force(r, day);
}

/* The regime's own clocks, common ones aside: those of one that the other has not, or has otherwise. */
static void clock_effects(struct passage *p)
{
	for (size_t i = 0; i < p->book->count; i++) {
		const struct rule *r = &p->book->rules[i];
		const struct rule *next;

		if (!is_clock_of(r, p->from, p->day))
			continue;
		next = rulebook_find(p->book, p->to, r->code, p->day);
		if (next == NULL)
			effect_add(p, arena_format(p->arena, "N'a plus cours : %s (%s).", r->label, value_words(p, r)));
	}
	for (size_t i = 0; i < p->book->count; i++) {
		const struct rule *r = &p->book->rules[i];
		const struct rule *before = p->from != REGIME_NONE ? rulebook_find(p->book, p->from, r->code, p->day) : NULL;

		if (!is_clock_of(r, p->to, p->day) || (before != NULL && before->fixed == r->fixed && before->value == r->value &&
		                                       before->unit == r->unit && before->applied == r->applied))
			continue;
		effect_add(p, arena_format(p->arena, "Commence : %s, %s (%s, %s)%s.", r->label, value_words(p, r), debtor_label(r->debtor),
		                           r->source, before != NULL ? arena_format(p->arena, ", au lieu de %s", value_words(p, before)) : ""));
	}
}

/* --- what the new regime owes -------------------------------------------------------------------------------- */

static void hours_effect(struct passage *p)
{
	const struct rule *before = p->from != REGIME_NONE ? rulebook_find(p->book, p->from, "heures_hebdomadaires", p->day) : NULL;
	const struct rule *after = rulebook_find(p->book, p->to, "heures_hebdomadaires", p->day);

	if (after == NULL || after == before)
		return;
	effect_add(p, arena_format(p->arena, "Heures d'activité par semaine : %s (%s).", value_words(p, after), after->source));
}

static void contact_effect(struct passage *p)
{
	const struct rule *rule = rulebook_find(p->book, p->to, "echange_hebdomadaire", p->day);

	if (rule == NULL)
		rule = rulebook_find(p->book, p->to, "rdv_hebdomadaire", p->day);
	if (rule != NULL)
		effect_add(p, arena_format(p->arena, "Nous devons un contact : %s, %s (%s).", rule->label, value_words(p, rule), rule->source));
}

static void signature_effect(struct passage *p)
{
	const struct rule *rule = rulebook_find(p->book, p->to, "contrat_signature", p->day);

	if (rule != NULL)
		effect_add(p, arena_format(p->arena, "Un contrat est à signer sous le régime %s : %s, à partir de : %s (%s).",
		                           regime_words(p, p->to), value_words(p, rule), rule->start_event, rule->source));
}

/* How old somebody is on a day: a birthday counts from its own day; that of 29 February from 28 February (rules.md §3). */
static bool has_age(struct date birth, int years, struct date day)
{
	return date_is_set(birth) && date_compare(date_add_months(birth, 12 * years), day) <= 0;
}

/* age_limite (CEJ: under 26, droit, 003:4183): said, never refused; the agency judges. */
static void age_effects(struct passage *p)
{
	const struct rule *to = rulebook_find(p->book, p->to, "age_limite", p->day);
	const struct rule *from = p->from != REGIME_NONE ? rulebook_find(p->book, p->from, "age_limite", p->day) : NULL;

	if (to != NULL && to->fixed && has_age(p->f->birth, to->value, p->day))
		effect_add(p, arena_format(p->arena, "La personne a %d ans ou plus ce jour-là : le régime %s s'adresse aux moins de %d ans (%s).",
		                           to->value, regime_words(p, p->to), to->value, to->source));
	if (from != NULL && from->fixed && has_age(p->f->birth, from->value, p->day))
		effect_add(p, arena_format(p->arena, "Le régime %s s'adressait aux moins de %d ans : la personne les a (%s).",
		                           regime_words(p, p->from), from->value, from->source));
}

struct passage_effects passage_effects(struct arena *arena, const struct rulebook *book, const struct commitment_file *f,
                                       enum regime to, struct date day)
{
	struct passage p = {.arena = arena, .book = book, .f = f, .from = f->person.regime, .to = to, .day = day};

	p.out.lines = arena_array(arena, LINES_MAX, sizeof *p.out.lines);
	if (!regime_is_personal(to))
		return p.out;
	contract_effects(&p);
	end_effects(&p);
	age_effects(&p);
	contact_effect(&p);
	signature_effect(&p);
	hours_effect(&p);
	clock_effects(&p);
	return p.out;
}
