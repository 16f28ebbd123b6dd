/* A person's file told as a story on a real base: the words of its acts into commands, and what is judged after each step. */
#include "tests/db/worked_file.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/mem.h"
#include "sql/admin/rules_store.h"
#include "sql/client/rows.h"
#include "sql/texts.h"
#include "tests/db/worked_words.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"
#include "tests/support/rules_dir.h"
#include "tests/support/shipped_funders.h"

enum { NOON = 12 * 60 };

static struct {
	struct world world;
	PGconn *me;
	char *conninfo;
	struct rulebook book;
	char person[16];
	char day[DATE_TEXT];
	int commands;
	const char *const *next; /* acts that follow, for those that have lines */
} w;

void worked_open(void)
{
	struct rules_stored stored;
	struct error e = {0};

	w.world = world_open();
	w.me = world_login(&w.world, "w_conseiller");
	w.conninfo = cluster_conninfo(w.world.database, "w_conseiller");
	cluster_exec(w.world.owner, "UPDATE jalon.compte SET du = '2019-01-01'");
	w.book = shipped_rules();
	cr_assert(rules_store(w.world.owner, &w.book, 2026, &stored, &e), "%s", e.message);
	shipped_funders_store(w.world.owner);
}

void worked_close(void)
{
	rulebook_free(&w.book);
	free(w.conninfo);
	PQfinish(w.me);
	world_close(&w.world);
}

const char *worked_person(void) { return w.person; }
const char *worked_login_conninfo(void) { return w.conninfo; }
PGconn *worked_owner(void) { return w.world.owner; }
const struct rulebook *worked_rules(void) { return &w.book; }

/* Only the owner may: a login would be refused. */
void worked_day(const char *day)
{
	char *sql = mem_format("UPDATE jalon.jour_fixe SET jour = '%s'", day);

	cluster_exec(w.world.owner, sql);
	free(sql);
	snprintf(w.day, sizeof w.day, "%s", day);
}

/* --- words ---------------------------------------------------------------------------------------------------- */

/* The next word, ended in place; what follows is left in *rest. */
char *word_next(char **rest)
{
	char *start = *rest, *end = strchr(start, ' ');

	cr_assert(*start != '\0', "%s: a word is missing", w.day);
	*rest = end != NULL ? end + 1 : start + strlen(start);
	if (end != NULL)
		*end = '\0';
	return start;
}

bool word_is_none(const char *text)
{
	return strcmp(text, "-") == 0;
}

/* The UUID of a handle: the same one all along a test. */
const char *handle_uuid(const char *handle, char out[HANDLE_TEXT])
{
	unsigned int hash = 2166136261U;

	for (const char *c = handle; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619U;
	snprintf(out, HANDLE_TEXT, "%08x-0000-4000-8000-%012x", hash, hash);
	return out;
}

void json_uuid(struct strbuf *b, const char *key, const char *handle)
{
	char id[HANDLE_TEXT];

	json_string(b, key, handle_uuid(handle, id));
}

void json_some(struct strbuf *b, const char *key, const char *text)
{
	if (!word_is_none(text))
		json_string(b, key, text);
}

void json_version(struct strbuf *b, const char *table, const char *key, const char *handle, const char *more)
{
	char id[HANDLE_TEXT];

	json_int(b, "version", strtol(answer(w.world.owner, "SELECT version FROM jalon.%s WHERE %s = '%s' %s", table, key,
	                                     handle_uuid(handle, id), more), NULL, 10));
}

void json_person(struct strbuf *b)
{
	json_string(b, "identifiant", w.person);
}

/* --- the person, what is noted ------------------------------------------------------------------------------------ */

static void write_enrol(struct strbuf *b, char *rest)
{
	json_string(b, "nom", "Récit");
	json_string(b, "prenom", w.commands % 2 == 0 ? "Camille" : "Dominique");
	json_string(b, "regime", word_next(&rest));
	json_string(b, "naissance", word_next(&rest));
	json_string(b, "du", w.day);
}

static void write_orientation(struct strbuf *b, char *rest)
{
	char *parcours = word_next(&rest), *handle = mem_format("orientation %s", w.day);

	json_uuid(b, "orientation_id", handle);
	json_person(b);
	json_string(b, "parcours", parcours);
	json_string(b, "organisme", "agence");
	json_string(b, "motif", rest);
	free(handle);
}

static void write_diagnostic(struct strbuf *b, char *rest)
{
	json_uuid(b, "diagnostic_id", w.day);
	json_person(b);
	json_string(b, "projet", rest);
}

static void write_rights(struct strbuf *b, char *rest)
{
	json_uuid(b, "information_id", w.day);
	json_person(b);
	json_string(b, "support", rest);
}

static void write_contact(struct strbuf *b, char *rest)
{
	json_uuid(b, "contact_id", w.day);
	json_person(b);
	json_string(b, "canal", rest);
	json_bool(b, "joint", true);
	json_string(b, "texte", "des nouvelles");
}

static void write_request(struct strbuf *b, char *rest)
{
	char *day;

	json_uuid(b, "demande_id", word_next(&rest));
	json_person(b);
	json_string(b, "nature", word_next(&rest));
	day = mem_format("%sT10:00", word_next(&rest));
	json_string(b, "recue_le", day);
	json_string(b, "canal", "courriel");
	json_string(b, "objet", rest);
	free(day);
}

static void write_answer(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "demande_id", handle);
	json_version(b, "demande", "demande_id", handle, "");
	json_string(b, "repondue_le", w.day); /* the day alone: at the hour of the run, the file read at noon may not know it yet */
	json_string(b, "reponse", rest);
}

