# Khéo: two commands for everybody (demo, test), three for those who change it (lint, bench, lock).
# Nothing is needed beforehand but Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000

.PHONY: demo test lint bench lock

demo: $(VENV)/base.done
	@$(BIN)/kheo demo

test: $(VENV)/dev.done
	@$(BIN)/python -m tests.lanes

lint: $(VENV)/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint src
	$(BIN)/bandit --quiet --severity-level medium --recursive -c pyproject.toml src

bench: $(VENV)/dev.done
	@$(BIN)/python -m bench

lock: $(VENV)/dev.done
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/dev.in -o requirements/dev.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Khéo cần Python 3.11 trở lên (đặt PYTHON=… nếu tên khác)." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/base.done: $(VENV)/bin/python requirements/base.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/base.done
