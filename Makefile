# Everything happens in .venv, which is made on demand from the pinned versions.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
ROUNDS ?= 200

.DEFAULT_GOAL := help
.PHONY: help run test torture check format bench bench-screen bench-claims train-claims corpus screenshots snapshots guide man clean

help: ## list what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "manicule needs Python 3.11 or newer; set PYTHON=/path/to/python3")'
	@echo "Installing into .venv; this takes about a minute, once."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

run: $(READY) ## open the reader
	@$(BIN)/manicule
	@echo "In a shell the same is $(BIN)/manicule; \`pipx install .\` makes it manicule everywhere."

test: $(READY) ## run the whole suite
	$(BIN)/python -m pytest -n auto

torture: $(READY) ## kill, cut and interleave for a long time; ROUNDS=1000 for longer
	MANICULE_TORTURE=$(ROUNDS) $(BIN)/python -m pytest -n auto -rP tests/storage/disk tests/storage/test_model.py

check: $(READY) ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

format: $(READY) ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

SIZES ?= 100 10000
bench: $(READY) ## measure claims and speed beside peers; SIZES="100 10000 50000" for a large library
	$(BIN)/python benchmarks/run.py $(SIZES)

WORDS ?= 5000 100000
bench-screen: $(READY) ## measure the page from key to screen; WORDS="5000 500000" for other sizes
	$(BIN)/python benchmarks/screen.py $(WORDS)

KEY_CLAIMS ?= ../shared/data/key-claims

bench-claims: $(READY) ## score claims beside TextRank, lead and random, by article and in all
	$(BIN)/python benchmarks/claims.py $(KEY_CLAIMS) --per-article

train-claims: $(READY) ## learn the claims engine's weights anew from KEY_CLAIMS=folder
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/train_claims.py $(KEY_CLAIMS) --write

CORPUS ?= ../shared/data

corpus: $(READY) ## run intake over the pages, texts, exports and hostile files of CORPUS=folder
	$(BIN)/python benchmarks/corpus.py $(CORPUS)

screenshots: $(READY) ## draw the pictures of the README anew
	$(BIN)/python docs/screenshots.py

snapshots: $(READY) ## take the looks of the screens that the tests compare for right
	MANICULE_SNAPSHOTS=renew $(BIN)/python -m pytest tests/tui/test_snapshots.py

guide: $(READY) ## run the commands of docs/guide.md and write what they print
	$(BIN)/python docs/guide.py

man: $(READY) ## write docs/manicule.1 from the parser
	$(BIN)/python docs/manpage.py

clean: ## remove the environment and all caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
