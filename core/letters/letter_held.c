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
	{"a", "à"}, {"abandonnee", "abandonnée"}, {"acces", "accès"}, {"accorde", "accordé"}, {"accordee", "accordée"},
	{"activite", "activité"}, {"annule", "annulé"}, {"annulee", "annulée"}, {"apres", "après"},
	{"capacite", "capacité"}, {"competences", "compétences"}, {"confirmee", "confirmée"}, {"conge", "congé"},
	{"convoque", "convoqué"}, {"cree", "créé"}, {"debiteur", "débiteur"}, {"debriefee", "débriefée"},
	{"debut", "début"}, {"decidee", "décidée"}, {"decision", "décision"}, {"declare", "déclaré"},
	{"declaree", "déclarée"}, {"demandee", "demandée"}, {"departement", "département"}, {"deplacement", "déplacement"},
	{"derogation", "dérogation"}, {"detail", "détail"}, {"donnee", "donnée"}, {"duree", "durée"},
	{"echeance", "échéance"}, {"ecrite", "écrite"}, {"etape", "étape"}, {"etat", "état"}, {"evaluation", "évaluation"},
	{"evenement", "événement"}, {"excuse", "excusé"}, {"excusee", "excusée"}, {"hote", "hôte"},
	{"imprevue", "imprévue"}, {"intitule", "intitulé"}, {"justifiee", "justifiée"}, {"leve", "levé"},
	{"levee", "levée"}, {"liee", "liée"}, {"malgre", "malgré"}, {"manque", "manqué"}, {"marche", "marché"},
	{"metier", "métier"}, {"modalite", "modalité"}, {"modele", "modèle"}, {"notifiee", "notifiée"},
	{"numero", "numéro"}, {"periode", "période"}, {"piece", "pièce"}, {"prealable", "préalable"},
	{"preference", "préférence"}, {"prejudice", "préjudice"}, {"prenom", "prénom"}, {"presence", "présence"},
	{"privee", "privée"}, {"proposee", "proposée"}, {"recu", "reçu"}, {"recue", "reçue"}, {"referent", "référent"},
	{"regime", "régime"}, {"regle", "règle"}, {"remplacant", "remplaçant"}, {"repondue", "répondue"},
	{"reponse", "réponse"}, {"representant", "représentant"}, {"seance", "séance"}, {"serie", "série"},
	{"signe", "signé"}, {"signee", "signée"}, {"succede", "succède"}, {"telephone", "téléphone"}, {"theme", "thème"},
	{"validee", "validée"}, {"visee", "visée"}, {NULL, NULL},
};
static const struct code_label tables[] = {
	{"contrat_version", "Versions du contrat"}, {"droit", "Revenus"}, {"formation", "Demandes de formation"},
	{"formation_absence", "Absences en formation"}, {"formation_evenement", "Ce qui est arrivé aux demandes de formation"},
	{"formation_financement", "Financement des formations"}, {"formation_piece", "Pièces demandées pour une formation"},
	{"formation_prealable", "Préalables des formations"}, {"formation_projet", "Projets de formation"},
	{"periode_entreprise", "Périodes en entreprise"}, {"information_droits", "Information sur les droits"}, {"seance", "Séances"},
	{"historique", "Ce qui a été corrigé, et ce qu'il y avait avant"}, {NULL, NULL},
};

/* « cree_le »: « créé le ». */
static const char *name_words(struct arena *arena, const char *name)
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
	return text;
}

static const char *table_words(struct arena *arena, const char *table)
{
	return code_label_known(tables, table) ? code_label_find(tables, table) : letter_capital(arena, name_words(arena, table));
}

/* A day or a moment as French writes it; the lines of a long text after the first stand further in. */
static const char *value_words(struct arena *arena, const char *value)
{
	struct strbuf b = {0};
	struct moment m;
	char day[DATE_TEXT];
	const char *text;

	if (date_parse(value, &m.day))
		return arena_strdup(arena, date_format_numeric(m.day, day));
	if (moment_parse(value, &m))
		return arena_format(arena, "%s à %02d:%02d", date_format_numeric(m.day, day), m.minute / 60, m.minute % 60);
	for (const char *p = value; *p != '\0'; p++) {
		strbuf_add_n(&b, p, 1);
		if (*p == '\n')
			strbuf_add(&b, "      ");
	}
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return text;
}

static bool same_row(const struct held_value *a, const struct held_value *b)
{
	return strcmp(a->table, b->table) == 0 && strcmp(a->row, b->row) == 0;
}

/* The columns of one row: those with a value, then, on one line, those without. */
static size_t row_put(struct arena *arena, struct strbuf *b, const struct held_file *h, size_t first)
{
	const char *empty = "";
	size_t end = first;

	if (h->values[first].row[0] != '\0')
		strbuf_addf(b, "  %s%s\n", strspn(h->values[first].row, "0123456789") == strlen(h->values[first].row) ? "n° " : "",
		            h->values[first].row);
	for (; end < h->value_count && same_row(&h->values[first], &h->values[end]); end++) {
		const struct held_value *x = &h->values[end];
		const char *column = name_words(arena, x->column);

		if (*letter_or(x->value, "") != '\0')
			strbuf_addf(b, "    %s : %s\n", column, value_words(arena, x->value));
		else
			empty = arena_format(arena, "%s%s%s", empty, *empty != '\0' ? ", " : "", column);
	}
	if (*empty != '\0')
		strbuf_addf(b, "    sans valeur : %s\n", empty);
	return end;
}

static const char *values_of(struct arena *arena, const struct held_file *h, size_t *table_count)
{
	struct strbuf b = {0};
	const char *text, *table = "";

	*table_count = 0;
	for (size_t i = 0; i < h->value_count;) {
		if (strcmp(h->values[i].table, table) != 0) {
			table = h->values[i].table;
			strbuf_addf(&b, "%s%s\n", i > 0 ? "\n" : "", table_words(arena, table));
			++*table_count;
		}
		i = row_put(arena, &b, h, i);
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
	size_t table_count;

	(void)e;
	letter_fill_common(v, f, h->last_name, h->first_name, h->birth);
	value_set(v, "valeurs", values_of(v->arena, h, &table_count));
	value_set(v, "compte", arena_format(v->arena, "%s, dans %s", letter_count(v->arena, h->value_count, "valeur", "valeurs"),
	                                    letter_count(v->arena, table_count, "rubrique", "rubriques")));
	reading_rows(v, h);
	return true;
}
