#!/bin/sh
# Runs test runners one after the other and counts: sh tests/run.sh VARIANT:SUITE...
#
# Criterion exits 0 when its filter matches nothing and does not see leaks, so this script also fails a runner
# that ran fewer tests than its sources hold, ran out of time, or left a sanitizer report.
# FILTER='suite/*' runs a part (then the count is not checked). The last line is « N passed, N failed ».
set -u

build=${BUILD:-build}
limit=${TEST_SECONDS:-900}
passed=0
failed=0

# One runner; adds to passed and failed.
run_suite() {
	variant=${1%%:*} suite=${1##*:}
	runner=$build/$variant/runners/$suite
	logs=$build/$variant/reports
	output=$build/$variant/$suite.log
	rm -rf "$logs"
	mkdir -p "$logs"
	logs=$(cd "$logs" && pwd)
	printf '\n== %s (%s)\n' "$suite" "$variant"
	{
		ASAN_OPTIONS=log_path=$logs/asan:detect_leaks=1:abort_on_error=0 \
			UBSAN_OPTIONS=log_path=$logs/ubsan:print_stacktrace=1:halt_on_error=1 \
			timeout -k 10 "$limit" "$runner" ${FILTER:+--filter "$FILTER"} 2>&1
		echo "exit status $?"
	} | tee "$output" | grep -v '^exit status '
	status=$(sed -n 's/^exit status //p' "$output" | tail -n 1)
	[ "$status" = 124 ] && echo "$suite: stopped after $limit s"
	count_suite
}

# Reads Criterion's closing line: « Synthesis: Tested: 3 | Passing: 2 | Failing: 1 | Crashing: 0 ».
count_suite() {
	line=$(sed -e 's/\x1b\[[0-9;]*m//g' "$output" | grep 'Synthesis: Tested:' | tail -n 1)
	# shellcheck disable=SC2046
	set -- $(printf '%s' "$line" | tr -cs '0-9' ' ')
	tested=${1:-0} passing=${2:-0} failing=$((${1:-0} - ${2:-0})) # Criterion counts a crash as a failure too
	expected=$(cat "tests/$suite"/*.c | grep -c '^Test(')
	if [ -n "${FILTER:-}" ]; then
		expected=1
	fi
	if [ "$tested" -lt "$expected" ] || [ "$expected" -eq 0 ]; then
		echo "$suite: $tested tests ran, the sources hold $expected"
		failing=$((failing + 1))
	fi
	for report in "$logs"/*; do
		[ -f "$report" ] || continue
		cat "$report"
		failing=$((failing + 1))
	done
	if [ "$status" != 0 ] && [ "$failing" -eq 0 ]; then
		echo "$suite: the runner ended with status ${status:-none}"
		failing=1
	fi
	passed=$((passed + passing))
	failed=$((failed + failing))
}

if [ $# -eq 0 ]; then
	echo 'usage: sh tests/run.sh VARIANT:SUITE...' >&2
	exit 2
fi
for wanted; do
	run_suite "$wanted"
done
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
