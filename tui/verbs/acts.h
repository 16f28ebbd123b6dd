/* The acts of the screens as commands: same checks, same refusals, each waits for its outcome.
 *
 *   contact ID --canal C [--texte T] [--sans-reponse]      note ID --texte T [--privee]
 *   frein ID --nature N [--detail T]                       frein lever FREIN_ID [--personne ID]
 *   inscrire --nom N --prenom P --naissance D --regime R [--du D] [--telephone T] [--commune C] [--referent L]
 *   corriger ID [--nom N] [--prenom P] [--naissance D] [--telephone T] [--courriel C] [--commune C] [--foyer N]
 *   regime changer ID --regime R [--du D] [--motif M]      regime clore ID --motif M [--dernier-jour D]
 *   modalite ID CODE [--du D]                              referent changer ID LOGIN [--du D]
 *   remplacement donner TITULAIRE REMPLACANT --du D --au D [--personne ID]
 *
 * The agenda. An appointment is that of a person at --le MOMENT (AAAA-MM-JJTHH:MM, or the day typed JJ/MM/AAAA), else the one that the act is about.
 *   creneaux [ID] [--duree M] [--du D] [--nombre N]
 *   rdv donner|imprevu|serie ID --jour D --heure H [--duree M] [--type T] [--lieu L] [--objet O] [--confirmation C]
 *       [--conclusion T] (imprevu) --semaines N [--essai] (serie)         rdv semaine ID
 *   rdv deplacer ID --jour D --heure H --demandeur structure|personne --motif M [--le MOMENT] ...
 *   rdv annuler ID --demandeur ... --motif M [--le MOMENT] [--tous]
 *   rdv presence ID PRESENCE [--motif M] [--le MOMENT]       rdv appel MOMENT ID:PRESENCE[:MOTIF] ...
 *   rdv conclure ID --conclusion T [--presence P] [--nous « AAAA-MM-JJ objet »] [--personne « ... »] [--le MOMENT]
 *   rdv rappel ID --canal C       rdv convocation ID [--envoyee D] [--recue D]
 *   rdv groupe --jour D --heure H --objet O [--places N] ... ID ...       rdv inscrire MOMENT ID ...
 *   rdv proposer ID CRENEAU CRENEAU ... | choisir ID CRENEAU | retirer ID
 *   conges ID --du D --au D [--reflexion | --nature N] [--texte T] | conges retirer ID --du D
 *   journee reporter ID REGLE --jusqu-au D | fait ID REGLE
 *   absence --du MOMENT [--au MOMENT] [--motif M] | absence retirer --du D
 *   horaires [--lundi « 9h-12h30 13h30-17h »] ...     fermeture --du D [--au D] --motif M | fermeture retirer --du D
 *
 * What binds. A LIGNE is « DEBITEUR[,MOT…]:ECHEANCE:OBJET » (contract_lines.h); an ENGAGEMENT, words of its object or its UUID.
 *   contrat preparer ID --objectifs T [--debut D] [--fin D] [--parcours P] [--cible H] [--intensif] [--renouveler]
 *       [--sans-modeles] [LIGNE...]
 *   contrat avenant ID --motif T [--fin D] [--objectifs T] [--cible H] [--intensif oui|non] [--retirer « A;B »] [LIGNE...]
 *   contrat signer ID [--personne D] [--structure D] [--signataire S] [--rang N]    contrat abandonner ID [--rang N]
 *   contrat choisir ID CHOIX --motif T       contrat clore ID --motif CODE [--dernier-jour D] [--texte T]
 *   engagement tenir ID [ENGAGEMENT]         engagement excuser ID [ENGAGEMENT] --motif T
 *   compensation ouvrir ID --prejudice T --objet T --echeance D (--engagement E | --regle CODE) [--manque-le D]
 *   compensation remettre ID --texte T [--le D]
 *   heures declarer ID THEME DUREE [--jour D] [--texte T] | valider ID [--semaine AAAA-Wnn] | retirer ID THEME [--jour D]
 *   derogation accorder ID --du D --au D --cible H --motif T | retirer ID --du D
 *   orientation ID PARCOURS --organisme O [--notifiee D] [--preference T] [--motif T]
 *   diagnostic ID [--competences T] [--projet T] [--marche T] [--situation T] [--autonomie T] [--droits T] [--le D]
 *   information ID SUPPORT [--le D] [--texte T]
 *   demande recevoir ID --objet T [--reclamation] [--canal C] [--jour D] [--heure H] | repondre ID --reponse T [--objet T]
 *   imprimer contrat|assiduite|detention|neuf ID [--au D]
 *   imprimer etat_descriptif|projet|pieces|reponse ID [--demande MOTS] [--au D]
 *
 * Training requests. ID may be the request's UUID; --demande MOTS is a rank or words of a title (training_find.h).
 *   formation evoquer ID --intitule T [--session S] [--rome R] [--objectif O] [--organisme O] [--lieu L] [--departement D]
 *       [--duree H] [--rythme H] [--debut D] [--fin D] [--le D] [--texte T]          formation decrire ID, the same
 *   formation projeter ID [--projet T] [--evaluation T] [--contraintes T] [--ajustement T] [--points T] [--actions T]
 *   formation prealable ID CODE [--dispense] [--texte T] [--le D]
 *   formation preparer|accorder|contre-proposer|accepter|decliner|contester|reprendre|point ID [--texte T] [--le D]
 *   formation deposer ID --financeur F [--sans-revenu-dit]           formation financer ID [--malgre T]
 *   formation refuser ID --motif CODE,... --contre-proposition T | --sans-contre-proposition T
 *   formation entrer ID [--debut D] [--fin D] [--place-confirmee]    formation achever ID [--fin D] [--motif CODE,...]
 *   formation abandonner|suivre ID --motif CODE,...                  formation echange ID --texte T [--avec T]
 *   formation pieces ID « DEBITEUR,NATURE:ATTENDUE:OBJET » ...       formation recevoir ID [MOTS] [--le D]
 *   formation ligne ID POSTE [--financeur F] [--du D] [--au D] [--montant E] [--etat S] [--motif T]
 *   formation ligne decider ID POSTE --etat S [--du D] ... | retirer ID POSTE [--du D]
 *   formation absence ID --motif T [--du D] [--au D] [--justifiee]
 *   periode noter ID NATURE --entreprise E --du D --au D [--metier M] [--objectif O] [--malgre T] [--demande MOTS]
 *   periode debriefer ID --texte T --avec-entreprise|--sans-entreprise [--du D] [--le D] | retirer ID --du D
 *   droit noter ID NATURE --du D [--au D]
 */
