/* The sheet of one person: heading, path, sections of lines. The facts themselves: view_file_facts.c. */
#include "core/views/view_file_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/training/stages.h"

struct view_line *line_add(struct line_list *l, const char *key, const char *label, const char *text, const char *raw)
{
	if (l->count == l->room) {
		struct view_line *old = l->items;

		l->room = l->room == 0 ? 8 : l->room * 2;
		l->items = arena_array(l->arena, l->room, sizeof *l->items);
		if (l->count > 0)
			memcpy(l->items, old, l->count * sizeof *old);
	}
	l->items[l->count] = (struct view_line){.key = key, .label = label, .text = text_safe(l->arena, text),
	                                        .raw = text_safe(l->arena, raw), .band = BAND_NONE, .why_text = ""};
	return &l->items[l->count++];
}

/* --- heading ---------------------------------------------------------------------------------------------- */

/* « M. Le Goff » for « Mathieu Le Goff ». */
static const char *short_name(struct arena *arena, const char *name)
{
	size_t first = text_next_cluster(name);
	const char *rest = strchr(name, ' ');

	if (rest == NULL)
		return arena_strdup(arena, name);
	return arena_format(arena, "%.*s.%s", (int)first, name, rest);
}

static const char *referent_name(const struct person_file *f)
{
	for (size_t i = 0; i < f->referent_count; i++)
		if (strcmp(f->referents[i].login, f->person.referent_login) == 0)
			return f->referents[i].name;
	return f->person.referent_login;
}

static const char *file_heading(struct arena *arena, const struct person_file *f)
{
	const struct person_facts *p = &f->person;
	struct strbuf b = {0};
	const char *heading;

	strbuf_add(&b, french_name(arena, p->last_name, p->first_name));
	if (p->regime == REGIME_NONE)
		strbuf_add(&b, " · sans régime");
	else
		strbuf_addf(&b, " · %s depuis le %s", regime_code(p->regime), view_date(arena, p->regime_from));
	if (p->follow_up != FOLLOW_ACTIVE)
		strbuf_addf(&b, " · %s", follow_up_label(p->follow_up));
	strbuf_addf(&b, " · foyer %d", p->household_size);
	if (p->referent_login[0] != '\0')
		strbuf_addf(&b, " · réf. %s", short_name(arena, referent_name(f)));
	heading = text_safe(arena, strbuf_str(&b));
	strbuf_free(&b);
	return heading;
}

static const char *file_position(struct arena *arena, const struct app *a)
{
	size_t place;

	if (!app_portfolio_place(a, a->file.id, &place))
		return "";
	return arena_format(arena, "fiche %zu sur %zu", place + 1, a->portfolio.count);
}

/* --- path ------------------------------------------------------------------------------------------------- */

enum { PATH_MAX_POINTS = 18, PATH_TRAININGS = 2 };

struct path {
	struct path_point points[PATH_MAX_POINTS];
	size_t count;
	struct date today;
};

static void path_add(struct path *p, struct date day, const char *label, bool obligation)
{
	if (!date_is_set(day) || p->count == PATH_MAX_POINTS)
		return;
	p->points[p->count++] = (struct path_point){.day = day, .label = label, .past = date_compare(day, p->today) < 0,
	                                            .obligation = obligation, .why = obligation
		? "Fin d'un délai : voir « nous devons » et la règle par w sur cette ligne" : "Fait inscrit au dossier"};
}

/* Of the contract: what the date follows from. */
static void path_add_why(struct path *p, struct date day, const char *label, bool obligation, const char *why)
{
	size_t before = p->count;

	path_add(p, day, label, obligation);
	if (p->count > before)
		p->points[before].why = why;
}

static void path_add_clock(struct path *p, const struct clock_result *c, const char *label)
{
	if (c->rule != NULL && c->state != CLOCK_UNSET)
		path_add(p, c->end.day, label, c->rule->applied);
}

