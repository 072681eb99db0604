.PHONY: assess test bench ci setup
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $(STAMP)

setup: $(STAMP)

assess: $(STAMP)  ## set up, then: is Los Angeles a sanctuary city?
	$(BIN)/sanctuary assess los-angeles --standard ice-out-of-la-2018

test: $(STAMP)  ## set up, then run the tests
	$(BIN)/pytest

bench: $(STAMP)  ## measure side by side and rewrite docs/benchmarks*.md
	$(BIN)/python bench/measure.py
	$(BIN)/python bench/audit_tables.py
	$(BIN)/python bench/record_log.py

ci:
	bash .ci/run
