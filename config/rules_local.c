/* local.ini changes rules that the sources leave to the agency, and says so in their remark. */
#include "config/rules_local.h"

#include <string.h>

#include "config/rules_section.h"

static const char *const local_keys[] = {"applique", "valeur", "unite", "alerte", "report", "motif", NULL};
static const char *const value_keys[] = {"valeur", "unite", "alerte", "report", NULL};

/* « REGIME code » or « REGIME code AAAA-MM-JJ »: the only version of that name, or NULL and a fault. */
static struct rule *local_find(struct rules_reader *r, struct rule *rules, size_t count)
{
	const char *name = r->ini->sections[r->section].name, *space = strchr(name, ' '), *code;
	enum regime regime = REGIME_NONE;
	struct rule *found = NULL;
	struct date from;
	size_t versions = 0;

	if (space != NULL)
		regime = regime_from_code(arena_strndup(r->arena, name, (size_t)(space - name)));
	if (regime == REGIME_NONE) {
		reader_fault(r, "", "[RÉGIME code] ou [RÉGIME code AAAA-MM-JJ], avec un régime connu");
		return NULL;
	}
	if (!reader_split_name(r, space + 1, &code, &from))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (rules[i].regime != regime || strcmp(rules[i].code, code) != 0)
			continue;
		if (date_is_set(from) && date_compare(rules[i].from, from) != 0)
			continue;
		found = &rules[i];
		versions++;
	}
	if (versions == 1)
		return found;
	reader_fault(r, "", versions == 0 ? "un paramètre qui existe dans les fichiers de règles"
	                                  : "la date de la version visée : [RÉGIME code AAAA-MM-JJ]");
	return NULL;
}

static void local_change_value(struct rules_reader *r, struct rule *rule)
{
	const struct rule_code *code = rule_code_find(rule->code);
	bool any = false;

	for (const char *const *key = value_keys; *key != NULL; key++) {
		if (reader_value(r, *key) == NULL)
			continue;
		any = true;
		if (rule->status != STATUS_LOCAL)
			reader_fault(r, *key, "un paramètre de statut local (celui-ci : %s) ; seul « applique » peut changer",
			             rule_status_code(rule->status));
		else if (rule->kind != KIND_CLOCK && (strcmp(*key, "alerte") == 0 || strcmp(*key, "report") == 0))
			reader_fault(r, *key, "un délai ; ce paramètre n'a ni alerte ni report");
	}
	if (!any || !r->good)
		return;
	reader_read_value(r, code, rule);
	if (rule->kind != KIND_CLOCK)
		return;
	if (reader_value(r, "valeur") != NULL) {
		rule->lead = rule_default_lead(rule->fixed, rule->value, rule->unit);
		rule->lead_unit = UNIT_DAY;
	}
	reader_read_lead(r, rule);
	reader_read_roll(r, rule);
}

static void local_apply_section(struct rules_reader *r, struct rule *rules, size_t count)
{
	struct rule *rule = r->ini->sections[r->section].refused ? NULL : local_find(r, rules, count);
	const char *reason;

	reader_check_keys(r, local_keys);
	if (rule == NULL)
		return;
	reader_read_applied(r, rule);
	local_change_value(r, rule);
	reason = reader_value(r, "motif");
	rule->remark = arena_format(r->arena, "%s%sfixé localement (local.ini)%s%s", rule->remark,
	                            rule->remark[0] != '\0' ? " ; " : "", reason != NULL && *reason != '\0' ? " : " : "",
	                            reason != NULL ? reason : "");
}

void rules_local_apply(const char *path, struct rule *rules, size_t count, struct arena *arena,
                       struct rules_faults *faults)
{
	struct ini_file ini;

	ini_open(&ini, path, "[RÉGIME code] ou [RÉGIME code AAAA-MM-JJ]");
	rules_fault_take(faults, "local.ini", &ini);
	for (size_t i = 0; ini.values != NULL && i < ini.section_count; i++) {
		struct rules_reader r = {&ini, "local.ini", i, faults, arena, true, true};

		local_apply_section(&r, rules, count);
	}
	ini_close(&ini);
}
