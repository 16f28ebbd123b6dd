/* Lines of a contract as they are typed: « DEBITEUR[,MOT…]:ECHEANCE:OBJET », MOT among semaine, mois, trimestre, action,
 * emploi, structurante. « structure:2026-12-01:Envoyer le CV », « personne,semaine,action,emploi::Quatre candidatures ». */
#ifndef JALON_CONTRACT_LINES_H
#define JALON_CONTRACT_LINES_H

#include "core/acts/acts_engagement.h"

/* False with *e (ERR_USAGE) set, which says what is expected. Strings go to arena. */
bool contract_line_read(struct arena *arena, const char *text, struct commitment_new *out, struct error *e);

#endif
