/* The words of « Ce que nous détenons sur vous »: names of the schema as French writes them, labels of its closed lists, days
 * as a person counts them. What is in no list is printed as it is held: nothing here can leave a value out. */
#include <string.h>

#include "core/agenda/agenda.h"
#include "core/base/strbuf.h"
#include "core/engagement/activity.h"
#include "core/letters/letter_private.h"
#include "core/portfolio/reasons.h"
#include "core/rules/rule_codes.h"
#include "core/training/training.h"

/* Words of the schema's names that French writes otherwise. */
static const struct code_label words[] = {
	{"a", "à"}, {"abandonne", "abandonné"}, {"abandonnee", "abandonnée"}, {"acces", "accès"}, {"accorde", "accordé"},
	{"accordee", "accordée"}, {"activite", "activité"}, {"annule", "annulé"}, {"annulee", "annulée"}, {"apres", "après"},
	{"capacite", "capacité"}, {"competences", "compétences"}, {"conge", "congé"}, {"convoque", "convoqué"}, {"cree", "créé"},
	{"creneaux", "créneaux"}, {"debiteur", "débiteur"}, {"debut", "début"}, {"decision", "décision"}, {"declare", "déclaré"},
	{"declaree", "déclarée"}, {"deplacement", "déplacement"}, {"derogation", "dérogation"}, {"detail", "détail"},
	{"donnee", "donnée"}, {"duree", "durée"}, {"echeance", "échéance"}, {"ecrite", "écrite"}, {"etat", "état"},
	{"excuse", "excusé"}, {"excusee", "excusée"}, {"imprevue", "imprévue"}, {"leve", "levé"}, {"levee", "levée"},
	{"liee", "liée"}, {"manque", "manqué"}, {"marche", "marché"}, {"modalite", "modalité"}, {"modele", "modèle"},
	{"notifiee", "notifiée"}, {"numero", "numéro"}, {"periode", "période"}, {"preference", "préférence"},
	{"prejudice", "préjudice"}, {"prenom", "prénom"}, {"presence", "présence"}, {"privee", "privée"},
	{"proposee", "proposée"}, {"recu", "reçu"}, {"recue", "reçue"}, {"referent", "référent"}, {"regime", "régime"},
	{"regle", "règle"}, {"remplacant", "remplaçant"}, {"repondue", "répondue"}, {"reponse", "réponse"},
	{"representant", "représentant"}, {"role", "rôle"}, {"seance", "séance"}, {"serie", "série"}, {"signe", "signé"},
	{"signee", "signée"}, {"succede", "succède"}, {"telephone", "téléphone"}, {"theme", "thème"}, {"validee", "validée"},
	{"confirmee", "confirmée"}, {"debriefee", "débriefée"}, {"decidee", "décidée"}, {"demandee", "demandée"},
	{"departement", "département"}, {"etape", "étape"}, {"evaluation", "évaluation"}, {"evenement", "événement"},
	{"hote", "hôte"}, {"intitule", "intitulé"}, {"justifiee", "justifiée"}, {"malgre", "malgré"}, {"metier", "métier"},
	{"piece", "pièce"}, {"prealable", "préalable"},
	{"visee", "visée"}, {NULL, NULL},
};
/* Names that their words do not say. */
static const struct code_label columns[] = {
	{"au", "jusqu'au"}, {"choix_motif", "motif du choix"}, {"cible_minutes", "minutes visées par semaine"},
	{"clos_le", "dernier jour avant la clôture"}, {"clos_motif", "motif de la clôture"}, {"clos_texte", "texte de la clôture"},
	{"excuse_motif", "motif de l'excuse"}, {"fin", "dernier jour"}, {"jusqu_au", "jusqu'au"}, {"login", "conseiller"},
	{"modele", "référence du modèle"}, {"motif_annulation", "motif de l'annulation"}, {"motif_fin", "motif de la fin"}, {"nom_table", "rubrique"},
	{"rang", "numéro"}, {"rang_au", "retiré par la version"}, {"rang_du", "depuis la version"},
	{"remise_texte", "ce qui a été remis"}, {"signe_personne_le", "signé par vous le"},
	{"signe_structure_le", "signé par la structure le"}, {NULL, NULL},
};
static const struct code_label tables[] = {
	{"activite", "Heures d'activité"}, {"compensation", "Actions compensatrices"}, {"conge", "Congés et absences"},
	{"contrat_version", "Versions du contrat"}, {"demande", "Demandes et réclamations"}, {"deplacement", "Rendez-vous déplacés"},
	{"droit", "Revenus"}, {"formation", "Demandes de formation"}, {"formation_absence", "Absences en formation"},
	{"formation_evenement", "Ce qui est arrivé aux demandes de formation"}, {"formation_financement", "Financement des formations"},
	{"formation_piece", "Pièces demandées pour une formation"}, {"formation_prealable", "Préalables des formations"},
	{"formation_projet", "Projets de formation"},
	{"historique", "Ce qui a été corrigé, et ce qu'il y avait avant"}, {"information_droits", "Information sur les droits"},
	{"lecture", "Lectures du dossier"}, {"participation", "Rendez-vous"}, {"passage", "Régimes"},
	{"periode_entreprise", "Périodes en entreprise"},
	{"proposition", "Créneaux proposés"}, {"report", "Lignes que votre conseiller a remises à plus tard"},
	{"seance", "Rendez-vous, ce qui vaut pour tous les présents"}, {"suivi", "Modalités de suivi"},
	{"tenue", "Engagements qui reviennent, chaque fois tenus"}, {NULL, NULL},
};

