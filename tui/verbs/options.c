/* The option table reader, and the advice it gives on a mistyped name. */
#include "tui/verbs/options.h"

#include <stdint.h>
#include <string.h>

#include "core/base/strbuf.h"

enum { NAME_MAX_COMPARED = 31, NAME_FAR = 3 };

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edit distance, one row at a time. */
static size_t name_distance(const char *a, size_t a_len, const char *b)
{
	size_t row[NAME_MAX_COMPARED + 1], b_len = strlen(b);

	if (a_len > NAME_MAX_COMPARED || b_len > NAME_MAX_COMPARED)
		return SIZE_MAX;
	for (size_t j = 0; j <= b_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t above = row[j];

			row[j] = smaller(smaller(above, row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1] ? 1 : 0));
			diagonal = above;
		}
	}
	return row[b_len];
}

static const struct option_spec *option_find(const struct option_spec *specs, size_t count, const char *name,
                                             size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(specs[i].name) == len && memcmp(specs[i].name, name, len) == 0)
			return &specs[i];
	return NULL;
}

static int option_unknown(struct command_context *ctx, const struct option_spec *specs, size_t count, const char *name,
                          size_t len)
{
	struct strbuf list = {0};
	size_t best = NAME_FAR;
	const char *closest = NULL;
	int status;

	for (size_t i = 0; i < count; i++) {
		size_t distance = name_distance(name, len, specs[i].name);

		if (option_find(specs, i, specs[i].name, strlen(specs[i].name)) == NULL) /* of the verb, before those of any */
			strbuf_addf(&list, "%s--%s", i > 0 ? ", " : "", specs[i].name);
		if (distance < best) {
			best = distance;
			closest = specs[i].name;
		}
	}
	if (closest != NULL)
		status = command_usage(ctx, "option inconnue : --%.*s. Vouliez-vous dire --%s ?", (int)len, name, closest);
	else if (count > 0)
		status = command_usage(ctx, "option inconnue : --%.*s. Options admises ici : %s", (int)len, name,
		                       strbuf_str(&list));
	else
		status = command_usage(ctx, "option inconnue : --%.*s. Cette commande n'en prend aucune", (int)len, name);
	strbuf_free(&list);
	return status;
}

/* Reads the option at argv[*at]; moves *at past its value. seen: one bit per spec. */
static int option_take(struct command_context *ctx, const struct option_spec *specs, size_t count, int argc,
                       char **argv, int *at, uint64_t *seen)
{
	const char *name = argv[*at] + 2, *equal = strchr(name, '=');
	size_t len = equal != NULL ? (size_t)(equal - name) : strlen(name);
	const struct option_spec *spec = option_find(specs, count, name, len);
	uint64_t bit;

	if (spec == NULL)
		return option_unknown(ctx, specs, count, name, len);
	bit = UINT64_C(1) << (spec - specs);
	if ((*seen & bit) != 0)
		return command_usage(ctx, "option --%s donnée deux fois : gardez-en une", spec->name);
	*seen |= bit;
	if (spec->given != NULL)
		*spec->given = true;
	if (spec->value == NULL)
		return equal == NULL ? 0 : command_usage(ctx, "l'option --%s ne prend pas de valeur", spec->name);
	if (equal != NULL) {
		*spec->value = equal + 1;
		return 0;
	}
	if (*at + 1 >= argc || strncmp(argv[*at + 1], "--", 2) == 0)
		return command_usage(ctx, "l'option --%s attend une valeur", spec->name);
	*spec->value = argv[++*at];
	return 0;
}

int options_read(struct command_context *ctx, const struct option_spec *specs, size_t count, int argc, char **argv,
                 int *arguments)
{
	uint64_t seen = 0;
	bool ended = false;

	*arguments = 0;
	for (int i = 1; i < argc; i++) {
		char *argument = argv[i];

		if (!ended && strcmp(argument, "--") == 0) {
			ended = true;
		} else if (!ended && strncmp(argument, "--", 2) == 0) {
			int status = option_take(ctx, specs, count, argc, argv, &i, &seen);

			if (status != 0)
				return status;
		} else {
			argv[++*arguments] = argument;
		}
	}
	return 0;
}

const char *options_peek(int argc, char *const *argv, const char *name)
{
	const char *found = NULL;
	size_t len = strlen(name);

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, name, len) != 0)
			continue;
		if (argv[i][2 + len] == '=')
			found = argv[i] + 3 + len;
		else if (argv[i][2 + len] == '\0' && i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0)
			found = argv[i + 1];
	}
	return found;
}

int option_require(struct command_context *ctx, const char *name, const char *value)
{
	return value != NULL ? 0 : command_usage(ctx, "option --%s attendue, voir « man jalon »", name);
}

bool option_parse_int(const char *s, int min, int max, int *out)
{
	bool negative = s != NULL && *s == '-';
	int64_t value = 0;

	if (s == NULL)
		return false;
	if (*s == '-' || *s == '+')
		s++;
	if (*s == '\0' || strlen(s) > 9)
		return false;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return false;
		value = value * 10 + (*s - '0');
	}
	value = negative ? -value : value;
	if (value < min || value > max)
		return false;
	*out = (int)value;
	return true;
}
