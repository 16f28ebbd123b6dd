/* What a reason says in French: short sentence, inputs, next step; codes and headings. Those of the agenda:
 * reason_text_agenda.c; of the contract: reason_text_contract.c; of training requests: reason_text_training.c. */
#include "core/portfolio/reason_text.h"
#include "core/base/french.h"
#include "core/portfolio/reason_text_private.h"

#include <stdlib.h>
#include <string.h>

struct wording {
	const char *code;   /* stable, for TSV and tests */
	const char *title;  /* heading of « Pourquoi ? » */
	const char *next_step;
	const char *action; /* INI name, "" when the act comes with a later screen */
};

static const struct wording wordings[REASON_COUNT] = {
	[REASON_CONTACT_DUE] = {"contact_du", "Contact dû dans la semaine",
	                        "Appeler ou recevoir la personne, puis noter le contact", "contact"},
	[REASON_NO_APPOINTMENT] = {"sans_rdv", "Aucun rendez-vous à venir",
	                           "Convenir d'un rendez-vous avec la personne", "rdv.donner"},
	[REASON_ATTENDANCE_UNKNOWN] = {"presence_inconnue", "Issue d'un rendez-vous à saisir",
	                               "Saisir la présence : inconnue, elle est due par le conseiller, ce n'est pas une absence", "presence"},
	[REASON_FIRST_MEETING_DUE] = {"premier_entretien_du", "Premier entretien à tenir",
	                              "Recevoir la personne pour le premier entretien", "rdv.donner"},
	[REASON_MILESTONE_DUE] = {"point_etape_du", "Point d'étape à tenir",
	                          "Tenir un point d'étape avec la personne", "rdv.donner"},
	[REASON_END_NEAR] = {"fin_proche", "Fin du dispositif",
	                     "Préparer la suite, puis changer ou clore le régime", "regime"},
	[REASON_CONCLUSION_DUE] = {"conclusion_due", "Conclusion à écrire",
	                           "Écrire la conclusion et ce à quoi chacun s'engage : elle clôt le rendez-vous", "conclure"},
	[REASON_ITEM_OURS] = {"engagement_structure", "Notre engagement",
	                      "Faire ce à quoi nous nous sommes engagés, puis noter l'engagement tenu", "engagement.tenu"},
	[REASON_ITEM_THEIRS] = {"engagement_personne", "Engagement de la personne",
	                        "Demander à la personne où elle en est, puis noter l'engagement tenu", "engagement.tenu"},
	[REASON_SERIES_ENDING] = {"serie_fin", "Fin d'une série de rendez-vous",
	                          "Renouveler la série, ou convenir de la suite avec la personne", "rdv.serie"},
	[REASON_REBOOKINGS] = {"reprises", "Rendez-vous reportés plusieurs fois",
	                       "Voir avec la personne ce qui gêne les rendez-vous, de son côté et du nôtre", "contact"},
	[REASON_REMINDER] = {"rappel", "Rappel d'un rendez-vous",
	                     "Rappeler son rendez-vous à la personne, puis noter le rappel", "rappel"},
	[REASON_CONTRACT_MISSING] = {"contrat_manquant", "Aucun contrat signé",
	                             "Élaborer le contrat avec la personne, puis le signer tous les deux", "aller.engagements"},
	[REASON_CONTRACT_EXPIRING] = {"contrat_expire", "Fin du contrat",
	                              "Préparer la suite du contrat avec la personne : le renouveler, le modifier ou le clore",
	                              "aller.engagements"},
	[REASON_CONTRACT_EMPTY] = {"contrat_vide", "Contrat presque sans action",
	                           "Convenir d'actions avec la personne et les ajouter par un avenant", "aller.engagements"},
	[REASON_NO_EMPLOYMENT_ACTION] = {"sans_action_emploi", "Contrat sans action à visée emploi",
	                                 "Convenir d'une action à visée emploi et l'ajouter par un avenant", "aller.engagements"},
	[REASON_INTENSIVE_CHOICE] = {"choix_12_mois", "Suite du parcours intensif à choisir",
	                             "Choisir avec la personne : poursuite, parcours moins intensif, réorientation ou fin",
	                             "aller.engagements"},
	[REASON_HOURS_SHORT] = {"heures_courtes", "Heures de la semaine",
	                        "Voir avec la personne ce qu'elle a fait et ce qui l'en empêche, puis déclarer, ou déroger",
	                        "aller.heures"},
	[REASON_HOURS_TO_VALIDATE] = {"heures_a_valider", "Heures déclarées à valider",
	                              "Regarder les heures déclarées avec la personne, puis les valider", "aller.heures"},
	[REASON_RIGHTS_DUE] = {"information_droits", "Information sur les droits à donner",
	                       "Expliquer ses droits et devoirs à la personne, puis noter l'information", "aller.engagements"},
	[REASON_REQUEST_DUE] = {"demande_a_repondre", "Demande de la personne",
	                        "Répondre à la personne, puis noter la réponse", "aller.engagements"},
	[REASON_COMPLAINT_DUE] = {"reclamation_a_repondre", "Réclamation de la personne",
	                          "Répondre à la personne, puis noter la réponse", "aller.engagements"},
	[REASON_REMEDIAL_DUE] = {"compensation_due", "Action compensatrice à remettre",
	                         "Remettre à la personne ce que nous lui devons en retour, puis le noter", "aller.engagements"},
	[REASON_ITEM_THIRD] = {"engagement_tiers", "Engagement d'un tiers",
	                       "Demander au tiers où il en est, puis noter l'engagement tenu", "aller.engagements"},
	[REASON_TRAINING_DECISION] = {"decision_attendue", "Décision du financeur attendue",
	                              "Relancer le financeur, puis noter l'échange ou sa réponse", "aller.formations"},
	[REASON_TRAINING_PIECES] = {"pieces_attendues", "Pièces attendues pour un dossier de formation",
	                            "Aider à réunir les pièces, puis noter chaque pièce reçue", "aller.formations"},
	[REASON_TRAINING_STEP] = {"formation_a_avancer", "Demande de formation à faire avancer",
	                          "Faire l'étape suivante de la demande, puis la noter", "aller.formations"},
	[REASON_FUNDING_HOLE] = {"trou_financement", "Formation accordée, financement incomplet",
	                         "Trouver un financeur pour chaque coût de chaque jour, puis noter la ligne", "aller.formations"},
	[REASON_TRAINING_ENTRY] = {"entree_attendue", "Entrée en formation attendue",
	                           "Relancer l'organisme, puis noter l'échange ou l'entrée", "aller.formations"},
	[REASON_RELAY_NEEDED] = {"relais_a_trouver", "Relais à trouver avant la fin des droits",
	                         "Chercher qui rémunère les jours de formation après la fin des droits, puis noter la ligne",
	                         "aller.formations"},
	[REASON_TRAINING_CHECK] = {"suivi_tiers", "Point au tiers de la formation",
	                           "Faire le point avec la personne et l'organisme, puis le noter", "aller.formations"},
	[REASON_TRAINING_FOLLOW_UP] = {"suivi_6_mois", "Situation six mois après la formation",
	                               "Demander à la personne sa situation, puis la noter", "aller.formations"},
	[REASON_DEBRIEF_DUE] = {"bilan_a_faire", "Bilan d'une période en entreprise",
	                        "Faire le bilan avec la personne, et si possible avec l'entreprise, puis le noter", "periode.debriefer"},
};

