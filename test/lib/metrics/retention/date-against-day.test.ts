import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally, retention } from 'tally';
import type { CohortRow } from '../../../../lib/src/metrics/retention/cells.js';
import { cell, cellsOf } from './cells.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

/** The one row, and the steps behind it. */
function moved(cells: readonly CohortRow[]) {
  const found = retention.dateAgainstDay(cellsOf(tally, cells));
  const { sameDate, sameDay } = found.at();
  return { sameDate: sameDate.raw, sameDay: sameDay.raw, neighbors: found.neighbors.rows };
}

describe('date against day', () => {
  const grid = (rate: (cohort: number, day: number) => number) =>
    [0, 1, 2, 3, 4].flatMap((cohort) =>
      [0, 1, 2, 3, 4].slice(0, 5 - cohort).map((day) => cell(cohort, day, rate(cohort, day))),
    );

  // Steps that have both neighbors: cohort 1 to days 2 and 3, cohort 2 to day 2.
  it('finds no distance on the same date where the date alone decides, whatever the levels', () => {
    const found = moved(grid((cohort, day) => ([1, 0.5, 0.7, 0.8, 0.6][cohort + day] ?? 0) - 0.1 * cohort));
    expect(found.sameDate).toBeCloseTo(0, 12);
    // To dates 3, 4, 4: 0.1, -0.2, -0.2; to the dates before: 0.2, 0.1, 0.1.
    expect(found.sameDay).toBeCloseTo((0.1 + 0.3 + 0.3) / 3, 12);
    expect(found.neighbors).toHaveLength(3);
  });

  it('finds none on the same day where age alone decides', () => {
    const found = moved(grid((cohort, day) => ([1, 0.6, 0.5, 0.2, 0.3][day] ?? 0) + 0.01 * cohort));
    expect(found.sameDay).toBeCloseTo(0, 12);
    // To days 2, 3, 2: -0.1, -0.3, -0.1; to the days after: -0.3, 0.1, -0.3.
    expect(found.sameDate).toBeCloseTo((0.2 + 0.4 + 0.2) / 3, 12);
  });

  it('takes cells in any order, and says what is drawn', () => {
    const cells = grid((cohort, day) => 1 / (1 + cohort + day));
    const found = retention.dateAgainstDay(cellsOf(tally, cells.toReversed()));
    expect(found.neighbors.rows).toEqual(moved(cells).neighbors);
    expect([found.title, found.neighbors.title]).toEqual([
      { en: 'Distance between the changes of neighboring cohorts', zh: '相邻同期群变化之差' },
      { en: 'Changes of neighboring cohorts', zh: '相邻同期群的逐日变化' },
    ]);
    expect(found.neighbors.chart).toEqual({ mark: 'heatmap', x: 'day', y: 'cohort', value: 'step' });
  });

  it('weighs a comparison by both sizes', () => {
    const rates = [1, 0.4, 0.5, 0.9];
    const large = rates.map((rate, day) => cell(0, day, rate, 300));
    const small = [1, 0.5, 0.8].map((rate, day) => cell(1, day, rate, 100));
    const { sameDate, sameDay, neighbors } = moved([...large, ...small]);
    expect(neighbors).toHaveLength(1);
    expect(neighbors[0]).toMatchObject({ cohort: '2017-11-21', date: '2017-11-23', day: 2, weight: 75 });
    expect(neighbors[0]?.step).toBeCloseTo(0.3, 12);
    expect(sameDate).toBeCloseTo(0.1, 12);
    expect(sameDay).toBeCloseTo(0.2, 12);
  });

  it('weighs large cohorts more', () => {
    // The same steps between cohorts of 100, and between 100 and 1: weights 50 and 100 / 101.
    const cells = [
      ...[1, 0.5, 0.5, 0.5, 0.5].map((rate, day) => cell(0, day, rate)),
      ...[1, 0.5, 0.6, 0.6].map((rate, day) => cell(1, day, rate)),
      ...[1, 0.5, 1].map((rate, day) => cell(2, day, rate, 1)),
    ];
    // Cohort 1: steps 0.1 and 0 against 0; cohort 2: 0.5 against 0 (date), 0.1 (day).
    const [even, odd] = [50, 100 / 101];
    const { sameDate, sameDay } = moved(cells);
    expect(sameDate).toBeCloseTo((0.1 * even + 0.5 * odd) / (2 * even + odd), 12);
    expect(sameDay).toBeCloseTo((0.1 * even + 0.4 * odd) / (2 * even + odd), 12);
  });
});
