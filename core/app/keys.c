/* Keys: reading and showing their names, and the map from sequences to actions. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "core/app/action.h"
#include "core/base/arena.h"
#include "core/base/mem.h"
#include "core/base/text_common.h"

struct key_name { const char *name, *shown; int code; };

static const struct key_name key_names[] = {
	{"Entree", "Entrée", KEYCODE_ENTER}, {"Echap", "Échap", KEYCODE_ESCAPE}, {"Espace", "Espace", ' '},
	{"Tab", "Tab", KEYCODE_TAB}, {"MajTab", "Maj-Tab", KEYCODE_BACKTAB}, {"Haut", "Haut", KEYCODE_UP},
	{"Bas", "Bas", KEYCODE_DOWN}, {"Gauche", "Gauche", KEYCODE_LEFT}, {"Droite", "Droite", KEYCODE_RIGHT},
	{"PageHaut", "PageHaut", KEYCODE_PAGE_UP}, {"PageBas", "PageBas", KEYCODE_PAGE_DOWN},
	{"Debut", "Début", KEYCODE_HOME}, {"Fin", "Fin", KEYCODE_END}, {"Retour", "Retour", KEYCODE_BACKSPACE},
	{"Suppr", "Suppr", KEYCODE_DELETE},
};
enum { KEY_NAMES = sizeof key_names / sizeof *key_names };

/* --- names ----------------------------------------------------------------------------------------- */

/* Ctrl-I and Ctrl-M are what a terminal sends for Tab and Enter: one key each, under one code. */
static int control_code(char letter)
{
	if (letter >= 'A' && letter <= 'Z')
		letter = (char)(letter - 'A' + 'a');
	if (letter < 'a' || letter > 'z')
		return KEYCODE_NONE;
	if (letter == 'i')
		return KEYCODE_TAB;
	if (letter == 'm')
		return KEYCODE_ENTER;
	return KEYCODE_CTRL_A + (letter - 'a');
}

static int named_code(const char *s, size_t len)
{
	for (int i = 0; i < KEY_NAMES; i++)
		if (strlen(key_names[i].name) == len && memcmp(key_names[i].name, s, len) == 0)
			return key_names[i].code;
	if (len == 6 && memcmp(s, "Ctrl-", 5) == 0)
		return control_code(s[5]);
	if ((len == 2 || len == 3) && s[0] == 'F') {
		int number = s[1] - '0';

		if (len == 3)
			number = s[2] >= '0' && s[2] <= '9' ? number * 10 + (s[2] - '0') : 0;
		if (s[1] >= '1' && s[1] <= '9' && number >= 1 && number <= 12)
			return KEYCODE_F1 + number - 1;
	}
	return KEYCODE_NONE;
}

/* A visible character that stands alone; KEYCODE_NONE otherwise. *len receives its bytes. */
static int character_code(const char *s, size_t *len)
{
	int32_t cp;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &cp);

	if (n <= 0 || cp <= ' ')
		return KEYCODE_NONE;
	if (!text_is_common(cp) && (utf8proc_charwidth(cp) <= 0 || utf8proc_category(cp) == UTF8PROC_CATEGORY_CF))
		return KEYCODE_NONE;
	*len = (size_t)n;
	return cp;
}

/* One whole key of len bytes. */
static int key_code(const char *s, size_t len)
{
	size_t n = 0;
	int code = named_code(s, len);

	if (code != KEYCODE_NONE)
		return code;
	code = character_code(s, &n);
	return code != KEYCODE_NONE && n == len ? code : KEYCODE_NONE;
}

