/* What goes with each training request of the test office: project, preconditions, events, pieces, lines, absences, periods,
 * allowances. See office_trainings.h. */
#include "tests/support/office_trainings.h"

#include <string.h>

#define COUNSELLOR "Mathieu Le Goff"

static struct date on(int year, int month, int day)
{
	return date_make(year, month, day);
}

static struct date day(int month, int d)
{
	return on(2026, month, d);
}

static bool has_come_to(const struct training_file *f, struct date d)
{
	return date_is_set(d) && date_is_set(f->request.raised);
}

/* --- project and preconditions --------------------------------------------------------------------------------- */

static bool project_is_written(const struct training *t)
{
	return t->stage != TRAINING_RAISED && t->stage != TRAINING_DROPPED_BEFORE;
}

static void project_make(struct training_file *f)
{
	static const char *const written[PROJECT_FIELDS] = {"Le métier me plaît depuis mon immersion de septembre",
		"Douze ans d'atelier, à l'aise avec les gestes", "Trente offres à moins de 30 km", "Garde d'enfant le mercredi",
		"Permis B, véhicule", "Signer un contrat dans les trois mois qui suivent"};

	for (size_t i = 0; i < PROJECT_FIELDS; i++)
		f->project[i] = project_is_written(&f->request) ? written[i] : "";
	f->project_rank = project_is_written(&f->request) ? 2 : 0;
	f->project_on = project_is_written(&f->request) ? date_add_days(f->request.raised, 14) : DATE_NONE;
}

/* The first ones are settled: VAE is waived, the others are met. */
static void preconditions_make(struct training_file *f)
{
	int settled = PRE_COUNT - f->request.preconditions_missing;

	for (int i = 0; i < PRE_COUNT; i++) {
		struct precondition_fact *p = &f->preconditions[i];
		bool done = i < settled;

		*p = (struct precondition_fact){.met = done && i != PRE_VAE, .waived = done && i == PRE_VAE, .on = DATE_NONE, .text = "", .author = ""};
		if (done) {
			p->on = date_add_days(f->request.raised, 15 + i);
			p->text = i == PRE_VAE ? "pas d'expérience dans ce métier" : "vu ensemble";
			p->author = COUNSELLOR;
		}
	}
}

/* --- events ----------------------------------------------------------------------------------------------------- */

enum { EVENTS = 16 };

static struct training_event *event_add(struct training_file *f, enum training_step step, struct date d)
{
	struct training_event *e = &f->events[f->event_count];
	static const char *const ids[EVENTS] = {"e01", "e02", "e03", "e04", "e05", "e06", "e07", "e08", "e09", "e10", "e11", "e12", "e13",
		"e14", "e15", "e16"};

	*e = (struct training_event){.id = ids[f->event_count], .step = step, .on = d, .recorded = {d, 600}, .author = COUNSELLOR,
	                             .with = "", .text = "", .grounds = "", .said = "", .counter = "", .no_counter = ""};
	f->event_count++;
	return e;
}

static void event_add_dated(struct training_file *f, enum training_step step, struct date d)
{
	if (has_come_to(f, d))
		event_add(f, step, d);
}

static void events_project(struct training_file *f)
{
	const struct training *t = &f->request;

	event_add(f, STEP_RAISE, t->raised)->text = "Idée venue de l'immersion";
	if (!project_is_written(t))
		return;
	event_add(f, STEP_PROJECT, f->project_on);
	if (t->preconditions_missing == 0)
		event_add(f, STEP_PREPARE, date_is_set(t->filed) ? date_add_days(t->filed, -2) : t->since);
}

static void events_decision(struct training_file *f)
{
	const struct training *t = &f->request;
	struct training_event *e;

	if (!date_is_set(t->filed))
		return;
	event_add(f, STEP_FILE, t->filed)->with = t->funder;
	if (t->suspended_days > 0) {
		event_add(f, STEP_ASK_PIECES, date_add_days(t->filed, 3))->with = t->funder;
		event_add(f, STEP_COMPLETE, date_add_days(t->filed, 3 + t->suspended_days));
	}
	e = event_add(f, STEP_EXCHANGE, date_add_days(t->filed, 1));
	e->with = "financeur";
	e->text = "Dossier bien reçu";
	if (t->pieces_waiting > 0)
		event_add(f, STEP_ASK_PIECES, t->pieces_since)->with = t->funder;
	if (t->stage == TRAINING_COUNTERED) {
		e = event_add(f, STEP_COUNTER, t->decided);
		e->text = e->said = "Un parcours plus court, 20 semaines au lieu de 35";
	}
	event_add_dated(f, STEP_GRANT, t->granted);
	if (t->stage != TRAINING_REFUSED)
		return;
	e = event_add(f, STEP_REFUSE, t->decided);
	e->grounds = t->contestable ? "metier_non_en_tension" : "cout";
	e->text = t->no_counter ? "Aucune place ailleurs cette année" : "Proposé : 40 heures à distance";
	e->counter = t->no_counter ? "" : "40 heures à distance";
	e->no_counter = t->no_counter ? e->text : "";
}

