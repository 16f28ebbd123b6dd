/* Jalon: reads the common options, finds the verb in one table, and wires the layers together. */
#include <limits.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "config/catalogue_file.h"
#include "config/keys_file.h"
#include "config/letters_file.h"
#include "config/settings.h"
#include "sql/admin/admin.h"
#include "sql/client/sql_port.h"
#include "sql/cluster/demo.h"
#include "tui/verbs/acts.h"
#include "tui/plain/afficher.h"
#include "tui/plain/plain_app.h"
#include "tui/verbs/plain_options.h"
#include "tui/plain/port_call.h"
#include "tui/verbs/verbs.h"
#include "tui/screens_main.h"

#ifndef JALON_DATADIR
#define JALON_DATADIR "/usr/local/share/jalon"
#endif
#define JALON_VERSION "0.1"

/* The context that verbs receive is the first member: open_port finds the rest. */
struct program {
	struct command_context ctx;
	char config_dir[PATH_MAX];
	struct demo_cluster demo; /* its lock holds the private server as long as the process lives */
	struct settings settings; /* of jalon.ini, once read */
	bool settings_read;
	const struct app *screens; /* of the screens while they close, NULL otherwise */
};

/* --- settings ------------------------------------------------------------------------------------------- */

static const struct settings *settings_once(struct program *p, struct error *e)
{
	if (!p->settings_read && !settings_load(p->ctx.config_dir, &p->settings, e))
		return NULL;
	p->settings_read = true;
	return &p->settings;
}

/* --- the port ------------------------------------------------------------------------------------------- */

/* At close, for a write whose fate could not be known. */
static void say_unsettled(void *ctx, const char *command_id, const char *verb, bool sent)
{
	const struct program *p = ctx;
	const struct pending_command *c = p->screens != NULL ? p->screens->pending : NULL;

	while (c != NULL && strcmp(c->id, command_id) != 0)
		c = c->next;
	if (c != NULL && c->kept)
		fprintf(stderr, "jalon : « %s » n'est pas confirmé : gardé sur ce poste, le prochain démarrage dira ce qu'il en est.\n",
		        c->label);
	else if (sent)
		fprintf(stderr, "jalon : l'enregistrement « %s » (%s) n'est pas confirmé. Relisez la fiche avant de recommencer.\n",
		        verb, command_id);
	else
		fprintf(stderr, "jalon : « %s » n'est pas parti : rien n'est enregistré. Recommencez.\n", verb);
}

/* JALON_CONNINFO, then jalon.ini, else NULL: libpq's own PG* variables. */
static const char *conninfo_find(const struct settings *s, char out[SETTING_TEXT + 16])
{
	const char *given = getenv("JALON_CONNINFO");

	if (given != NULL && *given != '\0')
		return given;
	if (s->conninfo[0] != '\0')
		return s->conninfo;
	if (s->service[0] == '\0')
		return NULL;
	snprintf(out, SETTING_TEXT + 16, "service=%s", s->service);
	return out;
}

/* What the private demonstration is filled from. */
static const struct demo_sources sources = {plain_rules, plain_funders};

static struct data_port *open_port(struct command_context *ctx, const char *rules_checksum, struct error *e)
{
	struct program *p = (struct program *)ctx;
	struct sql_options o = {.account = ctx->account, .rules_checksum = rules_checksum, .unsettled = say_unsettled,
	                        .unsettled_ctx = p};
	const struct settings *s;
	char service[SETTING_TEXT + 16];

	if (ctx->demo) {
		if (!demo_ensure(ctx, &sources, &p->demo, e))
			return NULL;
		o.conninfo = p->demo.conninfo;
		o.account = NULL;
	} else {
		s = settings_once(p, e);
		if (s == NULL)
			return NULL;
		if (ctx->role != NULL) {
			error_set(e, ERR_USAGE, "--role ne va qu'avec --demo : ailleurs, le serveur sait qui vous êtes");
			return NULL;
		}
		o.conninfo = conninfo_find(s, service);
	}
	return sql_port_open(&o);
}

