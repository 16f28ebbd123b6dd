/* The acts on contracts, commitments, remedial actions, rights and requests: what is sent, and each refusal with its
 * constraint, its field and its sentence. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/acts/acts_rdv.h"
#include "sql/client/constraints.h"
#include "tests/support/office_engagements.h"

static struct office o;
static struct arena arena;
static struct error e;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(acts_engagement, .init = setup, .fini = teardown);

#define PERSON "AAAAAA"
#define CURRENT "10000000-0000-4000-8000-000000000001"
#define ID "00000000-0000-4000-8000-"

/* The content sent, each client-made id said « # ». */
static const char *content(const char *verb)
{
	const struct request *r = memory_port_last(o.port, REQUEST_COMMAND);
	char *out, *to;

	cr_assert_not_null(r, "nothing was sent: %s", e.message);
	cr_assert_str_eq(r->verb, verb);
	out = to = arena_alloc(&arena, strlen(r->content) + 1);
	for (const char *at = r->content; *at != '\0';)
		if (strncmp(at, ID, strlen(ID)) == 0) {
			*to++ = '#';
			at += COMMAND_ID_TEXT - 1;
		} else {
			*to++ = *at++;
		}
	return out;
}

static void refused(const char *constraint, const char *field, const char *words)
{
	cr_expect_str_eq(e.constraint, constraint, "%s: %s", e.constraint, e.message);
	cr_expect_str_eq(e.field, field, "%s: %s", e.field, e.message);
	cr_expect_not_null(strstr(e.message, words), "« %s » does not say « %s »", e.message, words);
	cr_expect_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "nothing is sent");
	if (e.constraint[0] != '\0') { /* the screen, the command and psql refuse alike */
		const struct constraint_text *said = constraint_text_find(e.constraint);

		cr_assert_not_null(said, "%s is no constraint of the database", e.constraint);
		cr_expect_eq(strncmp(e.message, said->message, strlen(said->message)), 0, "« %s » is not « %s »", e.message, said->message);
	}
}

static const struct contract *current(void)
{
	return &o.app.commitments.file->contracts[0];
}

/* --- prepare ------------------------------------------------------------------------------------------------------ */

static struct contract_new draft(void)
{
	return (struct contract_new){.person = PERSON, .from = "20/11/2026", .last_day = "19/11/2027", .parcours = "professionnel",
	                             .objectives = "Retrouver un emploi", .weekly = "15h", .intensive = true, .follows = ""};
}

