/* Messages: the last ones, newest first, whole. */
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define TIME_COLUMNS 7
#define MARK_COLUMNS 3

struct message_row { const char *time, *mark, *text; enum ink ink; };

struct messages {
	struct list list;
	struct message_row *rows;
};

static const struct { const char *mark; enum ink ink; } looks[] = {
	[MESSAGE_INFO] = {"", INK_PLAIN}, [MESSAGE_DONE] = {"✓", INK_GREEN},
	[MESSAGE_WARNING] = {"!", INK_ORANGE}, [MESSAGE_ERROR] = {"!!", INK_ERROR},
};

static size_t kept(const struct app *a)
{
	return a->message_count < MESSAGES_KEPT ? a->message_count : MESSAGES_KEPT;
}

static struct text_lines lines_of(struct arena *arena, const struct message *m)
{
	int columns = term_columns() - LIST_MARK - TIME_COLUMNS - MARK_COLUMNS - 1;
	return text_wrap(arena, text_safe(arena, m->text), columns);
}

static void messages_recalc(struct ui *ui, struct screen *s)
{
	struct messages *v = s->state;
	const struct app *a = ui->app;
	size_t count = 0, total = 0;
	for (size_t i = 0; i < kept(a); i++)
		total += lines_of(&s->arena, &a->messages[(a->message_count - 1 - i) % MESSAGES_KEPT]).count;
	v->rows = arena_array(&s->arena, total, sizeof *v->rows);
	for (size_t i = 0; i < kept(a); i++) {
		const struct message *m = &a->messages[(a->message_count - 1 - i) % MESSAGES_KEPT];
		struct text_lines lines = lines_of(&s->arena, m);
		const char *when = arena_format(&s->arena, "%02d:%02d", m->at.minute / 60, m->at.minute % 60);
		for (size_t j = 0; j < lines.count; j++)
			v->rows[count++] = (struct message_row){j == 0 ? when : "", j == 0 ? looks[m->level].mark : "", lines.lines[j],
			                                        looks[m->level].ink};
	}
	list_set_count(&v->list, count);
}

static void paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct message_row *row = &((const struct messages *)ctx)->rows[index];
	int start = TIME_COLUMNS + MARK_COLUMNS;
	(void)selected;
	paint_text(line.row, line.column, TIME_COLUMNS - 1, INK_DIM, row->time);
	paint_text(line.row, line.column + TIME_COLUMNS, MARK_COLUMNS - 1, row->ink, row->mark);
	paint_text(line.row, line.column + start, line.columns - start, row->ink, row->text);
}

static void messages_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct messages *v = s->state;
	(void)ui;
	if (v->list.count == 0)
		paint_text(body.row, body.column + LIST_MARK, body.columns - LIST_MARK, INK_DIM, "Aucun message pour l'instant.");
	list_paint(&v->list, body, paint_row, v);
}

static enum act_result messages_act(struct ui *ui, struct screen *s, enum action_id action)
{
	(void)ui;
	return list_act(&((struct messages *)s->state)->list, action) ? ACT_DONE : ACT_IGNORED;
}

const struct screen_ops screen_messages = {
	.id = SCREEN_MESSAGES,
	.title = "Messages",
	.state_size = sizeof(struct messages),
	.recalc = messages_recalc,
	.paint = messages_paint,
	.act = messages_act,
};
