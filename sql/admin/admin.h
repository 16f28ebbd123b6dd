/* The verbs that bring an agency into production: base, regles charger, compte.
 *
 * Each takes the arguments after its verb (argv[0] is « creer » in « jalon base creer »), connects by
 * the usual PG* variables or --conninfo, prints one French line per fact, and returns the exit status
 * of product.md. Where --base NOM is absent the database is PGDATABASE, else « jalon ». */
#ifndef JALON_ADMIN_H
#define JALON_ADMIN_H

#include "core/rules/rulebook.h"
#include "core/app/command.h"
#include "core/training/course_batch.h"
#include "core/training/funding.h"

/* creer [--base N] --agence-code C --agence-nom N --departement NN | migrer | verifier [--conninfo S].
 * creer runs as a superuser of the cluster; migrer as one, or as a member of jalon_proprietaire. */
int cmd_base(struct command_context *ctx, int argc, char **argv);

/* charger [--base N] [--conninfo S]. Writes the book as the active version of the database, the public holidays of every
 * agency's department for ten years, and the funders. Writes nothing of what is already there. */
int cmd_regles_charger(struct command_context *ctx, const struct rulebook *book, const struct funder_list *funders, int argc,
	char **argv);

/* catalogue FICHIER --fournisseur NOM [--essai] [--retirer] [--agence CODE] [--base N] [--conninfo S]: the sessions that this
 * provider offers, all of them in one transaction; --essai tells what would change, and writes nothing. 1 when a line is faulty:
 * each is told, at most fifty, and nothing is loaded; 1 too when many sessions are missing, unless --retirer says it is meant. */
int cmd_importer(struct command_context *ctx, course_reader read, int argc, char **argv);

/* creer LOGIN --nom N --prenom P --role R [--agence CODE] [--quotite N] | fermer LOGIN [--au DATE] */
int cmd_compte(struct command_context *ctx, int argc, char **argv);

#endif