Test(acts_engagement, prepare)
{
	const struct commitment_new items[] = {
		{.debtor = "structure", .object = "Proposer une immersion", .due = "15/12/2026", .part = "volet", .rule = "", .source = "003:7421"},
		{.debtor = "personne", .object = "Candidater", .cadence = "semaine", .action = true, .employment = true},
		{.debtor = "personne", .object = "", .due = ""},
	};
	struct contract_new v = draft();

	office_open_commitments(&o, OFFICE_NO_CONTRACT);
	cr_assert(act_contract_prepare(&o.app, &v, items, 3, &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_preparer"),
	                 "{\"contrat_id\":\"#\",\"identifiant\":\"AAAAAA\",\"debut\":\"2026-11-20\",\"fin\":\"2027-11-19\","
	                 "\"parcours\":\"professionnel\",\"objectifs\":\"Retrouver un emploi\",\"cible_minutes\":900,\"intensif\":true,"
	                 "\"engagements\":[{\"engagement_id\":\"#\",\"debiteur\":\"structure\",\"objet\":\"Proposer une immersion\","
	                 "\"echeance\":\"2026-12-15\",\"part\":\"volet\",\"cadence\":\"unique\",\"source\":\"003:7421\"},"
	                 "{\"engagement_id\":\"#\",\"debiteur\":\"personne\",\"objet\":\"Candidater\",\"echeance\":\"2026-11-27\","
	                 "\"part\":\"individuel\",\"cadence\":\"semaine\",\"action\":true,\"visee_emploi\":true,\"structurante\":false}]}");
	cr_assert_str_eq(o.app.pending->label, "contrat de BERNARD Aïcha : préparé");
	cr_assert_not(o.app.pending->reversible);
}

Test(acts_engagement, prepare_leaves_out_what_is_not_set)
{
	struct contract_new v = {.person = PERSON, .objectives = "x"};

	office_open_commitments(&o, OFFICE_NO_CONTRACT);
	cr_assert(act_contract_prepare(&o.app, &v, NULL, 0, &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_preparer"), "{\"contrat_id\":\"#\",\"identifiant\":\"AAAAAA\",\"debut\":\"2026-11-20\","
	                 "\"objectifs\":\"x\",\"intensif\":false,\"engagements\":[]}");
}

Test(acts_engagement, prepare_refuses_a_bad_term)
{
	struct contract_new v = draft();

	office_open_commitments(&o, OFFICE_NO_CONTRACT);
	v.last_day = "19/11/2026";
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("contrat_fin", "fin", "un contrat finit après son début");
	v = draft();
	v.weekly = "beaucoup";
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("", "cible", "n'est pas une durée");
	v = draft();
	v.parcours = "libre";
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("", "parcours", "professionnel, socio_professionnel ou social");
	v = draft();
	v.objectives = " ";
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("", "objectifs", "l'objectif du contrat manque");
	v = draft();
	v.from = "03/01/2026";
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("contrat_regime", "debut", "aucun n'est en cours");
}

Test(acts_engagement, prepare_refuses_a_second_contract)
{
	struct contract_new v = draft();

	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("contrat_un_seul", "debut", "un seul à la fois, celui du 01/10/2026");
	v.follows = CURRENT;
	cr_assert(act_contract_prepare(&o.app, &v, NULL, 0, &e), "a renewal ends it: %s", e.message);
}

Test(acts_engagement, prepare_names_the_faulty_line)
{
	struct commitment_new items[2] = {{.debtor = "structure", .object = "a"}, {.debtor = "voisin", .object = "b"}};
	struct contract_new v = draft();

	office_open_commitments(&o, OFFICE_NO_CONTRACT);
	cr_assert_not(act_contract_prepare(&o.app, &v, items, 2, &e));
	refused("engagement_debiteur_connu", "debiteur", "un organisme");
	cr_assert_str_eq(e.remedy, "corrigez l'engagement 2");
	items[1] = (struct commitment_new){.debtor = "personne", .object = "b", .employment = true};
	cr_assert_not(act_contract_prepare(&o.app, &v, items, 2, &e));
	refused("engagement_action", "action", "est une action");
	cr_assert_str_eq(e.remedy, "corrigez l'engagement 2");
	items[1] = (struct commitment_new){.debtor = "personne", .object = "b", .cadence = "jour"};
	cr_assert_not(act_contract_prepare(&o.app, &v, items, 2, &e));
	refused("", "cadence", "semaine, mois ou trimestre");
	items[1] = (struct commitment_new){.debtor = "personne", .object = "b", .due = "19/11/2026"};
	cr_assert_not(act_contract_prepare(&o.app, &v, items, 2, &e));
	refused("engagement_avant_contrat", "echeance", "n'est pas dû avant lui");
	cr_assert_str_eq(e.remedy, "corrigez l'échéance de l'engagement 2");
	items[1] = (struct commitment_new){.debtor = "personne", .object = "", .due = "19/12/2026"};
	cr_assert_not(act_contract_prepare(&o.app, &v, items, 2, &e));
	refused("", "objet", "l'objet de l'engagement 2 manque");
	items[1] = (struct commitment_new){.debtor = "personne", .object = "b", .part = "conclusion"};
	cr_assert_not(act_contract_prepare(&o.app, &v, items, 2, &e));
	refused("", "part", "socle, volet ou individuel");
}

Test(acts_engagement, a_line_of_the_catalogue)
{
	const struct commitment_model m = {.code = "entretien_mensuel", .object = "Recevoir chaque mois", .debtor = DEBTOR_STRUCTURE,
	                                   .part = PART_SOCLE, .cadence = CADENCE_MONTH, .rule = "", .source = "003:7421"};
	struct commitment_new v = commitment_from_model(&m);
	struct contract_new c = draft();

	office_open_commitments(&o, OFFICE_NO_CONTRACT);
	cr_assert(act_contract_prepare(&o.app, &c, &v, 1, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("contrat_preparer"), "\"echeance\":\"2026-12-20\",\"part\":\"socle\",\"cadence\":\"mois\","
	                                                       "\"modele\":\"entretien_mensuel\",\"source\":\"003:7421\""));
}

/* --- avenant -------------------------------------------------------------------------------------------------------- */

Test(acts_engagement, amend)
{
	const struct commitment_new added = {.debtor = "structure", .object = "Financer le transport", .due = "30/11/2026"};
	const struct item *withdrawn;
	struct contract_amendment v = {.person = PERSON, .reason = "temps partiel", .weekly = "", .added = &added, .added_count = 1,
	                               .withdrawn = &withdrawn, .withdrawn_count = 1};

	office_open_commitments(&o, OFFICE_SIGNED);
	v.contract = current();
	withdrawn = office_item(&o, "i3");
	cr_assert(act_contract_amend(&o.app, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_avenant"), "{\"contrat_id\":\"" CURRENT "\",\"version\":4,\"motif\":\"temps partiel\","
	                 "\"cible_minutes\":null,\"ajouts\":[{\"engagement_id\":\"#\",\"debiteur\":\"structure\",\"objet\":\"Financer le "
	                 "transport\",\"echeance\":\"2026-11-30\",\"part\":\"individuel\",\"cadence\":\"unique\"}],\"retraits\":[\"i3\"]}");
}

Test(acts_engagement, amend_refusals)
{
	struct contract_amendment v = {.person = PERSON, .reason = "relecture", .last_day = "30/09/2027"};

	office_open_commitments(&o, OFFICE_SIGNED);
	v.contract = current();
	cr_assert_not(act_contract_amend(&o.app, &v, &e));
	cr_assert_eq(e.code, ERR_NOTHING, "the same end changes nothing");
	v.last_day = "30/09/2026";
	cr_assert_not(act_contract_amend(&o.app, &v, &e));
	refused("contrat_fin", "fin", "finit après son début");
	v.last_day = "";
	v.reason = "";
	cr_assert_not(act_contract_amend(&o.app, &v, &e));
	refused("", "motif", "le motif de l'avenant manque");
	office_open_commitments(&o, OFFICE_PENDING);
	v.contract = current();
	v.reason = "x";
	cr_assert_not(act_contract_amend(&o.app, &v, &e));
	refused("contrat_version_une_ouverte", "contrat_id", "attend déjà d'être signée");
	v.contract = &o.app.commitments.file->contracts[1];
	cr_assert_not(act_contract_amend(&o.app, &v, &e));
	refused("contrat_clos", "contrat_id", "déjà clos");
}

/* --- signing -------------------------------------------------------------------------------------------------------- */

Test(acts_engagement, sign_what_is_missing_today)
{
	office_open_commitments(&o, OFFICE_PENDING);
	cr_assert(act_contract_sign(&o.app, PERSON, current(), 3, "", "", "", &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_signer"), "{\"contrat_id\":\"" CURRENT "\",\"rang\":3,\"version\":2,"
	                 "\"signe_personne_le\":\"2026-11-20\",\"signataire\":\"personne\"}");
	cr_assert_str_eq(o.app.pending->label, "avenant v3 au contrat de BERNARD Aïcha : signé");
	cr_assert(o.app.pending->reversible);
}

Test(acts_engagement, sign_by_the_legal_representative)
{
	office_open_commitments(&o, OFFICE_PENDING);
	cr_assert(act_contract_sign(&o.app, PERSON, current(), 3, "19/11/2026", "", "representant_legal", &e), "%s", e.message);
	cr_assert_not_null(strstr(content("contrat_signer"), "\"signe_personne_le\":\"2026-11-19\",\"signataire\":\"representant_legal\"}"));
}

/* The bad inputs of the issue: to come, too early, without the structure's side, over another contract. */
Test(acts_engagement, sign_refuses_bad_dates)
{
	office_open_commitments(&o, OFFICE_PENDING);
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 3, "21/11/2026", "", "", &e));
	refused("contrat_signature_future", "signe_personne_le", "dans le futur");
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 3, "01/11/2026", "", "", &e));
	refused("contrat_signature_avant", "signe_personne_le", "de plus de 31 jours avant le contrat");
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 3, "", "", "tuteur", &e));
	refused("", "signataire", "personne ou representant_legal");
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 2, "", "", "", &e));
	refused("contrat_version_signee", "rang", "elle ne change plus");
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 9, "", "", "", &e));
	cr_assert_eq(e.code, ERR_NOT_FOUND);
}

