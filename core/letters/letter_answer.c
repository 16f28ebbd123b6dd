/* The funder's answer explained to the person: what it is, on what grounds, what is proposed instead, whether it may be
 * contested, what follows, what is paid and what the person lives on meanwhile (rules.md T3, T4).
 *
 * No delay nor remedy that the sources do not set is told: where they are silent, the letter says that nothing fixes it. */
#include <string.h>

#include "core/base/french.h"
#include "core/letters/letter_private.h"
#include "core/training/funding.h"
#include "core/training/stages.h"

/* --- which answer --------------------------------------------------------------------------------------------------- */

static bool is_answer(const struct training_event *x)
{
	return x->step == STEP_GRANT || x->step == STEP_REFUSE || x->step == STEP_COUNTER;
}

/* The last one; events are oldest first. */
static const struct training_event *answer_last(const struct training_file *f)
{
	for (size_t i = f->event_count; i > 0; i--)
		if (is_answer(&f->events[i - 1]))
			return &f->events[i - 1];
	return NULL;
}

/* What happened since the answer, if that step did. */
static const struct training_event *since(const struct training_file *f, const struct training_event *answer, enum training_step step)
{
	for (const struct training_event *x = answer + 1; x < f->events + f->event_count; x++)
		if (x->step == step)
			return x;
	return NULL;
}

/* The last step of that kind that led to the answer, NULL: none is noted. What was filed again since is another file, maybe at
 * another funder: nothing of it was answered. */
static const struct training_event *before(const struct training_file *f, const struct training_event *answer, enum training_step step)
{
	for (const struct training_event *x = answer; x > f->events; x--)
		if (x[-1].step == step)
			return x - 1;
	return NULL;
}

static const char *answered_by(const struct letter_facts *f, const struct training_event *answer)
{
	const struct training_event *filed = before(f->training, answer, STEP_FILE);
	const char *funder = filed != NULL && filed->with[0] != '\0' ? filed->with : f->training->request.funder;

	return funder[0] != '\0' ? funder_label(f->funders, funder) : "";
}

/* Funder and day of the file that was answered; a refusal that is contested is a file brought again. */
static void filing_values(struct letter_values *v, const struct letter_facts *f, const struct training_event *answer)
{
	const struct training_event *filed = before(f->training, answer, STEP_FILE), *contested = before(f->training, answer, STEP_CONTEST);

	if (filed == NULL)
		return;
	value_set(v, "financeur", answered_by(f, answer));
	value_set(v, "depot", arena_format(v->arena, "remis le %s", letter_day(v->arena, contested != NULL && contested > filed ? contested->on : filed->on, "")));
}

static const char *answer_words(struct arena *arena, const struct training_event *x, const char *funder)
{
	const char *who = arena_format(arena, "Le %s, votre financeur%s%s%s", letter_day(arena, x->on, ""), *funder != '\0' ? " (" : "", funder,
	                               *funder != '\0' ? ")" : "");

	if (x->step == STEP_GRANT)
		return arena_format(arena, "%s a donné son accord à cette formation.", who);
	if (x->step == STEP_REFUSE)
		return arena_format(arena, "%s a refusé de payer cette formation.", who);
	return arena_format(arena, "%s n'a pas refusé : il propose autre chose que ce que vous demandiez.", who);
}

/* --- grounds (000:1934, 000:2163-2208, 000:6038) --------------------------------------------------------------------- */

static const struct code_label plain_grounds[] = {
	{"metier_non_en_tension", "Selon lui, ce métier ne manque pas de candidats (« métier non en tension »)."},
	{"cout", "Il trouve la formation trop chère."},
	{"nature", "Ce genre de formation n'est pas de ceux qu'il finance."},
	{"autres_priorites", "Il donne en ce moment la priorité à d'autres formations."},
	{"autre_region", "Il ne paie que pour les personnes de sa région."},
	{"sans_place", "L'organisme n'a plus de place."},
	{"bilan_non_prioritaire", "Un bilan de compétences n'est pas une priorité pour lui."},
	{"autre", "Un autre motif, noté ci-dessous."},
	{NULL, NULL},
};

