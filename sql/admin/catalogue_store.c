/* jalon importer catalogue: the file read by a reader that main lends, then one call of jalon.catalogue_importer(). */
#include "sql/admin/catalogue_store.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "sql/admin/admin.h"
#include "sql/admin/session.h"

enum { FAULTS_TOLD = 50 };

static void funder_take(struct arena *arena, const PGresult *res, int row, struct funder *f)
{
	*f = (struct funder){
		.code = arena_strdup(arena, PQgetvalue(res, row, 0)), .label = arena_strdup(arena, PQgetvalue(res, row, 1)),
		.kind = "", .source = "",
	};
}

bool catalogue_funders(PGconn *conn, struct arena *arena, struct funder_list *out, struct error *e)
{
	PGresult *res = admin_query(conn, "SELECT code, libelle FROM jalon.financeur ORDER BY code", 0, NULL, "lecture des financeurs", e);

	*out = (struct funder_list){0};
	if (res == NULL)
		return false;
	out->count = (size_t)PQntuples(res);
	out->items = arena_array(arena, out->count, sizeof *out->items);
	for (size_t i = 0; i < out->count; i++)
		funder_take(arena, res, (int)i, &out->items[i]);
	PQclear(res);
	return true;
}

/* --- writing ------------------------------------------------------------------------------------------------ */

static void json_number(struct strbuf *b, const char *key, int value, bool known)
{
	char text[16];

	snprintf(text, sizeof text, "%d", value);
	json_string(b, key, known ? text : "");
}

/* Values go as text: the base checks them again before any is converted. */
static void session_write(struct strbuf *b, const struct course_session *s, int line)
{
	char day[DATE_TEXT];

	json_open(b);
	json_int(b, "ligne", line);
	json_string(b, "cle", s->key);
	json_string(b, "offre", s->offer);
	json_string(b, "organisme", s->body);
	json_string(b, "intitule", s->title);
	json_string(b, "rome", s->trade);
	json_string(b, "objectif", s->aim);
	json_number(b, "minutes", s->minutes, true);
	json_number(b, "rythme", s->weekly, s->weekly > 0);
	json_string(b, "debut", date_format(s->starts, day));
	json_string(b, "fin", date_format(s->ends, day));
	json_number(b, "places", s->places, s->places >= 0);
	json_string(b, "lieu", s->place);
	json_string(b, "departement", s->basin);
	json_string(b, "remuneration", s->pay);
	json_string(b, "financeurs", s->funders);
	json_close(b);
}

static bool catalogue_send(PGconn *conn, const struct catalogue_load *load, const char *lines, struct catalogue_loaded *out,
	struct error *e)
{
	const char *values[] = { load->provider, load->file, lines, load->trial ? "t" : "f", load->agency,
		load->withdraw ? "t" : "f" };
	long *const counts[] = { &out->lines, &out->added, &out->changed, &out->unchanged, &out->withdrawn };

	out->detail = admin_query(conn,
		"SELECT b->>'lignes', b->>'ajoutees', b->>'changees', b->>'inchangees', b->>'retirees', d->>'sort', d->>'cle',"
		" d->>'intitule', d->>'debut', b->>'trop' FROM (SELECT jalon.catalogue_importer($1, $2, $3::json, $4::bool, $5, $6::bool) AS b OFFSET 0) i"
		" LEFT JOIN LATERAL jsonb_array_elements(b->'detail') WITH ORDINALITY AS t (d, rang) ON true ORDER BY rang",
		6, values, "chargement du catalogue", e);
	out->many_withdrawn = out->detail != NULL && strcmp(PQgetvalue(out->detail, 0, 9), "true") == 0;
	for (int i = 0; out->detail != NULL && i < 5; i++)
		*counts[i] = strtol(PQgetvalue(out->detail, 0, i), NULL, 10);
	return out->detail != NULL;
}

bool catalogue_store(PGconn *conn, const struct catalogue_load *load, const struct course_batch *batch,
	struct catalogue_loaded *out, struct error *e)
{
	struct strbuf lines = { 0 };
	bool ok;

	*out = (struct catalogue_loaded){ 0 };
	strbuf_add(&lines, "[");
	for (size_t i = 0; i < batch->count; i++)
		session_write(&lines, &batch->items[i], batch->lines[i]);
	strbuf_add(&lines, "]");
	/* A trial may not write, whatever the function does. */
	ok = admin_run(conn, load->trial ? "BEGIN READ ONLY" : "BEGIN", "ouverture de la transaction", e);
	if (ok)
		ok = admin_end(conn, catalogue_send(conn, load, strbuf_str(&lines), out, e), e);
	strbuf_free(&lines);
	return ok;
}

/* --- the verb ------------------------------------------------------------------------------------------------ */

