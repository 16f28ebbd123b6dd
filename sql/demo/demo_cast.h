/* The portfolio of the first référent, person by person: a living example of every reason and state. */
#ifndef JALON_DEMO_CAST_H
#define JALON_DEMO_CAST_H

#include "sql/demo/demo_model.h"

extern const struct demo_plan demo_cast[]; /* as many as demo_portfolio_size(0) */
enum { DEMO_SERIES_ENDS = 18 };      /* whose weekly series is about to end (struct demo_plan) */

#endif
