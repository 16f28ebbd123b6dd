/* A morning of twenty appointments over ssh, with the program as the server's forced command: the line drops in the
 * middle of a conclusion, the counsellor comes back and finishes it, and the base holds what was typed, row by row. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "tests/endurance/acts.h"
#include "tests/endurance/runs.h"
#include "tests/endurance/ssh_server.h"
#include "tests/support/cluster.h"

enum { APPOINTMENTS = 20, CUT_AT = 10, NOTE_EVERY = 4 };

struct met { /* one person of the morning, and what is typed about them */
	char id[24], name[96];
	char conclusion[200], item[120], subject[120], note[120];
};

struct morning {
	struct world *w;
	struct ssh_server ssh;
	struct pty_screen *p;
	struct met met[APPOINTMENTS];
	unsigned keys;
};

/* --- the people ------------------------------------------------------------------------------------------- */

/* Those about whom nothing is left to record or to conclude; their appointment was on the day before. */
#define MEET "SET timezone = 'Europe/Paris';" \
	"CREATE TEMP TABLE matin AS SELECT agence_id, personne_id, gen_random_uuid() AS seance_id, row_number() OVER (ORDER BY personne_id) AS n" \
	" FROM (SELECT r.agence_id, r.personne_id FROM jalon.referent r WHERE r.login = '" WORLD_LOGIN "' AND r.au IS NULL AND r.annule_par IS NULL" \
	" AND NOT EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = r.personne_id AND lower(x.periode) < now() AND x.conclusion = ''" \
	" AND x.annulation = 'infinity' AND x.presence IN ('inconnu', 'present')) ORDER BY r.personne_id LIMIT 20) q;" \
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_le) SELECT agence_id, seance_id, '" WORLD_LOGIN "'," \
	" tstzrange(date '" AGENCY_DAY "' - 1 + time '07:00' + n * interval '15 min', date '" AGENCY_DAY "' - 1 + time '07:15' + n * interval '15 min')," \
	" 'entretien', 'agence', '2026-01-02' FROM matin;" \
	"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, cree_le) SELECT agence_id, seance_id, personne_id, '2026-01-02' FROM matin;"

#define HELD "lower(x.periode) >= date '" AGENCY_DAY "' - 1 AND lower(x.periode) < date '" AGENCY_DAY "' AND x.conseiller = '" WORLD_LOGIN "'" \
	" AND x.origine = 'import'"

static void people_take(struct morning *m)
{
	char *conninfo = cluster_conninfo(m->w->agency.database, CLUSTER_OWNER);
	PGconn *conn = PQconnectdb(conninfo);
	cluster_exec(conn, MEET);
	PGresult *r = PQexec(conn, "SELECT p.personne_id, p.prenom || ' ' || p.nom FROM jalon.participation x JOIN jalon.personne p USING"
	                           " (agence_id, personne_id) WHERE " HELD " ORDER BY lower(x.periode)");
	if (PQntuples(r) != APPOINTMENTS)
		world_fail("%d people are met, not %d", PQntuples(r), APPOINTMENTS);
	for (int i = 0; i < APPOINTMENTS; i++) {
		struct met *a = &m->met[i];
		snprintf(a->id, sizeof(a->id), "%s", PQgetvalue(r, i, 0));
		snprintf(a->name, sizeof(a->name), "%s", PQgetvalue(r, i, 1));
		snprintf(a->conclusion, sizeof(a->conclusion), "%d : « ça avance », l'œuvre à mi-temps dès l'été ; %s", i + 1,
		         i % 2 == 0 ? "à revoir." : "candidature envoyée à Vitré…");
		snprintf(a->item, sizeof(a->item), "envoyer le CV n° %d à l'école", i + 1);
		snprintf(a->subject, sizeof(a->subject), "suite n° %d", i + 1);
		if (i % NOTE_EVERY == 0)
			snprintf(a->note, sizeof(a->note), "Note %d : garde d'Élodie à régler, 50 € de frais.", i + 1);
	}
	PQclear(r);
	PQfinish(conn);
	free(conninfo);
}

/* --- typing ------------------------------------------------------------------------------------------------ */

static void type(struct morning *m, const char *expect, const char *keys)
{
	world_expect(m->p, expect);
	pty_send(m->p, keys);
	for (const char *k = keys; *k != '\0'; k += play_key_length(k))
		m->keys++;
}

static void recorded(struct morning *m)
{
	world_expect(m->p, "Enregistré : ");
	pty_send(m->p, "gp");
	if (!pty_wait_gone(m->p, "Enregistré : ", WORLD_PATIENCE))
		world_fail("the outcome stays:\n%s", pty_dump(m->p));
}

static void find(struct morning *m, const struct met *a)
{
	char *keys = mem_format("gp/<C-u>%s<Enter>", a->name);
	type(m, "Pourquoi", keys);
	world_expect(m->p, "1 sur ");
	free(keys);
}

static void line_open(struct morning *m, const char *wanted)
{
	m->p = ssh_open(&m->ssh, 24, 80, wanted);
	if (!pty_wait_for(m->p, "Pourquoi", WORLD_PATIENCE))
		world_fail("ssh does not open the portfolio:\n%s", pty_dump(m->p));
}

/* The line drops: the ssh client is gone, and the program hears of it. */
static void line_drop(struct morning *m)
{
	pty_signal(m->p, SIGKILL);
	pty_close(m->p);
	double end = world_now() + WORLD_PATIENCE;
	while (world_number(m->w, "SELECT count(*) FROM pg_stat_activity WHERE usename = '" WORLD_LOGIN "'") > 0)
		if (world_now() > end)
			world_fail("the program outlives its line");
}

