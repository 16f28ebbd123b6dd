/* What the ten commonest acts of a counsellor cost: keys, and round trips on the PostgreSQL socket, from the first key
 * until the act is recorded and the lists that it touched are read again.
 *
 * Keys are those pressed once the person is under the cursor; a text that is typed is not counted, it is the person's
 * own. The acts of every week have a budget of two keys. Each is done for three people. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/support/bench.h"
#include "tests/support/bench_proxy.h"
#include "tests/support/cluster.h"
#include "tests/support/pty.h"

enum { PATIENCE = 10000, SERVER_QUIET = 400, PEOPLE = 3, STEPS = 5 };

#define DONE "Enregistré : "
#define UPCOMING "EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = p.personne_id AND x.annulation = 'infinity'" \
	" AND x.presence = 'inconnu' AND lower(x.periode) > jalon.maintenant()"

struct step { const char *expect, *keys, *text; }; /* text: typed behind the keys, not counted */

struct gesture {
	const char *name;
	int budget;           /* keys; -1: none */
	const char *eligible; /* SQL condition on the person p; NULL: nobody is looked for, the act starts from Ma journée */
	struct step steps[STEPS];
	const char *end;      /* what the screen then says */
};

static const struct gesture gestures[] = {
	{"contact by telephone", 2, "true", {{"1 sur ", "ct", NULL}}, DONE},
	{"same slot, a week later", 2, UPCOMING " AND x.conseiller = '" BENCH_LOGIN "' AND lower(x.periode) < date '" BENCH_TODAY "' + 7)"
	 " AND NOT EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = p.personne_id AND x.annulation = 'infinity'"
	 " AND lower(x.periode) >= date '" BENCH_TODAY "' + 7)",
	 {{"1 sur ", "aa", NULL}}, DONE},
	{"presence at an appointment", 2, "EXISTS (SELECT FROM jalon.seance s JOIN jalon.participation x USING (agence_id, seance_id)"
	 " WHERE s.objet = 'banc' AND x.personne_id = p.personne_id AND x.presence = 'inconnu')", {{"1 sur ", "pp", NULL}}, DONE},
	{"reminder by SMS", 2, UPCOMING " AND NOT EXISTS (SELECT FROM jalon.rappel r WHERE r.personne_id = p.personne_id"
	 " AND r.seance_id = x.seance_id) AND NOT EXISTS (SELECT FROM jalon.participation y WHERE y.personne_id = p.personne_id AND y.annulation = 'infinity'"
	 " AND y.presence = 'inconnu' AND lower(y.periode) > jalon.maintenant() AND lower(y.periode) < lower(x.periode)))", {{"1 sur ", "ls", NULL}}, DONE},
	{"line of Ma journée put off a day", 2, NULL, {{" à traiter · ", "z1", NULL}}, DONE},
	{"conclusion, besides its text", 2, "EXISTS (SELECT FROM jalon.seance s JOIN jalon.participation x USING (agence_id, seance_id)"
	 " WHERE s.objet = 'banc' AND x.personne_id = p.personne_id AND x.presence = 'present' AND x.conclusion = '')",
	 {{"1 sur ", "o", NULL}, {"Conclure", "", "Le CV est prêt ; on se revoit."}, {NULL, "<C-s>", NULL}}, DONE},
	{"note, besides its text", 2, "true", {{"1 sur ", "n", NULL}, {"Note sur", "", "Rappeler l'école."}, {NULL, "<C-s>", NULL}}, DONE},
	{"appointment in the first free slot", 4, "true", {{"1 sur ", "ad", NULL}, {"neaux libres de", "<Enter>", NULL}, {"Donner un rendez-vous", "<C-s>", NULL}}, DONE},
	{"frein, besides its detail", -1, "NOT EXISTS (SELECT FROM jalon.frein f WHERE f.personne_id = p.personne_id AND f.leve_le IS NULL)",
	 {{"1 sur ", "f", NULL}, {"Freins d", "sant", NULL}, {"> Ajouter : santé", "<Enter>", NULL}, {"Frein : santé", "", "dos"}, {NULL, "<Enter>", NULL}}, DONE},
	{"hours of a theme, on their screen", 2, "true", {{"1 sur ", "", "h"}, {"[ ] : semaines", "32", NULL}}, DONE},
	{"file opened", 1, "true", {{"1 sur ", "<Enter>", NULL}}, "NOUS DEVONS"},
};

/* Appointments of the night before, one in two without outcome, the others attended and not concluded; nothing given
 * beyond a week, so that the same slot a week later is free; nobody reminded yet. */
static void appointments_make(PGconn *conn)
{
	cluster_exec(conn, "SET timezone = 'Europe/Paris'; UPDATE jalon.seance SET annulee_le = jalon.maintenant(), annulee_par = '" BENCH_LOGIN "'"
		" WHERE annulee_le IS NULL AND lower(periode) >= date '" BENCH_TODAY "' + 7; DELETE FROM jalon.rappel; CREATE TEMP TABLE banc AS SELECT agence_id, personne_id, gen_random_uuid() AS seance_id,"
		" row_number() OVER (ORDER BY personne_id) AS n FROM (SELECT r.agence_id, r.personne_id FROM jalon.referent r WHERE r.login = '" BENCH_LOGIN "'"
		" AND r.au IS NULL AND r.annule_par IS NULL AND NOT EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = r.personne_id"
		" AND lower(x.periode) < jalon.maintenant() AND x.conclusion = '' AND x.annulation = 'infinity' AND x.presence IN ('inconnu', 'present'))"
		" ORDER BY r.personne_id LIMIT 12) q;"
		"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_le, objet) SELECT agence_id, seance_id, '" BENCH_LOGIN "',"
		" tstzrange(date '" BENCH_TODAY "' - 1 + n * interval '10 min', date '" BENCH_TODAY "' - 1 + (n + 1) * interval '10 min'), 'entretien', 'agence',"
		" '2026-01-02', 'banc' FROM banc;"
		"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, cree_le, presence, saisi_le, saisi_par) SELECT agence_id, seance_id, personne_id,"
		" '2026-01-02', CASE n % 2 WHEN 0 THEN 'present' ELSE 'inconnu' END, CASE n % 2 WHEN 0 THEN jalon.maintenant() END,"
		" CASE n % 2 WHEN 0 THEN '" BENCH_LOGIN "' END FROM banc");
}