/* --- appointments --------------------------------------------------------------------------------------------------- */

static void write_meeting(struct strbuf *b, char *rest)
{
	char *start;

	json_uuid(b, "seance_id", word_next(&rest));
	json_person(b);
	start = mem_format("%sT10:00", word_next(&rest));
	json_string(b, "debut", start);
	json_int(b, "minutes", 45);
	json_string(b, "type", rest);
	json_string(b, "lieu", "agence");
	free(start);
}

static void write_held(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "seance_id", handle);
	json_person(b);
	json_version(b, "participation", "seance_id", handle, "");
	json_string(b, "presence", "present");
	json_string(b, "conclusion", rest);
}

static void write_attendance(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "seance_id", handle);
	json_array_open(b, "presences");
	json_open(b);
	json_person(b);
	json_version(b, "participation", "seance_id", handle, "");
	json_string(b, "presence", word_next(&rest));
	json_string(b, "motif", rest);
	json_close(b);
	json_array_close(b);
}

static void write_cancel(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "seance_id", handle);
	json_person(b);
	json_version(b, "seance", "seance_id", handle, "");
	json_string(b, "demandeur", word_next(&rest));
	json_string(b, "motif", rest);
}

/* --- the contract ------------------------------------------------------------------------------------------------- */

static void write_flags(struct strbuf *b, const char *action)
{
	if (word_is_none(action))
		return;
	json_bool(b, "action", true);
	if (strcmp(action, "emploi") == 0)
		json_bool(b, "visee_emploi", true);
	else if (strcmp(action, "structurante") == 0)
		json_bool(b, "structurante", true);
}

static void write_source(struct strbuf *b, char *source)
{
	for (char *c = source; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	json_some(b, "source", source);
}

static void write_line(struct strbuf *b, char *rest)
{
	word_next(&rest); /* « + » */
	json_open(b);
	json_uuid(b, "engagement_id", word_next(&rest));
	json_string(b, "debiteur", word_next(&rest));
	json_some(b, "echeance", word_next(&rest));
	json_some(b, "cadence", word_next(&rest));
	write_flags(b, word_next(&rest));
	json_some(b, "regle", word_next(&rest));
	write_source(b, word_next(&rest));
	json_string(b, "objet", rest);
	json_close(b);
}

/* The lines that follow in the step: those added, then those withdrawn. */
static void write_lines(struct strbuf *b, const char *key)
{
	char id[HANDLE_TEXT];

	json_array_open(b, key);
	for (; w.next != NULL && *w.next != NULL && **w.next == '+'; w.next++) {
		char *line = mem_format("%s", *w.next);

		write_line(b, line);
		free(line);
	}
	json_array_close(b);
	if (w.next == NULL || *w.next == NULL || **w.next != '-')
		return;
	json_array_open(b, "retraits");
	for (; *w.next != NULL && **w.next == '-'; w.next++)
		json_array_string(b, handle_uuid(*w.next + 2, id));
	json_array_close(b);
}

static void write_target(struct strbuf *b, char *target)
{
	char *intensive = strstr(target, ",intensif");

	if (intensive != NULL) {
		json_bool(b, "intensif", true);
		*intensive = '\0';
	}
	json_some(b, "cible_minutes", target);
}

static void write_contract(struct strbuf *b, char *rest)
{
	json_uuid(b, "contrat_id", word_next(&rest));
	json_person(b);
	json_string(b, "debut", word_next(&rest));
	json_some(b, "fin", word_next(&rest));
	json_some(b, "parcours", word_next(&rest));
	write_target(b, word_next(&rest));
	json_string(b, "objectifs", rest);
	write_lines(b, "engagements");
}

static void write_amendment(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "contrat_id", handle);
	json_version(b, "contrat", "contrat_id", handle, "");
	json_some(b, "fin", word_next(&rest));
	write_target(b, word_next(&rest));
	json_string(b, "motif", rest);
	write_lines(b, "ajouts");
}

