import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSegmentation, open, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { customersOf, type CustomerRow } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

type Line = readonly [who: string | null, segment: string | null, outcome: number | null];

const tableWith = (rows: readonly Line[]) =>
  customersOf(
    tally,
    rows.map((row): CustomerRow => [...row, 1, 1, 'u']),
  );
const audited = async (rows: readonly Line[]) =>
  auditSegmentation(await tableWith(rows), {
    ...({ outcome: 'outcome', threshold: 0.15, customer: 'customer', permutations: 19 } as const),
  });

describe('rows against customers', () => {
  it('are told apart where several customers have several rows', async () => {
    const found = await audited([
      ['Ann', 's', 0.1],
      ['Ann', 's', 0.2],
      ['Ann', 't', 0.3],
      ['Eve', 's', 0.4],
      ['Eve', 's', 0.5],
      ['Cem', 't', 0.7],
      ['Cem', 't', 0.8],
      ['Ben', 't', 0.6],
    ]);
    expect(found.composition.rows).toMatchObject([
      { rows: 8, customers: 4, repeated: 3, rowsOfRepeated: 7, most: 3, inSeveral: 1, segments: 2 },
    ]);
    // Of Ann, Eve and Cem the last two have one segment.
    expect(found.at({ criterion: 'stability' }).value.raw).toBe(2 / 3);
  });

  it('are as many where every customer has one', async () => {
    const found = await audited([
      ['Ann', 's', 0.1],
      ['Ben', 't', 0.2],
    ]);
    expect(found.composition.rows).toMatchObject([
      { rows: 2, customers: 2, repeated: 0, rowsOfRepeated: 0, most: 1, inSeveral: 0 },
    ]);
    expect(found.at({ criterion: 'stability' }).value.raw).toBeNull();
  });

  it('are as many, too, where nobody knows whose a row is', async () => {
    const found = await audited([
      ['Ann', 's', 0.1],
      [null, 's', 0.2],
      ['Ann', 't', 0.3],
      [null, 't', 0.4],
      [null, null, 0.5],
    ]);
    expect(found.composition.rows).toMatchObject([
      { rows: 4, customers: 3, repeated: 1, rowsOfRepeated: 2, most: 2, inSeveral: 1, missing: 1 },
    ]);
  });
});

describe('the bands of a segment', () => {
  it('have nothing beyond them where its values are all the same, or there is one', async () => {
    const found = await audited([
      ['a', 'same', 0.5],
      ['b', 'same', 0.5],
      ['c', 'same', 0.5],
      ['d', 'one', 0.9],
    ]);
    const none = { anomalies: 0, beyondZ: 0, beyondQuantile: 0, beyondMad: 0 };
    expect(found.anomalies.rows).toMatchObject([
      { segment: 'one', sd: null, ...none },
      { segment: 'same', sd: 0, ...none },
    ]);
  });

  it('lie 3.5 times 1.4826 MAD from the median', async () => {
    // Around 0.5 the deviations are 0, four of 0.1 and two of 0.53; 3.5 * 1.4826 * 0.1 = 0.5189.
    const found = await audited([
      ...[-0.03, 0.4, 0.4, 0.5, 0.6, 0.6, 1.03].map((y, row): Line => [`c${row}`, 's', y]),
      ['d', 't', 0.5],
      ['e', 't', 0.51],
    ]);
    expect(found.anomalies.at({ segment: 's' }).beyondMad.raw).toBe(2);
  });

  it('are wide where a segment varies as much as all rows do', async () => {
    // Squares of s sum to 0.5, of all rows to 0.5 + 0.005 + 1.1^2 = 1.715: variances 0.5 and 1.715 / 3.
    const found = await audited([
      ['a', 's', 0],
      ['b', 's', 1],
      ['c', 't', 1.55],
      ['d', 't', 1.65],
    ]);
    expect(found.at({ criterion: 'homogeneity' }).value.raw).toBe(0);
  });
});

describe('rows without a segment or an outcome', () => {
  it('do not count where a percentage is outside 0 to 1', async () => {
    const plain = await tableWith([
      ...[0, 0.5, 1, 1.5, 40].map((y, row): Line => ['a', row % 2 === 0 ? 's' : 't', y]),
      ['a', null, -5],
      ['a', null, 90],
    ]);
    const schema = { ...plain.schema, outcome: { kind: 'decimal?', label: 'Outcome', format: 'percent' } };
    const table = Object.assign(Object.create(plain) as typeof plain, { schema });
    await expect(auditSegmentation(table, { outcome: 'outcome', threshold: 0.1 })).rejects.toThrow(
      'but 2 of its values are outside 0 to 1, from 0 to 40:',
    );
  });

  it('make no second segment', async () => {
    await expect(
      audited([
        ['a', 's', 0.1],
        ['b', 's', 0.2],
        ['c', 'u', null],
      ]),
    ).rejects.toThrow('has one segment only');
  });

  it('make no outcome that differs', async () => {
    await expect(
      audited([
        ['a', 's', 0.4],
        ['b', 't', 0.4],
        ['c', null, 0.5],
        ['d', null, 0.3],
      ]),
    ).rejects.toThrow('is 0.4 in every row');
  });
});

it('rows without a score or a value are in no quadrant', async () => {
  const columns = { segment: 'text', outcome: 'double', score: 'integer?', revenue: 'integer?' } as const;
  const rows = [
    ['s', 0.1, 9, 9],
    ['s', 0.5, 1, 1],
    ['s', 0.9, null, 9],
    ['t', 0.5, 9, 1],
    ['t', 0.51, 1, null],
  ] as const;
  const { quadrants } = await auditSegmentation(await tableOf(tally, 'scored', columns, rows, {}), {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19 },
    match: { score: 'score', value: 'revenue', cuts: { score: 5, value: 5 } },
  });
  expect(quadrants?.rows).toMatchObject([
    { quadrant: 'realized', rows: 1, anomalies: 1, share: 1, othersShare: 0 },
    { quadrant: 'potential', rows: 1, anomalies: 0, share: 0, othersShare: 1 / 2 },
    { quadrant: 'underRecognized', rows: 0, anomalies: 0, share: 0, othersShare: 0 },
    { quadrant: 'low', rows: 1, anomalies: 0, share: 0, othersShare: 1 / 2 },
  ]);
});
