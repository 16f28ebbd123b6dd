/* Codes as stored and French labels: every closed list of the portfolio, with its source. */
#include "core/portfolio/facts.h"

#include <string.h>

/* Modalités de suivi (rules.md L10; 003:4190, 003:4080). */
static const struct code_label follow_ups[FOLLOW_COUNT + 1] = {
	[FOLLOW_ACTIVE] = {"actif", "suivi actif"},
	[FOLLOW_STRUCTURING] = {"structurante", "en solution structurante"},
	[FOLLOW_ATTACHED] = {"rattache", "rattaché"},
};

/* Présences (rules.md L3). */
static const struct code_label attendances[ATTENDANCE_COUNT + 1] = {
	[ATTENDANCE_UNKNOWN] = {"inconnu", "présence à saisir"},
	[ATTENDANCE_PRESENT] = {"present", "présent"},
	[ATTENDANCE_EXCUSED] = {"absent_excuse", "absent excusé"},
	[ATTENDANCE_ABSENT] = {"absent_non_excuse", "absent non excusé"},
	[ATTENDANCE_CANCELLED_STRUCTURE] = {"annule_structure", "annulé par la structure"},
	[ATTENDANCE_CANCELLED_PERSON] = {"annule_personne", "annulé par la personne"},
};

/* Canaux de contact (« aller vers »: appel, SMS, visite, 003:8125). */
static const struct code_label channels[CHANNEL_COUNT + 1] = {
	[CHANNEL_PHONE] = {"telephone", "téléphone"},
	[CHANNEL_MEETING] = {"entretien", "entretien"},
	[CHANNEL_VIDEO] = {"visio", "visio"},
	[CHANNEL_SMS] = {"sms", "SMS"},
	[CHANNEL_MAIL] = {"courriel", "courriel"},
	[CHANNEL_LETTER] = {"courrier", "courrier"},
	[CHANNEL_VISIT] = {"visite", "visite"},
};

/* Rôles (product.md, « Who uses it »). */
static const struct code_label roles[ROLE_COUNT + 1] = {
	[ROLE_NONE] = {"", ""},
	[ROLE_COUNSELLOR] = {"conseiller", "conseiller référent"},
	[ROLE_SUPERVISOR] = {"responsable", "responsable"},
	[ROLE_CONTROL] = {"controle", "équipe de contrôle"},
	[ROLE_EP] = {"secretariat", "secrétariat EP"},
	[ROLE_AUTHORITY] = {"autorite", "autorité"},
	[ROLE_ADMIN] = {"administrateur", "administrateur"},
};

const struct code_label appointment_kinds[] = {
	{"entretien", "entretien"},
	{"premier_entretien", "premier entretien"},          /* 000:5669 */
	{"point_etape", "point d'étape"},                    /* 003:7832 */
	{"information_collective", "information collective"}, /* 000:1459 */
	{"atelier", "atelier"},
	{"prestation", "prestation externe"},                /* rules.md L2 */
	{"immersion", "immersion"},                          /* PMSMP, EMT: glossary */
	{"forum", "forum ou job dating"},                    /* 003:8058 */
	{NULL, NULL},
};

const struct code_label appointment_places[] = {
	{"agence", "agence"},
	{"partenaire", "chez un partenaire"},
	{"permanence", "permanence"},
	{"telephone", "par téléphone"},
	{"visio", "en visio"},
	{"domicile", "à domicile"},
	{NULL, NULL},
};

const struct code_label barrier_kinds[] = {
	{"illettrisme", "illettrisme"},                                   /* 000:5150 */
	{"rupture_familiale", "rupture de vie familiale"},                /* 000:5151 */
	{"perte_logement", "perte du logement"},                          /* 000:5152 */
	{"surendettement", "surendettement"},                             /* 000:5153 */
	{"conduites_addictives", "conduites addictives"},                 /* 000:5154 */
	{"difficultes_administratives", "difficultés administratives"},   /* 000:5155 */
	{"transport", "transport, mobilité"},                             /* 000:6326 */
	{"logement", "logement"},                                         /* 000:6328 */
	{"garde_enfant", "garde d'enfant"},                               /* 000:6328 */
	{"sante", "santé"},                                               /* 003:13701 */
	{"langue", "maîtrise de la langue"},                              /* 003:13710 */
	{"acces_droits", "accès aux droits"},                             /* 003:13714 */
	{"autre", "autre"},
	{NULL, NULL},
};

