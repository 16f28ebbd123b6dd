/* The acts on training requests: what each sends, and each refusal with its constraint, its field and its sentence. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_training.h"
#include "sql/client/constraints.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;
static struct error e;

static struct funder funders[] = {
	{"constructys", "CONSTRUCTYS", "opca", false, 7, "000:2021"},
	{"region", "Région", "region", true, 30, "000:2177"},
};
static const struct funder_list funder_list = {funders, 2};

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	o.app.funders = &funder_list;
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(acts_training, .init = setup, .fini = teardown);

#define ID "00000000-0000-4000-8000-"

/* The content sent, each client-made id said « # », the request's « F ». */
static const char *content(const char *verb)
{
	const struct request *r = memory_port_last(o.port, REQUEST_COMMAND);
	char *out, *to;

	cr_assert_not_null(r, "nothing was sent: %s", e.message);
	cr_assert_str_eq(r->verb, verb);
	out = to = arena_alloc(&arena, strlen(r->content) + 1);
	for (const char *at = r->content; *at != '\0';) {
		bool made = strncmp(at, ID, strlen(ID)) == 0;

		if (made || strncmp(at, OFFICE_TRAINING_ID, strlen(OFFICE_TRAINING_ID)) == 0) {
			*to++ = made ? '#' : 'F';
			at += COMMAND_ID_TEXT - 1;
		} else {
			*to++ = *at++;
		}
	}
	return out;
}

/* Refusals that name what is missing, or where the request stands, say more than the table of refusals can. */
static bool says_more(const char *constraint)
{
	static const char *const own[] = {"formation_transition", "formation_prealables", "formation_trou", "formation_entree_decision"};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(constraint, own[i]) == 0)
			return true;
	return false;
}

static void refused(const char *constraint, const char *field, const char *words)
{
	const struct constraint_text *said = e.constraint[0] != '\0' ? constraint_text_find(e.constraint) : NULL;

	cr_expect_str_eq(e.constraint, constraint, "%s: %s", e.constraint, e.message);
	cr_expect_str_eq(e.field, field, "%s: %s", e.field, e.message);
	cr_expect_not_null(strstr(e.message, words), "« %s » does not say « %s »", e.message, words);
	cr_expect_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "nothing is sent");
	if (e.constraint[0] == '\0')
		return;
	cr_assert_not_null(said, "%s is no constraint of the database", e.constraint);
	cr_expect_neq(e.remedy[0], '\0', "%s says what to do", constraint);
	if (!says_more(e.constraint))
		cr_expect_eq(strncmp(e.message, said->message, strlen(said->message)), 0, "« %s » is not « %s »", e.message, said->message);
}

static const struct training *open_at(enum office_training which)
{
	office_open_training(&o, which);
	return &o.app.training.file->request;
}

/* --- raising ------------------------------------------------------------------------------------------------------- */

static struct training_details draft(void)
{
	return (struct training_details){.session = "", .title = "Soudeur TIG", .trade = "H2913", .aim = "qualification", .body = "AFPA",
	                                 .place = "Rennes", .basin = "35", .hours = "800", .weekly = "35h", .from = "01/06/2027",
	                                 .last_day = "08/11/2027"};
}

