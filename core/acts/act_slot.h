/* What the acts on appointments share: typed slots, the check against the agenda loaded, what messages say. */
#ifndef JALON_ACT_SLOT_H
#define JALON_ACT_SLOT_H

#include "core/acts/act_private.h"
#include "core/acts/acts_rdv.h"

enum { SLOT_MINUTES = 30, SLOT_MINUTES_MAX = 720 };

/* Fields jour, heure, minutes. minutes "": missing. */
bool slot_read(const char *day, const char *time, const char *minutes, int missing, struct period *out, struct error *e);
/* Fields type, lieu. */
bool slot_codes_check(const char *kind, const char *place, struct error *e);

/* One's own agenda as loaded, for booking that person ("": nobody in particular); false when nothing is known of those
 * days. Shallow: lives as long as the model. */
bool slot_agenda(const struct app *a, const char *person, struct date from, struct date to, struct agenda_facts *out);
/* False with *e set when the agenda loaded refuses it; what is not loaded is left to the database. */
bool slot_check(const struct app *a, const char *person, const struct booking *b, struct error *e);

const struct meeting *meeting_find(const struct app *a, const char *id);            /* in the agenda loaded; NULL */
const struct attendee *attendee_find(const struct meeting *m, const char *person);  /* m may be NULL */
const struct appointment *appointment_find(const struct app *a, const char *id);    /* in the open file; NULL */
/* When it is; false when it is not loaded. */
bool meeting_period(const struct app *a, const char *id, struct period *out);

/* « jeu. 26 nov. 10:15 » */
const char *when_words(struct arena *arena, struct moment m);
/* « RDV avec BERNARD Aïcha, jeu. 26 nov. 10:15 », « atelier, jeu. 26 nov. 10:15 » for a group, « RDV avec BERNARD Aïcha » or
 * « rendez-vous » for what is not loaded. person: "" those of the séance. */
const char *meeting_words(const struct app *a, struct arena *arena, const char *id, const char *person);

/* acts_rdv.c: the form of an appointment read, and its particulars in a command's content. */
bool rdv_read(const struct rdv_new *v, struct period *out, struct error *e);
void rdv_particulars(struct command_draft *d, const struct rdv_new *v, int minutes);

void json_moment(struct strbuf *b, const char *key, struct moment m); /* AAAA-MM-JJTHH:MM */

#endif
