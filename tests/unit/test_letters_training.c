/* The letters of a training request: what fills them, and the funder's answer in words that a person reads. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "config/letters_file.h"
#include "core/base/text.h"
#include "core/letters/letter.h"
#include "tests/support/golden.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;
static struct letter_templates templates;
static struct funder funders[] = {{"constructys", "CONSTRUCTYS", "opca", false, 7, "000:2021"},
                                  {"region", "Région Bretagne", "region", true, 0, ""},
                                  {"france_travail", "France Travail", "france_travail", true, 0, ""},
                                  {"faf_tt", "FAF TT", "opca", false, 7, "000:1480"},
                                  {"agefos_pme", "AGEFOS PME", "opca", false, 7, "000:2022"}};
static const struct funder_list funder_list = {funders, sizeof funders / sizeof *funders};

static void setup(void)
{
	struct rules_faults faults = {0};
	struct error e = {0};

	office_open(&o, ROLE_COUNSELLOR);
	cr_assert(letters_load(TEST_SOURCES "/config", &templates, &faults, &e), "%s", e.message);
	o.app.letters = &templates;
	o.app.funders = &funder_list;
}

static void teardown(void)
{
	office_close(&o);
	letter_templates_free(&templates);
	arena_free(&arena);
}

TestSuite(letters_training, .init = setup, .fini = teardown);

static bool fill(enum letter_kind k, const struct training_file *file, struct letter *out, struct error *e)
{
	const struct letter_facts f = {.session = o.app.session, .book = &o.book, .today = {OFFICE_DAY, 600}, .counsellor = "Mathieu Le Goff",
	                               .training = file, .funders = &funder_list, .id = file->request.person};

	return letter_fill(&arena, &templates, k, &f, out, e);
}

static const char *filled(enum letter_kind k, const struct training_file *file)
{
	struct letter out = {NULL, NULL, NULL};
	struct error e = {0};

	cr_assert(fill(k, file, &out, &e), "%s", e.message);
	return out.text;
}

static const char *letter_of(enum letter_kind k, enum office_training which)
{
	struct training_file file = office_training(which);

	return filled(k, &file);
}

static void expect_sound(const char *text)
{
	cr_expect(strstr(text, "{{") == NULL && strstr(text, "non renseigné") == NULL, "%s", text);
	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
		char *one = arena_strndup(&arena, line, strcspn(line, "\n"));

		cr_expect(text_width(one) <= LETTER_COLUMNS, "%s", one);
		cr_expect_str_eq(text_safe(&arena, one), one);
	}
}

static void expect_golden(const char *name, const char *text)
{
	char *difference = NULL;

	expect_sound(text);
	cr_expect(golden_match(name, text, &difference), "%s:\n%s", name, difference != NULL ? difference : "");
	free(difference);
}

#define SAYS(text, words) cr_expect(strstr((text), (words)) != NULL, "« %s » is not in:\n%s", (words), (text))
#define SILENT(text, words) cr_expect(strstr((text), (words)) == NULL, "« %s » is in:\n%s", (words), (text))

/* --- état descriptif, project ------------------------------------------------------------------------------------- */

/* 000:1625: the mises en situation, and nothing else of the person; a job taken up is none. */
Test(letters_training, the_descriptive_state)
{
	const char *text = letter_of(LETTER_WORKPLACE, OFFICE_FILED);

	expect_golden("letter_etat_descriptif", text);
	SILENT(text, "Le Fournil");
	SILENT(text, "Garde d'enfant");
}

