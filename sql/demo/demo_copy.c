/* Rows in COPY's text format: tabs between columns, \N for NULL, backslash before what would be read
 * otherwise. Moments are written without a zone: the session's is the agency's (demo_data.c). */
#include "sql/demo/demo_copy.h"

#include <string.h>

/* ---- columns ---- */

static void put_tab(struct strbuf *out)
{
	if (out->len > 0 && out->s[out->len - 1] != '\n')
		strbuf_add_n(out, "\t", 1);
}

static void put_escaped(struct strbuf *out, const char *s)
{
	for (; *s != '\0'; s += *s != '\0') {
		size_t plain = strcspn(s, "\\\n\t\r");

		strbuf_add_n(out, s, plain);
		s += plain;
		if (*s == '\0')
			return;
		strbuf_add(out, *s == '\\' ? "\\\\" : *s == '\n' ? "\\n" : *s == '\t' ? "\\t" : "\\r");
	}
}

static void put_text(struct strbuf *out, const char *s)
{
	put_tab(out);
	put_escaped(out, s);
}

static void put_int(struct strbuf *out, long value)
{
	put_tab(out);
	strbuf_addf(out, "%ld", value);
}

static void put_bool(struct strbuf *out, bool value)
{
	put_text(out, value ? "t" : "f");
}

static void put_null(struct strbuf *out)
{
	put_tab(out);
	strbuf_add(out, "\\N");
}

static void put_date(struct strbuf *out, struct date d)
{
	char text[DATE_TEXT];

	if (!date_is_set(d))
		put_null(out);
	else
		put_text(out, date_format(d, text));
}

static void put_moment(struct strbuf *out, struct moment m)
{
	char text[MOMENT_TEXT];

	if (!moment_is_set(m))
		put_null(out);
	else
		put_text(out, moment_format(m, text));
}

static void put_period(struct strbuf *out, const struct demo_appointment *a)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT];
	struct moment end = { a->start.day, a->start.minute + a->minutes };

	put_tab(out);
	strbuf_addf(out, "[%s,%s)", moment_format(a->start, from), moment_format(end, to));
}

static void put_login(struct strbuf *out, const struct demo_data *d, int account)
{
	put_text(out, d->accounts[account].login);
}

/* What an import carries with a dated period: recorded at nine on its first day, by the one in charge. */
static void put_recorded(struct strbuf *out, const struct demo_data *d, struct date day, int account)
{
	put_moment(out, (struct moment){ day, 9 * 60 });
	put_login(out, d, account);
}

static void put_line_end(struct strbuf *out)
{
	strbuf_add_n(out, "\n", 1);
}

/* ---- accounts, households, people ---- */

static void write_agency(struct strbuf *out, const struct demo_data *d)
{
	(void)d;
	put_int(out, 1);
	put_text(out, DEMO_AGENCY_CODE);
	put_text(out, DEMO_AGENCY_NAME);
	put_text(out, DEMO_DEPARTMENT);
	put_text(out, "Europe/Paris");
	put_line_end(out);
}

static void write_accounts(struct strbuf *out, const struct demo_data *d)
{
	for (int i = 0; i < DEMO_ACCOUNTS; i++) {
		const struct demo_account *a = &d->accounts[i];

		put_int(out, 1);
		put_text(out, a->login);
		put_text(out, a->last);
		put_text(out, a->first);
		put_text(out, role_code(a->role));
		put_int(out, a->quotite);
		put_int(out, a->half_days);
		put_date(out, a->from);
		put_line_end(out);
	}
}

static void write_households(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->household_count; i++) {
		const struct demo_household *h = &d->households[i];

		put_int(out, 1);
		put_int(out, (long)i + 1);
		put_int(out, h->size);
		put_text(out, h->composition);
		put_bool(out, h->increased);
		put_text(out, "import");
		put_line_end(out);
	}
}

static void write_people(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		put_int(out, 1);
		put_int(out, p->number);
		put_text(out, p->id);
		put_text(out, p->last);
		put_text(out, p->first);
		put_date(out, p->birth);
		put_text(out, p->phone);
		put_text(out, p->email);
		put_text(out, p->town);
		put_text(out, p->language);
		put_int(out, p->household + 1);
		put_recorded(out, d, p->entry, p->referents[0].account);
		put_text(out, "import");
		put_line_end(out);
	}
}

/* ---- courses ---- */

/* Who was in charge on that day, or at the very beginning. */
static int in_charge(const struct demo_person *p, struct date day)
{
	int account = demo_referent_on(p, day);

	return account >= 0 ? account : p->referents[0].account;
}

