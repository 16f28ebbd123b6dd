/* Records out of bytes, physical line by physical line, so that each has its number and a broken one hides no other. */
#include "config/csv_file.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"

/* Where reading stands. The record under way may span several physical lines, when a quoted field does. */
struct csv_reading {
	struct csv_table *table;
	struct csv_parser parser;
	const char *bytes;
	size_t size, at;            /* at: the physical line to read next */
	int line;                   /* its number */
	bool open;                  /* a record is under way */
	size_t start, after;        /* of its first physical line: where it begins, where the next one does */
	int start_line;
	const char *fields[CSV_FIELDS_MAX];
	size_t field_count;         /* may exceed CSV_FIELDS_MAX: the rest is dropped, the record refused */
	bool nul;                   /* one of its fields holds a NUL */
};

static void fault_add(struct csv_table *t, int line, const char *expected)
{
	if ((t->fault_count & (t->fault_count - 1)) == 0) /* room doubles at each power of two */
		t->faults = mem_resize(t->faults, (t->fault_count == 0 ? 1 : 2 * t->fault_count) * sizeof *t->faults);
	t->faults[t->fault_count++] = (struct csv_fault){line, expected};
}

/* --- fields and records ----------------------------------------------------------------------------------- */

/* Runs of blanks and line ends become one space: a title typed on two lines is one title. */
static const char *field_text(struct arena *arena, const char *s)
{
	char *text = text_normalise(arena, s), *out = text;

	for (const char *p = text; *p != '\0'; p++) {
		bool blank = strchr(" \t\r\n", *p) != NULL;

		if (!blank)
			*out++ = *p;
		else if (out > text && out[-1] != ' ')
			*out++ = ' ';
	}
	if (out > text && out[-1] == ' ')
		out--;
	*out = '\0';
	return text;
}

static void field_take(void *bytes, size_t size, void *ctx)
{
	struct csv_reading *r = ctx;

	r->nul = r->nul || (size > 0 && memchr(bytes, '\0', size) != NULL);
	if (r->field_count < CSV_FIELDS_MAX)
		r->fields[r->field_count] = field_text(&r->table->arena, size > 0 ? bytes : "");
	r->field_count++;
}

static void record_keep(struct csv_reading *r)
{
	struct csv_table *t = r->table;
	const char **fields = arena_array(&t->arena, r->field_count, sizeof *fields);

	memcpy(fields, r->fields, r->field_count * sizeof *fields);
	if ((t->count & (t->count - 1)) == 0)
		t->records = mem_resize(t->records, (t->count == 0 ? 1 : 2 * t->count) * sizeof *t->records);
	t->records[t->count++] = (struct csv_record){r->start_line, fields, r->field_count};
}

static void record_end(int terminator, void *ctx)
{
	struct csv_reading *r = ctx;

	(void)terminator;
	if (r->nul)
		fault_add(r->table, r->start_line, "du texte : cette ligne contient un octet nul");
	else if (r->field_count > CSV_FIELDS_MAX)
		fault_add(r->table, r->start_line, "100 colonnes au plus");
	else
		record_keep(r);
	r->open = false;
}

/* --- lines ------------------------------------------------------------------------------------------------- */

/* Up to and with its end: LF, CR LF, or CR alone. */
static size_t line_length(const struct csv_reading *r)
{
	size_t n = 0, left = r->size - r->at;
	const char *s = r->bytes + r->at;

	while (n < left && s[n] != '\n' && s[n] != '\r')
		n++;
	if (n < left && s[n] == '\r' && n + 1 < left && s[n + 1] == '\n')
		n++;
	return n < left ? n + 1 : n;
}

static bool line_is_blank(const char *s, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (strchr(" \t\r\n", s[i]) == NULL || s[i] == '\0')
			return false;
	return true;
}

static void parser_open(struct csv_reading *r)
{
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_realloc_func(&r->parser, mem_resize);
	csv_set_free_func(&r->parser, free);
	csv_set_delim(&r->parser, (unsigned char)r->table->separator);
}

/* The record cannot be read: said of its first line, and the next line is tried as a record of its own. */
static void record_refuse(struct csv_reading *r, const char *expected)
{
	fault_add(r->table, r->start_line, expected);
	csv_free(&r->parser);
	parser_open(r);
	r->open = false;
	r->at = r->after;
	r->line = r->start_line + 1;
}

static void record_begin(struct csv_reading *r, size_t length)
{
	r->open = true;
	r->start = r->at;
	r->after = r->at + length;
	r->start_line = r->line;
	r->field_count = 0;
	r->nul = false;
}

