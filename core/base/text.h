/* Text from people and from the database: normal form, folding, width, safe display.
 *
 * Text from the database is data (architecture.md §5): control characters, escape sequences and
 * bidi controls become visible symbols before anything is painted or printed. */
#ifndef JALON_TEXT_H
#define JALON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"

/* NFC; invalid bytes become U+FFFD. */
char *text_normalise(struct arena *a, const char *s);
/* For search and sort: lower case, no accents, œ→oe, æ→ae, every apostrophe → ', NBSP → space. */
char *text_fold(struct arena *a, const char *s);
/* Upper case, for family names: « D'HÉROUVILLE »; ß stays. */
char *text_upper(struct arena *a, const char *s);
bool text_contains_folded(const char *folded_haystack, const char *folded_needle);
/* One line safe for any terminal: C0, C1, DEL, bidi and zero-width controls, line ends and invalid
 * bytes become one-column symbols (␛, ␍, ·…). Result NFC. */
char *text_safe(struct arena *a, const char *s);
/* The same, but keeps '\n' (for notes); '\t' becomes a space. */
char *text_safe_lines(struct arena *a, const char *s);
/* Columns of a safe string, by grapheme cluster. */
int text_width(const char *s);
/* Bytes of the longest prefix of s that fits in columns; *width (may be NULL) receives its columns. */
size_t text_fit(const char *s, int columns, int *width);
/* Fitted to exactly `columns`: cut with « … » or padded with spaces. */
char *text_cell(struct arena *a, const char *s, int columns);
/* Bytes of the grapheme cluster at s (0 at the end), and of the one that ends at s[at]. */
size_t text_next_cluster(const char *s);
size_t text_previous_cluster(const char *s, size_t at);
/* As many whole clusters as fit in size bytes, NUL included: a letter cut in its middle would not be text. */
void text_copy(char *out, size_t size, const char *s);
/* Wraps safe text at spaces to lines of at most columns; '\n' kept as breaks. */
struct text_lines { const char **lines; size_t count; };
struct text_lines text_wrap(struct arena *a, const char *s, int columns);
/* For the C locale: accents dropped, box drawing and marks to ASCII. */
char *text_ascii(struct arena *a, const char *s);

#endif
