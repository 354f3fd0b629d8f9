import { describe, expect, it } from 'vitest';
import { partlyEqual } from '../../../../lib/src/metrics/audit/partly-equal.js';
import { straightLine } from '../../../../lib/src/metrics/audit/straight-lines.js';
import { centered } from '../../../../lib/src/stats/pearson.js';

const columnOf = (name: string, values: readonly number[]) => ({
  name,
  ...centered(Float64Array.from(values)),
});
const list = (rows: number, of: (row: number) => number) => Array.from({ length: rows }, (_, row) => of(row));

/** No ratio of any two of its first hundred values is a unit's factor, or 1. */
const x = (row: number) => 3.1 + ((row * 37) % 101);

const partly = (y: readonly number[], of: readonly number[] = list(y.length, x)) =>
  partlyEqual(columnOf('y', y), columnOf('x', of));
const reported = (other: string, rows: number) => ({ column: 'y', relation: 'partly', other, rows });

describe('a factor that holds in a part of the rows', () => {
  it('is that of two units, whichever has the larger numbers', () => {
    const times = (factor: number) => list(40, (row) => (row < 30 ? factor : 1.37) * x(row));
    expect(partly(times(100))).toEqual(reported('100 × x', 10));
    expect(partly(times(1))).toEqual(reported('x', 10));
    expect(partly(times(1 / 30.4375))).toEqual(reported('x / 30.4375', 10));
    // Within a thousandth.
    expect(partly(times(7.0069))).toEqual(reported('7 × x', 10));
    expect(partly(times(7.0071))).toBeNull();
  });

  it('holds in half of the rows or more, but not in all', () => {
    const agreeing = (n: number) => list(40, (row) => (row < n ? 7 : 7.5) * x(row));
    expect(partly(agreeing(19))).toBeNull();
    expect(partly(agreeing(20))).toEqual(reported('7 × x', 20));
    expect(partly(agreeing(39))).toEqual(reported('7 × x', 1));
    expect(partly(agreeing(40))).toBeNull();
  });

  it('is the one that holds most often, the first of two', () => {
    const factors = (n: number) => list(40, (row) => (row < n ? 7 : 10) * x(row));
    expect(partly(factors(19))).toEqual(reported('10 × x', 19));
    expect(partly(factors(20))).toEqual(reported('7 × x', 20));
    expect(partly(factors(21))).toEqual(reported('7 × x', 19));
  });

  it('needs twenty rows', () => {
    const rows = (n: number) => list(n, (row) => (row < 15 ? 7 : 7.5) * x(row));
    expect(partly(rows(19))).toBeNull();
    expect(partly(rows(20))).toEqual(reported('7 × x', 5));
  });

  it('needs ten different values', () => {
    const values = [2.3, 3.1, 4.7, 5.9, 7.3, 8.9, 11.3, 13.7, 17.9, 19.3];
    const cycle = (n: number) => list(4 * n, (row) => values[row % n] ?? NaN);
    const changed = (of: readonly number[]) => of.map((value, row) => value * (row < 30 ? 12 : 1.37));
    expect(partly(changed(cycle(10)), cycle(10))).toEqual(reported('12 × x', 10));
    expect(partly(changed(cycle(9)), cycle(9))).toBeNull();
  });

  it('is chance where it holds in more than a tenth of the rows of a column moved on by one', () => {
    // The last of each pair has the value of the next row.
    const pairs = (n: number) => list(40, (row) => x(row % 2 === 1 && row < 2 * n ? row - 1 : row));
    const changed = (of: readonly number[]) => of.map((value, row) => value * (row < 30 ? 7 : 7.5));
    expect(partly(changed(pairs(4)), pairs(4))).toEqual(reported('7 × x', 10));
    expect(partly(changed(pairs(5)), pairs(5))).toBeNull();
  });

  it('leaves out rows in which one is missing or 0, and takes opposite signs for another number', () => {
    const y = list(40, (row) => (row < 30 ? 100 : 1.37) * x(row));
    const both = (of: readonly number[]) => [...of, 0, 5, NaN, 5, 5, 0];
    expect(partly(both(y), [...list(40, x), 5, 0, 5, NaN, -0.05, 0])).toEqual(reported('100 × x', 11));
  });

  it('of long columns is looked for in every second row, third row and so on first', () => {
    const long = (agrees: (row: number) => boolean) =>
      partly(
        list(800, (row) => (agrees(row) ? 7 : 7.5) * (row + 1.5)),
        list(800, (row) => row + 1.5),
      );
    // Half of all agree, but none, or ten, of those that are looked at.
    expect(long((row) => row % 2 === 1)).toBeNull();
    expect(long((row) => row % 2 === 1 || row < 20)).toBeNull();
    // A third of 399 of them is enough, if half of all agree.
    const third = list(800, (row) =>
      row === 2 ? NaN : (row % 2 === 1 || (row > 2 && row <= 268) ? 7 : 7.5) * (row + 1.5),
    );
    const of = list(800, (row) => row + 1.5);
    expect(partly(third, of)).toEqual(reported('7 × x', 799 - 400 - 133));
  });
});

describe('a straight line', () => {
  const line = (y: readonly number[], of: readonly number[]) =>
    straightLine(columnOf('y', y), columnOf('x', of));

  it('is a copy where both are equal or missing in each row', () => {
    expect(line([1, 2, 5, NaN, 0], [1, 2, 5, NaN, -0])).toEqual({
      ...{ column: 'y', other: 'x', relation: 'copy', rows: 4 },
    });
    expect(line([1, 2], [1, 2])).toMatchObject({ relation: 'copy', rows: 2 });
  });

  it('is linear from three rows on', () => {
    expect(line([7, 5, 3], [1, 2, 3])).toEqual({
      ...{ column: 'y', other: 'x', relation: 'linear', rows: 3 },
    });
    expect(line([1, 2, 5, NaN], [1, 2, 5, 9])).toMatchObject({ relation: 'linear', rows: 3 });
    expect(line([5, 7], [1, 2])).toBeNull();
  });

  it('is none of rounded values, or of constants', () => {
    expect(line([1, 2, 3.001], [1, 2, 3])).toBeNull();
    expect(line([1, 2, 1], [1, 2, 3])).toBeNull();
    expect(line([4, 4, 4], [4, 4, 4])).toBeNull();
  });
});
