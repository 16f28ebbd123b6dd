-- The counsellor's agenda: hours, absences, closings, people's protected days, moves, proposals, undertakings,
-- reminders, what one put off. The tables, what their triggers refuse, who may. Commands are in 009_rendez_vous.

SET LOCAL ROLE jalon_proprietaire;

-- Working hours: minutes of the ISO week, Monday 00:00 = 0. The default is a local choice.
ALTER TABLE jalon.agence ADD COLUMN horaires int4multirange NOT NULL DEFAULT
	'{[510,750),[810,1050),[1950,2190),[2250,2490),[3390,3630),[3690,3930),[4830,5070),[5130,5370),[6270,6510),[6570,6810)}'
	CONSTRAINT agence_horaires_bornes CHECK (horaires <@ '{[0,10080)}'::int4multirange);

-- A counsellor's own hours; no row, or no range, means the agency's.
CREATE TABLE jalon.horaire (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	login name NOT NULL DEFAULT session_user,
	plages int4multirange NOT NULL CONSTRAINT horaire_plages_bornes CHECK (plages <@ '{[0,10080)}'::int4multirange),
	version int NOT NULL DEFAULT 1,
	CONSTRAINT horaire_cle PRIMARY KEY (agence_id, login),
	CONSTRAINT horaire_compte FOREIGN KEY (agence_id, login) REFERENCES jalon.compte (agence_id, login)
);

-- A counsellor's own absence.
CREATE TABLE jalon.absence (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	absence_id uuid NOT NULL DEFAULT gen_random_uuid(),
	login name NOT NULL DEFAULT session_user,
	periode tstzrange NOT NULL CONSTRAINT absence_periode_forme CHECK (
		NOT isempty(periode) AND NOT lower_inf(periode) AND NOT upper_inf(periode) AND lower_inc(periode) AND NOT upper_inc(periode)
		AND lower(periode) > '-infinity' AND upper(periode) < 'infinity'),
	motif text NOT NULL DEFAULT '' CONSTRAINT absence_motif_longueur CHECK (char_length(motif) <= 500),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT absence_cle PRIMARY KEY (agence_id, absence_id),
	CONSTRAINT absence_compte FOREIGN KEY (agence_id, login) REFERENCES jalon.compte (agence_id, login),
	CONSTRAINT absence_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT absence_duree CHECK (upper(periode) - lower(periode) <= interval '400 days'),
	CONSTRAINT absence_periode_bornes CHECK (lower(periode) >= '1990-01-01 00:00:00+00' AND upper(periode) <= '2200-01-01 00:00:00+00')
);
CREATE INDEX absence_par_login ON jalon.absence (agence_id, login, upper(periode)) WHERE annule_par IS NULL;

-- Days on which the agency is closed. `au`: first day that no longer counts.
CREATE TABLE jalon.fermeture (
	agence_id int NOT NULL DEFAULT jalon.mon_agence() CONSTRAINT fermeture_agence REFERENCES jalon.agence,
	fermeture_id uuid NOT NULL DEFAULT gen_random_uuid(),
	du date NOT NULL,
	au date NOT NULL,
	motif text NOT NULL CONSTRAINT fermeture_motif_longueur CHECK (char_length(motif) BETWEEN 1 AND 200 AND motif ~ '\S'),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT fermeture_cle PRIMARY KEY (agence_id, fermeture_id),
	CONSTRAINT fermeture_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT fermeture_dates CHECK (du < au AND du >= '1990-01-01' AND au <= du + 366 AND au <= '2200-01-01')
);
CREATE INDEX fermeture_par_jour ON jalon.fermeture (agence_id, au) WHERE annule_par IS NULL;

-- Days of a person on which nobody is convoked: declared congés, délai de réflexion (rules.md L5; 003:7893, 000:1459).
CREATE TABLE jalon.conge (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	conge_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	nature text NOT NULL CONSTRAINT conge_nature_connue CHECK (nature IN ('conges', 'reflexion')),
	du date NOT NULL,
	au date NOT NULL,
	texte text NOT NULL DEFAULT '' CONSTRAINT conge_texte_longueur CHECK (char_length(texte) <= 500),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT conge_cle PRIMARY KEY (agence_id, conge_id),
	CONSTRAINT conge_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT conge_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT conge_dates CHECK (du < au AND du >= '1990-01-01' AND au <= du + 366 AND au <= '2200-01-01'),
	CONSTRAINT conge_un_seul EXCLUDE USING gist (agence_id WITH =, personne_id WITH =, nature WITH =,
		daterange(du, au, '[)') WITH &&) WHERE (annule_par IS NULL)
);
CREATE INDEX conge_par_personne ON jalon.conge (agence_id, personne_id, au) WHERE annule_par IS NULL;

-- Appointments. A booking undone is as if never given: it counts as cancelled since always (annulee_le
-- '-infinity'), which its participations inherit in `annulation`.
ALTER TABLE jalon.seance
	ALTER COLUMN conseiller SET DEFAULT session_user,
	ADD COLUMN serie_id uuid,
	ADD COLUMN objet text NOT NULL DEFAULT '' CONSTRAINT seance_objet_longueur CHECK (char_length(objet) <= 500),
	ADD COLUMN capacite int CONSTRAINT seance_capacite_bornes CHECK (capacite BETWEEN 1 AND 500), -- NULL: one person
	ADD COLUMN imprevue bool NOT NULL DEFAULT false, -- recorded afterwards (rules.md L5)
	ADD COLUMN annule_par uuid,
	ADD CONSTRAINT seance_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	ADD CONSTRAINT seance_defaite CHECK (annule_par IS NULL OR annulee_le = '-infinity'),
	ADD CONSTRAINT seance_periode_bornes CHECK (lower(periode) >= '1990-01-01 00:00:00+00' AND upper(periode) <= '2200-01-01 00:00:00+00'),
	DROP CONSTRAINT seance_confirmation_longueur, -- a blank is no reason
	ADD CONSTRAINT seance_confirmation_longueur CHECK (char_length(confirmation) BETWEEN 1 AND 500 AND confirmation ~ '\S');
CREATE INDEX seance_par_serie ON jalon.seance (agence_id, serie_id) WHERE serie_id IS NOT NULL;

-- When an appointment was concluded (rules.md L2), first; NULL until then, and in what was imported without it.
ALTER TABLE jalon.participation
	ADD COLUMN conclue_le timestamptz,
	ADD COLUMN conclue_par name,
	ADD CONSTRAINT participation_conclue_complete CHECK ((conclue_le IS NULL) = (conclue_par IS NULL)),
	ADD CONSTRAINT participation_convocation_bornes CHECK (convoque_le >= '1990-01-01 00:00:00+00' AND recu_le >= '1990-01-01 00:00:00+00'),
	DROP CONSTRAINT participation_conclusion_longueur, -- a blank concludes nothing
	ADD CONSTRAINT participation_conclusion_longueur CHECK (conclusion = '' OR char_length(conclusion) <= 4000 AND conclusion ~ '\S');

