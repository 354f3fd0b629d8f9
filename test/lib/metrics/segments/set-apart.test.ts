import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, rfm, segments, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { CUTS, customersOf, gone, star } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

type Points = readonly (readonly [group: string, points: number])[];

/** The sentence of each group about its points alone. */
const ofPoints = async (rows: Points, options?: segments.PersonaOptions) => {
  const columns = { gruppe: 'text', punkte: 'integer' } as const;
  const table = await tableOf(tally, 'konten', columns, rows, { segment: 'gruppe' });
  const profiles = await segments.profiles(table, { measures: ['punkte'] });
  return segments.personas(profiles, options).rows.map(({ persona }) => persona);
};
const three = (group: string, points: number) => Array.from({ length: 3 }, () => [group, points] as const);

/** The sentence of the stars about what they buy, beside others who buy something else. */
const ofWares = async (wares: readonly string[], others: number, options?: segments.PersonaOptions) => {
  const people = [
    ...wares.map((ware) => star({ ware })),
    ...Array.from({ length: others }, () => gone({ ware: 'Buch' })),
  ];
  const scored = await rfm(await customersOf(tally, people), CUTS);
  const profiles = await segments.profiles(scored, { measures: ['monetary'], attributes: ['category'] });
  return segments.personas(profiles, options).at({ segment: 'stars' }).persona.en;
};
const times = (n: number, ware: string) => Array.from({ length: n }, () => ware);

describe('what sets a segment apart', () => {
  it('is a mean that differs by the fraction itself, not by less', async () => {
    // All have 2 on average: 3 and 1 differ by half of it.
    const rows = [...three('a', 3), ...three('b', 1)];
    expect(await ofPoints(rows, { differs: 0.5 })).toEqual([
      expect.stringContaining('high punkte (3.00 against 2.00)'),
      expect.stringContaining('low punkte (1.00 against 2.00)'),
    ]);
    expect(await ofPoints(rows, { differs: 0.51 })).toEqual([
      expect.stringContaining('No clear difference in punkte'),
      expect.stringContaining('No clear difference in punkte'),
    ]);
  });

  it('is no mean that equals that of all, nor one of a single user', async () => {
    const [equal] = await ofPoints([...three('a', 2), ...three('b', 2)], { differs: 0, standsOut: 1 });
    expect(equal).toContain('No clear difference in punkte');
    const [alone] = await ofPoints([['a', 9], ...three('b', 2)]);
    expect(alone).toMatch(/^1 user, .* by nothing\. No clear difference in punkte/);
  });

  it('is a value so many times as frequent as among all, and not less', async () => {
    // 8 of 10 stars and of all 20: 80% is twice 40%, and its interval is from 49%.
    const wares = [...times(8, 'Brot'), ...times(2, 'Ball')];
    expect(await ofWares(wares, 10, { standsOut: 2 })).toContain('ware mostly Brot (80.0% against 40.0%)');
    expect(await ofWares(wares, 10, { standsOut: 2.1 })).toContain('No single ware stands out');
  });

  it('is no value whose interval reaches the share among all', async () => {
    // 2 of 3, from 21%, where all have 33%.
    expect(await ofWares(['Brot', 'Brot', 'Ball'], 3)).toContain('No single ware stands out');
  });

  it('is no value that is tied, however frequent', async () => {
    // Half of 20 each, from 30%, where all have 25%.
    const tied = [...times(10, 'Brot'), ...times(10, 'Ball')];
    expect(await ofWares(tied, 20)).toContain('No single ware stands out');
    const half = [...times(10, 'Brot'), ...Array.from({ length: 10 }, (_, n) => `Ball ${n}`)];
    expect(await ofWares(half, 20)).toContain('ware often Brot (50.0% against 25.0%)');
  });

  it('is counted over the segments that have users', async () => {
    const scored = await rfm(await customersOf(tally, [star(), star(), gone(), gone()]), CUTS);
    const written = segments.personas(await segments.profiles(scored));
    expect(written.rows.map(({ users, share }) => [users, share])).toEqual([
      [2, 0.5],
      [0, 0],
      [0, 0],
      [2, 0.5],
    ]);
    expect(written.traits.rows).toContainEqual({ trait: 'monetary', segments: 2, of: 2 });
    expect(written.traits.schema.of.hidden).toBe(true);
    expect(written.traits.chart).toEqual({ mark: 'bar', x: 'segments', y: 'trait' });
  });
});
