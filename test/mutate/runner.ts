import { setMaxListeners } from 'node:events';
import { inject, TestRunner, type RunnerTestCase } from 'vitest';
import { activate, noticedMutants, takeAsked, timesAsked, type ActiveMutant } from './switches.js';

/** A change to make in every test that asks for its place, until one notices. */
export interface Candidate extends ActiveMutant {
  readonly number: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly candidates: readonly Candidate[];
    /** Seconds of the processor on a run of a test, whatever else is running; longer ones are run as they are. */
    readonly quickly: number;
  }
  interface TaskMeta {
    /** Numbers of the candidates with which the test failed, and what it said. */
    noticed?: readonly (readonly [number, string])[];
  }
}

const TOO_LONG = /timed out in \d+ms/;

/** How many times as often as without the change places are asked for before a loop is taken to have no end. */
const MORE_OFTEN = 20;

/** A test that takes so many times as long as it may is run once more, to see whether that was only the first time. */
const MORE_AT_FIRST = 10;

/** Runs a test as it is, and then again with each change that no test before has noticed. */
export default class MutatingRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    const candidates = inject('candidates');
    if (candidates.length === 0) {
      await run();
      return;
    }
    takeAsked();
    activate(null);
    const quickly = inject('quickly');
    const seconds = await secondsOf(run);
    const times = timesAsked();
    const asked = takeAsked();
    test.meta.sites = [...asked.keys()];
    // The first test that draws loads what draws.
    if (seconds > quickly && (seconds > MORE_AT_FIRST * quickly || (await secondsAgain(run)) > quickly))
      return;
    const open = candidates.filter(({ number, site }) => asked.has(site) && !noticedMutants.has(number));
    // A test that fails when it runs twice, or after a change has left something behind, tells nothing here.
    if (open.length === 0 || (await failureOf(run)) !== null) return;
    // Each run of the test listens for its end.
    setMaxListeners(0, test.context.signal);
    const noticed: [number, string][] = [];
    for (const candidate of open) {
      activate(candidate, MORE_OFTEN * (asked.get(candidate.site) ?? 1), MORE_OFTEN * times);
      const message = await failureOf(run);
      activate(null);
      // A busy machine is no change: what only takes too long is tried again by itself.
      if (message !== null && !TOO_LONG.test(message)) noticed.push([candidate.number, message]);
    }
    if (noticed.length === 0 || (await failureOf(run)) !== null) return;
    noticed.forEach(([number]) => noticedMutants.add(number));
    test.meta.noticed = noticed;
  }
}

/** Of the processor. */
async function secondsOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Without end where the test cannot run twice. */
async function secondsAgain(run: () => unknown): Promise<number> {
  try {
    return await secondsOf(run);
  } catch {
    return Infinity;
  }
}

async function failureOf(run: () => unknown): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error);
  }
}