static void write_passages(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		for (int k = 0; k < p->passage_count; k++) {
			const struct demo_passage *g = &p->passages[k];

			put_int(out, 1);
			put_int(out, p->number);
			put_text(out, regime_code(g->regime));
			put_date(out, g->from);
			put_date(out, g->to);
			put_text(out, g->reason);
			put_recorded(out, d, g->from, in_charge(p, g->from));
			put_text(out, "import");
			put_line_end(out);
		}
	}
}

static void write_follows(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		for (int k = 0; k < p->follow_count; k++) {
			const struct demo_follow *f = &p->follows[k];

			put_int(out, 1);
			put_int(out, p->number);
			put_text(out, follow_up_code(f->follow_up));
			put_date(out, f->from);
			put_date(out, f->to);
			put_recorded(out, d, f->from, in_charge(p, f->from));
			put_text(out, "import");
			put_line_end(out);
		}
	}
}

static void write_referents(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];

		for (int k = 0; k < p->referent_count; k++) {
			const struct demo_referral *r = &p->referents[k];

			put_int(out, 1);
			put_int(out, p->number);
			put_login(out, d, r->account);
			put_date(out, r->from);
			put_date(out, r->to);
			put_recorded(out, d, r->from, DEMO_SUPERVISOR);
			put_text(out, "import");
			put_line_end(out);
		}
	}
}

/* A replacement to come was decided at most a week ago. */
static struct date decided_on(const struct demo_data *d, const struct demo_replacement *x)
{
	struct date week_ago = date_add_days(d->today, -7), day = date_add_days(x->from, -7);

	return date_compare(day, week_ago) < 0 ? day : week_ago;
}

static void write_replacements(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->replacement_count; i++) {
		const struct demo_replacement *x = &d->replacements[i];

		put_int(out, 1);
		put_login(out, d, x->deputy);
		put_login(out, d, x->holder);
		if (x->person < 0)
			put_null(out);
		else
			put_int(out, d->people[x->person].number);
		put_date(out, x->from);
		put_date(out, x->to);
		put_recorded(out, d, decided_on(d, x), DEMO_SUPERVISOR);
		put_line_end(out);
	}
}

/* ---- appointments ---- */

static struct moment cancelled_at(const struct demo_data *d, const struct demo_appointment *a)
{
	struct moment eve = { date_add_days(a->start.day, -1), 16 * 60 };
	struct moment yesterday = { date_add_days(d->today, -1), 10 * 60 };

	if (!a->cancelled)
		return MOMENT_NONE;
	return moment_compare(eve, yesterday) < 0 ? eve : yesterday;
}

static struct moment given_at(const struct demo_data *d, const struct demo_appointment *a)
{
	struct date day = date_add_days(a->start.day, -21), latest = date_add_days(d->today, -2);

	return (struct moment){ date_compare(day, latest) < 0 ? day : latest, 9 * 60 };
}

static void write_appointments(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->appointment_count; i++) {
		const struct demo_appointment *a = &d->appointments[i];

		put_int(out, 1);
		put_text(out, a->id);
		put_login(out, d, a->account);
		put_period(out, a);
		put_text(out, a->kind);
		put_text(out, a->place);
		put_moment(out, cancelled_at(d, a));
		if (a->cancelled)
			put_login(out, d, a->account);
		else
			put_null(out);
		put_text(out, a->cancel_reason);
		if (a->confirmed) {
			put_text(out, a->confirm_reason);
			put_login(out, d, a->account);
		} else {
			put_null(out);
			put_null(out);
		}
		put_moment(out, given_at(d, a));
		put_login(out, d, a->account);
		put_text(out, "import");
		put_line_end(out);
	}
}

/* What a participation repeats of its séance (the composite foreign key). */
static void put_particulars(struct strbuf *out, const struct demo_data *d, const struct demo_appointment *a)
{
	put_period(out, a);
	if (a->cancelled)
		put_moment(out, cancelled_at(d, a));
	else
		put_text(out, "infinity");
	put_text(out, a->kind);
	put_text(out, a->place);
	put_login(out, d, a->account);
}

static void write_participations(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_participation *x = &d->participations[i];
		const struct demo_appointment *a = &d->appointments[x->appointment];

		put_int(out, 1);
		put_text(out, a->id);
		put_int(out, d->people[x->person].number);
		put_particulars(out, d, a);
		put_text(out, attendance_code(x->attendance));
		put_text(out, x->reason);
		put_text(out, x->conclusion);
		put_moment(out, x->recorded);
		if (moment_is_set(x->recorded))
			put_login(out, d, a->account);
		else
			put_null(out);
		put_moment(out, x->convoked);
		put_moment(out, x->received);
		put_moment(out, given_at(d, a));
		put_login(out, d, a->account);
		put_text(out, "import");
		put_line_end(out);
	}
}

