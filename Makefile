# Run `make help` for a list. Everything is installed into .venv and nowhere else.
PYTHON ?= python3
BIN := .venv/bin
# The headless shell runs the browser tests in half the time of the whole browser.
CHROMIUM ?= $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Python compiles a module when it is imported first, and most modules of most packages never are.
INSTALL = $(PIP) install --no-compile --require-hashes
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

PYODIDE := 314.0.7
WASM := --platform pyemscripten_2026_0_wasm32 --python-version 3.14 --only-binary :all:

# Tests of pages wait for their browser, so there is a process more than there are cores.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# In the order of their names: files with many tests first would leave the slowest, which have few, for the end.
PYTEST = CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Where this is set, each process compiles every test again.
unexport PYTHONDONTWRITEBYTECODE
# The slow tests too, with examples that no earlier run has drawn.
ALL = -m "slow or not slow" --hypothesis-profile drawn
# A third of the examples, the same in each run.
USUAL = --hypothesis-profile few

.DEFAULT_GOAL := help
.PHONY: help site check test test-all pythons serve lint bench quality lock licences audit schema clean mutants mutation

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: .venv/site-ready $(if $(filter no,$(STUDIO)),,.venv/studio-ready) ## Build the site into site/ and all playbooks into dist/playbooks/ (STUDIO=no: without the studio)
	@$(BIN)/paired-learning build
	@$(BIN)/paired-learning playbook --all
	@echo "Open site/index.html, or run: make serve"

check: lint .venv/chromium-ready ## Run the linters and the tests of what you changed
	@$(PYTEST) --quiet $$($(BIN)/python -m tests.changed)

test: .venv/test-ready .venv/studio-ready .venv/chromium-ready ## Run the tests
	@$(PYTEST) $(USUAL)

test-all: .venv/test-ready .venv/studio-ready .venv/chromium-ready .venv/html-validate-ready ## Run all tests, the slow ones too
	@$(PYTEST) $(ALL)

pythons: .venv/test-ready ## Compare the example playbooks that Python 3.11 and the newest Python make
	@$(BIN)/python -m tests.two_pythons

serve: .venv/site-ready ## Serve the site at http://127.0.0.1:8000 and rebuild it on each save
	@$(BIN)/paired-learning serve

lint: .venv/test-ready ## Check formatting, style, types and imports
	@$(BIN)/ruff format --check --quiet generator tests
	@$(BIN)/ruff check --quiet generator tests
	@$(BIN)/mypy --no-error-summary generator
	@$(BIN)/lint-imports --no-cache >.venv/imports.txt || { cat .venv/imports.txt; exit 1; }

mutants: .venv/test-ready ## Put deliberate faults in one at a time: a test of the same room must find each
	@$(BIN)/python -m tests.mutants

mutation: .venv/bench-ready ## Change planning/ in every small way: tests must notice 85 per cent
	@$(BIN)/python -m tests.mutants.mutation

bench: .venv/bench-ready ## Measure the budgets in tests/benchmarks/README.md
	@$(BIN)/python -m tests.benchmarks

quality: .venv/bench-ready .venv/chromium-ready .venv/html-validate-ready ## Run all tests and benchmarks and update the Quality page
	@mkdir -p dist
	@-$(PYTEST) $(ALL) --junitxml=dist/tests.xml
	@CHROMIUM="$(CHROMIUM)" $(BIN)/python -m tests.benchmarks --json dist/bench.json
	@$(BIN)/python -m tests.quality dist/tests.xml dist/bench.json
	@$(BIN)/python -m tests.mutants
	@$(BIN)/python -m tests.mutants.mutation

lock: .venv/test-ready ## Lock the newest versions that requirements/*.in allow, with hashes
	@$(BIN)/python -m tests.wasm_lock
	@cd requirements && ../$(BIN)/$(LOCK) --upgrade --no-deps studio.in -o studio.txt
	@cd requirements && ../$(BIN)/$(LOCK) --upgrade site.in -o site.txt
	@cd requirements && ../$(BIN)/$(LOCK) --upgrade test.in -o test.txt
	@cd requirements && ../$(BIN)/$(LOCK) --upgrade bench.in -o bench.txt

licences: .venv/test-ready ## List the licences of all dependencies in requirements/LICENCES.md
	@$(BIN)/python -m tests.licences

audit: .venv/test-ready ## Check the locked packages for known vulnerabilities (needs the network)
	@$(BIN)/uv tool run pip-audit --requirement requirements/site.txt --require-hashes --disable-pip

schema: .venv/site-ready ## Write the JSON Schemas that editors use
	@$(BIN)/paired-learning schema

clean: ## Remove everything that was built or installed
	rm -rf .venv site dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/site-ready: requirements/site.txt pyproject.toml | .venv/bin/python
	@echo "Installing what the site needs"
	@$(INSTALL) -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The studio runs in a browser: its packages are for another Python, so they lie apart. RUNTIME=npm takes Pyodide from npm.
.venv/studio-ready: requirements/studio.txt requirements/studio-wasm.txt | .venv/site-ready
	@echo "Installing what the studio needs"
	@rm -rf .venv/studio
	@$(INSTALL) --no-deps --target .venv/studio -r requirements/studio.txt
	@$(INSTALL) --no-deps --target .venv/studio $(WASM) -r requirements/studio-wasm.txt
	@[ "$(RUNTIME)" != npm ] || { rm -rf .venv/studio/flet_web; npm install --prefix .venv/studio --no-save --no-package-lock --no-audit --no-fund --silent pyodide@$(PYODIDE); }
	@echo "Compiling the studio"
	@$(BIN)/python -m generator.publish.studio_runtime
	@touch $@

.venv/test-ready: requirements/test.txt .venv/site-ready
	@echo "Installing what the tests need"
	@$(INSTALL) -r requirements/test.txt
	@touch $@

.venv/bench-ready: requirements/bench.txt .venv/test-ready
	@echo "Installing what the benchmarks compare with"
	@$(INSTALL) -r requirements/bench.txt
	@touch $@

.venv/chromium-ready: | .venv/bin/python
	@if [ -n "$(CHROMIUM)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests"; \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium-headless-shell >/dev/null; \
	else \
		echo "The browser tests need Chromium: run 'apt-get install chromium-headless-shell' as root, or set CHROMIUM to its path"; exit 1; \
	fi
	@touch $@

.venv/html-validate-ready: | .venv/bin/python
	@command -v npm >/dev/null || { echo "html-validate needs npm: install Node.js 20 or newer"; exit 1; }
	@echo "Installing html-validate"
	@npm install --prefix .venv/node --no-save --no-package-lock --no-audit --no-fund --silent html-validate@11.21.1
	@touch $@
