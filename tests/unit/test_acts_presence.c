/* Acts after an appointment, of the agenda and of the queue: what is sent, and each refusal with its field. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "tests/support/office_agenda.h"

static struct office o;
static struct error e;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	office_open_agenda(&o, "");
}

static void teardown(void)
{
	office_close(&o);
}

TestSuite(acts_presence, .init = setup, .fini = teardown);

static void sent(const char *verb, const char *content)
{
	const struct request *r = memory_port_last(o.port, REQUEST_COMMAND);
	const char *at;

	cr_assert_not_null(r, "nothing was sent: %s", e.message);
	cr_expect_str_eq(r->verb, verb);
	at = strstr(r->content, content);
	cr_expect_not_null(at, "%s", r->content);
}

static void refused(const char *field, const char *words)
{
	cr_expect_str_eq(e.field, field, "%s: %s", e.field, e.message);
	cr_expect_not_null(strstr(e.message, words), "« %s » does not say « %s »", e.message, words);
	cr_expect_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "nothing is sent");
}

/* --- attendance ------------------------------------------------------------------------------------------------- */

Test(acts_presence, one)
{
	struct presence_entry p = {"BBBBBB", 1, ATTENDANCE_EXCUSED, "enfant malade"};

	cr_assert(act_rdv_presence(&o.app, "m2", &p, 1, &e), "%s", e.message);
	sent("rdv_presence", "{\"seance_id\":\"m2\",\"presences\":[{\"identifiant\":\"BBBBBB\",\"version\":1,"
	     "\"presence\":\"absent_excuse\",\"motif\":\"enfant malade\"}]}");
	cr_assert_not_null(strstr(o.app.pending->label, ", mar. 17 nov. 10:00 : absent excusé"), "%s", o.app.pending->label);
	cr_assert(o.app.pending->reversible);
}

Test(acts_presence, roll_call_is_one_command)
{
	struct presence_entry p[] = {{"AAAAAA", 1, ATTENDANCE_PRESENT, ""}, {"BBBBBB", 2, ATTENDANCE_ABSENT, NULL}};

	cr_assert(act_rdv_presence(&o.app, "m3", p, 2, &e), "%s", e.message);
	sent("rdv_presence", "\"presences\":[{\"identifiant\":\"AAAAAA\",\"version\":1,\"presence\":\"present\"},"
	     "{\"identifiant\":\"BBBBBB\",\"version\":2,\"presence\":\"absent_non_excuse\"}]}");
	cr_assert_eq(memory_port_count(o.port, REQUEST_COMMAND), 1);
}

Test(acts_presence, of_a_seance_to_come)
{
	struct presence_entry p = {"AAAAAA", 1, ATTENDANCE_PRESENT, ""};

	cr_assert_not(act_rdv_presence(&o.app, "m6", &p, 1, &e));
	cr_assert_str_eq(e.constraint, "participation_presence_future");
	refused("presence", "quand le rendez-vous a commencé");
	p.attendance = ATTENDANCE_ABSENT;
	cr_assert_not(act_rdv_presence(&o.app, "m6", &p, 1, &e));
	p.attendance = ATTENDANCE_UNKNOWN;
	cr_assert_not(act_rdv_presence(&o.app, "m6", &p, 1, &e));
	refused("presence", "choisissez une présence");
	cr_assert_not(act_rdv_presence(&o.app, "m6", &p, 0, &e));
	refused("presence", "aucune présence");
	p.attendance = ATTENDANCE_CANCELLED_PERSON;
	cr_assert(act_rdv_presence(&o.app, "m6", &p, 1, &e), "one may cancel before: %s", e.message);
}

/* --- conclusion ---------------------------------------------------------------------------------------------------- */

Test(acts_presence, conclude)
{
	struct item_new items[] = {{"structure", "envoyer la liste des ateliers", "27/11/2026"}, {"personne", "", ""},
	                           {"personne", "CV à jour", "2026-12-04"}};

	cr_assert(act_rdv_conclude(&o.app, "m2", "BBBBBB", 1, ATTENDANCE_PRESENT, "Fait\nle point.", items, 3, &e), "%s", e.message);
	sent("rdv_conclure", "{\"seance_id\":\"m2\",\"identifiant\":\"BBBBBB\",\"version\":1,\"presence\":\"present\","
	     "\"conclusion\":\"Fait\\u000ale point.\",\"engagements\":[{\"engagement_id\":");
	sent("rdv_conclure", "\"debiteur\":\"structure\",\"objet\":\"envoyer la liste des ateliers\",\"echeance\":\"2026-11-27\"},{");
	sent("rdv_conclure", "\"debiteur\":\"personne\",\"objet\":\"CV à jour\",\"echeance\":\"2026-12-04\"}]}");
	cr_assert_not(o.app.pending->reversible);
}