static void write_rank(struct strbuf *b, const char *handle, const char *rank)
{
	char *of_rank = mem_format("AND rang = %s", rank);

	json_uuid(b, "contrat_id", handle);
	json_string(b, "rang", rank);
	json_version(b, "contrat_version", "contrat_id", handle, of_rank);
	free(of_rank);
}

static void write_signature(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest), *rank = word_next(&rest);

	write_rank(b, handle, rank);
	if (strcmp(rest, "structure") != 0) {
		json_string(b, "signe_personne_le", w.day);
		json_string(b, "signataire", "personne");
	}
	if (strcmp(rest, "personne") != 0)
		json_string(b, "signe_structure_le", w.day);
}

static void write_give_up(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	write_rank(b, handle, rest);
}

static void write_choice(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "contrat_id", handle);
	json_version(b, "contrat", "contrat_id", handle, "");
	json_string(b, "choix", word_next(&rest));
	json_string(b, "motif", rest);
}

static void write_closing(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "contrat_id", handle);
	json_version(b, "contrat", "contrat_id", handle, "");
	json_string(b, "dernier_jour", word_next(&rest));
	json_string(b, "motif", word_next(&rest));
	json_string(b, "texte", rest);
}

static void write_keep(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "engagement_id", handle);
	json_version(b, "engagement", "engagement_id", handle, "");
	json_string(b, "tenu_le", *rest != '\0' ? rest : w.day);
}

static void write_excuse(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "engagement_id", handle);
	json_version(b, "engagement", "engagement_id", handle, "");
	json_string(b, "motif", rest);
}

/* Of a commitment, E and a number; else of a clock. */
static void write_remedial(struct strbuf *b, char *rest)
{
	char *of;

	json_uuid(b, "compensation_id", word_next(&rest));
	json_person(b);
	of = word_next(&rest);
	if (*of == 'E')
		json_uuid(b, "engagement_id", of);
	else
		json_string(b, "regle", of);
	json_string(b, "manque_le", word_next(&rest));
	json_string(b, "prejudice", "un mois perdu");
	json_string(b, "echeance", word_next(&rest));
	json_string(b, "objet", rest);
}

static void write_delivery(struct strbuf *b, char *rest)
{
	char *handle = word_next(&rest);

	json_uuid(b, "compensation_id", handle);
	json_version(b, "compensation", "compensation_id", handle, "");
	json_string(b, "texte", rest);
}

/* --- hours, days away, dated periods ---------------------------------------------------------------------------- */

static void write_hours(struct strbuf *b, char *rest)
{
	json_uuid(b, "activite_id", word_next(&rest));
	json_person(b);
	json_string(b, "jour", word_next(&rest));
	json_string(b, "theme", word_next(&rest));
	json_string(b, "minutes", rest);
}

static void write_validation(struct strbuf *b, char *rest)
{
	json_person(b);
	json_array_open(b, "activites");
	json_open(b);
	json_uuid(b, "activite_id", rest);
	json_version(b, "activite", "activite_id", rest, "");
	json_close(b);
	json_array_close(b);
}

static void write_dispensation(struct strbuf *b, char *rest)
{
	json_uuid(b, "derogation_id", word_next(&rest));
	json_person(b);
	json_string(b, "du", word_next(&rest));
	json_string(b, "au", word_next(&rest));
	json_string(b, "cible_minutes", word_next(&rest));
	json_string(b, "motif", rest);
}