static void events_after(struct training_file *f)
{
	const struct training *t = &f->request;

	event_add_dated(f, STEP_FUND, t->funded);
	event_add_dated(f, STEP_ENTER, t->entered);
	event_add_dated(f, STEP_CHECK, t->checked);
	if (t->stage == TRAINING_COMPLETED || t->stage == TRAINING_FOLLOWED)
		event_add(f, STEP_END, t->ended)->grounds = "certification";
	if (t->stage == TRAINING_DROPPED_BEFORE)
		event_add(f, STEP_DROP, t->since)->grounds = "garde_enfant";
	if (t->stage == TRAINING_DROPPED_AFTER)
		event_add(f, STEP_DROP, t->since)->grounds = "maladie";
	if (t->stage == TRAINING_FOLLOWED)
		event_add(f, STEP_FOLLOW, t->followed)->grounds = "emploi";
}

static void events_make(struct training_file *f)
{
	static struct training_event events[EVENTS];

	f->events = events;
	f->event_count = 0;
	events_project(f);
	events_decision(f);
	events_after(f);
}

/* --- pieces ----------------------------------------------------------------------------------------------------- */

static struct training_piece piece(const char *id, const char *kind, const char *object, enum debtor owner, struct date asked)
{
	return (struct training_piece){.id = id, .kind = kind, .object = object, .owner = owner, .asked = asked,
	                               .expected = date_add_days(asked, 7), .received = DATE_NONE, .closed = DATE_NONE, .version = 1};
}

static void pieces_make(struct training_file *f)
{
	static struct training_piece pieces[3];
	const struct training *t = &f->request;

	f->pieces = pieces;
	f->piece_count = 0;
	if (t->pieces_waiting == 0)
		return;
	pieces[f->piece_count++] = piece("b1", t->pieces_owner == DEBTOR_BODY ? "devis" : "positionnement",
		t->pieces_owner == DEBTOR_BODY ? "Devis détaillé par module" : "Résultat du positionnement", t->pieces_owner, t->pieces_since);
	if (t->pieces_waiting > 1)
		pieces[f->piece_count++] = piece("b2", "informations", "Attestation de l'employeur", DEBTOR_EMPLOYER, t->pieces_since);
	if (t->suspended_days == 0)
		return;
	pieces[f->piece_count] = piece("b3", "argumentaire", "Argumentaire signé", t->pieces_owner, date_add_days(t->filed, 3));
	pieces[f->piece_count].received = date_add_days(t->filed, 3 + t->suspended_days);
	pieces[f->piece_count++].version = 2;
}

/* --- funding ----------------------------------------------------------------------------------------------------- */

enum { LINES = 4 };

static struct funding_line *line_add(struct training_file *f, enum cost cost, const char *funder, struct date from, struct date to,
	enum line_state state)
{
	static const char *const ids[LINES] = {"l1", "l2", "l3", "l4"};
	static const int64_t amounts[COST_COUNT] = {520000, 390000, -1};
	struct funding_line *l = &f->lines[f->line_count];

	*l = (struct funding_line){.id = ids[f->line_count], .cost = cost, .funder = funder, .from = from, .to = to, .amount = amounts[cost],
	                           .state = state, .asked = f->request.filed, .decided = DATE_NONE, .reason = "", .version = 1};
	if (state != LINE_ASKED)
		l->decided = f->request.decided;
	f->line_count++;
	return l;
}

static void expenses_not_needed(struct training_file *f)
{
	line_add(f, COST_EXPENSES, "", f->request.starts, f->request.ends, LINE_NOT_NEEDED)->reason = "à dix minutes à pied";
}

