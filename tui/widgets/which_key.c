/* The which-key box: after a prefix, the second keys and what they do. */
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/widgets.h"

static bool follows(const struct ui *ui, const struct binding *b)
{
	return b->keys.count == 2 && b->keys.key[0] == ui->typed.key[0] &&
	       (actions[b->action].screens & ON(ui_top(ui)->ops->id));
}

/* One column of 34, with room for long names of keys; two narrower ones when the screen is too short. */
static void follower_paint(const struct binding *b, struct rect at)
{
	struct key_sequence second = {{b->keys.key[1], 0}, 1};
	int key_columns = at.columns < 30 ? 6 : 9;
	char shown[32];
	paint_text(at.row, at.column, key_columns - 1, INK_KEY, key_sequence_format(&second, shown));
	paint_text(at.row, at.column + key_columns, at.columns - key_columns, INK_PLAIN, actions[b->action].label);
}

void which_key_paint(struct ui *ui, struct rect screen)
{
	int count = 0, most = screen.rows - 2, at = 0;
	char prefix[32];
	for (size_t i = 0; i < ui->keymap.count; i++)
		count += follows(ui, &ui->keymap.items[i]);
	bool two = count > most;
	int rows = two ? (count + 1) / 2 : count, width = two ? 26 : 30;
	if (rows > most)
		rows = most;
	struct rect box = {screen.row + screen.rows - rows - 2, screen.column + 1, rows + 2, two ? 2 * width + 5 : width + 4};
	paint_box(box, key_sequence_format(&ui->typed, prefix));
	for (size_t i = 0; i < ui->keymap.count && at < (two ? 2 : 1) * rows; i++)
		if (follows(ui, &ui->keymap.items[i])) {
			follower_paint(&ui->keymap.items[i], (struct rect){box.row + 1 + at % rows, box.column + 2 + at / rows * (width + 1), 1, width});
			at++;
		}
	paint_cursor(box.row + 1, box.column + 2);
}