static bool sequence_parse_n(const char *s, size_t len, struct key_sequence *out)
{
	struct key_sequence seq = {{KEYCODE_NONE, KEYCODE_NONE}, 2};
	size_t first = 0;

	if (len == 0)
		return false;
	seq.key[0] = key_code(s, len);
	if (seq.key[0] != KEYCODE_NONE) {
		*out = (struct key_sequence){{seq.key[0], 0}, 1};
		return true;
	}
	seq.key[0] = character_code(s, &first);
	if (seq.key[0] != KEYCODE_NONE && first < len)
		seq.key[1] = key_code(s + first, len - first);
	/* Two characters; a longer tail is a name, and names are joined by « + ». */
	if (seq.key[0] == KEYCODE_NONE || seq.key[1] == KEYCODE_NONE || seq.key[1] >= KEY_SPECIAL || seq.key[1] == ' ') {
		const char *plus = memchr(s + 1, '+', len - 1);

		if (plus == NULL)
			return false;
		seq.key[0] = key_code(s, (size_t)(plus - s));
		seq.key[1] = key_code(plus + 1, len - (size_t)(plus - s) - 1);
	}
	if (seq.key[0] == KEYCODE_NONE || seq.key[1] == KEYCODE_NONE)
		return false;
	*out = seq;
	return true;
}

bool key_sequence_parse(const char *s, struct key_sequence *out)
{
	return sequence_parse_n(s, strlen(s), out);
}

static size_t key_show(int code, char *out, size_t size)
{
	utf8proc_uint8_t bytes[5] = {0};

	for (int i = 0; i < KEY_NAMES; i++)
		if (key_names[i].code == code)
			return (size_t)snprintf(out, size, "%s", key_names[i].shown);
	if (code >= KEYCODE_F1 && code <= KEYCODE_F12)
		return (size_t)snprintf(out, size, "F%d", code - KEYCODE_F1 + 1);
	if (code >= KEYCODE_CTRL_A && code <= KEYCODE_CTRL_Z)
		return (size_t)snprintf(out, size, "Ctrl-%c", 'A' + (code - KEYCODE_CTRL_A));
	if (code < KEY_SPECIAL && utf8proc_codepoint_valid(code))
		bytes[utf8proc_encode_char(code, bytes)] = 0;
	return (size_t)snprintf(out, size, "%s", (const char *)bytes);
}

static bool is_character(int code)
{
	return code < KEY_SPECIAL && code != ' ';
}

const char *key_sequence_format(const struct key_sequence *k, char out[32])
{
	size_t len = 0;

	out[0] = '\0';
	if (k->count >= 1)
		len = key_show(k->key[0], out, 32);
	if (k->count == 2 && len < 16) {
		if (!is_character(k->key[0]) || !is_character(k->key[1]))
			out[len++] = '+';
		key_show(k->key[1], out + len, 32 - len);
	}
	return out;
}

/* --- the map ---------------------------------------------------------------------------------------- */

static bool sequence_equal(const struct key_sequence *a, const struct key_sequence *b)
{
	return a->count == b->count && a->key[0] == b->key[0] && (a->count < 2 || a->key[1] == b->key[1]);
}

static bool sequence_starts(const struct key_sequence *prefix, const struct key_sequence *whole)
{
	return prefix->count == 1 && whole->count == 2 && prefix->key[0] == whole->key[0];
}

static void keymap_add(struct keymap *map, const struct key_sequence *keys, enum action_id action)
{
	map->items = mem_resize(map->items, (map->count + 1) * sizeof *map->items);
	map->items[map->count++] = (struct binding){*keys, action};
}

static void keymap_remove(struct keymap *map, enum action_id action)
{
	size_t kept = 0;

	for (size_t i = 0; i < map->count; i++)
		if (map->items[i].action != action)
			map->items[kept++] = map->items[i];
	map->count = kept;
}

bool keymap_replace(struct keymap *map, enum action_id action, const char *keys, char message[256])
{
	struct key_sequence parsed[9]; /* one a theme of the hours */
	size_t count = 0;

	for (const char *s = keys + strspn(keys, " "); *s != '\0'; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");

		if (count == sizeof parsed / sizeof *parsed) {
			snprintf(message, 256, "« %s » a trop de touches : neuf au plus", actions[action].name);
			return false;
		}
		if (!sequence_parse_n(s, len, &parsed[count++])) {
			snprintf(message, 256,
			         "« %s » : touche « %.*s » inconnue ; attendu : un caractère, deux (« gp »), ou un nom "
			         "(Entree, Echap, Espace, F1, Ctrl-l…)",
			         actions[action].name, len > 40 ? 0 : (int)len, s);
			return false;
		}
		s += len;
	}
	keymap_remove(map, action);
	for (size_t i = 0; i < count; i++)
		keymap_add(map, &parsed[i], action);
	return true;
}

