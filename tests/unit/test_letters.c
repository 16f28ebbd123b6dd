/* Letters: what fills them, one page, two columns, nothing left out and no hole. Their templates: test_letter_templates.c. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/letters_file.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/letters/letter_private.h"
#include "tests/support/golden.h"
#include "tests/support/office_engagements.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;
static struct letter_templates templates;

static void setup(void)
{
	struct rules_faults faults = {0};
	struct error e = {0};

	office_open(&o, ROLE_COUNSELLOR);
	cr_assert(letters_load(TEST_SOURCES "/config", &templates, &faults, &e), "%s", e.message);
	o.app.letters = &templates;
}

static void teardown(void)
{
	office_close(&o);
	letter_templates_free(&templates);
	arena_free(&arena);
}

TestSuite(letters, .init = setup, .fini = teardown);

static struct letter_facts facts(const struct commitment_file *f, const struct hours_file *h, const struct held_file *held)
{
	return (struct letter_facts){.session = o.app.session, .book = &o.book, .today = {OFFICE_DAY, 600},
	                             .counsellor = "Mathieu Le Goff", .commitments = f, .hours = h, .held = held, .id = "AAAAAA"};
}

static struct letter filled(enum letter_kind k, const struct letter_facts *f)
{
	struct letter out = {NULL, NULL, NULL};
	struct error e = {0};

	cr_assert(letter_fill(&arena, &templates, k, f, &out, &e), "%s", e.message);
	return out;
}

static const char *contract_text(enum office_contract c)
{
	struct commitment_file f = office_commitments(c);
	struct letter_facts x = facts(&f, NULL, NULL);

	return filled(LETTER_CONTRACT, &x).text;
}

static size_t lines_in(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* Columns kept, nothing that a terminal or a printer would obey, no trailing mark of a template. */
static void expect_sound(const char *text)
{
	cr_expect(strstr(text, "{{") == NULL, "%s", text);
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

/* --- the four letters ------------------------------------------------------------------------------------- */

Test(letters, the_contract_is_printed_in_two_columns)
{
	expect_golden("letter_contrat", contract_text(OFFICE_SIGNED));
}

/* What waits for a signature is what is printed to be signed: its lines, its state, who has signed. */
Test(letters, the_version_to_be_signed_is_printed_first)
{
	const char *text = contract_text(OFFICE_PENDING);

	expect_sound(text);
	cr_expect(strstr(text, "avenant 2, préparée, pas encore signée par la personne") != NULL, "%s", text);
	cr_expect(strstr(text, "Proposer des offres à temps partiel") != NULL);
	cr_expect(strstr(text, "Vous : pas encore signé\n") != NULL);
	cr_expect(strstr(text, "Pour la structure : signé le 19 novembre 2026 par Mathieu Le Goff") != NULL);
}

/* rules.md §4 L7: none signed. A contract that is over says so; without any, there is nothing to print, and what to do. */
Test(letters, without_a_contract_in_force_the_letter_says_so)
{
	struct commitment_file f = office_commitments(OFFICE_NO_CONTRACT);
	struct letter_facts x = facts(&f, NULL, NULL);
	struct letter out;
	struct error e = {0};

	cr_expect(strstr(filled(LETTER_CONTRACT, &x).text, "contrat clos le 2 septembre 2026 (passage") != NULL);
	f.contract_count = 0;
	cr_assert_not(letter_fill(&arena, &templates, LETTER_CONTRACT, &x, &out, &e));
	cr_expect_eq(e.code, ERR_NOTHING);
	cr_expect(strstr(e.remedy, "jalon contrat preparer AAAAAA") != NULL, "%s", e.remedy);
}

/* An avenant that withdrew a line: the version printed has it no more, the former one had. */
Test(letters, a_contract_prints_the_lines_of_its_version_only)
{
	const char *text = contract_text(OFFICE_SIGNED);

	cr_expect(strstr(text, "Inscrire à l'atelier CV") == NULL, "withdrawn by the avenant");
	cr_expect(strstr(text, "Prendre contact avec la crèche") != NULL);
	cr_expect(strstr(text, "Envoyer l'adresse de l'organisme") == NULL, "of a conclusion, not of the contract");
}

Test(letters, the_releve_is_one_page)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct hours_file h = office_hours();
	struct letter_facts x = facts(&f, &h, NULL);
	struct letter l = filled(LETTER_ATTENDANCE, &x);

	expect_golden("letter_assiduite", l.text);
	cr_expect_leq(lines_in(l.text), LETTER_PAGE_LINES);
	cr_expect_str_eq(l.file, "assiduite-AAAAAA-2026-11-20.txt");
	cr_expect_str_eq(l.title, "Relevé d'assiduité : BERNARD Aïcha");
}

