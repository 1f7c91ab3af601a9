# Yangguang: set-up, building and testing. Everything is installed into .venv, but for Debian's own packages: python3-venv
# where it is missing and, for tests, what tests/install-debian.sh names; a viewer of web archives and an old Chromium come from npm. Stamp
# files in .venv keep it from being done twice.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2
# Each works off its half in order, so that what a file of tests prepares is prepared by one of them; who is done takes of the other's.
PYTEST  := $(BIN)/pytest -n $(WORKERS) --dist worksteal
export DEBIAN_FRONTEND := noninteractive

.DEFAULT_GOAL := help
.PHONY: help site serve lint test test-full test-real bench docs pictures lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

site: $(VENV)/.run ## build the demonstration site into site/
	$(BIN)/python build.py

serve: $(VENV)/.run ## live preview on http://127.0.0.1:8000
	$(BIN)/python build.py serve

lint: $(VENV)/.test ## types and style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint $(VENV)/.debian ## everything that guards a change: style, types, tests in a real browser
	$(PYTEST)

test-full: lint $(VENV)/.debian ## the long tests too, and Chromium with its windows
	YANGGUANG_CHROMIUM=/usr/bin/chromium $(PYTEST) -m "not real"

test-real: $(VENV)/.test $(VENV)/.debian ## tests on real published lists; YANGGUANG_REAL names their folder
	@test -d "$(YANGGUANG_REAL)" || { echo 'YANGGUANG_REAL must name the folder of real lists.'; exit 2; }
	$(BIN)/pytest -m real

bench: $(VENV)/.bench ## the full-size register beside Hugo, Pagefind, MkDocs and Zensical; BENCH=... passes options
	$(BIN)/python -m benchmarks.bench $(BENCH)

docs: $(VENV)/.run ## the handbook, as a site in docs-site/
	$(BIN)/mkdocs build --strict --config-file mkdocs-docs.yml

pictures: site $(VENV)/.debian ## the pictures of the read-me and of the kiosk's handbook, taken anew
	$(BIN)/python -m tests.pictures site

lock: $(VENV)/.uv ## resolve the dependencies anew and pin them with hashes
	$(UV) --group build --output-file requirements.lock pyproject.toml
	$(UV) --group build --group test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml
	$(UV) --group build --group bench --constraint requirements-test.lock --output-file requirements-bench.lock pyproject.toml

clean: ## remove what make has made, but for caches of content
	rm -rf $(VENV) site docs-site dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# ---- set-up -------------------------------------------------------------------------------------------------------

UV = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
     --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo '需要 Python 3.11 或更新版本 / Yangguang needs Python 3.11 or newer: make PYTHON=/path/to/python3.11'; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh .ci/debian python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.run
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/.debian: tests/install-debian.sh tests/install-replaywebpage.sh tests/install-chromium79.sh | $(VENV)/.test
	sh tests/install-debian.sh
	sh tests/install-replaywebpage.sh $(VENV)/replaywebpage
	sh tests/install-chromium79.sh $(VENV)/chromium79
	@touch $@

$(VENV)/.uv: | $(BIN)/python
	$(PIP) install 'uv>=0.5'
	@touch $@
