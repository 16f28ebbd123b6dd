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
#include "core/base/strbuf.h"
#include "core/base/text.h"

struct scan {
	struct ini_file *file;
	const char *headers; /* the form of a header, for the faults */
	char *text;          /* the whole file */
	size_t size;
	struct strbuf kept;  /* the good lines, for iniparser */
	bool spoilt;         /* the file holds more than the good lines */
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
	return s->file->section_count > 0 ? s->file->sections[s->file->section_count - 1].name : "";
}

static void scan_fault(struct scan *s, int line, const char *section, const char *key, const char *expected)
{
	s->spoilt = true;
	ini_fault_add(s->file, line, section, key, expected);
}

/* A name that no file can write, for iniparser: one of a refused header would merge its keys with another's. */
static const char *section_path(struct ini_file *f, size_t section)
{
	const struct ini_section *s = &f->sections[section];

	return s->refused ? arena_format(&f->arena, "?%d", s->line) : s->name;
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

/* The name of a header without regard to what is wrong around it; "" when it holds no plain name. */
static const char *header_name(struct ini_file *f, const char *line, size_t len)
{
	const char *close = memchr(line, ']', len);
	char *name = name_lower(&f->arena, line + 1, close != NULL ? (size_t)(close - line) - 1 : len - 1);

	return name_is_plain(name, " -") ? name : "";
}

static void section_open(struct scan *s, struct ini_section found)
{
	struct ini_file *f = s->file;

	f->sections = mem_resize(f->sections, (f->section_count + 1) * sizeof *f->sections);
	f->sections[f->section_count++] = found;
	strbuf_addf(&s->kept, "[%s]\n", section_path(f, f->section_count - 1));
}

static void scan_section(struct scan *s, const char *line, size_t len, int number)
{
	struct ini_file *f = s->file;
	struct ini_section found = {header_name(f, line, len), number, false};

	if (memchr(line, ']', len) != line + len - 1 || *found.name == '\0') {
		scan_fault(s, number, "", "", arena_format(&f->arena, "un en-tête %s, seul sur sa ligne", s->headers));
		found.refused = true;
	}
	for (size_t i = 0; i < f->section_count && !found.refused; i++)
		if (!f->sections[i].refused && strcmp(f->sections[i].name, found.name) == 0) {
			scan_fault(s, number, found.name, "",
			           arena_format(&f->arena, "une seule section de ce nom (déjà ligne %d)", f->sections[i].line));
			found.refused = true;
		}
	section_open(s, found);
}

static void scan_key(struct scan *s, const char *line, int number)
{
	struct ini_file *f = s->file;
	const char *equal = strchr(line, '='), *fault, *value;
	char *name;

	if (equal == NULL || !name_is_plain(name = name_lower(&f->arena, line, (size_t)(equal - line)), "+-")) {
		scan_fault(s, number, scan_section_name(s), "", "une ligne clé = \"valeur\"");
		return;
	}
	if (f->section_count == 0) {
		scan_fault(s, number, "", name, arena_format(&f->arena, "une section %s avant cette clé", s->headers));
		return;
	}
	if (ini_line(f, f->section_count - 1, name) != 0) {
		scan_fault(s, number, scan_section_name(s), name,
		           arena_format(&f->arena, "une seule fois cette clé (déjà ligne %d)",
		                        ini_line(f, f->section_count - 1, name)));
		return;
	}
	f->keys = mem_resize(f->keys, (f->key_count + 1) * sizeof *f->keys);
	f->keys[f->key_count++] = (struct ini_key){f->section_count - 1, name, number};
	value = equal + 1 + strspn(equal + 1, " \t");
	fault = value_fault(value);
	if (fault != NULL)
		scan_fault(s, number, scan_section_name(s), name, fault);
	else
		strbuf_addf(&s->kept, "%s\n", line);
}

/* line is NUL-terminated in place of its newline. */
static void scan_line(struct scan *s, char *line, size_t len, int number)
{
	const char *fault = line_fault(line, len);

	if (fault != NULL) {
		scan_fault(s, number, scan_section_name(s), "", fault);
		if (line[strspn(line, " \t")] == '[')
			section_open(s, (struct ini_section){"", number, true});
		return;
	}
	while (len > 0 && isspace((unsigned char)*line)) {
		line++;
		len--;
	}
	while (len > 0 && isspace((unsigned char)line[len - 1]))
		len--;
	line[len] = '\0'; /* a blank, or the newline's place */
	if (len == 0)
		return;
	if (*line == '#' || *line == ';')
		s->spoilt |= line[len - 1] == '\\'; /* iniparser would take the next line into the comment */
	else if (line[len - 1] == '\\')
		scan_fault(s, number, scan_section_name(s), "", "une ligne qui ne finit pas par « \\ »");
	else if (*line == '[')
		scan_section(s, line, len, number);
	else
		scan_key(s, line, number);
}

/* The byte order mark is a fault of its own; the line that it precedes is read. */
static char *scan_mark(struct scan *s)
{
	if (s->size < 3 || memcmp(s->text, "\xEF\xBB\xBF", 3) != 0)
		return s->text;
	scan_fault(s, 1, "", "", "un texte sans marque d'ordre des octets (BOM)");
	return s->text + 3;
}

static void scan_text(struct scan *s)
{
	char *line = scan_mark(s), *end = s->text + s->size;
	int number = 1;

	while (line < end) {
		char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline != NULL ? newline : end) - line);
		size_t shown = len > 0 && line[len - 1] == '\r' ? len - 1 : len;

		line[shown] = '\0'; /* there is one byte of room after the text */
		scan_line(s, line, shown, number++);
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

/* iniparser reads paths only: the good lines go through a private file. */
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
	else if (fwrite(strbuf_str(&s->kept), 1, s->kept.len, out) == s->kept.len && fflush(out) == 0)
		values = iniparser_load(path);
	if (out != NULL)
		fclose(out);
	unlink(path);
	return values;
}

bool ini_open(struct ini_file *f, const char *path, const char *headers)
{
	struct scan s = {.file = f, .headers = headers};
	const char *fault;

	*f = (struct ini_file){0};
	fault = text_read(path, &s);
	if (fault != NULL) {
		ini_fault_add(f, 0, "", "", fault);
		goto out;
	}
	scan_text(&s);
	iniparser_set_error_callback(errors_ignore);
	f->values = s.spoilt ? text_load(&s) : iniparser_load(path);
	if (f->values == NULL && f->fault_count == 0)
		ini_fault_add(f, 0, "", "", "un fichier INI que iniparser sache lire");
out:
	free(s.text);
	strbuf_free(&s.kept);
	return f->values != NULL;
}

const char *ini_value(struct ini_file *f, size_t section, const char *key)
{
	const char *raw = NULL;
	char *path = arena_format(&f->arena, "%s:%s", section_path(f, section), key), *value;
	size_t len;

	if (f->values != NULL)
		raw = iniparser_getstring(f->values, path, NULL);
	if (raw == NULL)
		return NULL;
	value = text_normalise(&f->arena, raw);
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
