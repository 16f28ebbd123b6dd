/* What narrows a search of the catalogue. */
#ifndef JALON_FORMS_CATALOGUE_H
#define JALON_FORMS_CATALOGUE_H

#include "tui/loop.h"

/* The filters as they are; once valid, the sessions are searched again. Nothing is written: it is kept in no draft. */
void form_catalogue_filters(struct ui *ui);

#endif