Test(letters_training, a_person_without_period_nor_project_is_said_so)
{
	struct training_file file = office_training(OFFICE_RAISED);
	const char *text;

	file.period_count = 0;
	text = filled(LETTER_WORKPLACE, &file);
	expect_sound(text);
	SAYS(text, "Confrontation au métier : pas encore, ou pas encore noté\n");
	SAYS(text, "Évaluation et résultats :\n  pas encore écrite\n");
	SAYS(text, "Mises en situation, la plus récente d'abord : aucune\nAucune période en entreprise n'est enregistrée.\n");
	SAYS(text, "Financeur : pas encore choisi. Dossier au financeur : pas encore remis\n");
	/* Waived with its reason, there is no mise en situation to describe; one that took place is told all the same. */
	file.preconditions[PRE_WORKPLACE] = (struct precondition_fact){false, true, OFFICE_DAY, "Métier exercé douze ans", ""};
	text = filled(LETTER_WORKPLACE, &file);
	expect_sound(text);
	SAYS(text, "Confrontation au métier : dispense du 20 novembre 2026 : Métier exercé douze ans\n");
	SILENT(text, "Mises en situation, la plus récente");
	SAYS(text, "Évaluation et résultats :\n  pas encore écrite\n");
	file.period_count = office_training(OFFICE_RAISED).period_count;
	SAYS(filled(LETTER_WORKPLACE, &file), "Mises en situation, la plus récente d'abord : 3 périodes\n");
}

/* 000:6307-6349: six parts, in order. */
Test(letters_training, the_project)
{
	struct training_file file = office_training(OFFICE_READY);
	struct letter none;
	struct error e = {0};

	expect_golden("letter_projet", filled(LETTER_PROJECT, &file));
	file.project[3] = "";
	SAYS(filled(LETTER_PROJECT, &file), "4. Ajustement ou réduction du parcours envisagé, et pourquoi\n   pas encore écrit\n");
	file = office_training(OFFICE_RAISED);
	cr_expect_not(fill(LETTER_PROJECT, &file, &none, &e));
	cr_expect_eq(e.code, ERR_NOTHING);
	cr_expect_str_eq(e.message, "le projet de cette demande n'est pas encore écrit");
}

/* --- pieces ---------------------------------------------------------------------------------------------------------- */

/* 000:577: each piece under who owes it, and never against the person. */
Test(letters_training, pieces_by_owner)
{
	struct training_file file = office_training(OFFICE_PIECES_PERSON);
	struct letter none;
	struct error e = {0};
	const char *text;

	expect_golden("letter_pieces", filled(LETTER_PIECES, &file));
	text = letter_of(LETTER_PIECES, OFFICE_PIECES_STRUCTURE);
	SAYS(text, "1 pièce est attendue ; rien ne vous est demandé.\n");
	SAYS(text, "Ce qui vous revient :\nRien : aucune pièce n'est attendue de vous.\n");
	SAYS(text, "Ce qui nous revient :\n- ");
	SILENT(text, "Ce qui revient à d'autres");
	SILENT(text, "Rien : aucune pièce n'est attendue de nous");
	text = letter_of(LETTER_PIECES, OFFICE_PIECES_BODY);
	SAYS(text, "2 pièces sont attendues ; rien ne vous est demandé.\n");
	SAYS(text, "- L'organisme de formation : devis (Devis détaillé par module), demandée le ");
	SAYS(text, "- L'employeur : informations complémentaires");
	for (size_t i = 0; i < file.piece_count; i++)
		file.pieces[i].received = OFFICE_DAY;
	file.request.stage = TRAINING_REFUSED; /* 000:577: the file is charged to who holds it, and to nobody else */
	SAYS(filled(LETTER_PIECES, &file), "Plus aucune pièce n'est attendue.\n");
	file.request.stage = TRAINING_FILED;
	text = filled(LETTER_PIECES, &file);
	SAYS(text, "Plus aucune pièce n'est attendue : le dossier est de nouveau chez le financeur.\n");
	SAYS(text, "Déjà reçu :\n- ");
	SILENT(text, "Ce qui nous revient");
	for (size_t i = 0; i < file.piece_count; i++)
		file.pieces[i].received = DATE_NONE;
	SILENT(filled(LETTER_PIECES, &file), "Déjà reçu");
	file.piece_count = 0;
	cr_expect_not(fill(LETTER_PIECES, &file, &none, &e));
	cr_expect_str_eq(e.message, "aucune pièce n'a été demandée pour cette formation");
}

/* --- the answer ------------------------------------------------------------------------------------------------------- */

