/* Allocation that cannot fail: exhaustion ends the program through one place.
 *
 * Every heap allocation of Jalon goes through these wrappers, so that no caller
 * has to invent an answer to "no memory left". mem_on_exhaustion() lets tui/
 * restore the terminal first. */
#ifndef JALON_MEM_H
#define JALON_MEM_H

#include <stdarg.h>
#include <stddef.h>

void *mem_alloc(size_t size);              /* zeroed; never NULL */
void *mem_resize(void *block, size_t size); /* as realloc; never NULL */
char *mem_strdup(const char *s);           /* s non-NULL; caller frees with free() */
char *mem_format(const char *fmt, ...) __attribute__((format(printf, 1, 2))); /* caller frees */

/* Length in bytes of the formatted text (NUL excluded); args is left as it was. */
size_t mem_format_length(const char *fmt, va_list args) __attribute__((format(printf, 1, 0)));

/* Called once just before the program ends for lack of memory. */
void mem_on_exhaustion(void (*hook)(void));

#endif