static const struct command_wiring wiring = {open_port, sql_command_id};

/* --- screens -------------------------------------------------------------------------------------------- */

static bool terminal_is_there(struct error *e)
{
	const char *term = getenv("TERM");

	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term != NULL && *term != '\0')
		return true;
	error_set(e, ERR_USAGE, "pas de terminal pour ouvrir les écrans");
	error_set_remedy(e, "Utilisez « jalon afficher »");
	return false;
}

/* What the screens need: what every session uses, read before the terminal is taken; then what is read when first asked for. */
struct screens {
	struct command_context *ctx;
	struct app app;
	struct rulebook book;
	struct keymap keys;
	struct data_port *port;
	struct commitment_catalogue catalogue;
	struct letter_templates letters;
	struct arena funders_arena;
	struct funder_list funders;
};

/* Letters that cannot be read are no reason to close the screens: the letter asked for says so, `jalon imprimer` says why. */
static const struct letter_templates *letters_read(void *ctx)
{
	struct screens *s = ctx;
	struct rules_faults faults = {0};
	struct error e = {0};

	if (letters_load(s->ctx->config_dir, &s->letters, &faults, &e))
		s->app.letters = &s->letters;
	rules_faults_free(&faults);
	return s->app.letters;
}

/* Without its catalogue a contract can still be written, line by line. */
static const struct commitment_catalogue *catalogue_read(void *ctx)
{
	struct screens *s = ctx;
	struct error e = {0};

	if (plain_catalogue(s->ctx, &s->catalogue, &e))
		s->app.catalogue = &s->catalogue;
	else
		app_say_error(&s->app, MESSAGE_ERROR, "Aucune ligne du catalogue : ", &e);
	return s->app.catalogue;
}

/* Without its funders a request can still be described, not filed. */
static const struct funder_list *funders_read(void *ctx)
{
	struct screens *s = ctx;
	struct error e = {0};

	if (plain_funders(s->ctx, &s->funders_arena, &s->funders, &e))
		s->app.funders = &s->funders;
	else
		app_say_error(&s->app, MESSAGE_ERROR, "Aucun financeur : ", &e);
	return s->app.funders;
}

static bool screens_read(struct command_context *ctx, struct screens *s, struct error *e)
{
	if (!plain_rules(ctx, &s->book, e) || !keys_load(ctx->config_dir, &s->keys, e))
		return false;
#ifdef __GLIBC__
	malloc_trim(0); /* thirteen files were held one after the other: a session lasts all day */
#endif
	return true;
}

/* A server is asked for a session first, and the files are read while it starts one. The private server is
 * only started once nothing else can refuse. */
static bool screens_prepare(struct command_context *ctx, struct screens *s, struct error *e)
{
	if (!terminal_is_there(e) || settings_once((struct program *)ctx, e) == NULL)
		return false;
	if (ctx->demo)
		return screens_read(ctx, s, e) && (s->port = open_port(ctx, s->book.checksum, e)) != NULL;
	s->port = open_port(ctx, NULL, e);
	if (s->port == NULL)
		return false;
	port_step(s->port, 0);
	if (!screens_read(ctx, s, e))
		return false;
	sql_port_set_rules(s->port, s->book.checksum);
	return true;
}

static int screens_show(struct command_context *ctx, struct screens *s, const struct settings *settings, struct error *e)
{
	struct app *app = &s->app;
	int status;

	if (settings->colours == COLOUR_NO)
		setenv("NO_COLOR", "1", 1);
	else if (settings->colours == COLOUR_YES)
		unsetenv("NO_COLOR");
	app_init(app, s->port, &s->book, sql_command_id, ctx->as_of);
	app->keymap = &s->keys;
	app->catalogue_read = catalogue_read;
	app->letters_read = letters_read;
	app->funders_read = funders_read;
	app->read_ctx = s;
	sql_port_prepare_files(s->port);
	sql_port_listen(s->port);
	status = screens_run(app, &s->keys, &(struct term_options){.escape_delay_ms = settings->escape_delay_ms}, "", e);
	((struct program *)ctx)->screens = app;
	s->port->close(s->port->ctx);
	s->port = NULL;
	((struct program *)ctx)->screens = NULL;
	app_free(app);
	return status;
}

