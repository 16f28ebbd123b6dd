#!/bin/sh
# What the compiler does not check. Every fault is listed, then status 1.
#   sh tests/lint.sh layers            the walls of the house, long functions, scripts, manuals: part of « make check »
#   sh tests/lint.sh tools FILE.c...   cppcheck and clang-tidy: part of « make lint »
set -u

build=${BUILD:-build}
faults=0
# Left out: matters of taste, and what is wrong about arenas and small enumerations.
tidy_checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier'
tidy_checks=$tidy_checks',-bugprone-narrowing-conversions,-bugprone-assignment-in-if-condition,-bugprone-branch-clone'
tidy_checks=$tidy_checks',-bugprone-not-null-terminated-result,-bugprone-implicit-widening-of-multiplication-result,-bugprone-too-small-loop-variable,-bugprone-signed-char-misuse'
tidy_checks=$tidy_checks',clang-analyzer-core.*,clang-analyzer-unix.*,clang-analyzer-deadcode.*'

fault() {
	echo "lint: $*" >&2
	faults=$((faults + 1))
}

# forbid FOLDER PATTERN WHY [EXCEPTION]: no #include of the folder matches.
forbid() {
	[ -d "$1" ] || return 0
	found=$(grep -rnE --include='*.[ch]' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($2)" "$1" |
		grep -v "^${4:-/}:" || true)
	[ -z "$found" ] || fault "$3
$found"
}

# core_symbols: what the core archive asks of the outside; a clock, a file or an environment variable is not its own.
core_symbols() {
	found=$(nm -A -u "$build/release/libcore.a" 2>/dev/null | sed 's/@.*//' | awk '{ print $NF, $1 }' |
		grep -E '^(time|clock_gettime|gettimeofday|localtime(_r)?|gmtime(_r)?|mktime|fopen(64)?|freopen(64)?|open(64)?|openat(64)?|creat|popen|system|getenv|secure_getenv|rand|random|PQ[a-z].*|initscr|stdscr|w?add[n]?w?str) ')
	[ -z "$found" ] || fault "core has no clock, no file, no environment, no curses, no libpq:
$found"
}

long_functions() {
	# shellcheck disable=SC2046
	found=$(ctags --languages=C --kinds-C=f --fields=+ne -f - $(find core config sql tui tests -name '*.c') 2>/dev/null |
		awk -F'\t' '{
			first = last = 0
			for (i = 4; i <= NF; i++) {
				if ($i ~ /^line:/) first = substr($i, 6)
				if ($i ~ /^end:/) last = substr($i, 5)
			}
			if (last - first + 1 > 150) printf "%s:%d: %s has %d lines\n", $2, first, $1, last - first + 1
		}')
	[ -z "$found" ] || fault "a function has 150 lines at most:
$found"
}

layers() {
	forbid core '(ncursesw/|ncurses|curses|term\.h|libpq|iniparser)' 'core includes no curses, no libpq, no iniparser'
	forbid core '(tui|sql|config)/' 'core includes no other layer'
	forbid config '(tui|sql)/|ncurses|curses|libpq' 'config includes core only'
	forbid sql '(tui|config)/|ncurses|curses|term\.h' 'sql includes core only, no screen'
	forbid tui 'libpq|postgres' 'tui includes no libpq'
	core_symbols
	if command -v ctags >/dev/null; then
		long_functions
	else
		fault 'universal-ctags is missing (./bootstrap check installs it)'
	fi
	scripts
	manuals
	readme_screen
}

scripts() {
	find bootstrap .ci/run sql tests \( -name '*.sh' -o -path bootstrap -o -path .ci/run \) -exec shellcheck {} + ||
		fault 'shellcheck'
}

# mandoc's complaints about French, harmless: the first section is called NOM, and a summary may end in « é ».
manuals() {
	for page in man/*.[1-8]; do
		[ -f "$page" ] || continue
		found=$(mandoc -T lint -W warning "$page" | grep -v -e 'first section is not "NAME": Sh' \
			-e 'description line outside NAME section: Nd' -e 'trailing delimiter: Nd .*é$' || true)
		[ -z "$found" ] || fault "mandoc:
$found"
	done
}

# The README's screen is the golden one, so that it cannot go stale.
readme_screen() {
	awk '/^```/ { if (inside) exit; inside = 1; next } inside' README.md |
		diff - tests/screen/golden/portefeuille_80x24.txt >/dev/null ||
		fault 'the screen of README.md differs from tests/screen/golden/portefeuille_80x24.txt'
}

tools() {
	cppcheck --quiet --std=c11 --language=c --inline-suppr --error-exitcode=1 -j 2 \
		--enable=warning,performance,portability --suppress=missingIncludeSystem -I. "$@" ||
		fault 'cppcheck'
	printf '%s\n' "$@" | xargs -P 2 -n 8 sh tests/lint.sh tidy || fault 'clang-tidy'
}

case ${1:-} in
layers) layers ;;
tools)
	shift
	tools "$@"
	;;
tidy)
	shift
	# shellcheck disable=SC2086
	clang-tidy --quiet --warnings-as-errors='*' --checks="$tidy_checks" "$@" -- ${CLANG_FLAGS:-} 2>/dev/null
	exit
	;;
*)
	echo 'usage: sh tests/lint.sh layers | tools FILE.c...' >&2
	exit 2
	;;
esac
[ "$faults" -eq 0 ]
