/* The letters, by kind: what each may name, and what is common to all. See letter.h. */
#include "core/letters/letter.h"

#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/letters/letter_private.h"

#define COMMON_FIELDS "agence", "date", "nom", "identifiant", "naissance"

static const char *const contract_fields[] = {
	COMMON_FIELDS, "conseiller", "regime", "parcours", "debut", "fin", "version", "etat", "motif", "objectifs", "cible", "intensif", "colonnes",
	"signature_personne", "signature_structure", "signataire", "choix", NULL,
};
static const char *const third_fields[] = {"debiteur", "objet", "quand", NULL};
static const char *const version_fields[] = {"version", "etat", "motif", NULL};
static const struct letter_list_spec contract_lists[] = {{"tiers", third_fields}, {"versions", version_fields}, {NULL, NULL}};

static const char *const attendance_fields[] = {
	COMMON_FIELDS, "conseiller", "regime", "du", "au", "bilan", "bilan_heures", "rendez_vous_compte", "absences_compte", "rappels_compte", NULL,
};
static const char *const meeting_fields[] = {"jour", "heure", "type", "issue", NULL};
static const char *const week_fields[] = {"semaine", "cible", "declarees", "validees", "absents", "derogation", NULL};
static const char *const absence_fields[] = {"du", "au", "nature", "motif", NULL};
static const char *const reminder_fields[] = {"le", "canal", "pour", NULL};
static const struct letter_list_spec attendance_lists[] = {
	{"rendez_vous", meeting_fields}, {"semaines", week_fields}, {"absences", absence_fields}, {"rappels", reminder_fields},
	{NULL, NULL},
};

static const char *const held_fields[] = {COMMON_FIELDS, "compte", "valeurs", NULL};
static const char *const reading_fields[] = {"le", "role", "motif", NULL};
static const struct letter_list_spec held_lists[] = {{"lectures", reading_fields}, {NULL, NULL}};

static const char *const nine_fields[] = {COMMON_FIELDS, "conseiller", "regime", "bilan", NULL};
static const char *const point_fields[] = {"case", "numero", "libelle", "texte", NULL};
static const struct letter_list_spec nine_lists[] = {{"points", point_fields}, {NULL, NULL}};

/* Of a training request: the person's birth is no part of it, since some go to a funder. */
#define REQUEST_FIELDS "agence", "date", "nom", "identifiant", "conseiller", "intitule", "organisme", "financeur", "depot"

static const char *const workplace_fields[] = {
	REQUEST_FIELDS, "metier", "objectif", "mise_en_situation", "positionnement", "evaluation", "compte", NULL,
};
static const char *const period_fields[] = {"nature", "entreprise", "quand", "metier", "objectif", "bilan", NULL};
static const struct letter_list_spec workplace_lists[] = {{"periodes", period_fields}, {NULL, NULL}};

static const char *const project_fields[] = {
	REQUEST_FIELDS, "metier", "objectif", "lieu", "duree", "dates", "version", "projet", "evaluation", "contraintes", "ajustement",
	"points", "actions", NULL,
};
static const struct letter_list_spec project_lists[] = {{NULL, NULL}};

static const char *const pieces_fields[] = {REQUEST_FIELDS, "bilan", NULL};
static const char *const awaited_fields[] = {"piece", "demandee", "attendue", NULL};
static const char *const third_piece_fields[] = {"qui", "piece", "demandee", "attendue", NULL};
static const char *const received_fields[] = {"qui", "piece", "recue", NULL};
static const struct letter_list_spec pieces_lists[] = {
	{"vous", awaited_fields}, {"nous", awaited_fields}, {"autres", third_piece_fields}, {"recues", received_fields}, {NULL, NULL},
};

static const char *const answer_fields[] = {
	REQUEST_FIELDS, "reponse", "precision", "proposition", "contestation", "suite", "revenu", NULL,
};
static const char *const ground_fields[] = {"motif", NULL};
static const char *const cost_fields[] = {"cout", "texte", NULL};
static const struct letter_list_spec answer_lists[] = {{"motifs", ground_fields}, {"couts", cost_fields}, {NULL, NULL}};

const struct letter_spec letter_specs[LETTER_COUNT] = {
	[LETTER_CONTRACT] = {"contrat", contract_fields, contract_lists},
	[LETTER_ATTENDANCE] = {"assiduite", attendance_fields, attendance_lists},
	[LETTER_HELD] = {"detention", held_fields, held_lists},
	[LETTER_NINE] = {"neuf", nine_fields, nine_lists},
	[LETTER_WORKPLACE] = {"etat_descriptif", workplace_fields, workplace_lists},
	[LETTER_PROJECT] = {"projet", project_fields, project_lists},
	[LETTER_PIECES] = {"pieces", pieces_fields, pieces_lists},
	[LETTER_ANSWER] = {"reponse", answer_fields, answer_lists},
};

const char *letter_code(enum letter_kind k)
{
	return k < LETTER_COUNT ? letter_specs[k].code : "";
}

