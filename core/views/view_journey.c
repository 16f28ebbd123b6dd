/* What is turned towards the person: the chemin parcouru, and the nine items of the first entretien. No internal word. */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_commitments_private.h"

struct journey {
	struct arena *arena;
	const struct app *app;
	const struct commitment_file *f;
	struct view_milestone *items;
	size_t count, room;
};

static void milestone_add(struct journey *j, struct date day, enum milestone_kind kind, const char *label, const char *who)
{
	static const char *const marks[] = {"●", "▲", "○", "◆"};
	char text[32];

	if (!date_is_set(day) || j->count == j->room)
		return;
	j->items[j->count++] = (struct view_milestone){.kind = kind, .day = day, .mark = marks[kind], .label = text_safe(j->arena, label),
	                                               .date = arena_strdup(j->arena, date_format_long(day, text)), .who = who};
}

/* What happened: nothing dated later is told as done. */
static void past_add(struct journey *j, struct date day, const char *label, const char *who)
{
	if (date_reached(day, j->app->now.day))
		milestone_add(j, day, MILESTONE_PAST, label, who);
}

/* --- past ---------------------------------------------------------------------------------------------------------- */

static void past_contracts(struct journey *j)
{
	for (size_t i = 0; i < j->f->contract_count; i++)
		for (size_t k = 0; k < j->f->contracts[i].version_count; k++) {
			const struct contract_version *v = &j->f->contracts[i].versions[k];

			past_add(j, contract_version_signed(v), v->rank == 1 ? "Nous signons le contrat" : "Nous changeons le contrat", "ensemble");
		}
}

static bool meeting_held(const struct appointment *p)
{
	return !p->cancelled && p->attendance == ATTENDANCE_PRESENT;
}

static bool kind_is(const struct appointment *p, const char *kind)
{
	return strcmp(p->kind, kind) == 0;
}

/* The first meeting and each point d'étape: not the weekly ones, which would hide them. */
static void past_meetings(struct journey *j)
{
	for (size_t i = 0; i < j->f->appointment_count; i++) {
		const struct appointment *p = &j->f->appointments[i];

		if (meeting_held(p) && kind_is(p, "premier_entretien"))
			past_add(j, p->start.day, "Premier entretien", "ensemble");
		else if (meeting_held(p) && kind_is(p, "point_etape"))
			past_add(j, p->start.day, "Nous faisons le point", "ensemble");
	}
}

/* What a request came to, and each period in a company. */
static void past_trainings(struct journey *j)
{
	for (size_t i = 0; i < j->f->training_count; i++) {
		const struct training *t = &j->f->trainings[i];
		const char *title = view_one_line(j->arena, t->title);

		past_add(j, t->granted, arena_format(j->arena, "Votre formation est accordée : %s", title), "");
		past_add(j, t->entered, arena_format(j->arena, "Vous entrez en formation : %s", title), "vous");
		if (t->stage == TRAINING_COMPLETED || t->stage == TRAINING_FOLLOWED)
			past_add(j, t->ended, arena_format(j->arena, "Vous finissez votre formation : %s", title), "vous");
	}
	for (size_t i = 0; i < j->f->period_count; i++)
		past_add(j, j->f->periods[i].from, arena_format(j->arena, "Vous allez en entreprise : %s", view_one_line(j->arena, j->f->periods[i].host)),
		         "vous");
}

static void past_fill(struct journey *j)
{
	const struct commitment_file *f = j->f;

	past_add(j, f->registered, "Votre accompagnement commence", "");
	for (size_t i = 0; i < f->orientation_count; i++)
		past_add(j, f->orientations[i].notified,
		         arena_format(j->arena, "%s : %s", f->orientations[i].again ? "Vous changez de parcours" : "Votre parcours est choisi",
		                      view_one_line(j->arena, f->orientations[i].body)), "");
	past_meetings(j);
	for (size_t i = 0; i < f->diagnostic_count; i++)
		past_add(j, f->diagnostics[i].on, "Nous faisons le point sur votre situation", "ensemble");
	past_contracts(j);
	past_trainings(j);
	for (size_t i = 0; i < f->item_count; i++)
		if (f->items[i].cadence == CADENCE_ONCE && (f->items[i].debtor == DEBTOR_PERSON || f->items[i].debtor == DEBTOR_STRUCTURE))
			past_add(j, f->items[i].done, arena_format(j->arena, "Fait : %s", view_one_line(j->arena, f->items[i].object)),
			         f->items[i].debtor == DEBTOR_PERSON ? "vous" : "nous");
}

