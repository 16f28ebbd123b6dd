/* The one loop. Each pass takes the signals, every key already typed, every answer of the database; then
 * recomputes what changed, paints once, and waits. */
#include "tui/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/french.h"
#include "tui/drafts/drafts.h"
#include "tui/signals.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

/* Readable without a key this many times in a row: nobody is at the other end any more. */
#define EMPTY_READS_MAX 1000

/* --- recalc and paint -------------------------------------------------------------------------------- */

static void recalc_top(struct ui *ui)
{
	struct screen *s = ui_top(ui);
	if (!s || !s->dirty)
		return;
	s->dirty = false;
	arena_reset(&s->arena);
	if (s->ops->recalc)
		s->ops->recalc(ui, s);
}

static void paint_popups(struct ui *ui, struct popup *p, struct rect body)
{
	if (!p)
		return;
	paint_popups(ui, p->below, body);
	p->ops->paint(ui, p, body);
}

static void paint_all(struct ui *ui)
{
	arena_reset(&ui->frame);
	paint_begin();
	ui->too_small_shown = term_too_small();
	if (ui->too_small_shown) {
		chrome_paint_too_small(ui);
	} else {
		recalc_top(ui);
		struct screen *s = ui_top(ui);
		s->ops->paint(ui, s, ui_body());
		chrome_paint(ui);
		struct rect body = ui_body();
		body.rows -= chrome_message_rows(ui) - 1;
		paint_popups(ui, ui->popup, body);
		if (ui->typed.count > 0)
			which_key_paint(ui, ui_body());
	}
	paint_end();
	ui->dirty = false;
}

/* --- keys -------------------------------------------------------------------------------------------- */

/* A message is read once it was painted and a key was typed after it; a warning or an error waits for
 * another key than a move. */
static void read_messages(struct ui *ui, enum action_id action)
{
	size_t shown = app_message_shown(ui->app, ui->messages_read);
	bool move = action >= ACTION_DOWN && action <= ACTION_LAST;
	if (shown > 0 && (app_message_at(ui->app, shown)->level <= MESSAGE_DONE || !move))
		ui->messages_read = ui->messages_painted;
}

/* Clocks change on a key, never by themselves: no periodic repaint. --au keeps its own time. */
static void refresh_minute(struct app *a)
{
	if (date_is_set(a->as_of))
		return;
	time_t seconds = time(NULL);
	struct tm local;
	if (localtime_r(&seconds, &local))
		app_set_minute(a, local.tm_hour * 60 + local.tm_min);
}

void ui_perform(struct ui *ui, enum action_id action)
{
	struct screen *s = ui_top(ui);
	const struct action *a = &actions[action];
	recalc_top(ui);
	if (!(a->screens & ON(s->ops->id))) {
		app_say(ui->app, MESSAGE_INFO, "« %s » ne s'emploie pas sur cet écran", a->label);
		return;
	}
	const char *refusal = action_refusal(ui->app, a, ui_person(ui));
	if (refusal) {
		app_say(ui->app, MESSAGE_WARNING, "%s", french_sentence(&ui->frame, refusal));
		return;
	}
	enum act_result result = s->ops->act ? s->ops->act(ui, s, action) : ACT_IGNORED;
	if (result == ACT_IGNORED)
		ui_act_general(ui, action);
	if (result & ACT_RECALC)
		s->dirty = true;
	if ((result & ACT_CLOSE) && ui_top(ui) == s)
		ui_close_screen(ui);
}

static void suspend(struct ui *ui)
{
	if (term_may_suspend())
		term_suspend();
	else
		app_say(ui->app, MESSAGE_INFO, "La suspension n'est pas permise dans cette session");
	ui_mark_dirty(ui);
}

static void unknown_key(struct ui *ui, const struct key_sequence *typed)
{
	char shown[32], help[32];
	if (typed->count == 1 && typed->key[0] == KEYCODE_CTRL_Z) {
		suspend(ui);
		return;
	}
	app_say(ui->app, MESSAGE_INFO, "« %s » ne sert pas ici ; %s : aide", key_sequence_format(typed, shown),
	        keymap_show(&ui->keymap, ACTION_HELP, help));
}

static void screen_key(struct ui *ui, int key)
{
	struct key_sequence typed = ui->typed;
	enum action_id action = ACTION_NONE;
	bool had_prefix = typed.count > 0;
	ui->typed.count = 0;
	if (had_prefix && (key == KEYCODE_ESCAPE || key == KEYCODE_CTRL_A + 2))
		return;
	typed.key[typed.count++] = key;
	enum key_match match = keymap_lookup(&ui->keymap, ui_top(ui)->ops->id, &typed, &action);
	read_messages(ui, action);
	if (match == KEY_PREFIX && typed.count == 1) {
		ui->typed = typed;
	} else if (match == KEY_ACTION) {
		ui->acted = typed;
		ui_perform(ui, action);
		ui->acted.count = 0;
	} else {
		unknown_key(ui, &typed);
	}
}

