/* Short professional texts: conclusions, contacts, notes. Facts only, as a counsellor writes them. */
#include <string.h>

#include "sql/demo/demo_words.h"

#define WORDS(list) { (list), sizeof(list) / sizeof((list)[0]) }
#define PICK(r, list) ((list)[demo_random_below((r), sizeof(list) / sizeof((list)[0]))])

/* ---- conclusions: what was seen, then what comes next ---- */

static const char *const seen[] = {
	"Point sur les candidatures : trois envoyées, une réponse attendue.",
	"CV relu ensemble, rubrique compétences refaite.",
	"Deux offres repérées chez des employeurs de Vitré, une retenue.",
	"Retour d'entretien d'embauche : bon contact, réponse sous huitaine.",
	"Projet d'aide-soignante confirmé après l'enquête métier.",
	"Projet de cariste écarté, cap sur la logistique de quai.",
	"Mise en situation de deux jours bien vécue, avis favorable de l'employeur.",
	"Semaine difficile, peu de démarches ; la garde des enfants reste le point dur.",
	"Permis de conduire : code obtenu, douze heures de conduite restantes.",
	"Positionnement fait à l'organisme de formation, résultat attendu.",
	"Lettre de motivation préparée pour l'agroalimentaire.",
	"Simulation d'entretien : présentation plus claire, à travailler les prétentions.",
	"Bilan des ateliers : bonne assiduité, confiance retrouvée.",
	"Horaires décalés acceptés, travail de nuit exclu.",
	"Contact pris avec l'agence d'intérim, inscription faite.",
	"Dossier de mobilité complété, devis du garage joint.",
	"Compte personnel de formation vérifié : droits suffisants.",
	"Niveau de français A2 validé, l'oral progresse.",
	"Heures de la semaine relues : quinze déclarées, treize validées.",
	"Démarche de reconnaissance du handicap engagée avec la MDPH.",
	"Création d'activité : étude de marché relue, prix à revoir.",
	"Immersion possible chez un maraîcher d'Étrelles.",
	"Santé : reprise possible à mi-temps d'après le médecin.",
	"Logement : rendez-vous obtenu avec l'assistante sociale.",
};
static const char *const then[] = {
	"Relancer l'employeur avant notre prochain rendez-vous.",
	"Nous envoyons la fiche de prescription cette semaine.",
	"À voir la prochaine fois : le budget transport.",
	"Prochaine étape : convention d'immersion à signer.",
	"Nous vérifions les dates de session avec l'organisme.",
	"Apporter l'attestation de l'employeur au prochain rendez-vous.",
	"Trois candidatures d'ici là, dont une spontanée.",
	"Nous demandons l'aide à la mobilité.",
	"Inscription à l'atelier « réussir son entretien ».",
	"Mise à jour du profil en ligne à faire.",
	"Nous appelons le plateau de recrutement.",
	"Même jour, même heure la semaine prochaine.",
	"Point avec la mission locale prévu de notre côté.",
	"Enquête métier auprès de deux professionnels.",
	"Nous cherchons une solution de garde avec le relais petite enfance.",
	"Rien à changer au contrat pour l'instant.",
};
static const char *const first_meetings[] = {
	"Premier entretien : parcours retracé, contrat expliqué, trois pistes notées.",
	"Premier entretien : diagnostic partagé, mobilité limitée à quinze kilomètres.",
	"Premier entretien : droits et engagements de chacun relus, projet encore ouvert.",
	"Premier entretien : licenciement encore douloureux, prendre le temps du bilan.",
	"Premier entretien : envie d'un métier manuel, visite d'atelier à organiser.",
	"Premier entretien : expérience solide, objectif de reprise rapide.",
};
static const char *const milestones[] = {
	"Point d'étape : objectifs tenus, le plan d'action est prolongé.",
	"Point d'étape : deux actions sur trois menées, la troisième est reportée.",
	"Point d'étape : projet validé, recherche de financement à ouvrir.",
	"Point d'étape : rythme à reprendre, deux rendez-vous par semaine pendant un mois.",
	"Point d'étape : nos engagements en retard sont listés et datés.",
	"Point d'étape : reprise à temps partiel, accompagnement maintenu.",
};
static const char *const workshops[] = {
	"Atelier suivi en entier, CV à jour.", "Atelier suivi, bonne participation.",
	"Atelier suivi ; à reprendre : la présentation en deux minutes.", "Atelier numérique suivi, compte créé.",
};

