/* Keys: names, sequences, rebinding from keys.ini, clear refusals; the shipped files match the tables. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/keys_file.h"
#include "config/settings.h"

Test(keys, parse_and_show)
{
	static const struct { const char *text; int count, first, second; const char *shown; } cases[] = {
		{"a", 1, 'a', 0, "a"}, {"gp", 2, 'g', 'p', "gp"}, {"g/", 2, 'g', '/', "g/"}, {"é", 1, 0xE9, 0, "é"},
		{"Entree", 1, KEYCODE_ENTER, 0, "Entrée"}, {"Espace", 1, ' ', 0, "Espace"}, {"F12", 1, KEYCODE_F12, 0, "F12"},
		{"Ctrl-l", 1, KEYCODE_CTRL_A + 11, 0, "Ctrl-L"}, {"Ctrl-Z", 1, KEYCODE_CTRL_Z, 0, "Ctrl-Z"},
		{"Ctrl-i", 1, KEYCODE_TAB, 0, "Tab"}, {"g+F1", 2, 'g', KEYCODE_F1, "g+F1"}, {"+", 1, '+', 0, "+"},
		{"g+", 2, 'g', '+', "g+"}, {"F1", 1, KEYCODE_F1, 0, "F1"}, {"[", 1, '[', 0, "["},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct key_sequence k;
		char shown[32];

		cr_assert(key_sequence_parse(cases[i].text, &k), "%s", cases[i].text);
		cr_expect_eq(k.count, cases[i].count, "%s", cases[i].text);
		cr_expect_eq(k.key[0], cases[i].first, "%s", cases[i].text);
		if (k.count == 2)
			cr_expect_eq(k.key[1], cases[i].second, "%s", cases[i].text);
		cr_expect_str_eq(key_sequence_format(&k, shown), cases[i].shown);
	}
}

Test(keys, refuse_what_is_no_key)
{
	static const char *const bad[] = {"", "F13", "F1x", "Ctrl-", "Ctrl-1", "entree", "abc", "g+", "+g+h", "\x1b", "\x01", "\xff",
	                                  "g+Nulle", "\u200b", "Espacee"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct key_sequence k = {{0, 0}, 0};
		bool ok = key_sequence_parse(bad[i], &k);

		/* "g+" is g then +: the only one of the list that reads. */
		cr_expect_eq(ok, strcmp(bad[i], "g+") == 0, "case %zu: %s", i, bad[i]);
	}
}

static enum key_match look(const struct keymap *map, enum screen_id screen, const char *keys, enum action_id *action)
{
	struct key_sequence typed;

	cr_assert(key_sequence_parse(keys, &typed), "%s", keys);
	*action = ACTION_NONE;
	return keymap_lookup(map, screen, &typed, action);
}

Test(keymap, looks_up_by_screen)
{
	struct keymap map;
	enum action_id action;

	keymap_defaults(&map);
	cr_assert_eq(look(&map, SCREEN_PORTFOLIO, "c", &action), KEY_ACTION);
	cr_assert_eq(action, ACTION_CONTACT);
	cr_assert_eq(look(&map, SCREEN_HELP, "c", &action), KEY_NO_MATCH);
	cr_assert_eq(look(&map, SCREEN_PORTFOLIO, "g", &action), KEY_PREFIX);
	cr_assert_eq(look(&map, SCREEN_PORTFOLIO, "gp", &action), KEY_ACTION);
	cr_assert_eq(action, ACTION_GO_PORTFOLIO);
	cr_assert_eq(look(&map, SCREEN_PORTFOLIO, "gz", &action), KEY_NO_MATCH);
	keymap_free(&map);
}

Test(keymap, rebinds_and_refuses_conflicts)
{
	struct keymap map;
	enum action_id action;
	char message[256], shown[32];

	keymap_defaults(&map);
	cr_assert(keymap_bind(&map, ACTION_CONTACT, "y F2", message), "%s", message);
	cr_assert_eq(look(&map, SCREEN_FILE, "y", &action), KEY_ACTION);
	cr_assert_eq(action, ACTION_CONTACT);
	cr_assert_eq(look(&map, SCREEN_FILE, "c", &action), KEY_NO_MATCH);
	cr_assert_str_eq(keymap_show(&map, ACTION_CONTACT, shown), "y");

	cr_assert_not(keymap_bind(&map, ACTION_CONTACT, "n", message));
	cr_assert(strstr(message, "contact") != NULL && strstr(message, "note") != NULL && strstr(message, "« n »") != NULL, "%s", message);
	cr_assert_str_eq(keymap_show(&map, ACTION_CONTACT, shown), "y", "a refusal changes nothing");
	cr_assert_not(keymap_bind(&map, ACTION_NOTE, "g", message), "g is a prefix");
	cr_assert(strstr(message, "« g »") != NULL, "%s", message);
	cr_assert_not(keymap_bind(&map, ACTION_NOTE, "yx", message), "y is taken whole");
	cr_assert_not(keymap_bind(&map, ACTION_NOTE, "Touche", message));
	cr_assert(strstr(message, "Touche") != NULL, "%s", message);
	cr_assert_not(keymap_bind(&map, ACTION_NOTE, "1 2 3 4 5 6 7 8 9 0", message));
	cr_assert(keymap_bind(&map, ACTION_NOTE, "", message), "an action may have no key: the palette has it");
	cr_assert_str_eq(keymap_show(&map, ACTION_NOTE, shown), "");
	/* On screens that never meet, one key may serve two actions. */
	cr_assert(keymap_bind(&map, ACTION_NEXT_PERSON, "P", message), "%s", message);
	keymap_free(&map);
}

