/* What a counsellor and a responsable do from the screens, and what the database then holds. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"

#define AICHA "(SELECT personne_id FROM jalon.personne WHERE nom = 'Bernard' AND prenom = 'Aïcha')"

static struct agency agency;

static void begin(void)
{
	agency = agency_new();
}

static void end(void)
{
	agency_free(&agency);
}

TestSuite(screens_acts, .init = begin, .fini = end);

/* The portfolio of that account, the cursor on BERNARD Aïcha. */
static struct pty_screen *open_on_aicha(const char *login)
{
	struct pty_screen *p = agency_open(&agency, login, 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_expect_gone(p, "Filtre :");
	return p;
}

/* Her file on a wide screen, where the notes stand at the right. */
static struct pty_screen *open_file_of_aicha(void)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 40, 140);
	pty_expect(p, "Pourquoi ?");
	pty_send(p, "/aicha bernard<Enter><Enter>");
	pty_expect(p, "NOUS DEVONS");
	return p;
}

/* --- contacts ------------------------------------------------------------------------------------------ */

#define CONTACTS_TODAY "SELECT count(*) || '/' || count(*) FILTER (WHERE joint) FROM jalon.contact WHERE personne_id = " AICHA \
	" AND canal = 'telephone' AND (le AT TIME ZONE 'Europe/Paris')::date = date '" AGENCY_DAY "' AND annule_par IS NULL"

Test(screens_acts, contact_takes_two_keystrokes_and_u_undoes_it)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "c");
	pty_expect(p, "Contact avec BERNARD Aïcha");
	pty_expect(p, "a appel sans réponse");
	pty_send(p, "t");
	pty_expect(p, "Enregistré : contact");
	pty_expect(p, "auj.");
	agency_expect(&agency, CONTACTS_TODAY, "1/1");
	pty_send(p, "u");
	pty_expect(p, "Annulé : ");
	pty_expect_gone(p, "auj.");
	agency_expect(&agency, CONTACTS_TODAY, "0/0");
	quit(p);
}

Test(screens_acts, call_without_answer_does_not_stop_the_clock)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "ca");
	pty_expect(p, "Enregistré : ");
	pty_expect(p, "9 j !");
	agency_expect(&agency, CONTACTS_TODAY, "1/0");
	quit(p);
}

Test(screens_acts, escape_notes_no_contact)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "c");
	pty_expect(p, "Contact avec BERNARD Aïcha");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "Contact avec");
	agency_expect(&agency, CONTACTS_TODAY, "0/0");
	quit(p);
}

Test(screens_acts, one_contact_for_all_those_chosen)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "<Space><Space>");
	pty_expect(p, "2 choisies");
	pty_send(p, "c");
	pty_expect(p, "Contact avec les 2 personnes choisies");
	pty_send(p, "s");
	pty_expect_gone(p, "2 choisies");
	pty_expect(p, "Enregistré : contact (SMS) avec KERVELLA Ronan");
	quit(p);
	agency_expect(&agency, "SELECT count(DISTINCT personne_id) FROM jalon.contact WHERE canal = 'sms' AND "
	                       "(le AT TIME ZONE 'Europe/Paris')::date = date '" AGENCY_DAY "'", "2");
}

/* --- notes --------------------------------------------------------------------------------------------- */

#define LAST_NOTE "FROM jalon.note WHERE personne_id = " AICHA " AND annulee_par IS NULL ORDER BY ecrite_le DESC LIMIT 1"

/* Over SSH the locale is often missing; the accents typed are not the price of it. */
Test(screens_acts, accents_are_kept_in_the_c_locale)
{
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", "LC_ALL=C", NULL);
	pty_expect(p, "Pourquoi");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aicha");
	pty_send(p, "Échange à l'école : « ça va », œuvre ; 5 €");
	pty_expect(p, "Echange a l'ecole");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistre : note");
	quit(p);
	agency_expect(&agency, "SELECT texte " LAST_NOTE, "Échange à l'école : « ça va », œuvre ; 5 €");
}