-- A move: one row per participant, never rewritten. Written by the séance's trigger, whoever moves it.
CREATE TABLE jalon.deplacement (
	agence_id int NOT NULL,
	deplacement_id uuid NOT NULL DEFAULT gen_random_uuid(),
	seance_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	de tstzrange NOT NULL,
	vers tstzrange NOT NULL,
	demandeur text NOT NULL CONSTRAINT deplacement_demandeur_connu CHECK (demandeur IN ('structure', 'personne')),
	motif text NOT NULL DEFAULT '' CONSTRAINT deplacement_motif_longueur CHECK (char_length(motif) <= 500),
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	par name NOT NULL DEFAULT session_user,
	CONSTRAINT deplacement_cle PRIMARY KEY (agence_id, deplacement_id),
	CONSTRAINT deplacement_participation FOREIGN KEY (agence_id, seance_id, personne_id) REFERENCES jalon.participation
);
CREATE INDEX deplacement_par_personne ON jalon.deplacement (agence_id, personne_id, le DESC);

-- Several slots offered to a person, one to be chosen: then seance_id and choisi_le.
CREATE TABLE jalon.proposition (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	proposition_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	conseiller name NOT NULL DEFAULT session_user,
	type text NOT NULL CONSTRAINT proposition_type_forme CHECK (type ~ '^[a-z_]{1,40}$'),
	lieu text NOT NULL CONSTRAINT proposition_lieu_forme CHECK (lieu ~ '^[a-z_]{1,40}$'),
	minutes int NOT NULL CONSTRAINT proposition_minutes_bornes CHECK (minutes BETWEEN 5 AND 720),
	creneaux timestamptz[] NOT NULL CONSTRAINT proposition_creneaux_nombre CHECK
		(array_ndims(creneaux) = 1 AND cardinality(creneaux) BETWEEN 2 AND 6 AND array_position(creneaux, NULL) IS NULL
		AND array_lower(creneaux, 1) = 1 AND '2200-01-01 00:00:00+00' > ALL (creneaux)),
	texte text NOT NULL DEFAULT '' CONSTRAINT proposition_texte_longueur CHECK (char_length(texte) <= 500),
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	par name NOT NULL DEFAULT session_user,
	seance_id uuid,
	choisi_le timestamptz,
	annule_par uuid,
	CONSTRAINT proposition_cle PRIMARY KEY (agence_id, proposition_id),
	CONSTRAINT proposition_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT proposition_compte FOREIGN KEY (agence_id, conseiller) REFERENCES jalon.compte (agence_id, login),
	CONSTRAINT proposition_participation FOREIGN KEY (agence_id, seance_id, personne_id) REFERENCES jalon.participation,
	CONSTRAINT proposition_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT proposition_choix_complet CHECK ((seance_id IS NULL) = (choisi_le IS NULL))
);
CREATE INDEX proposition_ouverte ON jalon.proposition (agence_id, conseiller) WHERE seance_id IS NULL AND annule_par IS NULL;
CREATE INDEX proposition_par_personne ON jalon.proposition (agence_id, personne_id, le DESC);

-- What one side undertook, mostly in a conclusion: open until kept.
CREATE TABLE jalon.engagement (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	engagement_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	seance_id uuid,
	debiteur text NOT NULL CONSTRAINT engagement_debiteur_connu CHECK (debiteur IN ('structure', 'personne')),
	objet text NOT NULL CONSTRAINT engagement_objet_longueur CHECK (char_length(objet) BETWEEN 1 AND 500 AND objet ~ '\S'),
	echeance date NOT NULL,
	tenu_le date,
	tenu_par name,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT engagement_cle PRIMARY KEY (agence_id, engagement_id),
	CONSTRAINT engagement_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT engagement_participation FOREIGN KEY (agence_id, seance_id, personne_id) REFERENCES jalon.participation,
	CONSTRAINT engagement_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT engagement_echeance_bornes CHECK (echeance BETWEEN '1990-01-01' AND '2200-01-01'),
	CONSTRAINT engagement_tenu_complet CHECK ((tenu_le IS NULL) = (tenu_par IS NULL))
);
CREATE INDEX engagement_par_personne ON jalon.engagement (agence_id, personne_id, echeance) WHERE annule_par IS NULL;

-- A reminder given before an appointment: `jours` is which one (7 for J-7).
CREATE TABLE jalon.rappel (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	rappel_id uuid NOT NULL DEFAULT gen_random_uuid(),
	seance_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	jours int NOT NULL CONSTRAINT rappel_jours_bornes CHECK (jours BETWEEN 0 AND 60),
	canal text NOT NULL CONSTRAINT rappel_canal_connu CHECK (canal IN
		('telephone', 'entretien', 'visio', 'sms', 'courriel', 'courrier', 'visite')),
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	auteur name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT rappel_cle PRIMARY KEY (agence_id, rappel_id),
	CONSTRAINT rappel_participation FOREIGN KEY (agence_id, seance_id, personne_id) REFERENCES jalon.participation,
	CONSTRAINT rappel_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande
);
CREATE UNIQUE INDEX rappel_un_seul ON jalon.rappel (agence_id, seance_id, personne_id, jours) WHERE annule_par IS NULL;
CREATE INDEX rappel_par_personne ON jalon.rappel (agence_id, personne_id) WHERE annule_par IS NULL;

-- A line of one's own day, put off to a date or held as done until then. One's own.
CREATE TABLE jalon.report (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	report_id uuid NOT NULL DEFAULT gen_random_uuid(),
	login name NOT NULL DEFAULT session_user,
	personne_id bigint NOT NULL,
	code text NOT NULL CONSTRAINT report_code_forme CHECK (code ~ '^[a-z0-9_]{1,60}$'),
	jusqu_au date NOT NULL,
	geste text NOT NULL CONSTRAINT report_geste_connu CHECK (geste IN ('reporte', 'fait')),
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	CONSTRAINT report_cle PRIMARY KEY (agence_id, report_id),
	CONSTRAINT report_une_ligne UNIQUE (agence_id, login, personne_id, code),
	CONSTRAINT report_compte FOREIGN KEY (agence_id, login) REFERENCES jalon.compte (agence_id, login),
	CONSTRAINT report_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne
);

-- A stored generated column is not computed yet in a BEFORE trigger: the séance's is left out of the comparison.
CREATE OR REPLACE FUNCTION jalon.annulation_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF to_jsonb(OLD)->>TG_ARGV[0] IS NOT NULL THEN
		PERFORM jalon.refuser('deja_annule', '', 'cette ligne est déjà annulée');
	ELSIF to_jsonb(NEW)->>TG_ARGV[0] IS NOT NULL AND to_jsonb(NEW) - TG_ARGV[0] - 'version' - 'annulation'
		IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV[0] - 'version' - 'annulation' THEN
		PERFORM jalon.refuser('annulation_seule', '', 'une annulation ne change rien d''autre');
	END IF;
	RETURN NEW;
