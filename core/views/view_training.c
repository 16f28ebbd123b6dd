/* One training request on one page: its heading, what comes next, what is asked for, project, preconditions. */
#include "core/views/view_training.h"

#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_hours.h"
#include "core/views/view_training_private.h"

struct view_training_line *training_line_add(struct training_lines *l, const char *key, const char *label, const char *text, const char *raw)
{
	struct view_training_line *line;

	if (l->count == l->room) {
		struct view_training_line *old = l->items;

		l->room = l->room == 0 ? 8 : l->room * 2;
		l->items = arena_array(l->arena, l->room, sizeof *l->items);
		if (l->count > 0)
			memcpy(l->items, old, l->count * sizeof *old);
	}
	line = &l->items[l->count++];
	*line = (struct view_training_line){.key = key, .label = label, .mark = "", .band = BAND_NONE, .precondition = PRE_COUNT,
	                                    .step = STEP_COUNT, .why_text = ""};
	line->text = view_one_line(l->arena, text);
	line->raw = view_one_line(l->arena, raw);
	return line;
}

enum { HEADING_TITLE_LEAST = 8 };

/* --- what comes next ------------------------------------------------------------------------------------------------ */

/* Who has the file meanwhile; declaring the funding whole is for us alone, even once the body has only to let the person in. */
static const char *owner_words(struct arena *arena, const struct view_training_row *row)
{
	bool declare = row->training->stage == TRAINING_GRANTED && training_is_dated(row->training);

	if (row->holder[0] == '\0')
		return "";
	return declare || row->clocks.holder == DEBTOR_STRUCTURE ? " — à nous" : arena_format(arena, " — dossier chez %s", row->holder);
}

static const char *decision_line(struct arena *arena, const struct view_training_row *row)
{
	const struct training *t = row->training;

	if (training_is_at_funder(t->stage))
		return row->decision;
	if (!date_is_set(t->decided) || date_compare(t->decided, t->filed) < 0)
		return "sans réponse : demande close";
	return arena_format(arena, "%s, %s", row->decision, row->decision_code);
}

static const char *entry_line(struct arena *arena, const struct view_training_row *row)
{
	if (!date_is_set(row->training->entered))
		return row->entry;
	return arena_format(arena, "le %s, %d j après l'accord", view_date(arena, row->training->entered), row->clocks.entry_days);
}

static void next_clock(struct training_lines *l, const char *key, const char *label, const struct clock_result *clock, const char *text)
{
	struct view_training_line *line;

	if (clock->rule == NULL)
		return;
	line = training_line_add(l, key, label, text,
	                         arena_format(l->arena, "%s;%s", clock->state == CLOCK_UNSET ? "" : view_iso_day(l->arena, clock->end.day),
	                                      clock_state_label(clock->state)));
	line->clock = clock;
}

static const char *check_words(struct arena *arena, const struct clock_result *c, struct date done, struct date today)
{
	if (date_is_set(done))
		return arena_format(arena, "fait le %s", view_date(arena, done));
	return training_due_words(arena, c->state == CLOCK_UNSET ? DATE_NONE : c->end.day, today);
}

static const char *held_words(struct arena *arena, const struct training_file *f, struct date today)
{
	int days[DEBTOR_COUNT] = {0};
	const char *words = "";

	training_days_held(f, today, days);
	for (unsigned d = 0; d < DEBTOR_COUNT; d++)
		if (days[d] > 0)
			words = arena_format(arena, "%s%s%s %d j%s", words, *words == '\0' ? "" : ", ", view_debtor_held((enum debtor)d), days[d],
			                     d == DEBTOR_PERSON ? " (non comptés)" : "");
	return words;
}

static const char *steps_words(struct arena *arena, const struct view_training *v)
{
	const char *words = "";

	for (size_t i = 0; i < v->step_count; i++)
		words = arena_format(arena, "%s%s%s", words, i > 0 ? ", " : "", training_step_label(v->steps[i]));
	return words;
}

static const char *steps_codes(struct arena *arena, const struct view_training *v)
{
	const char *codes = "";

	for (size_t i = 0; i < v->step_count; i++)
		codes = arena_format(arena, "%s%s%s", codes, i > 0 ? ";" : "", training_step_code(v->steps[i]));
	return codes;
}

