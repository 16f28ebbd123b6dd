/* The contract as it is signed: what each side owes, side by side, wrapped by display width. */
#include <string.h>

#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/letters/letter_private.h"

enum { LEFT = 38, RIGHT = 39 };

/* --- which version is printed ----------------------------------------------------------------------------------------- */

struct printed { const struct contract *contract; const struct contract_version *version; };

/* What waits for a signature first: that is what is printed to be signed; else what is in force, else the last one that was. */
static struct printed version_printed(const struct commitment_file *f, struct date today)
{
	const struct contract_version *v = NULL;
	const struct contract *c;

	for (size_t i = 0; i < f->contract_count; i++)
		if ((v = contract_pending(&f->contracts[i])) != NULL)
			return (struct printed){&f->contracts[i], v};
	c = commitment_contract(f, today, &v);
	if (c != NULL)
		return (struct printed){c, v};
	for (size_t i = 0; i < f->contract_count; i++)
		if ((v = contract_last_signed(&f->contracts[i])) != NULL)
			return (struct printed){&f->contracts[i], v};
	return (struct printed){NULL, NULL};
}

/* --- words ---------------------------------------------------------------------------------------------------------- */

static const char *item_when(struct arena *arena, const struct item *i)
{
	char day[DATE_TEXT];

	if (i->cadence != CADENCE_ONCE)
		return date_is_set(i->due) ? arena_format(arena, "%s, à partir du %s", cadence_label(i->cadence),
		                                          date_format_numeric(i->due, day))
		                           : cadence_label(i->cadence);
	return date_is_set(i->due) ? arena_format(arena, "pour le %s", date_format_numeric(i->due, day)) : "date non fixée";
}

static const char *closing_words(const struct contract *c)
{
	return letter_or(code_label_find(contract_closings, c->closing), "motif non renseigné");
}

static const char *version_state(struct arena *arena, const struct contract *c, const struct contract_version *v,
                                 struct date today)
{
	struct date signed_on = contract_version_signed(v);

	if (v->dropped)
		return "abandonnée sans signature";
	if (!date_is_set(signed_on))
		return date_is_set(v->signed_person)      ? "préparée, pas encore signée par la structure"
		       : date_is_set(v->signed_structure) ? "préparée, pas encore signée par la personne"
		                                          : "préparée, pas encore signée";
	if (contract_in_force(c, today) == v)
		return arena_format(arena, "en vigueur, signée le %s", letter_day(arena, signed_on, ""));
	if (date_is_set(c->closed) && date_compare(c->closed, today) < 0)
		return arena_format(arena, "contrat clos le %s (%s)", letter_day(arena, c->closed, ""), closing_words(c));
	if (v != contract_last_signed(c))
		return arena_format(arena, "signée le %s, remplacée depuis", letter_day(arena, signed_on, ""));
	if (date_compare(today, c->starts) < 0)
		return arena_format(arena, "signée le %s, pas encore commencée", letter_day(arena, signed_on, ""));
	return arena_format(arena, "signée le %s, arrivée à son terme", letter_day(arena, signed_on, ""));
}

static const char *signature(struct arena *arena, struct date on)
{
	return date_is_set(on) ? arena_format(arena, "signé le %s", letter_day(arena, on, "")) : "pas encore signé";
}

static const char *signatory_words(const struct contract_version *v)
{
	if (!date_is_set(v->signed_person))
		return "pas encore connu";
	return strcmp(v->signatory, "representant_legal") == 0 ? "votre représentant légal" : "vous-même";
}

/* --- two columns ------------------------------------------------------------------------------------------------------ */

static void lines_add(struct arena *arena, struct strbuf *b, const char *text, const char *mark, int columns)
{
	int hang = text_width(mark);
	struct text_lines lines = text_wrap(arena, text_safe(arena, text), columns - hang);

	for (size_t i = 0; i < lines.count; i++)
		strbuf_addf(b, "%s%*s%s\n", i == 0 ? mark : "", i == 0 ? 0 : hang, "", lines.lines[i]);
}

static bool item_printed(const struct item *i, const struct printed *p, enum debtor debtor)
{
	return i->debtor == debtor && strcmp(i->contract, p->contract->id) == 0 && item_in_version(i, p->version->rank);
}

/* What one side owes: socle, volet, then what was written for the person, each under its title. */
static struct text_lines side_lines(struct arena *arena, const struct commitment_file *f, const struct printed *p,
                                    enum debtor debtor, const char *title, int columns)
{
	struct strbuf b = {0};
	struct text_lines lines;
	bool any = false;

	strbuf_addf(&b, "%s\n", title);
	for (int part = 0; part < PART_COUNT; part++) {
		bool said = false;

		for (size_t i = 0; i < f->item_count; i++) {
			const struct item *x = &f->items[i];

			if ((int)x->part != part || !item_printed(x, p, debtor))
				continue;
			if (!said)
				strbuf_addf(&b, "\n%s\n", letter_capital(arena, item_part_label((enum item_part)part)));
			said = any = true;
			lines_add(arena, &b, arena_format(arena, "%s (%s)", x->object, item_when(arena, x)), "- ", columns);
		}
	}
	if (!any)
		strbuf_add(&b, "\nAucun engagement écrit.\n");
	lines = text_wrap(arena, strbuf_str(&b), columns);
	strbuf_free(&b);
	return lines;
}