Test(acts_training, raise)
{
	struct training_details v = draft();

	cr_assert(act_training_raise(&o.app, "AAAAAA", &v, "", "Idée venue de l'immersion", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_evoquer"),
	                 "{\"formation_id\":\"#\",\"identifiant\":\"AAAAAA\",\"intitule\":\"Soudeur TIG\",\"rome\":\"H2913\","
	                 "\"objectif\":\"qualification\",\"organisme\":\"AFPA\",\"lieu\":\"Rennes\",\"departement\":\"35\",\"minutes\":48000,"
	                 "\"rythme_minutes\":2100,\"debut\":\"2027-06-01\",\"fin\":\"2027-11-08\",\"le\":\"2026-11-20\","
	                 "\"texte\":\"Idée venue de l'immersion\"}");
	cr_assert_str_eq(o.app.pending->label, "formation de BERNARD Aïcha : évoquée");
	cr_assert(o.app.pending->reversible);
}

Test(acts_training, raise_leaves_out_what_is_not_known)
{
	struct training_details v = {.title = "CAP cuisine"};

	cr_assert(act_training_raise(&o.app, "AAAAAA", &v, "17/11/2026", NULL, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_evoquer"),
	                 "{\"formation_id\":\"#\",\"identifiant\":\"AAAAAA\",\"intitule\":\"CAP cuisine\",\"le\":\"2026-11-17\"}");
}

Test(acts_training, raise_from_the_catalogue)
{
	struct training_details v;

	office_open_courses(&o);
	v = training_details_of(&arena, &o.app.courses.sessions[0]);
	cr_assert(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_evoquer"),
	                 "{\"formation_id\":\"#\",\"identifiant\":\"AAAAAA\",\"session_id\":\"30000000-0000-4000-8000-000000000001\","
	                 "\"intitule\":\"Aide-soignante\",\"rome\":\"J1501\",\"objectif\":\"certification\","
	                 "\"organisme\":\"GRETA de Haute-Bretagne\",\"lieu\":\"Vitré\",\"departement\":\"35\",\"minutes\":84000,"
	                 "\"rythme_minutes\":2100,\"debut\":\"2026-12-07\",\"fin\":\"2027-09-12\",\"le\":\"2026-11-20\"}");
}

Test(acts_training, raise_refuses_bad_input)
{
	struct training_details v = draft();

	v.title = " ";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "intitule", "l'intitulé de la formation manque");
	v = draft();
	v.trade = "soudeur";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "rome", "une lettre de A à N et quatre chiffres");
	v = draft();
	v.aim = "plaisir";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "objectif", "est à choisir parmi adaptation");
	v = draft();
	v.basin = "99";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "departement", "01 à 95");
	v = draft();
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "21/11/2026", "", &e));
	refused("formation_evenement_futur", "le", "dans le futur");
}

/* « Hours of zero, an end before its start » */
Test(acts_training, raise_refuses_hours_of_zero_and_an_end_before_its_start)
{
	struct training_details v = draft();

	v.hours = "0";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("formation_heures", "heures", "au moins une minute");
	v = draft();
	v.weekly = "0h";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("formation_rythme", "rythme", "une minute à une semaine");
	v = draft();
	v.hours = "beaucoup";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "heures", "un nombre d'heures");
	v = draft();
	v.weekly = "200";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "rythme", "168 heures au plus");
	v = draft();
	v.last_day = "31/05/2027";
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("formation_bornes", "fin", "finit après son début");
}

Test(acts_training, nothing_is_written_about_a_day_gone_by)
{
	struct training_details v = draft();

	o.app.as_of = date_make(2026, 5, 1);
	cr_assert_not(act_training_raise(&o.app, "AAAAAA", &v, "", "", &e));
	refused("", "", "rien ne s'enregistre");
}

/* --- correcting ---------------------------------------------------------------------------------------------------- */