const char *reason_code_name(enum reason_code c) { return c < REASON_COUNT ? wordings[c].code : ""; }
const char *reason_title(enum reason_code c) { return c < REASON_COUNT ? wordings[c].title : ""; }

const char *reason_next_step(enum reason_code c) { return c < REASON_COUNT ? wordings[c].next_step : ""; }
const char *reason_action(enum reason_code c) { return c < REASON_COUNT ? wordings[c].action : ""; }

const char *owner_label(enum owner o)
{
	switch (o) {
	case OWNER_PERSON:
		return "la personne";
	case OWNER_THIRD:
		return "un tiers";
	case OWNER_ME:
		break;
	}
	return "moi";
}

/* --- small words ------------------------------------------------------------------------------------- */

const char *day_words(struct arena *a, struct date d, struct date today)
{
	char text[DATE_TEXT];

	if (abs(date_diff(d, today)) > 300)
		return arena_strdup(a, date_format_numeric(d, text));
	return arena_strdup(a, date_format_short(d, text));
}

static const char *due_words_of(struct arena *a, const struct reason *r, struct moment today, const char *what,
                                const char *due)
{
	if (r->clock.state == CLOCK_UNSET)
		return arena_format(a, "%s à %s, délai non fixé", what, strcmp(due, "due") == 0 ? "donner" : "tenir");
	if (!r->rule->applied)
		return arena_format(a, "%s : objectif proposé %s", what, day_words(a, r->due.day, today.day));
	if (r->band == BAND_GREY)
		return arena_format(a, "%s : pour information", what);
	if (r->clock.days_left < 0)
		return arena_format(a, "%s %s depuis %d j", what, due, -r->clock.days_left);
	if (r->clock.days_left == 0)
		return arena_format(a, "%s %s aujourd'hui", what, due);
	return arena_format(a, "%s %s le %s", what, due, day_words(a, r->due.day, today.day));
}