#ifndef JALON_ACTS_H
#define JALON_ACTS_H

#include "core/app/command.h"

int cmd_contact(struct command_context *ctx, int argc, char **argv);
int cmd_note(struct command_context *ctx, int argc, char **argv);
int cmd_frein(struct command_context *ctx, int argc, char **argv);
int cmd_inscrire(struct command_context *ctx, int argc, char **argv);
int cmd_corriger(struct command_context *ctx, int argc, char **argv);
int cmd_regime(struct command_context *ctx, int argc, char **argv);
int cmd_modalite(struct command_context *ctx, int argc, char **argv);
int cmd_remplacement(struct command_context *ctx, int argc, char **argv);
int cmd_referent(struct command_context *ctx, int argc, char **argv);
int cmd_rdv(struct command_context *ctx, int argc, char **argv);
int cmd_engagement(struct command_context *ctx, int argc, char **argv);
int cmd_journee(struct command_context *ctx, int argc, char **argv);
int cmd_creneaux(struct command_context *ctx, int argc, char **argv);
int cmd_conges(struct command_context *ctx, int argc, char **argv);
int cmd_absence(struct command_context *ctx, int argc, char **argv);
int cmd_horaires(struct command_context *ctx, int argc, char **argv);
int cmd_fermeture(struct command_context *ctx, int argc, char **argv);
int cmd_contrat(struct command_context *ctx, int argc, char **argv);
int cmd_heures(struct command_context *ctx, int argc, char **argv);
int cmd_derogation(struct command_context *ctx, int argc, char **argv);
int cmd_compensation(struct command_context *ctx, int argc, char **argv);
int cmd_orientation(struct command_context *ctx, int argc, char **argv);
int cmd_diagnostic(struct command_context *ctx, int argc, char **argv);
int cmd_information(struct command_context *ctx, int argc, char **argv);
int cmd_demande(struct command_context *ctx, int argc, char **argv);
int cmd_formation(struct command_context *ctx, int argc, char **argv);
int cmd_periode(struct command_context *ctx, int argc, char **argv);
int cmd_droit(struct command_context *ctx, int argc, char **argv);
int cmd_imprimer(struct command_context *ctx, int argc, char **argv);

#endif
