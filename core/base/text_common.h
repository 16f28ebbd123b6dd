/* Code points of everyday French text, known without the library's tables: a session that meets no others never
 * touches these (250 KB resident, and a fault for each page). */
#ifndef JALON_TEXT_COMMON_H
#define JALON_TEXT_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <utf8proc.h>

/* Visible ASCII, Latin letters (Romanian and Vietnamese names too), dashes and quotes, lines and blocks: composed, no
 * mark, one column, shown as it is, and a cluster of its own unless what follows is none of these. tests/unit/test_text.c compares. */
static inline bool text_is_common(int32_t cp)
{
	return (cp >= 0x20 && cp < 0x7F) || (cp >= 0xA0 && cp < 0x250 && cp != 0xAD) || (cp >= 0x1E00 && cp < 0x1F00) ||
	       (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x2500 && cp < 0x25A0);
}

/* One code point; an invalid byte gives U+FFFD and one byte. Never reads past the NUL. Most of what is painted is ASCII. */
static inline size_t text_take(const char *s, int32_t *cp)
{
	utf8proc_ssize_t n = 1;

	if ((unsigned char)*s < 0x80)
		*cp = *s;
	else if ((n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, cp)) <= 0) {
		*cp = 0xFFFD;
		n = 1;
	}
	return (size_t)n;
}

#endif