static void next_reasons(struct training_lines *l, const struct training_reasons *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct reason *reason = &r->items[i];
		struct view_training_line *line = training_line_add(
			l, reason_code_name(reason->code), band_words(reason->band), reason->sentence,
			arena_format(l->arena, "%s;%s;%s;%s", band_code(reason->band), view_iso_day(l->arena, reason->due.day), owner_label(reason->owner),
		                 reason->rule->code));

		line->reason = reason;
		line->band = reason->band;
		line->mark = band_mark(reason->band);
	}
}

static void section_next(struct training_lines *l, struct view_training *v)
{
	const struct training *t = &l->f->request;
	const struct view_training_row *row = l->row; /* in the arena: lines point into its clocks */
	const struct date today = l->app->now.day;
	struct view_training_line *line;

	line = training_line_add(l, "etape", "Étape", arena_format(l->arena, "%s, %s", row->stage, row->since),
	                         arena_format(l->arena, "%s;%s", row->stage_code, row->since_iso));
	line->band = row->band;
	line->mark = row->mark;
	line->why_text = "L'étape suit de ce qui est arrivé à la demande : personne ne la saisit";
	if (row->step < STEP_COUNT) {
		line = training_line_add(l, "suite", "Prochaine étape", arena_format(l->arena, "%s%s", row->next, owner_words(l->arena, row)),
		                         arena_format(l->arena, "%s;%s", training_step_code(row->step), row->holder_code));
		line->step = row->step;
	}
	next_reasons(l, &row->reasons);
	next_clock(l, "decision", "Décision", &row->clocks.decision, decision_line(l->arena, row));
	next_clock(l, "entree", "Entrée", &row->clocks.entry, entry_line(l->arena, row));
	next_clock(l, "point_tiers", "Point au tiers", &row->clocks.check, check_words(l->arena, &row->clocks.check, t->checked, today));
	next_clock(l, "suivi_6_mois", "Situation à six mois", &row->clocks.follow_up, check_words(l->arena, &row->clocks.follow_up, t->followed, today));
	if (v->held[0] != '\0')
		training_line_add(l, "tenu", "Dossier tenu", held_words(l->arena, l->f, today), held_words(l->arena, l->f, today))->why_text =
			"Jours pendant lesquels chacun a eu le dossier en main : une pièce attendue compte contre qui la doit, jamais contre la "
			"personne (000:577)";
	training_line_add(l, "possible", "De là, on peut", steps_words(l->arena, v), steps_codes(l->arena, v));
}

/* --- what is asked for ------------------------------------------------------------------------------------------------ */

static const char *length_words(struct arena *arena, const struct training *t)
{
	if (t->minutes <= 0)
		return "non fixée";
	return t->weekly <= 0 ? hours_words(arena, t->minutes)
	                      : arena_format(arena, "%s, %s par semaine", hours_words(arena, t->minutes), hours_words(arena, t->weekly));
}

static const char *dates_words(struct arena *arena, const struct training *t)
{
	if (!date_is_set(t->starts))
		return "non fixées";
	return date_is_set(t->ends) ? arena_format(arena, "du %s au %s", view_date(arena, t->starts), view_date(arena, t->ends))
	                            : arena_format(arena, "à partir du %s, fin non fixée", view_date(arena, t->starts));
}

static const char *place_words(struct arena *arena, const struct training *t)
{
	if (t->basin[0] == '\0')
		return t->place;
	return t->place[0] == '\0' ? arena_format(arena, "département %s", t->basin) : arena_format(arena, "%s (%s)", t->place, t->basin);
}

static void course_line(struct training_lines *l, const char *key, const char *label, const char *text, const char *raw)
{
	training_line_add(l, key, label, text[0] != '\0' ? text : "–", raw);
}

static void section_course(struct training_lines *l)
{
	const struct training *t = &l->f->request;

	course_line(l, "intitule", "Intitulé", t->title, t->title);
	course_line(l, "metier", "Métier (ROME)", t->trade, t->trade);
	course_line(l, "objectif", "Objectif", t->aim[0] != '\0' ? code_label_find(training_aims, t->aim) : "", t->aim);
	course_line(l, "organisme", "Organisme", t->body, t->body);
	course_line(l, "lieu", "Lieu", place_words(l->arena, t), arena_format(l->arena, "%s;%s", t->place, t->basin));
	course_line(l, "duree", "Durée", length_words(l->arena, t), arena_format(l->arena, "%d;%d", t->minutes, t->weekly));
	course_line(l, "dates", "Dates", dates_words(l->arena, t),
	            arena_format(l->arena, "%s;%s", view_iso_day(l->arena, t->starts), view_iso_day(l->arena, t->ends)));
	if (t->funder[0] != '\0')
		course_line(l, "financeur", "Remise à", arena_format(l->arena, "%s le %s", training_funder_label(l->arena, l->app, t->funder),
		                                                        view_date(l->arena, t->filed)), t->funder);
}

