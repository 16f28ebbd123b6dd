/* Codes as stored and French labels of training requests: every closed list, with its source. */
#include "core/training/training.h"

#include <string.h>

/* Étapes (rules.md T1). */
static const struct code_label stages[TRAINING_STAGE_COUNT + 1] = {
	[TRAINING_RAISED] = {"evoquee", "évoquée"},
	[TRAINING_PROJECT] = {"projet", "projet"},
	[TRAINING_READY] = {"prete", "prête"},
	[TRAINING_FILED] = {"deposee", "déposée"},
	[TRAINING_PIECES] = {"pieces_demandees", "pièces demandées"},
	[TRAINING_COUNTERED] = {"contre_proposee", "contre-proposition"},
	[TRAINING_REFUSED] = {"refusee", "refusée"},
	[TRAINING_GRANTED] = {"accordee", "accordée"},
	[TRAINING_FUNDED] = {"financee", "financée"},
	[TRAINING_ENTERED] = {"entree", "entrée"},
	[TRAINING_COMPLETED] = {"achevee", "achevée"},
	[TRAINING_FOLLOWED] = {"suivie", "suivie"},
	[TRAINING_DROPPED_BEFORE] = {"abandonnee_avant", "abandonnée avant l'entrée"},
	[TRAINING_DROPPED_AFTER] = {"abandonnee_apres", "abandonnée après l'entrée"},
};

struct step_words { const char *code, *label, *done; };

/* Gestes: code, ce qui est à faire, ce qui est fait. */
static const struct step_words steps[STEP_COUNT] = {
	[STEP_RAISE] = {"evoquer", "évoquer une formation", "formation évoquée"},
	[STEP_PROJECT] = {"projeter", "écrire le projet", "projet écrit"},
	[STEP_PREPARE] = {"preparer", "déclarer le dossier prêt", "dossier prêt"},
	[STEP_FILE] = {"deposer", "déposer le dossier", "dossier déposé"},
	[STEP_ASK_PIECES] = {"demander_pieces", "noter les pièces demandées", "pièces demandées"},
	[STEP_COMPLETE] = {"completer", "compléter le dossier", "dossier complété"},
	[STEP_COUNTER] = {"contre_proposer", "noter une contre-proposition", "contre-proposition reçue"},
	[STEP_ACCEPT] = {"accepter", "accepter la contre-proposition", "contre-proposition acceptée"},
	[STEP_DECLINE] = {"decliner", "décliner la contre-proposition", "contre-proposition déclinée"},
	[STEP_GRANT] = {"accorder", "noter l'accord", "accord reçu"},
	[STEP_REFUSE] = {"refuser", "noter le refus", "refus reçu"},
	[STEP_CONTEST] = {"contester", "contester le refus", "refus contesté"},
	[STEP_REWORK] = {"reprendre", "reprendre le projet", "projet repris"},
	[STEP_FUND] = {"financer", "déclarer le financement complet", "financement complet"},
	[STEP_ENTER] = {"entrer", "noter l'entrée en formation", "entrée en formation"},
	[STEP_CHECK] = {"point_tiers", "faire le point au tiers de la formation", "point au tiers fait"},
	[STEP_END] = {"achever", "noter la fin de la formation", "formation achevée"},
	[STEP_DROP] = {"abandonner", "noter l'abandon", "formation abandonnée"},
	[STEP_FOLLOW] = {"suivre", "noter la situation à six mois", "situation vérifiée après la formation"},
	[STEP_EXCHANGE] = {"echange", "noter un échange", "échange"},
};

/* Coûts (002:507). */
static const struct code_label costs[COST_COUNT + 1] = {
	[COST_TEACHING] = {"pedagogie", "frais pédagogiques"},
	[COST_INCOME] = {"remuneration", "rémunération"},
	[COST_EXPENSES] = {"frais_annexes", "frais annexes"},
};

static const struct code_label line_states[LINE_STATE_COUNT + 1] = {
	[LINE_ASKED] = {"demandee", "demandée"},
	[LINE_GRANTED] = {"accordee", "accordée"},
	[LINE_REFUSED] = {"refusee", "refusée"},
	[LINE_NOT_NEEDED] = {"sans_objet", "sans objet"},
};

