/* Appointments given, moved, cancelled, in series, proposed, in groups; absences, hours, congés: each form as it is
 * used, as it is refused, and what the database then holds. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"

#define AICHA "(SELECT personne_id FROM jalon.personne WHERE nom = 'Bernard' AND prenom = 'Aïcha')"
#define HERS "FROM jalon.seance s JOIN jalon.participation p USING (agence_id, seance_id) WHERE s.annule_par IS NULL AND " \
	"s.annulee_le IS NULL AND p.personne_id = " AICHA
#define START "to_char(lower(s.periode) AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD HH24:MI')"
#define LAST HERS " ORDER BY lower(s.periode) DESC LIMIT 1"

static struct agency agency;

static void begin(void)
{
	agency = agency_new();
}

static void end(void)
{
	agency_free(&agency);
}

TestSuite(agenda_forms, .init = begin, .fini = end);

/* The portfolio, the cursor on BERNARD Aïcha. */
static struct pty_screen *open_on_aicha(void)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Suivi actif");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_expect_gone(p, "Filtre :");
	return p;
}

/* The week of the 23rd, the cursor on its first appointment. */
static struct pty_screen *open_agenda(const char *login)
{
	struct pty_screen *p = agency_open(&agency, login, 24, 80);
	pty_expect(p, "Suivi actif");
	pty_send(p, "ga");
	pty_expect(p, "RDV ·");
	pty_send(p, "]");
	pty_expect(p, "Semaine 48");
	pty_send(p, "gg");
	return p;
}

/* The form with that day and hour typed in it. */
static void type_slot(struct pty_screen *p, const char *day, const char *time)
{
	pty_send(p, "ad");
	pty_expect(p, "Créneaux libres");
	pty_send(p, "taper");
	pty_expect_gone(p, "pris :");
	pty_send(p, "<Enter>");
	pty_expect(p, "Donner un rendez-vous");
	pty_send(p, day);
	pty_send(p, "<Tab>");
	pty_send(p, time);
	pty_send(p, "<C-s>");
}

static void give(struct pty_screen *p, const char *day, const char *time)
{
	type_slot(p, day, time);
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha");
}

/* --- give ---------------------------------------------------------------------------------------------------------- */

Test(agenda_forms, first_free_slot_is_given_in_three_keys)
{
	struct pty_screen *p = open_on_aicha();
	pty_send(p, "ad");
	pty_expect(p, "Créneaux libres de");
	pty_expect(p, "pris :"); /* colleagues at that time */
	pty_send(p, "<Enter>");
	pty_expect(p, "Donner un rendez-vous · BERNARD Aïcha");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha");
	quit(p);
	agency_expect(&agency, "SELECT s.conseiller || ' ' || s.type || ' ' || (lower(s.periode) >= '2026-11-23') || ' ' || "
	                       "(upper(s.periode) < '2026-11-28') " LAST, "mlegoff entretien true true");
}

Test(agenda_forms, outside_the_hours_is_confirmed_with_a_reason)
{
	struct pty_screen *p = open_on_aicha();
	type_slot(p, "24/11/2026", "19h");
	pty_expect(p, "À confirmer");
	pty_expect(p, "hors des horaires");
	pty_expect(p, "confirmez en disant pourquoi");
	pty_send(p, "elle sort du travail à 18h<C-s>");
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha");
	quit(p);
	agency_expect(&agency, "SELECT " START " || ' ' || s.confirmation " LAST, "2026-11-24 19:00 elle sort du travail à 18h");
}

Test(agenda_forms, a_holiday_is_confirmed_too_and_may_be_given_up)
{
	struct pty_screen *p = open_on_aicha();
	type_slot(p, "01/01/2027", "10h");
	pty_expect(p, "À confirmer");
	pty_send(p, "<Esc>");
	pty_expect(p, "Abandonner la saisie ?");
	pty_send(p, "o");
	pty_expect_gone(p, "À confirmer");
	quit(p);
	agency_expect(&agency, "SELECT count(*) " HERS " AND lower(s.periode) >= '2026-11-23'", "0");
}

Test(agenda_forms, twice_at_the_same_time_is_refused_without_confirmation)
{
	struct pty_screen *p = open_on_aicha();
	give(p, "09/02/2027", "11h30");
	type_slot(p, "09/02/2027", "11h45");
	pty_expect(p, "a déjà un rendez-vous à ce moment (règle commune L5)"); /* said by the base: the agenda read ends before */
	pty_expect(p, "Choisissez un autre créneau");
	pty_expect(p, "─ Donner un rendez-vous · BERNARD Aïcha ─"); /* never to be confirmed */
	pty_send(p, "<Esc>o");
	quit(p);
	agency_expect(&agency, "SELECT count(*) " HERS " AND lower(s.periode) >= '2026-11-22'", "1");
}

