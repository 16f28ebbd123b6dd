/* The loop and the widgets in a real terminal: what is typed, what is seen, what is never lost. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/scene.h"
#include "tests/support/golden.h"

static struct pty_screen *start(void)
{
	struct pty_screen *p = scene_start("simple", 24, 80, NULL);
	pty_expect(p, "mlegoff");
	pty_expect(p, "BERNARD");
	return p;
}

static void leave(struct pty_screen *p)
{
	pty_send(p, "Q");
	pty_expect_exit(p, 0);
	cr_expect(pty_is_cooked(p), "the tty is given back");
	cr_expect_not(pty_altscreen(p));
	cr_expect_eq(pty_reply_bytes(p), 0, "nothing is asked of the terminal");
	pty_close(p);
}

static bool at_cursor(struct pty_screen *p, void *text)
{
	int row, column;
	pty_cursor(p, &row, &column);
	return strstr(pty_row(p, row), text) != NULL;
}

/* The program ends its painting by putting the cursor at the left of the selected row: nothing more is to come. */
static bool at_selection(struct pty_screen *p, void *text)
{
	int row, column;
	pty_cursor(p, &row, &column);
	return column == 0 && pty_row(p, row)[0] == '>' && strstr(pty_row(p, row), text) != NULL;
}

#define expect_selected(p, text) \
	cr_assert(pty_wait_until((p), at_selection, (void *)(text), PTY_PATIENCE), "not on « %s »:\n%s", text, pty_dump(p))
#define expect_cursor_on(p, text) \
	cr_assert(pty_wait_until((p), at_cursor, (void *)(text), PTY_PATIENCE), "cursor not on « %s »:\n%s", text, pty_dump(p))

Test(screen_frame, title_bar_and_cursor)
{
	struct pty_screen *p = start();
	expect_cursor_on(p, "> BERNARD");
	cr_expect(pty_cursor_visible(p));
	cr_expect(strstr(pty_row(p, 0), "Jalon · Agence de Vitré") != NULL);
	cr_expect(strstr(pty_row(p, 0), "Portefeuille") != NULL);
	cr_expect(strstr(pty_row(p, 0), "ven. 20 nov. 2026") != NULL);
	cr_expect(strstr(pty_row(p, 23), "? aide") != NULL);
	cr_expect(strstr(pty_row(p, 23), ": actions") != NULL);
	pty_send(p, "j<Down>");
	expect_cursor_on(p, "> DIALLO");
	int row, column;
	pty_find(p, "DIALLO", &row, &column);
	cr_expect(pty_attributes(p, row, column) & PTY_REVERSE, "reverse video beside the mark");
	pty_send(p, "G");
	expect_cursor_on(p, "ÉVRARD Chloé 60");
	pty_send(p, "gg");
	expect_cursor_on(p, "BERNARD Aïcha 1");
	leave(p);
}

static size_t bytes_of(struct pty_screen *p, const char *key, const char *then)
{
	size_t before = pty_bytes(p);
	pty_send(p, key);
	expect_selected(p, then);
	return pty_bytes(p) - before;
}

Test(screen_frame, a_move_costs_at_most_250_bytes)
{
	static const char *const terms[] = {"TERM=xterm-256color", "TERM=linux", "TERM=screen", "TERM=tmux", "TERM=vt100"};
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct pty_screen *p = scene_start("simple", 24, 80, (char *[]){(char *)(size_t)terms[i], NULL});
		pty_expect(p, "mlegoff");
		pty_send(p, "j");
		expect_selected(p, "COLLET Jean-Marc 2");
		cr_expect_leq(bytes_of(p, "j", "DIALLO Mamadou 3"), 250, "%s", terms[i]);
		cr_expect_leq(bytes_of(p, "j", "ÉVRARD Chloé 4"), 250, "%s", terms[i]);
		cr_expect_leq(bytes_of(p, "k", "DIALLO Mamadou 3"), 250, "%s", terms[i]);
		leave(p);
	}
}