Test(screens_acts, note_is_kept_as_typed_and_found_again)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "Cœur net : l'été, « à revoir »…<Enter><Enter>Rappeler mardi.");
	pty_expect(p, "Rappeler mardi.");
	pty_send(p, "<C-p><C-s>");
	pty_expect(p, "Enregistré : note");
	agency_expect(&agency, "SELECT texte " LAST_NOTE, "Cœur net : l'été, « à revoir »…\n\nRappeler mardi.");
	agency_expect(&agency, "SELECT privee " LAST_NOTE, "t");
	quit(p);
	p = open_file_of_aicha();
	pty_expect(p, "Cœur net : l'été");
	pty_expect(p, "Rappeler mardi.");
	quit(p);
}

static bool on_line(struct pty_screen *p, void *text)
{
	int row, col;
	pty_cursor(p, &row, &col);
	return strstr(pty_row(p, row), text) != NULL;
}

static bool at_the_right(struct pty_screen *p, void *unused)
{
	int row, col;
	(void)unused;
	pty_cursor(p, &row, &col);
	return col >= pty_cols(p) / 2;
}

Test(screens_acts, note_under_the_cursor_is_corrected)
{
	struct pty_screen *p = open_file_of_aicha();
	char *contacts = agency_value(&agency, "SELECT least(count(*), 9) FROM jalon.contact WHERE annule_par IS NULL AND personne_id = " AICHA);
	cr_assert_eq(atoi(contacts), 9, "Aïcha has many contacts: their section is folded");
	free(contacts);
	bool there = false;
	pty_send(p, "jjjjjjjjjjjj"); /* past what both owe */
	for (int i = 0; i < 40 && !there; i++) { /* past the sections at the left: notes begin those at the right */
		pty_send(p, "j");
		there = pty_wait_until(p, at_the_right, NULL, 100);
	}
	cr_assert(there && pty_wait_until(p, on_line, (void *)"Maël Le Goff", PTY_PATIENCE), "%s", pty_dump(p));
	pty_send(p, "e");
	pty_expect(p, "Corriger la note sur BERNARD Aïcha");
	pty_send(p, "Corrigée : <C-s>");
	pty_expect(p, "Enregistré : note corrigée");
	agency_expect(&agency, "SELECT count(*) FROM jalon.note WHERE texte LIKE '%Corrigée : %' AND personne_id = " AICHA, "1");
	quit(p);
}

/* --- freins -------------------------------------------------------------------------------------------- */

#define OPEN_CHILDCARE "SELECT count(*) FROM jalon.frein WHERE nature = 'garde_enfant' AND detail = 'crèche à l''Étoile' AND " \
	"leve_le IS NULL AND annule_par IS NULL AND personne_id = " AICHA

Test(screens_acts, frein_is_added_then_lifted)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "f");
	pty_expect(p, "Freins de BERNARD Aïcha");
	pty_send(p, "garde");
	pty_expect_gone(p, "Ajouter : logement");
	pty_send(p, "<Enter>");
	pty_expect(p, "Frein : garde d'enfant");
	pty_send(p, "crèche à l'Étoile<Enter>");
	pty_expect(p, "Enregistré : frein");
	agency_expect(&agency, OPEN_CHILDCARE, "1");
	pty_send(p, "f");
	pty_expect(p, "Lever : garde d'enfant · crèche à l'Étoile");
	pty_send(p, "étoile");
	pty_expect_gone(p, "Ajouter : logement");
	pty_send(p, "<Enter>");
	pty_expect(p, "Enregistré : frein « garde d'enfant » levé");
	agency_expect(&agency, OPEN_CHILDCARE, "0");
	quit(p);
}

/* --- people -------------------------------------------------------------------------------------------- */

