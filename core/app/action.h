/* The one table of actions: everything a key, the palette, the bar and the help know.
 *
 * A key becomes an action by looking it up here (defaults below, rebound by config/keys.ini). The
 * screen's own `act` is offered the action first, then the loop. Help, the key bar, the palette, the
 * which-key box and the key section of jalon.1 are generated from this table. */
#ifndef JALON_ACTION_H
#define JALON_ACTION_H

#include <stdbool.h>
#include <stddef.h>

enum screen_id {
	SCREEN_PORTFOLIO, SCREEN_FILE, SCREEN_SEARCH, SCREEN_HELP, SCREEN_REFERENTS, SCREEN_MESSAGES,
	SCREEN_DAY, SCREEN_AGENDA, SCREEN_ROLLCALL, SCREEN_COMMITMENTS, SCREEN_HOURS,
	SCREEN_TRAININGS, SCREEN_TRAINING, SCREEN_CATALOGUE, SCREEN_COUNT
};
#define ON(screen) (1u << (screen))
#define ON_LISTS \
	(ON(SCREEN_PORTFOLIO) | ON(SCREEN_SEARCH) | ON(SCREEN_REFERENTS) | ON(SCREEN_DAY) | ON(SCREEN_AGENDA))
#define ON_PERSON \
	(ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE) | ON(SCREEN_SEARCH) | ON(SCREEN_DAY) | ON(SCREEN_AGENDA))
#define ON_TRAININGS (ON(SCREEN_TRAININGS) | ON(SCREEN_TRAINING))
/* What a person hands over or takes away: wherever a person is named. */
#define ON_PERSON_PAGES (ON_PERSON | ON(SCREEN_COMMITMENTS) | ON(SCREEN_HOURS) | ON_TRAININGS)
#define ON_ALL ((1u << SCREEN_COUNT) - 1u)

/* What must hold for an action to be offered; the reason it is refused is action_refusal(). */
enum guard {
	GUARD_NONE = 0,
	GUARD_PERSON = 1,      /* a person is under the cursor or open */
	GUARD_WRITE = 2,       /* not --au, connected role may write */
	GUARD_SUPERVISOR = 4,  /* responsable */
	GUARD_UNDO = 8,        /* something was done in this session: act_undo() says when it stays */
};

/* X(id, INI name, default keys separated by spaces ("gp": g then p), screens, bar rank (0: not in the bar),
 *   guards, bar label, help sentence) */
#include "core/app/action_list.h"

enum action_id {
	ACTION_NONE = 0,
#define X(id, name, keys, screens, rank, guards, label, help) ACTION_##id,
	ACTION_LIST(X)
#undef X
	ACTION_COUNT
};

struct action {
	enum action_id id;
	const char *name;
	const char *keys;
	unsigned screens;
	int bar_rank; /* as action_rank() gives it, screen by screen */
	unsigned guards;
	const char *label;
	const char *help;
};

extern const struct action actions[ACTION_COUNT]; /* indexed by id; [0] is empty */
/* Where it stands in that screen's bar: 1 first, 0 not there. */
int action_rank(const struct action *a, enum screen_id screen);
/* Its word on that screen: Enter opens a portfolio from the référents, a request from Formations, a file from the rest. */
const char *action_name(const struct action *a, enum screen_id screen);
/* The same in the bar, where the first of two keys is told for all of them. */
const char *action_label(const struct action *a, enum screen_id screen);
const struct action *action_find(const char *name); /* NULL when unknown */

/* --- keys -------------------------------------------------------------------------------------- */
/* A key is written as in keys.ini: one character ("a", "G", "/", "é"), or a name: Entree, Echap,
 * Espace, Tab, MajTab, Haut, Bas, Gauche, Droite, PageHaut, PageBas, Debut, Fin, Retour, Suppr, F1..F12,
 * Ctrl-a..Ctrl-z. A sequence is at most two keys ("gp"; names are joined by "+": "g+F1"). */
#define KEY_SPECIAL 0x110000 /* first code after Unicode: special keys */
enum special_key {
	KEYCODE_NONE = KEY_SPECIAL, KEYCODE_ENTER, KEYCODE_ESCAPE, KEYCODE_TAB, KEYCODE_BACKTAB, KEYCODE_UP,
	KEYCODE_DOWN, KEYCODE_LEFT, KEYCODE_RIGHT, KEYCODE_PAGE_UP, KEYCODE_PAGE_DOWN, KEYCODE_HOME, KEYCODE_END,
	KEYCODE_BACKSPACE, KEYCODE_DELETE, KEYCODE_RESIZE, KEYCODE_F1, KEYCODE_F12 = KEYCODE_F1 + 11,
	KEYCODE_CTRL_A, KEYCODE_CTRL_Z = KEYCODE_CTRL_A + 25,
};

struct key_sequence { int key[2]; int count; }; /* Unicode code points or enum special_key */
struct binding { struct key_sequence keys; enum action_id action; };
struct keymap { struct binding *items; size_t count; }; /* owned: keymap_free() */

bool key_sequence_parse(const char *s, struct key_sequence *out);
const char *key_sequence_format(const struct key_sequence *k, char out[32]); /* as shown: "gp", "Entrée", "Ctrl-L" */

void keymap_defaults(struct keymap *map);
/* Replaces every key of the action by the list. False with a French message when a key is unknown, or
 * already serves another action of a common screen, or is the prefix of another sequence. */
bool keymap_bind(struct keymap *map, enum action_id action, const char *keys, char message[256]);
bool keymap_check(const struct keymap *map, char message[256]);
/* As keymap_bind, but conflicts are left to keymap_check(): a file may swap two keys. */
bool keymap_replace(struct keymap *map, enum action_id action, const char *keys, char message[256]);
void keymap_free(struct keymap *map);

enum key_match { KEY_NO_MATCH, KEY_PREFIX, KEY_ACTION };
/* keys typed so far (1 or 2) on a screen. */
enum key_match keymap_lookup(const struct keymap *map, enum screen_id screen, const struct key_sequence *typed,
                             enum action_id *action);
/* The first key of an action, as shown; "" when unbound. */
const char *keymap_show(const struct keymap *map, enum action_id action, char out[32]);
/* Which of the action's keys that is, from 0: the key of a theme among nine. -1 when none. */
int keymap_rank(const struct keymap *map, enum action_id action, const struct key_sequence *typed);
/* Only its first key: « a » for "ad". */
const char *keymap_show_prefix(const struct keymap *map, enum action_id action, char out[32]);
/* All of them, separated by spaces; "" when unbound. */
struct arena;
const char *keymap_show_all(struct arena *arena, const struct keymap *map, enum action_id action);

#endif
