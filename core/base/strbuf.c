/* A growing string, always NUL-terminated. */
#include "core/base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

static void strbuf_reserve(struct strbuf *b, size_t more)
{
	size_t need = b->len + more + 1;

	if (need <= b->cap)
		return;
	b->cap = b->cap * 2 > need ? b->cap * 2 : need + 32;
	b->s = mem_resize(b->s, b->cap);
	b->s[b->len] = '\0';
}

void strbuf_add_n(struct strbuf *b, const char *s, size_t n)
{
	strbuf_reserve(b, n);
	if (n > 0)
		memcpy(b->s + b->len, s, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void strbuf_add(struct strbuf *b, const char *s)
{
	strbuf_add_n(b, s, strlen(s));
}

void strbuf_splice(struct strbuf *b, size_t at, size_t removed, const char *s, size_t n)
{
	strbuf_reserve(b, n);
	memmove(b->s + at + n, b->s + at + removed, b->len - at - removed + 1); /* its NUL too */
	if (n > 0)
		memcpy(b->s + at, s, n);
	b->len += n - removed;
}

/* Formats into the room that is left, and a second time only when it was too small. */
void strbuf_addf(struct strbuf *b, const char *fmt, ...)
{
	va_list args, again;
	int len;

	strbuf_reserve(b, 64);
	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(b->s + b->len, b->cap - b->len, fmt, args);
	if (len > 0 && (size_t)len >= b->cap - b->len) {
		strbuf_reserve(b, (size_t)len);
		vsnprintf(b->s + b->len, (size_t)len + 1, fmt, again);
	}
	b->len += len > 0 ? (size_t)len : 0;
	b->s[b->len] = '\0';
	va_end(again);
	va_end(args);
}

const char *strbuf_str(const struct strbuf *b)
{
	return b->s != NULL ? b->s : "";
}

void strbuf_clear(struct strbuf *b)
{
	b->len = 0;
	if (b->s != NULL)
		b->s[0] = '\0';
}

void strbuf_free(struct strbuf *b)
{
	free(b->s);
	*b = (struct strbuf){0};
}