/* --- to come ------------------------------------------------------------------------------------------------------- */

static const char *owed_by_words(enum debtor d)
{
	return d == DEBTOR_PERSON ? "vous" : d == DEBTOR_STRUCTURE ? "nous" : debtor_label(d);
}

/* A clock of the law in plain words; "" for those that mean nothing to the person. */
static const char *clock_words(const char *code)
{
	static const struct code_label words[] = {
		{"contrat_signature", "Signer le contrat"}, {"point_etape", "Faire le point ensemble"},
		{"actualisation", "Actualiser votre situation"}, {"premier_entretien", "Premier entretien"},
		{"information_droits", "Vous expliquer vos droits"}, {"reponse_72h", "Vous répondre"},
		{"reponse_reclamation", "Répondre à votre réclamation"}, {"decision_financeur", "Réponse du financeur à votre formation"},
		{"suivi_tiers", "Faire le point sur votre formation"}, {"suivi_6_mois", "Faire le point après votre formation"}, {NULL, NULL},
	};

	return code_label_known(words, code) ? code_label_find(words, code) : "";
}

static const char *line_words(struct arena *arena, const struct ledger_line *line)
{
	if (line->item != NULL || line->remedial != NULL)
		return view_one_line(arena, line->object);
	return line->clock.rule != NULL && line->clock.rule->applied ? clock_words(line->clock.rule->code) : "";
}

static void obligations_fill(struct journey *j)
{
	const struct ledger *l = &j->app->commitments.ledger;

	for (size_t i = 0; i < l->count; i++) {
		const struct ledger_line *line = &l->lines[i];
		const char *words = line_words(j->arena, line);

		if ((line->state != ITEM_TODO && line->state != ITEM_LATE) || words[0] == '\0' || !date_is_set(line->due))
			continue;
		if (line->state == ITEM_LATE)
			words = arena_format(j->arena, "%s (attendu depuis ce jour)", words);
		milestone_add(j, line->due, MILESTONE_OBLIGATION, words, owed_by_words(line->debtor));
	}
}

/* A start that is planned, an end that is awaited. */
static void to_come_trainings(struct journey *j)
{
	const struct date today = j->app->now.day;

	for (size_t i = 0; i < j->f->training_count; i++) {
		const struct training *t = &j->f->trainings[i];
		const char *title = view_one_line(j->arena, t->title);

		if (training_awaits_entry(t->stage) && date_is_set(t->starts) && date_compare(t->starts, today) > 0)
			milestone_add(j, t->starts, MILESTONE_TO_COME, arena_format(j->arena, "Début de votre formation : %s", title), "vous");
		if (t->stage >= TRAINING_GRANTED && t->stage <= TRAINING_ENTERED && date_is_set(t->ends) && date_compare(t->ends, today) > 0)
			milestone_add(j, t->ends, MILESTONE_TO_COME, arena_format(j->arena, "Fin de votre formation : %s", title), "vous");
	}
	for (size_t i = 0; i < j->f->period_count; i++)
		if (date_compare(j->f->periods[i].from, today) > 0)
			milestone_add(j, j->f->periods[i].from, MILESTONE_TO_COME,
			              arena_format(j->arena, "Vous allez en entreprise : %s", view_one_line(j->arena, j->f->periods[i].host)), "vous");
}

static void to_come_fill(struct journey *j)
{
	const struct commitment_file *f = j->f;
	const struct contract_version *v = NULL;

	for (size_t i = 0; i < f->appointment_count; i++) {
		const struct appointment *p = &f->appointments[i];

		if (!p->cancelled && moment_compare(p->start, j->app->now) > 0)
			milestone_add(j, p->start.day, MILESTONE_TO_COME,
			              arena_format(j->arena, "Rendez-vous à %02d:%02d, %s", p->start.minute / 60, p->start.minute % 60,
			                           code_label_find(appointment_kinds, p->kind)), "ensemble");
	}
	to_come_trainings(j);
	commitment_contract(f, j->app->now.day, &v);
	if (v != NULL)
		milestone_add(j, v->ends, MILESTONE_TO_COME, "Fin du contrat : nous décidons de la suite", "ensemble");
	if (date_compare(j->app->commitments.judged.regime_end, j->app->now.day) > 0)
		milestone_add(j, j->app->commitments.judged.regime_end, MILESTONE_TO_COME, "Fin prévue de l'accompagnement", "");
}