Test(acts_presence, conclude_refusals)
{
	struct item_new item = {"structure", "envoyer la liste", "19/11/2026"};

	cr_assert_not(act_rdv_conclude(&o.app, "m2", "BBBBBB", 1, ATTENDANCE_PRESENT, " ", NULL, 0, &e));
	refused("conclusion", "la conclusion manque");
	cr_assert_not(act_rdv_conclude(&o.app, "m2", "BBBBBB", 1, ATTENDANCE_UNKNOWN, "x", NULL, 0, &e));
	refused("presence", "la présence manque");
	cr_assert_not(act_rdv_conclude(&o.app, "m6", "AAAAAA", 1, ATTENDANCE_PRESENT, "x", NULL, 0, &e));
	refused("presence", "a commencé");
	cr_assert_not(act_rdv_conclude(&o.app, "m3", "CCCCCC", 1, ATTENDANCE_UNKNOWN, "x", &item, 1, &e));
	refused("echeance", "l'échéance est passée");
	item.due = "";
	cr_assert_not(act_rdv_conclude(&o.app, "m3", "CCCCCC", 1, ATTENDANCE_UNKNOWN, "x", &item, 1, &e));
	refused("echeance", "l'échéance manque");
	item = (struct item_new){"tiers", "x", "27/11/2026"};
	cr_assert_not(act_rdv_conclude(&o.app, "m3", "CCCCCC", 1, ATTENDANCE_UNKNOWN, "x", &item, 1, &e));
	refused("debiteur", "structure (nous) ou personne");
	item = (struct item_new){"personne", "", "27/11/2026"};
	cr_assert_not(act_rdv_conclude(&o.app, "m3", "CCCCCC", 1, ATTENDANCE_UNKNOWN, "x", (struct item_new[]){{"", "", ""}, item}, 2, &e));
	refused("objet", "l'objet de l'engagement 2 manque");
}

Test(acts_presence, item_done)
{
	struct item i = item_unknown();

	i.id = "e1";
	i.debtor = DEBTOR_STRUCTURE;
	i.object = "envoyer la liste";
	i.due = date_make(2026, 11, 27);
	i.version = 2;

	cr_assert(act_item_done(&o.app, &i, &e), "%s", e.message);
	sent("engagement_tenir", "{\"engagement_id\":\"e1\",\"version\":2}");
	i.done = date_make(2026, 11, 20);
	cr_assert_not(act_item_done(&o.app, &i, &e));
	cr_assert_str_eq(e.message, "cet engagement est déjà tenu");
}

/* --- convocation, reminder ------------------------------------------------------------------------------------------- */

Test(acts_presence, received)
{
	cr_assert_not(act_rdv_received(&o.app, "m6", "AAAAAA", 1, "", " ", &e));
	cr_assert_eq(e.code, ERR_NOTHING);
	cr_assert_not(act_rdv_received(&o.app, "m6", "AAAAAA", 1, "18/11/2026", "17/11/2026", &e));
	refused("recu_le", "ne précède pas");
	cr_assert_not(act_rdv_received(&o.app, "m6", "AAAAAA", 1, "21/11/2026", "", &e));
	refused("convoque_le", "à venir");
	cr_assert_not(act_rdv_received(&o.app, "m6", "AAAAAA", 1, "", "21/11/2026", &e));
	refused("recu_le", "à venir");
	cr_assert(act_rdv_received(&o.app, "m6", "AAAAAA", 1, "", "19/11/2026", &e), "%s", e.message);
	sent("convocation_noter", "\"version\":1,\"recu_le\":\"2026-11-19\"}");
}

Test(acts_presence, reminder)
{
	cr_assert_not(act_reminder(&o.app, "m2", "BBBBBB", 1, CHANNEL_SMS, &e));
	cr_assert_str_eq(e.constraint, "rappel_tardif");
	cr_assert_not(act_reminder(&o.app, "m6", "AAAAAA", 61, CHANNEL_SMS, &e));
	refused("jours", "0 à 60");
	cr_assert_not(act_reminder(&o.app, "m6", "AAAAAA", 1, CHANNEL_COUNT, &e));
	refused("canal", "n'existe pas");
	cr_assert(act_reminder(&o.app, "m6", "AAAAAA", 7, CHANNEL_SMS, &e), "%s", e.message);
	sent("rappel_donner", "\"seance_id\":\"m6\",\"identifiant\":\"AAAAAA\",\"jours\":7,\"canal\":\"sms\"}");
	cr_assert_str_eq(o.app.pending->label, "rappel (SMS), RDV avec BERNARD Aïcha, jeu. 26 nov. 10:15");
}

/* --- groups -------------------------------------------------------------------------------------------------------------- */

