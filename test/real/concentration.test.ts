import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  concentration,
  concentrationBySize,
  loadEvents,
  openDuckDb,
  purchasesPerBuyer,
  rfSegments,
  topCategories,
  upToPurchases,
  type Engine,
  type LoadedEvents,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('concentration and RF segments of the 814 real users', () => {
  let engine: Engine;
  let events: LoadedEvents;
  beforeAll(async () => {
    engine = await openDuckDb({ threads: 2 });
    events = await loadEvents(engine, file ?? '');
  });
  afterAll(() => engine.close());

  it('need 408 of 757 categories for 80% of 1,749 purchases, the last of which were bought from once', async () => {
    const found = await concentration(engine, events.categories);
    expect(found).toMatchObject({ total: 1749, seen: 2910, active: 757, needed: 408, last: 1, tied: 466 });
    expect(found.ofActive).toBeCloseTo(0.539, 3);
    expect(found.ofSeen).toBeCloseTo(0.1402, 4);
    expect(found.giniOfActive).toBeCloseTo(0.4654, 4);
    expect(found.giniOfSeen).toBeCloseTo(0.8609, 4);
    const views = await concentration(engine, events.categories, { behavior: 'pv' });
    expect(views).toMatchObject({ total: 75_658, active: 2818, needed: 317 });
  });

  it('have 21.4% of purchases in the first twenty categories', async () => {
    const top = await topCategories(engine, events.categories);
    expect(top[0]).toMatchObject({ category: 2_735_466, n: 37 });
    expect(top.at(-1)).toMatchObject({ place: 20, cumulative: 375 });
  });

  it('would look less concentrated still with fewer purchases', async () => {
    const rows = await concentrationBySize(engine, events.categories, { keep: [0.25, 0.5, 1] });
    expect(rows.map((row) => Number(row.ofActive.toFixed(3)))).toEqual([0.699, 0.636, 0.538]);
    expect(rows[1]?.active).toBeCloseTo(480.85, 2);
  });

  it('buy 3.13 times each, two of three more than once', async () => {
    const found = await purchasesPerBuyer(engine, events.users);
    expect(found).toMatchObject({ buyers: 558, orders: 1749, max: 28, repeat: { buyers: 373 } });
    expect(found.mean).toBeCloseTo(3.134, 3);
    expect(upToPurchases(found).map((row) => row.buyers)).toEqual([185, 123, 78, 53, 43, 20, 18, 14, 3, 21]);
  });

  it('fall into segments near the published ones when days are counted back from the last day', async () => {
    const { segments } = await rfSegments(engine, events);
    expect(segments.map((row) => [row.users, row.orders])).toEqual([
      [158, 1000],
      [279, 505],
      [14, 84],
      [107, 160],
    ]);
    const published = [0.256, 0.515, 0.02, 0.209];
    segments.forEach(({ interval }, index) => {
      expect(interval?.low).toBeLessThan(published[index] ?? NaN);
      expect(interval?.high).toBeGreaterThan(published[index] ?? NaN);
    });
  });

  it('do not when days are counted from the day after it', async () => {
    const { segments } = await rfSegments(engine, events, { asOf: '2017-12-04' });
    expect(segments[1]?.interval?.high).toBeLessThan(0.515);
    expect(segments[3]?.interval?.low).toBeGreaterThan(0.209);
  });
});
