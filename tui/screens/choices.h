/* Closed lists that forms offer: regimes, accounts. NULL-terminated, from the arena given. */
#ifndef JALON_CHOICES_H
#define JALON_CHOICES_H

#include "core/app/app.h"

const struct code_label *regime_choices(struct arena *arena); /* by their codes, which all know */
/* The open accounts of the agency, « LE GOFF Maël (mlegoff) », without the login `except` ("": all). */
const struct code_label *account_choices(struct arena *arena, const struct app *a, const char *except);

#endif
