import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, sql, type Tally } from 'tally';
import { completeRows } from '../../../../lib/src/metrics/audit/better-rows.js';
import { centerDistances, labeledRows, logDensities } from '../../../../lib/src/metrics/audit/better-sql.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  who: 'text?',
  tier: 'text?',
  city: 'integer?',
  a: 'double?',
  b: 'integer?',
  kept: 'double?',
} as const;

const people = (rows: readonly (readonly (string | number | null)[])[]) =>
  tableOf(tally, 'people', COLUMNS, rows, {});

describe('the rows that have all numbers', () => {
  const ROWS = [
    ['x', 'gold', 20, 2, 7, null],
    ['y', null, 10, 2, 6, 0.5],
    ['x', 'blue', 20, 1, 9, 0.25],
    ['z', 'gold', 10, null, 1, 1],
    ['z', 'gold', 10, 1, null, 1],
    ['w', 'gold', null, 3, 1, 0.75],
  ] as const;

  it('come by their values, with groups, an outcome and owners', async () => {
    const asked = { numbers: ['a', 'b'], groups: ['tier', 'city'], outcome: 'kept', owner: 'who' };
    const read = await completeRows(await people(ROWS), asked);
    expect([read.rows, read.incomplete]).toEqual([4, 2]);
    expect(read.numbers.map((values) => [...values])).toEqual([
      [1, 2, 2, 3],
      [9, 6, 7, 1],
    ]);
    expect([...(read.outcome ?? [])]).toEqual([0.25, 0.5, NaN, 0.75]);
    expect(read.groupings.map(({ column, names, labels }) => [column, names, [...labels]])).toEqual([
      ['tier', ['blue', 'gold'], [0, -1, 1, 1]],
      ['city', ['10', '20'], [1, 0, 1, -1]],
    ]);
    // Of w, x and y.
    expect([...(read.owners ?? [])]).toEqual([2, 3, 2, 1]);
  });

  it('come without what is not asked for', async () => {
    const read = await completeRows(await people(ROWS), { numbers: ['b'], groups: [] });
    expect([read.outcome, read.owners, read.groupings, read.numbers.length]).toEqual([null, null, [], 1]);
    expect([...(read.numbers[0] ?? [])]).toEqual([1, 1, 6, 7, 9]);
    const none = await completeRows(await people([]), { numbers: ['b'], groups: ['tier'] });
    expect([none.rows, none.incomplete, none.groupings[0]?.names]).toEqual([0, 0, []]);
    const bare = await completeRows(await people(ROWS), { numbers: [], groups: ['tier'] });
    expect([bare.rows, bare.incomplete, bare.outcome]).toEqual([6, 0, null]);
  });

  it('have no number that is not finite, but the largest one', async () => {
    const table = await people(ROWS);
    await tally.engine.run(sql`INSERT INTO ${table} VALUES
      ('v', 'gold', 1, 'nan', 1, 1), ('v', 'gold', 1, 'inf', 1, 1), ('v', 'gold', 1, '-inf', 1, 1),
      ('v', 'gold', 1, '1.7976931348623157e308', 1, 1)`);
    const read = await completeRows(table, { numbers: ['a'], groups: [] });
    expect([read.rows, read.incomplete, read.numbers[0]?.at(-1)]).toEqual([6, 4, Number.MAX_VALUE]);
  });

  it('have groups in the order of the column', async () => {
    const plain = await people(ROWS);
    const values = Object.fromEntries(['none', 'gold', 'blue'].map((name) => [name, { label: name }]));
    const schema = { ...plain.schema, tier: { kind: 'text?', label: 'Tier', values } as const };
    const declared = Object.assign(Object.create(plain) as typeof plain, { schema });
    const { groupings } = await completeRows(declared, { numbers: [], groups: ['tier'] });
    expect(groupings[0]?.names).toEqual(['gold', 'blue']);
  });

  it('are refused for what is no number, no column, or more than 200 groups', async () => {
    const table = await people(ROWS);
    const asked = (of: object) => completeRows(table, { numbers: ['a'], groups: [], ...of });
    await expect(asked({ numbers: ['tier'] })).rejects.toThrow('tier is text?; it must be a number.');
    await expect(asked({ outcome: 'who' })).rejects.toThrow('who is text?; it must be a number.');
    await expect(asked({ owner: 'whom' })).rejects.toThrow('Did you mean "who"?');
    await expect(asked({ groups: ['teir'] })).rejects.toThrow('no column "teir"');
    const groups = async (n: number, rows = n) =>
      completeRows(
        await people(Array.from({ length: rows }, (_, row) => ['x', 'g', row % n, 1, 1, 1] as const)),
        { numbers: [], groups: ['city'] },
      );
    expect((await groups(2, 250)).groupings[0]?.names).toEqual(['0', '1']);
    expect((await groups(200)).groupings[0]?.names.length).toBe(200);
    await expect(groups(201)).rejects.toThrow('city has more than 200 values: that is no segmentation.');
  });
});

const scaling = { log: false, center: 0, spread: 1 };
const feature = (column: string, own: object = {}) => ({
  ...{ column, values: new Float64Array(), scaling: { ...scaling, ...own } },
});

