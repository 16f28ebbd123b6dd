-- What happens to a request keeps its order: an entry is not undone under the absences noted since, a piece is not asked for before the
-- file was handed in, a version of the project is not older than the one before. A rule that local.ini switches off refuses nothing (W2).

SET LOCAL ROLE jalon_proprietaire;

-- As in 016; and not under absences.
CREATE OR REPLACE FUNCTION jalon.evenement_annuler() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW IS NOT DISTINCT FROM OLD THEN
		RETURN NEW;
	ELSIF NEW.annule_par IS NULL THEN
		PERFORM jalon.refuser('formation_evenement_intangible', '', 'ce qui est arrivé à une demande ne se réécrit pas');
	ELSIF current_user = 'jalon_proprietaire' THEN
		RETURN NEW;
	END IF;
	PERFORM jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
	IF NEW.geste = 'evoquer' OR EXISTS (SELECT FROM jalon.formation_evenement x WHERE x.agence_id = NEW.agence_id
		AND x.formation_id = NEW.formation_id AND x.annule_par IS NULL AND x.rang > NEW.rang) THEN
		PERFORM jalon.refuser('formation_dernier_evenement', '', 'seul le dernier événement d''une demande s''annule');
	ELSIF NEW.geste = 'entrer' AND EXISTS (SELECT FROM jalon.formation_absence x WHERE x.agence_id = NEW.agence_id
		AND x.formation_id = NEW.formation_id AND x.annule_par IS NULL) THEN
		PERFORM jalon.refuser('formation_entree_absences', '', 'des absences sont notées depuis cette entrée');
	END IF;
	RETURN NEW;
END
$$;

-- As in 024; and not before the filing.
CREATE OR REPLACE FUNCTION jalon.piece_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		IF f.etape NOT IN ('deposee', 'pieces_demandees') THEN
			PERFORM jalon.refuser('formation_piece_etape', 'pieces', 'des pièces se demandent sur un dossier déposé');
		ELSIF NEW.demandee_le > jalon.jour_de(NEW.saisi_le) THEN
			PERFORM jalon.refuser('formation_piece_future', 'le', 'une pièce ne se demande pas dans le futur');
		ELSIF NEW.demandee_le < (SELECT max(e.le) FROM jalon.formation_evenement e WHERE e.agence_id = NEW.agence_id
			AND e.formation_id = NEW.formation_id AND e.annule_par IS NULL AND e.geste IN ('deposer', 'contester')) THEN
			PERFORM jalon.refuser('formation_piece_avant_depot', 'le', 'une pièce se demande une fois le dossier déposé');
		END IF;
		RETURN NEW;
	ELSIF OLD.recue_le IS NOT NULL AND (NEW.annule_par IS NOT NULL OR NEW.retiree_le IS NOT NULL) THEN
		PERFORM jalon.refuser('formation_piece_deja_recue', 'recue_le', 'cette pièce est déjà reçue');
	ELSIF OLD.retiree_le IS NOT NULL AND (NEW.retiree_le, NEW.recue_le) IS DISTINCT FROM (OLD.retiree_le, OLD.recue_le) THEN
		PERFORM jalon.refuser('formation_piece_retiree', 'piece_id', 'cette pièce est retirée');
	ELSIF NEW.retiree_le > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('formation_piece_future', 'retiree_le', 'une pièce ne se retire pas dans le futur');
	ELSIF NEW.annule_par IS NULL AND NEW.recue_le IS DISTINCT FROM OLD.recue_le THEN
		PERFORM jalon.piece_recue_garder(OLD, NEW, f);
		NEW.recue_par := CASE WHEN NEW.recue_le IS NOT NULL THEN session_user END;
	END IF;
	RETURN NEW;
END
$$;

-- As in 016; in the order of the versions.
CREATE OR REPLACE FUNCTION jalon.projet_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		PERFORM jalon.refuser('formation_projet_intangible', '', 'un projet ne se réécrit pas : chaque version reste');
	END IF;
	f := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
	NEW.rang := coalesce(NEW.rang, 1 + (SELECT coalesce(max(x.rang), 0) FROM jalon.formation_projet x
		WHERE x.agence_id = NEW.agence_id AND x.formation_id = NEW.formation_id));
	IF NOT jalon.importe() THEN
		PERFORM jalon.formation_ouverte_garder(f);
		IF f.etape IN ('entree', 'achevee') THEN
			PERFORM jalon.refuser('formation_entree_figee', 'projet', 'la formation a commencé : son projet ne change plus');
		ELSIF NEW.le > jalon.jour_de(NEW.saisi_le) THEN
			PERFORM jalon.refuser('formation_evenement_futur', 'le', 'un projet ne s''écrit pas dans le futur');
		ELSIF NEW.le < (SELECT max(x.le) FROM jalon.formation_projet x WHERE x.agence_id = NEW.agence_id
			AND x.formation_id = NEW.formation_id) THEN
			PERFORM jalon.refuser('formation_projet_ordre', 'le', 'la version précédente du projet est plus récente');
		END IF;
	END IF;
	RETURN NEW;
END
$$;

-- As in 016; a rule not applied warns of nothing.
CREATE OR REPLACE FUNCTION jalon.reprise_trop_courte(p_agence int, p_personne bigint, p_du date, p_au date) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN EXISTS (SELECT FROM jalon.passage p JOIN jalon.regle_parametre r ON r.regime = p.regime AND r.code = 'reprise_courte' AND r.applique
			AND r.valeur > p_au - p_du AND (r.du IS NULL OR r.du <= p_du) AND (r.au IS NULL OR r.au >= p_du)
		JOIN jalon.regles_version v ON v.version_id = r.version_id AND v.active
		WHERE p.agence_id = p_agence AND p.personne_id = p_personne AND p.annule_par IS NULL AND p.du <= p_du AND (p.au IS NULL OR p.au > p_du));
END
$$;

RESET ROLE;
