/* The actions themselves: see action.h. Order is the order of the help. */
#ifndef JALON_ACTION_LIST_H
#define JALON_ACTION_LIST_H

#define ACTION_LIST(X) \
	/* the day's queue */ \
	X(DO, "faire", "x", ON(SCREEN_DAY), 1, GUARD_PERSON | GUARD_WRITE, "faire", \
	  "Fait le prochain geste de la ligne : contact, rendez-vous, présence, conclusion, rappel…") \
	X(SKIP, "passer", "s", ON(SCREEN_DAY), 1, 0, "passer", "Passe à la ligne suivante sans rien noter") \
	X(DONE, "fait", "v", ON(SCREEN_DAY), 1, GUARD_PERSON | GUARD_WRITE, "fait", \
	  "Retire la ligne de la journée : c'est fait, sans autre saisie") \
	X(PUT_OFF, "reporter", "z", ON(SCREEN_DAY), 1, GUARD_PERSON | GUARD_WRITE, "reporter", \
	  "Reporte la ligne : z puis 1 (demain), 7 (dans une semaine), d (à une date)") \
	/* a roll-call */ \
	X(ROLL_SAVE, "appel.enregistrer", "Ctrl-s Entree", ON(SCREEN_ROLLCALL), 1, GUARD_WRITE, "enregistrer", \
	  "Enregistre tout l'appel en une fois") \
	X(ROLL_PRESENT, "appel.present", "p", ON(SCREEN_ROLLCALL), 1, GUARD_WRITE, "présent", "Note la personne présente") \
	X(ROLL_EXCUSED, "appel.excuse", "e", ON(SCREEN_ROLLCALL), 1, GUARD_WRITE, "excusé", \
	  "Note la personne absente, excusée, et demande le motif") \
	X(ROLL_ABSENT, "appel.absent", "a", ON(SCREEN_ROLLCALL), 1, GUARD_WRITE, "absent", "Note la personne absente, non excusée") \
	X(ROLL_CANCELLED_STRUCTURE, "appel.annule.structure", "s", ON(SCREEN_ROLLCALL), 0, GUARD_WRITE, "annulé (nous)", \
	  "Note que nous avons annulé pour cette personne") \
	X(ROLL_CANCELLED_PERSON, "appel.annule.personne", "b", ON(SCREEN_ROLLCALL), 0, GUARD_WRITE, "annulé (personne)", \
	  "Note que la personne a annulé") \
	X(ROLL_CLEAR, "appel.effacer", "Espace", ON(SCREEN_ROLLCALL), 0, GUARD_WRITE, "rendre", \
	  "Reprend ce qui vient d'être noté sur cette ligne") \
	X(ROLL_ALL, "appel.tous", "P", ON(SCREEN_ROLLCALL), 1, GUARD_WRITE, "tous présents", \
	  "Note présentes toutes les personnes pas encore appelées") \
	/* the hours of a person */ \
	X(HOURS_DECLARE, "heures.declarer", "1 2 3 4 5 6 7 8 9", ON(SCREEN_HOURS), 1, GUARD_PERSON | GUARD_WRITE, "déclarer", \
	  "Déclare des heures en deux touches : le chiffre du thème, puis la durée (1 à 8 heures, 0 pour 30 min, e pour une durée exacte)") \
	X(HOURS_VALIDATE, "heures.valider", "v", ON(SCREEN_HOURS), 1, GUARD_PERSON | GUARD_WRITE, "valider", \
	  "Valide tout ce qui est déclaré dans la semaine affichée") \
	X(HOURS_VALIDATE_CELL, "heures.valider.case", "V", ON(SCREEN_HOURS), 0, GUARD_PERSON | GUARD_WRITE, "valider la case", \
	  "Valide ce qui est déclaré dans la case sous le curseur") \
	X(HOURS_DETAIL, "heures.detail", "Entree", ON(SCREEN_HOURS), 0, GUARD_PERSON, "détail", \
	  "Détaille la case sous le curseur : qui a déclaré quoi, qui a validé, quand") \
	X(HOURS_EXACT, "heures.exactes", "e", ON(SCREEN_HOURS), 2, GUARD_PERSON | GUARD_WRITE, "durée exacte", \
	  "Déclare une durée à la minute près, avec un texte") \
	X(HOURS_REMOVE, "heures.retirer", "d", ON(SCREEN_HOURS), 0, GUARD_PERSON | GUARD_WRITE, "retirer", \
	  "Retire une saisie de la case sous le curseur") \
	X(HOURS_DISPENSATION, "heures.derogation", "D", ON(SCREEN_HOURS), 0, GUARD_PERSON | GUARD_WRITE, "dérogation", \
	  "Accorde une dérogation à l'objectif d'heures, avec son motif, ou en retire une") \
	X(HOURS_ABSENCE, "heures.absence", "A", ON(SCREEN_HOURS), 0, GUARD_PERSON | GUARD_WRITE, "absence", \
	  "Déclare une absence de la personne (congés, maladie, emploi, formation, autre), ou en retire une") \
	X(HOURS_PLOT, "heures.semaines", "p", ON(SCREEN_HOURS), 6, GUARD_PERSON, "26 semaines", \
	  "Montre les 26 dernières semaines : une barre, les heures, l'objectif, ce qui manque") \
	X(HOURS_DAY_NEXT, "heures.jour.suivant", "Droite", ON(SCREEN_HOURS), 0, 0, "jour suivant", "Va au jour suivant") \
	X(HOURS_DAY_PREVIOUS, "heures.jour.precedent", "Gauche", ON(SCREEN_HOURS), 0, 0, "jour d'avant", "Va au jour précédent") \
	X(HOURS_WEEK_NEXT, "heures.semaine.suivante", "]", ON(SCREEN_HOURS), 0, 0, "semaine suivante", "Va à la semaine suivante") \
	X(HOURS_WEEK_PREVIOUS, "heures.semaine.precedente", "[", ON(SCREEN_HOURS), 0, 0, "semaine d'avant", "Va à la semaine précédente") \
	X(HOURS_PERSON_NEXT, "heures.personne.suivante", "n", ON(SCREEN_HOURS), 6, 0, "personne suivante", \
	  "Montre les heures de la personne suivante du portefeuille") \
	X(HOURS_PERSON_PREVIOUS, "heures.personne.precedente", "N", ON(SCREEN_HOURS), 0, 0, "personne d'avant", \
	  "Montre les heures de la personne précédente du portefeuille") \
	/* work */ \
	X(OPEN, "ouvrir", "Entree", ON_LISTS | ON(SCREEN_FILE) | ON(SCREEN_COMMITMENTS) | ON_TRAININGS | ON(SCREEN_CATALOGUE), 1, 0, "fiche", \
	  "Ouvre la ligne choisie ; dans une fiche, des engagements, une demande, le catalogue, l'explique ou montre tout") \
	/* appointments */ \
	X(RDV_GIVE, "rdv.donner", "ad", ON_PERSON, 2, GUARD_WRITE, "donner un RDV", \
	  "Donne un rendez-vous : les prochains créneaux libres, ou un jour et une heure") \
	X(RDV_NEXT, "rdv.semaine", "aa", ON_PERSON, 0, GUARD_PERSON | GUARD_WRITE, "même créneau, 1 sem.", \
	  "Donne le même créneau la semaine suivante") \
	X(RDV_SERIES, "rdv.serie", "as", ON_PERSON, 0, GUARD_WRITE, "série hebdomadaire", \
	  "Donne une série de rendez-vous, chaque semaine au même créneau (3 à 26 semaines)") \
	X(RDV_PROPOSE, "rdv.proposer", "ap", ON_PERSON, 0, GUARD_WRITE, "proposer créneaux", \
	  "Propose deux à six créneaux ; ensuite, note celui que la personne choisit") \
	X(RDV_UNPLANNED, "rdv.imprevu", "ai", ON_PERSON, 0, GUARD_WRITE, "entretien imprévu", \
	  "Note un entretien qui a eu lieu sans rendez-vous") \
	X(RDV_GROUP, "rdv.groupe", "ag", ON(SCREEN_PORTFOLIO) | ON(SCREEN_AGENDA), 0, GUARD_WRITE, "RDV collectif", \
	  "Donne un rendez-vous collectif aux personnes choisies") \
	X(RDV_MOVE, "rdv.deplacer", "e", ON(SCREEN_AGENDA), 1, GUARD_WRITE, "déplacer", \
	  "Déplace le rendez-vous : à la demande de qui, et pourquoi") \
	X(RDV_CANCEL, "rdv.annuler", "d", ON(SCREEN_AGENDA), 1, GUARD_WRITE, "annuler le RDV", \
	  "Annule le rendez-vous (par qui, pourquoi), ou retire l'absence, la fermeture, les congés, la proposition") \
	X(FILE_CANCEL, "fiche.annuler", "d", ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE, "annuler le RDV", \
	  "Annule le rendez-vous sous le curseur, ou le prochain : par qui, pourquoi") \
	X(FILE_MOVE, "fiche.deplacer", "D", ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE, "déplacer le RDV", \
	  "Déplace le rendez-vous sous le curseur, ou le prochain : à la demande de qui, et pourquoi") \
	X(RECEIVED, "convocation", "b", ON(SCREEN_AGENDA), 0, GUARD_WRITE, "convocation", \
	  "Note la date de la convocation et celle de sa réception") \
	X(LEAVE, "conges", "V", ON_PERSON, 0, GUARD_PERSON | GUARD_WRITE, "congés", \
	  "Déclare ou retire des congés, un délai de réflexion") \
	X(ABSENCE, "absence", "A", ON(SCREEN_AGENDA), 0, GUARD_WRITE, "mon absence", "Pose une absence dans son agenda") \
	X(HOURS, "horaires", "H", ON(SCREEN_AGENDA), 0, GUARD_WRITE, "mes horaires", "Change ses horaires de travail") \
	X(CLOSING, "fermeture", "F", ON(SCREEN_AGENDA), 0, GUARD_WRITE | GUARD_SUPERVISOR, "fermeture", \
	  "Pose des jours de fermeture de l'agence (responsable)") \
	X(AGENDA_VIEW, "agenda.vue", "Tab", ON(SCREEN_AGENDA), 1, 0, "grille, liste", "Passe de la grille de la semaine à la liste des jours") \
	X(WEEK_NEXT, "semaine.suivante", "Droite ]", ON(SCREEN_AGENDA), 0, 0, "semaine", "Va à la semaine suivante") \
	X(WEEK_PREVIOUS, "semaine.precedente", "Gauche [", ON(SCREEN_AGENDA), 0, 0, "semaine d'avant", "Va à la semaine précédente") \
	X(TODAY, "aujourdhui", "t", ON(SCREEN_AGENDA) | ON(SCREEN_HOURS), 0, 0, "aujourd'hui", "Revient à la semaine et au jour d'aujourd'hui") \
	/* engagements */ \
	X(KEEP, "engagement.faire", "x", ON(SCREEN_COMMITMENTS), 2, GUARD_PERSON | GUARD_WRITE, "tenu", \
	  "Note la ligne tenue, ou fait ce qu'elle attend : contact, rendez-vous, remise, réponse, signature…") \
	X(CONTRACT_SIGN, "contrat.signer", "s", ON(SCREEN_COMMITMENTS), 3, GUARD_PERSON | GUARD_WRITE, "signer", \
	  "Note qui a signé le contrat, ou l'avenant, qui attend une signature ; le montre d'abord en entier") \
	X(CONTRACT_PREPARE, "contrat.preparer", "ac", ON(SCREEN_COMMITMENTS), 4, GUARD_PERSON | GUARD_WRITE, "préparer un contrat", \
	  "Prépare un contrat : les engagements des deux côtés, le terme, les objectifs") \
	X(CONTRACT_AMEND, "contrat.avenant", "av", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "avenant", \
	  "Prépare un avenant : ce qui s'ajoute, ce qui se retire, ce qui change") \
	X(CONTRACT_CHOOSE, "contrat.renouveler", "r", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "choix à 12 mois", \
	  "Note le choix à 12 mois ou au terme : poursuite, parcours moins intensif, réorientation, fin") \
	X(CONTRACT_CLOSE, "contrat.clore", "d", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "clore le contrat", \
	  "Clôt le contrat en cours, ou abandonne ce qui attend une signature") \
	X(ITEM_EXCUSE, "engagement.excuser", "z", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "excuser", \
	  "Excuse l'engagement sous le curseur, avec le motif accepté") \
	X(REMEDIAL_OPEN, "compensation.ouvrir", "ar", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "réparer un retard", \
	  "Ouvre une action compensatrice : ce que nous donnons pour un retard de notre fait") \
	X(REMEDIAL_DELIVER, "compensation.remettre", "at", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "réparation remise", \
	  "Note que l'action compensatrice est remise, et ce qui a été donné") \
	X(ORIENTATION, "orientation", "ao", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "orientation", \
	  "Note une orientation, ou une réorientation, et ce que la personne préférait") \
	X(DIAGNOSTIC, "diagnostic", "an", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "diagnostic", \
	  "Écrit une nouvelle version du diagnostic, en six parties ; les précédentes restent") \
	X(RIGHTS, "information.droits", "ai", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "information droits", \
	  "Note que la personne a été informée de ses droits, quand et comment") \
	X(REQUEST, "demande", "ad", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON | GUARD_WRITE, "demande", \
	  "Note une demande ou une réclamation reçue, ou répond à celle qui attend") \
	X(VERSIONS, "contrat.versions", "v", ON(SCREEN_COMMITMENTS), 6, GUARD_PERSON, "versions", \
	  "Montre les versions du contrat, et ce qui a changé entre deux d'entre elles") \
	X(TURN, "chemin", "t", ON(SCREEN_COMMITMENTS), 6, GUARD_PERSON, "montrer", \
	  "Tourne l'écran vers la personne : son parcours, en grand, sans mot interne") \
	X(LEAVING, "neuf.points", "i", ON(SCREEN_COMMITMENTS), 0, GUARD_PERSON, "neuf points", \
	  "Montre les neuf points avec lesquels la personne repart du premier entretien, et ceux qui manquent") \
	X(COLUMN, "colonne", "Tab", ON(SCREEN_COMMITMENTS), 0, 0, "autre colonne", \
	  "Passe de ce que nous devons à ce que la personne doit, puis au contrat") \
	/* training requests */ \
	X(TRAINING_DO, "formation.faire", "x", ON_TRAININGS, 2, GUARD_WRITE, "suite", \
	  "Fait le prochain geste de la demande : projet, préalable, dépôt, relance, pièce, financement, entrée, suivi…") \
	X(TRAINING_PROJECT, "formation.projet", "p", ON(SCREEN_TRAINING), 3, GUARD_WRITE, "projet", \
	  "Écrit le projet de formation, en six parties ; les versions précédentes restent") \
	X(TRAINING_PRECONDITION, "formation.prealable", "v", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "préalable", \
	  "Note un préalable vérifié, ou s'en dispense avec un motif : mise en situation, positionnement, VAE, français, frais…") \
	X(TRAINING_READY, "formation.preparer", "sp", ON(SCREEN_TRAINING), 4, GUARD_WRITE, "dossier prêt", \
	  "Déclare le dossier prêt : chaque préalable est vérifié, ou dispensé") \
	X(TRAINING_FILE, "formation.deposer", "sd", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "déposer", \
	  "Dépose le dossier chez un financeur : son délai de décision commence") \
	X(TRAINING_REWORK, "formation.reprendre", "sr", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "reprendre le projet", \
	  "Reprend le projet : la demande revient à l'étape du projet") \
	X(TRAINING_FUND, "formation.financer", "sf", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "financement complet", \
	  "Déclare le financement complet : chaque coût de chaque jour a son financeur, ou dit pourquoi continuer") \
	X(TRAINING_ENTER, "formation.entrer", "se", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "entrée", \
	  "Note l'entrée en formation, et les dates réelles") \
	X(TRAINING_CHECK, "formation.point", "st", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "point au tiers", \
	  "Note le point fait au tiers de la formation") \
	X(TRAINING_END, "formation.achever", "sa", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "achevée", \
	  "Note la fin de la formation, et ce qu'elle a donné") \
	X(TRAINING_FOLLOW, "formation.suivre", "ss", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "situation à 6 mois", \
	  "Note la situation de la personne six mois après la formation") \
	X(TRAINING_DROP, "formation.abandonner", "D", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "abandonner", \
	  "Note l'abandon de la demande ou de la formation, et ses raisons : ce n'est pas un manquement") \
	X(TRAINING_GRANT, "formation.accorder", "ra", ON(SCREEN_TRAINING), 4, GUARD_WRITE, "accord", \
	  "Note l'accord du financeur") \
	X(TRAINING_REFUSE, "formation.refuser", "rr", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "refus", \
	  "Note le refus du financeur, ses motifs, sa contre-proposition ou pourquoi il n'y en a pas") \
	X(TRAINING_COUNTER, "formation.contre-proposer", "rc", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "contre-proposition", \
	  "Note ce que le financeur propose à la place") \
	X(TRAINING_ASK_PIECES, "formation.pieces", "rp", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "pièces demandées", \
	  "Note les pièces que le financeur demande, et qui doit les fournir : son délai est suspendu") \
	X(TRAINING_ACCEPT, "formation.accepter", "ro", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "oui à l'offre", \
	  "Note que la personne accepte la contre-proposition") \
	X(TRAINING_DECLINE, "formation.decliner", "rn", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "non à l'offre", \
	  "Note que la personne décline la contre-proposition") \
	X(TRAINING_CONTEST, "formation.contester", "rt", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "contester le refus", \
	  "Conteste le refus : le dossier revient chez le financeur") \
	X(TRAINING_RECEIVE, "formation.recevoir", "b", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "pièce reçue", \
	  "Note la pièce reçue : celle du curseur, ou la plus ancienne attendue ; la dernière relance le délai du financeur") \
	X(TRAINING_LINE, "formation.ligne", "f", ON(SCREEN_TRAINING), 6, GUARD_WRITE, "financeur", \
	  "Demande une ligne de financement, ou note la réponse sur celle du curseur") \
	X(TRAINING_REMOVE, "formation.retirer", "d", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "retirer", \
	  "Retire la pièce attendue, la ligne de financement ou la période en entreprise sous le curseur") \
	X(TRAINING_EXCHANGE, "formation.echange", "m", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "échange", \
	  "Note un échange sur la demande : avec le financeur, l'organisme, la personne") \
	X(TRAINING_ABSENCE, "formation.absence", "A", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "absence", \
	  "Note une absence pendant la formation, justifiée ou non") \
	X(TRAINING_EDIT, "formation.decrire", "e", ON(SCREEN_TRAINING), 0, GUARD_WRITE, "corriger", \
	  "Corrige ce que la demande dit de la formation : intitulé, métier, organisme, lieu, durée, dates") \
	X(TRAINING_PERSON, "formation.fiche", "o", ON_TRAININGS, 6, GUARD_PERSON, "fiche", \
	  "Ouvre la fiche de la personne") \
	X(TRAINING_RAISE, "formation.evoquer", "af", ON_PERSON | ON(SCREEN_COMMITMENTS) | ON_TRAININGS | ON(SCREEN_CATALOGUE), 0, \
	  GUARD_PERSON | GUARD_WRITE, "formation évoquée", \
	  "Note une formation évoquée avec la personne : une demande commence ; du catalogue, avec la session choisie") \
	X(PERIOD, "periode.noter", "ak", ON_PERSON | ON(SCREEN_COMMITMENTS) | ON_TRAININGS, 0, GUARD_PERSON | GUARD_WRITE, \
	  "période entreprise", "Note une période en entreprise : immersion, EMT, PMSMP, activité, reprise d'emploi") \
	X(PERIOD_DEBRIEF, "periode.debriefer", "ab", ON_PERSON | ON(SCREEN_COMMITMENTS) | ON_TRAININGS, 0, GUARD_PERSON | GUARD_WRITE, \
	  "bilan de période", "Écrit le bilan d'une période en entreprise, avec ou sans l'entreprise") \
	X(ALLOWANCE, "droit.noter", "al", ON_PERSON | ON(SCREEN_COMMITMENTS) | ON_TRAININGS, 0, GUARD_PERSON | GUARD_WRITE, \
	  "allocation", "Note ce dont la personne vit : allocation ou rémunération de stage, ses dates ; clôt celle qui court") \
	/* the catalogue of sessions */ \
	X(CATALOGUE_FILTERS, "catalogue.filtres", "f", ON(SCREEN_CATALOGUE), 4, 0, "filtres", \
	  "Règle les filtres du catalogue : métier, département, financeur, dates, places restantes") \
	X(CATALOGUE_CLEAR, "catalogue.effacer", "d", ON(SCREEN_CATALOGUE), 5, 0, "effacer", \
	  "Efface les mots cherchés et les filtres : toutes les sessions à venir") \
	X(CATALOGUE_PLACES, "catalogue.places", "p", ON(SCREEN_CATALOGUE), 6, 0, "places", \
	  "Ne montre que les sessions où il reste des places, ou les montre toutes") \
	/* the person */ \
	X(CONTACT, "contact", "c", ON_PERSON | ON_TRAININGS, 2, GUARD_PERSON | GUARD_WRITE, "contact", \
	  "Note un contact avec la personne : c puis t (téléphone), e (entretien), v (visio), s (SMS), m (courriel), l (courrier), d (visite), a (appel sans réponse)") \
	X(PERSON_HOURS, "heures", "h", ON_PERSON | ON(SCREEN_COMMITMENTS), 3, GUARD_PERSON, "heures", \
	  "Ouvre les heures d'activité de la personne") \
	X(NOTE, "note", "n", ON_PERSON, 0, GUARD_PERSON | GUARD_WRITE, "note", "Écrit une note sur la personne") \
	X(BARRIER, "frein", "f", ON_PERSON, 0, GUARD_PERSON | GUARD_WRITE, "frein", "Ajoute un frein, ou en lève un") \
	X(PRESENCE, "presence", "p", ON_PERSON, 0, GUARD_WRITE, "présence", \
	  "Note la présence au plus ancien rendez-vous sans issue : p puis p (présent), e (excusé), a (absent), s (annulé par nous), b (annulé par la personne)") \
	X(CONCLUDE, "conclure", "o", ON_PERSON, 0, GUARD_WRITE, "conclure", \
	  "Écrit la conclusion du rendez-vous et ce à quoi chacun s'engage : c'est elle qui le clôt") \
	X(REMINDER, "rappel", "l", ON_PERSON, 0, GUARD_WRITE, "rappel", \
	  "Note le rappel du prochain rendez-vous : l puis s (SMS), t (téléphone), m (courriel), l (courrier)") \
	X(ITEM_DONE, "engagement.tenu", "x", ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE, "tenu", \
	  "Note que l'engagement sous le curseur est tenu") \
	X(WHY, "pourquoi", "w", ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE) | ON(SCREEN_REFERENTS) | ON(SCREEN_DAY) | \
	  ON(SCREEN_AGENDA) | ON(SCREEN_COMMITMENTS) | ON(SCREEN_HOURS) | ON_TRAININGS, 5, 0, "pourquoi", \
	  "Explique l'alerte, la date ou le chiffre : règle, données, source, statut, prochaine date") \
	X(EDIT, "corriger", "e", ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE, "corriger", \
	  "Corrige la fiche, ou la note choisie") \
	X(ENROL, "inscrire", "i", ON(SCREEN_PORTFOLIO), 0, GUARD_WRITE, "inscrire", "Inscrit une nouvelle personne") \
	X(REGIME, "regime", "r", ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE, "régime", \
	  "Change de régime, ou clôt celui qui est en cours") \
	X(FOLLOW_UP, "modalite", "m", ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE, "modalité", \
	  "Change la modalité de suivi : actif, en solution structurante, rattaché") \
	X(REFERENT, "referent", "t", ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE), 0, GUARD_PERSON | GUARD_WRITE | GUARD_SUPERVISOR, \
	  "référent", "Change le conseiller référent (responsable)") \
	X(REPLACE, "remplacement", "r", ON(SCREEN_REFERENTS), 20, GUARD_WRITE | GUARD_SUPERVISOR, "remplacer", \
	  "Fait remplacer le référent choisi, du premier au dernier jour (responsable)") \
	X(LETTER_CONTRACT, "lettre.contrat", "Ic", ON_PERSON_PAGES, 0, GUARD_PERSON, "contrat", \
	  "Montre la lettre du contrat en deux colonnes, et la garde dans un fichier à soi") \
	X(LETTER_ATTENDANCE, "lettre.assiduite", "Ia", ON_PERSON_PAGES, 0, GUARD_PERSON, "assiduité", \
	  "Montre le relevé d'assiduité, et le garde dans un fichier à soi") \
	X(LETTER_HELD, "lettre.detention", "Id", ON_PERSON_PAGES, 0, GUARD_PERSON, "données détenues", \
	  "Montre tout ce que nous détenons sur la personne, et le garde dans un fichier à soi") \
	X(LETTER_NINE, "lettre.neuf", "In", ON_PERSON_PAGES, 0, GUARD_PERSON, "neuf points", \
	  "Montre les neuf points à remettre après le premier entretien, et les garde dans un fichier à soi") \
	X(LETTER_WORKPLACE, "lettre.mises", "Ie", ON_TRAININGS, 0, GUARD_PERSON, "état descriptif", \
	  "Montre l'état descriptif des mises en situation à joindre au dossier, et le garde dans un fichier à soi") \
	X(LETTER_PROJECT, "lettre.projet", "Ip", ON_TRAININGS, 0, GUARD_PERSON, "projet", \
	  "Montre le formulaire du projet de formation, et le garde dans un fichier à soi") \
	X(LETTER_PIECES, "lettre.pieces", "Im", ON_TRAININGS, 0, GUARD_PERSON, "pièces manquantes", \
	  "Montre les pièces que le financeur demande et à qui chacune revient, et les garde dans un fichier à soi") \
	X(LETTER_ANSWER, "lettre.reponse", "Ir", ON_TRAININGS, 0, GUARD_PERSON, "réponse", \
	  "Montre la réponse du financeur expliquée à la personne, et la garde dans un fichier à soi") \
	X(UNDO, "annuler", "u", ON_ALL, 0, GUARD_WRITE | GUARD_UNDO, "annuler", "Annule le dernier acte de cette session") \
	X(SELECT, "choisir", "Espace", ON(SCREEN_PORTFOLIO) | ON(SCREEN_FILE) | ON(SCREEN_COMMITMENTS) | ON(SCREEN_TRAINING) | ON(SCREEN_HELP), 0, 0, "choisir", \
	  "Choisit ou rend la ligne ; dans une fiche ou l'aide, page suivante") \
	X(NEXT_PERSON, "personne.suivante", "Droite ]", ON(SCREEN_FILE) | ON(SCREEN_COMMITMENTS), 0, 0, "suivante", "Ouvre la personne suivante de la liste") \
	X(PREVIOUS_PERSON, "personne.precedente", "Gauche [", ON(SCREEN_FILE) | ON(SCREEN_COMMITMENTS), 0, 0, "précédente", \
	  "Ouvre la personne précédente de la liste") \
	/* find */ \
	X(FILTER, "filtrer", "/", ON_LISTS | ON(SCREEN_TRAININGS) | ON(SCREEN_CATALOGUE) | ON(SCREEN_HELP), 6, 0, "filtrer", \
	  "Filtre la liste pendant la frappe, sans accents ; dans une recherche, cherche autre chose") \
	X(GO_PORTFOLIO, "aller.portefeuille", "gp", ON_ALL, 0, 0, "portefeuille", "Va au portefeuille") \
	X(GO_DAY, "aller.journee", "gj", ON_ALL, 0, 0, "ma journée", "Va à Ma journée : la file de ce qui est à traiter") \
	X(GO_AGENDA, "aller.agenda", "ga", ON_ALL, 0, 0, "agenda", "Va à l'agenda ; depuis les référents, à celui du référent choisi") \
	X(GO_COMMITMENTS, "aller.engagements", "ge", ON_ALL, 0, GUARD_PERSON, "engagements", \
	  "Va aux engagements de la personne : le contrat en deux colonnes, ce que chacun doit et quand") \
	X(GO_HOURS, "aller.heures", "gh", ON_ALL, 0, GUARD_PERSON, "heures", "Va aux heures d'activité de la personne sous le curseur") \
	X(GO_TRAININGS, "aller.formations", "gf", ON_ALL, 0, 0, "formations", \
	  "Va aux demandes de formation, par étape : qui tient le dossier, où en sont les délais ; responsable : celles de l'agence, ou du portefeuille regardé") \
	X(GO_CATALOGUE, "aller.catalogue", "gk", ON_ALL, 0, 0, "catalogue", \
	  "Va au catalogue des formations : mots sans accents, métier, département, dates, financeur, places ; pour la personne sous le curseur") \
	X(GO_REFERENTS, "aller.referents", "gr", ON_ALL, 0, 0, "référents", "Choisit le référent dont on regarde le portefeuille") \
	X(GO_SEARCH, "aller.recherche", "g/", ON_ALL, 0, 0, "recherche", "Recherche une personne : nom, identifiant, téléphone") \
	X(GO_DRAFTS, "aller.saisies", "gs", ON_ALL, 0, GUARD_WRITE, "saisies", "Saisies non terminées : les reprendre, ou les jeter") \
	X(GO_MESSAGES, "aller.messages", "gm", ON_ALL, 0, 0, "messages", "Relit les derniers messages") \
	X(PALETTE, "actions", ":", ON_ALL, 8, 0, "actions", "Toutes les actions par leur nom") \
	X(HELP, "aide", "? F1", ON_ALL, 7, 0, "aide", "Affiche cette aide") \
	/* program */ \
	X(BACK, "retour", "q Echap", ON_ALL, 90, 0, "retour", "Revient à l'écran précédent") \
	X(RELOAD, "recharger", "R F5", ON_ALL, 0, 0, "recharger", "Relit les données") \
	X(REDRAW, "redessiner", "Ctrl-l", ON_ALL, 0, 0, "redessiner", "Redessine tout l'écran") \
	X(CANCEL, "interrompre", "Ctrl-c", ON_ALL, 0, 0, "interrompre", "Abandonne la lecture en cours, ne quitte jamais") \
	X(QUIT, "quitter", "Q", ON_ALL, 0, 0, "quitter", "Quitte Jalon") \
	/* move */ \
	X(DOWN, "bas", "j Bas", ON_ALL, 0, 0, "bas", "Descend d'une ligne") \
	X(UP, "haut", "k Haut", ON_ALL, 0, 0, "haut", "Monte d'une ligne") \
	X(PAGE_DOWN, "page.bas", "PageBas", ON_ALL, 0, 0, "page suivante", "Descend d'une page") \
	X(PAGE_UP, "page.haut", "PageHaut", ON_ALL, 0, 0, "page précédente", "Monte d'une page") \
	X(HALF_DOWN, "demi-page.bas", "Ctrl-d", ON_ALL, 0, 0, "demi-page suivante", "Descend d'une demi-page") \
	X(HALF_UP, "demi-page.haut", "Ctrl-u", ON_ALL, 0, 0, "demi-page précédente", "Monte d'une demi-page") \
	X(FIRST, "premier", "gg Debut", ON_ALL, 0, 0, "premier", "Va à la première ligne") \
	X(LAST, "dernier", "G Fin", ON_ALL, 0, 0, "dernier", "Va à la dernière ligne")

#endif
