/* A growing string, always NUL-terminated. A zeroed struct is an empty one. */
#ifndef JALON_STRBUF_H
#define JALON_STRBUF_H

#include <stddef.h>

struct strbuf {
	char *s;    /* owned; NULL until the first write, see strbuf_str() */
	size_t len; /* bytes, NUL excluded */
	size_t cap;
};

void strbuf_add(struct strbuf *b, const char *s);
void strbuf_add_n(struct strbuf *b, const char *s, size_t n);
void strbuf_addf(struct strbuf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* n bytes of s, which lies elsewhere, in the place of `removed` bytes at `at`. */
void strbuf_splice(struct strbuf *b, size_t at, size_t removed, const char *s, size_t n);
const char *strbuf_str(const struct strbuf *b); /* "" when empty */
void strbuf_clear(struct strbuf *b);            /* keeps the room */
void strbuf_free(struct strbuf *b);

#endif
