/* What binds the test office and its first person: see office_engagements.h. */
#include "tests/support/office_engagements.h"

#include <stdio.h>
#include <string.h>

#define PERSON "AAAAAA"
#define COUNSELLOR "Mathieu Le Goff"
#define CURRENT "10000000-0000-4000-8000-000000000001"
#define FORMER "10000000-0000-4000-8000-000000000000"

static struct date day(int month, int d)
{
	return date_make(2026, month, d);
}

static struct moment at(int month, int d, int hour)
{
	return (struct moment){day(month, d), hour * 60};
}

/* --- contracts ---------------------------------------------------------------------------------------------- */

static struct contract_version version(int rank, const char *objectives, int target, struct date signed_on)
{
	return (struct contract_version){.rank = rank, .objectives = objectives, .ends = date_make(2027, 9, 30),
	                                 .weekly_target = target, .reason = "", .prepared = date_add_days(signed_on, -3),
	                                 .prepared_by = COUNSELLOR, .signed_person = signed_on, .signed_structure = signed_on,
	                                 .signatory = "personne", .signed_by = COUNSELLOR, .version = 2};
}

static size_t versions_make(struct contract_version v[3], enum office_contract c)
{
	v[0] = version(1, "Trouver un emploi d'aide-soignante avant l'été 2027", 900, day(10, 1));
	v[1] = version(2, "Trouver un emploi d'aide-soignante, après une formation de secouriste", 1080, day(11, 2));
	v[1].reason = "entrée en formation de secouriste";
	v[2] = version(3, "Trouver un emploi d'aide-soignante à temps partiel", 1080, day(11, 19));
	v[2].reason = "garde d'enfant le mercredi";
	v[2].signed_person = DATE_NONE;
	v[2].signatory = "";
	return c == OFFICE_PENDING ? 3 : 2;
}

static void contracts_make(struct commitment_file *f, enum office_contract c)
{
	static struct contract_version current[3], former[1];
	static struct contract contracts[2];

	former[0] = version(1, "Reprendre une activité à temps partiel", 600, day(3, 2));
	former[0].ends = DATE_NONE;
	contracts[0] = (struct contract){.id = CURRENT, .regime = REGIME_CE, .parcours = PARCOURS_SOCIO_PROFESSIONAL,
	                                 .starts = day(10, 1), .closed = DATE_NONE, .closing = "", .closing_text = "",
	                                 .chosen = DATE_NONE, .choice_reason = "", .follows = "", .versions = current,
	                                 .version_count = versions_make(current, c), .version = 4};
	contracts[1] = (struct contract){.id = FORMER, .regime = REGIME_PPAE, .starts = day(3, 2), .closed = day(9, 2),
	                                 .closing = "passage", .closing_text = "entrée au RSA", .chosen = DATE_NONE,
	                                 .choice_reason = "", .follows = "", .versions = former, .version_count = 1, .version = 3};
	f->contracts = contracts;
	f->contract_count = 2;
}

/* --- what each party undertook ------------------------------------------------------------------------------ */

static struct item line(const char *id, enum debtor debtor, const char *object, struct date due)
{
	struct item i = item_unknown();

	i.id = id;
	i.debtor = debtor;
	i.object = object;
	i.due = due;
	i.recorded = at(9, 28, 10);
	i.version = 1;
	i.contract = CURRENT;
	i.rank_from = 1;
	i.bound = day(10, 1);
	i.part = PART_INDIVIDUAL;
	return i;
}

static struct item repeated(struct item i, enum cadence cadence, struct date last, int count)
{
	i.cadence = cadence;
	i.done = last;
	i.kept_count = count;
	return i;
}

static struct item action(struct item i, bool employment, bool structuring)
{
	i.action = true;
	i.employment = employment;
	i.structuring = structuring;
	return i;
}

/* Brought by the avenant. */
static struct item added(struct item i, int rank, struct date bound)
{
	i.rank_from = rank;
	i.bound = bound;
	i.recorded = at(10, 30, 10);
	return i;
}

static struct item kept(struct item i, struct date done)
{
	i.done = done;
	i.version = 2;
	return i;
}

