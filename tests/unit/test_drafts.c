/* Drafts: the format is whole or refused, and no form is left out. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tui/drafts/draft_file.h"
#include "tui/forms/form_kinds.h"

static const struct draft sample = {
	.form = "note", .title = "Note sur BERNARD Aïcha", .person = "7KQ2M9", .extra = "", .agency = "vitre", .login = "mlegoff",
	.base = "jalon 20261120143200000001", .day = {20777}, .minute = 14 * 60 + 32,
	.typed = {.count = 2, .current = 1, .cursor = 7, .flag = true,
	          .fields = {{"texte", "Texte", "Échange « ça va »\n\"œuvre\" \\ \t5 €", ""}, {"du", "À partir du", "31/02/19", "2026-11-20"}}},
	.sent = {.id = "00000000-0000-4000-8000-000000000001", .verb = "note_ecrire", .content = "{\"texte\":\"\\u0001 \\\"ça\\\"\"}",
	         .label = "note sur BERNARD Aïcha", .person = "7KQ2M9", .reversible = true},
};

static char *text_of(const struct draft *d)
{
	struct strbuf out = {0};
	draft_format(&out, d);
	return out.s;
}

Test(drafts, what_is_written_is_read_back)
{
	struct arena arena = {0};
	struct draft back;
	char *text = text_of(&sample), *again;
	cr_assert(draft_parse(text, &arena, &back));
	again = text_of(&back);
	cr_expect_str_eq(again, text);
	cr_expect_str_eq(back.typed.fields[0].value, sample.typed.fields[0].value);
	cr_expect_str_eq(back.typed.fields[1].initial, "2026-11-20");
	cr_expect_str_eq(back.sent.content, sample.sent.content, "the same id with another content is refused");
	cr_expect(back.typed.flag && !back.typed.initial_flag && back.sent.reversible);
	cr_expect_eq(back.day.days, sample.day.days);
	cr_expect_eq(back.minute, 872);
	cr_expect(back.typed.current == 1 && back.typed.cursor == 7);
	free(text);
	free(again);
	arena_free(&arena);
}

Test(drafts, a_cut_file_is_refused_wherever_it_is_cut)
{
	char *text = text_of(&sample);
	size_t length = strlen(text);
	while (length > 0 && text[length - 1] != '}')
		length--;
	for (size_t cut = 0; cut + 1 < length - strlen("true"); cut++) {
		struct arena arena = {0};
		struct draft back;
		char *part = mem_format("%.*s", (int)cut, text);
		cr_expect_not(draft_parse(part, &arena, &back), "cut after %zu bytes", cut);
		free(part);
		arena_free(&arena);
	}
	free(text);
}

static bool parses(const char *text)
{
	struct arena arena = {0};
	struct draft back;
	bool ok = draft_parse(text, &arena, &back);
	arena_free(&arena);
	return ok;
}

/* text with one part replaced; caller frees. */
static char *with(const char *text, const char *part, const char *other)
{
	const char *at = strstr(text, part);
	cr_assert(at, "%s", part);
	return mem_format("%.*s%s%s", (int)(at - text), text, other, at + strlen(part));
}

Test(drafts, what_this_program_did_not_write_is_refused)
{
	static const char *const changes[][2] = {
		{"\"format\":1", "\"format\":2"}, {"\"champs\":2", "\"champs\":99"}, {"\"champs\":2", "\"champs\":3"},
		{"\"champs\":2", "\"champs\":-1"}, {"\"minute\":872", "\"minute\":1440"}, {"2026-11-20", "2026-02-30"},
		{"\"curseur\":7", "\"curseur\":\"x\""}, {"\"login\"", "\"autre\""}, {"0000-4000-8000-000000000001", "0000-4000-8000-0000000000012"},
		{"\"fin\":true", "\"fin\":false"},
	};
	char *text = text_of(&sample);
	cr_expect(parses(text));
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		char *other = with(text, changes[i][0], changes[i][1]);
		cr_expect_not(parses(other), "%s", changes[i][1]);
		free(other);
	}
	free(text);
}

/* --- every form ---------------------------------------------------------------------------------------- */

Test(drafts, every_kind_of_form_opens_again_under_a_code_of_its_own)
{
	for (int i = FORM_NONE + 1; i < FORM_KIND_COUNT; i++) {
		cr_assert(form_kinds[i].code && *form_kinds[i].code, "kind %d has no line in form_kinds[]", i);
		cr_expect(form_kinds[i].again, "%s", form_kinds[i].code);
		cr_expect_eq((int)form_kind_from_code(form_kinds[i].code), i, "%s twice", form_kinds[i].code);
	}
	cr_expect_eq(form_kind_from_code("inconnue"), FORM_NONE);
	cr_expect_eq(form_kind_from_code(""), FORM_NONE);
}

/* « form_new(…) » and « , FORM_NOTE, » count; what is compared with a kind does not. */
static int count_calls(const char *text, const char *call)
{
	int count = 0;
	bool kind = strcmp(call, "FORM_") == 0;
	for (const char *at = text; (at = strstr(at, call)); at++)
		count += kind ? at - text > 1 && at[-1] == ' ' && at[-2] == ',' : at == text || strchr(" \t(!", at[-1]) != NULL;
	return count;
}

static char *file_text(const char *path)
{
	struct strbuf out = {0};
	char part[4096];
	FILE *f = fopen(path, "r");
	cr_assert(f, "%s", path);
	for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
		strbuf_add_n(&out, part, n);
	fclose(f);
	strbuf_add(&out, "");
	return out.s;
}

/* Forms made in the sources of that folder; each must be shown with its kind. */
static int forms_made(const char *folder)
{
	int forms = 0;
	struct dirent *entry;
	DIR *d = opendir(folder);
	cr_assert(d, "%s", folder);
	while ((entry = readdir(d))) {
		size_t length = strlen(entry->d_name);
		if (length < 3 || strcmp(entry->d_name + length - 2, ".c") != 0 || strcmp(entry->d_name, "form_kinds.c") == 0)
			continue;
		char *path = mem_format("%s/%s", folder, entry->d_name), *text = file_text(path);
		int made = count_calls(text, "form_new(") + count_calls(text, "editor_new(");
		cr_expect_eq(made, count_calls(text, "FORM_"), "%s: a form_new() or editor_new() that is not shown with its kind", entry->d_name);
		forms += made;
		free(text);
		free(path);
	}
	closedir(d);
	return forms;
}

/* A form shown otherwise would be typed in and lost. */
Test(drafts, every_form_of_the_screens_is_shown_with_its_kind)
{
	cr_expect_geq(forms_made(TEST_SOURCES "/tui/screens") + forms_made(TEST_SOURCES "/tui/forms"), FORM_KIND_COUNT - 1);
}