/* Two hundred appointments, absences and reminders: still one page, and the page says how many it leaves out. */
Test(letters, a_full_file_still_makes_one_page)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct hours_file h = office_hours();
	struct appointment *many = arena_array(&arena, 200, sizeof *many);
	struct protected_period *away = arena_array(&arena, 200, sizeof *away);
	struct reminder *reminders = arena_array(&arena, 200, sizeof *reminders);
	struct letter_facts x = facts(&f, &h, NULL);
	const char *text;

	for (int i = 0; i < 200; i++) {
		struct date d = date_add_days(OFFICE_DAY, -i / 3);

		many[i] = f.appointments[3];
		many[i].start.day = d;
		many[i].reason = "un motif assez long pour que la ligne se replie, et pour que la page déborde deux fois plus vite";
		away[i] = (struct protected_period){"p", "AAAAAA", PROTECTED_ILLNESS, d, d, "arrêt de travail"};
		reminders[i] = (struct reminder){{d, 540}, {d, 600}, 1, CHANNEL_SMS};
	}
	f.appointments = many;
	h.absences = away;
	h.reminders = reminders;
	f.appointment_count = h.absence_count = h.reminder_count = 200;
	text = filled(LETTER_ATTENDANCE, &x).text;
	expect_sound(text);
	cr_expect_leq(lines_in(text), LETTER_PAGE_LINES, "%s", text);
	cr_expect(strstr(text, "Rendez-vous : 200, dont seuls les ") != NULL, "%s", text);
	cr_expect(strstr(text, "200 rendez-vous : 200 annulés par nous.") != NULL, "%s", text);
}

/* rules.md L3: an outcome that nobody typed is ours, and no absence; what is to come is not counted. */
Test(letters, an_outcome_not_typed_is_never_an_absence)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct hours_file h = office_hours();
	struct letter_facts x = facts(&f, &h, NULL);
	const char *text;

	f.appointments[1].attendance = ATTENDANCE_UNKNOWN;
	text = filled(LETTER_ATTENDANCE, &x).text;
	cr_expect(strstr(text, "4 rendez-vous : 2 honorés, 1 annulé par nous, 1 dont l'issue reste") != NULL, "%s", text);
	cr_expect(strstr(text, "09/11/2026 09:00 entretien              à saisir par nous\n") != NULL, "%s", text);
	cr_expect(strstr(text, "26/11/2026") == NULL);
}

/* --au: the weeks end on that day, and what came after is left out. */
Test(letters, a_former_day_ignores_what_came_after)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct hours_file h = office_hours();
	struct letter_facts x = facts(&f, &h, NULL);
	const char *text;

	x.today = (struct moment){date_make(2026, 10, 13), 600};
	text = filled(LETTER_ATTENDANCE, &x).text;
	cr_expect(strstr(text, "au 13 octobre 2026") != NULL);
	cr_expect(strstr(text, "2 rendez-vous : 1 honoré, 1 annulé par nous.") != NULL, "%s", text);
	cr_expect(strstr(text, "2026-W47") == NULL && strstr(text, "2026-W42") != NULL);
	text = filled(LETTER_CONTRACT, &x).text;
	cr_expect(strstr(text, "Version : contrat initial, en vigueur, signée le 1er octobre 2026") != NULL, "%s", text);
}

Test(letters, all_that_is_held_is_printed)
{
	struct held_file held = office_held();
	struct letter_facts x = facts(NULL, NULL, &held);
	const char *text = filled(LETTER_HELD, &x).text;

	expect_golden("letter_detention", text);
	for (size_t i = 0; i < held.value_count; i++) {
		const struct held_value *h = &held.values[i];

		cr_expect(strstr(text, held_value_words(&arena, h->table, h->column, h->value)) != NULL, "%s.%s", h->table, h->column);
	}
}

