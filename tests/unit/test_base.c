/* Arenas, strings and errors. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"

Test(arena, gives_zeroed_aligned_memory_of_any_size)
{
	struct arena a = {0};

	for (size_t size = 0; size < 20000; size += 37) {
		unsigned char *p = arena_alloc(&a, size);

		cr_assert_eq((uintptr_t)p % sizeof(max_align_t) % 16, 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(p[i], 0);
		memset(p, 0xFF, size);
	}
	arena_free(&a);
	cr_assert_null(a.head);
}

Test(arena, is_zeroed_again_after_a_reset)
{
	struct arena a = {0};
	unsigned char *p;

	memset(arena_alloc(&a, 1000), 0xFF, 1000);
	arena_reset(&a);
	p = arena_alloc(&a, 1000);
	for (size_t i = 0; i < 1000; i++)
		cr_assert_eq(p[i], 0);
	arena_free(&a);
	arena_reset(&a);
	cr_assert_null(a.head);
}

Test(arena, copies_and_formats_strings)
{
	struct arena a = {0};

	cr_assert_str_eq(arena_strdup(&a, NULL), "");
	cr_assert_str_eq(arena_strdup(&a, "Aïcha"), "Aïcha");
	cr_assert_str_eq(arena_strndup(&a, "Aïcha", 1), "A");
	cr_assert_str_eq(arena_format(&a, "%d %s", 7, "jours"), "7 jours");
	arena_free(&a);
}

Test(strbuf, grows_and_stays_terminated)
{
	struct strbuf b = {0};

	cr_assert_str_eq(strbuf_str(&b), "");
	for (int i = 0; i < 1000; i++)
		strbuf_addf(&b, "%d,", i % 10);
	cr_assert_eq(b.len, 2000);
	cr_assert_eq(strlen(strbuf_str(&b)), 2000);
	strbuf_clear(&b);
	cr_assert_str_eq(strbuf_str(&b), "");
	strbuf_add(&b, "ab");
	strbuf_add_n(&b, "cde", 2);
	cr_assert_str_eq(strbuf_str(&b), "abcd");
	strbuf_free(&b);
}

Test(mem, formats_a_text_of_any_length)
{
	char *text = mem_format("%0500d", 1);

	cr_assert_eq(strlen(text), 500);
	free(text);
}

Test(error, keeps_one_line_and_whole_characters)
{
	struct error e;
	char big[2048];

	error_set(&e, ERR_USAGE, "deux\nlignes");
	cr_assert_str_eq(e.message, "deux lignes");
	for (size_t i = 0; i + 2 < sizeof big; i += 2)
		memcpy(big + i, "é", 3);
	error_set(&e, ERR_USAGE, "%s", big);
	cr_assert_eq(strlen(e.message), 510, "the half character is dropped");
	error_set(&e, ERR_USAGE, "a%s", big);
	cr_assert_eq(strlen(e.message), 511);
	error_set_remedy(&e, "%s", big);
	cr_assert_eq(strlen(e.remedy), 254);
}

Test(error, clears_what_an_earlier_error_left)
{
	struct error e = {.code = ERR_DATABASE, .sqlstate = "23514", .field = "nom", .remedy = "x"};

	error_set(&e, ERR_NOTHING, "%s", "rien");
	cr_assert_str_eq(e.sqlstate, "");
	cr_assert_str_eq(e.field, "");
	cr_assert_str_eq(e.remedy, "");
	cr_assert(error_is_set(&e));
	error_clear(&e);
	cr_assert_not(error_is_set(&e));
}

Test(error, maps_to_the_exit_statuses_of_the_product)
{
	const struct {
		enum error_code code;
		int status;
	} rows[] = {{ERR_NONE, 0},    {ERR_NOT_FOUND, 1},  {ERR_NOTHING, 1}, {ERR_REFUSED, 1},
	            {ERR_CONFLICT, 1}, {ERR_CANCELLED, 1}, {ERR_USAGE, 2},   {ERR_CONFIG, 3},
	            {ERR_CONNECTION, 3}, {ERR_LOGIN, 3},   {ERR_SCHEMA, 3},  {ERR_DATABASE, 3}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_eq(error_exit_status(rows[i].code), rows[i].status, "row %zu", i);
}

Test(error, a_cause_of_the_system_is_said_in_french)
{
	static const struct { int number; const char *words; } rows[] = {
		{ENOSPC, "plus de place sur le disque"}, {EDQUOT, "plus de place sur le disque"}, {EFBIG, "taille de fichier limitée"},
		{EACCES, "accès refusé"}, {EPERM, "accès refusé"}, {EEXIST, "ce nom est déjà pris"}, {ENOTEMPTY, "ce nom est déjà pris"},
		{EROFS, "disque en lecture seule"}, {ENOENT, "dossier absent"}, {ELOOP, "un lien ou un fichier tient la place du dossier"},
		{ENOTDIR, "un lien ou un fichier tient la place du dossier"}, {EIO, "écriture impossible"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_str_eq(error_cause(rows[i].number), rows[i].words);
}