static int screens_open(struct command_context *ctx)
{
	struct screens s = {.ctx = ctx};
	struct error e = {0};
	int status = 0;

	if (screens_prepare(ctx, &s, &e))
		status = screens_show(ctx, &s, &((struct program *)ctx)->settings, &e);
	if (s.port != NULL)
		s.port->close(s.port->ctx);
	if (error_is_set(&e))
		status = command_fail(ctx, &e);
	keymap_free(&s.keys);
	catalogue_free(&s.catalogue);
	rulebook_free(&s.book);
	letter_templates_free(&s.letters);
	arena_free(&s.funders_arena);
	return status;
}

/* --- verbs ---------------------------------------------------------------------------------------------- */

static int run_regles_charger(struct command_context *ctx, int argc, char **argv)
{
	struct rulebook book;
	struct arena arena = {0};
	struct funder_list funders;
	struct error e = {0};
	int status;

	if (!plain_rules(ctx, &book, &e))
		return command_fail(ctx, &e);
	if (plain_funders(ctx, &arena, &funders, &e))
		status = cmd_regles_charger(ctx, &book, &funders, argc, argv);
	else
		status = command_fail(ctx, &e);
	arena_free(&arena);
	rulebook_free(&book);
	return status;
}

static int run_regles(struct command_context *ctx, int argc, char **argv)
{
	return cmd_regles_with(ctx, argc, argv, run_regles_charger);
}

static int run_importer(struct command_context *ctx, int argc, char **argv)
{
	return cmd_importer(ctx, catalogue_file_read, argc, argv);
}

/* « demo » alone opens the screens of the private demonstration. */
static int run_demo(struct command_context *ctx, int argc, char **argv)
{
	char *options[32] = {(char *)"demo"};
	int arguments = 0, count = 1, status;

	if (argc > 0 && strncmp(argv[0], "--", 2) != 0)
		return cmd_demo(ctx, &sources, argc, argv);
	while (count <= argc && count < 32) {
		options[count] = argv[count - 1];
		count++;
	}
	ctx->demo = true;
	status = plain_options_read(ctx, NULL, 0, count, options, &arguments);
	if (status == 0 && arguments > 0)
		return cmd_demo(ctx, &sources, argc, argv);
	return status != 0 ? status : screens_open(ctx);
}

