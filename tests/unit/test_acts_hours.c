/* The acts on hours: what is sent, and each refusal with its constraint, its field and its sentence (rules.md L8). */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/acts/acts_rdv.h"
#include "sql/client/constraints.h"
#include "tests/support/office_engagements.h"

static struct office o;
static struct error e;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	office_open_hours(&o);
}

static void teardown(void)
{
	office_close(&o);
}

TestSuite(acts_hours, .init = setup, .fini = teardown);

#define PERSON "AAAAAA"

static void sent(const char *verb, const char *words)
{
	const struct request *r = memory_port_last(o.port, REQUEST_COMMAND);

	cr_assert_not_null(r, "nothing was sent: %s", e.message);
	cr_expect_str_eq(r->verb, verb);
	cr_expect_not_null(strstr(r->content, words), "« %s » does not hold « %s »", r->content, words);
}

static void refused(const char *constraint, const char *field, const char *words)
{
	cr_expect_str_eq(e.constraint, constraint, "%s: %s", e.constraint, e.message);
	cr_expect_str_eq(e.field, field, "%s: %s", e.field, e.message);
	cr_expect_not_null(strstr(e.message, words), "« %s » does not say « %s »", e.message, words);
	cr_expect_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "nothing is sent");
	if (e.constraint[0] != '\0') { /* the screen, the command and psql refuse alike */
		const struct constraint_text *said = constraint_text_find(e.constraint);

		cr_assert_not_null(said, "%s is no constraint of the database", e.constraint);
		cr_expect_eq(strncmp(e.message, said->message, strlen(said->message)), 0, "« %s » is not « %s »", e.message, said->message);
	}
}

Test(acts_hours, durations_as_they_are_typed)
{
	static const struct { const char *typed; int minutes; } good[] = {
		{"2", 120}, {"2h", 120}, {"1h30", 90}, {"1 h 30", 90}, {"1:30", 90}, {" 45 min ", 45}, {"0", 0}, {"35H", 2100}, {"168", 10080},
	};
	static const char *const bad[] = {"", "deux", "1h75", "-1", "169", "1h30 min", "1,5", "2 jours", "1:", "99999999"};
	int minutes;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		minutes = -1;
		cr_expect(input_duration_read(good[i].typed, &minutes) && minutes == good[i].minutes, "« %s »: %d", good[i].typed, minutes);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(input_duration_read(bad[i], &minutes), "« %s » was read", bad[i]);
}

Test(acts_hours, declare)
{
	struct activity_new v = {.person = PERSON, .day = "", .theme = "candidature", .duration = "1h30", .text = "lettre"};

	cr_assert(act_hours_declare(&o.app, &v, &e), "%s", e.message);
	sent("heures_declarer", "\"identifiant\":\"AAAAAA\",\"jour\":\"2026-11-20\",\"theme\":\"candidature\",\"minutes\":90,\"texte\":\"lettre\"}");
	cr_assert_str_eq(o.app.pending->label, "1 h 30, Préparer sa candidature, le ven. 20 nov. de BERNARD Aïcha");
	cr_assert(o.app.pending->reversible);
	v.theme = "9";
	v.duration = "30 min";
	v.text = NULL;
	cr_assert(act_hours_declare(&o.app, &v, &e), "%s", e.message);
	sent("heures_declarer", "\"theme\":\"entreprise\",\"minutes\":30}");
}

/* The bad inputs of the issue: above 24 hours in a day, a day to come. */
Test(acts_hours, declare_refusals)
{
	struct activity_new v = {.person = PERSON, .day = "21/11/2026", .theme = "freins", .duration = "2"};

	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("activite_jour_futur", "jour", "un jour à venir");
	v.day = "";
	v.duration = "25h";
	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("", "minutes", "24 heures au plus");
	v.day = "18/11/2026";
	v.duration = "20h";
	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("activite_jour_plein", "minutes", "5 h déjà déclarées");
	v.duration = "0";
	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("", "minutes", "trop courte");
	v.duration = "";
	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("", "minutes", "la durée manque");
	v.duration = "2";
	v.theme = "peinture";
	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("activite_theme_connu", "theme", "l'un des neuf");
}