Test(screens_acts, enrolment_is_refused_field_by_field_then_done)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "i");
	pty_expect(p, "Inscrire une personne");
	pty_send(p, "Quéméner<Tab>Zoé-Anaïs<Tab>31/02/1999<C-s>");
	pty_expect(p, "cette date n'existe pas");
	pty_send(p, "<C-u>3/2/1999<Tab>06 12 34 56 78<Tab>Vitré<Tab>pp");
	pty_expect(p, "< PACEA >");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : inscription de QUÉMÉNER Zoé-Anaïs");
	agency_expect(&agency, "SELECT prenom || ' ' || naissance || ' ' || telephone || ' ' || commune FROM jalon.personne WHERE nom = 'Quéméner' "
	                       "AND prenom = 'Zoé-Anaïs'", "Zoé-Anaïs 1999-02-03 06 12 34 56 78 Vitré");
	agency_expect(&agency, "SELECT regime || ' ' || p.du || ' ' || login FROM jalon.passage p JOIN jalon.personne i USING (personne_id) "
	                       "JOIN jalon.referent r USING (personne_id) WHERE nom = 'Quéméner' AND prenom = 'Zoé-Anaïs'",
	              "PACEA " AGENCY_DAY " mlegoff");
	pty_expect(p, "> ~ QUÉMÉNER Zoé-"); /* the cursor has gone there */
	quit(p);
}

Test(screens_acts, file_is_corrected)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "e");
	pty_expect(p, "Corriger la fiche");
	pty_send(p, "<Tab><Tab><Tab><C-u>0299000000<Tab><Tab><C-u>Argentré-du-Plessis<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT telephone || ' ' || commune || ' ' || naissance FROM jalon.personne WHERE personne_id = " AICHA,
	              "0299000000 Argentré-du-Plessis 1988-01-19");
	quit(p);
}

Test(screens_acts, regime_is_changed_then_closed)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "r");
	pty_expect(p, "Régime de BERNARD Aïcha : CE");
	pty_send(p, "ppae");
	pty_expect_gone(p, "Clore le régime");
	pty_send(p, "<Enter>");
	pty_expect(p, "Passer en PPAE");
	pty_send(p, "<Tab>nouveau projet<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT string_agg(regime || ' ' || coalesce(au::text, '-'), ', ' ORDER BY du) FROM jalon.passage WHERE "
	                       "annule_par IS NULL AND personne_id = " AICHA " AND (au IS NULL OR au >= date '" AGENCY_DAY "')",
	              "CE " AGENCY_DAY ", PPAE -");
	pty_expect(p, "PPAE");
	pty_send(p, "r");
	pty_expect(p, "Clore le régime en cours");
	pty_send(p, "<Enter>");
	pty_expect(p, "Dernier jour");
	pty_send(p, "<Tab>emploi<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT count(*) FROM jalon.passage WHERE annule_par IS NULL AND au IS NULL AND personne_id = " AICHA, "0");
	quit(p);
}

Test(screens_acts, follow_up_is_changed)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "m");
	pty_expect(p, "Modalité de suivi");
	pty_send(p, "r");
	pty_expect(p, "< rattaché >");
	pty_send(p, "<C-s>");
	pty_expect(p, "Suivi actif 37/50");
	agency_expect(&agency, "SELECT modalite FROM jalon.suivi WHERE annule_par IS NULL AND au IS NULL AND personne_id = " AICHA, "rattache");
	quit(p);
}

Test(screens_acts, responsable_gives_another_referent)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Niveau");
	pty_send(p, "/goff<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "<Enter>");
	pty_expect(p, "Portefeuille : LE GOFF Maël");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "t");
	pty_expect(p, "Nouveau référent de BERNARD Aïcha");
	pty_send(p, "benali");
	pty_expect_gone(p, "TRAORÉ");
	pty_send(p, "<Enter>");
	pty_expect(p, "Confier BERNARD Aïcha à BENALI Nadia");
	pty_send(p, "<Enter>");
	pty_expect(p, "Suivi actif 37/50");
	agency_expect(&agency, "SELECT login || ' ' || du FROM jalon.referent WHERE annule_par IS NULL AND au IS NULL AND personne_id = " AICHA,
	              "nbenali " AGENCY_DAY);
	pty_send(p, "<Esc>q");
	pty_expect(p, "37/50");
	quit(p);
}

