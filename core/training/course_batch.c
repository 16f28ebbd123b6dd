/* The faults of a provider's file. */
#include "core/training/course_batch.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"

void course_fault_add(struct course_batch *b, int line, const char *column, const char *fmt, ...)
{
	struct course_fault *f;
	va_list args;
	char *expected;
	size_t size;

	if ((b->fault_count & (b->fault_count - 1)) == 0) /* room doubles at each power of two */
		b->faults = mem_resize(b->faults, (b->fault_count == 0 ? 1 : 2 * b->fault_count) * sizeof *b->faults);
	va_start(args, fmt);
	size = mem_format_length(fmt, args) + 1;
	expected = arena_alloc(&b->arena, size);
	vsnprintf(expected, size, fmt, args);
	va_end(args);
	f = &b->faults[b->fault_count++];
	*f = (struct course_fault){line, arena_strdup(&b->arena, column), expected};
}

void course_batch_free(struct course_batch *b)
{
	free(b->items);
	free(b->lines);
	free(b->faults);
	arena_free(&b->arena);
	*b = (struct course_batch){0};
}