Test(agenda_forms, in_the_past_is_refused_with_its_rule_and_way_out)
{
	struct pty_screen *p = open_on_aicha();
	type_slot(p, "20/11/2026", "10h");
	pty_expect(p, "règle");
	pty_expect(p, "L5");
	pty_expect(p, "─ Donner un rendez-vous · BERNARD Aïcha ─");
	pty_send(p, "<Esc>o");
	quit(p);
	agency_expect(&agency, "SELECT count(*) " HERS " AND lower(s.periode) >= '2026-11-22'", "0");
}

Test(agenda_forms, the_week_after_takes_two_keys)
{
	struct pty_screen *p = open_on_aicha();
	type_slot(p, "24/11/2026", "18h30");
	pty_expect(p, "À confirmer");
	pty_send(p, "permanence du soir<C-s>");
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha");
	pty_send(p, "aa"); /* the same evening: refused, the free slots are offered */
	pty_expect(p, "Créneaux libres de");
	pty_send(p, "<Enter>");
	pty_expect(p, "Donner un rendez-vous");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha");
	quit(p);
	agency_expect(&agency, "SELECT count(*) " HERS " AND lower(s.periode) >= '2026-11-22'", "2");
}

Test(agenda_forms, the_same_slot_goes_on_week_after_week)
{
	struct pty_screen *p = open_on_aicha();
	give(p, "11/02/2027", "16h45"); /* beyond what the demonstration holds */
	pty_expect(p, "11/02 16:45"); /* her line has been read again */
	pty_send(p, "aa");
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha, jeu. 18 févr. 16:45");
	quit(p);
	agency_expect(&agency, "SELECT string_agg(" START ", ', ' ORDER BY lower(s.periode)) " HERS " AND lower(s.periode) >= '2026-11-22'",
	              "2027-02-11 16:45, 2027-02-18 16:45");
}

/* --- series -------------------------------------------------------------------------------------------------------- */

Test(agenda_forms, series_says_what_it_skips_then_is_given)
{
	struct pty_screen *p = open_on_aicha();
	pty_send(p, "as");
	pty_expect(p, "Série hebdomadaire · BERNARD Aïcha");
	pty_send(p, "04/12/2026<Tab>12h<Tab><C-u>30<Tab><Tab><Tab><Tab>2<C-s>");
	pty_expect(p, "de 3 à 26");
	pty_send(p, "<C-u>12<C-s>");
	pty_expect(p, "ven. 25 déc. 12:00-12:30 : sauté");
	pty_expect(p, "Noël");
	pty_send(p, "n");
	pty_expect(p, "Nombre de semaines * 12");
	pty_send(p, "<C-s>");
	pty_expect(p, "sur 12 semaines");
	pty_send(p, "o");
	pty_expect(p, "Enregistré : ");
	quit(p);
	agency_expect(&agency, "SELECT (count(*) >= 3) || ' ' || count(DISTINCT s.serie_id) || ' ' || count(*) FILTER (WHERE "
	                       "lower(s.periode)::date IN ('2026-12-25', '2027-01-01')) " HERS " AND s.serie_id IS NOT NULL", "true 1 0");
}

/* --- proposals ------------------------------------------------------------------------------------------------------ */

#define PROPOSED "SELECT cardinality(creneaux) || ' ' || (seance_id IS NOT NULL) FROM jalon.proposition WHERE annule_par IS NULL AND " \
	"personne_id = " AICHA

Test(agenda_forms, slots_are_proposed_then_one_is_chosen)
{
	struct pty_screen *p = open_on_aicha();
	pty_send(p, "ap");
	pty_expect(p, "Proposer des créneaux · BERNARD Aïcha");
	pty_send(p, "<C-s>");
	pty_expect(p, "Créneaux à proposer");
	pty_send(p, "<Space><Enter>");
	pty_expect(p, "1 choisi, 2 à 6 !");
	pty_send(p, "<Down><Space><Space>");
	pty_expect(p, "3 choisis");
	pty_send(p, "<Enter>");
	pty_expect(p, "Proposition de rendez-vous");
	pty_expect(p, "3 [ ]");
	pty_expect(p, "Enregistré : 3 créneaux proposés");
	pty_send(p, "q");
	pty_expect_gone(p, "3 [ ]");
	agency_expect(&agency, PROPOSED, "3 false");
	pty_send(p, "ap");
	pty_expect(p, "Proposition en cours · BERNARD Aïcha");
	pty_send(p, "<Down><Enter>");
	pty_expect(p, "Enregistré : RDV avec BERNARD Aïcha");
	agency_expect(&agency, PROPOSED, "3 true");
	quit(p);
}

