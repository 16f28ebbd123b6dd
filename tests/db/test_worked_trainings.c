/* Training requests told as stories on a real base (rules.md §7): after each step the stage, who holds the file, both clocks, what
 * the person is flagged for and what each party owes, with its rule and source. Acts, flags and lines: worked_file.h, worked_words.h. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/training/funding.h"
#include "tests/db/query_rows.h"
#include "tests/db/worked_file.h"
#include "tests/db/worked_words.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"

TestSuite(worked_trainings, .init = worked_open, .fini = worked_close, .timeout = 120);

#define TRAINING_STORY(name, ...) STORY_OF(worked_trainings, name, __VA_ARGS__)
/* Six of the seven preconditions; the mise en situation is told apart. */
#define SIX_OF_SEVEN(f) "prealable " f " positionnement fait AFPA, le 20 février", "prealable " f " vae fait moins d'un an dans le métier", \
	"prealable " f " francais dispense scolarité en France", "prealable " f " frais fait repas et car chiffrés", \
	"prealable " f " mobilite fait car de 7 h 10", "prealable " f " garde dispense sans enfant"
#define READY(f) "projeter " f " Un métier", "prealable " f " mise_en_situation dispense deux ans dans le métier", SIX_OF_SEVEN(f), \
	"avancer " f " preparer"
#define PHONED "contact telephone"
/* These people are given no appointment: said each time, that nothing else is hidden behind it. */
#define NO_MEETING(band, day) "sans_rdv " band " " day " structure horizon_rdv sources muettes"
#define NO_MEETING_LATE(day) "structure en_retard " day " horizon_rdv sources muettes : Convenir du prochain rendez-vous"
#define OF_DECISION "decision_financeur 000:2101, 000:5788 : Décider de la demande : "
#define OF_ENTRY "entree 000:2346 : Faire entrer en formation : "
#define OF_CHECK "suivi_tiers 004:2343 : Faire le point au tiers de la formation : "
#define OF_STEP "sources muettes, 002:525 : Faire avancer la demande : "

/* --- one request through every stage: pieces of the body and of the person, a refusal on the métier alone, contested ----- */

