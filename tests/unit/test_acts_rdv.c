/* The acts on appointments: what is sent, and each refusal with its field and its sentence. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "tests/support/office_agenda.h"

static struct office o;
static struct arena arena;
static struct error e;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	office_open_agenda(&o, "AAAAAA");
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(acts_rdv, .init = setup, .fini = teardown);

#define ID "00000000-0000-4000-8000-"

/* The content sent, each client-made id said « # ». */
static const char *sent(const char *verb)
{
	const struct request *r = memory_port_last(o.port, REQUEST_COMMAND);
	char *out, *to;

	cr_assert_not_null(r, "nothing was sent: %s", e.message);
	cr_assert_str_eq(r->verb, verb);
	out = to = arena_alloc(&arena, strlen(r->content) + 1);
	for (const char *at = r->content; *at != '\0';)
		if (strncmp(at, ID, strlen(ID)) == 0) {
			*to++ = '#';
			at += COMMAND_ID_TEXT - 1;
		} else {
			*to++ = *at++;
		}
	return out;
}

static void refused(const char *field, const char *words)
{
	cr_expect_str_eq(e.field, field, "%s: %s", e.field, e.message);
	cr_expect_not_null(strstr(e.message, words), "« %s » does not say « %s »", e.message, words);
	cr_expect_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "nothing is sent");
}

static struct rdv_new slot(const char *day, const char *time)
{
	return (struct rdv_new){.person = "AAAAAA", .day = day, .time = time, .minutes = "", .kind = "entretien", .place = "agence",
	                        .subject = "", .confirmation = ""};
}

Test(acts_rdv, give)
{
	struct rdv_new v = slot("26/11/2026", "9h");

	v.subject = "CV";
	cr_assert(act_rdv_give(&o.app, &v, &e), "%s", e.message);
	cr_assert_str_eq(sent("rdv_donner"), "{\"seance_id\":\"#\",\"identifiant\":\"AAAAAA\",\"debut\":\"2026-11-26T09:00\","
	                 "\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"agence\",\"objet\":\"CV\"}");
	cr_assert_str_eq(o.app.pending->label, "RDV avec BERNARD Aïcha, jeu. 26 nov. 09:00");
	cr_assert_str_eq(o.app.pending->person, "AAAAAA");
	cr_assert(o.app.pending->reversible);
}