const char *due_words(struct arena *a, const struct reason *r, struct moment today, const char *what)
{
	return due_words_of(a, r, today, what, "dû");
}

const char *due_words_feminine(struct arena *a, const struct reason *r, struct moment today, const char *what)
{
	return due_words_of(a, r, today, what, "due");
}

static const char *contact_words(const struct rule *rule)
{
	bool weekly = (rule->unit == UNIT_WEEK && rule->value == 1) || (rule->unit == UNIT_DAY && rule->value == 7);

	if (strcmp(rule->code, "echange_hebdomadaire") == 0)
		return weekly ? "échange de la semaine" : "échange";
	return weekly ? "RDV de la semaine" : "contact";
}

static const char *attendance_sentence(struct arena *a, const struct person_facts *f, struct moment today)
{
	const char *day = day_words(a, f->oldest_unrecorded.day, today.day);

	if (f->unrecorded_count > 1)
		return arena_format(a, "présences à saisir : %d RDV depuis le %s", f->unrecorded_count, day);
	return arena_format(a, "présence à saisir : RDV du %s", day);
}

static const char *regime_words(struct arena *a, enum regime r)
{
	char *words = arena_format(a, "%s %s", r == REGIME_CRP ? "de la" : "du", regime_code(r));

	for (char *p = words; *p != '\0'; p++)
		if (*p == '_')
			*p = ' ';
	return words;
}

static const char *end_sentence(struct arena *a, const struct person_facts *f, const struct reason *r,
                                struct moment today)
{
	const char *regime = regime_words(a, f->regime), *day = day_words(a, r->due.day, today.day);
	int left = r->clock.days_left;

	if (left == 0)
		return arena_format(a, "fin %s aujourd'hui", regime);
	if (left > 0)
		return arena_format(a, "fin %s le %s (dans %d j)", regime, day, left);
	return arena_format(a, "fin %s passée le %s, à clore", regime, day);
}

static const char *reason_sentence(struct arena *a, const struct person_facts *f, struct moment today,
                                   const struct reason *r)
{
	char value[32];

	switch (r->code) {
	case REASON_CONTACT_DUE:
		return due_words(a, r, today, contact_words(r->rule));
	case REASON_NO_APPOINTMENT:
		if (r->clock.state == CLOCK_UNSET)
			return "aucun RDV à venir";
		if (r->rule->unit == UNIT_DAY)
			return arena_format(a, "aucun RDV d'ici %d j", r->rule->value);
		return arena_format(a, "aucun RDV d'ici %s", rule_format_value(r->rule, value));
	case REASON_ATTENDANCE_UNKNOWN:
		return attendance_sentence(a, f, today);
	case REASON_FIRST_MEETING_DUE:
		return due_words(a, r, today, "premier entretien");
	case REASON_MILESTONE_DUE:
		return due_words(a, r, today, "point d'étape");
	default:
		return end_sentence(a, f, r, today);
	}
}

/* --- brief: for a narrow column ------------------------------------------------------------------------ */

const char *brief_due(struct arena *a, const struct reason *r, const char *what)
{
	int left = r->clock.days_left;

	if (r->clock.state == CLOCK_UNSET)
		return arena_format(a, "%s, non fixé", what);
	if (!r->rule->applied)
		return arena_format(a, "%s, proposé", what);
	if (r->band == BAND_GREY)
		return arena_format(a, "%s, pour info", what);
	if (left < 0)
		return arena_format(a, "%s +%d j", what, -left);
	return left == 0 ? arena_format(a, "%s ce jour", what) : arena_format(a, "%s J-%d", what, left);
}

static const char *reason_brief(struct arena *a, const struct person_facts *f, struct moment today,
                                const struct reason *r)
{
	switch (r->code) {
	case REASON_CONTACT_DUE:
		return brief_due(a, r, strcmp(r->rule->code, "echange_hebdomadaire") == 0 ? "échange" : "RDV semaine");
	case REASON_ATTENDANCE_UNKNOWN:
		if (f->unrecorded_count > 1)
			return arena_format(a, "%d présences à saisir", f->unrecorded_count);
		return arena_format(a, "prés. à saisir %s", day_words(a, f->oldest_unrecorded.day, today.day));
	case REASON_FIRST_MEETING_DUE:
		return brief_due(a, r, "1er RDV");
	case REASON_MILESTONE_DUE:
		return brief_due(a, r, "pt d'étape");
	case REASON_END_NEAR:
		return brief_due(a, r, arena_format(a, "fin %s", regime_words(a, f->regime)));
	default:
		return r->sentence;
	}
}

/* --- inputs ------------------------------------------------------------------------------------------- */

