/* The screens, one file each: portfolio.c, file.c, search.c, referents.c, help.c, messages.c; the forms of
 * the acts in forms_*.c. */
#ifndef JALON_SCREENS_H
#define JALON_SCREENS_H

#include "tui/screen.h"

extern const struct screen_ops screen_portfolio; /* argument: référent's login, "" for mine */
extern const struct screen_ops screen_file;      /* argument: identifiant */
extern const struct screen_ops screen_search;
extern const struct screen_ops screen_day;       /* Ma journée */
extern const struct screen_ops screen_rollcall;  /* argument: « séance jour login » */
extern const struct screen_ops screen_hours;     /* argument: identifiant */
extern const struct screen_ops screen_commitments; /* argument: identifiant */
extern const struct screen_ops screen_trainings; /* argument: référent's login, "" mine, or the agency's for a responsable */
extern const struct screen_ops screen_training;  /* argument: UUID of the request */
extern const struct screen_ops screen_catalogue; /* argument: identifiant of the person a session is looked for, "" nobody */
extern const struct screen_ops screen_referents;
extern const struct screen_ops screen_help;
extern const struct screen_ops screen_messages;
extern const struct screen_ops screen_agenda;    /* argument: login of another's agenda, "" for mine */

/* The acts that open a prompt, a form or the editor, from any screen that has a person. */
enum act_result act_dispatch(struct ui *ui, enum action_id action, const char *person_id);

/* The cursor of the portfolio below goes to that person: the file on top has moved on to them. */
void portfolio_point(const struct ui *ui, const char *id);
/* From the person of id (room bytes) to the next one of the portfolio shown, or the previous one; the screen then loads them.
 * False, and why is said, when there is none. */
bool portfolio_neighbour(struct ui *ui, char *id, size_t room, int way);

/* The Monday that the agenda shows when it is on top, DATE_NONE. */
struct date agenda_week_shown(const struct ui *ui);
struct date agenda_day_shown(const struct ui *ui); /* of the row under the cursor, else the Monday; DATE_NONE elsewhere */

#endif