Test(acts_training, describe_says_all_of_it)
{
	const struct training *t = open_at(OFFICE_FILED);
	struct training_details v = training_details_from(&arena, t);

	cr_assert_not(act_training_describe(&o.app, t, &v, &e));
	cr_assert_eq(e.code, ERR_NOTHING, "a form sent as it was filled changes nothing");
	v.title = "Conducteur d'engins";
	v.weekly = "";
	cr_assert(act_training_describe(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_decrire"),
	                 "{\"formation_id\":\"F\",\"version\":5,\"session_id\":null,\"intitule\":\"Conducteur d'engins\",\"rome\":\"J1501\","
	                 "\"objectif\":\"qualification\",\"organisme\":\"GRETA de Haute-Bretagne\",\"lieu\":\"Vitré\",\"departement\":\"35\","
	                 "\"minutes\":33600,\"rythme_minutes\":null,\"debut\":\"2027-01-18\",\"fin\":\"2027-05-09\"}");
	cr_assert_str_eq(o.app.pending->label, "formation de BERNARD Aïcha : corrigée");
}

Test(acts_training, once_entered_only_the_days_are_corrected)
{
	const struct training *t = open_at(OFFICE_ENTERED);
	struct training_details v = training_details_from(&arena, t);

	v.title = "Autre chose";
	cr_assert_not(act_training_describe(&o.app, t, &v, &e));
	refused("formation_entree_figee", "intitule", "seules ses dates se corrigent");
	v = training_details_from(&arena, t);
	v.last_day = "28/02/2027";
	cr_assert(act_training_describe(&o.app, t, &v, &e), "%s", e.message);
}

Test(acts_training, a_closed_request_stays_as_it_is)
{
	const struct training *t = open_at(OFFICE_DROPPED_BEFORE);
	struct training_details v = training_details_from(&arena, t);
	const char *const text[PROJECT_FIELDS] = {"Un projet"};

	v.title = "Autre chose";
	cr_assert_not(act_training_describe(&o.app, t, &v, &e));
	refused("formation_close", "formation_id", "est close");
	cr_assert_not(act_training_project(&o.app, t, text, "", &e));
	refused("formation_close", "formation_id", "est close");
	cr_assert_not(act_training_precondition(&o.app, t, PRE_VAE, false, "", "", &e));
	refused("formation_close", "formation_id", "est close");
}

/* --- project, preconditions ------------------------------------------------------------------------------------------ */

Test(acts_training, project)
{
	const struct training *t = open_at(OFFICE_RAISED);
	const char *const text[PROJECT_FIELDS] = {"Devenir cuisinier", NULL, "Pas de permis"}, *const none[PROJECT_FIELDS] = {NULL, " "};

	cr_assert_not(act_training_project(&o.app, t, none, "", &e));
	refused("formation_projet_non_vide", "projet", "au moins une de ses six parties");
	cr_assert(act_training_project(&o.app, t, text, "", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_projeter"), "{\"formation_id\":\"F\",\"version\":3,\"projet\":\"Devenir cuisinier\",\"evaluation\":\"\","
	                 "\"contraintes\":\"Pas de permis\",\"ajustement\":\"\",\"points\":\"\",\"actions\":\"\"}");
	cr_assert_not(o.app.pending->reversible, "a version is never taken back");
}

/* Typed after the fact, as every other step: else what follows could not be dated of its day. */
Test(acts_training, pieces_are_dated_of_the_day_they_were_asked_for)
{
	const struct piece_new item = {"devis", "", DEBTOR_BODY, ""};
	const struct training *t = open_at(OFFICE_FILED);

	cr_assert_not(act_training_pieces_ask(&o.app, t, &item, 1, "21/11/2046", &e));
	refused("formation_evenement_futur", "le", "dans le futur");
	cr_assert(act_training_pieces_ask(&o.app, t, &item, 1, "16/11/2026", &e), "%s", e.message);
	cr_assert(strstr(content("formation_pieces_demander"), "\"le\":\"2026-11-16\"") != NULL);
}

Test(acts_training, a_project_is_dated_of_the_day_it_was_written)
{
	const char *const text[PROJECT_FIELDS] = {"Devenir cuisinier"};
	const struct training *t = open_at(OFFICE_RAISED);

	cr_assert_not(act_training_project(&o.app, t, text, "21/11/2046", &e));
	refused("formation_evenement_futur", "le", "dans le futur");
	cr_assert(act_training_project(&o.app, t, text, "16/11/2026", &e), "%s", e.message);
	cr_assert(strstr(content("formation_projeter"), "\"le\":\"2026-11-16\"") != NULL);
}

Test(acts_training, precondition)
{
	const struct training *t = open_at(OFFICE_PROJECT);

	cr_assert_not(act_training_precondition(&o.app, t, PRE_VAE, true, " ", "", &e));
	refused("formation_prealable_dispense", "texte", "dispensé dit pourquoi");
	cr_assert_not(act_training_precondition(&o.app, t, PRE_VAE, false, "", "21/11/2026", &e));
	refused("formation_prealable_futur", "le", "dans le futur");
	cr_assert_not(act_training_precondition(&o.app, t, PRE_COUNT, false, "", "", &e));
	refused("", "code", "n'existe pas");
	cr_assert(act_training_precondition(&o.app, t, PRE_VAE, true, "Aucune expérience", "", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_prealable"), "{\"formation_id\":\"F\",\"version\":4,\"code\":\"vae\",\"etat\":\"dispense\","
	                 "\"texte\":\"Aucune expérience\",\"le\":\"2026-11-20\"}");
	cr_assert_str_eq(o.app.pending->label, "formation de NGUYỄN Mai-Lan : VAE examinée (dispense)");
}

Test(acts_training, once_entered_project_and_preconditions_stand)
{
	const struct training *t = open_at(OFFICE_ENTERED);
	const char *const text[PROJECT_FIELDS] = {"Un projet"};

	cr_assert_not(act_training_project(&o.app, t, text, "", &e));
	refused("formation_entree_figee", "projet", "la formation a commencé");
	cr_assert_not(act_training_precondition(&o.app, t, PRE_VAE, false, "", "", &e));
	refused("formation_entree_figee", "code", "la formation a commencé");
}

/* --- steps ----------------------------------------------------------------------------------------------------------- */

Test(acts_training, a_step_that_does_not_follow_says_what_does)
{
	const struct training *t = open_at(OFFICE_PROJECT);

	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_GRANT}, &e));
	refused("formation_transition", "geste", "« projet »");
	cr_assert_str_eq(e.remedy, "de là, on peut : déclarer le dossier prêt, noter l'abandon");
	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_RAISE}, &e));
	refused("", "geste", "se note autrement");
	cr_assert_not(act_training_pieces_ask(&o.app, t, NULL, 0, "", &e));
	refused("formation_transition", "geste", "« projet »");
}