static struct item withdrawn_item(void)
{
	struct item i = line("i1", DEBTOR_STRUCTURE, "Inscrire à l'atelier CV", day(11, 30));

	i.rank_to = 2;
	i.withdrawn = day(11, 2);
	i.withdrawal = "entrée en formation de secouriste";
	return i;
}

static struct item monthly_item(void)
{
	struct item i = line("i2", DEBTOR_STRUCTURE, "Recevoir en entretien chaque mois", day(10, 31));

	i.part = PART_SOCLE;
	i.model = "entretien_mensuel";
	i.source = "003:7421";
	return repeated(i, CADENCE_MONTH, day(10, 28), 1);
}

static struct item conclusion_item(void)
{
	struct item i = line("i5", DEBTOR_STRUCTURE, "Envoyer l'adresse de l'organisme", day(11, 13));

	i.meeting = "r1";
	i.contract = "";
	i.rank_from = 0;
	i.bound = DATE_NONE;
	i.part = PART_CONCLUSION;
	i.recorded = at(11, 9, 9);
	return kept(i, day(11, 12));
}

static struct item excused_item(void)
{
	struct item i = line("i9", DEBTOR_PERSON, "Apporter les justificatifs de transport", day(10, 20));

	i.part = PART_VOLET;
	i.excused = day(10, 21);
	i.excuse = "hospitalisation";
	i.version = 2;
	return i;
}

static struct item compensated_item(void)
{
	struct item i = line("i4", DEBTOR_STRUCTURE, "Prendre rendez-vous avec le service mobilité", day(10, 15));

	i.compensated = true;
	return i;
}

static struct item presence_item(void)
{
	struct item i = line("i6", DEBTOR_PERSON, "Se rendre aux rendez-vous fixés ensemble", DATE_NONE);

	i.part = PART_SOCLE;
	i.model = "presence_rendez_vous";
	i.source = "003:7430";
	return i;
}

/* Open first, by date: as queries/fiche_engagements.sql has them. */
static void items_make(struct commitment_file *f, enum office_contract c)
{
	static struct item items[16];
	size_t n = 0;

	items[n++] = repeated(action(line("i7", DEBTOR_PERSON, "Envoyer quatre candidatures chaque semaine", day(10, 9)), true, false),
		CADENCE_WEEK, day(11, 6), 5);
	items[n++] = monthly_item();
	items[n++] = line("i12", DEBTOR_FUNDER, "Répondre à la demande de financement", day(11, 5));
	items[n++] = line("i3", DEBTOR_STRUCTURE, "Demander l'aide à la garde d'enfant", day(11, 10));
	items[n++] = added(action(line("i10", DEBTOR_PERSON, "Prendre contact avec la crèche", day(11, 17)), false, false), 2, day(11, 2));
	items[n++] = line("i11", DEBTOR_PARTNER, "Établir un bilan de mobilité", day(11, 30));
	items[n++] = line("i13", DEBTOR_EMPLOYER, "Signer la convention d'immersion", day(12, 1));
	items[n++] = added(action(line("i8", DEBTOR_PERSON, "Suivre la formation de secouriste", date_make(2027, 1, 15)), true, true), 2, day(11, 2));
	if (c == OFFICE_PENDING)
		items[n++] = added(line("i16", DEBTOR_STRUCTURE, "Proposer des offres à temps partiel", date_make(2027, 1, 31)), 3, DATE_NONE);
	items[n++] = line("i14", DEBTOR_BODY, "Donner une date d'entrée en formation", DATE_NONE);
	items[n++] = presence_item();
	items[n++] = kept(line("i15", DEBTOR_PERSON, "Ouvrir son espace personnel", day(10, 10)), day(10, 8));
	items[n++] = compensated_item();
	items[n++] = excused_item();
	items[n++] = conclusion_item();
	items[n++] = withdrawn_item();
	f->items = items;
	f->item_count = n;
}

