# Everything from a fresh checkout: each target makes what it needs, once.
# PYTHON=…  the Python to use (3.11 or later); else the first one found
# STRICT=1  `build` and `check` fail on warnings too        ARGS="…"  further options for sitegen, pytest or the benchmark
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

BIN := .venv/bin
RUN := .venv/.run
DEV := .venv/.dev
DOCS := .venv/.docs
SITEGEN := $(BIN)/sitegen
STRICTLY := $(if $(STRICT),--strict)

.PHONY: help
help: ## List the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

.PHONY: build
build: $(RUN) ## Build the site of this archive into public/
	$(SITEGEN) build $(STRICTLY) $(ARGS)

.PHONY: serve
serve: $(RUN) ## Show the site in a browser, and build it again after every change
	$(SITEGEN) serve $(ARGS)

.PHONY: check
check: $(RUN) ## Check the archive without writing anything
	$(SITEGEN) check $(STRICTLY) $(ARGS)

.PHONY: test
test: lint $(DOCS) system-packages system-python ## Lint, then run all tests; ARGS="tests/unit/core/test_urls.py" runs those alone
	$(if $(ARGS),$(BIN)/python -m pytest $(ARGS),tools/run-tests)

.PHONY: quick
quick: $(DEV) ## Run the tests of each package by itself, in less than a minute
	tools/run-tests -m "not slow" tests/unit $(ARGS)

.PHONY: coverage
coverage: $(DEV) $(DOCS) system-packages system-python ## Run all tests, and say which lines and branches none of them reaches
	$(BIN)/coverage erase
	RUN="$(BIN)/coverage run" tools/run-tests $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

.PHONY: test-browsers
test-browsers: $(DEV) system-packages ## Look at each kind of page in Firefox and in WebKit, at many widths, light and dark
	$(BIN)/python -m pytest --durations 5 tests/browser/engines $(ARGS)

.PHONY: test-all
test-all: system-packages ## Run the tests on the oldest and newest patch of each Python found, and on the system's
	tools/test-all $(ARGS)

.PHONY: soak
soak: $(DEV) ## Look for input that breaks a law for an hour, then run long tests; ARGS="--seconds 60"
	tools/install .venv requirements-soak.lock 2>/dev/null || true
	tools/fuzz --seconds 3600 $(ARGS)
	SITEGEN_SOAK=$${SITEGEN_SOAK:-10} $(BIN)/python -m pytest -m soaked

.PHONY: lint
lint: $(DEV) ## Check style, formatting and types, of the scripts too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@# Types and scripts beside one another, since each of them keeps one core busy; what is said stays in order.
	@said=$$(mktemp); tools/check-scripts >"$$said" 2>&1 & \
	types=0; scripts=0; $(BIN)/mypy || types=$$?; wait $$! || scripts=$$?; \
	cat "$$said"; rm "$$said"; exit $$((types | scripts))

.PHONY: bench
bench: $(RUN) ## Time builds and edits beside Hugo, Pelican and Eleventy; ARGS="1000 10000 --peers hugo"
	$(BIN)/python benchmarks/speed.py $(ARGS)

.PHONY: fix
fix: $(DEV) ## Mend style and formatting where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: accept
accept: $(DEV) system-packages ## Rewrite the golden files from what the code does now; review the difference
	SITEGEN_ACCEPT=1 $(BIN)/python -m pytest $(ARGS)

.PHONY: screenshots
screenshots: $(DEV) system-packages ## Make the pictures of the README anew
	tools/screenshots

.PHONY: lock
lock: ## Fix the versions of all libraries, and their hashes, anew from the ranges in pyproject.toml
	tools/lock $(PYTHON)

.PHONY: docs
docs: $(DOCS) ## Make the website of the documentation, with demo archives, in build/docs/
	$(BIN)/python tools/website/build.py build/docs
	@echo "Look at it: $(BIN)/python -m http.server --bind 127.0.0.1 --directory build/docs 8001"

.PHONY: wheel
wheel: $(RUN) ## Make the installable package, with the theme in it, in dist/
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

.PHONY: release
release: $(RUN) ## Make a release here: version, changelog, tag, files in dist/; VERSION=0.2.0; sends nothing anywhere
	tools/release $(VERSION)

.PHONY: clean
clean: ## Remove everything that was made, the environment excepted
	rm -rf public .sitegen dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
	find sitegen tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: system-packages
system-packages:
	@tools/system-packages

.PHONY: system-python
system-python: $(RUN)
	@tools/system-python

.venv/.made: tools/make-venv
	tools/make-venv .venv $(PYTHON)
	touch $@

$(RUN): .venv/.made tools/install requirements-build.lock requirements.lock pyproject.toml
	tools/install .venv requirements-build.lock requirements.lock
	touch $@

$(DEV): $(RUN) requirements-dev.lock
	tools/install .venv requirements-dev.lock
	touch $@

$(DOCS): $(DEV) requirements-docs.lock
	tools/install .venv requirements-docs.lock
	touch $@
