# The two commands to know: `make demo` and `make test`.

GO ?= go
BIN := bin/server
# What the assets are built from: their own sources, and the templates and Go files that name classes and icons.
ASSET_SOURCES := $(shell find web internal/markdown \( -name node_modules -o -name dist -o -name built -o -name testdata \) -prune \
	-o -type f \( -path 'web/assets/*' -o -name '*.html' -o -name '*.go' \) -print)
FUZZTIME ?= 5m
FUZZ := internal/markdown:FuzzRender internal/markdown:FuzzFront internal/sheet:FuzzRead internal/text:FuzzDecode quiz:FuzzParse courses/adapt:FuzzPage courses/adapt:FuzzContents courses:FuzzZip courses:FuzzCourse
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: demo build assets test check journeys bench soak security clean help

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

demo: build ## build, fill and serve a demonstration on http://127.0.0.1:8080
	$(BIN) demo

build: assets ## the one static binary, with everything embedded
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o $(BIN) ./server

assets: web/dist/manifest.json ## the built scripts, styles, fonts and icons

web/assets/node_modules/.installed: web/assets/package.json web/assets/package-lock.json
	cd web/assets && npm ci --no-audit --no-fund --loglevel=error
	touch $@

web/dist/manifest.json: web/assets/node_modules/.installed $(ASSET_SOURCES)
	cd web/assets && npm run --silent build
	touch $@

test: ## install what is missing, then check and test everything on both engines and in a browser
	.ci/prepare
	$(MAKE) assets check
	cd web/assets && npm run --silent check && npm test --silent
	$(GO) test -race -shuffle=on -timeout 20m $(shell $(GO) list ./... | grep -v /journeys)
	$(GO) test -run TestNobodySeesMoreThanTheirScope ./web # all its cases, for under the race detector it takes a sample
	$(MAKE) journeys

journeys: build ## the end-to-end journeys in a real browser
	JOURNEYS=1 $(GO) test -count=1 -timeout 20m ./web/journeys

check: ## formatting, go vet, staticcheck
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

bench: build ## measure the built binary over loopback, beside plain references of the same run
	$(GO) run ./server/bench -binary $(BIN)

soak: ## long runs: very many random cases, then every fuzz target for FUZZTIME (5m)
	LIEM_SOAK=1 $(GO) test -timeout 60m ./internal/markdown ./quiz
	LIEM_SOAK=1 $(GO) test -timeout 120m -run TestNobodySeesMoreThanTheirScope ./web
	@set -e; for target in $(FUZZ); do \
		$(GO) test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) "./$${target%:*}"; \
	done

security: build ## headers, scanners on a demonstration, sources, history, fuzzing; reports in security/; not part of test
	BIN=$(BIN) GO=$(GO) FUZZ='$(FUZZ)' FUZZTIME=$(if $(filter command line environment,$(origin FUZZTIME)),$(FUZZTIME),30s) .ci/security/run

clean: ## remove what was built
	rm -rf bin web/dist/* web/assets/node_modules
