#!/bin/sh
# Runs fuzzers: sh tests/fuzz.sh FUZZER...  Each replays its corpus, tests/fuzz/corpus/NAME/ for fuzz_NAME;
# with FUZZ_SECONDS=60 it then looks further for a minute, keeping what it finds under the build folder.
set -eu

build=${BUILD:-build}
seconds=${FUZZ_SECONDS:-0}
for fuzzer; do
	name=${fuzzer##*/fuzz_}
	corpus=tests/fuzz/corpus/$name
	found=$build/fuzz/found/$name
	log=$build/fuzz/$name.log
	mkdir -p "$found"
	if [ ! -d "$corpus" ] || [ -z "$(ls "$corpus")" ]; then
		echo "fuzz $name: no corpus in $corpus" >&2
		exit 1
	fi
	set -- -runs=0
	[ "$seconds" -eq 0 ] || set -- "-max_total_time=$seconds"
	if ! "$fuzzer" "$@" "-artifact_prefix=$build/fuzz/" "$found" "$corpus" >"$log" 2>&1; then
		cat "$log"
		exit 1
	fi
	echo "fuzz $name: $(find "$corpus" -type f | wc -l) files of the corpus, $(tail -n 1 "$log")"
done
