import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { open, sql, Table, type Tally } from 'tally';
import { cutsOf } from '../../../../lib/src/metrics/audit/cuts.js';
import { determinations } from '../../../../lib/src/metrics/audit/determinations.js';
import { eachPair } from '../../../../lib/src/metrics/audit/number-pairs.js';
import {
  anomalies,
  segmentSides,
  workingColumns,
} from '../../../../lib/src/metrics/audit/working-columns.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = { tier: 'text?', spent: 'double?', visits: 'integer' } as const;
type Line = readonly [tier: string | null, spent: number | null, visits: number];

/** Rows of a tier that spent these amounts. */
const spending = (tier: string | null, ...spent: readonly (number | null)[]) =>
  spent.map((one, row): Line => [tier, one, row]);

describe('groups that are cut from a number', () => {
  const cuts = async (...rows: readonly Line[]) =>
    cutsOf(await tableOf(tally, 'people', COLUMNS, rows, {}), ['tier'], ['spent', 'visits']);
  const found = (rows: number) => [{ column: 'tier', relation: 'cuts', other: 'spent', rows }];
  const high = spending('high', 20, 21, 22, 23, 24);
  const low = spending('low', 5, 4, 3, 2, 1);

  it('have ranges that do not overlap, with the rows of a group that have the number', async () => {
    expect(await cuts(...high, ...low)).toEqual(found(10));
    expect(await cuts(...high, ...low, ...spending('middle', 9, null), ...spending(null, 22, 3))).toEqual(
      found(11),
    );
    expect(await cuts(...high, ...low, ...spending('unknown', null))).toEqual(found(10));
    const around = spending('low', -2, -1, 0, 1, 2);
    expect(await cuts(...high, ...around, ...spending('unknown', null))).toEqual(found(10));
  });

  it('overlap where they meet, or where one lies in another', async () => {
    expect(await cuts(...high, ...low, ...spending('middle', 5, 6))).toEqual([]);
    expect(await cuts(...high, ...low, ...spending('middle', 22))).toEqual([]);
    expect(await cuts(...low, ...high, ...spending('wide', 0, 30))).toEqual([]);
  });

  it('are two of five rows at least', async () => {
    expect(await cuts(...high, ...low.slice(1))).toEqual([]);
    expect(await cuts(...high)).toEqual([]);
  });

  it('are none without numbers', async () => {
    const table = await tableOf(tally, 'people', COLUMNS, [...high, ...low], {});
    expect(await cutsOf(table, ['tier'], [])).toEqual([]);
  });
});

describe('groups that follow from others', () => {
  const columns = { city: 'text?', country: 'text?', none: 'text?' } as const;

  it('have one value in each group of the other that has any', async () => {
    const rows = [
      ['rome', 'it', null],
      ['bari', 'it', null],
      ['oslo', 'no', null],
      ['oslo', null, null],
      [null, 'no', null],
      ['nowhere', null, null],
    ] as const;
    const table = await tableOf(tally, 'places', columns, rows, {});
    expect(await determinations(table, ['city', 'country', 'none'])).toEqual([
      { column: 'country', relation: 'determined', other: 'city', rows: 5 },
    ]);
    expect(await determinations(table, ['city'])).toEqual([]);
    expect(
      await determinations(await tableOf(tally, 'places', columns, [], {}), ['city', 'country']),
    ).toEqual([]);
  });
});

