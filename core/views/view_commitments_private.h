/* What the files of the Engagements view share. */
#ifndef JALON_VIEW_COMMITMENTS_PRIVATE_H
#define JALON_VIEW_COMMITMENTS_PRIVATE_H

#include "core/views/view_commitments.h"
#include "core/views/view_why_private.h"

void commitments_columns(struct arena *arena, const struct app *a, struct view_commitments *v);
void commitments_versions(struct arena *arena, const struct app *a, struct view_commitments *v);
/* « dû 18/11 (-2) », the year said when it is another one. */
const char *commitment_due(struct arena *arena, const char *word, const struct ledger_line *line, struct date today);
/* « s signer »; "" for ACTION_NONE. */
const char *commitment_gesture(struct arena *arena, const struct app *a, enum action_id action, const char *label);
/* « v2 · avenant », « contrat » */
const char *version_title(struct arena *arena, const struct contract_version *v);
const char *version_state(struct arena *arena, const struct app *a, const struct contract *c, const struct contract_version *v);
/* « signé le 02/11/2026 par les deux », « signé par la structure le 19/11/2026, pas encore par la personne » */
const char *version_signatures(struct arena *arena, const struct contract_version *v);
/* « du 01/10/2026 au 30/09/2027, 18h par semaine, intensif » */
const char *version_terms(struct arena *arena, const struct contract *c, const struct contract_version *v);

#endif
