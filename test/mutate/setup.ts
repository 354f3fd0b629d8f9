import fc from 'fast-check';
import { afterEach, beforeEach, inject } from 'vitest';
import { activate, takeAsked, type ActiveMutant } from './switches.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly mutant: ActiveMutant | null;
  }
  interface TaskMeta {
    /** Places that a test asked for; of a file, those asked for outside of its tests. */
    sites?: readonly string[];
  }
}

activate(inject('mutant'));

// That a random test fails is enough: the smallest example is of no use here.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

const outside = new Set<string>();

beforeEach(() => {
  takeAsked().forEach((site) => outside.add(site));
});

afterEach(({ task }) => {
  const asked = takeAsked();
  task.meta.sites ??= asked;
  task.file.meta.sites = [...outside];
});