/* --- the whole ----------------------------------------------------------------------------------------------------- */

static int milestone_compare(const void *left, const void *right)
{
	const struct view_milestone *a = left, *b = right;
	int by = date_compare(a->day, b->day);

	if (by != 0)
		return by;
	if (a->kind != b->kind) /* what happened that day, then today, then what is to come */
		return (int)a->kind - (int)b->kind;
	return strcmp(a->label, b->label);
}

static const char *journey_sentence(struct arena *arena, const struct view_journey *v)
{
	for (size_t i = v->today + 1; i < v->count; i++)
		return arena_format(arena, "Prochaine étape : %s, %s", v->items[i].label, v->items[i].date);
	return "Aucune étape n'est encore fixée";
}

struct view_journey view_journey(struct arena *arena, const struct app *a)
{
	const struct commitment_file *f = a->commitments.file;
	struct view_journey v = {.title = "", .sentence = "", .empty = ""};
	struct journey j = {.arena = arena, .app = a, .f = f};

	if (f == NULL || a->commitments.judged.facts == NULL) {
		v.empty = view_waiting(arena, &a->commitments.m, "du parcours");
		return v;
	}
	for (size_t i = 0; i < f->contract_count; i++)
		j.room += f->contracts[i].version_count;
	j.room += f->item_count + f->orientation_count + f->diagnostic_count + 2 * f->appointment_count + 5 * f->training_count +
	          2 * f->period_count + a->commitments.ledger.count + 4;
	j.items = arena_array(arena, j.room, sizeof *j.items);
	past_fill(&j);
	milestone_add(&j, a->now.day, MILESTONE_TODAY, "Aujourd'hui", "");
	obligations_fill(&j);
	to_come_fill(&j);
	qsort(j.items, j.count, sizeof *j.items, milestone_compare);
	v.items = j.items;
	v.count = j.count;
	while (v.today < v.count && v.items[v.today].kind != MILESTONE_TODAY)
		v.today++;
	v.title = arena_format(arena, "Votre parcours, %s", text_safe(arena, f->person.first_name));
	v.sentence = journey_sentence(arena, &v);
	return v;
}

/* --- the nine items -------------------------------------------------------------------------------------------------- */

/* The person leaves with a name, not with the login that the ledger knows. */
static void counsellor_named(struct arena *arena, const struct app *a, struct leaving_item items[LEAVING_ITEMS])
{
	const char *login = a->commitments.file->person.referent_login;

	for (int i = 0; i < LEAVING_ITEMS; i++)
		if (strcmp(items[i].code, "coordonnees") == 0 && items[i].given)
			items[i].text = arena_format(arena, "%s%s", app_counsellor_name(a, arena, a->commitments.file), items[i].text + strlen(login));
}

struct view_leaving view_leaving(struct arena *arena, const struct app *a)
{
	struct view_leaving v = {.sentence = ""};
	struct leaving_item items[LEAVING_ITEMS];

	for (int i = 0; i < LEAVING_ITEMS; i++)
		v.rows[i] = (struct view_leaving_row){false, "○", "", ""};
	if (a->commitments.file == NULL || a->session == NULL) {
		v.sentence = view_waiting(arena, &a->commitments.m, "des engagements");
		return v;
	}
	leaving_items(arena, a->commitments.file, a->now, items);
	counsellor_named(arena, a, items);
	for (int i = 0; i < LEAVING_ITEMS; i++) {
		v.rows[i] = (struct view_leaving_row){items[i].given, items[i].given ? "✓" : "○", items[i].label,
		                                      view_one_line(arena, items[i].text)};
		v.missing += !items[i].given;
	}
	v.sentence = v.missing == 0 ? "Les neuf points sont remis (003:3931)"
	             : arena_format(arena, "%zu point%s sur neuf à compléter avant la fin de l'entretien (003:3931)", v.missing,
	                            v.missing > 1 ? "s" : "");
	return v;
}