/* ---- contacts, notes, freins ---- */

static void write_contacts(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->contact_count; i++) {
		const struct demo_contact *c = &d->contacts[i];

		put_int(out, 1);
		put_text(out, c->id);
		put_int(out, d->people[c->person].number);
		put_moment(out, c->at);
		put_text(out, channel_code(c->channel));
		put_bool(out, c->reached);
		put_text(out, c->text);
		put_login(out, d, c->account);
		put_moment(out, (struct moment){ c->at.day, c->at.minute + 5 });
		put_text(out, "import");
		put_line_end(out);
	}
}

static void write_notes(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->note_count; i++) {
		const struct demo_note *n = &d->notes[i];

		put_int(out, 1);
		put_text(out, n->id);
		put_int(out, d->people[n->person].number);
		put_moment(out, n->at);
		put_login(out, d, n->account);
		put_bool(out, n->private_note);
		put_text(out, n->text);
		put_text(out, "import");
		put_line_end(out);
	}
}

static void write_barriers(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->barrier_count; i++) {
		const struct demo_barrier *b = &d->barriers[i];
		const struct demo_person *p = &d->people[b->person];

		put_int(out, 1);
		put_text(out, b->id);
		put_int(out, p->number);
		put_text(out, b->kind);
		put_text(out, b->detail);
		put_date(out, b->since);
		put_date(out, b->lifted);
		if (date_is_set(b->lifted))
			put_login(out, d, in_charge(p, b->lifted));
		else
			put_null(out);
		put_login(out, d, in_charge(p, b->since));
		put_moment(out, (struct moment){ b->since, 12 * 60 });
		put_text(out, "import");
		put_line_end(out);
	}
}

#define FROM " FROM STDIN"

const struct demo_table demo_tables[] = {
	{ "agence", "COPY jalon.agence (agence_id, code, nom, departement, fuseau)" FROM, write_agency },
	{ "compte", "COPY jalon.compte (agence_id, login, nom, prenom, role, quotite, demi_journees, du)" FROM,
	  write_accounts },
	{ "foyer", "COPY jalon.foyer (agence_id, foyer_id, taille, composition, majoration, origine)" FROM,
	  write_households },
	{ "personne",
	  "COPY jalon.personne (agence_id, personne_id, identifiant, nom, prenom, naissance, telephone, courriel, commune, "
	  "langue, foyer_id, cree_le, cree_par, origine)" FROM,
	  write_people },
	{ "passage", "COPY jalon.passage (agence_id, personne_id, regime, du, au, motif_fin, saisi_le, saisi_par, origine)" FROM,
	  write_passages },
	{ "suivi", "COPY jalon.suivi (agence_id, personne_id, modalite, du, au, saisi_le, saisi_par, origine)" FROM,
	  write_follows },
	{ "referent", "COPY jalon.referent (agence_id, personne_id, login, du, au, saisi_le, saisi_par, origine)" FROM,
	  write_referents },
	{ "remplacement",
	  "COPY jalon.remplacement (agence_id, remplacant, titulaire, personne_id, du, au, saisi_le, saisi_par)" FROM,
	  write_replacements },
	{ "seance",
	  "COPY jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, annulee_le, annulee_par, "
	  "motif_annulation, confirmation, confirmation_par, saisi_le, saisi_par, origine)" FROM,
	  write_appointments },
	{ "participation",
	  "COPY jalon.participation (agence_id, seance_id, personne_id, periode, annulation, type, lieu, conseiller, "
	  "presence, motif, conclusion, saisi_le, saisi_par, convoque_le, recu_le, cree_le, cree_par, origine)" FROM,
	  write_participations },
	{ "contact",
	  "COPY jalon.contact (agence_id, contact_id, personne_id, le, canal, joint, texte, auteur, saisi_le, origine)" FROM,
	  write_contacts },
	{ "note", "COPY jalon.note (agence_id, note_id, personne_id, ecrite_le, auteur, privee, texte, origine)" FROM,
	  write_notes },
	{ "frein",
	  "COPY jalon.frein (agence_id, frein_id, personne_id, nature, detail, du, leve_le, leve_par, auteur, saisi_le, "
	  "origine)" FROM,
	  write_barriers },
};
const size_t demo_table_count = sizeof(demo_tables) / sizeof(demo_tables[0]);