static size_t waiting(const struct activity *out[80])
{
	const struct hours_file *f = o.app.hours.file;
	size_t count = 0;

	for (size_t i = 0; i < f->activity_count; i++)
		out[count++] = &f->activities[i];
	return count;
}

Test(acts_hours, validate_what_waits)
{
	const struct activity *all[80];
	size_t count = waiting(all);

	cr_assert(act_hours_validate(&o.app, PERSON, all, count, &e), "%s", e.message);
	sent("heures_valider", "\"activites\":[{\"activite_id\":\"a73\",\"version\":1}");
	cr_assert_null(strstr(memory_port_last(o.port, REQUEST_COMMAND)->content, "\"a1\""), "those validated are left out");
	cr_assert_str_eq(o.app.pending->label, "24 h de BERNARD Aïcha : validé");
}

Test(acts_hours, validate_nothing)
{
	const struct activity *all[80];

	waiting(all);
	cr_assert_not(act_hours_validate(&o.app, PERSON, all, 1, &e));
	cr_assert_eq(e.code, ERR_NOTHING);
	cr_assert_str_eq(e.remedy, "déclarez d'abord les heures faites");
}

Test(acts_hours, withdraw)
{
	cr_assert(act_hours_withdraw(&o.app, PERSON, &o.app.hours.file->activities[0], &e), "%s", e.message);
	sent("heures_retirer", "{\"activite_id\":\"a1\",\"version\":2}");
	cr_assert_not(o.app.pending->reversible);
}

Test(acts_hours, dispensation)
{
	struct dispensation_new v = {.person = PERSON, .from = "23/11/2026", .last_day = "06/12/2026", .weekly = "0",
	                             .reason = "hospitalisation"};

	cr_assert(act_dispensation_grant(&o.app, &v, &e), "%s", e.message);
	sent("derogation_accorder", "\"du\":\"2026-11-23\",\"au\":\"2026-12-06\",\"cible_minutes\":0,\"motif\":\"hospitalisation\"}");
	cr_assert(act_dispensation_withdraw(&o.app, PERSON, &o.app.hours.file->dispensations[0], &e), "%s", e.message);
	sent("derogation_retirer", "{\"derogation_id\":\"g1\"}");
}

Test(acts_hours, dispensation_refusals)
{
	struct dispensation_new v = {.person = PERSON, .from = "25/10/2026", .last_day = "06/12/2026", .weekly = "6h", .reason = "x"};

	cr_assert_not(act_dispensation_grant(&o.app, &v, &e));
	refused("derogation_une_seule", "du", "du 12/10/2026 au 25/10/2026");
	v.from = "07/12/2026";
	cr_assert_not(act_dispensation_grant(&o.app, &v, &e));
	refused("derogation_bornes", "au", "finit après son début");
	v.from = "23/11/2026";
	v.reason = " ";
	cr_assert_not(act_dispensation_grant(&o.app, &v, &e));
	refused("", "motif", "le motif de la dérogation manque");
	v.weekly = "";
	cr_assert_not(act_dispensation_grant(&o.app, &v, &e));
	refused("", "cible", "manque");
}

Test(acts_hours, absences_say_their_nature)
{
	cr_assert_not(act_leave_declare(&o.app, PERSON, "autre", "23/11/2026", "", "", &e));
	refused("", "texte", "le texte manque");
	cr_assert(act_leave_declare(&o.app, PERSON, "maladie", "16/11/2026", "18/11/2026", "", &e), "%s", e.message);
	sent("conge_declarer", "\"nature\":\"maladie\",\"du\":\"2026-11-16\",\"au\":\"2026-11-18\"}");
	cr_assert_str_eq(o.app.pending->label, "maladie de BERNARD Aïcha, du lun. 16 nov. au mer. 18 nov.");
}

Test(acts_hours, read_only_refuses_all)
{
	struct activity_new v = {.person = PERSON, .theme = "freins", .duration = "2"};

	o.app.as_of = OFFICE_DAY;
	cr_assert_not(act_hours_declare(&o.app, &v, &e));
	refused("", "", "rien ne s'enregistre");
	cr_assert_not(act_hours_withdraw(&o.app, PERSON, &o.app.hours.file->activities[0], &e));
	cr_assert_not(act_dispensation_withdraw(&o.app, PERSON, &o.app.hours.file->dispensations[0], &e));
}
