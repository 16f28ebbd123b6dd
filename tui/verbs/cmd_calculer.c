/* jalon calculer: the rules alone, without a database (rules.md §8). */
#include <string.h>

#include "config/rules_file.h"
#include "core/base/calendar.h"
#include "core/rules/clock.h"
#include "core/rules/hours.h"
#include "core/rules/load.h"
#include "core/rules/rule_codes.h"
#include "core/training/funding.h"
#include "tui/verbs/options.h"
#include "tui/verbs/verbs.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

typedef int (*calculation)(struct command_context *ctx, const struct rulebook *book, int argc, char **argv);

static int options_only(struct command_context *ctx, const struct option_spec *specs, size_t count, int argc,
                        char **argv)
{
	int arguments = 0, status = options_read(ctx, specs, count, argc, argv, &arguments);

	if (status == 0 && arguments > 0)
		return command_usage(ctx, "argument inattendu : %s. « calculer %s » ne prend que des options", argv[1], argv[0]);
	return status;
}

static int department_check(struct command_context *ctx, const char *department)
{
	if (department == NULL || department_is_known(department))
		return 0;
	return command_usage(ctx, "département inconnu : %s. Attendu 01 à 95, 2A, 2B, ou 971 à 976", department);
}

/* ---- echeance ---- */

struct echeance {
	const char *regime_text, *delay, *since_text, *department, *as_of_text, *rules;
	enum regime regime;
	struct moment since, as_of;
};

static int echeance_read(struct command_context *ctx, struct echeance *q, int argc, char **argv)
{
	const struct option_spec specs[] = {
		{"regime", &q->regime_text, NULL}, {"delai", &q->delay, NULL},        {"depuis", &q->since_text, NULL},
		{"departement", &q->department, NULL}, {"au", &q->as_of_text, NULL}, {"regles", &q->rules, NULL},
	};
	int status = options_only(ctx, specs, COUNT_OF(specs), argc, argv);

	if (status == 0)
		status = option_require(ctx, "regime", q->regime_text);
	if (status == 0)
		status = option_require(ctx, "delai", q->delay);
	if (status == 0)
		status = option_require(ctx, "depuis", q->since_text);
	return status;
}

static int echeance_check(struct command_context *ctx, struct echeance *q, const struct rulebook *book)
{
	const struct rule_code *code = rule_code_find(q->delay);

	q->regime = regime_from_code(q->regime_text);
	q->as_of = (struct moment){date_is_set(ctx->as_of) ? ctx->as_of : ctx->today, 0};
	if (q->regime == REGIME_NONE)
		return command_usage(ctx, "régime inconnu : %s. « jalon regles lister » les montre tous", q->regime_text);
	if (code == NULL || !code->delay || !rulebook_knows(book, q->regime, q->delay))
		return command_usage(ctx, "délai inconnu pour %s : %s. « jalon regles lister » les montre tous",
		                     regime_code(q->regime), q->delay);
	/* The database writes a blank for the T; the command line does not (rules.md §8). */
	if (strchr(q->since_text, ' ') != NULL || !moment_parse(q->since_text, &q->since))
		return command_usage(ctx, "--depuis : attendu AAAA-MM-JJ ou AAAA-MM-JJTHH:MM, une date qui existe, et non « %s »",
		                     q->since_text);
	if (q->as_of_text != NULL && !date_parse(q->as_of_text, &q->as_of.day))
		return command_usage(ctx, "--au : attendu AAAA-MM-JJ, une date qui existe, et non « %s »", q->as_of_text);
	return department_check(ctx, q->department);
}

static void echeance_print(FILE *out, const struct clock_result *c)
{
	char start[MOMENT_TEXT], end[MOMENT_TEXT];

	if (c->rule->unit == UNIT_HOUR)
		moment_format(c->start, start);
	else
		date_format(c->start.day, start);
	if (c->with_minutes)
		moment_format(c->end, end);
	else
		date_format(c->end.day, end);
	fprintf(out, "debut\t%s\n", start);
	fprintf(out, "echeance\t%s\n", c->state == CLOCK_UNSET ? "non fixé" : end);
	fprintf(out, "etat\t%s\n", clock_state_label(c->state));
	if (c->state == CLOCK_UNSET)
		fprintf(out, "jours_restants\tnon fixé\n");
	else
		fprintf(out, "jours_restants\t%d\n", c->days_left);
	fprintf(out, "statut\t%s\nsource\t%s\n", rule_status_code(c->rule->status), c->rule->source);
}

