/* jalon rdv …: the row that each verb makes, and each refusal in command form with its sentence and its status. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/twins.h"

TestSuite(twins_rdv, .init = twins_begin, .fini = twins_end);

#define OF_AICHA "(SELECT personne_id FROM jalon.personne WHERE nom = 'Bernard' AND prenom = 'Aïcha')"
#define LOCAL(x) "to_char(" x " AT TIME ZONE 'Europe/Paris', 'DD/MM HH24:MI')"
/* What stands on a day of February, where the demonstration has nothing. */
#define ON(day) "FROM jalon.seance s JOIN jalon.participation p USING (agence_id, seance_id) WHERE (lower(s.periode) AT TIME ZONE " \
	"'Europe/Paris')::date = date '2027-02-" day "'"
#define GIVE(id, day, time) JALON("rdv", "donner", id, "--jour", day, "--heure", time)

/* --- given ------------------------------------------------------------------------------------------------- */

Test(twins_rdv, an_appointment_given_is_the_row_that_was_asked_for)
{
	twin_done(JALON("rdv", "donner", aicha, "--jour", "03/02/2027", "--heure", "9h30", "--duree", "45", "--type", "point_etape",
	                "--lieu", "visio", "--objet", "Faire le point"),
	          "Enregistré : RDV avec BERNARD Aïcha, mer. 3 févr. 09:30");
	ROW("SELECT concat_ws('|', s.conseiller, " LOCAL("lower(s.periode)") ", " LOCAL("upper(s.periode)") ", s.type, s.lieu, s.objet, "
	    "p.presence, s.capacite, s.imprevue) " ON("03"),
	    "mlegoff|03/02 09:30|03/02 10:15|point_etape|visio|Faire le point|inconnu|f");
}

