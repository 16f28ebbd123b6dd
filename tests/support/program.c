/* A program with both outputs in files of no name. See program.h. */
#include "tests/support/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static FILE *output_new(void)
{
	FILE *f = tmpfile();
	if (f == NULL)
		fail("tmpfile");
	return f;
}

/* The whole of it; closes it. */
static char *output_take(FILE *f)
{
	long size;
	char *text;
	fseek(f, 0, SEEK_END);
	size = ftell(f);
	rewind(f);
	text = mem_alloc((size_t)size + 1);
	if (size < 0 || fread(text, 1, (size_t)size, f) != (size_t)size)
		fail("read");
	text[size] = '\0';
	fclose(f);
	return text;
}

static void child(const char *conninfo, FILE *out, FILE *err, char *const argv[])
{
	if (dup2(fileno(out), STDOUT_FILENO) < 0 || dup2(fileno(err), STDERR_FILENO) < 0 ||
	    freopen("/dev/null", "r", stdin) == NULL)
		_exit(126);
	setenv("JALON_CONNINFO", conninfo, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("TERM");
	execv(argv[0], argv);
	_exit(127);
}

struct program_run program_run(const char *conninfo, char *const argv[])
{
	FILE *out = output_new(), *err = output_new();
	struct program_run run = {0};
	int status = 0;
	pid_t pid = fork();
	if (pid < 0)
		fail("fork");
	if (pid == 0)
		child(conninfo, out, err, argv);
	if (waitpid(pid, &status, 0) != pid)
		fail("waitpid");
	run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	run.out = output_take(out);
	run.err = output_take(err);
	return run;
}

void program_run_free(struct program_run *run)
{
	free(run->out);
	free(run->err);
	*run = (struct program_run){0};
}
