/* A person's file told as a story on a real base, from entry to exit: each step moves the base's day, is acted by command in
 * the counsellor's name, and says what is then judged.
 *
 * Acts, one a string; a handle (C1, E2, R3…) names a row and stands for its UUID, its version is read from the base:
 *   inscrire REGIME NAISSANCE           orienter PARCOURS              diagnostic TEXTE      droits SUPPORT
 *   rdv R JOUR TYPE (10 h, 45 min)      tenu R CONCLUSION              issue R PRESENCE MOTIF annuler R DEMANDEUR MOTIF
 *   contact CANAL                       demande D NATURE JOUR OBJET    repondre D TEXTE
 *   contrat C DEBUT FIN PARCOURS CIBLE OBJECTIFS, avenant C FIN CIBLE MOTIF; CIBLE: minutes, « intensif » added after a comma,
 *     « - » for none or as before; followed by its lines
 *   + E DEBITEUR ECHEANCE CADENCE ACTION REGLE SOURCE_ OBJET (ACTION: -, action, emploi, structurante; « _ » in SOURCE: a blank)
 *   - E (avenant)                       signer C RANG QUI (deux, personne, structure)
 *   choisir C CHOIX MOTIF               clore C DERNIER_JOUR MOTIF TEXTE                     abandonner C RANG
 *   garder E [JOUR]                     excuser E MOTIF
 *   compenser B E|REGLE MANQUE ECHEANCE OBJET                         remettre B TEXTE
 *   heures A JOUR THEME MINUTES         valider A                      deroger V DU AU MINUTES MOTIF
 *   absent NATURE DU AU                 regime REGIME MOTIF            fin JOUR MOTIF        suivi MODALITE
 *   effet REGIME TEXTE                  no command: what passage_effects() says of a passage that day holds TEXTE
 *   those of training requests: worked_words.h
 *   refus CONTRAINTE ACT…               the act is refused by that constraint */
#ifndef JALON_WORKED_FILE_H
#define JALON_WORKED_FILE_H

#include <libpq-fe.h>
#include <stddef.h>

#include "core/engagement/activity.h"
#include "core/engagement/ledger.h"

struct step {
	const char *day;
	const char *const *acts;  /* NULL: time goes by */
	/* « code bande echeance debiteur regle source »: all the red and orange reasons of the person, and grey ones worth saying. */
	const char *const *flags;
	/* « debiteur etat echeance regle source : objet »: all the late lines of the ledger, and others worth saying. */
	const char *const *lines;
};
#define TOLD(...) ((const char *const[]){__VA_ARGS__, NULL})
#define STORY(name, ...) STORY_OF(worked_files, name, __VA_ARGS__)
#define STORY_OF(suite, name, ...) \
	Test(suite, name) \
	{ \
		const struct step steps[] = {__VA_ARGS__}; \
		worked_tell(steps, sizeof steps / sizeof *steps); \
	}

/* Of one test: the small world (world.h), its counsellor, the rules of the tree, loaded in the base too. */
void worked_open(void);
void worked_close(void);
void worked_tell(const struct step *steps, size_t count);
/* The parts of it, for what is no story. */
void worked_day(const char *day);
void worked_act(const char *act); /* one that has no lines */
const char *worked_person(void);  /* identifiant of who was enrolled last */
const char *worked_login_conninfo(void);
PGconn *worked_owner(void);
const struct rulebook *worked_rules(void);
/* As the adapter reads them on that day; in an arena of the test. */
struct commitment_file *worked_commitments(struct arena *arena, const char *day);
/* One training request by its UUID. */
struct training_file *worked_training(struct arena *arena, const char *training, const char *day);
struct hours_file *worked_hours(struct arena *arena, const char *day, struct date from, struct date to);
/* A reason and a line as steps write them. */
const char *worked_flag(struct arena *arena, const struct reason *r);
const char *worked_line(struct arena *arena, const struct ledger_line *l);
/* What is judged on that day under other rules than the tree's: one flag a line. */
const char *worked_judged(struct arena *arena, const struct rulebook *book, const char *day);

#endif
