/* The people of the agency: accounts, sizes of the portfolios, replacements. */
#include "sql/demo/demo_model.h"

#include "core/base/calendar.h"

static const struct {
	const char *login, *first, *last;
	enum role role;
	int quotite, half_days;
	int size; /* people followed today, all modalités */
} staff[DEMO_ACCOUNTS] = {
	{ "mlegoff", "Maël", "Le Goff", ROLE_COUNSELLOR, 100, 0, 44 },
	{ "shamon", "Soizic", "Hamon", ROLE_COUNSELLOR, 100, 1, 39 },
	{ "nbenali", "Nadia", "Benali", ROLE_COUNSELLOR, 80, 0, 34 },
	{ "yrebillard", "Yann", "Rébillard", ROLE_COUNSELLOR, 100, 2, 36 },
	{ "cevrard", "Cécile", "Évrard", ROLE_COUNSELLOR, 90, 0, 38 },
	{ "ftraore", "Fatoumata", "Traoré", ROLE_COUNSELLOR, 100, 0, 45 },
	{ "jlhostis", "Jean-Yves", "L'Hostis", ROLE_COUNSELLOR, 50, 1, 30 },
	{ "mdherouville", "Marie-Aude", "d'Hérouville", ROLE_COUNSELLOR, 70, 0, 31 },
	{ "knguessan", "Koffi", "N'Guessan", ROLE_COUNSELLOR, 100, 0, 42 },
	{ "agoncalves", "Ana", "Gonçalves", ROLE_COUNSELLOR, 100, 3, 33 },
	{ "prouxel", "Pierre-Yves", "Rouxel-Chapdelaine", ROLE_COUNSELLOR, 100, 0, 43 },
	{ "edeniaud", "Élisabeth", "Deniaud", ROLE_COUNSELLOR, 100, 0, 65 },
	{ "cdelaunay", "Catherine", "Delaunay", ROLE_SUPERVISOR, 100, 0, 0 },
	{ "pauffray", "Philippe", "Auffray", ROLE_CONTROL, 100, 0, 0 },
};

int demo_portfolio_size(int account)
{
	return staff[account].size;
}

void demo_make_accounts(struct demo_data *d)
{
	for (int i = 0; i < DEMO_ACCOUNTS; i++)
		d->accounts[i] = (struct demo_account){
			.login = staff[i].login, .first = staff[i].first, .last = staff[i].last, .role = staff[i].role,
			.quotite = staff[i].quotite, .half_days = staff[i].half_days,
			.from = date_add_days(d->first_day, -60 - 30 * i),
		};
}

/* The n-th person whom the account follows today. */
static int nth_person_of(const struct demo_data *d, int account, int n)
{
	for (size_t i = 0; i < d->people_count; i++)
		if (demo_referent_on(&d->people[i], d->today) == account && n-- == 0)
			return (int)i;
	return 0;
}

/* One whole portfolio and two named people today, one past, one to come. */
void demo_make_replacements(struct demo_data *d)
{
	struct date t = d->today;
	const struct demo_replacement all[] = {
		{ 4, 3, -1, date_add_days(t, -10), date_add_days(t, 12) },
		{ 1, 2, nth_person_of(d, 2, 3), date_add_days(t, -20), date_add_days(t, 40) },
		{ 1, 2, nth_person_of(d, 2, 7), date_add_days(t, -20), date_add_days(t, 40) },
		{ 1, 0, -1, date_add_days(t, -110), date_add_days(t, -89) },
		{ 8, 0, -1, date_add_days(t, 31), date_add_days(t, 43) },
	};

	d->replacement_count = sizeof(all) / sizeof(all[0]);
	d->replacements = arena_array(&d->arena, d->replacement_count, sizeof(*d->replacements));
	for (size_t i = 0; i < d->replacement_count; i++)
		d->replacements[i] = all[i];
}