/* Income: until the end of rights, the first half, or all the way, as the request says. */
static void income_add(struct training_file *f)
{
	const struct training *t = &f->request;
	struct date to = t->ends;

	if ((t->costs_missing & 1u << COST_INCOME) != 0)
		to = t->uncovered_days > 0 ? t->rights_end : date_add_days(t->starts, date_diff(t->ends, t->starts) / 2);
	line_add(f, COST_INCOME, "france_travail", t->starts, to, LINE_GRANTED);
}

static void lines_make(struct training_file *f)
{
	static struct funding_line lines[LINES];
	const struct training *t = &f->request;

	f->lines = lines;
	f->line_count = 0;
	if (!date_is_set(t->starts) || !date_is_set(t->filed))
		return;
	if (!date_is_set(t->granted)) {
		line_add(f, COST_TEACHING, t->funder, t->starts, t->ends, t->stage == TRAINING_REFUSED ? LINE_REFUSED : LINE_ASKED)->reason =
			t->stage == TRAINING_REFUSED ? "refus du financeur" : "";
		return;
	}
	line_add(f, COST_TEACHING, t->funder, t->starts, t->ends, LINE_GRANTED);
	income_add(f);
	if ((t->costs_missing & 1u << COST_EXPENSES) == 0)
		expenses_not_needed(f);
}

/* --- absences, periods, allowances ----------------------------------------------------------------------------- */

static void absences_make(struct training_file *f, enum office_training which)
{
	static struct training_absence absences[2];

	absences[0] = (struct training_absence){"v2", day(11, 9), day(11, 9), false, ""};
	absences[1] = (struct training_absence){"v1", day(10, 19), day(10, 20), true, "enfant malade"};
	f->absences = absences;
	f->absence_count = which == OFFICE_ENTERED ? 2 : 0;
}

static struct company_period period(const char *id, const char *kind, const char *host, struct date from, struct date to)
{
	return (struct company_period){.id = id, .training = "", .kind = kind, .host = host, .trade = "J1501", .aim = "découvrir le métier",
	                               .from = from, .to = to, .debriefed = DATE_NONE, .debrief = "", .despite = "", .version = 1};
}

struct company_period *office_periods(size_t *count)
{
	static struct company_period all[4];

	all[0] = period("p3", "pmsmp", "Clinique des Tilleuls", day(11, 2), day(11, 13));
	all[1] = period("p2", "immersion", "Résidence du Parc", day(9, 21), day(9, 25));
	all[1].debriefed = day(9, 28);
	all[1].with_host = true;
	all[1].debrief = "À l'aise avec les résidents ; gestes à apprendre";
	all[2] = period("p1", "emt", "Maison de retraite Saint-Yves", day(6, 8), day(6, 12));
	all[2].debriefed = day(6, 15);
	all[2].debrief = "Le rythme convient";
	all[3] = period("p4", "reprise", "Boulangerie Le Fournil", day(4, 6), day(4, 14));
	all[3].despite = "accord de la personne, qui préfère cet emploi";
	*count = sizeof all / sizeof *all;
	return all;
}

static void allowances_make(struct training_file *f)
{
	static struct allowance all[2];

	all[0] = (struct allowance){"d2", "are", date_add_days(f->request.raised, -60), f->request.rights_end};
	all[1] = (struct allowance){"d1", "rsa", on(2024, 1, 1), date_add_days(f->request.raised, -61)};
	f->allowances = all + (f->request.has_rights ? 0 : 1);
	f->allowance_count = f->request.has_rights ? 2 : 1;
}

static void others_make(struct training_file *f)
{
	size_t n = 0, count;
	struct training *all = office_person_trainings(f->request.person, false, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].id, f->request.id) != 0)
			all[n++] = all[i];
	f->others = all;
	f->other_count = n;
}

static size_t owner_place(const char *identifiant)
{
	size_t i = 0;

	while (i + 1 < OFFICE_PEOPLE && strcmp(office_person(i).id, identifiant) != 0)
		i++;
	return i;
}

struct training_file office_training(enum office_training which)
{
	struct training_file f = {.request = office_request(which), .same_course = 1};

	f.person = office_person(owner_place(f.request.person));
	project_make(&f);
	preconditions_make(&f);
	events_make(&f);
	pieces_make(&f);
	lines_make(&f);
	absences_make(&f, which);
	f.periods = office_periods(&f.period_count);
	allowances_make(&f);
	others_make(&f);
	if (which == OFFICE_FUNDED)
		f.same_course = 6;
	return f;
}
