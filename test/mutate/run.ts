import { relative } from 'node:path';
import {
  BaseSequencer,
  createVitest,
  type Reporter,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node';
import type { Candidate } from './runner.js';
import type { ActiveMutant } from './switches.js';

const SETUP = 'test/mutate/setup.ts';
const RUNNER = 'test/mutate/runner.ts';
const INVALID = /(Parser|Binder|Catalog) Error/;

/** Tests to run for a place: of a file all that it has, or some; quickest file first. */
export interface Tests {
  readonly file: string;
  readonly ids: readonly string[] | null;
  readonly milliseconds: number;
}

export type Outcome = 'killed' | 'alive' | 'invalid';

/** One line a file of tests in the first look, which takes minutes. */
const PROGRESS: Reporter = {
  onTestModuleEnd: (module) => {
    const noticed = [...module.children.allTests()].flatMap((test) => test.meta().noticed ?? []);
    if (noticed.length > 0) console.log(`${module.relativeModuleId} noticed ${noticed.length} more`);
  },
};

/** Vitest kept open, with sources that ask which change to make, by path. */
export async function openTests(root: string, sources: ReadonlyMap<string, string>) {
  const vitest = await createVitest(
    'test',
    {
      config: 'vitest.mutate.config.ts',
      ...{
        watch: false,
        reporters: [PROGRESS],
        maxWorkers: 1,
        bail: 1,
        testTimeout: 120_000,
        hookTimeout: 120_000,
      },
      onConsoleLog: () => false,
      coverage: { enabled: false },
      sequence: { sequencer: InOrder },
    },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          transform: (_, path) => {
            const code = sources.get(relative(root, path));
            return code === undefined ? null : { code, map: null };
          },
        },
      ],
    },
  );
  for (const { config } of vitest.projects) {
    config.setupFiles = [...config.setupFiles, `${root}/${SETUP}`];
    config.runner = `${root}/${RUNNER}`;
  }
  vitest.provide('mutant', null);
  vitest.provide('candidates', []);
  vitest.provide('quickly', Infinity);
  return vitest;
}

/** Which tests of these files ask for which place. What a module asks for while it loads, each file has to see. */
export async function coverageOf(
  vitest: Vitest,
  files: readonly string[],
): Promise<ReadonlyMap<string, readonly Tests[]>> {
  isolate(vitest, true);
  const testModules = await passing(vitest, files);
  isolate(vitest, false);
  return askingOf(testModules);
}

/** Runs files of tests, in this order. All have to pass. */
async function passing(vitest: Vitest, files: readonly string[]): Promise<readonly TestModule[]> {
  const all = await vitest.globTestSpecifications();
  const specifications = files.flatMap((file) => all.filter(({ moduleId }) => moduleId === file));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true);
  const failed = testModules.filter((one) => one.state() === 'failed');
  if (failed.length > 0 || unhandledErrors.length > 0) {
    throw new Error(
      `Tests fail already: ${[...failed.flatMap(errorsOf), ...unhandledErrors.map(String)].join('\n')}`,
    );
  }
  return testModules;
}

function askingOf(testModules: readonly TestModule[]): Map<string, Tests[]> {
  const found = new Map<string, Tests[]>();
  for (const module of testModules) {
    for (const [site, tests] of sitesOf(module)) found.set(site, [...(found.get(site) ?? []), tests]);
  }
  found.forEach((tests) => tests.sort((a, b) => a.milliseconds - b.milliseconds));
  return found;
}

/** Files as they are given: Vitest would have the longest first, and the quick ones notice most. */
class InOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

function isolate(vitest: Vitest, on: boolean): void {
  for (const { config } of vitest.projects) config.isolate = on;
}

function sitesOf(module: TestModule): Map<string, Tests> {
  const file = module.moduleId;
  const sites = new Map<string, Tests>();
  for (const test of module.children.allTests()) {
    for (const site of test.meta().sites ?? []) {
      const { ids, milliseconds } = sites.get(site) ?? { ids: [], milliseconds: 0 };
      const longer = milliseconds + (test.diagnostic()?.duration ?? 0);
      sites.set(site, { file, ids: [...(ids ?? []), test.id], milliseconds: longer });
    }
  }
  const { sites: outside = [], loading = [] } = module.meta();
  for (const site of [...outside, ...loading]) {
    sites.set(site, { file, ids: null, milliseconds: module.diagnostic().duration });
  }
  return sites;
}

/** What a first look found. */
export interface FirstLook {
  /** An outcome for changes that a test noticed. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** The tests that ask for a place. */
  readonly asking: ReadonlyMap<string, readonly Tests[]>;
  /** Places that only modules ask for, while they are loaded. */
  readonly onlyLoading: ReadonlySet<string>;
}

/**
 * Runs the tests of these files once, in one process, each with all changes that no test before has noticed. What
 * a module makes while it loads is not made anew, so that a change of it goes unnoticed here.
 *
 * @param quickly seconds; tests that take longer, such as those of random inputs, are run as they are only.
 */
export async function firstLook(
  vitest: Vitest,
  candidates: readonly Candidate[],
  files: readonly string[],
  quickly: number,
): Promise<FirstLook> {
  vitest.provide('quickly', quickly);
  vitest.provide('candidates', candidates);
  const testModules = await passing(vitest, files);
  vitest.provide('candidates', []);
  const outcomes = new Map<number, Outcome>();
  for (const module of testModules) {
    for (const test of module.children.allTests()) {
      for (const [number, message] of test.meta().noticed ?? []) {
        outcomes.set(number, INVALID.test(message) ? 'invalid' : 'killed');
      }
    }
  }
  return { outcomes, asking: askingOf(testModules), onlyLoading: onlyLoadingOf(testModules) };
}

function onlyLoadingOf(testModules: readonly TestModule[]): ReadonlySet<string> {
  const places = new Set(testModules.flatMap((module) => module.meta().loading ?? []));
  for (const module of testModules) {
    const tests = [...module.children.allTests()].flatMap((test) => test.meta().sites ?? []);
    for (const site of [...tests, ...(module.meta().sites ?? [])]) places.delete(site);
  }
  return places;
}

/** Whether a test fails with the change. SQL that the engine cannot read is no change that anybody could make. */
export async function outcomeOf(
  vitest: Vitest,
  mutant: ActiveMutant,
  tests: readonly Tests[],
): Promise<Outcome> {
  if (tests.length === 0) return 'alive';
  vitest.provide('mutant', mutant);
  vitest.state.filesMap.clear();
  const project = vitest.getRootProject();
  const specifications = tests.map(({ file, ids }) =>
    project.createSpecification(file, ids === null ? {} : { testIds: [...ids] }),
  );
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const errors = [...unhandledErrors.map(String), ...testModules.flatMap(errorsOf)];
  if (errors.some((message) => INVALID.test(message))) return 'invalid';
  return errors.length > 0 ? 'killed' : 'alive';
}

function errorsOf(module: TestModule): string[] {
  const suites = [...module.children.allSuites()].flatMap((suite) => suite.errors());
  const tests = [...module.children.allTests()].flatMap((test) => test.result().errors ?? []);
  return [...module.errors(), ...suites, ...tests].map(
    ({ message }) => `${module.relativeModuleId}: ${message}`,
  );
}