static bool provider_check(const char *provider, struct error *e)
{
	size_t len = provider != NULL ? strlen(provider) : 0;

	if (len > 0 && len <= 40 && strspn(provider, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len)
		return true;
	error_set(e, ERR_USAGE, "--fournisseur : attendu le nom de qui envoie ce fichier, en minuscules, chiffres, « . », « _ » ou « - », "
		"de 40 caractères au plus");
	error_set_remedy(e, "Gardez le même nom à chaque envoi : c'est à lui que les sessions sont comparées");
	return false;
}

static void fault_say(struct command_context *ctx, const char *file, const struct course_fault *f)
{
	struct error one = { 0 };
	char place[64] = "";

	if (f->line > 0)
		snprintf(place, sizeof place, ", ligne %d", f->line);
	error_set(&one, ERR_REFUSED, "%s%s%s%s%s : attendu %s", file, place, f->column[0] != '\0' ? ", colonne « " : "", f->column,
		f->column[0] != '\0' ? " »" : "", f->expected);
	command_fail(ctx, &one);
}

/* Every fault on its own line, then how many there are. */
static int faults_say(struct command_context *ctx, const char *file, const struct course_batch *batch)
{
	struct error e = { 0 };

	for (size_t i = 0; i < batch->fault_count && i < FAULTS_TOLD; i++)
		fault_say(ctx, file, &batch->faults[i]);
	error_set(&e, ERR_REFUSED, "%s : %zu faute%s%s, rien n'est chargé", file, batch->fault_count, batch->fault_count > 1 ? "s" : "",
		batch->fault_count > FAULTS_TOLD ? ", les 50 premières ci-dessus" : "");
	error_set_remedy(&e, "Corrigez le fichier, ou demandez-en un autre à qui le fournit, puis recommencez");
	return command_fail(ctx, &e);
}

static const char *sort_words(const char *sort)
{
	return strcmp(sort, "retiree") == 0 ? "retirée" : strcmp(sort, "changee") == 0 ? "changée" : "ajoutée";
}

static void detail_say(struct command_context *ctx, const struct catalogue_loaded *l)
{
	struct arena arena = { 0 };

	for (int i = 0; i < PQntuples(l->detail); i++)
		if (!PQgetisnull(l->detail, i, 5))
			fprintf(ctx->out, "  %s : %s, %s, début %s\n", sort_words(PQgetvalue(l->detail, i, 5)),
				text_safe(&arena, PQgetvalue(l->detail, i, 6)), text_safe(&arena, PQgetvalue(l->detail, i, 7)),
				PQgetvalue(l->detail, i, 8));
	if (l->added + l->changed + l->withdrawn > PQntuples(l->detail))
		fprintf(ctx->out, "  … et %ld autres.\n", l->added + l->changed + l->withdrawn - PQntuples(l->detail));
	arena_free(&arena);
}

static void loaded_say(struct command_context *ctx, const struct catalogue_load *load, const struct catalogue_loaded *l)
{
	fprintf(ctx->out, "%s, sessions lues : %ld ; ajoutées : %ld ; changées : %ld ; inchangées : %ld ; retirées (absentes du fichier) : %ld.\n",
		load->provider, l->lines, l->added, l->changed, l->unchanged, l->withdrawn);
	if (load->trial) {
		detail_say(ctx, l);
		fputs("Essai : rien n'est écrit. Pour charger, recommencez sans --essai.\n", ctx->out);
		if (l->many_withdrawn && !load->withdraw)
			fputs("Beaucoup de sessions manquent : le fichier est-il entier ? Si oui, il se charge avec --retirer.\n", ctx->out);
	}
}

/* The function that loads is granted to administrators alone. */
static int store_fail(struct command_context *ctx, struct error *e)
{
	if (strcmp(e->sqlstate, "42501") == 0) {
		error_set(e, ERR_REFUSED, "le catalogue se charge avec un compte d'administrateur : rien n'est chargé");
		error_set_remedy(e, "Demandez à l'administrateur de l'agence de lancer cette commande");
	}
	return command_fail(ctx, e);
}

/* Reads and loads; the exit status. */
static int catalogue_import(struct command_context *ctx, PGconn *conn, const char *path, const struct catalogue_load *load,
	course_reader read)
{
	struct arena arena = { 0 };
	struct funder_list funders;
	struct course_batch batch = { 0 };
	struct catalogue_loaded loaded = { 0 };
	struct error e = { 0 };
	int status = 0;

	if (!catalogue_funders(conn, &arena, &funders, &e) || !read(path, &funders, &batch, &e))
		status = command_fail(ctx, &e);
	else if (batch.fault_count > 0)
		status = faults_say(ctx, load->file, &batch);
	else if (!catalogue_store(conn, load, &batch, &loaded, &e))
		status = store_fail(ctx, &e);
	else
		loaded_say(ctx, load, &loaded);
	PQclear(loaded.detail);
	course_batch_free(&batch);
	arena_free(&arena);
	return status;
}

/* A switch takes no value: it leaves argv here. */
static bool switch_take(const char *name, int *argc, char **argv)
{
	int kept = 0;

	for (int i = 0; i < *argc; i++)
		if (strcmp(argv[i], name) != 0)
			argv[kept++] = argv[i];
	if (kept == *argc)
		return false;
	*argc = kept;
	return true;
}

int cmd_importer(struct command_context *ctx, course_reader read, int argc, char **argv)
{
	struct catalogue_load load = {
		.trial = switch_take("--essai", &argc, argv), .withdraw = switch_take("--retirer", &argc, argv),
	};
	const char *conninfo = NULL, *base = NULL, *words[2] = { "", "" };
	const struct admin_option options[] = { { "conninfo", &conninfo }, { "base", &base }, { "fournisseur", &load.provider },
		{ "agence", &load.agency }, { NULL, NULL } };
	struct error e = { 0 };
	size_t count;
	PGconn *conn;
	int status;

	if (!admin_options_read(options, argc, argv, words, 2, &count, &e))
		return command_fail(ctx, &e);
	if (count != 2 || strcmp(words[0], "catalogue") != 0)
		return command_usage(ctx, "importer attend : catalogue FICHIER --fournisseur NOM [--essai] [--retirer]");
	if (!provider_check(load.provider, &e))
		return command_fail(ctx, &e);
	load.file = strrchr(words[1], '/') != NULL ? strrchr(words[1], '/') + 1 : words[1];
	conn = admin_connect(conninfo, base, &e);
	status = conn != NULL ? catalogue_import(ctx, conn, words[1], &load, read) : command_fail(ctx, &e);
	PQfinish(conn);
	return status;
}