static void section_form(struct training_lines *l)
{
	if (l->f->project_rank == 0)
		return;
	for (int i = 0; i < PROJECT_FIELDS; i++)
		training_line_add(l, training_project_fields[i].code, training_project_fields[i].label,
		                  l->f->project[i][0] != '\0' ? l->f->project[i] : "–", l->f->project[i])->why_text =
			arena_format(l->arena, "Version %d du %s ; les précédentes restent. Le projet se construit avec la personne, il ne se prescrit pas "
			             "(000:1638, 000:6307)", l->f->project_rank, view_date(l->arena, l->f->project_on));
}

/* --- preconditions ------------------------------------------------------------------------------------------------------ */

static const char *condition_words(struct arena *arena, const struct precondition_fact *p)
{
	if (!p->met && !p->waived)
		return "à voir";
	return arena_format(arena, "%s %s%s%s%s%s", p->met ? "vu le" : "dispense du", view_date(arena, p->on), p->text[0] != '\0' ? " : " : "", p->text,
	                    p->author[0] != '\0' ? ", " : "", p->author);
}

static void section_conditions(struct training_lines *l)
{
	const bool due = l->f->request.stage == TRAINING_PROJECT;

	for (int i = 0; i < PRE_COUNT; i++) {
		const struct precondition_fact *p = &l->f->preconditions[i];
		const char *state = p->met ? "fait" : p->waived ? "dispense" : "";
		struct view_training_line *line =
			training_line_add(l, precondition_code((enum precondition)i), precondition_label((enum precondition)i), condition_words(l->arena, p),
		                      arena_format(l->arena, "%s;%s;%s", state, view_iso_day(l->arena, p->on), p->text));

		line->precondition = (enum precondition)i;
		line->mark = p->met ? "✓" : p->waived ? "–" : due ? band_mark(BAND_ORANGE) : "○";
		line->band = p->met || p->waived || !due ? BAND_NONE : BAND_ORANGE;
		line->why_text = "Un dossier n'est prêt que si chaque préalable est vu, ou dispensé avec un motif (000:1803)";
	}
}

/* --- the whole ------------------------------------------------------------------------------------------------------------ */

static const struct { const char *code, *title, *empty; } sections[TRAINING_SECTION_COUNT] = {
	[TRAINING_NEXT] = {"suite", "Suite", ""},
	[TRAINING_COURSE] = {"formation", "Formation demandée", ""},
	[TRAINING_FORM] = {"projet", "Projet", "pas encore écrit"},
	[TRAINING_CONDITIONS] = {"prealables", "Préalables", ""},
	[TRAINING_FUNDING] = {"financement", "Financement", "aucune ligne demandée"},
	[TRAINING_RUNWAY] = {"calendrier", "Calendrier et droits", ""},
	[TRAINING_PIECES_ASKED] = {"pieces", "Pièces", "aucune pièce demandée"},
	[TRAINING_EVENTS] = {"echanges", "Étapes et échanges", "rien de noté"},
	[TRAINING_ABSENCES] = {"absences", "Absences", "aucune absence"},
	[TRAINING_PERIODS] = {"periodes", "Périodes en entreprise", "aucune période"},
	[TRAINING_RIGHTS] = {"droits", "Allocations et revenus", "aucun revenu noté"},
	[TRAINING_DOUBTS] = {"doutes", "Doublons et contradictions", "rien à signaler"},
};

static void section_fill(struct training_lines *l, enum training_section id, struct view_training *v)
{
	switch (id) {
	case TRAINING_NEXT:
		section_next(l, v);
		break;
	case TRAINING_COURSE:
		section_course(l);
		break;
	case TRAINING_FORM:
		section_form(l);
		break;
	case TRAINING_CONDITIONS:
		section_conditions(l);
		break;
	case TRAINING_FUNDING:
		training_section_funding(l, &v->check);
		break;
	case TRAINING_RUNWAY:
		training_section_runway(l, &v->runway);
		break;
	case TRAINING_PIECES_ASKED:
		training_section_pieces(l);
		break;
	case TRAINING_EVENTS:
		training_section_events(l);
		break;
	case TRAINING_ABSENCES:
		training_section_absences(l);
		break;
	case TRAINING_PERIODS:
		training_section_periods(l);
		break;
	case TRAINING_RIGHTS:
		training_section_rights(l);
		break;
	case TRAINING_DOUBTS:
		training_section_doubts(l);
		break;
	case TRAINING_SECTION_COUNT:
		break;
	}
}