static void write_days_away(struct strbuf *b, char *rest)
{
	char *nature = word_next(&rest), *from = word_next(&rest);

	json_uuid(b, "conge_id", from);
	json_person(b);
	json_string(b, "nature", nature);
	json_string(b, "du", from);
	json_string(b, "au", rest);
}

static void write_regime(struct strbuf *b, char *rest)
{
	json_person(b);
	json_string(b, "regime", word_next(&rest));
	json_string(b, "du", w.day);
	json_string(b, "motif", rest);
}

static void write_end(struct strbuf *b, char *rest)
{
	json_person(b);
	json_string(b, "au", word_next(&rest));
	json_string(b, "motif", rest);
}

static void write_follow_up(struct strbuf *b, char *rest)
{
	json_person(b);
	json_string(b, "modalite", rest);
	json_string(b, "du", w.day);
}

/* --- acts ---------------------------------------------------------------------------------------------------------- */

static const struct act_word act_words[] = {
	{"inscrire", "personne_inscrire", write_enrol},
	{"orienter", "orientation_noter", write_orientation},
	{"diagnostic", "diagnostic_ecrire", write_diagnostic},
	{"droits", "information_donner", write_rights},
	{"contact", "contact_noter", write_contact},
	{"demande", "demande_recevoir", write_request},
	{"repondre", "demande_repondre", write_answer},
	{"rdv", "rdv_donner", write_meeting},
	{"tenu", "rdv_conclure", write_held},
	{"issue", "rdv_presence", write_attendance},
	{"annuler", "rdv_annuler", write_cancel},
	{"contrat", "contrat_preparer", write_contract},
	{"avenant", "contrat_avenant", write_amendment},
	{"signer", "contrat_signer", write_signature},
	{"abandonner", "contrat_abandonner", write_give_up},
	{"choisir", "contrat_choisir", write_choice},
	{"clore", "contrat_clore", write_closing},
	{"garder", "engagement_tenir", write_keep},
	{"excuser", "engagement_excuser", write_excuse},
	{"compenser", "compensation_ouvrir", write_remedial},
	{"remettre", "compensation_remettre", write_delivery},
	{"heures", "heures_declarer", write_hours},
	{"valider", "heures_valider", write_validation},
	{"deroger", "derogation_accorder", write_dispensation},
	{"absent", "conge_declarer", write_days_away},
	{"regime", "regime_changer", write_regime},
	{"fin", "regime_clore", write_end},
	{"suivi", "suivi_changer", write_follow_up},
};

static const struct act_word *act_find(const char *name)
{
	const struct act_word *of_training = training_word(name);

	if (of_training != NULL)
		return of_training;
	for (size_t i = 0; i < sizeof act_words / sizeof *act_words; i++)
		if (strcmp(act_words[i].word, name) == 0)
			return &act_words[i];
	cr_assert_fail("%s: no act is called « %s »", w.day, name);
	return NULL;
}

static void passage_expect(char *rest)
{
	struct arena arena = {0};
	enum regime to = regime_from_code(word_next(&rest));
	struct date day;
	struct passage_effects effects;
	bool told = false;

	cr_assert(date_parse(w.day, &day));
	effects = passage_effects(&arena, &w.book, worked_commitments(&arena, w.day), to, day);
	for (size_t i = 0; i < effects.count; i++)
		told |= strstr(effects.lines[i], rest) != NULL;
	cr_expect(told, "%s: of a passage to %s nothing says « %s »", w.day, regime_code(to), rest);
	for (size_t i = 0; !told && i < effects.count; i++)
		cr_log_error("  %s", effects.lines[i]);
	arena_free(&arena);
}

static void person_keep(void)
{
	snprintf(w.person, sizeof w.person, "%s", answer(w.world.owner, "SELECT identifiant FROM jalon.personne ORDER BY personne_id DESC LIMIT 1"));
}

/* refusal: the constraint that must refuse it, NULL none. */
static void act_send(const struct act_word *a, const char *act, char *rest, const char *refusal)
{
	struct strbuf b = {0};
	const char *got;

	json_open(&b);
	a->write(&b, rest);
	json_close(&b);
	got = command(w.me, ++w.commands, a->verb, strbuf_str(&b));
	if (refusal == NULL)
		cr_assert_str_eq(got, "faite", "%s: %s: %s", w.day, act, got);
	else
		cr_assert(strstr(got, refusal) != NULL, "%s: %s: %s, expected %s", w.day, act, got, refusal);
	strbuf_free(&b);
	if (a->write == write_enrol)
		person_keep();
}

