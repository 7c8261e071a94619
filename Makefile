# lexwave: build, run, test. `make run` and `make test` do all the set-up.
#
# Run and test
#   make run         set up, build the program, start it (ARGS="--view waves --seed 7")
#   make test        set up, build, run every test
# What is made (in build/, or BUILD)
#   make             all that install wants: program, docs and library
#   make program     build/lexwave alone
#   make docs        manual pages and completions (docs/)
#   make library     liblexwave, static and shared (lib/), on ELF systems
#   make static      one file for any Linux (static/)
#   make dist        the source archive (dist/)
#   make deb         packages of Debian (deb/)
#   make clean
# Installed, below PREFIX (/usr/local) and after DESTDIR
#   make install     install-strip; install-program, install-docs, install-library
#   make uninstall   install-list: the files
# Checked
#   make check       warnings as errors, sanitizers       make fuzz            the fuzzers, bounded
#   make check-fresh      on three clean systems          make soak            random events, edits and bursts
#   make check-systems    other compilers and machines    make sweep           P against MPFR, every float32
#   make check-packaging  packages, tried                 make mutants         mistakes planted: which are noticed
#   make check-unit  unit tests alone (unit-tests)        make coverage        what the tests reach (lcov)
#   make bench       speed, beside a floor (build-bench)  make instructions    per keystroke, recorded
#   make torture     all that may break it, and a table (TORTURE=full: hours)
# Worked on
#   make golden      rewrite the golden frames            make pictures        rewrite screenshots/
#   make format      by .clang-format                     make pot             the template for translators
#   make compile_commands.json  for editors and clang tools
#
# CC for another machine wants BUILD_CC, a compiler for this one (a step of the build runs here).
# CPPFLAGS, CFLAGS and LDFLAGS of a packager come after the project's own; CC, AR, LD, OBJCOPY,
# PKG_CONFIG and OPT are taken from the command line too.
# SAN=1 builds with the address and undefined-behaviour sanitizers.
# NO_INSTALL=1 has run and test print what they would install, and stop.