#define LATE_MEETING NO_MEETING("rouge", "2025-02-05")
#define LATE_MEETING_LINE NO_MEETING_LATE("2025-02-05")
TRAINING_STORY(from_the_idea_to_six_months_after,
	{"2025-01-06", TOLD("inscrire CSP 1980-05-04", "droit D1 asp 2025-01-06 2026-01-05",
			"evoquer F1 H2913 35 560 35 2025-06-02 2025-09-19 Soudeur", "dit F1 evoquee structure 2025-01-06",
			"refus formation_entree_decision avancer F1 entrer", "refus formation_transition avancer F1 deposer financeur=constructys"),
		TOLD(NO_MEETING("orange", "2025-02-05")), NULL},
	{"2025-01-20", TOLD(PHONED, "projeter F1 Souder à Vitré", "dit F1 projet structure 2025-01-20",
			"periode N1 F1 immersion 2025-02-03 2025-02-07 Tôlerie du Bocage", "refus formation_prealables avancer F1 preparer"),
		TOLD(NO_MEETING("orange", "2025-02-05")), NULL},
	{"2025-02-20", TOLD(PHONED), /* the immersion is over since the 7th: debriefed within a week (000:778) */
		TOLD(LATE_MEETING, "bilan_a_faire rouge 2025-02-14 structure bilan_periode 000:778"),
		TOLD(LATE_MEETING_LINE, "structure en_retard 2025-02-14 bilan_periode 000:778 : Faire le bilan de la période chez Tôlerie du Bocage")},
	{"2025-02-24", TOLD(PHONED, "bilan N1 avec Geste sûr", "prealable F1 mise_en_situation fait Tôlerie du Bocage", SIX_OF_SEVEN("F1"),
			"avancer F1 preparer", "dit F1 prete structure 2025-02-24"), TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE)},
	{"2025-03-03", TOLD(PHONED, "refus formation_financeur avancer F1 deposer", "avancer F1 deposer financeur=constructys",
			"dit F1 deposee financeur 2025-03-03 | décision 2025-03-10 0 j, moins de 72 heures"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "financeur a_faire 2025-03-10 " OF_DECISION "Soudeur")},
	{"2025-03-05", TOLD("refus formation_pieces pieces F1", "pieces F1 P1:devis:organisme P2:informations:personne",
			"dit F1 pieces_demandees organisme 2025-03-05 | décision 2025-03-10 2 j, moins de 72 heures"),
		TOLD(LATE_MEETING, "pieces_attendues gris 2025-03-12 organisme pieces_tiers sources muettes, 000:577"),
		TOLD(LATE_MEETING_LINE, "organisme a_faire 2025-03-12 pieces_tiers sources muettes, 000:577 : Apporter les pièces attendues : Soudeur",
			"financeur a_faire 2025-03-10 " OF_DECISION "Soudeur")},
	{"2025-03-17", TOLD(PHONED, "dit F1 pieces_demandees organisme 2025-03-05 | décision 2025-03-22 2 j, moins de 72 heures"),
		TOLD(LATE_MEETING, "pieces_attendues rouge 2025-03-12 organisme pieces_tiers sources muettes, 000:577"),
		TOLD(LATE_MEETING_LINE, "organisme en_retard 2025-03-12 pieces_tiers sources muettes, 000:577 : Apporter les pièces attendues : Soudeur",
			"financeur a_faire 2025-03-22 " OF_DECISION "Soudeur")},
	{"2025-03-18", TOLD("recevoir P1", "dit F1 pieces_demandees personne 2025-03-05 | décision 2025-03-23 2 j, moins de 72 heures"),
		TOLD(LATE_MEETING, "pieces_attendues gris - personne fourniture_pieces sources muettes, 000:577"), TOLD(LATE_MEETING_LINE)},
	{"2025-04-14", TOLD(PHONED), /* six weeks: told, never late */
		TOLD(LATE_MEETING, "pieces_attendues gris - personne fourniture_pieces sources muettes, 000:577"),
		TOLD(LATE_MEETING_LINE, "personne a_faire - fourniture_pieces sources muettes, 000:577 : Apporter la pièce attendue : Soudeur",
			"financeur a_faire 2025-04-19 " OF_DECISION "Soudeur")},
	{"2025-04-16", TOLD("recevoir P2", "dit F1 deposee financeur 2025-04-16 | décision 2025-04-21 2 j, moins de 72 heures"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "financeur a_faire 2025-04-21 " OF_DECISION "Soudeur")},
	{"2025-04-24", TOLD(PHONED, "dit F1 deposee financeur 2025-04-16 | décision 2025-04-21 10 j, plus de 5 jours"),
		TOLD(LATE_MEETING, "decision_attendue rouge 2025-04-21 financeur decision_financeur 000:2101, 000:5788"),
		TOLD(LATE_MEETING_LINE, "financeur en_retard 2025-04-21 " OF_DECISION "Soudeur")},
	{"2025-04-25", TOLD("refus formation_refus_motive avancer F1 refuser motifs=metier_non_en_tension",
			"avancer F1 refuser motifs=metier_non_en_tension sans_contre_proposition=aucune_place_avant_un_an",
			"dit F1 refusee structure 2025-04-25, contestable | décision 2025-04-21 11 j, plus de 5 jours"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "financeur tenu 2025-04-21 " OF_DECISION "Soudeur")},
	{"2025-04-28", TOLD(PHONED, "refus formation_evenement_explique avancer F1 contester", "avancer F1 contester texte=trois_offres_dans_le_bassin",
			"dit F1 deposee financeur 2025-04-28 | décision 2025-05-05 0 j, moins de 72 heures"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "financeur a_faire 2025-05-05 " OF_DECISION "Soudeur")},
	{"2025-05-02", TOLD(PHONED, "avancer F1 accorder", "dit F1 accordee structure 2025-05-02, sans pedagogie, sans remuneration, sans frais_annexes"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 0 j, moins d'un mois"),
		TOLD(LATE_MEETING, "trou_financement orange 2025-06-02 structure financement_complet 002:507"),
		TOLD(LATE_MEETING_LINE, "structure a_faire 2025-06-02 financement_complet 002:507 : Compléter le financement : Soudeur",
			"structure a_faire 2025-06-16 " OF_ENTRY "Soudeur", "financeur tenu 2025-05-05 " OF_DECISION "Soudeur")},
	{"2025-05-05", TOLD(PHONED, "ligne L1 F1 pedagogie constructys - - accordee", "ligne L2 F1 remuneration - - - sans_objet ASP maintenue",
			"refus formation_financement_double ligne L9 F1 pedagogie region 2025-06-30 2025-07-04 demandee",
			"refus formation_trou avancer F1 financer", "dit F1 accordee structure 2025-05-02, sans frais_annexes"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 3 j, moins d'un mois"),
		TOLD(LATE_MEETING, "trou_financement orange 2025-06-02 structure financement_complet 002:507"), TOLD(LATE_MEETING_LINE)},
	{"2025-05-12", TOLD(PHONED, "ligne L3 F1 frais_annexes region - - demandee", "refus formation_trou avancer F1 financer", "decider L3 accordee",
			"avancer F1 financer", "dit F1 financee organisme 2025-05-12"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 10 j, moins d'un mois"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "organisme a_faire 2025-06-16 " OF_ENTRY "Soudeur")},
	{"2025-06-02", TOLD(PHONED, "avancer F1 entrer debut=2025-06-02", "dit F1 entree - 2025-06-02"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 31 j, moins d'un mois | tiers 2025-07-08"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "organisme tenu 2025-06-16 " OF_ENTRY "Soudeur", "structure a_faire 2025-07-08 " OF_CHECK "Soudeur")},
	{"2025-07-04", TOLD(PHONED), TOLD(LATE_MEETING, "suivi_tiers orange 2025-07-08 structure suivi_tiers 004:2343"), TOLD(LATE_MEETING_LINE)},
	{"2025-07-11", TOLD(PHONED, "manquer A1 F1 2025-07-07 2025-07-08 oui enfant malade",
			"refus formation_absence_double manquer A2 F1 2025-07-08 2025-07-08 oui encore"),
		TOLD(LATE_MEETING, "point_etape_du gris 2025-07-06 structure point_etape 003:4850", "suivi_tiers rouge 2025-07-08 structure suivi_tiers 004:2343"),
		TOLD(LATE_MEETING_LINE, "structure en_retard 2025-07-08 " OF_CHECK "Soudeur")},
	{"2025-07-15", TOLD(PHONED, "avancer F1 point_tiers texte=assidu"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "structure tenu 2025-07-08 " OF_CHECK "Soudeur")},
	{"2025-09-29", TOLD(PHONED), /* the last day is over, its end is not recorded */
		TOLD(LATE_MEETING, "formation_a_avancer rouge 2025-09-26 structure fin_formation sources muettes, 000:2295"),
		TOLD(LATE_MEETING_LINE, "structure en_retard 2025-09-26 fin_formation sources muettes, 000:2295 : Faire avancer la demande : Soudeur")},
	{"2025-09-30", TOLD("avancer F1 achever fin=2025-09-19 motifs=certification"),
		TOLD(LATE_MEETING), TOLD(LATE_MEETING_LINE, "structure a_faire 2026-03-19 suivi_6_mois 000:2295 : Vérifier la situation six mois après : Soudeur")},
	{"2026-01-05", TOLD(PHONED), TOLD(LATE_MEETING, "fin_proche orange 2026-01-05 structure fin_dispositif 000:343"), TOLD(LATE_MEETING_LINE)},
	{"2026-01-06", TOLD("regime PPAE fin du CSP"), TOLD(NO_MEETING("orange", "2026-02-05")), NULL},
	{"2026-03-20", TOLD(PHONED), TOLD(NO_MEETING("rouge", "2026-02-05"), "suivi_6_mois gris 2026-03-19 structure suivi_6_mois 000:2295"),
		TOLD(NO_MEETING_LATE("2026-02-05"), "structure a_faire 2026-03-19 suivi_6_mois 000:2295 : Vérifier la situation six mois après : Soudeur")},
	{"2026-03-23", TOLD("avancer F1 suivre motifs=emploi texte=soudeur_chez_Hamon", "dit F1 suivie - 2026-03-23"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 31 j, moins d'un mois | tiers 2025-07-08 | six mois 2026-03-19",
			"refus formation_transition avancer F1 suivre motifs=emploi",
			/* the same file, as of past days */
			"au 2025-01-05 F1 inconnue", "au 2025-01-19 F1 evoquee structure 2025-01-06",
			"au 2025-03-17 F1 pieces_demandees organisme 2025-03-05 | décision 2025-03-22 2 j, moins de 72 heures",
			"au 2025-04-20 F1 deposee financeur 2025-04-16 | décision 2025-04-21 6 j, plus de 5 jours",
			"au 2025-04-26 F1 refusee structure 2025-04-25, contestable | décision 2025-04-21 11 j, plus de 5 jours",
			"au 2025-05-08 F1 accordee structure 2025-05-02, sans frais_annexes"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 6 j, moins d'un mois",
			"au 2025-07-09 F1 entree - 2025-06-02"
				" | décision 2025-05-05 4 j, moins de 5 jours | entrée 2025-06-16 31 j, moins d'un mois | tiers 2025-07-08"),
		TOLD(NO_MEETING("rouge", "2026-02-05")), TOLD(NO_MEETING_LATE("2026-02-05"))})

/* --- beyond the end of rights (T5) --------------------------------------------------------------------------------------- */

#define RELAY "relais_a_trouver orange 2025-08-31 structure relais_droits 000:1998, 000:3346"
TRAINING_STORY(beyond_the_end_of_rights_until_a_relay_is_found,
	{"2025-03-03", TOLD("inscrire PPAE 1979-02-11", "droit D1 are 2024-09-01 2025-08-31",
			"evoquer F1 H2913 35 700 35 2025-06-02 2025-10-17 Tuyauteur", READY("F1"),
			"dit F1 prete structure 2025-03-03, 47 j après les droits"), TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-03-10", TOLD(PHONED, "avancer F1 deposer financeur=region",
			"dit F1 deposee financeur 2025-03-10, 47 j après les droits | décision 2025-03-17 0 j, moins de 72 heures"),
		TOLD(NO_MEETING("orange", "2025-04-02"), RELAY), NULL},
	{"2025-04-14", TOLD(PHONED, "avancer F1 accorder", "ligne L1 F1 pedagogie region - - accordee",
			"ligne L2 F1 remuneration - - 2025-08-31 sans_objet ARE maintenue", "ligne L3 F1 frais_annexes - - - sans_objet à pied",
			"refus formation_trou avancer F1 financer"),
		TOLD(NO_MEETING("rouge", "2025-04-02"), "trou_financement orange 2025-06-02 structure financement_complet 002:507", RELAY),
		TOLD(NO_MEETING_LATE("2025-04-02"), "structure a_faire 2025-08-31 relais_droits 000:1998, 000:3346 : Trouver un relais après la fin des droits : Tuyauteur")},
	{"2025-04-22", TOLD(PHONED, "ligne L4 F1 remuneration region 2025-09-01 - demandee", /* asked is not found */
			"dit F1 accordee structure 2025-04-14, sans remuneration, 47 j après les droits"
				" | décision 2025-03-17 35 j, plus de 5 jours | entrée 2025-05-29 8 j, moins d'un mois"),
		TOLD(NO_MEETING("rouge", "2025-04-02"), "trou_financement orange 2025-06-02 structure financement_complet 002:507", RELAY),
		TOLD(NO_MEETING_LATE("2025-04-02"))},
	{"2025-05-12", TOLD(PHONED, "decider L4 accordee", "avancer F1 financer", "dit F1 financee organisme 2025-05-12"
				" | décision 2025-03-17 35 j, plus de 5 jours | entrée 2025-05-29 28 j, moins d'un mois"),
		TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"), "organisme a_faire 2025-05-29 " OF_ENTRY "Tuyauteur")},
	{"2025-06-02", TOLD(PHONED, "avancer F1 entrer debut=2025-06-02", "dit F1 entree - 2025-06-02"
				" | décision 2025-03-17 35 j, plus de 5 jours | entrée 2025-05-29 49 j, plus de 45 jours | tiers 2025-07-18",
			"au 2025-05-05 F1 accordee structure 2025-04-14, sans remuneration, 47 j après les droits"
				" | décision 2025-03-17 35 j, plus de 5 jours | entrée 2025-05-29 21 j, moins d'un mois"),
		TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"), "organisme tenu 2025-05-29 " OF_ENTRY "Tuyauteur")})

/* --- no income (T3, 000:1546) --------------------------------------------------------------------------------------------- */

TRAINING_STORY(without_any_income_it_is_said_before_the_deposit,
	{"2025-03-03", TOLD("inscrire PPAE 1979-02-11", "evoquer F1 M1203 35 700 35 2025-06-02 2025-10-17 Comptable", READY("F1"),
			"refus formation_sans_revenu avancer F1 deposer financeur=agefos_pme", "dit F1 prete structure 2025-03-03",
			"avancer F1 deposer financeur=agefos_pme sans_revenu_dit=oui"), TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-03-04", TOLD("evoquer F2 M1203 35 700 35 2025-06-02 2025-10-17 Comptable", READY("F2"),
			"refus formation_sans_revenu avancer F2 deposer financeur=agefos_pme",
			"ligne L1 F2 remuneration region - - demandee", "avancer F2 deposer financeur=agefos_pme",
			"evoquer F3 M1203 35 700 35 2025-06-02 2025-10-17 Comptable", READY("F3"),
			"refus formation_sans_revenu avancer F3 deposer financeur=agefos_pme", "droit D1 ass 2025-03-04 -",
			"avancer F3 deposer financeur=agefos_pme"), TOLD(NO_MEETING("orange", "2025-04-02")), NULL})

/* --- abandoned, before and after the entry: a fact, no breach (003b) -------------------------------------------------------- */

TRAINING_STORY(a_counter_proposal_declined_then_given_up,
	{"2025-03-03", TOLD("inscrire PPAE 1979-02-11", "droit D1 are 2024-09-01 2026-08-31",
			"evoquer F1 G1602 35 490 35 2025-06-02 2025-09-05 Commis de cuisine", READY("F1"), "avancer F1 deposer financeur=fafih"),
		TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-03-07", TOLD(PHONED, "refus formation_transition avancer F1 accepter", "refus formation_evenement_explique avancer F1 contre_proposer",
			"avancer F1 contre_proposer texte=140_heures_d'abord",
			"dit F1 contre_proposee structure 2025-03-07 | décision 2025-03-10 4 j, moins de 5 jours"),
		TOLD(NO_MEETING("orange", "2025-04-02")), TOLD("financeur tenu 2025-03-10 " OF_DECISION "Commis de cuisine")},
	{"2025-03-24", TOLD(PHONED), /* ours to answer within 15 days */
		TOLD("formation_a_avancer rouge 2025-03-22 structure formation_a_avancer sources muettes, 002:525", NO_MEETING("orange", "2025-04-02")),
		TOLD("structure en_retard 2025-03-22 formation_a_avancer " OF_STEP "Commis de cuisine")},
	{"2025-03-25", TOLD("avancer F1 decliner", "dit F1 refusee structure 2025-03-25 | décision 2025-03-10 4 j, moins de 5 jours"),
		TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-04-14", TOLD(PHONED, "refus formation_evenement_motifs avancer F1 abandonner motifs=sans_place",
			"avancer F1 abandonner motifs=garde_enfant", "dit F1 abandonnee_avant - 2025-04-14 | décision 2025-03-10 4 j, moins de 5 jours"),
		TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"))},
	{"2025-12-15", TOLD(PHONED, "refus formation_transition avancer F1 reprendre"),
		TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"))})

TRAINING_STORY(given_up_after_the_entry,
	{"2025-03-03", TOLD("inscrire PPAE 1979-02-11", "droit D1 are 2024-09-01 2026-08-31",
			"evoquer F1 G1602 35 490 35 2025-04-07 2025-07-11 Commis de cuisine", READY("F1"), "avancer F1 deposer financeur=region",
			"ligne L1 F1 pedagogie region - - accordee", "ligne L2 F1 remuneration - - - sans_objet ARE",
			"ligne L3 F1 frais_annexes - - - sans_objet à pied"), TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-03-10", TOLD(PHONED, "avancer F1 accorder", "avancer F1 financer", "refus formation_evenement_futur avancer F1 entrer debut=2025-04-07"),
		TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-04-07", TOLD(PHONED, "refus formation_entree_decision avancer F1 entrer debut=2025-03-08", "avancer F1 entrer",
			"dit F1 entree - 2025-04-07 | décision 2025-03-10 7 j, plus de 5 jours"
				" | entrée 2025-04-24 28 j, moins d'un mois | tiers 2025-05-09"),
		TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"), "organisme tenu 2025-04-24 " OF_ENTRY "Commis de cuisine")},
	{"2025-04-28", TOLD(PHONED, "avancer F1 abandonner motifs=maladie", "dit F1 abandonnee_apres - 2025-04-28"
				" | décision 2025-03-10 7 j, plus de 5 jours | entrée 2025-04-24 28 j, moins d'un mois",
			"manquer A1 F1 2025-04-21 2025-04-22 oui grippe", "refus formation_absence_apres manquer A2 F1 2025-05-05 2025-05-05 oui trop tard"),
		TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"))},
	{"2025-12-15", TOLD(PHONED), TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"))})

/* --- a short reprise (W2, 000:6137) ------------------------------------------------------------------------------------------ */

TRAINING_STORY(a_short_reprise_ends_a_csp_and_it_is_said_before,
	{"2025-03-03", TOLD("inscrire CSP 1979-02-11", "refus periode_reprise_courte periode N1 - reprise 2025-03-10 2025-03-22 Logistique Armor",
			"periode N2 - activite 2025-03-10 2025-03-12 Logistique Armor", "periode N3 - reprise 2025-04-01 2025-04-14 Logistique Armor",
			"periode N1 - reprise 2025-05-05 2025-05-09 Logistique Armor malgré un CDI suit le contrat"),
		TOLD(NO_MEETING("orange", "2025-04-02")), NULL},
	{"2025-06-02", TOLD(PHONED, "bilan N2 sans Rythme tenu"), TOLD(NO_MEETING("rouge", "2025-04-02")), TOLD(NO_MEETING_LATE("2025-04-02"))})

Test(worked_trainings, a_short_reprise_is_kept_with_its_reason_and_ends_nothing_elsewhere)
{
	struct arena arena = {0};
	struct commitment_file *f;

	worked_day("2025-03-03");
	worked_act("inscrire CSP 1979-02-11");
	worked_act("periode N1 - reprise 2025-05-05 2025-05-09 Logistique Armor malgré un CDI suit le contrat");
	f = worked_commitments(&arena, "2025-03-03");
	cr_assert_eq(f->period_count, 1);
	cr_expect_str_eq(f->periods[0].despite, "un CDI suit le contrat");
	cr_expect_str_eq(f->periods[0].host, "Logistique Armor");
	worked_act("inscrire PPAE 1980-02-11"); /* no such rule there */
	worked_act("periode N2 - reprise 2025-05-05 2025-05-09 Logistique Armor");
	arena_free(&arena);
}

/* --- duplicates, contradictions (T6), convergence (T7) ----------------------------------------------------------------------- */

static void expect_doubts(const char *handle, const char *day, const char *expected)
{
	struct arena arena = {0};
	char id[HANDLE_TEXT];
	struct training_file *f = worked_training(&arena, handle_uuid(handle, id), day);
	struct training_doubts d = training_doubts(&arena, &f->request, f->others, f->other_count);
	const char *text = "";

	for (size_t i = 0; i < d.count; i++)
		text = arena_format(&arena, "%s%s\n", text, d.lines[i]);
	cr_expect_str_eq(text, expected, "%s on %s: %s", handle, day, text);
	arena_free(&arena);
}

Test(worked_trainings, the_same_course_again_and_unrelated_trades_are_told)
{
	worked_day("2025-03-03");
	worked_act("inscrire PPAE 1979-02-11");
	worked_act("evoquer F1 H2913 35 560 35 - - Soudeur");
	expect_doubts("F1", "2025-03-03", "");
	worked_day("2025-04-07");
	worked_act("evoquer F2 H2913 53 560 35 - - SOUDEUR");
	worked_act("evoquer F3 J1501 35 560 35 - - Aide-soignant");
	expect_doubts("F2", "2025-04-07", "Métier sans rapport avec « Aide-soignant » (H2913 et J1501), demandée en même temps\n"
		"Même formation déjà demandée le 03/03/2025 : évoquée\n");
	expect_doubts("F1", "2025-04-07", "Métier sans rapport avec « Aide-soignant » (H2913 et J1501), demandée en même temps\n");
	worked_act("avancer F3 abandonner motifs=autocensure");
	worked_act("avancer F1 abandonner motifs=delai");
	expect_doubts("F2", "2025-04-07", "Même formation déjà demandée le 03/03/2025 : abandonnée avant l'entrée\n");
	expect_doubts("F1", "2025-03-31", "");
}

/* Five people on one course, one last day, one basin: the responsable is told, a counsellor is not; four are not enough. */
Test(worked_trainings, five_on_one_course_are_told_to_the_responsable_alone)
{
	char *chief = cluster_conninfo(PQdb(worked_owner()), "w_responsable"), *own = mem_strdup(worked_login_conninfo());
	PGconn *above = PQconnectdb(chief), *below = PQconnectdb(own);

	worked_day("2025-03-03");
	for (int i = 1; i <= 5; i++) {
		char *raise = mem_format("evoquer F%d H2913 35 560 35 2025-06-02 2025-09-19 %s", i, i % 2 == 0 ? "SOUDEUR" : "Soudeur");
		char *rest[] = {mem_format("inscrire PPAE 197%d-02-11", i), mem_format("projeter F%d Souder", i), mem_format("avancer F%d preparer", i), mem_format("avancer F%d deposer financeur=region", i)};

		worked_act(rest[0]);
		worked_act(raise);
		worked_act(rest[1]);
		for (int k = 0; k < PRE_COUNT; k++) {
			char *met = mem_format("prealable F%d %s fait vu", i, precondition_code((enum precondition)k));

			worked_act(met);
			free(met);
		}
		worked_act(rest[2]);
		ROWS("", above, "formations_convergences", NULL);
		worked_act(rest[3]);
		for (int k = 0; k < 4; k++)
			free(rest[k]);
		free(raise);
	}
	ROWS("SOUDEUR|35|2025-09-19|5\n", above, "formations_convergences", NULL);
	ROWS("", below, "formations_convergences", NULL);
	ROWS("", above, "formations_convergences", "2025-03-02");
	PQfinish(above);
	PQfinish(below);
	free(chief);
	free(own);
}