/* Labels where a list is closed, last days included for periods; what is in no list stands as it is. */
Test(letters, what_is_held_is_told_in_words)
{
	static const struct { const char *table, *column, *value, *words; } cases[] = {
		{"contact", "canal", "telephone", "téléphone"}, {"participation", "presence", "absent_non_excuse", "absent non excusé"},
		{"passage", "regime", "CE", "Contrat d'engagement"}, {"activite", "theme", "freins", "Lever les freins sociaux"},
		{"suivi", "modalite", "structurante", "en solution structurante"}, {"contrat", "parcours", "social", "parcours social"},
		{"contrat", "clos_motif", "passage", "passage à un autre régime"}, {"contrat", "choix", "fin", "fin du parcours"},
		{"contrat_version", "signataire", "representant_legal", "votre représentant légal"}, {"engagement", "debiteur", "personne", "vous"},
		{"engagement", "debiteur", "financeur", "le financeur"}, {"engagement", "part", "socle", "socle commun"},
		{"engagement", "cadence", "mois", "chaque mois"}, {"engagement", "regle", "point_etape", "Point d'étape"},
		{"participation", "type", "premier_entretien", "premier entretien"}, {"participation", "lieu", "partenaire", "chez un partenaire"},
		{"information_droits", "support", "signature", "signature du contrat"}, {"conge", "nature", "reflexion", "délai de réflexion"},
		{"demande", "nature", "reclamation", "réclamation"}, {"orientation", "nature", "reorientation", "réorientation"},
		{"lecture", "role", "conseiller", "conseiller référent"}, {"lecture", "motif", "remplacement", "remplacement du référent"},
		{"report", "code", "contrat_vide", "Contrat presque sans action"}, {"report", "geste", "reporte", "remis à plus tard"},
		{"deplacement", "demandeur", "personne", "vous"}, {"personne", "origine", "import", "reprise d'un autre fichier"},
		{"historique", "nom_table", "contrat_version", "Versions du contrat"},
		{"passage", "au", "2026-08-28", "27/08/2026"}, {"contrat", "clos_le", "2026-03-01", "28/02/2026"}, {"contrat_version", "fin", "2027-01-01", "31/12/2026"},
		{"conge", "au", "2026-11-14", "13/11/2026"}, {"derogation", "au", "2026-11-30", "29/11/2026"}, {"conge", "du", "2026-11-09", "09/11/2026"},
		{"engagement", "echeance", "2026-11-30", "30/11/2026"}, {"report", "jusqu_au", "2026-11-30", "30/11/2026"},
		{"contrat", "periode", "[2026-01-14,2026-08-28)", "du 14/01/2026 au 27/08/2026"}, {"passage", "periode", "[2026-01-14,)", "depuis le 14/01/2026"},
		{"participation", "periode", "2026-11-19T10:00 - 2026-11-19T11:00", "19/11/2026 de 10:00 à 11:00"},
		{"deplacement", "de", "2026-11-19T22:00 - 2026-11-20T01:00", "du 19/11/2026 à 22:00 au 20/11/2026 à 01:00"},
		{"proposition", "creneaux", "2026-12-16T10:00, 2026-12-17T10:00", "16/12/2026 à 10:00, 17/12/2026 à 10:00"},
		{"inconnue", "canal", "pigeon", "pigeon"}, {"visite", "nature", "autre", "autre"}, {"note", "texte", "[a,b)", "[a,b)"},
		{"note", "texte", "lundi - mardi", "lundi - mardi"}, {"note", "texte", "un\n\ndeux\n", "un\n\n      deux\n"}, {"visite", "au", "2026-11-14", "14/11/2026"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *words = held_value_words(&arena, cases[i].table, cases[i].column, cases[i].value);

		cr_expect_str_eq(words, cases[i].words, "%s.%s %s: %s", cases[i].table, cases[i].column, cases[i].value, words);
	}
}

/* What a correction replaced, as it was in its table. */
Test(letters, what_was_corrected_is_told_in_words)
{
	static struct held_value values[] = {{"historique", "7", "le", "2026-11-19T10:00"}, {"historique", "7", "nom_table", "passage"},
	                                     {"historique", "7", "avant", "au : 2026-08-28"}, {"historique", "7", "avant", "regime : CEJ"},
	                                     {"historique", "8", "nom_table", "note"}, {"historique", "8", "avant", "texte : a : b"},
	                                     {"historique", "9", "avant", "sans nom"}};
	struct held_file held = office_held();
	struct letter_facts x = facts(NULL, NULL, &held);
	const char *text;

	held.values = values;
	held.value_count = sizeof values / sizeof *values;
	text = filled(LETTER_HELD, &x).text;
	cr_expect(strstr(text, "    rubrique : Régimes\n    avant, jusqu'au : 27/08/2026\n    avant, régime : Contrat d'engagement jeune\n") != NULL, "%s", text);
	cr_expect(strstr(text, "    rubrique : Note\n    avant, texte : a : b\n") != NULL, "%s", text);
	cr_expect(strstr(text, "    avant : sans nom\n") != NULL, "%s", text);
}

/* A thousand values of tables that nobody named here, of awkward texts: every one is there. */
Test(letters, nothing_held_is_left_out_whatever_its_table)
{
	struct held_file held = office_held();
	struct held_value *many = arena_array(&arena, 1000, sizeof *many);
	struct letter_facts x = facts(NULL, NULL, &held);
	const char *text;

	for (size_t i = 0; i < 1000; i++)
		many[i] = (struct held_value){arena_format(&arena, "table_%zu", i / 10), arena_format(&arena, "ligne %zu", i / 5),
		                              arena_format(&arena, "colonne_%zu", i), arena_format(&arena, "<%zu>", i)};
	many[7].value = "";
	many[9].value = "2026-11-20T14:30";
	many[8].value = "deux\nlignes \x1b]0;titre\x07";
	held.values = many;
	held.value_count = 1000;
	text = filled(LETTER_HELD, &x).text;
	expect_sound(text);
	for (size_t i = 0; i < 1000; i++)
		if (i < 7 || i > 9)
			cr_expect(strstr(text, arena_format(&arena, "colonne %zu : <%zu>\n", i, i)) != NULL, "%zu", i);
	cr_expect(strstr(text, "sans valeur : colonne 7\n") != NULL);
	cr_expect(strstr(text, "colonne 9 : 20/11/2026 à 14:30\n") != NULL);
	cr_expect(strstr(text, "colonne 8 : deux\n      lignes ␛]0;titre") != NULL, "%s", strstr(text, "colonne 8"));
}

/* Reads of the file by date and reason, by role and not name. */
Test(letters, who_read_the_file_is_told_by_role)
{
	struct held_file held = office_held();
	struct letter_facts x = facts(NULL, NULL, &held);
	const char *text = filled(LETTER_HELD, &x).text;

	cr_expect(strstr(text, "- 17 novembre 2026 : conseiller référent, remplacement du référent\n") != NULL, "%s", text);
	held.reading_count = 0;
	cr_expect(strstr(filled(LETTER_HELD, &x).text, "Personne d'autre que votre référent n'a lu votre dossier.") != NULL);
}

/* 003:3931: nine items, in order, ticked or « pas encore ». */
Test(letters, the_nine_items)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct letter_facts x = facts(&f, NULL, NULL);
	const char *text = filled(LETTER_NINE, &x).text;

	expect_golden("letter_neuf", text);
	for (int i = 1; i <= LEAVING_ITEMS; i++)
		cr_expect(strstr(text, arena_format(&arena, "] %d. ", i)) != NULL, "%d", i);
}

