/* The facts of contracts, ledgers, hours and trainings of the generated demonstration, as the database states them. */
#ifndef JALON_TEST_DEMO_FACTS_H
#define JALON_TEST_DEMO_FACTS_H

#include "sql/demo/demo_model.h"

/* As jalon.faits_personne() does, on the demonstration's day; adds to what conclusions left (item_ours, item_theirs). */
void demo_facts_bind(const struct demo_data *d, size_t person, struct person_facts *f);
/* One training request. */
struct training demo_facts_training(const struct demo_data *d, size_t index);
/* Their open training requests, and the period in a company to be debriefed. */
void demo_facts_train(struct arena *arena, const struct demo_data *d, size_t person, struct person_facts *f);

#endif
