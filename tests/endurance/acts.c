/* The acts of a counsellor's morning. See acts.h. */
#include "tests/endurance/acts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "tests/support/cluster.h"

enum { DRAWS_MAX = 50 };

#define FIND {"Pourquoi", "gp/<C-u>{N}<Enter>"}
#define FOUND "1 sur "
#define STANDING " AND x.annulation = 'infinity'"

/* Some forms leave out the spaces at the end, others keep them: rtrim. */
const struct act acts[] = {
	{"contact", "true", {FIND, {FOUND, "c"}, {"Contact avec", "t"}}, ACT_STEPS,
	 "SELECT count(*) FROM jalon.contact WHERE personne_id = {P} AND annule_par IS NULL"},
	{"note", "true", {FIND, {FOUND, "n"}, {"Note sur", "{T}"}, {NULL, "<C-s>"}}, 2,
	 "SELECT count(*) FROM jalon.note WHERE rtrim(texte) = rtrim('{T}')"},
	{"frein", "true", {FIND, {FOUND, "f"}, {"Freins d", "ajouter : garde"}, {"> Ajouter : garde", "<Enter>"}, {"Frein : garde", "{T}"}, {NULL, "<Enter>"}}, 4,
	 "SELECT count(*) FROM jalon.frein WHERE rtrim(detail) = rtrim('{T}')"},
	{"fiche", "true", {FIND, {FOUND, "e"}, {"Corriger la fiche", "<Tab><Tab><Tab><Tab><Tab><C-u>"}, {NULL, "{T}"}, {NULL, "<C-s>"}}, 3,
	 "SELECT count(*) FROM jalon.historique WHERE nom_table = 'personne' AND rtrim(apres->>'commune') = rtrim('{T}') AND avant->>'commune' <> apres->>'commune'"},
	{"rendez-vous", "true", {FIND, {FOUND, "ad"}, {"neaux libres de", "<Enter>"}, {"Donner un rendez-vous", "<Tab><Tab><Tab><Tab><Tab>"},
	 {NULL, "{T}"}, {NULL, "<C-s>"}}, 4,
	 "SELECT count(*) FROM jalon.seance JOIN jalon.participation USING (agence_id, seance_id) WHERE rtrim(objet) = rtrim('{T}')"},
	{"presence", "EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = p.personne_id AND x.presence = 'inconnu'"
	 " AND lower(x.periode) < jalon.maintenant()" STANDING ")",
	 {FIND, {FOUND, "p"}, {"présent", "p"}}, ACT_STEPS,
	 "SELECT count(*) FROM jalon.historique WHERE nom_table = 'participation' AND personne_id = {P}"
	 " AND avant->>'presence' = 'inconnu' AND apres->>'presence' = 'present'"},
	{"conclusion", "EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = p.personne_id AND x.presence = 'present'"
	 " AND x.conclusion = '' AND x.periode << tstzrange(jalon.maintenant(), NULL)" STANDING ") AND NOT EXISTS (SELECT FROM jalon.participation x"
	 " WHERE x.personne_id = p.personne_id AND x.presence = 'inconnu' AND lower(x.periode) < jalon.maintenant()" STANDING ")",
	 {FIND, {FOUND, "o"}, {"Conclure", "{T}"}, {NULL, "<C-s>"}}, 2,
	 "SELECT count(*) FROM jalon.historique WHERE nom_table = 'participation' AND rtrim(apres->>'conclusion') = rtrim('{T}')"
	 " AND avant->>'conclusion' = ''"},
	{"rappel", "EXISTS (SELECT FROM jalon.participation x WHERE x.personne_id = p.personne_id AND x.presence = 'inconnu'"
	 " AND lower(x.periode) > jalon.maintenant()" STANDING " AND NOT EXISTS (SELECT FROM jalon.rappel r WHERE r.personne_id = p.personne_id"
	 " AND r.seance_id = x.seance_id) AND NOT EXISTS (SELECT FROM jalon.participation y WHERE y.personne_id = p.personne_id"
	 " AND y.annulation = 'infinity' AND y.presence = 'inconnu' AND lower(y.periode) > jalon.maintenant() AND lower(y.periode) < lower(x.periode)))",
	 {FIND, {FOUND, "l"}, {"Rappel à", "s"}}, ACT_STEPS,
	 "SELECT count(*) FROM jalon.rappel WHERE personne_id = {P} AND annule_par IS NULL"},
	{"report", "true", {{"Pourquoi", "gj"}, {" à traiter · ", "z"}, {"Reporter", "1"}}, ACT_STEPS,
	 "SELECT count(*) FROM jalon.historique WHERE nom_table = 'report'"},
};
const size_t act_count = sizeof(acts) / sizeof(*acts);

