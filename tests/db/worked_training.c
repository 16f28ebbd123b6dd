/* Acts on training requests told as stories, and what is then said of a request: its stage, who holds it, its clocks. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/mem.h"
#include "core/training/clocks.h"
#include "core/training/stages.h"
#include "tests/db/worked_file.h"
#include "tests/db/worked_words.h"

static char *blanks(char *text)
{
	for (char *c = text; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	return text;
}

static void json_request(struct strbuf *b, const char *handle)
{
	json_uuid(b, "formation_id", handle);
	json_version(b, "formation", "formation_id", handle, "");
}

/* Hours as a decimal text, minutes in the command. */
static void json_hours(struct strbuf *b, const char *key, const char *hours)
{
	if (!word_is_none(hours))
		json_int(b, key, strtol(hours, NULL, 10) * 60);
}

/* --- the request --------------------------------------------------------------------------------------------------- */

static void write_raise(struct strbuf *b, char *rest)
{
	json_uuid(b, "formation_id", word_next(&rest));
	json_person(b);
	json_some(b, "rome", word_next(&rest));
	json_some(b, "departement", word_next(&rest));
	json_hours(b, "minutes", word_next(&rest));
	json_hours(b, "rythme_minutes", word_next(&rest));
	json_some(b, "debut", word_next(&rest));
	json_some(b, "fin", word_next(&rest));
	json_string(b, "intitule", rest);
}

static void write_describe(struct strbuf *b, char *rest)
{
	json_request(b, word_next(&rest));
	json_some(b, "debut", word_next(&rest));
	json_some(b, "fin", rest);
}

static void write_project(struct strbuf *b, char *rest)
{
	json_request(b, word_next(&rest));
	json_string(b, "projet", rest);
}

static void write_precondition(struct strbuf *b, char *rest)
{
	json_uuid(b, "formation_id", word_next(&rest));
	json_string(b, "code", word_next(&rest));
	json_string(b, "etat", word_next(&rest));
	json_string(b, "texte", rest);
}

static void json_grounds(struct strbuf *b, char *grounds)
{
	json_array_open(b, "motifs");
	for (char *next; grounds != NULL; grounds = next) {
		next = strchr(grounds, ',');
		if (next != NULL)
			*next++ = '\0';
		json_array_string(b, grounds);
	}
	json_array_close(b);
}

static void json_option(struct strbuf *b, char *option)
{
	char *value = strchr(option, '=');

	cr_assert_not_null(value, "an option says what: %s", option);
	*value++ = '\0';
	if (strcmp(option, "motifs") == 0)
		json_grounds(b, value);
	else if (strcmp(value, "oui") == 0)
		json_bool(b, option, true);
	else
		json_string(b, option, strcmp(option, "financeur") == 0 ? value : blanks(value));
}

static void write_advance(struct strbuf *b, char *rest)
{
	json_request(b, word_next(&rest));
	json_string(b, "geste", word_next(&rest));
	while (*rest != '\0')
		json_option(b, word_next(&rest));
}

/* --- pieces, lines ---------------------------------------------------------------------------------------------------- */

static void json_piece(struct strbuf *b, char *piece)
{
	char *kind = strchr(piece, ':'), *owner = kind != NULL ? strchr(kind + 1, ':') : NULL;

	cr_assert_not_null(owner, "P:NATURE:DEBITEUR, not %s", piece);
	*kind++ = *owner++ = '\0';
	json_open(b);
	json_uuid(b, "piece_id", piece);
	json_string(b, "nature", kind);
	json_string(b, "debiteur", owner);
	json_close(b);
}

static void write_pieces(struct strbuf *b, char *rest)
{
	json_request(b, word_next(&rest));
	json_array_open(b, "pieces");
	while (*rest != '\0')
		json_piece(b, word_next(&rest));
	json_array_close(b);
}

static void write_receive(struct strbuf *b, char *rest)
{
	json_uuid(b, "piece_id", rest);
	json_version(b, "formation_piece", "piece_id", rest, "");
}

static void write_funding(struct strbuf *b, char *rest)
{
	json_uuid(b, "ligne_id", word_next(&rest));
	json_uuid(b, "formation_id", word_next(&rest));
	json_string(b, "poste", word_next(&rest));
	json_some(b, "financeur", word_next(&rest));
	json_some(b, "du", word_next(&rest));
	json_some(b, "au", word_next(&rest));
	json_string(b, "etat", word_next(&rest));
	json_string(b, "motif", rest);
}

static void write_funding_decision(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "ligne_id", handle);
	json_version(b, "formation_financement", "ligne_id", handle, "");
	json_string(b, "etat", word_next(&rest));
	if (*rest != '\0')
		json_string(b, "motif", rest);
}

static void write_funding_withdrawal(struct strbuf *b, char *rest)
{
	json_uuid(b, "ligne_id", rest);
	json_version(b, "formation_financement", "ligne_id", rest, "");
}

/* --- absences, periods, allowances -------------------------------------------------------------------------------------- */

static void write_absence(struct strbuf *b, char *rest)
{
	json_uuid(b, "absence_id", word_next(&rest));
	json_uuid(b, "formation_id", word_next(&rest));
	json_string(b, "du", word_next(&rest));
	json_string(b, "au", word_next(&rest));
	json_bool(b, "justifiee", strcmp(word_next(&rest), "oui") == 0);
	json_string(b, "motif", rest);
}

