# Everything a fresh machine needs: `make demo` shows Saksi at work, `make test` checks it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= $(or $(SAKSI_DATA),../shared)

.PHONY: demo test score pipeline bench lint lock docs train clean
.DELETE_ON_ERROR:

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Saksi needs Python 3.11 or newer; say make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/runtime: $(VENV)/made requirements.lock pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# A browser already on the machine is used as it is; otherwise Playwright's own is fetched, and where that is refused
# the browser tests say so and are skipped.
$(VENV)/browser: $(VENV)/dev
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || timeout 300 $(BIN)/playwright install chromium \
	  || echo "No browser could be installed: the browser tests will be skipped."
	touch $@

demo: $(VENV)/runtime
	$(BIN)/saksi read src/saksi/data/sample.txt
	$(BIN)/saksi read src/saksi/data/sample.txt --format html --output demo.html
	@echo "Open demo.html in a browser."

test: $(VENV)/browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

score: $(VENV)/dev
	$(BIN)/python -m bench.score --data $(DATA) --floors bench/floors.json
	$(BIN)/python -m bench.sentences --floors bench/floors.json
	$(BIN)/python -m bench.pipeline --data $(DATA) --split dev --only trees --only names --only sentences --floors bench/floors.json

pipeline: $(VENV)/dev
	$(BIN)/python -m bench.pipeline --data $(DATA)

bench: $(VENV)/dev
	$(BIN)/python -m bench.speed

docs: $(VENV)/dev
	$(BIN)/python docs/generate.py

lint: $(VENV)/dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

lock: $(VENV)/made
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev -c requirements.lock --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -q -o requirements-dev.lock

# Rebuilds the weights from treebanks, entity sets and raw text under DATA; see training/README.md for time and memory.
train: $(VENV)/dev
	$(BIN)/pip install -q --disable-pip-version-check -e ".[train]"
	OMP_NUM_THREADS=1 $(BIN)/python -m training.build --data $(DATA)

clean:
	rm -rf $(VENV) demo.html dist build
