/* The scan that precedes iniparser, and the values it hands out. */
#include "config/ini_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

#include "core/base/mem.h"

struct scan {
	struct ini_file *file;
	char *text;         /* the whole file; faulty lines are blanked */
	size_t size;
	bool blanked;
	bool in_section;    /* false before the first header */
	bool skip_section;  /* inside a duplicate or unreadable section: its keys would be merged */
};

/* ---- noting ---- */

static void ini_fault_add(struct ini_file *f, int line, const char *section, const char *key, const char *expected)
{
	f->faults = mem_resize(f->faults, (f->fault_count + 1) * sizeof *f->faults);
	f->faults[f->fault_count++] = (struct ini_fault){line, arena_strdup(&f->arena, section),
	                                                 arena_strdup(&f->arena, key), expected};
}

static const char *scan_section_name(const struct scan *s)
{
	return s->in_section && s->file->section_count > 0 ? s->file->sections[s->file->section_count - 1].name : "";
}

static void scan_blank(struct scan *s, char *line, size_t len)
{
	memset(line, ' ', len);
	s->blanked = true;
}

static char *name_lower(struct arena *arena, const char *start, size_t len)
{
	char *name;

	while (len > 0 && isspace((unsigned char)*start)) {
		start++;
		len--;
	}
	while (len > 0 && isspace((unsigned char)start[len - 1]))
		len--;
	name = arena_strndup(arena, start, len);
	for (char *p = name; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return name;
}

/* Letters, digits, underscore; a section also takes the space and hyphens of « code AAAA-MM-JJ », a key those of
 * « MM-JJ » and « paques+N ». */
static bool name_is_plain(const char *name, const char *also)
{
	if (*name == '\0')
		return false;
	for (; *name != '\0'; name++)
		if (!isalnum((unsigned char)*name) && *name != '_' && strchr(also, *name) == NULL)
			return false;
	return true;
}

/* ---- one line ---- */

static const char *line_fault(const char *line, size_t len)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)line;
	utf8proc_int32_t point;

	if (len > INI_LINE_MAX)
		return "une ligne d'au plus 1000 octets";
	for (size_t i = 0; i < len;) {
		utf8proc_ssize_t n = utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(len - i), &point);

		if (n < 1)
			return "un texte en UTF-8";
		if (point < 0x20 ? point != '\t' : (point >= 0x7F && point <= 0x9F))
			return "un texte sans caractère de contrôle";
		if (point == 0xFEFF)
			return "un texte sans marque d'ordre des octets (BOM)";
		i += (size_t)n;
	}
	return NULL;
}

/* What may follow a quoted value: blanks, then a comment. */
static bool tail_is_comment(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return *p == '\0' || *p == ';' || *p == '#';
}

static const char *value_fault(const char *value)
{
	const char *close;

	if (strchr(value, '\t') != NULL)
		return "une valeur sans tabulation";
	if (*value == '"' || *value == '\'') {
		close = strchr(value + 1, *value);
		return close != NULL && tail_is_comment(close + 1) ? NULL : "une valeur entre deux guillemets droits";
	}
	if (strpbrk(value, ";#\"") != NULL)
		return "une valeur entre guillemets droits (elle contient ; # ou \")";
	return NULL;
}

static bool scan_section(struct scan *s, const char *line, size_t len, int number)
{
	struct ini_file *f = s->file;
	char *name = line[len - 1] == ']' ? name_lower(&f->arena, line + 1, len - 2) : NULL;

	s->skip_section = true;
	if (name == NULL || !name_is_plain(name, " -")) {
		ini_fault_add(f, number, "", "", "un en-tête [code] ou [code AAAA-MM-JJ], seul sur sa ligne");
		return false;
	}
	for (size_t i = 0; i < f->section_count; i++)
		if (strcmp(f->sections[i].name, name) == 0) {
			ini_fault_add(f, number, name, "",
			              arena_format(&f->arena, "une seule section de ce nom (déjà ligne %d)",
			                           f->sections[i].line));
			return false;
		}
	f->sections = mem_resize(f->sections, (f->section_count + 1) * sizeof *f->sections);
	f->sections[f->section_count++] = (struct ini_section){name, number};
	s->in_section = true;
	s->skip_section = false;
	return true;
}

static bool scan_key(struct scan *s, const char *line, int number)
{
	struct ini_file *f = s->file;
	const char *equal = strchr(line, '='), *fault, *value;
	char *name;

	if (s->skip_section)
		return false;
	if (equal == NULL || !name_is_plain(name = name_lower(&f->arena, line, (size_t)(equal - line)), "+-")) {
		ini_fault_add(f, number, scan_section_name(s), "", "une ligne clé = \"valeur\"");
		return false;
	}
	if (!s->in_section) {
		ini_fault_add(f, number, "", name, "une section [code] avant cette clé");
		return false;
	}
	if (ini_line(f, f->section_count - 1, name) != 0) {
		ini_fault_add(f, number, scan_section_name(s), name,
		              arena_format(&f->arena, "une seule fois cette clé (déjà ligne %d)",
		                           ini_line(f, f->section_count - 1, name)));
		return false;
	}
	f->keys = mem_resize(f->keys, (f->key_count + 1) * sizeof *f->keys);
	f->keys[f->key_count++] = (struct ini_key){f->section_count - 1, name, number};
	value = equal + 1 + strspn(equal + 1, " \t");
	fault = value_fault(value);
	if (fault != NULL)
		ini_fault_add(f, number, scan_section_name(s), name, fault);
	return fault == NULL;
}

