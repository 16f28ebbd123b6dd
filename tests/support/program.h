/* The real program run as a script runs it: no terminal, both outputs kept, its exit status. */
#ifndef JALON_TEST_PROGRAM_H
#define JALON_TEST_PROGRAM_H

struct program_run {
	int status;      /* of exit; 128 and more: killed */
	char *out, *err; /* owned, never NULL */
};

/* argv[0] is the program, the last one NULL. conninfo: JALON_CONNINFO of the program. */
struct program_run program_run(const char *conninfo, char *const argv[]);
void program_run_free(struct program_run *run);

#endif
