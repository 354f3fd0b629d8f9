import { afterAll, beforeAll } from 'vitest';
import { funnel, open, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { shanghai, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

/** The window of the study's events, in seconds of Unix time; its end is exclusive. */
export const START = shanghai('2017-11-25 00:00');
export const END = shanghai('2017-12-04 00:00');

/** Events of one user and item, written `pv 0, cart 10`: the number is seconds after the window's start. */
export function written(text: string, of: Partial<TestEvent> = {}): TestEvent[] {
  return text.split(', ').map((event) => {
    const [behavior = '', at] = event.split(' ');
    return { user: 1, behavior: behavior as taobao.EventType, at: START + Number(at), ...of };
  });
}

export type Options = Partial<funnel.FunnelOptions<taobao.EventType>>;

export const step = (...types: taobao.EventType[]): funnel.NamedStep<taobao.EventType> => ({
  name: types.join(),
  types,
});

export const units = (rows: readonly { readonly units: number }[]) => rows.map((row) => row.units);

/** A session for the tests of one file, and the funnels of events in it: by the steps of the study unless others are given. */
export function orderedFunnels() {
  let tally: Tally;
  beforeAll(async () => (tally = await open()));
  afterAll(() => tally.close());
  const eventsOf = (events: readonly TestEvent[]) => sessionEvents(tally, events);
  const resultOf = async (events: readonly TestEvent[], options: Options = {}) =>
    funnel.ordered(await eventsOf(events), { steps: taobao.STEPS, ...options });
  const run = async (events: readonly TestEvent[], options: Options = {}) =>
    (await resultOf(events, options)).rows;
  /** How far the one user of these events comes. */
  const level = async (text: string, options: Options = {}) =>
    units(await run(written(text), options)).reduce((sum, n) => sum + n, 0);
  return { eventsOf, resultOf, run, level };
}
