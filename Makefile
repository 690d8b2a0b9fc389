# The commands of a developer; `make` alone shows them. Each prepares what it needs first.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

python := .venv/bin/python
works := $(shell $(python) -c '' 2>/dev/null && echo yes)
# What is installed is named for what the lock files say, so that nothing happens until they change.
stamp = .venv/$(1)-$(shell cat dev/environment.sh $(2) | cksum | tr -d ' ')
run_locks := requirements.lock requirements-embedded.lock
dev_locks := requirements-dev.lock requirements-embedded.lock
to_run := $(call stamp,run,$(run_locks))
to_develop := $(call stamp,dev,$(dev_locks))
options ?=
# Tests that take seconds each.
in_projects := $(addprefix tests/integration/,dev schema_fixing schema_tenants migration_audit)

.PHONY: help nightly up story migrate test commands lint bench faults browser foreign rebuild lock clean environment-is-broken

help: ## show these lines
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

nightly: $(to_run) ## run the nightly checks and the sync once, and show the report
	@$(python) -m dev.nightly

up: $(to_run) ## keep everything running: admin, workers, beat, Flower, simulated GE server
	@$(python) -m dev.up

story: $(to_run) ## mend the database of November 2025, and show it before and after
	@$(python) -m dev.legacy.story

migrate: $(to_run) ## apply migrations that came later (the first run applies all; the checks report the rest)
	@$(python) -m dev.services run -- $(python) manage.py migrate $(options)

test: $(to_develop) ## run the tests that need no browser, no project of their own and kill no worker (options="-k words")
	@$(python) -m pytest -q -n 2 --ignore=tests/faults --ignore=tests/browser --ignore=tests/foreign \
		--ignore=tests/packages $(foreach folder,$(in_projects),--ignore=$(folder)) $(options)

commands: $(to_develop) ## run the tests that start servers, and commands in throw-away projects
	@sh dev/suite.sh $(in_projects) -n 2 $(options)

faults: $(to_develop) ## run the tests that kill workers, servers, fixes and rebuilds
	@sh dev/suite.sh tests/faults $(options)

browser: $(to_develop) ## run the tests that look at pages with Chromium
	@sh dev/suite.sh tests/browser $(options)

foreign: $(to_develop) ## run the audits on sites made of other people's packages
	@sh tests/foreign/environment.sh
	@sh dev/suite.sh tests/foreign -n 2 $(options)

rebuild: $(to_develop) ## rebuild the migrations of other people's packages
	@sh tests/foreign/environment.sh
	@sh dev/suite.sh tests/packages -n 2 $(options)

lint: $(to_develop) ## run every check of the code that is no test
	@sh dev/lint.sh

bench: $(to_develop) ## print the figures of benchmarks/
	@$(python) -m dev.services run -- sh dev/bench.sh

lock: $(to_develop) ## write the lock files anew from requirements*.txt
	@sh dev/lock.sh

clean: ## remove .venv and .run with its data; refuses while something runs
	@sh dev/clean.sh

$(to_run):
	@sh dev/environment.sh $@ $(run_locks)

$(to_develop):
	@sh dev/environment.sh $@ $(dev_locks)

ifneq ($(works),yes)
$(to_run) $(to_develop): environment-is-broken
endif
