/* Golden texts: reading, writing, and a difference that can be read. See golden.h. */
#include "tests/support/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"

/* The golden text, or false when there is none. */
static bool golden_read(const char *path, struct strbuf *text)
{
	FILE *f = fopen(path, "r");
	if (f == NULL)
		return false;
	char block[4096];
	size_t n;
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		strbuf_add_n(text, block, n);
	fclose(f);
	return true;
}

static bool golden_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	bool written = f != NULL && fputs(text, f) >= 0;
	return f != NULL && fclose(f) == 0 && written;
}

/* Line by line: both have the rows of one screen, so no alignment is looked for. */
static char *difference_of(const char *expected, const char *seen)
{
	struct strbuf out = { 0 };
	while (*expected != '\0' || *seen != '\0') {
		int a = (int)strcspn(expected, "\n"), b = (int)strcspn(seen, "\n");
		if (a == b && strncmp(expected, seen, (size_t)a) == 0)
			strbuf_addf(&out, "  %.*s\n", a, expected);
		else
			strbuf_addf(&out, "- %.*s\n+ %.*s\n", a, expected, b, seen);
		expected += a + (expected[a] == '\n');
		seen += b + (seen[b] == '\n');
	}
	char *text = mem_strdup(strbuf_str(&out));
	strbuf_free(&out);
	return text;
}

static bool generating(void)
{
	const char *generate = getenv("GENERATE");
	return generate != NULL && strcmp(generate, "1") == 0;
}

bool golden_match(const char *name, const char *text, char **difference)
{
	char *path = mem_format("%s/tests/screen/golden/%s.txt", TEST_SOURCES, name);
	struct strbuf expected = { 0 };
	bool same = false;
	if (generating()) {
		same = golden_write(path, text);
		if (!same)
			*difference = mem_format("%s cannot be written\n", path);
	} else if (!golden_read(path, &expected)) {
		*difference = mem_format("%s is missing; GENERATE=1 writes it:\n%s", path, text);
	} else {
		same = strcmp(strbuf_str(&expected), text) == 0;
		if (!same)
			*difference = difference_of(strbuf_str(&expected), text);
	}
	strbuf_free(&expected);
	free(path);
	return same;
}

static bool is_golden(struct pty_screen *p, void *name)
{
	char *difference = NULL;
	bool same = golden_match(name, pty_dump(p), &difference);
	free(difference);
	return same;
}

static bool has_more(struct pty_screen *p, void *bytes)
{
	return pty_bytes(p) > *(size_t *)bytes;
}

bool golden_match_screen(const char *name, struct pty_screen *p, char **difference)
{
	if (generating()) {
		size_t bytes;
		do
			bytes = pty_bytes(p);
		while (pty_wait_until(p, has_more, &bytes, 500));
	} else {
		char *copy = mem_strdup(name);
		pty_wait_until(p, is_golden, copy, PTY_PATIENCE / 2);
		free(copy);
	}
	return golden_match(name, pty_dump(p), difference);
}
