# Swarmbot: what one can do here
#
# make demo   a Sev-A on this machine, with a Teams client, in a minute
#             (make demo STORE=azurite: on Azure Tables)
# make test   every check and every test
# make check  the checks alone          make bench  the figures of the README
#             (make bench BENCH_ARGS=scale: with 10,000 open swarms, in five minutes)
# make sbom   what the bot is made of (CycloneDX)
# make audit  whether anything of it is known to be vulnerable (asks the network)
# make setup  what both need (done by themselves when something changed)
#
# Beforehand: python3 (3.11 or later, with venv), node (20 or later), make.
# The browser tests also need Chromium; $CHROMIUM may name it.

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench browser lock sbom audit tools-python tools-node
.DELETE_ON_ERROR:

PYTHON_OK := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c '$(PYTHON_OK)' 2>/dev/null && echo $$p && break; done)
CHROMIUM ?= $(shell for p in chromium chromium-browser google-chrome google-chrome-stable; do \
	command -v $$p && break; done)
export CHROMIUM

BIN := .venv/bin
PYTEST_ARGS ?= -n 2

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

setup: .venv/.installed node_modules/.installed

demo: setup
	@$(BIN)/swarmbot demo $(if $(STORE),--store $(STORE)) $(DEMO_ARGS)

test: check node_modules/.installed browser
	$(BIN)/pytest $(PYTEST_ARGS)

check: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m tests.bench $(BENCH_ARGS)

.venv/.installed: requirements-dev.txt pyproject.toml | tools-python
	@echo "Setting up Python libraries: about two minutes, only this time"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.installed: package-lock.json package.json | tools-node
	@echo "Setting up the Teams client (Agents Playground) and Azurite: half a minute, only this time"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

tools-python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later with venv is needed. On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2; exit 1; }

tools-node:
	@command -v node >/dev/null && command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || \
	{ echo "Node 20 or later with npm is needed (found: $$(node --version 2>/dev/null || echo none)). On Debian or Ubuntu: sudo apt-get install nodejs npm" >&2; exit 1; }

browser:
	@test -n "$(CHROMIUM)" || { echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium fonts-noto-cjk (or set CHROMIUM to its path)" >&2; exit 1; }

# What is in it, for those who must know (CycloneDX), and whether anything of it is known to be
# vulnerable (this asks a public database: it needs the network).
sbom: .venv/.installed
	@mkdir -p out
	$(BIN)/cyclonedx-py requirements requirements-azure.txt --pyproject pyproject.toml \
		--mc-type application --output-reproducible --output-format JSON --output-file out/sbom.json
	@echo out/sbom.json

audit: .venv/.installed
	$(BIN)/pip-audit --requirement requirements-azure.txt --require-hashes --disable-pip
	npm audit --omit=dev

# After a change of dependencies in pyproject.toml (needs uv). No registry address is written down.
LOCK := uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 \
	--no-annotate --no-header --no-emit-index-url --quiet
lock:
	$(LOCK) -o requirements.txt
	$(LOCK) --extra azure-monitor -o requirements-azure.txt
	$(LOCK) --extra dev -o requirements-dev.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund
