# Few verbs. `make demo` and `make test` do all the set-up themselves.
PYTHON ?= python3
BIN := .venv/bin
# Tests start many processes, and each would compile all of Sixpence anew.
unexport PYTHONDONTWRITEBYTECODE
READY := .venv/.ready

.PHONY: demo serve sandbox test test-postgres check bench requirements clean

demo: $(READY)  ## a whole pay day against the Personio sandbox; everything it makes is in demo/
	$(BIN)/sixpence demo --out demo

serve: $(READY)  ## the web application with the demo company; what is done there is kept (start over with --fresh)
	$(BIN)/sixpence serve --demo

sandbox: $(READY)  ## the stand-in for Personio, to try the commands of docs/setting-up.md against
	$(BIN)/sixpence sandbox personio --port 8123

test: $(READY)  ## every test, and every check that `make check` runs
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-postgres: $(READY)  ## every test that uses the database, on a PostgreSQL server started for them
	$(BIN)/python tests/on_postgres.py

check: $(READY)  ## style, types and arrows, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: $(READY)  ## how long each step takes per employee, as ratios measured in one run
	$(BIN)/python bench/run.py

requirements:  ## after a change of dependencies in pyproject.toml; needs uv
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements.txt

clean:
	rm -rf .venv demo demo-company

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sixpence needs Python 3.11 or later; name one with: make PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)
