/* Errors as values: one French sentence, what to do, and an exit status. */
#include "core/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops a UTF-8 sequence that vsnprintf cut in the middle. */
static void utf8_trim_tail(char *s, size_t len)
{
	size_t start = len, need = 1;
	unsigned char lead;

	while (start > 0 && ((unsigned char)s[start - 1] & 0xC0U) == 0x80U)
		start--;
	if (start == 0)
		return;
	lead = (unsigned char)s[start - 1];
	if (lead >= 0xF0U)
		need = 4;
	else if (lead >= 0xE0U)
		need = 3;
	else if (lead >= 0xC0U)
		need = 2;
	if (len - (start - 1) < need)
		s[start - 1] = '\0';
}

__attribute__((format(printf, 3, 0)))
static void sentence_write(char *out, size_t size, const char *fmt, va_list args)
{
	int len = vsnprintf(out, size, fmt, args);

	if (len < 0)
		out[0] = '\0';
	else if ((size_t)len >= size)
		utf8_trim_tail(out, size - 1);
	for (char *p = out; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
}

void error_set(struct error *e, enum error_code code, const char *fmt, ...)
{
	va_list args;
	char message[sizeof e->message];

	/* The arguments may point into e itself: write first, clear after. */
	va_start(args, fmt);
	sentence_write(message, sizeof message, fmt, args);
	va_end(args);
	error_clear(e);
	e->code = code;
	memcpy(e->message, message, sizeof message);
}

void error_set_remedy(struct error *e, const char *fmt, ...)
{
	va_list args;
	char remedy[sizeof e->remedy];

	va_start(args, fmt);
	sentence_write(remedy, sizeof remedy, fmt, args);
	va_end(args);
	memcpy(e->remedy, remedy, sizeof remedy);
}

void error_clear(struct error *e)
{
	memset(e, 0, sizeof *e);
}

int error_exit_status(enum error_code code)
{
	switch (code) {
	case ERR_NONE:
		return 0;
	case ERR_NOT_FOUND:
	case ERR_NOTHING:
	case ERR_REFUSED:
	case ERR_CONFLICT:
	case ERR_CANCELLED:
		return 1;
	case ERR_USAGE:
		return 2;
	case ERR_CONFIG:
	case ERR_CONNECTION:
	case ERR_LOGIN:
	case ERR_SCHEMA:
	case ERR_DATABASE:
		break;
	}
	return 3;
}

const char *error_cause(int number)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT: return "plus de place sur le disque";
	case EFBIG: return "taille de fichier limitée";
	case EACCES:
	case EPERM: return "accès refusé";
	case EEXIST:
	case ENOTEMPTY: return "ce nom est déjà pris";
	case EROFS: return "disque en lecture seule";
	case ENOENT: return "dossier absent";
	case ELOOP:
	case ENOTDIR: return "un lien ou un fichier tient la place du dossier";
	default: return "écriture impossible";
	}
}
