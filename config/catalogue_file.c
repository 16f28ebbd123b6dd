/* From records to sessions: the columns of the catalogue, what each expects. */
#include "config/catalogue_file.h"

#include <stdlib.h>
#include <string.h>

#include "config/csv_file.h"
#include "core/app/input.h"
#include "core/base/calendar.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"

enum { PLACES_MAX = 100000, WEEK_MINUTES = 10080 };
static const struct date first_day = {7305}, last_day = {84006}; /* 1990-01-01, 2200-01-01: as the base bounds them */

/* One line under way. */
struct course_reading {
	struct course_batch *batch;
	const struct funder_list *funders;
	struct course_session *session;
	int line;
	const char *column;
};

#define expect(r, ...) course_fault_add((r)->batch, (r)->line, (r)->column, __VA_ARGS__)

/* --- values ------------------------------------------------------------------------------------------------ */

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static void read_text(struct course_reading *r, const char *text, const char **out, size_t max, bool required)
{
	*out = arena_strdup(&r->batch->arena, text);
	if (required && *text == '\0')
		expect(r, "un texte : cette colonne est obligatoire");
	else if (characters(text) > max)
		expect(r, "%zu caractères au plus", max);
}

static void read_key(struct course_reading *r, const char *text) { read_text(r, text, &r->session->key, 80, true); }
static void read_offer(struct course_reading *r, const char *text) { read_text(r, text, &r->session->offer, 80, false); }
static void read_body(struct course_reading *r, const char *text) { read_text(r, text, &r->session->body, 200, true); }
static void read_title(struct course_reading *r, const char *text) { read_text(r, text, &r->session->title, 300, true); }
static void read_place(struct course_reading *r, const char *text) { read_text(r, text, &r->session->place, 100, false); }
static void read_pay(struct course_reading *r, const char *text) { read_text(r, text, &r->session->pay, 200, false); }

static void read_trade(struct course_reading *r, const char *text)
{
	char *code = text_upper(&r->batch->arena, text);

	r->session->trade = code;
	if (*code != '\0' && (strlen(code) != 5 || code[0] < 'A' || code[0] > 'N' || strspn(code + 1, "0123456789") != 4))
		expect(r, "un code ROME, une lettre de A à N et quatre chiffres, comme H2913, et non « %s »", text);
}

static void read_aim(struct course_reading *r, const char *text)
{
	const struct code_label *aim = training_aims;
	struct strbuf codes = {0};

	r->session->aim = text_fold(&r->batch->arena, text);
	while (aim->code != NULL && strcmp(aim->code, r->session->aim) != 0)
		aim++;
	if (*text == '\0' || aim->code != NULL)
		return;
	for (aim = training_aims; aim->code != NULL; aim++)
		strbuf_addf(&codes, "%s%s", codes.len > 0 ? ", " : "", aim->code);
	expect(r, "un objectif parmi %s, et non « %s »", strbuf_str(&codes), text);
	strbuf_free(&codes);
}

/* Zero is told apart: a length nobody filled in is often exported as 0. */
static int read_length(struct course_reading *r, const char *text, int max, const char *example)
{
	struct error ignored;
	int minutes = 0;

	if (!input_course_length(text, "", "", &minutes, &ignored) || minutes > max)
		expect(r, "un nombre d'heures, comme %s, et non « %s »", example, text);
	else if (minutes < 0)
		expect(r, "plus de zéro heure");
	return minutes;
}

static void read_hours(struct course_reading *r, const char *text)
{
	if (*text == '\0')
		expect(r, "un nombre d'heures : cette colonne est obligatoire");
	else
		r->session->minutes = read_length(r, text, COURSE_MINUTES_MAX, "210 ou 17h30");
}

static void read_weekly(struct course_reading *r, const char *text)
{
	r->session->weekly = read_length(r, text, WEEK_MINUTES, "35 ou 17h30");
}

static void read_day(struct course_reading *r, const char *text, struct date *out)
{
	*out = DATE_NONE;
	if (!input_date_read(text, out) || date_compare(*out, first_day) < 0 || date_compare(*out, last_day) > 0) {
		*out = DATE_NONE;
		expect(r, "une date, AAAA-MM-JJ ou JJ/MM/AAAA, et non « %s »", text);
	}
}

static void read_start(struct course_reading *r, const char *text) { read_day(r, text, &r->session->starts); }
static void read_end(struct course_reading *r, const char *text) { read_day(r, text, &r->session->ends); }

