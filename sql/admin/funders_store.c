/* Writing the funders of config/financeurs.ini; part of jalon regles charger. */
#include "sql/admin/funders_store.h"

#include <stdio.h>
#include <stdlib.h>

#include "sql/admin/session.h"

static bool funder_store(PGconn *conn, const struct funder *f, long *changed, struct error *e)
{
	char days[16], *count = NULL;
	const char *values[] = { f->code, f->label, f->kind, f->pays_income ? "t" : "f", f->usual_days > 0 ? days : NULL, f->source };
	bool ok;

	snprintf(days, sizeof days, "%d", f->usual_days);
	ok = admin_scalar(conn,
		"WITH ecrit AS (INSERT INTO jalon.financeur AS f (code, libelle, nature, remunere, delai_jours, source)"
		" VALUES ($1, $2, $3, $4::bool, $5::int, $6)"
		" ON CONFLICT (code) DO UPDATE SET libelle = excluded.libelle, nature = excluded.nature,"
		" remunere = excluded.remunere, delai_jours = excluded.delai_jours, source = excluded.source"
		" WHERE (f.libelle, f.nature, f.remunere, f.delai_jours, f.source) IS DISTINCT FROM"
		" (excluded.libelle, excluded.nature, excluded.remunere, excluded.delai_jours, excluded.source)"
		" RETURNING 1) SELECT count(*) FROM ecrit",
		6, values, "écriture des financeurs", &count, e);
	*changed += ok ? strtol(count, NULL, 10) : 0;
	free(count);
	return ok;
}

bool funders_store(PGconn *conn, const struct funder_list *funders, long *changed, struct error *e)
{
	bool ok = true;

	*changed = 0;
	if (!admin_begin(conn, e))
		return false;
	for (size_t i = 0; ok && i < funders->count; i++)
		ok = funder_store(conn, &funders->items[i], changed, e);
	return admin_end(conn, ok, e);
}
