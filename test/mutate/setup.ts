import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { activate, takeAsked, type ActiveMutant } from './switches.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly mutant: ActiveMutant | null;
  }
  interface TaskMeta {
    /** Places that a test asked for; of a file, those asked for outside of its tests. */
    sites?: readonly string[];
    /** Of a file, the places that modules asked for while they were loaded. */
    loading?: readonly string[];
  }
}

activate(inject('mutant'));

/** Takes all examples for good that begin after this time, but the first. */
const within =
  (milliseconds: number): fc.Plugin<unknown> =>
  () => {
    const end = performance.now() + milliseconds;
    let runs = 0;
    return {
      decorateRun: (run) => (value) => ((runs += 1) > 1 && performance.now() > end ? null : run(value)),
    };
  };

// That a random test fails is enough: the smallest example is of no use here. In a quick look it has as many examples as
// there is time for.
const quickly = inject('quickly');
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  endOnFailure: true,
  ...(quickly < Infinity && { plugins: [within(1000 * quickly)] }),
});

const loading = new Set<string>();
const outside = new Set<string>();

beforeAll(() => {
  for (const site of takeAsked().keys()) loading.add(site);
});

beforeEach(() => {
  for (const site of takeAsked().keys()) outside.add(site);
});

afterEach(({ task }) => {
  const asked = takeAsked();
  task.meta.sites ??= [...asked.keys()];
  task.file.meta.sites = [...outside];
  task.file.meta.loading = [...loading];
});