/* Préalables (rules.md T2). */
static const struct code_label preconditions[PRE_COUNT + 1] = {
	[PRE_WORKPLACE] = {"mise_en_situation", "mise en situation"},             /* 000:1803 */
	[PRE_POSITIONING] = {"positionnement", "positionnement avec l'organisme"}, /* 000:1804 */
	[PRE_VAE] = {"vae", "VAE examinée"},                                       /* 003:6987 */
	[PRE_FRENCH] = {"francais", "niveau de français (A2)"},                    /* 003:6459 */
	[PRE_EXPENSES] = {"frais", "frais examinés"},
	[PRE_MOBILITY] = {"mobilite", "mobilité examinée"},
	[PRE_CARE] = {"garde", "garde d'enfants examinée"},
};

const struct code_label training_aims[] = { /* 000:1797-1803 */
	{"adaptation", "adaptation à l'emploi"},
	{"perfectionnement", "perfectionnement"},
	{"certification", "certification"},
	{"qualification", "qualification"},
	{"reconversion", "reconversion"},
	{"creation", "création ou reprise d'entreprise"},
	{NULL, NULL},
};

const struct code_label training_project_fields[] = { /* 000:6307-6349 */
	{"projet", "Projet professionnel : objectifs, motivations, écart avec le poste quitté"},
	{"evaluation", "Évaluation, positionnement en entreprise et résultats"},
	{"contraintes", "Contraintes personnelles : transport, logement, garde d'enfant"},
	{"ajustement", "Ajustement ou réduction du parcours envisagé, et pourquoi"},
	{"points", "Points forts et points de vigilance"},
	{"actions", "Actions de formation proposées : contenu, cohérence avec le projet"},
	{NULL, NULL},
};

const struct code_label training_piece_kinds[] = {
	{"etat_descriptif", "état descriptif des mises en situation"}, /* 000:1625 */
	{"argumentaire", "argumentaire"},                              /* 000:5064 */
	{"devis", "devis"},                                            /* 000:5048 */
	{"positionnement", "résultat du positionnement"},              /* 000:1804 */
	{"informations", "informations complémentaires"},              /* 000:5047 */
	{"autre", "autre pièce"},
	{NULL, NULL},
};

const struct code_label training_grounds_refusal[] = {
	{"metier_non_en_tension", "métier non en tension"},                  /* 000:1934: contestable alone */
	{"cout", "coût"},                                                    /* 000:5847 */
	{"nature", "nature de la formation"},                                /* 000:5847 */
	{"autres_priorites", "autres priorités du financeur"},               /* 000:2207 */
	{"autre_region", "personne d'une autre région"},                     /* 000:2166 */
	{"sans_place", "pas de place vacante"},                              /* 000:2163 */
	{"bilan_non_prioritaire", "bilan de compétences non prioritaire"},   /* 000:6038 */
	{"autre", "autre motif"},
	{NULL, NULL},
};

const struct code_label training_grounds_drop[] = {
	{"financement", "financement manquant"},           /* 002:507 */
	{"remuneration", "rémunération insuffisante"},     /* 002:524, 000:1541 */
	{"garde_enfant", "garde d'enfant"},                /* 002:524 */
	{"mobilite", "mobilité"},                          /* 002:524 */
	{"autocensure", "découragement"},                  /* 002:524 */
	{"delai", "attente trop longue"},                  /* 002:525 */
	{"grossesse", "grossesse"},                        /* 004:5975 */
	{"maladie", "maladie"},                            /* 004:5976 */
	{"emploi", "emploi trouvé"},                       /* 004:5976 */
	{"autre", "autre motif"},
	{NULL, NULL},
};

const struct code_label training_grounds_end[] = { /* local: the sources count certifications, they name no outcome (000:1694) */
	{"terme", "suivie jusqu'au bout"},
	{"certification", "certification obtenue"},
	{"certification_partielle", "certification obtenue en partie"},
	{"sans_certification", "certification non obtenue"},
	{"autre", "autre issue"},
	{NULL, NULL},
};