static void remedials_make(struct commitment_file *f)
{
	static struct remedial remedials[2];

	remedials[0] = (struct remedial){.id = "m1", .item = "i3", .rule = "", .lapsed = day(11, 10), .harm = "un entretien d'embauche manqué",
	                                 .object = "Payer la garde jusqu'à la réponse", .due = day(11, 25), .opened = day(11, 16),
	                                 .delivered = DATE_NONE, .delivered_text = "", .version = 1};
	remedials[1] = (struct remedial){.id = "m2", .item = "i4", .rule = "", .lapsed = day(10, 15), .harm = "deux semaines sans transport",
	                                 .object = "Accompagner au service mobilité", .due = day(10, 30), .opened = day(10, 20),
	                                 .delivered = day(10, 29), .delivered_text = "accompagnée le 29 octobre", .version = 2};
	f->remedials = remedials;
	f->remedial_count = 2;
}

/* --- what goes with the contract ---------------------------------------------------------------------------- */

static void orientations_make(struct commitment_file *f)
{
	static struct orientation all[2];

	all[0] = (struct orientation){"o2", true, PARCOURS_SOCIO_PROFESSIONAL, "Maison de l'emploi", day(9, 21),
	                              "un suivi près de l'école", "garde d'enfant"};
	all[1] = (struct orientation){"o1", false, PARCOURS_PROFESSIONAL, "Agence de Vitré", day(9, 3), "", ""};
	f->orientations = all;
	f->orientation_count = 2;
}

static void diagnostics_make(struct commitment_file *f)
{
	static struct diagnostic all[2];

	all[0] = (struct diagnostic){"d2", 2, day(10, 1), COUNSELLOR,
	                             {"Diplôme d'aide-soignante (2015)", "Reprendre en établissement", "Douze offres à moins de 20 km",
	                              "Seule, un enfant de 4 ans", "À l'aise avec les outils en ligne", "RSA, prime d'activité"}};
	all[1] = (struct diagnostic){"d1", 1, day(9, 10), COUNSELLOR,
	                             {"Diplôme d'aide-soignante (2015)", "À préciser", "", "Seule, un enfant de 4 ans", "", "RSA"}};
	f->diagnostics = all;
	f->diagnostic_count = 2;
}

static void requests_make(struct commitment_file *f)
{
	static struct rights_information rights[1];
	static struct person_request requests[2];

	rights[0] = (struct rights_information){"u1", day(10, 1), "signature", "Droits et recours remis par écrit"};
	requests[0] = (struct person_request){"q1", false, at(11, 18, 14), MOMENT_NONE, "Une attestation pour la crèche", "", 1};
	requests[1] = (struct person_request){"q2", true, at(10, 12, 9), at(10, 14, 16), "Rendez-vous annulé sans prévenir",
	                                      "Excuses, et un nouveau rendez-vous le 15", 2};
	f->rights = rights;
	f->rights_count = 1;
	f->requests = requests;
	f->request_count = 2;
}

static struct appointment appointment(const char *id, struct moment start, const char *kind, enum attendance x, const char *conclusion)
{
	return (struct appointment){.id = id, .start = start, .minutes = 45, .kind = kind, .place = "agence", .counsellor = COUNSELLOR,
	                            .attendance = x, .conclusion = conclusion, .login = "mlegoff", .subject = "", .reason = "",
	                            .series = "", .convoked = date_add_days(start.day, -10), .received = DATE_NONE, .version = 1};
}

static void appointments_make(struct commitment_file *f)
{
	static struct appointment all[5];

	all[0] = appointment("r4", at(11, 26, 10), "point_etape", ATTENDANCE_UNKNOWN, "");
	all[1] = appointment("r1", at(11, 9, 9), "entretien", ATTENDANCE_PRESENT, "Projet précisé.");
	all[2] = appointment("r3", at(10, 28, 10), "entretien", ATTENDANCE_PRESENT, "Avenant préparé.");
	all[3] = appointment("r2", at(10, 12, 9), "entretien", ATTENDANCE_CANCELLED_STRUCTURE, "");
	all[3].cancelled = true;
	all[3].reason = "conseiller absent";
	all[4] = appointment("r0", at(9, 10, 9), "premier_entretien", ATTENDANCE_PRESENT, "Diagnostic fait, contrat à préparer.");
	f->appointments = all;
	f->appointment_count = 5;
}

/* --- the person, as the database would sum it up ------------------------------------------------------------ */

