/* What became of an appointment: who came, what was concluded, what each side will do (rules.md L2, L3, L4). */
#include <string.h>

#include "core/acts/act_slot.h"
#include "core/base/json.h"

static const struct input_text reason_text = {"motif", "le motif", false, 500, false};
static const struct input_text conclusion_text = {"conclusion", "la conclusion", true, 4000, true};

/* --- attendance ------------------------------------------------------------------------------------------------- */

/* As the database has it (participation_presence_future): somebody may excuse themselves, and a séance be cancelled,
 * before it begins. */
static bool attendance_waits(const struct app *a, const char *meeting, enum attendance x)
{
	struct period when;

	return (x == ATTENDANCE_PRESENT || x == ATTENDANCE_ABSENT) && meeting_period(a, meeting, &when) &&
	       moment_compare(when.from, a->now) > 0;
}

static bool attendance_check(const struct app *a, const char *meeting, enum attendance x, struct error *e)
{
	if (x <= ATTENDANCE_UNKNOWN || x >= ATTENDANCE_COUNT)
		return input_refuse(e, "presence", "choisissez une présence : présent, absent excusé, absent non excusé, annulé par la "
		                    "structure ou annulé par la personne");
	if (attendance_waits(a, meeting, x)) {
		error_set(e, ERR_REFUSED, "la présence se saisit quand le rendez-vous a commencé");
		error_set_remedy(e, "attendez le rendez-vous");
		strcpy(e->constraint, "participation_presence_future");
		strcpy(e->field, "presence");
		return false;
	}
	return true;
}

static bool entries_check(const struct app *a, const char *meeting, const struct presence_entry *entries, size_t count,
                          struct error *e)
{
	if (count == 0)
		return input_refuse(e, "presence", "aucune présence n'est à noter");
	for (size_t i = 0; i < count; i++)
		if (!attendance_check(a, meeting, entries[i].attendance, e) || !input_text_check(&reason_text, entries[i].reason, e))
			return false;
	return true;
}

static const char *presence_label(struct command_draft *d, const char *meeting, const struct presence_entry *entries,
                                  size_t count)
{
	if (count == 1)
		return arena_format(&d->arena, "%s : %s", meeting_words(d->app, &d->arena, meeting, entries[0].person),
		                    attendance_label(entries[0].attendance));
	return arena_format(&d->arena, "%s : %zu présences", meeting_words(d->app, &d->arena, meeting, ""), count);
}

bool act_rdv_presence(struct app *a, const char *meeting, const struct presence_entry *entries, size_t count, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !entries_check(a, meeting, entries, count, e))
		return false;
	command_open(&d, a, "rdv_presence");
	json_string(&d.content, "seance_id", meeting);
	json_array_open(&d.content, "presences");
	for (size_t i = 0; i < count; i++) {
		json_open(&d.content);
		json_string(&d.content, "identifiant", entries[i].person);
		json_int(&d.content, "version", entries[i].version);
		json_string(&d.content, "presence", attendance_code(entries[i].attendance));
		command_text_if(&d, "motif", entries[i].reason);
		json_close(&d.content);
	}
	json_array_close(&d.content);
	command_send(&d, presence_label(&d, meeting, entries, count), count == 1 ? entries[0].person : "", true);
	return true;
}

/* --- conclusion ---------------------------------------------------------------------------------------------------- */

static bool item_is_empty(const struct item_new *i)
{
	return input_blank(i->object) && input_blank(i->due);
}

/* The sentence names which one when there are several. */
static const char *item_word(struct arena *arena, const char *what, size_t number, size_t count)
{
	return count == 1 ? what : arena_format(arena, "%s de l'engagement %zu", what, number + 1);
}

static bool item_check(const struct app *a, struct arena *arena, const struct item_new *items, size_t i, size_t count,
                       struct error *e)
{
	const struct input_text object = {"objet", item_word(arena, "l'objet", i, count), true, 500, false};
	struct date due = DATE_NONE;

	if (items[i].debtor == NULL || (strcmp(items[i].debtor, "personne") != 0 && strcmp(items[i].debtor, "structure") != 0))
		return input_refuse(e, "debiteur", "%s est structure (nous) ou personne", item_word(arena, "le débiteur", i, count));
	if (!input_text_check(&object, items[i].object, e) ||
	    !input_date(items[i].due, "echeance", item_word(arena, "l'échéance", i, count), DATE_NONE, &due, e))
		return false;
	if (date_is_set(a->now.day) && date_compare(due, a->now.day) < 0)
		return input_refuse(e, "echeance", "%s est passée", item_word(arena, "l'échéance", i, count));
	return true;
}

static bool items_check(const struct app *a, const struct item_new *items, size_t count, struct error *e)
{
	struct arena arena = {0};
	bool good = true;

	for (size_t i = 0; good && i < count; i++)
		good = item_is_empty(&items[i]) || item_check(a, &arena, items, i, count, e);
	arena_free(&arena);
	return good;
}

/* A conclusion closes what took place, or what is known not to have: unknown cannot be closed. */
static bool conclude_presence_check(const struct app *a, const char *meeting, const char *person, enum attendance x,
                                    struct error *e)
{
	const struct attendee *at = attendee_find(meeting_find(a, meeting), person);
	const struct appointment *p = appointment_find(a, meeting);

	if (x != ATTENDANCE_UNKNOWN)
		return attendance_check(a, meeting, x, e);
	if (at == NULL && p == NULL)
		return true;
	/* Of the agenda and the file, one may have been read before the presence was recorded. */
	if ((at == NULL || at->attendance == ATTENDANCE_UNKNOWN) && (p == NULL || p->attendance == ATTENDANCE_UNKNOWN))
		return input_refuse(e, "presence", "la présence manque : dites d'abord si la personne est venue");
	return true;
}

