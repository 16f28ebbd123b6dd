/* jalon regles verifier|lister|expliquer: the rule files in the open. */
#include <string.h>

#include "config/letters_file.h"
#include "config/rules_file.h"
#include "core/base/text.h"
#include "tui/verbs/options.h"
#include "tui/verbs/verbs.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

struct regles_options {
	const char *folder, *format, *regime_text;
	enum regime regime; /* REGIME_NONE: all */
	bool tsv;
	int arguments;      /* argv[1..arguments] */
};

static int regles_options_read(struct command_context *ctx, struct regles_options *o, int argc, char **argv)
{
	const struct option_spec specs[] = {
		{"regles", &o->folder, NULL}, {"format", &o->format, NULL}, {"regime", &o->regime_text, NULL}};
	int status;

	o->folder = ctx->config_dir;
	o->tsv = ctx->tsv;
	status = options_read(ctx, specs, COUNT_OF(specs), argc, argv, &o->arguments);
	if (status != 0)
		return status;
	if (o->format != NULL && strcmp(o->format, "tsv") != 0 && strcmp(o->format, "texte") != 0)
		return command_usage(ctx, "--format : attendu texte ou tsv, et non « %s »", o->format);
	if (o->format != NULL)
		o->tsv = strcmp(o->format, "tsv") == 0;
	if (o->regime_text != NULL && (o->regime = regime_from_code(o->regime_text)) == REGIME_NONE)
		return command_usage(ctx, "régime inconnu : %s. « jalon regles lister » les montre tous", o->regime_text);
	return 0;
}

/* ---- verifier ---- */

/* Every fault on its own line of stderr. */
static int faults_print(struct command_context *ctx, const struct rules_faults *faults, const struct error *e)
{
	struct strbuf line = {0};
	struct error one;

	for (size_t i = 0; i < faults->count; i++) {
		strbuf_clear(&line);
		error_set(&one, ERR_CONFIG, "%s", rules_fault_format(&faults->items[i], &line));
		command_fail(ctx, &one);
	}
	strbuf_free(&line);
	return faults->count > 0 ? error_exit_status(e->code) : command_fail(ctx, e);
}

static bool is_letter(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && strcmp(path + len - 4, ".txt") == 0;
}

/* Letters go apart: argv keeps the rule files, in order; returns how many. */
static size_t letters_take(char **files, size_t count, struct rules_faults *faults)
{
	size_t rules = 0;

	for (size_t i = 0; i < count; i++)
		if (is_letter(files[i]))
			letters_check_file(files[i], faults);
		else
			files[rules++] = files[i];
	return rules;
}

static int regles_verifier(struct command_context *ctx, struct regles_options *o, char **argv)
{
	struct rules_faults faults = {0}, letters = {0};
	struct error e = {0};
	size_t count = (size_t)o->arguments, rules = letters_take(argv + 1, count, &letters);
	int status = 0;

	if (count == 0)
		letters_check(o->folder, &letters);
	if ((rules > 0 || count == 0) && !rules_check(o->folder, argv + 1, rules, &faults, &e))
		status = faults_print(ctx, &faults, &e);
	if (letters.count > 0) {
		error_set(&e, ERR_CONFIG, "lettres refusées");
		status = faults_print(ctx, &letters, &e);
	}
	if (status == 0)
		fprintf(ctx->out, "Règles vérifiées : aucune faute.\n");
	rules_faults_free(&faults);
	rules_faults_free(&letters);
	return status;
}

/* ---- lister ---- */

static const char *yes_no(bool b)
{
	return b ? "oui" : "non";
}

static void rule_print_tsv(FILE *out, const struct rule *r)
{
	char value[32], from[DATE_TEXT], to[DATE_TEXT];

	if (r->fixed)
		snprintf(value, sizeof value, "%d", r->value);
	else
		snprintf(value, sizeof value, "non fixé");
	fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", regime_code(r->regime), r->code, value,
	        rule_unit_code(r->unit), rule_status_code(r->status), yes_no(r->applied), r->source,
	        date_format(r->from, from), date_format(r->to, to));
}

/* Pads to a width in columns (printf counts bytes) and one blank more; never cuts. */
static void cell_print(FILE *out, const char *text, int width)
{
	int room = width - text_width(text);

	fprintf(out, "%s%*s ", text, room > 0 ? room : 0, "");
}

static void rule_print_text(FILE *out, const struct rule *r)
{
	char value[32], from[DATE_TEXT], to[DATE_TEXT];

	cell_print(out, regime_code(r->regime), 9);
	cell_print(out, r->code, 24);
	cell_print(out, rule_format_value(r, value), 12);
	cell_print(out, rule_status_code(r->status), 11);
	cell_print(out, r->applied ? "appliqué" : "non appliqué", 12);
	if (date_is_set(r->from))
		fprintf(out, "du %s ", date_format(r->from, from));
	if (date_is_set(r->to))
		fprintf(out, "au %s ", date_format(r->to, to));
	fprintf(out, "%s\n", r->source);
}

static int regles_lister(struct command_context *ctx, struct regles_options *o, const struct rulebook *book)
{
	if (o->tsv)
		fputs("regime\tcode\tvaleur\tunite\tstatut\tapplique\tsource\tdu\tau\n", ctx->out);
	for (size_t i = 0; i < book->count; i++) {
		if (o->regime != REGIME_NONE && book->rules[i].regime != o->regime)
			continue;
		if (o->tsv)
			rule_print_tsv(ctx->out, &book->rules[i]);
		else
			rule_print_text(ctx->out, &book->rules[i]);
	}
	return 0;
}

