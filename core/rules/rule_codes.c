/* The table of known rule codes. */
#include "core/rules/rule_codes.h"

#include <stdio.h>
#include <string.h>

#define HOUR (1U << UNIT_HOUR)
#define DAY (1U << UNIT_DAY)
#define WEEK (1U << UNIT_WEEK)
#define MONTH (1U << UNIT_MONTH)
#define PERSON (1U << UNIT_PERSON)
#define TIMES (1U << UNIT_TIMES)
#define NUMBER (1U << UNIT_NONE)
#define CLOCK(name, text, unit_bits) {name, text, KIND_CLOCK, unit_bits, true, false}
#define DELAY(name, text, unit_bits) {name, text, KIND_PARAMETER, unit_bits, true, false}
#define PERIOD(name, text, unit_bits) {name, text, KIND_PARAMETER, unit_bits, true, true}
#define TERM(name, text, unit_bits) {name, text, KIND_CLOCK, unit_bits, true, true}
#define COUNT(name, text, unit_bits) {name, text, KIND_PARAMETER, unit_bits, false, false}

/* By code, as rule_code_at() promises. */
static const struct rule_code codes[] = {
	CLOCK("accueil_opp", "Réception individuelle par l'opérateur privé", DAY | WEEK),
	COUNT("actions_emploi", "Actions à visée emploi d'un contrat, au moins", NUMBER),
	COUNT("actions_minimum", "Actions d'un contrat, au moins", NUMBER),
	CLOCK("actualisation", "Actualisation", MONTH),
	COUNT("age_limite", "Âge à partir duquel le régime ne s'adresse plus à la personne", NUMBER),
	CLOCK("bilan_6_mois", "Bilan après la sortie", MONTH),
	CLOCK("bilan_periode", "Bilan d'une période en entreprise", DAY),
	DELAY("catalogue_perime", "Âge à partir duquel le catalogue est ancien", DAY),
	COUNT("charge_maximum", "Portefeuille maximum par référent", PERSON),
	COUNT("charge_reference", "Portefeuille de référence par référent", PERSON),
	CLOCK("compensation_echeance", "Action compensatrice à remettre", DAY),
	CLOCK("conclusion_entretien", "Conclusion d'un entretien à écrire", DAY),
	CLOCK("contradictoire", "Réponse de la personne au contradictoire", DAY),
	CLOCK("contradictoire_rsa", "Réponse de la personne au contradictoire (RSA)", DAY),
	DELAY("contrat_fin_proche", "Fin du contrat proche", DAY),
	CLOCK("contrat_signature", "Contrat à élaborer et à signer", MONTH),
	COUNT("convergence_seuil", "Personnes qui finissent la même formation le même jour, au même endroit", PERSON),
	CLOCK("convocation_ouverture", "Convocation après l'ouverture des droits", DAY),
	CLOCK("corde_de_rappel", "Corde de rappel (en autonomie)", MONTH),
	CLOCK("decision_financeur", "Décision du financeur", HOUR | DAY | WEEK),
	DELAY("delai_convocation", "Délai de convocation", DAY),
	DELAY("delai_reflexion", "Délai de réflexion", DAY),
	COUNT("demarches_hebdomadaires", "Démarches minimales par semaine", NUMBER),
	CLOCK("demarrage", "Démarrage effectif de l'accompagnement", DAY),
	CLOCK("designation_referent", "Désignation du référent", DAY),
	CLOCK("dossier_complet", "Dossier complet de l'employeur", DAY | WEEK),
	PERIOD("duree_activite", "Durée cumulée des périodes d'activité", MONTH),
	CLOCK("echange_hebdomadaire", "Échange hebdomadaire", DAY | WEEK),
	CLOCK("engagement_echeance", "Engagement pris, à tenir", DAY),
	CLOCK("entree", "Entrée en formation", DAY | MONTH),
	PERIOD("fin_dispositif", "Durée du dispositif", MONTH),
	CLOCK("fin_formation", "Fin d'une formation à noter", DAY),
	DELAY("fin_proche", "Fin du dispositif proche", DAY),
	CLOCK("financement_complet", "Financement à compléter", DAY),
	CLOCK("formation_a_avancer", "Demande de formation à faire avancer", DAY),
	CLOCK("fourniture_pieces", "Pièces à fournir par la personne", DAY),
	COUNT("heures_hebdomadaires", "Heures d'activité par semaine", HOUR),
	CLOCK("heures_semaine", "Heures d'activité à déclarer", DAY),
	CLOCK("heures_validation", "Heures déclarées à valider", DAY),
	DELAY("horizon_rdv", "Horizon du prochain rendez-vous", DAY),
	CLOCK("information_devoirs", "Information sur les obligations d'insertion", DAY | MONTH),
	CLOCK("information_droits", "Information sur les droits et devoirs", MONTH),
	TERM("intensif_choix", "Choix à enregistrer pour un parcours intensif", MONTH),
	CLOCK("orientation", "Orientation", MONTH),
	CLOCK("orientation_rsa", "Orientation par le département (RSA)", WEEK),
	CLOCK("paiement_asp", "Premier paiement de l'allocation", DAY),
	CLOCK("pieces_tiers", "Pièces à obtenir de nous ou d'un tiers", DAY),
	CLOCK("point_etape", "Point d'étape", MONTH),
	DELAY("preavis_convocation", "Préavis d'une convocation", DAY),
	CLOCK("premier_entretien", "Premier entretien", DAY | WEEK),
	CLOCK("presence_inconnue", "Issue d'un rendez-vous à saisir", DAY),
	CLOCK("presentation_projet", "Présentation du projet de formation au financeur", DAY | WEEK),
	DELAY("rappel_dernier", "Dernier rappel d'un rendez-vous", DAY),
	DELAY("rappel_premier", "Premier rappel d'un rendez-vous", DAY),
	CLOCK("rdv_hebdomadaire", "Rendez-vous hebdomadaire", DAY | WEEK),
	COUNT("rdv_manques_toleres", "Rendez-vous manqués tolérés", NUMBER),
	CLOCK("recours_rapo_rsa", "Recours préalable (RSA)", MONTH),
	CLOCK("relais_droits", "Relais à trouver avant la fin des droits", DAY),
	COUNT("renouvellement_activite", "Renouvellements d'une période d'activité", NUMBER),
	CLOCK("reponse_72h", "Réponse à une demande", HOUR),
	CLOCK("reponse_reclamation", "Réponse à une réclamation", DAY | MONTH),
	DELAY("reprise_courte", "Reprise d'emploi qui met fin au contrat", DAY),
	DELAY("reprises_fenetre", "Période où les reports de rendez-vous se comptent", DAY),
	COUNT("reprises_seuil", "Reports de rendez-vous à partir desquels le dire", TIMES),
	CLOCK("retablissement_droits", "Rétablissement des droits après remobilisation", DAY),
	CLOCK("revue_contrat", "Revue du contrat", MONTH),
	DELAY("serie_fin_proche", "Fin d'une série de rendez-vous proche", DAY | WEEK),
	CLOCK("suivi_6_mois", "Retour à l'emploi après la formation", MONTH),
	CLOCK("suivi_en_emploi", "Suivi en emploi ou en solution structurante", MONTH),
	CLOCK("suivi_tiers", "Entretien de suivi au tiers de la formation", DAY),
	DELAY("tranche_decision_1", "Décision : première tranche", DAY),
	DELAY("tranche_decision_2", "Décision : deuxième tranche", DAY),
	DELAY("tranche_entree_1", "Entrée en formation : première tranche", DAY | MONTH),
	DELAY("tranche_entree_2", "Entrée en formation : deuxième tranche", DAY | MONTH),
	DELAY("tranche_entree_3", "Entrée en formation : troisième tranche", DAY | MONTH),
};

const struct rule_code *rule_code_at(size_t i)
{
	return i < sizeof codes / sizeof codes[0] ? &codes[i] : NULL;
}

const struct rule_code *rule_code_find(const char *code)
{
	for (size_t i = 0; code != NULL && i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(codes[i].code, code) == 0)
			return &codes[i];
	return NULL;
}

bool rule_code_is_period(const char *code)
{
	const struct rule_code *known = rule_code_find(code);

	return known != NULL && known->period;
}

bool rule_code_accepts(const struct rule_code *c, enum rule_unit unit)
{
	return unit < UNIT_COUNT && (c->units & (1U << unit)) != 0;
}

const char *rule_code_units(const struct rule_code *c, char out[64])
{
	int len = 0;

	out[0] = '\0';
	for (unsigned int u = UNIT_HOUR; u < UNIT_COUNT; u++)
		if (rule_code_accepts(c, (enum rule_unit)u))
			len += snprintf(out + len, 64 - (size_t)len, "%s%s", len > 0 ? " ou " : "",
			                rule_unit_code((enum rule_unit)u));
	if (len == 0)
		snprintf(out, 64, "aucune unité");
	return out;
}
