/* Writing the rule book and the public holidays; jalon regles charger. */
#include "sql/admin/rules_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/strbuf.h"
#include "sql/admin/admin.h"
#include "sql/admin/funders_store.h"
#include "sql/admin/session.h"

enum { HOLIDAY_YEARS = 10, HOLIDAY_YEARS_BACK = 2 };

/* The active version with that checksum; *active NULL when another, or none, is active. */
static bool version_active(PGconn *conn, const struct rulebook *book, char **active, struct error *e)
{
	const char *values[] = { book->checksum };

	return admin_scalar(conn, "SELECT version_id FROM jalon.regles_version WHERE active AND empreinte = $1", 1, values,
		"lecture des règles", active, e);
}

static bool rule_insert(PGconn *conn, const char *version, size_t rank, const struct rule *r, struct error *e)
{
	char place[24], value[16], lead[16], from[DATE_TEXT], to[DATE_TEXT];
	const char *values[] = { version, place, regime_code(r->regime), r->code, r->label,
		r->kind == KIND_CLOCK ? "delai" : "parametre", r->fixed ? value : NULL, rule_unit_code(r->unit),
		debtor_code(r->debtor), r->start_event, r->stop_event, r->roll == ROLL_WORKING_DAY ? "jour_ouvre" : "aucun",
		lead, rule_unit_code(r->lead_unit), rule_status_code(r->status), r->applied ? "t" : "f", r->source,
		r->remark, date_is_set(r->from) ? date_format(r->from, from) : NULL,
		date_is_set(r->to) ? date_format(r->to, to) : NULL };

	snprintf(place, sizeof place, "%zu", rank);
	snprintf(value, sizeof value, "%d", r->value);
	snprintf(lead, sizeof lead, "%d", r->lead);
	return admin_exec(conn,
		"INSERT INTO jalon.regle_parametre (version_id, rang, regime, code, libelle, genre, valeur, unite, debiteur,"
		" evenement_debut, evenement_fin, report, avance, avance_unite, statut, applique, source, remarque, du, au)"
		" VALUES ($1::int, $2::int, $3, $4, $5, $6, $7::int, $8, coalesce($9::text, ''), coalesce($10::text, ''),"
		" coalesce($11::text, ''), $12, $13::int, $14, $15, $16::bool, $17, coalesce($18::text, ''), $19::date, $20::date)",
		sizeof values / sizeof *values, values, "écriture des règles", e);
}

static bool version_insert(PGconn *conn, const struct rulebook *book, struct error *e)
{
	const char *values[] = { book->checksum };
	char *version = NULL;
	bool ok = admin_run(conn, "UPDATE jalon.regles_version SET active = false WHERE active", "écriture des règles", e) &&
		  admin_scalar(conn, "INSERT INTO jalon.regles_version (empreinte) VALUES ($1) RETURNING version_id", 1, values,
			  "écriture des règles", &version, e);

	for (size_t i = 0; ok && i < book->count; i++)
		ok = rule_insert(conn, version, i + 1, &book->rules[i], e);
	free(version);
	return ok;
}

/* Appends one element of an array literal. Names hold no quote and no backslash. */
static void array_add(struct strbuf *b, const char *s)
{
	strbuf_addf(b, "%c\"%s\"", b->len == 0 ? '{' : ',', s);
}

static bool holidays_insert(PGconn *conn, const struct calendar *local, const char *department, int year, long *added,
	struct error *e)
{
	struct strbuf days = { 0 }, names = { 0 };
	char *count = NULL;
	bool ok;