const char *demo_conclusion(struct demo_random *r, struct arena *a, const char *kind)
{
	if (strcmp(kind, "premier_entretien") == 0)
		return PICK(r, first_meetings);
	if (strcmp(kind, "point_etape") == 0)
		return PICK(r, milestones);
	if (strcmp(kind, "atelier") == 0)
		return PICK(r, workshops);
	if (demo_random_chance(r, 25))
		return PICK(r, seen);
	const char *first = PICK(r, seen);
	return arena_format(a, "%s %s", first, PICK(r, then));
}

/* ---- absences ---- */

static const char *const excused[] = {
	"Certificat médical reçu.", "Enfant malade, prévenu le matin même.", "Entretien d'embauche à la même heure.",
	"Convocation au tribunal, copie reçue.", "Panne de voiture, justificatif du garage.",
	"Mission d'intérim commencée la veille.", "Rendez-vous à l'hôpital fixé de longue date.",
};
static const char *const by_person[] = {
	"A demandé un report, garde d'enfant.", "A prévenu l'avant-veille, formation ce jour-là.",
	"Report demandé : déménagement.", "A préféré un autre créneau.",
};
static const char *const by_structure[] = {
	"Conseiller absent, report proposé.", "Salle indisponible, rendez-vous redonné.", "Réunion d'agence imprévue.",
	"Panne informatique, appel fait le lendemain.",
};

const char *demo_absence_reason(struct demo_random *r, enum attendance attendance)
{
	switch (attendance) {
	case ATTENDANCE_EXCUSED:
		return PICK(r, excused);
	case ATTENDANCE_CANCELLED_PERSON:
		return PICK(r, by_person);
	case ATTENDANCE_CANCELLED_STRUCTURE:
		return PICK(r, by_structure);
	default:
		return "";
	}
}

const char *demo_cancel_reason(struct demo_random *r)
{
	static const char *const reasons[] = {
		"Séance déplacée à la demande du conseiller.", "Formation du conseiller.", "Fermeture de l'agence l'après-midi.",
		"Doublon avec l'atelier.", "Atelier annulé faute d'inscrits.",
	};

	return PICK(r, reasons);
}

/* ---- what each side undertakes, ateliers ---- */

static const char *const ours[] = {
	"Envoyer la fiche de prescription à l'organisme", "Demander l'aide à la mobilité", "Vérifier les dates de session",
	"Appeler le plateau de recrutement", "Chercher une place en crèche avec le relais", "Obtenir le devis de la formation",
	"Rendre réponse sur la demande d'immersion", "Mettre en relation avec l'assistante sociale",
};
static const char *const theirs[] = {
	"Envoyer trois candidatures", "Apporter l'attestation de l'employeur", "S'inscrire à l'atelier CV",
	"Prendre rendez-vous chez le médecin", "Mettre à jour le profil en ligne", "Interroger deux professionnels du métier",
	"Remplir le dossier de mobilité", "Rappeler l'agence d'intérim",
};

const char *demo_item_object(struct demo_random *r, bool structure)
{
	return structure ? PICK(r, ours) : PICK(r, theirs);
}

const char *demo_workshop_subject(struct demo_random *r)
{
	static const char *const subjects[] = {
		"CV et lettre", "Réussir son entretien", "Outils numériques", "Mobilité et permis", "Préparer une immersion",
	};

	return PICK(r, subjects);
}

/* ---- contacts ---- */