struct bench {
	const char *database;
	struct bench_proxy *proxy;
	PGconn *owner;
};

struct cost { struct figures keys, trips; };

/* « prenom nom » of the nth one whom it can be done for, and whom the filter finds alone. */
static char *person_find(const struct bench *b, const struct gesture *g, int nth)
{
	char *sql = mem_format("WITH p AS (SELECT p.* FROM jalon.personne p JOIN jalon.referent r USING (agence_id, personne_id)"
	                       " WHERE r.login = '" BENCH_LOGIN "' AND r.au IS NULL AND r.annule_par IS NULL)"
	                       " SELECT p.prenom || ' ' || p.nom FROM p WHERE %s AND (SELECT count(*) FROM p q"
	                       " WHERE jalon.plier(q.nom) LIKE '%%' || jalon.plier(p.nom) || '%%'"
	                       " AND jalon.plier(q.prenom) LIKE '%%' || jalon.plier(p.prenom) || '%%') = 1 ORDER BY p.personne_id OFFSET %d LIMIT 1",
	                       g->eligible, nth);
	char *name = cluster_value(b->owner, sql);
	free(sql);
	if (name[0] == '\0')
		bench_fail(g->name, "nobody to do it for");
	return name;
}

static void expect(struct pty_screen *s, const char *what, const char *text)
{
	if (!pty_wait_for(s, text, PATIENCE))
		bench_fail(what, pty_dump(s));
}

static bool never(struct pty_screen *s, void *unused)
{
	(void)s, (void)unused;
	return false;
}

/* Until the server has been silent for a while. */
static void settle(const struct bench *b, struct pty_screen *s)
{
	for (long before = -1; before != b->proxy->counts->answered;) {
		before = b->proxy->counts->answered;
		pty_wait_until(s, never, NULL, SERVER_QUIET);
	}
}

/* The program on the person, or in Ma journée, with nothing more on its way. */
static struct pty_screen *begin(const struct bench *b, const struct gesture *g, int nth)
{
	char *setting = mem_format("JALON_CONNINFO=host=%s dbname=%s user=%s", b->proxy->folder, b->database, BENCH_LOGIN);
	char *const argv[] = {(char *)TEST_JALON, (char *)"--config", (char *)TEST_SOURCES "/config", NULL};
	struct pty_screen *s = pty_start(24, 80, argv, (char *[]){setting, NULL});
	char *name = g->eligible != NULL ? person_find(b, g, nth) : NULL;
	char *keys = name != NULL ? mem_format("/%s<Enter>", name) : mem_format("gj");
	expect(s, g->name, "Pourquoi");
	settle(b, s);
	pty_send(s, keys);
	expect(s, g->name, g->steps[0].expect);
	settle(b, s);
	free(keys);
	free(name);
	free(setting);
	return s;
}

static int keys_count(const char *keys)
{
	int count = 0;
	for (; *keys != '\0'; keys++) {
		count += ((unsigned char)*keys & 0xC0) != 0x80;
		if (*keys == '<')
			keys += strcspn(keys, ">");
	}
	return count;
}

static void gesture_measure(const struct bench *b, const struct gesture *g, int nth, struct cost *c)
{
	struct pty_screen *s = begin(b, g, nth);
	long before = b->proxy->counts->trips;
	int keys = 0;
	for (int i = 0; i < STEPS && g->steps[i].keys != NULL; i++) {
		if (g->steps[i].expect != NULL)
			expect(s, g->name, g->steps[i].expect);
		pty_send(s, g->steps[i].keys);
		keys += keys_count(g->steps[i].keys);
		if (g->steps[i].text != NULL)
			pty_send(s, g->steps[i].text);
	}
	expect(s, g->name, g->end);
	settle(b, s);
	figures_add(&c->trips, (double)(b->proxy->counts->trips - before));
	figures_add(&c->keys, keys);
	pty_close(s);
}

static void gesture_print(const struct bench *b, const struct gesture *g)
{
	struct cost c = {0};
	char *keys = mem_format("%s: keys", g->name), *trips = mem_format("%s: round trips", g->name);
	for (int i = 0; i < PEOPLE; i++)
		gesture_measure(b, g, g->eligible != NULL && strstr(g->eligible, "EXISTS") == NULL ? i : 0, &c);
	bench_line_max(keys, "", &c.keys, g->budget);
	bench_line_max(trips, "", &c.trips, -1);
	figures_free(&c.keys);
	figures_free(&c.trips);
	free(keys);
	free(trips);
}

int main(void)
{
	char *database = bench_base_make();
	struct bench_proxy proxy = bench_proxy_start(cluster_socket());
	struct bench b = {database, &proxy, cluster_connect(database, CLUSTER_OWNER)};
	appointments_make(b.owner);
	bench_heading();
	for (size_t i = 0; i < sizeof(gestures) / sizeof(*gestures); i++)
		gesture_print(&b, &gestures[i]);
	PQfinish(b.owner);
	bench_proxy_stop(&proxy);
	cluster_stop();
	free(database);
	return 0;
}
