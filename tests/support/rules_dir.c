/* Rule files read, and copied under the temporary folder. */
#include "tests/support/rules_dir.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/rules_file.h"
#include "core/base/mem.h"

struct rulebook rules_read(const char *dir)
{
	struct rules_faults faults = {0};
	struct error e = {0};
	struct rulebook book;

	cr_assert(rules_load(dir, &book, &faults, &e), "%s", e.message);
	rules_faults_free(&faults);
	return book;
}

struct rulebook shipped_rules(void)
{
	return rules_read(TEST_SOURCES "/config");
}

void rules_dir_write_bytes(const char *dir, const char *name, const char *bytes, size_t size)
{
	char *path = mem_format("%s/%s", dir, name);
	FILE *out = fopen(path, "wb");

	if (out == NULL || fwrite(bytes, 1, size, out) != size || fclose(out) != 0) {
		perror(path);
		abort();
	}
	free(path);
}

void rules_dir_write(const char *dir, const char *name, const char *text)
{
	rules_dir_write_bytes(dir, name, text, strlen(text));
}

static void file_copy(const char *dir, const char *name)
{
	char *from = mem_format("%s/config/regimes/%s", TEST_SOURCES, name), *to = mem_format("regimes/%s", name);
	static char bytes[1 << 16];
	FILE *in = fopen(from, "rb");
	size_t size;

	if (in == NULL) {
		perror(from);
		abort();
	}
	size = fread(bytes, 1, sizeof bytes, in);
	fclose(in);
	rules_dir_write_bytes(dir, to, bytes, size);
	free(from);
	free(to);
}

char *rules_dir_make(void)
{
	const char *temp = getenv("TMPDIR");
	char *dir = mem_format("%s/jalon-rules-XXXXXX", temp != NULL ? temp : "/tmp"), *regimes;
	DIR *shipped = opendir(TEST_SOURCES "/config/regimes");
	struct dirent *entry;

	if (mkdtemp(dir) == NULL || shipped == NULL)
		abort();
	regimes = mem_format("%s/regimes", dir);
	mkdir(regimes, 0700);
	free(regimes);
	while ((entry = readdir(shipped)) != NULL)
		if (entry->d_name[0] != '.')
			file_copy(dir, entry->d_name);
	closedir(shipped);
	return dir;
}

static char *file_read(const char *path)
{
	char *text = mem_alloc(1 << 16);
	FILE *in = fopen(path, "rb");
	size_t size;

	if (in == NULL) {
		perror(path);
		abort();
	}
	size = fread(text, 1, (1 << 16) - 1, in);
	fclose(in);
	text[size] = '\0';
	return text;
}

void rules_dir_replace(const char *dir, const char *name, const char *text)
{
	char *path = mem_format("%s/%s", dir, name), *whole = file_read(path);
	char *header = mem_format("\n[%.*s", (int)strcspn(text + 1, " ]"), text + 1);
	char *start = whole, *end;

	while ((start = strstr(start, header)) != NULL && start[strlen(header)] != ' ' && start[strlen(header)] != ']')
		start++;
	end = start != NULL ? strstr(start + 1, "\n[") : NULL;
	if (start != NULL)
		memmove(start + 1, end != NULL ? end + 1 : start + strlen(start), end != NULL ? strlen(end + 1) + 1 : 1);
	free(path);
	path = mem_format("%s\n%s", whole, text);
	rules_dir_write(dir, name, path);
	free(path);
	free(header);
	free(whole);
}

void rules_dir_delete(const char *dir, const char *name)
{
	char *path = mem_format("%s/%s", dir, name);

	if (unlink(path) != 0)
		abort();
	free(path);
}

static int entry_remove(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

void rules_dir_remove(char *dir)
{
	nftw(dir, entry_remove, 8, FTW_DEPTH | FTW_PHYS);
	free(dir);
}
