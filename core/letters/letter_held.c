/* « Ce que nous détenons sur vous »: every value of the catalogue, and who read the file, when and why, by role.
 *
 * Complete by construction: what the base gives (held_file) is printed value by value, a table that nobody has named here
 * under its own name. The words only make codes readable; nothing is chosen, nothing is left out. */
#include <string.h>

#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/letters/letter_private.h"

/* Words of the schema's names that French writes otherwise. */
static const struct code_label words[] = {
	{"acces", "accès"}, {"accordee", "accordée"}, {"activite", "activité"}, {"agence", "agence"}, {"annulee", "annulée"},
	{"cadence", "cadence"}, {"capacite", "capacité"}, {"competences", "compétences"}, {"conge", "congé"}, {"convoque", "convoqué"}, {"cree", "créé"},
	{"debiteur", "débiteur"}, {"debut", "début"}, {"declaree", "déclarée"}, {"declare", "déclaré"}, {"demande", "demande"},
	{"deplacement", "déplacement"}, {"derogation", "dérogation"}, {"detail", "détail"}, {"duree", "durée"},
	{"echeance", "échéance"}, {"etat", "état"}, {"excuse", "excusé"}, {"identifiant", "identifiant"}, {"leve", "levé"},
	{"modalite", "modalité"}, {"motif", "motif"}, {"naissance", "naissance"}, {"notifiee", "notifiée"},
	{"preference", "préférence"}, {"prejudice", "préjudice"}, {"prenom", "prénom"}, {"presence", "présence"},
	{"privee", "privée"}, {"recu", "reçu"}, {"recue", "reçue"}, {"referent", "référent"}, {"regime", "régime"},
	{"regle", "règle"}, {"rendez", "rendez"}, {"repondue", "répondue"}, {"reponse", "réponse"}, {"seance", "séance"},
	{"serie", "série"}, {"signe", "signé"}, {"tenue", "tenue"}, {"telephone", "téléphone"}, {"theme", "thème"}, {"validee", "validée"},
	{"visee", "visée"}, {"saisi", "saisi"}, {"succede", "succède"}, {"a", "à"}, {"remplacant", "remplaçant"},
	{"abandonnee", "abandonnée"}, {"regles", "règles"}, {"conclusion", "conclusion"}, {"donnee", "donnée"}, {"decision", "décision"},
	{"liee", "liée"}, {"modele", "modèle"}, {"marche", "marché"}, {"representant", "représentant"}, {NULL, NULL},
};

/* « cree_le »: « créé le »; a capital at the start of a table's name. */
static const char *name_words(struct arena *arena, const char *name, bool capital)
{
	struct strbuf b = {0};
	const char *text;

	while (*name != '\0') {
		size_t len = strcspn(name, "_");

		strbuf_addf(&b, "%s%s", b.len > 0 ? " " : "", code_label_find(words, arena_strndup(arena, name, len)));
		name += len + (name[len] == '_' ? 1 : 0);
	}
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return capital ? letter_capital(arena, text) : text;
}

/* Under its column: the lines of a long text after the first stand further in. */
static const char *value_words(struct arena *arena, const char *value)
{
	struct strbuf b = {0};
	const char *text;

	for (const char *p = letter_or(value, "vide"); *p != '\0'; p++) {
		strbuf_add_n(&b, p, 1);
		if (*p == '\n')
			strbuf_add(&b, "      ");
	}
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return text;
}

static const char *values_of(struct arena *arena, const struct held_file *h, size_t *tables)
{
	struct strbuf b = {0};
	const char *text, *table = "", *row = "";

	*tables = 0;
	for (size_t i = 0; i < h->value_count; i++) {
		const struct held_value *x = &h->values[i];
		bool new_table = strcmp(x->table, table) != 0;

		if (new_table) {
			strbuf_addf(&b, "%s%s\n", i > 0 ? "\n" : "", name_words(arena, x->table, true));
			++*tables;
		}
		if (x->row[0] != '\0' && (new_table || strcmp(x->row, row) != 0))
			strbuf_addf(&b, "  %s\n", x->row);
		strbuf_addf(&b, "    %s : %s\n", name_words(arena, x->column, false), value_words(arena, x->value));
		table = x->table;
		row = x->row;
	}
	if (b.len > 0)
		strbuf_splice(&b, b.len - 1, 1, "", 0); /* the template ends its line */
	text = arena_strdup(arena, b.len > 0 ? strbuf_str(&b) : "Nous ne détenons rien.");
	strbuf_free(&b);
	return text;
}

static void reading_rows(struct letter_values *v, const struct held_file *h)
{
	static const struct code_label reasons[] = {
		{"remplacement", "remplacement du référent"}, {"supervision", "suivi de l'équipe par son responsable"}, {NULL, NULL}};

	list_empty_set(v, "lectures", "Personne d'autre que votre référent n'a lu votre dossier.");
	for (size_t i = 0; i < h->reading_count; i++) {
		const struct file_reading *x = &h->readings[i];

		list_row(v, "lectures", (const char *[]){letter_day(v->arena, x->at.day, "jour non connu"), letter_or(role_label(x->role), "rôle non connu"),
		                                         letter_or(code_label_find(reasons, x->reason), "motif non renseigné")});
	}
}

bool letter_fill_held(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct held_file *h = f->held;
	size_t tables;

	(void)e;
	letter_fill_common(v, f, h->last_name, h->first_name, h->birth);
	value_set(v, "valeurs", values_of(v->arena, h, &tables));
	value_set(v, "compte", arena_format(v->arena, "%s, dans %s", letter_count(v->arena, h->value_count, "valeur", "valeurs"),
	                                    letter_count(v->arena, tables, "rubrique", "rubriques")));
	reading_rows(v, h);
	return true;
}
