import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { funnel, open, OptionsError, type Tally } from 'tally';
import type { taobao } from 'tally-studies';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { shanghai, TYPE_KEYS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { countedByLoops, type CountedOptions } from './counted-reference.js';
import { runs } from '../../../runs.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const START = shanghai('2017-11-26 00:00');

/** Events of one user, written `pv 0, cart 10`: the number is seconds after the start. */
const written = (user: number, text: string): TestEvent[] =>
  text.split(', ').map((event) => {
    const [behavior = '', at] = event.split(' ');
    return { user, behavior: behavior as taobao.EventType, at: START + Number(at) };
  });

type Options = funnel.AsCountedOptions<taobao.EventType>;

/** Per tool: users who entered and converted, as `entered/converted`. */
async function counted(events: readonly TestEvent[], options: Options) {
  const { rows } = await funnel.asCounted(await sessionEvents(tally, events), options);
  return Object.fromEntries(
    rows.map(({ tool, entered, converted }) => [tool, `${entered ?? '–'}/${converted ?? '–'}`]),
  );
}

const TWO: Options['steps'] = [['pv'], ['buy']];
const THREE: Options['steps'] = [['pv'], ['cart'], ['buy']];

describe('one funnel as different tools count it', () => {
  it('restarts, drops or ends at an excluded event', async () => {
    // A user who views, puts into the cart, views again and buys; carts between the steps are excluded.
    expect(
      await counted(written(1, 'pv 0, cart 10, pv 20, buy 30'), {
        steps: TWO,
        exclusions: [{ types: ['cart'] }],
      }),
    ).toEqual({
      // The second view begins a chain without a cart.
      tally: '1/1',
      // View 20 and purchase 30 are neighbors.
      'tally-strict': '1/1',
      'posthog-strict': '1/1',
      // The cart is not excluded, since the function knows no exclusions.
      clickhouse: '1/1',
      // The cart is outside the steps: the history ends there.
      'clickhouse-strict-order': '1/0',
      'clickhouse-strict-deduplication': '1/1',
      'clickhouse-strict-increase': '1/1',
      // The cart came after the first view: the user is out of the funnel.
      posthog: '0/0',
      amplitude: '–/–',
      // The first attempt ended at the cart.
      mixpanel: '1/0',
      // The second converted.
      'mixpanel-reentry': '1/1',
      ga4: '1/1',
    });
  });

  it('lets the window run from the first, any, or no first step', async () => {
    // Viewed at 0 and 90, bought at 120; the window is 60 seconds.
    const of = await counted(written(1, 'pv 0, pv 90, buy 120'), { steps: TWO, window: 60 });
    expect(of).toMatchObject({ tally: '1/1', amplitude: '1/1', posthog: '1/1', clickhouse: '1/1' });
    // 120 seconds after the first view.
    expect(of).toMatchObject({ mixpanel: '1/0', 'mixpanel-reentry': '1/1' });
    const late = await counted(written(1, 'pv 0, buy 120'), { steps: TWO, window: 60 });
    expect(late).toMatchObject({ tally: '1/0', amplitude: '1/0', mixpanel: '1/0', ga4: '1/1' });
  });

  it('takes the window to include its last second', async () => {
    const of = await counted(written(1, 'pv 0, buy 60'), { steps: TWO, window: 60 });
    expect([...new Set(Object.values(of))]).toEqual(['1/1']);
  });

  it('tells the strict orders apart', async () => {
    // The examples of the docstring of orders.
    expect(await counted(written(1, 'pv 0, fav 10, pv 20, buy 30'), { steps: TWO })).toMatchObject({
      'tally-strict': '1/1',
      'posthog-strict': '1/1',
      'clickhouse-strict-order': '1/0',
    });
    expect(await counted(written(1, 'pv 0, cart 10, cart 20, buy 30'), { steps: THREE })).toMatchObject({
      'tally-strict': '1/0',
      'clickhouse-strict-order': '1/1',
      // The second cart repeats a step: the history ends before the purchase.
      'clickhouse-strict-deduplication': '1/0',
    });
  });

  it('ends the history of strict_order at a step before its turn', async () => {
    expect(await counted(written(1, 'pv 0, buy 10, cart 20, buy 30'), { steps: THREE })).toMatchObject({
      tally: '1/1',
      'clickhouse-strict-order': '1/0',
      'clickhouse-strict-deduplication': '1/1',
    });
    // Before the first step, nothing ends it.
    expect(await counted(written(1, 'buy 0, pv 10, cart 20, buy 30'), { steps: THREE })).toMatchObject({
      'clickhouse-strict-order': '1/1',
    });
  });

  it('asks strict_increase for later seconds, after the last event of the step before', async () => {
    expect(await counted(written(1, 'pv 0, buy 0'), { steps: TWO })).toMatchObject({
      tally: '1/1',
      'clickhouse-strict-increase': '1/0',
    });
    // View 0 would do, but ClickHouse keeps the last view only.
    expect(await counted(written(1, 'pv 0, pv 1, buy 1'), { steps: TWO })).toMatchObject({
      'clickhouse-strict-increase': '1/0',
    });
  });

  it('excludes between certain steps only, and not after the conversion', async () => {
    const exclusions = [{ types: ['fav' as const], after: 2 }];
    // The favorite lies between the first step and the second.
    expect(
      await counted(written(1, 'pv 0, fav 5, cart 10, buy 20'), { steps: THREE, exclusions }),
    ).toMatchObject({ tally: '1/1', posthog: '1/1', mixpanel: '1/1' });
    expect(
      await counted(written(1, 'pv 0, cart 10, fav 15, buy 20'), { steps: THREE, exclusions }),
    ).toMatchObject({ tally: '1/0', posthog: '0/0', mixpanel: '1/0' });
    expect(
      await counted(written(1, 'pv 0, cart 10, buy 20, pv 30, cart 40, fav 50'), {
        steps: THREE,
        exclusions,
      }),
    ).toMatchObject({ tally: '1/1', posthog: '1/1', mixpanel: '1/1' });
  });

  it('judges what comes before the conversion, by the first of several events', async () => {
    // What comes after the purchase ends nothing any more.
    expect(await counted(written(1, 'pv 0, buy 10, fav 20'), { steps: TWO })).toMatchObject({
      'clickhouse-strict-order': '1/1',
    });
    expect(await counted(written(1, 'pv 0, fav 5, buy 10, fav 20'), { steps: TWO })).toMatchObject({
      'clickhouse-strict-order': '1/0',
    });
    expect(
      await counted(written(1, 'pv 0, cart 10, cart 20, buy 30, cart 40'), { steps: THREE }),
    ).toMatchObject({ 'clickhouse-strict-deduplication': '1/0' });
    expect(await counted(written(1, 'pv 0, cart 10, buy 20, cart 40'), { steps: THREE })).toMatchObject({
      'clickhouse-strict-deduplication': '1/1',
    });
  });

  it('asks each of three steps for a later second', async () => {
    const increase = async (text: string) =>
      (await counted(written(1, text), { steps: THREE }))['clickhouse-strict-increase'];
    expect(await increase('pv 0, cart 10, buy 20')).toBe('1/1');
    expect(await increase('pv 0, cart 10, buy 10')).toBe('1/0');
    expect(await increase('pv 0, cart 0, buy 10')).toBe('1/0');
  });

  it('tells between which steps of which chain an excluded event lies', async () => {
    const between = async (text: string, after?: number) => {
      const exclusions = [{ types: ['fav' as const], ...(after !== undefined && { after }) }];
      const of = await counted(written(1, text), { steps: THREE, exclusions });
      return [of['posthog'], of['mixpanel']];
    };
    expect(await between('pv 0, fav 5, cart 10, buy 20')).toEqual(['0/0', '1/0']);
    expect(await between('pv 0, cart 10, fav 15, buy 20')).toEqual(['0/0', '1/0']);
    // Of a chain that has its second step already, it does not lie before that.
    expect(await between('pv 0, cart 10, fav 15, buy 20', 1)).toEqual(['1/1', '1/1']);
    // A second view begins another chain, in which it does.
    expect(await between('pv 0, cart 10, pv 20, fav 25, cart 30, buy 40', 1)).toEqual(['0/0', '1/1']);
  });

  it('counts users by their own events', async () => {
    const events = [
      ...written(1, 'pv 0, buy 20'),
      ...written(2, 'fav 5, pv 10, buy 30'),
      ...written(3, 'buy 1, pv 15'),
      ...written(4, 'buy 12'),
    ];
    const found = await counted(events, { steps: TWO });
    expect([...new Set(Object.values(found))]).toEqual(['3/2']);
    const excluded = await counted(events, { steps: TWO, exclusions: [{ types: ['fav'] }] });
    expect([excluded['posthog'], excluded['mixpanel']]).toEqual(['3/2', '3/2']);
    const { rows } = await funnel.asCounted(await sessionEvents(tally, events), {
      steps: TWO,
      exclusions: [{ types: ['fav'] }],
    });
    // What Amplitude does with an exclusion is not told.
    for (const { tool, rate, rateInterval } of rows)
      expect([rate, rateInterval]).toEqual(tool === 'amplitude' ? [null, null] : [2 / 3, wilson(2, 3)]);
    const alike = await counted([...written(1, 'pv 0, buy 20'), ...written(2, 'pv 10, buy 30')], {
      steps: TWO,
    });
    expect([...new Set(Object.values(alike))]).toEqual(['2/2']);
  });

  it('has a sentence for each tool in both languages, and null rates without users', async () => {
    const result = await funnel.asCounted(await sessionEvents(tally, []), { steps: TWO });
    expect(result.rows.map(({ rate }) => rate)).toEqual(result.rows.map(() => null));
    for (const { tool } of result) {
      const { why } = result.at({ tool });
      expect(why.en).toMatch(/^[A-Z].*\.$/);
      expect(why.zh).toMatch(/\p{Script=Han}.*。$/u);
    }
  });

  it('rejects what an ordered funnel rejects', async () => {
    const events = await sessionEvents(tally, []);
    await expect(funnel.asCounted(events, { steps: [['pv']] })).rejects.toThrow(OptionsError);
    await expect(funnel.asCounted(events, { steps: TWO, exclusions: [{ types: ['buy'] }] })).rejects.toThrow(
      'An exclusion has a type of step 2',
    );
  });

  it('gives what loops over each user give', async () => {
    const event = fc.record({
      user: fc.integer({ min: 1, max: 4 }),
      behavior: fc.constantFrom(...TYPE_KEYS),
      at: fc.integer({ min: START, max: START + 15 }),
    });
    const options = fc.constantFrom<CountedOptions>(
      { steps: [['pv'], ['cart'], ['buy']], exclusions: [{ types: ['fav'] }] },
      { steps: [['pv'], ['cart'], ['buy']], exclusions: [{ types: ['fav'], after: 2 }] },
      { steps: [['pv'], ['buy']], exclusions: [{ types: ['cart', 'fav'] }] },
      { steps: [['pv'], ['cart', 'fav'], ['buy']], exclusions: [] },
    );
    const window = fc.option(fc.integer({ min: 1, max: 10 }), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), options, window, async (events, own, limit) => {
        const found = await counted(events, { ...own, window: limit });
        expect(found).toMatchObject(countedByLoops(events, { ...own, window: limit }));
      }),
      { numRuns: runs(60) },
    );
  }, 120_000);
});