Test(agenda_forms, proposal_is_withdrawn)
{
	struct pty_screen *p = open_on_aicha();
	pty_send(p, "ap");
	pty_expect(p, "Proposer des créneaux");
	pty_send(p, "<C-s>");
	pty_expect(p, "Créneaux à proposer");
	pty_send(p, "<Space><Space><Enter>");
	pty_expect(p, "Enregistré : 2 créneaux proposés");
	pty_send(p, "q");
	pty_expect_gone(p, "2 [ ]");
	pty_send(p, "ap");
	pty_expect(p, "Retirer la proposition");
	pty_send(p, "retirer<Enter>");
	pty_expect(p, "Enregistré : ");
	quit(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.proposition WHERE annule_par IS NULL AND seance_id IS NULL AND personne_id = " AICHA, "0");
}

/* --- afterwards ----------------------------------------------------------------------------------------------------- */

Test(agenda_forms, unplanned_entretien_is_recorded_and_never_ahead)
{
	struct pty_screen *p = open_on_aicha();
	pty_send(p, "ai");
	pty_expect(p, "Entretien non planifié · BERNARD Aïcha");
	pty_send(p, "<C-u>24/11/2026<C-s>");
	pty_expect(p, "s'inscrit après coup");
	pty_send(p, "<S-Tab><C-u>19/11/2026<Tab><C-u>18h<Tab><Tab><Tab><Tab><Tab>Passée sans prévenir : CV relu.<C-s>");
	pty_expect(p, "Enregistré : entretien non planifié");
	quit(p);
	agency_expect(&agency, "SELECT s.imprevue || ' ' || p.presence || ' ' || p.conclusion " HERS " AND s.imprevue",
	              "true present Passée sans prévenir : CV relu.");
}

/* --- groups --------------------------------------------------------------------------------------------------------- */

Test(agenda_forms, chosen_people_get_a_group_appointment_which_others_join)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Suivi actif");
	pty_send(p, "<Space><Space>");
	pty_expect(p, "2 choisies");
	pty_send(p, "ag");
	pty_expect(p, "Rendez-vous collectif · 2 personnes");
	pty_send(p, "Atelier pty<Tab>24/11/2026<Tab>18h<Tab><C-u>60<C-s>");
	pty_expect(p, "À confirmer");
	pty_send(p, "seule salle libre<C-s>");
	pty_expect(p, "Enregistré : Atelier pty");
	pty_send(p, "ga");
	pty_expect(p, "RDV ·");
	pty_send(p, "]");
	pty_expect(p, "Semaine 48");
	pty_send(p, "/atelier pty");
	pty_expect(p, "Filtre « atelier pty » : 1");
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "ag");
	pty_expect(p, "Inscrire des personnes à : Atelier pty");
	pty_send(p, "<Enter>");
	pty_expect(p, "Inscrire · Atelier pty");
	pty_send(p, "<Space><Enter>");
	pty_expect(p, "Enregistré : Atelier pty, mar. 24 nov. 18:00 : 1 inscription");
	pty_expect(p, "(3 sur 12)");
	quit(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.seance s JOIN jalon.participation p USING (agence_id, seance_id) WHERE s.objet = 'Atelier pty' "
	                       "AND s.capacite = 12", "3");
}

/* --- changes -------------------------------------------------------------------------------------------------------- */

Test(agenda_forms, an_appointment_is_moved_by_whom_and_why)
{
	struct pty_screen *p = open_agenda("mlegoff");
	pty_send(p, "e");
	pty_expect(p, "Déplacer · ");
	pty_send(p, "<C-s>");
	pty_expect(p, "à choisir");
	pty_send(p, "b<Tab>garde d'enfant<S-Tab><S-Tab><S-Tab><S-Tab><C-u>19h<C-s>");
	pty_expect(p, "À confirmer");
	pty_send(p, "après son travail<C-s>");
	pty_expect(p, "Enregistré : ");
	quit(p);
	agency_expect(&agency, "SELECT demandeur || ' ' || motif FROM jalon.deplacement ORDER BY le DESC LIMIT 1", "personne garde d'enfant");
}