/* Insertion sort: stable, so that today stays after what happened the same day. */
static void path_sort(struct path *p)
{
	for (size_t i = 1; i < p->count; i++)
		for (size_t j = i; j > 0 && date_compare(p->points[j].day, p->points[j - 1].day) < 0; j--) {
			struct path_point swap = p->points[j];

			p->points[j] = p->points[j - 1];
			p->points[j - 1] = swap;
		}
}

/* Of an intensive parcours, the choice at 12 months (003:4428): made, or still to be made. */
static void path_add_choice(struct path *p, struct arena *arena, const struct app *a, const struct person_facts *f)
{
	const struct contract_summary *c = &f->contract;
	const struct rule *r = rulebook_find(app_rules(a), f->regime, "intensif_choix", p->today);

	if (date_is_set(c->chosen))
		path_add_why(p, c->chosen, "choix de la suite", false, "Suite choisie avec la personne, inscrite au contrat (003:4428)");
	else if (c->intensive && date_is_set(c->intensive_since) && r != NULL && r->fixed && r->unit == UNIT_MONTH)
		path_add_why(p, date_add_months(c->intensive_since, r->value), "choix de la suite dû", r->applied,
		             arena_format(arena, "Parcours intensif depuis le %s : %s (%s, %s)", view_date(arena, c->intensive_since), r->label,
		                          rule_status_label(r->status), r->source));
}

static void path_add_contract(struct path *p, struct arena *arena, const struct app *a, const struct person_facts *f)
{
	const struct contract_summary *c = &f->contract;

	path_add_why(p, f->oriented, "orientation", false,
	             "Dernière orientation notifiée : elle fait partir le délai du contrat (D. 5411-14-1)");
	path_add_why(p, f->diagnosed, "diagnostic", false, "Dernière version du diagnostic en six rubriques (003:3874)");
	if (c->id[0] == '\0')
		return;
	if (date_is_set(c->signed_on))
		path_add_why(p, c->signed_on, arena_format(arena, "contrat v%d", c->rank), false,
		             "Jour où les deux parties avaient signé la version en vigueur");
	path_add_choice(p, arena, a, f);
	path_add_why(p, c->ends, "fin du contrat", true, "Dernier jour écrit dans la version en vigueur du contrat");
}

/* The last trainings entered, or about to be: each its first and its last day. */
static void path_add_trainings(struct path *p, struct arena *arena, const struct person_file *f)
{
	size_t told = 0;

	for (size_t i = 0; i < f->training_count && told < PATH_TRAININGS; i++) {
		const struct training *t = &f->trainings[i];
		bool coming = training_awaits_entry(t->stage);
		const char *title = view_one_line(arena, t->title);

		if (!coming && !date_is_set(t->entered))
			continue;
		told++;
		path_add_why(p, coming ? t->starts : t->entered, arena_format(arena, "%s : %s", coming ? "entrée prévue" : "entrée en formation", title),
		             false, "Premier jour de la formation, inscrit à la demande");
		path_add_why(p, t->stage == TRAINING_ENTERED || coming ? t->ends : t->ended,
		             t->stage == TRAINING_DROPPED_AFTER ? "formation quittée" : "fin de formation", false,
		             "Dernier jour de la formation, prévu ou réel");
	}
}

static void path_build(struct path *p, struct arena *arena, const struct app *a, const struct judged_person *j)
{
	const struct person_facts *f = j->facts;

	path_add(p, f->regime_from, "inscription", false);
	if (date_is_set(f->first_meeting))
		path_add(p, f->first_meeting, "premier entretien", false);
	path_add(p, f->last_milestone, "point d'étape", false);
	path_add_contract(p, arena, a, f);
	path_add_trainings(p, arena, a->file.file);
	path_add(p, p->today, "aujourd'hui", false);
	if (p->count > 0)
		p->points[p->count - 1].is_today = true;
	path_add_clock(p, &j->first_meeting, "premier entretien dû");
	path_add_clock(p, &j->milestone, "point d'étape dû");
	path_add(p, j->regime_end, "fin", true);
	path_sort(p);
}

