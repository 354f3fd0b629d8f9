import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSegmentation, open, type Tally } from 'tally';
import { studentCritical, studentTwoSided } from '../../../../lib/src/stats/distributions.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

describe('periods of customers with several rows', () => {
  type Line = readonly [who: string, segment: string, outcome: number, q1: number, q2: number];
  const COLUMNS = { who: 'text', segment: 'text', outcome: 'double', q1: 'integer', q2: 'integer' } as const;
  const periodsOf = async (rows: readonly Line[]) => {
    const table = await tableOf(tally, 'seasons', COLUMNS, rows, {});
    const { periods } = await auditSegmentation(table, {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, customer: 'who', permutations: 19 },
      periods: ['q1', 'q2'],
    });
    if (periods === null) throw new Error('periods were asked for');
    return periods;
  };
  /** The mean of s is 0.5. Anomalies: 4 of 6 of a, 0 of 1 of b and of c, so that 4 of 8 are in the first. */
  const ANOMALIES: readonly Line[] = [
    ['a', 's', 0.1, 3, 1],
    ['a', 's', 0.9, 1, 1],
    ['b', 's', 0.1, 0, 1],
    ['c', 's', 0.9, 0, 1],
  ];
  /** In t there are neither anomalies nor purchases. */
  const EMPTY: readonly Line[] = [
    ['g', 't', 0.5, 0, 0],
    ['h', 't', 0.51, 0, 0],
  ];
  // Errors in 64ths of squares: of anomalies 1, -1/2 and -1/2, which makes (1 + 1/4 + 1/4) 3/2.
  const ONE = 2.25;

  const expectTest = async (others: readonly Line[], other: number, both: number, customers: number) => {
    const periods = await periodsOf([...ANOMALIES, ...others, ...EMPTY]);
    const error = Math.sqrt((ONE + other - 2 * both) / 64);
    const df = (ONE + other) ** 2 / (ONE ** 2 / 2 + other ** 2 / (customers - 1));
    const half = studentCritical(0.05, df) * error;
    const row = periods.at({ period: 'q1' });
    expect([row.anomalous.raw, row.anomalousShare.raw, row.othersShare.raw]).toEqual([4, 4 / 8, 3 / 8]);
    expect(row.baseShare.raw).toBe(7 / 16);
    expect(row.differenceInterval.raw?.low).toBeCloseTo(1 / 8 - half, 10);
    expect(row.differenceInterval.raw?.high).toBeCloseTo(1 / 8 + half, 10);
    expect(row.p.raw).toBeCloseTo(studentTwoSided(1 / 8 / error, df), 10);
    return periods;
  };

  it('have their sums, and what customers on both sides have in common', async () => {
    // 1 of 2 of a, 1 of 1 of b and of e, 0 of 4 of f: errors 1/4, 5/8, 5/8 and -3/2.
    const others: readonly Line[] = [
      ['a', 's', 0.5, 1, 0],
      ['a', 's', 0.5, 0, 1],
      ['b', 's', 0.5, 1, 0],
      ['e', 's', 0.5, 1, 0],
      ['f', 's', 0.5, 0, 4],
    ];
    const other = ((1 / 16 + 2 * (25 / 64) + 9 / 4) * 4) / 3;
    const periods = await expectTest(others, other, 1 / 4 - 5 / 16, 4);
    expect(periods.bySegment.rows.map((row) => Object.values(row))).toEqual([
      ['s', 'q1', 4, 1 / 2, 3 / 8, 7 / 16],
      ['s', 'q2', 4, 1 / 2, 5 / 8, 9 / 16],
      ['t', 'q1', 0, null, null, null],
      ['t', 'q2', 0, null, null, null],
    ]);
  });

  it('have an interval from two others on', async () => {
    // 1 of 2 of a and 2 of 6 of b: errors 1/4 and -1/4.
    const others: readonly Line[] = [
      ['a', 's', 0.5, 1, 1],
      ['b', 's', 0.5, 2, 4],
    ];
    await expectTest(others, (2 / 16) * 2, 1 / 4 + 1 / 8, 2);
  });
});