static void regimes_make(struct regime_period **regimes, size_t *count)
{
	static struct regime_period all[2];

	all[0] = (struct regime_period){REGIME_CE, day(9, 3), DATE_NONE, ""};
	all[1] = (struct regime_period){REGIME_PPAE, day(1, 5), day(9, 2), "entrée au RSA"};
	*regimes = all;
	*count = 2;
}

static void contract_sum(struct contract_summary *s, enum office_contract c)
{
	if (c == OFFICE_NO_CONTRACT) {
		s->ended = day(9, 2);
		return;
	}
	s->id = CURRENT;
	s->pending = c == OFFICE_PENDING;
	s->signed_on = day(11, 2);
	s->signed_person = s->pending ? DATE_NONE : day(11, 2);
	s->signed_structure = s->pending ? day(11, 19) : day(11, 2);
	s->starts = day(10, 1);
	s->ends = date_make(2027, 9, 30);
	s->rank = 2;
	s->actions = 3;
	s->employment_actions = 2;
	s->structuring = true;
}

static struct person_facts person_sum(enum office_contract c)
{
	struct person_facts p = office_person(0);

	person_facts_clear_contract(&p);
	contract_sum(&p.contract, c);
	p.next_appointment = at(11, 26, 10);
	p.oriented = day(9, 21);
	p.rights_informed = day(10, 1);
	p.diagnosed = day(10, 1);
	p.request_since = at(11, 18, 14);
	p.week = (struct week_facts){.declared = 540, .target = c == OFFICE_NO_CONTRACT ? -1 : 1080};
	p.last_week = (struct week_facts){.declared = 900, .target = p.week.target};
	if (c == OFFICE_NO_CONTRACT)
		return p;
	p.item_ours = day(11, 10);
	p.item_theirs = day(11, 13);
	p.item_third = day(11, 5);
	p.item_third_debtor = DEBTOR_FUNDER;
	p.remedial_due = day(11, 25);
	p.item_ours_count = p.item_third_count = p.remedial_count = 1;
	p.item_theirs_count = 2;
	return p;
}

struct commitment_file office_commitments(enum office_contract c)
{
	struct commitment_file f = {.person = person_sum(c), .birth = date_make(1990, 5, 1), .registered = day(1, 5),
	                            .first_convocation = day(9, 4), .first_referent = day(9, 3)};

	regimes_make(&f.regimes, &f.regime_count);
	orientations_make(&f);
	diagnostics_make(&f);
	requests_make(&f);
	appointments_make(&f);
	contracts_make(&f, c);
	if (c == OFFICE_NO_CONTRACT) {
		f.contracts++; /* the former one stays */
		f.contract_count--;
		return f;
	}
	items_make(&f, c);
	remedials_make(&f);
	return f;
}

/* --- hours ---------------------------------------------------------------------------------------------------- */

enum { WEEKS = 26, A_WEEK = 3 };

static bool is_away(const struct hours_file *f, struct date d)
{
	for (size_t i = 0; i < f->absence_count; i++)
		if (date_compare(d, f->absences[i].from) >= 0 && date_compare(d, f->absences[i].to) <= 0)
			return true;
	return false;
}

/* Monday 4 hours, Wednesday 5, Friday 6; what is after the office's day is not there. */
static void activities_make(struct hours_file *f)
{
	static struct activity all[WEEKS * A_WEEK];
	static char ids[WEEKS * A_WEEK][8];
	size_t n = 0;

	for (int i = 0; i < WEEKS * A_WEEK; i++) {
		struct date d = date_add_days(f->from, i / A_WEEK * 7 + i % A_WEEK * 2);
		bool validated = i / A_WEEK < WEEKS - 2;

		if (is_away(f, d) || date_compare(d, OFFICE_DAY) >= 0)
			continue;
		snprintf(ids[n], sizeof ids[n], "a%d", i + 1);
		all[n] = (struct activity){.id = ids[n], .day = d, .theme = i % 9, .minutes = 240 + i % A_WEEK * 60, .text = "",
		                           .declared = {d, 18 * 60}, .declared_by = COUNSELLOR, .validated = MOMENT_NONE,
		                           .validated_by = "", .version = validated ? 2 : 1};
		if (validated) {
			all[n].validated = (struct moment){date_add_days(date_week_start(d), 8), 9 * 60};
			all[n].validated_by = COUNSELLOR;
		}
		n++;
	}
	f->activities = all;
	f->activity_count = n;
}

