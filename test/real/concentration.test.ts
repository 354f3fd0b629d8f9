import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categories, loadEvents, open, purchases, rfm, type Events, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('concentration and RF segments of the 814 real users', () => {
  let tally: Tally;
  let events: Events<taobao.EventType>;
  beforeAll(async () => {
    tally = await open({ threads: 2 });
    events = await loadEvents(tally, file ?? '', taobao.EVENTS);
  });
  afterAll(() => tally.close());

  it('need 408 of 757 categories for 80% of 1,749 purchases, the last of which were bought from once', async () => {
    const [found, views] = (await categories.concentration(events, { type: ['buy', 'pv'] })).rows;
    expect(found).toMatchObject({ events: 1749, seen: 2910, active: 757, needed: 408, last: 1, tied: 466 });
    expect(found?.ofActive).toBeCloseTo(0.539, 3);
    expect(found?.ofSeen).toBeCloseTo(0.1402, 4);
    expect(found?.giniOfActive).toBeCloseTo(0.4654, 4);
    expect(found?.giniOfSeen).toBeCloseTo(0.8609, 4);
    expect(views).toMatchObject({ events: 75_658, active: 2818, needed: 317 });
  });

  it('have 21.4% of purchases in the first twenty categories', async () => {
    const { rows } = await categories.top(events, { type: 'buy' });
    expect(rows[0]).toMatchObject({ category: 2_735_466, events: 37 });
    expect(rows.at(-1)).toMatchObject({ place: 20, cumulative: 375 });
  });

  it('would look less concentrated still with fewer purchases', async () => {
    const { rows } = await categories.bySize(events, { type: 'buy', keep: [0.25, 0.5, 1] });
    expect(rows.map((row) => Number(row.ofActive.toFixed(3)))).toEqual([0.699, 0.636, 0.538]);
    expect(rows[1]?.active).toBeCloseTo(480.85, 2);
  });

  it('buy 3.13 times each, two of three more than once', async () => {
    const found = await purchases.perBuyer(events, { type: 'buy' });
    const [summary] = found.summary.rows;
    expect(summary).toMatchObject({ buyers: 558, purchases: 1749, max: 28, repeatBuyers: 373 });
    expect(summary?.mean).toBeCloseTo(3.134, 3);
    expect(found.rows.map((row) => row.buyers)).toEqual([185, 123, 78, 53, 43, 20, 18, 14, 3, 21]);
  });

  const segmentsFrom = async (asOf: string) => {
    const scored = await rfm(await purchases.buyers(events, { type: 'buy', asOf }), {
      dimensions: ['recency', 'frequency'],
      cuts: { recency: [4], frequency: [4] },
      segments: taobao.SEGMENTS,
    });
    return (await purchases.segments(scored)).rows;
  };

  it('fall into segments near the published ones when days are counted back from the last day', async () => {
    const segments = await segmentsFrom('2017-12-03');
    expect(segments.map((row) => [row.users, row.purchases])).toEqual([
      [158, 1000],
      [279, 505],
      [14, 84],
      [107, 160],
    ]);
    const published = [0.256, 0.515, 0.02, 0.209];
    segments.forEach(({ shareInterval }, index) => {
      expect(shareInterval?.low).toBeLessThan(published[index] ?? NaN);
      expect(shareInterval?.high).toBeGreaterThan(published[index] ?? NaN);
    });
  });

  it('do not when days are counted from the day after it', async () => {
    const segments = await segmentsFrom('2017-12-04');
    expect(segments[1]?.shareInterval?.high).toBeLessThan(0.515);
    expect(segments[3]?.shareInterval?.low).toBeGreaterThan(0.209);
  });
});
