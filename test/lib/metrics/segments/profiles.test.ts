import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { open, OptionsError, rfm, segments, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';
import {
  CUTS,
  customersOf,
  gone,
  KEYS,
  segmentUnderCuts,
  star,
  type Customer,
  type Key,
} from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const profilesOf = async (people: readonly Customer[]) =>
  segments.profiles(await rfm(await customersOf(tally, people), CUTS));

describe('segment profiles', () => {
  it('have the mean over users, and beside it the mean of group means, which one user can pull away', async () => {
    const profiles = await profilesOf([
      star({ income: 10_000 }),
      star({ income: 20_000 }),
      star({ income: 30_000 }),
      star({ income: 60_000, sex: 'm', letter: false }),
    ]);
    const income = profiles.at({ segment: 'stars', measure: 'income' });
    // sd = sqrt((400 + 100 + 0 + 900) / 3) thousand; two = sqrt(4)
    const margin = (1.96 * Math.sqrt(1400 / 3) * 1000) / 2;
    expect(income).toMatchObject({ mean: { raw: 30_000 }, meanOfGroups: { raw: 40_000 }, users: { raw: 4 } });
    expect(income.shift.raw).toBeCloseTo(1 / 3, 12);
    expect(income.interval.raw?.low).toBeCloseTo(30_000 - margin, 6);
    expect(income.interval.raw?.high).toBeCloseTo(30_000 + margin, 6);
    expect(profiles.at({ segment: 'stars', measure: 'subscribed' })).toMatchObject({
      mean: { raw: 0.75, en: '75.0%' },
      meanOfGroups: { raw: 0.5 },
    });
    expect(profiles.at({ segment: 'stars', measure: 'monetary' }).mean.en).toBe('€1,000');
    expectTypeOf(profiles.rows).items.toHaveProperty('segment').toEqualTypeOf<Key>();
  });

  it('take what is bound: no interests, no age, no minutes here', async () => {
    const profiles = await profilesOf([star(), gone()]);
    expect(Object.keys(profiles.schema.measure.values)).toEqual([
      'income',
      'recency',
      'frequency',
      'orderValue',
      'monetary',
      'subscribed',
    ]);
    expect(Object.keys(profiles.modes.schema.attribute.values)).toEqual(['gender', 'region', 'category']);
    expect(profiles.modes.column('attribute').values['region']?.label).toBe('land');
  });

  it('have each attribute for itself, where the top combination may say otherwise of all of them', async () => {
    const profiles = await profilesOf([
      star({ sex: 'm', land: 'Hessen' }),
      star({ sex: 'm', land: 'Hessen' }),
      star({ sex: 'w', land: 'Bayern', ware: 'Brot' }),
      star({ sex: 'w', land: 'Bayern', ware: 'Bild' }),
      star({ sex: 'w', land: 'Bayern', ware: 'Ball' }),
      gone({ sex: 'm' }),
      gone({ sex: 'w', land: 'Berlin' }),
    ]);
    expect(profiles.modes.where({ segment: 'stars', attribute: 'gender' }).rows[0]).toMatchObject({
      ...{ value: 'w', users: 3, share: 0.6, tied: 1 },
      overall: 4 / 7,
    });
    expect(profiles.modes.schema.share.of).toEqual({ base: 'users', interval: 'interval' });
    expect(profiles.modes.chart).toEqual({ mark: 'bar', x: 'share', y: 'segment', color: 'attribute' });
    expect(profiles.cells.at({ segment: 'stars' })).toMatchObject({
      combination: { en: 'm, Hessen, Buch', zh: 'm、Hessen、Buch' },
      users: { raw: 2 },
      share: { raw: 0.4 },
      tied: { raw: 1 },
      differing: { raw: 2 },
    });
    expect(profiles.modes.at({ segment: 'gone', attribute: 'gender' })).toMatchObject({
      ...{ value: { raw: 'm' }, tied: { raw: 2 } },
    });
    expect(profiles.cells.at({ segment: 'gone' })).toMatchObject({ tied: { raw: 2 }, differing: { raw: 0 } });
    const income = profiles.where({ segment: 'gone', measure: 'income' });
    expect(income.rows[0]?.interval).toEqual({ low: 50_000, high: 50_000 });
  });

  it('go over columns without a role, and leave missing values out', async () => {
    const table = await tableOf(
      tally,
      'konten',
      { gruppe: 'text?', punkte: 'integer?', farbe: 'text?', leer: 'double?' },
      [
        ['a', 1, 'rot', null],
        ['a', 3, null, null],
        ['a', null, 'rot', null],
        ['b', 8, 'blau', null],
        [null, 100, 'blau', null],
      ],
      { segment: 'gruppe' },
    );
    const profiles = await segments.profiles(table, { measures: ['punkte', 'leer'], attributes: ['farbe'] });
    expect(profiles.at({ segment: 'a', measure: 'punkte' })).toMatchObject({
      mean: { raw: 2 },
      overall: { raw: 4 },
    });
    expect(profiles.at({ segment: 'b', measure: 'punkte' }).interval.raw).toBeNull();
    expect(profiles.at({ segment: 'a', measure: 'leer' })).toMatchObject({
      mean: { en: 'n/a' },
      difference: { raw: null },
    });
    expect(profiles.modes.at({ segment: 'a', attribute: 'farbe' }).share.raw).toBe(1);
    expect(profiles.note).toEqual({
      en: 'Excluded because their group is unknown: 1.',
      zh: '分组未知而未计入：1。',
    });
    const alone = await segments.profiles(table, { measures: ['punkte'] });
    expect([alone.modes.length, alone.cells.length]).toEqual([0, 0]);
    expect(alone.rows.map((row) => row.meanOfGroups)).toEqual([null, null]);
    await expect(segments.profiles(table)).rejects.toThrow(/name columns in measures/);
    await expect(segments.profiles(table, { measures: ['farbe'] })).rejects.toThrow(
      /only numbers and booleans/,
    );
    await expect(segments.profiles(table, { measures: ['nix'] })).rejects.toThrow(OptionsError);
    await expect(segments.profiles(table, { measures: ['punkte', 'punkte'] })).rejects.toThrow(
      /requested twice/,
    );
  });

  it('have no difference where nobody of a segment has a value', async () => {
    const columns = { gruppe: 'text', punkte: 'integer?' } as const;
    const rows = [
      ['a', 4],
      ['b', null],
    ];
    const table = await tableOf(tally, 'konten', columns, rows, { segment: 'gruppe' });
    const profiles = await segments.profiles(table, { measures: ['punkte'] });
    expect(profiles.at({ segment: 'b', measure: 'punkte' })).toMatchObject({
      ...{ users: { raw: 1 }, mean: { raw: null }, interval: { raw: null } },
      ...{ overall: { raw: 4 }, difference: { raw: null } },
    });
    expect(profiles.chart).toEqual({ mark: 'heatmap', x: 'measure', y: 'segment', value: 'difference' });
  });

  it('are written as their columns are: shares, units', async () => {
    const columns = { gruppe: 'text', quote: 'double', weg: 'double', punkte: 'integer' } as const;
    const { session, name } = await tableOf(tally, 'konten', columns, [['a', 0.25, 3, 7]], {});
    const schema = {
      quote: { kind: 'double' as const, label: 'Quote', format: 'percent' as const },
      weg: { kind: 'double' as const, label: 'Weg', unit: { en: 'km', zh: '公里' } },
    };
    const table = new Table({ session, name, columns, roles: { segment: 'gruppe' }, schema });
    const profiles = await segments.profiles(table, { measures: ['quote', 'weg', 'punkte'], attributes: [] });
    expect(profiles.schema.measure.values).toEqual({
      quote: { label: 'Quote', written: { format: 'percent', digits: 1 } },
      weg: { label: 'Weg', written: { unit: { en: 'km', zh: '公里' } } },
      punkte: { label: 'punkte', written: {} },
    });
    expect(profiles.rows.map((row) => profiles.values(row).mean.en)).toEqual(['25.0%', '3.00', '7.00']);
  });

  it('count everybody whose value is known, equal values too', async () => {
    const profiles = await profilesOf([
      star({ income: 20_000 }),
      star({ income: 20_000 }),
      star({ income: 50_000 }),
      gone({ income: 10_000 }),
    ]);
    // mean 30, sd = sqrt((100 + 100 + 400) / 2), in thousands
    const margin = (1.96 * Math.sqrt(300) * 1000) / Math.sqrt(3);
    const income = profiles.at({ segment: 'stars', measure: 'income' });
    expect(income.interval.raw?.high).toBeCloseTo(30_000 + margin, 6);
    expect(income.overall.raw).toBe(25_000);
  });

  it('have combinations of those alone of whom every attribute is known, the first by name of equals', async () => {
    const table = await tableOf(
      tally,
      'konten',
      { gruppe: 'text?', punkte: 'integer', farbe: 'text?', form: 'text?' },
      [
        ...Array.from({ length: 3 }, () => ['a', 1, 'rot', null] as const),
        ...Array.from({ length: 3 }, () => ['a', 1, null, 'rund'] as const),
        ['a', 1, 'rot', 'rund'],
        ['a', 1, 'rot', 'eckig'],
        [null, 1, 'rot', 'rund'],
      ],
      { segment: 'gruppe' },
    );
    const { cells } = await segments.profiles(table, { measures: ['punkte'], attributes: ['farbe', 'form'] });
    expect(cells.rows).toEqual([
      { segment: 'a', combination: 'rot, eckig', users: 1, share: 1 / 8, tied: 2, differing: 1 },
    ]);
  });

  it('count no attribute as differing whose most frequent value is tied', async () => {
    const table = await tableOf(
      tally,
      'konten',
      { gruppe: 'text', punkte: 'integer', farbe: 'text', form: 'text' },
      [
        ['a', 1, 'blau', 'eckig'],
        ['a', 1, 'blau', 'spitz'],
        ['a', 1, 'rot', 'rund'],
        ['a', 1, 'rot', 'rund'],
      ],
      { segment: 'gruppe' },
    );
    const { cells } = await segments.profiles(table, { measures: ['punkte'], attributes: ['farbe', 'form'] });
    expect(cells.rows).toEqual([
      { segment: 'a', combination: 'rot, rund', users: 2, share: 0.5, tied: 1, differing: 0 },
    ]);
    expect(cells.chart).toEqual({ mark: 'bar', x: 'share', y: 'segment' });
    expect(cells.schema.share.of).toEqual({ base: 'users' });
  });

  it('are what counting by hand gives, for any customers in any order', async () => {
    const anyone = fc.record({
      days: fc.integer({ min: 0, max: 29 }),
      orders: fc.integer({ min: 1, max: 9 }),
      spent: fc.integer({ min: 1, max: 2000 }),
      income: fc.integer({ min: 0, max: 150_000 }),
      sex: fc.constantFrom('m', 'w', 'd'),
      land: fc.constantFrom('Bayern', 'Hessen', 'Berlin'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 40 }), async (people) => {
        for (const order of [people, people.toReversed()]) {
          const profiles = await profilesOf(order);
          for (const key of KEYS) {
            const own = people.filter((one) => segmentUnderCuts(one) === key);
            const income = profiles.at({ segment: key, measure: 'income' });
            if (own.length === 0) {
              expect(income.mean.raw).toBeNull();
              continue;
            }
            const nameOf = ({ sex, land }: Customer) => `${sex} ${land}`;
            const names = [...new Set(own.map(nameOf))];
            const groups = new Map(names.map((name) => [name, own.filter((one) => nameOf(one) === name)]));
            const means = [...groups.values()].map((group) => mean(group.map((one) => one.income)));
            expect(income.mean.raw).toBeCloseTo(mean(own.map((one) => one.income)), 6);
            expect(income.overall.raw).toBeCloseTo(mean(people.map((one) => one.income)), 6);
            expect(income.meanOfGroups.raw).toBeCloseTo(mean(means), 6);
            const margin = marginOf(own.map((one) => one.income));
            if (margin === null) expect(income.interval.raw).toBeNull();
            else expect((income.interval.raw?.high ?? NaN) - (income.mean.raw ?? NaN)).toBeCloseTo(margin, 6);
            const lands = mostFrequent(own.map((one) => one.land));
            expect(profiles.modes.at({ segment: key, attribute: 'region' })).toMatchObject({
              ...{ value: { raw: lands.names[0] }, tied: { raw: lands.names.length } },
              ...{ users: { raw: lands.users }, share: { raw: lands.users / own.length } },
              overall: { raw: people.filter((one) => one.land === lands.names[0]).length / people.length },
            });
            const most = Math.max(...[...groups.values()].map((group) => group.length));
            const top = [...groups].filter(([, group]) => group.length === most).map(([name]) => name);
            const [first] = top.toSorted();
            expect(profiles.cells.at({ segment: key })).toMatchObject({
              ...{ combination: { raw: first?.replace(' ', ', ').concat(', Buch') }, users: { raw: most } },
              ...{ tied: { raw: top.length }, share: { raw: most / own.length } },
            });
          }
        }
      }),
      { numRuns: 6, seed: 3 },
    );
  });

  it('have no row of an empty table', async () => {
    const table = await tableOf(tally, 'niemand', { s: 'text', n: 'integer' }, [], {
      segment: 's',
      age: 'n',
    });
    const found = await segments.profiles(table);
    expect([found.rows, found.modes.rows, found.cells.rows]).toEqual([[], [], []]);
  });
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Half of the 95% interval of a mean; none of a single value. */
function marginOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const squares = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);
  return (1.96 * Math.sqrt(squares / (values.length - 1))) / Math.sqrt(values.length);
}

/** The names that most have, by name. */
function mostFrequent(names: readonly string[]): { readonly names: string[]; readonly users: number } {
  const count = (name: string) => names.filter((other) => other === name).length;
  const users = Math.max(...names.map(count));
  return { names: [...new Set(names)].filter((name) => count(name) === users).toSorted(), users };
}