void person_facts_clear_agenda(struct person_facts *f)
{
	f->next_id = f->next_kind = f->next_place = "";
	f->next_minutes = 0;
	f->next_given = f->next_reminded = f->oldest_unconcluded = MOMENT_NONE;
	f->item_ours = f->item_theirs = f->series_end = DATE_NONE;
	f->unconcluded_count = f->item_ours_count = f->item_theirs_count = 0;
	f->rebookings = NULL;
	f->rebooking_count = 0;
}

void person_facts_clear_contract(struct person_facts *f)
{
	f->contract = (struct contract_summary){
		.id = "", .signed_on = DATE_NONE, .signed_person = DATE_NONE, .signed_structure = DATE_NONE, .starts = DATE_NONE,
		.ends = DATE_NONE, .ended = DATE_NONE, .intensive_since = DATE_NONE, .chosen = DATE_NONE};
	f->oriented = f->rights_informed = f->diagnosed = f->remedial_due = f->item_third = f->unvalidated = DATE_NONE;
	f->request_since = f->complaint_since = MOMENT_NONE;
	f->remedial_count = f->item_third_count = 0;
	f->item_third_debtor = DEBTOR_NONE;
	f->week = f->last_week = (struct week_facts){.target = -1};
	f->trainings = NULL;
	f->training_count = 0;
	f->debrief_since = DATE_NONE;
}

struct item item_unknown(void)
{
	return (struct item){
		.id = "", .meeting = "", .object = "", .due = DATE_NONE, .done = DATE_NONE, .recorded = MOMENT_NONE, .contract = "",
		.bound = DATE_NONE, .rule = "", .model = "", .source = "", .excused = DATE_NONE, .excuse = "",
		.withdrawn = DATE_NONE, .withdrawal = "", .made_up = DATE_NONE};
}

const char *follow_up_code(enum follow_up f) { return f < FOLLOW_COUNT ? follow_ups[f].code : ""; }
const char *follow_up_label(enum follow_up f) { return f < FOLLOW_COUNT ? follow_ups[f].label : ""; }
int follow_up_from_code(const char *code) { return code_label_index(follow_ups, FOLLOW_COUNT, code); }

const char *attendance_code(enum attendance a) { return a < ATTENDANCE_COUNT ? attendances[a].code : ""; }
const char *attendance_label(enum attendance a) { return a < ATTENDANCE_COUNT ? attendances[a].label : ""; }
int attendance_from_code(const char *code) { return code_label_index(attendances, ATTENDANCE_COUNT, code); }

const char *channel_code(enum channel c) { return c < CHANNEL_COUNT ? channels[c].code : ""; }
const char *channel_label(enum channel c) { return c < CHANNEL_COUNT ? channels[c].label : ""; }
int channel_from_code(const char *code) { return code_label_index(channels, CHANNEL_COUNT, code); }

const char *role_code(enum role r) { return r < ROLE_COUNT ? roles[r].code : ""; }
const char *role_label(enum role r) { return r < ROLE_COUNT ? roles[r].label : ""; }

enum role role_from_code(const char *code)
{
	int i = code_label_index(roles, ROLE_COUNT, code);

	return i > 0 ? (enum role)i : ROLE_NONE;
}

static const struct code_label *label_of(const struct code_label *list, const char *code)
{
	for (; list->code != NULL && code != NULL; list++)
		if (strcmp(list->code, code) == 0)
			return list;
	return NULL;
}

int code_label_index(const struct code_label *list, int count, const char *code)
{
	for (int i = 0; code != NULL && *code != '\0' && i < count; i++)
		if (strcmp(list[i].code, code) == 0)
			return i;
	return -1;
}

bool code_label_known(const struct code_label *list, const char *code)
{
	return label_of(list, code) != NULL;
}

const char *code_label_find(const struct code_label *list, const char *code)
{
	const struct code_label *known = label_of(list, code);

	return known != NULL ? known->label : code;
}
