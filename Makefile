# Every step that people and CI take. `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help install run editor test test-full ci bench statement audit lint format types lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | column -t -s '|'

install: .venv/dev.stamp  ## everything for developers, in .venv, locked with hashes

run: .venv/run.stamp  ## the whole site on http://127.0.0.1:8000 (PORT, DATABASE_URL)
	@$(BIN)/python -m ntu_site.serve

editor: .venv/run.stamp  ## an account for the CMS, and its second factor
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createsuperuser
	@$(BIN)/python manage.py add_second_factor

test: .venv/dev.stamp  ## all tests on SQLite, browser included
	@bin/need chromium java
	$(BIN)/pytest -n 2 -m "not full"

test-full: .venv/dev.stamp  ## the same with the whole browser matrix
	@bin/need chromium java
	$(BIN)/pytest -n 2

ci: .venv/dev.stamp  ## every check, on SQLite and on PostgreSQL
	@bin/need chromium postgresql java
	@$(BIN)/python bin/ci.py

bench: .venv/dev.stamp  ## measure the engine against its bars; writes docs/benchmarks.md
	$(BIN)/python -m tests.bench

statement: .venv/dev.stamp  ## test accessibility, and write the results into the site's statement
	@bin/need chromium
	-$(BIN)/pytest -n 2 -m "not full" --junitxml=var/accessibility.xml $$(grep -oE 'tests/[^"]+' docs/accessibility-coverage.json | sort -u)
	-$(BIN)/pytest -n 2 --junitxml=var/accessibility-states.xml tests/browser/test_criteria.py::test_every_state_passes_the_page_checker
	$(BIN)/python manage.py accessibility_statement var/accessibility.xml var/accessibility-states.xml

audit: .venv/dev.stamp var/audit/tools/.stamp  ## the checkers of others (IBM, Nu, Lighthouse); writes docs/audit.md
	@bin/need chromium java
	$(BIN)/python -m tests.audit

lint: .venv/dev.stamp  ## errors and habits
	$(BIN)/ruff check .

format: .venv/dev.stamp  ## lay out the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: .venv/dev.stamp  ## types of the rules engine
	$(BIN)/mypy

lock: .venv/dev.stamp  ## choose versions again from pyproject.toml
	bin/lock

clean:  ## remove what was made, but no database
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis var/static var/styles var/test var/audit
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than its lock file when that lock is installed.
.venv/bin/python:
	@bin/need python-venv
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch .venv/run.stamp $@

# Only what the lock file has the hashes of, and no script of theirs runs.
var/audit/tools/.stamp: tests/audit/package-lock.json
	@bin/need npm
	@mkdir -p $(@D) && cp tests/audit/package.json tests/audit/package-lock.json $(@D)
	npm ci --prefix $(@D) --silent --ignore-scripts --no-audit --no-fund
	@touch $@
