/* The funders of training in the database, where requests name them and the catalogue is checked against them. */
#ifndef JALON_FUNDERS_STORE_H
#define JALON_FUNDERS_STORE_H

#include <libpq-fe.h>

#include "core/base/error.h"
#include "core/training/funding.h"

/* In one transaction: what is new is added, what differs is changed. One that the list no longer holds stays: requests may
 * name it. */
bool funders_store(PGconn *conn, const struct funder_list *funders, long *changed, struct error *e);

#endif
