# Parallax. `make help` lists what can be made; `make demo` and `make test` need only Debian 12 and Swift 6.3.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
INSTALL ?= install
# Where it is installed: absolute, because files are installed from within their folders.
TARGET = $(abspath $(DESTDIR)$(PREFIX))

MANUAL = share/man/man1/parallax.1
BASH_COMPLETION = share/bash-completion/completions/parallax
ZSH_COMPLETION = share/zsh/site-functions/_parallax
FISH_COMPLETION = share/fish/vendor_completions.d/parallax.fish

# The released binary carries Swift's own libraries, so that a copy of it runs where no Swift is installed.
RELEASE_FLAGS ?= --static-swift-stdlib
RELEASE_DIR = .build/release
PARALLAX = $(RELEASE_DIR)/parallax

# The corpora, where they are: tests and measurements that need them run only then.
SHARED := $(abspath $(or $(PARALLAX_SHARED),$(wildcard ../shared)))

FORMATTED = Package.swift Sources Tests Models Data Benchmarks/Package.swift Benchmarks/Benchmarks Fuzz/Package.swift Fuzz/Sources Benchmarks/Tools
# In the order of their layers, so that links lead down.
DOCUMENTED = $(shell Scripts/check-imports --libraries)
# What `parallax bench` measures: one record a line.
CORPUS ?= .build/samples.jsonl

.DELETE_ON_ERROR:
.PHONY: help setup setup-checks build demo test bench peers lint format docs install uninstall deb clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the Debian packages that are missing
	@Scripts/install-dependencies

setup-checks:
	@Scripts/install-dependencies --checks

# The package manager hands the traits of this package to the compiler in the order of a set, which differs from run to
# run: half of all builds would begin anew though nothing had changed.
build: setup ## Build the command line tool, optimised
	SWIFT_DETERMINISTIC_HASHING=1 $(SWIFT) build -c release $(RELEASE_FLAGS)

demo: build ## Compare the sample outlets' articles of one invented event
	$(PARALLAX) compare --manifest Data/Samples/manifest.csv --actors Data/Gazetteers/sample.json

# Optimised, because the corpora take 8 to 50 times as long otherwise; `swift test` runs without them, with assertions.
# A build folder of its own: tests need other flags, and would have the released binary built again.
test: setup$(if $(SHARED),-checks) ## Run every test; those on corpora too, where ../shared is
	$(if $(SHARED),PARALLAX_SHARED=$(SHARED)) $(SWIFT) test -c release --scratch-path .build/release-tests $(TEST_FLAGS)

bench: build $(CORPUS) ## Measure the stages on CORPUS=file.jsonl, then the kernels
	$(PARALLAX) bench $(CORPUS)
	$(SWIFT) package --package-path Benchmarks benchmark

# PEERS holds options of Scripts/compare-peers, such as PEERS="--rows svd --runs 3".
peers: setup-checks ## Measure beside scikit-learn and tantivy on CORPUS=file.jsonl(.zst), one table
	@test "$(origin CORPUS)" != file || { echo "Name a corpus: make peers CORPUS=articles.jsonl" >&2; exit 1; }
	Scripts/compare-peers $(PEERS) $(CORPUS)

.build/samples.jsonl: build
	$(PARALLAX) clean Data/Samples/*.txt > $@

lint: setup-checks ## Check format, imports and the tree
	$(SWIFT) format lint --strict --parallel -r $(FORMATTED)
	Scripts/check-imports
	Scripts/check-tree

format: ## Format the sources in place
	$(SWIFT) format format -i --parallel -r $(FORMATTED)

docs: build setup-checks ## Build the documentation into .build/docs; a warning is an error
	Scripts/build-docs .build/docs $(DOCUMENTED)

install: ## Install what `make build` made, to PREFIX (honours DESTDIR)
	@test -x $(PARALLAX) || { echo "No $(PARALLAX): run 'make build' first." >&2; exit 1; }
	$(INSTALL) -D -m 755 $(PARALLAX) "$(TARGET)/bin/parallax"
	$(INSTALL) -d "$(TARGET)/share/parallax/models" "$(TARGET)/share/parallax/data"
	@cd Models && find . -mindepth 2 -type f ! -name '.*' | while read -r file; do \
	  $(INSTALL) -D -m 644 "$$file" "$(TARGET)/share/parallax/models/$$file" || exit 1; done
	@cd Data && find Samples Gazetteers Lexicons Summaries Axes -type f ! -name '.*' | while read -r file; do \
	  $(INSTALL) -D -m 644 "$$file" "$(TARGET)/share/parallax/data/$$file" || exit 1; done
	@$(INSTALL) -d $(patsubst %,"$(TARGET)/share/%",man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	@Scripts/make-manual $(PARALLAX) >"$(TARGET)/$(MANUAL)"
	@$(PARALLAX) --generate-completion-script bash >"$(TARGET)/$(BASH_COMPLETION)"
	@$(PARALLAX) --generate-completion-script zsh >"$(TARGET)/$(ZSH_COMPLETION)"
	@$(PARALLAX) --generate-completion-script fish >"$(TARGET)/$(FISH_COMPLETION)"

uninstall: ## Remove what `make install` installed
	rm -f "$(TARGET)/bin/parallax"
	cd "$(TARGET)" && rm -f $(MANUAL) $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)
	rm -rf "$(TARGET)/share/parallax"

deb: build ## Make a Debian package in .build/deb
	@Scripts/build-deb

clean: ## Remove everything that was built
	rm -rf .build Benchmarks/.build Fuzz/.build
