/* Characters being typed. */
#include "tui/widgets/typing.h"

#include <string.h>

#include "core/base/text.h"

bool typing_allows(int cp)
{
	static const struct { int first, last; } refused[] = {
		{0x0, 0x1f}, {0x7f, 0x9f}, {0xad, 0xad}, {0x61c, 0x61c}, {0x180b, 0x180e}, {0x200b, 0x200f},
		{0x2028, 0x202e}, {0x2060, 0x206f}, {0xd800, 0xf8ff}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
		{0xfff0, 0xfffb}, {0xfffe, 0xffff}, {0xe0000, 0x7fffffff},
	};
	if (cp < 0)
		return false;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (cp >= refused[i].first && cp <= refused[i].last)
			return false;
	return true;
}

size_t typing_encode(int cp, char out[5])
{
	size_t n = 0;
	unsigned u = (unsigned)cp;
	if (u < 0x80) {
		out[n++] = (char)u;
	} else if (u < 0x800) {
		out[n++] = (char)(0xc0 | (u >> 6));
		out[n++] = (char)(0x80 | (u & 0x3f));
	} else if (u < 0x10000) {
		out[n++] = (char)(0xe0 | (u >> 12));
		out[n++] = (char)(0x80 | ((u >> 6) & 0x3f));
		out[n++] = (char)(0x80 | (u & 0x3f));
	} else {
		out[n++] = (char)(0xf0 | (u >> 18));
		out[n++] = (char)(0x80 | ((u >> 12) & 0x3f));
		out[n++] = (char)(0x80 | ((u >> 6) & 0x3f));
		out[n++] = (char)(0x80 | (u & 0x3f));
	}
	out[n] = '\0';
	return n;
}

size_t typing_count(const char *s)
{
	size_t count = 0;
	for (; *s; s++)
		count += ((unsigned char)*s & 0xc0) != 0x80;
	return count;
}

int typing_width(const char *s, size_t length)
{
	int width = 0;
	char cluster[64]; /* one cluster is a letter and its marks; what a longer one would add is not shown */
	for (size_t at = 0; at < length;) {
		size_t n = text_next_cluster(s + at), kept = n < sizeof cluster ? n : sizeof cluster - 1;
		if (n == 0)
			break;
		memcpy(cluster, s + at, kept);
		cluster[kept] = '\0';
		width += text_width(cluster);
		at += n;
	}
	return width;
}

bool typing_is_mark(const char *encoded)
{
	return *encoded != '\n' && text_width(encoded) == 0;
}