static const char *columns_of(struct arena *arena, const struct commitment_file *f, const struct printed *p)
{
	struct text_lines ours = side_lines(arena, f, p, DEBTOR_STRUCTURE, "NOUS DEVONS", LEFT);
	struct text_lines theirs = side_lines(arena, f, p, DEBTOR_PERSON, "VOUS DEVEZ", RIGHT);
	size_t rows = ours.count > theirs.count ? ours.count : theirs.count;
	struct strbuf b = {0};
	const char *text;

	/* The last line of each is what follows its last line end: empty. */
	for (size_t i = 0; i + 1 < rows; i++)
		strbuf_addf(&b, "%s%s │ %s", i > 0 ? "\n" : "", text_cell(arena, i < ours.count ? ours.lines[i] : "", LEFT),
		            i < theirs.count ? theirs.lines[i] : "");
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return text;
}

/* --- lists ------------------------------------------------------------------------------------------------------------ */

static void third_rows(struct letter_values *v, const struct commitment_file *f, const struct printed *p)
{
	list_empty_set(v, "tiers", "Aucun autre que vous et nous n'est engagé par ce contrat.");
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];

		if (x->debtor != DEBTOR_STRUCTURE && x->debtor != DEBTOR_PERSON && item_printed(x, p, x->debtor))
			list_row(v, "tiers", (const char *[]){debtor_label(x->debtor), x->object, item_when(v->arena, x)});
	}
}

static const char *version_name(struct arena *arena, int rank)
{
	return rank == 1 ? "contrat initial" : arena_format(arena, "avenant %d", rank - 1);
}

static void version_rows(struct letter_values *v, const struct contract *c, struct date today)
{
	list_empty_set(v, "versions", "Aucune version.");
	for (size_t i = 0; i < c->version_count; i++) {
		const struct contract_version *x = &c->versions[i];

		list_row(v, "versions", (const char *[]){version_name(v->arena, x->rank), version_state(v->arena, c, x, today),
		                                         x->rank == 1 ? "première version" : letter_or(x->reason, "motif non renseigné")});
	}
}

/* --- the letter ------------------------------------------------------------------------------------------------------- */

static void terms_set(struct letter_values *v, const struct printed *p, struct date today)
{
	const struct contract *c = p->contract;
	const struct contract_version *x = p->version;
	struct arena *arena = v->arena;

	value_set(v, "regime", c->regime == REGIME_NONE ? "" : regime_label(c->regime));
	value_set(v, "parcours", c->parcours == PARCOURS_NONE ? "non fixé" : parcours_label(c->parcours));
	value_set(v, "debut", letter_day(arena, c->starts, "non fixé"));
	value_set(v, "fin", letter_day(arena, x->ends, "non fixée"));
	value_set(v, "version", version_name(arena, x->rank));
	value_set(v, "etat", version_state(arena, c, x, today));
	value_set(v, "motif", x->rank == 1 ? "première version" : letter_or(x->reason, "non renseigné"));
	value_set(v, "objectifs", letter_or(x->objectives, "pas encore écrits"));
	value_set(v, "cible", x->weekly_target < 0 ? "non fixées par ce contrat"
	                                           : arena_format(arena, "%s par semaine", letter_length(arena, x->weekly_target)));
	value_set(v, "intensif", x->intensive ? "oui" : "non");
	value_set(v, "choix", c->choice == CHOICE_NONE
	                          ? "aucun choix enregistré"
	                          : arena_format(arena, "%s, le %s", choice_label(c->choice), letter_day(arena, c->chosen, "")));
}

bool letter_fill_contract(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct commitment_file *file = f->commitments;
	struct printed p = version_printed(file, f->today.day);
	const char *by;

	if (p.version == NULL) {
		error_set(e, ERR_NOTHING, "cette personne n'a pas de contrat à imprimer");
		error_set_remedy(e, "Préparez-le : jalon contrat preparer %s, ou la touche ac de l'écran Engagements", f->id);
		return false;
	}
	letter_fill_person(v, f);
	terms_set(v, &p, f->today.day);
	value_set(v, "colonnes", columns_of(v->arena, file, &p));
	value_set(v, "signature_personne", signature(v->arena, p.version->signed_person));
	by = p.version->signed_by;
	value_set(v, "signature_structure",
	          date_is_set(p.version->signed_structure) && by[0] != '\0'
	              ? arena_format(v->arena, "%s par %s", signature(v->arena, p.version->signed_structure), by)
	              : signature(v->arena, p.version->signed_structure));
	value_set(v, "signataire", signatory_words(p.version));
	third_rows(v, file, &p);
	version_rows(v, p.contract, f->today.day);
	return true;
}
