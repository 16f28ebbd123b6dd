/* What a line of the ledger says of itself: its inputs, the next step and the action that makes it. */
#include "core/engagement/ledger_private.h"

#include "core/base/french.h"

enum { LINE_INPUTS_MAX = 9 };

/* A list of inputs being filled; what is empty is left out. */
struct line_inputs {
	struct arena *arena;
	struct reason_input *items;
	size_t count;
};

static struct line_inputs inputs_begin(struct building *b)
{
	return (struct line_inputs){b->arena, arena_array(b->arena, LINE_INPUTS_MAX, sizeof(struct reason_input)), 0};
}

static void inputs_end(struct ledger_line *line, const struct line_inputs *in)
{
	line->inputs = in->items;
	line->input_count = in->count;
}

static void input_text(struct line_inputs *in, const char *label, const char *value)
{
	if (value[0] != '\0' && in->count < LINE_INPUTS_MAX)
		in->items[in->count++] = (struct reason_input){label, value};
}

static void input_day(struct line_inputs *in, const char *label, struct date day)
{
	input_text(in, label, french_day(in->arena, day, ""));
}

static void input_moment(struct line_inputs *in, const char *label, struct moment m)
{
	if (moment_is_set(m))
		input_text(in, label, arena_format(in->arena, "%s à %02d:%02d", french_day(in->arena, m.day, ""), m.minute / 60, m.minute % 60));
}

static const char *open_step(const struct ledger_line *line, const char *step)
{
	return line->state == ITEM_TODO || line->state == ITEM_LATE ? step : "";
}

/* Without a reason of its own, what is due towards the person is done by meeting or calling them. */
static const char *clock_step(const struct ledger_clock *k, enum debtor side)
{
	if (k->reason != REASON_COUNT)
		return reason_next_step(k->reason);
	if (side == DEBTOR_STRUCTURE)
		return "Le faire, ou appeler la personne pour en convenir, puis le noter";
	return "Demander où cela en est, puis le noter";
}

void clock_line_inputs(struct building *b, const struct ledger_clock *k, struct ledger_line *line, bool held)
{
	struct line_inputs in = inputs_begin(b);

	input_day(&in, k->start_label, line->clock.start.day);
	input_day(&in, "Fait le", line->done);
	if (!held && line->state != ITEM_KEPT)
		input_text(&in, "Rendez-vous sans issue, ou annulé par nous", "rien n'est retenu contre la personne");
	if (b->person->follow_up == FOLLOW_ATTACHED && line->band == BAND_GREY)
		input_text(&in, "Modalité de suivi", "rattaché : sans accompagnement actif, pour information");
	inputs_end(line, &in);
	line->next_step = held ? open_step(line, clock_step(k, line->debtor)) : "";
	line->action = *line->next_step != '\0' ? reason_action(k->reason) : "";
}

void request_line_inputs(struct building *b, struct ledger_line *line)
{
	struct line_inputs in = inputs_begin(b);

	input_moment(&in, line->request->complaint ? "Réclamation reçue le" : "Demande reçue le", line->request->received);
	input_moment(&in, "Répondue le", line->request->answered);
	input_text(&in, "Réponse", line->request->answer);
	inputs_end(line, &in);
	line->next_step = open_step(line, "Répondre à la personne, puis noter la réponse");
}

void remedial_line_inputs(struct building *b, struct ledger_line *line)
{
	const struct remedial *m = line->remedial;
	struct line_inputs in = inputs_begin(b);

	input_day(&in, "Ce qui était dû le", m->lapsed);
	input_text(&in, "Préjudice", m->harm);
	input_day(&in, "Ouverte le", m->opened);
	input_day(&in, "Promise pour le", m->due);
	input_day(&in, "Remise le", line->done);
	input_text(&in, "Ce qui a été remis", date_is_set(line->done) ? m->delivered_text : "");
	inputs_end(line, &in);
	line->next_step = open_step(line, "Remettre à la personne ce que nous lui devons en retour, puis le noter");
}

static const char *item_origin(const struct item *i)
{
	return i->part < PART_COUNT ? item_part_label(i->part) : "";
}

static const char *item_step(const struct ledger_line *line, struct date today)
{
	if (!item_is_owed(line->item, today))
		return "Rien n'est dû avant que les deux parties aient signé";
	if (line->debtor == DEBTOR_STRUCTURE)
		return "Faire ce à quoi nous nous sommes engagés, puis noter l'engagement tenu";
	if (line->debtor == DEBTOR_PERSON)
		return "Demander à la personne où elle en est, puis noter l'engagement tenu";
	return "Demander au tiers où il en est, puis noter l'engagement tenu";
}

void item_line_inputs(struct building *b, struct ledger_line *line)
{
	const struct item *i = line->item;
	struct line_inputs in = inputs_begin(b);

	input_text(&in, "Pris dans", item_origin(i));
	input_day(&in, "Signé par les deux le", i->bound);
	input_text(&in, "Cadence", i->cadence != CADENCE_ONCE ? cadence_label(i->cadence) : "");
	input_day(&in, i->cadence != CADENCE_ONCE ? "Dernière fois" : "Tenu le", line->done);
	input_day(&in, "Dernier manque compensé", i->cadence != CADENCE_ONCE ? i->made_up : DATE_NONE);
	if (line->state == ITEM_EXCUSED)
		input_text(&in, "Excusé", arena_format(b->arena, "le %s : %s", french_day(b->arena, i->excused, ""), i->excuse));
	if (line->state == ITEM_NOT_APPLICABLE)
		input_text(&in, "Retiré", arena_format(b->arena, "le %s%s%s", french_day(b->arena, i->withdrawn, ""), *i->withdrawal != '\0' ? " : " : "",
		                                       i->withdrawal));
	if (line->remedial != NULL)
		input_text(&in, "Action compensatrice", arena_format(b->arena, "%s, %s", line->remedial->object,
		                                                     date_reached(line->remedial->delivered, b->today.day) ? "remise"
		                                                                                                           : "pas encore remise"));
	input_text(&in, "Règle derrière", i->rule);
	input_text(&in, "Source", i->source);
	inputs_end(line, &in);
	line->next_step = open_step(line, item_step(line, b->today.day));
	line->action = *line->next_step != '\0' && item_is_owed(i, b->today.day) ? "engagement.tenu" : "";
}