Test(screen_frame, scrolling_costs_at_most_400_bytes)
{
	struct pty_screen *p = start();
	pty_send(p, "jjjjjjjjjjjjjjjjjj");
	expect_selected(p, "DIALLO Mamadou 19");
	size_t bytes = bytes_of(p, "j", "ÉVRARD Chloé 20");
	cr_expect_leq(bytes, 400, "%zu", bytes);
	bytes = bytes_of(p, "j", "L'HÉRITIER Noël 21");
	cr_expect_leq(bytes, 400, "%zu", bytes);
	leave(p);
}

Test(screen_frame, resize_and_too_small)
{
	struct pty_screen *p = start();
	pty_resize(p, 40, 140);
	pty_expect(p, "DIALLO Mamadou 35");
	pty_resize(p, 5, 20);
	pty_expect(p, "Fenêtre trop");
	pty_send(p, "jjn");
	pty_resize(p, 5, 30); /* answered after the keys before it */
	pty_expect(p, "Fenêtre trop petite : il");
	pty_resize(p, 24, 80);
	pty_expect(p, "? aide");
	expect_cursor_on(p, "BERNARD Aïcha 1");
	cr_expect_not(pty_find(p, "Ctrl-S", &(int){0}, &(int){0}), "keys typed blind do nothing");
	pty_resize(p, 15, 80);
	pty_expect(p, "q quitte");
	pty_send(p, "q");
	pty_expect_exit(p, 0);
	pty_close(p);
}

Test(screen_frame, what_is_typed_survives_a_small_window)
{
	struct pty_screen *p = start();
	pty_send(p, "nMoitié");
	pty_expect(p, "Moitié");
	pty_resize(p, 10, 40);
	pty_expect(p, "n'est pas");
	pty_send(p, "q");
	pty_resize(p, 10, 58); /* answered after the key before it */
	pty_expect(p, "16. Agrandissez-la");
	pty_resize(p, 24, 80);
	pty_expect(p, "Moitié");
	pty_send(p, "<C-s>");
	pty_expect(p, "✓ note [Moitié] privée");
	leave(p);
}

Test(screen_frame, which_key_box)
{
	struct pty_screen *p = start();
	pty_send(p, "g");
	pty_expect(p, "recherche");
	pty_expect(p, "messages");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "recherche");
	pty_send(p, "gz");
	pty_expect(p, "« gz » ne sert pas ici");
	leave(p);
}

/* Painting goes down, then the cursor goes up to where one types: the low text is there and the cursor above it. */
static bool painted_down_to(struct pty_screen *p, void *low)
{
	int row, column, cursor;
	if (!pty_find(p, low, &row, &column))
		return false;
	pty_cursor(p, &cursor, &column);
	return cursor < row;
}

static void expect_golden(struct pty_screen *p, const char *keys, char *low, const char *name)
{
	pty_send(p, keys);
	cr_assert(pty_wait_until(p, painted_down_to, low, PTY_PATIENCE), "%s:\n%s", name, pty_dump(p));
	golden_expect_screen(name, p);
}

Test(screen_frame, golden_popups)
{
	struct pty_screen *p = start();
	pty_send(p, "j");
	expect_selected(p, "COLLET");
	expect_golden(p, "g", "└────────────────────────────────┘", "widgets-touche-prefixe");
	expect_golden(p, "<Esc>:redes", "(tapez un nom)", "widgets-palette");
	expect_golden(p, "<Esc>eÉVRARD<Tab>12/13/2024<C-s>", "!! Naissance : cette date n'existe pas, JJ/MM/AAAA attendu",
		"widgets-formulaire");
	expect_golden(p, "<Esc>onUn été à l'agence.<Enter>Une deuxième ligne, assez longue pour devoir être coupée au bord.",
		"84 / 400", "widgets-editeur");
	expect_golden(p, "<Esc>oc", "Une des touches ci-dessus  Échap abandonner", "widgets-choix");
	pty_send(p, "<Esc>");
	leave(p);
}

Test(screen_frame, messages_are_kept)
{
	struct pty_screen *p = start();
	pty_send(p, "ct");
	pty_expect(p, "✓ choix 1");
	pty_send(p, "j");
	pty_expect_gone(p, "choix 1");
	pty_send(p, "gm");
	pty_expect(p, "choix 1");
	pty_send(p, "q");
	expect_cursor_on(p, "COLLET");
	leave(p);
}