void worked_act(const char *act)
{
	char *text = mem_format("%s", act), *rest = text, *name = word_next(&rest), *refusal = NULL;

	if (strcmp(name, "refus") == 0) {
		refusal = word_next(&rest);
		name = word_next(&rest);
	}
	if (strcmp(name, "effet") == 0)
		passage_expect(rest);
	else if (strcmp(name, "dit") == 0)
		training_expect(w.day, rest);
	else if (strcmp(name, "au") == 0) {
		const char *past = word_next(&rest);

		training_expect(past, rest);
	}
	else
		act_send(act_find(name), act, rest, refusal);
	free(text);
}

static void acts_play(const char *const *acts)
{
	while (acts != NULL && *acts != NULL) {
		w.next = acts + 1;
		worked_act(*acts);
		acts = w.next;
	}
	w.next = NULL;
}

/* --- what is read ------------------------------------------------------------------------------------------------- */

static void ask(const char *const *names, size_t count, PGresult **results, const char *const values[4])
{
	for (size_t i = 0; i < count; i++) {
		int params = strncmp(names[i], "heures_", 7) == 0 ? 4 : 2;

		results[i] = PQexecParams(w.me, sql_query(names[i]), params, NULL, values, NULL, NULL, 0);
		cr_assert_eq(PQresultStatus(results[i]), PGRES_TUPLES_OK, "%s: %s", names[i], PQresultErrorMessage(results[i]));
	}
}

static void clear(PGresult **results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		PQclear(results[i]);
}

struct commitment_file *worked_commitments(struct arena *arena, const char *day)
{
	static const char *const names[BOND_COUNT] = {"fiche_lecture", "fiche_personne", "engagements_dates", "fiche_passages",
		"engagements_contrats", "fiche_engagements", "engagements_compensations", "engagements_orientations",
		"engagements_diagnostics", "engagements_droits", "engagements_demandes", "fiche_rendez_vous",
		"fiche_formations", "fiche_periodes"};
	PGresult *results[BOND_COUNT];
	struct commitment_file *f;

	ask(names, BOND_COUNT, results, (const char *[]){w.person, day, NULL, NULL});
	f = rows_commitments(arena, results);
	clear(results, BOND_COUNT);
	cr_assert_not_null(f);
	return f;
}

struct hours_file *worked_hours(struct arena *arena, const char *day, struct date from, struct date to)
{
	static const char *const names[HOURS_COUNT] = {"fiche_lecture", "fiche_personne", "fiche_passages", "heures_activites",
		"heures_derogations", "heures_absences", "heures_cibles", "heures_rappels", "fiche_formations"};
	PGresult *results[HOURS_COUNT];
	char first[DATE_TEXT], last[DATE_TEXT];
	struct hours_file *f;

	ask(names, HOURS_COUNT, results, (const char *[]){w.person, day, date_format(from, first), date_format(to, last)});
	f = rows_hours(arena, results);
	clear(results, HOURS_COUNT);
	cr_assert_not_null(f);
	f->from = from;
	return f;
}

struct training_file *worked_training(struct arena *arena, const char *training, const char *day)
{
	static const char *const names[TRAINING_COUNT] = {"formation_lecture", "fiche_personne", "fiche_formations", "formation_projet",
		"formation_prealables", "formation_evenements", "formation_pieces", "formation_lignes", "formation_absences",
		"fiche_periodes", "fiche_droits"};
	PGresult *results[TRAINING_COUNT];
	struct training_file *f;

	PQclear(PQexec(w.me, "BEGIN")); /* the first query tells the others whose it is, within the transaction */
	ask(names, TRAINING_COUNT, results, (const char *[]){training, day, NULL, NULL});
	PQclear(PQexec(w.me, "COMMIT"));
	f = rows_training(arena, results);
	clear(results, TRAINING_COUNT);
	return f;
}

/* --- what is judged ------------------------------------------------------------------------------------------------ */