/* ---- expliquer ---- */

static void fact_print(FILE *out, const char *name, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	fputs("  ", out);
	cell_print(out, name, 11);
	fprintf(out, "%s\n", text);
}

static void rule_explain_clock(FILE *out, const struct rule *r)
{
	char lead[48];

	fact_print(out, "dû par", debtor_label(r->debtor));
	fact_print(out, "part de", r->start_event);
	fact_print(out, "s'arrête à", r->stop_event);
	fact_print(out, "report", r->roll == ROLL_WORKING_DAY ? "au jour ouvré suivant" : "aucun");
	if (!r->fixed)
		return;
	snprintf(lead, sizeof lead, "%d %s avant l'échéance", r->lead,
	         r->lead_unit == UNIT_MONTH ? "mois" : r->lead > 1 ? "jours" : "jour");
	fact_print(out, "alerte", lead);
}

static void rule_explain(FILE *out, const struct rule *r)
{
	char value[32], from[DATE_TEXT], to[DATE_TEXT], dates[64], status[96];

	fprintf(out, "%s · %s : %s\n", regime_code(r->regime), r->code, r->label);
	fact_print(out, "valeur", rule_format_value(r, value));
	if (r->kind == KIND_CLOCK)
		rule_explain_clock(out, r);
	snprintf(status, sizeof status, "%s, %s", rule_status_label(r->status), r->applied ? "appliqué" : "non appliqué");
	fact_print(out, "statut", status);
	snprintf(dates, sizeof dates, "%s%s%s%s%s", date_is_set(r->from) ? "du " : "", date_format(r->from, from),
	         date_is_set(r->from) && date_is_set(r->to) ? " " : "", date_is_set(r->to) ? "au " : "",
	         date_format(r->to, to));
	fact_print(out, "en vigueur", dates[0] != '\0' ? dates : "sans limite de date");
	fact_print(out, "source", r->source);
	fact_print(out, "remarque", r->remark);
}

/* With --regime: that regime's versions, or the common ones when it has none (rules.md §1). */
static int regles_expliquer(struct command_context *ctx, struct regles_options *o, const struct rulebook *book,
                            const char *code)
{
	enum regime regime = o->regime;
	size_t shown = 0;
	struct error e;

	for (int pass = 0; pass < 2 && shown == 0; pass++) {
		for (size_t i = 0; i < book->count; i++) {
			const struct rule *r = &book->rules[i];

			if (strcmp(r->code, code) != 0 || (regime != REGIME_NONE && r->regime != regime))
				continue;
			if (shown++ > 0)
				fputc('\n', ctx->out);
			rule_explain(ctx->out, r);
		}
		regime = regime != REGIME_NONE ? REGIME_COMMUN : regime;
	}
	if (shown > 0)
		return 0;
	error_set(&e, ERR_NOT_FOUND, "aucun paramètre %s%s%s", code, o->regime != REGIME_NONE ? " pour " : "",
	          o->regime != REGIME_NONE ? regime_code(o->regime) : "");
	error_set_remedy(&e, "« jalon regles lister » montre tous les codes");
	return command_fail(ctx, &e);
}

/* ---- the verb ---- */

static int regles_read_and_show(struct command_context *ctx, struct regles_options *o, char **argv, bool explain)
{
	struct rules_faults faults;
	struct rulebook book;
	struct error e;
	int status;

	if (!rules_load(o->folder, &book, &faults, &e))
		status = command_fail(ctx, &e);
	else if (explain && o->arguments != 1)
		status = command_usage(ctx, "attendu « jalon regles expliquer CODE », par exemple contradictoire");
	else if (explain)
		status = regles_expliquer(ctx, o, &book, argv[1]);
	else if (o->arguments > 0)
		status = command_usage(ctx, "argument inattendu : %s. « regles lister » ne prend que des options", argv[1]);
	else
		status = regles_lister(ctx, o, &book);
	rulebook_free(&book);
	rules_faults_free(&faults);
	return status;
}

int cmd_regles_with(struct command_context *ctx, int argc, char **argv, command_handler charger)
{
	const char *verb = argc > 0 ? argv[0] : "";
	struct regles_options o = {0};
	bool check = strcmp(verb, "verifier") == 0, explain = strcmp(verb, "expliquer") == 0;
	int status;

	if (charger != NULL && strcmp(verb, "charger") == 0)
		return charger(ctx, argc, argv);
	if (!check && !explain && strcmp(verb, "lister") != 0)
		return command_usage(ctx, "attendu « jalon regles verifier », « lister », « expliquer CODE »%s%s%s%s",
		                     charger != NULL ? " ou « charger »" : "", argc > 0 ? ", et non « " : "", verb,
		                     argc > 0 ? " »" : "");
	status = regles_options_read(ctx, &o, argc, argv);
	if (status != 0)
		return status;
	return check ? regles_verifier(ctx, &o, argv) : regles_read_and_show(ctx, &o, argv, explain);
}

int cmd_regles(struct command_context *ctx, int argc, char **argv)
{
	return cmd_regles_with(ctx, argc, argv, NULL);
}
