/* The tables of the demonstration, in the order of their foreign keys, and the rows of people and of what is written
 * about them. The agenda's are in demo_copy_agenda.c. */
#include "sql/demo/demo_copy.h"

#include "sql/demo/demo_columns.h"
#include "sql/demo/demo_copy_agenda.h"
#include "sql/demo/demo_copy_engagements.h"
#include "sql/demo/demo_copy_trainings.h"

/* ---- accounts, households, people ---- */

static void write_agency(struct strbuf *out, const struct demo_data *d)
{
	(void)d;
	put_int(out, 1);
	put_text(out, DEMO_AGENCY_CODE);
	put_text(out, DEMO_AGENCY_NAME);
	put_text(out, DEMO_DEPARTMENT);
	put_text(out, "Europe/Paris");
	put_line_end(out);
}

static void write_accounts(struct strbuf *out, const struct demo_data *d)
{
	for (int i = 0; i < DEMO_ACCOUNTS; i++) {
		const struct demo_account *a = &d->accounts[i];

		put_int(out, 1);
		put_text(out, a->login);
		put_text(out, a->last);
		put_text(out, a->first);
		put_text(out, role_code(a->role));
		put_int(out, a->quotite);
		put_int(out, a->half_days);
		put_date(out, a->from);
		put_line_end(out);
	}
}

static void write_households(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->household_count; i++) {
		const struct demo_household *h = &d->households[i];

		put_int(out, 1);
		put_int(out, (long)i + 1);
		put_int(out, h->size);
		put_text(out, h->composition);
		put_bool(out, h->increased);
		put_text(out, "import");
		put_line_end(out);
	}
}

static void write_people(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		put_int(out, 1);
		put_int(out, p->number);
		put_text(out, p->id);
		put_text(out, p->last);
		put_text(out, p->first);
		put_date(out, p->birth);
		put_text(out, p->phone);
		put_text(out, p->email);
		put_text(out, p->town);
		put_text(out, p->language);
		put_int(out, p->household + 1);
		put_recorded(out, d, p->entry, p->referents[0].account);
		put_text(out, "import");
		put_line_end(out);
	}
}

/* ---- courses ---- */

static void write_passages(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		for (int k = 0; k < p->passage_count; k++) {
			const struct demo_passage *g = &p->passages[k];

			put_int(out, 1);
			put_int(out, p->number);
			put_text(out, regime_code(g->regime));
			put_date(out, g->from);
			put_date(out, g->to);
			put_text(out, g->reason);
			put_recorded(out, d, g->from, demo_in_charge(p, g->from));
			put_text(out, "import");
			put_line_end(out);
		}
	}
}

static void write_follows(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		for (int k = 0; k < p->follow_count; k++) {
			const struct demo_follow *f = &p->follows[k];

			put_int(out, 1);
			put_int(out, p->number);
			put_text(out, follow_up_code(f->follow_up));
			put_date(out, f->from);
			put_date(out, f->to);
			put_recorded(out, d, f->from, demo_in_charge(p, f->from));
			put_text(out, "import");
			put_line_end(out);
		}
	}
}

static void write_referents(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		for (int k = 0; k < p->referent_count; k++) {
			const struct demo_referral *r = &p->referents[k];

			put_int(out, 1);
			put_int(out, p->number);
			put_login(out, d, r->account);
			put_date(out, r->from);
			put_date(out, r->to);
			put_recorded(out, d, r->from, DEMO_SUPERVISOR);
			put_text(out, "import");
			put_line_end(out);
		}
	}
}

/* A replacement to come was decided at most a week ago. */
static struct date decided_on(const struct demo_data *d, const struct demo_replacement *x)
{
	struct date week_ago = date_add_days(d->today, -7), day = date_add_days(x->from, -7);

	return date_compare(day, week_ago) < 0 ? day : week_ago;
}

