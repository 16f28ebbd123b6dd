/* The text twins: readable columns, exact TSV, hostile text harmless, exit statuses. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/action.h"
#include "core/base/text.h"
#include "tests/support/office.h"
#include "tui/verbs/acts.h"
#include "tui/plain/afficher.h"

static struct office o;
static struct command_context ctx;
static char *out, *err;
static size_t out_size, err_size;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	ctx = (struct command_context){.config_dir = TEST_SOURCES "/config", .as_of = DATE_NONE, .today = OFFICE_DAY};
	ctx.out = open_memstream(&out, &out_size);
	ctx.err = open_memstream(&err, &err_size);
}

static void teardown(void)
{
	fclose(ctx.out);
	fclose(ctx.err);
	free(out);
	free(err);
	office_close(&o);
}

TestSuite(twin, .init = setup, .fini = teardown);

static const char *printed(void)
{
	fflush(ctx.out);
	return out;
}

static const char *complained(void)
{
	fflush(ctx.err);
	return err;
}

/* issue: « identifiant nom prenom regime etat contact_jours prochain_rdv retards_structure retards_personne bande raison » */
Test(twin, portfolio_tsv_is_exact)
{
	ctx.tsv = true;
	cr_assert_eq(afficher_portefeuille(&ctx, &o.app), 0);
	cr_assert_str_eq(printed(),
	                 "identifiant\tnom\tprenom\tregime\tetat\tcontact_jours\tprochain_rdv\tretards_structure\tretards_personne\tbande\t"
	                 "raison\n"
	                 "AAAAAA\tBernard\tAïcha\tCE\tactif\t9\t\t1\t0\trouge\tRDV de la semaine dû depuis 2 j\n"
	                 "BBBBBB\tD’Hérouville␛[31m\tÉléonore·\tCE\tactif\t7\t2026-11-24T09:00\t0\t0\torange\tRDV de la semaine dû aujourd'hui\n"
	                 "CCCCCC\tNguyễn\tMai-Lan\tCE\trattache\t\t2026-11-24T09:00\t0\t0\tgris\tRDV de la semaine : pour information\n"
	                 "DDDDDD\tŒuvrard\tÉtienne\tCE\tstructurante\t1\t2026-11-24T09:00\t0\t0\t\t\n",
	                 "%s", out);
}

/* Bands are headings in words, columns are aligned, lines hold on a page. */
Test(twin, portfolio_text_is_readable)
{
	const char *line;

	cr_assert_eq(afficher_portefeuille(&ctx, &o.app), 0);
	cr_assert_not_null(strstr(printed(), "Jalon, Agence de Vitré, mon portefeuille, compte mlegoff, ven. 20 nov. 2026\n"));
	cr_assert_not_null(strstr(out, "\nEn retard (1)\n"));
	cr_assert_not_null(strstr(out, "\nÀ faire (1)\n"));
	cr_assert_not_null(strstr(out, "\nPour information (1)\n"));
	cr_assert_not_null(strstr(out, "\nSans alerte (1)\n"));
	cr_assert_not_null(strstr(out, "AAAAAA   BERNARD Aïcha        CE       9 j !    —             –       1 / 0 RDV de la semaine"));
	for (line = out; *line != '\0'; line += strcspn(line, "\n") + 1) {
		char one[1024];

		snprintf(one, sizeof one, "%.*s", (int)strcspn(line, "\n"), line);
		cr_expect(text_width(one) <= PAGE_COLUMNS, "%s", one);
		cr_expect_null(strchr(one, '\x1b'));
		cr_expect(one[0] == '\0' || one[strlen(one) - 1] != ' ', "trailing blank: %s", one);
	}
}