/* --- the file -------------------------------------------------------------------------------------------------- */

static bool load_text(const char *name, const char *text, bool (*load)(const char *dir, void *out, struct error *e), void *out,
                      struct error *e)
{
	char dir[] = "/tmp/jalon-keys-XXXXXX", path[64];
	FILE *f;
	bool ok;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	cr_assert_not_null(f);
	fputs(text, f);
	fclose(f);
	*e = (struct error){.code = ERR_NONE};
	ok = load(dir, out, e);
	unlink(path);
	rmdir(dir);
	return ok;
}

static bool load_keys(const char *dir, void *out, struct error *e)
{
	return keys_load(dir, out, e);
}

static bool load_settings(const char *dir, void *out, struct error *e)
{
	return settings_load(dir, out, e);
}

Test(keys_file, rebinds_and_swaps)
{
	struct keymap map;
	struct error e;
	char shown[32];

	cr_assert(load_text("keys.ini", "[touches]\ncontact = \"n\"\nnote = \"c\"\nactions = ';'\n", load_keys, &map, &e), "%s", e.message);
	cr_assert_str_eq(keymap_show(&map, ACTION_CONTACT, shown), "n");
	cr_assert_str_eq(keymap_show(&map, ACTION_NOTE, shown), "c");
	cr_assert_str_eq(keymap_show(&map, ACTION_PALETTE, shown), ";");
	keymap_free(&map);
	cr_assert(keys_load("/nulle/part", &map, &e), "without a file the defaults hold");
	keymap_free(&map);
}

