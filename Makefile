# Two commands set everything up on a machine with Python 3.11, pip, make and git:
#   make build   checks the tables and publishes the release into dist/
#   make test    runs the tests
# CONTRIBUTING.md has the commands that do the same without make.

PYTHON ?= python3
SOURCES ?= ../shared/sources
VENV := .venv
BIN := $(VENV)/bin
EMPTY := $(VENV)/pyvenv.cfg
READY := $(VENV)/.ready
APART := $(VENV)/clients/apart
OLD_DUCKDB := $(VENV)/clients/duckdb-1.2
SPARK := $(VENV)/clients/spark
CRATE := $(VENV)/clients/crate
# What the tests have beside the tools.
TESTED := $(READY) $(APART)/.ready $(OLD_DUCKDB)/.ready
EXPLORER := build/explorer
EXPLORER_FILES := build/mawaqif/site/assets/colours.css \
  $(shell find $(EXPLORER) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
BUNDLE := $(EXPLORER)/dist/explorer.js
PRINTED := tests/site/test_own_copies.py::test_printed_pages_give_back_nearly_every_passage
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup build plots site spark crate bundle pictures views deskspeed test test-all test-site grown lint verify verify-release measure mutants fuzz kills bench docs format requirements clean help
.DEFAULT_GOAL := help

help:  ## Show what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(EMPTY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv --clear $(VENV)

$(READY): $(EMPTY)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Each has a folder of its own, which nothing but the tests loads; few of its modules, so they are compiled where they are loaded.
$(VENV)/clients/%/.ready: $(EMPTY) tests/clients/%.txt
	rm -rf $(@D)
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-compile --target $(@D) --requirement tests/clients/$*.txt
	touch $@

setup: $(TESTED)  ## Install the command and its tools into .venv/

build: $(READY)  ## Check the tables and publish the release into dist/
	$(BIN)/mawaqif build

plots: $(READY)  ## Draw the release in dist/ into dist/plots/
	$(BIN)/mawaqif plots --release dist

bundle:  # The interactive parts of the site; without Node there are none, and the pages do without
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(BUNDLE); \
	else echo "make: no npm here, so the site is made without its interactive parts; install Node 20 or newer for them"; fi

$(BUNDLE): $(EXPLORER_FILES)
	cd $(EXPLORER) && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

pictures: $(TESTED) bundle  ## Take the pictures of the desk in docs/desk/ anew; look at them
	PYTHONPATH=tests $(BIN)/python tests/desk_pictures.py

views: $(TESTED) bundle  ## Take the pictures of the site in tests/site/pictures/ anew; look at them
	MAWAQIF_VIEWS=1 $(BIN)/python -m pytest -q tests/site/test_pictures.py

deskspeed: $(TESTED) bundle  ## Measure how soon the desk answers on a document of 200 kB
	POLARS_MAX_THREADS=1 PYTHONPATH=tests $(BIN)/python tests/desk_measure.py

site: build bundle  ## Write the release as a static site into site/
	$(BIN)/mawaqif site

# Half a gigabyte, so no part of the environment; the tests that want it skip without it.
spark: $(SPARK)/.ready  ## Install Spark, for the tests that ask with it (needs Java)

# It wants older versions of what the tools use, so it has a folder of its own.
crate: $(CRATE)/.ready  # The validator of RO-Crate, for the tests that hold a release against it

# Code is compiled once, and not anew by every process that a test or the benchmark starts, whatever the shell wants.
test test-all test-site verify bench: export PYTHONDONTWRITEBYTECODE :=

test-site: $(TESTED) bundle  ## Run the tests of the site, with a browser
	POLARS_MAX_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal tests/site

test: $(TESTED)  ## Run the tests, but those that take long
	POLARS_MAX_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal -m "not thorough"  # a worker a core, a thread a worker

# One worker more than there are processors: browsers, engines and servers let a worker wait.
test-all: $(TESTED) crate bundle  ## Run all tests, as CI does
	POLARS_MAX_THREADS=1 $(BIN)/python -m pytest -n $$($(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)') --dist worksteal

grown: $(TESTED) bundle  ## Add two invented documents to a copy of the checkout, and run everything on it
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && PYTHONPATH=tests $(BIN)/python -m grown "$$folder/copy"

lint: $(TESTED)  ## Check code style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/mawaqif fmt --check
	$(BIN)/mawaqif docs --check
	@if [ -d $(EXPLORER)/node_modules ]; then cd $(EXPLORER) && npm run --silent check; \
	else echo "make: the interactive parts of the site are not checked; \`make bundle\` installs their tools"; fi

verify: $(TESTED) bundle  ## Prove every passage against the documents in SOURCES, and altered copies of them
	$(BIN)/mawaqif validate --sources $(SOURCES)
	MAWAQIF_SOURCES=$(SOURCES) $(BIN)/python -m pytest -n auto tests/hydrating/test_hydrate_sources.py $(PRINTED)

verify-release: $(READY)  ## Prove a downloaded release: files, tables, attestation (DIR, REPOSITORY=owner/name)
	$(BIN)/mawaqif verify $(or $(DIR),dist) $(if $(REPOSITORY),--repository $(REPOSITORY))

measure: $(TESTED) bundle  ## Measure what comes back from altered copies of the documents in SOURCES
	PYTHONPATH=tests $(BIN)/python tests/measure_hydration.py $(SOURCES) > docs/hydration.md

mutants: $(TESTED)  ## Damage the tables in every known way and measure what is caught (KIND, SEED, COUNT, OUT)
	PYTHONPATH=tests $(BIN)/python -m mutants $(if $(KIND),--kind $(KIND)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(COUNT),--count $(COUNT)) $(if $(wildcard $(SOURCES)),--sources $(SOURCES)) $(if $(OUT),--out $(OUT))

kills: $(TESTED)  ## End builds, sites and desks by signals at random times, and tell what was seen (COUNT, SITES, DESKS, SEED)
	PYTHONPATH=tests $(BIN)/python -m kills $(if $(COUNT),--count $(COUNT)) $(if $(SITES),--sites $(SITES)) \
	  $(if $(DESKS),--desks $(DESKS)) \
	  $(if $(SEED),--seed $(SEED))

fuzz: $(TESTED)  ## Put every kind of value into the properties of index and schemas (COUNT, SEED)
	MAWAQIF_FUZZ=$(or $(COUNT),5000) MAWAQIF_FUZZ_SEED=$(or $(SEED),1) $(BIN)/python -m pytest -n auto tests/tables/test_fuzz.py

bench: $(TESTED)  ## Measure against others at every size, compare, write docs/bench.md (SIZES="1x 10k", RUNS, SEED, LIMIT, KEEP)
	PYTHONPATH=tests $(BIN)/python -m bench --store $(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) \
	  $(if $(SEED),--seed $(SEED)) $(if $(LIMIT),--limit $(LIMIT)) $(if $(KEEP),--keep $(KEEP))

docs: $(TESTED)  ## Make the codebook, the checks, the cookbook, the plots shown, the Python API, the list of rooms, the engines, FAIR
	$(BIN)/mawaqif docs
	$(BIN)/python tests/architecture.py
	$(BIN)/python tests/engines.py
	$(BIN)/python tests/fair.py

format: $(READY)  ## Bring tables and code into canonical form
	$(BIN)/mawaqif fmt
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements:  ## Pin the newest versions that resolve together (needs uv)
	uv pip compile pyproject.toml --extra dev --upgrade --generate-hashes --universal --python-version 3.11 \
	  --no-annotate --no-emit-index-url --custom-compile-command "make requirements" --output-file requirements.txt
	# Beside the others, and without the grammar of addresses, which jsonschema takes a second to load.
	uv pip compile --group apart --constraint requirements.txt --upgrade --generate-hashes --universal --python-version 3.11 \
	  $$(sed -n 's/^\([^ =]*\)==.*/--no-emit-package \1/p' requirements.txt) --no-emit-package rfc3987-syntax \
	  --no-annotate --no-emit-index-url --custom-compile-command "make requirements" --output-file tests/clients/apart.txt
	printf 'hatchling\neditables\n' | uv pip compile pyproject.toml - --extra release --extra site --constraint requirements.txt --generate-hashes \
	  --python-version 3.11 --no-annotate --no-emit-index-url --output-file .github/actions/validate/requirements.txt \
	  --custom-compile-command "make requirements"

clean:  ## Remove what was made
	rm -rf $(VENV) dist site $(EXPLORER)/dist $(EXPLORER)/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
