/* The state directory: found, made private, its files replaced whole. */
#include "tui/drafts/state_dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/portfolio/facts.h"

#define TEMPORARY ".neuf" /* ending of a file being written; nobody reads it */

/* --- the directory ------------------------------------------------------------------------------------ */

static bool refuse(const struct state_dir *d, struct error *e, const char *why)
{
	error_set(e, ERR_CONFIG, "%s : %.200s", why, d->path[0] != '\0' ? d->path : "dossier personnel absent");
	error_set_remedy(e, "Libérez de la place ou rendez ce dossier accessible, ou donnez XDG_STATE_HOME");
	return false;
}

/* The base of the path, which must be there; *below: how many of the last folders may be made. */
static bool state_path(struct state_dir *d, int *below)
{
	const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int n;

	if (xdg != NULL && xdg[0] == '/') {
		*below = 2; /* the folder that XDG_STATE_HOME names is made too: the XDG specification asks for it */
		n = snprintf(d->path, sizeof d->path, "%s/jalon", xdg);
	} else if (home != NULL && home[0] == '/') {
		*below = 3;
		n = snprintf(d->path, sizeof d->path, "%s/.local/state/jalon", home);
	} else {
		return false;
	}
	return n > 0 && (size_t)n < sizeof d->path;
}

/* Makes the last `below` folders of the path that are not there. Theirs is 0700 too: XDG says so. */
static bool state_make(const char *path, int below)
{
	char part[PATH_MAX];
	size_t end = strlen(path);

	for (int i = 1; i < below; i++)
		while (end > 0 && path[--end] != '/')
			;
	for (;; end += 1 + strcspn(path + end + 1, "/")) {
		memcpy(part, path, end);
		part[end] = '\0';
		if (mkdir(part, 0700) < 0 && errno != EEXIST)
			return false;
		if (path[end] == '\0')
			return true;
	}
}

/* Ours alone: what is typed in it must be read by nobody else, and no link may lead it elsewhere. */
static bool state_is_private(int fd)
{
	struct stat st;

	if (fstat(fd, &st) < 0 || st.st_uid != geteuid())
		return false;
	return (st.st_mode & 0077) == 0 || fchmod(fd, 0700) == 0;
}

bool state_open(struct state_dir *d, bool make, struct error *e)
{
	int below = 0;

	if (d->open)
		return true;
	if (!state_path(d, &below))
		return refuse(d, e, "rien où garder ce qui est saisi");
	if (make && !state_make(d->path, below))
		return refuse(d, e, error_cause(errno));
	d->fd = open(d->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (d->fd < 0)
		return refuse(d, e, error_cause(errno));
	if (!state_is_private(d->fd)) {
		close(d->fd);
		return refuse(d, e, "ce dossier n'est pas à vous");
	}
	d->open = true;
	return true;
}

void state_close(struct state_dir *d)
{
	if (d->open)
		close(d->fd);
	d->open = false;
}

/* --- files -------------------------------------------------------------------------------------------- */

static bool write_all(int fd, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, text, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		length -= (size_t)n;
	}
	return fsync(fd) == 0;
}