/* T4, 000:1934: « métier non en tension » alone may be contested. */
Test(letters_training, a_refusal_that_may_be_contested)
{
	expect_golden("letter_reponse_contestable", letter_of(LETTER_ANSWER, OFFICE_CONTESTABLE));
}

/* T4, 000:1923: with what is proposed instead. */
Test(letters_training, a_refusal_on_its_cost)
{
	const char *text = letter_of(LETTER_ANSWER, OFFICE_REFUSED);

	expect_golden("letter_reponse_refus", text);
	SILENT(text, "Oui. Ce refus");
}

Test(letters_training, a_counter_proposal)
{
	const char *text = letter_of(LETTER_ANSWER, OFFICE_COUNTERED);

	expect_sound(text);
	SAYS(text, "n'a pas refusé : il propose");
	SAYS(text, "Ce qu'il propose à la place : Un parcours plus court, 20 semaines au lieu de 35\n");
	SILENT(text, "Motifs du refus");
	SILENT(text, "Précision notée");
	SAYS(text, "Peut-on contester ? Ce n'est pas un refus : vous pouvez dire oui ou non");
	SAYS(text, "Aucun délai n'est fixé pour");
}

/* T3: what nobody pays is told with its days. */
Test(letters_training, an_agreement_with_holes)
{
	expect_golden("letter_reponse_accord", letter_of(LETTER_ANSWER, OFFICE_HOLES));
}

/* T5: the relay is ours to find. */
Test(letters_training, an_agreement_beyond_rights)
{
	const char *text = letter_of(LETTER_ANSWER, OFFICE_BEYOND_RIGHTS);

	expect_sound(text);
	SAYS(text, "81 jours de formation restent sans revenu. Trouver un");
}

/* T3, 000:1546. */
Test(letters_training, what_pays_no_income_is_said)
{
	struct training_file file = office_training(OFFICE_HOLES);
	const char *text;

	file.allowance_count = 0;
	file.request.has_rights = false;
	file.line_count = 1;
	text = filled(LETTER_ANSWER, &file);
	SAYS(text, "Attention : ce financeur ne verse aucun");
	file.lines[0].funder = file.request.funder = "region";
	text = filled(LETTER_ANSWER, &file);
	SAYS(text, "Nous ne savons pas de quoi vous vivrez");
	/* T5: what is known to end before is no more unknown. */
	file.request.rights_ended = OFFICE_DAY;
	file.request.uncovered_days = 98;
	SAYS(filled(LETTER_ANSWER, &file), "Vos droits connus s'arrêtent le 20 novembre");
	SAYS(filled(LETTER_ANSWER, &file), "98 jours de formation restent sans");
	file.request.uncovered_days = 0;
	file.request.costs_missing = 0;
	SAYS(filled(LETTER_ANSWER, &file), "la rémunération dite ci-dessus");
}

/* Whatever became of it since, the letter says what follows. */
Test(letters_training, what_follows_is_said_at_each_stage)
{
	static const struct { enum training_stage stage; const char *says; } next[] = {
		{TRAINING_COUNTERED, "Nous attendons de savoir si cette proposition"}, {TRAINING_REFUSED, "cela se décide avec vous"},
		{TRAINING_FILED, "de nouveau chez le financeur"}, {TRAINING_PIECES, "Le financeur a demandé des pièces"},
		{TRAINING_GRANTED, "Nous vérifions que chaque coût"}, {TRAINING_FUNDED, "Le financement est arrêté."},
		{TRAINING_ENTERED, "Vous êtes en formation depuis le"}, {TRAINING_COMPLETED, "La formation est finie"},
		{TRAINING_FOLLOWED, "La formation est finie"}, {TRAINING_DROPPED_BEFORE, "Cette demande est close."},
		{TRAINING_DROPPED_AFTER, "Cette demande est close."}, {TRAINING_PROJECT, "Nous reprenons le projet avec vous"},
	};

	for (size_t i = 0; i < sizeof next / sizeof *next; i++) {
		struct training_file file = office_training(OFFICE_REFUSED);

		file.request.stage = next[i].stage;
		file.request.entered = OFFICE_DAY;
		SAYS(filled(LETTER_ANSWER, &file), next[i].says);
		if (next[i].stage == TRAINING_DROPPED_BEFORE || next[i].stage == TRAINING_DROPPED_AFTER)
			SILENT(filled(LETTER_ANSWER, &file), "Pour vivre pendant la formation");
		else
			SAYS(filled(LETTER_ANSWER, &file), "Pour vivre pendant la formation : ");
	}
}