describe('labels by SQL', () => {
  const labelsOf = async (query: Parameters<Tally['engine']['all']>[0], added: readonly string[]) => {
    const shape = { ...COLUMNS, ...Object.fromEntries(added.map((name) => [name, 'text' as const])) };
    const found: readonly Readonly<Record<string, unknown>>[] = await tally.engine.all(query, shape);
    return found.map((row) => Object.values(row).slice(6));
  };

  it('are of the nearest center, the first of equally near ones', async () => {
    // Centers (0, 0), (4, 0) and (0, 6).
    const centers = centerDistances(Float64Array.of(0, 0, 4, 0, 0, 6), 2);
    expect(centers.length).toBe(3);
    const table = await people([
      ['p', null, null, 1, 0, null],
      ['q', null, null, 2, 0, null],
      ['r', null, null, 2.5, 0, null],
      ['s', null, null, 0, 3, null],
      ['t', null, null, 0, 4, null],
      ['u', null, null, 5, 5, null],
      ['v', null, null, null, 5, null],
      ['w', null, null, 5, null, null],
    ]);
    const label = { column: 'near', keys: ['c1', 'c2', 'c3'], best: 'smallest', numbers: centers } as const;
    const query = labeledRows(table, [feature('a'), feature('b')], [label]);
    // 26 is less than 50 and 61: from (5, 5) to (4, 0).
    expect((await labelsOf(query, ['near'])).flat()).toEqual([
      ...['c1', 'c1', 'c2', 'c1', 'c3', 'c2', 'unassigned', 'unassigned'],
    ]);
  });

  it('are of scaled values, or of logarithms of one plus the value', async () => {
    const table = await people([
      ['p', null, null, Math.E ** 3 - 1, 30, null],
      ['q', null, null, 0, 10, null],
      ['r', null, null, -1, 10, null],
    ]);
    // Scaled to (3 - 1) / 2 = 1 and (30 - 10) / 20 = 1; to (0 - 1) / 2, which is nearer to -0.5 than to -0.2, and 0.
    const features = [
      feature('a', { log: true, center: 1, spread: 2 }),
      feature('b', { center: 10, spread: 20 }),
    ];
    const numbers = centerDistances(Float64Array.of(1, 1, -0.5, 0, -0.2, 0, 1, 2), 2);
    const squares = { column: 'near', keys: ['c1', 'c2', 'c3', 'c4'], best: 'smallest', numbers } as const;
    const found = await labelsOf(labeledRows(table, features, [squares]), ['near']);
    expect(found.slice(0, 2).flat()).toEqual(['c1', 'c2']);
    const { text } = await tally.engine.one(
      sql`SELECT CAST(count(*) AS STRING) AS text FROM (${labeledRows(table, features, [squares])}) l`,
      { text: 'text' },
    );
    expect(text).toBe('3');
  });

  it('are the first of equally large ones', async () => {
    const table = await people([['p', null, null, 1, 1, null]]);
    const label = {
      ...({ column: 'mix', keys: ['m1', 'm2', 'm3'], best: 'largest' } as const),
      numbers: [sql`1.0`, sql`2.0`, sql`2.0`],
    };
    expect(await labelsOf(labeledRows(table, [feature('a')], [label]), ['mix'])).toEqual([['m2']]);
  });

  it('are of the likeliest component, beside others', async () => {
    // Of the first the standard deviations are 1, of the second 2 and 1 with a slope of one half.
    const components = {
      ...{ shares: Float64Array.of(0.5, 0.5), means: Float64Array.of(0, 0, 6, 1) },
      ...{ precisions: Float64Array.of(1, 0, 0, 1, 0.5, 0, -0.5, 1), logPeaks: Float64Array.of(0, -0.7) },
    };
    const points = [
      [0, 0],
      [6, 1],
      [2, 0],
      [3, 0],
      [3, -1],
      [2, -1],
      [2, 2],
      [1, -3],
    ] as const;
    const table = await people(points.map(([a, b]) => ['p', null, null, a, b, null] as const));
    const first = (a: number, b: number) => 0 - (a ** 2 + b ** 2) / 2;
    const second = (a: number, b: number) =>
      -0.7 - ((0.5 * (a - 6)) ** 2 + (-0.5 * (a - 6) + (b - 1)) ** 2) / 2;
    const likeliest = {
      column: 'mix',
      keys: ['m1', 'm2'],
      best: 'largest',
      numbers: logDensities(components),
    } as const;
    const near = {
      column: 'near',
      keys: ['c1'],
      best: 'smallest',
      numbers: centerDistances(Float64Array.of(0, 0), 2),
    } as const;
    const query = labeledRows(table, [feature('a'), feature('b')], [near, likeliest]);
    const expected = points.map(([a, b]) => ['c1', first(a, b) >= second(a, b) ? 'm1' : 'm2']);
    expect(await labelsOf(query, ['near', 'mix'])).toEqual(expected);
    expect(new Set(expected.map(([, mix]) => mix)).size).toBe(2);
    const numbers = logDensities(components);
    const [one = sql`0`, other = sql`0`] = numbers;
    const rows = await tally.engine.all(
      sql`SELECT ${one} AS one, ${other} AS other FROM (SELECT a AS scaled_1, CAST(b AS DOUBLE) AS scaled_2 FROM ${table}) s`,
      { one: 'double', other: 'double' },
    );
    rows.forEach((row, at) => {
      const [a, b] = points[at] ?? [NaN, NaN];
      expect(row.one).toBeCloseTo(first(a, b), 10);
      expect(row.other).toBeCloseTo(second(a, b), 10);
    });
  });
});
