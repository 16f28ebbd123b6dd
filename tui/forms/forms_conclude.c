/* The conclusion, without which an appointment is not closed (rules.md L2): it opens on the last conclusion and on
 * what both sides left undone, asks the presence when nobody recorded it, and what each side undertakes by when. */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/screens/appointments.h"
#include "tui/widgets/widgets.h"

#define ITEMS 4
#define ITEM_DAYS 7          /* first date offered: people are met every week */
#define CONCLUSION_MAX 20000 /* characters, as of a note */
#define UNDONE_SHOWN 3       /* of each side, above the fields */

enum { VALUE_PRESENCE, VALUE_CONCLUSION, VALUE_ITEMS, VALUE_COUNT = VALUE_ITEMS + 3 * ITEMS };

static const struct code_label presences[] = {
	{"present", "présent"}, {"absent_excuse", "excusé"}, {"absent_non_excuse", "absent"}, {NULL, NULL}};
static const struct code_label debtors[] = {
	{"structure", "nous"}, {"personne", "la personne"}, {"partenaire", "un partenaire"}, {"employeur", "un employeur"},
	{"financeur", "un financeur"}, {"organisme", "l'organisme"}, {NULL, NULL}};
static const char *const item_names[ITEMS][3] = {
	{"debiteur1", "objet1", "echeance1"}, {"debiteur2", "objet2", "echeance2"},
	{"debiteur3", "objet3", "echeance3"}, {"debiteur4", "objet4", "echeance4"}};

const char *const conclude_names[] = {"presence", "conclusion", "debiteur1", "objet1", "echeance1", "debiteur2", "objet2", "echeance2",
	"debiteur3", "objet3", "echeance3", "debiteur4", "objet4", "echeance4", NULL};

struct conclusion { /* copied: the file may be read again meanwhile */
	char meeting[COMMAND_ID_TEXT];
	int version;
	bool ask_presence;
};

static void conclude_open(struct ui *ui, const char *id, const struct appointment *m, const struct sent_form *sent);

/* --- what it opens on ---------------------------------------------------------------------------------- */

static const char *conclude_undone(struct arena *arena, const struct person_file *f, bool of_person)
{
	const struct item *items[UNDONE_SHOWN];
	size_t count = items_open(f, of_person, items, UNDONE_SHOWN), shown = count < UNDONE_SHOWN ? count : UNDONE_SHOWN;
	const char *text = "", *who = of_person ? arena_format(arena, "%s n'a pas encore fait", f->person.first_name)
	                                        : "Nous n'avons pas encore fait";
	char day[8];
	if (count == 0)
		return NULL;
	for (size_t i = 0; i < shown; i++)
		text = arena_format(arena, "%s%s%s (pour le %s)", text, i > 0 ? " ; " : "", items[i]->object,
		                    date_format_short(items[i]->due, day));
	return arena_format(arena, "%s : %s%s", who, text,
	                    count > shown ? arena_format(arena, " ; et %zu de plus", count - shown) : "");
}

static const char *conclude_last(struct arena *arena, const struct person_file *f, const struct appointment *m)
{
	const struct appointment *last = appointment_concluded_before(f, m);
	char day[DATE_TEXT];
	if (last == NULL)
		return "Aucune conclusion avant celle-ci.";
	char *text = arena_strdup(arena, last->conclusion);
	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	return arena_format(arena, "Conclusion du %s : %s", date_format_numeric(last->start.day, day), text);
}

static void conclude_explain(struct popup *form, struct arena *arena, const struct person_file *f,
                             const struct appointment *m)
{
	const char *lines[3];
	size_t count = 0;
	lines[count++] = conclude_last(arena, f, m);
	for (int of_person = 0; of_person < 2; of_person++) {
		const char *undone = conclude_undone(arena, f, of_person == 1);
		if (undone != NULL)
			lines[count++] = undone;
	}
	form_explain(form, lines, count);
}

/* --- sending ------------------------------------------------------------------------------------------- */

static void conclude_file_again(struct ui *ui, const char *id)
{
	const struct sent_form *sent = form_sent_last(ui);
	const struct appointment *m = sent != NULL ? appointment_of_file(ui->app->file.file, sent->extra) : NULL;
	if (m != NULL)
		conclude_open(ui, id, m, sent);
	else if (sent != NULL)
		app_say(ui->app, MESSAGE_ERROR, "Ce rendez-vous n'est plus au dossier. Votre conclusion : %s", sent->values[VALUE_CONCLUSION]);
}

void conclude_again(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_FILE, sent->id, conclude_file_again);
}

/* Lines without an object are left out. False: one of them has no date. */
static bool conclude_items(const char *const *typed, struct item_new *items, size_t *count, struct error *e)
{
	*count = 0;
	for (size_t i = 0; i < ITEMS; i++) {
		const char *const *line = typed + 3 * i;
		if (line[1][0] == '\0')
			continue;
		if (line[2][0] == '\0') {
			error_set(e, ERR_USAGE, "« %.80s » n'a pas de date", line[1]);
			error_set_remedy(e, "Donnez le jour pour lequel c'est promis, JJ/MM/AAAA");
			snprintf(e->field, sizeof e->field, "%s", item_names[i][2]);
			return false;
		}
		items[(*count)++] = (struct item_new){line[0], line[1], line[2]};
	}
	return true;
}