Test(screen_frame, slow_connection_is_a_word)
{
	struct pty_screen *p = scene_start("slow", 24, 80, NULL);
	pty_expect(p, "lent");
	pty_send(p, "j");
	expect_cursor_on(p, "COLLET");
	leave(p);
}

Test(prompt, filters_live_with_accents_and_history)
{
	struct pty_screen *p = start();
	pty_send(p, "/evr");
	pty_expect_gone(p, "BERNARD");
	pty_expect(p, "ÉVRARD Chloé 4");
	pty_send(p, "<Esc>");
	pty_expect(p, "BERNARD");
	pty_send(p, "/É<Enter>");
	pty_expect(p, "filtre : É — / change, Échap efface");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "filtre :");
	pty_expect(p, "BERNARD");
	pty_send(p, "/zoé<Enter>/<C-u>noel<Enter>");
	pty_expect(p, "filtre : noel");
	pty_send(p, "/<C-u><Up><Up>");
	pty_expect(p, "Filtrer : zoé");
	pty_send(p, "<Up>");
	pty_expect(p, "Filtrer : É");
	pty_send(p, "<Down><Down><Down><Home>x<Del><End>中e");
	pty_send_bytes(p, "\xcc\x81", 2); /* a combining accent, alone */
	pty_expect(p, "Filtrer : x中e\u0301");
	pty_send(p, "<C-c>");
	pty_expect(p, "filtre : noel");
	leave(p);
}

static bool bar_below(struct pty_screen *p, void *none)
{
	(void)none;
	return strstr(pty_row(p, 24), "Entrée valider") != NULL;
}

Test(prompt, an_accent_cut_by_the_network)
{
	struct pty_screen *p = start();
	pty_send(p, "/z");
	pty_expect(p, "Filtrer : z");
	pty_send_bytes(p, "\xc3", 1);
	pty_resize(p, 25, 80); /* the program has read the first half once it has answered this */
	cr_assert(pty_wait_until(p, bar_below, NULL, PTY_PATIENCE));
	pty_send_bytes(p, "\xa9", 1);
	pty_expect(p, "Filtrer : zé");
	pty_send(p, "<Esc>");
	leave(p);
}

Test(choice, one_key_answers)
{
	struct pty_screen *p = start();
	pty_send(p, "c");
	pty_expect(p, "a appel sans réponse");
	pty_send(p, "z");
	pty_send(p, "a");
	pty_expect(p, "choix 8");
	pty_send(p, "c<Esc>j");
	expect_cursor_on(p, "> COLLET");
	leave(p);
}

Test(form, errors_by_field_then_values)
{
	struct pty_screen *p = start();
	pty_send(p, "e");
	pty_expect(p, "en capitales");
	pty_send(p, "<C-s>");
	pty_expect(p, "!! Nom : à remplir");
	pty_send(p, "NON<Enter>31/02/2026<Tab><Tab>");
	pty_expect(p, "Sécurisation professionnelle");
	pty_send(p, "s<C-s>");
	pty_expect(p, "!! Naissance : cette date n'existe pas");
	expect_cursor_on(p, "> Naissance");
	pty_send(p, "<C-u>3/2/1990<C-s>");
	pty_expect(p, "!! Ce nom est refusé");
	expect_cursor_on(p, "> Nom");
	pty_send(p, "<C-u>ÉVRARD<S-Tab><Space><Enter>");
	pty_expect(p, "formulaire [ÉVRARD|1990-02-03|1|CSP|oui]");
	leave(p);
}

Test(form, asks_before_dropping_what_was_typed)
{
	struct pty_screen *p = start();
	pty_send(p, "e");
	pty_expect(p, "en capitales");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "en capitales");
	pty_send(p, "eAB<Esc>");
	pty_expect(p, "Abandonner la saisie ?");
	pty_send(p, "n");
	pty_expect_gone(p, "Abandonner la saisie ?");
	pty_expect(p, "AB");
	pty_send(p, "<C-c>o");
	pty_expect_gone(p, "Inscrire");
	leave(p);
}

