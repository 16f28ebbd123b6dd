/* What the reasons of the agenda say (reasons_agenda.c). */
#include "core/portfolio/reason_text_private.h"
#include "core/base/french.h"
#include "core/portfolio/reasons_private.h"

bool reason_is_of_agenda(enum reason_code code)
{
	return code >= REASON_CONCLUSION_DUE && code <= REASON_REMINDER;
}

/* --- sentences ------------------------------------------------------------------------------------------ */

static const char *conclusion_sentence(struct arena *a, const struct person_facts *f, struct moment today)
{
	const char *day = day_words(a, f->oldest_unconcluded.day, today.day);

	if (f->unconcluded_count > 1)
		return arena_format(a, "%d conclusions à écrire depuis le %s", f->unconcluded_count, day);
	return arena_format(a, "conclusion à écrire : RDV du %s", day);
}

static int item_count(const struct person_facts *f, enum reason_code code)
{
	return code == REASON_ITEM_OURS ? f->item_ours_count : f->item_theirs_count;
}

/* « notre engagement dû depuis 2 j », « 3 de ses engagements dus depuis le 18/11 ». */
static const char *item_sentence(struct arena *a, const struct person_facts *f, struct moment today,
                                 const struct reason *r)
{
	bool ours = r->code == REASON_ITEM_OURS;
	int count = item_count(f, r->code);

	if (count > 1 && r->band == BAND_RED)
		return arena_format(a, "%d de %s engagements dus depuis le %s", count, ours ? "nos" : "ses",
		                    day_words(a, r->due.day, today.day));
	return due_words(a, r, today, ours ? "notre engagement" : "son engagement");
}

static const char *series_sentence(struct arena *a, struct moment today, const struct reason *r)
{
	const char *day = day_words(a, r->due.day, today.day);
	int left = r->clock.days_left;

	if (left == 0)
		return "fin de la série aujourd'hui";
	if (left > 0)
		return arena_format(a, "fin de la série le %s (dans %d j)", day, left);
	return arena_format(a, "série finie le %s, à renouveler", day);
}

/* Who asked is always said: what we moved is not the person's doing. */
static const char *rebookings_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                                       struct moment today)
{
	struct rebooking_count n = rebookings_count(book, f, today.day);
	int all = n.by_person + n.by_structure, days = n.window->value;

	if (n.by_structure == 0)
		return arena_format(a, "%d reports en %d j, par la personne", all, days);
	if (n.by_person == 0)
		return arena_format(a, "%d reports en %d j, tous par nous", all, days);
	return arena_format(a, "%d reports en %d j, dont %d par nous", all, days, n.by_structure);
}

static const char *reminder_sentence(struct arena *a, const struct person_facts *f, struct moment today,
                                     const struct reason *r)
{
	struct moment next = f->next_appointment;

	return arena_format(a, "rappel J-%d à donner : RDV du %s %02d:%02d", r->rule->value,
	                    day_words(a, next.day, today.day), next.minute / 60, next.minute % 60);
}

const char *agenda_sentence(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                            struct moment today, const struct reason *r)
{
	switch (r->code) {
	case REASON_CONCLUSION_DUE:
		return conclusion_sentence(a, f, today);
	case REASON_ITEM_OURS:
	case REASON_ITEM_THEIRS:
		return item_sentence(a, f, today, r);
	case REASON_SERIES_ENDING:
		return series_sentence(a, today, r);
	case REASON_REBOOKINGS:
		return rebookings_sentence(a, book, f, today);
	default:
		return reminder_sentence(a, f, today, r);
	}
}

/* --- brief ---------------------------------------------------------------------------------------------- */

static const char *item_brief(struct arena *a, const struct person_facts *f, const struct reason *r)
{
	bool ours = r->code == REASON_ITEM_OURS;
	int count = item_count(f, r->code);

	if (count > 1 && r->band == BAND_RED)
		return brief_due(a, r, arena_format(a, "%s %d engag.", ours ? "nos" : "ses", count));
	return brief_due(a, r, ours ? "notre engag." : "son engag.");
}