Test(acts_presence, group)
{
	static const char *const people[] = {"AAAAAA", "BBBBBB"};
	struct group_new v = {"30/11/2026", "9h30", "90", "atelier", "agence", "Atelier CV", "12", ""};

	cr_assert(act_group_create(&o.app, &v, people, 2, &e), "%s", e.message);
	sent("groupe_creer", "\"debut\":\"2026-11-30T09:30\",\"minutes\":90,\"type\":\"atelier\",\"lieu\":\"agence\","
	     "\"objet\":\"Atelier CV\",\"capacite\":12,\"identifiants\":[\"AAAAAA\",\"BBBBBB\"]}");
	cr_assert_str_eq(o.app.pending->label, "Atelier CV, lun. 30 nov. 09:30, 2 personnes");
}

Test(acts_presence, group_refusals)
{
	static const char *const people[] = {"AAAAAA", "BBBBBB", "AAAAAA"};
	struct group_new v = {"30/11/2026", "9h30", "90", "atelier", "agence", "", "1", ""};

	cr_assert_not(act_group_create(&o.app, &v, people, 2, &e));
	refused("objet", "l'objet manque");
	v.subject = "Atelier CV";
	cr_assert_not(act_group_create(&o.app, &v, people, 2, &e));
	cr_assert_str_eq(e.constraint, "groupe_complet");
	refused("capacite", "2 personnes pour 1 place");
	v.capacity = "";
	cr_assert_not(act_group_create(&o.app, &v, people, 2, &e));
	refused("capacite", "1 à 500");
	v.capacity = "12";
	cr_assert_not(act_group_create(&o.app, &v, people, 3, &e));
	refused("participants", "deux fois");
	v.day = "02/12/2026";
	cr_assert_not(act_group_create(&o.app, &v, people, 2, &e));
	refused("jour", "BERNARD Aïcha : ");
}

Test(acts_presence, group_enrol)
{
	static const char *const present[] = {"DDDDDD"}, *const others[] = {"AAAAAA", "BBBBBB"};

	cr_assert_not(act_group_enrol(&o.app, "m5", NULL, 0, &e));
	refused("participants", "qui inscrire");
	cr_assert_not(act_group_enrol(&o.app, "m5", present, 1, &e));
	refused("participants", "déjà inscrite");
	cr_assert_not(act_group_enrol(&o.app, "m5", others, 2, &e), "one place is left of three");
	refused("capacite", "2 personnes pour 1 place");
	cr_assert(act_group_enrol(&o.app, "m5", others, 1, &e), "%s", e.message);
	sent("groupe_inscrire", "{\"seance_id\":\"m5\",\"identifiants\":[\"AAAAAA\"]}");
}

/* --- what an agenda is made of ---------------------------------------------------------------------------------------------- */

Test(acts_presence, leave)
{
	cr_assert_not(act_leave_declare(&o.app, "AAAAAA", "vacances", "01/02/2027", "", "", &e));
	refused("nature", "conges, reflexion, maladie");
	cr_assert_not(act_leave_declare(&o.app, "AAAAAA", "conges", "01/02/2027", "31/01/2027", "", &e));
	refused("au", "avant le premier");
	cr_assert_not(act_leave_declare(&o.app, "AAAAAA", "conges", "", "31/01/2027", "", &e));
	refused("du", "le premier jour manque");
	cr_assert_not(act_leave_declare(&o.app, "AAAAAA", "conges", "01/02/2027", "02/02/2028", "", &e));
	refused("au", "un an au plus");
	cr_assert(act_leave_declare(&o.app, "AAAAAA", "conges", "01/02/2027", "05/02/2027", "famille", &e), "%s", e.message);
	sent("conge_declarer", "\"identifiant\":\"AAAAAA\",\"nature\":\"conges\",\"du\":\"2027-02-01\",\"au\":\"2027-02-05\",\"texte\":\"famille\"}");
	cr_assert_str_eq(o.app.pending->label, "congés de BERNARD Aïcha, du lun. 1er févr. au ven. 5 févr.");
	memory_answer_done(o.port, "{\"rdv_concernes\": 2}");
	memory_port_deliver(o.port, &o.app);
	cr_assert_not_null(strstr(app_last_message(&o.app)->text, "; 2 rendez-vous à déplacer"), "%s", app_last_message(&o.app)->text);
	cr_assert(act_leave_withdraw(&o.app, &o.app.agenda.facts->protections[0], &e));
	sent("conge_retirer", "{\"conge_id\":\"c1\"}");
}