static void ground_rows(struct letter_values *v, const struct training_event *x)
{
	if (x->step != STEP_REFUSE) {
		list_not_due(v, "motifs");
		return;
	}
	list_empty_set(v, "motifs", "Aucun motif n'est noté : demandez-le à votre référent.");
	for (const char *at = x->grounds + strspn(x->grounds, " "); *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");

		list_row(v, "motifs", (const char *[]){code_label_find(plain_grounds, arena_strndup(v->arena, at, len))});
		at += len;
	}
}

static const char *proposal_words(struct arena *arena, const struct training_event *x)
{
	if (x->counter[0] != '\0')
		return x->counter;
	if (x->step == STEP_COUNTER)
		return letter_or(x->said, "proposition non notée : demandez-la à votre référent");
	return x->no_counter[0] != '\0' ? arena_format(arena, "rien, pour cette raison : %s", x->no_counter) : "rien";
}

/* --- contesting -------------------------------------------------------------------------------------------------------- */

/* A yes or a no that was said is not asked again. */
static const char *proposal_contest_words(struct arena *arena, const struct training_file *f, const struct training_event *x)
{
	const struct training_event *declined = since(f, x, STEP_DECLINE);

	if (f->request.stage == TRAINING_COUNTERED)
		return "Ce n'est pas un refus : vous pouvez dire oui ou non à ce qui est proposé.";
	if (declined != NULL)
		return arena_format(arena, "Vous avez dit non à ce qui est proposé, le %s.%s", letter_day(arena, declined->on, ""),
		                    f->request.stage == TRAINING_REFUSED ? " Avec votre accord, nous pouvons demander au financeur de revoir sa décision." : "");
	return since(f, x, STEP_ACCEPT) != NULL ? "Vous avez dit oui à ce qui est proposé : il n'y a rien à contester." : "Ce n'est pas un refus.";
}

static const char *contest_words(struct arena *arena, const struct training_file *f, const struct training_event *x)
{
	const struct training_event *contested = since(f, x, STEP_CONTEST), *filed = since(f, x, STEP_FILE);

	if (contested != NULL)
		return arena_format(arena, "C'est fait : le %s, nous avons demandé au financeur de revoir sa décision.", letter_day(arena, contested->on, ""));
	if (filed != NULL)
		return arena_format(arena, "Un autre dossier a été remis depuis, le %s : c'est lui qui compte maintenant.", letter_day(arena, filed->on, ""));
	if (x->step == STEP_COUNTER)
		return proposal_contest_words(arena, f, x);
	if (f->request.contestable)
		return "Oui. Ce refus ne repose que sur « métier non en tension », motif discutable à lui seul : avec votre accord, nous "
		       "demandons au financeur de revoir sa décision. Aucun délai n'est fixé pour le faire.";
	return "Vous pouvez demander qu'il soit revu : dites-nous ce que le financeur n'a pas vu, et nous le lui écrivons. Aucun texte que nous "
	       "suivons ne fixe de délai, ni n'oblige le financeur à changer d'avis.";
}

/* --- what follows --------------------------------------------------------------------------------------------------------- */

static const char *entry_words(struct arena *arena, const struct training *t)
{
	return date_is_set(t->starts) ? arena_format(arena, "L'entrée en formation est prévue le %s.", letter_day(arena, t->starts, ""))
	                              : "La date d'entrée n'est pas encore fixée.";
}

