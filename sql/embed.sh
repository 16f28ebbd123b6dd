#!/bin/sh
# Prints the C source that holds the given SQL files as texts (see sql/texts.h). Called by the Makefile:
#   sh sql/embed.sh sql/migrations/001_x.sql ... sql/queries/y.sql ...
set -eu

# The text of a file as C string literals, one per line; « ? » is escaped because of trigraphs.
literal() {
	sed -e 's/[\\"?]/\\&/g' -e 's/^/\t\t"/' -e 's/$/\\n"/' "$1"
	[ -s "$1" ] || printf '\t\t""\n'
}

# An array for each file, the migrations in a section of their own: among all other constants of the program, they would be
# kept in memory by a session that needs none of them, with the pages of the words that it shows.
# array FILE [ATTRIBUTE]
array() {
	printf 'static const char %s[]%s =\n' "$(basename "$1" .sql | sed 's/^/text_/')" "${2:+ $2}"
	literal "$1"
	printf ';\n'
}

# texts ARRAY FOLDER FILE...: the files of that folder, by name.
texts() {
	array=$1 folder=$2 count=0
	shift 2
	for f; do
		case $f in "$folder"/*) array "$f" ;; esac
	done
	printf 'const struct sql_text %s[] = {\n' "$array"
	for f; do
		case $f in "$folder"/*) ;; *) continue ;; esac
		count=$((count + 1))
		printf '\t{ .name = "%s", .text = text_%s },\n' "$(basename "$f" .sql)" "$(basename "$f" .sql)"
	done
	printf '\t{ 0 },\n};\nconst size_t %s_count = %d;\n\n' "$array" "$count"
}

# The kernel reads a program by large pieces: the migrations begin one of their own.
migrations() {
	count=0
	printf '__asm__(".pushsection .migrations, \\"a\\"\\n.balign 131072\\n.popsection");\n'
	for f; do
		case $f in sql/migrations/*) array "$f" '__attribute__((section(".migrations")))' ;; esac
	done
	printf 'const struct sql_migration sql_migrations[] = {\n'
	for f; do
		case $f in sql/migrations/*) ;; *) continue ;; esac
		count=$((count + 1))
		base=$(basename "$f" .sql)
		number=$(printf '%s' "${base%%_*}" | sed 's/^0*//')
		if [ "${number:-0}" != "$count" ]; then
			printf '%s: migrations are numbered from 001 without a gap, %d expected here\n' "$f" "$count" >&2
			exit 1
		fi
		printf '\t{ .number = %d, .name = "%s",\n' "$count" "${base#*_}"
		printf '\t  .checksum = "%s", .text = text_%s },\n' "$(sha256sum <"$f" | cut -c 1-64)" "$base"
	done
	printf '\t{ 0 },\n};\nconst size_t sql_migrations_count = %d;\n\n' "$count"
}

printf '/* Made by sql/embed.sh from the .sql files; not to be edited. */\n#include "sql/texts.h"\n\n'
migrations "$@"
texts sql_queries sql/queries "$@"
