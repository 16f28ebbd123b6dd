/* The scene played by the runner in a pty: see scene.h. */
#include "tests/screen/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/text.h"
#include "core/portfolio/facts.h"
#include "tui/loop.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define PEOPLE 60

/* --- a database that only knows who is connected ------------------------------------------------------ */

struct scene_port { bool asked; uint32_t serial; bool slow; size_t unsettled; };

static void port_submit(void *ctx, const struct request *r)
{
	struct scene_port *p = ctx;
	if (r->kind == REQUEST_SESSION) {
		p->asked = true;
		p->serial = r->serial;
	}
}

static void port_cancel(void *ctx) { (void)ctx; }
static struct port_wait port_wait(void *ctx)
{
	(void)ctx;
	return (struct port_wait){.fd = -1, .timeout_ms = -1};
}
static void port_service(void *ctx, bool readable, bool writable) { (void)ctx, (void)readable, (void)writable; }
static size_t port_unsettled(void *ctx) { return ((struct scene_port *)ctx)->unsettled; }
static void port_close(void *ctx) { (void)ctx; }

static bool port_next_event(void *ctx, struct event *out)
{
	struct scene_port *p = ctx;
	if (!p->asked)
		return false;
	p->asked = false;
	*out = (struct event){0};
	if (p->slow) {
		out->kind = EVENT_CONNECTION;
		out->connection = CONNECTION_SLOW;
		return true;
	}
	out->kind = EVENT_SESSION;
	out->serial = p->serial;
	out->session = arena_alloc(&out->arena, sizeof *out->session);
	*out->session = (struct session_facts){.login = "mlegoff", .first_name = "Maël", .last_name = "LE GOFF",
		.role = ROLE_COUNSELLOR, .agency_code = "35", .agency_name = "Agence de Vitré", .department = "35",
		.today = date_make(2026, 11, 20), .rules_checksum = ""};
	return true;
}

static void make_id(char out[COMMAND_ID_TEXT]) { snprintf(out, COMMAND_ID_TEXT, "%s", "scene"); }

/* --- the screen ---------------------------------------------------------------------------------------- */

struct scene {
	struct list list;
	char filter[128], before[128];
	const char *names[PEOPLE];
};

static void scene_recalc(struct ui *ui, struct screen *s)
{
	static const char *const names[] = {"BERNARD Aïcha", "COLLET Jean-Marc", "DIALLO Mamadou", "ÉVRARD Chloé",
	                                    "L'HÉRITIER Noël", "ŒUVRARD Zoé", "中村 Aiko", "Ne\u0301e Sans-Nom"};
	struct scene *v = s->state;
	const char *needle = text_fold(&s->arena, v->filter);
	size_t count = 0;
	(void)ui;
	for (int i = 0; i < PEOPLE; i++) {
		const char *name = arena_format(&s->arena, "%s %d", names[i % 8], i + 1);
		if (text_contains_folded(text_fold(&s->arena, name), needle))
			v->names[count++] = text_safe(&s->arena, name);
	}
	list_set_count(&v->list, count);
}

static void paint_person(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct scene *v = ctx;
	(void)selected;
	paint_text(line.row, line.column, 22, INK_PLAIN, v->names[index]);
	paint_text(line.row, line.column + 23, 4, INK_PLAIN, "CE");
	paint_text(line.row, line.column + 29, 8, index % 3 ? INK_ORANGE : INK_RED, index % 3 ? "5 j ~" : "9 j !");
	paint_text(line.row, line.column + 38, 14, INK_PLAIN, "mar. 24 09:30");
	paint_text(line.row, line.column + 53, line.columns - 53, index % 3 ? INK_ORANGE : INK_RED, "RDV de la semaine dû");
}

static void scene_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct scene *v = s->state;
	struct rect list = body;
	(void)ui;
	list.row++;
	list.rows -= 2;
	paint_gauge(body.row, 1, 20, 760, INK_GREEN);
	list_paint(&v->list, list, paint_person, v);
	filter_paint((struct rect){body.row + body.rows - 1, 1, 1, body.columns - 1}, v->filter);
}

static const char *scene_person(const struct screen *s)
{
	return ((const struct scene *)s->state)->list.count > 0 ? "7KQ2M9" : "";
}

/* --- what comes back from the widgets, said aloud -------------------------------------------------------- */

static void on_filter(struct ui *ui, void *ctx, const char *text)
{
	struct scene *v = ((struct screen *)ctx)->state;
	(void)ui;
	snprintf(v->filter, sizeof v->filter, "%s", text);
}

static void on_filter_cancelled(struct ui *ui, void *ctx, const char *text)
{
	struct scene *v = ((struct screen *)ctx)->state;
	(void)text;
	on_filter(ui, ctx, v->before);
}

static void on_choice(struct ui *ui, void *ctx, int value)
{
	(void)ctx;
	app_say(ui->app, MESSAGE_DONE, "choix %d", value);
}

static bool on_form(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	(void)ctx;
	if (strcmp(values[0], "NON") == 0) {
		error_set(e, ERR_REFUSED, "Ce nom est refusé");
		snprintf(e->field, sizeof e->field, "nom");
		return false;
	}
	app_say(ui->app, MESSAGE_DONE, "formulaire [%s|%s|%s|%s|%s]", values[0], values[1], values[2], values[3], values[4]);
	return true;
}

static bool on_text(struct ui *ui, void *ctx, const char *text, bool flag, struct error *e)
{
	char one_line[512];
	(void)ctx;
	if (!*text) {
		error_set(e, ERR_USAGE, "La note est vide");
		return false;
	}
	snprintf(one_line, sizeof one_line, "%s", text);
	for (char *c = one_line; *c; c++)
		if (*c == '\n')
			*c = '|';
	app_say(ui->app, MESSAGE_DONE, "note [%s] %s", one_line, flag ? "privée" : "partagée");
	return true;
}