Test(agenda_forms, an_appointment_is_cancelled_by_whom_and_why)
{
	struct pty_screen *p = open_agenda("mlegoff");
	pty_send(p, "d");
	pty_expect(p, "Annuler le rendez-vous · ");
	pty_send(p, "n<Tab><C-s>");
	pty_expect(p, "à remplir");
	pty_send(p, "réunion imprévue<C-s>");
	pty_expect(p, "Enregistré : ");
	quit(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.seance WHERE motif_annulation = 'réunion imprévue' AND annulee_le IS NOT NULL", "1");
}

Test(agenda_forms, convocation_and_reception_are_two_dates)
{
	struct pty_screen *p = open_agenda("mlegoff");
	pty_send(p, "b");
	pty_expect(p, "Convocation · ");
	pty_send(p, "<C-u>16/11/2026<Tab><C-u>18/11/2026<C-s>");
	pty_expect(p, "Enregistré : convocation");
	quit(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.participation WHERE convoque_le = '2026-11-16' AND recu_le = '2026-11-18'", "1");
}

/* --- the counsellor's own time --------------------------------------------------------------------------------------- */

Test(agenda_forms, absence_is_set_seen_and_withdrawn)
{
	struct pty_screen *p = open_agenda("mlegoff");
	pty_send(p, "A");
	pty_expect(p, "Mon absence");
	pty_send(p, "<C-u>28/11/2026<Tab>9h<Tab><Tab>8h<C-s>");
	pty_expect(p, "!!");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Mon absence");
	pty_send(p, "A");
	pty_expect(p, "Mon absence");
	pty_send(p, "<C-u>26/11/2026<Tab><Tab><Tab><Tab>formation<C-s>");
	pty_expect(p, "Enregistré : absence");
	pty_expect(p, "absence for"); /* the day's word in the grid */
	agency_expect(&agency, "SELECT count(*) FROM jalon.absence WHERE login = 'mlegoff' AND motif = 'formation' AND annule_par IS NULL", "1");
	pty_send(p, "/formation");
	pty_expect(p, "jeu. 26 nov. journée formation"); /* first, before the appointments that it came over */
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "d");
	pty_expect(p, "Retirer : absence formation ?");
	pty_send(p, "o");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT count(*) FROM jalon.absence WHERE login = 'mlegoff' AND motif = 'formation' AND annule_par IS NULL", "0");
	quit(p);
}

Test(agenda_forms, hours_are_one_s_own_or_the_agency_s)
{
	struct pty_screen *p = open_agenda("mlegoff");
	pty_send(p, "H");
	pty_expect(p, "ceux de l'agence");
	pty_expect(p, "8h30-12h30 13h30-17h30");
	pty_send(p, "<C-u>9h-8h<C-s>");
	pty_expect(p, "!!");
	pty_send(p, "<C-u>10h-16h<C-s>");
	pty_expect(p, "Enregistré : horaires");
	agency_expect(&agency, "SELECT count(*) FROM jalon.horaire WHERE login = 'mlegoff' AND plages @> 600 AND NOT plages @> 599", "1");
	quit(p);
}

Test(agenda_forms, conges_forbid_a_convocation)
{
	struct pty_screen *p = open_on_aicha();
	pty_send(p, "V");
	pty_expect(p, "Congés, absence · BERNARD Aïcha");
	pty_send(p, "<Tab><C-u>24/11/2026<Tab>20/11/2026<C-s>");
	pty_expect(p, "!!");
	pty_send(p, "<C-u>26/11/2026<C-s>");
	pty_expect(p, "Enregistré : ");
	type_slot(p, "25/11/2026", "16h");
	pty_expect(p, "congés");
	pty_expect(p, "003:7893");
	pty_expect(p, "─ Donner un rendez-vous · BERNARD Aïcha ─"); /* never to be confirmed */
	pty_send(p, "<Esc>o");
	pty_send(p, "V");
	pty_expect(p, "Retirer : congés du 24/11/2026 au 26/11/2026");
	pty_send(p, "retirer<Enter>");
	pty_expect(p, "Enregistré : ");
	quit(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.conge WHERE annule_par IS NULL AND personne_id = " AICHA, "0");
}

Test(agenda_forms, responsable_closes_the_agency)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Niveau");
	pty_send(p, "/goff<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "ga");
	pty_expect(p, "agenda de Maël Le Goff");
	pty_send(p, "]");
	pty_expect(p, "Semaine 48");
	pty_send(p, "F");
	pty_expect(p, "Fermeture de l'agence");
	pty_send(p, "26/11/2026<Tab><Tab>travaux<C-s>");
	pty_expect(p, "Enregistré : ");
	pty_expect(p, "fermé trava");
	quit(p);
	agency_expect(&agency, "SELECT du || ' ' || motif FROM jalon.fermeture WHERE annule_par IS NULL AND motif = 'travaux'", "2026-11-26 travaux");
}