END
$$;

-- History, versions, annulments: as in 004.
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM (VALUES ('horaire', 'login'), ('absence', 'absence_id'), ('fermeture', 'fermeture_id'), ('conge', 'conge_id'),
		('deplacement', 'deplacement_id'), ('proposition', 'proposition_id'), ('engagement', 'engagement_id'), ('rappel', 'rappel_id'),
		('report', 'report_id')) AS v(nom, cle)
	LOOP
		EXECUTE format('CREATE TRIGGER zz_historique_inserer AFTER INSERT ON jalon.%I REFERENCING NEW TABLE AS nouvelles '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_inserer(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_historique_modifier AFTER UPDATE OR DELETE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.historique_modifier(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_sans_vidage BEFORE TRUNCATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_refuser()', t.nom);
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['horaire', 'engagement']) AS nom
	LOOP
		EXECUTE format('CREATE TRIGGER aa_version BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.version_monter()', t.nom);
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['seance', 'absence', 'fermeture', 'conge', 'proposition', 'engagement', 'rappel']) AS nom
	LOOP
		EXECUTE format('CREATE TRIGGER ab_annulation BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.annulation_garder(''annule_par'')', t.nom);
	END LOOP;
END
$$;

-- Periods are written to the history as text: in one style, whatever the session's.
ALTER FUNCTION jalon.historique_inserer() SET datestyle TO 'ISO, YMD';
ALTER FUNCTION jalon.historique_modifier() SET datestyle TO 'ISO, YMD';

-- « Liste modifiée »: once per transaction, a random token, no id, no name. Anyone may forge it: a hint, no more.
CREATE FUNCTION jalon.signaler() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF current_setting('jalon.signal', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
		PERFORM set_config('jalon.signal', pg_current_xact_id()::text, true);
		PERFORM pg_notify('jalon', gen_random_uuid()::text);
	END IF;
	RETURN NULL;
END
$$;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['foyer', 'personne', 'passage', 'suivi', 'referent', 'remplacement', 'seance', 'participation', 'contact',
		'note', 'frein', 'horaire', 'absence', 'fermeture', 'conge', 'proposition', 'engagement', 'rappel']
	LOOP
		EXECUTE format('CREATE TRIGGER zy_signaler AFTER INSERT OR UPDATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.signaler()', t);
	END LOOP;
END
$$;

-- What may stand in the way of an appointment. Definer functions: a trigger must see the closing, the absence or
-- the congés even where the one who writes may not, and says no more than their dates.

-- Local days and minutes of a period.
CREATE FUNCTION jalon.jours_de(p_periode tstzrange) RETURNS daterange
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_fuseau text := jalon.fuseau();
BEGIN
	RETURN daterange((lower(p_periode) AT TIME ZONE v_fuseau)::date,
		((upper(p_periode) - interval '1 microsecond') AT TIME ZONE v_fuseau)::date, '[]');
END
$$;

CREATE FUNCTION jalon.minutes_de(p_periode tstzrange) RETURNS int4range
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_de timestamp := lower(p_periode) AT TIME ZONE jalon.fuseau();
	v_a timestamp := upper(p_periode) AT TIME ZONE jalon.fuseau();
	v_debut int := floor(extract(epoch FROM v_de - date_trunc('week', v_de)) / 60);
	v_fin int := ceil(extract(epoch FROM v_a - date_trunc('week', v_de)) / 60);
BEGIN
	RETURN int4range(v_debut, greatest(v_fin, v_debut + 1));
END
$$;

-- Is this person one's own to convoke? The definer functions and triggers below ask it first: they run before the
-- policies and must tell nothing of a person out of reach.
CREATE FUNCTION jalon.personne_a_portee(p_personne bigint) RETURNS bool
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE jalon.mon_role() WHEN 'responsable' THEN true
		WHEN 'conseiller' THEN p_personne = ANY (ARRAY(SELECT jalon.mes_personnes())) ELSE false END;
END
$$;

-- Never allowed for the person: congés, délai de réflexion.
CREATE FUNCTION jalon.personne_garder(p_agence int, p_personne bigint, p_periode tstzrange) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_nature text;
BEGIN
	SELECT c.nature INTO v_nature FROM jalon.conge c
	WHERE c.agence_id = p_agence AND c.personne_id = p_personne AND c.annule_par IS NULL
		AND daterange(c.du, c.au, '[)') && jalon.jours_de(p_periode)
	ORDER BY c.nature LIMIT 1; -- conges come first
	IF v_nature = 'conges' THEN
		PERFORM jalon.refuser('rdv_conges', 'debut', 'la personne est en congés déclarés ce jour-là');
	ELSIF v_nature = 'reflexion' THEN
		PERFORM jalon.refuser('rdv_reflexion', 'debut', 'la personne est dans son délai de réflexion ce jour-là');
	END IF;
END
$$;

-- The same, of the people of one's reach: what whoever writes may ask.
CREATE FUNCTION jalon.personne_disponible(p_personne bigint, p_periode tstzrange) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.personne_a_portee(p_personne) THEN
		PERFORM jalon.personne_garder(jalon.mon_agence(), p_personne, p_periode);
	END IF;
END
$$;

-- Allowed once confirmed: holiday, closing, absence, hours.
CREATE FUNCTION jalon.creneau_garder(p_agence int, p_conseiller name, p_periode tstzrange) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_jours daterange := jalon.jours_de(p_periode);
	v_agence jalon.agence;
BEGIN
	SELECT * INTO v_agence FROM jalon.agence a WHERE a.agence_id = p_agence;
	IF EXISTS (SELECT FROM jalon.ferie f WHERE f.departement = v_agence.departement AND f.jour <@ v_jours) THEN
		PERFORM jalon.refuser('rdv_ferie', 'debut', 'ce jour est férié');
	ELSIF EXISTS (SELECT FROM jalon.fermeture f WHERE f.agence_id = p_agence AND f.annule_par IS NULL
		AND daterange(f.du, f.au, '[)') && v_jours) THEN
		PERFORM jalon.refuser('rdv_fermeture', 'debut', 'l''agence est fermée ce jour-là');
	ELSIF EXISTS (SELECT FROM jalon.absence a WHERE a.agence_id = p_agence AND a.login = p_conseiller AND a.annule_par IS NULL
		AND a.periode && p_periode) THEN
		PERFORM jalon.refuser('rdv_absence', 'debut', 'le conseiller est absent à ce moment');
	ELSIF NOT coalesce((SELECT h.plages FROM jalon.horaire h WHERE h.agence_id = p_agence AND h.login = p_conseiller
		AND NOT isempty(h.plages)), v_agence.horaires) @> jalon.minutes_de(p_periode) THEN
		PERFORM jalon.refuser('rdv_hors_horaires', 'debut', 'ce créneau est hors des horaires de travail');
	END IF;
END
$$;

-- A slot lies in the future, to the minute; what is recorded afterwards (imprevue) lies in the past.
CREATE FUNCTION jalon.moment_garder(p_debut timestamptz, p_imprevue bool) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_imprevue AND p_debut > jalon.maintenant() THEN
		PERFORM jalon.refuser('rdv_imprevu_futur', 'debut', 'un entretien non planifié s''enregistre après coup');
	ELSIF NOT p_imprevue AND p_debut < date_trunc('minute', jalon.maintenant()) THEN
		PERFORM jalon.refuser('rdv_passe', 'debut', 'une convocation ne se donne pas dans le passé');
	END IF;
END
$$;

-- A booking is undone by who gave it, as long as nothing came of it: it would take moves, cancellations and attendance
-- out of what is counted.
CREATE FUNCTION jalon.seance_defaire(s jalon.seance) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF s.saisi_par <> session_user OR s.version > 1 OR s.capacite IS NOT NULL OR NOT s.imprevue AND lower(s.periode) <= jalon.maintenant()
		OR EXISTS (SELECT FROM jalon.participation x WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id AND x.version > 1) THEN
		PERFORM jalon.refuser('annulation_trop_tard', '', 'ce rendez-vous ne se défait plus : il s''annule');
	END IF;
END
$$;

-- Cancelling, and coming back from it. What was held is not cancelled; only an individual appointment comes back, with
-- its person (seance_liberer).
CREATE FUNCTION jalon.seance_annulee_garder(s jalon.seance) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF s.annulee_le IS NOT NULL AND EXISTS (SELECT FROM jalon.participation x WHERE x.agence_id = s.agence_id
		AND x.seance_id = s.seance_id AND x.presence IN ('present', 'absent_excuse', 'absent_non_excuse')) THEN
		PERFORM jalon.refuser('rdv_tenu', 'seance_id', 'l''issue de ce rendez-vous est déjà enregistrée');
	ELSIF s.annulee_le IS NULL AND (s.capacite IS NOT NULL OR NOT EXISTS (SELECT FROM jalon.participation x
		WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id
			AND x.presence NOT IN ('annule_structure', 'annule_personne'))) THEN
		PERFORM jalon.refuser('rdv_annule', 'seance_id', 'ce rendez-vous est annulé');
	END IF;
END
$$;

CREATE FUNCTION jalon.duree_garder(p_periode tstzrange) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF upper(p_periode) - lower(p_periode) NOT BETWEEN interval '5 minutes' AND interval '12 hours' THEN
		PERFORM jalon.refuser('rdv_duree', 'minutes', 'un rendez-vous dure de 5 minutes à 12 heures');
	END IF;
END
$$;

CREATE FUNCTION jalon.seance_garder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.participation;
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM jalon.moment_garder(lower(NEW.periode), NEW.imprevue);
		PERFORM jalon.duree_garder(NEW.periode);
		NEW.confirmation_par := CASE WHEN NEW.confirmation IS NOT NULL THEN session_user END;
		RETURN NEW;
	ELSIF jalon.importe() THEN
		RETURN NEW;
	ELSIF NEW.annule_par IS NOT NULL THEN
		PERFORM jalon.seance_defaire(OLD);
		NEW.annulee_le := '-infinity';
		NEW.annulee_par := session_user;
		RETURN NEW;
	END IF;
	IF NEW.annulee_le IS DISTINCT FROM OLD.annulee_le THEN
		PERFORM jalon.seance_annulee_garder(NEW);
		NEW.annulee_le := CASE WHEN NEW.annulee_le IS NOT NULL THEN jalon.maintenant() END;
		NEW.annulee_par := CASE WHEN NEW.annulee_le IS NOT NULL THEN session_user END;
	END IF;
	IF NEW.confirmation IS DISTINCT FROM OLD.confirmation THEN
		NEW.confirmation_par := CASE WHEN NEW.confirmation IS NOT NULL THEN session_user END;
	END IF;
	IF NEW.periode = OLD.periode AND NEW.lieu = OLD.lieu THEN
		RETURN NEW;
	ELSIF OLD.annulee_le IS NOT NULL THEN
		PERFORM jalon.refuser('rdv_annule', 'debut', 'ce rendez-vous est annulé');
	ELSIF OLD.imprevue OR EXISTS (SELECT FROM jalon.participation x WHERE x.agence_id = NEW.agence_id
		AND x.seance_id = NEW.seance_id AND x.presence IN ('present', 'absent_excuse', 'absent_non_excuse')) THEN
		PERFORM jalon.refuser('rdv_tenu', 'debut', 'l''issue de ce rendez-vous est déjà enregistrée');
	ELSIF NEW.periode = OLD.periode THEN
		RETURN NEW;
	END IF;
	PERFORM jalon.moment_garder(lower(NEW.periode), false);
	PERFORM jalon.duree_garder(NEW.periode);
	FOR p IN SELECT * FROM jalon.participation x WHERE x.agence_id = NEW.agence_id AND x.seance_id = NEW.seance_id
		AND x.presence NOT IN ('annule_structure', 'annule_personne') ORDER BY x.personne_id
	LOOP
		PERFORM jalon.personne_garder(NEW.agence_id, p.personne_id, NEW.periode);
	END LOOP;
	RETURN NEW;
END
$$;
-- What is loaded (origine import) costs no call.
CREATE TRIGGER ac_seance_donner BEFORE INSERT ON jalon.seance FOR EACH ROW WHEN (NEW.origine = 'saisie')
	EXECUTE FUNCTION jalon.seance_garder();
CREATE TRIGGER ac_seance_modifier BEFORE UPDATE ON jalon.seance FOR EACH ROW EXECUTE FUNCTION jalon.seance_garder();

-- Deferred, so that what is never allowed, for either party, is said before what may be confirmed;
-- jalon.commander() has it checked before it answers.
CREATE FUNCTION jalon.seance_confirmer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() OR TG_OP = 'UPDATE' AND NEW.periode = OLD.periode AND NEW.confirmation IS NOT DISTINCT FROM OLD.confirmation
		AND lower(NEW.periode) <= jalon.maintenant() THEN
		RETURN NULL; -- attendance put right afterwards brings back what was given
	END IF;
	PERFORM jalon.creneau_garder(NEW.agence_id, NEW.conseiller, NEW.periode);
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER seance_confirmable_donnee AFTER INSERT ON jalon.seance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.origine = 'saisie' AND NEW.confirmation IS NULL AND NOT NEW.imprevue AND NEW.annulee_le IS NULL)
	EXECUTE FUNCTION jalon.seance_confirmer();
CREATE CONSTRAINT TRIGGER seance_confirmable_deplacee AFTER UPDATE ON jalon.seance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.confirmation IS NULL AND NOT NEW.imprevue AND NEW.annulee_le IS NULL
		AND (OLD.periode IS DISTINCT FROM NEW.periode OR OLD.confirmation IS NOT NULL OR OLD.annulee_le IS NOT NULL))
	EXECUTE FUNCTION jalon.seance_confirmer();