Test(acts_rdv, give_reads_every_way_of_writing_a_time)
{
	static const struct { const char *typed, *start; } cases[] = {
		{"9h", "T09:00"}, {"9h30", "T09:30"}, {"9:30", "T09:30"}, {"09:30", "T09:30"}, {" 14H05 ", "T14:05"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rdv_new v = slot("2026-11-25", cases[i].typed);

		cr_assert(act_rdv_give(&o.app, &v, &e), "%s", e.message);
		cr_expect_not_null(strstr(sent("rdv_donner"), cases[i].start), "%s", cases[i].typed);
	}
}

Test(acts_rdv, give_refuses_what_is_mistyped)
{
	static const struct { const char *day, *time, *minutes, *kind, *place, *field, *words; } cases[] = {
		{"", "9h", "", "entretien", "agence", "jour", "le jour manque"},
		{"32/11/2026", "9h", "", "entretien", "agence", "jour", "n'est pas une date"},
		{"26/11/2026", "", "", "entretien", "agence", "heure", "l'heure manque"},
		{"26/11/2026", "9", "", "entretien", "agence", "heure", "n'est pas une heure"},
		{"26/11/2026", "25h", "", "entretien", "agence", "heure", "n'est pas une heure"},
		{"26/11/2026", "9h5", "", "entretien", "agence", "heure", "n'est pas une heure"},
		{"26/11/2026", "9h60", "", "entretien", "agence", "heure", "n'est pas une heure"},
		{"26/11/2026", "9h", "0", "entretien", "agence", "minutes", "5 à 720"},
		{"26/11/2026", "9h", "", "dîner", "agence", "type", "premier_entretien"},
		{"26/11/2026", "9h", "", "entretien", "lune", "lieu", "permanence"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rdv_new v = slot(cases[i].day, cases[i].time);

		v.minutes = cases[i].minutes;
		v.kind = cases[i].kind;
		v.place = cases[i].place;
		cr_expect_not(act_rdv_give(&o.app, &v, &e));
		cr_expect_eq(e.code, ERR_USAGE);
		refused(cases[i].field, cases[i].words);
	}
}

Test(acts_rdv, give_refuses_what_the_agenda_refuses)
{
	static const struct { const char *day, *time, *constraint, *field; } cases[] = {
		{"20/11/2026", "9h30", "rdv_passe", "heure"},
		{"02/12/2026", "10h", "rdv_conges", "jour"},
		{"26/11/2026", "10h30", "seance_conseiller_occupe", "heure"},
		{"25/12/2026", "10h", "rdv_ferie", "confirmation"},
		{"24/12/2026", "10h", "rdv_fermeture", "confirmation"},
		{"27/11/2026", "10h", "rdv_absence", "confirmation"},
		{"26/11/2026", "12h15", "rdv_hors_horaires", "confirmation"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rdv_new v = slot(cases[i].day, cases[i].time);

		cr_expect_not(act_rdv_give(&o.app, &v, &e), "%s", cases[i].constraint);
		cr_expect_eq(e.code, ERR_REFUSED);
		cr_expect_str_eq(e.constraint, cases[i].constraint);
		cr_expect_neq(e.remedy[0], '\0', "a way out");
		refused(cases[i].field, "pas de rendez-vous");
	}
}

Test(acts_rdv, give_is_confirmed_with_a_reason)
{
	struct rdv_new v = slot("26/11/2026", "12h15");

	v.confirmation = "seul moment possible";
	cr_assert(act_rdv_give(&o.app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(sent("rdv_donner"), "\"confirmation\":\"seul moment possible\""));
}

/* Congés of somebody else, and the times at which somebody else is taken, refuse nobody. */
Test(acts_rdv, give_to_another_than_the_agenda_was_read_for)
{
	struct rdv_new v = slot("02/12/2026", "10h");

	v.person = "BBBBBB";
	cr_assert(act_rdv_give(&o.app, &v, &e), "%s", e.message);
}

/* What was not read is left to the database. */
Test(acts_rdv, give_beyond_the_days_read)
{
	struct rdv_new v = slot("14/07/2027", "3h");

	cr_assert(act_rdv_give(&o.app, &v, &e), "%s", e.message);
}

Test(acts_rdv, nothing_is_written_of_the_past)
{
	struct rdv_new v = slot("26/11/2026", "9h");

	o.app.as_of = date_make(2026, 5, 1);
	cr_assert_not(act_rdv_give(&o.app, &v, &e));
	cr_assert_not_null(strstr(e.message, "consultation à une date passée"));
	cr_assert_not(act_line_done(&o.app, "AAAAAA", REASON_CONTACT_DUE, &e));
	cr_assert_not(act_rdv_cancel(&o.app, "m6", "", 3, "structure", "x", &e));
	cr_assert_eq(memory_port_count(o.port, REQUEST_COMMAND), 0);
}

/* --- the week after ------------------------------------------------------------------------------------------- */

Test(acts_rdv, next_week_copies_the_last_one)
{
	cr_assert_not(act_rdv_next_week(&o.app, "AAAAAA", &e), "3 December is in the congés");
	cr_assert_str_eq(e.constraint, "rdv_conges");
	cr_assert_not_null(strstr(e.remedy, "choisissez le créneau"));
	cr_assert(act_rdv_next_week(&o.app, "BBBBBB", &e), "%s", e.message);
	cr_assert_str_eq(sent("rdv_donner"), "{\"seance_id\":\"#\",\"identifiant\":\"BBBBBB\",\"debut\":\"2026-11-24T10:00\","
	                 "\"minutes\":45,\"type\":\"entretien\",\"lieu\":\"agence\"}");
	cr_assert_str_eq(o.app.pending->label, "RDV avec D’HÉROUVILLE␛[31M Éléonore·, mar. 24 nov. 10:00");
}

Test(acts_rdv, next_week_without_a_model)
{
	cr_assert_not(act_rdv_next_week(&o.app, "ZZZZZZ", &e));
	cr_assert_str_eq(e.message, "aucun rendez-vous connu à reprendre une semaine plus tard");
	cr_assert_not_null(strstr(e.remedy, "choisissez le créneau"));
	/* Whoever attends a group only has no slot of their own. */
	cr_assert_not(act_rdv_next_week(&o.app, "DDDDDD", &e));
}

/* --- recorded afterwards ---------------------------------------------------------------------------------------- */

Test(acts_rdv, unplanned)
{
	struct rdv_new v = slot("20/11/2026", "9h15");

	cr_assert(act_rdv_unplanned(&o.app, &v, "Venue sans rendez-vous.", &e), "%s", e.message);
	cr_assert_str_eq(sent("rdv_donner"), "{\"seance_id\":\"#\",\"identifiant\":\"AAAAAA\",\"debut\":\"2026-11-20T09:15\","
	                 "\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"agence\",\"imprevue\":true,"
	                 "\"conclusion\":\"Venue sans rendez-vous.\"}");
	cr_assert_str_eq(o.app.pending->label, "entretien non planifié avec BERNARD Aïcha, ven. 20 nov. 09:15");
}

Test(acts_rdv, unplanned_lies_in_the_past)
{
	struct rdv_new v = slot("20/11/2026", "15h");

	cr_assert_not(act_rdv_unplanned(&o.app, &v, "", &e));
	refused("heure", "après coup");
	v = slot("16/11/2026", "9h15");
	cr_assert_not(act_rdv_unplanned(&o.app, &v, "", &e));
	cr_assert_str_eq(e.constraint, "seance_conseiller_occupe", "nobody is at two places");
}

/* --- moving, cancelling ------------------------------------------------------------------------------------------- */

static struct rdv_move move_of(const char *day, const char *time)
{
	return (struct rdv_move){"m6", 3, day, time, "", "", "personne", "rendez-vous médical", ""};
}

Test(acts_rdv, move)
{
	struct rdv_move v = move_of("26/11/2026", "10h30");

	cr_assert(act_rdv_move(&o.app, &v, &e), "its own time is free: %s", e.message);
	cr_assert_str_eq(sent("rdv_deplacer"), "{\"seance_id\":\"m6\",\"version\":3,\"debut\":\"2026-11-26T10:30\","
	                 "\"demandeur\":\"personne\",\"motif\":\"rendez-vous médical\"}");
	cr_assert_str_eq(o.app.pending->label, "RDV avec BERNARD Aïcha, jeu. 26 nov. 10:15 : déplacé au jeu. 26 nov. 10:30");
	cr_assert_not(o.app.pending->reversible);
}

Test(acts_rdv, move_keeps_the_length_when_none_is_typed)
{
	struct rdv_move v = move_of("26/11/2026", "12h");

	cr_assert_not(act_rdv_move(&o.app, &v, &e), "45 minutes run into the midday break");
	refused("confirmation", "hors des horaires");
	v.minutes = "30";
	v.place = "visio";
	cr_assert(act_rdv_move(&o.app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(sent("rdv_deplacer"), "\"minutes\":30,\"lieu\":\"visio\""));
}

Test(acts_rdv, move_refusals)
{
	struct rdv_move v = move_of("02/12/2026", "10h");

	cr_assert_not(act_rdv_move(&o.app, &v, &e));
	refused("jour", "congés déclarés");
	v = move_of("30/11/2026", "10h");
	v.asked_by = "";
	cr_assert_not(act_rdv_move(&o.app, &v, &e));
	refused("demandeur", "structure ou personne");
	v.asked_by = "structure";
	v.reason = " ";
	cr_assert_not(act_rdv_move(&o.app, &v, &e));
	refused("motif", "le motif manque");
	v.reason = "réunion";
	v.place = "lune";
	cr_assert_not(act_rdv_move(&o.app, &v, &e));
	refused("lieu", "le lieu est à choisir");
}

Test(acts_rdv, cancel)
{
	cr_assert_not(act_rdv_cancel(&o.app, "m6", "", 3, "quelqu'un", "x", &e));
	refused("demandeur", "structure ou personne");
	cr_assert_not(act_rdv_cancel(&o.app, "m6", "", 3, "structure", "", &e));
	refused("motif", "le motif manque");
	cr_assert(act_rdv_cancel(&o.app, "m6", "", 3, "structure", "absence", &e), "%s", e.message);
	cr_assert_str_eq(sent("rdv_annuler"), "{\"seance_id\":\"m6\",\"version\":3,\"demandeur\":\"structure\",\"motif\":\"absence\"}");
	cr_assert_str_eq(o.app.pending->label, "RDV avec BERNARD Aïcha, jeu. 26 nov. 10:15 : annulé par la structure");
	cr_assert_str_eq(o.app.pending->person, "AAAAAA");
	cr_assert(act_rdv_cancel(&o.app, "m5", "DDDDDD", 3, "personne", "malade", &e), "%s", e.message);
	cr_assert_not_null(strstr(sent("rdv_annuler"), "\"identifiant\":\"DDDDDD\""));
}

/* --- series --------------------------------------------------------------------------------------------------------- */

Test(acts_rdv, series_jumps_over_what_refuses)
{
	struct rdv_new v = slot("27/11/2026", "10h");
	struct series plan;
	size_t objects = 0;

	cr_assert(act_rdv_series_plan(&o.app, &v, "6", &arena, &plan, &e), "%s", e.message);
	cr_assert_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "only planned");
	cr_assert_eq(plan.count, 6);
	cr_assert_eq(plan.given, 2, "absence, congés, …, holidays: %zu", plan.given);
	cr_assert(act_rdv_series(&o.app, &v, "6", &arena, &plan, &e), "%s", e.message);
	cr_assert_str_eq(sent("rdv_serie"), "{\"serie_id\":\"#\",\"identifiant\":\"AAAAAA\",\"semaines\":6,\"seances\":["
	                 "{\"seance_id\":\"#\",\"debut\":\"2026-12-11T10:00\"},{\"seance_id\":\"#\",\"debut\":\"2026-12-18T10:00\"}],"
	                 "\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"agence\"}");
	for (const char *at = sent("rdv_serie"); (at = strstr(at, "seance_id")) != NULL; at++)
		objects++;
	cr_assert_eq(objects, plan.given);
	cr_assert_str_eq(o.app.pending->label, "2 RDV avec BERNARD Aïcha, ven. 11 déc. 10:00, chaque semaine jusqu'au ven. 18 déc.");
}

Test(acts_rdv, series_refusals)
{
	struct rdv_new v = slot("27/11/2026", "20h");
	struct series plan;

	cr_assert_not(act_rdv_series(&o.app, &v, "2", &arena, &plan, &e));
	refused("semaines", "3 à 26");
	cr_assert_not(act_rdv_series(&o.app, &v, "27", &arena, &plan, &e));
	refused("semaines", "3 à 26");
	cr_assert_not(act_rdv_series(&o.app, &v, "4", &arena, &plan, &e));
	refused("semaines", "aucun rendez-vous");
	cr_assert_str_eq(e.constraint, "serie_vide");
	v.confirmation = "cours du soir";
	cr_assert(act_rdv_series(&o.app, &v, "4", &arena, &plan, &e), "the hours are confirmed once: %s", e.message);
	cr_assert_eq(plan.given, 2, "congés and absences are still jumped over");
}

Test(acts_rdv, series_waits_for_the_agenda_of_those_weeks)
{
	struct rdv_new v = slot("25/01/2027", "10h");
	struct series plan;
	size_t before = memory_port_count(o.port, REQUEST_AGENDA);
	const struct request *r;

	cr_assert_not(act_rdv_series_plan(&o.app, &v, "10", &arena, &plan, &e));
	cr_assert_eq(e.code, ERR_NOTHING);
	cr_assert_not_null(strstr(e.message, "en cours de lecture"));
	cr_assert_eq(memory_port_count(o.port, REQUEST_AGENDA), before + 1);
	r = memory_port_last(o.port, REQUEST_AGENDA);
	cr_assert_str_eq(r->id, "AAAAAA");
	cr_assert_eq(r->from.days, date_make(2027, 1, 25).days);
	cr_assert_eq(r->to.days, date_make(2027, 3, 29).days);
	cr_assert_not(act_rdv_series_plan(&o.app, &v, "10", &arena, &plan, &e));
	cr_assert_eq(memory_port_count(o.port, REQUEST_AGENDA), before + 1, "asked once");
}

/* --- proposals -------------------------------------------------------------------------------------------------------- */

static const struct moment offered[] = {{{20784}, 600}, {{20783}, 840}, {{20783}, 540}}; /* 27/11 10:00, 26/11 14:00, 9:00 */

Test(acts_rdv, proposal)
{
	cr_assert(act_proposal_make(&o.app, "AAAAAA", offered + 1, 2, 30, "entretien", "agence", "", &e), "%s", e.message);
	cr_assert_str_eq(sent("proposition_faire"), "{\"proposition_id\":\"#\",\"identifiant\":\"AAAAAA\",\"creneaux\":["
	                 "\"2026-11-26T09:00\",\"2026-11-26T14:00\"],\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"agence\"}");
	cr_assert_str_eq(o.app.pending->label, "2 créneaux proposés à BERNARD Aïcha");
}

Test(acts_rdv, proposal_refusals)
{
	const struct moment twice[] = {offered[1], offered[1]};

	cr_assert_not(act_proposal_make(&o.app, "AAAAAA", offered + 1, 1, 30, "entretien", "agence", "", &e));
	refused("creneaux", "de 2 à 6");
	cr_assert_not(act_proposal_make(&o.app, "AAAAAA", twice, 2, 30, "entretien", "agence", "", &e));
	refused("creneaux", "deux fois");
	cr_assert_not(act_proposal_make(&o.app, "AAAAAA", offered, 2, 30, "entretien", "agence", "", &e));
	refused("creneaux", "absence");
	cr_assert_not(act_proposal_make(&o.app, "AAAAAA", offered + 1, 2, 3, "entretien", "agence", "", &e));
	refused("minutes", "5 à 720");
}

Test(acts_rdv, proposal_is_chosen_or_withdrawn)
{
	const struct proposal *p = &o.app.agenda.facts->proposals[0];

	cr_assert_not(act_proposal_choose(&o.app, p, 2, &e));
	refused("creneaux", "n'est pas de ceux proposés");
	cr_assert(act_proposal_choose(&o.app, p, 1, &e), "%s", e.message);
	cr_assert_str_eq(sent("proposition_choisir"), "{\"proposition_id\":\"p1\",\"seance_id\":\"#\",\"debut\":\"2026-11-25T15:00\"}");
	cr_assert(act_proposal_withdraw(&o.app, p, &e));
	cr_assert_str_eq(sent("proposition_retirer"), "{\"proposition_id\":\"p1\"}");
}
