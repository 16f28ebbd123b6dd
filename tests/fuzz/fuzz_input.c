/* Whatever is typed or pasted: buffers stay valid, the cursor stays between two clusters, undo gives all back. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/widgets/field.h"
#include "tui/widgets/line_buffer.h"
#include "tui/widgets/text_buffer.h"
#include "tui/widgets/typing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
	if (!holds)
		abort();
}

/* Three bytes a key: anything from characters to special keys, and beyond both. */
static int next_key(const uint8_t **data, size_t *size)
{
	int key = (*data)[0];
	size_t used = 1;
	if (key >= 0xc0 && *size >= 3) {
		key = (key & 0x3f) << 16 | (*data)[1] << 8 | (*data)[2];
		used = 3;
	} else if (key >= 0x80) {
		key = KEY_SPECIAL + (key & 0x3f);
	}
	*data += used;
	*size -= used;
	return key;
}

static void check_line(const struct line_buffer *b)
{
	int column = -1;
	const char *s = line_buffer_text(b);
	require(strlen(s) == b->text.len && b->cursor <= b->text.len);
	require(((unsigned char)s[b->cursor] & 0xc0) != 0x80);
	require(line_buffer_first_shown(b, 12, &column) <= b->cursor && column >= 0 && column < 12 + 8);
}

static void check_text(const struct text_buffer *b)
{
	const char *s = text_buffer_text(b);
	int column = -1;
	require(strlen(s) == b->text.len && b->cursor <= b->text.len);
	require(((unsigned char)s[b->cursor] & 0xc0) != 0x80);
	text_buffer_cursor_row(b, 12, &column);
	require(column >= 0 && column <= 12 + 8);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct line_buffer line = {0};
	struct text_buffer text = {0};
	char *raw = calloc(size + 1, 1), date[11];
	memcpy(raw, data, size);
	line_buffer_set(&line, raw); /* any bytes at all, as a database may hold them */
	check_line(&line);
	field_date(raw, date);
	while (size > 0) {
		int key = next_key(&data, &size);
		line_buffer_key(&line, key, 60);
		text_buffer_key(&text, key, 12, 3, 400);
		check_line(&line);
		check_text(&text);
	}
	while (text_buffer_undo(&text))
		check_text(&text);
	require(text.text.len == 0);
	free(line_buffer_value(&line));
	line_buffer_free(&line);
	text_buffer_free(&text);
	free(raw);
	return 0;
}