static void read_places(struct course_reading *r, const char *text)
{
	struct error ignored;

	r->session->places = -1;
	if (*text != '\0' && !input_number(text, "", "", 0, PLACES_MAX, &r->session->places, &ignored))
		expect(r, "le nombre de places qui restent, 0 au moins, ou rien s'il n'est pas connu, et non « %s »", text);
}

static void read_department(struct course_reading *r, const char *text)
{
	r->session->basin = text_upper(&r->batch->arena, text);
	if (*text != '\0' && !department_is_known(r->session->basin))
		expect(r, "un département : 01 à 95, 2A, 2B, 971 à 976, et non « %s »", text);
}

static void funder_expect(struct course_reading *r, const char *code)
{
	struct strbuf codes = {0};

	for (size_t i = 0; i < r->funders->count; i++)
		strbuf_addf(&codes, "%s%s", i > 0 ? ", " : "", r->funders->items[i].code);
	if (r->funders->count == 0)
		expect(r, "des financeurs connus : aucun n'est chargé, lancez « jalon regles charger »");
	else
		expect(r, "des codes de financeurs séparés par une espace, parmi %s, et non « %s »", strbuf_str(&codes), code);
	strbuf_free(&codes);
}

static void read_funders(struct course_reading *r, const char *text)
{
	char *codes = text_fold(&r->batch->arena, text), *left = arena_strdup(&r->batch->arena, codes), *rest = NULL;

	r->session->funders = codes;
	for (char *code = strtok_r(left, " ", &rest); code != NULL; code = strtok_r(NULL, " ", &rest))
		if (funder_find(r->funders, code) == NULL) {
			funder_expect(r, code);
			return;
		}
}

/* --- columns ------------------------------------------------------------------------------------------------ */

static const struct column {
	const char *name;
	bool required;
	void (*read)(struct course_reading *r, const char *text);
} columns[] = {
	{"cle", true, read_key}, {"offre", false, read_offer}, {"organisme", true, read_body}, {"intitule", true, read_title},
	{"rome", false, read_trade}, {"objectif", false, read_aim}, {"heures", true, read_hours}, {"rythme", false, read_weekly},
	{"debut", true, read_start}, {"fin", true, read_end}, {"places", false, read_places}, {"lieu", false, read_place},
	{"departement", false, read_department}, {"remuneration", false, read_pay}, {"financeurs", false, read_funders},
};
enum { COLUMNS = sizeof columns / sizeof *columns };
#define COLUMN_NAMES "cle, offre, organisme, intitule, rome, objectif, heures, rythme, debut, fin, places, lieu, departement, " \
	"remuneration, financeurs"

/* Which field of a record holds a column; -1: the file has it not. */
struct header { int place[COLUMNS]; size_t count; int line; };

static int column_find(const char *name)
{
	for (int i = 0; i < COLUMNS; i++)
		if (strcmp(columns[i].name, name) == 0)
			return i;
	return -1;
}

static void header_field(struct course_batch *b, struct header *h, const char *typed, int place)
{
	char *name = text_fold(&b->arena, typed);
	int column = column_find(name);

	if (column < 0)
		course_fault_add(b, h->line, name, "une colonne parmi " COLUMN_NAMES);
	else if (h->place[column] >= 0)
		course_fault_add(b, h->line, name, "chaque colonne une seule fois");
	else
		h->place[column] = place;
}

/* False when lines cannot be read by it. */
static bool header_read(struct course_batch *b, const struct csv_table *t, struct header *h)
{
	size_t before = b->fault_count;

	for (int i = 0; i < COLUMNS; i++)
		h->place[i] = -1;
	h->line = t->count > 0 ? t->records[0].line : 1;
	h->count = t->count > 0 ? t->records[0].count : 0;
	if (h->count < 2) { /* nothing, or one name made of them all: one sentence rather than one per column */
		course_fault_add(b, h->line, "", h->count == 0 ? "une première ligne qui nomme les colonnes : ce fichier est vide"
		                                               : "« ; » ou « , » entre les noms des colonnes de la première ligne");
		return false;
	}
	for (size_t i = 0; i < h->count; i++)
		header_field(b, h, t->records[0].fields[i], (int)i);
	for (int i = 0; i < COLUMNS; i++)
		if (columns[i].required && h->place[i] < 0)
			course_fault_add(b, h->line, columns[i].name, "cette colonne dans la première ligne");
	return b->fault_count == before;
}

/* --- lines -------------------------------------------------------------------------------------------------- */

static bool text_is_clean(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7F)
			return false;
	return true;
}

