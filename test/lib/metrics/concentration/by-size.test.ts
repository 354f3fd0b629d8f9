import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categories, open, OptionsError, type Tally } from 'tally';
import { sessionEvents } from '../../session-events.js';
import { eventsOf, sum } from '../by-hand.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('categories.bySize', () => {
  it('adds up the sizes that are expected of a part of the events', async () => {
    const tables = await sessionEvents(tally, eventsOf('category', { 1: 2, 2: 1 }));
    // Half kept: 1/4 category of two events and 1/2 + 1/2 of one, 1.5 events; 80% of them is 0.5 and 0.7.
    const [half] = await categories.bySize(tables, { type: 'buy', keep: [0.5] });
    expect(half).toEqual({
      keep: 0.5,
      events: 1.5,
      active: expect.closeTo(1.25, 12) as number,
      needed: expect.closeTo(0.95, 12) as number,
      ofActive: expect.closeTo(0.76, 12) as number,
    });
  });

  it('ends at what is observed, rounded up', async () => {
    const tables = await sessionEvents(tally, [
      ...eventsOf('category', { 1: 9, 2: 7, 3: 3, 4: 3, 5: 1, 6: 1 }),
      ...eventsOf('category', { 7: 2 }, 'pv'),
    ]);
    const found = await categories.concentration(tables, { type: 'buy' });
    const [whole] = await categories.bySize(tables, { type: 'buy', keep: [1] });
    expect(whole).toMatchObject({ events: 24, active: 6 });
    expect(Math.ceil(whole?.needed ?? 0)).toBe(found.at().needed.raw);
  });

  it('halves the events four times, and leaves out parts with less than one event', async () => {
    const keepOf = async (events: number) => {
      const tables = await sessionEvents(tally, eventsOf('category', { 1: events }));
      return (await categories.bySize(tables, { type: 'buy' })).rows.map(({ keep }) => keep);
    };
    expect(await keepOf(16)).toEqual([1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]);
    expect(await keepOf(15)).toEqual([1 / 8, 1 / 4, 1 / 2, 1]);
  });

  it('is near the mean of samples that are drawn', async () => {
    const sizes = Array.from({ length: 60 }, (_, index) => Math.ceil(120 / (index + 1)));
    const tables = await sessionEvents(
      tally,
      eventsOf('category', Object.fromEntries(sizes.map((n, index) => [index + 1, n]))),
    );
    const [part] = await categories.bySize(tables, { type: 'buy', keep: [0.2] });
    const drawn = Array.from({ length: 2000 }, (_, seed) => sampled(sizes, 0.2, seed + 1));
    const meanOf = (values: readonly number[]) => sum(values) / values.length;
    expect(part?.active).toBeCloseTo(meanOf(drawn.map((one) => one.active)), 0);
    expect(Math.abs((part?.ofActive ?? 0) / meanOf(drawn.map((one) => one.ofActive)) - 1)).toBeLessThan(0.03);
  });

  it('has no rows without purchases and refuses parts that are none', async () => {
    const tables = await sessionEvents(tally, eventsOf('category', { 1: 2 }, 'pv'));
    expect((await categories.bySize(tables, { type: 'buy' })).rows).toEqual([]);
    expect(await categories.bySize(tables, { type: 'pv', keep: [1] })).toHaveLength(1);
    await expect(categories.bySize(tables, { type: 'pv', keep: [0] })).rejects.toThrow(OptionsError);
    await expect(categories.bySize(tables, { type: 'buy', share: 2 })).rejects.toThrow(OptionsError);
  });
});

/** Keeps each event or not, and counts. */
function sampled(sizes: readonly number[], keep: number, seed: number) {
  let state = seed * 2654435761;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const kept = sizes
    .map((n) => Array.from({ length: n }, random).filter((value) => value < keep).length)
    .filter((n) => n > 0)
    .sort((a, b) => b - a);
  let [held, needed] = [0, 0];
  const total = sum(kept);
  for (const n of kept) {
    if (held + n >= 0.8 * total) {
      needed += (0.8 * total - held) / n;
      break;
    }
    held += n;
    needed += 1;
  }
  return { active: kept.length, ofActive: needed / kept.length };
}
