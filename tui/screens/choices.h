/* Closed lists that forms offer: regimes, accounts. NULL-terminated, from the arena given. */
#ifndef JALON_CHOICES_H
#define JALON_CHOICES_H

#include "core/app/app.h"

const struct code_label *regime_choices(struct arena *arena); /* by their codes, which all know */
/* The counsellors of the agency, « LE GOFF Maël », without the login `except` ("": all); with their load:
 * « LE GOFF Maël · 38/50 ». The référents must be loaded. */
const struct code_label *referent_choices(struct arena *arena, const struct app *a, const char *except, bool load);

#endif
