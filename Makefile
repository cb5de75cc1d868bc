# One place for what a person types; CI runs the same targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev

# What one interpreter compiled, the next one need not.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint bench compiled interpreted clean

demo: $(STAMP)  ## build the graph of the sample, print who collaborates with whom, write network.html
	@$(BIN)/samverkan build --quiet --store .demo kg/sample/stockholm-2016.txt
	@cp kg/sample/stockholm-2016.sssom.tsv .demo/links.sssom.tsv
	@$(BIN)/samverkan link --quiet --store .demo --links .demo/links.sssom.tsv >/dev/null
	@$(BIN)/samverkan ask who-collaborates --store .demo
	@$(BIN)/samverkan view --store .demo -o network.html

test: $(DEV) interpreted  ## run the tests
	$(BIN)/python -m pytest

lint: $(DEV)  ## types and style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy compiled.py

bench: $(DEV) interpreted  ## measure speed, reading compiled too where there is a C compiler; prints ratios
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_page.py
	@if ! command -v cc >/dev/null; then echo "no C compiler here: reading is not measured compiled"; exit; fi; \
	  $(MAKE) --no-print-directory compiled >/dev/null && $(BIN)/python tests/bench.py reading; \
	  $(MAKE) --no-print-directory interpreted

compiled: $(DEV)  ## compile what reads a document: twice as fast; to be made again after any change to kg/
	$(BIN)/python compiled.py

interpreted:  ## take away what is compiled
	@rm -f *.so kg/*.so kg/extract/*.so

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean: interpreted  ## remove what the targets made, but not your own store
	rm -rf $(VENV) .demo network.html build