static void write_period(struct strbuf *b, char *rest)
{
	char *training, *despite = strstr(rest, " malgré ");

	json_uuid(b, "periode_id", word_next(&rest));
	json_person(b);
	training = word_next(&rest);
	if (!word_is_none(training))
		json_uuid(b, "formation_id", training);
	json_string(b, "nature", word_next(&rest));
	json_string(b, "du", word_next(&rest));
	json_string(b, "au", word_next(&rest));
	if (despite != NULL) {
		*despite = '\0';
		json_string(b, "malgre", despite + strlen(" malgré "));
	}
	json_string(b, "entreprise", rest);
}

static void write_debrief(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "periode_id", handle);
	json_version(b, "periode_entreprise", "periode_id", handle, "");
	json_bool(b, "avec_hote", strcmp(word_next(&rest), "avec") == 0);
	json_string(b, "texte", rest);
}

static void write_allowance(struct strbuf *b, char *rest)
{
	json_uuid(b, "droit_id", word_next(&rest));
	json_person(b);
	json_string(b, "nature", word_next(&rest));
	json_string(b, "du", word_next(&rest));
	json_some(b, "au", rest);
}

static const struct act_word training_words[] = {
	{"evoquer", "formation_evoquer", write_raise},
	{"decrire", "formation_decrire", write_describe},
	{"projeter", "formation_projeter", write_project},
	{"prealable", "formation_prealable", write_precondition},
	{"avancer", "formation_avancer", write_advance},
	{"pieces", "formation_pieces_demander", write_pieces},
	{"recevoir", "formation_piece_recevoir", write_receive},
	{"ligne", "formation_financer_ligne", write_funding},
	{"decider", "formation_ligne_decider", write_funding_decision},
	{"retirer", "formation_ligne_retirer", write_funding_withdrawal},
	{"manquer", "formation_absence", write_absence},
	{"periode", "periode_noter", write_period},
	{"bilan", "periode_debriefer", write_debrief},
	{"droit", "droit_noter", write_allowance},
};

const struct act_word *training_word(const char *name)
{
	for (size_t i = 0; i < sizeof training_words / sizeof *training_words; i++)
		if (strcmp(training_words[i].word, name) == 0)
			return &training_words[i];
	return NULL;
}

/* --- what is said ------------------------------------------------------------------------------------------------------- */

static const char *day_text(struct arena *arena, struct date day)
{
	char text[DATE_TEXT];

	return date_is_set(day) ? arena_strdup(arena, date_format(day, text)) : "-";
}

static const char *told_clock(struct arena *arena, const char *name, const struct clock_result *clock)
{
	return clock->rule != NULL ? arena_format(arena, " | %s %s", name, day_text(arena, clock->end.day)) : "";
}

static const char *told_span(struct arena *arena, const char *name, struct date due, int days, const char *bucket)
{
	return days >= 0 ? arena_format(arena, " | %s %s %d j, %s", name, day_text(arena, due), days, bucket) : "";
}

/* A refusal to contest, costs without funder once granted, days after the end of rights. */
static const char *told_state(struct arena *arena, const struct training *t)
{
	const char *text = t->stage == TRAINING_REFUSED && t->contestable ? ", contestable" : "";

	for (int c = 0; t->stage >= TRAINING_GRANTED && t->stage <= TRAINING_ENTERED && c < COST_COUNT; c++)
		if ((t->costs_missing & 1U << c) != 0)
			text = arena_format(arena, "%s, sans %s", text, cost_code((enum cost)c));
	return t->uncovered_days > 0 ? arena_format(arena, "%s, %d j après les droits", text, t->uncovered_days) : text;
}

const char *training_told(struct arena *arena, const char *handle, const char *day)
{
	char id[HANDLE_TEXT];
	struct training_file *f = worked_training(arena, handle_uuid(handle, id), day);
	struct moment now = {.minute = 12 * 60};
	struct training_clocks c;

	if (f == NULL)
		return "inconnue";
	cr_assert(date_parse(day, &now.day));
	c = training_clocks(worked_rules(), &f->request, now, "35");
	return arena_format(arena, "%s %s %s%s%s%s%s%s", training_stage_code(f->request.stage),
	                    c.holder < DEBTOR_COUNT ? debtor_code(c.holder) : "-", day_text(arena, c.held_since), told_state(arena, &f->request),
	                    told_span(arena, "décision", c.decision_due, c.decision_days, decision_bucket_label(c.decision_bucket)),
	                    told_span(arena, "entrée", c.entry_due, c.entry_days, entry_bucket_label(c.entry_bucket)),
	                    told_clock(arena, "tiers", &c.check), told_clock(arena, "six mois", &c.follow_up));
}

void training_expect(const char *day, char *rest)
{
	struct arena arena = {0};
	const char *handle = word_next(&rest), *told = training_told(&arena, handle, day);

	cr_expect_str_eq(told, rest, "%s: %s is said « %s », expected « %s »", day, handle, told, rest);
	arena_free(&arena);
}
