/* Training requests for the tests of the schema, in the small world (world.h): contents of commands, requests put at a stage. */
#ifndef JALON_TEST_FORMATIONS_SUPPORT_H
#define JALON_TEST_FORMATIONS_SUPPORT_H

#include "tests/db/world.h"

#define FORMATION_ID "f5000000-0000-4000-8000-0000000000%02d" /* for a printf */
#define FID(n) "f5000000-0000-4000-8000-0000000000" n
#define PID(n) "f6000000-0000-4000-8000-0000000000" n /* a piece, a line, an absence, a period, an allowance */

#define RAISE(n, who, more) "{\"formation_id\":\"" FID(n) "\",\"identifiant\":\"" who "\",\"intitule\":\"Soudeur\"" more "}"
#define DESCRIBE(n, version, more) "{\"formation_id\":\"" FID(n) "\",\"version\":" version more "}"
#define PROJECT(n, version, day) DESCRIBE(n, version, ",\"le\":\"" day "\",\"projet\":\"Devenir soudeur\"")
#define STEP(n, version, step, more) DESCRIBE(n, version, ",\"geste\":\"" step "\"" more)
#define PRECONDITION(n, code, state, text, more) "{\"formation_id\":\"" FID(n) "\",\"code\":\"" code "\",\"etat\":\"" state \
	"\",\"texte\":\"" text "\"" more "}"
#define PIECE(n, kind, owner) "{\"piece_id\":\"" PID(n) "\",\"nature\":\"" kind "\",\"debiteur\":\"" owner "\"}"
#define ASK(n, version, day, items) DESCRIBE(n, version, ",\"le\":\"" day "\",\"pieces\":[" items "]")
#define RECEIVE(n, version, day) "{\"piece_id\":\"" PID(n) "\",\"version\":" version ",\"recue_le\":\"" day "\"}"
#define LINE(n, of, cost, funder, from, to, more) "{\"ligne_id\":\"" PID(n) "\",\"formation_id\":\"" FID(of) "\",\"poste\":\"" cost \
	"\",\"financeur\":\"" funder "\",\"du\":\"" from "\",\"au\":\"" to "\"" more "}"
#define DECIDE(n, version, state, more) "{\"ligne_id\":\"" PID(n) "\",\"version\":" version ",\"etat\":\"" state "\"" more "}"
#define AWAY(n, of, from, to) "{\"absence_id\":\"" PID(n) "\",\"formation_id\":\"" FID(of) "\",\"du\":\"" from "\",\"au\":\"" to \
	"\",\"justifiee\":true,\"motif\":\"Grippe\"}"
#define PERIOD(n, who, kind, from, to, more) "{\"periode_id\":\"" PID(n) "\",\"identifiant\":\"" who "\",\"nature\":\"" kind \
	"\",\"entreprise\":\"Tôlerie du Bocage\",\"du\":\"" from "\",\"au\":\"" to "\"" more "}"
#define DEBRIEF(n, version, day) "{\"periode_id\":\"" PID(n) "\",\"version\":" version ",\"avec_hote\":true,\"texte\":\"Bien\",\"le\":\"" day "\"}"
#define ALLOWANCE(n, who, kind, from, more) "{\"droit_id\":\"" PID(n) "\",\"identifiant\":\"" who "\",\"nature\":\"" kind "\",\"du\":\"" from "\"" more "}"
#define UNDO(n) "{\"commande_id\":\"000000" n "-0000-4000-8000-000000000000\"}"
/* Stage, its day, version of a request. */
#define STAGE(n) "SELECT concat_ws(' ', etape, etape_le, version) FROM jalon.formation WHERE formation_id = '" FID(n) "'"

/* Funders (constructys, opcalia: OPCA; region, france_travail: pay an income), a session PID("s0")-like of each sort: …50 with two
 * places, …51 sold out; the rule of the short reprise under the CSP. */
void formations_references_add(const struct world *w);
/* Request n (FORMATION_ID) of a person by w_conseiller, from 2026-11-02 to 2027-03-31, carried on 2026-11-02 through the steps of
 * `path`; complete: with its project, preconditions, and lines granted by the Région for every cost. */
void formation_at(const struct world *w, int n, int person, const char *path, bool complete);
/* The seven preconditions, met, by commands number first to first + 6. */
void formation_preconditions(PGconn *conn, int first, const char *formation);

#endif
