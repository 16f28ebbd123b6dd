/* A small seeded generator of numbers, so that the same seed gives the same demonstration everywhere.
 *
 * xoshiro256** seeded by splitmix64 (both described by D. Blackman and S. Vigna, public domain);
 * never for secrets. */
#ifndef JALON_DEMO_RANDOM_H
#define JALON_DEMO_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct demo_random {
	uint64_t s[4];
};

/* Different streams of one seed are independent: a longer list of names does not move the appointments. */
void demo_random_seed(struct demo_random *r, unsigned seed, unsigned stream);
unsigned demo_random_below(struct demo_random *r, unsigned n); /* 0..n-1; n > 0 */
int demo_random_between(struct demo_random *r, int low, int high); /* both included */
bool demo_random_chance(struct demo_random *r, unsigned percent);
/* Index drawn by weight; the sum is positive. */
size_t demo_random_weighted(struct demo_random *r, const int *weights, size_t count);
/* A version 4 UUID in text: 36 characters and NUL. */
void demo_random_uuid(struct demo_random *r, char out[37]);

#endif