Test(acts_engagement, sign_refuses_a_contract_that_binds_only_the_person)
{
	office_open_commitments(&o, OFFICE_PENDING);
	for (size_t i = 0; i < o.app.commitments.file->item_count; i++)
		if (o.app.commitments.file->items[i].debtor == DEBTOR_STRUCTURE)
			o.app.commitments.file->items[i].debtor = DEBTOR_PERSON;
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 3, "", "", "", &e));
	refused("contrat_sans_structure", "engagements", "(D. 5411-14, 003:7421)");
}

Test(acts_engagement, sign_refuses_a_second_contract)
{
	struct contract_version version = {.rank = 1, .objectives = "x", .ends = DATE_NONE, .weekly_target = -1, .reason = "",
	                                   .signed_person = DATE_NONE, .signed_structure = DATE_NONE, .signatory = "", .version = 1};
	struct contract other = {.id = "k9", .regime = REGIME_CE, .starts = date_make(2026, 11, 20), .closed = DATE_NONE, .follows = "",
	                         .versions = &version, .version_count = 1, .version = 1};
	struct item owed = item_unknown();

	office_open_commitments(&o, OFFICE_SIGNED);
	owed.contract = "k9";
	owed.rank_from = 1;
	owed.debtor = DEBTOR_STRUCTURE;
	o.app.commitments.file->items[0] = owed;
	cr_assert_not(act_contract_sign(&o.app, PERSON, &other, 1, "", "", "", &e));
	refused("contrat_un_seul", "debut", "celui du 01/10/2026");
	other.follows = CURRENT;
	cr_assert(act_contract_sign(&o.app, PERSON, &other, 1, "", "", "", &e), "it renews the other: %s", e.message);
}