Test(acts_training, prepare_names_what_is_missing)
{
	const struct training *t = open_at(OFFICE_PROJECT);

	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_PREPARE}, &e));
	refused("formation_prealables", "", "mobilité examinée");
}

Test(acts_training, prepare_without_the_page_is_left_to_the_database)
{
	const struct training *t;

	office_open_trainings(&o, false);
	t = app_training_facts(&o.app, office_training_id(OFFICE_PROJECT));
	cr_assert(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_PREPARE}, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":4,\"geste\":\"preparer\",\"le\":\"2026-11-20\"}");
}

/* T3 (000:1546) */
Test(acts_training, file_says_before_that_no_income_will_come)
{
	const struct training *t = open_at(OFFICE_READY);
	struct training_advance v = {.step = STEP_FILE};

	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_financeur", "financeur", "se dépose chez un financeur");
	v.funder = "opcanowhere";
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("", "financeur", "le financeur est à choisir parmi ");
	v.funder = "constructys";
	cr_assert(training_no_income_there(&o.app, t, v.funder));
	cr_assert_not(training_no_income_there(&o.app, t, "region"));
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_sans_revenu", "sans_revenu_dit", "sans revenu");
	v.no_income_said = true;
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":4,\"geste\":\"deposer\",\"le\":\"2026-11-20\","
	                 "\"financeur\":\"constructys\",\"sans_revenu_dit\":true}");
	cr_assert_str_eq(strstr(o.app.pending->label, " : "), " : dossier déposé");
	cr_assert(o.app.pending->reversible);
}

