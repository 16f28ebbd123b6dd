/* See formations_support.h. */
#include "tests/db/formations_support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/training/training.h"
#include "tests/support/cluster.h"

static const char references_sql[] =
	"INSERT INTO jalon.financeur (code, libelle, nature, remunere, source) VALUES ('constructys', 'Constructys', 'opca', false, '000:2021'),"
	" ('opcalia', 'Opcalia', 'opca', false, '000:2021'), ('region', 'Région', 'region', true, '000:1546'),"
	" ('france_travail', 'France Travail', 'france_travail', true, '000:1999') ON CONFLICT DO NOTHING;"
	"INSERT INTO jalon.catalogue_import (agence_id, import_id, fournisseur, fichier, lignes, ajoutees, changees, inchangees, retirees, par)"
	" VALUES (1, '" PID("00") "', 'carif', 'offre.csv', 2, 2, 0, 0, 0, 'w_administrateur');"
	"INSERT INTO jalon.catalogue_session (agence_id, session_id, fournisseur, cle, offre, organisme, intitule, rome, objectif, heures_minutes,"
	" rythme_minutes, debut, fin, places, lieu, departement, import_id, maj_le) SELECT 1, v.id::uuid, 'carif', v.id, 'soudure', 'AFPA', 'Soudeur', 'H2913',"
	" 'qualification', 48000, 2100, '2026-11-02', '2027-03-31', v.places, 'Rennes', '35', '" PID("00") "', '2026-11-16'"
	" FROM (VALUES ('" PID("50") "', 2), ('" PID("51") "', 0)) AS v(id, places);"
	"INSERT INTO jalon.regle_parametre (version_id, rang, regime, code, libelle, genre, valeur, unite, statut, applique, source)"
	" VALUES (1, 90, 'CSP', 'reprise_courte', 'Reprise courte', 'parametre', 14, 'jour', 'pratique', true, '000:6078');";

void formations_references_add(const struct world *w)
{
	cluster_exec(w->owner, references_sql);
}

static void completion_add(const struct world *w, const char *id)
{
	char *sql = mem_format("INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, projet, auteur) SELECT agence_id, formation_id,"
		" personne_id, 'Devenir soudeur', cree_par FROM jalon.formation WHERE formation_id = '%1$s';"
		"INSERT INTO jalon.formation_prealable (agence_id, formation_id, personne_id, code, etat, le, par) SELECT agence_id, formation_id, personne_id, code,"
		" 'fait', '2026-11-02', cree_par FROM jalon.formation, unnest(ARRAY['mise_en_situation', 'positionnement', 'vae', 'francais', 'frais', 'mobilite',"
		" 'garde']) code WHERE formation_id = '%1$s';"
		"INSERT INTO jalon.formation_financement (agence_id, formation_id, personne_id, poste, financeur, du, au, etat, decidee_le, saisi_par)"
		" SELECT agence_id, formation_id, personne_id, poste, 'region', '2026-11-02', '2027-04-01', 'accordee', '2026-11-02', cree_par FROM jalon.formation,"
		" unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) poste WHERE formation_id = '%1$s'", id);
	cluster_exec(w->owner, sql);
	free(sql);
}

void formation_at(const struct world *w, int n, int person, const char *path, bool complete)
{
	char id[40];
	snprintf(id, sizeof id, FORMATION_ID, n);
	char *sql = mem_format("INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, debut, fin, cree_par)"
		" SELECT agence_id, '%1$s', personne_id, 'Soudeur', '2026-11-02', '2027-03-31', 'w_conseiller' FROM jalon.personne WHERE personne_id = %2$d;"
		"INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, le, texte, motifs, financeur, par)"
		" SELECT f.agence_id, f.formation_id, f.personne_id, g, '2026-11-02', 'x', CASE g WHEN 'refuser' THEN ARRAY['cout'] WHEN 'abandonner' THEN ARRAY['delai']"
		" WHEN 'suivre' THEN ARRAY['emploi'] ELSE ARRAY[]::text[] END, CASE g WHEN 'deposer' THEN 'region' END, 'w_conseiller' FROM jalon.formation f,"
		" unnest(string_to_array('%3$s', ' ')) WITH ORDINALITY AS u(g, o) WHERE f.formation_id = '%1$s' ORDER BY o", id, person, path);
	cluster_exec(w->owner, sql);
	free(sql);
	if (complete)
		completion_add(w, id);
}

void formation_preconditions(PGconn *conn, int first, const char *formation)
{
	for (int i = 0; i < PRE_COUNT; i++) {
		char *content = mem_format("{\"formation_id\":\"%s\",\"code\":\"%s\",\"etat\":\"fait\",\"texte\":\"Vu\"}", formation,
			precondition_code((enum precondition)i));
		COMMANDS("faite", conn, first + i, "formation_prealable", content);
		free(content);
	}
}
