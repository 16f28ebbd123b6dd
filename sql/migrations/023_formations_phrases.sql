-- What psql is told of bad input on a training request: one French sentence, where the constraint alone would speak English. The
-- constraints stay, and decide when two write at once; name and SQLSTATE are theirs, so that nobody else hears a difference.

SET LOCAL ROLE jalon_proprietaire;

CREATE FUNCTION jalon.refuser_contrainte(p_code text, p_nom text, p_message text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = p_code, CONSTRAINT = p_nom, SCHEMA = 'jalon', MESSAGE = p_message;
END
$$;
GRANT EXECUTE ON FUNCTION jalon.refuser_contrainte(text, text, text) TO jalon_conseiller, jalon_responsable;

CREATE FUNCTION jalon.formation_bornes_dire() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.minutes NOT BETWEEN 1 AND 600000 THEN
		PERFORM jalon.refuser_contrainte('23514', 'formation_heures', 'une formation dure plus de zéro heure, et 10 000 heures au plus');
	ELSIF NEW.rythme_minutes NOT BETWEEN 1 AND 10080 THEN
		PERFORM jalon.refuser_contrainte('23514', 'formation_rythme', 'le rythme va d''une minute à une semaine par semaine');
	END IF;
	PERFORM jalon.refuser_contrainte('23514', 'formation_bornes', 'une formation finit le jour où elle commence, ou après');
	RETURN NULL;
END
$$;
-- zz: after every other guard, as the constraints come.
CREATE TRIGGER zz_dire BEFORE INSERT OR UPDATE ON jalon.formation FOR EACH ROW
	WHEN (NEW.minutes NOT BETWEEN 1 AND 600000 OR NEW.rythme_minutes NOT BETWEEN 1 AND 10080 OR NEW.fin < NEW.debut)
	EXECUTE FUNCTION jalon.formation_bornes_dire();

CREATE FUNCTION jalon.jours_dire() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.refuser_contrainte('23514', TG_ARGV[0], TG_ARGV[1]);
	RETURN NULL;
END
$$;
CREATE TRIGGER zz_dire BEFORE INSERT OR UPDATE ON jalon.formation_financement FOR EACH ROW WHEN (NEW.au <= NEW.du)
	EXECUTE FUNCTION jalon.jours_dire('formation_financement_bornes', 'une ligne de financement ne finit pas avant son premier jour');
CREATE TRIGGER zz_dire BEFORE INSERT OR UPDATE ON jalon.formation_absence FOR EACH ROW WHEN (NEW.au <= NEW.du)
	EXECUTE FUNCTION jalon.jours_dire('formation_absence_bornes', 'une absence ne finit pas avant son premier jour');
CREATE TRIGGER zz_dire BEFORE INSERT OR UPDATE ON jalon.periode_entreprise FOR EACH ROW WHEN (NEW.au <= NEW.du)
	EXECUTE FUNCTION jalon.jours_dire('periode_entreprise_bornes', 'une période en entreprise ne finit pas avant son premier jour');

CREATE FUNCTION jalon.financement_double_dire() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT jalon.importe() AND EXISTS (SELECT FROM jalon.formation_financement x WHERE x.agence_id = NEW.agence_id
		AND x.formation_id = NEW.formation_id AND x.personne_id = NEW.personne_id AND x.poste = NEW.poste AND x.ligne_id <> NEW.ligne_id
		AND x.annule_par IS NULL AND x.etat <> 'refusee' AND x.du < NEW.au AND x.au > NEW.du) THEN
		PERFORM jalon.refuser_contrainte('23P01', 'formation_financement_double', 'ce coût a déjà un financeur ces jours-là');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER zz_double BEFORE INSERT OR UPDATE ON jalon.formation_financement FOR EACH ROW
	WHEN (NEW.etat <> 'refusee' AND NEW.annule_par IS NULL AND NEW.du < NEW.au) EXECUTE FUNCTION jalon.financement_double_dire();

RESET ROLE;