const struct act *act_named(const char *name)
{
	for (size_t i = 0; i < act_count; i++)
		if (strcmp(acts[i].name, name) == 0)
			return &acts[i];
	world_fail("no act is called %s", name);
}

/* --- texts with {P} {T} {N} ----------------------------------------------------------------------------------- */

static char *text_fill(const char *text, const struct play *x, const char *token)
{
	struct strbuf b = {0};
	for (; *text != '\0'; text++) {
		if (strncmp(text, "{P}", 3) == 0 || strncmp(text, "{T}", 3) == 0 || strncmp(text, "{N}", 3) == 0) {
			strbuf_add(&b, text[1] == 'P' ? x->person : text[1] == 'T' ? token : x->name);
			text += 2;
		} else {
			strbuf_add_n(&b, text, 1);
		}
	}
	strbuf_add(&b, "");
	return b.s;
}

size_t play_key_length(const char *keys)
{
	size_t n = 1;
	if (*keys == '<')
		return strcspn(keys, ">") + 1;
	while (((unsigned char)keys[n] & 0xC0) == 0x80)
		n++;
	return n;
}

size_t play_key_of_step(const struct play *x, size_t step)
{
	size_t count = 0;
	for (size_t i = 0; i < step && i < ACT_STEPS && x->act->steps[i].keys != NULL; i++) {
		char *keys = text_fill(x->act->steps[i].keys, x, x->token);
		for (const char *k = keys; *k != '\0'; k += play_key_length(k))
			count++;
		free(keys);
	}
	return count;
}

/* --- choosing -------------------------------------------------------------------------------------------------- */

/* Names that one portfolio has once, and no other of its names holds. */
static char *person_draw(struct world *w, const char *eligible)
{
	char *sql = mem_format("WITH p AS (SELECT p.* FROM jalon.personne p JOIN jalon.referent r USING (agence_id, personne_id)"
	                       " WHERE r.login = '" WORLD_LOGIN "' AND r.au IS NULL AND r.annule_par IS NULL)"
	                       " SELECT p.personne_id || '|' || p.prenom || ' ' || p.nom FROM p WHERE %s"
	                       " AND (SELECT count(*) FROM p q WHERE jalon.plier(q.nom) LIKE '%%' || jalon.plier(p.nom) || '%%'"
	                       " AND jalon.plier(q.prenom) LIKE '%%' || jalon.plier(p.prenom) || '%%') = 1"
	                       " ORDER BY md5(p.personne_id::text || '%u') LIMIT 1", eligible, world_random(w, 1u << 30));
	char *person = world_value(w, sql);
	free(sql);
	return person;
}

static void play_count(const struct play *x, const char *typed, long *applied, long *commands)
{
	char *count = text_fill(x->act->count, x, typed);
	char *sql = mem_format("SELECT (%s) || ' ' || (SELECT count(*) FROM jalon.commande WHERE etat = 'faite')", count);
	char *value = world_value(x->w, sql);
	if (sscanf(value, "%ld %ld", applied, commands) != 2)
		world_fail("%s: %s", sql, value);
	free(value);
	free(sql);
	free(count);
}

bool play_set(struct play *x, struct world *w, const struct act *act, unsigned number)
{
	char *person = person_draw(w, act->eligible), *gap = strchr(person, '|');
	*x = (struct play){.w = w, .act = act};
	if (gap == NULL) {
		free(person);
		return false;
	}
	snprintf(x->person, sizeof(x->person), "%.*s", (int)(gap - person), person);
	snprintf(x->name, sizeof(x->name), "%s", gap + 1);
	snprintf(x->token, sizeof(x->token), "Été n° %u, à cœur", number);
	x->keys = play_key_of_step(x, ACT_STEPS);
	if (x->keys > PLAY_KEYS)
		world_fail("%s takes too many keys", act->name);
	free(person);
	play_count(x, x->token, &x->applied, &x->commands);
	return true;
}

