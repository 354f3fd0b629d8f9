import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, sql, type Tally } from 'tally';
import { planOf, type SegmentationOptions } from '../../../../lib/src/metrics/audit/options.js';
import { relationsOf } from '../../../../lib/src/metrics/audit/relations.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

/** Relations of a table with a segment, an outcome, and columns of twelve rows. */
async function relations(
  columns: Readonly<Record<string, readonly (string | number | null)[]>>,
  own: Partial<SegmentationOptions> = {},
  roles: object = {},
) {
  const all = {
    segment: ROWS.map((row) => ['s', 't', 'u'][(row * 7) % 3] ?? ''),
    outcome: ROWS.map((row) => (row * 5) % 12),
    ...columns,
  };
  const kinds = Object.entries(all).map(([name, values]) => [
    name,
    values.some((value) => typeof value === 'string') ? 'text?' : name === 'number' ? 'integer' : 'double?',
  ]);
  const shape = Object.fromEntries(kinds) as Record<string, 'text?'>;
  const length = Math.max(...Object.values(all).map((values) => values.length));
  const rows = Array.from({ length }, (_, row) => Object.values(all).map((values) => values[row] ?? null));
  const table = await tableOf(tally, 'people', shape, rows, roles);
  return relationsOf(planOf(table, { segment: 'segment', outcome: 'outcome', threshold: 1, ...own }));
}
const ROWS = Array.from({ length: 12 }, (_, row) => row);
const a = ROWS.map((row) => (row * row) % 17);

describe('columns that say nothing of their own', () => {
  const found = async (...asked: Parameters<typeof relations>) =>
    (await relations(...asked)).rows.map((row) => [
      row.column,
      row.relation,
      row.other,
      row.concerns,
      row.rows,
    ]);

  it('are copies and lines of a number, with what touches segment or outcome', async () => {
    expect(await found({ a, copy: a })).toEqual([['copy', 'copy', 'a', null, 12]]);
    expect(await found({ a, line: a.map((value) => 3 - 2 * value) })).toEqual([
      ['line', 'linear', 'a', null, 12],
    ]);
    expect(await found({ leak: ROWS.map((row) => 1 + ((row * 5) % 12)) })).toEqual([
      ['leak', 'linear', 'outcome', 'outcome', 12],
    ]);
  });

  it('are groups that are cut from a number, but not from its copy too', async () => {
    const group = a.map((value) => (value > 7 ? 'high' : 'low'));
    expect(await found({ a, copy: a, group })).toEqual([
      ['copy', 'copy', 'a', null, 12],
      ['group', 'cuts', 'a', null, 12],
    ]);
    const line = a.map((value) => 3 - 2 * value);
    expect(await found({ a, line, group })).toEqual([
      ['line', 'linear', 'a', null, 12],
      ['group', 'cuts', 'a', null, 12],
      ['group', 'cuts', 'line', null, 12],
    ]);
    const segment = a.map((value) => (value > 7 ? 'high' : 'low'));
    expect(await found({ a, segment })).toEqual([['segment', 'cuts', 'a', 'segment', 12]]);
  });

  it('are constants of two rows and more, and numbers without a value', async () => {
    expect(await found({ same: ROWS.map(() => 7), word: ROWS.map((row) => (row < 9 ? 'x' : null)) })).toEqual(
      [
        ['same', 'constant', null, null, 12],
        ['word', 'constant', null, null, 9],
      ],
    );
    expect(await found({ none: ROWS.map(() => null) })).toEqual([]);
    const one = await relations({ segment: ['s'], outcome: [1], a: [3] });
    expect(one.length).toBe(0);
  });

  it('are no words with a value of every third row or less', async () => {
    const groups = (n: number) => ROWS.map((row) => `g${row % n}`);
    const named = (n: number) => ROWS.map((row) => `${(row % n) % 2}`);
    // Whether it is even follows from a number below four.
    expect(await found({ groups: groups(4), even: named(4) })).toEqual([
      ['even', 'determined', 'groups', null, 12],
    ]);
    expect(await found({ groups: groups(6), even: named(6) })).toEqual([]);
  });

  it('are no words with more than fifty values', async () => {
    const rows = Array.from({ length: 306 }, (_, row) => row);
    const many = (n: number) => ({
      segment: rows.map((row) => `${(row * 5) % 7}`),
      outcome: rows.map((row) => (row * 11) % 306),
      groups: rows.map((row) => `g${row % n}`),
      even: rows.map((row) => `${(row % n) % 2}`),
    });
    expect(await found(many(50))).toEqual([['even', 'determined', 'groups', null, 306]]);
    expect(await found(many(51))).toEqual([]);
  });

  it('are not the numbers of rows', async () => {
    const number = ROWS.map((row) => row + 1);
    expect(await found({ a, number, twice: number }, {}, { row: 'number' })).toEqual([]);
  });

  it('break identities, and are named by their formula', async () => {
    const result = await relations(
      { a, b: a.map((value, row) => (row < 3 ? value + 9 : value * value)) },
      { identities: [{ column: 'b', equals: sql`a * a`, formula: 'a squared', tolerance: 0.5 }] },
    );
    const row = result.at({ relation: 'formula' });
    expect([row.column.raw, row.other.en, row.other.zh, row.rows.raw]).toEqual([
      'b',
      'a squared',
      'a squared',
      3,
    ]);
    const kept = await relations(
      { a, b: a.map((value) => value * value) },
      { identities: [{ column: 'b', equals: sql`a * a`, formula: 'a squared', tolerance: 0.5 }] },
    );
    expect(kept.length).toBe(0);
  });

  it('have the names of the columns of the table, and formulas beside them', async () => {
    const { title, schema } = await relations(
      { a, copy: a, same: ROWS.map(() => 7) },
      { identities: [{ column: 'copy', equals: sql`a * a`, formula: 'a squared', tolerance: 0.5 }] },
    );
    expect(title).toEqual({ en: 'Columns that say nothing of their own', zh: '没有独立信息的列' });
    const named = ['segment', 'outcome', 'a', 'copy', 'same'].map((name) => [name, { label: name }] as const);
    expect(Object.entries(schema.column.values ?? {})).toEqual(named);
    expect(Object.entries(schema.other.values ?? {})).toEqual([
      ...named,
      ['a squared', { label: { en: 'a squared', zh: 'a squared' } }],
    ]);
  });

  it('are no words under the name of a unit', async () => {
    expect(await found({ tenure_months: a, tenure_days: a.map((value) => `${value} d`) })).toEqual([]);
  });
});
