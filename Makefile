# Everything here sets itself up: a virtual environment in .venv, made anew when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: all test check prove mutate pictures clean

all: $(VENV)/site.stamp
	@$(BIN)/solon build

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --maxprocesses=8 --dist worksteal

# The long proofs: hundreds of random policies, Spark, a soak of the service, every reader fuzzed for half a minute, and every
# mutation of the rules. What is held against z3, the reference and two versions draws 300 policies; what enumerates
# whole policies again and again for every bullet draws 100; what holds engines against one another draws 30.
WIDE := against_z3 diagrams diff witness
ENGINES := quick tables by_hand engine
prove: $(VENV)/prove.stamp
	@echo "Random policies: 300, 100 and 30 seeds for each property; a seed stands in the name of its test."
	SOLON_FUZZ_SECONDS=30 $(BIN)/python -m pytest -n 2 --dist worksteal -m prove
	SOLON_SEEDS=300 $(BIN)/python -m pytest -n 2 $(WIDE:%=tests/properties/test_%.py)
	SOLON_SEEDS=100 $(BIN)/python -m pytest -n 2 tests/properties $(foreach one,$(WIDE) $(ENGINES),--ignore=tests/properties/test_$(one).py)
	SOLON_SEEDS=30 $(BIN)/python -m pytest -n 2 $(ENGINES:%=tests/properties/test_%.py) tests/javascript tests/site/test_worksheets.py tests/site/test_ladder.py
	$(BIN)/solon mutate

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check dsl compiler tests
	$(BIN)/ruff check dsl compiler tests
	$(BIN)/solon fmt --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m pytest -m types
	PYTHONPATH=dsl:compiler $(BIN)/lint-imports

mutate: $(VENV)/test.stamp
	$(BIN)/solon mutate

# Every kind of page as pictures in build/pictures, to be looked at: wide and narrow, light, dark, forced colours, print.
pictures: $(VENV)/test.stamp
	$(BIN)/solon site
	$(BIN)/python -m tests.site.pictures

clean:
	rm -rf build $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/%.stamp: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up .venv ($*) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[$*]"
	@touch $@