/* The last answer is the one explained; a contest since is told. */
Test(letters_training, the_last_answer_is_explained)
{
	struct training_file file = office_training(OFFICE_REFUSED);
	struct letter none;
	struct error e = {0};
	const char *text;

	file.events[file.event_count++] = (struct training_event){"x1", STEP_CONTEST, OFFICE_DAY, {OFFICE_DAY, 600}, "", "", "", "", "", "", ""};
	file.request.stage = TRAINING_FILED;
	SAYS(filled(LETTER_ANSWER, &file), "Peut-on contester ? C'est fait : le 20 novembre 2026, nous avons demandé");
	file.events[file.event_count++] = (struct training_event){"x2", STEP_GRANT, OFFICE_DAY, {OFFICE_DAY, 600}, "", "", "", "", "Accord partiel", "", ""};
	text = filled(LETTER_ANSWER, &file);
	SAYS(text, "Le 20 novembre 2026, votre financeur (AGEFOS PME) a donné son accord à cette");
	SAYS(text, "Précision notée : Accord partiel\n");
	SILENT(text, "Peut-on contester");
	SILENT(text, "Motifs du refus");
	SILENT(text, "propose à la place");
	file.event_count = 1;
	cr_expect_not(fill(LETTER_ANSWER, &file, &none, &e));
	cr_expect_str_eq(e.message, "aucun financeur n'a encore répondu à cette demande");
}

static struct training_event *happens(struct training_file *file, enum training_step step, int ago)
{
	struct training_event *x = &file->events[file->event_count++];

	*x = (struct training_event){"x", step, date_add_days(OFFICE_DAY, -ago), {OFFICE_DAY, 600}, "", "", "", "", "", "", ""};
	return x;
}

/* T4: a refusal stays that of the funder who refused, with the day of the file it refused, wherever one is filed since. */
Test(letters_training, an_answer_is_of_the_funder_that_was_asked)
{
	struct training_file file = office_training(OFFICE_REFUSED);
	const char *before = filled(LETTER_ANSWER, &file), *text, *filing = strstr(before, "Financeur : AGEFOS PME. Dossier au financeur : remis le ");

	cr_assert_not_null(filing, "%s", before);
	filing = arena_strndup(&arena, filing, strcspn(filing, "\n"));
	happens(&file, STEP_REWORK, 9);
	happens(&file, STEP_PREPARE, 8);
	happens(&file, STEP_FILE, 7)->with = "faf_tt";
	file.request.stage = TRAINING_FILED;
	file.request.funder = "faf_tt";
	file.request.filed = date_add_days(OFFICE_DAY, -7);
	text = filled(LETTER_ANSWER, &file);
	expect_sound(text);
	SAYS(text, "votre financeur (AGEFOS PME) a refusé");
	SAYS(text, filing);
	SAYS(text, "Peut-on contester ? Un autre dossier a été remis depuis, le 13 novembre 2026");
	SAYS(text, "Et maintenant : Le nouveau dossier est chez le financeur (FAF TT)");
	/* Contested, then granted: the second funder's, on the file brought again. */
	happens(&file, STEP_REFUSE, 5);
	happens(&file, STEP_CONTEST, 4);
	happens(&file, STEP_GRANT, 1);
	text = filled(LETTER_ANSWER, &file);
	SAYS(text, "votre financeur (FAF TT) a donné son accord");
	SAYS(text, "Financeur : FAF TT. Dossier au financeur : remis le 16 novembre 2026\n");
}