/* T4 (000:1923) */
Test(acts_training, refuse_wants_grounds_and_a_counter_proposal_or_why_none)
{
	static const char *const tension[] = {"metier_non_en_tension"}, *const other[] = {"autre"}, *const unknown[] = {"humeur"};
	const struct training *t = open_at(OFFICE_FILED);
	struct training_advance v = {.step = STEP_REFUSE, .no_counter = "Aucune autre session cette année"};

	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_refus_motive", "motifs", "un refus dit ses motifs");
	v.grounds = unknown;
	v.ground_count = 1;
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("", "motifs", "metier_non_en_tension");
	v.grounds = other;
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_evenement_explique", "texte", "s'expliquent");
	v.grounds = tension;
	v.no_counter = " ";
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_refus_motive", "contre_proposition", "une contre-proposition ou pourquoi");
	cr_assert_str_eq(e.remedy, "écrivez l'une ou l'autre", "its ground is chosen");
	v.no_counter = "Aucune autre session cette année";
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":5,\"geste\":\"refuser\",\"le\":\"2026-11-20\","
	                 "\"motifs\":[\"metier_non_en_tension\"],\"sans_contre_proposition\":\"Aucune autre session cette année\"}");
}

Test(acts_training, counter_contest_and_exchange_are_explained)
{
	const struct training *t = open_at(OFFICE_FILED);

	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_COUNTER}, &e));
	refused("formation_evenement_explique", "texte", "s'expliquent");
	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_EXCHANGE, .with = "OPCA"}, &e));
	refused("formation_evenement_explique", "texte", "s'expliquent");
	t = open_at(OFFICE_CONTESTABLE);
	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_CONTEST}, &e));
	refused("formation_evenement_explique", "texte", "s'expliquent");
	cr_assert(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_CONTEST, .text = "La liste ne suffit pas"}, &e), "%s", e.message);
}

/* An exchange may be told of an earlier day; a step may not. */
Test(acts_training, steps_are_told_in_order)
{
	const struct training *t = open_at(OFFICE_FILED);
	struct training_advance v = {.step = STEP_GRANT, .on = "12/11/2026"};

	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_evenement_ordre", "le", "« déposée » depuis le 13/11/2026");
	v.on = "21/11/2026";
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_evenement_futur", "le", "dans le futur");
	v = (struct training_advance){.step = STEP_EXCHANGE, .on = "02/11/2026", .with = "l'OPCA", .text = "Dossier attendu"};
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":5,\"geste\":\"echange\",\"le\":\"2026-11-02\","
	                 "\"avec\":\"l'OPCA\",\"texte\":\"Dossier attendu\"}");
}

/* T3 (002:507) */
Test(acts_training, fund_wants_no_hole_or_a_reason)
{
	const struct training *t = open_at(OFFICE_HOLES);
	struct training_advance v = {.step = STEP_FUND};

	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_trou", "malgre", "rémunération, frais annexes");
	v.despite = "La personne tient avec ses économies";
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":6,\"geste\":\"financer\",\"le\":\"2026-11-20\","
	                 "\"malgre\":\"La personne tient avec ses économies\"}");
}

/* « An entry before a decision » */
Test(acts_training, enter_on_the_first_day_after_the_decision)
{
	const struct training *t = open_at(OFFICE_FUNDED);
	struct training_advance v = {.step = STEP_ENTER, .from = "10/11/2026", .last_day = "20/01/2027"};

	o.app.training.file->request.granted = date_make(2026, 11, 12);
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_entree_decision", "le", "précéder la décision du 12/11/2026");
	v.from = "30/11/2026";
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_evenement_futur", "debut", "dans le futur");
	v.from = "16/11/2026";
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":7,\"geste\":\"entrer\",\"le\":\"2026-11-16\","
	                 "\"fin\":\"2027-01-20\"}");
}

/* « A session without places » */
Test(acts_training, a_full_session_is_entered_when_the_body_keeps_a_place)
{
	const struct training *t;
	struct training_advance v = {.step = STEP_ENTER};

	office_open_courses(&o);
	t = open_at(OFFICE_FUNDED);
	o.app.training.file->request.session = o.app.courses.sessions[1].id;
	cr_assert_not(act_training_advance(&o.app, t, &v, &e));
	refused("formation_sans_place", "place_confirmee", "n'a plus de place");
	v.place_confirmed = true;
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("formation_avancer"), "\"place_confirmee\":true"));
}

