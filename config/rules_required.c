/* What may not be missing: the table of rules.md §3, the ends of §2, and what the portfolio, the agenda, the contract and the load judge by. A
 * value may be « non fixé »; the code itself is there. */
#include "config/rules_required.h"

#include <string.h>

enum { REQUIRED_MAX = 30 };

/* fin_dispositif is every personal regime's own. */
static const char *const required[REGIME_COUNT][REQUIRED_MAX] = {
	[REGIME_CSP] = {"rdv_hebdomadaire", "premier_entretien", "delai_reflexion", "reprise_courte", "charge_reference",
	                "charge_maximum"},
	[REGIME_CSP_ANI4] = {"rdv_hebdomadaire", "designation_referent", "premier_entretien", "accueil_opp", "delai_reflexion"},
	[REGIME_PPAE] = {"contradictoire", "actualisation"},
	[REGIME_CER] = {"convocation_ouverture", "contradictoire", "actualisation", "orientation"},
	[REGIME_CEJ] = {"contradictoire", "echange_hebdomadaire", "point_etape", "heures_hebdomadaires"},
	[REGIME_CUER] = {"contradictoire", "information_droits"},
	[REGIME_CE] = {"contrat_signature", "orientation_rsa", "contradictoire", "contradictoire_rsa", "recours_rapo_rsa"},
	[REGIME_COMMUN] = {"rdv_hebdomadaire", "premier_entretien", "reponse_72h", "demarrage", "point_etape",
	                   "corde_de_rappel", "presence_inconnue", "horizon_rdv", "fin_proche", "charge_reference",
	                   "charge_maximum", "conclusion_entretien", "engagement_echeance", "serie_fin_proche",
	                   "reprises_seuil", "reprises_fenetre", "rappel_premier", "rappel_dernier", "contrat_signature",
	                   "contrat_fin_proche", "actions_minimum", "actions_emploi", "intensif_choix", "heures_semaine",
	                   "heures_validation", "compensation_echeance", "heures_hebdomadaires", "reponse_reclamation"},
	[REGIME_FORMATION] = {"decision_financeur", "entree", "suivi_tiers", "suivi_6_mois", "fourniture_pieces", "pieces_tiers",
	                      "formation_a_avancer", "fin_formation", "financement_complet", "relais_droits", "bilan_periode",
	                      "convergence_seuil", "catalogue_perime", "tranche_decision_1", "tranche_decision_2",
	                      "tranche_entree_1", "tranche_entree_2", "tranche_entree_3"},
};

static void code_require(struct rules_faults *faults, const char *file, const char *code, const char *const *codes,
                         size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(codes[i], code) == 0)
			return;
	rules_fault_add(faults, (struct rules_place){file, 0, code, ""},
	                "cette section, obligatoire ici (valeur « non fixé » si l'agence ne la fixe pas)");
}

void rules_required_check(struct rules_faults *faults, const char *file, enum regime regime, const char *const *codes,
                          size_t count)
{
	if (regime_is_personal(regime))
		code_require(faults, file, "fin_dispositif", codes, count);
	for (size_t i = 0; i < REQUIRED_MAX && required[regime][i] != NULL; i++)
		code_require(faults, file, required[regime][i], codes, count);
}