Test(keys_file, refuses_clearly)
{
	static const struct { const char *text, *says; } cases[] = {
		{"[touches]\ncontact = \"n\"\n", "« n »"}, {"[touches]\ninconnue = \"n\"\n", "ligne 2"},
		{"[touches]\ninconnue = \"n\"\n", "inconnue"}, {"[autre]\ncontact = \"x\"\n", "section"},
		{"[touches]\ncontact = \"Zorg\"\n", "Zorg"}, {"[touches]\ncontact = \"x\"\ncontact = \"y\"\n", "keys.ini"},
		{"contact\n", "keys.ini"}, {"[touches]\nnote = \"g\"\n", "« g »"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct keymap map;
		struct error e;

		cr_expect_not(load_text("keys.ini", cases[i].text, load_keys, &map, &e), "case %zu", i);
		cr_expect_eq(e.code, ERR_CONFIG, "case %zu", i);
		cr_expect_not_null(strstr(e.message, cases[i].says), "case %zu: %s", i, e.message);
		cr_expect_eq(error_exit_status(e.code), 3);
	}
}

/* All the faults of the file in one line, in the words of that file. */
Test(keys_file, tells_every_fault_at_once)
{
	struct keymap map;
	struct settings s;
	struct error e;

	cr_expect_not(load_text("keys.ini", "[touches\ncontact = \"Zorg\"\nn'importe\n[autre]\nfoo = \"x\"\n[touches]\nrien = \"x\"\n",
	                        load_keys, &map, &e));
	cr_expect_str_eq(e.message, "keys.ini, ligne 1 : attendu un en-tête [touches], seul sur sa ligne (et 4 autres fautes, lignes 2, 3, "
	                            "4 et 7)", "%s", e.message);
	cr_expect_not(load_text("jalon.ini", "[terminal\ndelai_echap_ms = \"9\"\n[bse]\nservice = \"x\"\n", load_settings, &s, &e));
	cr_expect_str_eq(e.message, "jalon.ini, ligne 1 : attendu un en-tête [base] ou [terminal], seul sur sa ligne (et 2 autres fautes, "
	                            "lignes 2 et 3)", "%s", e.message);
	cr_expect_not(load_text("jalon.ini", "[terminal]\ncouleurs = \"si\"\nsouris = \"oui\"\n", load_settings, &s, &e));
	cr_expect_str_eq(e.message, "jalon.ini, ligne 2, couleurs : attendu auto, oui, non (et 1 autre faute, ligne 3)", "%s", e.message);
}

Test(settings, read_values_and_bounds)
{
	struct settings s;
	struct error e;

	settings_defaults(&s);
	cr_assert_eq(s.escape_delay_ms, 100);
	cr_assert_eq(s.colours, COLOUR_AUTO);
	cr_assert_str_eq(s.conninfo, "");
	cr_assert(load_text("jalon.ini", "[base]\nconninfo = \"host=/run dbname=jalon\"\n[terminal]\ndelai_echap_ms = \"50\"\ncouleurs = \"non\"\n",
	                    load_settings, &s, &e), "%s", e.message);
	cr_assert_str_eq(s.conninfo, "host=/run dbname=jalon");
	cr_assert_eq(s.escape_delay_ms, 50);
	cr_assert_eq(s.colours, COLOUR_NO);
}

Test(settings, refuse_clearly)
{
	static const struct { const char *text, *says; } cases[] = {
		{"[terminal]\ndelai_echap_ms = \"9\"\n", "10 à 2000"}, {"[terminal]\ndelai_echap_ms = \"vite\"\n", "nombre"},
		{"[terminal]\ncouleurs = \"peut-être\"\n", "auto, oui, non"}, {"[terminal]\nsouris = \"oui\"\n", "souris"},
		{"[base]\nconninfo = \"host=a\"\nservice = \"b\"\n", "s'excluent"}, {"[base\n", "jalon.ini"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct settings s;
		struct error e;

		cr_expect_not(load_text("jalon.ini", cases[i].text, load_settings, &s, &e), "case %zu", i);
		cr_expect_eq(e.code, ERR_CONFIG, "case %zu", i);
		cr_expect_not_null(strstr(e.message, cases[i].says), "case %zu: %s", i, e.message);
	}
}

/* --- what is shipped: GENERATE=1 writes it again ------------------------------------------------------------------ */

static char *file_text(const char *path)
{
	struct strbuf b = {0};
	FILE *f = fopen(path, "r");
	char buffer[4096];
	size_t n;

	while (f != NULL && (n = fread(buffer, 1, sizeof buffer, f)) > 0)
		strbuf_add_n(&b, buffer, n);
	if (f != NULL)
		fclose(f);
	strbuf_add(&b, "");
	return b.s;
}

static void expect_shipped(const char *path, const struct strbuf *wanted)
{
	char *present;

	if (getenv("GENERATE") != NULL) {
		FILE *f = fopen(path, "w");

		cr_assert_not_null(f);
		fputs(strbuf_str(wanted), f);
		fclose(f);
	}
	present = file_text(path);
	cr_expect_str_eq(present, strbuf_str(wanted), "%s differs from its table: run this test with GENERATE=1", path);
	free(present);
}

Test(shipped, ini_files_match_their_tables)
{
	struct strbuf b = {0};

	keys_template(&b);
	expect_shipped(TEST_SOURCES "/config/keys.ini", &b);
	strbuf_clear(&b);
	settings_template(&b);
	expect_shipped(TEST_SOURCES "/config/jalon.ini", &b);
	strbuf_free(&b);
}

Test(shipped, files_load_as_the_defaults)
{
	struct keymap shipped, defaults;
	struct settings s;
	struct error e = {0};

	cr_assert(keys_load(TEST_SOURCES "/config", &shipped, &e), "%s", e.message);
	keymap_defaults(&defaults);
	cr_assert_eq(shipped.count, defaults.count);
	cr_assert(settings_load(TEST_SOURCES "/config", &s, &e), "%s", e.message);
	cr_assert_eq(s.escape_delay_ms, 100);
	keymap_free(&shipped);
	keymap_free(&defaults);
}

/* The manual's key section is the table, between two comments. */
Test(shipped, manual_lists_every_key)
{
	char *page = file_text(TEST_SOURCES "/man/jalon.1");
	struct strbuf wanted = {0};
	char *start, *end;

	keys_manual(&wanted);
	start = strstr(page, ".\\\" BEGIN touches\n");
	end = strstr(page, ".\\\" END touches\n");
	cr_assert(start != NULL && end != NULL && end > start, "man/jalon.1 has lost its marks");
	start += strlen(".\\\" BEGIN touches\n");
	if (getenv("GENERATE") != NULL) {
		FILE *f = fopen(TEST_SOURCES "/man/jalon.1", "w");

		cr_assert_not_null(f);
		fprintf(f, "%.*s%s%s", (int)(start - page), page, strbuf_str(&wanted), end);
		fclose(f);
	} else {
		*end = '\0';
		cr_expect_str_eq(start, strbuf_str(&wanted), "run this test with GENERATE=1");
	}
	free(page);
	strbuf_free(&wanted);
}

Test(shipped, settings_manual_names_every_option)
{
	char *page = file_text(TEST_SOURCES "/man/jalon.ini.5");

	for (size_t i = 0; i < settings_count; i++) {
		char item[128];

		snprintf(item, sizeof item, ".It Cm %s", settings_table[i].key);
		cr_expect_not_null(strstr(page, item), "%s is not in jalon.ini(5)", settings_table[i].key);
	}
	free(page);
}
