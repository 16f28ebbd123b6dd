/* A contact in two keystrokes: c, then the channel. With people chosen, the same contact for each. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/screens/screens.h"
#include "tui/widgets/widgets.h"

#define NO_ANSWER CHANNEL_COUNT /* a call that nobody answered: noted, and the clock runs on */

static const struct choice contact_choices[] = {
	{'t', "téléphone", CHANNEL_PHONE},
	{'e', "entretien", CHANNEL_MEETING},
	{'v', "visio", CHANNEL_VIDEO},
	{'s', "SMS", CHANNEL_SMS},
	{'m', "courriel", CHANNEL_MAIL},
	{'l', "courrier", CHANNEL_LETTER},
	{'d', "visite à domicile", CHANNEL_VISIT},
	{'a', "appel sans réponse", NO_ANSWER},
};

/* A choice keeps no context of its own: this box wraps it, with those whom the contact is with. */
struct contact_box {
	struct popup popup;
	struct popup *choice;
	struct form_context *about;
	struct selection *chosen; /* NULL: about->id alone */
};

static bool contact_note(struct ui *ui, const char *id, int value)
{
	bool reached = value != NO_ANSWER;
	enum channel channel = reached ? (enum channel)value : CHANNEL_PHONE;
	struct error e = {0};
	if (act_contact(ui->app, id, channel, reached, "", &e))
		return true;
	app_say_error(ui->app, MESSAGE_ERROR, "", &e);
	return false;
}

static void contact_chosen(struct ui *ui, void *ctx, int value)
{
	const struct contact_box *box = ctx;
	if (box->chosen == NULL) {
		contact_note(ui, box->about->id, value);
		return;
	}
	for (size_t i = 0; i < box->chosen->count; i++)
		if (!contact_note(ui, box->chosen->ids[i], value))
			return;
	selection_clear(box->chosen);
}

static enum popup_result contact_key(struct ui *ui, struct popup *p, int key)
{
	const struct contact_box *box = (struct contact_box *)p;
	return box->choice->ops->key(ui, box->choice, key);
}

static void contact_paint(struct ui *ui, struct popup *p, struct rect screen)
{
	const struct contact_box *box = (struct contact_box *)p;
	box->choice->ops->paint(ui, box->choice, screen);
}

static void contact_free(struct popup *p)
{
	struct contact_box *box = (struct contact_box *)p;
	box->choice->ops->free(box->choice);
	form_context_free(box->about);
	free(box);
}

static const char *contact_hint(const struct popup *p)
{
	const struct contact_box *box = (const struct contact_box *)p;
	return box->choice->ops->hint(box->choice);
}

/* On the message line, as the choice it wraps. */
static const struct popup_ops contact_ops = {
	.key = contact_key, .paint = contact_paint, .free = contact_free, .hint = contact_hint, .on_message_line = true,
};

static struct contact_box *contact_box_new(struct ui *ui, const char *id)
{
	struct contact_box *box = mem_alloc(sizeof *box);
	box->popup.ops = &contact_ops;
	box->about = form_context_new(ui, id);
	return box;
}

static void contact_ask(struct ui *ui, struct contact_box *box, const char *question)
{
	box->choice = choice_new(question, contact_choices, sizeof contact_choices / sizeof *contact_choices, contact_chosen,
	                         box);
	ui_show_popup(ui, &box->popup);
}

void form_contact(struct ui *ui, const char *id)
{
	struct contact_box *box = contact_box_new(ui, id);
	contact_ask(ui, box, arena_format(&box->about->arena, "Contact avec %s", box->about->name));
}

void form_contact_chosen(struct ui *ui, struct selection *chosen)
{
	struct contact_box *box = contact_box_new(ui, chosen->ids[0]);
	struct arena *arena = &box->about->arena;
	box->chosen = chosen;
	contact_ask(ui, box, chosen->count == 1 ? arena_format(arena, "Contact avec %s", box->about->name)
	                                        : arena_format(arena, "Contact avec les %zu personnes choisies", chosen->count));
}
