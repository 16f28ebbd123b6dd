/* Random (version 4) UUIDs: ids of commands. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "sql/client/sql_port.h"

void sql_command_id(char out[COMMAND_ID_TEXT])
{
	unsigned char b[16];

	/* 16 bytes are never delivered in part, and the kernel's pool is filled long before a login. */
	if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b) {
		fputs("jalon : le noyau ne donne pas de nombre au hasard. Relancez jalon.\n", stderr);
		abort();
	}
	b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
	snprintf(out, COMMAND_ID_TEXT, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
		b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}
