# Jalon: one Makefile, no recursion. Sources are found by name, so a new .c or .sql file needs no edit here.
#
#   make            builds build/jalon                make check      lints the layers, runs every test
#   make demo       opens the private demonstration   make lint       gcc, clang, cppcheck, clang-tidy, shellcheck, mandoc
#   make install    DESTDIR= PREFIX=/usr/local        make sanitize   every test under ASan, UBSan and LeakSanitizer
#   make bench      measures against psql             make fuzz       replays the corpora, FUZZ_SECONDS=60 looks further
#   make endurance  kills, crashes, cuts, ssh: long    RUNS='kills 100 crashes 10' runs a part
#
# Four object trees (release, asan, clang, fuzz) live side by side under $(BUILD). BUILD=/elsewhere builds out of the tree.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:

BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 0
ifeq ($(origin CC),default)
CC = gcc
endif
CLANG ?= clang
AR = ar
# One short line per command; V=1 shows the whole of it.
ifeq ($(V),1)
say =
else
say = @printf '  %-7s %s\n' $(1) $(2);
endif

.PHONY: all install demo endurance check check-build lint lint-layers sanitize sanitize-build bench fuzz clean
all: $(BUILD)/jalon

# --- sources -------------------------------------------------------------------------------------------------------

LAYERS = tui sql config core
find_c = $(sort $(shell find $(1) -name '*.c' 2>/dev/null))
core_SRC := $(call find_c,core)
config_SRC := $(call find_c,config)
sql_SRC := $(call find_c,sql)
tui_SRC := $(filter-out tui/main.c,$(call find_c,tui))
MAIN_SRC := $(wildcard tui/main.c)
SQL_TEXTS := $(sort $(wildcard sql/migrations/[0-9]*_*.sql sql/queries/*.sql))

SUITES = unit db screen
unit_SRC := $(sort $(wildcard tests/unit/*.c))
db_SRC := $(sort $(wildcard tests/db/*.c))
screen_SRC := $(sort $(wildcard tests/screen/*.c))
support_SRC := $(sort $(wildcard tests/support/*.c))
bench_SRC := $(sort $(wildcard tests/bench/*.c))
fuzz_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
ENDURANCE = $(BUILD)/release/bin/endurance
FUZZERS = $(fuzz_SRC:tests/fuzz/%.c=$(BUILD)/fuzz/bin/%)
PRODUCT_SRC = $(core_SRC) $(config_SRC) $(sql_SRC) $(tui_SRC) $(MAIN_SRC)
TEST_SRC = $(unit_SRC) $(db_SRC) $(screen_SRC) $(support_SRC) $(bench_SRC) $(sort $(wildcard tests/endurance/*.c))

# --- flags ---------------------------------------------------------------------------------------------------------

WARNINGS = -Wall -Wextra -Werror -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
PG_INCLUDE := $(shell pg_config --includedir 2>/dev/null)
CPPFLAGS_ALL = -I. -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DJALON_DATADIR='"$(PREFIX)/share/jalon"' \
	$(if $(PG_INCLUDE),-isystem $(PG_INCLUDE)) $(CPPFLAGS)
CFLAGS_ALL = -std=c17 -g $(WARNINGS) -fPIE -MMD -MP
# Test objects know where the sources lie, and the program of their own variant.
TEST_CPPFLAGS = -DTEST_SOURCES='"$(CURDIR)"' -DTEST_JALON='"$(abspath $($(1)_JALON))"'
# The suites only: what they test is optimized as it is used. A test file then compiles in a third of the time, half under the sanitizers.
SUITE_CFLAGS = -O0 -U_FORTIFY_SOURCE
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection \
	$(if $(filter x86_64,$(shell uname -m)),-fcf-protection)
# Relocations packed where linker and loader know how: 1 KB instead of 136 is read, and stays in memory, at each start.
PACKED := $(shell d=$$(mktemp -d) && echo 'int main(void) { return 0; }' | $(CC) -fPIE -pie -Wl,-z,pack-relative-relocs -o $$d/a -x c - 2>$$d/e \
	&& ! test -s $$d/e && $$d/a && echo -Wl,-z,pack-relative-relocs; rm -rf $$d)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now $(PACKED) -Wl,--as-needed $(LDFLAGS)
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LIBS_core = -lutf8proc
LIBS = -lncursesw -ltinfo -lpq -liniparser -lcsv -lmd $(LIBS_core)
TEST_LIBS = -lcriterion -lvterm -lutil

VARIANTS = release asan clang fuzz
release_CC = $(CC)
# -Os: a session keeps the whole of the program's code in memory, and no budget hangs on its arithmetic (make bench).
release_CFLAGS = -Os $(HARDENING) $(CFLAGS)
release_JALON = $(BUILD)/jalon
asan_CC = $(CC)
# gcc's own advice: the sanitizers' added code raises false warnings; the release and clang trees refuse the true ones.
asan_CFLAGS = -O1 -Wno-error -Wno-format-truncation $(SANITIZERS) $(CFLAGS)
asan_JALON = $(BUILD)/jalon-asan
clang_CC = $(CLANG)
clang_CFLAGS = -O2 $(HARDENING) $(CFLAGS)
clang_JALON = $(BUILD)/jalon-clang
fuzz_CC = $(CLANG)
fuzz_CFLAGS = -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all $(CFLAGS)
fuzz_JALON = $(BUILD)/jalon-fuzz

# --- lists: a file rewritten only when its content changes, so that a removed source or another PREFIX rebuilds -----

remember = $(shell mkdir -p $(BUILD)/lists; printf '%s\n' '$(2)' | cmp -s - $(BUILD)/lists/$(1) || \
	printf '%s\n' '$(2)' >$(BUILD)/lists/$(1))
ifneq ($(MAKECMDGOALS),clean)
$(foreach l,$(LAYERS) support $(SUITES),$(call remember,$(l),$($(l)_SRC)))
$(call remember,sql_texts,$(SQL_TEXTS))
$(call remember,flags,$(PREFIX) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS))
endif

# --- SQL texts embedded in the program -------------------------------------------------------------------------------

$(BUILD)/gen/sql_texts.c: sql/embed.sh $(SQL_TEXTS) $(BUILD)/lists/sql_texts
	@mkdir -p $(@D)
	$(call say,EMBED,$@) sh sql/embed.sh $(SQL_TEXTS) >$@

# --- one object tree per variant -------------------------------------------------------------------------------------

# $(1) variant, $(2) layer: its static archive. tui leaves main.o out, so that test programs bring their own main.
define layer_rules
$(1)_$(2)_OBJ := $$($(2)_SRC:%.c=$$(BUILD)/$(1)/%.o) $(if $(filter sql,$(2)),$$(BUILD)/$(1)/gen/sql_texts.o)
$$(BUILD)/$(1)/lib$(2).a: $$($(1)_$(2)_OBJ) $$(BUILD)/lists/$(2)
	@mkdir -p $$(@D); rm -f $$@
	$$(call say,AR,$$@) $$(AR) rcsD $$@ $$($(1)_$(2)_OBJ)
endef

# $(1) variant, $(2) suite: its one runner.
define suite_rules
$(1)_$(2)_OBJ := $$($(2)_SRC:%.c=$$(BUILD)/$(1)/%.o)
$$(BUILD)/$(1)/runners/$(2): $$($(1)_$(2)_OBJ) $$(BUILD)/$(1)/libsupport.a $$($(1)_ARCHIVES) $$(BUILD)/lists/$(2) \
		$(if $(filter-out unit,$(2)),$(if $(MAIN_SRC),| $($(1)_JALON)))
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@) $$($(1)_CC) $$($(1)_CFLAGS) $$(LDFLAGS_ALL) -o $$@ $$($(1)_$(2)_OBJ) $$(BUILD)/$(1)/libsupport.a \
		-Wl,--start-group $$($(1)_ARCHIVES) -Wl,--end-group $$(TEST_LIBS) $$(LIBS)
endef

define variant_rules
$(1)_ARCHIVES = $$(LAYERS:%=$$(BUILD)/$(1)/lib%.a)
$(1)_RUNNERS = $$(foreach s,$$(SUITES),$$(if $$($$(s)_SRC),$$(BUILD)/$(1)/runners/$$(s)))
$$(foreach l,$$(LAYERS) support,$$(eval $$(call layer_rules,$(1),$$(l))))
$$(foreach s,$$(SUITES),$$(eval $$(call suite_rules,$(1),$$(s))))

$$(BUILD)/$(1)/%.o: %.c Makefile $$(BUILD)/lists/flags
	@mkdir -p $$(@D)
	$$(call say,CC,$$@) $$($(1)_CC) $$(CPPFLAGS_ALL) $$(if $$(filter tests/%,$$<),$(call TEST_CPPFLAGS,$(1))) $$(CFLAGS_ALL) $$($(1)_CFLAGS) \
		$$(if $$(filter $$(SUITES:%=tests/%/%),$$<),$$(SUITE_CFLAGS)) -c -o $$@ $$<

$$(BUILD)/$(1)/gen/%.o: $$(BUILD)/gen/%.c Makefile $$(BUILD)/lists/flags
	@mkdir -p $$(@D)
	$$(call say,CC,$$@) $$($(1)_CC) $$(CPPFLAGS_ALL) $$(CFLAGS_ALL) $$($(1)_CFLAGS) -c -o $$@ $$<

$$($(1)_JALON): $$(MAIN_SRC:%.c=$$(BUILD)/$(1)/%.o) $$($(1)_ARCHIVES)
	$$(call say,LINK,$$@) $$($(1)_CC) $$($(1)_CFLAGS) $$(LDFLAGS_ALL) -o $$@ $$(MAIN_SRC:%.c=$$(BUILD)/$(1)/%.o) \
		-Wl,--start-group $$($(1)_ARCHIVES) -Wl,--end-group $$(LIBS)

# core links alone: every object of it, an empty main, and nothing but the C library and utf8proc.
$$(BUILD)/$(1)/core-alone: $$(BUILD)/$(1)/libcore.a
	$$(call say,LINK,$$@) echo 'int main(void) { return 0; }' | $$($(1)_CC) $$($(1)_CFLAGS) $$(LDFLAGS_ALL) -o $$@ -x c - -x none \
		-Wl,--whole-archive $$< -Wl,--no-whole-archive $$(LIBS_core)
endef
$(foreach v,$(VARIANTS),$(eval $(call variant_rules,$(v))))

-include $(shell find $(VARIANTS:%=$(BUILD)/%) -name '*.d' 2>/dev/null)

# --- use -------------------------------------------------------------------------------------------------------------

demo: $(BUILD)/jalon
	@$(BUILD)/jalon demo

install: $(BUILD)/jalon
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/jalon
	install -m 755 $(BUILD)/jalon $(DESTDIR)$(PREFIX)/bin/jalon
	for f in $$(find config -name '*.ini' -o -path 'config/letters/*' -type f); do \
		install -D -m 644 "$$f" "$(DESTDIR)$(PREFIX)/share/jalon/$$f" || exit 1; done
	for f in $(wildcard man/*.[1-8]); do \
		install -D -m 644 "$$f" "$(DESTDIR)$(PREFIX)/share/man/fr/man$${f##*.}/$${f#man/}" || exit 1; done

clean:
	rm -rf $(BUILD)

# --- proof -----------------------------------------------------------------------------------------------------------

# What each variant runs in `check`: everything in release, and again under the sanitizers.
present = $(foreach s,$(SUITES),$(if $($(s)_SRC),$(1):$(s)))
check-build: $(release_RUNNERS) $(asan_RUNNERS) $(FUZZERS) $(if $(MAIN_SRC),$(BUILD)/jalon $(asan_JALON))
check: lint-layers check-build $(ENDURANCE)
	@BUILD=$(BUILD) sh tests/fuzz.sh $(FUZZERS)
	@$(ENDURANCE) short
	@BUILD=$(BUILD) sh tests/run.sh $(call present,release) $(call present,asan)

sanitize-build: $(asan_RUNNERS) $(if $(MAIN_SRC),$(asan_JALON))
sanitize: sanitize-build
	@BUILD=$(BUILD) sh tests/run.sh $(call present,asan)

lint-layers: $(BUILD)/release/core-alone $(LAYERS:%=$(BUILD)/release/lib%.a)
	@BUILD=$(BUILD) sh tests/lint.sh layers

lint: lint-layers $(if $(MAIN_SRC),$(clang_JALON) $(BUILD)/jalon) $(release_RUNNERS) $(clang_RUNNERS) $(BUILD)/clang/core-alone
	@BUILD=$(BUILD) CLANG_FLAGS="-std=c17 -I. -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -isystem $(PG_INCLUDE)" \
		sh tests/lint.sh tools $(PRODUCT_SRC)

# A bench is a program (tests/bench/NAME.c, its own main) or a script (tests/bench/NAME.sh); each prints its figures.
BENCHES = $(bench_SRC:tests/bench/%.c=$(BUILD)/release/bench/%)
$(BENCHES): $(BUILD)/release/bench/%: $(BUILD)/release/tests/bench/%.o $(BUILD)/release/libsupport.a $(release_ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$@) $(release_CC) $(release_CFLAGS) $(LDFLAGS_ALL) -o $@ $< $(BUILD)/release/libsupport.a \
		-Wl,--start-group $(release_ARCHIVES) -Wl,--end-group $(TEST_LIBS) $(LIBS)
bench: $(BENCHES) $(BUILD)/jalon
	@for b in $(BENCHES) $(wildcard tests/bench/*.sh); do \
		echo "== $$b"; case $$b in *.sh) sh $$b ;; *) $$b ;; esac || exit 1; done

# The long proofs: `make endurance` runs the full counts, `make check` short ones (tests/endurance/main.c).
endurance_SRC := $(sort $(wildcard tests/endurance/*.c)) tests/screen/agency.c
$(ENDURANCE): $(endurance_SRC:%.c=$(BUILD)/release/%.o) $(BUILD)/release/libsupport.a $(release_ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$@) $(release_CC) $(release_CFLAGS) $(LDFLAGS_ALL) -o $@ $(endurance_SRC:%.c=$(BUILD)/release/%.o) \
		$(BUILD)/release/libsupport.a -Wl,--start-group $(release_ARCHIVES) -Wl,--end-group $(TEST_LIBS) $(LIBS)
endurance: $(ENDURANCE) $(BUILD)/jalon
	@$(ENDURANCE) $(if $(RUNS),$(RUNS),full)

# A fuzzer is tests/fuzz/fuzz_NAME.c with its corpus in tests/fuzz/corpus/NAME/. FUZZ_SECONDS=0 only replays the corpus.
$(FUZZERS): $(BUILD)/fuzz/bin/%: $(BUILD)/fuzz/tests/fuzz/%.o $(fuzz_ARCHIVES)
	@mkdir -p $(@D)
	$(call say,LINK,$@) $(fuzz_CC) $(fuzz_CFLAGS) -fsanitize=fuzzer $(LDFLAGS_ALL) -o $@ $< \
		-Wl,--start-group $(fuzz_ARCHIVES) -Wl,--end-group $(LIBS)
fuzz: $(FUZZERS)
	@BUILD=$(BUILD) FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz.sh $(FUZZERS)