static const char *next_words(struct arena *arena, const struct training *t)
{
	switch (t->stage) {
	case TRAINING_COUNTERED:
		return "Nous attendons de savoir si cette proposition vous convient. Aucun délai n'est fixé pour répondre ; si vous dites non, nous "
		       "pouvons contester, ou reprendre le projet ensemble.";
	case TRAINING_REFUSED:
		return "Nous pouvons demander que ce refus soit revu, chercher un autre financeur ou reprendre le projet : cela se décide avec vous.";
	case TRAINING_FILED:
		return "Le dossier est de nouveau chez le financeur : nous attendons sa réponse, et nous le relançons.";
	case TRAINING_PIECES:
		return "Le financeur a demandé des pièces : la liste dit qui apporte quoi.";
	case TRAINING_GRANTED:
		return arena_format(arena, "Nous vérifions que chaque coût de chaque jour est payé avant votre entrée. %s", entry_words(arena, t));
	case TRAINING_FUNDED:
		return arena_format(arena, "Le financement est arrêté. %s", entry_words(arena, t));
	case TRAINING_ENTERED:
		return arena_format(arena, "Vous êtes en formation depuis le %s ; nous faisons le point avec vous au tiers du parcours.",
		                    letter_day(arena, t->entered, ""));
	case TRAINING_COMPLETED:
	case TRAINING_FOLLOWED:
		return "La formation est finie ; six mois après, nous vous demandons où vous en êtes.";
	case TRAINING_DROPPED_BEFORE:
	case TRAINING_DROPPED_AFTER:
		return "Cette demande est close. Rien n'empêche d'en faire une autre.";
	default:
		return "Nous reprenons le projet avec vous, puis nous déposerons un nouveau dossier.";
	}
}

/* « de nouveau » is of a file contested; one filed since may be at another funder. */
static const char *following_words(struct arena *arena, const struct letter_facts *f, const struct training_event *answer)
{
	const struct training *t = &f->training->request;

	if (t->stage == TRAINING_FILED && t->funder[0] != '\0' && since(f->training, answer, STEP_FILE) != NULL)
		return arena_format(arena, "Le nouveau dossier est chez le financeur (%s) : nous attendons sa réponse, et nous le relançons.",
		                    funder_label(f->funders, t->funder));
	return next_words(arena, t);
}

/* --- who pays, what one lives on ------------------------------------------------------------------------------------------- */

static const char *days_words(struct arena *arena, struct date from, struct date to)
{
	return arena_format(arena, "du %s au %s", letter_day(arena, from, ""), letter_day(arena, to, ""));
}

static const char *line_words(struct arena *arena, const struct letter_facts *f, const struct funding_line *l)
{
	const char *days = days_words(arena, l->from, l->to), *payer = funder_label(f->funders, l->funder);

	switch (l->state) {
	case LINE_GRANTED:
		return arena_format(arena, "%s paie %s", payer, days);
	case LINE_ASKED:
		return arena_format(arena, "demande faite à %s %s, pas encore de réponse", payer, days);
	case LINE_REFUSED:
		return arena_format(arena, "%s refuse %s", payer, days);
	default:
		return arena_format(arena, "sans objet %s (%s)", days, letter_or(l->reason, "raison non notée"));
	}
}

static const char *joined(struct arena *arena, const char *before, const char *text)
{
	return before[0] == '\0' ? text : arena_format(arena, "%s ; %s", before, text);
}

static void cost_rows(struct letter_values *v, const struct letter_facts *f, const struct funding_check *check)
{
	size_t holes = training_holes_matter(f->training->request.stage) ? check->count : 0;

	for (int c = 0; c < COST_COUNT; c++) {
		const char *text = "";

		for (size_t i = 0; i < f->training->line_count; i++)
			if ((int)f->training->lines[i].cost == c)
				text = joined(v->arena, text, line_words(v->arena, f, &f->training->lines[i]));
		for (size_t i = 0; i < holes; i++)
			if ((int)check->holes[i].cost == c && !check->holes[i].asked)
				text = joined(v->arena, text, arena_format(v->arena, "pas de financeur %s", days_words(v->arena, check->holes[i].from, check->holes[i].to)));
		list_row(v, "couts", (const char *[]){letter_capital(v->arena, cost_label((enum cost)c)), letter_or(text, "rien n'est encore demandé")});
	}
}

