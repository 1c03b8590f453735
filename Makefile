.DEFAULT_GOAL := help
.PHONY: help install app dev test lint unit frontend types browser bench screenshots computed requirements data

PYTHON ?= python3
BIN := .venv/bin
PORT ?=
STAMP := .venv/.installed

help: ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "embedviz needs Python 3.11 or newer: make PYTHON=python3.11 install"'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $(STAMP)

install: $(STAMP) ## Make the environment .venv and install everything in it

app: install ## Start the app and print its address
	$(BIN)/embedviz --no-browser $(if $(PORT),--port $(PORT))

dev: install ## Start the app and have it follow changes to its files
	STREAMLIT_SERVER_FILE_WATCHER_TYPE=auto $(BIN)/embedviz $(if $(PORT),--port $(PORT))

test: install ## Run every check and every test, each part whatever the others find
	$(MAKE) --no-print-directory --keep-going lint unit frontend browser

lint: install ## Style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: install ## Every test but those in a browser
	$(BIN)/pytest -n auto --dist worksteal -m "not browser"

frontend: types ## The front end's types and its pure files, where Node is there
	@if command -v node >/dev/null; then node --test tests/frontend; else echo "no Node: front end not tested"; fi

types: ## The front end's types, where TypeScript's tsc is there
	@if command -v tsc >/dev/null; then tsc --project tsconfig.json; else echo "no tsc: front end's types not checked"; fi

browser: install ## The tests in Chromium
	$(BIN)/pytest -n 2 --dist worksteal -m browser tests/browser

bench: install ## Measure against references, write benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

screenshots: install ## Take the pictures of the README anew
	$(BIN)/python scripts/screenshots.py

computed: install ## Compute anew what the pages open with
	$(BIN)/python scripts/make_computed.py
	$(BIN)/python scripts/make_thumbnails.py

COMPILE := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --constraint constraints.txt

requirements: ## Pin what pyproject.toml asks for
	$(COMPILE) --extra app --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --output-file requirements-dev.txt pyproject.toml
	sed -i -e 's/+cpu$$//' -e '/^embedviz @/d' requirements.txt requirements-dev.txt