-- A move is counted for each participant, whoever moves. Who asked, and why, are announced by the command.
CREATE FUNCTION jalon.seance_deplacee() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT jalon.importe() THEN
		INSERT INTO jalon.deplacement (agence_id, seance_id, personne_id, de, vers, demandeur, motif)
		SELECT x.agence_id, x.seance_id, x.personne_id, OLD.periode, NEW.periode,
			coalesce(nullif(current_setting('jalon.demandeur', true), ''), 'structure'),
			coalesce(current_setting('jalon.motif', true), '')
		FROM jalon.participation x WHERE x.agence_id = NEW.agence_id AND x.seance_id = NEW.seance_id
			AND x.presence NOT IN ('annule_structure', 'annule_personne');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_deplacer AFTER UPDATE ON jalon.seance FOR EACH ROW
	WHEN (OLD.periode IS DISTINCT FROM NEW.periode) EXECUTE FUNCTION jalon.seance_deplacee();

-- One place more: the séance is locked, so that its places are counted by one at a time.
CREATE FUNCTION jalon.place_garder(p_agence int, p_seance uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_capacite int;
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		-- An older snapshot would not count who came in while the lock below was waited for.
		PERFORM jalon.refuser('isolation_inattendue', '', 'une inscription se fait en READ COMMITTED');
	END IF;
	SELECT coalesce(s.capacite, 1) INTO v_capacite FROM jalon.seance s
	WHERE s.agence_id = p_agence AND s.seance_id = p_seance FOR NO KEY UPDATE;
	IF v_capacite <= (SELECT count(*) FROM jalon.participation x WHERE x.agence_id = p_agence AND x.seance_id = p_seance
		AND x.presence NOT IN ('annule_structure', 'annule_personne')) THEN
		PERFORM jalon.refuser('groupe_complet', 'identifiants', 'ce rendez-vous n''a plus de place');
	END IF;
END
$$;

-- What has not begun is not concluded, nor what did not take place.
CREATE FUNCTION jalon.conclusion_garder(p_presence text, p_periode tstzrange) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_presence IN ('inconnu', 'annule_structure', 'annule_personne') THEN
		PERFORM jalon.refuser('conclusion_presence', 'presence', 'une conclusion demande la présence');
	ELSIF lower(p_periode) > jalon.maintenant() THEN
		PERFORM jalon.refuser('conclusion_future', 'conclusion', 'un rendez-vous à venir ne se conclut pas');
	END IF;
END
$$;

-- Enrolment in a séance.
CREATE FUNCTION jalon.participation_inscrire() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	s jalon.seance;
BEGIN
	SELECT * INTO s FROM jalon.seance x WHERE x.agence_id = NEW.agence_id AND x.seance_id = NEW.seance_id
		AND x.conseiller = session_user FOR NO KEY UPDATE;
	IF NOT FOUND OR NOT jalon.personne_a_portee(NEW.personne_id) THEN
		RETURN NEW; -- the policy, or the foreign key, refuses it
	ELSIF s.annulee_le IS NOT NULL THEN
		PERFORM jalon.refuser('rdv_annule', 'seance_id', 'ce rendez-vous est annulé');
	ELSIF NOT s.imprevue THEN
		PERFORM jalon.moment_garder(lower(s.periode), false);
		PERFORM jalon.personne_garder(NEW.agence_id, NEW.personne_id, s.periode);
	END IF;
	PERFORM jalon.place_garder(NEW.agence_id, NEW.seance_id);
	IF NEW.presence <> 'inconnu' THEN
		NEW.saisi_le := jalon.maintenant();
		NEW.saisi_par := session_user;
	END IF;
	IF NEW.conclusion <> '' THEN
		NEW.conclue_le := jalon.maintenant();
		NEW.conclue_par := session_user;
	END IF;
	IF NEW.conclusion <> '' THEN
		PERFORM jalon.conclusion_garder(NEW.presence, s.periode);
	END IF;
	RETURN NEW;
END
$$;

-- Attendance, conclusion and convocation, after the fact.
CREATE FUNCTION jalon.participation_garder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	END IF;
	IF NEW.presence IS DISTINCT FROM OLD.presence THEN
		-- Of a séance cancelled as a whole nothing is recorded; an individual one comes back with its person.
		IF NEW.annulation = '-infinity' OR NEW.annulation <> 'infinity' AND (OLD.presence NOT IN ('annule_structure', 'annule_personne')
			OR EXISTS (SELECT FROM jalon.seance s WHERE s.agence_id = NEW.agence_id AND s.seance_id = NEW.seance_id AND s.capacite IS NOT NULL)) THEN
			PERFORM jalon.refuser('rdv_annule', 'presence', 'ce rendez-vous est annulé');
		END IF;
		NEW.saisi_le := CASE WHEN NEW.presence <> 'inconnu' THEN jalon.maintenant() END;
		NEW.saisi_par := CASE WHEN NEW.presence <> 'inconnu' THEN session_user END;
		IF OLD.presence IN ('annule_structure', 'annule_personne') AND NEW.presence NOT IN ('annule_structure', 'annule_personne') THEN
			PERFORM jalon.place_garder(NEW.agence_id, NEW.seance_id);
			IF lower(NEW.periode) > jalon.maintenant() THEN -- given again
				PERFORM jalon.personne_garder(NEW.agence_id, NEW.personne_id, NEW.periode);
			END IF;
		END IF;
	END IF;
	IF NEW.conclusion = '' AND OLD.conclusion <> '' THEN
		PERFORM jalon.refuser('conclusion_requise', 'conclusion', 'une conclusion ne s''efface pas');
	ELSIF NEW.conclusion <> '' AND (NEW.conclusion, NEW.presence) IS DISTINCT FROM (OLD.conclusion, OLD.presence) THEN
		PERFORM jalon.conclusion_garder(NEW.presence, NEW.periode);
	END IF;
	IF NEW.conclusion <> '' AND OLD.conclusion = '' THEN
		NEW.conclue_le := jalon.maintenant();
		NEW.conclue_par := session_user;
	END IF;
	IF (NEW.convoque_le IS DISTINCT FROM OLD.convoque_le AND NEW.convoque_le > jalon.maintenant())
		OR (NEW.recu_le IS DISTINCT FROM OLD.recu_le AND NEW.recu_le > jalon.maintenant()) THEN
		PERFORM jalon.refuser('convocation_future', 'convoque_le', 'une convocation ne se note pas dans le futur');
	END IF;
	RETURN NEW;
END
$$;
-- Before participation_completer (triggers fire by name), which then reads the séance as locked here.
CREATE TRIGGER pa_inscrire BEFORE INSERT ON jalon.participation FOR EACH ROW WHEN (NEW.origine = 'saisie')
	EXECUTE FUNCTION jalon.participation_inscrire();
CREATE TRIGGER ac_participation BEFORE UPDATE ON jalon.participation FOR EACH ROW EXECUTE FUNCTION jalon.participation_garder();

-- An appointment for one person, cancelled by either, holds the counsellor's time no longer. Fires after the
-- history of the participation itself.
CREATE FUNCTION jalon.seance_liberer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() THEN
		RETURN NULL;
	ELSIF NEW.presence NOT IN ('annule_structure', 'annule_personne') THEN
		UPDATE jalon.seance s SET annulee_le = NULL, motif_annulation = ''
		WHERE s.agence_id = NEW.agence_id AND s.seance_id = NEW.seance_id AND s.capacite IS NULL
			AND s.annulee_le IS NOT NULL AND s.annule_par IS NULL;
	ELSIF NOT EXISTS (SELECT FROM jalon.participation x WHERE x.agence_id = NEW.agence_id AND x.seance_id = NEW.seance_id
		AND x.presence NOT IN ('annule_structure', 'annule_personne')) THEN
		UPDATE jalon.seance s SET annulee_le = jalon.maintenant(), motif_annulation = NEW.motif
		WHERE s.agence_id = NEW.agence_id AND s.seance_id = NEW.seance_id AND s.capacite IS NULL AND s.annulee_le IS NULL;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_seance_liberer AFTER UPDATE ON jalon.participation FOR EACH ROW
	WHEN ((OLD.presence IN ('annule_structure', 'annule_personne')) <> (NEW.presence IN ('annule_structure', 'annule_personne')))
	EXECUTE FUNCTION jalon.seance_liberer();

CREATE FUNCTION jalon.engagement_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		IF NEW.echeance < (NEW.saisi_le AT TIME ZONE jalon.fuseau())::date THEN
			PERFORM jalon.refuser('engagement_echeance', 'echeance', 'un engagement ne se prend pas pour un jour passé');
		END IF;
	ELSIF NEW.tenu_le IS DISTINCT FROM OLD.tenu_le THEN
		IF NEW.tenu_le > jalon.aujourdhui() THEN
			PERFORM jalon.refuser('engagement_tenu_futur', 'tenu_le', 'un engagement ne se tient pas dans le futur');
		ELSIF NEW.tenu_le < (NEW.saisi_le AT TIME ZONE jalon.fuseau())::date THEN
			PERFORM jalon.refuser('engagement_tenu_avant', 'tenu_le', 'un engagement ne se tient pas avant d''être pris');
		END IF;
		NEW.tenu_par := CASE WHEN NEW.tenu_le IS NOT NULL THEN session_user END;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_engagement BEFORE INSERT OR UPDATE ON jalon.engagement FOR EACH ROW EXECUTE FUNCTION jalon.engagement_garder();

-- A reminder comes before the start, for an appointment that stands.
CREATE FUNCTION jalon.rappel_garder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.participation;
BEGIN
	IF NOT jalon.personne_a_portee(NEW.personne_id) THEN
		RETURN NEW; -- the policy refuses it
	END IF;
	SELECT * INTO p FROM jalon.participation x WHERE x.agence_id = NEW.agence_id AND x.seance_id = NEW.seance_id
		AND x.personne_id = NEW.personne_id;
	IF FOUND AND (p.annulation <> 'infinity' OR p.presence IN ('annule_structure', 'annule_personne')) THEN
		PERFORM jalon.refuser('rdv_annule', 'seance_id', 'ce rendez-vous est annulé');
	ELSIF NEW.le >= lower(p.periode) THEN
		PERFORM jalon.refuser('rappel_tardif', 'seance_id', 'ce rendez-vous a déjà commencé');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_rappel BEFORE INSERT ON jalon.rappel FOR EACH ROW EXECUTE FUNCTION jalon.rappel_garder();

-- A proposal offers slots to come on which the person may be convoked; one of them is chosen, once.
CREATE FUNCTION jalon.proposition_garder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_creneau timestamptz;
BEGIN
	IF jalon.importe() OR NOT jalon.personne_a_portee(NEW.personne_id) THEN
		RETURN NEW; -- the policy refuses who is out of reach
	ELSIF TG_OP = 'INSERT' THEN
		FOREACH v_creneau IN ARRAY NEW.creneaux
		LOOP
			PERFORM jalon.moment_garder(v_creneau, false);
			PERFORM jalon.personne_garder(NEW.agence_id, NEW.personne_id,
				tstzrange(v_creneau, v_creneau + make_interval(mins => greatest(NEW.minutes, 1)))); -- the CHECK says the rest
		END LOOP;
	ELSIF OLD.seance_id IS NOT NULL THEN
		PERFORM jalon.refuser('proposition_close', '', 'cette proposition est déjà close');
	ELSIF NEW.seance_id IS NOT NULL THEN
		NEW.choisi_le := jalon.maintenant();
		IF NOT EXISTS (SELECT FROM jalon.seance s WHERE s.agence_id = NEW.agence_id AND s.seance_id = NEW.seance_id
			AND s.conseiller = NEW.conseiller AND s.annulee_le IS NULL AND lower(s.periode) = ANY (NEW.creneaux)) THEN
			PERFORM jalon.refuser('creneau_non_propose', 'debut', 'ce créneau n''est pas de ceux qui ont été proposés');
		END IF;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_proposition BEFORE INSERT OR UPDATE ON jalon.proposition FOR EACH ROW EXECUTE FUNCTION jalon.proposition_garder();

-- A line is put off to a day to come; given today's, it is no longer put off (how it is undone).
CREATE FUNCTION jalon.report_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	NEW.le := jalon.maintenant();
	IF NEW.jusqu_au NOT BETWEEN jalon.aujourdhui() AND jalon.aujourdhui() + 366 THEN
		PERFORM jalon.refuser('report_dates', 'jusqu_au', 'une ligne se reporte à un jour à venir, d''un an au plus');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_report BEFORE INSERT OR UPDATE ON jalon.report FOR EACH ROW EXECUTE FUNCTION jalon.report_garder();

-- Who may. Forced row-level security, one policy per role and verb, as in 005.
DO $$
DECLARE
	t record;
	v_agence text := 'agence_id = (SELECT jalon.mon_agence())';
	v_moi text := v_agence || ' AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))';
	v_visible text := v_agence || ' AND EXISTS (SELECT FROM jalon.personne p '
		'WHERE p.agence_id = %1$I.agence_id AND p.personne_id = %1$I.personne_id)';
	v_annule text := ' AND (annule_par IS NULL OR annule_par = jalon.commande_en_cours())';
BEGIN
	FOR t IN SELECT unnest(ARRAY['horaire', 'absence', 'fermeture', 'conge', 'deplacement', 'proposition', 'engagement', 'rappel',
		'report']) AS nom
	LOOP
		EXECUTE format('ALTER TABLE jalon.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.nom);
		EXECUTE format('GRANT SELECT ON jalon.%I TO jalon_conseiller, jalon_responsable', t.nom);
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['conge', 'deplacement', 'proposition', 'engagement', 'rappel']) AS nom
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_conseiller USING (%s)', t.nom || '_lire_conseiller', t.nom, v_moi);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_responsable USING (%s)', t.nom || '_lire_responsable', t.nom, v_agence);
	END LOOP;
	-- A proposal is of one's own agenda.
	-- What was undertaken, and a reminder, are annulled by who wrote them.
	FOR t IN SELECT * FROM (VALUES ('conge', '', ''), ('proposition', ' AND conseiller = session_user', ''),
		('engagement', '', ' AND (annule_par IS NULL OR saisi_par = session_user AND tenu_le IS NULL)'),
		('rappel', '', ' AND (annule_par IS NULL OR auteur = session_user)')) AS v(nom, auteur, annuleur)
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_conseiller WITH CHECK (%s%s AND annule_par IS NULL)',
			t.nom || '_ajouter_conseiller', t.nom, v_moi, t.auteur);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_conseiller USING (%s%s) WITH CHECK (%3$s%4$s%5$s%6$s)',
			t.nom || '_modifier_conseiller', t.nom, v_moi, t.auteur, v_annule, t.annuleur);
	END LOOP;
	FOR t IN SELECT * FROM (VALUES ('conge', ''), ('engagement', ' AND (annule_par IS NULL OR saisi_par = session_user AND tenu_le IS NULL)'),
		('rappel', ' AND (annule_par IS NULL OR auteur = session_user)')) AS v(nom, annuleur)
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_responsable WITH CHECK (%s AND annule_par IS NULL)',
			t.nom || '_ajouter_responsable', t.nom, format(v_visible, t.nom));
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_responsable USING (%s) WITH CHECK (%3$s%4$s%5$s)',
			t.nom || '_modifier_responsable', t.nom, v_agence, v_annule, t.annuleur);
	END LOOP;
	-- One's own hours, absences and put-off lines; the responsable sees the hours and the absences of the agency.
	FOR t IN SELECT unnest(ARRAY['horaire', 'absence', 'report']) AS nom
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_conseiller USING (%s AND login = session_user)',
			t.nom || '_lire_conseiller', t.nom, v_agence);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_responsable USING (%s%s)',
			t.nom || '_lire_responsable', t.nom, v_agence, CASE t.nom WHEN 'report' THEN ' AND login = session_user' ELSE '' END);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_conseiller, jalon_responsable WITH CHECK (%s AND login = session_user%s)',
			t.nom || '_ajouter', t.nom, v_agence, CASE t.nom WHEN 'absence' THEN ' AND annule_par IS NULL'
			WHEN 'report' THEN ' AND EXISTS (SELECT FROM jalon.personne p WHERE p.agence_id = report.agence_id AND p.personne_id = report.personne_id)'
			ELSE '' END);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_conseiller, jalon_responsable USING (%s AND login = session_user) '
			'WITH CHECK (%3$s AND login = session_user%4$s)', t.nom || '_modifier', t.nom, v_agence,
			CASE t.nom WHEN 'absence' THEN v_annule ELSE '' END);
	END LOOP;
	-- Closings: all who plan see them, the responsable sets them.
	EXECUTE format('CREATE POLICY fermeture_lire ON jalon.fermeture FOR SELECT TO jalon_conseiller, jalon_responsable USING (%s)', v_agence);
	EXECUTE format('CREATE POLICY fermeture_ajouter ON jalon.fermeture FOR INSERT TO jalon_responsable WITH CHECK (%s AND annule_par IS NULL)', v_agence);
	EXECUTE format('CREATE POLICY fermeture_modifier ON jalon.fermeture FOR UPDATE TO jalon_responsable USING (%s) WITH CHECK (%1$s%2$s)', v_agence, v_annule);
	-- Séances: given in one's own agenda; moved and cancelled there, or by the responsable.
	EXECUTE format('CREATE POLICY seance_ajouter_conseiller ON jalon.seance FOR INSERT TO jalon_conseiller '
		'WITH CHECK (%s AND conseiller = session_user AND annule_par IS NULL)', v_agence);
	EXECUTE format('CREATE POLICY seance_modifier_conseiller ON jalon.seance FOR UPDATE TO jalon_conseiller '
		'USING (%s AND conseiller = session_user) WITH CHECK (%1$s AND conseiller = session_user%2$s)', v_agence, v_annule);
	EXECUTE format('CREATE POLICY seance_modifier_responsable ON jalon.seance FOR UPDATE TO jalon_responsable '
		'USING (%s) WITH CHECK (%1$s%2$s)', v_agence, v_annule);
	-- Attendance: of one's people, whoever held the séance; enrolment in one's own séances, of one's people.
	EXECUTE format('CREATE POLICY participation_ajouter_conseiller ON jalon.participation FOR INSERT TO jalon_conseiller '
		'WITH CHECK (%s AND conseiller = session_user)', v_moi);
	EXECUTE format('CREATE POLICY participation_modifier_conseiller ON jalon.participation FOR UPDATE TO jalon_conseiller USING (%s)', v_moi);
	EXECUTE format('CREATE POLICY participation_modifier_responsable ON jalon.participation FOR UPDATE TO jalon_responsable USING (%s)', v_agence);
	-- The owner, for the triggers above: within the agency of the login that asks.
	FOR t IN SELECT unnest(ARRAY['agence', 'seance', 'participation', 'conge', 'absence', 'fermeture', 'horaire']) AS nom
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_proprietaire USING (%s)', t.nom || '_verifier', t.nom, v_agence);
	END LOOP;
	EXECUTE format('CREATE POLICY seance_verrouiller ON jalon.seance FOR UPDATE TO jalon_proprietaire USING (%s)', v_agence);
	EXECUTE format('CREATE POLICY deplacement_ecrire ON jalon.deplacement FOR INSERT TO jalon_proprietaire WITH CHECK (%s)', v_agence);
