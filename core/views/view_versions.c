/* A contract's versions: what each says, who signed it, what changed between two of them. */
#include <string.h>

#include "core/base/text.h"
#include "core/views/view_commitments_private.h"
#include "core/views/view_hours.h"

/* --- one version ------------------------------------------------------------------------------------------------------ */

/* « v2 · avenant », « contrat » */
static const char *version_title(struct arena *arena, const struct contract_version *v)
{
	return v->rank == 1 ? "v1 · contrat" : arena_format(arena, "v%d · avenant", v->rank);
}

static const char *signed_by_one(struct arena *arena, const struct contract_version *v)
{
	if (date_is_set(v->signed_structure))
		return arena_format(arena, "signé par nous le %s, pas encore par la personne", view_date(arena, v->signed_structure));
	return arena_format(arena, "signé par la personne le %s, pas encore par nous", view_date(arena, v->signed_person));
}

/* « signé le 02/11/2026 par les deux », « signé par la structure le 19/11/2026, pas encore par la personne » */
static const char *version_signatures(struct arena *arena, const struct contract_version *v)
{
	const char *legal = strcmp(v->signatory, "representant_legal") == 0 ? " (représentant légal)" : "";

	if (!date_is_set(v->signed_person) && !date_is_set(v->signed_structure))
		return "pas encore signé";
	if (!date_is_set(v->signed_person) || !date_is_set(v->signed_structure))
		return signed_by_one(arena, v);
	if (date_compare(v->signed_person, v->signed_structure) == 0)
		return arena_format(arena, "signé des deux parties%s le %s", legal, view_date(arena, v->signed_person));
	return arena_format(arena, "signé par la personne%s le %s, par nous le %s", legal, view_date(arena, v->signed_person),
	                    view_date(arena, v->signed_structure));
}

const char *version_terms(struct arena *arena, const struct contract *c, const struct contract_version *v)
{
	const char *words = date_is_set(v->ends)
		? arena_format(arena, "du %s au %s", view_date(arena, c->starts), view_date(arena, v->ends))
		: arena_format(arena, "à partir du %s, fin non fixée", view_date(arena, c->starts));

	if (v->weekly_target >= 0)
		words = arena_format(arena, "%s, %s par semaine", words, hours_words(arena, v->weekly_target));
	return v->intensive ? arena_format(arena, "%s, parcours intensif", words) : words;
}

static const char *closed_words(struct arena *arena, const struct contract *c)
{
	return arena_format(arena, "terminé le %s%s%s", view_date(arena, c->closed), c->closing[0] != '\0' ? " : " : "",
	                    c->closing[0] != '\0' ? code_label_find(contract_closings, c->closing) : "");
}

static const char *version_state(struct arena *arena, const struct app *a, const struct contract *c, const struct contract_version *v)
{
	const struct contract_version *pending = contract_pending(c);

	if (v->dropped)
		return "abandonné";
	if (v == pending)
		return date_is_set(v->signed_structure) ? "à signer par la personne"
		       : date_is_set(v->signed_person) ? "à signer par nous" : "à signer";
	if (contract_in_force(c, a->now.day) == v)
		return "en vigueur";
	for (size_t i = 0; i < c->version_count; i++)
		if (c->versions[i].rank > v->rank && date_is_set(contract_version_signed(&c->versions[i])))
			return "remplacé";
	if (date_is_set(c->closed))
		return closed_words(arena, c);
	return date_compare(c->starts, a->now.day) > 0 ? "à venir" : "terminé à son terme";
}

static const char *version_text(struct arena *arena, const struct contract *c, const struct contract_version *v)
{
	const char *text = arena_format(arena, "%s ; %s", version_terms(arena, c, v), version_signatures(arena, v));

	if (c->parcours != PARCOURS_NONE)
		text = arena_format(arena, "%s, %s", parcours_label(c->parcours), text);
	if (v->reason[0] != '\0')
		text = arena_format(arena, "%s ; motif : %s", text, view_one_line(arena, v->reason));
	return text_safe(arena, text);
}

static struct view_version version_make(struct arena *arena, const struct app *a, const struct contract *c,
                                        const struct contract_version *v)
{
	struct view_version x = {.contract = c, .version = v, .in_force = contract_in_force(c, a->now.day) == v,
	                         .pending = contract_pending(c) == v};

	x.title = arena_format(arena, "%s %s", regime_code(c->regime), version_title(arena, v));
	x.state = version_state(arena, a, c, v);
	x.text = version_text(arena, c, v);
	x.line = arena_format(arena, "%s, %s : %s", x.title, x.state, x.text);
	return x;
}

void commitments_versions(struct arena *arena, const struct app *a, struct view_commitments *v)
{
	const struct commitment_file *f = a->commitments.file;
	size_t count = 0;

	for (size_t i = 0; i < f->contract_count; i++)
		count += f->contracts[i].version_count;
	v->versions = arena_array(arena, count + 1, sizeof *v->versions);
	for (size_t i = 0; i < f->contract_count; i++)
		for (size_t k = f->contracts[i].version_count; k-- > 0;)
			v->versions[v->version_count++] = version_make(arena, a, &f->contracts[i], &f->contracts[i].versions[k]);
}

