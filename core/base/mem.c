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

size_t mem_format_length(const char *fmt, va_list args)
{
	char probe[1];
	va_list copy;
	int len;

	va_copy(copy, args);
	len = vsnprintf(probe, sizeof probe, fmt, copy);
	va_end(copy);
	return len > 0 ? (size_t)len : 0;
}

char *mem_format(const char *fmt, ...)
{
	va_list args;
	size_t size;
	char *s;

	va_start(args, fmt);
	size = mem_format_length(fmt, args) + 1;
	s = mem_alloc(size);
	vsnprintf(s, size, fmt, args);
	va_end(args);
	return s;
}