static void on_pick(struct ui *ui, void *ctx, const char *code)
{
	(void)ctx;
	app_say(ui->app, MESSAGE_DONE, "pris %s", code);
}

static const struct code_label regimes[] = {{"CE", "Contrat d'engagement"}, {"CSP", "Sécurisation professionnelle"},
                                            {"CEJ", "Contrat d'engagement jeune"}, {NULL, NULL}};
static const struct code_label barriers[] = {{"mobilite", "Mobilité"}, {"garde", "Garde d'enfant"}, {"sante", "Santé"}};
static const struct choice channels[] = {{'t', "téléphone", 1}, {'e', "entretien", 2}, {'v', "visio", 3}, {'s', "SMS", 4},
	{'m', "courriel", 5}, {'l', "courrier", 6}, {'d', "visite", 7}, {'a', "appel sans réponse", 8}};

static struct popup *scene_form(void)
{
	static const struct field_spec fields[] = {
		{.name = "nom", .label = "Nom", .hint = "en capitales", .initial = "", .required = true, .max = 20},
		{.name = "naissance", .label = "Naissance", .hint = "JJ/MM/AAAA", .kind = FIELD_DATE, .initial = ""},
		{.name = "foyer", .label = "Foyer", .hint = "nombre de personnes", .kind = FIELD_NUMBER, .initial = "1"},
		{.name = "regime", .label = "Régime", .hint = "", .kind = FIELD_CHOICE, .choices = regimes, .initial = "", .required = true},
		{.name = "prive", .label = "Privé", .hint = "", .kind = FIELD_FLAG, .initial = "non"},
	};
	return form_new("Inscrire", fields, 5, on_form, NULL, NULL);
}

static enum act_result scene_act(struct ui *ui, struct screen *s, enum action_id action)
{
	static const char *const lines[] = {"Règle : un rendez-vous par semaine", "Source : 003:4405", "Statut : local"};
	struct scene *v = s->state;
	if (list_act(&v->list, action))
		return ACT_DONE;
	switch (action) {
	case ACTION_FILTER:
		memcpy(v->before, v->filter, sizeof v->before);
		ui_show_popup(ui, prompt_new("Filtrer :", v->filter, "noms", on_filter, on_filter, on_filter_cancelled, s));
		return ACT_DONE;
	case ACTION_CONTACT: ui_show_popup(ui, choice_new("Contact :", channels, 8, on_choice, NULL)); return ACT_DONE;
	case ACTION_NOTE:
		ui_show_popup(ui, editor_new("Note", "", "note privée", true, 400, on_text, NULL, NULL));
		return ACT_DONE;
	case ACTION_BARRIER: ui_show_popup(ui, chooser_new("Frein", barriers, 3, on_pick, NULL, NULL)); return ACT_DONE;
	case ACTION_WHY: ui_show_popup(ui, textbox_new("Pourquoi ?", lines, 3)); return ACT_DONE;
	case ACTION_EDIT: ui_show_popup(ui, scene_form()); return ACT_DONE;
	case ACTION_BACK:
		if (!*v->filter)
			return ACT_IGNORED;
		v->filter[0] = '\0';
		return ACT_RECALC;
	default: return ACT_IGNORED;
	}
}

static const struct screen_ops scene_ops = {.id = SCREEN_PORTFOLIO, .title = "Portefeuille",
	.state_size = sizeof(struct scene), .recalc = scene_recalc, .paint = scene_paint, .act = scene_act,
	.person = scene_person};

/* --- the program ----------------------------------------------------------------------------------------- */

static int scene_play(const char *name)
{
	struct scene_port state = {.slow = strcmp(name, "slow") == 0, .unsettled = strcmp(name, "unsettled") == 0};
	struct data_port port = {&state, port_submit, port_cancel, port_wait, port_service, port_next_event, port_unsettled,
	                         port_close};
	struct app app;
	struct error e = {0};
	struct ui ui = {.app = &app};
	app_init(&app, &port, NULL, make_id, DATE_NONE);
	const char *delay = getenv("JALON_TEST_ESCAPE_MS");
	struct term_options options = {.escape_delay_ms = delay ? atoi(delay) : 0};
	if (!term_open(&options, &e)) {
		fprintf(stderr, "jalon : %s. %s\n", e.message, e.remedy);
		return error_exit_status(e.code);
	}
	keymap_defaults(&ui.keymap);
	ui_open_screen(&ui, &scene_ops, "");
	app_load_referents(&app); /* asks for the session */
	fprintf(stderr, "dit pendant l'écran\n");
	int status = loop_run(&ui);
	term_close();
	keymap_free(&ui.keymap);
	app_free(&app);
	puts("fini");
	return status;
}

__attribute__((constructor)) static void play_instead_of_testing(void)
{
	const char *name = getenv("JALON_TEST_SCENE");
	if (!name || !*name)
		return;
	int status = scene_play(name);
	fflush(stdout);
	exit(status);
}

struct pty_screen *scene_start(const char *name, int rows, int cols, char *const env[])
{
	char setting[64], program[] = "/proc/self/exe", path[1024];
	char *all[8] = {setting};
	ssize_t length = readlink(program, path, sizeof path - 1);
	path[length < 0 ? 0 : length] = '\0';
	snprintf(setting, sizeof setting, "JALON_TEST_SCENE=%s", name);
	for (int i = 0; env && env[i] && i < 6; i++)
		all[i + 1] = env[i];
	return pty_start(rows, cols, (char *[]){path, NULL}, all);
}
