/* Allocation that cannot fail: the one place where exhaustion ends the program. */
#include "core/base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*exhaustion_hook)(void);

void mem_on_exhaustion(void (*hook)(void))
{
	exhaustion_hook = hook;
}

static _Noreturn void mem_exhausted(void)
{
	if (exhaustion_hook != NULL)
		exhaustion_hook();
	fputs("jalon : plus de mémoire disponible. Fermez d'autres programmes, puis relancez jalon.\n", stderr);
	abort();
}

void *mem_alloc(size_t size)
{
	void *block = calloc(1, size > 0 ? size : 1);

	if (block == NULL)
		mem_exhausted();
	return block;
}

void *mem_resize(void *block, size_t size)
{
	void *moved = realloc(block, size > 0 ? size : 1);

	if (moved == NULL)
		mem_exhausted();
	return moved;
}

char *mem_strdup(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(mem_alloc(size), s, size);
}

char *mem_format(const char *fmt, ...)
{
	va_list args, again;
	char *s;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0)
		len = 0;
	s = mem_alloc((size_t)len + 1);
	vsnprintf(s, (size_t)len + 1, fmt, again);
	va_end(again);
	return s;
}