static const char *path_words(struct arena *arena, const struct path *p)
{
	struct strbuf b = {0};
	const char *words;

	for (size_t i = 0; i < p->count; i++)
		strbuf_addf(&b, "%s%s le %s", i > 0 ? ", " : "", p->points[i].label, view_date(arena, p->points[i].day));
	words = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return words;
}

static void file_path(struct arena *arena, const struct app *a, struct view_file *v)
{
	struct path p = {.today = a->now.day};

	path_build(&p, arena, a, &a->file.judged);
	v->path = arena_array(arena, p.count, sizeof *v->path);
	memcpy(v->path, p.points, p.count * sizeof *v->path);
	v->path_count = p.count;
	v->path_sentence = path_words(arena, &p);
}

static void section_path(struct line_list *l, const struct view_file *v)
{
	for (size_t i = 0; i < v->path_count; i++) {
		const struct path_point *p = &v->path[i];
		struct view_line *line = line_add(l, "point", p->label, view_date(l->arena, p->day),
		                                  arena_format(l->arena, "%s %s", view_iso_day(l->arena, p->day), p->label));

		line->why_text = p->why;
	}
}

/* --- the two ledgers ---------------------------------------------------------------------------------------- */

bool owed_by(enum debtor d, bool person)
{
	if (d == DEBTOR_BOTH)
		return true;
	return person ? d == DEBTOR_PERSON : d != DEBTOR_PERSON;
}

const char *ledger_raw(struct arena *arena, const char *band, struct date due, enum owner owner, const char *rule,
                       const char *sentence)
{
	return arena_format(arena, "%s;%s;%s;%s;%s", band, view_iso_day(arena, due), owner_label(owner), rule, sentence);
}

/* Both columns have the same clocks and the same colours (product.md, principle 1). */
static void ledger_reasons(struct line_list *l, const struct judged_person *p, bool person)
{
	for (size_t i = 0; i < p->reason_count; i++) {
		const struct reason *r = &p->reasons[i];
		struct view_line *line;

		if (!owed_by(r->debtor, person))
			continue;
		line = line_add(l, reason_code_name(r->code), band_words(r->band), r->sentence,
		                ledger_raw(l->arena, band_code(r->band), r->due.day, r->owner, r->rule->code, r->sentence));
		line->band = r->band;
		line->reason = r;
	}
}

/* What is owed but not yet due: shown without colour. */
static void ledger_upcoming(struct line_list *l, const struct judged_person *p, bool person)
{
	const struct { const struct clock_result *clock; enum reason_code code; } all[] = {
		{&p->contact, REASON_CONTACT_DUE}, {&p->first_meeting, REASON_FIRST_MEETING_DUE},
		{&p->milestone, REASON_MILESTONE_DUE},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const struct clock_result *c = all[i].clock;
		const char *words;
		char value[32];

		if (c->rule == NULL || c->state == CLOCK_UNSET || !c->rule->applied || judged_reason(p, all[i].code) != NULL ||
		    !owed_by(c->rule->debtor, person))
			continue;
		words = arena_format(l->arena, "%s pour le %s", c->rule->label, view_date(l->arena, c->end.day));
		line_add(l, reason_code_name(all[i].code), "à venir", words,
		         ledger_raw(l->arena, "a_venir", c->end.day, owner_of(c->rule->debtor), c->rule->code, words))
			->why_text = arena_format(l->arena, "Règle %s %s : %s à partir du %s (%s)", regime_code(c->rule->regime),
			                          c->rule->code, rule_format_value(c->rule, value),
			                          view_date(l->arena, c->start.day), c->rule->source);
	}
}