static void write_replacements(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->replacement_count; i++) {
		const struct demo_replacement *x = &d->replacements[i];

		put_int(out, 1);
		put_login(out, d, x->deputy);
		put_login(out, d, x->holder);
		if (x->person < 0)
			put_null(out);
		else
			put_int(out, d->people[x->person].number);
		put_date(out, x->from);
		put_date(out, x->to);
		put_recorded(out, d, decided_on(d, x), DEMO_SUPERVISOR);
		put_line_end(out);
	}
}

/* ---- contacts, notes, freins ---- */

static void write_contacts(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->contact_count; i++) {
		const struct demo_contact *c = &d->contacts[i];

		put_int(out, 1);
		put_text(out, c->id);
		put_int(out, d->people[c->person].number);
		put_moment(out, c->at);
		put_text(out, channel_code(c->channel));
		put_bool(out, c->reached);
		put_text(out, c->text);
		put_login(out, d, c->account);
		put_moment(out, (struct moment){ c->at.day, c->at.minute + 5 });
		put_text(out, "import");
		put_line_end(out);
	}
}

static void write_notes(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->note_count; i++) {
		const struct demo_note *n = &d->notes[i];

		put_int(out, 1);
		put_text(out, n->id);
		put_int(out, d->people[n->person].number);
		put_moment(out, n->at);
		put_login(out, d, n->account);
		put_bool(out, n->private_note);
		put_text(out, n->text);
		put_text(out, "import");
		put_line_end(out);
	}
}

static void write_barriers(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->barrier_count; i++) {
		const struct demo_barrier *b = &d->barriers[i];
		const struct demo_person *p = &d->people[b->person];

		put_int(out, 1);
		put_text(out, b->id);
		put_int(out, p->number);
		put_text(out, b->kind);
		put_text(out, b->detail);
		put_date(out, b->since);
		put_date(out, b->lifted);
		if (date_is_set(b->lifted))
			put_login(out, d, demo_in_charge(p, b->lifted));
		else
			put_null(out);
		put_login(out, d, demo_in_charge(p, b->since));
		put_moment(out, (struct moment){ b->since, 12 * 60 });
		put_text(out, "import");
		put_line_end(out);
	}
}

#define FROM " FROM STDIN"

