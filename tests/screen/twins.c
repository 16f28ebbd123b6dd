/* Running commands over an agency and judging their answers. */
#include "tests/screen/twins.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cluster.h"

char aicha[16], emre[16], ronan[16], stranger[16];
static struct agency agency;

static void id_read(char out[16], const char *where)
{
	char sql[512], *id;
	snprintf(sql, sizeof sql, "SELECT p.identifiant FROM jalon.personne p JOIN jalon.referent r USING (agence_id, personne_id) "
	         "WHERE r.au IS NULL AND r.annule_par IS NULL AND %s ORDER BY 1 LIMIT 1", where);
	id = agency_value(&agency, sql);
	snprintf(out, 16, "%s", id);
	free(id);
	cr_assert(out[0] != '\0', "nobody: %s", where);
}

void twins_begin(void)
{
	agency = agency_new();
	id_read(aicha, "p.nom = 'Bernard' AND p.prenom = 'Aïcha'");
	id_read(emre, "p.nom LIKE 'Y%lmaz' AND p.prenom = 'Emre'");
	id_read(ronan, "p.nom = 'Kervella' AND p.prenom = 'Ronan'");
	id_read(stranger, "r.login = '" COLLEAGUE "' AND NOT EXISTS (SELECT FROM jalon.participation x "
	        "WHERE x.personne_id = p.personne_id AND x.conseiller = 'mlegoff')");
}

void twins_end(void)
{
	agency_free(&agency);
}

const struct agency *twins_agency(void)
{
	return &agency;
}

struct program_run twin_run(const char *login, char *const argv[])
{
	char *conninfo = cluster_conninfo(agency.database, login);
	struct program_run run = program_run(conninfo, argv);
	free(conninfo);
	return run;
}

void twin_done(struct program_run run, const char *says)
{
	cr_expect_eq(run.status, 0, "exit %d: %s", run.status, run.err);
	cr_expect_str_empty(run.err);
	cr_expect(strstr(run.out, says) != NULL, "« %s » is not in:\n%s", says, run.out);
	program_run_free(&run);
}

void twin_refused(struct program_run run, int status, const char *says)
{
	const char *end = strchr(run.err, '\n');
	cr_expect_eq(run.status, status, "exit %d: %s%s", run.status, run.out, run.err);
	cr_expect_str_empty(run.out);
	cr_expect(strncmp(run.err, "jalon : ", 8) == 0, "%s", run.err);
	cr_expect(end != NULL && end[1] == '\0', "one line:\n%s", run.err);
	cr_expect(strstr(run.err, says) != NULL, "« %s » is not in:\n%s", says, run.err);
	program_run_free(&run);
}

char *twin_printed(struct program_run run)
{
	cr_expect_eq(run.status, 0, "exit %d: %s", run.status, run.err);
	free(run.err);
	return run.out;
}
