/* An application with the shipped rules, a port in memory and four fictional people, on 2026-11-20. */
#ifndef JALON_OFFICE_H
#define JALON_OFFICE_H

#include "core/app/app.h"
#include "tests/support/memory_port.h"

struct office {
	struct rulebook book;
	struct memory_port *port;
	struct app app;
};

#define OFFICE_DAY ((struct date){20777})
enum { OFFICE_PEOPLE = 4 };

void office_open(struct office *o, enum role role); /* the session and the portfolio are loaded */
void office_close(struct office *o);
/* The file of the first person (BERNARD Aïcha), with hostile text in its note, loaded. */
void office_open_file(struct office *o);
/* One of the four, as the portfolio has them: bound by a contract of which nothing is due. */
struct person_facts office_person(size_t i);
void office_open_referents(struct office *o);

#endif
