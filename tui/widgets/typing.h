/* Characters being typed: which of them may enter a text, and their UTF-8. Pure: no terminal. */
#ifndef JALON_TYPING_H
#define JALON_TYPING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/app/action.h"

#define CTRL_KEY(letter) (KEYCODE_CTRL_A + ((letter) - 'a'))

/* False for controls, bidi and zero-width signs, surrogates, private use: what could not be shown as typed. */
bool typing_allows(int code_point);
/* UTF-8 of a code point that typing_allows() (or '\n'); returns the bytes, out ends in NUL. */
size_t typing_encode(int code_point, char out[5]);
size_t typing_count(const char *s); /* code points */
int typing_width(const char *s, size_t length); /* columns of the first bytes, which end between two clusters */
bool typing_is_mark(const char *encoded); /* joins the character before it */

#endif
