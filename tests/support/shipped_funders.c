/* config/financeurs.ini, read and stored. */
#include "tests/support/shipped_funders.h"

#include <stdio.h>
#include <stdlib.h>

#include "config/funders_file.h"
#include "sql/admin/funders_store.h"

static bool funders_of(const char *dir, struct arena *arena, struct funder_list *out, struct error *e)
{
	struct rules_faults faults = {0};
	bool ok = funders_load(dir, arena, out, &faults, e);

	rules_faults_free(&faults);
	return ok;
}

static void give_up(const struct error *e)
{
	fprintf(stderr, "shipped funders: %s\n", e->message);
	abort();
}

void shipped_funders(struct arena *arena, struct funder_list *out)
{
	struct error e = {0};

	if (!funders_of(TEST_SOURCES "/config", arena, out, &e))
		give_up(&e);
}

void shipped_funders_store(PGconn *conn)
{
	struct arena arena = {0};
	struct funder_list funders;
	struct error e = {0};
	long changed;

	shipped_funders(&arena, &funders);
	if (!funders_store(conn, &funders, &changed, &e))
		give_up(&e);
	arena_free(&arena);
}

bool shipped_funders_source(struct command_context *ctx, struct arena *arena, struct funder_list *out, struct error *e)
{
	return funders_of(ctx->config_dir, arena, out, e);
}
