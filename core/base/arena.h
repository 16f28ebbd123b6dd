/* Arena: memory that lives exactly as long as its owner (a screen, an answer).
 *
 * Everything allocated is zeroed, aligned for any type, and released at once by
 * arena_free(). Nothing inside is freed alone. Pointers stay valid until
 * arena_free() or arena_reset(). */
#ifndef JALON_ARENA_H
#define JALON_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *head; /* NULL: empty; a zeroed struct is a valid arena */
};

void *arena_alloc(struct arena *a, size_t size);
void *arena_array(struct arena *a, size_t count, size_t size); /* overflow ends the program */
char *arena_strdup(struct arena *a, const char *s);            /* NULL gives "" */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_format(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *a); /* forgets everything, keeps one block for reuse */
void arena_free(struct arena *a);

#endif
