/* The ready-made widgets. Popups are created on the heap and given to ui_show_popup(), which owns them;
 * each calls back once with what was chosen, or never when left by Esc. */
#ifndef JALON_WIDGETS_H
#define JALON_WIDGETS_H

#include <stddef.h>

#include "core/app/action.h"
#include "core/base/error.h"
#include "tui/widgets/popup.h"

/* --- list (not a popup): cursor, scroll, selection over rows that a screen paints -------------------- */
struct list {
	size_t count, cursor, top; /* top: first visible row */
	int height;                /* rows visible, set by paint */
	int select_columns;        /* columns in reverse video on the selected row; 0: the default, -1: all of them */
};
#define LIST_MARK 2            /* columns kept at the left of each row for « > »; paint_row gets what follows */
void list_set_count(struct list *l, size_t count);        /* keeps the cursor inside */
bool list_act(struct list *l, enum action_id action);     /* moves; true when it was a move */
/* The move that a raw key means inside a popup, ACTION_NONE when none. letters: j k g G count too. */
enum action_id list_move_of_key(int key, bool letters);
typedef void (*list_paint_row)(void *ctx, size_t index, struct rect line, bool selected);
/* Scrolls, paints `>` before the selected row, its reverse video, and places the hardware cursor on it. The rect
 * given to paint_row starts after the mark. */
void list_paint(struct list *l, struct rect area, list_paint_row paint_row, void *ctx);
/* The first row seen of count, of which height are seen, after a move of step rows. */
size_t scroll_by(size_t top, long step, size_t count, size_t height);
/* « filtre : evr — / change, Échap efface » on one row; nothing when the filter is "". */
void filter_paint(struct rect line, const char *filter);

/* --- one line of text with history, unaccented live callback ----------------------------------------- */
typedef void (*prompt_done)(struct ui *ui, void *ctx, const char *text);
/* changed (may be NULL) is called at each key (live filter); history_name groups past entries, NULL: none. */
struct popup *prompt_new(const char *label, const char *initial, const char *history_name,
                         prompt_done changed, prompt_done done, prompt_done cancelled, void *ctx);

/* --- one key among choices: « Contact : t téléphone  e entretien … », also yes/no --------------------- */
struct choice { int key; const char *label; int value; };
typedef void (*choice_done)(struct ui *ui, void *ctx, int value);
struct popup *choice_new(const char *question, const struct choice *choices, size_t count, choice_done done, void *ctx);
/* ctx is freed with free_ctx when the box goes (may be NULL). */
struct popup *choice_new_owning(const char *question, const struct choice *choices, size_t count, choice_done done,
                                void *ctx, void (*free_ctx)(void *));

/* --- form: labelled fields, Tab between them, Enter or Ctrl-S sends, Esc asks if something was typed --- */
enum field_kind { FIELD_TEXT, FIELD_DATE, FIELD_NUMBER, FIELD_CHOICE, FIELD_FLAG,
	FIELD_LINES /* several lines: Enter is a line end, Tab leaves */ };
struct code_label;
struct field_spec {
	const char *name;     /* as in error.field */
	const char *label;    /* French */
	const char *hint;     /* shown while in the field: format, range */
	enum field_kind kind;
	const struct code_label *choices; /* FIELD_CHOICE, NULL-terminated; must outlive the form */
	const char *initial;
	bool required;
	size_t max;           /* characters; 0: 200 */
	int rows;             /* FIELD_LINES: of its window, 0: 4 */
	int width;            /* columns of its value, 0: all that is left of the row */
	bool whole;           /* FIELD_TEXT: a digit typed first replaces what is offered, as in a date or a number (an hour) */
	bool beside;          /* on the row of the field before it, whose width is set; its label is not shown */
};
/* done returns true to close; on false the form stays, the cursor on e->field, the message shown. Values are
 * trimmed and NFC; a date is "" or AAAA-MM-JJ (JJ/MM/AAAA is accepted and turned), a number "" or digits, a
 * choice "" or its code, a flag "oui" or "non". Required fields and these formats are checked before done. */
typedef bool (*form_done)(struct ui *ui, void *ctx, const char *const *values, struct error *e);
/* ctx is freed with free_ctx when the form goes (may be NULL). */
struct popup *form_new(const char *title, const struct field_spec *fields, size_t count, form_done done,
                       void *ctx, void (*free_ctx)(void *));
/* Text above the fields, to be read while typing: each line is wrapped, and cut after two rows. Before it is shown. */
void form_explain(struct popup *form, const char *const *lines, size_t count);
/* What Ctrl-S does, in the bar of its keys: « enregistrer » unless told. Before it is shown. */
void form_verb(struct popup *form, const char *verb);
/* The form comes back after a refusal: what it holds is unsaved from the start, and it says why. */
void form_returned(struct popup *form, const struct error *e);

/* --- note editor: several lines, UTF-8, undo (Ctrl-Z), wrap; Ctrl-S saves, Ctrl-P private/shared ------- */
typedef bool (*editor_done)(struct ui *ui, void *ctx, const char *text, bool flag, struct error *e);
struct popup *editor_new(const char *title, const char *initial, const char *flag_label, bool flag,
                         size_t max_characters, editor_done done, void *ctx, void (*free_ctx)(void *));
void editor_returned(struct popup *editor, const struct error *e); /* as form_returned() */

/* --- text box: read-only lines, scrolls (« Pourquoi ? ») ----------------------------------------------- */
struct popup *textbox_new(const char *title, const char *const *lines, size_t count); /* copies */

/* --- chooser: a filtered list, Enter picks -------------------------------------------------------------- */
struct popup *chooser_new(const char *title, const struct code_label *items, size_t count, /* copies */
                          void (*done)(struct ui *ui, void *ctx, const char *code), void *ctx, void (*free_ctx)(void *));
/* The first item stays whatever is typed, and the cursor starts on the second: a way out of a long list. */
void chooser_keep_first(struct popup *chooser);

/* --- several among a list: Space takes or gives back, Enter ends with least..most of them, in the list's order ----- */
typedef void (*picklist_done)(struct ui *ui, void *ctx, const char *const *codes, size_t count);
struct popup *picklist_new(const char *title, const struct code_label *items, size_t count, size_t least, size_t most,
                           picklist_done done, void *ctx, void (*free_ctx)(void *)); /* copies the items */
void picklist_take(struct popup *picklist, const char *code); /* taken from the start; before it is shown */

/* --- a text to read, then yes or no; yes and no: what they do, for the bar; done is called either way ------------- */
struct popup *confirm_new(const char *title, const char *const *lines, size_t count, const char *yes, const char *no,
                          void (*done)(struct ui *ui, void *ctx, bool yes), void *ctx, void (*free_ctx)(void *));

/* --- palette of actions, which-key box -------------------------------------------------------------------- */
struct popup *palette_new(struct ui *ui);
void which_key_paint(struct ui *ui, struct rect screen); /* painted by the loop while a prefix waits */

/* --- entries of the prompts, kept by the ui until the end ---------------------------------------------------- */
struct prompt_history;
void prompt_histories_free(struct prompt_history *first);

#endif
