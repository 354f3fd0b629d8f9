import { describe, expect, it } from 'vitest';
import { chart, type Result } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { orderedFunnels, step, units, written } from './ordered-funnels.js';

const { resultOf, run, level } = orderedFunnels();

describe('ordered funnel', () => {
  it('counts users by the last step they came to in time', async () => {
    const rows = await run([
      ...written('pv 0, cart 60, buy 3600', { user: 1 }),
      ...written('pv 0, fav 120', { user: 2 }),
      ...written('pv 0', { user: 3 }),
      ...written('cart 10, buy 20', { user: 4 }),
    ]);
    expect(rows.map(({ units, fromFirst, fromPrevious }) => [units, fromFirst, fromPrevious])).toEqual([
      [3, 1, null],
      [2, 2 / 3, 2 / 3],
      [1, 1 / 3, 1 / 2],
    ]);
    expect(rows.map(({ part, step }) => [part, step])).toEqual([
      [null, 'pv'],
      [null, 'cart+fav'],
      [null, 'buy'],
    ]);
    expect(rows.map((row) => row.fromFirstInterval)).toEqual([wilson(3, 3), wilson(2, 3), wilson(1, 3)]);
  });

  it('lets anything come in between and takes steps in order only', async () => {
    expect(await level('pv 0, pv 5, buy 7, cart 10, pv 12, buy 20')).toBe(3);
    expect(await level('pv 0, buy 7, cart 10')).toBe(2);
    expect(await level('cart 0, pv 7, buy 10')).toBe(1);
    expect(await level('cart 0, buy 7')).toBe(0);
  });

  it('keeps four steps apart, wherever a user stops', async () => {
    const steps = [step('pv'), step('fav'), step('cart'), step('buy')];
    expect(await level('pv 0, fav 10, buy 20', { steps })).toBe(2);
    expect(await level('pv 0, fav 10, cart 25', { steps })).toBe(3);
    expect(units(await run(written('pv 0, fav 10, cart 25'), { steps }))).toEqual([1, 1, 1, 0]);
    const rows = await run(written('pv 0, fav 10, cart 25, buy 45'), { steps });
    expect(rows.map(({ units, median }) => [units, median])).toEqual([
      [1, null],
      [1, 10],
      [1, 25],
      [1, 45],
    ]);
  });

  it('includes the last second of the window and no later one', async () => {
    expect(await level('pv 0, cart 10, buy 100', { window: 100 })).toBe(3);
    expect(await level('pv 0, cart 10, buy 101', { window: 100 })).toBe(2);
    expect(await level('pv 0, cart 101', { window: 100 })).toBe(1);
    expect(await level('pv 0, cart 101, buy 600000', { window: null })).toBe(3);
  });

  it('measures the window from the first step, which a later one of it begins anew', async () => {
    expect(await level('pv 0, cart 60, buy 120', { window: 100 })).toBe(2);
    expect(await level('pv 0, pv 30, cart 60, buy 120', { window: 100 })).toBe(3);
    // The cart of the early page view is out of time; the late page view comes after it.
    expect(await level('pv 0, cart 60, pv 90, buy 120', { window: 100 })).toBe(2);
    expect(await level('pv 0, cart 60, pv 90, cart 95, buy 120', { window: 100 })).toBe(3);
  });

  it('takes events of the same second in the order of steps', async () => {
    expect(await level('buy 5, cart 5, pv 5')).toBe(3);
    expect(await level('buy 5, pv 5, cart 6')).toBe(2);
  });

  it('gives quartiles of the time from the first step of the chain that came first', async () => {
    const [first, second, third] = await run([
      ...written('pv 0, pv 50, cart 60, buy 100, pv 200, cart 201', { user: 1 }),
      ...written('pv 0, cart 20, buy 300', { user: 2 }),
      ...written('pv 0, cart 40', { user: 3 }),
    ]);
    expect(first).toMatchObject({ lower: null, median: null, upper: null });
    expect(second).toMatchObject({ lower: 15, median: 20, upper: 30 });
    expect(third).toMatchObject({ lower: 112.5, median: 175, upper: 237.5 });
  });

  it('follows all chains of a user whose first candidate does not stand', async () => {
    // The first cart has no page view before it; the second has none within the window.
    expect(await level('cart 0, pv 10, cart 500, pv 600, cart 610, buy 620', { window: 100 })).toBe(3);
    const rows = await run(written('cart 0, pv 10, cart 500, pv 600, cart 610, buy 620'), { window: 100 });
    expect(rows.map(({ median }) => median)).toEqual([null, 10, 20]);
  });

  it('finds a later chain of a user who took the second step first', async () => {
    expect(await level('cart 0, pv 10, cart 20')).toBe(2);
    const rows = await run(written('cart 0, pv 10, cart 25'));
    expect(rows.map(({ units, median }) => [units, median])).toEqual([
      [1, null],
      [1, 15],
      [0, null],
    ]);
  });

  it('measures the first chain of several that are complete, from its own first step', async () => {
    const rows = await run(written('pv 0, cart 10, buy 20, pv 30, cart 40, buy 45'));
    expect(rows.map(({ median }) => median)).toEqual([null, 10, 20]);
    // The first cart belongs to the first page view, the purchase to the second one.
    const two = await run(written('pv 0, cart 10, pv 15, cart 18, buy 20'));
    expect(two.map(({ median }) => median)).toEqual([null, 10, 5]);
    // The favorite is a second step too, and comes later.
    const [, second] = await run(written('pv 0, cart 10, fav 500'));
    expect(second?.median).toBe(10);
  });

  it('begins the chain with the last first step, of the same second too', async () => {
    const [, second, third] = await run(written('pv 0, pv 5, cart 5, buy 7'));
    expect([second?.median, third?.median]).toEqual([0, 2]);
  });

  it('counts nobody where there is nobody, and shares of nobody are null', async () => {
    const rows = await run([]);
    expect(units(rows)).toEqual([0, 0, 0]);
    expect(rows.map(({ fromFirst, eligibleFromFirst }) => [fromFirst, eligibleFromFirst])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('does not depend on the order of rows', async () => {
    const events = [
      ...written('pv 0, pv 5, cart 5, buy 5, fav 9, buy 90', { user: 1 }),
      ...written('cart 3, pv 4, fav 4, buy 8', { user: 2 }),
    ];
    expect(await run([...events].reverse(), { window: 60 })).toEqual(await run(events, { window: 60 }));
  });
});

describe('what is shown', () => {
  it('says who, in what order and how long, with times in the unit that suits each', async () => {
    const found = await resultOf(written('pv 0, cart 600, buy 36000'));
    const text = found.output().data['text/plain'] as string;
    expect(text).toContain('Users by how far they progressed, in order, within 1 day');
    expect([found.at({ step: 'cart+fav' }).median.en, found.at({ step: 'buy' }).median.zh]).toEqual([
      '10.0 min',
      '10.0小时',
    ]);
    expect(found.times.at({ step: 'buy' })).toMatchObject({ converted: { raw: 1 }, median: { raw: 10 } });
    expect(found.times.output().data['text/plain']).toContain('Half within (hours)');
  });

  it('has the quartiles of times in the same unit, and half of all users between them', async () => {
    const found = await resultOf([
      ...written('pv 0, cart 3600, buy 36000', { user: 1 }),
      ...written('pv 0, cart 7200, buy 18000', { user: 2 }),
    ]);
    expect(found.times.rows).toEqual([
      {
        ...{ step: 'cart+fav', converted: 2, lower: 1.25, median: 1.5, upper: 1.75 },
        middle: { low: 1.25, high: 1.75 },
      },
      {
        ...{ step: 'buy', converted: 2, lower: 6.25, median: 7.5, upper: 8.75 },
        middle: { low: 6.25, high: 8.75 },
      },
    ]);
  });

  it('has no interval for units that hang together', async () => {
    const rows = await run(written('pv 0, cart 5'), { unit: 'user+item' });
    expect(rows.map((row) => row.fromFirstInterval)).toEqual([null, null, null]);
  });

  it('is a figure, with nobody and with parts too', async () => {
    const some = written('pv 0, cart 60, buy 90');
    for (const options of [{}, { breakdown: 'day' }, { breakdown: 'category', unit: 'user+item' }] as const) {
      for (const events of [some, []]) {
        const found = await resultOf(events, options);
        expect(chart(found as unknown as Result)).toBeDefined();
        expect(chart(found.times as unknown as Result)).toBeDefined();
      }
    }
  });
});

describe('orders', () => {
  it('strict wants steps right after one another', async () => {
    const strict = { order: 'strict' } as const;
    expect(await level('pv 0, cart 5, buy 9', strict)).toBe(3);
    expect(await level('pv 0, cart 5, pv 7, buy 9', strict)).toBe(2);
    // `strict_order` of ClickHouse, which lets a step repeat, comes to 3.
    expect(await level('pv 0, cart 5, cart 7, buy 9', strict)).toBe(2);
    // It ends at an event of no step, and comes to 1; here the unit begins anew.
    expect(await level('pv 0, fav 1, pv 2, buy 3', { ...strict, steps: [step('pv'), step('buy')] })).toBe(2);
    expect(await level('pv 0, pv 1, buy 2', { ...strict, steps: [step('pv'), step('buy')] })).toBe(2);
    expect(await level('pv 0, pv 2, cart 5, cart 6, pv 7, cart 8, buy 9', strict)).toBe(3);
    expect(await level('pv 0, cart 5, buy 90', { ...strict, window: 60 })).toBe(2);
    // An event of no step disturbs too; in the same second it comes before the steps.
    const steps = [step('pv'), step('buy')];
    expect(await level('pv 0, fav 5, buy 9', { ...strict, steps })).toBe(1);
    expect(await level('pv 5, fav 5, buy 9', { ...strict, steps })).toBe(2);
    expect(await level('pv 0, fav 9, buy 9', { ...strict, steps })).toBe(1);
  });

  it('any takes steps in any order', async () => {
    const any = { order: 'any', window: 100 } as const;
    expect(await level('buy 0, pv 50, cart 100', any)).toBe(3);
    expect(await level('buy 0, pv 50, cart 101', any)).toBe(2);
    expect(await level('buy 0, buy 50, fav 200, cart 210', any)).toBe(1);
    // The second page view counts, not the first; a page view of long ago is no obstacle to two others.
    expect(await level('pv 0, pv 90, cart 110', any)).toBe(2);
    expect(await level('pv 0, cart 300, buy 310', any)).toBe(2);
    const rows = await run(written('buy 0, pv 10, cart 20, buy 25, pv 300, cart 301, buy 302'), any);
    expect(rows.map(({ median }) => median)).toEqual([null, 10, 20]);
  });
});
