# make demo   sets up .venv, reads examples/articles into a graph and shows what is known of Scale AI
# make test   sets up .venv and runs all tests, those on a real Neo4j server included (Java 17 or newer, and Maven)
# make check  linters and type checker
# make tools  followthemoney, which one test of exports needs (it builds on ICU: g++, pkg-config and libicu-dev)
# make docs   builds the documentation into site/

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet
DEMO_STORE ?= demo.db

.PHONY: demo test check tools docs clean java
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	$(BIN)/dealgraph ingest examples/articles --store $(DEMO_STORE)
	$(BIN)/dealgraph company "Scale AI" --sources --store $(DEMO_STORE)

test: java $(VENV)/.developing
	$(BIN)/pytest

java:
	@tools/neo4j.sh check

check: $(VENV)/.developing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

tools: $(VENV)/.developing
	$(PIP) --group tools

docs: $(VENV)/.developing
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' || \
	  { echo "dealgraph needs Python 3.10 to 3.13: say which with PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "Python's venv is missing: sudo apt-get install -y python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable . --group dev
	@touch $@

clean:
	rm -rf $(VENV) $(DEMO_STORE)
