/* Facts about a person that the tests of judgements start from. */
#ifndef JALON_TEST_FACTS_H
#define JALON_TEST_FACTS_H

#include "core/portfolio/facts.h"

/* A contract signed by both 30 days before `today`, with two actions, one à visée emploi, for a year; oriented and informed
 * in time; no hours asked: nothing of it is due. */
void facts_contracted(struct person_facts *f, struct date today);

#endif
