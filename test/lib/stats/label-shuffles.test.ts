import { describe, expect, it } from 'vitest';
import { stats } from 'tally';
import { seeded } from '../../../lib/src/stats/random.js';
import { restatesOutcome } from '../../../lib/src/stats/restatement.js';

const { shuffledGains } = stats;

function drawn(rows: number, seed: number, labelOf: (y: number, random: () => number) => number) {
  const random = seeded(seed);
  const outcome = Float64Array.from({ length: rows }, () => random.normal());
  return {
    segment: Int32Array.from({ length: rows }, (_, row) => Math.floor((3 * row) / rows)),
    customer: Int32Array.from({ length: rows }, (_, row) => row),
    label: Int32Array.from(outcome, (y) => labelOf(y, () => random.next())),
    outcome,
    ...{ segments: 3, labels: 2, folds: 5 },
  };
}

describe('shuffledGains', () => {
  it('finds a label that tells of the outcome, and no other', () => {
    const telling = drawn(300, 1, (y, random) => Number(y + 3 * random() > 1.5));
    expect(shuffledGains(telling, 99, 7)?.p).toBe(0.01);
    const empty = drawn(300, 2, (_, random) => Number(random() > 0.5));
    expect(shuffledGains(empty, 99, 7)?.p).toBeGreaterThan(0.05);
  });

  it('is right about as often as it says: p is below 0.1 in a tenth of tables without any effect', () => {
    const ps = Array.from({ length: 400 }, (_, seed) => {
      const rows = drawn(60, 100 + seed, (_, random) => Number(random() > 0.4));
      return shuffledGains(rows, 39, seed)?.p ?? 1;
    });
    const share = ps.filter((p) => p <= 0.1).length / ps.length;
    expect(share).toBeGreaterThan(0.055);
    expect(share).toBeLessThan(0.145);
  });

  it('moves the rows of a customer together', () => {
    // Two customers of four rows each, labels and outcomes alike within: every shuffle is the label or its mirror.
    const rows = {
      segment: new Int32Array(8),
      customer: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      label: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      outcome: Float64Array.of(-1, -1.1, -0.9, -1, 1, 1.1, 0.9, 1),
      ...{ segments: 1, labels: 2, folds: 2 },
    };
    expect(shuffledGains(rows, 49, 3)?.p).toBe(1);
  });

  it('gives the same for the same seed, and nothing for an outcome that does not vary', () => {
    const rows = drawn(90, 5, (y) => Number(y > 0.2));
    expect(shuffledGains(rows, 39, 4)).toEqual(shuffledGains(rows, 39, 4));
    expect(shuffledGains({ ...rows, outcome: new Float64Array(90) }, 39, 4)).toBeNull();
  });
});

describe('restatesOutcome', () => {
  const rows = drawn(200, 9, () => 0);
  const part = new Int32Array(200);
  const labeled = (labelOf: (y: number) => number) =>
    restatesOutcome({ part, outcome: rows.outcome, label: Int32Array.from(rows.outcome, labelOf) });

  it('finds labels cut from the outcome, also several', () => {
    expect(labeled((y) => Number(y > 0.3))).toBe(true);
    expect(labeled((y) => (y < -1 ? 0 : y < 0 ? 1 : 2))).toBe(true);
    expect(labeled((y) => Number(Math.abs(y) > 0.8))).toBe(true);
  });

  it('does not take a strong relation for one', () => {
    const random = seeded(3);
    expect(labeled((y) => Number(y + random.normal() > 0))).toBe(false);
    expect(labeled(() => Number(random.next() > 0.5))).toBe(false);
  });

  it('needs enough rows, and more than one label', () => {
    expect(labeled(() => 0)).toBe(false);
    const few = { part: new Int32Array(6), label: Int32Array.of(0, 0, 0, 1, 1, 1) };
    expect(restatesOutcome({ ...few, outcome: Float64Array.of(1, 2, 3, 4, 5, 6) })).toBe(false);
  });

  it('takes equal outcomes as they come: half of each label at 0 and at 1 is no restatement', () => {
    const random = seeded(4);
    const outcome = Float64Array.from({ length: 200 }, (_, row) => row % 2);
    const label = Int32Array.from({ length: 200 }, () => Number(random.next() > 0.5));
    expect(restatesOutcome({ part, outcome, label })).toBe(false);
    expect(restatesOutcome({ part, outcome, label: Int32Array.from(outcome) })).toBe(true);
  });
});
