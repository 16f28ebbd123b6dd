/* What the fuzzers share: the input as a C string, and a property that must hold. */
#ifndef JALON_FUZZ_H
#define JALON_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_HOLDS(property) \
	do { \
		if (!(property)) { \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #property); \
			abort(); \
		} \
	} while (0)

/* Cut at the first NUL; caller frees. */
static inline char *fuzz_string(const uint8_t *data, size_t size)
{
	char *s = mem_alloc(size + 1);
	if (size > 0)
		memcpy(s, data, size);
	return s;
}

#endif