static const char *day_or_none(struct arena *arena, struct date day)
{
	char text[DATE_TEXT];

	return date_is_set(day) ? arena_strdup(arena, date_format(day, text)) : "-";
}

const char *worked_flag(struct arena *arena, const struct reason *r)
{
	return arena_format(arena, "%s %s %s %s %s %s", reason_code_name(r->code), band_code(r->band), day_or_none(arena, r->due.day),
	                    debtor_code(r->debtor), r->rule->code, r->rule->source);
}

const char *worked_line(struct arena *arena, const struct ledger_line *l)
{
	const struct rule *rule = l->clock.rule;
	const char *code = l->item != NULL && l->item->rule[0] != '\0' ? l->item->rule : rule->code;
	const char *source = l->item != NULL && l->item->source[0] != '\0' ? l->item->source : rule->source;

	return arena_format(arena, "%s %s %s %s %s : %s", debtor_code(l->debtor), item_state_code(l->state), day_or_none(arena, l->due),
	                    code, source, l->object);
}

static struct moment noon_of(const char *day)
{
	struct moment m = {.minute = NOON};

	cr_assert(date_parse(day, &m.day), "%s", day);
	return m;
}

static bool told(const char *const *list, const char *text)
{
	for (; list != NULL && *list != NULL; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

/* What is expected is there; what is urgent is expected. On a difference, all that is there is shown. */
static void expect_same(const char *what, const char *const *expected, const char *const *got, const bool *urgent, size_t count)
{
	bool same = true;

	for (size_t i = 0; i < count; i++)
		if (urgent[i] && !told(expected, got[i])) {
			cr_expect(false, "%s: %s not told: %s", w.day, what, got[i]);
			same = false;
		}
	for (const char *const *e = expected; e != NULL && *e != NULL; e++) {
		bool there = false;

		for (size_t i = 0; i < count; i++)
			there |= strcmp(*e, got[i]) == 0;
		cr_expect(there, "%s: %s not there: %s", w.day, what, *e);
		same &= there;
	}
	for (size_t i = 0; !same && i < count; i++)
		cr_log_error("%s: %s  %s", w.day, what, got[i]);
}

static void flags_check(struct arena *arena, const struct judged_person *p, const char *const *expected)
{
	const char **got = arena_array(arena, p->reason_count + 1, sizeof *got);
	bool *urgent = arena_array(arena, p->reason_count + 1, sizeof *urgent);

	for (size_t i = 0; i < p->reason_count; i++) {
		got[i] = worked_flag(arena, &p->reasons[i]);
		urgent[i] = p->reasons[i].band != BAND_GREY;
	}
	expect_same("flag", expected, got, urgent, p->reason_count);
}

static void lines_check(struct arena *arena, const struct ledger *l, const char *const *expected)
{
	const char **got = arena_array(arena, l->count + 1, sizeof *got);
	bool *urgent = arena_array(arena, l->count + 1, sizeof *urgent);

	for (size_t i = 0; i < l->count; i++) {
		got[i] = worked_line(arena, &l->lines[i]);
		urgent[i] = l->lines[i].state == ITEM_LATE;
	}
	expect_same("line", expected, got, urgent, l->count);
}

static void step_check(const struct step *s)
{
	struct arena arena = {0};
	struct commitment_file *f = worked_commitments(&arena, s->day);
	struct judged_person p = person_judge(&arena, &w.book, &f->person, noon_of(s->day), "35");
	struct ledger l = ledger_compute(&arena, &w.book, f, noon_of(s->day), "35");

	flags_check(&arena, &p, s->flags);
	lines_check(&arena, &l, s->lines);
	arena_free(&arena);
}

void worked_tell(const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		cr_assert(i == 0 || strcmp(steps[i - 1].day, steps[i].day) <= 0, "%s: a story goes forward", steps[i].day);
		worked_day(steps[i].day);
		acts_play(steps[i].acts);
		step_check(&steps[i]);
	}
}

const char *worked_judged(struct arena *arena, const struct rulebook *book, const char *day)
{
	struct commitment_file *f = worked_commitments(arena, day);
	struct judged_person p = person_judge(arena, book, &f->person, noon_of(day), "35");
	const char *text = "";

	for (size_t i = 0; i < p.reason_count; i++)
		text = arena_format(arena, "%s%s\n", text, worked_flag(arena, &p.reasons[i]));
	return text;
}
