/* The twins of the agenda: a week, the proposals as handed over on paper, free slots (creneaux). */
#include <string.h>

#include "core/views/view_agenda.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- a week ------------------------------------------------------------------------------------------------------ */

static const char *row_type(const struct view_agenda_row *row)
{
	if (row->meeting != NULL)
		return row->meeting->kind;
	switch (row->kind) {
	case AGENDA_MEETING: /* has one: above */
		break;
	case AGENDA_ABSENCE:
		return "absence";
	case AGENDA_CLOSING:
		return "fermeture";
	case AGENDA_HOLIDAY:
		return "ferie";
	case AGENDA_PROPOSAL:
		return "proposition";
	case AGENDA_PROTECTED:
		return protected_code(row->protection->kind);
	}
	return "";
}

static void agenda_tsv_line(FILE *out, const struct view_agenda_row *row, const struct attendee *p)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT];
	const char *values[] = {
		moment_format(row->period.from, from), moment_format(row->period.to, to), p != NULL ? p->id : row->person,
		p != NULL ? p->last_name : row->kind == AGENDA_MEETING ? "" : row->name, p != NULL ? p->first_name : "", row_type(row),
		row->meeting != NULL ? row->meeting->place : "", p != NULL ? attendance_code(p->attendance) : "",
	};

	tsv_row(out, values, COUNT_OF(values));
}

/* One line per participant; what is no appointment has its own type, and its reason as a name. */
static void agenda_tsv(FILE *out, const struct view_agenda *v)
{
	static const char *const names[] = {"debut", "fin", "identifiant", "nom", "prenom", "type", "lieu", "presence"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++) {
		const struct view_agenda_row *row = &v->rows[i];
		size_t people = row->meeting != NULL ? row->meeting->attendee_count : 0;

		if (people == 0)
			agenda_tsv_line(out, row, NULL);
		for (size_t k = 0; k < people; k++)
			agenda_tsv_line(out, row, &row->meeting->attendees[k]);
	}
}

static void agenda_text_day(struct arena *arena, FILE *out, const struct view_agenda *v, const struct view_agenda_day *day)
{
	static const struct page_column columns[] = {{"", 1}, {"Heures", 11}, {"Ident.", 6}, {"Avec", 29}, {"Quoi, où, issue", 0}};

	fprintf(out, "\n%s%s%s\n", day->title, day->note[0] != '\0' ? " : " : "", day->note);
	if (day->count == 0)
		plain_paragraph(out, 3, "rien");
	for (size_t i = day->first; i < day->first + day->count; i++) {
		const struct view_agenda_row *row = &v->rows[i];
		const char *what = arena_format(arena, "%s%s%s%s%s", row->what, row->place[0] != '\0' ? ", " : "", row->place,
		                                row->attendance[0] != '\0' ? ", " : "", row->attendance);
		const char *cells[] = {row->mark, row->hours, row->person, row->name, what};

		plain_row(out, columns, COUNT_OF(columns), cells);
	}
}

int afficher_agenda(struct command_context *ctx, const struct app *a, struct date monday)
{
	struct arena arena = {0};
	struct view_agenda v = view_agenda(&arena, a, monday, "", false);

	if (ctx->tsv) {
		agenda_tsv(ctx->out, &v);
	} else {
		plain_title(ctx->out, a, arena_format(&arena, "agenda, %s", v.owner));
		plain_paragraph(ctx->out, 0, v.title);
		plain_paragraph(ctx->out, 0, v.summary);
		for (int i = 0; i < v.day_count; i++)
			agenda_text_day(&arena, ctx->out, &v, &v.days[i]);
	}
	arena_free(&arena);
	return 0;
}

/* --- proposals, free slots ---------------------------------------------------------------------------------------- */

static void proposals_tsv(struct arena *arena, FILE *out, const struct agenda_facts *g)
{
	static const char *const names[] = {"proposition", "identifiant", "nom", "debut", "minutes", "type", "lieu"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < g->proposal_count; i++)
		for (size_t k = 0; k < g->proposals[i].slot_count; k++) {
			const struct proposal *p = &g->proposals[i];
			char slot[MOMENT_TEXT];
			const char *values[] = {p->id, p->person, p->name, moment_format(p->slots[k], slot),
			                        arena_format(arena, "%d", p->minutes), p->kind, p->place};

			tsv_row(out, values, COUNT_OF(values));
		}
}

int afficher_propositions(struct command_context *ctx, const struct app *a)
{
	const struct agenda_facts *g = a->agenda.facts;
	struct arena arena = {0};

	if (ctx->tsv) {
		proposals_tsv(&arena, ctx->out, g);
		arena_free(&arena);
		return 0;
	}
	plain_title(ctx->out, a, "propositions en attente d'un choix");
	for (size_t i = 0; i < g->proposal_count; i++) {
		struct view_why v = view_proposal(&arena, a, &g->proposals[i]);

		fprintf(ctx->out, "%s%s\n", i > 0 ? "\n" : "", v.title);
		for (size_t k = 0; k < v.count; k++)
			plain_paragraph(ctx->out, 0, v.lines[k]);
	}
	if (g->proposal_count == 0)
		plain_paragraph(ctx->out, 0, "Aucune proposition n'attend de réponse. Proposer : jalon rdv proposer ID");
	arena_free(&arena);
	return 0;
}

static void slots_tsv(FILE *out, const struct view_slots *v)
{
	static const char *const names[] = {"debut", "fin"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++) {
		char from[MOMENT_TEXT], to[MOMENT_TEXT];
		const char *values[] = {moment_format(v->rows[i].period.from, from), moment_format(v->rows[i].period.to, to)};

		tsv_row(out, values, COUNT_OF(values));
	}
}

int afficher_creneaux(struct command_context *ctx, const struct app *a, struct moment from, int minutes, int per_day, size_t room)
{
	struct arena arena = {0};
	struct view_slots v = view_slots(&arena, a, from, minutes, per_day, room);

	if (ctx->tsv) {
		slots_tsv(ctx->out, &v);
	} else {
		plain_title(ctx->out, a, arena_format(&arena, "créneaux libres de %d min", minutes));
		for (size_t i = 0; i < v.count; i++)
			fprintf(ctx->out, "%s%s%s\n", v.rows[i].text, v.rows[i].busy_note[0] != '\0' ? "  " : "", v.rows[i].busy_note);
		if (v.count == 0)
			plain_paragraph(ctx->out, 0, v.empty);
	}
	arena_free(&arena);
	return v.count > 0 ? 0 : 1;
}
