/* The lines of a contract: those of the catalogue, ticked, and those written for the person. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

enum { LINE_DEBTOR, LINE_OBJECT, LINE_DUE, LINE_CADENCE, LINE_NATURE };
enum { LINES_MOST = 4 };

static const struct code_label debtors[] = {
	{"structure", "nous"}, {"personne", "la personne"}, {"partenaire", "un partenaire"}, {"employeur", "un employeur"},
	{"financeur", "un financeur"}, {"organisme", "l'organisme"}, {NULL, NULL}};
static const struct code_label cadences[] = {
	{"unique", "une fois"}, {"semaine", "par semaine"}, {"mois", "par mois"}, {"trimestre", "par trimestre"}, {NULL, NULL}};
static const struct code_label natures[] = {
	{"engagement", "engagement"}, {"action", "action"}, {"emploi", "action emploi"}, {"structurante", "act. structurante"}, {NULL, NULL}};
static const char *const line_names[LINES_MOST][LINE_FIELDS] = {
	{"debiteur1", "objet1", "echeance1", "cadence1", "nature1"}, {"debiteur2", "objet2", "echeance2", "cadence2", "nature2"},
	{"debiteur3", "objet3", "echeance3", "cadence3", "nature3"}, {"debiteur4", "objet4", "echeance4", "cadence4", "nature4"}};

/* --- written for the person ------------------------------------------------------------------------------- */

void contract_line_fields(struct form_context *c, const struct sent_form *sent, size_t first, size_t count, struct field_spec *out)
{
	for (size_t i = 0; i < count && i < LINES_MOST; i++) {
		struct field_spec *line = out + LINE_FIELDS * i;
		size_t at = first + LINE_FIELDS * i;
		const char *const *typed = sent != NULL ? sent->values + at : NULL;
		line[LINE_DEBTOR] = (struct field_spec){.name = line_names[i][LINE_DEBTOR], .label = arena_format(&c->arena, "Engagement %zu", i + 1),
			.kind = FIELD_CHOICE, .width = 17, .choices = debtors, .hint = "Qui s'engage",
			.initial = typed != NULL ? typed[LINE_DEBTOR] : i % 2 == 0 ? "structure" : "personne"};
		line[LINE_OBJECT] = (struct field_spec){.name = line_names[i][LINE_OBJECT], .label = "À quoi", .beside = true, .max = 500,
			.initial = typed != NULL ? typed[LINE_OBJECT] : "", .hint = "À quoi, en une phrase ; laissez vide s'il n'y a rien à ajouter"};
		line[LINE_DUE] = (struct field_spec){.name = line_names[i][LINE_DUE], .label = "   pour le", .kind = FIELD_DATE, .width = 11,
			.initial = sent_day(c, sent, at + LINE_DUE, ""), .hint = "JJ/MM, JJ/MM/AAAA ou +7 ; vide : date non fixée. Si cela revient : la première fois"};
		line[LINE_CADENCE] = (struct field_spec){.name = line_names[i][LINE_CADENCE], .label = "Cadence", .kind = FIELD_CHOICE, .width = 18,
			.beside = true, .choices = cadences, .initial = typed != NULL ? typed[LINE_CADENCE] : "unique", .hint = "Une fois, ou à tenir régulièrement"};
		line[LINE_NATURE] = (struct field_spec){.name = line_names[i][LINE_NATURE], .label = "Nature", .kind = FIELD_CHOICE, .width = 22,
			.beside = true, .choices = natures, .initial = typed != NULL ? typed[LINE_NATURE] : "engagement",
			.hint = "Une action compte parmi les deux attendues ; l'une au moins vise l'emploi"};
	}
}

static struct commitment_new line_read(const char *const *line)
{
	const char *nature = line[LINE_NATURE];
	bool employment = strcmp(nature, "emploi") == 0, structuring = strcmp(nature, "structurante") == 0;
	return (struct commitment_new){.debtor = line[LINE_DEBTOR], .object = line[LINE_OBJECT], .due = line[LINE_DUE], .part = "individuel",
		.cadence = line[LINE_CADENCE], .rule = "", .model = "", .source = "", .action = employment || structuring || strcmp(nature, "action") == 0,
		.employment = employment, .structuring = structuring};
}

