/* The funders that Jalon ships, in a base of the tests. */
#ifndef JALON_SHIPPED_FUNDERS_H
#define JALON_SHIPPED_FUNDERS_H

#include <libpq-fe.h>

#include "core/app/command.h"
#include "core/training/funding.h"

void shipped_funders(struct arena *arena, struct funder_list *out);
void shipped_funders_store(PGconn *conn);
/* The same of ctx->config_dir, as `demo preparer` asks for them. */
bool shipped_funders_source(struct command_context *ctx, struct arena *arena, struct funder_list *out, struct error *e);

#endif
