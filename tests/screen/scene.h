/* A scene: the real loop, terminal and widgets over a made-up list of people, without a database.
 *
 * The test runner plays it instead of its tests when JALON_TEST_SCENE is set (a constructor sees to it), so
 * that the scene runs in a pty as a program of its own:
 *   c choice, n editor, f chooser, w text box, e form, / filter; what comes back is said in a message.
 * JALON_TEST_SCENE: "simple"; "unsettled": a write never answered; "slow": the database answers nothing. */
#ifndef JALON_TEST_SCENE_H
#define JALON_TEST_SCENE_H

#include "tests/support/pty.h"

/* env as for pty_start(), added to the scene's name; at most six entries, NULL-terminated, or NULL. */
struct pty_screen *scene_start(const char *name, int rows, int cols, char *const env[]);

#endif