static const struct commitment_model *model_find(const struct app *a, const char *code, size_t length)
{
	const struct commitment_catalogue *all = app_catalogue(a);
	for (size_t i = 0; all != NULL && i < all->count; i++)
		if (strlen(all->models[i].code) == length && strncmp(all->models[i].code, code, length) == 0)
			return &all->models[i];
	return NULL;
}

size_t contract_lines_read(const struct app *a, const char *const *values, size_t count, const char *codes,
                           struct commitment_new out[CONTRACT_ITEMS_MAX])
{
	size_t filled = 0;
	for (; filled < count; filled++)
		out[filled] = line_read(values + LINE_FIELDS * filled);
	while (*codes != '\0' && filled < CONTRACT_ITEMS_MAX) {
		size_t length = strcspn(codes, " ");
		const struct commitment_model *m = model_find(a, codes, length);
		if (m != NULL)
			out[filled++] = commitment_from_model(m);
		codes += length + (codes[length] == ' ');
	}
	return filled;
}

/* Of « engagement 2 »; 0 when the sentence numbers none, be it about « un engagement du contrat ». */
static long line_named(const char *sentence)
{
	static const char word[] = "engagement ";
	long line = 0;
	for (const char *at = strstr(sentence, word); at != NULL && line == 0; at = strstr(at + 1, word))
		line = strtol(at + strlen(word), NULL, 10);
	return line;
}

void contract_lines_point(struct error *e)
{
	static const struct { const char *field; int at; } fields[] = {
		{"debiteur", LINE_DEBTOR}, {"objet", LINE_OBJECT}, {"echeance", LINE_DUE}, {"cadence", LINE_CADENCE}, {"action", LINE_NATURE}};
	long line = line_named(e->message);
	if (line == 0)
		line = line_named(e->remedy);
	for (size_t i = 0; line >= 1 && line <= LINES_MOST && i < sizeof fields / sizeof *fields; i++)
		if (strcmp(e->field, fields[i].field) == 0) {
			snprintf(e->field, sizeof e->field, "%s", line_names[line - 1][fields[i].at]);
			return;
		}
}

/* --- of the catalogue ------------------------------------------------------------------------------------------ */

size_t contract_models(const struct ui *ui, struct arena *arena, enum parcours parcours, const struct commitment_model ***out)
{
	const struct app *a = ui->app;
	const struct commitment_catalogue *all = app_catalogue(a);
	*out = NULL;
	if (all == NULL)
		return 0;
	return catalogue_select(arena, all, a->commitments.file->person.regime, parcours, app_today(a).day, out);
}

const char *contract_party(enum debtor debtor)
{
	switch (debtor) {
	case DEBTOR_STRUCTURE: return "Nous";
	case DEBTOR_PERSON: return "La personne";
	case DEBTOR_PARTNER: return "Le partenaire";
	case DEBTOR_EMPLOYER: return "L'employeur";
	case DEBTOR_FUNDER: return "Le financeur";
	case DEBTOR_BODY: return "L'organisme";
	default: return debtor_label(debtor);
	}
}

const char *contract_model_label(struct arena *arena, const struct commitment_model *m)
{
	const char *often = m->cadence != CADENCE_ONCE ? arena_format(arena, " (%s)", cadence_label(m->cadence)) : "";
	return arena_format(arena, "%s · %s%s", contract_party(m->debtor), m->object, often);
}

const struct code_label *parcours_choices(struct form_context *c)
{
	struct code_label *all = arena_array(&c->arena, PARCOURS_COUNT, sizeof *all);
	for (int p = PARCOURS_NONE + 1; p < PARCOURS_COUNT; p++)
		all[p - 1] = (struct code_label){parcours_code((enum parcours)p), parcours_label((enum parcours)p)};
	return all;
}