static const char *series_brief(struct arena *a, const struct reason *r)
{
	int left = r->clock.days_left;

	if (left < 0)
		return arena_format(a, "série finie +%d j", -left);
	return left == 0 ? "fin série ce jour" : arena_format(a, "fin série J-%d", left);
}

const char *agenda_brief(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                         struct moment today, const struct reason *r)
{
	struct rebooking_count n;

	switch (r->code) {
	case REASON_CONCLUSION_DUE:
		if (f->unconcluded_count > 1)
			return arena_format(a, "%d conclusions à écrire", f->unconcluded_count);
		return arena_format(a, "concl. à écrire %s", day_words(a, f->oldest_unconcluded.day, today.day));
	case REASON_ITEM_OURS:
	case REASON_ITEM_THEIRS:
		return item_brief(a, f, r);
	case REASON_SERIES_ENDING:
		return series_brief(a, r);
	case REASON_REBOOKINGS:
		n = rebookings_count(book, f, today.day);
		if (n.by_person == 0)
			return arena_format(a, "%d reports par nous", n.by_structure);
		return n.by_structure > 0 ? arena_format(a, "%d reports, nous : %d", n.by_person + n.by_structure, n.by_structure)
		                          : arena_format(a, "%d reports de RDV", n.by_person);
	default:
		return arena_format(a, "rappel J-%d RDV %s", r->rule->value, day_words(a, f->next_appointment.day, today.day));
	}
}

/* --- inputs --------------------------------------------------------------------------------------------- */

static const char *number_words(struct arena *a, int n)
{
	return arena_format(a, "%d", n);
}

static void rebookings_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f,
                              struct moment today, struct inputs *in)
{
	struct rebooking_count n = rebookings_count(book, f, today.day);
	char value[32];

	input_add(in, "Reports à la demande de la personne", number_words(a, n.by_person));
	input_add(in, "Reports par nous, jamais retenus contre elle", number_words(a, n.by_structure));
	input_add(in, "Le plus récent", french_day(a, f->rebookings[0].day, ""));
	input_add(in, "Comptés sur", arena_format(a, "%s (%s, %s)", rule_format_value(n.window, value), n.window->code,
	                                          n.window->source));
}

static void item_inputs(struct arena *a, const struct person_facts *f, const struct reason *r, struct inputs *in)
{
	bool ours = r->code == REASON_ITEM_OURS;

	input_add(in, "Engagement le plus ancien, non tenu, pour le", french_day(a, ours ? f->item_ours : f->item_theirs, ""));
	input_add(in, "Engagements échus, ou dus ce jour", number_words(a, item_count(f, r->code)));
	input_add(in, "Pris par", ours ? "nous, dans le contrat ou une conclusion" : "la personne, dans le contrat ou une conclusion");
}

void agenda_inputs(struct arena *a, const struct rulebook *book, const struct person_facts *f, struct moment today,
                   const struct reason *r, struct inputs *in)
{
	switch (r->code) {
	case REASON_CONCLUSION_DUE:
		input_add(in, "Rendez-vous tenus sans conclusion", number_words(a, f->unconcluded_count));
		input_add(in, "Le plus ancien", moment_words(a, f->oldest_unconcluded, "aucun"));
		break;
	case REASON_ITEM_OURS:
	case REASON_ITEM_THEIRS:
		item_inputs(a, f, r, in);
		break;
	case REASON_SERIES_ENDING:
		input_add(in, "Dernier rendez-vous de la série", french_day(a, f->series_end, ""));
		input_add(in, "Prochain rendez-vous", moment_words(a, f->next_appointment, "aucun"));
		break;
	case REASON_REBOOKINGS:
		rebookings_inputs(a, book, f, today, in);
		break;
	default:
		input_add(in, "Rendez-vous", moment_words(a, f->next_appointment, "aucun"));
		input_add(in, "Donné le", moment_words(a, f->next_given, "inconnu"));
		input_add(in, "Dernier rappel donné", moment_words(a, f->next_reminded, "aucun"));
		break;
	}
}
