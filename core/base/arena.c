/* Arena: a chain of growing blocks, released together. */
#include "core/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

struct arena_block {
	struct arena_block *next;
	size_t size, used; /* bytes of data */
	alignas(max_align_t) unsigned char data[];
};

/* Zeroed memory is touched memory: doubling further would hold up to half of a screen's data for nothing. */
enum { BLOCK_FIRST = 4096 - 64, BLOCK_LARGEST = 16 * 1024 };

static size_t size_round(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

static struct arena_block *arena_grow(struct arena *a, size_t size)
{
	size_t room = a->head == NULL ? BLOCK_FIRST : a->head->size * 2;
	struct arena_block *block;

	if (room > BLOCK_LARGEST)
		room = BLOCK_LARGEST;
	if (room < size)
		room = size;
	block = mem_alloc(sizeof *block + room);
	block->size = room;
	block->next = a->head;
	a->head = block;
	return block;
}

/* size bytes that start at a multiple of unit. */
static void *arena_take(struct arena *a, size_t size, size_t unit)
{
	struct arena_block *block = a->head;
	size_t start;

	if (size > SIZE_MAX / 2)
		return mem_alloc(size); /* refused there, with the message */
	size = size > 0 ? size : 1;
	start = block != NULL ? size_round(block->used, unit) : 0;
	if (block == NULL || start > block->size || block->size - start < size) {
		block = arena_grow(a, size);
		start = 0;
	}
	block->used = start + size;
	return block->data + start;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return arena_take(a, size, alignof(max_align_t));
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		return arena_alloc(a, SIZE_MAX);
	return arena_alloc(a, count * size);
}

/* Text needs no alignment: most of what a screen holds is short words. */
char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_take(a, n + 1, 1);

	if (n > 0)
		memcpy(copy, s, n);
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s == NULL ? arena_strndup(a, "", 0) : arena_strndup(a, s, strlen(s));
}

/* Most texts fit a line: they are formatted once, then copied. */
char *arena_format(struct arena *a, const char *fmt, ...)
{
	char line[256];
	va_list args, again;
	int len;
	char *s;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(line, sizeof line, fmt, args);
	if (len < (int)sizeof line) {
		s = arena_strndup(a, line, len > 0 ? (size_t)len : 0);
	} else {
		s = arena_take(a, (size_t)len + 1, 1);
		vsnprintf(s, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	va_end(args);
	return s;
}

/* The head is the largest block but for oversized ones, so it is the one worth keeping. */
void arena_reset(struct arena *a)
{
	struct arena_block *kept = a->head;

	if (kept == NULL)
		return;
	a->head = kept->next;
	arena_free(a);
	kept->next = NULL;
	memset(kept->data, 0, kept->used);
	kept->used = 0;
	a->head = kept;
}

void arena_free(struct arena *a)
{
	struct arena_block *block = a->head;

	while (block != NULL) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	a->head = NULL;
}