/* Nothing is to be lived through any more. */
static bool is_closed(enum training_stage s)
{
	return s == TRAINING_DROPPED_BEFORE || s == TRAINING_DROPPED_AFTER;
}

/* A refusal that stands pays for nothing to be lived through. */
static bool is_given_up(enum training_stage s)
{
	return s == TRAINING_REFUSED || s == TRAINING_PROJECT || s == TRAINING_READY;
}

/* T3, T5: what is not known is asked, never supposed. */
static const char *income_words(struct arena *arena, const struct training *t, const struct funding_check *check)
{
	const char *end = letter_day(arena, date_latest(t->rights_end, t->rights_ended), "");

	if (is_given_up(t->stage))
		return "à voir avec le prochain dossier.";
	if (check->no_income)
		return "Attention : ce financeur ne verse aucun revenu, et nous ne vous connaissons pas d'allocation au premier jour de la formation. "
		       "Parlons-en avant d'aller plus loin.";
	if (t->uncovered_days > 0)
		return arena_format(arena, "Vos droits connus s'arrêtent le %s : %s de formation %s sans revenu. Trouver un relais est à notre charge.", end,
		                    letter_count(arena, (size_t)t->uncovered_days, "jour", "jours"), t->uncovered_days > 1 ? "restent" : "reste");
	if (t->has_rights)
		return date_is_set(t->rights_end) ? arena_format(arena, "Vos droits connus vont jusqu'au %s.", end)
		                                  : "Vous percevez un revenu dont la fin n'est pas fixée.";
	if (date_is_set(t->rights_ended) && (t->costs_missing & (1U << COST_INCOME)) == 0)
		return arena_format(arena, "Vos droits connus s'arrêtent le %s : la rémunération dite ci-dessus prend la suite.", end);
	return "Nous ne savons pas de quoi vous vivrez pendant la formation : dites-le-nous.";
}

/* What an agreement leaves nothing to say of. A counter-proposal's words are the proposal; a refusal without a word more says so. */
static void answer_values(struct letter_values *v, const struct training_file *file, const struct training_event *x)
{
	bool granted = x->step == STEP_GRANT, said = letter_or(x->said, NULL) != NULL;

	ground_rows(v, x);
	if (x->step == STEP_COUNTER || (granted && !said))
		value_not_due(v, "precision");
	else
		value_set(v, "precision", letter_or(x->said, "aucune"));
	if (granted && letter_or(x->counter, NULL) == NULL)
		value_not_due(v, "proposition");
	else
		value_set(v, "proposition", proposal_words(v->arena, x));
	if (granted)
		value_not_due(v, "contestation");
	else
		value_set(v, "contestation", contest_words(v->arena, file, x));
}

bool letter_fill_answer(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct training_file *file = f->training;
	const struct training_event *x = answer_last(file);
	struct funding_check check;

	if (x == NULL) {
		error_set(e, ERR_NOTHING, "aucun financeur n'a encore répondu à cette demande");
		error_set_remedy(e, "Notez sa réponse : jalon formation accorder, refuser ou contre-proposer %s", f->id);
		return false;
	}
	letter_fill_request(v, f);
	filing_values(v, f, x);
	value_set(v, "reponse", answer_words(v->arena, x, answered_by(f, x)));
	answer_values(v, file, x);
	value_set(v, "suite", following_words(v->arena, f, x));
	check = funding_check(v->arena, file, f->funders);
	list_empty_set(v, "couts", "Rien n'est encore demandé.");
	cost_rows(v, f, &check);
	if (is_closed(file->request.stage))
		value_not_due(v, "revenu");
	else
		value_set(v, "revenu", income_words(v->arena, &file->request, &check));
	return true;
}