/* --- closed lists --------------------------------------------------------------------------------------------------- */

static const struct code_label origins[] = {{"saisie", "saisie par un agent"}, {"import", "reprise d'un autre fichier"}, {NULL, NULL}};
static const struct code_label gestures[] = {{"reporte", "remis à plus tard"}, {"fait", "fait"}, {NULL, NULL}};
static const struct code_label readings[] = {
	{"remplacement", "remplacement du référent"}, {"supervision", "suivi de l'équipe par son responsable"}, {NULL, NULL}};
static const struct code_label orientations[] = {{"orientation", "orientation"}, {"reorientation", "réorientation"}, {NULL, NULL}};
static const struct code_label requests[] = {{"demande", "demande"}, {"reclamation", "réclamation"}, {NULL, NULL}};
static const struct code_label settlements[] = {{"fait", "fait"}, {"dispense", "dispensé"}, {NULL, NULL}};
static const struct code_label signatories[] = {{"personne", "vous"}, {"representant_legal", "votre représentant légal"}, {NULL, NULL}};

/* Of the enumerations: "" for a code that is none of theirs. */
#define WORDS_OF(name, type, from, label) \
	static const char *name(const char *code) \
	{ \
		int k = (int)from(code); \
		return k < 0 ? "" : label((type)k); \
	}
WORDS_OF(attendance_words, enum attendance, attendance_from_code, attendance_label)
WORDS_OF(cadence_words, enum cadence, cadence_from_code, cadence_label)
WORDS_OF(channel_words, enum channel, channel_from_code, channel_label)
WORDS_OF(choice_words, enum contract_choice, choice_from_code, choice_label)
WORDS_OF(follow_up_words, enum follow_up, follow_up_from_code, follow_up_label)
WORDS_OF(parcours_words, enum parcours, parcours_from_code, parcours_label)
WORDS_OF(part_words, enum item_part, item_part_from_code, item_part_label)
WORDS_OF(protected_words, enum protected_kind, protected_from_code, protected_label)
WORDS_OF(regime_words, enum regime, regime_from_code, regime_label)
WORDS_OF(role_words, enum role, role_from_code, role_label)
WORDS_OF(stage_words, enum training_stage, training_stage_from_code, training_stage_label)
WORDS_OF(step_words, enum training_step, training_step_from_code, training_step_done)
WORDS_OF(cost_words, enum cost, cost_from_code, cost_label)
WORDS_OF(line_words, enum line_state, line_state_from_code, line_state_label)
WORDS_OF(precondition_words, enum precondition, precondition_from_code, precondition_label)
WORDS_OF(debtor_named, enum debtor, debtor_from_code, debtor_label)

