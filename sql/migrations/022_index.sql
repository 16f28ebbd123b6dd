-- One request's lines of funding, one person's allowances, protected days and dispensations are read from their index alone. Where
-- an index of an exclusion constraint would serve too, the planner takes it at the same price, and it is twenty times slower
-- among 200,000 people (make bench: people).

SET LOCAL ROLE jalon_proprietaire;

DROP INDEX jalon.formation_financement_par_formation, jalon.droit_par_personne, jalon.conge_par_personne, jalon.derogation_par_personne;
CREATE INDEX formation_financement_par_formation ON jalon.formation_financement (agence_id, formation_id)
	INCLUDE (personne_id, poste, du, au, etat, decidee_le) WHERE annule_par IS NULL;
CREATE INDEX droit_par_personne ON jalon.droit (agence_id, personne_id, du DESC) INCLUDE (au, saisi_le) WHERE annule_par IS NULL;
CREATE INDEX conge_par_personne ON jalon.conge (agence_id, personne_id, au) INCLUDE (du, nature, saisi_le) WHERE annule_par IS NULL;
CREATE INDEX derogation_par_personne ON jalon.derogation (agence_id, personne_id, au) INCLUDE (du, cible_minutes) WHERE annule_par IS NULL;

RESET ROLE;
