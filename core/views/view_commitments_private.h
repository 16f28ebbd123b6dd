/* What the files of the Engagements view share. */
#ifndef JALON_VIEW_COMMITMENTS_PRIVATE_H
#define JALON_VIEW_COMMITMENTS_PRIVATE_H

#include "core/views/view_commitments.h"
#include "core/views/view_why_private.h"

void commitments_columns(struct arena *arena, const struct app *a, struct view_commitments *v);
void commitments_versions(struct arena *arena, const struct app *a, struct view_commitments *v);
/* « s signer »; "" for ACTION_NONE. */
/* The action whose key does it on the Engagements screen: x, for what another screen calls by a key of its own. */
enum action_id commitment_key_action(enum action_id action);
const char *commitment_gesture(struct arena *arena, const struct app *a, enum action_id action, const char *label);
/* « du 01/10/2026 au 30/09/2027, 18h par semaine, intensif » */
const char *version_terms(struct arena *arena, const struct contract *c, const struct contract_version *v);

#endif