describe('pairs of numbers', () => {
  it('are each visited once, the later column first, whatever is held at a time', async () => {
    const kinds = { a: 'double?', b: 'double', c: 'double', d: 'double', e: 'double' } as const;
    const rows = [
      [1, 2, 3, 4, 5],
      [null, 20, 30, 40, 50],
    ] as const;
    const table = await tableOf(tally, 'numbers', kinds, rows, {});
    const names = Object.keys(kinds);
    const expected = names
      .flatMap((one, at) => names.slice(0, at).map((other) => `${one}${other}`))
      .toSorted();
    for (const held of [undefined, 0, 4, 8, 12, 20]) {
      const seen: string[] = [];
      await eachPair(
        table,
        names,
        (one, other) => {
          seen.push(`${one.name}${other.name}`);
          if (other.name === 'a') expect([[...other.values], other.known]).toEqual([[1, NaN], 1]);
          if (one.name === 'e') expect([[...one.values], one.mean]).toEqual([[5, 50], 27.5]);
        },
        held,
      );
      expect(seen.toSorted(), `${held} held`).toEqual(expected);
    }
  });

  it('are read in parts where a table is long', async () => {
    const numbers = vi.spyOn(tally.engine, 'numbers');
    const columns = { a: 'double', b: 'double', c: 'double' } as const;
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const reads = async (length: number, held?: number) => {
      const table = await tableOf(tally, 'numbers', columns, rows.slice(0, length), {});
      numbers.mockClear();
      await eachPair(table, ['a', 'b', 'c'], () => undefined, held);
      return numbers.mock.calls.length;
    };
    // All at once; two and then one, with the two again; one at a time, with those before it.
    expect([await reads(1), await reads(1, 4), await reads(1, 2)]).toEqual([1, 3, 6]);
    expect([await reads(2), await reads(2, 8), await reads(2, 4)]).toEqual([1, 3, 6]);
    numbers.mockRestore();
    const empty = await tableOf(tally, 'numbers', { a: 'double', b: 'double' }, [], {});
    await expect(eachPair(empty, ['a', 'b'], () => undefined)).resolves.toBeUndefined();
  });
});

describe('the rows of an audit', () => {
  const rows = async () => {
    const table = new Table({
      session: tally,
      name: tally.uniqueName('working'),
      columns: { unit: 'integer' },
      roles: {},
    });
    await tally.engine.run(sql`CREATE TABLE ${table} AS SELECT * FROM (VALUES
      (4, 2, 1, TRUE, 0.4, 40, 400, NULL, 9), (1, 2, 2, FALSE, 0.1, 10, 100, 1, 9),
      (3, 1, 1, FALSE, 0.3, 30, 300, 3, 9), (5, 2, 1, FALSE, 0.5, 50, 500, 5, 9),
      (2, 10, 3, TRUE, 0.2, 20, NULL, 2, 9))
      AS list(position, unit, part, anomaly, outcome, score, "value", x0, x1)`);
    return table;
  };

  it('come by customer, segment and position', async () => {
    const found = await workingColumns(await rows(), [sql`x0`, sql`x1`], true);
    expect(found).toEqual({
      unit: Float64Array.of(1, 2, 2, 2, 10),
      part: Int32Array.of(0, 0, 0, 1, 2),
      anomaly: Uint8Array.of(0, 1, 0, 0, 1),
      outcome: Float64Array.of(0.3, 0.4, 0.5, 0.1, 0.2),
      score: Float64Array.of(30, 40, 50, 10, 20),
      value: Float64Array.of(300, 400, 500, 100, NaN),
      properties: [Float64Array.of(3, NaN, 5, 1, 2), Float64Array.of(9, 9, 9, 9, 9)],
    });
  });

  it('come without a score and a value where none are asked for', async () => {
    const found = await workingColumns(await rows(), [sql`x0`], false);
    expect([found.score.length, found.value.length]).toEqual([0, 0]);
    expect(found.properties).toEqual([Float64Array.of(3, NaN, 5, 1, 2)]);
  });

  it('are on one of two sides, with or without their segments', async () => {
    const found = await workingColumns(await rows(), [], false);
    const { unit, anomaly: side, part: stratum } = found;
    expect(anomalies(found, false)).toEqual({ unit, side });
    expect(anomalies(found, true)).toEqual({ unit, side, stratum });
    expect(segmentSides(found, 0)).toEqual({ unit, side: Uint8Array.of(1, 1, 1, 0, 0) });
  });
});