Test(acts_presence, absence)
{
	cr_assert_not(act_absence_set(&o.app, "", "", "", "", "", &e));
	refused("debut", "manque");
	cr_assert_not(act_absence_set(&o.app, "30/11/2026", "14h", "30/11/2026", "9h", "", &e));
	refused("fin", "après le début");
	cr_assert(act_absence_set(&o.app, "30/11/2026", "", "01/12/2026", "", "stage", &e), "%s", e.message);
	sent("absence_poser", "\"debut\":\"2026-11-30T00:00\",\"fin\":\"2026-12-02T00:00\",\"motif\":\"stage\"}");
	cr_assert_str_eq(o.app.pending->label, "absence du lun. 30 nov. au mar. 1er déc.");
	cr_assert(act_absence_set(&o.app, "30/11/2026", "14h", "", "16h", "", &e), "%s", e.message);
	sent("absence_poser", "\"debut\":\"2026-11-30T14:00\",\"fin\":\"2026-11-30T16:00\"}");
	cr_assert(act_absence_withdraw(&o.app, &o.app.agenda.facts->absences[0], &e));
	sent("absence_retirer", "{\"absence_id\":\"x1\"}");
}

Test(acts_presence, hours)
{
	static const char *const week[7] = {"9h-12h30 13h30-17h", "", "9:00-12:00", "", "", "", ""}, *const none[7] = {0};
	static const char *const bad[][7] = {{"9h"}, {"12h-9h"}, {"9h-12h 11h-13h"}, {"9h-12h x"}, {"1h-2h 3h-4h 5h-6h 7h-8h 9h-10h 11h-12h 13h-14h"}};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_expect_not(act_hours_set(&o.app, bad[i], &e));
		refused("plages", "lundi : ");
	}
	cr_assert(act_hours_set(&o.app, week, &e), "%s", e.message);
	sent("horaires_definir", "{\"version\":4,\"plages\":[{\"de\":540,\"a\":750},{\"de\":810,\"a\":1020},{\"de\":3420,\"a\":3600}]}");
	cr_assert(act_hours_set(&o.app, none, &e), "%s", e.message);
	sent("horaires_definir", "\"plages\":[]}");
	cr_assert_str_eq(o.app.pending->label, "horaires : ceux de l'agence");
}

Test(acts_presence, closing_is_the_supervisors)
{
	cr_assert_not(act_closing_set(&o.app, "24/12/2026", "", "pont", &e));
	cr_assert_not_null(strstr(e.message, "réservées au responsable"));
	cr_assert_not(act_closing_withdraw(&o.app, &o.app.agenda.facts->closings[0], &e));
	o.app.session->role = ROLE_SUPERVISOR;
	cr_assert_not(act_closing_set(&o.app, "24/12/2026", "", "", &e));
	refused("motif", "le motif manque");
	cr_assert(act_closing_set(&o.app, "24/12/2026", "", "pont", &e), "%s", e.message);
	sent("fermeture_poser", "\"du\":\"2026-12-24\",\"au\":\"2026-12-24\",\"motif\":\"pont\"}");
	cr_assert(act_closing_withdraw(&o.app, &o.app.agenda.facts->closings[0], &e));
	sent("fermeture_retirer", "{\"fermeture_id\":\"f1\"}");
}

/* --- the queue -------------------------------------------------------------------------------------------------------------- */

Test(acts_presence, lines_of_the_queue)
{
	size_t days, people;

	cr_assert_not(act_line_put_off(&o.app, "AAAAAA", REASON_CONTACT_DUE, "20/11/2026", &e));
	refused("jusqu_au", "à un jour à venir");
	cr_assert_not(act_line_put_off(&o.app, "AAAAAA", REASON_CONTACT_DUE, "", &e));
	refused("jusqu_au", "manque");
	cr_assert_not(act_line_put_off(&o.app, "AAAAAA", REASON_CONTACT_DUE, "01/12/2027", &e));
	refused("jusqu_au", "d'un an au plus");
	cr_assert(act_line_put_off(&o.app, "AAAAAA", REASON_CONTACT_DUE, "24/11/2026", &e), "%s", e.message);
	sent("ligne_reporter", "{\"identifiant\":\"AAAAAA\",\"code\":\"contact_du\",\"jusqu_au\":\"2026-11-24\",\"geste\":\"reporte\"}");
	app_load_day(&o.app);
	days = memory_port_count(o.port, REQUEST_DAY);
	people = memory_port_count(o.port, REQUEST_PORTFOLIO);
	memory_answer_done(o.port, "{}");
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_DAY), days + 1);
	cr_assert_eq(memory_port_count(o.port, REQUEST_PORTFOLIO), people, "the portfolio has not changed");
	cr_assert(act_line_done(&o.app, "AAAAAA", REASON_CONTACT_DUE, &e), "%s", e.message);
	sent("ligne_reporter", "\"jusqu_au\":\"2026-11-21\",\"geste\":\"fait\"}");
}