static void line_read(struct csv_reading *r)
{
	size_t length = line_length(r);
	const char *s = r->bytes + r->at;

	if (!r->open && line_is_blank(s, length)) {
		r->at += length;
		r->line++;
		return;
	}
	if (!r->open)
		record_begin(r, length);
	if (r->at + length - r->start > CSV_RECORD_MAX) {
		record_refuse(r, "une ligne de 65 536 octets au plus (un guillemet non refermé ?)");
	} else if (csv_parse(&r->parser, s, length, field_take, record_end, r) != length) {
		record_refuse(r, "un guillemet autour de tout le champ, et doublé dedans : \"Titre \"\"Soudeur\"\"\"");
	} else {
		r->at += length;
		r->line++;
	}
}

static void lines_read(struct csv_reading *r)
{
	while (r->at < r->size && r->table->fault_count < CSV_FAULTS_MAX) {
		line_read(r);
		if (r->at == r->size && r->open && csv_fini(&r->parser, field_take, record_end, r) != 0)
			record_refuse(r, "un guillemet fermant : le champ ouvert ici n'est pas refermé");
	}
}

/* --- a file ------------------------------------------------------------------------------------------------ */

/* Of the first line, quoted fields left out: the separator met most often; ; when there is none. */
static char separator_find(const struct csv_reading *r)
{
	size_t length = line_length(r), semicolons = 0, commas = 0;
	bool quoted = false;

	for (size_t i = 0; i < length; i++) {
		char c = r->bytes[r->at + i];

		quoted = quoted != (c == '"');
		semicolons += !quoted && c == ';';
		commas += !quoted && c == ',';
	}
	return commas > semicolons ? ',' : ';';
}

static bool starts_with(const struct csv_reading *r, const char *mark, size_t size)
{
	return r->size >= size && memcmp(r->bytes, mark, size) == 0;
}

void csv_read(const void *bytes, size_t size, struct csv_table *out)
{
	struct csv_reading r = {.table = out, .bytes = size > 0 ? bytes : "", .size = size, .line = 1};

	*out = (struct csv_table){0};
	if (starts_with(&r, "\xFF\xFE", 2) || starts_with(&r, "\xFE\xFF", 2)) {
		fault_add(out, 0, "un fichier enregistré en UTF-8, et non en UTF-16");
		return;
	}
	r.at = starts_with(&r, "\xEF\xBB\xBF", 3) ? 3 : 0;
	out->separator = separator_find(&r);
	parser_open(&r);
	lines_read(&r);
	csv_free(&r.parser);
	if (out->fault_count >= CSV_FAULTS_MAX)
		fault_add(out, r.line, "un fichier CSV : la lecture s'arrête ici, il y a trop de fautes");
}

/* Missing, of another, a folder: in words, whatever the language of the system. */
static void unreadable(const char *path, struct error *e)
{
	const char *why = errno == ENOENT   ? "est introuvable"
	                  : errno == EACCES ? "ne vous est pas lisible"
	                  : errno == EISDIR ? "est un dossier"
	                                    : "ne peut pas être lu";

	error_set(e, ERR_USAGE, "« %s » %s", path, why);
	error_set_remedy(e, "Vérifiez le chemin et les droits du fichier");
}

/* Everything, or NULL with *e set. Caller frees. */
static char *bytes_read(FILE *f, const char *path, size_t *size, struct error *e)
{
	size_t room = 64 * 1024;
	char *bytes = mem_alloc(room);

	*size = 0;
	for (size_t n = 1; n > 0 && *size <= CSV_SIZE_MAX; *size += n) {
		if (*size == room)
			bytes = mem_resize(bytes, room *= 2);
		n = fread(bytes + *size, 1, room - *size, f);
	}
	if (ferror(f) == 0 && *size <= CSV_SIZE_MAX)
		return bytes;
	if (ferror(f) != 0)
		unreadable(path, e);
	else
		error_set(e, ERR_USAGE, "« %s » dépasse %d Mo", path, CSV_SIZE_MAX / 1024 / 1024);
	free(bytes);
	return NULL;
}

bool csv_load(const char *path, struct csv_table *out, struct error *e)
{
	FILE *f = fopen(path, "rb");
	char *bytes;
	size_t size;

	*out = (struct csv_table){0};
	if (f == NULL) {
		unreadable(path, e);
		return false;
	}
	bytes = bytes_read(f, path, &size, e);
	fclose(f);
	if (bytes == NULL)
		return false;
	csv_read(bytes, size, out);
	free(bytes);
	return true;
}

void csv_table_free(struct csv_table *t)
{
	free(t->records);
	free(t->faults);
	arena_free(&t->arena);
	*t = (struct csv_table){0};
}
