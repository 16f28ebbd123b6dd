/* Reads keys.ini over the defaults of the action table. */
#include "config/keys_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config/ini_file.h"
#include "config/option_faults.h"

static void keys_apply(struct ini_file *f, struct keymap *map, struct rules_faults *faults)
{
	char message[256];

	for (size_t i = 0; i < f->section_count; i++)
		if (!f->sections[i].refused && strcmp(f->sections[i].name, "touches") != 0)
			option_fault_add(faults, f->sections[i].line, "", "section inconnue : attendu [touches]");
	for (size_t i = 0; i < f->key_count; i++) {
		const struct ini_key *k = &f->keys[i];
		const struct action *act = action_find(k->name);
		const char *value = ini_value(f, k->section, k->name);

		/* The keys of another section are not ours to judge. */
		if (strcmp(f->sections[k->section].name, "touches") != 0 && !f->sections[k->section].refused)
			continue;
		if (act == NULL)
			option_fault_add(faults, k->line, "",
			                 "action inconnue « %.60s » : liste dans jalon(1) ou « jalon afficher aide »", k->name);
		else if (value != NULL && !keymap_replace(map, act->id, value, message))
			option_fault_add(faults, k->line, "", "%s", message);
	}
	/* Conflicts are those of the whole: a file with other faults may not have them once mended. */
	if (faults->count == 0 && !keymap_check(map, message))
		option_fault_add(faults, 0, "", "%s", message);
}

bool keys_load(const char *dir, struct keymap *map, struct error *e)
{
	struct rules_faults faults = {0};
	struct ini_file f;
	char path[4096];
	bool ok;

	keymap_defaults(map);
	if ((size_t)snprintf(path, sizeof path, "%s/keys.ini", dir) >= sizeof path || access(path, F_OK) != 0)
		return true;
	ini_open(&f, path, "[touches]");
	option_faults_take(&faults, &f);
	keys_apply(&f, map, &faults);
	ini_close(&f);
	ok = option_faults_settle(&faults, path, e);
	if (!ok)
		keymap_free(map);
	return ok;
}

void keys_template(struct strbuf *out)
{
	strbuf_add(out, "; Touches de Jalon : action = \"touches\", séparées par des espaces.\n"
	                "; Une touche : un caractère (c, G, é), deux à la suite (gp), ou un nom : Entree, Echap, Espace, Tab,\n"
	                "; MajTab, Haut, Bas, Gauche, Droite, PageHaut, PageBas, Debut, Fin, Retour, Suppr, F1 à F12, Ctrl-a à\n"
	                "; Ctrl-z. Deux noms à la suite se joignent par + : g+F1. Entre guillemets simples pour la touche \".\n"
	                "; Chaque ligne porte le réglage d'origine : enlevez le point-virgule pour le changer.\n"
	                "; Deux actions d'un même écran ne partagent pas de touche : Jalon le dit au démarrage.\n"
	                "\n[touches]\n");
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		strbuf_addf(out, "; %s\n;%s = \"%s\"\n", actions[i].help, actions[i].name, actions[i].keys);
}

/* Text for mdoc: a backslash or a leading dot would be an order. */
static void mdoc_add(struct strbuf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\\')
			strbuf_add(out, "\\e");
		else
			strbuf_add_n(out, s, 1);
	}
}

void keys_manual(struct strbuf *out)
{
	struct keymap map;
	struct arena arena = {0};

	keymap_defaults(&map);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		strbuf_add(out, ".It Ic \\&");
		mdoc_add(out, keymap_show_all(&arena, &map, (enum action_id)i));
		strbuf_add(out, "\n");
		mdoc_add(out, actions[i].help);
		strbuf_addf(out, "\n.Pq action Cm %s\n", actions[i].name);
	}
	keymap_free(&map);
	arena_free(&arena);
}
