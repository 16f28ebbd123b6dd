/* Seeded numbers of the demonstration. */
#include "sql/demo/demo_random.h"

#include <stdio.h>

static uint64_t splitmix_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

void demo_random_seed(struct demo_random *r, unsigned seed, unsigned stream)
{
	uint64_t state = (uint64_t)seed << 32 | stream;

	for (size_t i = 0; i < 4; i++)
		r->s[i] = splitmix_next(&state);
}

static uint64_t rotate_left(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

static uint64_t demo_random_next(struct demo_random *r)
{
	uint64_t *s = r->s;
	uint64_t result = rotate_left(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate_left(s[3], 45);
	return result;
}

/* The bias of a multiplication on 32 bits is below one in a million for our n: of no weight here. */
unsigned demo_random_below(struct demo_random *r, unsigned n)
{
	return (unsigned)((demo_random_next(r) >> 32) * n >> 32);
}

int demo_random_between(struct demo_random *r, int low, int high)
{
	if (high <= low)
		return low;
	return low + (int)demo_random_below(r, (unsigned)(high - low) + 1);
}

bool demo_random_chance(struct demo_random *r, unsigned percent)
{
	return demo_random_below(r, 100) < percent;
}

size_t demo_random_weighted(struct demo_random *r, const int *weights, size_t count)
{
	int sum = 0, drawn;

	for (size_t i = 0; i < count; i++)
		sum += weights[i];
	drawn = demo_random_between(r, 0, sum - 1);
	for (size_t i = 0; i + 1 < count; i++) {
		if (drawn < weights[i])
			return i;
		drawn -= weights[i];
	}
	return count - 1;
}

void demo_random_uuid(struct demo_random *r, char out[37])
{
	uint64_t a = demo_random_next(r), b = demo_random_next(r);

	a = (a & ~(uint64_t)0xf000) | 0x4000;
	b = (b & ~((uint64_t)3 << 62)) | (uint64_t)2 << 62;
	snprintf(out, 37, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(a >> 32), (unsigned)(a >> 16 & 0xffff),
		(unsigned)(a & 0xffff), (unsigned)(b >> 48), (unsigned long long)(b & 0xffffffffffffu));
}