static void items_write(struct command_draft *d, const struct item_new *items, size_t count)
{
	json_array_open(&d->content, "engagements");
	for (size_t i = 0; i < count; i++) {
		struct date due = DATE_NONE;

		if (item_is_empty(&items[i]) || !input_date_read(items[i].due, &due))
			continue;
		json_open(&d->content);
		command_new_id(d, "engagement_id");
		json_string(&d->content, "debiteur", items[i].debtor);
		command_text(d, "objet", items[i].object);
		json_date(&d->content, "echeance", due);
		json_close(&d->content);
	}
	json_array_close(&d->content);
}

bool act_rdv_conclude(struct app *a, const char *meeting, const char *person, int version, enum attendance attendance,
                      const char *conclusion, const struct item_new *items, size_t item_count, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !conclude_presence_check(a, meeting, person, attendance, e) ||
	    !input_text_check(&conclusion_text, conclusion, e) || !items_check(a, items, item_count, e))
		return false;
	command_open(&d, a, "rdv_conclure");
	json_string(&d.content, "seance_id", meeting);
	json_string(&d.content, "identifiant", person);
	json_int(&d.content, "version", version);
	if (attendance != ATTENDANCE_UNKNOWN)
		json_string(&d.content, "presence", attendance_code(attendance));
	command_text(&d, "conclusion", conclusion);
	items_write(&d, items, item_count);
	command_send(&d, arena_format(&d.arena, "conclusion, %s", meeting_words(a, &d.arena, meeting, person)), person, false);
	return true;
}

/* --- convocation, reminder ------------------------------------------------------------------------------------------- */

bool act_rdv_received(struct app *a, const char *meeting, const char *person, int version, const char *convoked,
                      const char *received, struct error *e)
{
	struct date sent = DATE_NONE, got = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (input_blank(convoked) && input_blank(received)) {
		error_set(e, ERR_NOTHING, "rien n'a été changé");
		return false;
	}
	if ((!input_blank(convoked) && !input_date(convoked, "convoque_le", "la date de convocation", DATE_NONE, &sent, e)) ||
	    (!input_blank(received) && !input_date(received, "recu_le", "la date de réception", DATE_NONE, &got, e)))
		return false;
	if (date_is_set(a->now.day) && date_is_set(sent) && date_compare(sent, a->now.day) > 0)
		return input_refuse(e, "convoque_le", "la date de convocation est à venir");
	if (date_is_set(a->now.day) && date_is_set(got) && date_compare(got, a->now.day) > 0)
		return input_refuse(e, "recu_le", "la date de réception est à venir");
	if (date_is_set(sent) && date_is_set(got) && date_compare(got, sent) < 0)
		return input_refuse(e, "recu_le", "la réception ne précède pas la convocation");
	command_open(&d, a, "convocation_noter");
	json_string(&d.content, "seance_id", meeting);
	json_string(&d.content, "identifiant", person);
	json_int(&d.content, "version", version);
	if (date_is_set(sent))
		json_date(&d.content, "convoque_le", sent);
	if (date_is_set(got))
		json_date(&d.content, "recu_le", got);
	command_send(&d, arena_format(&d.arena, "convocation, %s", meeting_words(a, &d.arena, meeting, person)), person, true);
	return true;
}

static int reminder_rule_days(const struct app *a, enum regime regime, const char *code, int otherwise)
{
	const struct rule *r = app_rules(a) != NULL ? rulebook_find(app_rules(a), regime, code, a->now.day) : NULL;

	return r != NULL && r->fixed ? r->value : otherwise;
}

int rdv_reminder_days(const struct app *a, enum regime regime, struct date next)
{
	const struct calendar *local = app_rules(a) != NULL ? app_rules(a)->local : NULL;
	const char *department = a->session != NULL ? a->session->department : NULL;
	struct date working = calendar_next_working_day(local, date_add_days(a->now.day, 1), department);

	return date_compare(next, working) <= 0 ? reminder_rule_days(a, regime, "rappel_dernier", 1)
	                                        : reminder_rule_days(a, regime, "rappel_premier", 7);
}

bool act_reminder(struct app *a, const char *meeting, const char *person, int days, enum channel channel, struct error *e)
{
	struct command_draft d;
	struct period when;

	if (!act_allowed(a, e))
		return false;
	if (channel >= CHANNEL_COUNT)
		return input_refuse(e, "canal", "ce canal n'existe pas");
	if (days < 0 || days > 60)
		return input_refuse(e, "jours", "un rappel se donne de 0 à 60 jours avant");
	if (meeting_period(a, meeting, &when) && moment_compare(when.from, a->now) <= 0) {
		error_set(e, ERR_REFUSED, "ce rendez-vous a commencé : un rappel n'a plus d'objet");
		error_set_remedy(e, "saisissez plutôt la présence");
		strcpy(e->constraint, "rappel_tardif");
		return false;
	}
	command_open(&d, a, "rappel_donner");
	command_new_id(&d, "rappel_id");
	json_string(&d.content, "seance_id", meeting);
	json_string(&d.content, "identifiant", person);
	json_int(&d.content, "jours", days);
	json_string(&d.content, "canal", channel_code(channel));
	command_send(&d, arena_format(&d.arena, "rappel (%s), %s", channel_label(channel), meeting_words(a, &d.arena, meeting, person)),
	             person, true);
	return true;
}