Test(acts_training, end_check_drop_and_follow)
{
	static const char *const end[] = {"certification"}, *const drop[] = {"garde_enfant"}, *const follow[] = {"emploi"};
	const struct training *t = open_at(OFFICE_ENTERED);
	struct training_advance v = {.step = STEP_END, .last_day = "18/11/2026", .grounds = end, .ground_count = 1};

	cr_assert(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_CHECK, .text = "Tout va bien"}, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("formation_avancer"), "\"geste\":\"point_tiers\""));
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_avancer"), "{\"formation_id\":\"F\",\"version\":7,\"geste\":\"achever\",\"le\":\"2026-11-18\","
	                 "\"motifs\":[\"certification\"]}");
	v = (struct training_advance){.step = STEP_DROP, .grounds = drop, .ground_count = 1};
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	t = open_at(OFFICE_COMPLETED);
	v = (struct training_advance){.step = STEP_FOLLOW, .grounds = follow, .ground_count = 1};
	cr_assert(act_training_advance(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(strstr(content("formation_avancer"), "\"geste\""),
	                 "\"geste\":\"suivre\",\"le\":\"2026-11-20\",\"motifs\":[\"emploi\"]}");
}

Test(acts_training, drop_and_follow_say_why)
{
	static const char *const drop[] = {"emploi"};
	const struct training *t = open_at(OFFICE_FILED);

	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_DROP}, &e));
	refused("formation_evenement_motifs", "motifs", "par un motif de leur liste");
	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_GRANT, .grounds = drop, .ground_count = 1}, &e));
	refused("", "motifs", "ne prend pas de motif");
	t = open_at(OFFICE_COMPLETED);
	cr_assert_not(act_training_advance(&o.app, t, &(struct training_advance){.step = STEP_FOLLOW}, &e));
	refused("formation_evenement_motifs", "motifs", "par un motif de leur liste");
}

Test(acts_training, each_list_of_grounds_is_that_of_its_step)
{
	cr_assert_eq(training_step_grounds(STEP_REFUSE), training_grounds_refusal);
	cr_assert_eq(training_step_grounds(STEP_DROP), training_grounds_drop);
	cr_assert_eq(training_step_grounds(STEP_END), training_grounds_end);
	cr_assert_eq(training_step_grounds(STEP_FOLLOW), training_grounds_follow);
	cr_assert_null(training_step_grounds(STEP_GRANT));
}

/* --- pieces ------------------------------------------------------------------------------------------------------------ */

