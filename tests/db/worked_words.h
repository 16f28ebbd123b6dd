/* The words of acts into the contents of commands: what worked_file.c shares with the acts of training requests (worked_training.c).
 *
 * « _ » in a word marked TEXT stands for a blank; « - »: none. Handles: F (request), P (piece), L (line), N (period)…
 *   evoquer F ROME DEPARTEMENT HEURES RYTHME DEBUT FIN TITRE      decrire F DEBUT FIN       projeter F TEXTE
 *   prealable F CODE ETAT TEXTE
 *   avancer F GESTE [CLE=TEXT…]  (motifs=a,b; sans_revenu_dit=oui; place_confirmee=oui)
 *   pieces F P1:NATURE:DEBITEUR …                                  recevoir P
 *   ligne L F POSTE FINANCEUR DU AU ETAT [MOTIF]                    decider L ETAT [MOTIF]    retirer L
 *   manquer A F DU AU oui|non MOTIF
 *   periode N F NATURE DU AU ENTREPRISE [malgré MOTIF]              bilan N avec|sans TEXTE
 *   droit D NATURE DU AU
 * No command:
 *   dit F WORDS        what is said of that request that day: « étape débiteur depuis, version de la page » (training_told)
 *   au JOUR F WORDS    the same, as of a past day; « au JOUR F inconnue »: it was not raised */
#ifndef JALON_WORKED_WORDS_H
#define JALON_WORKED_WORDS_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/strbuf.h"

#define HANDLE_TEXT 37

struct act_word {
	const char *word, *verb;
	void (*write)(struct strbuf *b, char *rest);
};

/* The next word, ended in place; what follows is left in *rest. */
char *word_next(char **rest);
bool word_is_none(const char *text);
/* The UUID of a handle: the same one all along a test. */
const char *handle_uuid(const char *handle, char out[HANDLE_TEXT]);
void json_uuid(struct strbuf *b, const char *key, const char *handle);
void json_some(struct strbuf *b, const char *key, const char *text); /* nothing for « - » */
void json_version(struct strbuf *b, const char *table, const char *key, const char *handle, const char *more);
void json_person(struct strbuf *b);

const struct act_word *training_word(const char *name); /* NULL: none of these acts */
/* « etape debiteur depuis[, contestable][, sans POSTE][, N j après les droits] | décision ECHEANCE JOURS TRANCHE | entrée … | tiers ECHEANCE | six mois ECHEANCE »; what has not begun
 * is left out. Allocated in arena. */
const char *training_told(struct arena *arena, const char *handle, const char *day);
void training_expect(const char *day, char *rest);

#endif