Test(editor, several_lines_undo_and_save)
{
	struct pty_screen *p = start();
	pty_send(p, "n<C-s>");
	pty_expect(p, "!! La note est vide");
	pty_send(p, "Première ligne<Enter>second<C-z>");
	pty_expect_gone(p, "second");
	pty_send(p, "<C-y>");
	pty_expect(p, "second");
	pty_send(p, "<Up><Home>« <C-p><C-s>");
	pty_expect(p, "note [« Première ligne|second] partagée");
	leave(p);
}

Test(editor, long_text_wraps_and_scrolls)
{
	struct pty_screen *p = start();
	pty_send(p, "n");
	for (int i = 0; i < 30; i++)
		pty_send(p, "ligne<Enter>");
	pty_send(p, "fin de la note");
	pty_expect(p, "fin de la note");
	expect_cursor_on(p, "fin de la note");
	pty_send(p, "<Esc>o");
	leave(p);
}

Test(textbox, reads_and_closes)
{
	struct pty_screen *p = start();
	pty_send(p, "w");
	pty_expect(p, "Source : 003:4405");
	pty_send(p, "q");
	pty_expect_gone(p, "Source");
	leave(p);
}

Test(chooser, filters_and_picks)
{
	struct pty_screen *p = start();
	pty_send(p, "fsante");
	pty_expect_gone(p, "Mobilité");
	pty_send(p, "<Enter>");
	pty_expect(p, "pris sante");
	pty_send(p, "f<Down><Enter>");
	pty_expect(p, "pris garde");
	leave(p);
}

Test(palette, finds_performs_and_says_why_not)
{
	struct pty_screen *p = start();
	pty_send(p, ":annul");
	pty_expect(p, "rien à annuler");
	pty_send(p, "<C-u>pourquoi<Enter>");
	pty_expect(p, "Source : 003:4405");
	pty_send(p, "<Esc>u");
	pty_expect(p, "Rien à annuler");
	leave(p);
}

Test(help, this_screen_first_and_filter)
{
	struct pty_screen *p = start();
	pty_send(p, "?");
	pty_expect(p, "Aide");
	pty_expect(p, "Écrit une note sur la personne");
	pty_send(p, "/redess");
	pty_expect(p, "Redessine tout l'écran");
	pty_expect_gone(p, "Écrit une note sur la personne");
	pty_send(p, "<C-u>refaire");
	pty_expect(p, "Dans une saisie");
	pty_expect_gone(p, "Redessine");
	pty_send(p, "<Enter><Esc>");
	pty_expect(p, "Écrit une note sur la personne");
	pty_send(p, "<Esc>");
	expect_cursor_on(p, "BERNARD");
	leave(p);
}

static void paste(struct pty_screen *p, const char *bytes) { pty_send_bytes(p, bytes, strlen(bytes)); }

Test(paste, is_text_never_orders)
{
	struct pty_screen *p = start();
	paste(p, "\033[200~Qjjn\r\nQ\033[201~");
	pty_expect(p, "Texte collé laissé de côté");
	expect_cursor_on(p, "BERNARD Aïcha 1");
	pty_send(p, "n");
	paste(p, "\033[200~un\r\ndeux \033[31m\tété\033[201~");
	pty_send(p, " fin<C-s>");
	pty_expect(p, "note [un|deux [31m été fin] privée");
	pty_send(p, "e");
	pty_expect(p, "en capitales");
	paste(p, "\033[200~A\nB\033[201~");
	pty_expect(p, "A B");
	pty_send(p, "<Esc>");
	pty_expect(p, "Abandonner");
	paste(p, "\033[200~o\033[201~");
	pty_send(p, "n");
	pty_expect_gone(p, "Abandonner");
	pty_expect(p, "A B");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Inscrire");
	leave(p);
}

Test(leave, asks_when_a_write_is_unsettled)
{
	struct pty_screen *p = scene_start("unsettled", 24, 80, NULL);
	pty_expect(p, "mlegoff");
	pty_send(p, "Q");
	pty_expect(p, "attend encore la réponse de la base");
	pty_send(p, "n");
	pty_expect_gone(p, "attend encore");
	pty_send(p, "Qo");
	pty_expect_exit(p, 0);
	pty_close(p);
}
