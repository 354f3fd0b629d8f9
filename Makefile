# `make run` and `make test` do their own set-up; nothing has to be installed by hand but Node, make and git.

# The committed outputs are of the sample data, whatever the shell of the person who runs this says.
unexport TALLY_USERS TALLY_EVENTS TALLY_ORDERS TALLY_SHOP TALLY_CUSTOMERS

RUNNER := node runner/bin/nbconvert-ts-runner.js
# The notebooks that have a Chinese translation.
TRANSLATED := $(patsubst notebooks/zh/%.yaml,notebooks/%.ipynb,$(wildcard notebooks/zh/*.yaml))

# Of `make fuzz`: how long it may take, how many rounds at most, and which test files.
MINUTES := 5
ROUNDS := Infinity
FILES :=

# Of `make mutate`: which files are changed; patterns with commas between them, and so without braces.
MUTATE := lib/src/metrics/**/*.ts,lib/src/stats/**/*.ts,lib/src/load/**/*.ts,lib/src/data/**/*.ts,lib/src/orders/**/*.ts

.PHONY: run check test test-slow test-browser test-fast fuzz mutate lint lint-rules lint-types build pack sample notebooks fonts clean

## Main job: sample data, then every notebook with its markdown and figures. JOBS=1 runs one at a time.
run: notebooks

## Executes every notebook again and compares with what is committed; writes nothing. A sample file
## that is missing or has been changed is an error.
check: build
	node studies/bin/tally-studies.js sample --out data/sample --check
	$(RUNNER) check

## All tests but the slow ones. Those on real data run where the data is (TALLY_REAL_DATA or ../shared/data).
test: build
	npx vitest run

## Notebooks on many small tables and on data without any effect, kernels and servers that die, large real files: minutes.
test-slow: build
	npx vitest run --config vitest.slow.config.ts

## Every figure of the gallery against Chromium, the HTML pages in it, and the kernel in JupyterLab, which is installed below
## node_modules/.cache. What is not there is skipped. UPDATE_GOLDEN=1 writes render/gallery/FIDELITY.md and docs/screenshots.
test-browser: build
	npx vitest run --config vitest.browser.config.ts

## Tests of the library alone.
test-fast: build
	npx vitest run test/lib

## The random tests again and again with fresh seeds, for MINUTES=5, at which the last round is cut off; FUZZ_SEED=… repeats one round.
fuzz: build
	node test/fuzz/index.mjs --minutes $(MINUTES) --rounds $(ROUNDS) $(FILES)

## Changes the code of the numbers, and then their SQL, one place at a time; a test must notice 95 of 100. Hours for all: MUTATE=lib/src/stats/*.ts takes minutes.
mutate: build
	npx stryker run --mutate '$(MUTATE),!**/index.ts'
	node test/mutate/main.mjs '$(MUTATE)'

## Types, rules and layout. Both halves take one core each, so they run side by side.
lint: build
	$(MAKE) --no-print-directory --output-sync -j2 lint-rules lint-types

lint-rules:
	npm run --silent rules

lint-types:
	npm run --silent typecheck
	npm run --silent circles
	npm run --silent layout

build: node_modules/.installed
	npm run --silent build

## The packages that people install, as tarballs in out/packages: npm install out/packages/*.tgz anywhere.
pack: build
	rm -rf out/packages && mkdir -p out/packages
	npm pack --silent --pack-destination out/packages $(addprefix -w ,render lib kernel runner create)

sample: build
	node studies/bin/tally-studies.js sample --out data/sample

notebooks: sample
	$(RUNNER) run $(if $(JOBS),--jobs $(JOBS))
	$(RUNNER) run --lang zh $(if $(JOBS),--jobs $(JOBS)) $(TRANSLATED)

## Cuts the bundled fonts anew from their npm package.
fonts: node_modules/.installed
	node render/scripts/build-fonts.mjs

clean:
	rm -rf node_modules */dist coverage data/quarantine out

node_modules/.installed: package-lock.json package.json $(wildcard */package.json)
	npm ci --no-audit --no-fund --loglevel=error
	touch $@