END
$$;

GRANT INSERT (seance_id, periode, type, lieu, serie_id, objet, capacite, imprevue, confirmation) ON jalon.seance TO jalon_conseiller;
GRANT UPDATE (periode, lieu, annulee_le, motif_annulation, confirmation, annule_par) ON jalon.seance
	TO jalon_conseiller, jalon_responsable;
GRANT INSERT (seance_id, personne_id, presence, conclusion) ON jalon.participation TO jalon_conseiller;
GRANT UPDATE (presence, motif, conclusion, convoque_le, recu_le) ON jalon.participation TO jalon_conseiller, jalon_responsable;
GRANT INSERT (plages), UPDATE (plages) ON jalon.horaire TO jalon_conseiller, jalon_responsable;
GRANT INSERT (absence_id, periode, motif), UPDATE (annule_par) ON jalon.absence TO jalon_conseiller, jalon_responsable;
GRANT INSERT (fermeture_id, du, au, motif), UPDATE (annule_par) ON jalon.fermeture TO jalon_responsable;
GRANT INSERT (conge_id, personne_id, nature, du, au, texte), UPDATE (annule_par) ON jalon.conge TO jalon_conseiller, jalon_responsable;
GRANT INSERT (proposition_id, personne_id, type, lieu, minutes, creneaux, texte), UPDATE (seance_id, annule_par) ON jalon.proposition
	TO jalon_conseiller;