int letter_from_code(const char *code)
{
	for (int k = 0; k < LETTER_COUNT; k++)
		if (code != NULL && strcmp(letter_specs[k].code, code) == 0)
			return k;
	return -1;
}

bool letter_is_of_training(enum letter_kind k)
{
	return k == LETTER_WORKPLACE || k == LETTER_PROJECT || k == LETTER_PIECES || k == LETTER_ANSWER;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

const char *letter_day(struct arena *arena, struct date d, const char *absent)
{
	static const char *const months[] = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
	                                     "octobre", "novembre", "décembre"};
	int year, month, day;

	if (!date_is_set(d))
		return absent;
	date_split(d, &year, &month, &day);
	return arena_format(arena, "%d%s %s %d", day, day == 1 ? "er" : "", months[month - 1], year);
}

const char *letter_length(struct arena *arena, int minutes)
{
	if (minutes != 0 && minutes < 60)
		return arena_format(arena, "%d min", minutes);
	return minutes % 60 == 0 ? arena_format(arena, "%d h", minutes / 60)
	                         : arena_format(arena, "%d h %02d", minutes / 60, minutes % 60);
}

const char *letter_capital(struct arena *arena, const char *text)
{
	size_t first = text_next_cluster(text);

	return arena_format(arena, "%s%s", text_upper(arena, arena_strndup(arena, text, first)), text + first);
}

const char *letter_count(struct arena *arena, size_t count, const char *one, const char *many)
{
	return arena_format(arena, "%zu %s", count, count > 1 ? many : one);
}

/* --- filling ------------------------------------------------------------------------------------------------------ */

void letter_fill_common(struct letter_values *v, const struct letter_facts *f, const char *last, const char *first,
                        struct date birth)
{
	value_set(v, "agence", f->session->agency_name);
	value_set(v, "date", letter_day(v->arena, f->today.day, ""));
	value_set(v, "nom", french_name(v->arena, last, first));
	value_set(v, "identifiant", f->id);
	value_set(v, "naissance", letter_day(v->arena, birth, ""));
}

void letter_fill_person(struct letter_values *v, const struct letter_facts *f)
{
	const struct commitment_file *file = f->commitments;

	letter_fill_common(v, f, file->person.last_name, file->person.first_name, file->birth);
	value_set(v, "conseiller", letter_or(f->counsellor, "aucun référent désigné"));
}

static bool values_fill(struct letter_values *v, enum letter_kind k, const struct letter_facts *f, size_t rows, struct error *e)
{
	switch (k) {
	case LETTER_CONTRACT:
		return letter_fill_contract(v, f, e);
	case LETTER_ATTENDANCE:
		return letter_fill_attendance(v, f, rows, e);
	case LETTER_HELD:
		return letter_fill_held(v, f, e);
	case LETTER_NINE:
		return letter_fill_nine(v, f, e);
	case LETTER_WORKPLACE:
		return letter_fill_workplace(v, f, e);
	case LETTER_PROJECT:
		return letter_fill_project(v, f, e);
	case LETTER_PIECES:
		return letter_fill_pieces(v, f, e);
	case LETTER_ANSWER:
		return letter_fill_answer(v, f, e);
	case LETTER_COUNT:
		break;
	}
	return false;
}

static size_t lines_of(const char *text)
{
	size_t lines = 0;

	for (; *text != '\0'; text++)
		lines += *text == '\n';
	return lines;
}

static const char *file_name(struct arena *arena, enum letter_kind k, const struct letter_facts *f)
{
	char day[DATE_TEXT], *name = arena_format(arena, "%s-%s-%s.txt", letter_code(k), f->id, date_format(f->today.day, day));

	for (char *p = name; *p != '\0'; p++)
		if (strchr("/\\", *p) != NULL || (unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f)
			*p = '_';
	return name;
}

/* The relevé is one page: fewer rows of each list, the oldest left out and counted, until it is. */
enum { ROWS_MOST = 40, ROWS_LEAST = 2 };

bool letter_fill(struct arena *arena, const struct letter_templates *templates, enum letter_kind k,
                 const struct letter_facts *f, struct letter *out, struct error *e)
{
	static const char *const titles[LETTER_COUNT] = {
		"Contrat", "Relevé d'assiduité", "Ce que nous détenons", "Neuf points", "État descriptif", "Projet de formation",
		"Pièces à réunir", "Réponse du financeur"};

	for (size_t rows = ROWS_MOST; rows >= ROWS_LEAST; rows--) {
		struct letter_values v = letter_values_new(arena, k);

		if (!values_fill(&v, k, f, rows, e))
			return false;
		out->text = template_fill(&templates->letter[k], &v);
		out->title = arena_format(arena, "%s : %s", titles[k], v.fields[2]);
		if (k != LETTER_ATTENDANCE || lines_of(out->text) <= LETTER_PAGE_LINES)
			break;
	}
	out->file = file_name(arena, k, f);
	return true;
}