const struct code_label training_grounds_follow[] = { /* 004:6690-6692 */
	{"emploi", "en emploi"},
	{"formation", "en formation"},
	{"sans_suite", "sans suite"},
	{"inconnu", "situation inconnue"},
	{NULL, NULL},
};

const struct code_label company_period_kinds[] = {
	{"immersion", "immersion"},
	{"emt", "évaluation en milieu de travail (EMT)"}, /* 000:1622 */
	{"pmsmp", "mise en situation en milieu professionnel (PMSMP)"},
	{"activite", "période travaillée"},               /* 000:925 */
	{"reprise", "reprise d'emploi"},                  /* 000:6137 */
	{NULL, NULL},
};

const struct code_label allowance_kinds[] = { /* 000:1467, 000:1506, 000:1539-1548, 000:3379; rules.md §8 */
	{"asp", "ASP"},
	{"are", "ARE"},
	{"aref", "AREF"},
	{"rff", "RFF"},
	{"ass", "ASS"},
	{"rsa", "RSA"},
	{"acej", "allocation du CEJ"},
	{"pacea", "allocation du PACEA"},
	{"region", "rémunération de la Région"},
	{"autre", "autre revenu"},
	{NULL, NULL},
};

bool company_period_awaits_debrief(const struct company_period *p, struct date today)
{
	return strcmp(p->kind, "reprise") != 0 && !date_reached(p->debriefed, today) && date_compare(p->to, today) < 0;
}

const char *training_stage_code(enum training_stage s) { return s < TRAINING_STAGE_COUNT ? stages[s].code : ""; }
const char *training_stage_label(enum training_stage s) { return s < TRAINING_STAGE_COUNT ? stages[s].label : ""; }
int training_stage_from_code(const char *code) { return code_label_index(stages, TRAINING_STAGE_COUNT, code); }

const char *training_step_code(enum training_step s) { return s < STEP_COUNT ? steps[s].code : ""; }
const char *training_step_label(enum training_step s) { return s < STEP_COUNT ? steps[s].label : ""; }
const char *training_step_done(enum training_step s) { return s < STEP_COUNT ? steps[s].done : ""; }

int training_step_from_code(const char *code)
{
	for (int i = 0; code != NULL && i < STEP_COUNT; i++)
		if (strcmp(steps[i].code, code) == 0)
			return i;
	return -1;
}

const char *cost_code(enum cost c) { return c < COST_COUNT ? costs[c].code : ""; }
const char *cost_label(enum cost c) { return c < COST_COUNT ? costs[c].label : ""; }
int cost_from_code(const char *code) { return code_label_index(costs, COST_COUNT, code); }

const char *line_state_code(enum line_state s) { return s < LINE_STATE_COUNT ? line_states[s].code : ""; }
const char *line_state_label(enum line_state s) { return s < LINE_STATE_COUNT ? line_states[s].label : ""; }
int line_state_from_code(const char *code) { return code_label_index(line_states, LINE_STATE_COUNT, code); }

const char *precondition_code(enum precondition p) { return p < PRE_COUNT ? preconditions[p].code : ""; }
const char *precondition_label(enum precondition p) { return p < PRE_COUNT ? preconditions[p].label : ""; }
int precondition_from_code(const char *code) { return code_label_index(preconditions, PRE_COUNT, code); }

const struct code_label *training_step_grounds(enum training_step step)
{
	switch (step) {
	case STEP_REFUSE:
		return training_grounds_refusal;
	case STEP_DROP:
		return training_grounds_drop;
	case STEP_END:
		return training_grounds_end;
	case STEP_FOLLOW:
		return training_grounds_follow;
	default:
		return NULL;
	}
}

struct course_query course_query_copy(struct arena *arena, const struct course_query *q)
{
	struct course_query copy = *q;

	copy.text = arena_strdup(arena, q->text);
	copy.trade = arena_strdup(arena, q->trade);
	copy.basin = arena_strdup(arena, q->basin);
	copy.funder = arena_strdup(arena, q->funder);
	copy.after_id = arena_strdup(arena, q->after_id);
	return copy;
}