static bool is_left_out(const struct view_training_section *s)
{
	bool silent = s->id == TRAINING_DOUBTS || s->id == TRAINING_PIECES_ASKED || s->id == TRAINING_ABSENCES;

	return s->count == 0 && (silent || s->empty[0] == '\0');
}

static void sections_name(struct view_training *v)
{
	for (int i = 0; i < TRAINING_SECTION_COUNT; i++)
		v->sections[i] = (struct view_training_section){
			.id = (enum training_section)i, .code = sections[i].code, .title = sections[i].title, .empty = sections[i].empty};
}

static const char *heading_words(struct arena *arena, const struct view_training_row *row)
{
	const char *body = view_one_line(arena, row->training->body);

	return arena_format(arena, "%s · %s%s%s · %s %s", row->name, row->title, *body == '\0' ? "" : ", ", body, row->stage, row->since);
}

const char *view_training_project_label(struct arena *arena, const struct view_training_line *line)
{
	size_t length = strcspn(line->label, ":,");

	while (length > 0 && line->label[length - 1] == ' ')
		length--;
	return arena_strndup(arena, line->label, length);
}

static const char *title_cut(struct arena *arena, const char *title, int columns)
{
	size_t kept = text_fit(title, columns - 1, NULL);

	while (kept > 0 && title[kept - 1] == ' ')
		kept--;
	return arena_format(arena, "%.*s…", (int)kept, title);
}

const char *view_training_heading(struct arena *arena, const struct view_training *v, int columns)
{
	const struct view_training_row *row = &v->row;
	const char *ends, *title = v->training != NULL ? row->title : "";
	int room;

	if (text_width(v->heading) <= columns || v->training == NULL)
		return v->heading;
	ends = arena_format(arena, " · %s %s", row->stage, row->since);
	room = columns - text_width(row->name) - text_width(" · ") - text_width(ends);
	if (room < HEADING_TITLE_LEAST) /* a long name: the stage alone */
		return arena_format(arena, "%s%s", row->name, ends);
	if (text_width(title) > room)
		title = title_cut(arena, title, room);
	return arena_format(arena, "%s · %s%s", row->name, title, ends);
}

static void sentences_fill(struct arena *arena, const struct app *a, struct view_training *v)
{
	const char *held = held_words(arena, a->training.file, a->now.day);

	v->heading = heading_words(arena, &v->row);
	v->next = v->row.step < STEP_COUNT ? arena_format(arena, "Prochaine étape : %s%s", v->row.next, owner_words(arena, &v->row)) : "";
	v->held = held[0] != '\0' ? arena_format(arena, "Dossier tenu : %s", held) : "";
	v->calendar = training_runway_sentence(arena, v->training, &v->runway);
	v->funding = training_funding_sentence(arena, v->training, &v->check);
}

static const struct view_training_row *row_kept(struct arena *arena, const struct view_training_row *row)
{
	struct view_training_row *kept = arena_alloc(arena, sizeof *kept);

	*kept = *row;
	return kept;
}

struct view_training view_training(struct arena *arena, const struct app *a)
{
	const struct training_model *m = &a->training;
	const struct view_training_row *row;
	struct view_training v = {.state = m->m.state, .heading = "", .next = "", .held = "", .calendar = "", .funding = "", .empty = ""};

	sections_name(&v);
	if (m->file == NULL || m->judged.facts == NULL) {
		v.empty = view_waiting(arena, &m->m, "de la demande");
		return v;
	}
	v.training = &m->file->request;
	v.row = view_training_row(arena, a, v.training);
	row = row_kept(arena, &v.row);
	v.check = funding_check(arena, m->file, app_funders(a));
	v.runway = training_runway_of(a);
	v.step_count = training_steps_from(v.training->stage, v.steps);
	sentences_fill(arena, a, &v);
	for (int i = 0; i < TRAINING_SECTION_COUNT; i++) {
		struct training_lines l = {.arena = arena, .app = a, .f = m->file, .row = row};

		section_fill(&l, (enum training_section)i, &v);
		v.sections[i].lines = l.items;
		v.sections[i].count = l.count;
		v.sections[i].left_out = is_left_out(&v.sections[i]);
	}
	return v;
}
