/* Contracts: prepared, signed, amended, renewed, closed, passed from one regime to another; what each side undertakes in
 * them, kept, excused, compensated; by command, and by hand through psql in the name of each role. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/db/content_places.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

/* Contract n, commitment n, fulfilment n, remedial action n of a test. « Today » is Friday 2026-11-20; all are in the CE from
 * 2026-01-05 until 2026-12-31. */
#define K(n) "70000000-0000-4000-8000-0000000000" n
#define E(n) "71000000-0000-4000-8000-0000000000" n
#define T(n) "72000000-0000-4000-8000-0000000000" n
#define R(n) "73000000-0000-4000-8000-0000000000" n
#define OURS(n) "{\"engagement_id\":\"" E(n) "\",\"debiteur\":\"structure\",\"objet\":\"Inscrire à la formation\",\"echeance\":\"2026-11-18\",\"part\":\"socle\"}"
#define WEEKLY(n) "{\"engagement_id\":\"" E(n) "\",\"debiteur\":\"structure\",\"objet\":\"Un rendez-vous\",\"echeance\":\"2026-11-09\",\"cadence\":\"semaine\"}"
#define THEIRS(n) "{\"engagement_id\":\"" E(n) "\",\"debiteur\":\"personne\",\"objet\":\"Deux candidatures\",\"echeance\":\"2026-12-01\",\"action\":true,\"visee_emploi\":true}"
#define PREPARE(n, who, from, more, items) "{\"contrat_id\":\"" K(n) "\",\"identifiant\":\"" who "\",\"debut\":\"" from "\",\"objectifs\":\"Un emploi" \
	" de serveur\",\"intensif\":true" more ",\"engagements\":[" items "]}"
#define SIGN(n, rank, version, more) "{\"contrat_id\":\"" K(n) "\",\"rang\":" rank ",\"version\":" version "," more "}"
#define BOTH(day) "\"signe_personne_le\":\"" day "\",\"signe_structure_le\":\"" day "\",\"signataire\":\"personne\""
#define GIVE_UP(n, rank, version) "{\"contrat_id\":\"" K(n) "\",\"rang\":" rank ",\"version\":" version "}"
#define CLOSE(n, version, day, why, text) "{\"contrat_id\":\"" K(n) "\",\"version\":" version ",\"dernier_jour\":\"" day "\",\"motif\":\"" why "\",\"texte\":\"" text "\"}"
#define AMEND(n, version, more) "{\"contrat_id\":\"" K(n) "\",\"version\":" version "," more "}"
#define KEEP(n, version, more) "{\"engagement_id\":\"" E(n) "\",\"version\":" version more "}"
#define UNDO(n) "{\"commande_id\":\"000000" n "-0000-4000-8000-000000000000\"}"
#define OF(n) " WHERE contrat_id = '" K(n) "'"

TestSuite(contracts, .init = team_open, .fini = team_close);

/* AAAAA1's contract 01, both sides bound since 2026-11-09: E01 of ours, late since yesterday; E02 of ours each week; E03 theirs. */
static void bind(void)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-09", ",\"fin\":\"2027-11-08\"", OURS("01") "," WEEKLY("02") "," THEIRS("03")));
	COMMANDS("faite", me, 2, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-09")));
}

Test(contracts, bind_once_both_have_signed)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-09", ",\"fin\":\"2026-12-15\",\"cible_minutes\":900", OURS("01") "," THEIRS("03")));
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-09", ",\"fin\":\"2026-12-15\",\"cible_minutes\":900", OURS("01") "," THEIRS("03"))); /* resent */
	ANSWERS("CE 2026-11-09 w_conseiller 1", me, "SELECT concat_ws(' ', regime, debut, signe_le, fin, cree_par, version) FROM jalon.contrat" OF("01"));
	ANSWERS("1 2026-12-16 900 true 2", me, "SELECT concat_ws(' ', rang, fin, cible_minutes, intensif::text, (SELECT count(*) FROM jalon.engagement e"
		" WHERE e.contrat_id = v.contrat_id AND e.rang_du = 1)) FROM jalon.contrat_version v" OF("01"));
	COMMANDS("faite", me, 2, "contrat_signer", SIGN("01", "1", "1", "\"signe_personne_le\":\"2026-11-12\",\"signataire\":\"representant_legal\""));
	ANSWERS("t", me, "SELECT signe_le IS NULL AND fin IS NULL FROM jalon.contrat" OF("01"));
	COMMANDS("JL001 version_perimee version", me, 3, "contrat_signer", SIGN("01", "1", "1", "\"signe_structure_le\":\"2026-11-13\""));
	COMMANDS("faite", me, 4, "contrat_signer", SIGN("01", "1", "2", "\"signe_structure_le\":\"2026-11-13\""));
	ANSWERS("2026-11-13 2026-12-16 [2026-11-09,2026-12-16)", me, "SELECT concat_ws(' ', signe_le, fin, periode) FROM jalon.contrat" OF("01"));
	ANSWERS("2026-11-12 representant_legal 2026-11-13 w_conseiller w_conseiller", me, "SELECT concat_ws(' ', signe_personne_le, signataire,"
		" signe_structure_le, signe_par, signee_par) FROM jalon.contrat_version" OF("01"));
	/* Of whom one replaces, and of the agency for the responsable; of nobody else. */
	COMMANDS("faite", me, 5, "contrat_preparer", PREPARE("03", "AAAAA3", "2026-11-18", "", OURS("05")));
	COMMANDS("faite", boss, 6, "contrat_preparer", PREPARE("04", "AAAAA4", "2026-11-18", "", OURS("06")));
	COMMANDS("faite", boss, 7, "contrat_signer", SIGN("04", "1", "1", BOTH("2026-11-20")));
	COMMANDS("JL002 hors_de_portee identifiant", me, 8, "contrat_preparer", PREPARE("08", "AAAAA4", "2026-11-20", "", ""));
	COMMANDS("JL002 hors_de_portee identifiant", boss, 8, "contrat_preparer", PREPARE("08", "BBBBB1", "2026-11-20", "", ""));
	COMMANDS("JL002 hors_de_portee contrat_id", me, 9, "contrat_signer", SIGN("04", "1", "2", BOTH("2026-11-20")));
	COMMANDS("JL002 hors_de_portee contrat_id", me, 9, "contrat_signer", SIGN("09", "1", "2", BOTH("2026-11-20")));
	COMMANDS("JL002 hors_de_portee rang", me, 9, "contrat_signer", SIGN("01", "2", "1", BOTH("2026-11-20")));
}

