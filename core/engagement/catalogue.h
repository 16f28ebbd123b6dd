/* Commitments that a contract starts from: the socle of each regime and the volet of each orientation (003:7658-7672),
 * read from config/engagements.ini (config/commitments_file.h). Individual ones are written for the person. */
#ifndef JALON_CATALOGUE_H
#define JALON_CATALOGUE_H

#include "core/base/arena.h"
#include "core/engagement/contract.h"

struct commitment_model {
	const char *code;            /* stored with the commitment (item.model) */
	const char *object;          /* French, as it is written in the contract */
	enum debtor debtor;
	enum item_part part;         /* PART_SOCLE or PART_VOLET */
	unsigned int regimes;        /* bit (1U << regime) */
	unsigned int parcours;          /* bit (1U << parcours); 0: whatever the orientation */
	enum cadence cadence;
	const char *rule;            /* code of the clock behind it, "" */
	bool action, employment;     /* counts as an action, à visée emploi (L7) */
	enum rule_status status;
	const char *source;          /* never empty */
	struct date from, to;        /* in force; DATE_NONE: without limit */
};
struct commitment_catalogue { struct arena arena; const struct commitment_model *models; size_t count; };
/* Those of a contract of that regime and parcours signed on that day: both sides, the structure's first. Allocates from arena. */
size_t catalogue_select(struct arena *arena, const struct commitment_catalogue *c, enum regime regime, enum parcours parcours,
                        struct date day, const struct commitment_model ***out);
void catalogue_free(struct commitment_catalogue *c);

#endif