Test(twins_rdv, tsv_says_who_and_which_command)
{
	char *out = twin_printed(JALON("--format", "tsv", "rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "09:30"));
	char *id = agency_value(twins_agency(), "SELECT commande_id FROM jalon.commande WHERE verbe = 'rdv_donner' AND login = 'mlegoff' "
	                        "ORDER BY le DESC LIMIT 1");
	cr_expect(strncmp(out, "identifiant\tcommande\n", 21) == 0 && strstr(out, aicha) != NULL && strstr(out, id) != NULL, "%s", out);
	free(id);
	free(out);
}

Test(twins_rdv, what_may_not_be_given_is_refused_with_the_rule_and_the_way_out)
{
	twin_done(GIVE(aicha, "2027-02-03", "9h"), "Enregistré");
	twin_refused(GIVE(emre, "2027-02-03", "9h15"), 1, "le conseiller a déjà un rendez-vous à ce moment (règle commune L5). Choisissez un autre créneau");
	twin_refused(GIVE(aicha, "2026-11-20", "10h"), 1, "une convocation ne se donne pas dans le passé (règle commune L5)");
	twin_refused(GIVE(stranger, "2027-02-03", "11h"), 1, "inexistant ou hors de votre portée");
	twin_refused(GIVE("ZZZZZZ", "2027-02-03", "11h"), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON_AS(SUPERVISOR, "rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "11h"), 1,
	             "un rendez-vous se donne par le conseiller dont c'est l'agenda");
	twin_refused(JALON("--au", "2026-11-22", "rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "11h"), 1,
	             "--au ne fait que consulter");
	ROW("SELECT count(*) " ON("03"), "1");
}

Test(twins_rdv, the_person_s_other_appointment_stands_in_the_way)
{
	twin_done(GIVE(aicha, "2027-02-03", "9h"), "Enregistré");
	free(agency_value(twins_agency(), "UPDATE jalon.referent SET login = '" COLLEAGUE "' WHERE au IS NULL AND personne_id = " OF_AICHA " RETURNING login"));
	twin_refused(JALON_AS(COLLEAGUE, "rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "9h15"), 1,
	             "la personne a déjà un rendez-vous à ce moment (règle commune L5)");
}

Test(twins_rdv, conges_and_reflexion_are_never_passed_over)
{
	twin_done(JALON("conges", aicha, "--du", "2027-02-01", "--au", "05/02/2027", "--texte", "vacances scolaires"), "congés de BERNARD Aïcha");
	twin_done(JALON("conges", emre, "--du", "2027-02-01", "--au", "2027-02-05", "--reflexion"), "délai de réflexion de YILMAZ Emre");
	ROW("SELECT string_agg(concat_ws(' ', nature, du, au, texte), '|' ORDER BY nature) FROM jalon.conge WHERE du = date '2027-02-01'",
	    "conges 2027-02-01 2027-02-06 vacances scolaires|reflexion 2027-02-01 2027-02-06 ");
	twin_refused(GIVE(aicha, "2027-02-05", "9h"), 1, "la personne est en congés déclarés ce jour-là (règle commune L5, 003:7893)");
	twin_refused(GIVE(emre, "2027-02-05", "9h"), 1, "la personne est dans son délai de réflexion ce jour-là (règle commune L5, 000:1459)");
	twin_refused(JALON("rdv", "donner", aicha, "--jour", "2027-02-05", "--heure", "9h", "--confirmation", "elle y tient"), 1, "congés déclarés");
	twin_refused(JALON("conges", aicha, "--du", "2027-02-05", "--au", "2027-02-09"), 1, "des jours de cette nature à ces dates");
	twin_refused(JALON("conges", "retirer", aicha, "--du", "2027-02-02"), 1, "ne commence ce jour-là");
	twin_done(JALON("conges", "retirer", aicha, "--du", "01/02/2027"), "retiré");
	twin_done(GIVE(aicha, "2027-02-05", "9h"), "Enregistré");
}

Test(twins_rdv, hours_holidays_closings_and_absences_are_passed_over_by_a_reason)
{
	twin_done(JALON_AS(SUPERVISOR, "fermeture", "--du", "2027-02-04", "--motif", "inventaire"), "fermeture de l'agence");
	twin_done(JALON("absence", "--du", "2027-02-05T08:30", "--au", "2027-02-05T12:00", "--motif", "formation"), "absence");
	twin_refused(GIVE(aicha, "2027-02-03", "20h"), 1,
	             "hors des horaires de travail. Choisissez un autre créneau, ou dites pourquoi : --confirmation");
	twin_refused(GIVE(aicha, "2026-12-25", "10h"), 1, "ce jour est férié (jours fériés du département)");
	twin_refused(GIVE(aicha, "2027-02-04", "10h"), 1, "l'agence est fermée ce jour-là");
	twin_refused(GIVE(aicha, "2027-02-05", "10h"), 1, "le conseiller est absent à ce moment");
	ROW("SELECT count(*) " ON("04"), "0");
	twin_done(JALON("rdv", "donner", aicha, "--jour", "2027-02-04", "--heure", "10h", "--confirmation", "elle reprend lundi"), "Enregistré");
	ROW("SELECT s.confirmation || '|' || s.confirmation_par " ON("04"), "elle reprend lundi|mlegoff");
}

Test(twins_rdv, what_is_mistyped_is_told_before_anything_is_sent)
{
	twin_refused(JALON("rdv"), 2, "attendu donner, semaine, serie");
	twin_refused(JALON("rdv", "donner"), 2, "il manque l'identifiant de la personne");
	twin_refused(JALON("rdv", "donner", aicha, "--jour", "2027-02-03"), 2, "option --heure attendue");
	twin_refused(GIVE(aicha, "31/02/2027", "9h"), 2, "n'est pas une date");
	twin_refused(GIVE(aicha, "2027-02-03", "25h"), 2, "n'est pas une heure");
	twin_refused(JALON("rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "9h", "--type", "cafe"), 2, "entretien, premier_entretien");
	twin_refused(JALON("rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "9h", "--lieux", "visio"), 2, "Vouliez-vous dire --lieu ?");
	twin_refused(JALON("rdv", "presence", emre, "venu"), 2, "présence inconnue : « venu ». Attendu : present, absent_excuse");
	twin_refused(JALON("rdv", "annuler", aicha, "--demandeur", "moi", "--motif", "x"), 2, "attendu structure ou personne, et non « moi »");
	twin_refused(JALON("rdv", "presence", emre, "present", "--le", "hier"), 2, "AAAA-MM-JJTHH:MM, et non « hier »");
	twin_refused(JALON("rdv", "convocation", aicha), 2, "attendu --envoyee DATE, --recue DATE");
	twin_refused(JALON("absence", "--du", "2027-02-03T14:00"), 2, "--au manque");
}

Test(twins_rdv, semaine_gives_the_same_slot_a_week_later)
{
	twin_done(GIVE(aicha, "2027-02-03", "9h"), "Enregistré");
	twin_done(JALON("rdv", "semaine", aicha), "BERNARD Aïcha");
	twin_done(JALON("rdv", "semaine", aicha), "mer. 17 févr. 09:00");
	ROW("SELECT " LOCAL("lower(s.periode)") " " ON("17"), "17/02 09:00");
}

Test(twins_rdv, an_unplanned_meeting_is_attended_and_lies_behind)
{
	twin_done(JALON("rdv", "imprevu", aicha, "--jour", "20/11/2026", "--heure", "12h45", "--duree", "20", "--conclusion", "Passée sans rendez-vous."),
	          "entretien non planifié avec BERNARD Aïcha");
	ROW("SELECT concat_ws('|', s.imprevue, p.presence, p.conclusion, p.conclue_par) FROM jalon.seance s JOIN jalon.participation p "
	    "USING (agence_id, seance_id) WHERE s.imprevue AND lower(s.periode) = timestamptz '2026-11-20 12:45 Europe/Paris'",
	    "t|present|Passée sans rendez-vous.|mlegoff");
	twin_refused(JALON("rdv", "imprevu", aicha, "--jour", "20/11/2026", "--heure", "12h50"), 1, "a déjà un rendez-vous à ce moment");
	twin_refused(JALON("rdv", "imprevu", aicha, "--jour", "2027-02-03", "--heure", "9h"), 2, "après coup");
}

/* --- series -------------------------------------------------------------------------------------------------- */

Test(twins_rdv, a_series_says_which_weeks_it_jumps_over_and_gives_the_others)
{
	char *out;
	twin_done(JALON("conges", aicha, "--du", "2027-02-08", "--au", "2027-02-12"), "congés");
	out = twin_printed(JALON("--format", "tsv", "rdv", "serie", aicha, "--jour", "2027-02-03", "--heure", "9h", "--semaines", "4", "--essai"));
	cr_expect_str_eq(out, "debut\tfin\tetat\traison\n"
	                 "2027-02-03T09:00\t2027-02-03T09:30\tdonne\t\n"
	                 "2027-02-10T09:00\t2027-02-10T09:30\tsaute\tcongés déclarés du 08/02 au 12/02\n"
	                 "2027-02-17T09:00\t2027-02-17T09:30\tdonne\t\n"
	                 "2027-02-24T09:00\t2027-02-24T09:30\tdonne\t\n");
	free(out);
	ROW("SELECT count(*) " ON("03"), "0");
	twin_done(JALON("rdv", "serie", aicha, "--jour", "2027-02-03", "--heure", "9h", "--semaines", "4"), "3 rendez-vous sur 4 semaines");
	ROW("SELECT count(*) || '|' || count(DISTINCT serie_id) || '|' || string_agg(" LOCAL("lower(periode)") ", ', ' ORDER BY periode) "
	    "FROM jalon.seance WHERE serie_id IS NOT NULL AND lower(periode) >= '2027-02-01'",
	    "3|1|03/02 09:00, 17/02 09:00, 24/02 09:00");
}

Test(twins_rdv, an_outcome_in_tsv_is_one_table)
{
	char *out = twin_printed(JALON("--format", "tsv", "rdv", "serie", aicha, "--jour", "2027-02-03", "--heure", "9h", "--semaines", "3"));
	cr_expect(strncmp(out, "identifiant\tcommande\n", 21) == 0, "%s", out);
	free(out);
}

Test(twins_rdv, a_series_without_an_occurrence_is_refused)
{
	twin_done(JALON("conges", aicha, "--du", "2027-02-01", "--au", "2027-03-31"), "congés");
	twin_refused(JALON("rdv", "serie", aicha, "--jour", "2027-02-03", "--heure", "9h", "--semaines", "8"), 1,
	             "il ne reste aucun rendez-vous dans cette série ; 8 semaines sautées");
	twin_refused(JALON("rdv", "serie", aicha, "--jour", "2027-02-03", "--heure", "9h", "--semaines", "2"), 2, "de 3 à 26");
	twin_refused(JALON("rdv", "serie", aicha, "--jour", "2027-02-03", "--heure", "9h", "--semaines", "27"), 2, "de 3 à 26");
	ROW("SELECT count(*) FROM jalon.seance WHERE serie_id IS NOT NULL AND lower(periode) >= '2027-02-01'", "0");
}

/* --- moved, cancelled ------------------------------------------------------------------------------------------- */

Test(twins_rdv, a_move_is_counted_by_the_side_that_asked)
{
	twin_done(GIVE(aicha, "2027-02-03", "9h"), "Enregistré");
	twin_done(JALON("rdv", "deplacer", aicha, "--le", "2027-02-03T09:00", "--jour", "2027-02-04", "--heure", "14h", "--demandeur", "personne",
	                "--motif", "garde d'enfant"), "déplacé au jeu. 4 févr. 14:00");
	ROW("SELECT concat_ws('|', demandeur, motif, par, " LOCAL("lower(de)") ", " LOCAL("lower(vers)") ") FROM jalon.deplacement "
	    "WHERE lower(de) >= '2027-02-01'", "personne|garde d'enfant|mlegoff|03/02 09:00|04/02 14:00");
	twin_refused(JALON("rdv", "deplacer", aicha, "--le", "2027-02-04T14:00", "--jour", "2026-11-19", "--heure", "14h", "--demandeur", "structure",
	                   "--motif", "x"), 1, "dans le passé");
	twin_refused(JALON("rdv", "deplacer", aicha, "--le", "2027-02-04T14:00", "--jour", "2027-02-04", "--heure", "21h", "--demandeur", "structure",
	                   "--motif", "x"), 1, "--confirmation");
	twin_refused(JALON("rdv", "deplacer", aicha, "--le", "2027-02-03T09:00", "--jour", "2027-02-04", "--heure", "15h", "--demandeur", "structure",
	                   "--motif", "x"), 1, "aucun rendez-vous de cette personne à ce moment");
	ROW("SELECT " LOCAL("lower(s.periode)") " " ON("04"), "04/02 14:00");
}

Test(twins_rdv, a_cancellation_says_by_whom_and_why)
{
	twin_done(GIVE(aicha, "2027-02-03", "9h"), "Enregistré");
	twin_refused(JALON("rdv", "annuler", aicha, "--le", "2027-02-03T09:00", "--demandeur", "structure"), 2, "--motif");
	twin_done(JALON("rdv", "annuler", aicha, "--le", "03/02/2027T9h", "--demandeur", "structure", "--motif", "conseiller malade"),
	          "annulé par la structure");
	ROW("SELECT concat_ws('|', p.presence, p.motif, s.annulee_par) " ON("03"), "annule_structure|conseiller malade|mlegoff");
	twin_done(GIVE(emre, "2027-02-03", "9h"), "Enregistré");
}

/* --- what became of it ---------------------------------------------------------------------------------------------- */

Test(twins_rdv, attendance_goes_to_the_oldest_without_an_outcome_and_never_to_a_future_one)
{
	twin_done(JALON("rdv", "presence", emre, "absent_excuse", "--motif", "hospitalisation"), "YILMAZ Emre");
	ROW("SELECT concat_ws('|', p.presence, p.motif, p.saisi_par) FROM jalon.participation p JOIN jalon.personne x USING (agence_id, personne_id) "
	    "WHERE x.nom LIKE 'Y%lmaz' AND p.saisi_par = 'mlegoff' ORDER BY p.saisi_le DESC LIMIT 1", "absent_excuse|hospitalisation|mlegoff");
	twin_done(GIVE(emre, "2027-02-03", "9h"), "Enregistré");
	twin_refused(JALON("rdv", "presence", emre, "present", "--le", "2027-02-03T09:00"), 1, "la présence se saisit quand le rendez-vous a commencé");
	twin_refused(JALON("rdv", "presence", emre, "absent_non_excuse", "--le", "2027-02-03T09:00"), 1, "quand le rendez-vous a commencé");
	ROW("SELECT p.presence " ON("03"), "inconnu");
	twin_refused(JALON("rdv", "presence", aicha, "present"), 1, "aucun rendez-vous passé n'attend son issue");
}

Test(twins_rdv, a_conclusion_closes_the_appointment_and_dates_what_each_side_undertakes)
{
	twin_refused(JALON("rdv", "conclure", emre), 2, "--conclusion");
	twin_refused(JALON("rdv", "conclure", emre, "--conclusion", "Bien avancé"), 2, "Ajoutez --presence present");
	twin_refused(JALON("rdv", "conclure", emre, "--presence", "present", "--conclusion", "Bien", "--nous", "Appeler"), 2, "--nous : attendu une date, puis l'objet");
	twin_refused(JALON("rdv", "conclure", emre, "--presence", "present", "--conclusion", "Bien", "--nous", "2026-11-01 Appeler"), 2, "passée");
	twin_done(JALON("rdv", "conclure", emre, "--presence", "present", "--conclusion", "Bien avancé.", "--nous", "2026-12-01 Appeler l'organisme",
	                "--personne", "02/12/2026 Envoyer le CV"), "conclusion, RDV avec YILMAZ Emre");
	ROW("SELECT string_agg(concat_ws(' ', e.debiteur, e.echeance, e.objet, p.presence, p.conclusion), '|' ORDER BY e.echeance) FROM jalon.engagement e "
	    "JOIN jalon.participation p USING (agence_id, seance_id, personne_id) WHERE e.saisi_par = 'mlegoff' AND p.conclusion = 'Bien avancé.'",
	    "structure 2026-12-01 Appeler l'organisme present Bien avancé.|personne 2026-12-02 Envoyer le CV present Bien avancé.");
}

Test(twins_rdv, an_undertaking_is_kept_once)
{
	char *id;
	twin_done(JALON("rdv", "conclure", emre, "--presence", "present", "--conclusion", "Bien.", "--nous", "2026-12-01 Appeler", "--personne",
	                "2026-12-02 Écrire"), "conclusion");
	twin_refused(JALON("engagement", "tenir", emre), 1, "engagements sont à tenir : dites lequel");
	id = agency_value(twins_agency(), "SELECT engagement_id FROM jalon.engagement WHERE objet = 'Écrire'");
	twin_done(JALON("engagement", "tenir", emre, id), "engagement tenu : Écrire");
	ROW("SELECT tenu_le || '|' || tenu_par FROM jalon.engagement WHERE objet = 'Écrire'", AGENCY_DAY "|mlegoff");
	twin_refused(JALON("engagement", "tenir", emre, id), 1, "déjà tenu");
	twin_refused(JALON("engagement", "tenir", aicha, id), 1, "cette personne n'a pas cet engagement");
	free(id);
}

Test(twins_rdv, a_reminder_is_given_once_and_reception_is_a_date_of_its_own)
{
	twin_done(GIVE(aicha, "2026-11-24", "13h30"), "Enregistré");
	twin_done(JALON("rdv", "rappel", aicha, "--canal", "sms"), "rappel (SMS), RDV avec BERNARD Aïcha");
	twin_refused(JALON("rdv", "rappel", aicha, "--canal", "sms"), 1, "ce rappel est déjà donné");
	twin_refused(JALON("rdv", "rappel", aicha, "--canal", "pigeon"), 2, "--canal : attendu telephone");
	ROW("SELECT canal || '|' || auteur FROM jalon.rappel WHERE personne_id = " OF_AICHA " AND auteur = 'mlegoff' ORDER BY le DESC LIMIT 1", "sms|mlegoff");
	twin_done(JALON("rdv", "convocation", aicha, "--envoyee", "19/11/2026", "--recue", "20/11/2026"), "convocation");
	ROW("SELECT (convoque_le AT TIME ZONE 'Europe/Paris')::date || '|' || (recu_le AT TIME ZONE 'Europe/Paris')::date FROM jalon.participation "
	    "WHERE personne_id = " OF_AICHA " AND lower(periode) = timestamptz '2026-11-24 13:30 Europe/Paris'", "2026-11-19|2026-11-20");
	twin_refused(JALON("rdv", "convocation", aicha, "--envoyee", "19/11/2026", "--recue", "18/11/2026"), 2, "la réception ne précède pas la convocation");
}

/* --- groups ------------------------------------------------------------------------------------------------------------ */

#define GROUP(places, ...) JALON("rdv", "groupe", "--jour", "2027-02-03", "--heure", "14h", "--objet", "Atelier CV", "--places", places, __VA_ARGS__)

Test(twins_rdv, a_group_has_its_places_and_one_roll_call)
{
	char excused[64], cancelled[64], present[64], lower[16];
	for (size_t i = 0; i < sizeof lower; i++)
		lower[i] = (char)(aicha[i] >= 'A' && aicha[i] <= 'Z' ? aicha[i] + 32 : aicha[i]);
	twin_refused(GROUP("1", aicha, emre), 1, "2 personnes pour 1 place");
	twin_refused(GROUP("2", aicha, stranger), 1, "hors de votre portée");
	twin_done(GROUP("2", lower, emre), "Atelier CV, mer. 3 févr. 14:00, 2 personnes");
	twin_refused(JALON("rdv", "inscrire", "2027-02-03T14:00", ronan), 1, "0 place");
	twin_refused(JALON("rdv", "inscrire", "2027-02-03T14:00", aicha), 2, "déjà inscrite");
	twin_refused(JALON("rdv", "inscrire", "2027-02-03T15:00", ronan), 1, "aucun rendez-vous de votre agenda à ce moment");
	snprintf(present, sizeof present, "%s:present", aicha);
	twin_refused(JALON("rdv", "appel", "2027-02-03T14:00", present), 1, "quand le rendez-vous a commencé");
	snprintf(excused, sizeof excused, "%s:absent_excuse:malade", lower);
	snprintf(cancelled, sizeof cancelled, "%s:annule_personne", emre);
	twin_done(JALON("rdv", "appel", "2027-02-03T14:00", excused, cancelled), "2 présences");
	ROW("SELECT string_agg(p.presence || ' ' || p.motif, '|' ORDER BY p.presence) " ON("03"), "absent_excuse malade|annule_personne ");
	twin_done(JALON("rdv", "inscrire", "2027-02-03T14:00", ronan), "1 inscription");
	ROW("SELECT s.capacite || '|' || count(*) " ON("03") " GROUP BY s.capacite", "2|3");
	snprintf(present, sizeof present, "%s:present", stranger);
	twin_refused(JALON("rdv", "appel", "2027-02-03T14:00", present), 1, "n'est pas de ce rendez-vous");
}

/* --- proposals ---------------------------------------------------------------------------------------------------------- */

Test(twins_rdv, of_slots_offered_one_is_chosen_and_the_choice_closes_the_offer)
{
	twin_refused(JALON("rdv", "proposer", aicha, "2027-02-03T09:00"), 2, "deux à six créneaux");
	twin_done(GIVE(emre, "2027-02-03", "9h"), "Enregistré");
	twin_refused(JALON("rdv", "proposer", aicha, "2027-02-03T09:00", "2027-02-04T09:00"), 1, "rendez-vous avec YILMAZ Emre");
	twin_done(JALON("rdv", "proposer", aicha, "2027-02-03T10:00", "04/02/2027T9h", "--duree", "45"), "2 créneaux proposés à BERNARD Aïcha");
	twin_refused(JALON("rdv", "choisir", aicha, "2027-02-05T09:00"), 1, "ce n'est pas l'un des créneaux proposés");
	twin_done(JALON("rdv", "choisir", aicha, "2027-02-04T09:00"), "créneau choisi");
	ROW("SELECT " LOCAL("lower(s.periode)") " || '|' || (o.seance_id = s.seance_id) || '|' || (o.choisi_le IS NOT NULL) FROM jalon.proposition o "
	    "JOIN jalon.seance s USING (seance_id) WHERE o.personne_id = " OF_AICHA, "04/02 09:00|true|true");
	twin_refused(JALON("rdv", "choisir", aicha, "2027-02-03T10:00"), 1, "aucune proposition n'attend de réponse");
	ROW("SELECT count(*) " ON("03"), "1");
}

Test(twins_rdv, among_two_offers_the_slot_says_which)
{
	twin_done(JALON("rdv", "proposer", aicha, "2027-02-03T10:00", "2027-02-04T09:00"), "2 créneaux");
	twin_done(JALON("rdv", "proposer", aicha, "2027-02-10T10:00", "2027-02-11T09:00"), "2 créneaux");
	twin_done(JALON("rdv", "choisir", aicha, "2027-02-11T09:00"), "jeu. 11 févr. 09:00");
	twin_done(JALON("rdv", "retirer", aicha), "retirés");
	twin_refused(JALON("rdv", "retirer", aicha), 1, "aucune proposition n'attend de réponse");
	ROW("SELECT count(*) FILTER (WHERE seance_id IS NOT NULL) || '|' || count(*) FILTER (WHERE annule_par IS NOT NULL) FROM jalon.proposition "
	    "WHERE personne_id = " OF_AICHA, "1|1");
}
