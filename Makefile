# Every command of the project. `make` alone lists them.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

# Folders count too: a deleted file changes them.
SPA_SOURCES := $(wildcard frontend/*.*) $(shell find frontend/src frontend/public frontend/tooling)

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 } /^##@ / { printf "\n%s\n", substr($$0, 5) }' $(MAKEFILE_LIST)

##@ Everything at once

run: port setup-run frontend server ## Set up, build and serve on http://127.0.0.1:8080 with demonstration data
	@tooling/run

test: setup-test ## Set up and run every check; the last line counts them
	@tooling/test

bench: setup-bench server ## Measure the release build under load and print a table
	cargo run --release --locked -p tests --bin bench

##@ Steps of `make run`

port: ## Say so early when the port is taken
	@tooling/run --check-port

setup-run: ## Install the Debian packages that building needs
	@tooling/setup run

frontend: frontend/dist/index.html ## Build the site into frontend/dist

server: ## Build target/release/jipp
	cargo build --release --locked -p jipp

##@ Steps of `make test` (any others: tooling/test PART...)

setup-test: ## Install what the checks need, and .venv
	@tooling/setup test

format: frontend/node_modules/.package-lock.json ## Format all code
	cargo fmt --all
	npm --prefix frontend run format

lint: ## Formatting, clippy, eslint, types, shell scripts
	@tooling/test rustfmt prettier clippy eslint tsc shellcheck

unit: frontend/node_modules/.package-lock.json ## Unit tests of the service and the site
	cargo test --locked -p jipp
	npm --prefix frontend test

blackbox: ## Black-box tests of the running binary, on SQLite and PostgreSQL
	cargo build --locked -p jipp
	cargo test --locked -p tests

deny: ## Licences, advisories and sources of the dependencies
	@tooling/test deny advisories

openapi: frontend/node_modules/.package-lock.json ## Write openapi.yaml, and the site's types from it
	cargo build --locked -p jipp
	./target/debug/jipp openapi > openapi.yaml
	npm --prefix frontend run generate

openapi-lint: ## Redocly on openapi.yaml
	@tooling/test openapi-lint

schemathesis: ## Generated requests against a running server
	@tooling/test schemathesis

browser: ## Journeys in Chromium, and Lighthouse
	@tooling/test browser lighthouse

##@ Others

setup-bench: ## Install what the bench needs
	@tooling/setup bench

clean: ## Remove what was built and installed here (data/ stays)
	rm -rf target .venv frontend/dist frontend/node_modules tooling/node_modules tests/browser/node_modules

frontend/dist/index.html: frontend/node_modules/.package-lock.json $(SPA_SOURCES)
	npm --prefix frontend run build
	@touch $@

# npm writes this file last.
%/node_modules/.package-lock.json: %/package-lock.json
	npm --prefix $* ci
	@touch $@

.PHONY: help run test bench port setup-run frontend server setup-test format lint unit blackbox deny openapi openapi-lint schemathesis browser setup-bench clean