Test(screens_acts, responsable_has_a_referent_replaced)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Niveau");
	pty_send(p, "/goff<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "r");
	pty_expect(p, "Remplacement de LE GOFF Maël");
	pty_send(p, "b<Tab><Tab>01/11/2026<C-s>"); /* its first letter */
	pty_expect(p, "est avant le premier");
	pty_send(p, "<C-u>27/11/2026<C-s>");
	pty_expect(p, "Enregistré : remplacement de LE GOFF Maël par BENALI Nadia");
	agency_expect(&agency, "SELECT titulaire || ' ' || remplacant || ' ' || du || ' ' || au FROM jalon.remplacement"
	              " WHERE saisi_par = 'cdelaunay' ORDER BY remplacement_id DESC LIMIT 1", "mlegoff nbenali " AGENCY_DAY " 2026-11-28");
	quit(p);
	p = agency_open(&agency, "nbenali", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "/aicha bernard");
	pty_expect(p, "BERNARD Aïcha");
	pty_send(p, "<Esc>");
	quit(p);
}

Test(screens_acts, counsellor_may_not_change_the_referent)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "t");
	pty_expect(p, "responsable");
	quit(p);
}

/* --- refused after sending ----------------------------------------------------------------------------- */

Test(screens_acts, correction_refused_comes_back_with_what_was_typed)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "e");
	pty_expect(p, "Corriger la fiche");
	pty_send(p, "<Tab><Tab><Tab><C-u>0299000000");
	pty_expect(p, "0299000000");
	free(agency_value(&agency, "UPDATE jalon.personne SET commune = 'Fougères', version = version + 1 WHERE personne_id = " AICHA
	                           " RETURNING ''"));
	pty_send(p, "<C-s>");
	pty_expect(p, "Corriger de nouveau la fiche");
	pty_expect(p, "Non enregistré");
	pty_expect(p, "0299000000");
	pty_expect(p, "Fougères");
	pty_expect(p, "La fiche a été modifiée entre-temps. Votre saisie est gardée");
	pty_send(p, "<Esc>");
	pty_expect(p, "Abandonner la saisie ?");
	pty_send(p, "n<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT telephone || ' ' || commune FROM jalon.personne WHERE personne_id = " AICHA, "0299000000 Fougères");
	quit(p);
}

Test(screens_acts, a_field_changed_by_both_shows_what_the_other_wrote)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "e");
	pty_expect(p, "Corriger la fiche");
	pty_send(p, "<Tab><Tab><Tab><Tab><Tab><C-u>Nantes");
	pty_expect(p, "Nantes");
	free(agency_value(&agency, "UPDATE jalon.personne SET commune = 'Fougères', version = version + 1 WHERE personne_id = " AICHA
	                           " RETURNING ''"));
	pty_send(p, "<C-s>");
	pty_expect(p, "! base : Fougères");
	pty_expect(p, "Nantes");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Corriger");
	agency_expect(&agency, "SELECT commune FROM jalon.personne WHERE personne_id = " AICHA, "Fougères");
	quit(p);
}

Test(screens_acts, modalite_refused_comes_back)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "m");
	pty_expect(p, "Modalité de suivi");
	pty_send(p, "<C-s>");
	pty_expect(p, "déjà en cours à cette date");
	pty_expect(p, "Modalité de suivi");
	pty_send(p, "r<C-s>");
	pty_expect(p, "Enregistré : BERNARD Aïcha : rattaché");
	pty_send(p, "u");
	pty_expect(p, "ne s'annule pas");
	quit(p);
}

Test(screens_acts, note_refused_comes_back_with_what_was_typed)
{
	struct pty_screen *p = open_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "À ne pas perdre.");
	pty_expect(p, "À ne pas perdre.");
	free(agency_value(&agency, "UPDATE jalon.referent SET login = 'nbenali' WHERE au IS NULL AND annule_par IS NULL AND personne_id = " AICHA
	                           " RETURNING ''"));
	pty_send(p, "<C-s>");
	pty_expect(p, "Non enregistré");
	pty_expect(p, "À ne pas perdre.");
	pty_send(p, "<Esc>");
	pty_expect(p, "Abandonner la saisie ?");
	pty_send(p, "o");
	pty_expect_gone(p, "À ne pas perdre.");
	quit(p);
}
