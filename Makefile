# Hemu: `make run` to see it, `make test` to prove it, `make help` for the rest.
#
# Needs Go and Node. Everything else comes from their registries and, as root,
# from Debian's packages. A second call does only what has changed.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

DATA ?= ./data
LISTEN ?= 127.0.0.1:8080
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# One static binary, the same from any checkout. The version is passed in
# because Go's own stamp refuses a checkout that belongs to another user.
export CGO_ENABLED ?= 0
GO_BUILD := go build -buildvcs=false -trimpath -ldflags "-s -w -X main.version=$(VERSION)"

# Chromium is Debian's; Playwright must never fetch its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
NPM_CI := npm ci --no-audit --no-fund --loglevel=error

# npm and go both take every core they find: one thing at a time.
.NOTPARALLEL:

.PHONY: help
help: ## List these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##@ Run

.PHONY: run
run: build ## Build all, start the demo city on http://127.0.0.1:8080 (DATA=, LISTEN=)
	exec bin/hemu serve --demo --data $(DATA) --listen $(LISTEN)

.PHONY: build
build: web fonts ## Build bin/hemu: one static binary, web inside
	$(GO_BUILD) -o bin/hemu ./cmd/hemu

.PHONY: web
web: web/dist/index.html ## Build the console into web/dist

WEB_SOURCES := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)
web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	npm --prefix web run build
	@touch web/dist/.keep $@

.PHONY: fonts
fonts: ## Make the fonts that the PDF writer embeds (from Debian's packages)
	@scripts/fonts.sh

# The stamp lies inside, so that whoever deletes the folder deletes it too.
%/node_modules/.installed: %/package.json %/package-lock.json
	cd $* && $(NPM_CI)
	@touch $@

##@ Test

.PHONY: test
test: deps-test fonts web/node_modules/.installed e2e/node_modules/.installed ## All tests on both databases, browser journeys included
	@scripts/test.sh

.PHONY: test-go
test-go: deps-test fonts ## gofmt, vet and go test on both databases (ARGS="-run X ./internal/y")
	@scripts/test.sh go $(ARGS)

.PHONY: test-web
test-web: web/node_modules/.installed ## Lint, types, unit tests and build of the console
	@scripts/test.sh web

.PHONY: e2e
e2e: deps-test web/node_modules/.installed e2e/node_modules/.installed ## Browser journeys on both databases (ARGS="smoke --project=phone", HEMU_E2E_DBS=sqlite)
	@scripts/test.sh e2e $(ARGS)

.PHONY: screenshots
screenshots: ## Pictures of every main screen into e2e/screenshots
	@HEMU_E2E_SHOTS=1 HEMU_E2E_DBS=sqlite $(MAKE) e2e ARGS="--grep @shots"

# The race detector needs C; it costs minutes for the SQLite driver alone.
.PHONY: race
race: deps-test ## go test -race (ARGS="./internal/job/..."; all by default)
	@CGO_ENABLED=1 scripts/test.sh go -race $(or $(ARGS),./...)

.PHONY: lint
lint: .cache/tools/staticcheck web/node_modules/.installed e2e/node_modules/.installed ## Everything that reads the code without running it
	gofmt -l $$(git ls-files '*.go') | (! grep .)
	go vet ./...
	.cache/tools/staticcheck ./...
	npm --prefix web run lint
	npm --prefix web run typecheck
	npm --prefix e2e run lint
	npm --prefix e2e run typecheck

.cache/tools/staticcheck: tools/go.mod tools/go.sum
	cd tools && go build -o ../$@ honnef.co/go/tools/cmd/staticcheck

.PHONY: deps-test
deps-test: ## Install PostgreSQL, Chromium, ClamAV, fonts, poppler from Debian (as root)
	@scripts/deps.sh

##@ Develop

.PHONY: pg
pg: deps-test ## Start a throw-away PostgreSQL and print its URL
	@scripts/pg.sh start

.PHONY: clean
clean: ## Delete what was built
	rm -rf bin e2e/out e2e/screenshots .cache/test
	find web/dist -mindepth 1 ! -name .keep -delete 2>/dev/null || true

.PHONY: distclean
distclean: clean ## Delete what was downloaded too (not ./data)
	scripts/pg.sh destroy || true
	rm -rf .cache web/node_modules e2e/node_modules internal/document/font/files/*.ttf internal/document/font/files/.made