CC ?= gcc
BUILD_CC ?= $(CC)
OPT ?= -O2 -g
BUILD ?= build
# Recipes and rules have $(BUILD) in them as one plain word, and clean removes it with all that is in it.
HASH := \#
ODD_BUILD := $(strip $(foreach odd,' " ` $$ $(HASH) % : ; * ? [ ] ( ) { } & | < > ! ~ = \,$(findstring $(odd),$(BUILD))))
# Where the build and the sources really are, as one word each.
real = $(subst $() $(),?,$(subst %,?,$(or $(realpath $(1)),$(abspath $(1)))))
REAL_HERE := $(call real,.)
REAL_BUILD := $(call real,$(BUILD))
SOURCE_FOLDERS := $(addprefix $(REAL_HERE)/,src include assets tests screenshots .git .github .ci)
ifneq ($(ODD_BUILD),)
$(error BUILD=$(BUILD) has $(ODD_BUILD) in it: choose a folder of letters, digits and /._+-)
else ifneq ($(words $(BUILD)) x$(BUILD)x,1 x$(strip $(BUILD))x)
$(error BUILD=$(BUILD) has to be one word without blanks: choose another folder)
else ifneq ($(filter $(SOURCE_FOLDERS) $(addsuffix /%,$(SOURCE_FOLDERS)),$(REAL_BUILD))$(filter $(REAL_BUILD) $(REAL_BUILD:/=)/%,$(REAL_HERE)),)
$(error BUILD=$(BUILD) is a folder of the sources, or has them in it: choose one that is new)
endif
ifdef SAN
override BUILD := $(BUILD)/san
OPT := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

COMMON_WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
    -Wmissing-prototypes -Wold-style-definition -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla \
    -Wdouble-promotion -Wnull-dereference -Wpointer-arith -Wswitch-enum -Wfloat-equal -Wunused-macros \
    -Wredundant-decls
GCC_WARNINGS := -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init -Wcast-align=strict -Walloca
WARNINGS := $(COMMON_WARNINGS) $(if $(findstring clang,$(shell $(CC) --version 2>/dev/null)),,$(GCC_WARNINGS))

# ---- how it is compiled and linked -------------------------------------------
MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
# Where the flags of OPT and of a packager agree on it: what optimises, and what sanitizes.
OPTIMISED := $(filter-out -O0,$(lastword $(filter -O%,$(OPT) $(CPPFLAGS) $(CFLAGS))))
SANITIZED := $(findstring -fsanitize,$(OPT) $(CPPFLAGS) $(CFLAGS))
# Hardening of the compiler, of which the first is everywhere; the others where they are known. The
# compiler is asked once if it knows them all, since this is before each goal.
HARDEN_ASKED := -fstack-clash-protection $(if $(findstring 86,$(MACHINE)),-fcf-protection=full) \
    $(if $(findstring arm,$(MACHINE))$(findstring aarch64,$(MACHINE)),-mbranch-protection=standard)
HARDEN := -fstack-protector-strong $(shell \
    known() { echo 'int harden;' | $(CC) -Werror "$$@" -S -o /dev/null -x c - >/dev/null 2>&1; }; \
    if known $(HARDEN_ASKED); then echo $(HARDEN_ASKED); \
    else for flag in $(HARDEN_ASKED); do if known $$flag; then echo $$flag; fi; done; fi)
# Checked variants of the C library's functions: they want optimisation, sanitizers check more, and
# a packager's own level stands.
ifeq ($(if $(OPTIMISED),,no)$(SANITIZED)$(findstring _FORTIFY_SOURCE,$(OPT) $(CPPFLAGS) $(CFLAGS)),)
HARDEN += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
# Where the sources stand on this machine is not to be found in what is built.
quoted = '$(subst ','\'',$(1))'
ANYWHERE := $(call quoted,-fdebug-prefix-map=$(CURDIR)=.)
# These come last. Values must be the same bits everywhere: no fused multiply-add that the source does
# not show. The same objects go into the program and into the shared library, which exports what
# its header says alone.
FIXED := -ffp-contract=off -fPIC -fvisibility=hidden
LW_CFLAGS = -std=gnu11 -Iinclude -Isrc $(OPT) $(WARNINGS) $(if $(WERROR),-Werror) -MMD -MP $(HARDEN) $(ANYWHERE) \
    $(CPPFLAGS) $(CFLAGS) $(FIXED)
# Addresses at random, tables of addresses read-only from the start, no stack that can be run.
ELF := $(if $(findstring darwin,$(MACHINE)),,yes)
ifneq ($(ELF),)
ELF_LDFLAGS := -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed
endif
PIE := $(if $(ELF),-pie)
# One file that wants nothing of the system: make static.
ifdef STATIC
PIE := -static-pie
FIXED += -DLEXWAVE_STATIC
endif
# How a program is linked, and what all links share.
LINK_FLAGS = $(OPT) $(ANYWHERE) $(ELF_LDFLAGS) $(CFLAGS) $(LDFLAGS)
LINK = $(CC) $(PIE) $(LINK_FLAGS)
# $(call once,NAME,COMMAND): what the command says, when NAME is used first: then NAME is that.
once = $(eval $(1) := $(shell $(2)))$($(1))
# The tools that belong to the compiler, so that one for another machine brings its own.
PKG_CONFIG ?= pkg-config
ifeq ($(origin AR),default)
AR = $(call once,AR,$(CC) -print-prog-name=ar 2>/dev/null || echo ar)
endif
OBJCOPY ?= $(call once,OBJCOPY,$(CC) -print-prog-name=objcopy 2>/dev/null || echo objcopy)
NCURSES_CFLAGS = $(call once,NCURSES_CFLAGS,$(PKG_CONFIG) --cflags ncursesw 2>/dev/null || ncursesw6-config --cflags 2>/dev/null)
NCURSES_LIBS = $(call once,NCURSES_LIBS,$(PKG_CONFIG) $(if $(STATIC),--static) --libs ncursesw 2>/dev/null || \
    ncursesw6-config --libs 2>/dev/null || echo -lncursesw)

objects = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard $(1)))
# Files named *_kernel.c are built once for each instruction set in ISAS, whose name their
# public names end with (core/vec/isa.h), and one of the builds is chosen at run time.
# They do not look at errno, so that a loop over sqrt can become one over vectors.
# Their speed is that of loops over vectors, which a packager's -O2 would leave as they stand.
KERNEL_OPT := $(if $(OPTIMISED),-O3)
KERNELS := $(wildcard src/core/*/*_kernel.c src/train/*/*_kernel.c)
X86 := $(findstring x86_64,$(MACHINE))
ISAS := plain $(if $(X86),avx2 avx512)
ISA_FLAGS_avx2 := -mavx2 -mfma
ISA_FLAGS_avx512 := -mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma
KERNEL_OBJ := $(foreach isa,$(ISAS),$(patsubst src/%.c,$(BUILD)/obj/%.$(isa).o,$(KERNELS)))
CORE_OBJ := $(filter-out %_kernel.o,$(call objects,src/base/*.c src/core/*/*.c src/train/*/*.c)) $(KERNEL_OBJ)
KIT_OBJ := $(call objects,src/formats/*.c src/app/*/*.c src/view/*/*.c) $(BUILD)/obj/corpus.o $(BUILD)/obj/vocabulary.o
TERM_OBJ := $(call objects,src/term/*.c src/term/*/*.c)
DECODE_OBJ := $(call objects,src/term/decode/*.c)
CLI_OBJ := $(call objects,src/cli/*.c)
LIB_OBJ := $(call objects,src/lib/*.c)
DOCS_OBJ := $(call objects,src/docs/*.c)
HEADLESS_OBJ := $(filter-out %/tui.o,$(CLI_OBJ)) $(BUILD)/obj/tests/layers/no_tui.o


.PHONY: all program docs run test soak sweep setup-run setup-test bench golden pictures fuzz check check-fresh install uninstall clean tests run-tests
# All that install wants, so that installing as root builds nothing.
all: program docs $(if $(ELF),library,no-library)
program: $(BUILD)/lexwave

$(BUILD)/lexwave: $(CLI_OBJ) $(TERM_OBJ) $(BUILD)/libkit.a $(BUILD)/libcore.a
	$(LINK) -o $@ $^ $(NCURSES_LIBS) -lm

# The same program without a terminal: proof that nothing but term/ needs ncurses.
$(BUILD)/lexwave-headless: $(HEADLESS_OBJ) $(BUILD)/libkit.a $(BUILD)/libcore.a
	$(LINK) -o $@ $^ -lm

# Manual pages and completions, made from the tables by a program that runs here: where CC builds
# for another machine, by a build of its own with BUILD_CC.
$(BUILD)/gen/docs: $(DOCS_OBJ) $(filter-out %/main.o,$(HEADLESS_OBJ)) $(BUILD)/libkit.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ -lm
ifeq ($(strip $(CC)),$(strip $(BUILD_CC)))
DOCS_PROGRAM := $(BUILD)/gen/docs
else
CROSS := yes
DOCS_PROGRAM := $(BUILD)/native/gen/docs
endif
$(BUILD)/native/gen/docs: $(wildcard src/*/*.c src/*/*/*.c include/*/*.h include/*/*/*.h) Makefile
	$(MAKE) --no-print-directory CC="$(BUILD_CC)" BUILD_CC="$(BUILD_CC)" BUILD=$(BUILD)/native SAN= OPT=-O1 CPPFLAGS= CFLAGS= LDFLAGS= AR=ar $@
$(BUILD)/docs/made: $(DOCS_PROGRAM) $(wildcard assets/manual/*.in)
	@mkdir -p $(@D)
	$(DOCS_PROGRAM) assets/manual $(@D)
	@touch $@
docs: $(BUILD)/docs/made

$(BUILD)/libcore.a: $(CORE_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^
$(BUILD)/libkit.a: $(KIT_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

# What was compiled in another way is compiled again. The flags are compared here, so that make -n
# and make -q tell the truth.
FLAGS := $(CC) $(filter-out -Werror,$(LW_CFLAGS)) $(KERNEL_OPT) $(NCURSES_CFLAGS)
$(BUILD)/flags: $(if $(subst x$(strip $(FLAGS))x,,x$(strip $(shell cat $(BUILD)/flags 2>/dev/null))x),FORCE)
	@mkdir -p $(@D)
	@printf '%s\n' $(call quoted,$(FLAGS)) > $@
.PHONY: FORCE

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(LW_CFLAGS) $(if $(filter term/%,$*),$(NCURSES_CFLAGS)) -c -o $@ $<
define kernel_rule
$(BUILD)/obj/%.$(1).o: src/%.c $(BUILD)/flags
	@mkdir -p $$(@D)
	$$(CC) $$(LW_CFLAGS) $(KERNEL_OPT) -fno-math-errno -Wno-psabi $(ISA_FLAGS_$(1)) -DISA=$(1) -c -o $$@ $$<
endef
$(foreach isa,$(ISAS),$(eval $(call kernel_rule,$(isa))))
$(BUILD)/obj/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(LW_CFLAGS) -Itests -c -o $@ $<

# The corpus as one string; od and sed are everywhere a C compiler is.
$(BUILD)/gen/corpus.c: assets/corpus/teaching.txt
	@mkdir -p $(@D)
	{ echo '#include "formats/corpus.h"'; echo 'const char corpus_builtin[] ='; \
	  od -An -v -to1 $< | sed 's/ *$$//; s/ /\\/g; s/^/"/; s/$$/"/'; \
	  echo ';'; echo 'const size_t corpus_builtin_len = sizeof corpus_builtin - 1;'; } > $@
$(BUILD)/obj/corpus.o: $(BUILD)/gen/corpus.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(LW_CFLAGS) -Wno-overlength-strings -c -o $@ $<

# Its vocabulary, by a program that runs here: BUILD_CC where CC builds for another machine.
PREBUILD_SRC := assets/corpus/prebuild.c $(addprefix src/,$(addsuffix .c,base/err base/grapheme base/memory base/memory_failed base/normal base/safe base/str \
    base/unicode base/utf8 core/text/word_break core/text/tokenizer core/text/vocab formats/file))
$(BUILD)/gen/prebuild: $(PREBUILD_SRC) $(wildcard include/base/*.h include/core/text/*.h src/core/text/*.h src/base/*.inc) include/formats/file.h
	@mkdir -p $(@D)
	$(BUILD_CC) -std=gnu11 -O1 -Iinclude -Isrc $(COMMON_WARNINGS) $(if $(WERROR),-Werror) -o $@ $(PREBUILD_SRC)
$(BUILD)/gen/vocabulary.c: $(BUILD)/gen/prebuild assets/corpus/teaching.txt
	$< assets/corpus/teaching.txt corpus_builtin corpus_builtin_words > $@.part && mv $@.part $@
$(BUILD)/obj/vocabulary.o: $(BUILD)/gen/vocabulary.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(LW_CFLAGS) -Wno-overlength-strings -c -o $@ $<

JOBS = $(call once,JOBS,getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
run: setup-run
	@$(MAKE) --no-print-directory -s -j$(JOBS) program
	@$(BUILD)/lexwave $(ARGS)
test: setup-test
	@$(MAKE) --no-print-directory -s -j$(JOBS) tests
	@$(MAKE) --no-print-directory -s run-tests
setup-run setup-test: setup-%:
	@NO_INSTALL=$(NO_INSTALL) CC="$(CC)" CFLAGS="$(CFLAGS)" LDFLAGS="$(LDFLAGS)" BUILD="$(BUILD)" sh tests/setup/setup.sh $*

# ---- tests -----------------------------------------------------------------
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
PTY_TESTS := $(patsubst tests/pty/%.c,$(BUILD)/tests/%,$(wildcard tests/pty/test_*.c))
tests: $(UNIT_TESTS) $(PTY_TESTS) $(if $(ELF),$(BUILD)/tests/test_library library) $(BUILD)/tests/term_demo \
    $(BUILD)/tests/lexwave-bare $(BUILD)/lexwave $(BUILD)/lexwave-headless docs

$(BUILD)/tests/term_demo: $(BUILD)/obj/tests/pty/term_demo.o $(TERM_OBJ) $(BUILD)/libkit.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(NCURSES_LIBS) -lm
PTYSCREEN_OBJ := $(patsubst %,$(BUILD)/obj/tests/pty/%.o,ptyscreen ptyscreen_terminal)
$(PTY_TESTS): $(BUILD)/tests/%: $(BUILD)/obj/tests/pty/%.o $(PTYSCREEN_OBJ)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ -lcmocka -lvterm -lutil $(TERM_LIBS)
# What the terminal is sent, without one.
$(BUILD)/tests/test_pen: $(TERM_OBJ) $(BUILD)/libkit.a $(BUILD)/libcore.a
$(BUILD)/tests/test_pen: TERM_LIBS := $(NCURSES_LIBS) -lm
$(BUILD)/obj/tests/pty/test_pen.o: CFLAGS += $(NCURSES_CFLAGS)
# The program on a system that describes no terminal.
$(BUILD)/tests/lexwave-bare: $(CLI_OBJ) $(filter-out %/terminfo.o,$(TERM_OBJ)) $(BUILD)/obj/tests/pty/no_database.o $(BUILD)/libkit.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(NCURSES_LIBS) -lm
$(BUILD)/obj/tests/pty/no_database.o: CFLAGS += $(NCURSES_CFLAGS)
$(BUILD)/tests/test_builtin: $(BUILD)/obj/term/info/builtin.o $(BUILD)/libcore.a
$(BUILD)/tests/test_decoder: $(DECODE_OBJ)
$(BUILD)/tests/test_expand: $(BUILD)/obj/term/info/expand.o
# Unit tests link without ncurses: what they test needs no terminal.
$(UNIT_TESTS): $(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libkit.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ -lcmocka -lm

# Those that need neither a terminal nor ncurses: all there is where lexwave is only cross-built.
.PHONY: unit-tests
unit-tests: $(UNIT_TESTS)

# The archive as a program has it, beside the objects that it is made of.
$(BUILD)/tests/test_library: $(BUILD)/obj/tests/library/test_library.o $(BUILD)/lib/liblexwave.a $(BUILD)/libkit.a $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ -lcmocka -lm -pthread

run-tests: tests
	@BUILD=$(BUILD) CC="$(CC)" SAN="$(SAN)" OPT="$(OPT)" CFLAGS="$(CFLAGS)" sh tests/run.sh
# What needs neither a terminal nor a tool beyond the compiler: what a package runs while it is built.
.PHONY: check-unit
check-unit: $(UNIT_TESTS)
	@BUILD=$(BUILD) sh tests/run.sh $(UNIT_TESTS)

golden: $(BUILD)/lexwave-headless
	@BUILD=$(BUILD) sh tests/golden/golden.sh --write
pictures: $(BUILD)/lexwave
	@BUILD=$(BUILD) sh tests/pictures/pictures.sh
fuzz:
	@BUILD=$(BUILD)/fuzz sh tests/fuzz/fuzz.sh
bench:
	@$(MAKE) --no-print-directory -s -j$(JOBS) program
	@BUILD=$(BUILD) CC="$(CC)" sh tests/bench/bench.sh
# Every value of P the nearest float32: POSITIONS of d_model 512, and BLOCKS of any kind.
POSITIONS ?= 1000000
BLOCKS ?= 20000
sweep:
	@$(MAKE) --no-print-directory -s -j$(JOBS) program
	@BUILD=$(BUILD) CC="$(CC)" SAN="$(SAN)" sh tests/sweep/sweep.sh $(POSITIONS) $(BLOCKS)
# A million random keys, clicks, pastes and sizes in every view, and a million random edits
# of a text beside the same read from scratch, sanitized.
soak:
	@$(MAKE) --no-print-directory -s -j$(JOBS) SAN=1 BUILD=$(BUILD) tests
	@EDITS=$${EDITS:-1000000} $(BUILD)/san/tests/test_pipeline
	@EVENTS=$${EVENTS:-1000000} $(BUILD)/san/tests/test_app
	@BURST_SECONDS=$${BURST_SECONDS:-600} BUILD=$(BUILD)/san $(BUILD)/san/tests/test_burst
# Allocations, faults, fuzzers, events, sizes, kills, instances, a large corpus: a table of what was lost.
# TORTURE=full does all of it; WRITE=--write puts the table into tests/torture/TORTURE.md; ONLY="kills": parts.
.PHONY: torture
torture:
	@$(MAKE) --no-print-directory -s -j$(JOBS) program library
	@BUILD=$(BUILD) CC="$(CC)" TORTURE="$(or $(TORTURE),short)" ONLY="$(ONLY)" sh tests/torture/torture.sh $(WRITE)
# Compiles without linking: the program, the library, tests and fuzzers' drivers.
.PHONY: objects
objects: $(CORE_OBJ) $(KIT_OBJ) $(TERM_OBJ) $(CLI_OBJ) $(LIB_OBJ) $(DOCS_OBJ) build-fuzz \
    $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(wildcard tests/unit/*.c tests/pty/*.c tests/library/*.c))
# Builds the benchmarks or the fuzzers' drivers alone; records instructions per keystroke, which a test compares.
.PHONY: build-bench build-fuzz instructions
build-fuzz: $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(wildcard tests/fuzz/fuzz_*.c))
build-bench: program
	@BUILD=$(BUILD) CC="$(CC)" WERROR=$(WERROR) sh tests/bench/bench.sh --build
instructions:
	@$(MAKE) --no-print-directory -s -j$(JOBS) program
	@BUILD=$(BUILD) CC="$(CC)" OPT="$(OPT)" CFLAGS="$(CFLAGS)" sh tests/bench/test_instructions.sh --write
check:
	@BUILD=$(BUILD) JOBS=$(JOBS) sh tests/check.sh
# From nothing but git and make, in clean roots; FRESH="--compilers 13": of Debian 13 alone, with clang too.
check-fresh:
	@MIRROR="$(MIRROR)" sh tests/fresh/fresh.sh $(FRESH)
# By other compilers and C libraries and for other machines, in clean roots. SYSTEMS="gcc-14 musl s390x": some of them.
.PHONY: check-systems
check-systems:
	@MIRROR="$(MIRROR)" JOBS=$(JOBS) sh tests/packaging/systems.sh $(SYSTEMS)
# Plants mistakes in a copy, one at a time, and names those that no test notices. ONLY="heat": some of them.
.PHONY: mutants format coverage pot compile_commands.json
mutants:
	@BUILD=$(BUILD) CC="$(CC)" JOBS=$(JOBS) ONLY="$(ONLY)" sh tests/mutants/mutants.sh
format:
	@sh tests/tools/format.sh
coverage:
	@BUILD=$(BUILD) JOBS=$(JOBS) sh tests/tools/coverage.sh
pot:
	@BUILD=$(BUILD) sh tests/tools/pot.sh
compile_commands.json:
	@BUILD=$(BUILD) CC="$(CC)" MAKE="$(MAKE)" sh tests/tools/compile_commands.sh

# ---- the library ------------------------------------------------------------
# liblexwave, static and shared, for include/lexwave.h.
# SOVERSION is another number when programs that were built for the last one would go wrong
# (tests/library/test_library.sh says when).
VERSION := $(shell sed -n 's/^.define LEXWAVE_VERSION "\(.*\)"$$/\1/p' include/lexwave.h)
SOVERSION := 0
SONAME := liblexwave.so.$(SOVERSION)
SHARED := $(BUILD)/lib/liblexwave.so.$(VERSION)
LIB_PARTS = $(LIB_OBJ) $(call objects,src/formats/*.c) $(BUILD)/obj/corpus.o $(BUILD)/obj/vocabulary.o $(BUILD)/libcore.a
.PHONY: library no-library
ifneq ($(ELF),)
library: $(BUILD)/lib/liblexwave.a $(SHARED)
else
library install-library:
	@echo 'lexwave: the library is built on ELF systems alone, which $(MACHINE) is not' >&2; exit 1
endif
no-library:
	@echo 'lexwave: the library is left out: it is built on ELF systems alone' >&2
# All of it as one object, of which only what the header exports is global: no name of its own
# meets one of a program's.
$(BUILD)/lib/liblexwave.a: $(LIB_PARTS)
	@mkdir -p $(@D)
	@rm -f $@
	$(CC) $(OPT) $(CFLAGS) $(LINKER_CHOSEN) $(LTO_RELOCATABLE) -r -nostdlib -o $(@D)/lexwave.o $^
	$(OBJCOPY) --localize-hidden $(@D)/lexwave.o
	$(AR) rcs $@ $(@D)/lexwave.o
# Of a packager's LDFLAGS, what says which linker and which machine; the rest is for programs.
LINKER_CHOSEN = $(filter -fuse-ld=% --target=% --sysroot=% -m32 -m64 -B%,$(LDFLAGS))
# With a packager's -flto the one object is machine code all the same.
LTO_RELOCATABLE = $(if $(findstring -flto,$(OPT) $(CFLAGS)),$(if $(findstring clang,$(shell $(CC) --version)),,-flinker-output=nolto-rel))
$(SHARED): $(LIB_PARTS) assets/packaging/liblexwave.map
	@mkdir -p $(@D)
	$(CC) -shared $(LINK_FLAGS) -Wl,-soname,$(SONAME) -Wl,--version-script,assets/packaging/liblexwave.map \
	    $(if $(SANITIZED),,-Wl,-z,defs) -o $@ $(LIB_PARTS) -lm
	ln -sf $(@F) $(@D)/$(SONAME)
	ln -sf $(SONAME) $(@D)/liblexwave.so

# ---- install, uninstall -----------------------------------------------------
# What goes where is a table in assets/packaging/install.sh. The directories can also be given by
# GNU's names in small letters; DESTDIR, before each, is for packagers, and INSTALL="install -p" keeps
# the times of the files. install-strip strips.
PREFIX ?= $(or $(prefix),/usr/local)
BINDIR ?= $(or $(bindir),$(PREFIX)/bin)
LIBDIR ?= $(or $(libdir),$(PREFIX)/lib)
INCLUDEDIR ?= $(or $(includedir),$(PREFIX)/include)
DATADIR ?= $(or $(datadir),$(datarootdir),$(PREFIX)/share)
MANDIR ?= $(or $(mandir),$(DATADIR)/man)
DOCDIR ?= $(or $(docdir),$(DATADIR)/doc/lexwave)
PKGCONFIGDIR ?= $(LIBDIR)/pkgconfig
BASHCOMPDIR ?= $(DATADIR)/bash-completion/completions
ZSHCOMPDIR ?= $(DATADIR)/zsh/site-functions
FISHCOMPDIR ?= $(DATADIR)/fish/vendor_completions.d
STRIP ?= strip
INSTALL ?= install
INSTALL_NAMES := INSTALL BUILD DESTDIR PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR MANDIR DOCDIR PKGCONFIGDIR BASHCOMPDIR ZSHCOMPDIR FISHCOMPDIR
INSTALL_SCRIPT = $(foreach name,$(INSTALL_NAMES),$(name)='$(subst ','\'',$($(name)))') sh assets/packaging/install.sh
# Where the build belongs to somebody else, as with `make && sudo make install`, what is there is
# installed and nothing is built: files of root in it would stand in the way of its owner.
OWN_BUILD := $(if $(wildcard $(BUILD)/.),$(shell find $(BUILD)/. -prune -user "$$(id -u)"),yes)
INSTALLED := $(if $(ELF),all,program docs)
.PHONY: install-strip install-program install-docs install-library install-list
ifneq ($(OWN_BUILD),)
install install-strip: all
install-program: program
install-docs: docs
ifneq ($(ELF),)
install-library: library docs
endif
else
install install-strip: $(if $(ELF),,no-library)
endif
install:
	@$(INSTALL_SCRIPT) install $(INSTALLED)
install-strip:
	@STRIP="$(STRIP)" $(INSTALL_SCRIPT) install $(INSTALLED)
install-program install-docs $(if $(ELF),install-library): install-%:
	@$(INSTALL_SCRIPT) install $*
# The files that install would write.
install-list:
	@$(INSTALL_SCRIPT) list $(INSTALLED)
uninstall:
	@$(INSTALL_SCRIPT) uninstall all

# ---- static -------------------------------------------------------------------
# One file that runs on any Linux of its kind of machine (build/static/lexwave; for another machine,
# by CC and BUILD_CC, its name is added). Wants the static libraries of C and of ncurses, here or where
# CPPFLAGS and LDFLAGS say; tests/packaging/check_static.sh gets those of another machine.
.PHONY: static
STATIC_PROGRAM := $(BUILD)/static/lexwave$(if $(CROSS),-$(firstword $(subst -, ,$(MACHINE))))
static:
	@echo 'lexwave: building a static program'
	@$(MAKE) --no-print-directory -s -j$(JOBS) STATIC=1 BUILD=$(BUILD)/static/$(MACHINE) $(BUILD)/static/$(MACHINE)/lexwave
	@$(OBJCOPY) --strip-all $(BUILD)/static/$(MACHINE)/lexwave $(STATIC_PROGRAM)
	@ls -l $(STATIC_PROGRAM)

# ---- dist ---------------------------------------------------------------------
.PHONY: dist
# The source archive of the last commit (build/dist): the same commit makes the same bytes.
dist:
	@BUILD='$(BUILD)' TAR="$(or $(TAR),tar)" sh assets/packaging/dist.sh

# ---- packages -----------------------------------------------------------------
# Debian's, into build/deb: built in a clean root of Debian 13, or of DEB, a suite; DEB=here: on this machine.
.PHONY: deb check-packaging
DEB ?= trixie
deb:
	@BUILD='$(BUILD)' MAKE='$(MAKE)' MIRROR='$(MIRROR)' sh assets/packaging/deb.sh $(DEB)
# Packages in clean roots: built, installed, tried by man, Tab and pkg-config, removed. ONLY="rpm arch": some of it.
check-packaging:
	@BUILD='$(BUILD)' MAKE='$(MAKE)' MIRROR='$(MIRROR)' sh tests/packaging/check_packaging.sh $(ONLY)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
