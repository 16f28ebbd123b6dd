/* config/jalon.ini: a typed table of options with bounds and texts; jalon.ini(5) says the same. */
#ifndef JALON_SETTINGS_H
#define JALON_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/base/strbuf.h"

enum colour_choice { COLOUR_AUTO, COLOUR_YES, COLOUR_NO };

#define SETTING_TEXT 512

struct settings {
	char conninfo[SETTING_TEXT]; /* libpq connection string, "" when absent */
	char service[64];            /* name in pg_service.conf, "" when absent */
	int escape_delay_ms;
	int colours;                 /* enum colour_choice */
};

enum setting_kind { SETTING_IS_TEXT, SETTING_IS_NUMBER, SETTING_IS_CHOICE };

struct setting {
	const char *section, *key;
	enum setting_kind kind;
	size_t offset, size;        /* in struct settings */
	const char *initial;        /* as written in the file */
	int min, max;               /* numbers */
	const char *const *choices; /* NULL-terminated; the value is the index */
	const char *help;           /* French, one sentence */
};

extern const struct setting settings_table[];
extern const size_t settings_count;

void settings_defaults(struct settings *s);
/* The defaults, then DIR/jalon.ini when it exists. False with *e (ERR_CONFIG: file, line, key, what is
 * expected of the first fault, lines of the others) on an unknown section or key, or a value out of bounds; *s is then unspecified. */
bool settings_load(const char *dir, struct settings *s, struct error *e);
/* The shipped jalon.ini: every option with its default, commented out, and its help. */
void settings_template(struct strbuf *out);

#endif