GRANT INSERT (engagement_id, personne_id, seance_id, debiteur, objet, echeance), UPDATE (tenu_le, annule_par) ON jalon.engagement
	TO jalon_conseiller, jalon_responsable;
GRANT INSERT (rappel_id, seance_id, personne_id, jours, canal), UPDATE (annule_par) ON jalon.rappel TO jalon_conseiller, jalon_responsable;
GRANT INSERT (personne_id, code, jusqu_au, geste), UPDATE (jusqu_au, geste) ON jalon.report TO jalon_conseiller, jalon_responsable;

-- History of what is of no person: one's own writing, and the agency's closings. What one put off is one's own.
ALTER POLICY historique_lire_conseiller ON jalon.historique
	USING (agence_id = (SELECT jalon.mon_agence())
		AND (personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))
			OR personne_id IS NULL AND foyer_id = ANY (ARRAY(SELECT jalon.mes_foyers()))
			OR personne_id IS NULL AND foyer_id IS NULL AND (login = session_user OR nom_table = 'fermeture'))
		AND (NOT confidentiel OR login = session_user) AND (nom_table <> 'report' OR login = session_user)
		AND CASE nom_table WHEN 'note' THEN EXISTS (SELECT FROM jalon.note n
			WHERE n.agence_id = historique.agence_id AND n.note_id = historique.cle::uuid) ELSE true END);