/* --- no hole, no way out ---------------------------------------------------------------------------------- */

/* What the file lacks is said in words. */
Test(letters, a_missing_fact_is_said_in_words)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct letter_facts x = facts(&f, NULL, NULL);
	struct contract_version v = f.contracts[0].versions[1];
	const char *text;

	v.ends = f.birth = DATE_NONE;
	v.objectives = "  ";
	v.weekly_target = -1;
	f.contracts[0].versions[1] = v;
	f.contracts[0].parcours = PARCOURS_NONE;
	f.item_count = 0;
	x.counsellor = "";
	text = filled(LETTER_CONTRACT, &x).text;
	cr_expect(strstr(text, "Fin : non fixée\n") != NULL, "%s", text);
	cr_expect(strstr(text, "né(e) le non renseigné") != NULL);
	cr_expect(strstr(text, "aucun référent désigné") != NULL);
	cr_expect(strstr(text, "Vos objectifs : pas encore écrits\n") != NULL);
	cr_expect(strstr(text, "Heures d'activité : non fixées par ce contrat\n") != NULL);
	cr_expect(strstr(text, "Parcours : non fixé\n") != NULL);
	cr_expect(strstr(text, "Aucun engagement écrit.                │ Aucun engagement écrit.\n") != NULL, "%s", text);
	cr_expect(strstr(text, "Aucun autre que vous et nous n'est engagé par ce contrat.\n") != NULL);
}

