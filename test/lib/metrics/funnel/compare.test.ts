import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, funnel, open, OptionsError, type Result, type Tally } from 'tally';
import { heading } from '../../../../lib/src/core/heading.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { shanghai, STEPS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const START = shanghai('2017-11-25 00:00');
const EVENTS: readonly TestEvent[] = [
  { user: 1, item: 1, behavior: 'pv', at: START },
  { user: 1, item: 1, behavior: 'cart', at: START + 60 },
  { user: 1, item: 2, behavior: 'buy', at: START + 7200 },
  { user: 2, item: 1, behavior: 'pv', at: START },
];

const DEFINITIONS = {
  'Within an hour': { window: 3600 },
  'No window': { window: null },
  'By item': { window: null, unit: 'user+item' },
} as const;

describe('funnel.compare', () => {
  it('has the rows of each funnel, and one row each from first to last', async () => {
    const tables = await sessionEvents(tally, EVENTS);
    const compared = await funnel.compare(tables, DEFINITIONS, { steps: STEPS });
    for (const [definition, options] of Object.entries(DEFINITIONS)) {
      const alone = await funnel.ordered(tables, { steps: STEPS, ...options });
      expect(compared.where({ definition }).rows).toEqual(alone.rows.map((row) => ({ definition, ...row })));
    }
    expect(
      compared.conversions.rows.map(({ definition, entered, converted, rate, rateInterval }) => [
        ...[definition, entered, converted, rate],
        rateInterval,
      ]),
    ).toEqual([
      ['Within an hour', 2, 0, 0, wilson(0, 2)],
      ['No window', 2, 1, 0.5, wilson(1, 2)],
      // Items of one user hang together.
      ['By item', 2, 0, 0, null],
    ]);
    // The slowest took two hours, so that all are in hours.
    expect(compared.times.rows.map(({ definition, step, median }) => [definition, step, median])).toEqual([
      ['Within an hour', 'cart+fav', 1 / 60],
      ['No window', 'cart+fav', 1 / 60],
      ['No window', 'buy', 2],
      ['By item', 'cart+fav', 1 / 60],
    ]);
  });

  it('draws each of its parts, and tells who translates which names there are', async () => {
    const compared = await funnel.compare(await sessionEvents(tally, EVENTS), DEFINITIONS, { steps: STEPS });
    for (const result of [compared, compared.conversions]) {
      expect(chart(result as unknown as Result)).toBeDefined();
      expect(result.output().metadata).toEqual({ texts: Object.keys(DEFINITIONS) });
    }
    expect(chart(compared.times.where({ step: 'buy' }) as unknown as Result)).toBeDefined();
  });

  it('names the steps, and the unit of times', async () => {
    const compared = await funnel.compare(await sessionEvents(tally, EVENTS), DEFINITIONS, { steps: STEPS });
    expect(compared.at({ definition: 'By item', step: 'cart+fav' }).step).toMatchObject({
      ...{ en: 'Add to cart or Favorite', zh: '加购或收藏' },
    });
    const { definition, step, converted, median } = compared.times.at({
      ...{ definition: 'No window', step: 'buy' },
    });
    expect([definition.en, step.en, converted.en, median.en]).toEqual(['No window', 'Purchase', '1', '2.0']);
    expect(heading(compared.times.schema.median, 'en')).toBe('Half within (hours)');
  });

  it('lets a definition have steps of its own', async () => {
    const tables = await sessionEvents(tally, EVENTS);
    const compared = await funnel.compare(
      tables,
      { all: {}, two: { steps: [['pv'], ['buy']] } },
      { steps: STEPS },
    );
    expect(compared.conversions.rows.map((row) => row.converted)).toEqual([1, 1]);
    expect(compared).toHaveLength(5);
  });

  it.each<[Parameters<typeof funnel.compare>[1], RegExp]>([
    [{}, /no funnels to compare/],
    [{ bare: {} }, /"bare" has no steps/],
    [{ daily: { steps: STEPS, breakdown: 'day' } }, /broken down by day/],
  ])('refuses %j', async (definitions, message) => {
    const asked = funnel.compare(await sessionEvents(tally, EVENTS), definitions as never);
    await expect(asked).rejects.toThrow(OptionsError);
    await expect(asked).rejects.toThrow(message);
  });
});
