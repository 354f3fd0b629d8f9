import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';
import { seeded, shuffle } from '../../../lib/src/stats/random.js';

const { contingency, maxZ } = stats;

/** A table of n observations whose rows and columns are independent. */
function independent(random: ReturnType<typeof seeded>, n: number, rows: readonly number[], columns: number) {
  const table = rows.map(() => Array.from({ length: columns }, () => 0));
  for (let one = 0; one < n; one += 1) {
    const at = random.next();
    const line = table[rows.findIndex((upTo) => at < upTo)];
    const j = random.below(columns);
    if (line !== undefined) line[j] = (line[j] ?? 0) + 1;
  }
  return table;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const totalsOf = (table: readonly (readonly number[])[]) => ({
  rows: table.map(sum),
  columns: (table[0] ?? []).map((_, j) => sum(table.map((row) => row[j] ?? 0))),
});

/** p-values from the largest residuals of tables that are drawn. */
function pValues(table: readonly (readonly number[])[], largest: readonly number[]) {
  const { residuals } = contingency(table);
  return residuals.map((row) =>
    row.map((z) => {
      if (z === null) return null;
      const atLeast = largest.filter((drawn) => drawn >= Math.abs(z) * (1 - 1e-9)).length;
      return (1 + atLeast) / (1 + largest.length);
    }),
  );
}

describe('maxZ', () => {
  it.each([
    [
      [7, 2, 4],
      [3, 6, 5],
    ],
    [
      [4, 1, 0],
      [2, 3, 0],
      [1, 5, 0],
    ],
  ])(
    'is the share of tables, drawn by shuffling columns, whose largest residual is as large (%j)',
    (...table) => {
      const { rows, columns } = totalsOf(table);
      const random = seeded(4);
      const labels = columns.flatMap((total, j) => Array.from({ length: total }, () => j));
      const largest = Array.from({ length: 99 }, () => {
        const left = shuffle(labels, random).slice();
        const drawn = rows.map((total) => {
          const own = left.splice(0, total);
          return columns.map((_, j) => own.filter((label) => label === j).length);
        });
        return Math.max(
          ...contingency(drawn)
            .residuals.flat()
            .map((z) => Math.abs(z ?? 0)),
        );
      });
      expect(maxZ(table, { permutations: 99, seed: 4 })).toEqual(pValues(table, largest));
    },
  );

  it('draws noise less what goes along margins where there are more than 5,000 observations', () => {
    const table = [
      [1250, 410, 0, 200],
      [1150, 390, 0, 201],
      [900, 300, 0, 200],
    ];
    const { rows, columns } = totalsOf(table);
    const [p, q] = [rows, columns].map((totals) => totals.filter((n) => n > 0).map((n) => n / 5001));
    if (p === undefined || q === undefined) throw new Error('there are rows and columns');
    // The identity less the outer product of square roots of shares.
    const without = (shares: readonly number[]) =>
      shares.map((a, i) => shares.map((b, j) => Number(i === j) - Math.sqrt(a * b)));
    const times = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) =>
      a.map((row) => (b[0] ?? []).map((_, j) => sum(row.map((value, k) => value * (b[k]?.[j] ?? 0)))));
    const random = seeded(6);
    const largest = Array.from({ length: 99 }, () => {
      const noise = p.map(() => q.map(() => random.normal()));
      const e = times(times(without(p), noise), without(q));
      const scaled = e.map((row, i) =>
        row.map((z, j) => Math.abs(z) / Math.sqrt((1 - (p[i] ?? 0)) * (1 - (q[j] ?? 0)))),
      );
      return Math.max(...scaled.flat());
    });
    expect(maxZ(table, { permutations: 99, seed: 6 })).toEqual(pValues(table, largest));
    // One user less, and columns are shuffled.
    const fewer = table.map((row, i) => (i === 0 ? row.with(0, 1249) : row));
    expect(maxZ(fewer, { permutations: 19, seed: 6 })).not.toEqual(
      maxZ(table, { permutations: 19, seed: 6 }),
    );
  });

  it('of two rows and columns is the exact test of the whole table, whose residuals are all as large', () => {
    const table = [
      [9, 3],
      [4, 8],
    ];
    // Hypergeometric: counts of the first cell from 1 to 12 of 13 and 12 in 24; those at least as far from 6.5.
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const ways = Array.from({ length: 12 }, (_, index) => {
      const k = index + 1;
      return { k, ways: choose(13, k) * choose(11, 12 - k) };
    });
    const sum = (some: readonly { ways: number }[]) => some.reduce((all, one) => all + one.ways, 0);
    const exact = sum(ways.filter(({ k }) => Math.abs(k - 6.5) >= 2.5)) / sum(ways);
    const found = maxZ(table, { permutations: 3999, seed: 1 }).flat();
    expect(new Set(found).size).toBe(1);
    expect(Math.abs((found[0] ?? 0) - exact)).toBeLessThan(0.02);
    expect(maxZ(table, { permutations: 3999, seed: 1 }).flat()).toEqual(found);
  });

  it('calls a cell of a table without association out in no more than a twentieth of samples', () => {
    const random = seeded(3);
    let [some, single] = [0, 0];
    for (let sample = 0; sample < 200; sample += 1) {
      const table = independent(random, 200, [0.7, 0.9, 1], 4);
      const corrected = maxZ(table, { permutations: 199, seed: sample }).flat();
      some += Number(corrected.some((p) => p !== null && p <= 0.05));
      single += Number(
        contingency(table)
          .residuals.flat()
          .some((z) => Math.abs(z ?? 0) > 1.96),
      );
    }
    expect(some / 200).toBeLessThan(0.09);
    expect(some / 200).toBeGreaterThan(0.015);
    // Looked at one by one they would stand out in a quarter of the samples.
    expect(single / 200).toBeGreaterThan(0.2);
  });

  it('of many observations draws from the limit what permuting gives', () => {
    const [rows, columns, z] = [
      [0.7, 0.3],
      [0.5, 0.37, 0.13],
      [2.2, -1.6, -1],
    ] as const;
    // A table of n with about these residuals in its first row.
    const table = (n: number) =>
      rows.map((p, i) =>
        columns.map((q, j) => {
          const out = (i === 0 ? 1 : -1) * (z[j] ?? 0) * Math.sqrt(n * p * (1 - p) * q * (1 - q));
          return Math.round(n * p * q + out);
        }),
      );
    const [few, many] = [2000, 200_000].map((n) => maxZ(table(n), { permutations: 1999, seed: 1 }).flat());
    few?.forEach((p, cell) => expect(Math.abs((p ?? 0) - (many?.[cell] ?? 1))).toBeLessThan(0.06));
  });

  it('has no p where a residual is not defined, and takes a row or column without anybody', () => {
    expect(maxZ([[1, 2]])).toEqual([[null, null]]);
    expect(maxZ([])).toEqual([]);
    const found = maxZ([
      [30, 0, 10],
      [10, 0, 30],
    ]);
    expect(found).toEqual([
      [0.001, null, 0.001],
      [0.001, null, 0.001],
    ]);
    expect(() =>
      maxZ(
        [
          [1, 2],
          [2, 1],
        ],
        { permutations: 18 },
      ),
    ).toThrow(OptionsError);
    expect(() => maxZ([[1, 2]], { permutations: 19.5 })).toThrow(OptionsError);
    expect(maxZ([[1, 2]], { permutations: 19 })).toEqual([[null, null]]);
  });
});
