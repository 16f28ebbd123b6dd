/* Writing the content of a command, and reading one member of a flat result. */
#include "core/base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

/* Between two members or elements. */
static void json_separate(struct strbuf *b)
{
	if (b->len > 0 && b->s[b->len - 1] != '{' && b->s[b->len - 1] != '[')
		strbuf_add(b, ",");
}

void json_open(struct strbuf *b)
{
	json_separate(b);
	strbuf_add(b, "{");
}

void json_close(struct strbuf *b)
{
	strbuf_add(b, "}");
}

static void json_quote(struct strbuf *b, const char *s)
{
	strbuf_add(b, "\"");
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			strbuf_addf(b, "\\%c", c);
		else if (c < 0x20)
			strbuf_addf(b, "\\u%04x", c);
		else
			strbuf_add_n(b, s, 1);
	}
	strbuf_add(b, "\"");
}

static void json_key(struct strbuf *b, const char *key)
{
	json_separate(b);
	json_quote(b, key);
	strbuf_add(b, ":");
}

void json_array_open(struct strbuf *b, const char *key)
{
	json_key(b, key);
	strbuf_add(b, "[");
}

void json_array_string(struct strbuf *b, const char *value)
{
	json_separate(b);
	json_quote(b, value);
}

void json_array_close(struct strbuf *b)
{
	strbuf_add(b, "]");
}

void json_string(struct strbuf *b, const char *key, const char *value)
{
	json_key(b, key);
	if (value == NULL)
		strbuf_add(b, "null");
	else
		json_quote(b, value);
}

void json_int(struct strbuf *b, const char *key, long value)
{
	json_key(b, key);
	strbuf_addf(b, "%ld", value);
}

void json_bool(struct strbuf *b, const char *key, bool value)
{
	json_key(b, key);
	strbuf_add(b, value ? "true" : "false");
}

/* --- reading ------------------------------------------------------------------------------------- */

static const char *skip_space(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* Four hexadecimal digits; -1 otherwise. */
static int32_t hex4(const char *s)
{
	int32_t value = 0;

	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef";
		int c = s[i] >= 'A' && s[i] <= 'F' ? s[i] - 'A' + 'a' : s[i];
		const char *at = c == '\0' ? NULL : strchr(digits, c);

		if (at == NULL)
			return -1;
		value = value * 16 + (int32_t)(at - digits);
	}
	return value;
}

/* After the backslash at s[-1]: writes the character meant, returns what follows; NULL when malformed. */
static const char *read_escape(const char *s, struct strbuf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *at = *s == '\0' ? NULL : strchr(from, *s);
	utf8proc_uint8_t bytes[4];
	int32_t cp;

	if (at != NULL) {
		strbuf_add_n(out, to + (at - from), 1);
		return s + 1;
	}
	if (*s != 'u' || (cp = hex4(s + 1)) <= 0)
		return NULL;
	s += 5;
	if (cp >= 0xD800 && cp < 0xDC00 && s[0] == '\\' && s[1] == 'u') {
		int32_t low = hex4(s + 2);

		if (low < 0xDC00 || low > 0xDFFF)
			return NULL;
		cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
		s += 6;
	}
	if (!utf8proc_codepoint_valid(cp))
		return NULL;
	strbuf_add_n(out, (const char *)bytes, (size_t)utf8proc_encode_char(cp, bytes));
	return s;
}

/* A string from its opening quote; returns what follows the closing one, NULL when malformed. */
static const char *read_string(const char *s, struct strbuf *out)
{
	if (*s != '"')
		return NULL;
	for (s++; *s != '"';) {
		if (*s == '\0')
			return NULL;
		if (*s == '\\') {
			s = read_escape(s + 1, out);
			if (s == NULL)
				return NULL;
		} else {
			strbuf_add_n(out, s++, 1);
		}
	}
	return s + 1;
}

/* A string, or a bare word (number, true, false, null); nested values are refused. */
static const char *read_value(const char *s, struct strbuf *out)
{
	size_t len;

	if (*s == '"')
		return read_string(s, out);
	len = strcspn(s, ",} \t\r\n{[");
	if (len == 0)
		return NULL;
	strbuf_add_n(out, s, len);
	return s + len;
}

bool json_get_string(const char *object, const char *key, char **out)
{
	struct strbuf name = {0}, value = {0};
	const char *s = skip_space(object);
	bool found = false;

	if (*s++ != '{')
		return false;
	while (!found) {
		strbuf_clear(&name);
		strbuf_clear(&value);
		s = read_string(skip_space(s), &name);
		if (s == NULL || *(s = skip_space(s)) != ':')
			break;
		s = read_value(skip_space(s + 1), &value);
		if (s == NULL)
			break;
		found = strcmp(strbuf_str(&name), key) == 0;
		if (*(s = skip_space(s)) != ',')
			break;
		s++;
	}
	strbuf_free(&name);
	if (found) {
		strbuf_add(&value, "");
		*out = value.s;
	} else {
		strbuf_free(&value);
	}
	return found;
}
