/* The drafts on disk. See drafts_seen.h. */
#include "tests/endurance/drafts_seen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/mem.h"

#define ENDING ".saisie"

static void file_see(const char *path, struct drafts_seen *s)
{
	FILE *f = fopen(path, "r");
	struct stat status;
	size_t at = strlen(s->text);
	if (f == NULL)
		return; /* settled meanwhile */
	if (fstat(fileno(f), &status) == 0 && (status.st_mode & 077) != 0)
		world_fail("%s can be read by others", path);
	size_t n = fread(s->text + at, 1, sizeof(s->text) - 1 - at, f);
	s->text[at + n] = '\0';
	s->count++;
	if (strstr(s->text + at, "\"verbe\":\"\"") == NULL)
		s->in_flight++;
	fclose(f);
}

void drafts_see(const struct world *w, struct drafts_seen *s)
{
	char *folder = mem_format("%s/jalon", w->state);
	DIR *d = opendir(folder);
	*s = (struct drafts_seen){0};
	for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
		size_t length = strlen(e->d_name);
		char *path = mem_format("%s/%s", folder, e->d_name);
		if (length > strlen(ENDING) && strcmp(e->d_name + length - strlen(ENDING), ENDING) == 0)
			file_see(path, s);
		free(path);
	}
	if (d != NULL)
		closedir(d);
	free(folder);
}