static int calculate_echeance(struct command_context *ctx, const struct rulebook *book, int argc, char **argv)
{
	struct echeance q = {0};
	const struct rule *rule;
	struct clock_result c;
	struct error e;
	char day[DATE_TEXT];
	int status = echeance_read(ctx, &q, argc, argv);

	if (status == 0)
		status = echeance_check(ctx, &q, book);
	if (status != 0)
		return status;
	rule = rulebook_find(book, q.regime, q.delay, q.since.day);
	if (rule == NULL) {
		error_set(&e, ERR_NOTHING, "aucune version de %s n'est en vigueur le %s pour %s", q.delay,
		          date_format(q.since.day, day), regime_code(q.regime));
		error_set_remedy(&e, "« jalon regles expliquer %s » montre les dates de chaque version", q.delay);
		return command_fail(ctx, &e);
	}
	c = clock_compute(rule, q.since, q.as_of, q.department);
	if (rule->fixed && !moment_is_set(c.end))
		return command_usage(ctx, "--depuis : attendu une date dont l'échéance tient avant l'an 10000");
	echeance_print(ctx->out, &c);
	return 0;
}

/* ---- charge ---- */

/* 60 goes with the base of 50 (000:2457); no maximum is known for another base. */
static int charge_maximum(const struct rulebook *book, int base, struct date day)
{
	const struct rule *reference = rulebook_find(book, REGIME_CSP, "charge_reference", day);
	const struct rule *maximum = rulebook_find(book, REGIME_CSP, "charge_maximum", day);

	if (reference == NULL || maximum == NULL || !reference->fixed || !maximum->fixed || reference->value != base)
		return 0;
	return maximum->value;
}

static int calculate_charge(struct command_context *ctx, const struct rulebook *book, int argc, char **argv)
{
	const char *base_text = NULL, *quotite_text = NULL, *half_text = NULL, *active_text = NULL, *rules = NULL;
	const struct option_spec specs[] = {
		{"base", &base_text, NULL},     {"quotite", &quotite_text, NULL}, {"demi-journees", &half_text, NULL},
		{"actifs", &active_text, NULL}, {"regles", &rules, NULL},
	};
	const struct {
		const char *name, *const *text;
		int min, max;
	} numbers[] = {{"base", &base_text, 1, 9999}, {"quotite", &quotite_text, 1, 100},
	               {"demi-journees", &half_text, 0, 10}, {"actifs", &active_text, 0, 999999}};
	int values[COUNT_OF(numbers)], status = options_only(ctx, specs, COUNT_OF(specs), argc, argv);
	struct load_result l;

	for (size_t i = 0; i < COUNT_OF(numbers) && status == 0; i++) {
		status = option_require(ctx, numbers[i].name, *numbers[i].text);
		if (status == 0 && !option_parse_int(*numbers[i].text, numbers[i].min, numbers[i].max, &values[i]))
			status = command_usage(ctx, "--%s : attendu un nombre entier de %d à %d, et non « %s »", numbers[i].name,
			                       numbers[i].min, numbers[i].max, *numbers[i].text);
	}
	if (status != 0)
		return status;
	l = load_compute(values[0], charge_maximum(book, values[0], ctx->today), values[1], values[2], values[3]);
	fprintf(ctx->out, "capacite\t%d\nactifs\t%d\necart\t%d\nniveau\t%s\n", l.capacity, l.active, l.gap,
	        load_level_label(l.level));
	return 0;
}

/* ---- heures ---- */

static int minutes_read(struct command_context *ctx, const char *name, const char *text, int *minutes)
{
	if (hours_parse(text, minutes))
		return 0;
	return command_usage(ctx, "--%s : attendu H:MM, moins de 60 minutes, et non « %s »", name, text);
}

static int calculate_heures(struct command_context *ctx, const struct rulebook *book, int argc, char **argv)
{
	const char *target_text = NULL, *absent_text = NULL, *validated_text = "0:00", *declared_text = "0:00", *rules = NULL;
	const struct option_spec specs[] = {
		{"cible", &target_text, NULL},         {"jours-absents", &absent_text, NULL}, {"validees", &validated_text, NULL},
		{"declarees", &declared_text, NULL}, {"regles", &rules, NULL},
	};
	int target = 0, absent = 0, validated = 0, declared = 0;
	int status = options_only(ctx, specs, COUNT_OF(specs), argc, argv);
	struct hours_result h;
	char text[4][16];

	(void)book; /* read by the caller all the same: a broken folder is refused first */
	if (status == 0)
		status = option_require(ctx, "cible", target_text);
	if (status == 0)
		status = option_require(ctx, "jours-absents", absent_text);
	if (status == 0)
		status = minutes_read(ctx, "cible", target_text, &target);
	if (status == 0 && !option_parse_int(absent_text, 0, 5, &absent))
		status = command_usage(ctx, "--jours-absents : attendu un nombre entier de 0 à 5, et non « %s »", absent_text);
	if (status == 0)
		status = minutes_read(ctx, "validees", validated_text, &validated);
	if (status == 0)
		status = minutes_read(ctx, "declarees", declared_text, &declared);
	if (status != 0)
		return status;
	h = hours_compute(target, absent, validated, declared);
	fprintf(ctx->out, "cible\t%s\nvalidees\t%s\ndeclarees\t%s\nreste\t%s\n", hours_format(h.target, text[0]),
	        hours_format(h.validated, text[1]), hours_format(h.declared, text[2]), hours_format(h.remaining, text[3]));
	return 0;
}