static void conclude(struct morning *m, const struct met *a, bool cut)
{
	size_t half = strlen(a->conclusion) / 2;
	while (((unsigned char)a->conclusion[half] & 0xC0) == 0x80)
		half++;
	char *first = mem_format("%.*s", (int)half, a->conclusion);
	type(m, "1 sur ", "o");
	type(m, "Conclure", first);
	if (cut) {
		world_expect(m->p, first);
		line_drop(m);
		line_open(m, NULL);
		type(m, "1 saisie non terminée", "<Enter>");
		if (!pty_wait_gone(m->p, "non terminée", WORLD_PATIENCE) || !pty_wait_for(m->p, first, WORLD_PATIENCE))
			world_fail("the conclusion is not taken up where it was:\n%s", pty_dump(m->p));
	}
	char *rest = mem_format("%s<Tab><Tab>%s<C-s>", a->conclusion + half, a->item);
	type(m, "Conclure", rest);
	recorded(m);
	free(first);
	free(rest);
}

static void meet(struct morning *m, const struct met *a, bool cut)
{
	find(m, a);
	type(m, "1 sur ", "p");
	type(m, "présent", "p");
	recorded(m);
	find(m, a);
	conclude(m, a, cut);
	find(m, a);
	type(m, "1 sur ", "ad");
	type(m, "neaux libres de", "<Enter>");
	char *keys = mem_format("<Tab><Tab><Tab><Tab><Tab>%s<C-s>", a->subject);
	type(m, "Donner un rendez-vous", keys);
	recorded(m);
	free(keys);
	if (a->note[0] == '\0')
		return;
	find(m, a);
	type(m, "1 sur ", "n");
	keys = mem_format("%s<C-s>", a->note);
	type(m, "Note sur", keys);
	recorded(m);
	free(keys);
}

/* --- comparing ---------------------------------------------------------------------------------------------- */

static char *row_expected(const struct met *a)
{
	return mem_format("present | %s | structure %s | %s | %s", a->conclusion, a->item, a->subject, a->note);
}

/* All that the morning wrote about a person: rows added twice, or beside, would be seen. */
static char *row_held(const struct morning *m, const struct met *a)
{
	char *sql = mem_format("SELECT concat_ws(' | ', (SELECT string_agg(x.presence || ' | ' || x.conclusion, ' + ') FROM jalon.participation x"
		" WHERE x.personne_id = %1$s AND " HELD "),"
		" (SELECT coalesce(string_agg(debiteur || ' ' || objet, ' + '), '') FROM jalon.engagement WHERE personne_id = %1$s AND annule_par IS NULL"
		"  AND saisi_par = '" WORLD_LOGIN "' AND objet LIKE 'envoyer le CV n°%%'),"
		" (SELECT coalesce(string_agg(s.objet, ' + '), '') FROM jalon.seance s JOIN jalon.participation x USING (agence_id, seance_id)"
		"  WHERE x.personne_id = %1$s AND s.origine = 'saisie'),"
		" (SELECT coalesce(string_agg(texte, ' + '), '') FROM jalon.note WHERE personne_id = %1$s AND origine = 'saisie'))", a->id);
	char *row = world_value(m->w, sql);
	free(sql);
	return row;
}

static void rows_compare(const struct morning *m)
{
	long commands = world_number(m->w, "SELECT count(*) FROM jalon.commande WHERE login = '" WORLD_LOGIN "'");
	long expected = 3 * APPOINTMENTS + (APPOINTMENTS + NOTE_EVERY - 1) / NOTE_EVERY;
	if (commands != expected)
		world_fail("%ld commands in the base, %ld were typed", commands, expected);
	for (int i = 0; i < APPOINTMENTS; i++) {
		char *typed = row_expected(&m->met[i]), *held = row_held(m, &m->met[i]);
		if (strcmp(typed, held) != 0)
			world_fail("%s\n typed: %s\n  held: %s", m->met[i].name, typed, held);
		free(typed);
		free(held);
	}
}

/* Whatever the client asks to run, it is Jalon: keys that a shell would obey are keys of the program. */
static void no_shell(struct morning *m)
{
	line_open(m, "/bin/sh");
	pty_send(m->p, "/echo $0<Enter>");
	world_expect(m->p, "Aucune ligne ne répond à « echo $0 »");
	line_drop(m);
}

void run_morning(struct world *w)
{
	struct morning m = {.w = w};
	double start = world_now();
	char *command = mem_format("exec env 'JALON_CONNINFO=%s' XDG_STATE_HOME=%s " TEST_JALON " --config " TEST_SOURCES "/config", w->conninfo,
	                           w->state);
	people_take(&m);
	ssh_server_start(&m.ssh, command);
	no_shell(&m);
	line_open(&m, NULL);
	for (int i = 0; i < APPOINTMENTS; i++)
		meet(&m, &m.met[i], i == CUT_AT);
	line_drop(&m);
	rows_compare(&m);
	ssh_server_stop(&m.ssh);
	free(command);
	printf("morning: %d appointments over ssh with the program as forced command, %u keys typed in %.0f s; cut in the middle of "
	       "a conclusion, finished after reconnection; %d people compared with what was typed, 0 rows differ; "
	       "« ssh host /bin/sh » opens Jalon\n", APPOINTMENTS, m.keys, (world_now() - start) / 1e3, APPOINTMENTS);
}