void input_add(struct inputs *in, const char *label, const char *value)
{
	in->items[in->count++] = (struct reason_input){label, value};
}

const char *moment_words(struct arena *a, struct moment m, const char *none)
{
	char text[DATE_TEXT];

	if (!moment_is_set(m))
		return none;
	return arena_format(a, "%s à %02d:%02d", date_format_numeric(m.day, text), m.minute / 60, m.minute % 60);
}

static void inputs_write(struct arena *a, const struct person_facts *f, enum reason_code code, struct inputs *in)
{
	const char *regime_from = french_day(a, f->regime_from, "inconnu");

	switch (code) {
	case REASON_CONTACT_DUE:
		input_add(in, "Dernier contact ou rendez-vous honoré", moment_words(a, f->last_contact, "aucun"));
		input_add(in, "Référent depuis le", french_day(a, f->referent_from, "inconnu"));
		break;
	case REASON_NO_APPOINTMENT:
		input_add(in, "Prochain rendez-vous", moment_words(a, f->next_appointment, "aucun"));
		input_add(in, "Dernier rendez-vous", moment_words(a, f->last_appointment, "aucun"));
		break;
	case REASON_ATTENDANCE_UNKNOWN:
		input_add(in, "Rendez-vous sans issue saisie", arena_format(a, "%d", f->unrecorded_count));
		input_add(in, "Le plus ancien", moment_words(a, f->oldest_unrecorded, "aucun"));
		return;
	case REASON_FIRST_MEETING_DUE:
		input_add(in, "Premier entretien tenu", french_day(a, f->first_meeting, "aucun depuis le début du régime"));
		break;
	case REASON_MILESTONE_DUE:
		input_add(in, "Dernier point d'étape", french_day(a, f->last_milestone, "aucun"));
		input_add(in, "Premier entretien", french_day(a, f->first_meeting, "aucun"));
		break;
	default:
		input_add(in, "Fin inscrite au dossier", french_day(a, f->regime_to, "aucune : calculée par la règle"));
		break;
	}
	input_add(in, "Début du régime", regime_from);
}

/* A clock of both sides that is ours alone for now: why. What each side undertook has its own debtor. */
static bool debt_is_ours_alone(const struct reason *r)
{
	return r->rule->debtor == DEBTOR_BOTH && r->debtor == DEBTOR_STRUCTURE && !reason_is_of_agenda(r->code) &&
	       !reason_is_of_contract(r->code);
}

/* Words of the agenda, of the contract and of training requests are elsewhere: one set for each. */
struct voice {
	const char *(*sentence)(struct arena *, const struct rulebook *, const struct person_facts *, struct moment,
	                        const struct reason *);
	const char *(*brief)(struct arena *, const struct rulebook *, const struct person_facts *, struct moment,
	                     const struct reason *);
	void (*inputs)(struct arena *, const struct rulebook *, const struct person_facts *, struct moment,
	               const struct reason *, struct inputs *);
};
static const struct voice voice_of_agenda = {agenda_sentence, agenda_brief, agenda_inputs};
static const struct voice voice_of_contract = {contract_sentence, contract_brief, contract_inputs};
static const struct voice voice_of_training = {training_sentence, training_brief, training_inputs};

static const struct voice *voice_of(enum reason_code code)
{
	if (reason_is_of_agenda(code))
		return &voice_of_agenda;
	if (reason_is_of_training(code))
		return &voice_of_training;
	return reason_is_of_contract(code) ? &voice_of_contract : NULL;
}

void reason_write(struct arena *arena, const struct rulebook *book, const struct person_facts *f, struct moment today,
                  struct reason *r)
{
	struct inputs in = {arena_array(arena, INPUTS_MAX, sizeof *in.items), 0};
	const struct voice *voice = voice_of(r->code);

	if (voice != NULL)
		voice->inputs(arena, book, f, today, r, &in);
	else
		inputs_write(arena, f, r->code, &in);
	if (debt_is_ours_alone(r))
		input_add(&in, "Rendez-vous sans issue, ou annulé par nous",
		          arena_format(arena, "%s : rien n'est retenu contre la personne", moment_words(arena, f->last_unsettled, "")));
	if (f->follow_up == FOLLOW_ATTACHED && r->band == BAND_GREY)
		input_add(&in, "Modalité de suivi", "rattaché : sans accompagnement actif, pour information");
	r->inputs = in.items;
	r->input_count = in.count;
	r->sentence = voice != NULL ? voice->sentence(arena, book, f, today, r) : reason_sentence(arena, f, today, r);
	r->brief = voice != NULL ? voice->brief(arena, book, f, today, r) : reason_brief(arena, f, today, r);
	r->next_step = reason_next_step(r->code);
	r->action = reason_action(r->code);
}
