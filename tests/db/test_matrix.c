/* The access matrix against the reviewed file tests/db/matrice.txt. GENERATE=1 writes it anew: read it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/db/matrix.h"

#define REVIEWED TEST_SOURCES "/tests/db/matrice.txt"

static char *file_read(const char *path)
{
	struct strbuf text = { 0 };
	char piece[4096];
	FILE *f = fopen(path, "r");
	cr_assert_not_null(f, "%s is missing: GENERATE=1 writes it", path);
	for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
		strbuf_add_n(&text, piece, n);
	fclose(f);
	strbuf_add(&text, "");
	return text.s;
}

static void file_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	cr_assert_not_null(f);
	fputs(text, f);
	cr_assert_eq(fclose(f), 0);
}

static bool line_known(const char *text, const char *line, size_t length)
{
	for (const char *p = text; p != NULL && *p != '\0'; p = strchr(p, '\n'), p = p != NULL ? p + 1 : NULL)
		if (strncmp(p, line, length) == 0 && p[length] == '\n')
			return true;
	return false;
}

/* Prints the lines of `a` that `b` has not, and counts them. */
static int lines_missing(const char *a, const char *b, char sign)
{
	int missing = 0;
	for (const char *p = a, *end; (end = strchr(p, '\n')) != NULL; p = end + 1)
		if (!line_known(b, p, (size_t)(end - p))) {
			fprintf(stderr, "%c %.*s\n", sign, (int)(end - p), p);
			missing++;
		}
	return missing;
}

static char *matrix_of(const struct world *w, size_t *cells)
{
	struct strbuf text = { 0 };
	world_agenda_add(w);
	matrix_write(w, &text, cells);
	return text.s;
}

Test(matrix, is_the_reviewed_one)
{
	struct world w = world_open();
	size_t cells;
	char *text = matrix_of(&w, &cells);
	if (getenv("GENERATE") != NULL)
		file_write(REVIEWED, text);
	char *reviewed = file_read(REVIEWED);
	int differences = lines_missing(reviewed, text, '-') + lines_missing(text, reviewed, '+');
	cr_expect_eq(differences, 0, "%d lines of the access matrix differ from tests/db/matrice.txt", differences);
	cr_expect_str_eq(text, reviewed);
	cr_expect_gt(cells, 3000);
	fprintf(stderr, "access matrix: %zu cells\n", cells);
	free(text);
	free(reviewed);
	world_close(&w);
}

/* What each deliberate fault changes: the line that must no longer be in the reviewed file. */
static void expect_caught(const char *fault, const char *object)
{
	struct world w = world_open();
	size_t cells;
	char *reviewed = file_read(REVIEWED);
	cr_assert_str_eq(answer(w.owner, "%s", fault)[0] == '4' ? "failed" : "done", "done", "%s", fault);
	char *text = matrix_of(&w, &cells);
	bool found = false;
	for (const char *p = text, *end; (end = strchr(p, '\n')) != NULL; p = end + 1)
		found = found || (strncmp(p, object, strlen(object)) == 0 && !line_known(reviewed, p, (size_t)(end - p)));
	cr_expect(found, "not caught: %s", fault);
	free(text);
	free(reviewed);
	world_close(&w);
}

Test(matrix, catches_a_policy_too_wide)
{
	expect_caught("CREATE POLICY casse ON jalon.contact FOR SELECT TO jalon_conseiller USING (true)", "contact");
}

Test(matrix, catches_a_missing_check_of_the_parent)
{
	expect_caught("ALTER POLICY contact_ajouter_conseiller ON jalon.contact WITH CHECK (true)", "contact");
}

Test(matrix, catches_a_grant_and_a_table_without_force)
{
	expect_caught("GRANT DELETE ON jalon.note TO jalon_conseiller", "note");
	expect_caught("ALTER TABLE jalon.frein DISABLE ROW LEVEL SECURITY", "frein");
	expect_caught("GRANT UPDATE (auteur) ON jalon.note TO jalon_conseiller", "colonnes note");
}

Test(matrix, catches_objects_that_nobody_listed)
{
	expect_caught("CREATE TABLE jalon.intrus (n int)", "intrus");
	expect_caught("CREATE VIEW jalon.vue_intruse AS SELECT * FROM jalon.personne", "vue_intruse");
	expect_caught("CREATE FUNCTION jalon.fonction_intruse() RETURNS int LANGUAGE sql AS 'SELECT 1'", "jalon.fonction_intruse");
	expect_caught("CREATE SEQUENCE jalon.suite_intruse", "suite_intruse");
}