/* A proposal that was answered is not asked again. */
Test(letters_training, a_counter_proposal_that_was_answered)
{
	struct training_file file = office_training(OFFICE_COUNTERED);
	const char *text;

	happens(&file, STEP_ACCEPT, 1);
	file.request.stage = TRAINING_GRANTED;
	text = filled(LETTER_ANSWER, &file);
	SILENT(text, "dire oui ou non");
	SAYS(text, "Peut-on contester ? Vous avez dit oui à ce qui est proposé");
	file.events[file.event_count - 1].step = STEP_DECLINE;
	file.request.stage = TRAINING_REFUSED;
	text = filled(LETTER_ANSWER, &file);
	SILENT(text, "dire oui ou non");
	SAYS(text, "Peut-on contester ? Vous avez dit non à ce qui est proposé, le 19 novembre 2026.");
	SAYS(text, "revoir sa décision");
	file.request.stage = TRAINING_PROJECT;
	SILENT(filled(LETTER_ANSWER, &file), "revoir sa décision");
}

/* Each ground of the closed list has its plain words. */
Test(letters_training, each_ground_is_said_in_plain_words)
{
	for (const struct code_label *g = training_grounds_refusal; g->code != NULL; g++) {
		struct training_file file = office_training(OFFICE_REFUSED);
		const char *text;

		for (size_t i = 0; i < file.event_count; i++)
			if (file.events[i].step == STEP_REFUSE)
				file.events[i].grounds = g->code;
		text = filled(LETTER_ANSWER, &file);
		SAYS(text, "Motifs du refus :\n- ");
		SILENT(text, arena_format(&arena, "- %s", g->code));
	}
}

/* --- of an application --------------------------------------------------------------------------------------------------- */

Test(letters_training, a_letter_is_ready_once_the_request_is_read)
{
	const char *id = office_training_id(OFFICE_CONTESTABLE);
	struct letter l;
	struct error e = {0};

	letter_load(&o.app, LETTER_ANSWER, id);
	cr_expect_eq(letter_state(&o.app, LETTER_ANSWER, id, &e), LOAD_ASKED);
	cr_expect_not(letter_write(&arena, &o.app, LETTER_ANSWER, &l, &e));
	office_open_training(&o, OFFICE_CONTESTABLE);
	cr_expect_eq(letter_state(&o.app, LETTER_ANSWER, id, &e), LOAD_READY);
	cr_expect_eq(letter_state(&o.app, LETTER_ANSWER, office_training_id(OFFICE_REFUSED), &e), LOAD_ASKED, "another's");
	cr_assert(letter_write(&arena, &o.app, LETTER_ANSWER, &l, &e), "%s", e.message);
	SAYS(l.text, "Votre référent : Mathieu Le Goff\n");
	SAYS(l.text, "votre financeur (FAF TT) a refusé de payer");
	cr_expect_str_eq(l.file, "reponse-DDDDDD-2026-11-20.txt");
	SAYS(l.title, "Réponse du financeur : ");
}

/* Text of the base is data. */
Test(letters_training, hostile_text_is_harmless)
{
	static const char *const hostile[] = {"\x1b[31mrouge", "{{agence}} {{#motifs}}", "a\u202eb", "deux\nlignes\ttab", "\xff\xfe"};

	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		for (int k = LETTER_WORKPLACE; k < LETTER_COUNT; k++) {
			struct training_file file = office_training(k == LETTER_ANSWER ? OFFICE_REFUSED : OFFICE_PIECES_PERSON);

			file.request.title = file.request.body = file.project[0] = file.pieces[0].object = file.periods[0].host = hostile[i];
			for (size_t x = 0; x < file.event_count; x++)
				file.events[x].said = file.events[x].counter = hostile[i];
			for (const char *line = filled((enum letter_kind)k, &file); *line != '\0'; line += strcspn(line, "\n") + 1) {
				char *one = arena_strndup(&arena, line, strcspn(line, "\n"));

				cr_expect(text_width(one) <= LETTER_COLUMNS, "%s", one);
				cr_expect_str_eq(text_safe(&arena, one), one);
			}
		}
}