ALTER POLICY historique_lire_responsable ON jalon.historique
	USING (agence_id = (SELECT jalon.mon_agence()) AND (NOT confidentiel OR login = session_user)
		AND (nom_table <> 'report' OR login = session_user)
		AND CASE nom_table WHEN 'note' THEN EXISTS (SELECT FROM jalon.note n
			WHERE n.agence_id = historique.agence_id AND n.note_id = historique.cle::uuid) ELSE true END);

-- Disclosed on purpose: when colleagues are taken, and when a person of one's reach is; not by what, nor with whom.
CREATE FUNCTION jalon.occupations(p_du date, p_au date) RETURNS TABLE (login name, periode tstzrange, nature text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int := jalon.mon_agence();
	v_de timestamptz := p_du::timestamp AT TIME ZONE jalon.fuseau();
	v_a timestamptz := (p_au + 1)::timestamp AT TIME ZONE jalon.fuseau(); -- p_au: last day, included
BEGIN
	RETURN QUERY
	SELECT s.conseiller, s.periode, 'seance' FROM jalon.compte c
	JOIN jalon.seance s ON s.agence_id = c.agence_id AND s.conseiller = c.login AND s.annulee_le IS NULL
		AND lower(s.periode) < v_a AND lower(s.periode) >= v_de - interval '31 days' AND upper(s.periode) > v_de
	WHERE c.agence_id = v_agence
	UNION ALL
	SELECT a.login, a.periode, 'absence' FROM jalon.absence a
	WHERE a.agence_id = v_agence AND a.annule_par IS NULL AND a.periode && tstzrange(v_de, v_a)
	ORDER BY 1, 2;
END
$$;

CREATE FUNCTION jalon.occupations_personne(p_personne bigint, p_du date, p_au date) RETURNS TABLE (periode tstzrange)
LANGUAGE plpgsql STABLE SECURITY INVOKER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN QUERY -- those of one's reach: row-level security says whose
	SELECT x.periode FROM jalon.participation x
	WHERE x.agence_id = jalon.mon_agence() AND x.personne_id = p_personne AND x.annulation = 'infinity'
		AND x.presence NOT IN ('annule_structure', 'annule_personne')
		AND x.periode && tstzrange(p_du::timestamp AT TIME ZONE jalon.fuseau(), (p_au + 1)::timestamp AT TIME ZONE jalon.fuseau())
	ORDER BY x.periode;
END
$$;

-- Of séances that one's people attend, whoever holds them: what participation does not carry.
CREATE FUNCTION jalon.seances_personne(p_personne bigint)
RETURNS TABLE (seance_id uuid, version int, serie_id uuid, objet text, groupe bool, imprevue bool, confirmation text,
	annulee_le timestamptz, motif_annulation text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int := jalon.mon_agence();
BEGIN
	IF jalon.mon_role() IS DISTINCT FROM 'responsable' AND p_personne <> ALL (ARRAY(SELECT jalon.mes_personnes())) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT s.seance_id, s.version, s.serie_id, s.objet, s.capacite IS NOT NULL, s.imprevue, coalesce(s.confirmation, ''),
		s.annulee_le, s.motif_annulation
	FROM jalon.participation x JOIN jalon.seance s ON s.agence_id = x.agence_id AND s.seance_id = x.seance_id
	WHERE x.agence_id = v_agence AND x.personne_id = p_personne AND s.annule_par IS NULL;
END
$$;

-- How many attend each séance of an agenda that one may read, those out of one's reach included.
CREATE FUNCTION jalon.inscrits(p_login name, p_du date, p_au date) RETURNS TABLE (seance_id uuid, inscrits bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int := jalon.mon_agence();
BEGIN
	IF p_login <> session_user AND jalon.mon_role() IS DISTINCT FROM 'responsable' THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT s.seance_id, (SELECT count(*) FROM jalon.participation x WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id
		AND x.presence NOT IN ('annule_structure', 'annule_personne'))
	FROM jalon.seance s WHERE s.agence_id = v_agence AND s.conseiller = p_login AND s.annule_par IS NULL
		AND lower(s.periode) >= p_du::timestamp AT TIME ZONE jalon.fuseau()
		AND lower(s.periode) < (p_au + 1)::timestamp AT TIME ZONE jalon.fuseau();
END
$$;

GRANT EXECUTE ON FUNCTION jalon.occupations(date, date), jalon.occupations_personne(bigint, date, date), jalon.seances_personne(bigint),
	jalon.inscrits(name, date, date), jalon.moment_garder(timestamptz, bool), jalon.personne_disponible(bigint, tstzrange)
	TO jalon_conseiller, jalon_responsable;

RESET ROLE;
GRANT EXECUTE ON FUNCTION jalon.mes_personnes() TO jalon_proprietaire;