static void absences_make(struct hours_file *f)
{
	static struct protected_period all[2];

	all[0] = (struct protected_period){"p1", PERSON, PROTECTED_ILLNESS, day(7, 6), day(7, 10), "arrêt de travail"};
	all[1] = (struct protected_period){"p2", PERSON, PROTECTED_LEAVE, day(8, 3), day(8, 21), ""};
	f->absences = all;
	f->absence_count = 2;
}

static void targets_make(struct hours_file *f)
{
	static struct weekly_target targets[3];
	static struct dispensation dispensations[1];
	static struct reminder reminders[2];

	targets[0] = (struct weekly_target){day(3, 2), day(9, 2), 600};
	targets[1] = (struct weekly_target){day(10, 1), day(11, 1), 900};
	targets[2] = (struct weekly_target){day(11, 2), date_make(2027, 9, 30), 1080};
	dispensations[0] = (struct dispensation){"g1", day(10, 12), day(10, 25), 480, "crèche fermée"};
	reminders[0] = (struct reminder){at(11, 8, 9), at(11, 9, 9), 1, CHANNEL_SMS};
	reminders[1] = (struct reminder){at(10, 21, 9), at(10, 28, 10), 7, CHANNEL_SMS};
	f->targets = targets;
	f->target_count = 3;
	f->dispensations = dispensations;
	f->dispensation_count = 1;
	f->reminders = reminders;
	f->reminder_count = 2;
}

struct hours_file office_hours(void)
{
	struct hours_file f = {.person = person_sum(OFFICE_SIGNED), .from = day(5, 25)};

	regimes_make(&f.regimes, &f.regime_count);
	absences_make(&f);
	activities_make(&f);
	targets_make(&f);
	return f;
}

/* --- what is held ------------------------------------------------------------------------------------------- */

struct held_file office_held(void)
{
	static struct held_value values[] = {
		{"contact", "2026-11-11 09:00", "canal", "telephone"}, {"contact", "2026-11-11 09:00", "texte", "Rappel du RDV"},
		{"frein", "garde_enfant", "detail", "mercredi"}, {"note", "notes privées d'un autre conseiller", "nombre", "1"},
		{"personne", "", "nom", "Bernard"}, {"personne", "", "prenom", "Aïcha"}, {"personne", "", "telephone", "06 00 00 00 01"},
	};
	static struct file_reading readings[2];

	readings[0] = (struct file_reading){at(11, 17, 0), ROLE_COUNSELLOR, "remplacement"};
	readings[1] = (struct file_reading){at(10, 5, 0), ROLE_SUPERVISOR, "supervision"};
	return (struct held_file){.last_name = "Bernard", .first_name = "Aïcha", .birth = date_make(1990, 5, 1), .values = values,
	                          .value_count = sizeof values / sizeof *values, .readings = readings, .reading_count = 2};
}

/* --- loaded --------------------------------------------------------------------------------------------------- */

void office_open_commitments(struct office *o, enum office_contract c)
{
	struct commitment_file f = office_commitments(c);

	app_set_minute(&o->app, 600);
	app_load_commitments(&o->app, PERSON);
	memory_answer_commitments(o->port, &f);
	memory_port_deliver(o->port, &o->app);
}

void office_open_hours(struct office *o)
{
	struct hours_file f = office_hours();

	app_set_minute(&o->app, 600);
	app_load_hours(&o->app, PERSON, f.from, date_week_start(OFFICE_DAY));
	memory_answer_hours(o->port, &f);
	memory_port_deliver(o->port, &o->app);
}

void office_open_held(struct office *o)
{
	struct held_file f = office_held();

	app_load_held(&o->app, PERSON);
	memory_answer_held(o->port, &f);
	memory_port_deliver(o->port, &o->app);
}

const struct item *office_item(const struct office *o, const char *id)
{
	const struct commitment_file *f = o->app.commitments.file;

	for (size_t i = 0; f != NULL && i < f->item_count; i++)
		if (strcmp(f->items[i].id, id) == 0)
			return &f->items[i];
	return NULL;
}
