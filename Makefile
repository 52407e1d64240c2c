# Two commands are all it takes: `make run` and `make test`. Both prepare what they need in .venv.
PORT ?= 8000
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
NPM := requirements/node_modules/.installed
LIGHTHOUSE := requirements/lighthouse/node_modules/.installed
# One thread a process: matrices this small lose more to a second thread than they gain.
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test test-python test-javascript test-browser browser lint format types train bench lighthouse first-frame vendor screenshot og readme lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## start the page and the API on http://localhost:8000/ (PORT=8001 for another port)
	@PORT=$(PORT) $(BIN)/python -m app

test: test-javascript test-python test-browser ## run every test, the pages in a real Chromium

test-javascript: $(VENV)/.test ## run the tests of the browser's modules, on the Node that comes with playwright
	@$(BIN)/python -m tests.static.run

test-python: $(VENV)/.test ## run the tests of engine, app and documents
	$(BIN)/python -m pytest --ignore=tests/browser

test-browser: browser ## run the tests of the pages (sync playwright needs a process of its own)
	$(BIN)/python -m pytest tests/browser

browser: $(VENV)/.test ## find Chromium, or install it
	@$(BIN)/python -m tests.browser.chromium 2>/dev/null || sh tests/browser/install.sh $(BIN)/python

lint: $(VENV)/.dev types ## check style and types, as pre-commit does
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/hadolint Dockerfile

format: $(VENV)/.dev ## bring the Python into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev $(NPM) ## check the types of Python and JavaScript
	$(BIN)/mypy
	$(BIN)/node requirements/node_modules/typescript/bin/tsc --project tsconfig.json

# glibc would give the arrays of an update back to the system and clear them anew for the next.
train: $(VENV)/.run ## train every model again and print the table (an hour or two on one core)
	MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=1073741824 $(BIN)/python -m models.train

bench: $(VENV)/.test ## measure what the README claims about speed
	$(BIN)/python -m bench.streaming
	$(BIN)/python -m bench.frames
	$(BIN)/python -m bench.weight
	$(BIN)/python -m bench.engine
	$(BIN)/python -m bench.engine_scaling

lighthouse: $(VENV)/.dev $(LIGHTHOUSE) browser ## measure the pages with Lighthouse; write docs/lighthouse.md
	$(BIN)/python -m bench.lighthouse

first-frame: $(VENV)/.test ## draw the stored first frame of every language again
	$(BIN)/python -m static.first_frame

vendor: $(VENV)/.dev $(NPM) ## bundle static/vendor again from the locked packages
	$(BIN)/node requirements/vendor.mjs

screenshot: browser ## take the README's picture again
	$(BIN)/python -m docs.screenshot

og: browser ## draw the chapters' pictures again, for links and for paper
	$(BIN)/python -m static.og

readme: $(VENV)/.run ## write the README's table from the models' cards
	$(BIN)/python -m docs.accuracy

lock: ## lock the dependencies again (needs uv; newer npm packages: edit requirements/package.json first)
	for layer in run test dev; do uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
		--no-emit-index-url --no-emit-find-links requirements/$$layer.in -o requirements/$$layer.txt; done

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# A layer is installed when its stamp is newer than its lock; each layer contains the one before it.
$(VENV)/.%: requirements/%.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(NPM) $(LIGHTHOUSE): %/node_modules/.installed: %/package-lock.json $(VENV)/.dev
	cd $* && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@touch $@