/* Text of the base is data: no escape, no bidi control, no mark of a template comes through; wide letters keep the columns. */
Test(letters, hostile_text_is_harmless)
{
	static const char *const hostile[] = {"\x1b[31mrouge", "{{agence}} {{#tiers}}", "a\u202eb\u200b", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	                                      "unmotsansaucunespacequidepasselalargeurdelacolonneetdelalignetouteentiereparcequilestvraimenttroplong",
	                                      "deux\nlignes\ttab", "\xff\xfe"};
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct letter_facts x = facts(&f, NULL, NULL);

	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		for (size_t k = 0; k < f.item_count; k++)
			f.items[k].object = hostile[i];
		f.contracts[0].versions[1].objectives = hostile[i];
		f.person.last_name = hostile[i];
		x.id = hostile[i];
		for (const char *line = filled(LETTER_CONTRACT, &x).text; *line != '\0'; line += strcspn(line, "\n") + 1) {
			char *one = arena_strndup(&arena, line, strcspn(line, "\n"));

			cr_expect(text_width(one) <= LETTER_COLUMNS, "%s", one);
			cr_expect_str_eq(text_safe(&arena, one), one);
		}
		cr_expect(strpbrk(filled(LETTER_CONTRACT, &x).file, " /\\\x1b\n") == NULL);
	}
	for (size_t k = 0; k < f.item_count; k++)
		f.items[k].object = "{{agence}}";
	cr_expect(strstr(filled(LETTER_CONTRACT, &x).text, "- {{agence}} (") != NULL, "a value is never read as a template");
}

/* --- of an application ------------------------------------------------------------------------------------- */

Test(letters, a_letter_is_ready_once_all_it_needs_is_there)
{
	struct letter l;
	struct error e = {0};

	letter_load(&o.app, LETTER_CONTRACT, "AAAAAA");
	cr_expect_eq(letter_state(&o.app, LETTER_CONTRACT, "AAAAAA", &e), LOAD_ASKED);
	office_open_commitments(&o, OFFICE_SIGNED);
	cr_expect_eq(letter_state(&o.app, LETTER_CONTRACT, "AAAAAA", &e), LOAD_READY);
	cr_expect_eq(letter_state(&o.app, LETTER_ATTENDANCE, "AAAAAA", &e), LOAD_ASKED, "its hours are not there");
	cr_expect_eq(letter_state(&o.app, LETTER_CONTRACT, "BBBBBB", &e), LOAD_ASKED, "another's");
	cr_assert(letter_write(&arena, &o.app, LETTER_CONTRACT, &l, &e), "%s", e.message);
	cr_expect(strstr(l.text, "représentée par Mathieu Le Goff") != NULL, "%s", l.text);
	office_open_hours(&o);
	cr_assert(letter_write(&arena, &o.app, LETTER_ATTENDANCE, &l, &e), "%s", e.message);
	cr_assert_not(letter_write(&arena, &o.app, LETTER_HELD, &l, &e));
	office_open_held(&o);
	cr_assert(letter_write(&arena, &o.app, LETTER_HELD, &l, &e), "%s", e.message);
	o.app.letters = NULL;
	cr_assert_not(letter_write(&arena, &o.app, LETTER_HELD, &l, &e));
	cr_expect_eq(e.code, ERR_CONFIG);
}

/* --- templates --------------------------------------------------------------------------------------------- */

/* Each field and list that a template may name is filled: none prints a hole, none is forgotten. */
Test(letters, every_field_that_a_template_may_name_has_a_value)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct hours_file h = office_hours();
	struct held_file held = office_held();
	struct letter_facts x = facts(&f, &h, &held);

	for (int k = 0; k < LETTER_COUNT; k++) {
		struct letter_templates all = {0};
		struct template_faults none = {NULL, 0};
		struct strbuf text = {0};
		struct training_file request = office_training(k == LETTER_ANSWER ? OFFICE_REFUSED : OFFICE_PIECES_PERSON);
		struct letter l;
		struct error e = {0};

		x.training = &request;
		for (size_t i = 0; letter_specs[k].fields[i] != NULL; i++)
			strbuf_addf(&text, "%s={{%s}}\n", letter_specs[k].fields[i], letter_specs[k].fields[i]);
		for (const struct letter_list_spec *s = letter_specs[k].lists; s->name != NULL; s++) {
			strbuf_addf(&text, "{{#%s}}\n", s->name);
			for (size_t i = 0; s->fields[i] != NULL; i++)
				strbuf_addf(&text, "%s.%s={{%s}}\n", s->name, s->fields[i], s->fields[i]);
			strbuf_addf(&text, "{{/%s}}\n", s->name);
		}
		cr_assert(template_parse(&arena, (enum letter_kind)k, strbuf_str(&text), &all.letter[k], &none));
		cr_assert(letter_fill(&arena, &all, (enum letter_kind)k, &x, &l, &e), "%s", e.message);
		cr_expect(strstr(l.text, "=non renseigné") == NULL && strstr(l.text, "=\n") == NULL, "%s", l.text);
		strbuf_free(&text);
	}
}