static bool conclude_sent(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct conclusion *about = c->object;
	size_t first = about->ask_presence ? VALUE_PRESENCE : VALUE_CONCLUSION;
	struct item_new items[ITEMS];
	size_t count;
	struct sent_form sent = {.extra = about->meeting, .values = {""}};
	memcpy(sent.values + first, values, (VALUE_COUNT - first) * sizeof *values);
	int presence = attendance_from_code(sent.values[VALUE_PRESENCE]);
	if (!conclude_items(sent.values + VALUE_ITEMS, items, &count, e) ||
	    !act_rdv_conclude(ui->app, about->meeting, c->id, about->version, presence < 0 ? ATTENDANCE_UNKNOWN : (enum attendance)presence,
	                      sent.values[VALUE_CONCLUSION], items, count, e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	form_sent(ui, &sent, conclude_again);
	return true;
}

/* --- the form ------------------------------------------------------------------------------------------ */

/* Nous, then the person, twice. */
static size_t conclude_item_fields(struct form_context *c, const struct ui *ui, const struct sent_form *sent,
                                   struct field_spec *fields)
{
	char day[DATE_TEXT];
	const char *first = arena_strdup(&c->arena, date_format_numeric(date_add_days(app_today(ui->app).day, ITEM_DAYS), day));
	for (size_t i = 0; i < ITEMS; i++) {
		size_t at = VALUE_ITEMS + 3 * i;
		const char *who = sent != NULL ? sent->values[at] : i % 2 == 0 ? "structure" : "personne";
		fields[3 * i] = (struct field_spec){.name = item_names[i][0], .label = "S'engage", .kind = FIELD_CHOICE, .width = 17,
			.choices = debtors, .initial = who, .hint = "Qui s'engage"};
		fields[3 * i + 1] = (struct field_spec){.name = item_names[i][1], .label = "À quoi", .width = 30, .beside = true,
			.max = 500, .initial = sent != NULL ? sent->values[at + 1] : "", .hint = "À quoi ; laissez vide s'il n'y a rien"};
		fields[3 * i + 2] = (struct field_spec){.name = item_names[i][2], .label = "Pour le", .kind = FIELD_DATE, .width = 10,
			.beside = true, .initial = sent_day(c, sent, at + 2, first), .hint = "Pour quel jour : JJ/MM, JJ/MM/AAAA, ou +7 dans sept jours"};
	}
	return 3 * (size_t)ITEMS;
}

static void conclude_open(struct ui *ui, const char *id, const struct appointment *m, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct conclusion *about = arena_alloc(&c->arena, sizeof *about);
	struct field_spec fields[VALUE_COUNT];
	size_t count = 0;
	*about = (struct conclusion){.version = m->version, .ask_presence = m->attendance == ATTENDANCE_UNKNOWN};
	snprintf(about->meeting, sizeof about->meeting, "%s", m->id);
	c->object = about;
	c->extra = about->meeting;
	if (about->ask_presence)
		fields[count++] = (struct field_spec){.name = "presence", .label = "Présence", .kind = FIELD_CHOICE, .choices = presences,
			.required = true, .initial = sent != NULL ? sent->values[VALUE_PRESENCE] : "",
			.hint = "L'issue n'est pas encore notée : p présent, e excusé, a absent"};
	fields[count++] = (struct field_spec){.name = "conclusion", .label = "Conclusion", .kind = FIELD_LINES, .required = true,
		.max = CONCLUSION_MAX, .initial = sent != NULL ? sent->values[VALUE_CONCLUSION] : "",
		.hint = "Ce qui est convenu. Sans conclusion, le rendez-vous n'est pas clos ; le prochain s'ouvrira dessus"};
	count += conclude_item_fields(c, ui, sent, fields + count);
	const char *title = arena_format(&c->arena, "Conclure · %s · %s du %s", c->name, code_label_find(appointment_kinds, m->kind),
	                                 appointment_when(&c->arena, m->start));
	struct popup *form = form_new(title, fields, count, conclude_sent, c, form_context_free);
	conclude_explain(form, &c->arena, ui->app->file.file, m);
	form_show(ui, form, FORM_CONCLUDE, c, sent);
}

/* c->extra: the séance, "" the oldest that waits for a conclusion. Takes c. */
static void conclude_file_here(struct ui *ui, struct form_context *c)
{
	const struct person_file *f = ui->app->file.file;
	const struct appointment *m = c->extra[0] != '\0' ? appointment_of_file(f, c->extra)
	                                                  : appointment_without_conclusion(f, app_today(ui->app));
	if (m == NULL)
		app_say(ui->app, MESSAGE_INFO, c->extra[0] != '\0' ? "Ce rendez-vous n'est pas dans la fiche de %s"
		                               : "Aucun rendez-vous de %s n'attend de conclusion", c->name);
	else if (m->conclusion[0] != '\0')
		app_say(ui->app, MESSAGE_INFO, "Ce rendez-vous est déjà conclu : une note (n) dit ce qui s'y ajoute");
	else if (m->cancelled || moment_compare(m->start, app_today(ui->app)) > 0)
		app_say(ui->app, MESSAGE_WARNING, m->cancelled ? "Ce rendez-vous est annulé : rien à conclure"
		                                  : "Ce rendez-vous est à venir : il se conclut une fois commencé");
	else
		conclude_open(ui, c->id, m, NULL);
	form_context_free(c);
}

void form_conclude_at(struct ui *ui, const char *id, const char *meeting)
{
	struct form_context *c = form_context_new(ui, id);
	c->extra = arena_strdup(&c->arena, meeting);
	form_wait_about(ui, c, conclude_file_here);
}

void form_conclude(struct ui *ui, const char *id)
{
	form_conclude_at(ui, id, "");
}
