# make run    set up and show the July plan
# make test   set up, lint, type-check, test; with COVERED=yes, traced: no line or branch that is counted goes untested
# make bench  what start-up, working days, loading, dossiers, rosters, mails, exports and imports cost, as ratios
# make bounds the tests that lean on other packages, with the lowest and the newest versions that are allowed
# make docs   lay out the schemas; renew what the documents take from the program: help, outputs, fields
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A file of its own for each version, so that another PYTHON means another environment.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
READY := $(VENV)/.ready-$(VERSION)

.PHONY: run test lint bench docs bounds wheel clean

run: $(READY)
	$(BIN)/zc plan --month 7

# Tracing doubles the time of the same tests, so it is asked for: the main job does, and who wants to see what is missing.
COVERED ?=
TRACED := $(if $(filter yes,$(COVERED)),--cov --cov-report=term)

# Three workers on two cores: many tests wait for a browser or for another process.
test: $(READY) lint
	$(BIN)/python -m pytest -n 3 --dist worksteal $(TRACED)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python tools/bench.py
	ZC_OPENFISCA_PYTHON=$(BIN)/python $(BIN)/python tools/bench_roster.py
	$(BIN)/python tools/bench_due.py
	$(BIN)/python tools/bench_mail.py
	$(BIN)/python tools/bench_export.py
	$(BIN)/python tools/bench_page.py
	$(BIN)/python tools/bench_import.py

docs: $(READY)
	$(BIN)/python tools/schema_layout.py
	$(BIN)/python tools/reference.py

bounds: $(READY)
	$(BIN)/python tools/bounds.py

wheel: $(READY)
	$(BIN)/python -m build --wheel

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "需要 Python 3.11 或更新的版本；可用 make PYTHON=python3.12 指定"; exit 1; }
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then make_it="$(PYTHON) -m venv"; \
	elif command -v uv >/dev/null; then make_it="uv venv --quiet --seed --python $(PYTHON)"; \
	elif command -v virtualenv >/dev/null; then make_it="virtualenv --quiet --python $(PYTHON)"; \
	else echo "$(PYTHON) 建不了虚拟环境：先运行 apt install python3-venv（或者装上 uv、virtualenv），再来一次"; exit 1; fi; \
	rm -rf $(VENV) && $$make_it $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

clean:
	rm -rf $(VENV) build dist .coverage .mypy_cache .ruff_cache .hypothesis
