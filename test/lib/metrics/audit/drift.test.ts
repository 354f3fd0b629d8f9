import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, Table, type Schema, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = { who: 'text', segment: 'text?', outcome: 'double?', half: 'text?' } as const;
type Line = readonly [who: string, segment: string | null, outcome: number | null, half: string | null];

const tableWith = (rows: readonly Line[]) => tableOf(tally, 'at', COLUMNS, rows, {});

/** The drift between halves of one table. */
async function driftOf(rows: readonly Line[]) {
  const { drift } = await auditSegmentation(await tableWith(rows), {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, customer: 'who', permutations: 19 },
    halves: 'half',
  });
  if (drift === null) throw new Error('halves were asked for');
  return drift;
}

describe('drift between halves', () => {
  it('leaves out rows of neither, and tests each segment by the test whose p is larger', async () => {
    const drift = await driftOf([
      ['a', 's', 1, '1'],
      ['b', 's', 3, '1'],
      ['c', 's', 5, '2'],
      ['d', 's', 9, '2'],
      ['e', 's', 100, null],
      ['f', 't', 5, '1'],
      ['g', 't', 5, '2'],
    ]);
    expect(
      drift.rows.map((row) => [row.segment, row.first, row.second, row.meanFirst, row.meanSecond]),
    ).toEqual([
      ['s', 2, 2, 2, 7],
      ['t', 1, 1, 5, 5],
    ]);
    // Both together vary by 35 / 3, with two degrees of freedom, of which p is in closed form.
    const t = 5 / Math.sqrt(35 / 3);
    expect(drift.at({ segment: 's' }).p.raw).toBeCloseTo(1 - t / Math.sqrt(t ** 2 + 2), 8);
  });

  it('counts customers of both by the segment of most of their rows, the first by name of several', async () => {
    const drift = await driftOf([
      ['a', 't', 1, '1'],
      ['a', 't', 3, '1'],
      ['a', 's', 5, '1'],
      ['a', 's', 4, '2'],
      ['b', 't', 2, '1'],
      ['b', 's', 4, '1'],
      ['b', 's', 5, '2'],
      ['c', 's', 6, '1'],
      ['d', 's', 6, '2'],
      ['e', 't', 6, '2'],
    ]);
    // Of a and b, a was in t and is in s.
    expect(drift.summary.rows).toMatchObject([{ customers: 2, moved: 1 / 2 }]);
  });

  it('has what segments explain of a half, without those of one row', async () => {
    const drift = await driftOf([
      ['a', 's', 1, '1'],
      ['b', 's', 3, '1'],
      ['c', 't', 5, '1'],
      ['d', 't', 9, '1'],
      ['e', 'u', 100, '1'],
      ['f', 's', 2, '2'],
      ['g', 't', 4, '2'],
    ]);
    // Of s and t: SS 25, C 5, so that 5 of 10 lie between.
    const [row] = drift.summary.rows;
    expect([row?.explainedFirst, row?.explainedSecond]).toEqual([expect.closeTo(0.5, 10), null]);
  });
});

describe('the order of halves', () => {
  const kinds = { text: 'text', integer: 'integer', date: 'date', boolean: 'boolean' } as const;
  /** The headings of two halves, of which the table has the first one first. */
  async function headings(kind: keyof typeof kinds, values: readonly unknown[], declared?: Schema) {
    const lines = [0, 1, 2, 3].map((n) => [n % 2 === 0 ? 's' : 't', n, values[n < 2 ? 0 : 1]] as never);
    const columns = { segment: 'text', outcome: 'double', half: kinds[kind] } as const;
    const plain = await tableOf(tally, 'of', columns, lines, {});
    const { session, name, roles } = plain;
    const table = new Table({ session, name, columns, roles, schema: { ...plain.schema, ...declared } });
    const { drift } = await auditSegmentation(table, {
      ...({
        segment: 'segment',
        outcome: 'outcome',
        threshold: 1,
        permutations: 19,
        halves: 'half',
      } as const),
    });
    return [drift?.schema.first.label, drift?.schema.second.label];
  }

  it.each([
    { kind: 'integer', values: [10, 9], order: ['9', '10'] },
    { kind: 'date', values: ['2024-02-01', '2023-10-01'], order: ['2023-10-01', '2024-02-01'] },
    { kind: 'text', values: ['pre', 'launch'], order: ['pre', 'launch'] },
  ] as const)('of $kind $values is $order', async ({ kind, values, order }) => {
    expect(await headings(kind, values)).toEqual(
      order.map((name) => ({ en: `Rows: ${name}`, zh: `行数：${name}` })),
    );
  });

  it('of yes and no begins with no', async () => {
    expect(await headings('boolean', [true, false])).toEqual([
      { en: 'Rows: No', zh: '行数：否' },
      { en: 'Rows: Yes', zh: '行数：是' },
    ]);
  });

  it('is the one that the column declares, with its names', async () => {
    const values = { none: { label: 'None' }, w: { label: { en: 'With', zh: '有' } } };
    const half = { kind: 'text', label: 'Half', values } as const;
    expect(await headings('text', ['u', 'w'], { half })).toEqual([
      { en: 'Rows: With', zh: '行数：有' },
      { en: 'Rows: u', zh: '行数：u' },
    ]);
  });
});

it('two dates leave out rows without a segment or an outcome, and keep those that are alike', async () => {
  const before = await tableWith([
    ['a', 's', 1, null],
    ['a', 's', 1, null],
    ['b', 't', 3, null],
    ['b', null, 9, null],
    ['c', 't', null, null],
  ]);
  const after = await tableWith([
    ['a', 's', 2, null],
    ['b', 's', 5, null],
    ['d', 't', 4, null],
  ]);
  const drift = await audit.segmentDrift(before, after, {
    ...{ segment: 'segment', outcome: 'outcome', customer: 'who' },
  });
  expect(drift.rows).toMatchObject([
    { segment: 's', first: 2, second: 2, shareFirst: 2 / 3, meanFirst: 1, meanSecond: 3.5 },
    { segment: 't', first: 1, second: 1, shareFirst: 1 / 3, meanFirst: 3, meanSecond: 4 },
  ]);
  expect(drift.summary.rows).toMatchObject([{ customers: 2, moved: 1 / 2 }]);
});
