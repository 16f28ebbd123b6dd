/* « Liste modifiée »: what somebody else changes is told on the title line, and read again by R. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "tests/screen/agency.h"

static struct agency agency;

static void begin(void)
{
	agency = agency_new();
}

static void end(void)
{
	agency_free(&agency);
}

TestSuite(screens_changed, .init = begin, .fini = end);

static void change_as_another(const char *phone)
{
	char sql[256];

	snprintf(sql, sizeof sql, "UPDATE jalon.personne SET telephone = '%s', version = version + 1 WHERE nom = 'Bernard' "
	         "AND prenom = 'Aïcha' RETURNING ''", phone);
	free(agency_value(&agency, sql));
}

Test(screens_changed, told_in_80_columns_and_dropped_by_reading_again)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);

	pty_expect(p, "Pourquoi");
	/* Its own acts say nothing: the contact is there before somebody else's change is. */
	pty_send(p, "/aicha bernard<Enter>ct");
	pty_expect(p, "Enregistré : contact");
	pty_expect_gone(p, "liste modifiée");
	change_as_another("0299000001");
	pty_expect(p, "liste modifiée — R  dim. 22 nov. 2026");
	pty_expect(p, "Jalon · Agence de V");
	pty_expect(p, "Portefeuille");
	pty_send(p, "R");
	pty_expect_gone(p, "liste modifiée");
	change_as_another("0299000002");
	pty_expect(p, "liste modifiée — R");
	pty_send(p, "Q");
	pty_expect_exit(p, 0);
	pty_close(p);
}