static void field_read(struct course_reading *r, const struct column *c, const char *text)
{
	r->column = c->name;
	if (strstr(text, "\xEF\xBF\xBD") != NULL)
		expect(r, "du texte en UTF-8 : enregistrez le fichier en UTF-8, et non en Latin-1 ou Windows-1252");
	else if (!text_is_clean(text))
		expect(r, "du texte sans caractère de commande");
	else
		c->read(r, text);
}

static void line_check(struct course_reading *r)
{
	struct course_session *s = r->session;

	if (*s->offer == '\0')
		s->offer = s->key;
	r->column = "fin";
	if (date_is_set(s->starts) && date_is_set(s->ends) && date_compare(s->ends, s->starts) < 0)
		expect(r, "une fin le jour du début ou après");
}

static void line_read(struct course_reading *r, const struct header *h, const struct csv_record *record)
{
	*r->session = (struct course_session){.id = "", .key = "", .provider = "", .offer = "", .body = "", .title = "", .trade = "",
		.aim = "", .starts = DATE_NONE, .ends = DATE_NONE, .places = -1, .place = "", .basin = "", .pay = "", .funders = "",
		.updated = DATE_NONE, .next_starts = DATE_NONE};
	r->line = record->line;
	r->column = "";
	if (record->count != h->count) {
		expect(r, "%zu champs, comme la première ligne, et non %zu", h->count, record->count);
		return;
	}
	for (int i = 0; i < COLUMNS; i++)
		if (h->place[i] >= 0)
			field_read(r, &columns[i], record->fields[h->place[i]]);
	line_check(r);
}

static void lines_read(struct course_batch *b, const struct funder_list *funders, const struct header *h, const struct csv_table *t)
{
	struct course_reading r = {.batch = b, .funders = funders};

	b->items = mem_alloc(t->count * sizeof *b->items);
	b->lines = mem_alloc(t->count * sizeof *b->lines);
	for (size_t i = 1; i < t->count; i++) {
		r.session = &b->items[b->count];
		b->lines[b->count++] = t->records[i].line;
		line_read(&r, h, &t->records[i]);
	}
}

/* --- the whole file ------------------------------------------------------------------------------------------ */

struct key_line { const char *key; int line; };

static int key_order(const void *left, const void *right)
{
	const struct key_line *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	return order != 0 ? order : a->line - b->line;
}

static void keys_check(struct course_batch *b)
{
	struct key_line *keys = mem_alloc((b->count + 1) * sizeof *keys);

	for (size_t i = 0; i < b->count; i++)
		keys[i] = (struct key_line){b->items[i].key, b->lines[i]};
	qsort(keys, b->count, sizeof *keys, key_order);
	for (size_t i = 1; i < b->count; i++)
		if (*keys[i].key != '\0' && strcmp(keys[i].key, keys[i - 1].key) == 0)
			course_fault_add(b, keys[i].line, "cle", "une clé par session : « %s » est déjà ligne %d", keys[i].key, keys[i - 1].line);
	free(keys);
}

static int fault_order(const void *left, const void *right)
{
	const struct course_fault *a = left, *b = right;

	return a->line != b->line ? (a->line > b->line) - (a->line < b->line) : strcmp(a->column, b->column);
}

static void table_read(const struct csv_table *t, const struct funder_list *funders, struct course_batch *out)
{
	struct header h;

	*out = (struct course_batch){0};
	for (size_t i = 0; i < t->fault_count; i++)
		course_fault_add(out, t->faults[i].line, "", "%s", t->faults[i].expected);
	/* A first line that libcsv refused leaves no header: what follows would be blamed for it. */
	if (t->fault_count > 0 && (t->count == 0 || t->faults[0].line < t->records[0].line))
		return;
	if (header_read(out, t, &h)) {
		lines_read(out, funders, &h, t);
		keys_check(out);
		if (out->count == 0 && out->fault_count == 0)
			course_fault_add(out, 0, "", "au moins une session après la première ligne : un fichier vide retirerait toute l'offre");
	}
	if (out->fault_count > 1)
		qsort(out->faults, out->fault_count, sizeof *out->faults, fault_order);
}

void catalogue_bytes_read(const void *bytes, size_t size, const struct funder_list *funders, struct course_batch *out)
{
	struct csv_table t;

	csv_read(bytes, size, &t);
	table_read(&t, funders, out);
	csv_table_free(&t);
}

bool catalogue_file_read(const char *path, const struct funder_list *funders, struct course_batch *out, struct error *e)
{
	struct csv_table t;
	bool ok = csv_load(path, &t, e);

	*out = (struct course_batch){0};
	if (ok)
		table_read(&t, funders, out);
	csv_table_free(&t);
	return ok;
}
