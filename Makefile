# Everything runs in .venv, made on first use from constraints.txt.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check trials bench docs clean

help:  ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q complianced  # commands start without compiling first
	touch $@

demo: $(READY)  ## Make a sample scheme, audit it, and write the pack into demo/
	rm -rf demo
	$(BIN)/complianced sample demo/records --households 25 --years 3
	$(BIN)/complianced audit demo/records --out demo/audit

test: $(READY)  ## Run the whole test suite
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## Lint, types, imports, law data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/complianced law lint

trials: $(READY)  ## Try every rule of every bundle, and the contributed packages, in all ways (minutes)
	for bundle in $$($(BIN)/complianced plugins | awk '/ rules? / {print $$1}'); do \
	    $(BIN)/complianced plugin check $$bundle >/dev/null || exit 1; done
	for package in plugins_contrib/complianced-*; do \
	    $(BIN)/complianced plugin check $$package || exit 1; \
	    (cd $$package && $(abspath $(BIN))/python -m pytest -q -n auto) || exit 1; done

bench: $(READY)  ## Run the benchmarks (ratios, measured side by side)
	for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

docs: $(READY)  ## Make the handbook of rules in docs/rules/, as web pages and as Markdown
	rm -rf docs/rules
	$(BIN)/complianced rules --format html --out docs/rules
	$(BIN)/complianced rules --format markdown --out docs/rules

clean:  ## Remove what was made
	rm -rf $(VENV) demo docs/rules build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
