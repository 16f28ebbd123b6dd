/* The which-key box: after a prefix, the second keys and what they do. */
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/widgets.h"

static bool follows(const struct ui *ui, const struct binding *b)
{
	return b->keys.count == 2 && b->keys.key[0] == ui->typed.key[0] &&
	       (actions[b->action].screens & ON(ui_top(ui)->ops->id));
}

void which_key_paint(struct ui *ui, struct rect screen)
{
	int count = 0;
	char prefix[32], shown[32];
	for (size_t i = 0; i < ui->keymap.count; i++)
		count += follows(ui, &ui->keymap.items[i]);
	if (count > screen.rows - 2)
		count = screen.rows - 2;
	struct rect box = {screen.row + screen.rows - count - 2, screen.column + 1, count + 2, 34};
	paint_box(box, key_sequence_format(&ui->typed, prefix));
	int row = box.row + 1;
	for (size_t i = 0; i < ui->keymap.count && row < box.row + 1 + count; i++) {
		const struct binding *b = &ui->keymap.items[i];
		if (!follows(ui, b))
			continue;
		struct key_sequence second = {{b->keys.key[1], 0}, 1};
		paint_text(row, box.column + 2, 8, INK_KEY, key_sequence_format(&second, shown));
		paint_text(row, box.column + 11, box.columns - 13, INK_PLAIN, actions[b->action].label);
		row++;
	}
	paint_cursor(box.row + 1, box.column + 2);
}
