/* Clocks (rules.md §3): each row of its table from the shipped files, then ends, states and bands. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/rules/clock.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;

static void book_open(void)
{
	book = shipped_rules();
}

static void book_close(void)
{
	rulebook_free(&book);
}

TestSuite(clock, .init = book_open, .fini = book_close);

static struct moment at(const char *s)
{
	struct moment m = MOMENT_NONE;

	cr_assert(moment_parse(s, &m), "%s", s);
	return m;
}

/* The table of rules.md §3, in its order. end: from 2026-03-02 (or T10:00 for hours); "" when non fixé. */
static const struct {
	enum regime regime;
	const char *code;
	int value;
	enum rule_unit unit;
	enum debtor debtor;
	enum rule_status status;
	const char *source, *end;
} rows[] = {
	{REGIME_CSP, "rdv_hebdomadaire", 1, UNIT_WEEK, DEBTOR_STRUCTURE, STATUS_DROIT, "000:512", "2026-03-09"},
	{REGIME_CSP, "premier_entretien", -1, UNIT_NONE, DEBTOR_STRUCTURE, STATUS_LOCAL, "000:88, 000:5669", ""},
	{REGIME_CSP_ANI4, "rdv_hebdomadaire", 1, UNIT_WEEK, DEBTOR_STRUCTURE, STATUS_PRATIQUE, "000:6190", "2026-03-09"},
	{REGIME_CSP_ANI4, "designation_referent", 15, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_PRATIQUE, "000:1282", "2026-03-17"},
	{REGIME_CSP_ANI4, "premier_entretien", 15, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_PRATIQUE, "000:1459", "2026-03-17"},
	{REGIME_CSP_ANI4, "accueil_opp", 1, UNIT_WEEK, DEBTOR_STRUCTURE, STATUS_PRATIQUE, "000:2862", "2026-03-09"},
	{REGIME_CSP_ANI4, "delai_reflexion", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "000:1459", ""},
	{REGIME_CSP, "delai_reflexion", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "000:1459", ""},
	{REGIME_COMMUN, "rdv_hebdomadaire", 7, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "003:4405", "2026-03-09"},
	{REGIME_COMMUN, "reponse_72h", 72, UNIT_HOUR, DEBTOR_STRUCTURE, STATUS_PROPOSITION, "003:5088", "2026-03-05"},
	{REGIME_COMMUN, "demarrage", 15, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_PROPOSITION, "003:3353", "2026-03-17"},
	{REGIME_COMMUN, "point_etape", 6, UNIT_MONTH, DEBTOR_STRUCTURE, STATUS_PROPOSITION, "003:4850", "2026-09-02"},
	{REGIME_COMMUN, "corde_de_rappel", 3, UNIT_MONTH, DEBTOR_STRUCTURE, STATUS_PROPOSITION, "003:4316", "2026-06-02"},
	{REGIME_CER, "convocation_ouverture", 15, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_PILOTE, "003:13330", "2026-03-17"},
	{REGIME_CER, "contradictoire", 30, UNIT_DAY, DEBTOR_PERSON, STATUS_DROIT, "003:7817, 003:7618", "2026-04-01"},
	{REGIME_CER, "actualisation", 3, UNIT_MONTH, DEBTOR_PERSON, STATUS_DROIT, "003:7440", "2026-06-02"},
	{REGIME_CER, "orientation", 1, UNIT_MONTH, DEBTOR_AUTHORITY, STATUS_DROIT, "003:3573", "2026-04-02"},
	{REGIME_PPAE, "contradictoire", 10, UNIT_DAY, DEBTOR_PERSON, STATUS_DROIT, "003:7806, 003:7616", "2026-03-12"},
	{REGIME_PPAE, "actualisation", 1, UNIT_MONTH, DEBTOR_PERSON, STATUS_DROIT, "003:7440", "2026-04-02"},
	{REGIME_CEJ, "contradictoire", 15, UNIT_DAY, DEBTOR_PERSON, STATUS_DROIT, "003:7623", "2026-03-17"},
	{REGIME_CEJ, "echange_hebdomadaire", 1, UNIT_WEEK, DEBTOR_BOTH, STATUS_DROIT, "003:7834", "2026-03-09"},
	{REGIME_CEJ, "point_etape", 1, UNIT_MONTH, DEBTOR_BOTH, STATUS_DROIT, "003:7832", "2026-04-02"},
	{REGIME_CUER, "contradictoire", 15, UNIT_DAY, DEBTOR_PERSON, STATUS_PROPOSITION, "003:8232", "2026-03-17"},
	{REGIME_CUER, "information_droits", 1, UNIT_MONTH, DEBTOR_STRUCTURE, STATUS_PROPOSITION, "003:7922", "2026-04-02"},
	{REGIME_CE, "contrat_signature", 1, UNIT_MONTH, DEBTOR_BOTH, STATUS_DROIT, "D. 5411-14-1", "2026-04-02"},
	{REGIME_CE, "orientation_rsa", 6, UNIT_WEEK, DEBTOR_AUTHORITY, STATUS_A_VERIFIER, "D. 262-65-2", "2026-04-13"},
	{REGIME_CE, "contradictoire", 10, UNIT_DAY, DEBTOR_PERSON, STATUS_DROIT, "R. 5412-7", "2026-03-12"},
	{REGIME_CE, "contradictoire_rsa", -1, UNIT_NONE, DEBTOR_PERSON, STATUS_A_VERIFIER, "texte en vigueur", ""},
	{REGIME_CE, "recours_rapo_rsa", 2, UNIT_MONTH, DEBTOR_PERSON, STATUS_DROIT, "R. 262-88", "2026-05-02"},
	{REGIME_FORMATION, "decision_financeur", 1, UNIT_WEEK, DEBTOR_FUNDER, STATUS_PRATIQUE, "000:2101", "2026-03-09"},
	{REGIME_FORMATION, "entree", 45, UNIT_DAY, DEBTOR_BODY, STATUS_LOCAL, "000:2346", "2026-04-16"},
	{REGIME_FORMATION, "suivi_tiers", -1, UNIT_NONE, DEBTOR_STRUCTURE, STATUS_LOCAL, "004:2343", ""},
	{REGIME_FORMATION, "suivi_6_mois", 6, UNIT_MONTH, DEBTOR_STRUCTURE, STATUS_PROPOSITION, "000:2295", "2026-09-02"},
	{REGIME_FORMATION, "fourniture_pieces", -1, UNIT_NONE, DEBTOR_PERSON, STATUS_LOCAL, "sources muettes, 000:577", ""},
	{REGIME_FORMATION, "pieces_tiers", 7, UNIT_DAY, DEBTOR_BODY, STATUS_LOCAL, "sources muettes, 000:577", "2026-03-09"},
	{REGIME_FORMATION, "formation_a_avancer", 15, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "sources muettes, 002:525", "2026-03-17"},
	{REGIME_FORMATION, "fin_formation", 7, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "sources muettes, 000:2295", "2026-03-09"},
	{REGIME_FORMATION, "financement_complet", 0, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "002:507", "2026-03-02"},
	{REGIME_FORMATION, "relais_droits", 0, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "000:1998, 000:3346", "2026-03-02"},
	{REGIME_FORMATION, "bilan_periode", 7, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "000:778", "2026-03-09"},
	{REGIME_FORMATION, "convergence_seuil", 5, UNIT_PERSON, DEBTOR_NONE, STATUS_LOCAL, "000:2269", ""},
	{REGIME_FORMATION, "catalogue_perime", 30, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes, 002:535", "2026-04-01"},
	{REGIME_FORMATION, "tranche_decision_1", 3, UNIT_DAY, DEBTOR_NONE, STATUS_PRATIQUE, "000:5788", "2026-03-05"},
	{REGIME_FORMATION, "tranche_decision_2", 5, UNIT_DAY, DEBTOR_NONE, STATUS_PRATIQUE, "000:5789", "2026-03-07"},
	{REGIME_FORMATION, "tranche_entree_1", 1, UNIT_MONTH, DEBTOR_NONE, STATUS_PRATIQUE, "000:5770", "2026-04-02"},
	{REGIME_FORMATION, "tranche_entree_2", 45, UNIT_DAY, DEBTOR_NONE, STATUS_PRATIQUE, "000:5771", "2026-04-16"},
	{REGIME_FORMATION, "tranche_entree_3", 3, UNIT_MONTH, DEBTOR_NONE, STATUS_PRATIQUE, "000:5773", "2026-06-02"},
	/* Durations (rules.md §2) and the local parameters of the portfolio. */
	{REGIME_CSP, "fin_dispositif", 12, UNIT_MONTH, DEBTOR_NONE, STATUS_DROIT, "000:343", "2027-03-01"},
	{REGIME_CTP, "fin_dispositif", 12, UNIT_MONTH, DEBTOR_NONE, STATUS_DROIT, "004:785", "2027-03-01"},
	{REGIME_CRP, "fin_dispositif", 8, UNIT_MONTH, DEBTOR_NONE, STATUS_DROIT, "000:4808", "2026-11-01"},
	{REGIME_CEJ, "fin_dispositif", 12, UNIT_MONTH, DEBTOR_NONE, STATUS_DROIT, "003:4188", "2027-03-01"},
	{REGIME_CUER, "fin_dispositif", 12, UNIT_MONTH, DEBTOR_NONE, STATUS_PROPOSITION, "003:4428", "2027-03-01"},
	{REGIME_CSP_ANI4, "fin_dispositif", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "000:1455", ""},
	{REGIME_CAR_CTP, "fin_dispositif", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", ""},
	{REGIME_PPAE, "fin_dispositif", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", ""},
	{REGIME_CER, "fin_dispositif", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", ""},
	{REGIME_PACEA, "fin_dispositif", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", ""},
	{REGIME_CE, "fin_dispositif", -1, UNIT_NONE, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", ""},
	{REGIME_COMMUN, "horizon_rdv", 30, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", "2026-04-01"},
	{REGIME_COMMUN, "fin_proche", 60, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", "2026-05-01"},
	{REGIME_COMMUN, "presence_inconnue", 0, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "sources muettes", "2026-03-02"},
	{REGIME_COMMUN, "conclusion_entretien", 0, UNIT_DAY, DEBTOR_STRUCTURE, STATUS_LOCAL, "001:6", "2026-03-02"},
	{REGIME_COMMUN, "engagement_echeance", 0, UNIT_DAY, DEBTOR_BOTH, STATUS_LOCAL, "001:6", "2026-03-02"},
	{REGIME_COMMUN, "serie_fin_proche", 14, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", "2026-03-16"},
	{REGIME_COMMUN, "reprises_seuil", 3, UNIT_TIMES, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", ""},
	{REGIME_COMMUN, "reprises_fenetre", 90, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", "2026-05-31"},
	{REGIME_COMMUN, "rappel_premier", 7, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", "2026-03-09"},
	{REGIME_COMMUN, "rappel_dernier", 1, UNIT_DAY, DEBTOR_NONE, STATUS_LOCAL, "sources muettes", "2026-03-03"},
	{REGIME_COMMUN, "charge_reference", 50, UNIT_PERSON, DEBTOR_NONE, STATUS_LOCAL, "000:2639", ""},
	{REGIME_COMMUN, "charge_maximum", 60, UNIT_PERSON, DEBTOR_NONE, STATUS_LOCAL, "000:2457", ""},
	{REGIME_CSP, "charge_reference", 50, UNIT_PERSON, DEBTOR_NONE, STATUS_DROIT, "000:2639", ""},
	{REGIME_CSP, "charge_maximum", 60, UNIT_PERSON, DEBTOR_NONE, STATUS_DROIT, "000:2457", ""},
	{REGIME_CEJ, "heures_hebdomadaires", 15, UNIT_HOUR, DEBTOR_NONE, STATUS_DROIT, "003:4186", NULL},
};

Test(clock, every_row_of_the_table_is_shipped_as_the_sources_give_it)
{
	struct date day = date_make(2026, 3, 2);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct rule *r = rulebook_find(&book, rows[i].regime, rows[i].code, day);

		cr_assert_not_null(r, "%s %s", regime_code(rows[i].regime), rows[i].code);
		cr_expect_eq(r->regime, rows[i].regime, "row %zu", i);
		cr_expect_eq(r->fixed, rows[i].value >= 0, "row %zu", i);
		if (r->fixed)
			cr_expect(r->value == rows[i].value && r->unit == rows[i].unit, "row %zu: %d", i, r->value);
		cr_expect_eq(r->debtor, rows[i].debtor, "row %zu", i);
		cr_expect_eq(r->status, rows[i].status, "row %zu", i);
		cr_expect_eq(r->applied, rule_status_applies(rows[i].status), "row %zu", i);
		cr_expect_eq(strncmp(r->source, rows[i].source, strlen(rows[i].source)), 0, "row %zu: %s", i, r->source);
		cr_expect_eq(r->roll, ROLL_NONE, "row %zu", i);
		cr_expect(!date_is_set(r->from) && !date_is_set(r->to), "row %zu: no date is written in the sources", i);
	}
}

Test(clock, every_row_of_the_table_ends_where_it_must)
{
	struct moment start = at("2026-03-02");

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct rule *r = rulebook_find(&book, rows[i].regime, rows[i].code, start.day);
		struct clock_result c;
		char text[DATE_TEXT];

		cr_assert_not_null(r);
		if (rows[i].end == NULL)
			continue;
		c = clock_compute(r, start, start, NULL);
		cr_expect_str_eq(date_format(c.end.day, text), rows[i].end, "%s %s: %s", regime_code(rows[i].regime),
		                 rows[i].code, text);
	}
}

/* rules.md §1: a proposal is never late, in whatever regime it falls back to. */
Test(clock, point_etape_of_the_common_rules_alerts_three_months_ahead)
{
	const struct rule *r = rulebook_find(&book, REGIME_COMMUN, "point_etape", date_make(2026, 1, 1));

	cr_assert(r->lead == 3 && r->lead_unit == UNIT_MONTH);
}

static struct rule rule_of(int value, enum rule_unit unit)
{
	return (struct rule){.code = "essai", .kind = KIND_CLOCK, .fixed = true, .value = value, .unit = unit,
	                     .lead = rule_default_lead(true, value, unit), .lead_unit = UNIT_DAY, .applied = true,
	                     .from = DATE_NONE, .to = DATE_NONE};
}

/* rules.md §3: 10 days from 2026-03-02 end on 2026-03-12, that whole day included; late from 2026-03-13. */
Test(clock, the_last_day_counts_whole)
{
	struct rule ten = rule_of(10, UNIT_DAY);
	struct clock_result c = clock_compute(&ten, at("2026-03-02T15:00"), at("2026-03-12T23:59"), NULL);
	char text[DATE_TEXT];

	cr_expect_str_eq(date_format(c.end.day, text), "2026-03-12");
	cr_expect(c.state == CLOCK_RUNNING && c.days_left == 0 && !c.with_minutes);
	c = clock_compute(&ten, at("2026-03-02"), at("2026-03-13"), NULL);
	cr_expect(c.state == CLOCK_EXPIRED && c.days_left == -1);
	c = clock_compute(&ten, at("2026-03-02"), at("2026-03-02"), NULL);
	cr_expect(c.state == CLOCK_RUNNING && c.days_left == 10);
}

Test(clock, hours_expire_after_their_last_minute)
{
	struct rule hours = rule_of(72, UNIT_HOUR);
	struct moment start = at("2026-03-02T10:00");
	struct clock_result c = clock_compute(&hours, start, at("2026-03-05T10:00"), NULL);

	cr_expect(c.with_minutes && c.state == CLOCK_RUNNING && c.days_left == 0);
	c = clock_compute(&hours, start, at("2026-03-05T10:01"), NULL);
	cr_expect(c.state == CLOCK_EXPIRED && c.days_left == -1, "whole days, rounded down");
	c = clock_compute(&hours, start, at("2026-03-06T10:00"), NULL);
	cr_expect_eq(c.days_left, -1);
	c = clock_compute(&hours, start, at("2026-03-06T10:01"), NULL);
	cr_expect_eq(c.days_left, -2);
	c = clock_compute(&hours, start, at("2026-03-02T10:01"), NULL);
	cr_expect_eq(c.days_left, 2);
}

/* rules.md §3, roll jour_ouvre: Saturday, Sunday or holiday moves to the next working day. */
Test(clock, a_roll_moves_the_end_to_a_working_day)
{
	struct rule one = rule_of(1, UNIT_DAY);
	struct clock_result c;
	char text[DATE_TEXT];

	one.roll = ROLL_WORKING_DAY;
	c = clock_compute(&one, at("2026-12-24"), at("2026-12-24"), NULL);
	cr_expect_str_eq(date_format(c.end.day, text), "2026-12-28");
	c = clock_compute(&one, at("2026-04-02"), at("2026-04-02"), "67");
	cr_expect_str_eq(date_format(c.end.day, text), "2026-04-07", "Vendredi saint, then Easter Monday");
	c = clock_compute(&one, at("2026-04-02"), at("2026-04-02"), "35");
	cr_expect_str_eq(date_format(c.end.day, text), "2026-04-03");
	one.roll = ROLL_NONE;
	c = clock_compute(&one, at("2026-12-24"), at("2026-12-24"), NULL);
	cr_expect_str_eq(date_format(c.end.day, text), "2026-12-25");
}

/* rules.md §3: lead of 3 days up to 15 days, 15 days for longer ones. */
Test(clock, the_lead_follows_the_length)
{
	cr_expect_eq(rule_default_lead(true, 15, UNIT_DAY), 3);
	cr_expect_eq(rule_default_lead(true, 16, UNIT_DAY), 15);
	cr_expect_eq(rule_default_lead(true, 72, UNIT_HOUR), 3);
	cr_expect_eq(rule_default_lead(true, 2, UNIT_WEEK), 3);
	cr_expect_eq(rule_default_lead(true, 3, UNIT_WEEK), 15);
	cr_expect_eq(rule_default_lead(true, 1, UNIT_MONTH), 15);
	cr_expect_eq(rule_default_lead(false, 0, UNIT_NONE), 0);
}

static enum band band_on(const struct rule *r, const char *today)
{
	struct clock_result c = clock_compute(r, at("2026-03-02"), at(today), NULL);

	return clock_band(&c, at(today));
}

Test(clock, bands_turn_orange_within_the_lead_and_red_when_late)
{
	struct rule r = rule_of(10, UNIT_DAY);

	cr_expect_eq(band_on(&r, "2026-03-08"), BAND_NONE);
	cr_expect_eq(band_on(&r, "2026-03-09"), BAND_ORANGE);
	cr_expect_eq(band_on(&r, "2026-03-12"), BAND_ORANGE);
	cr_expect_eq(band_on(&r, "2026-03-13"), BAND_RED);
	r.applied = false;
	cr_expect_eq(band_on(&r, "2026-03-13"), BAND_GREY, "not applied: never late");
	r.applied = true;
	r.fixed = false;
	cr_expect_eq(band_on(&r, "2030-01-01"), BAND_GREY, "non fixé: never late");
	r = rule_of(6, UNIT_MONTH);
	r.lead = 3;
	r.lead_unit = UNIT_MONTH;
	cr_expect_eq(band_on(&r, "2026-06-01"), BAND_NONE);
	cr_expect_eq(band_on(&r, "2026-06-02"), BAND_ORANGE);
	r = rule_of(0, UNIT_DAY);
	r.lead = 0;
	cr_expect_eq(band_on(&r, "2026-03-02"), BAND_ORANGE, "due today");
	cr_expect_eq(band_on(&r, "2026-03-03"), BAND_RED);
}

/* rules.md §3: a duration of N months ends the day before the clipped date, whoever filled the rulebook. */
Test(clock, durations_end_the_day_before)
{
	struct rule twelve = rule_of(12, UNIT_MONTH);
	struct clock_result c = clock_compute(&twelve, at("2024-02-29"), at("2024-02-29"), NULL);
	char text[DATE_TEXT];

	cr_expect_str_eq(date_format(c.end.day, text), "2025-02-28");
	twelve.code = "fin_dispositif";
	c = clock_compute(&twelve, at("2024-02-29"), at("2024-02-29"), NULL);
	cr_expect_str_eq(date_format(c.end.day, text), "2025-02-27");
}

Test(clock, without_a_start_or_a_delay_nothing_is_computed)
{
	struct rule r = rule_of(10, UNIT_DAY);
	struct clock_result c = clock_compute(&r, MOMENT_NONE, at("2026-03-02"), NULL);

	cr_expect(c.state == CLOCK_UNSET && !moment_is_set(c.end));
	r.unit = UNIT_PERSON;
	c = clock_compute(&r, at("2026-03-02"), at("2026-03-02"), NULL);
	cr_expect(c.state == CLOCK_UNSET && !moment_is_set(c.end));
	r = rule_of(10, UNIT_DAY);
	c = clock_compute(&r, at("9999-12-31"), at("2026-03-02"), NULL);
	cr_expect(c.state == CLOCK_UNSET && !moment_is_set(c.end));
}

Test(clock, words_of_states_and_bands)
{
	cr_expect_str_eq(clock_state_label(CLOCK_RUNNING), "à courir");
	cr_expect_str_eq(clock_state_label(CLOCK_EXPIRED), "échu");
	cr_expect_str_eq(clock_state_label(CLOCK_UNSET), "non fixé");
	cr_expect_str_eq(band_code(BAND_RED), "rouge");
	cr_expect_str_eq(band_code(BAND_ORANGE), "orange");
	cr_expect_str_eq(band_code(BAND_GREY), "gris");
	cr_expect_str_eq(band_code(BAND_NONE), "");
}
