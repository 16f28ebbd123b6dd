/* Just enough JSON to write the content of a command: objects of strings, numbers, booleans, and arrays of them.
 * Reading results is done by the database (jsonb) or by json_get_string on flat objects. */
#ifndef JALON_JSON_H
#define JALON_JSON_H

#include <stdbool.h>

#include "core/base/strbuf.h"

void json_open(struct strbuf *b);
void json_string(struct strbuf *b, const char *key, const char *value); /* NULL: null */
void json_int(struct strbuf *b, const char *key, long value);
void json_bool(struct strbuf *b, const char *key, bool value);
void json_close(struct strbuf *b);
/* An array under a key; each element is an object (json_open … json_close) or a string. */
void json_array_open(struct strbuf *b, const char *key);
void json_array_string(struct strbuf *b, const char *value);
void json_array_close(struct strbuf *b);
/* Value of a string (or number, as text) member of a flat object; false when absent. Caller frees *out. */
bool json_get_string(const char *object, const char *key, char **out);

#endif