bool state_write(struct state_dir *d, const char *name, const char *text, size_t length, struct error *e)
{
	char temporary[STATE_NAME + sizeof TEMPORARY];
	bool ok;
	int fd = -1, why;

	if (!state_open(d, true, e))
		return false;
	snprintf(temporary, sizeof temporary, "%s" TEMPORARY, name);
	/* A file of ours, made here: what else bears the name (a pipe that nobody reads, another link of a file) is put away. */
	for (int tries = 0; tries < 3; tries++) {
		unlinkat(d->fd, temporary, 0);
		fd = openat(d->fd, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	if (fd < 0) {
		why = errno;
		state_close(d); /* gone or forbidden: looked for again next time */
		return refuse(d, e, error_cause(why));
	}
	ok = fchmod(fd, 0600) == 0 && write_all(fd, text, length);
	why = errno;
	close(fd);
	if (ok && renameat(d->fd, temporary, d->fd, name) == 0) {
		fsync(d->fd); /* the name itself; some file systems refuse it, and then keep it anyway */
		return true;
	}
	if (ok)
		why = errno;
	unlinkat(d->fd, temporary, 0);
	return refuse(d, e, error_cause(why));
}

bool state_write_under(struct state_dir *d, const char *folder, const char *name, const char *text, size_t length,
                       char path[PATH_MAX], struct error *e)
{
	struct state_dir inner = {0};
	bool ok;

	if (!state_open(d, true, e))
		return false;
	snprintf(inner.path, sizeof inner.path, "%.*s/%s", (int)(sizeof inner.path - STATE_NAME - 2), d->path, folder);
	if (mkdirat(d->fd, folder, 0700) < 0 && errno != EEXIST)
		return refuse(&inner, e, error_cause(errno));
	inner.fd = openat(d->fd, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (inner.fd < 0)
		return refuse(&inner, e, error_cause(errno));
	inner.open = true;
	ok = state_is_private(inner.fd) ? state_write(&inner, name, text, length, e) : refuse(&inner, e, "ce dossier n'est pas à vous");
	snprintf(path, PATH_MAX, "%.*s/%s", PATH_MAX - STATE_NAME - 2, inner.path, name);
	state_close(&inner);
	return ok;
}

char *state_read(struct state_dir *d, const char *name)
{
	struct error ignored = {0};
	struct stat st;
	char *text = NULL;
	size_t got = 0;
	int fd = state_open(d, false, &ignored) ? openat(d->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && st.st_size <= STATE_FILE_MAX) {
		size_t size = (size_t)st.st_size;

		text = mem_alloc(size + 1);
		while (got < size) {
			ssize_t n = read(fd, text + got, size - got);

			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0)
				break;
			got += (size_t)n;
		}
		text[got] = '\0';
	}
	close(fd);
	return text;
}

void state_remove(struct state_dir *d, const char *name)
{
	struct error ignored = {0};

	if (state_open(d, false, &ignored))
		unlinkat(d->fd, name, 0);
}

bool state_rename(struct state_dir *d, const char *from, const char *to)
{
	struct error ignored = {0};

	return state_open(d, false, &ignored) && renameat(d->fd, from, d->fd, to) == 0;
}

/* --- listing ------------------------------------------------------------------------------------------ */

static int by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), end = strlen(ending);

	return length > end && length < STATE_NAME && strcmp(name + length - end, ending) == 0;
}

void state_each(struct state_dir *d, const char *ending, void (*found)(void *ctx, const char *name), void *ctx)
{
	struct error ignored = {0};
	char **names = NULL;
	size_t count = 0;
	struct dirent *entry;
	int fd = state_open(d, false, &ignored) ? openat(d->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	DIR *list = fd >= 0 ? fdopendir(fd) : NULL;

	while (list != NULL && (entry = readdir(list)) != NULL)
		if (ends_with(entry->d_name, ending)) {
			names = mem_resize(names, (count + 1) * sizeof *names);
			names[count++] = mem_strdup(entry->d_name);
		}
	if (list != NULL)
		closedir(list);
	else if (fd >= 0)
		close(fd);
	if (count > 1)
		qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count; i++) {
		found(ctx, names[i]);
		free(names[i]);
	}
	free(names);
}

struct wanted { const char *start; bool there; };

static void compare(void *ctx, const char *name)
{
	struct wanted *w = ctx;

	w->there = w->there || strncmp(name, w->start, strlen(w->start)) == 0;
}

bool state_has(struct state_dir *d, const char *start, const char *ending)
{
	struct wanted w = {start, false};

	state_each(d, ending, compare, &w);
	return w.there;
}

/* --- names and locks ---------------------------------------------------------------------------------- */

const char *state_base(const struct session_facts *s)
{
	return s != NULL && s->base != NULL ? s->base : "";
}

void state_name(char out[STATE_NAME], const char *what, const struct session_facts *s)
{
	const char *parts[] = {state_base(s), "\n", s != NULL && s->agency_code != NULL ? s->agency_code : "", "\n",
	                       s != NULL && s->login != NULL ? s->login : ""};
	uint64_t hash = 14695981039346656037u; /* FNV-1a: keeps names apart and short; the content is checked by its reader */

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (const char *c = parts[i]; *c != '\0'; c++)
			hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	snprintf(out, STATE_NAME, "%.40s-%016llx", what, (unsigned long long)hash);
}

int state_lock(struct state_dir *d, const char *name, bool make)
{
	struct error ignored = {0};
	struct stat st;
	int fd = state_open(d, make, &ignored)
		? openat(d->fd, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | (make ? O_CREAT : 0), 0600) : -1;

	/* Removed between the two by whoever tidied up: a lock without a name says nothing to others. */
	if (fd >= 0 && (flock(fd, LOCK_EX | LOCK_NB) < 0 || fstat(fd, &st) < 0 || st.st_nlink == 0)) {
		close(fd);
		return -1;
	}
	return fd;
}