	for (int y = year - HOLIDAY_YEARS_BACK; y < year - HOLIDAY_YEARS_BACK + HOLIDAY_YEARS; y++) {
		struct holiday all[HOLIDAYS_MAX];
		size_t n = calendar_holidays(local, y, department, all);
		char day[DATE_TEXT];

		for (size_t i = 0; i < n; i++) {
			array_add(&days, date_format(all[i].day, day));
			array_add(&names, all[i].name);
		}
	}
	strbuf_add(&days, "}");
	strbuf_add(&names, "}");
	const char *values[] = { department, strbuf_str(&days), strbuf_str(&names) };
	ok = admin_scalar(conn,
		"WITH ajout AS (INSERT INTO jalon.ferie (departement, jour, nom)"
		" SELECT $1, j, string_agg(n, ' / ') FROM unnest($2::date[], $3::text[]) AS f (j, n) GROUP BY j"
		" ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM ajout",
		3, values, "écriture des jours fériés", &count, e);
	*added += ok ? strtol(count, NULL, 10) : 0;
	free(count);
	strbuf_free(&days);
	strbuf_free(&names);
	return ok;
}

/* 01 to 95, 2A, 2B, 971 to 976: of every department, so that an agency opened later has its days. */
static bool holidays_store(PGconn *conn, const struct calendar *local, int year, long *added, struct error *e)
{
	static const char *const corsica[] = { "2A", "2B" };
	bool ok = true;

	for (int n = 1; ok && n <= 976; n++) {
		char code[8];

		snprintf(code, sizeof code, "%02d", n);
		if (department_is_known(code))
			ok = holidays_insert(conn, local, code, year, added, e);
	}
	for (size_t i = 0; ok && i < 2; i++)
		ok = holidays_insert(conn, local, corsica[i], year, added, e);
	return ok;
}

bool rules_store(PGconn *conn, const struct rulebook *book, int year, struct rules_stored *out, struct error *e)
{
	char *active = NULL;
	bool ok;

	*out = (struct rules_stored){ .rules = (long)book->count };
	if (!admin_begin(conn, e))
		return false;
	/* Two loadings at once: the second waits, then finds nothing to do. */
	ok = admin_run(conn, "SELECT pg_advisory_xact_lock(x'72656773'::int)", "attente d'un autre chargement", e) &&
	     version_active(conn, book, &active, e);
	out->changed = ok && active == NULL;
	ok = ok && (!out->changed || version_insert(conn, book, e)) && holidays_store(conn, book->local, year, &out->holidays, e);
	free(active);
	return admin_end(conn, ok, e);
}

static void stored_say(FILE *out, const struct rulebook *book, const struct rules_stored *s, long funders)
{
	if (s->changed)
		fprintf(out, "Règles chargées : %ld paramètres, empreinte %.12s, %ld jours fériés et %ld financeurs ajoutés ou changés.\n",
			s->rules, book->checksum, s->holidays, funders);
	else
		fprintf(out, "Ces règles (empreinte %.12s) sont déjà chargées ; %ld jours fériés et %ld financeurs ajoutés ou changés.\n",
			book->checksum, s->holidays, funders);
}

int cmd_regles_charger(struct command_context *ctx, const struct rulebook *book, const struct funder_list *funders, int argc,
	char **argv)
{
	const char *conninfo = NULL, *base = NULL, *verb = "";
	const struct admin_option options[] = { { "conninfo", &conninfo }, { "base", &base }, { NULL, NULL } };
	struct rules_stored stored;
	struct error e = { 0 };
	int year, month, day;
	long funders_changed;
	size_t count;
	PGconn *conn;
	bool ok;

	if (!admin_options_read(options, argc, argv, &verb, 1, &count, &e))
		return command_fail(ctx, &e);
	if (strcmp(verb, "charger") != 0)
		return command_usage(ctx, "regles attend charger");
	date_split(ctx->today, &year, &month, &day);
	conn = admin_connect(conninfo, base, &e);
	ok = conn != NULL && rules_store(conn, book, year, &stored, &e) && funders_store(conn, funders, &funders_changed, &e);
	PQfinish(conn);
	if (!ok)
		return command_fail(ctx, &e);
	stored_say(ctx->out, book, &stored, funders_changed);
	return 0;
}
