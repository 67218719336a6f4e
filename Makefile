# Each target is a line or two; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin

help:  ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -r requirements.lock && $(BIN)/pip install -q --no-deps -e . && touch $@

setup: .venv/ready  ## make .venv with the locked versions

check: setup  ## format, lint, types, layers
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

test: setup  ## all tests; what needs an absent program or server is skipped and says so
	$(BIN)/pytest -q -rs

golden: setup  ## write the expected files anew; read the difference before you commit
	$(BIN)/pytest -q --update-golden && git diff --stat

demo: setup  ## the sample sites end to end
	$(BIN)/foi demo

bench: setup  ## measure, and write docs/benchmarks.md
	$(BIN)/python -m tests.bench

fuzz: setup  ## 2,000 mutated files through extraction
	$(BIN)/python -m tests.fuzz_extract

accuracy: setup  ## score the gold letters, and write docs/accuracy.md
	$(BIN)/python -m nlp.evaluate

clean:  ## remove what was made here
	rm -rf .venv demo dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help setup check test golden demo bench fuzz accuracy clean