Test(twin, file_tsv_has_three_columns_and_no_break)
{
	const char *line;
	size_t lines = 0;

	office_open_file(&o);
	ctx.tsv = true;
	cr_assert_eq(afficher_fiche(&ctx, &o.app), 0);
	for (line = printed(); *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t tabs = 0;

		for (const char *p = line; *p != '\n'; p++)
			tabs += *p == '\t';
		cr_expect_eq(tabs, 2, "%.60s", line);
		lines++;
	}
	cr_assert(lines > 20);
	cr_assert_eq(strncmp(out, "section\tcle\tvaleur\n", 19), 0);
	cr_assert_not_null(strstr(out, "\nidentite\tnaissance\t1990-05-01\n"));
	cr_assert_not_null(strstr(out, "\nidentite\tdernier_contact\t2026-11-11T09:00\n"));
	cr_assert_not_null(strstr(out, "\nnous_devons\tcontact_du\trouge;2026-11-18;moi;rdv_hebdomadaire;RDV de la semaine dû depuis 2 j\n"));
	cr_assert_not_null(strstr(out, "\nnous_devons\tsans_rdv\torange;2026-12-19;moi;horizon_rdv;aucun RDV d'ici 30 j\n"));
	cr_assert_not_null(strstr(out, "\nfreins\tf1\tgarde_enfant;2026-10-31;;mercredi\n"));
	cr_assert_not_null(strstr(out, "\nregimes\tPPAE\t2026-01-05;2026-09-02;entrée au RSA\n"));
}

/* « Each with band, owner of the next step, date, rule »: also what is not due yet, and what has no date. */
Test(twin, ledger_lines_hold_band_date_owner_rule_and_sentence)
{
	struct person_file f = {.birth = DATE_NONE, .email = "", .town = "", .household = ""};

	f.person = o.app.portfolio.people[3];
	f.person.regime = REGIME_CSP;
	f.person.first_meeting = DATE_NONE;
	app_load_file(&o.app, f.person.id);
	memory_answer_file(o.port, &f);
	memory_port_deliver(o.port, &o.app);
	ctx.tsv = true;
	cr_assert_eq(afficher_fiche(&ctx, &o.app), 0);
	cr_expect_not_null(strstr(printed(), "\nnous_devons\tpremier_entretien_du\tgris;;moi;premier_entretien;"), "%s", out);
	cr_expect_not_null(strstr(out, "\nnous_devons\tcontact_du\ta_venir;2026-11-26;moi;rdv_hebdomadaire;"), "%s", out);
}

Test(twin, file_text_reads_aloud)
{
	office_open_file(&o);
	cr_assert_eq(afficher_fiche(&ctx, &o.app), 0);
	cr_assert_not_null(strstr(printed(), "\nNous devons\n  en retard : RDV de la semaine dû depuis 2 j\n"));
	cr_assert_not_null(strstr(out, "\nLa personne doit\n  rien en attente\n"));
	cr_assert_not_null(strstr(out, "  Dernier contact : 11/11/2026 09:00 (9 j) (en retard)\n"));
	cr_assert_not_null(strstr(out, "    pour le lever : jalon frein lever f1\n"));
	cr_assert_null(strchr(out, '\x1b'));
}

/* product.md, principles 3 and 9: what `w` explains prints too. */
Test(twin, why_prints_rule_inputs_source_status_and_date)
{
	static const char *const said[] = {"rdv_hebdomadaire", "Source : 003:4405", "Statut : ", "18/11/2026, dépassée de 2 jours",
	                                   "Dû par : la structure", "Prochain pas : moi", "Nos retards : 1"};

	office_open_file(&o);
	cr_assert_eq(afficher_pourquoi(&ctx, &o.app), 0);
	printed();
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		cr_expect_not_null(strstr(out, said[i]), "%s missing in %s", said[i], out);
}

Test(twin, referents_and_search)
{
	struct search_hit hit = {"AAAAAA", "Bernard", "Aïcha", "06", REGIME_CE, "mlegoff", "Mathieu Le Goff", date_make(1990, 5, 1)};

	office_open_referents(&o);
	ctx.tsv = true;
	cr_assert_eq(afficher_referents(&ctx, &o.app), 0);
	cr_assert_not_null(strstr(printed(), "\njlhostis\tL'Hostis\tJean-Yves\t41\t0\t0\t36\t5\tau-dessus de la base\n"));
	app_search(&o.app, "bern");
	memory_answer_hits(o.port, &hit, 1);
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(afficher_recherche(&ctx, &o.app), 0);
	cr_assert_not_null(strstr(printed(), "\nAAAAAA\tBernard\tAïcha\t1990-05-01\t06\tCE\tmlegoff\n"));
	app_search(&o.app, "zzz");
	memory_answer_hits(o.port, NULL, 0);
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(afficher_recherche(&ctx, &o.app), 1);
	cr_assert_not_null(strstr(complained(), "zzz"));
}