/* --- between two ----------------------------------------------------------------------------------------------------- */

/* What is undertaken, and when. */
static const char *object_words(struct arena *arena, const struct item *i)
{
	const char *due = date_is_set(i->due) ? arena_format(arena, ", pour le %s", view_date(arena, i->due)) : "";

	if (i->cadence != CADENCE_ONCE)
		due = arena_format(arena, ", %s", cadence_label(i->cadence));
	return arena_format(arena, "%s%s", view_one_line(arena, i->object), due);
}

static const char *item_words(struct arena *arena, const struct item *i)
{
	const char *who = i->debtor == DEBTOR_STRUCTURE ? "nous" : i->debtor == DEBTOR_PERSON ? "la personne" : debtor_label(i->debtor);

	return arena_format(arena, "%s : %s", who, object_words(arena, i));
}

static void change_add(struct why *w, const struct contract_change *x)
{
	if (x->kind == CHANGE_FIELD)
		why_add(w, arena_format(w->arena, "%s : %s → %s", x->label, view_one_line(w->arena, x->before), view_one_line(w->arena, x->after)));
	else
		why_add(w, arena_format(w->arena, "%s %s", x->kind == CHANGE_ADDED ? "+" : "−", item_words(w->arena, x->item)));
}

static void changes_add(struct why *w, const struct contract *c, int from_rank, int to_rank)
{
	struct contract_changes changes = contract_compare(w->arena, w->app->commitments.file, c, from_rank, to_rank);

	for (size_t i = 0; i < changes.count; i++)
		change_add(w, &changes.items[i]);
	if (changes.count == 0)
		why_add(w, "rien n'a changé entre ces deux versions");
}

struct view_why view_changes(struct arena *arena, const struct app *a, const struct contract *c, int from_rank, int to_rank)
{
	struct why w = {.arena = arena, .app = a};

	w.v.title = arena_format(arena, "Ce qui change de la v%d à la v%d", from_rank, to_rank);
	if (a->commitments.file != NULL)
		changes_add(&w, c, from_rank, to_rank);
	return w.v;
}

/* The signed version, or the one that waits, that a rank is compared with. */
static int rank_before(const struct contract *c, int rank)
{
	int before = 0;

	for (size_t i = 0; i < c->version_count; i++)
		if (c->versions[i].rank < rank && !c->versions[i].dropped && c->versions[i].rank > before)
			before = c->versions[i].rank;
	return before;
}

struct view_why view_versions(struct arena *arena, const struct app *a)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = "Versions du contrat"}};
	struct view_commitments v = {0};

	if (a->commitments.file == NULL || a->commitments.file->contract_count == 0) {
		why_add(&w, "Aucun contrat préparé");
		return w.v;
	}
	commitments_versions(arena, a, &v);
	for (size_t i = 0; i < v.version_count; i++) {
		const struct view_version *x = &v.versions[i];
		int before = rank_before(x->contract, x->version->rank);

		if (i > 0)
			why_add(&w, "");
		why_add(&w, arena_format(arena, "%s, %s", x->title, x->state));
		why_add(&w, x->text);
		if (before > 0 && !x->version->dropped) {
			why_add(&w, arena_format(arena, "Ce qui change depuis la v%d :", before));
			changes_add(&w, x->contract, before, x->version->rank);
		}
	}
	return w.v;
}

/* --- a version in full --------------------------------------------------------------------------------------------------- */

static void column_add(struct why *w, const struct contract *c, int rank, const char *title, bool person)
{
	const struct commitment_file *f = w->app->commitments.file;
	size_t count = 0;

	why_add(w, "");
	why_add(w, title);
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];

		if (strcmp(x->contract, c->id) != 0 || !item_in_version(x, rank) || (x->debtor == DEBTOR_PERSON) != person)
			continue;
		why_add(w, arena_format(w->arena, "  %s", x->debtor == DEBTOR_STRUCTURE || person ? object_words(w->arena, x)
		                                                                                   : item_words(w->arena, x)));
		count++;
	}
	if (count == 0)
		why_add(w, "  rien");
}

struct view_why view_version_full(struct arena *arena, const struct app *a, const struct contract *c, int rank)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = arena_format(arena, "Contrat, version %d", rank)}};

	for (size_t i = 0; i < c->version_count; i++)
		if (c->versions[i].rank == rank) {
			why_add(&w, arena_format(arena, "%s, %s", version_title(arena, &c->versions[i]), version_state(arena, a, c, &c->versions[i])));
			why_add(&w, version_text(arena, c, &c->versions[i]));
			why_pair(&w, "Objectifs", view_one_line(arena, c->versions[i].objectives));
		}
	if (a->commitments.file == NULL)
		return w.v;
	column_add(&w, c, rank, "NOUS DEVONS", false);
	column_add(&w, c, rank, "LA PERSONNE DOIT", true);
	return w.v;
}
