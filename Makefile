# Two commands are all it takes: `make run` and `make test`. Both prepare what they need in .venv.
PORT ?= 8000
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test lint types train lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: $(VENV)/.test ## run every test
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

types: $(VENV)/.dev ## check types
	$(BIN)/mypy

lock: $(VENV)/.dev ## lock the dependencies again (needs uv)
	for layer in run test dev; do uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
		--no-emit-index-url --no-emit-find-links requirements/$$layer.in -o requirements/$$layer.txt; done

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A layer is installed when its stamp is newer than its lock; each layer contains the one before it.
$(VENV)/.%: requirements/%.txt $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
