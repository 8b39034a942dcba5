# homeward: see README.md. `make help` lists the targets.
PREFIX  ?= /usr/local
# make V=1 shows the commands
V       ?=
$(V).SILENT:
VARIANT ?= release
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unversioned)
B_release := build
B_asan    := build/asan
B_fuzz    := build/fuzz
B := $(B_$(VARIANT))
G := $(B)/gen

PKGS     := libpq libsodium libconfig ncursesw readline libutf8proc
CC       ?= cc
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wwrite-strings -Wformat=2 -Wvla -Wswitch-enum -Wpointer-arith -Wundef -Wcast-qual \
            -Werror=implicit-function-declaration -Werror=incompatible-pointer-types
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_release := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS_asan    := -O1 $(SANITIZE)
CFLAGS_fuzz    := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer
LDFLAGS_release := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LDFLAGS_asan    := $(SANITIZE)
LDFLAGS_fuzz    := -fsanitize=address,undefined
ALL_CPPFLAGS = -I. -I$(G) -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DPREFIX='"$(PREFIX)"' \
               $(shell pkg-config --cflags $(PKGS)) $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 -g $(WARN) $(CFLAGS_$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS  = $(LDFLAGS_$(VARIANT)) $(LDFLAGS)
ALL_LDLIBS   = $(shell pkg-config --libs $(PKGS)) -lcsv $(LDLIBS)

SRC  := $(sort $(wildcard conf/*.c db/*.c db/*/*.c tui/*.c tui/*/*.c))
SQL  := $(sort $(wildcard sql/queries/*.sql sql/migrations/*.sql sql/api/*.sql sql/demo/*.sql))
LIB  := $(patsubst %.c,$(B)/%.o,$(filter-out tui/main.c,$(SRC))) $(G)/embedded.o $(G)/iso.o
UNIT := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/*_test.c))
TOOL := $(patsubst tests/tools/%.c,$(B)/tests/tools/%,$(wildcard tests/tools/*.c))
BENCH := $(patsubst tests/bench/%.c,$(B)/tests/bench/%,$(wildcard tests/bench/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(B)/tests/fuzz/%,$(wildcard tests/fuzz/*.c))
NIGHT := $(B)/tests/night/homeward
REPLAY_asan := $(patsubst tests/fuzz/%.c,$(B)/tests/replay/%,$(wildcard tests/fuzz/*.c))
T    ?=
TIME ?= 60

all: $(B)/homeward $(B)/homeward-notify ## build the programs: build/homeward, homeward-notify

$(B)/homeward: $(B)/tui/main.o $(B)/lib.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -o $@
$(B)/homeward-notify: $(patsubst %.c,$(B)/%.o,$(wildcard conf/notify/*.c)) $(B)/lib.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -lcurl -o $@
$(B)/lib.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^
$(B)/%.o: %.c | $(G)/embedded.h $(G)/words.h
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@
$(G)/embedded.h $(G)/embedded.c &: $(SQL) sql/embed.sh
	@mkdir -p $(G)
	sh sql/embed.sh $(G) $(SQL)
# The words in which people compare keys.
$(G)/words.h: /usr/lib/python3/dist-packages/mnemonic/wordlist/english.txt
	@mkdir -p $(G)
	{ echo 'static const char words[2048][9] = {'; sed 's/.*/	"&",/' $<; echo '};'; } > $@
$(G)/iso.c: tui/sheets/iso.sh
	@mkdir -p $(G)
	sh $< $@
$(G)/%.o: $(G)/%.c
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -Wno-overlength-strings -MMD -MP -c $< -o $@
$(B)/tests/unit/%: tests/unit/%.c $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -MMD -MP $< $(B)/lib.a $(ALL_LDLIBS) -lcmocka -o $@
$(B)/tests/tools/%: tests/tools/%.c $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -MMD -MP $< $(B)/lib.a $(ALL_LDLIBS) -lutil -o $@
$(B)/tests/bench/%: tests/bench/%.c $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -MMD -MP $< $(B)/lib.a $(ALL_LDLIBS) -lutil -o $@
$(B)/tests/fuzz/%: tests/fuzz/%.c $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -fsanitize=fuzzer $< $(B)/lib.a $(ALL_LDLIBS) -o $@
$(B)/tests/replay/%: tests/fuzz/%.c tests/replay.c $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -o $@
# The console with a clock that its driver sets.
WRAPPED := clock_gettime getrandom poll PQconnectStartParams PQconnectPoll PQpipelineSync PQsendQuery PQgetResult PQfinish
$(NIGHT): tests/night/clock.c $(B)/tui/main.o $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(foreach f,$(WRAPPED),-Wl,--wrap=$f) $^ $(ALL_LDLIBS) -o $@

demo:                             ## open the console on an invented region, as coordinator
	+@MAKE='$(MAKE)' conf/demo open
demo-up:                          ## the same without the console; leaves .demo/env
	+@MAKE='$(MAKE)' conf/demo up
demo-stop:                        ## stop the demo's PostgreSQL, keep its data
	@conf/demo stop
demo-clean:                       ## remove all that the demo made
	@conf/demo clean

deps:                             ## install the Debian packages that are missing
	@conf/packages build
deps-check:
	@conf/packages build check

check: deps-check                 ## every test; the last line is `N passed, N failed`
	@$(MAKE) --no-print-directory -j2 all programs && \
	$(MAKE) --no-print-directory -j2 VARIANT=asan all programs || \
	{ echo '# it does not build'; echo '0 passed, 1 failed'; exit 1; }
	@tests/run $(T)
programs: $(UNIT) $(TOOL) $(NIGHT) $(REPLAY_$(VARIANT))
bench: deps-check                 ## measure it beside psql, a raw client, COPY; build/bench.json
	@$(MAKE) --no-print-directory -j2 all benches && tests/bench/run $(T)
benches: $(BENCH) $(TOOL)
asan:                             ## build under ASan and UBSan: build/asan/homeward
	@$(MAKE) --no-print-directory VARIANT=asan all programs

fuzz:                             ## fuzz one parser: make fuzz T=filter TIME=60
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/tests/fuzz/$(T)
	@tests/fuzz/run $(T) $(TIME)
night: all asan                   ## eight hours of work before two consoles, in minutes
	@$(MAKE) --no-print-directory build/tests/night/homeward
	tests/night/night --hours 8
schema: all                       ## write sql/schema.sql anew from migrations and api
	@SCHEMA=write tests/run tests/sql/schema.t
lint: all                         ## the house rules that a script can check
	@tests/lint -v
format:                           ## rewrite the sources as .clang-format says
	clang-format -i $(shell git ls-files '*.c' '*.h')

install: all                      ## copy what runs to $(DESTDIR)$(PREFIX)
	install -D -m 755 build/homeward '$(DESTDIR)$(PREFIX)/bin/homeward'
	install -D -m 755 build/homeward-notify '$(DESTDIR)$(PREFIX)/bin/homeward-notify'
	install -D -m 644 conf/homeward.conf '$(DESTDIR)$(PREFIX)/share/doc/homeward/homeward.conf'
	install -D -m 755 conf/backup '$(DESTDIR)$(PREFIX)/share/homeward/backup'
	install -m 644 README.md LICENSE '$(DESTDIR)$(PREFIX)/share/doc/homeward'

clean:                            ## remove build/
	rm -rf build
help:                             ## this list
	@awk -F '## ' '/^[a-z-]+:.*## / { split($$1, a, ":"); printf "  make %-12s %s\n", a[1], $$2 }' $(MAKEFILE_LIST)

.PHONY: all demo demo-up demo-stop demo-clean install deps deps-check check programs bench benches asan fuzz night schema lint format clean help
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