/* A contract whose regime has an end that is known ends with it. */
Test(contracts, end_with_the_regime_whose_end_is_known)
{
	bind();
	ANSWERS("2027-01-01 passage [2026-11-09,2027-01-01)", me, "SELECT concat_ws(' ', clos_le, clos_motif, periode) FROM jalon.contrat" OF("01"));
	/* Moved, the contract's end moves with it; no longer known, neither is it. */
	ANSWERS("UPDATE 1", me, "UPDATE jalon.passage SET au = '2027-03-01' WHERE personne_id = 1");
	ANSWERS("2027-03-01 passage", me, "SELECT concat_ws(' ', clos_le, clos_motif) FROM jalon.contrat" OF("01"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.passage SET au = NULL WHERE personne_id = 1");
	ANSWERS("[2026-11-09,2027-11-09)", me, "SELECT concat_ws(' ', clos_le, nullif(clos_motif, ''), clos_par, periode) FROM jalon.contrat" OF("01"));
	/* Past the contract's own end, it has no bearing on it. */
	ANSWERS("UPDATE 1", me, "UPDATE jalon.passage SET au = '2028-01-01' WHERE personne_id = 1");
	ANSWERS("t", me, "SELECT clos_le IS NULL FROM jalon.contrat" OF("01"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.passage SET au = '2027-02-01' WHERE personne_id = 1");
	ANSWERS("2027-02-01", me, "SELECT clos_le FROM jalon.contrat" OF("01"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.passage SET au = '2027-11-09' WHERE personne_id = 1");
	ANSWERS("t", me, "SELECT clos_le IS NULL AND clos_motif = '' AND clos_par IS NULL FROM jalon.contrat" OF("01"));
	/* Left before the day of a signature: there is nothing to sign. */
	COMMANDS("faite", me, 3, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05")));
	cluster_exec(w.owner, "ALTER TABLE jalon.passage DISABLE TRIGGER USER; UPDATE jalon.passage SET au = '2026-11-19' WHERE personne_id = 2;"
		" ALTER TABLE jalon.passage ENABLE TRIGGER USER"); /* as its day comes */
	COMMANDS("JL002 contrat_regime signe_structure_le", me, 4, "contrat_signer", SIGN("02", "1", "1", "\"signe_structure_le\":\"2026-11-20\""));
	COMMANDS("faite", me, 4, "contrat_signer", SIGN("02", "1", "1", BOTH("2026-11-18")));
	ANSWERS("2026-11-19 passage", me, "SELECT concat_ws(' ', clos_le, clos_motif) FROM jalon.contrat" OF("02"));
}

/* D. 5411-14, 003:7421: a contract without any commitment of the structure is refused; rules.md L7. */
Test(contracts, are_not_signed_without_a_commitment_of_the_structure)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", "", THEIRS("03")));
	COMMANDS("JL002 contrat_sans_structure engagements", me, 2, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-20")));
	COMMANDS("JL002 contrat_sans_structure engagements", me, 2, "contrat_signer", SIGN("01", "1", "1", "\"signe_personne_le\":\"2026-11-20\""));
	static const char by_hand[] = "UPDATE jalon.contrat_version SET signe_personne_le = '2026-11-20', signataire = 'personne', signe_structure_le = '2026-11-20'" OF("01");
	ANSWERS("JL002 contrat_sans_structure engagements", me, by_hand);
	ANSWERS("JL002 contrat_sans_structure engagements", boss, by_hand);
	ANSWERS("JL002 contrat_sans_structure engagements", w.owner, "UPDATE jalon.contrat_version SET signe_personne_le = '2026-11-20',"
		" signataire = 'personne', signe_structure_le = '2026-11-20', signe_par = 'x'" OF("01"));
	/* One that a partner undertakes is none of ours; a line annulled binds nobody. */
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.engagement (engagement_id, personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES ('" E("08") "', 1,"
		" '" K("01") "', 1, 'individuel', 'partenaire', 'Garde d''enfants')");
	COMMANDS("JL002 contrat_sans_structure engagements", me, 2, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-20")));
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.engagement (engagement_id, personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES ('" E("09") "', 1,"
		" '" K("01") "', 1, 'individuel', 'structure', 'Financer le permis')");
	COMMANDS("faite", me, 3, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-20")));
}

Test(contracts, are_refused_by_name)
{
	COMMANDS("JL002 contrat_regime debut", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-01-04", "", OURS("01")));
	COMMANDS("JL002 contrat_regime debut", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2027-01-01", "", OURS("01")));
	COMMANDS("JL002 contrat_fin fin", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", ",\"fin\":\"2026-11-19\"", OURS("01")));
	COMMANDS("23514 contrat_parcours_connu", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", ",\"parcours\":\"x\"", OURS("01")));
	COMMANDS("23514 contrat_version_cible_bornes", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", ",\"cible_minutes\":10081", OURS("01")));
	COMMANDS("JL002 contenu_invalide regime", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", ",\"regime\":\"CSP\"", OURS("01")));
	COMMANDS("JL002 engagement_avant_contrat echeance", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", "", OURS("01")));
	COMMANDS("23514 engagement_debiteur_connu", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", "",
		"{\"engagement_id\":\"" E("01") "\",\"debiteur\":\"voisin\",\"objet\":\"x\"}"));
	COMMANDS("23514 engagement_action", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-20", "",
		"{\"engagement_id\":\"" E("01") "\",\"debiteur\":\"personne\",\"objet\":\"x\",\"structurante\":true}"));
	/* One that waits, one that binds: a second over it is refused, by command and by hand. */
	bind();
	COMMANDS("faite", me, 3, "contrat_preparer", PREPARE("02", "AAAAA1", "2026-11-20", "", "{\"engagement_id\":\"" E("05") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}"));
	COMMANDS("23505 contrat_un_projet", me, 4, "contrat_preparer", PREPARE("03", "AAAAA1", "2026-11-20", "", ""));
	ANSWERS("23505 contrat_un_projet", me, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (1, 'CE', '2026-11-20')");
	COMMANDS("23P01 contrat_un_seul", me, 4, "contrat_signer", SIGN("02", "1", "1", BOTH("2026-11-20")));
	ANSWERS("23P01 contrat_un_seul", me, "UPDATE jalon.contrat_version SET signe_personne_le = '2026-11-20', signataire = 'personne',"
		" signe_structure_le = '2026-11-20'" OF("02"));
	/* By hand, of another regime, and without a version. */
	ANSWERS("JL002 contrat_regime debut", me, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (2, 'CSP', '2026-11-20')");
	ANSWERS("JL002 contrat_regime debut", boss, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (4, 'CE', '2027-01-01')");
	ANSWERS("JL002 contrat_sans_version contrat_id", me, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (2, 'CE', '2026-11-20')");
	ANSWERS("JL002 contrat_sans_version contrat_id", w.owner, "INSERT INTO jalon.contrat (agence_id, personne_id, regime, debut) VALUES (1, 2, 'CE', '2026-11-20')");
	ANSWERS("JL002 contrat_fin fin", w.owner, "UPDATE jalon.contrat_version SET fin = '2026-11-09'" OF("01"));
}

Test(contracts, are_signed_in_their_time)
{
	static const char prepared[] = PREPARE("01", "AAAAA1", "2026-11-20", "", "{\"engagement_id\":\"" E("01") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}");
#define SIGN_BY_HAND(column, day) "UPDATE jalon.contrat_version SET " column " = '" day "', signataire = 'personne', signe_personne_le = coalesce(signe_personne_le, '2026-11-20')" OF("01")
	COMMANDS("faite", me, 1, "contrat_preparer", prepared);
	COMMANDS("JL002 contrat_signature_future signe_personne_le", me, 2, "contrat_signer", SIGN("01", "1", "1", "\"signe_personne_le\":\"2026-11-21\""));
	COMMANDS("JL002 contrat_signature_future signe_structure_le", me, 2, "contrat_signer", SIGN("01", "1", "1", "\"signe_structure_le\":\"2026-11-21\""));
	COMMANDS("JL002 contrat_signature_avant signe_personne_le", me, 2, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-10-19")));
	COMMANDS("23514 contrat_version_signataire_connu", me, 2, "contrat_signer", SIGN("01", "1", "1", "\"signe_personne_le\":\"2026-11-20\",\"signataire\":\"voisin\""));
	COMMANDS("JL002 contenu_invalide signe_personne_le", me, 2, "contrat_signer", SIGN("01", "1", "1", "\"signataire\":\"personne\""));
	tried(me, NULL, SIGN_BY_HAND("signe_structure_le", "2026-11-21"), "JL002 contrat_signature_future signe_structure_le");
	tried(boss, NULL, SIGN_BY_HAND("signe_structure_le", "2026-11-21"), "JL002 contrat_signature_future signe_structure_le");
	tried(me, NULL, SIGN_BY_HAND("signe_structure_le", "2026-10-19"), "JL002 contrat_signature_avant signe_structure_le");
	tried(me, NULL, SIGN_BY_HAND("signe_par", "w_collegue"), "42501");
	tried(me, NULL, "UPDATE jalon.contrat_version SET signe_personne_le = '2026-11-20'" OF("01"), "23514 contrat_version_signataire_dit");
	/* Recorded after it was given, and up to 31 days ahead of the start. */
	COMMANDS("faite", me, 3, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-10-20")));
	ANSWERS("2026-10-20 [2026-11-20,2027-01-01)", me, "SELECT concat_ws(' ', signe_le, periode) FROM jalon.contrat" OF("01"));
}

/* Once both have signed: neither what it says, nor its lines, nor its signatures. */
Test(contracts, never_change_once_signed)
{
	bind();
	COMMANDS("JL002 contrat_version_signee rang", me, 3, "contrat_signer", SIGN("01", "1", "2", BOTH("2026-11-10")));
	COMMANDS("JL002 contrat_version_signee rang", me, 3, "contrat_abandonner", GIVE_UP("01", "1", "2"));
	PGconn *all[] = { me, boss };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		tried(all[i], NULL, "UPDATE jalon.contrat_version SET signe_structure_le = '2026-11-10'" OF("01"), "JL002 contrat_version_signee rang");
		tried(all[i], NULL, "UPDATE jalon.contrat_version SET signataire = 'representant_legal'" OF("01"), "JL002 contrat_version_signee rang");
		tried(all[i], NULL, "UPDATE jalon.contrat_version SET abandonnee_le = '2026-11-20'" OF("01"), "JL002 contrat_version_signee rang");
		tried(all[i], NULL, "UPDATE jalon.contrat_version SET objectifs = 'autre'" OF("01"), "42501");
		tried(all[i], NULL, "UPDATE jalon.contrat SET debut = '2026-01-05'" OF("01"), "42501");
		tried(all[i], NULL, "UPDATE jalon.engagement SET objet = 'autre'" OF("01"), "42501");
		tried(all[i], NULL, "INSERT INTO jalon.engagement (personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES (1, '" K("01") "', 1, 'socle', 'personne', 'x')",
			"JL002 contrat_version_signee rang");
		tried(all[i], NULL, "UPDATE jalon.engagement SET rang_au = 2" OF("01"), "JL002 engagement_retrait retraits");
	}
	/* By an open command of one's own, either. */
	tried(me, "INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat) VALUES ('" R("ff") "', 'annuler', repeat('0', 64), 'faite');"
		" SET LOCAL jalon.commande = '" R("ff") "'", "UPDATE jalon.engagement SET annule_par = '" R("ff") "' WHERE engagement_id = '" E("03") "'",
		"JL002 contrat_version_signee rang");
	/* Signed by one party, its lines are what that party signed. */
	COMMANDS("faite", me, 4, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05")));
	COMMANDS("faite", me, 5, "contrat_signer", SIGN("02", "1", "1", "\"signe_personne_le\":\"2026-11-20\""));
	tried(me, NULL, "INSERT INTO jalon.engagement (personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES (2, '" K("02") "', 1, 'socle', 'personne', 'x')",
		"JL002 contrat_version_signee rang");
}

/* A line that joins a version under one's eyes waits for the signature, and the signature for it. */
Test(contracts, are_not_signed_while_a_line_joins_them)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-09", "", OURS("01")));
	cluster_exec(me, "BEGIN");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.engagement (personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES (1, '" K("01") "', 1, 'socle', 'personne', 'x')");
	cluster_exec(boss, "SET lock_timeout = '50ms'");
	COMMANDS("55P03", boss, 2, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-20")));
	cluster_exec(me, "COMMIT");
	COMMANDS("faite", boss, 2, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-20")));
}

Test(contracts, are_amended_by_versions)
{
#define WHY "\"motif\":\"nouveau projet\""
#define MEMBERS(rank) "SELECT string_agg(right(engagement_id::text, 2), ' ' ORDER BY engagement_id) FROM jalon.engagement" OF("01") " AND rang_du <= " rank \
	" AND (rang_au IS NULL OR rang_au > " rank ")"
	COMMANDS("faite", me, 90, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05")));
	COMMANDS("JL002 contrat_non_signe contrat_id", me, 91, "contrat_avenant", AMEND("02", "1", WHY ",\"ajouts\":[" THEIRS("06") "]"));
	bind();
	COMMANDS("JL002 contrat_avenant_motif motif", me, 3, "contrat_avenant", AMEND("01", "2", "\"motif\":\" \",\"ajouts\":[" THEIRS("04") "]"));
	COMMANDS("JL002 contrat_avenant_vide motif", me, 3, "contrat_avenant", AMEND("01", "2", WHY));
	COMMANDS("JL002 contrat_avenant_vide motif", me, 3, "contrat_avenant", AMEND("01", "2", WHY ",\"fin\":\"2027-11-08\",\"ajouts\":[],\"retraits\":[]"));
	COMMANDS("JL002 contrat_fin fin", me, 3, "contrat_avenant", AMEND("01", "2", WHY ",\"fin\":\"2026-11-08\""));
	COMMANDS("JL002 hors_de_portee retraits", me, 3, "contrat_avenant", AMEND("01", "2", WHY ",\"retraits\":[\"" E("05") "\"]"));
	COMMANDS("JL002 engagement_avant_contrat echeance", me, 3, "contrat_avenant", AMEND("01", "2", WHY ",\"ajouts\":[" OURS("04") "]"));
	COMMANDS("JL001 version_perimee version", me, 3, "contrat_avenant", AMEND("01", "1", WHY ",\"fin\":\"\""));
	tried(me, NULL, "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs) VALUES ('" K("01") "', 2, 1, 'x')", "JL002 contrat_avenant_motif motif");
	tried(boss, NULL, "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs, motif) VALUES ('" K("01") "', 3, 1, 'x', 'x')", "JL002 contrat_version_rang rang");
	/* Prepared: the contract in force is still the first. */
	COMMANDS("faite", me, 4, "contrat_avenant", AMEND("01", "2", WHY ",\"fin\":\"2026-12-20\",\"intensif\":false,\"ajouts\":[" THEIRS("04") "],\"retraits\":[\"" E("03") "\"]"));
	ANSWERS("01 02 03", me, MEMBERS("1"));
	ANSWERS("01 02 04", me, MEMBERS("2"));
	ANSWERS("2027-11-09", me, "SELECT fin FROM jalon.contrat" OF("01"));
	COMMANDS("23505 contrat_version_une_ouverte", me, 5, "contrat_avenant", AMEND("01", "2", WHY ",\"fin\":\"\""));
	COMMANDS("JL002 contrat_signature_avant signe_personne_le", me, 5, "contrat_signer", SIGN("01", "2", "1", BOTH("2026-11-08")));
	/* Given up: what it withdrew binds again, what it added is of no later version. */
	COMMANDS("faite", me, 6, "contrat_abandonner", GIVE_UP("01", "2", "1"));
	COMMANDS("JL002 contrat_version_abandonnee rang", me, 7, "contrat_signer", SIGN("01", "2", "2", BOTH("2026-11-20")));
	COMMANDS("faite", me, 8, "contrat_avenant", AMEND("01", "2", WHY ",\"fin\":\"2026-12-20\",\"cible_minutes\":600"));
	ANSWERS("01 02 03", me, MEMBERS("3"));
	/* Signed: its term is the contract's, what it does not say is what the first says. */
	COMMANDS("faite", me, 9, "contrat_signer", SIGN("01", "3", "1", BOTH("2026-11-20")));
	ANSWERS("2026-12-21 [2026-11-09,2026-12-21) 2026-11-09", me, "SELECT concat_ws(' ', fin, periode, clos_le, signe_le) FROM jalon.contrat" OF("01"));
	ANSWERS("Un emploi de serveur 600 true nouveau projet", me, "SELECT concat_ws(' ', objectifs, cible_minutes, intensif::text, motif) FROM jalon.contrat_version" OF("01") " AND rang = 3");
	ANSWERS("3", me, "SELECT count(*) FROM jalon.contrat_version" OF("01"));
}

Test(contracts, are_given_up_before_they_bind)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-09", "", OURS("01")));
	COMMANDS("faite", me, 2, "contrat_abandonner", GIVE_UP("01", "1", "1"));
	COMMANDS("JL002 contrat_version_abandonnee rang", me, 3, "contrat_abandonner", GIVE_UP("01", "1", "2"));
	ANSWERS("2026-11-20", me, "SELECT abandonne_le FROM jalon.contrat" OF("01"));
	COMMANDS("faite", me, 4, "contrat_preparer", PREPARE("02", "AAAAA1", "2026-11-09", "", OURS("05")));
	COMMANDS("JL002 annulation_impossible", me, 5, "annuler", UNDO("02"));
}

Test(contracts, are_closed_within_their_term)
{
	COMMANDS("faite", me, 90, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05")));
	COMMANDS("JL002 contrat_non_signe contrat_id", me, 91, "contrat_clore", CLOSE("02", "1", "2026-11-20", "rupture", "déménage"));
	bind();
	COMMANDS("JL002 contrat_clos_bornes dernier_jour", me, 3, "contrat_clore", CLOSE("01", "2", "2026-11-08", "rupture", "déménage"));
	COMMANDS("JL002 contrat_clos dernier_jour", me, 3, "contrat_clore", CLOSE("01", "2", "2026-12-31", "terme", ""));
	COMMANDS("23514 contrat_clos_texte", me, 3, "contrat_clore", CLOSE("01", "2", "2026-11-20", "rupture", " "));
	COMMANDS("23514 contrat_clos_motif_connu", me, 3, "contrat_clore", CLOSE("01", "2", "2026-11-20", "fâchés", ""));
	tried(boss, NULL, "UPDATE jalon.contrat SET clos_le = '2026-11-09', clos_motif = 'terme'" OF("01"), "JL002 contrat_clos_bornes dernier_jour");
	tried(me, NULL, "UPDATE jalon.contrat SET clos_le = NULL, clos_motif = ''" OF("01"), "JL002 contrat_clos dernier_jour");
	/* Sooner than its regime; the avenant that waited is given up. */
	COMMANDS("faite", me, 4, "contrat_avenant", AMEND("01", "2", "\"motif\":\"x\",\"fin\":\"2026-12-20\""));
	COMMANDS("faite", me, 5, "contrat_clore", CLOSE("01", "2", "2026-11-19", "rupture", "déménage"));
	ANSWERS("2026-11-20 rupture w_conseiller [2026-11-09,2026-11-20)", me, "SELECT concat_ws(' ', clos_le, clos_motif, clos_par, periode) FROM jalon.contrat" OF("01"));
	ANSWERS("2026-11-20", me, "SELECT abandonnee_le FROM jalon.contrat_version" OF("01") " AND rang = 2");
	/* Once; nothing is added to it, nor chosen. */
	COMMANDS("JL002 contrat_clos dernier_jour", me, 6, "contrat_clore", CLOSE("01", "3", "2026-11-18", "rupture", "déménage"));
	COMMANDS("JL002 contrat_clos contrat_id", me, 6, "contrat_avenant", AMEND("01", "3", "\"motif\":\"x\",\"fin\":\"2026-12-20\""));
	COMMANDS("JL002 contrat_clos choix", me, 6, "contrat_choisir", "{\"contrat_id\":\"" K("01") "\",\"version\":3,\"choix\":\"fin\",\"motif\":\"x\"}");
	COMMANDS("JL002 annulation_impossible", me, 7, "annuler", UNDO("05"));
	/* The next one begins when it ended. */
	COMMANDS("faite", me, 8, "contrat_preparer", PREPARE("03", "AAAAA1", "2026-11-20", "", "{\"engagement_id\":\"" E("07") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}"));
	COMMANDS("faite", me, 9, "contrat_signer", SIGN("03", "1", "1", BOTH("2026-11-20")));
}

/* A passage closes the contract of the former regime on that day, and gives up what was prepared under it. */
Test(contracts, end_with_a_passage)
{
#define PASS(who, regime, day) "{\"identifiant\":\"" who "\",\"regime\":\"" regime "\",\"du\":\"" day "\",\"motif\":\"entre en formation\"}"
	cluster_exec(w.owner, "UPDATE jalon.passage SET au = NULL WHERE personne_id IN (1, 2)");
	bind();
	COMMANDS("faite", me, 3, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05")));
	COMMANDS("faite", me, 4, "regime_changer", PASS("AAAAA1", "CEJ", "2026-11-20"));
	ANSWERS("2026-11-20 passage entre en formation w_conseiller", me, "SELECT concat_ws(' ', clos_le, clos_motif, clos_texte, clos_par) FROM jalon.contrat" OF("01"));
	COMMANDS("faite", me, 5, "regime_changer", PASS("AAAAA2", "CEJ", "2026-11-20"));
	ANSWERS("2026-11-20", me, "SELECT abandonne_le FROM jalon.contrat" OF("02"));
	/* A contract of the new regime; corrected the same day, it was never in force. */
	COMMANDS("faite", me, 6, "contrat_preparer", PREPARE("03", "AAAAA1", "2026-11-20", "", "{\"engagement_id\":\"" E("07") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}"));
	COMMANDS("faite", me, 7, "contrat_signer", SIGN("03", "1", "1", BOTH("2026-11-20")));
	ANSWERS("CEJ [2026-11-20,)", me, "SELECT concat_ws(' ', regime, periode) FROM jalon.contrat" OF("03"));
	COMMANDS("faite", me, 8, "regime_changer", PASS("AAAAA1", "PPAE", "2026-11-20"));
	ANSWERS("2026-11-20 passage empty", me, "SELECT concat_ws(' ', clos_le, clos_motif, periode) FROM jalon.contrat" OF("03"));
	/* A regime that ends, without another. */
	COMMANDS("faite", me, 9, "contrat_preparer", PREPARE("04", "AAAAA1", "2026-11-20", "", "{\"engagement_id\":\"" E("08") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}"));
	COMMANDS("faite", me, 10, "contrat_signer", SIGN("04", "1", "1", BOTH("2026-11-20")));
	COMMANDS("faite", me, 11, "regime_clore", "{\"identifiant\":\"AAAAA1\",\"au\":\"2026-11-25\",\"motif\":\"emploi\"}");
	ANSWERS("2026-11-26 passage emploi", me, "SELECT concat_ws(' ', clos_le, clos_motif, clos_texte) FROM jalon.contrat" OF("04"));
}

/* The contract that renews another ends it where it begins; its signature taken back, so is that. */
Test(contracts, renew_the_one_before)
{
	bind();
	COMMANDS("23503 contrat_succession", me, 3, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-20", ",\"succede_a\":\"" K("01") "\"", ""));
	COMMANDS("faite", me, 3, "contrat_preparer", PREPARE("02", "AAAAA1", "2026-11-20", ",\"succede_a\":\"" K("01") "\"",
		"{\"engagement_id\":\"" E("05") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}"));
	COMMANDS("faite", me, 4, "contrat_signer", SIGN("02", "1", "1", BOTH("2026-11-20")));
	ANSWERS("2026-11-20 renouvellement", me, "SELECT concat_ws(' ', clos_le, clos_motif) FROM jalon.contrat" OF("01"));
	COMMANDS("faite", me, 5, "annuler", UNDO("04"));
	ANSWERS("t", me, "SELECT bool_and(c.signe_le IS NOT NULL = (c.contrat_id = '" K("01") "') AND c.clos_motif <> 'renouvellement') FROM jalon.contrat c");
	COMMANDS("faite", me, 6, "contrat_signer", SIGN("02", "1", "3", BOTH("2026-11-20")));
	ANSWERS("2026-11-20 renouvellement", me, "SELECT concat_ws(' ', clos_le, clos_motif) FROM jalon.contrat" OF("01"));
	/* Something followed: the first one's signature stays. */
	COMMANDS("JL002 annulation_trop_tard", me, 7, "annuler", UNDO("04"));
	COMMANDS("JL002 contrat_version_signee rang", me, 8, "annuler", UNDO("02"));
}

/* 003:4428: at 12 months of an intensive parcours, what is chosen is recorded, with its reason. */
Test(contracts, keep_the_choice_that_was_made)
{
#define CHOOSE(version, what, why) "{\"contrat_id\":\"" K("01") "\",\"version\":" version ",\"choix\":\"" what "\",\"motif\":\"" why "\"}"
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "2026-11-09", "", OURS("01")));
	COMMANDS("JL002 contrat_non_signe contrat_id", me, 2, "contrat_choisir", CHOOSE("1", "poursuite", "encore six mois"));
	COMMANDS("faite", me, 3, "contrat_signer", SIGN("01", "1", "1", BOTH("2026-11-20")));
	COMMANDS("JL002 motif_requis motif", me, 4, "contrat_choisir", CHOOSE("2", "poursuite", " "));
	COMMANDS("23514 contrat_choix_connu", me, 4, "contrat_choisir", CHOOSE("2", "peut_etre", "x"));
	COMMANDS("JL002 contenu_invalide choix", me, 4, "contrat_choisir", CHOOSE("2", "", "x"));
	tried(me, NULL, "UPDATE jalon.contrat SET choix = 'fin', choix_le = '2026-11-21', choix_motif = 'x'" OF("01"), "JL002 contrat_choix_dates choix_le");
	tried(boss, NULL, "UPDATE jalon.contrat SET choix = 'fin', choix_le = '2026-11-08', choix_motif = 'x'" OF("01"), "JL002 contrat_choix_dates choix_le");
	tried(me, NULL, "UPDATE jalon.contrat SET choix = 'fin', choix_le = '2026-11-20'" OF("01"), "23514 contrat_choix_complet");
	COMMANDS("faite", me, 5, "contrat_choisir", CHOOSE("2", "moins_intensif", "reprise à temps partiel"));
	ANSWERS("moins_intensif 2026-11-20 w_conseiller reprise à temps partiel", me, "SELECT concat_ws(' ', choix, choix_le, choix_par, choix_motif) FROM jalon.contrat" OF("01"));
	COMMANDS("faite", me, 6, "annuler", UNDO("05"));
	ANSWERS("t", me, "SELECT choix = '' AND choix_le IS NULL AND choix_par IS NULL AND choix_motif = '' FROM jalon.contrat" OF("01"));
	COMMANDS("faite", boss, 7, "contrat_choisir", CHOOSE("4", "reorientation", "x"));
	COMMANDS("JL002 contrat_version_signee rang", me, 8, "annuler", UNDO("03"));
}

/* What is undertaken in a contract: kept, once or each time, or excused; nothing before both have signed. */
Test(contracts, hold_commitments_to_keep)
{
	COMMANDS("faite", me, 90, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05") "," WEEKLY("06")));
	COMMANDS("JL002 contrat_non_signe engagement_id", me, 91, "engagement_tenir", KEEP("05", "1", ""));
	COMMANDS("JL002 contrat_non_signe engagement_id", me, 91, "engagement_tenir", KEEP("06", "1", ""));
	COMMANDS("JL002 contrat_non_signe engagement_id", me, 91, "engagement_excuser", KEEP("05", "1", ",\"motif\":\"x\""));
	bind();
	COMMANDS("JL002 engagement_tenu_futur tenu_le", me, 3, "engagement_tenir", KEEP("01", "1", ",\"tenu_le\":\"2026-11-21\""));
	COMMANDS("JL002 engagement_tenu_avant tenu_le", me, 3, "engagement_tenir", KEEP("01", "1", ",\"tenu_le\":\"2026-11-08\""));
	COMMANDS("faite", me, 3, "engagement_tenir", KEEP("01", "1", ",\"tenu_le\":\"2026-11-10\"")); /* before it was typed, after it was signed */
	COMMANDS("JL002 engagement_deja_tenu tenu_le", me, 4, "engagement_tenir", KEEP("01", "2", ""));
	COMMANDS("faite", me, 4, "annuler", UNDO("03"));
	/* Each week: one row a time. */
	COMMANDS("JL002 tenue_future tenu_le", me, 5, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-21\""));
	COMMANDS("JL002 tenue_hors_contrat tenu_le", me, 5, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-08\""));
	COMMANDS("faite", me, 5, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-12\",\"tenue_id\":\"" T("01") "\""));
	COMMANDS("23505 tenue_un_jour", me, 6, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-12\""));
	COMMANDS("faite", me, 7, "engagement_tenir", KEEP("02", "1", ""));
	ANSWERS("2026-11-12 2026-11-20", me, "SELECT string_agg(le::text, ' ' ORDER BY le) FROM jalon.tenue WHERE annule_par IS NULL AND par = 'w_conseiller'");
	COMMANDS("faite", me, 8, "annuler", UNDO("07"));
	ANSWERS("1", me, "SELECT count(*) FROM jalon.tenue WHERE annule_par IS NULL");
	ANSWERS("JL002 tenue_unique engagement_id", me, "INSERT INTO jalon.tenue (engagement_id, personne_id, le) VALUES ('" E("01") "', 1, '2026-11-20')");
	ANSWERS("JL002 tenue_future tenu_le", boss, "INSERT INTO jalon.tenue (engagement_id, personne_id, le) VALUES ('" E("02") "', 1, '2026-11-21')");
	ANSWERS("23514 engagement_cadence_tenue", me, "UPDATE jalon.engagement SET tenu_le = '2026-11-20' WHERE engagement_id = '" E("02") "'");
	/* Once closed, it binds no more. */
	COMMANDS("faite", me, 9, "contrat_clore", CLOSE("01", "2", "2026-11-17", "rupture", "déménage"));
	COMMANDS("JL002 tenue_hors_contrat tenu_le", me, 10, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-18\""));
	COMMANDS("faite", me, 10, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-17\""));
}

/* L1, L6: a reason is accepted of the person, or of a third party; the structure keeps its word, or compensates. */
Test(contracts, excuse_the_person_and_never_the_structure)
{
	bind();
	COMMANDS("JL002 motif_requis motif", me, 3, "engagement_excuser", KEEP("03", "1", ",\"motif\":\" \""));
	COMMANDS("JL002 engagement_excuse_structure engagement_id", me, 3, "engagement_excuser", KEEP("01", "1", ",\"motif\":\"débordés\""));
	ANSWERS("JL002 engagement_excuse_structure engagement_id", me, "UPDATE jalon.engagement SET excuse_motif = 'x' WHERE engagement_id = '" E("01") "'");
	ANSWERS("JL002 engagement_excuse_structure engagement_id", boss, "UPDATE jalon.engagement SET excuse_motif = 'x' WHERE engagement_id = '" E("01") "'");
	ANSWERS("42501", me, "UPDATE jalon.engagement SET excuse_le = '2026-01-01' WHERE engagement_id = '" E("03") "'");
	COMMANDS("faite", me, 4, "engagement_excuser", KEEP("03", "1", ",\"motif\":\"hospitalisation\""));
	ANSWERS("2026-11-20 hospitalisation w_conseiller", me, "SELECT concat_ws(' ', excuse_le, excuse_motif, excuse_par) FROM jalon.engagement WHERE engagement_id = '" E("03") "'");
	COMMANDS("JL002 engagement_deja_excuse engagement_id", me, 5, "engagement_excuser", KEEP("03", "2", ",\"motif\":\"x\""));
	COMMANDS("faite", me, 6, "annuler", UNDO("04"));
	ANSWERS("t", me, "SELECT excuse_le IS NULL AND excuse_par IS NULL AND excuse_motif = '' FROM jalon.engagement WHERE engagement_id = '" E("03") "'");
	COMMANDS("faite", me, 7, "engagement_tenir", KEEP("03", "3", ""));
	COMMANDS("JL002 engagement_deja_tenu engagement_id", me, 8, "engagement_excuser", KEEP("03", "4", ",\"motif\":\"x\""));
	/* What a conclusion left, too. */
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.engagement (engagement_id, personne_id, debiteur, objet, echeance) VALUES ('" E("20") "', 1, 'personne', 'x', '2026-11-20')");
	COMMANDS("faite", me, 9, "engagement_excuser", KEEP("20", "1", ",\"motif\":\"grève des transports\""));
	ANSWERS("23514 engagement_sans_date", me, "INSERT INTO jalon.engagement (personne_id, debiteur, objet) VALUES (1, 'personne', 'x')");
	ANSWERS("23514 engagement_cadence_contrat", me, "INSERT INTO jalon.engagement (personne_id, debiteur, objet, echeance, cadence) VALUES (1, 'personne', 'x', '2026-12-01', 'mois')");
}

/* L6, 001:8: opened for what the structure owed and did not do; closed only when delivered, saying what. */
Test(contracts, compensate_what_the_structure_did_not_do)
{
#define OPEN(n, cause, lapsed, due) "{\"compensation_id\":\"" R(n) "\",\"identifiant\":\"AAAAA1\"," cause ",\"manque_le\":\"" lapsed "\",\"prejudice\":\"entrée manquée\"," \
	"\"objet\":\"entrée en janvier\",\"echeance\":\"" due "\"}"
#define FOR(n) "\"engagement_id\":\"" E(n) "\""
#define DELIVER(n, version, day, text) "{\"compensation_id\":\"" R(n) "\",\"version\":" version ",\"remise_le\":\"" day "\",\"texte\":\"" text "\"}"
	COMMANDS("faite", me, 90, "contrat_preparer", PREPARE("02", "AAAAA2", "2026-11-09", "", OURS("05")));
	bind();
	static const char late[] = "JL002 compensation_sans_retard manque_le";
	COMMANDS(late, me, 3, "compensation_ouvrir", OPEN("01", FOR("01"), "2026-11-17", "2026-12-01")); /* not due yet that day */
	COMMANDS(late, me, 3, "compensation_ouvrir", OPEN("01", FOR("01"), "2026-11-20", "2026-12-01")); /* today is not over */
	COMMANDS(late, me, 3, "compensation_ouvrir", OPEN("01", FOR("03"), "2026-11-19", "2026-12-01")); /* theirs */
	COMMANDS("23503 compensation_engagement", me, 3, "compensation_ouvrir", OPEN("01", FOR("05"), "2026-11-19", "2026-12-01")); /* another's */
	COMMANDS("JL002 compensation_sans_retard regle", me, 3, "compensation_ouvrir", OPEN("01", "\"regle\":\"inconnue\"", "2026-11-19", "2026-12-01"));
	COMMANDS("JL002 compensation_echeance echeance", me, 3, "compensation_ouvrir", OPEN("01", FOR("01"), "2026-11-18", "2026-11-19"));
	COMMANDS("23514 compensation_origine", me, 3, "compensation_ouvrir", OPEN("01", FOR("01") ",\"regle\":\"rdv_hebdomadaire\"", "2026-11-18", "2026-12-01"));
	/* Each week: kept on the 12th, due again from the 19th. */
	COMMANDS("faite", me, 4, "engagement_tenir", KEEP("02", "1", ",\"tenu_le\":\"2026-11-12\""));
	COMMANDS(late, me, 5, "compensation_ouvrir", OPEN("02", FOR("02"), "2026-11-18", "2026-12-01"));
	COMMANDS("faite", me, 5, "compensation_ouvrir", OPEN("02", FOR("02"), "2026-11-19", "2026-12-01"));
	COMMANDS("faite", me, 6, "compensation_ouvrir", OPEN("03", "\"regle\":\"rdv_hebdomadaire\"", "2026-11-19", "2026-12-01"));
	COMMANDS("faite", me, 7, "compensation_ouvrir", OPEN("01", FOR("01"), "2026-11-18", "2026-12-01"));
	COMMANDS("23505 compensation_une_seule", me, 8, "compensation_ouvrir", OPEN("04", FOR("01"), "2026-11-18", "2026-12-01"));
	ANSWERS(late, me, "INSERT INTO jalon.compensation (personne_id, engagement_id, manque_le, prejudice, objet, echeance) VALUES (1, '" E("03") "', '2026-11-19', 'x', 'x', '2026-12-01')");
	ANSWERS(late, boss, "INSERT INTO jalon.compensation (personne_id, engagement_id, manque_le, prejudice, objet, echeance) VALUES (1, '" E("01") "', '2026-11-17', 'x', 'x', '2026-12-01')");
	/* Delivered. */
	COMMANDS("JL002 compensation_remise_future remise_le", me, 9, "compensation_remettre", DELIVER("01", "1", "2026-11-21", "place réservée"));
	COMMANDS("JL002 compensation_remise_avant remise_le", me, 9, "compensation_remettre", DELIVER("01", "1", "2026-11-19", "place réservée"));
	COMMANDS("23514 compensation_remise_texte", me, 9, "compensation_remettre", DELIVER("01", "1", "2026-11-20", " "));
	COMMANDS("JL001 version_perimee version", me, 9, "compensation_remettre", DELIVER("01", "2", "2026-11-20", "place réservée"));
	ANSWERS("23514 compensation_remise_texte", me, "UPDATE jalon.compensation SET remise_le = '2026-11-20' WHERE compensation_id = '" R("01") "'");
	ANSWERS("42501", me, "UPDATE jalon.compensation SET remise_par = 'w_collegue'");
	COMMANDS("faite", boss, 10, "compensation_remettre", DELIVER("01", "1", "2026-11-20", "place réservée"));
	ANSWERS("2026-11-20 w_responsable place réservée", me, "SELECT concat_ws(' ', remise_le, remise_par, remise_texte) FROM jalon.compensation WHERE compensation_id = '" R("01") "'");
	COMMANDS("JL002 compensation_deja_remise compensation_id", me, 11, "compensation_remettre", DELIVER("01", "2", "2026-11-20", "x"));
	COMMANDS("JL002 annulation_impossible", boss, 12, "annuler", UNDO("10"));
	COMMANDS("JL002 annulation_trop_tard", me, 13, "annuler", UNDO("07"));
	/* What binds no more is not late: the contract was over that day. */
	cluster_exec(me, "BEGIN");
	COMMANDS("faite", me, 20, "contrat_clore", CLOSE("01", "2", "2026-11-18", "rupture", "déménage"));
	COMMANDS(late, me, 21, "compensation_ouvrir", OPEN("06", FOR("01"), "2026-11-19", "2026-12-01"));
	cluster_exec(me, "ROLLBACK");
	COMMANDS("faite", me, 21, "compensation_ouvrir", OPEN("06", FOR("01"), "2026-11-19", "2026-12-01"));
	/* Opened by mistake: annulled by who opened it. */
	COMMANDS("JL002 hors_de_portee commande_id", boss, 14, "annuler", UNDO("06"));
	COMMANDS("faite", me, 14, "annuler", UNDO("06"));
	COMMANDS("JL002 hors_de_portee compensation_id", me, 15, "compensation_remettre", DELIVER("03", "2", "2026-11-20", "x"));
	COMMANDS("faite", me, 16, "compensation_ouvrir", OPEN("05", "\"regle\":\"rdv_hebdomadaire\"", "2026-11-19", "2026-12-01"));
}

/* Undone the same day, by who recorded it, as long as nothing followed. */
Test(contracts, take_a_signature_back_the_same_day)
{
	bind();
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	ANSWERS("t", me, "SELECT signe_le IS NULL AND clos_le IS NULL AND fin IS NULL FROM jalon.contrat" OF("01"));
	ANSWERS("t", me, "SELECT signe_personne_le IS NULL AND signe_structure_le IS NULL AND signataire = '' AND signe_par IS NULL AND signee_le IS NULL"
		" FROM jalon.contrat_version" OF("01"));
	/* In two steps: the second is undone alone. */
	COMMANDS("faite", me, 4, "contrat_signer", SIGN("01", "1", "3", "\"signe_personne_le\":\"2026-11-19\""));
	COMMANDS("faite", boss, 5, "contrat_signer", SIGN("01", "1", "4", "\"signe_structure_le\":\"2026-11-20\""));
	tried(me, NULL, "UPDATE jalon.contrat_version SET signe_structure_le = NULL" OF("01"), "JL002 contrat_version_signee rang"); /* not one's own */
	COMMANDS("faite", boss, 6, "annuler", UNDO("05"));
	ANSWERS("2026-11-19 personne", me, "SELECT concat_ws(' ', signe_personne_le, signataire, signe_structure_le) FROM jalon.contrat_version" OF("01"));
	COMMANDS("faite", me, 7, "contrat_signer", SIGN("01", "1", "6", "\"signe_structure_le\":\"2026-11-20\""));
	tried(me, NULL, "UPDATE jalon.contrat_version SET signe_structure_le = NULL, signe_personne_le = '2026-11-21'" OF("01"), "JL002 contrat_signature_future signe_personne_le");
	cluster_exec(me, "BEGIN");
	COMMANDS("faite", me, 8, "engagement_excuser", KEEP("03", "1", ",\"motif\":\"x\""));
	COMMANDS("JL002 contrat_version_signee rang", me, 9, "annuler", UNDO("07"));
	cluster_exec(me, "ROLLBACK");
	cluster_exec(w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-21'");
	COMMANDS("JL002 contrat_version_signee rang", me, 9, "annuler", UNDO("07"));
}

/* Whoever is out of reach: one answer, whether there is something or not. */
Test(contracts, tell_nothing_of_who_is_out_of_reach)
{
	COMMANDS("faite", colleague, 1, "contrat_preparer", PREPARE("04", "AAAAA4", "2026-11-09", "", OURS("04") "," WEEKLY("06")));
	COMMANDS("faite", colleague, 2, "contrat_signer", SIGN("04", "1", "1", BOTH("2026-11-09")));
	static const char *const hidden[] = { "4", "8", "999" };
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		ANSWERS("42501", me, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (%s, 'CE', '2026-11-20')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (%s, 'CSP', '2026-11-20')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs, motif) VALUES ('" K("04") "', 2, %s, 'x', 'x')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs, fin) VALUES ('" K("04") "', 1, %s, 'x', '2020-01-01')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.engagement (personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES (%s, '" K("04") "', 1, 'socle', 'personne', 'x')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.tenue (engagement_id, personne_id, le) VALUES ('" E("04") "', %s, '2026-11-20')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.compensation (personne_id, engagement_id, manque_le, prejudice, objet, echeance) VALUES (%s, '" E("06") "', '2026-11-19', 'x', 'x', '2026-12-01')", hidden[i]);
		ANSWERS("42501", me, "INSERT INTO jalon.compensation (personne_id, regle, manque_le, prejudice, objet, echeance) VALUES (%s, 'inconnue', '2026-11-19', 'x', 'x', '2026-12-01')", hidden[i]);
	}
	/* A hidden contract, or one that does not exist, under a person of one's own. */
	static const char *const contracts[] = { K("04"), K("77") };
	for (size_t i = 0; i < 2; i++) {
		ANSWERS("23503 engagement_contrat", me, "INSERT INTO jalon.engagement (personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES (1, '%s', 1, 'socle', 'personne', 'x')", contracts[i]);
		ANSWERS("23503 contrat_version_contrat", me, "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs) VALUES ('%s', 7, 1, 'x')", contracts[i]);
		ANSWERS("23503 contrat_succession", me, "INSERT INTO jalon.contrat (personne_id, regime, debut, succede_a) VALUES (1, 'CE', '2026-11-20', '%s')", contracts[i]);
	}
	static const char *const items[] = { E("06"), E("77") };
	for (size_t i = 0; i < 2; i++) {
		ANSWERS("23503 tenue_engagement", me, "INSERT INTO jalon.tenue (engagement_id, personne_id, le) VALUES ('%s', 1, '2026-11-20')", items[i]);
		ANSWERS("23503 compensation_engagement", me, "INSERT INTO jalon.compensation (personne_id, engagement_id, manque_le, prejudice, objet, echeance) VALUES (1, '%s', '2026-11-19', 'x', 'x', '2026-12-01')", items[i]);
		ANSWERS("UPDATE 0", me, "UPDATE jalon.engagement SET rang_au = 2 WHERE engagement_id = '%s'", items[i]);
	}
	ANSWERS("UPDATE 0", me, "UPDATE jalon.contrat SET clos_le = '2026-11-20', clos_motif = 'terme'" OF("04"));
	ANSWERS("UPDATE 0", me, "UPDATE jalon.contrat_version SET signataire = 'representant_legal'" OF("04"));
	ANSWERS("", me, "SELECT jalon.version_signee(1, '" K("04") "', 1)");
	ANSWERS("", me, "SELECT jalon.identifiant_de(4)");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.historique WHERE nom_table LIKE 'contrat%%'");
	ANSWERS("3", colleague, "SELECT count(DISTINCT nom_table) FROM jalon.historique WHERE nom_table LIKE 'contrat%%' OR nom_table = 'engagement'");
}

/* Neither secretariat, control, authority, administrator nor an account that is closed has any part in them. */
Test(contracts, are_for_those_who_follow_alone)
{
	bind();
	static const char *const others[] = { "w_controle", "w_secretariat", "w_autorite", "w_administrateur", "w_import" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);
		ANSWERS("42501", other, "SELECT count(*) FROM jalon.contrat");
		ANSWERS("42501", other, "UPDATE jalon.contrat_version SET abandonnee_le = '2026-11-20'");
		ANSWERS("42501", other, "INSERT INTO jalon.compensation (personne_id, regle, manque_le, prejudice, objet, echeance) VALUES (1, 'x', '2026-11-01', 'x', 'x', '2026-12-01')");
		COMMANDS("42501", other, 50, "contrat_clore", CLOSE("01", "2", "2026-11-20", "terme", ""));
		PQfinish(other);
	}
	PGconn *closed = world_login(&w, "w_ferme");
	COMMANDS("JL002 compte_ferme", closed, 50, "contrat_clore", CLOSE("01", "2", "2026-11-20", "terme", ""));
	PQfinish(closed);
}

Test(contracts, are_heard_of_and_kept_in_the_history)
{
	bind();
	cluster_exec(me, "LISTEN jalon");
	COMMANDS("faite", boss, 3, "contrat_avenant", AMEND("01", "2", "\"motif\":\"x\",\"fin\":\"2026-12-20\""));
	PQclear(PQexec(me, "SELECT 1"));
	PQconsumeInput(me);
	PGnotify *hint = PQnotifies(me);
	cr_assert_not_null(hint);
	PQfreemem(hint);
	ANSWERS("contrat_version INSERT w_responsable 2", me, "SELECT concat_ws(' ', nom_table, operation, login, apres->>'rang') FROM jalon.historique ORDER BY historique_id DESC LIMIT 1");
	ANSWERS("42501", me, "DELETE FROM jalon.contrat_version");
	ANSWERS("JL002 historique_intangible", w.owner, "TRUNCATE jalon.contrat CASCADE");
}

/* Each verb, with contents that it would take but for a detail. */
static const struct { const char *verb, *content; } lawful[] = {
	{ "contrat_preparer", "{\"contrat_id\":\"" K("02") "\",\"identifiant\":\"AAAAA2\",\"debut\":\"2026-11-20\",\"fin\":\"2026-12-10\",\"parcours\":\"social\","
		"\"objectifs\":\"x\",\"cible_minutes\":900,\"intensif\":true,\"succede_a\":\"\",\"engagements\":[{\"engagement_id\":\"" E("30") "\",\"debiteur\":\"structure\","
		"\"objet\":\"x\",\"echeance\":\"2026-12-01\",\"part\":\"socle\",\"cadence\":\"mois\",\"regle\":\"x\",\"modele\":\"x\",\"source\":\"x\",\"action\":true,"
		"\"visee_emploi\":true,\"structurante\":false}]}" },
	{ "contrat_avenant", "{\"contrat_id\":\"" K("01") "\",\"version\":2,\"motif\":\"x\",\"fin\":\"2026-12-20\",\"objectifs\":\"x\",\"cible_minutes\":600,\"intensif\":false,"
		"\"ajouts\":[{\"engagement_id\":\"" E("31") "\",\"debiteur\":\"employeur\",\"objet\":\"x\",\"echeance\":\"\"}],\"retraits\":[\"" E("03") "\"]}" },
	{ "contrat_signer", "{\"contrat_id\":\"" K("03") "\",\"rang\":1,\"version\":1,\"signe_personne_le\":\"2026-11-20\",\"signe_structure_le\":\"2026-11-20\",\"signataire\":\"personne\"}" },
	{ "contrat_abandonner", "{\"contrat_id\":\"" K("03") "\",\"rang\":1,\"version\":1}" },
	{ "contrat_choisir", "{\"contrat_id\":\"" K("01") "\",\"version\":2,\"choix\":\"poursuite\",\"motif\":\"x\"}" },
	{ "contrat_clore", "{\"contrat_id\":\"" K("01") "\",\"version\":2,\"dernier_jour\":\"2026-11-25\",\"motif\":\"autre\",\"texte\":\"x\"}" },
	{ "engagement_tenir", "{\"engagement_id\":\"" E("02") "\",\"version\":1,\"tenu_le\":\"2026-11-20\",\"tenue_id\":\"" T("01") "\"}" },
	{ "engagement_excuser", "{\"engagement_id\":\"" E("03") "\",\"version\":1,\"motif\":\"x\"}" },
	{ "compensation_ouvrir", "{\"compensation_id\":\"" R("01") "\",\"identifiant\":\"AAAAA1\",\"engagement_id\":\"" E("01") "\",\"regle\":\"\",\"manque_le\":\"2026-11-18\","
		"\"prejudice\":\"x\",\"objet\":\"x\",\"echeance\":\"2026-12-01\"}" },
	{ "compensation_remettre", "{\"compensation_id\":\"" R("02") "\",\"version\":1,\"remise_le\":\"2026-11-20\",\"texte\":\"x\"}" },
};

Test(contracts, are_refused_in_one_sentence_whatever_a_field_holds)
{
	bind();
	COMMANDS("faite", me, 3, "contrat_preparer", PREPARE("03", "AAAAA3", "2026-11-20", "", "{\"engagement_id\":\"" E("21") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}"));
	COMMANDS("faite", me, 4, "compensation_ouvrir", OPEN("02", FOR("01"), "2026-11-19", "2026-12-01"));
	size_t tries = 0;
	for (size_t i = 0; i < sizeof lawful / sizeof *lawful; i++) {
		cluster_exec(me, "BEGIN");
		COMMANDS("faite", me, 100 + (int)i, lawful[i].verb, lawful[i].content);
		cluster_exec(me, "ROLLBACK");
		tries += content_places_try(&w, me, lawful[i].verb, lawful[i].content);
	}
	cr_expect_gt(tries, 1500, "%zu", tries);
}