static const char *const by_phone[] = {
	"Appel : semaine chargée, deux entretiens passés.", "Appel pour confirmer le rendez-vous.",
	"A rappelé après mon message, tout va bien.", "Appel : question sur l'indemnisation, orientation faite.",
	"Appel : offre de préparateur de commandes présentée, intérêt réel.", "Point rapide sur les démarches de la semaine.",
	"Appel : la formation commence lundi, dossier complet.", "Appel : pas de nouvelles de l'employeur, relance convenue.",
	"Appel : inquiétude sur la fin de droits, dates relues ensemble.", "Appel : entretien d'embauche préparé en dix minutes.",
	"A appelé pour signaler une mission de trois jours.",
};
static const char *const no_answer[] = {
	"Message laissé sur le répondeur.", "Sonne dans le vide, rappeler en fin de journée.", "Numéro occupé deux fois.",
	"Répondeur plein.", "Un proche a décroché, message transmis.",
};
static const char *const meetings[] = {
	"Passage à l'accueil, pièces remises.", "Croisé au forum de l'emploi, échange de dix minutes.",
	"Passage sans rendez-vous, question sur le contrat.", "Échange à l'issue de l'atelier.",
};
static const char *const by_video[] = {
	"Point en visio, CV relu à l'écran.", "Visio : entretien simulé, retours donnés.", "Visio courte, son mauvais mais échange utile.",
	"Visio : tour des offres de la semaine.",
};
static const char *const video_missed[] = {
	"Lien de visio envoyé, personne ne s'est connecté.", "Visio impossible, pas de réseau au domicile.",
};
static const char *const sms[] = {
	"A répondu par SMS : présence confirmée.", "SMS reçu : dossier envoyé ce matin.", "SMS reçu : entretien obtenu jeudi.",
	"Réponse par SMS, tout suit son cours.",
};
static const char *const sms_sent[] = {
	"SMS de rappel envoyé.", "SMS envoyé avec l'adresse de l'atelier.", "SMS envoyé, sans réponse.",
};
static const char *const mails[] = {
	"Courriel reçu avec le CV corrigé.", "Courriel : attestation de l'employeur reçue.",
	"Échange de courriels sur les dates de session.", "Courriel reçu : trois candidatures en copie.",
};
static const char *const mails_sent[] = {
	"Courriel envoyé avec deux offres.", "Courriel de relance, sans réponse.", "Courriel envoyé : liste des pièces à fournir.",
};
static const char *const letters[] = {
	"Courrier reçu : justificatif d'absence.", "Courrier reçu en réponse à la convocation.", "Pièces du dossier reçues par courrier.",
};
static const char *const letters_sent[] = {
	"Convocation envoyée par courrier.", "Courrier envoyé, en attente.", "Courrier revenu, adresse à vérifier.",
};
static const char *const visits[] = {
	"Visite à domicile, échange sur le logement.", "Visite sur le lieu d'immersion, tuteur satisfait.",
	"Visite à l'atelier d'insertion, reprise bien engagée.",
};
static const char *const visits_missed[] = {
	"Visite : personne à l'adresse, avis de passage laissé.", "Visite : absence, voisin sans nouvelles.",
};

static const struct demo_words contact_texts[CHANNEL_COUNT][2] = {
	[CHANNEL_PHONE] = { WORDS(no_answer), WORDS(by_phone) },
	[CHANNEL_MEETING] = { WORDS(meetings), WORDS(meetings) },
	[CHANNEL_VIDEO] = { WORDS(video_missed), WORDS(by_video) },
	[CHANNEL_SMS] = { WORDS(sms_sent), WORDS(sms) },
	[CHANNEL_MAIL] = { WORDS(mails_sent), WORDS(mails) },
	[CHANNEL_LETTER] = { WORDS(letters_sent), WORDS(letters) },
	[CHANNEL_VISIT] = { WORDS(visits_missed), WORDS(visits) },
};

const char *demo_contact_text(struct demo_random *r, enum channel channel, bool reached)
{
	return demo_pick(r, &contact_texts[channel][reached ? 1 : 0]);
}

/* ---- notes ---- */

static const char *const shared_notes[] = {
	"Accord de principe de la plateforme de transport pour un prêt de scooter.",
	"L'organisme de formation demande le test de positionnement avant le dépôt du dossier.",
	"Préfère être joint le matin, avant dix heures.",
	"Employeur intéressé pour une immersion de deux semaines :\n- horaires de journée ;\n- à moins de dix kilomètres ;\n- tuteur désigné.",
	"Pièces manquantes au dossier :\n- relevé d'identité bancaire ;\n- dernier bulletin de salaire.",
	"Passage de relais convenu avec la mission locale, rencontre à trois à prévoir.",
	"Ne pas proposer de poste avec port de charges (avis du médecin du travail).",
	"Projet de formation évoqué ; vérifier la VAE avant toute demande.",
	"Suivi partagé avec l'assistante sociale de secteur, accord donné.",
	"Contrat relu ensemble, aucune modification souhaitée.",
	"Réunion d'information collective suivie, documents remis.",
	"Expérience de dix-huit ans dans la chaussure, gestes précis, beaucoup de fierté du métier.",
};
static const char *const private_notes[] = {
	"Penser à demander des nouvelles de la santé de sa mère.",
	"Aborder le sujet du permis avec prudence, échec récent.",
	"Fatigue visible ces temps-ci, ralentir le rythme.",
	"Préparer des exemples d'offres avant le prochain rendez-vous.",
	"Je dois la réponse sur l'aide à la garde d'enfants depuis deux semaines.",
	"Bon contact, ne pas changer l'horaire habituel.",
	"Vérifier si le téléphone est bien le sien.",
	"Idée : mise en relation avec le maraîcher d'Étrelles.",
};