Test(acts_engagement, drop_choose_close)
{
	office_open_commitments(&o, OFFICE_PENDING);
	cr_assert(act_contract_drop(&o.app, PERSON, current(), 3, &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_abandonner"), "{\"contrat_id\":\"" CURRENT "\",\"rang\":3,\"version\":2}");
	cr_assert(act_contract_choose(&o.app, PERSON, current(), CHOICE_LIGHTER, "emploi trouvé à temps partiel", &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_choisir"), "{\"contrat_id\":\"" CURRENT "\",\"version\":4,\"choix\":\"moins_intensif\","
	                 "\"motif\":\"emploi trouvé à temps partiel\"}");
	cr_assert(act_contract_close(&o.app, PERSON, current(), "", "rupture", "départ", &e), "%s", e.message);
	cr_assert_str_eq(content("contrat_clore"), "{\"contrat_id\":\"" CURRENT "\",\"version\":4,\"dernier_jour\":\"2026-11-20\","
	                 "\"motif\":\"rupture\",\"texte\":\"départ\"}");
}

Test(acts_engagement, choose_and_close_refusals)
{
	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert_not(act_contract_choose(&o.app, PERSON, current(), CHOICE_NONE, "x", &e));
	refused("", "choix", "poursuite, moins_intensif, reorientation ou fin");
	cr_assert_not(act_contract_choose(&o.app, PERSON, current(), CHOICE_END, " ", &e));
	refused("", "motif", "la raison de ce choix manque");
	cr_assert_not(act_contract_close(&o.app, PERSON, current(), "30/09/2026", "terme", "", &e));
	refused("contrat_clos_bornes", "dernier_jour", "entre son début et sa fin");
	cr_assert_not(act_contract_close(&o.app, PERSON, current(), "01/10/2027", "terme", "", &e));
	refused("contrat_clos_bornes", "dernier_jour", "entre son début et sa fin");
	cr_assert_not(act_contract_close(&o.app, PERSON, current(), "", "lassitude", "", &e));
	refused("", "motif", "à choisir parmi terme");
	cr_assert_not(act_contract_close(&o.app, PERSON, current(), "", "autre", "", &e));
	refused("", "texte", "ce qui s'est passé manque");
	cr_assert_not(act_contract_close(&o.app, PERSON, &o.app.commitments.file->contracts[1], "", "terme", "", &e));
	refused("contrat_clos", "contrat_id", "déjà clos");
}

/* --- commitments ------------------------------------------------------------------------------------------------------ */

Test(acts_engagement, keep_one_and_one_of_a_cadence)
{
	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert(act_item_done(&o.app, office_item(&o, "i3"), &e), "%s", e.message);
	cr_assert_str_eq(content("engagement_tenir"), "{\"engagement_id\":\"i3\",\"version\":1}");
	cr_assert_str_eq(o.app.pending->person, PERSON, "the person of the commitments loaded");
	cr_assert(act_item_done(&o.app, office_item(&o, "i7"), &e), "%s", e.message);
	cr_assert_str_eq(content("engagement_tenir"), "{\"engagement_id\":\"i7\",\"version\":1,\"tenue_id\":\"#\"}", "kept five times before");
}

Test(acts_engagement, keep_refusals)
{
	office_open_commitments(&o, OFFICE_PENDING);
	cr_assert_not(act_item_done(&o.app, office_item(&o, "i15"), &e));
	refused("engagement_deja_tenu", "tenu_le", "déjà tenu");
	cr_assert_not(act_item_done(&o.app, office_item(&o, "i1"), &e));
	refused("tenue_hors_contrat", "tenu_le", "ne court plus");
	cr_assert_not(act_item_done(&o.app, office_item(&o, "i16"), &e));
	refused("contrat_non_signe", "contrat_id", "n'engage encore personne");
}

Test(acts_engagement, one_that_comes_back_is_noted_once_a_day)
{
	struct item i;

	office_open_commitments(&o, OFFICE_SIGNED);
	i = *office_item(&o, "i7");
	i.done = OFFICE_DAY;
	cr_assert_not(act_item_done(&o.app, &i, &e));
	refused("tenue_un_jour", "tenu_le", "déjà noté");
}

Test(acts_engagement, what_may_be_kept)
{
	static const struct { const char *id; bool may; } cases[] = {
		{"i3", true}, {"i7", true}, {"i2", true}, {"i12", true}, {"i1", false}, {"i4", false}, {"i9", false}, {"i15", false},
		{"i16", false}, {"i5", false},
	};

	office_open_commitments(&o, OFFICE_PENDING);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(item_may_be_kept(office_item(&o, cases[i].id)), cases[i].may, "%s", cases[i].id);
}

Test(acts_engagement, excuse)
{
	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert_not(act_item_excuse(&o.app, PERSON, office_item(&o, "i10"), "", &e));
	refused("", "motif", "le motif de l'excuse manque");
	cr_assert_not(act_item_excuse(&o.app, PERSON, office_item(&o, "i9"), "x", &e));
	refused("engagement_deja_excuse", "engagement_id", "déjà excusé");
	cr_assert_not(act_item_excuse(&o.app, PERSON, office_item(&o, "i3"), "x", &e));
	refused("engagement_excuse_structure", "engagement_id", "de la structure ne s'excuse pas");
	cr_assert(act_item_excuse(&o.app, PERSON, office_item(&o, "i10"), "enfant malade", &e), "%s", e.message);
	cr_assert_str_eq(content("engagement_excuser"), "{\"engagement_id\":\"i10\",\"version\":1,\"motif\":\"enfant malade\"}");
	cr_assert(o.app.pending->reversible);
}

/* --- remedial actions, L6 --------------------------------------------------------------------------------------------- */

static struct remedial_new make_up(const struct item *i)
{
	return (struct remedial_new){.person = PERSON, .item = i, .rule = "", .lapsed = "", .harm = "un mois perdu",
	                             .object = "Recevoir deux fois en décembre", .due = "15/12/2026"};
}

Test(acts_engagement, open_a_remedial_action)
{
	struct remedial_new v;

	office_open_commitments(&o, OFFICE_SIGNED);
	o.app.commitments.file->remedial_count = 0;
	v = make_up(office_item(&o, "i3"));
	cr_assert(act_remedial_open(&o.app, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("compensation_ouvrir"), "{\"compensation_id\":\"#\",\"identifiant\":\"AAAAAA\",\"engagement_id\":\"i3\","
	                 "\"manque_le\":\"2026-11-10\",\"prejudice\":\"un mois perdu\",\"objet\":\"Recevoir deux fois en décembre\","
	                 "\"echeance\":\"2026-12-15\"}");
	v.item = NULL;
	v.rule = "rdv_hebdomadaire";
	v.lapsed = "18/11/2026";
	cr_assert(act_remedial_open(&o.app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("compensation_ouvrir"), "\"regle\":\"rdv_hebdomadaire\",\"manque_le\":\"2026-11-18\""));
}

/* Only the structure makes up, for what was late; one remedial action a lapse. */
Test(acts_engagement, remedial_refusals)
{
	struct remedial_new v;

	office_open_commitments(&o, OFFICE_SIGNED);
	v = make_up(office_item(&o, "i10"));
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_sans_retard", "manque_le", "en retard de notre part");
	v = make_up(office_item(&o, "i5"));
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_sans_retard", "manque_le", "en retard de notre part");
	v = make_up(office_item(&o, "i2"));
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_sans_retard", "manque_le", "en retard de notre part");
	v.lapsed = "31/10/2026";
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_sans_retard", "manque_le", "en retard de notre part");
	v = make_up(office_item(&o, "i3"));
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_une_seule", "manque_le", "répond déjà");
	v = make_up(office_item(&o, "i3"));
	v.lapsed = "21/11/2026";
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_sans_retard", "manque_le", "en retard de notre part");
	v.lapsed = "";
	v.due = "19/11/2026";
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_echeance", "echeance", "un jour à venir");
	v.harm = "";
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("", "prejudice", "le préjudice manque");
	v = make_up(NULL);
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("", "manque_le", "manque : JJ/MM/AAAA");
}

/* Of what comes back, the time already made up for is none of the next one. */
Test(acts_engagement, the_next_time_may_be_made_up_for)
{
	struct remedial_new v;
	struct item monthly;

	office_open_commitments(&o, OFFICE_SIGNED);
	monthly = *office_item(&o, "i2");
	monthly.due = date_make(2026, 9, 30);
	monthly.done = DATE_NONE;
	monthly.made_up = date_make(2026, 10, 5);
	v = make_up(&monthly);
	v.lapsed = "04/11/2026";
	cr_assert_not(act_remedial_open(&o.app, &v, &e));
	refused("compensation_sans_retard", "manque_le", "en retard de notre part");
	v.lapsed = "";
	cr_assert(act_remedial_open(&o.app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("compensation_ouvrir"), "\"engagement_id\":\"i2\",\"manque_le\":\"2026-11-05\""));
}

Test(acts_engagement, deliver_a_remedial_action)
{
	const struct remedial *all;

	office_open_commitments(&o, OFFICE_SIGNED);
	all = o.app.commitments.file->remedials;
	cr_assert_not(act_remedial_deliver(&o.app, PERSON, &all[0], "", " ", &e));
	refused("", "texte", "ce qui a été remis manque");
	cr_assert_not(act_remedial_deliver(&o.app, PERSON, &all[0], "21/11/2026", "x", &e));
	refused("compensation_remise_future", "remise_le", "dans le futur");
	cr_assert_not(act_remedial_deliver(&o.app, PERSON, &all[0], "15/11/2026", "x", &e));
	refused("compensation_remise_avant", "remise_le", "avant d'être ouverte");
	cr_assert_not(act_remedial_deliver(&o.app, PERSON, &all[1], "", "x", &e));
	refused("compensation_deja_remise", "compensation_id", "déjà remise");
	cr_assert(act_remedial_deliver(&o.app, PERSON, &all[0], "", "garde payée", &e), "%s", e.message);
	cr_assert_str_eq(content("compensation_remettre"), "{\"compensation_id\":\"m1\",\"version\":1,\"remise_le\":\"2026-11-20\","
	                 "\"texte\":\"garde payée\"}");
}

/* --- orientation, diagnostic, rights, requests --------------------------------------------------------------------------- */

Test(acts_engagement, orientation)
{
	struct orientation_new v = {.person = PERSON, .parcours = "social", .body = "CCAS", .notified = "", .preference = "près d'ici"};

	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert_not(act_orientation_note(&o.app, &v, &e));
	refused("", "motif", "le motif de la réorientation manque");
	v.reason = "santé";
	v.notified = "20/09/2026";
	cr_assert_not(act_orientation_note(&o.app, &v, &e));
	refused("orientation_ordre", "notifiee_le", "ne précède pas l'orientation en cours");
	v.notified = "21/11/2026";
	cr_assert_not(act_orientation_note(&o.app, &v, &e));
	refused("orientation_future", "notifiee_le", "dans le futur");
	v.notified = "";
	cr_assert(act_orientation_note(&o.app, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("orientation_noter"), "{\"orientation_id\":\"#\",\"identifiant\":\"AAAAAA\",\"parcours\":\"social\","
	                 "\"organisme\":\"CCAS\",\"notifiee_le\":\"2026-11-20\",\"preference\":\"près d'ici\",\"motif\":\"santé\"}");
	cr_assert_str_eq(o.app.pending->label, "réorientation de BERNARD Aïcha : parcours social");
}

Test(acts_engagement, diagnostic)
{
	const char *text[DIAGNOSTIC_FIELDS] = {NULL, " ", "", NULL, "", ""};

	cr_assert_not(act_diagnostic_write(&o.app, PERSON, "", text, &e));
	refused("diagnostic_non_vide", "competences", "ne s'enregistre pas");
	text[3] = "seule\nun enfant";
	cr_assert_not(act_diagnostic_write(&o.app, PERSON, "2026-11-21", text, &e));
	refused("diagnostic_futur", "le", "dans le futur");
	cr_assert(act_diagnostic_write(&o.app, PERSON, "", text, &e), "%s", e.message);
	cr_assert_str_eq(content("diagnostic_ecrire"), "{\"diagnostic_id\":\"#\",\"identifiant\":\"AAAAAA\",\"le\":\"2026-11-20\","
	                 "\"competences\":\"\",\"projet\":\" \",\"marche\":\"\",\"situation\":\"seule\\u000aun enfant\",\"autonomie\":\"\","
	                 "\"droits\":\"\"}");
}

Test(acts_engagement, rights)
{
	cr_assert_not(act_rights_inform(&o.app, PERSON, "", "pigeon", "", &e));
	refused("", "support", "à choisir parmi entretien");
	cr_assert_not(act_rights_inform(&o.app, PERSON, "21/11/2026", "entretien", "", &e));
	refused("information_future", "le", "dans le futur");
	cr_assert(act_rights_inform(&o.app, PERSON, "", "entretien", "recours remis", &e), "%s", e.message);
	cr_assert_str_eq(content("information_donner"), "{\"information_id\":\"#\",\"identifiant\":\"AAAAAA\",\"le\":\"2026-11-20\","
	                 "\"support\":\"entretien\",\"texte\":\"recours remis\"}");
}

Test(acts_engagement, request_received_and_answered)
{
	struct request_new v = {.person = PERSON, .day = "", .time = "", .channel = CHANNEL_PHONE, .object = ""};

	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert_not(act_request_receive(&o.app, &v, &e));
	refused("", "objet", "l'objet manque");
	v.object = "une attestation";
	v.time = "10h30";
	cr_assert_not(act_request_receive(&o.app, &v, &e));
	refused("demande_future", "heure", "dans le futur");
	v.day = "19/11/2026";
	v.complaint = true;
	cr_assert(act_request_receive(&o.app, &v, &e), "%s", e.message);
	cr_assert_str_eq(content("demande_recevoir"), "{\"demande_id\":\"#\",\"identifiant\":\"AAAAAA\",\"nature\":\"reclamation\","
	                 "\"recue_le\":\"2026-11-19T10:30\",\"canal\":\"telephone\",\"objet\":\"une attestation\"}");
	v.day = v.time = "";
	cr_assert(act_request_receive(&o.app, &v, &e), "%s", e.message);
	cr_assert_null(strstr(content("demande_recevoir"), "recue_le"), "now is the database's");
	cr_assert(act_request_answer(&o.app, PERSON, &o.app.commitments.file->requests[0], "envoyée", &e), "%s", e.message);
	cr_assert_str_eq(content("demande_repondre"), "{\"demande_id\":\"q1\",\"version\":1,\"reponse\":\"envoyée\"}");
}

Test(acts_engagement, answer_refusals)
{
	office_open_commitments(&o, OFFICE_SIGNED);
	cr_assert_not(act_request_answer(&o.app, PERSON, &o.app.commitments.file->requests[0], "", &e));
	refused("", "reponse", "la réponse manque");
	cr_assert_not(act_request_answer(&o.app, PERSON, &o.app.commitments.file->requests[1], "x", &e));
	refused("demande_deja_repondue", "reponse", "déjà répondu");
}

/* What is not loaded is left to the database. */
Test(acts_engagement, nothing_loaded_nothing_guessed)
{
	struct contract_new v = draft();

	cr_assert(act_contract_prepare(&o.app, &v, NULL, 0, &e), "%s", e.message);
	cr_assert_eq(memory_port_count(o.port, REQUEST_COMMAND), 1);
}

Test(acts_engagement, read_only_refuses_all)
{
	struct contract_new v = draft();
	const char *text[DIAGNOSTIC_FIELDS] = {"x"};

	office_open_commitments(&o, OFFICE_PENDING);
	o.app.as_of = OFFICE_DAY;
	cr_assert_not(act_contract_prepare(&o.app, &v, NULL, 0, &e));
	refused("", "", "rien ne s'enregistre");
	cr_assert_not(act_contract_sign(&o.app, PERSON, current(), 3, "", "", "", &e));
	cr_assert_not(act_contract_drop(&o.app, PERSON, current(), 3, &e));
	cr_assert_not(act_diagnostic_write(&o.app, PERSON, "", text, &e));
	refused("", "", "rien ne s'enregistre");
}
