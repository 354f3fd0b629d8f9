import { describe, expect, it } from 'vitest';
import { meanDistance, meanGap, movesOf } from '../../../../lib/src/metrics/retention/moves.js';

const large = { users: 30, rates: [1, 0.5, 0.75, 0.25] };
const small = { users: 10, rates: [1, 0.5, 0.25] };

describe('changes of neighboring cohorts', () => {
  it('stand beside those of the cohort before, on the same date and on the same day', () => {
    // To day 2: -0.25; the cohort before to its day 3: -0.5, to its day 2: 0.25. 30 x 10 / 40 users.
    const moves = movesOf([large, small]);
    expect(moves).toEqual([{ cohort: 1, day: 2, step: -0.25, sameDate: -0.5, sameDay: 0.25, weight: 7.5 }]);
    expect([meanDistance(moves, 'sameDate'), meanDistance(moves, 'sameDay'), meanGap(moves)]).toEqual([
      0.25, 0.5, 0.25,
    ]);
  });

  it('are those alone that both cohorts know', () => {
    const of = (before: readonly (number | null)[], own: readonly (number | null)[]) =>
      movesOf([
        { users: 10, rates: before },
        { users: 10, rates: own },
      ]).map(({ day }) => day);
    expect(of([1, 0.5, 0.4, 0.3, 0.2], [1, 0.5, 0.4, 0.3])).toEqual([2, 3]);
    expect(of([1, 0.5, 0.4, 0.3], [1, 0.5, 0.4, 0.3])).toEqual([2]);
    expect(of([1, null, 0.4, 0.3, 0.2], [1, 0.5, 0.4, 0.3])).toEqual([3]);
    expect(of([1, 0.5, 0.4, 0.3, 0.2], [1, null, 0.4, 0.3])).toEqual([3]);
    expect(of([1, 0.5, 0.4, 0.3, 0.2], [1, 0.5, null, 0.3])).toEqual([]);
  });

  it('are weighed by their sizes', () => {
    const steady = { users: 10, rates: [1, 0.5, 0.5] };
    // Weights 30 x 10 / 40 and 10 x 10 / 20.
    const moves = movesOf([large, { users: 10, rates: [1, 0.5, 0.25, 0.25] }, steady]);
    expect(moves.map(({ cohort, weight }) => [cohort, weight])).toEqual([
      [1, 7.5],
      [2, 5],
    ]);
    // 0 - 0 on the date; 0 - (-0.25) on the day.
    expect(meanDistance(moves, 'sameDate')).toBe((7.5 * 0.25 + 5 * 0) / 12.5);
    expect(meanDistance(moves, 'sameDay')).toBe((7.5 * 0.5 + 5 * 0.25) / 12.5);
    expect(meanGap(moves)).toBe((7.5 * 0.25 + 5 * 0.25) / 12.5);
    expect([meanDistance([], 'sameDate'), meanGap([])]).toEqual([null, null]);
  });
});