/* ---- parcours ---- */

struct parcours {
	const char *regime_text, *start_text, *training_text, *hours_text, *weekly_text, *rules;
	enum regime regime;
	struct date start, training;
	int hours, weekly; /* hundredths: 43,25 is written too (000:4206-4243) */
};

enum { HOURS_MAX = 100000 };

/* More than nothing, two decimals at most, after a point or a comma. */
static bool hundredths_parse(const char *s, int *out)
{
	long long value = 0;
	int decimals = -1;

	if (*s < '0' || *s > '9')
		return false;
	for (; *s != '\0'; s++) {
		if ((*s == '.' || *s == ',') && decimals < 0 && s[1] != '\0') {
			decimals = 0;
			continue;
		}
		if (*s < '0' || *s > '9' || decimals == 2 || value > HOURS_MAX * 100)
			return false;
		value = value * 10 + (*s - '0');
		decimals += decimals >= 0;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
		value *= 10;
	*out = (int)value;
	return value > 0 && value <= HOURS_MAX * 100;
}

static int parcours_read(struct command_context *ctx, struct parcours *q, int argc, char **argv)
{
	const struct option_spec specs[] = {
		{"regime", &q->regime_text, NULL}, {"debut", &q->start_text, NULL},   {"formation-debut", &q->training_text, NULL},
		{"heures", &q->hours_text, NULL},  {"rythme", &q->weekly_text, NULL}, {"regles", &q->rules, NULL},
	};
	int status = options_only(ctx, specs, COUNT_OF(specs), argc, argv);

	for (size_t i = 0; i + 1 < COUNT_OF(specs) && status == 0; i++)
		status = option_require(ctx, specs[i].name, *specs[i].value);
	return status;
}

static int day_read(struct command_context *ctx, const char *name, const char *text, struct date *out)
{
	if (date_parse(text, out))
		return 0;
	return command_usage(ctx, "--%s : attendu AAAA-MM-JJ, une date qui existe, et non « %s »", name, text);
}

static int hundredths_read(struct command_context *ctx, const char *name, const char *text, int *out)
{
	if (hundredths_parse(text, out))
		return 0;
	return command_usage(ctx, "--%s : attendu un nombre d'heures, plus de 0 et au plus %d, et non « %s »", name, HOURS_MAX, text);
}

static int parcours_check(struct command_context *ctx, struct parcours *q)
{
	int status;

	q->regime = regime_from_code(q->regime_text);
	if (q->regime == REGIME_NONE)
		return command_usage(ctx, "régime inconnu : %s. « jalon regles lister » les montre tous", q->regime_text);
	status = day_read(ctx, "debut", q->start_text, &q->start);
	if (status == 0)
		status = day_read(ctx, "formation-debut", q->training_text, &q->training);
	if (status == 0)
		status = hundredths_read(ctx, "heures", q->hours_text, &q->hours);
	if (status == 0)
		status = hundredths_read(ctx, "rythme", q->weekly_text, &q->weekly);
	if (status == 0 && date_compare(q->training, q->start) < 0)
		return command_usage(ctx, "--formation-debut : attendu un jour à partir du début du dispositif, et non « %s »", q->training_text);
	return status;
}

/* The last day of the dispositif; DATE_NONE when « non fixé », or for COMMUN and FORMATION, which have no end. */
static int dispositif_end(struct command_context *ctx, const struct rulebook *book, const struct parcours *q, struct date *end)
{
	const struct rule *rule = rulebook_find(book, q->regime, "fin_dispositif", q->start);
	struct error e;
	char day[DATE_TEXT];

	*end = DATE_NONE;
	if (rule == NULL && rulebook_knows(book, q->regime, "fin_dispositif")) {
		error_set(&e, ERR_NOTHING, "aucune version de fin_dispositif n'est en vigueur le %s pour %s", date_format(q->start, day),
		          regime_code(q->regime));
		error_set_remedy(&e, "« jalon regles expliquer fin_dispositif » montre les dates de chaque version");
		return command_fail(ctx, &e);
	}
	if (rule != NULL && rule->fixed) {
		*end = clock_compute(rule, (struct moment){q->start, 0}, (struct moment){q->start, 0}, NULL).end.day;
		if (!date_is_set(*end))
			return command_usage(ctx, "--debut : attendu un jour dont le dispositif finit avant l'an 10000");
	}
	return 0;
}

/* The training against the end of the dispositif (rules.md T5; 000:1998, 000:3346). */
static int calculate_parcours(struct command_context *ctx, const struct rulebook *book, int argc, char **argv)
{
	struct parcours q = {0};
	struct date rights, ends;
	struct runway r;
	char text[2][DATE_TEXT];
	int status = parcours_read(ctx, &q, argc, argv);

	if (status == 0)
		status = parcours_check(ctx, &q);
	if (status != 0)
		return status;
	ends = training_end(q.training, q.hours, q.weekly);
	if (!date_is_set(ends))
		return command_usage(ctx, "--heures : attendu une formation qui finit avant l'an 10000");
	status = dispositif_end(ctx, book, &q, &rights);
	if (status != 0)
		return status;
	r = runway_compute(rights, date_is_set(rights), q.training, ends);
	fprintf(ctx->out, "fin_dispositif\t%s\n", date_is_set(rights) ? date_format(rights, text[0]) : "non fixé");
	fprintf(ctx->out, "fin_formation\t%s\n", date_format(ends, text[1]));
	if (r.uncovered_days < 0)
		fprintf(ctx->out, "jours_non_couverts\tnon fixé\n");
	else
		fprintf(ctx->out, "jours_non_couverts\t%d\n", r.uncovered_days);
	fprintf(ctx->out, "relais\t%s\n", relay_label(r.relay));
	return 0;
}

/* ---- feries ---- */

/* The Gregorian calendar starts in 1583: Easter is not defined before. */
static int calculate_feries(struct command_context *ctx, const struct rulebook *book, int argc, char **argv)
{
	const char *year_text = NULL, *department = NULL, *rules = NULL;
	const struct option_spec specs[] = {
		{"annee", &year_text, NULL}, {"departement", &department, NULL}, {"regles", &rules, NULL}};
	int year = 0, status = options_only(ctx, specs, COUNT_OF(specs), argc, argv);
	struct holiday days[HOLIDAYS_MAX];
	size_t count;

	if (status == 0)
		status = option_require(ctx, "annee", year_text);
	if (status == 0 && (strlen(year_text) != 4 || !option_parse_int(year_text, 1583, 9999, &year)))
		status = command_usage(ctx, "--annee : attendu une année AAAA à partir de 1583, et non « %s »", year_text);
	if (status == 0)
		status = department_check(ctx, department);
	if (status != 0)
		return status;
	count = calendar_holidays(book->local, year, department, days);
	for (size_t i = 0; i < count; i++) {
		char day[DATE_TEXT];

		fprintf(ctx->out, "%s\t%s\n", date_format(days[i].day, day), days[i].name);
	}
	return 0;
}

/* ---- the verb ---- */

static const struct {
	const char *name;
	calculation run;
} calculations[] = {
	{"echeance", calculate_echeance},
	{"charge", calculate_charge},
	{"heures", calculate_heures},
	{"parcours", calculate_parcours},
	{"feries", calculate_feries},
};

static calculation calculation_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(calculations); i++)
		if (strcmp(calculations[i].name, name) == 0)
			return calculations[i].run;
	return NULL;
}

/* Order of refusals: a broken rule folder (3), a bad call (2), nothing in force (1). */
int cmd_calculer(struct command_context *ctx, int argc, char **argv)
{
	calculation run = argc > 0 ? calculation_find(argv[0]) : NULL;
	const char *folder = options_peek(argc, argv, "regles");
	struct rules_faults faults;
	struct rulebook book;
	struct error e;
	int status;

	if (run == NULL)
		return command_usage(ctx, "attendu « jalon calculer echeance », « charge », « heures », « parcours » ou « feries »%s%s%s",
		                     argc > 0 ? ", et non « " : "", argc > 0 ? argv[0] : "", argc > 0 ? " »" : "");
	if (rules_load(folder != NULL ? folder : ctx->config_dir, &book, &faults, &e))
		status = run(ctx, &book, argc, argv);
	else
		status = command_fail(ctx, &e);
	rulebook_free(&book);
	rules_faults_free(&faults);
	return status;
}
