.PHONY: assess test test-all browser sample nightly walk bench ci setup
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SEED ?= 0
DAY ?= $(shell date +%F)
ONLY ?=
# Where Python may write no bytecode, every run would rewrite the asserts of all tests anew.
export PYTHONDONTWRITEBYTECODE =

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable ".[dev]"
	$(BIN)/python -m compileall -q src  # as an installed wheel is: else each start compiles, where Python may write no bytecode
	touch $(STAMP)

setup: $(STAMP)

assess: $(STAMP)  ## set up, then: is Los Angeles a sanctuary city?
	@$(BIN)/sanctuary assess los-angeles

test: $(STAMP)  ## set up, then run the tests: all but the long ones, a few cases of each random set
	$(BIN)/pytest --tier fast --seed $(SEED) $(ONLY)

test-all: $(STAMP)  ## the rest: the long tests, and the random sets as they are meant to be run
	$(BIN)/pytest --tier rest --seed $(SEED) $(ONLY)

browser: $(STAMP)  ## pages in Chromium
	$(BIN)/pytest --tier browser $(ONLY)

sample: $(STAMP)  ## other cases of the random sets, from SEED
	$(BIN)/pytest --tier sample --seed $(SEED) $(ONLY)

nightly: $(STAMP)  ## everything random or long, whole; rewrites docs/nightly.md
	$(BIN)/python tests/nightly.py --day $(DAY) --seed $(subst -,,$(DAY)) $(ONLY)

WALKS = counter behind public scan papers engine
walk: $(STAMP)  ## what is promised, tried as a new user would; all topics, or ONLY="scan papers"
	@failed=0; for topic in $(or $(ONLY),$(WALKS)); do $(BIN)/python tests/walks/$$topic.py . || failed=1; done; exit $$failed

bench: $(STAMP)  ## measure side by side and rewrite docs/benchmarks*.md
	$(BIN)/python bench/measure.py
	$(BIN)/python bench/audit_tables.py
	$(BIN)/python bench/record_log.py

ci:
	bash .ci/run