static void section_ledger(struct line_list *l, const struct judged_person *p, bool person)
{
	ledger_reasons(l, p, person);
	ledger_upcoming(l, p, person);
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

static const struct { const char *code, *title, *empty; } sections[SECTION_COUNT] = {
	[SECTION_IDENTITY] = {"identite", "Identité", ""},
	[SECTION_PATH] = {"chemin", "Chemin parcouru", "aucune étape datée"},
	[SECTION_WE_OWE] = {"nous_devons", "Nous devons", "rien en attente"},
	[SECTION_THEY_OWE] = {"elle_il_doit", "La personne doit", "rien en attente"},
	[SECTION_APPOINTMENTS] = {"rendez_vous", "Rendez-vous", "aucun rendez-vous"},
	[SECTION_ITEMS] = {"engagements", "Engagements du contrat et des entretiens", "aucun engagement"},
	[SECTION_TRAININGS] = {"formations", "Formations et périodes en entreprise", "aucune demande de formation"},
	[SECTION_PROTECTIONS] = {"conges", "Congés et délais de réflexion", "aucun"},
	[SECTION_CONTACTS] = {"contacts", "Contacts", "aucun contact"},
	[SECTION_NOTES] = {"notes", "Notes", "aucune note"},
	[SECTION_BARRIERS] = {"freins", "Freins", "aucun frein"},
	[SECTION_HOUSEHOLD] = {"foyer", "Foyer", ""},
	[SECTION_REGIMES] = {"regimes", "Régimes", "aucun régime"},
	[SECTION_REFERENTS] = {"referents", "Référents", "aucun référent"},
};

static void section_fill(struct line_list *l, enum section_id id, const struct app *a, const struct view_file *v)
{
	const struct person_file *f = a->file.file;
	const struct judged_person *j = &a->file.judged;

	switch (id) {
	case SECTION_IDENTITY:
		section_identity(l, a, f, j);
		break;
	case SECTION_PATH:
		section_path(l, v);
		break;
	case SECTION_WE_OWE:
		section_ledger(l, j, false);
		ledger_items(l, a, f, j, false);
		break;
	case SECTION_THEY_OWE:
		section_ledger(l, j, true);
		ledger_items(l, a, f, j, true);
		break;
	case SECTION_APPOINTMENTS:
		section_appointments(l, f, a->now);
		break;
	case SECTION_ITEMS:
		section_items(l, a, f, j);
		break;
	case SECTION_TRAININGS:
		section_trainings(l, a, f);
		break;
	case SECTION_PROTECTIONS:
		section_protections(l, f);
		break;
	case SECTION_CONTACTS:
		section_contacts(l, f);
		break;
	case SECTION_NOTES:
		section_notes(l, f);
		break;
	case SECTION_BARRIERS:
		section_barriers(l, f);
		break;
	case SECTION_HOUSEHOLD:
		section_household(l, f);
		break;
	case SECTION_REGIMES:
		section_regimes(l, f);
		break;
	case SECTION_REFERENTS:
		section_referents(l, f);
		break;
	case SECTION_COUNT:
		break;
	}
}

/* The appointments are newest first: of a weekly series, the last weeks would hide the next one and the last conclusion. */
static size_t section_first(const struct view_section *s, struct moment now)
{
	size_t next = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct appointment *p = s->lines[i].appointment;

		if (p == NULL || moment_compare(p->start, now) < 0)
			break;
		if (!p->cancelled)
			next = i;
	}
	return next;
}

struct view_file view_file(struct arena *arena, const struct app *a)
{
	const struct file_model *m = &a->file;
	struct view_file v = {.state = m->m.state, .heading = "", .position = "", .path_sentence = "", .empty = ""};

	for (int i = 0; i < SECTION_COUNT; i++) {
		v.sections[i].id = (enum section_id)i;
		v.sections[i].code = sections[i].code;
		v.sections[i].title = sections[i].title;
		v.sections[i].empty = sections[i].empty;
	}
	if (m->file == NULL || m->judged.facts == NULL) {
		v.empty = view_waiting(arena, &m->m, "de la fiche");
		return v;
	}
	v.heading = file_heading(arena, m->file);
	v.position = file_position(arena, a);
	file_path(arena, a, &v);
	for (int i = 0; i < SECTION_COUNT; i++) {
		struct line_list l = {.arena = arena};

		section_fill(&l, (enum section_id)i, a, &v);
		v.sections[i].lines = l.items;
		v.sections[i].count = l.count;
		v.sections[i].first = section_first(&v.sections[i], a->now);
	}
	return v;
}
