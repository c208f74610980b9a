# make            what there is
# make demo       read the example reports and weigh them
# make test       the tests
# make bench      how fast reading, weighing, the ledger, intake, the desk and matching are
# make screenshots  the pictures of the desk in the README
# make figures    how good the reader is, written into README.md and docs/reading.md
# make floors     the same figures as floors of the tests: after a look at why they moved
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench screenshots figures floors encoder train lock clean

help:
	@echo "make demo | test | lint | format | bench | screenshots | figures | floors | encoder | train | lock | clean"

# The environment: every package at the version and with the hash of requirements.lock, then ours beside it. The lock
# is whole, so pip looks for nothing else. Compiled on all processors at once, which pip doesn't do; some packages bring
# files that aren't for this Python.
.venv: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m compileall -qq -j 0 .venv/lib || true
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: .venv/.installed
	$(BIN)/weighbridge demo

# HYPOTHESIS_PROFILE=thorough looks through more made-up cases, for hours.
# Compiled beforehand: the tests start the program some hundreds of times, also where Python is told to keep nothing it compiles.
test: .venv/.installed
	$(BIN)/python -m compileall -q src tests
	$(BIN)/python -m pytest -n 2

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# DATA=FOLDER holds the lists and the pairs of names that are not in the project.
# DESK="--statements 1000000" measures the desk on a large ledger, which takes some 20 minutes to make.
# PAGES=FOLDER takes other pages than our own for intake: expected.json and html/, as bench/pages.py says.
bench: .venv/.installed
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/speed.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/ledger.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/pages.py $(PAGES)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/adding.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/copies.py
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/matching.py $(if $(DATA),--data $(DATA))
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/desk.py $(DESK)

# From the real desk on the example reports, with the system's Chromium, into docs/pictures.
screenshots: .venv/.installed
	$(BIN)/python bench/screenshots.py

# ATTRIBUTIONS=FILE measures the figures of attributions anew, on a file that is not in the project; without it they stand.
figures: .venv/.installed
	$(BIN)/python bench/figures.py $(if $(ATTRIBUTIONS),--attributions $(ATTRIBUTIONS))

floors: .venv/.installed
	$(BIN)/python bench/figures.py --floors-only

# Needs PyTorch, onnx and the pre-trained model, see training/encoder/tune.py; minutes with a graphics processor.
encoder: .venv/.installed
	$(BIN)/python -m training.encoder.examples
	$(BIN)/python -m training.encoder.tune

train: .venv/.installed
	$(BIN)/python -m training.train

# Written anew from pyproject.toml; run it on the oldest Python that is supported.
lock: .venv/.installed
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
		--output-file requirements.lock pyproject.toml

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
