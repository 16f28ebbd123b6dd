/* Text of the agenda that would drive a terminal: escape sequences, a new title, bidi and zero-width controls, line ends,
 * marks by the hundred, in every field that a person or a colleague may have filled in. It is shown as symbols on every
 * screen and by every twin, a line stays a line, a column a column (architecture.md §5). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/screen/twins.h"

/* Every text column of the agenda's tables, of the names and of the accounts. */
static const char poison_sql[] =
	"DO $$ DECLARE c record; v text := E'\\x1b]0;pris\\x07\\x1b[31m\\u202eX\\u200b\\u2066\\t|\\r\\n\\u009b2J' || 'e' || repeat(U&'\\0301', 300);"
	" BEGIN FOR c IN SELECT * FROM (VALUES ('seance', 'objet'), ('seance', 'motif_annulation'), ('seance', 'confirmation'),"
	" ('participation', 'motif'), ('participation', 'conclusion'), ('engagement', 'objet'), ('proposition', 'texte'), ('conge', 'texte'),"
	" ('absence', 'motif'), ('fermeture', 'motif'), ('deplacement', 'motif'), ('contact', 'texte'), ('frein', 'detail'), ('note', 'texte'),"
	" ('compte', 'prenom'), ('compte', 'nom'), ('personne', 'prenom')) AS t (tab, col) LOOP"
	" EXECUTE format('ALTER TABLE jalon.%1$I DISABLE TRIGGER USER', c.tab);"
	" EXECUTE format('UPDATE jalon.%1$I SET %2$I = left($1 || %2$I, %3$s)', c.tab, c.col, CASE WHEN c.tab IN ('compte', 'personne') THEN 100"
	" WHEN c.tab = 'fermeture' THEN 200 ELSE 500 END) || CASE c.col WHEN 'confirmation' THEN ' WHERE confirmation IS NOT NULL' ELSE '' END USING v;"
	" EXECUTE format('ALTER TABLE jalon.%1$I ENABLE TRIGGER USER', c.tab); END LOOP;"
	/* The demonstration has no appointment confirmed of this week, no absence and no closing: one of each. */
	" INSERT INTO jalon.absence (agence_id, login, periode, motif) SELECT 1, 'mlegoff', '[2026-11-23 07:00+01,2026-11-23 08:00+01)', v;"
	" INSERT INTO jalon.fermeture (agence_id, du, au, motif) VALUES (1, '2026-12-24', '2026-12-25', left(v, 200)) ON CONFLICT DO NOTHING;"
	" END $$; SELECT ''";

static void begin(void)
{
	twins_begin();
	free(agency_value(twins_agency(), poison_sql));
}

TestSuite(hostile, .init = begin, .fini = twins_end);

/* What no output may hold. A C1 control is two bytes in UTF-8. */
static void expect_harmless(const char *text, const char *what)
{
	static const char *const raw[] = { "\x1b", "\x07", "\r", "\xc2\x9b", "\u202e", "\u200b", "\u2066" };
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
		cr_expect_null(strstr(text, raw[i]), "%s: %zu raw:\n%s", what, i, text);
}

/* Lines of a page fit it; those of a table have the tabs of the first. */
static void expect_lines(const char *text, const char *what, bool table)
{
	size_t tabs = 0;
	bool first = true;
	for (const char *at = text; *at != '\0'; first = false) {
		size_t length = strcspn(at, "\n"), here = 0;
		char *line = strndup(at, length);
		for (const char *c = line; *c != '\0'; c++)
			here += *c == '\t';
		tabs = first ? here : tabs;
		if (table)
			cr_expect_eq(here, tabs, "%s: %zu tabs, not %zu: %s", what, here, tabs, line);
		else
			cr_expect_leq(text_width(line), 100, "%s: %d columns: %s", what, text_width(line), line);
		free(line);
		at += length + (at[length] == '\n');
	}
}

static void expect_twin(char *a, char *b, char *c, char *d)
{
	char *shown = twin_printed(JALON(a, b, c, d)), *table = twin_printed(JALON("--format", "tsv", a, b, c, d));
	char what[80];
	snprintf(what, sizeof what, "%s %s %s", a, b != NULL ? b : "", c != NULL ? c : "");
	cr_expect_gt(strlen(shown), 20, "%s", what);
	expect_harmless(shown, what);
	expect_harmless(table, what);
	expect_lines(shown, what, false);
	expect_lines(table, what, true);
	free(shown);
	free(table);
}

Test(hostile, twins_show_symbols)
{
	expect_twin("afficher", "portefeuille", NULL, NULL);
	expect_twin("afficher", "journee", NULL, NULL);
	expect_twin("afficher", "agenda", NULL, NULL);
	expect_twin("afficher", "agenda", "--semaine", "2026-W47");
	expect_twin("afficher", "agenda", "--semaine", "2026-W48");
	expect_twin("afficher", "agenda", "--semaine", "2026-W52");
	expect_twin("afficher", "fiche", aicha, NULL);
	expect_twin("afficher", "fiche", emre, NULL);
	expect_twin("creneaux", NULL, NULL, NULL);
	char *shown = twin_printed(JALON("afficher", "fiche", aicha));
	cr_expect_not_null(strstr(shown, "␛]0;pris␇␛[31m·X"), "%s", shown); /* it came that far */
	free(shown);
}

static void look(struct pty_screen *p, const char *keys, const char *expected)
{
	pty_send(p, keys);
	pty_expect(p, expected);
	expect_harmless(pty_dump(p), keys);
	cr_expect_str_eq(pty_title(p), "", "%s", keys);
	for (int row = 0; row < pty_rows(p); row++)
		cr_expect_leq(text_width(pty_row(p, row)), pty_cols(p), "%s, row %d: %s", keys, row, pty_row(p, row));
}

Test(hostile, screens_show_symbols)
{
	struct pty_screen *p = agency_open(twins_agency(), "mlegoff", 40, 120);
	pty_expect(p, "␛]0;pris");
	look(p, "gj", "Ma journée");
	look(p, "ga", "Semaine 47");
	look(p, "]", "Semaine 48");
	look(p, "<Tab>", "␛]0;");
	look(p, "[", "Semaine 47");
	look(p, "<Tab>", "Semaine 47");
	look(p, "gm", "Messages");
	look(p, "<Esc>gp", "Pourquoi");
	look(p, "/bernard<Enter>", "sur 44");
	static const char *const forms[] = { "ad", "ap", "e", "V", "o" };
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) { /* a form, a question or a refusal, and away */
		look(p, forms[i], "BERNARD");
		look(p, "<Esc>", "BERNARD");
		pty_send(p, "<Esc>o");
	}
	look(p, "<Esc><Esc>", "BERNARD");
	look(p, "<Enter>", "␛]0;PRIS");
	look(p, "G", "␛]0;");
	look(p, "<C-l>", "␛]0;");
	cr_expect_eq(pty_reply_bytes(p), 0);
	pty_signal(p, 15);
	pty_close(p);
}