const char *demo_note_text(struct demo_random *r, struct arena *a, bool private_note)
{
	if (private_note)
		return PICK(r, private_notes);
	if (demo_random_chance(r, 20)) {
		const char *first = PICK(r, shared_notes);
		return arena_format(a, "%s\n\n%s", first, PICK(r, then));
	}
	return PICK(r, shared_notes);
}

/* ---- freins ---- */

static const struct code_label barrier_details[] = {
	{ "illettrisme", "Lecture difficile des courriers, évaluation proposée." },
	{ "illettrisme", "Remplit les formulaires avec une aide." },
	{ "rupture_familiale", "Séparation récente, médiation en cours." },
	{ "perte_logement", "Logement lié à l'ancien emploi, à rendre dans trois mois." },
	{ "surendettement", "Dossier déposé à la Banque de France." },
	{ "surendettement", "Crédit auto, deux mensualités en retard." },
	{ "conduites_addictives", "Suivi engagé, en parle volontiers." },
	{ "difficultes_administratives", "Titre de séjour à renouveler avant l'été." },
	{ "difficultes_administratives", "Attestation de l'ancien employeur toujours attendue." },
	{ "transport", "Sans permis, car deux fois par jour seulement." },
	{ "transport", "Voiture en panne, réparation à financer." },
	{ "transport", "Permis suspendu jusqu'à la fin du mois prochain." },
	{ "logement", "Hébergement chez un proche, demande de logement social faite." },
	{ "logement", "Loyer trop lourd, dossier au fonds de solidarité." },
	{ "garde_enfant", "Pas de place en crèche avant septembre." },
	{ "garde_enfant", "Sortie d'école à 16 h 30, personne pour le relais." },
	{ "sante", "Dos fragile, port de charges déconseillé." },
	{ "sante", "Suivi médical le jeudi matin." },
	{ "langue", "Niveau A1 à l'oral, cours du soir commencés." },
	{ "langue", "Écrit à renforcer pour la formation visée." },
	{ "acces_droits", "Droits à la complémentaire santé à ouvrir." },
	{ "autre", "Aide quotidienne à un parent dépendant." },
	{ "autre", "Pas d'ordinateur, connexion par téléphone seulement." },
};

const char *demo_barrier_detail(struct demo_random *r, const char *kind)
{
	const size_t count = sizeof(barrier_details) / sizeof(barrier_details[0]);
	unsigned matching = 0, wanted;

	for (size_t i = 0; i < count; i++)
		matching += strcmp(barrier_details[i].code, kind) == 0;
	if (matching == 0)
		return "";
	wanted = demo_random_below(r, matching);
	for (size_t i = 0; i < count; i++)
		if (strcmp(barrier_details[i].code, kind) == 0 && wanted-- == 0)
			return barrier_details[i].label;
	return "";
}

/* ---- households ---- */

const char *demo_composition(struct demo_random *r, int size)
{
	static const char *const two[] = { "couple sans enfant", "parent seul, 1 enfant", "hébergé chez un parent" };
	static const char *const three[] = { "couple, 1 enfant", "parent seul, 2 enfants" };
	static const char *const four[] = { "couple, 2 enfants", "parent seul, 3 enfants" };

	switch (size) {
	case 1:
		return "personne seule";
	case 2:
		return PICK(r, two);
	case 3:
		return PICK(r, three);
	case 4:
		return PICK(r, four);
	case 5:
		return "couple, 3 enfants";
	default:
		return "couple, 4 enfants et plus";
	}
}