/* Two bindings that a screen could not tell apart. Every pair is looked at: words are made for a clash alone. */
static bool bindings_clash(const struct binding *a, const struct binding *b, char message[256])
{
	char one[32], two[32];
	bool equal = sequence_equal(&a->keys, &b->keys);

	if (!equal && !sequence_starts(&a->keys, &b->keys) && !sequence_starts(&b->keys, &a->keys))
		return false;
	if (a->action != b->action && (actions[a->action].screens & actions[b->action].screens) == 0)
		return false;
	key_sequence_format(&a->keys, one);
	key_sequence_format(&b->keys, two);
	if (equal)
		snprintf(message, 256, "la touche « %s » sert à la fois à « %s » et à « %s » : en changer une", one,
		         actions[a->action].name, actions[b->action].name);
	else
		snprintf(message, 256,
		         "la touche « %s » (« %s ») commence « %s » (« %s ») : l'une rendrait l'autre impossible", one,
		         actions[a->action].name, two, actions[b->action].name);
	return true;
}

bool keymap_check(const struct keymap *map, char message[256])
{
	for (size_t i = 0; i < map->count; i++)
		for (size_t j = i + 1; j < map->count; j++)
			if (bindings_clash(&map->items[i], &map->items[j], message))
				return false;
	return true;
}

bool keymap_bind(struct keymap *map, enum action_id action, const char *keys, char message[256])
{
	struct keymap copy = {NULL, 0};

	for (size_t i = 0; i < map->count; i++)
		keymap_add(&copy, &map->items[i].keys, map->items[i].action);
	if (!keymap_replace(&copy, action, keys, message) || !keymap_check(&copy, message)) {
		keymap_free(&copy);
		return false;
	}
	keymap_free(map);
	*map = copy;
	return true;
}

void keymap_defaults(struct keymap *map)
{
	char message[256];

	*map = (struct keymap){NULL, 0};
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		keymap_replace(map, (enum action_id)i, actions[i].keys, message);
}

void keymap_free(struct keymap *map)
{
	free(map->items);
	*map = (struct keymap){NULL, 0};
}

enum key_match keymap_lookup(const struct keymap *map, enum screen_id screen, const struct key_sequence *typed,
                             enum action_id *action)
{
	enum key_match match = KEY_NO_MATCH;

	for (size_t i = 0; i < map->count; i++) {
		const struct binding *b = &map->items[i];

		if ((actions[b->action].screens & ON(screen)) == 0)
			continue;
		if (sequence_equal(&b->keys, typed)) {
			*action = b->action;
			return KEY_ACTION;
		}
		if (sequence_starts(typed, &b->keys))
			match = KEY_PREFIX;
	}
	return match;
}

const char *keymap_show(const struct keymap *map, enum action_id action, char out[32])
{
	out[0] = '\0';
	for (size_t i = 0; i < map->count; i++)
		if (map->items[i].action == action)
			return key_sequence_format(&map->items[i].keys, out);
	return out;
}

int keymap_rank(const struct keymap *map, enum action_id action, const struct key_sequence *typed)
{
	int rank = 0;

	for (size_t i = 0; i < map->count; i++) {
		const struct key_sequence *k = &map->items[i].keys;

		if (map->items[i].action != action)
			continue;
		if (k->count == typed->count && memcmp(k->key, typed->key, (size_t)k->count * sizeof k->key[0]) == 0)
			return rank;
		rank++;
	}
	return -1;
}

const char *keymap_show_prefix(const struct keymap *map, enum action_id action, char out[32])
{
	out[0] = '\0';
	for (size_t i = 0; i < map->count; i++)
		if (map->items[i].action == action)
			return key_sequence_format(&(struct key_sequence){{map->items[i].keys.key[0], 0}, 1}, out);
	return out;
}

const char *keymap_show_all(struct arena *arena, const struct keymap *map, enum action_id action)
{
	const char *all = "";
	char text[32];

	for (size_t i = 0; i < map->count; i++)
		if (map->items[i].action == action)
			all = arena_format(arena, "%s%s%s", all, *all != '\0' ? " " : "",
			                   key_sequence_format(&map->items[i].keys, text));
	return all;
}