Test(acts_training, pieces_each_have_one_owner)
{
	const struct training *t = open_at(OFFICE_FILED);
	struct piece_new items[] = {{"devis", "Devis détaillé", DEBTOR_BODY, "27/11/2026"}, {"", "", DEBTOR_NONE, ""}, {"autre", "", DEBTOR_PERSON, ""}};

	cr_assert_not(act_training_pieces_ask(&o.app, t, items + 1, 1, "", &e));
	refused("formation_pieces", "pieces", "en nomme au moins une");
	cr_assert_not(act_training_pieces_ask(&o.app, t, items, 3, "", &e));
	refused("", "objet", "pièce 3 : ce qui est demandé manque");
	items[2].object = "Photo";
	items[2].owner = DEBTOR_BOTH;
	cr_assert_not(act_training_pieces_ask(&o.app, t, items, 3, "", &e));
	refused("", "debiteur", "pièce 3 : dites qui doit la fournir");
	items[2].owner = DEBTOR_PERSON;
	items[0].expected = "bientôt";
	cr_assert_not(act_training_pieces_ask(&o.app, t, items, 3, "", &e));
	refused("", "attendue_le", "pièce 1 : ");
	items[0].expected = "27/11/2026";
	cr_assert(act_training_pieces_ask(&o.app, t, items, 3, "", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_pieces_demander"),
	                 "{\"formation_id\":\"F\",\"version\":5,\"pieces\":[{\"piece_id\":\"#\",\"nature\":\"devis\",\"objet\":\"Devis détaillé\","
	                 "\"debiteur\":\"organisme\",\"attendue_le\":\"2026-11-27\"},{\"piece_id\":\"#\",\"nature\":\"autre\",\"objet\":\"Photo\","
	                 "\"debiteur\":\"personne\"}]}");
}

Test(acts_training, more_pieces_are_asked_while_some_are_awaited)
{
	const struct training *t = open_at(OFFICE_PIECES_PERSON);
	const struct piece_new item = {"devis", "", DEBTOR_BODY, ""};

	cr_assert(act_training_pieces_ask(&o.app, t, &item, 1, "", &e), "%s", e.message);
}

Test(acts_training, a_piece_is_received_once_and_not_before_it_is_asked)
{
	const struct training *t = open_at(OFFICE_PIECES_PERSON);
	const struct training_piece *p = o.app.training.file->pieces;

	cr_assert_not(act_training_piece_receive(&o.app, t, &p[1], "", &e));
	refused("formation_piece_deja_recue", "recue_le", "déjà reçue");
	cr_assert_not(act_training_piece_receive(&o.app, t, &p[0], "11/11/2026", &e));
	refused("formation_piece_avant", "recue_le", "avant d'être demandée");
	cr_assert_not(act_training_piece_receive(&o.app, t, &p[0], "21/11/2026", &e));
	refused("formation_piece_future", "recue_le", "dans le futur");
	cr_assert(act_training_piece_receive(&o.app, t, &p[0], "", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_piece_recevoir"), "{\"piece_id\":\"b1\",\"version\":1,\"recue_le\":\"2026-11-20\"}");
	cr_assert_str_eq(strstr(o.app.pending->label, " : "), " : pièce reçue, résultat du positionnement");
}

/* --- the catalogue --------------------------------------------------------------------------------------------------- */

Test(acts_training, filters_narrow_the_search_and_keep_its_words)
{
	const struct course_filters v = {.trade = "h2913", .basin = "2a", .funder = "region", .from = "01/03/2027", .to = "2027-06-30", .places_only = true};
	const struct course_query *q = &o.app.courses.query;

	app_search_courses(&o.app, &(struct course_query){.text = "Soudeuse", .trade = "", .basin = "", .funder = "", .from = DATE_NONE, .to = DATE_NONE,
		.after_starts = DATE_NONE, .after_id = ""});
	cr_assert(act_courses_filter(&o.app, &v, &e), "%s", e.message);
	cr_expect_str_eq(q->text, "soudeuse");
	cr_expect_str_eq(q->trade, "H2913");
	cr_expect_str_eq(q->basin, "2A");
	cr_expect_str_eq(q->funder, "region");
	cr_expect_eq(q->from.days, date_make(2027, 3, 1).days);
	cr_expect_eq(q->to.days, date_make(2027, 6, 30).days);
	cr_expect(q->places_only);
	cr_assert(act_courses_filter(&o.app, &(struct course_filters){.trade = ""}, &e), "%s", e.message);
	cr_expect_str_eq(q->text, "soudeuse");
	cr_expect_str_eq(q->trade, "");
	cr_expect_str_eq(q->funder, "");
	cr_expect_not(date_is_set(q->from) || date_is_set(q->to) || q->places_only);
}

Test(acts_training, a_filter_badly_typed_searches_nothing)
{
	static const struct { struct course_filters typed; const char *field; } cases[] = {
		{{.trade = "Z1234"}, "rome"}, {{.trade = "H29"}, "rome"}, {{.basin = "99"}, "departement"}, {{.from = "demain"}, "du"},
		{{.to = "31/02/2027"}, "au"}, {{.from = "01/03/2027", .to = "28/02/2027"}, "au"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error refused = {0};

		cr_expect_not(act_courses_filter(&o.app, &cases[i].typed, &refused), "case %zu", i);
		cr_expect_str_eq(refused.field, cases[i].field, "case %zu", i);
	}
	cr_expect_eq(o.app.courses.m.state, LOAD_NEVER);
	cr_assert(act_courses_filter(&o.app, &(struct course_filters){.from = "01/03/2027", .to = "01/03/2027"}, &e), "one day");
}