/* The letter speaks to the person. */
static const char *debtor_words(const char *code)
{
	return strcmp(code, "personne") == 0 ? "vous" : debtor_named(code);
}

static const char *rule_words(const char *code)
{
	const struct rule_code *rule = rule_code_find(code);

	return rule != NULL ? rule->label : "";
}

static const char *reason_words(const char *code)
{
	for (int k = 0; k < REASON_COUNT; k++)
		if (strcmp(reason_code_name((enum reason_code)k), code) == 0)
			return reason_title((enum reason_code)k);
	return "";
}

/* A column of a table ("": of any) whose codes have labels: in a list, or by name. */
struct coded { const char *table, *column; const struct code_label *list; const char *(*named)(const char *code); };
static const struct coded coded[] = {
	{"", "cadence", NULL, cadence_words}, {"", "canal", NULL, channel_words}, {"", "choix", NULL, choice_words},
	{"", "clos_motif", contract_closings, NULL}, {"", "debiteur", NULL, debtor_words}, {"", "demandeur", NULL, debtor_words},
	{"report", "geste", gestures, NULL}, {"", "lieu", appointment_places, NULL}, {"", "modalite", NULL, follow_up_words},
	{"", "origine", origins, NULL}, {"", "parcours", NULL, parcours_words}, {"", "part", NULL, part_words},
	{"", "presence", NULL, attendance_words}, {"", "regime", NULL, regime_words}, {"", "regle", NULL, rule_words},
	{"", "role", NULL, role_words}, {"", "signataire", signatories, NULL}, {"", "support", rights_supports, NULL},
	{"", "theme", activity_themes, NULL}, {"", "type", appointment_kinds, NULL}, {"conge", "nature", NULL, protected_words},
	{"demande", "nature", requests, NULL}, {"frein", "nature", barrier_kinds, NULL}, {"lecture", "motif", readings, NULL},
	{"orientation", "nature", orientations, NULL}, {"report", "code", NULL, reason_words},
	{"", "etape", NULL, stage_words}, {"formation", "objectif", training_aims, NULL}, {"formation_evenement", "de", NULL, stage_words},
	{"formation_evenement", "vers", NULL, stage_words}, {"formation_evenement", "geste", NULL, step_words},
	{"formation_financement", "poste", NULL, cost_words}, {"formation_financement", "etat", NULL, line_words},
	{"formation_piece", "nature", training_piece_kinds, NULL}, {"formation_prealable", "code", NULL, precondition_words},
	{"formation_prealable", "etat", settlements, NULL}, {"periode_entreprise", "nature", company_period_kinds, NULL},
	{"droit", "nature", allowance_kinds, NULL},
};

static const char *code_words(const char *table, const char *column, const char *value)
{
	const char *label = "";

	for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
		if (strcmp(coded[i].column, column) == 0 && (coded[i].table[0] == '\0' || strcmp(coded[i].table, table) == 0))
			label = coded[i].named != NULL ? coded[i].named(value) : code_label_find(coded[i].list, value);
	return *label != '\0' ? label : value;
}

const char *held_reading_reason(const char *code)
{
	return code_label_find(readings, code);
}

/* --- days ------------------------------------------------------------------------------------------------------------- */

/* Columns that hold the first day that no longer counts: the last one that does is what a person is told. */
static bool column_is_first_out(const char *table, const char *column)
{
	static const struct code_label ends[] = {{"passage", "au"}, {"suivi", "au"}, {"referent", "au"}, {"remplacement", "au"},
	                                         {"conge", "au"}, {"derogation", "au"}, {"contrat", "fin"}, {"contrat", "clos_le"},
	                                         {"contrat_version", "fin"}, {"droit", "au"}, {"formation_financement", "au"},
	                                         {"formation_absence", "au"}, {"periode_entreprise", "au"}};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strcmp(ends[i].code, table) == 0 && strcmp(ends[i].label, column) == 0)
			return true;
	return false;
}

static const char *day_words(struct arena *arena, struct date d)
{
	char text[DATE_TEXT];

	return arena_strdup(arena, date_format_numeric(d, text));
}

