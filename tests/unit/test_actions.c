/* The table of actions is sane; every closed list has a code and a label for each value. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/app/action.h"
#include "core/base/text.h"
#include "core/portfolio/reasons.h"
#include "core/rules/load.h"

Test(actions, have_unique_names_labels_and_help)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action *a = &actions[i];

		cr_expect_eq((int)a->id, i);
		cr_expect(a->name[0] != '\0' && a->label[0] != '\0' && a->keys[0] != '\0', "%s", a->name);
		cr_expect(strlen(a->help) > 10, "%s has no help", a->name);
		cr_expect_neq(a->screens, 0u, "%s is offered nowhere", a->name);
		cr_expect_eq(strspn(a->name, "abcdefghijklmnopqrstuvwxyz.-"), strlen(a->name), "%s: iniparser lowers names", a->name);
		cr_expect_eq(action_find(a->name), a, "%s is not unique", a->name);
		cr_expect(text_width(a->label) <= 20, "%s: label too long for the bar", a->name);
	}
	cr_assert_null(action_find("rien"));
	cr_assert_null(action_find(""));
}

Test(actions, default_keys_parse_and_never_clash)
{
	struct keymap map;
	char message[256] = "";

	keymap_defaults(&map);
	cr_assert(keymap_check(&map, message), "%s", message);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		char shown[32];

		cr_expect_neq(keymap_show(&map, (enum action_id)i, shown)[0], '\0', "%s has no key", actions[i].name);
	}
	keymap_free(&map);
}

/* Five to eight keys matter on a screen (product.md, « Screens »). */
Test(actions, bars_hold_five_to_nine_keys)
{
	static const enum screen_id screens[] = {SCREEN_PORTFOLIO, SCREEN_FILE};

	for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
		int count = 0;

		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			count += actions[i].bar_rank > 0 && (actions[i].screens & ON(screens[s])) != 0;
		cr_expect(count >= 5 && count <= 9, "screen %d: %d", (int)screens[s], count);
	}
}

static void expect_label(const char *code, const char *label, const char *what, int value)
{
	cr_expect(code != NULL && code[0] != '\0', "%s %d has no code", what, value);
	cr_expect(label != NULL && label[0] != '\0', "%s %d has no label", what, value);
}

Test(labels, exist_for_every_value)
{
	for (int i = 0; i < FOLLOW_COUNT; i++) {
		expect_label(follow_up_code((enum follow_up)i), follow_up_label((enum follow_up)i), "follow_up", i);
		cr_expect_eq(follow_up_from_code(follow_up_code((enum follow_up)i)), i);
	}
	for (int i = 0; i < ATTENDANCE_COUNT; i++) {
		expect_label(attendance_code((enum attendance)i), attendance_label((enum attendance)i), "attendance", i);
		cr_expect_eq(attendance_from_code(attendance_code((enum attendance)i)), i);
	}
	for (int i = 0; i < CHANNEL_COUNT; i++) {
		expect_label(channel_code((enum channel)i), channel_label((enum channel)i), "channel", i);
		cr_expect_eq(channel_from_code(channel_code((enum channel)i)), i);
	}
	for (int i = ROLE_NONE + 1; i < ROLE_COUNT; i++) {
		expect_label(role_code((enum role)i), role_label((enum role)i), "role", i);
		cr_expect_eq((int)role_from_code(role_code((enum role)i)), i);
	}
	for (int i = 0; i < REASON_COUNT; i++)
		expect_label(reason_code_name((enum reason_code)i), reason_title((enum reason_code)i), "reason", i);
	for (int i = OWNER_ME; i <= OWNER_THIRD; i++)
		expect_label("-", owner_label((enum owner)i), "owner", i);
	for (int i = BAND_RED; i < BAND_NONE; i++)
		expect_label(band_code((enum band)i), band_code((enum band)i), "band", i);
	for (int i = CLOCK_UNSET; i <= CLOCK_EXPIRED; i++)
		expect_label("-", clock_state_label((enum clock_state)i), "clock", i);
	for (int i = LOAD_NORMAL; i <= LOAD_ABOVE_MAXIMUM; i++)
		expect_label("-", load_level_label((enum load_level)i), "load", i);
	for (int i = REGIME_NONE + 1; i < REGIME_COUNT; i++)
		expect_label(regime_code((enum regime)i), regime_label((enum regime)i), "regime", i);
	for (int i = 0; i < STATUS_COUNT; i++)
		expect_label(rule_status_code((enum rule_status)i), rule_status_label((enum rule_status)i), "status", i);
	for (int i = DEBTOR_NONE + 1; i < DEBTOR_COUNT; i++)
		expect_label(debtor_code((enum debtor)i), debtor_label((enum debtor)i), "debtor", i);
}

Test(labels, unknown_codes_are_refused_or_shown_as_they_are)
{
	cr_assert_eq(follow_up_from_code("x"), -1);
	cr_assert_eq(channel_from_code(""), -1);
	cr_assert_eq(attendance_from_code(NULL), -1);
	cr_assert_eq(role_from_code("roi"), ROLE_NONE);
	cr_assert_eq(role_from_code(""), ROLE_NONE);
	cr_assert_str_eq(code_label_find(barrier_kinds, "logement"), "logement");
	cr_assert_str_eq(code_label_find(barrier_kinds, "inconnu_ici"), "inconnu_ici");
}

static void expect_list(const struct code_label *list)
{
	for (const struct code_label *k = list; k->code != NULL; k++) {
		expect_label(k->code, k->label, "list", (int)(k - list));
		cr_expect_eq(strspn(k->code, "abcdefghijklmnopqrstuvwxyz_"), strlen(k->code), "%s", k->code);
		for (const struct code_label *other = list; other < k; other++)
			cr_expect_str_neq(other->code, k->code);
	}
}

Test(labels, closed_lists_are_unique)
{
	expect_list(barrier_kinds);
	expect_list(appointment_kinds);
	expect_list(appointment_places);
}
