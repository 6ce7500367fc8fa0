# Two commands on a machine with Python 3.11 and make: `make demo` and `make test`.
# uv comes into .tools, everything else (node among it) into .venv.

PYTHON ?= python3
export VIRTUAL_ENV := $(CURDIR)/.venv
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Behind a company's proxy its own certificates count, for uv and npm as for everybody else.
export UV_SYSTEM_CERTS := true
export NODE_OPTIONS := --use-system-ca
UV := $(CURDIR)/.tools/bin/uv
ALMANAC := .venv/bin/almanac
WORKERS ?= 2
# dbt compiles for a company that has every source; no data is needed. Models alone, in a place of their own: dbt's
# wrapping of tests is not ours.
COMPILED := transform/target/lint
COMPILE := rm -rf $(COMPILED) && cd transform && ../.venv/bin/dbt -q compile --profiles-dir . \
	--indirect-selection empty --select resource_type:model --target-path target/lint \
	--vars '{crm_source: raw, missing_sources: []}' && cd ..
ARGS ?=

.PHONY: demo serve web test test-python test-web test-long lint format metric-tables metric-reference dbt-docs screenshots clean help

help:
	@echo "make demo       the synthetic company, built, tested, published, served (ARGS=\"--no-serve\")"
	@echo "make serve      serve what is published"
	@echo "make test       the suite, under 10 minutes; make test-long for what takes longer"
	@echo "make metric-reference  docs/metrics, from the definitions; make dbt-docs for the models as a page"
	@echo "make screenshots  pictures of the dashboards for docs, from what is published"
	@echo "make lint       style, types, imports; make format mends the style"

demo: .venv/.app web/dist/index.html
	$(ALMANAC) demo $(ARGS)

serve: .venv/.app web/dist/index.html
	$(ALMANAC) serve $(ARGS)

web: web/dist/index.html

test: test-web test-python

test-python: .venv/.dev web/dist/index.html
	.venv/bin/pytest -n $(WORKERS) -m "not long" $(ARGS)

test-web: .venv/.dev web/node_modules/.package-lock.json
	cd web && npm test

test-long: .venv/.dev web/dist/index.html
	.venv/bin/pytest -n $(WORKERS) -m long $(ARGS)

lint: .venv/.dev web/node_modules/.package-lock.json
	.venv/bin/ruff check src tests benchmarks
	.venv/bin/ruff format --check src tests benchmarks
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(COMPILE) && .venv/bin/sqlfluff lint --processes 2 $(COMPILED)/compiled/almanac/models
	cd web && npm run lint && npm run typecheck

format: .venv/.dev web/node_modules/.package-lock.json
	.venv/bin/ruff check --fix src tests benchmarks
	.venv/bin/ruff format src tests benchmarks
	cd web && npm run format

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==0.13.8

# A build that makes the page needs node; the suite needs everything.
.venv/.app: pyproject.toml uv.lock | $(UV)
	$(UV) sync --quiet --frozen --inexact --python $(PYTHON) --group web
	@touch $@

.venv/.dev: pyproject.toml uv.lock | $(UV)
	$(UV) sync --quiet --frozen --inexact --python $(PYTHON) --group web --group dev
	@touch $@ .venv/.app

web/node_modules/.package-lock.json: web/package.json web/package-lock.json | .venv/.app
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(shell find web/src web/index.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run --silent build
	@touch $@

# The columns of the wide tables of metrics, from the metrics' definitions.
metric-tables: .venv/.dev
	.venv/bin/python -m almanac.quality.metric_tables

# docs/metrics: every metric with its definition, lineage and examples.
metric-reference: .venv/.dev
	.venv/bin/python -m almanac.quality.metric_reference

# docs/images/dashboards: every dashboard of what is published, as a reader sees it; ARGS=HOME for another home.
screenshots: .venv/.dev web/dist/index.html
	.venv/bin/python -m tests.e2e.screenshots $(ARGS)

# What dbt knows of the project, as one page that needs no server and no network.
dbt-docs: .venv/.app
	cd transform && ../.venv/bin/dbt -q docs generate --static --empty-catalog --profiles-dir . \
		--target-path target/docs --vars '{crm_source: raw, missing_sources: []}'
	@echo "open transform/target/docs/static_index.html in a browser"

clean:
	rm -rf .venv .tools web/node_modules web/dist transform/target transform/logs