/* « [2026-01-14,2026-08-28) », as the base keeps a period of days; NULL: none. */
static const char *period_words(struct arena *arena, const char *value)
{
	size_t len = strlen(value);
	const char *comma = strchr(value, ',');
	struct date from, out;

	if (len < 3 || value[0] != '[' || value[len - 1] != ')' || comma == NULL ||
	    !date_parse(arena_strndup(arena, value + 1, (size_t)(comma - value - 1)), &from))
		return NULL;
	if (comma[1] == ')')
		return arena_format(arena, "depuis le %s", day_words(arena, from));
	if (!date_parse(arena_strndup(arena, comma + 1, len - (size_t)(comma - value) - 2), &out))
		return NULL;
	return arena_format(arena, "du %s au %s", day_words(arena, from), day_words(arena, date_add_days(out, -1)));
}

static const char *moment_words(struct arena *arena, struct moment m)
{
	return arena_format(arena, "%s à %02d:%02d", day_words(arena, m.day), m.minute / 60, m.minute % 60);
}

/* « 2026-01-08T11:00 - 2026-01-08T12:00 », from one moment to another; NULL: none. */
static const char *span_words(struct arena *arena, const char *value)
{
	const char *dash = strstr(value, " - ");
	struct moment from, to;

	if (dash == NULL || !moment_parse(arena_strndup(arena, value, (size_t)(dash - value)), &from) || !moment_parse(dash + 3, &to))
		return NULL;
	if (from.day.days == to.day.days)
		return arena_format(arena, "%s de %02d:%02d à %02d:%02d", day_words(arena, from.day), from.minute / 60, from.minute % 60,
		                    to.minute / 60, to.minute % 60);
	return arena_format(arena, "du %s au %s", moment_words(arena, from), moment_words(arena, to));
}

/* Moments one after the other, as slots offered are; NULL: something else. */
static const char *moments_words(struct arena *arena, const char *value)
{
	const char *text = "";
	struct moment m;

	for (;;) {
		size_t len = strcspn(value, ",");

		if (!moment_parse(arena_strndup(arena, value, len), &m))
			return NULL;
		text = arena_format(arena, "%s%s%s", text, *text != '\0' ? ", " : "", moment_words(arena, m));
		if (value[len] == '\0')
			return text;
		value += len + 1 + strspn(value + len + 1, " ");
	}
}

/* The lines of a long text after the first stand further in. */
static const char *text_words(struct arena *arena, const char *value)
{
	struct strbuf b = {0};
	const char *text;

	for (const char *p = value; *p != '\0'; p++) {
		strbuf_add_n(&b, p, 1);
		if (*p == '\n' && p[1] != '\n' && p[1] != '\0')
			strbuf_add(&b, "      ");
	}
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return text;
}

/* --- what a row is printed with -------------------------------------------------------------------------------------- */

/* « cree_le »: « créé le ». */
static const char *name_words(struct arena *arena, const char *name)
{
	struct strbuf b = {0};
	const char *text;

	while (*name != '\0') {
		size_t len = strcspn(name, "_");

		strbuf_addf(&b, "%s%s", b.len > 0 ? " " : "", code_label_find(words, arena_strndup(arena, name, len)));
		name += len + (name[len] == '_' ? 1 : 0);
	}
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return text;
}

const char *held_table_words(struct arena *arena, const char *table)
{
	return code_label_known(tables, table) ? code_label_find(tables, table) : letter_capital(arena, name_words(arena, table));
}

const char *held_column_words(struct arena *arena, const char *column)
{
	return code_label_known(columns, column) ? code_label_find(columns, column) : name_words(arena, column);
}

const char *held_value_words(struct arena *arena, const char *table, const char *column, const char *value)
{
	const char *found;
	struct date day;

	if (strcmp(column, "nom_table") == 0)
		return held_table_words(arena, value);
	if (date_parse(value, &day))
		return day_words(arena, column_is_first_out(table, column) ? date_add_days(day, -1) : day);
	if ((found = period_words(arena, value)) != NULL || (found = span_words(arena, value)) != NULL ||
	    (found = moments_words(arena, value)) != NULL)
		return found;
	return text_words(arena, code_words(table, column, value));
}