void play_draw(struct play *x, struct world *w, unsigned number)
{
	for (int i = 0; i < DRAWS_MAX; i++)
		if (play_set(x, w, &acts[world_random(w, (unsigned)act_count)], number))
			return;
	world_fail("nobody is left to work for");
}

/* --- playing ----------------------------------------------------------------------------------------------------- */

static void key_send(struct play *x, struct pty_screen *p, const char *key, size_t length, bool typed)
{
	char text[32];
	size_t end = strlen(x->typed);
	snprintf(text, sizeof(text), "%.*s", (int)length, key);
	x->sent_at[x->sent++] = world_now();
	for (size_t i = 0; typed && i < length && end + i + 1 < sizeof(x->typed); i++) {
		x->typed[end + i] = key[i];
		x->typed_at[end + i] = x->sent_at[x->sent - 1];
	}
	pty_send(p, text);
}

/* Plays the keys of the step that are not sent yet; before: the keys of the former steps. Returns those of both. */
static size_t step_play(struct play *x, struct pty_screen *p, size_t step, size_t before, size_t stop)
{
	char *keys = text_fill(x->act->steps[step].keys, x, x->token);
	if (x->sent == before && x->sent < stop && x->act->steps[step].expect != NULL)
		world_expect(p, x->act->steps[step].expect);
	for (const char *k = keys; *k != '\0'; k += play_key_length(k), before++)
		if (before == x->sent && x->sent < stop)
			key_send(x, p, k, play_key_length(k), step == x->act->typed);
	free(keys);
	return before;
}

void play_keys(struct play *x, struct pty_screen *p, size_t stop)
{
	size_t before = 0;
	for (size_t i = 0; i < ACT_STEPS && x->act->steps[i].keys != NULL; i++)
		before = step_play(x, p, i, before, stop);
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

long play_applied(const struct play *x)
{
	long applied, commands;
	play_count(x, x->token, &applied, &commands);
	if (applied - x->applied != commands - x->commands)
		world_fail("%s for %s: %ld rows, %ld commands", x->act->name, x->name, applied - x->applied, commands - x->commands);
	return applied - x->applied;
}

void play_again_as(struct play *x, const char *typed)
{
	snprintf(x->token, sizeof(x->token), "%s", typed);
	play_count(x, x->token, &x->applied, &x->commands);
}

void play_typed_before(const struct play *x, double moment, char *out)
{
	size_t n = 0;
	while (x->typed[n] != '\0' && x->typed_at[n] <= moment)
		n++;
	memcpy(out, x->typed, n);
	out[n] = '\0';
}

/* --- the base ------------------------------------------------------------------------------------------------------ */

/* Nights of the past days, when nobody has an appointment: four without outcome, then four attended and not concluded;
 * nobody is reminded yet. */
void acts_prepare(struct world *w)
{
	char *conninfo = cluster_conninfo(w->agency.database, CLUSTER_OWNER);
	PGconn *conn = PQconnectdb(conninfo);
	cluster_exec(conn, "SET timezone = 'Europe/Paris'; DELETE FROM jalon.rappel; CREATE TEMP TABLE passe AS SELECT agence_id, personne_id, gen_random_uuid() AS seance_id, n,"
		" tstzrange(debut, debut + interval '10 min') AS periode FROM (SELECT r.agence_id, r.personne_id, n,"
		" (date '" AGENCY_DAY "' - 2 - n)::timestamptz + interval '10 min' * row_number() OVER (PARTITION BY n ORDER BY r.personne_id) AS debut"
		" FROM jalon.referent r, generate_series(0, 7) n WHERE r.login = '" WORLD_LOGIN "' AND r.au IS NULL AND r.annule_par IS NULL) q");
	cluster_exec(conn, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_le)"
		" SELECT agence_id, seance_id, '" WORLD_LOGIN "', periode, 'entretien', 'agence', '2026-01-02' FROM passe;"
		"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, presence, saisi_le, saisi_par, cree_le)"
		" SELECT agence_id, seance_id, personne_id, CASE WHEN n < 4 THEN 'inconnu' ELSE 'present' END,"
		" CASE WHEN n < 4 THEN NULL ELSE upper(periode) END, CASE WHEN n < 4 THEN NULL ELSE '" WORLD_LOGIN "' END, '2026-01-02' FROM passe");
	PQfinish(conn);
	free(conninfo);
}