Test(twin, help_lists_every_action)
{
	struct keymap map;
	size_t lines = 0;

	ctx.tsv = true;
	keymap_defaults(&map);
	cr_assert_eq(afficher_aide(&ctx, &map), 0);
	for (const char *p = printed(); *p != '\0'; p++)
		lines += *p == '\n';
	cr_assert_eq(lines, (size_t)ACTION_COUNT);
	cr_assert_not_null(strstr(out, "\nouvrir\tEntrée\t"));
	keymap_free(&map);
}

/* --- the verb: usage before anything is opened ---------------------------------------------------------------------- */

static int run(command_handler verb, const char *words)
{
	char copy[256], *argv[16];
	int argc = 0;

	snprintf(copy, sizeof copy, "%s", words);
	for (char *w = strtok(copy, " "); w != NULL && argc < 15; w = strtok(NULL, " "))
		argv[argc++] = w;
	argv[argc] = NULL;
	return verb(&ctx, argc, argv);
}

Test(twin, usage_faults_are_status_2_and_say_what_is_expected)
{
	static const struct { command_handler verb; const char *words, *says; } cases[] = {
		{cmd_afficher, "afficher", "portefeuille"}, {cmd_afficher, "afficher budget", "vue inconnue : budget"},
		{cmd_afficher, "afficher fiche AAAAAA --semaine 2026-W48", "agenda"}, {cmd_afficher, "afficher journee x", "en trop"},
		{cmd_rdv, "rdv", "donner"}, {cmd_rdv, "rdv donner", "identifiant"}, {cmd_rdv, "rdv donner AAAAAA", "--jour"},
		{cmd_rdv, "rdv donner AAAAAA --jour 2026-11-26", "--heure"}, {cmd_rdv, "rdv serie AAAAAA --jour 2026-11-26 --heure 9h", "--semaines"},
		{cmd_rdv, "rdv deplacer AAAAAA --jour 2026-11-26 --heure 9h", "--demandeur"}, {cmd_rdv, "rdv annuler AAAAAA --demandeur personne", "--motif"},
		{cmd_rdv, "rdv presence AAAAAA", "argument"}, {cmd_rdv, "rdv conclure AAAAAA", "--conclusion"}, {cmd_rdv, "rdv rappel AAAAAA", "--canal"},
		{cmd_rdv, "rdv appel 2026-11-20T09:00", "ID:PRESENCE"}, {cmd_rdv, "rdv proposer AAAAAA 2026-11-26T09:00", "deux à six"},
		{cmd_creneaux, "creneaux --duree 3", "720"}, {cmd_creneaux, "creneaux --nombre 0", "200"}, {cmd_conges, "conges AAAAAA --du 2026-12-21", "--au"},
		{cmd_absence, "absence", "--du"}, {cmd_horaires, "horaires x", "en trop"}, {cmd_fermeture, "fermeture --du 2026-12-31", "--motif"},
		{cmd_afficher, "afficher fiche", "identifiant"}, {cmd_afficher, "afficher fiche A B", "en trop"},
		{cmd_afficher, "afficher aide x", "en trop"}, {cmd_afficher, "afficher portefeuille --au 2026-02-30", "--au"},
		{cmd_afficher, "afficher portefeuille --format csv", "tsv"}, {cmd_afficher, "afficher portefeuille --form tsv", "--format"},
		{cmd_contact, "contact", "identifiant"}, {cmd_contact, "contact AAAAAA", "canal"},
		{cmd_contact, "contact AAAAAA --canal pigeon", "pigeon"}, {cmd_note, "note AAAAAA", "texte"},
		{cmd_note, "note AAAAAA deux mots --texte t", "guillemets"}, {cmd_frein, "frein AAAAAA", "nature"},
		{cmd_frein, "frein lever", "frein"}, {cmd_inscrire, "inscrire --nom A", "prenom"}, {cmd_regime, "regime", "changer"},
		{cmd_regime, "regime clore AAAAAA", "motif"}, {cmd_modalite, "modalite AAAAAA", "argument"},
		{cmd_remplacement, "remplacement", "donner"}, {cmd_remplacement, "remplacement donner a --du 2026-11-23", "REMPLACANT"},
		{cmd_remplacement, "remplacement donner a b --du 2026-11-23", "--au"},
		{cmd_remplacement, "remplacement donner a b --au 2026-11-23", "--du"},
		{cmd_formation, "formation", "evoquer"}, {cmd_formation, "formation deposer", "identifiant"}, {cmd_formation, "formation prealable AAAAAA", "argument"},
		{cmd_formation, "formation ligne AAAAAA", "argument"}, {cmd_formation, "formation pieces AAAAAA", "DEBITEUR"},
		{cmd_formation, "formation accorder AAAAAA --motif cout", "motif"}, {cmd_periode, "periode retirer AAAAAA", "--du"},
		{cmd_periode, "periode noter AAAAAA emt", "--entreprise"}, {cmd_droit, "droit lister", "noter ID NATURE"}, {cmd_droit, "droit noter AAAAAA", "argument"},
		{cmd_afficher, "afficher formation", "identifiant"}, {cmd_afficher, "afficher formations a b", "en trop"},
		{cmd_afficher, "afficher fiche AAAAAA --demande 2", "formation"},
		{cmd_referent, "referent AAAAAA", "changer"}, {cmd_corriger, "corriger", "identifiant"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t before;

		fflush(ctx.err);
		before = err_size;
		cr_expect_eq(run(cases[i].verb, cases[i].words), 2, "%s", cases[i].words);
		cr_expect_not_null(strstr(complained() + before, cases[i].says), "%s: %s", cases[i].words, err + before);
		cr_expect_eq(strchr(err + before, '\n'), err + err_size - 1, "one line: %s", err + before);
	}
}

/* --- a whole run of a verb, on the port in memory -------------------------------------------------------------------- */

static struct data_port *no_port(struct command_context *c, const char *checksum, struct error *e)
{
	(void)c;
	cr_assert_eq(strlen(checksum), 64, "the checksum of the rules goes with the connection");
	error_set(e, ERR_CONNECTION, "le serveur ne répond pas");
	error_set_remedy(e, "Vérifiez qu'il fonctionne");
	return NULL;
}

Test(twin, no_server_is_status_3)
{
	const struct command_wiring wiring = {no_port, memory_command_id};

	ctx.wiring = &wiring;
	cr_assert_eq(run(cmd_afficher, "afficher portefeuille"), 3);
	cr_assert_str_eq(complained(), "jalon : le serveur ne répond pas. Vérifiez qu'il fonctionne.\n");
	cr_assert_eq(run(cmd_note, "note AAAAAA --texte t"), 3);
	cr_assert_eq(run(cmd_contact, "contact AAAAAA --canal sms --au 2026-01-01"), 1, "--au only looks");
	cr_assert_not_null(strstr(complained(), "--au"));
	ctx.rules_dir = "/nulle/part";
	cr_assert_eq(run(cmd_afficher, "afficher portefeuille"), 3, "rules missing");
	cr_assert_str_eq(printed(), "");
}

/* A port that answers by itself: the office's session, a refusal for every command. */
struct answering { struct data_port port; struct memory_port *memory; size_t answered[REQUEST_KIND_COUNT]; };
static struct answering desk;
static bool refuse_writes;

static void desk_answer(enum request_kind kind)
{
	struct person_file f = {.birth = DATE_NONE, .email = "", .town = "", .household = ""};
	struct error e = {0};

	f.person = *o.app.portfolio.judged[0].facts;
	switch (kind) {
	case REQUEST_SESSION:
		memory_answer_session(desk.memory, ROLE_COUNSELLOR, OFFICE_DAY);
		break;
	case REQUEST_PORTFOLIO:
		memory_answer_people(desk.memory, &f.person, 1);
		break;
	case REQUEST_FILE:
		if (strcmp(memory_port_last(desk.memory, kind)->id, "AAAAAA") == 0) {
			memory_answer_file(desk.memory, &f);
			break;
		}
		error_set(&e, ERR_NOT_FOUND, "identifiant inexistant ou hors de votre portée");
		memory_answer_failed(desk.memory, kind, &e);
		break;
	case REQUEST_COMMAND:
		error_set(&e, ERR_REFUSED, "refusé par la base");
		if (refuse_writes)
			memory_answer_refused(desk.memory, &e);
		else
			memory_answer_done(desk.memory, "{\"etat\":\"faite\"}");
		break;
	case REQUEST_REFERENTS:
		memory_answer_referents(desk.memory, NULL, 0);
		break;
	default:
		break;
	}
}

static void desk_service(void *ctx_, bool readable, bool writable)
{
	(void)ctx_;
	(void)readable;
	(void)writable;
	for (int kind = 0; kind < REQUEST_KIND_COUNT; kind++)
		if (memory_port_count(desk.memory, (enum request_kind)kind) > desk.answered[kind]) {
			desk.answered[kind] = memory_port_count(desk.memory, (enum request_kind)kind);
			desk_answer((enum request_kind)kind);
		}
}

static struct data_port *desk_open(struct command_context *c, const char *checksum, struct error *e)
{
	(void)c;
	(void)checksum;
	(void)e;
	desk = (struct answering){.memory = memory_port_new()};
	desk.port = *memory_port_port(desk.memory);
	desk.port.service = desk_service;
	return &desk.port;
}

Test(twin, acts_wait_for_their_outcome)
{
	const struct command_wiring wiring = {desk_open, memory_command_id};

	ctx.wiring = &wiring;
	cr_assert_eq(run(cmd_contact, "contact aaaaaa --canal telephone --texte bonjour"), 0, "%s", complained());
	cr_assert_str_eq(printed(), "Enregistré : contact (téléphone) avec BERNARD Aïcha\n");
	refuse_writes = true;
	cr_assert_eq(run(cmd_note, "note AAAAAA --texte bonjour"), 1);
	cr_assert_not_null(strstr(complained(), "jalon : refusé par la base.\n"));
	cr_assert_eq(run(cmd_note, "note ZZZZZZ --texte bonjour"), 1);
	cr_assert_not_null(strstr(complained(), "hors de votre portée"));
	cr_assert_eq(run(cmd_referent, "referent changer AAAAAA autre"), 1, "not a responsable");
	cr_assert_not_null(strstr(complained(), "responsable"));
	cr_assert_eq(run(cmd_modalite, "modalite AAAAAA dormant"), 2);
	cr_assert_eq(run(cmd_remplacement, "remplacement donner mlegoff nbenali --du 2026-11-23 --au 2026-11-24"), 1);
	cr_assert_not_null(strstr(complained(), "responsable"));
}

Test(twin, verbs_print_what_the_port_answers)
{
	const struct command_wiring wiring = {desk_open, memory_command_id};

	ctx.wiring = &wiring;
	cr_assert_eq(run(cmd_afficher, "afficher portefeuille --format tsv"), 0, "%s", complained());
	cr_assert_not_null(strstr(printed(), "\nAAAAAA\tBernard\tAïcha\t"));
	cr_assert_eq(run(cmd_afficher, "afficher portefeuille inconnu"), 1);
	cr_assert_not_null(strstr(complained(), "inconnu"));
	cr_assert_eq(run(cmd_afficher, "afficher fiche AAAAAA"), 0);
	cr_assert_eq(run(cmd_afficher, "afficher fiche ZZZZZZ"), 1);
	cr_assert_eq(run(cmd_afficher, "afficher fiche AAAAAA --au 2024-01-01"), 1, "no regime had begun");
	cr_assert_not_null(strstr(complained(), "jalon : pas encore suivie à cette date."));
}
