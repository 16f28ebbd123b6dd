/* SQLSTATE, constraint names and lost connections, in French. */
#include "sql/client/pg_error.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "sql/client/constraints.h"

/* A SQLSTATE or its class (a shorter code matches every state that starts with it). */
struct state_text {
	const char *state;
	enum error_code code;
	const char *message, *remedy;
};

static const struct state_text state_texts[] = {
	{ "08", ERR_CONNECTION, "la connexion à la base est perdue", "Elle est reprise d'elle-même" },
	{ "22", ERR_REFUSED, "une valeur a une forme que la base refuse", "Vérifiez la saisie" },
	{ "23502", ERR_REFUSED, "ce champ est obligatoire", "Remplissez-le" },
	{ "23", ERR_REFUSED, "la base refuse cette écriture", "Vérifiez la saisie" },
	{ "25006", ERR_DATABASE, "cette base est en lecture seule", "Attendez le retour du serveur principal" },
	{ "28", ERR_LOGIN, "le serveur refuse ce compte",
		"Demandez à l'administrateur : jalon compte creer" },
	{ "3D000", ERR_DATABASE, "cette base n'existe pas",
		"Vérifiez le nom de la base, ou créez-la : jalon base creer" },
	{ "40", ERR_DATABASE, "la base a dû abandonner cette demande", "Recommencez" },
	{ "42501", ERR_REFUSED, "ce compte n'a pas ce droit", "Voyez votre responsable ou l'administrateur" },
	{ "42", ERR_SCHEMA, "la base n'a pas la forme attendue par ce programme",
		"L'administrateur lance : jalon base migrer" },
	{ "3F000", ERR_SCHEMA, "la base n'a pas la forme attendue par ce programme",
		"L'administrateur lance : jalon base migrer" },
	{ "53100", ERR_DATABASE, "le disque du serveur est plein : rien n'est enregistré",
		"Prévenez l'administrateur ; les écrans gardent ce qui est tapé" },
	{ "53", ERR_DATABASE, "le serveur est saturé", "Recommencez dans un instant" },
	{ "55P03", ERR_DATABASE, "la ligne est occupée par quelqu'un d'autre", "Recommencez dans un instant" },
	{ "57014", ERR_DATABASE, "la base n'a pas répondu à temps", "Recommencez" },
	{ "57", ERR_CONNECTION, "le serveur s'arrête ou redémarre", "La connexion est reprise d'elle-même" },
	{ "JL001", ERR_CONFLICT, "la fiche a changé entre-temps", "Relisez-la puis recommencez" },
	{ "JL", ERR_REFUSED, "la règle refuse cette écriture", "Vérifiez la saisie" },
};

static const struct state_text *state_text_find(const char *state)
{
	for (size_t i = 0; i < sizeof state_texts / sizeof *state_texts; i++)
		if (strncmp(state, state_texts[i].state, strlen(state_texts[i].state)) == 0)
			return &state_texts[i];
	return NULL;
}

static void error_set_lost(struct error *e)
{
	error_set(e, ERR_CONNECTION, "la connexion à la base est perdue");
	error_set_remedy(e, "Vérifiez que le serveur PostgreSQL fonctionne");
}

static void error_set_state(struct error *e, const char *state)
{
	const struct state_text *t = state_text_find(state);

	if (t != NULL) {
		error_set(e, t->code, "%s", t->message);
		error_set_remedy(e, "%s", t->remedy);
	} else {
		error_set(e, ERR_DATABASE, "la base a refusé la demande (code %s)", state);
		error_set_remedy(e, "Signalez ce code à l'administrateur");
	}
	snprintf(e->sqlstate, sizeof e->sqlstate, "%s", state);
}

static const char *result_field(const PGresult *res, int code)
{
	const char *s = PQresultErrorField(res, code);

	return s != NULL ? s : "";
}

void pg_error_from_result(struct error *e, const PGresult *res)
{
	const char *state = res != NULL ? result_field(res, PG_DIAG_SQLSTATE) : "";
	const char *constraint, *column;
	const struct constraint_text *text;

	if (state[0] == '\0') {
		error_set_lost(e);
		return;
	}
	constraint = result_field(res, PG_DIAG_CONSTRAINT_NAME);
	column = result_field(res, PG_DIAG_COLUMN_NAME);
	text = constraint[0] != '\0' ? constraint_text_find(constraint) : NULL;
	error_set_state(e, state);
	if (text != NULL) {
		error_set(e, e->code, "%s", text->message);
		error_set_remedy(e, "%s", text->remedy);
		snprintf(e->sqlstate, sizeof e->sqlstate, "%s", state);
		if (column[0] == '\0')
			column = text->field;
	}
	if (strcmp(constraint, "hors_de_portee") == 0)
		e->code = ERR_NOT_FOUND;
	snprintf(e->constraint, sizeof e->constraint, "%s", constraint);
	snprintf(e->field, sizeof e->field, "%s", column != NULL ? column : "");
}

/* The SQLSTATE of the last « FATAL:  28000 » of a PQERRORS_SQLSTATE message; false when there is none. */
static bool message_state(const char *message, char state[6])
{
	bool found = false;

	for (const char *p = strstr(message, ":  "); p != NULL; p = strstr(p, ":  ")) {
		size_t n = 0;

		p += 3;
		while (n < 6 && (isdigit((unsigned char)p[n]) || isupper((unsigned char)p[n])))
			n++;
		if (n == 5) {
			memcpy(state, p, 5);
			state[5] = '\0';
			found = true;
		}
	}
	return found;
}

void pg_error_from_connection(struct error *e, PGconn *conn)
{
	char state[6];

	if (conn == NULL) {
		error_set_lost(e);
		return;
	}
	if (message_state(PQerrorMessage(conn), state)) {
		error_set_state(e, state);
		if (strcmp(state, "42501") == 0) /* CONNECT is for the group roles */
			error_set_state(e, "28000");
	} else if (PQconnectionNeedsPassword(conn)) {
		error_set(e, ERR_LOGIN, "le serveur demande un mot de passe");
		error_set_remedy(e, "Écrivez-le dans le fichier ~/.pgpass (droits 0600)");
	} else {
		error_set(e, ERR_CONNECTION, "le serveur PostgreSQL ne répond pas");
		error_set_remedy(e, "Vérifiez qu'il fonctionne et l'adresse demandée (conninfo, PGHOST, PGPORT)");
	}
}

bool pg_error_is_loss(const struct error *e)
{
	return e->code == ERR_CONNECTION;
}

bool pg_error_is_passing(const struct error *e)
{
	return strncmp(e->sqlstate, "40", 2) == 0 || strncmp(e->sqlstate, "53", 2) == 0 ||
	       strcmp(e->sqlstate, "55P03") == 0 || strcmp(e->sqlstate, "57014") == 0;
}

void pg_error_for_admin(struct error *e, const PGresult *res, const char *doing)
{
	const char *primary = res != NULL ? result_field(res, PG_DIAG_MESSAGE_PRIMARY) : "";
	struct error plain;

	pg_error_from_result(&plain, res);
	if (primary[0] == '\0' || constraint_text_find(plain.constraint) != NULL) {
		*e = plain;
		return;
	}
	error_set(e, plain.code == ERR_SCHEMA ? ERR_DATABASE : plain.code, "%s : %s (%s)", doing, primary,
		plain.sqlstate);
	memcpy(e->sqlstate, plain.sqlstate, sizeof e->sqlstate);
	memcpy(e->constraint, plain.constraint, sizeof e->constraint);
}
