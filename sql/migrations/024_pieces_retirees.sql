-- A piece that will not come, or is asked for no more, is withdrawn on a day: until then the file waited for it, and those days stay
-- charged to who owed it (000:577).

SET LOCAL ROLE jalon_proprietaire;

ALTER TABLE jalon.formation_piece
	ADD COLUMN retiree_le date,
	ADD CONSTRAINT formation_piece_retiree_apres CHECK (retiree_le >= demandee_le),
	ADD CONSTRAINT formation_piece_retiree_ou_recue CHECK (retiree_le IS NULL OR recue_le IS NULL);
GRANT UPDATE (retiree_le) ON jalon.formation_piece TO jalon_conseiller, jalon_responsable;

-- As in 016, or the day it was withdrawn.
CREATE OR REPLACE FUNCTION jalon.piece_close_le(x jalon.formation_piece) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN least(x.retiree_le, (SELECT min(e.le) FROM jalon.formation_evenement e WHERE x.recue_le IS NULL AND e.agence_id = x.agence_id
		AND e.formation_id = x.formation_id AND e.personne_id = x.personne_id AND e.annule_par IS NULL
		AND e.geste IN ('accorder', 'refuser', 'contre_proposer', 'abandonner') AND e.saisi_le > x.saisi_le AND e.le >= x.demandee_le));
END
$$;

-- As in 016; one withdrawn stays so, and is not received: it is asked for again.
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

CREATE OR REPLACE FUNCTION jalon.cmd_formation_piece_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.formation_piece := jalon.piece_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'piece_id', 'version');
	IF p.retiree_le IS NOT NULL THEN
		PERFORM jalon.refuser('formation_piece_retiree', 'piece_id', 'cette pièce est retirée');
	END IF;
	UPDATE jalon.formation_piece x SET retiree_le = jalon.aujourdhui() WHERE x.agence_id = p.agence_id AND x.piece_id = p.piece_id;
	RETURN jalon.piece_reglee(p, jalon.aujourdhui());
END
$$;

RESET ROLE;
