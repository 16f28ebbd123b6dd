/* Reads keys.ini over the defaults of the action table. */
#include "config/keys_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config/ini_file.h"

static bool keys_refuse(struct error *e, const char *path, int line, const char *what)
{
	const char *base = strrchr(path, '/');

	base = base == NULL ? path : base + 1;
	if (line > 0)
		error_set(e, ERR_CONFIG, "%s, ligne %d : %s", base, line, what);
	else
		error_set(e, ERR_CONFIG, "%s : %s", base, what);
	error_set_remedy(e, "Corrigez %s", path);
	return false;
}

static bool keys_section_known(const struct ini_file *f, const char *path, struct error *e)
{
	for (size_t i = 0; i < f->section_count; i++)
		if (strcmp(f->sections[i].name, "touches") != 0)
			return keys_refuse(e, path, f->sections[i].line, "section inconnue : attendu [touches]");
	return true;
}

static bool keys_apply(struct ini_file *f, const char *path, struct keymap *map, struct error *e)
{
	char message[256];

	for (size_t i = 0; i < f->key_count; i++) {
		const struct action *act = action_find(f->keys[i].name);
		const char *value = ini_value(f, f->sections[f->keys[i].section].name, f->keys[i].name);

		if (act == NULL) {
			snprintf(message, sizeof message, "action inconnue « %.60s » : liste dans jalon(1) ou « jalon afficher aide »",
			         f->keys[i].name);
			return keys_refuse(e, path, f->keys[i].line, message);
		}
		if (!keymap_replace(map, act->id, value != NULL ? value : "", message))
			return keys_refuse(e, path, f->keys[i].line, message);
	}
	if (!keymap_check(map, message))
		return keys_refuse(e, path, 0, message);
	return true;
}

bool keys_load(const char *dir, struct keymap *map, struct error *e)
{
	struct ini_file f;
	char path[4096];
	bool ok;

	keymap_defaults(map);
	if ((size_t)snprintf(path, sizeof path, "%s/keys.ini", dir) >= sizeof path || access(path, F_OK) != 0)
		return true;
	ini_open(&f, path);
	if (f.fault_count > 0)
		ok = keys_refuse(e, path, f.faults[0].line, f.faults[0].expected);
	else
		ok = keys_section_known(&f, path, e) && keys_apply(&f, path, map, e);
	ini_close(&f);
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
