/* French wording: names, elision, sentences. */
#include <criterion/criterion.h>

#include "core/base/french.h"

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

TestSuite(french, .fini = teardown);

Test(french, names_carry_the_family_name_in_capitals_and_are_safe)
{
	cr_assert_str_eq(french_name(&arena, "d'Hérouville", "Éléonore"), "D'HÉROUVILLE Éléonore");
	cr_assert_str_eq(french_name(&arena, "Le Goff", "Ma\x1b[31më"), "LE GOFF Ma␛[31më");
}

Test(french, de_is_elided_before_vowels_and_mute_letters)
{
	static const char *const said[][2] = {
		{"Maël Le Goff", "de Maël Le Goff"}, {"Élisabeth", "d'Élisabeth"}, {"ÉVRARD Chloé", "d'ÉVRARD Chloé"},
		{"Œuvrard", "d'Œuvrard"}, {"Yves", "d'Yves"}, {"Yasmine", "de Yasmine"}, {"Hélène", "d'Hélène"},
		{"Hakim", "de Hakim"}, {"Ünal", "d'Ünal"}, {"Y", "de Y"}, {"", "de "},
	};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		cr_expect_str_eq(french_of(&arena, said[i][0]), said[i][1], "line %zu", i);
}

Test(french, sentences_begin_with_a_capital_and_end_once)
{
	cr_assert_str_eq(french_sentence(&arena, "écrivez la date"), "Écrivez la date.");
	cr_assert_str_eq(french_sentence(&arena, "Que faire ?"), "Que faire ?");
	cr_assert_str_eq(french_sentence(&arena, ""), "");
	cr_assert_str_eq(french_sentence_after(&arena, "la base ne répond pas"), "la base ne répond pas.");
	cr_assert_str_eq(french_sentence_after(&arena, "c'est\x1b[1m fini."), "c'est␛[1m fini.");
}
