# Nigehban. Two commands a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BUNDLE := src/nigehban/desk/web/static/web/dist/desk.js

.DEFAULT_GOAL := help
.PHONY: help setup system demo test lint types contracts unit bench screenshots lock clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) $(BUNDLE)  ## make .venv with the locked dependencies, the nigehban command, the pages' scripts

$(STAMP): requirements/dev.lock pyproject.toml tools/make_venv.sh
	@sh tools/make_venv.sh "$(PYTHON)" "$(VENV)"
	@touch $@

$(BUNDLE): $(shell find frontend -type f -not -path '*/node_modules/*') | $(STAMP)
	@$(BIN)/python tools/frontend.py build || echo "The pages' scripts were not built; the pages work without them. make setup tries again." >&2

system:  ## install the Debian packages that pip cannot bring, as root (TESTS=1: Chromium too)
	@sh tools/system_packages.sh $(if $(TESTS),--tests)

demo: setup  ## a synthetic month through the whole pipeline, then the desk (ONCE=1: print and exit)
	@$(BIN)/nigehban demo $(if $(ONCE),--once)

test: setup lint types contracts unit  ## everything that CI runs

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python tools/frontend.py check

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/python tools/frontend.py test
	$(BIN)/pytest --numprocesses=logical --maxprocesses=8 --cov --cov-report=term --durations=20

bench: $(VENV)/.bench  ## measure every figure against its peers, into bench/RESULTS.md (FULL=1: the promised sizes)
	$(BIN)/python -m bench $(if $(FULL),--full)

$(VENV)/.bench: $(STAMP) requirements/bench.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

screenshots: setup  ## retake the pictures of the README (needs Chromium)
	$(BIN)/python tools/screenshots.py

lock:  ## write the locks anew (needs uv on the PATH)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/base.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev -c requirements/base.lock pyproject.toml -o requirements/dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev --extra bench -c requirements/dev.lock pyproject.toml -o requirements/bench.lock

clean:  ## remove what setup, demo and test made here
	rm -rf $(VENV) $(dir $(BUNDLE)) frontend/node_modules .demo .pytest_cache .mypy_cache .ruff_cache .coverage .coverage.*