const struct demo_table demo_tables[] = {
	{ "agence", "COPY jalon.agence (agence_id, code, nom, departement, fuseau)" FROM, write_agency },
	{ "compte", "COPY jalon.compte (agence_id, login, nom, prenom, role, quotite, demi_journees, du)" FROM,
	  write_accounts },
	{ "foyer", "COPY jalon.foyer (agence_id, foyer_id, taille, composition, majoration, origine)" FROM,
	  write_households },
	{ "personne",
	  "COPY jalon.personne (agence_id, personne_id, identifiant, nom, prenom, naissance, telephone, courriel, commune, "
	  "langue, foyer_id, cree_le, cree_par, origine)" FROM,
	  write_people },
	{ "passage", "COPY jalon.passage (agence_id, personne_id, regime, du, au, motif_fin, saisi_le, saisi_par, origine)" FROM,
	  write_passages },
	{ "suivi", "COPY jalon.suivi (agence_id, personne_id, modalite, du, au, saisi_le, saisi_par, origine)" FROM,
	  write_follows },
	{ "referent", "COPY jalon.referent (agence_id, personne_id, login, du, au, saisi_le, saisi_par, origine)" FROM,
	  write_referents },
	{ "remplacement",
	  "COPY jalon.remplacement (agence_id, remplacant, titulaire, personne_id, du, au, saisi_le, saisi_par)" FROM,
	  write_replacements },
	{ "seance",
	  "COPY jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, annulee_le, annulee_par, "
	  "motif_annulation, confirmation, confirmation_par, saisi_le, saisi_par, origine, serie_id, objet, capacite, "
	  "imprevue)" FROM,
	  write_appointments },
	{ "participation",
	  "COPY jalon.participation (agence_id, seance_id, personne_id, periode, annulation, type, lieu, conseiller, "
	  "presence, motif, conclusion, saisi_le, saisi_par, convoque_le, recu_le, cree_le, cree_par, origine)" FROM,
	  write_participations },
	{ "horaire", "COPY jalon.horaire (agence_id, login, plages)" FROM, write_hours },
	{ "absence", "COPY jalon.absence (agence_id, absence_id, login, periode, motif, saisi_le, saisi_par)" FROM, write_absences },
	{ "fermeture", "COPY jalon.fermeture (agence_id, fermeture_id, du, au, motif, saisi_le, saisi_par)" FROM, write_closings },
	{ "conge", "COPY jalon.conge (agence_id, conge_id, personne_id, nature, du, au, texte, saisi_le, saisi_par)" FROM,
	  write_leaves },
	{ "deplacement",
	  "COPY jalon.deplacement (agence_id, deplacement_id, seance_id, personne_id, de, vers, demandeur, motif, le, par)" FROM,
	  write_moves },
	{ "proposition",
	  "COPY jalon.proposition (agence_id, proposition_id, personne_id, conseiller, type, lieu, minutes, creneaux, le, par)" FROM,
	  write_proposals },
	{ "engagement",
	  "COPY jalon.engagement (agence_id, engagement_id, seance_id, personne_id, debiteur, objet, echeance, tenu_le, tenu_par, "
	  "saisi_le, saisi_par)" FROM,
	  write_items },
	{ "contrat",
	  "COPY jalon.contrat (agence_id, contrat_id, personne_id, regime, parcours, debut, signe_le, fin, abandonne_le, clos_le, "
	  "clos_motif, clos_texte, clos_par, choix, choix_le, choix_par, choix_motif, succede_a, cree_le, cree_par)" FROM,
	  write_contracts },
	{ "contrat_version",
	  "COPY jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs, fin, cible_minutes, intensif, motif, "
	  "cree_le, cree_par, signe_personne_le, signe_structure_le, signataire, signe_par, signee_le, signee_par, abandonnee_le)" FROM,
	  write_versions },
	{ "engagement",
	  "COPY jalon.engagement (agence_id, engagement_id, personne_id, debiteur, objet, echeance, tenu_le, tenu_par, saisi_le, "
	  "saisi_par, contrat_id, rang_du, rang_au, part, cadence, regle, modele, source, action, visee_emploi, structurante, "
	  "excuse_le, excuse_motif, excuse_par)" FROM,
	  write_commitments },
	{ "tenue", "COPY jalon.tenue (agence_id, tenue_id, engagement_id, personne_id, le, par, saisi_le)" FROM, write_fulfilments },
	{ "compensation",
	  "COPY jalon.compensation (agence_id, compensation_id, personne_id, engagement_id, regle, manque_le, prejudice, objet, "
	  "echeance, ouverte_le, ouverte_par, remise_le, remise_par, remise_texte)" FROM,
	  write_remedials },
	{ "activite",
	  "COPY jalon.activite (agence_id, activite_id, personne_id, jour, theme, minutes, declaree_le, declaree_par, validee_le, "
	  "validee_par)" FROM,
	  write_activities },
	{ "derogation",
	  "COPY jalon.derogation (agence_id, derogation_id, personne_id, du, au, cible_minutes, motif, accordee_le, accordee_par)" FROM,
	  write_dispensations },
	{ "orientation",
	  "COPY jalon.orientation (agence_id, orientation_id, personne_id, nature, parcours, organisme, notifiee_le, preference, motif, "
	  "saisi_le, saisi_par)" FROM,
	  write_orientations },
	{ "diagnostic",
	  "COPY jalon.diagnostic (agence_id, diagnostic_id, personne_id, rang, le, auteur, saisi_le, competences, projet, marche, "
	  "situation, autonomie, droits)" FROM,
	  write_diagnostics },
	{ "information_droits",
	  "COPY jalon.information_droits (agence_id, information_id, personne_id, le, support, saisi_le, saisi_par)" FROM,
	  write_rights },
	{ "demande",
	  "COPY jalon.demande (agence_id, demande_id, personne_id, nature, recue_le, canal, objet, repondue_le, reponse, repondue_par, "
	  "saisi_le, saisi_par)" FROM,
	  write_requests },
	{ "lecture", "COPY jalon.lecture (agence_id, lecture_id, personne_id, jour, le, login, role, motif)" FROM, write_readings },
	{ "catalogue_import",
	  "COPY jalon.catalogue_import (agence_id, import_id, fournisseur, fichier, le, par, lignes, ajoutees, changees, inchangees, "
	  "retirees)" FROM,
	  write_imports },
	{ "catalogue_session",
	  "COPY jalon.catalogue_session (agence_id, session_id, fournisseur, cle, offre, organisme, intitule, rome, objectif, "
	  "heures_minutes, rythme_minutes, debut, fin, places, lieu, departement, remuneration, financeurs, maj_le, import_id, "
	  "retiree_le)" FROM,
	  write_sessions },
	{ "droit", "COPY jalon.droit (agence_id, droit_id, personne_id, nature, du, au, saisi_le, saisi_par)" FROM, write_allowances },
	{ "formation",
	  "COPY jalon.formation (agence_id, formation_id, personne_id, session_id, intitule, rome, objectif, organisme, lieu, "
	  "departement, minutes, rythme_minutes, debut, fin, cree_le, cree_par)" FROM,
	  write_trainings },
	{ "formation_projet",
	  "COPY jalon.formation_projet (agence_id, projet_id, formation_id, personne_id, rang, le, projet, evaluation, contraintes, "
	  "ajustement, points, actions, saisi_le, auteur)" FROM,
	  write_projects },
	{ "formation_prealable",
	  "COPY jalon.formation_prealable (agence_id, prealable_id, formation_id, personne_id, code, etat, le, texte, saisi_le, par)" FROM,
	  write_preconditions },
	{ "formation_piece",
	  "COPY jalon.formation_piece (agence_id, piece_id, formation_id, personne_id, nature, objet, debiteur, demandee_le, "
	  "attendue_le, recue_le, recue_par, saisi_le, saisi_par)" FROM,
	  write_pieces },
	{ "formation_financement",
	  "COPY jalon.formation_financement (agence_id, ligne_id, formation_id, personne_id, poste, financeur, du, au, montant_cents, "
	  "etat, demandee_le, decidee_le, motif, saisi_le, saisi_par)" FROM,
	  write_fundings },
	{ "formation_evenement",
	  "COPY jalon.formation_evenement (agence_id, evenement_id, formation_id, personne_id, geste, le, avec, texte, motifs, "
	  "financeur, contre_proposition, sans_contre_proposition, malgre, sans_revenu_dit, place_confirmee, saisi_le, par)" FROM,
	  write_training_events },
	{ "formation_absence",
	  "COPY jalon.formation_absence (agence_id, absence_id, formation_id, personne_id, du, au, justifiee, motif, saisi_le, "
	  "saisi_par)" FROM,
	  write_schooling_absences },
	{ "periode_entreprise",
	  "COPY jalon.periode_entreprise (agence_id, periode_id, personne_id, formation_id, nature, entreprise, metier, objectif, du, "
	  "au, malgre, debriefee_le, avec_hote, debrief, debriefee_par, saisi_le, saisi_par)" FROM,
	  write_company_periods },
	{ "rappel", "COPY jalon.rappel (agence_id, rappel_id, seance_id, personne_id, jours, canal, le, auteur)" FROM, write_reminders },
	{ "report", "COPY jalon.report (agence_id, login, personne_id, code, jusqu_au, geste)" FROM, write_put_off },
	{ "contact",
	  "COPY jalon.contact (agence_id, contact_id, personne_id, le, canal, joint, texte, auteur, saisi_le, origine)" FROM,
	  write_contacts },
	{ "note", "COPY jalon.note (agence_id, note_id, personne_id, ecrite_le, auteur, privee, texte, origine)" FROM,
	  write_notes },
	{ "frein",
	  "COPY jalon.frein (agence_id, frein_id, personne_id, nature, detail, du, leve_le, leve_par, auteur, saisi_le, "
	  "origine)" FROM,
	  write_barriers },
};
const size_t demo_table_count = sizeof(demo_tables) / sizeof(demo_tables[0]);