/* line is NUL-terminated in place of its newline. */
static void scan_line(struct scan *s, char *line, size_t len, int number)
{
	const char *fault = line_fault(line, len);
	char *start = line;
	size_t room = len;
	bool good = true;

	if (fault != NULL) {
		ini_fault_add(s->file, number, scan_section_name(s), "", fault);
		scan_blank(s, line, len);
		return;
	}
	while (room > 0 && isspace((unsigned char)*start)) {
		start++;
		room--;
	}
	while (room > 0 && isspace((unsigned char)start[room - 1]))
		room--;
	start[room] = '\0'; /* a blank, or the newline's place */
	if (room == 0 || *start == '#' || *start == ';')
		good = true;
	else if (start[room - 1] == '\\') {
		ini_fault_add(s->file, number, scan_section_name(s), "", "une ligne qui ne finit pas par « \\ »");
		good = false;
	} else if (*start == '[')
		good = scan_section(s, start, room, number);
	else
		good = scan_key(s, start, number);
	if (!good || (room > 0 && start[room - 1] == '\\'))
		scan_blank(s, line, len);
	else
		memset(start + room, ' ', len - (size_t)(start - line) - room);
}

static void scan_text(struct scan *s)
{
	char *line = s->text, *end = s->text + s->size;
	int number = 1;

	while (line < end) {
		char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline != NULL ? newline : end) - line);
		size_t shown = len > 0 && line[len - 1] == '\r' ? len - 1 : len;

		line[shown] = '\0'; /* there is one byte of room after the text */
		scan_line(s, line, shown, number++);
		if (shown < len)
			line[shown] = ' ';
		line[len] = '\n';
		line += len + 1;
	}
}

/* ---- the file ---- */

static const char *text_read(const char *path, struct scan *s)
{
	struct stat st;
	FILE *in = fopen(path, "rb");
	const char *fault = NULL;
	size_t room;

	if (in == NULL)
		return errno == ENOENT ? "un fichier présent" : "un fichier lisible";
	if (fstat(fileno(in), &st) != 0 || S_ISDIR(st.st_mode)) {
		fault = "un fichier ordinaire";
		goto out;
	}
	/* A byte more than the file says, so that one which grew too large is seen. */
	room = S_ISREG(st.st_mode) && st.st_size < INI_SIZE_MAX ? (size_t)st.st_size + 1 : INI_SIZE_MAX + 1;
	s->text = mem_alloc(room + 1);
	s->size = fread(s->text, 1, room, in);
	if (ferror(in))
		fault = "un fichier lisible";
	else if (s->size > INI_SIZE_MAX)
		fault = "un fichier d'au plus 128 Kio";
out:
	fclose(in);
	return fault;
}

static int errors_ignore(const char *fmt, ...)
{
	(void)fmt;
	return 0; /* the scan has already said it, in French and with the line */
}

/* iniparser reads paths only: the text without its faulty lines goes through a private file. */
static dictionary *text_load(const struct scan *s)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	dictionary *values = NULL;
	FILE *out = NULL;
	int fd;

	if (snprintf(path, sizeof path, "%s/jalon-ini-XXXXXX", folder != NULL && *folder != '\0' ? folder : "/tmp") >=
	    (int)sizeof path)
		return NULL;
	fd = mkstemp(path);
	if (fd < 0)
		return NULL;
	out = fdopen(fd, "wb");
	if (out == NULL)
		close(fd);
	else if (fwrite(s->text, 1, s->size, out) == s->size && fflush(out) == 0)
		values = iniparser_load(path);
	if (out != NULL)
		fclose(out);
	unlink(path);
	return values;
}

bool ini_open(struct ini_file *f, const char *path)
{
	struct scan s = {.file = f};
	const char *fault;

	*f = (struct ini_file){0};
	fault = text_read(path, &s);
	if (fault != NULL) {
		ini_fault_add(f, 0, "", "", fault);
		goto out;
	}
	scan_text(&s);
	iniparser_set_error_callback(errors_ignore);
	f->values = s.blanked ? text_load(&s) : iniparser_load(path);
	if (f->values == NULL && f->fault_count == 0)
		ini_fault_add(f, 0, "", "", "un fichier INI que iniparser sache lire");
out:
	free(s.text);
	return f->values != NULL;
}

static bool is_ascii(const char *s)
{
	while (*s != '\0' && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

/* A copy in NFC; ASCII is in NFC as it stands. */
static char *value_copy(struct arena *arena, const char *raw)
{
	utf8proc_uint8_t *composed = is_ascii(raw) ? NULL : utf8proc_NFC((const utf8proc_uint8_t *)raw);
	char *value = arena_strdup(arena, composed != NULL ? (const char *)composed : raw);

	free(composed);
	return value;
}

const char *ini_value(struct ini_file *f, const char *section, const char *key)
{
	const char *raw = NULL;
	char *path = arena_format(&f->arena, "%s:%s", section, key), *value;
	size_t len;

	if (f->values != NULL)
		raw = iniparser_getstring(f->values, path, NULL);
	if (raw == NULL)
		return NULL;
	value = value_copy(&f->arena, raw);
	value += strspn(value, " ");
	for (len = strlen(value); len > 0 && value[len - 1] == ' '; len--)
		value[len - 1] = '\0';
	return value;
}

int ini_line(const struct ini_file *f, size_t section, const char *key)
{
	for (size_t i = 0; i < f->key_count; i++)
		if (f->keys[i].section == section && strcmp(f->keys[i].name, key) == 0)
			return f->keys[i].line;
	return 0;
}

void ini_close(struct ini_file *f)
{
	if (f->values != NULL)
		iniparser_freedict(f->values);
	free(f->sections);
	free(f->keys);
	free(f->faults);
	arena_free(&f->arena);
	*f = (struct ini_file){0};
}
