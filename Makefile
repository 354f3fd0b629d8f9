# `make run` and `make test` do their own set-up; nothing has to be installed by hand but Node, make and git.

# The committed outputs are of the sample data, whatever the shell of the person who runs this says.
unexport TALLY_USERS TALLY_EVENTS

RUNNER := node runner/bin/nbconvert-ts-runner.js

.PHONY: run check test test-browser test-fast lint build sample notebooks fonts clean

## Main job: sample data, then every notebook with its markdown and figures. JOBS=1 runs one at a time.
run: notebooks

## Executes every notebook again and compares with what is committed; writes nothing.
check: sample
	$(RUNNER) check

## All tests. Those on real data run where the data is (TALLY_REAL_DATA or ../shared/data).
test: build
	npx vitest run

## Every figure of the gallery against Chromium, and the HTML pages in it, where it is installed. UPDATE_GOLDEN=1 writes render/gallery/FIDELITY.md.
test-browser: build
	npx vitest run --config vitest.browser.config.ts

## Tests of the library alone: seconds.
test-fast: build
	npx vitest run test/lib

lint: build
	npm run --silent typecheck
	npm run --silent lint

build: node_modules/.installed
	npm run --silent build

sample: build
	node lib/bin/tally.js sample --out data/sample

notebooks: sample
	$(RUNNER) run $(if $(JOBS),--jobs $(JOBS))

## Cuts the bundled fonts anew from their npm package.
fonts: node_modules/.installed
	node render/scripts/build-fonts.mjs

clean:
	rm -rf node_modules */dist coverage data/quarantine out

node_modules/.installed: package-lock.json package.json $(wildcard */package.json)
	npm ci --no-audit --no-fund --loglevel=error
	touch $@
