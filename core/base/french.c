/* French wording: names, elision, sentences. */
#include "core/base/french.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/text.h"

const char *french_name(struct arena *arena, const char *last, const char *first)
{
	return text_safe(arena, arena_format(arena, "%s %s", text_upper(arena, last), first));
}

/* Vowels; Y before a consonant (Yves, and not Yasmine); H before E, mute in French first names (Hélène, Henri),
 * while the others are as often aspirated (Hakim). */
static bool is_elided(const char *folded)
{
	switch (folded[0]) {
	case 'a':
	case 'e':
	case 'i':
	case 'o':
	case 'u':
		return true;
	case 'y':
		return folded[1] != '\0' && strchr("aeiouy ", folded[1]) == NULL;
	case 'h':
		return folded[1] == 'e';
	default:
		return false;
	}
}

const char *french_of(struct arena *arena, const char *name)
{
	return text_safe(arena, arena_format(arena, "%s%s", is_elided(text_fold(arena, name)) ? "d'" : "de ", name));
}

const char *french_day(struct arena *arena, struct date d, const char *absent)
{
	char text[DATE_TEXT];

	return date_is_set(d) ? arena_strdup(arena, date_format_numeric(d, text)) : absent;
}

const char *french_sentence_after(struct arena *arena, const char *text)
{
	size_t len = strlen(text);

	if (len == 0)
		return "";
	return text_safe(arena, arena_format(arena, "%s%s", text, strchr(".?!", text[len - 1]) != NULL ? "" : "."));
}

const char *french_sentence(struct arena *arena, const char *text)
{
	size_t first = text_next_cluster(text);

	return french_sentence_after(
		arena, arena_format(arena, "%s%s", text_upper(arena, arena_strndup(arena, text, first)), text + first));
}
