/* Any bytes as CSV: records with the number of the line where each begins, or one fault a line (architecture.md §9). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/csv_file.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"

/* « 1:a|b » a record, « 3!what » a fault, each on a line. Caller frees. */
static char *read_as_text(const void *bytes, size_t size)
{
	struct strbuf b = {0};
	struct csv_table t;

	csv_read(bytes, size, &t);
	for (size_t i = 0; i < t.count; i++) {
		strbuf_addf(&b, "%d:", t.records[i].line);
		for (size_t k = 0; k < t.records[i].count; k++)
			strbuf_addf(&b, "%s%s", k > 0 ? "|" : "", t.records[i].fields[k]);
		strbuf_add(&b, "\n");
	}
	for (size_t i = 0; i < t.fault_count; i++)
		strbuf_addf(&b, "%d!%.24s\n", t.faults[i].line, t.faults[i].expected);
	csv_table_free(&t);
	return b.s != NULL ? b.s : mem_strdup("");
}

static void reads_bytes(const void *bytes, size_t size, const char *expected)
{
	char *got = read_as_text(bytes, size);

	cr_expect_str_eq(got, expected, "%s", got);
	free(got);
}

static void reads(const char *text, const char *expected)
{
	reads_bytes(text, strlen(text), expected);
}

Test(csv_file, finds_the_separator_in_the_first_line)
{
	reads("a;b\n1;2\n", "1:a|b\n2:1|2\n");
	reads("a,b\n1,2\n", "1:a|b\n2:1|2\n");
	reads("\"a,b,c\";d\nx,y;z\n", "1:a,b,c|d\n2:x,y|z\n");
	reads("seul\n1,5\n", "1:seul\n2:1,5\n");
	reads("", "");
}

Test(csv_file, takes_a_byte_order_mark_and_every_line_end)
{
	reads("\xEF\xBB\xBF" "clé;b\r\n1;2\r\n", "1:clé|b\n2:1|2\n");
	reads("a;b\r1;2\r3;4", "1:a|b\n2:1|2\n3:3|4\n");
	reads("a;b\n\n  \n1;2", "1:a|b\n4:1|2\n");
}

Test(csv_file, keeps_quoted_separators_quotes_and_lines)
{
	reads("a;b\n\"x;\"\"y\"\"\";\"é\"\n", "1:a|b\n2:x;\"y\"|é\n");
	/* A field on three lines: one blank for each end of line; the next record has its own number. */
	reads("a;b\n\"un\ndeux\r\n trois\";2\n3;4\n", "1:a|b\n2:un deux trois|2\n5:3|4\n");
	reads("a;b\n ;\"\"\n;\n", "1:a|b\n2:|\n3:|\n");
	reads("a;b\n  l'été  ;\tx\t\n", "1:a|b\n2:l'été|x\n");
}

Test(csv_file, puts_text_in_nfc)
{
	reads("e\xCC\x81t\xC3\xA9;b\n", "1:été|b\n");
}

Test(csv_file, tells_each_broken_line_and_reads_the_others)
{
	reads("a;b\n1;x\"y\n2;\"x\"y\n3;4\n", "1:a|b\n4:3|4\n2!un guillemet autour de t\n3!un guillemet autour de t\n");
}

Test(csv_file, tells_an_open_quote_where_it_opens)
{
	/* It would swallow the rest of the file: the lines below are read all the same. */
	reads("a;b\n1;\"x\n2;3\n4;5\n", "1:a|b\n3:2|3\n4:4|5\n2!un guillemet fermant : l\n");
	reads("a;b\n1;\"x", "1:a|b\n2!un guillemet fermant : l\n");
}

Test(csv_file, refuses_nul_bytes_of_one_line)
{
	reads_bytes("a;b\n1;x\0y\n2;3\n", 14, "1:a|b\n3:2|3\n2!du texte : cette ligne c\n");
}

Test(csv_file, refuses_utf16)
{
	reads_bytes("\xFF\xFE" "a\0;\0", 6, "0!un fichier enregistré e\n");
}

Test(csv_file, shows_what_is_not_utf8_as_a_replacement)
{
	reads("a;b\nSoud\xE9;2\n", "1:a|b\n2:Soud\xEF\xBF\xBD|2\n");
}

/* An enormous line is refused for itself, whether quoted or not; what follows is read. */
static void expect_too_long(const char *opening, const char *closing)
{
	struct strbuf b = {0};

	strbuf_addf(&b, "a;b\n%s", opening);
	for (int i = 0; i < CSV_RECORD_MAX; i++)
		strbuf_add(&b, "x");
	strbuf_addf(&b, "%s\n1;2\n", closing);
	reads(strbuf_str(&b), "1:a|b\n3:1|2\n2!une ligne de 65 536 octe\n");
	strbuf_free(&b);
}

Test(csv_file, refuses_an_enormous_line)
{
	expect_too_long("", "");
	expect_too_long("\"", "\"");
}

Test(csv_file, refuses_a_line_of_too_many_fields)
{
	struct strbuf b = {0};

	strbuf_add(&b, "a;b\n");
	for (int i = 0; i < CSV_FIELDS_MAX; i++)
		strbuf_add(&b, ";");
	strbuf_add(&b, "\n1;2\n");
	reads(strbuf_str(&b), "1:a|b\n3:1|2\n2!100 colonnes au plus\n");
	strbuf_free(&b);
}

Test(csv_file, stops_where_there_is_nothing_but_faults)
{
	struct strbuf b = {0};
	struct csv_table t;

	for (int i = 0; i < 3 * CSV_FAULTS_MAX; i++)
		strbuf_add(&b, "x\"y\n");
	csv_read(b.s, b.len, &t);
	cr_expect_eq(t.count, 0);
	cr_expect_eq(t.fault_count, CSV_FAULTS_MAX + 1);
	cr_expect_eq(t.faults[CSV_FAULTS_MAX].line, CSV_FAULTS_MAX + 1);
	csv_table_free(&t);
	strbuf_free(&b);
}

Test(csv_file, says_when_a_file_cannot_be_read)
{
	struct csv_table t;
	struct error e = {0};

	cr_expect_not(csv_load("/nulle/part.csv", &t, &e));
	cr_expect_eq(e.code, ERR_USAGE);
	cr_expect_str_eq(e.message, "« /nulle/part.csv » est introuvable");
	cr_expect_str_eq(e.remedy, "Vérifiez le chemin et les droits du fichier");
	csv_table_free(&t);
	cr_expect_not(csv_load("/tmp", &t, &e));
	cr_expect_str_eq(e.message, "« /tmp » est un dossier");
	csv_table_free(&t);
}