static const struct verb {
	const char *name;
	command_handler run;
	bool keeps_name; /* argv[0] is the verb itself; otherwise what follows it */
	const char *synopsis, *help;
} verbs[] = {
	{"demo", run_demo, false, "demo [--role ROLE]\njalon demo preparer [--graine N] [--refaire] | arreter | effacer [--force]",
	 "ouvre la démonstration privée, la prépare au besoin ; ou la prépare (--graine : d'autres données,\n"
	 "      --refaire : à ce jour), l'arrête, l'efface (--force : même ouverte)"},
	{"afficher", cmd_afficher, true, "afficher VUE [ID] [--au DATE] [--format texte|tsv]",
	 "un écran en texte : portefeuille, journee, agenda, propositions, fiche, engagements, heures, formations, formation, pourquoi,\n"
	 "      recherche, catalogue, aide"},
	{"creneaux", cmd_creneaux, true, "creneaux [ID] [--duree MINUTES] [--du DATE] [--nombre N]", "les créneaux libres de mon agenda"},
	{"rdv", cmd_rdv, true, "rdv donner|semaine|serie|deplacer|annuler|presence|conclure|imprevu|rappel|convocation ID ...\n"
	 "jalon rdv groupe|inscrire|appel|proposer|choisir|retirer ...", "donne un rendez-vous, et dit ce qu'il en advient"},
	{"contrat", cmd_contrat, true, "contrat preparer|avenant|signer|choisir|clore|abandonner ID ...", "le contrat qui engage la personne et la structure"},
	{"engagement", cmd_engagement, true, "engagement tenir ID [ENGAGEMENT] | engagement excuser ID [ENGAGEMENT] --motif M",
	 "note un engagement tenu, ou excusé"},
	{"compensation", cmd_compensation, true, "compensation ouvrir ID --prejudice T --objet T --echeance DATE ... | compensation remettre ID --texte T",
	 "répare un retard de la structure"},
	{"heures", cmd_heures, true, "heures declarer ID THEME DUREE [--jour DATE] | heures valider ID | heures retirer ID THEME",
	 "les heures d'activité de la semaine"},
	{"derogation", cmd_derogation, true, "derogation accorder ID --du DATE --au DATE --cible H --motif T | derogation retirer ID --du DATE",
	 "change l'objectif d'heures pour un temps"},
	{"orientation", cmd_orientation, true, "orientation ID PARCOURS --organisme O [--notifiee DATE] ...", "note l'orientation, puis les réorientations"},
	{"diagnostic", cmd_diagnostic, true, "diagnostic ID [--competences T] [--projet T] ...", "écrit une version du diagnostic"},
	{"information", cmd_information, true, "information ID SUPPORT [--le DATE]", "note que les droits ont été dits"},
	{"demande", cmd_demande, true, "demande recevoir ID --objet T [--reclamation] | demande repondre ID --reponse T",
	 "une demande ou une réclamation de la personne, et sa réponse"},
	{"formation", cmd_formation, true, "formation evoquer|decrire|projeter|prealable|preparer|deposer|pieces|recevoir|accorder|refuser ID ...\n"
	 "jalon formation contre-proposer|accepter|decliner|contester|reprendre|ligne|financer|entrer|point ID ...\n"
	 "jalon formation absence|achever|abandonner|suivre|echange ID ...", "une demande de formation, de l'idée à six mois après"},
	{"periode", cmd_periode, true, "periode noter ID NATURE --entreprise E --du DATE --au DATE | periode debriefer|retirer ID ...",
	 "une immersion, une mise en situation, une reprise d'emploi, et son bilan"},
	{"droit", cmd_droit, true, "droit noter ID NATURE --du DATE [--au DATE]", "l'allocation ou le revenu dont la personne vit"},
	{"imprimer", cmd_imprimer, true, "imprimer contrat|assiduite|detention|neuf ID [--au DATE]\n"
	 "jalon imprimer etat_descriptif|projet|pieces|reponse ID [--demande MOTS]", "une lettre, sur la sortie"},
	{"journee", cmd_journee, true, "journee reporter ID REGLE --jusqu-au DATE | journee fait ID REGLE", "ôte une ligne de Ma journée, sans la régler"},
	{"conges", cmd_conges, true, "conges ID --du DATE --au DATE [--reflexion | --nature N] | conges retirer ID --du DATE",
	 "déclare les congés, l'absence ou le délai de réflexion de la personne"},
	{"absence", cmd_absence, true, "absence --du MOMENT [--au MOMENT] [--motif M] | absence retirer --du DATE", "pose une absence à soi"},
	{"horaires", cmd_horaires, true, "horaires [--lundi \"9h-12h30 13h30-17h\"] ...", "ses horaires ; sans option, ceux de l'agence"},
	{"fermeture", cmd_fermeture, true, "fermeture --du DATE [--au DATE] --motif M | fermeture retirer --du DATE",
	 "ferme l'agence ces jours-là (responsable)"},
	{"calculer", cmd_calculer, false, "calculer echeance|charge|heures|parcours|feries ...", "les règles seules, sans base"},
	{"regles", run_regles, false, "regles verifier|lister|expliquer|charger ...", "contrôle, liste, explique les règles ; les charge en base"},
	{"contact", cmd_contact, true, "contact ID --canal C [--texte T] [--sans-reponse]", "note un contact"},
	{"note", cmd_note, true, "note ID --texte T [--privee]", "écrit une note"},
	{"frein", cmd_frein, true, "frein ID --nature N [--detail T] | frein lever FREIN", "ajoute ou lève un frein"},
	{"inscrire", cmd_inscrire, true, "inscrire --nom N --prenom P --naissance D --regime R ...", "inscrit une personne"},
	{"corriger", cmd_corriger, true, "corriger ID [--telephone T] [--commune C] ...", "corrige une fiche"},
	{"regime", cmd_regime, true, "regime changer ID --regime R | regime clore ID --motif M", "change ou clôt le régime"},
	{"modalite", cmd_modalite, true, "modalite ID actif|structurante|rattache [--du DATE]", "change la modalité de suivi"},
	{"referent", cmd_referent, true, "referent changer ID COMPTE [--du DATE]", "change le référent (responsable)"},
	{"remplacement", cmd_remplacement, true, "remplacement donner TITULAIRE REMPLACANT --du DATE --au DATE [--personne ID]",
	 "fait remplacer un référent, ces jours-là (responsable)"},
	{"importer", run_importer, false, "importer catalogue FICHIER --fournisseur NOM [--essai] [--retirer]",
	 "charge les sessions de formation d'un fournisseur (CSV) ; --essai : dit ce qui changerait"},
	{"base", cmd_base, false, "base creer|migrer|verifier ...", "la base d'une agence"},
	{"compte", cmd_compte, false, "compte creer|fermer ...", "les comptes d'une agence"},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

static int print_help(FILE *out)
{
	fputs("Jalon : le portefeuille d'un conseiller, ce que chaque côté doit, quand et pourquoi.\n\n"
	      "jalon [--demo] [--compte COMPTE] [--au DATE]   ouvre les écrans\n", out);
	for (int i = 0; i < VERBS; i++)
		fprintf(out, "jalon %s\n      %s\n", verbs[i].synopsis, verbs[i].help);
	fputs("\nOptions avant le verbe : --demo, --role ROLE, --compte COMPTE, --au AAAA-MM-JJ, --format texte|tsv,\n"
	      "--config DOSSIER, --regles DOSSIER, --aide, --version. Tout est dit dans « man jalon ».\n", out);
	return 0;
}

/* --- start ---------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* ../config from the program's own place; "" when unknown. */
static void own_config(char out[PATH_MAX])
{
	ssize_t len = readlink("/proc/self/exe", out, PATH_MAX - 1);
	char *slash;

	out[len > 0 ? len : 0] = '\0';
	slash = strrchr(out, '/');
	if (slash == NULL || (size_t)(slash - out) + sizeof "/../config" > PATH_MAX) {
		out[0] = '\0';
		return;
	}
	memcpy(slash, "/../config", sizeof "/../config");
}

/* --config, else the installed one, else beside the program (architecture.md §4). */
static bool config_find(struct program *p, const char *given, struct error *e)
{
	p->ctx.config_dir = p->config_dir;
	if (given != NULL) {
		snprintf(p->config_dir, sizeof p->config_dir, "%s", given);
		if (is_folder(p->config_dir))
			return true;
		error_set(e, ERR_CONFIG, "dossier de configuration introuvable : %s", given);
		error_set_remedy(e, "Donnez à --config le dossier qui contient regimes/");
		return false;
	}
	snprintf(p->config_dir, sizeof p->config_dir, "%s", JALON_DATADIR "/config");
	if (is_folder(p->config_dir))
		return true;
	own_config(p->config_dir);
	if (p->config_dir[0] != '\0' && is_folder(p->config_dir))
		return true;
	error_set(e, ERR_CONFIG, "dossier de configuration introuvable");
	error_set_remedy(e, "Installez jalon, ou donnez --config DOSSIER");
	return false;
}

/* Index of the verb: the first argument that is neither an option nor the value of one. */
static int verb_index(int argc, char **argv)
{
	static const char *const with_value[] = {"--role", "--compte", "--au", "--format", "--config", "--regles", NULL};
	int i = 1;

	while (i < argc && argv[i][0] == '-') {
		int step = 1;

		for (size_t j = 0; with_value[j] != NULL; j++)
			if (strcmp(argv[i], with_value[j]) == 0)
				step = 2;
		i += step;
	}
	return i < argc ? i : argc;
}

struct common { const char *au, *format, *config; bool help, version; };

static int common_read(struct command_context *ctx, struct common *c, int count, char **argv)
{
	const struct option_spec specs[] = {
		{"demo", NULL, &ctx->demo}, {"role", &ctx->role, NULL}, {"compte", &ctx->account, NULL},
		{"au", &c->au, NULL}, {"format", &c->format, NULL}, {"config", &c->config, NULL},
		{"regles", &ctx->rules_dir, NULL}, {"aide", NULL, &c->help}, {"version", NULL, &c->version},
	};
	int arguments = 0, status = options_read(ctx, specs, sizeof specs / sizeof *specs, count, argv, &arguments);

	if (status == 0 && arguments > 0)
		return command_usage(ctx, "option inconnue : %s. « jalon --aide » les liste", argv[1]);
	return status != 0 ? status : plain_options_apply(ctx, c->au, c->format);
}

static int verb_run(struct command_context *ctx, int argc, char **argv)
{
	const struct verb *v = verbs;

	while (v < verbs + VERBS && strcmp(v->name, argv[0]) != 0)
		v++;
	if (v == verbs + VERBS)
		return command_usage(ctx, "commande inconnue : %s. « jalon --aide » les liste", argv[0]);
	if (ctx->demo && (v->run == cmd_base || v->run == cmd_compte || v->run == run_importer))
		return command_usage(ctx, "« %s » est pour une agence, sans --demo ; la démonstration : jalon demo preparer", v->name);
	return v->keeps_name ? v->run(ctx, argc, argv) : v->run(ctx, argc - 1, argv + 1);
}

static struct date today_of_workstation(void)
{
	time_t seconds = time(NULL);
	struct tm local;

	if (localtime_r(&seconds, &local) == NULL)
		return DATE_NONE;
	return date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

int main(int argc, char **argv)
{
	static struct program p;
	struct command_context *ctx = &p.ctx;
	struct common c = {NULL, NULL, NULL, false, false};
	struct error e = {0};
	int verb = verb_index(argc, argv), status;

	/* Letters only: a decimal comma must never reach SQL or a computation. */
	setlocale(LC_CTYPE, "");
	*ctx = (struct command_context){.out = stdout, .err = stderr, .as_of = DATE_NONE, .today = today_of_workstation(),
	                                .wiring = &wiring};
	p.demo.lock = -1;
	status = common_read(ctx, &c, verb, argv);
	if (status != 0)
		return status;
	if (c.help)
		return print_help(stdout);
	if (c.version)
		return printf("jalon " JALON_VERSION "\n") < 0;
	if (c.config == NULL && verb < argc)
		c.config = options_peek(argc - verb, argv + verb, "config");
	if (!config_find(&p, c.config, &e))
		return command_fail(ctx, &e);
	status = verb < argc ? verb_run(ctx, argc - verb, argv + verb) : screens_open(ctx);
	if (fflush(stdout) != 0 && status == 0) {
		error_set(&e, ERR_DATABASE, "l'écriture du résultat a échoué");
		error_set_remedy(&e, "Vérifiez la place et la sortie");
		status = command_fail(ctx, &e);
	}
	return status;
}