/* Too small to see anything: only leaving is possible, and not over something unsaved. */
static void key_when_too_small(struct ui *ui, int key)
{
	if (ui->too_small_shown && (key == 'q' || key == 'Q') && !*ui_refusal_to_leave(ui))
		ui->quit = true;
}

static void take_key(struct ui *ui, int key, bool pasted)
{
	if (key == KEYCODE_RESIZE) {
		ui_mark_dirty(ui);
	} else if (term_too_small()) {
		key_when_too_small(ui, pasted ? KEYCODE_NONE : key);
	} else if (ui->popup) {
		read_messages(ui, ACTION_NONE);
		ui_popup_key(ui, key, pasted);
		drafts_touched(ui);
	} else if (pasted) {
		if (key != '\n')
			app_say(ui->app, MESSAGE_INFO, "Texte collé laissé de côté : ouvrez d'abord une saisie");
	} else {
		screen_key(ui, key);
	}
}

static bool take_keys(struct ui *ui)
{
	int key;
	bool any = false;
	while (!ui->quit && (key = term_next_key()) != KEYCODE_NONE) {
		if (!any)
			refresh_minute(ui->app);
		any = true;
		take_key(ui, key, term_pasted());
	}
	return any;
}

/* --- signals and answers ----------------------------------------------------------------------------- */

static void interrupt(struct ui *ui)
{
	if (ui->popup)
		ui_popup_key(ui, KEYCODE_ESCAPE, false);
	else
		ui_act_general(ui, ACTION_CANCEL);
}

static bool take_signals(struct ui *ui)
{
	unsigned flags = signals_take();
	if (flags & SIGNALLED_END)
		ui->quit = true;
	if (flags & SIGNALLED_INTERRUPT)
		interrupt(ui);
	if (flags & SIGNALLED_STOP)
		suspend(ui);
	if (flags & SIGNALLED_CONTINUE)
		term_resume();
	if (flags & SIGNALLED_RESIZE)
		term_resize();
	if (flags)
		ui_mark_dirty(ui);
	return flags != 0;
}

static bool take_events(struct ui *ui)
{
	struct data_port *port = ui->app->port;
	struct event e = {0};
	bool any = false;
	while (port->next_event(port->ctx, &e)) {
		app_event(ui->app, &e);
		e = (struct event){0};
		any = true;
	}
	if (any)
		ui_mark_dirty(ui);
	if (ui->app->session && !ui->session_seen && !ui->popup) { /* it may replace the screen that a popup answers to */
		ui->session_seen = true;
		if (ui->on_session)
			ui->on_session(ui);
	}
	return any;
}

/* --- waiting ----------------------------------------------------------------------------------------- */

static short poll_events(const struct port_wait *w)
{
	return (short)((w->want_read ? POLLIN : 0) | (w->want_write ? POLLOUT : 0));
}

/* Of two timeouts of poll(), where -1 is none. */
static int sooner(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* Waits for a key, a signal, the database or its timer. False when the terminal is gone. */
static bool wait_for_something(struct ui *ui)
{
	static const short gone = POLLHUP | POLLERR | POLLNVAL;
	struct data_port *port = ui->app->port;
	struct port_wait w = port->wait(port->ctx);
	struct pollfd fds[3] = {
		{.fd = term_fd(), .events = POLLIN},
		{.fd = signals_fd(), .events = POLLIN},
		{.fd = w.fd, .events = poll_events(&w)}, /* a negative descriptor is left out by poll */
	};
	int ready = poll(fds, 3, sooner(w.timeout_ms, drafts_timeout(ui)));
	if (ready < 0)
		return errno == EINTR;
	if (fds[0].revents & gone)
		return false;
	bool readable = fds[2].revents & (POLLIN | gone), writable = fds[2].revents & POLLOUT;
	if (ready == 0 || readable || writable)
		port->service(port->ctx, readable, writable);
	return true;
}

void loop_leave(struct ui *ui)
{
	drafts_close(ui); /* before the forms go: what they hold stays on disk */
	ui_free_all(ui);
}

int loop_run(struct ui *ui)
{
	int empty_reads = 0;
	ui_mark_dirty(ui);
	while (!ui->quit) {
		bool changed = take_signals(ui);
		bool keys = take_keys(ui);
		changed = take_events(ui) || keys || changed || ui->dirty;
		drafts_step(ui);
		changed = changed || ui->dirty;
		ui_free_left(ui);
		empty_reads = changed ? 0 : empty_reads + 1;
		if (ui->quit || empty_reads > EMPTY_READS_MAX)
			break;
		if (changed) {
			paint_all(ui);
			drafts_painted(ui);
		}
		if (!wait_for_something(ui))
			break;
	}
	loop_leave(ui);
	return ui->exit_status;
}
