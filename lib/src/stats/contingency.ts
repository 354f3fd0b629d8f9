import { OptionsError } from '../errors.js';
import { chiSquareUpperTail } from './chi-square.js';
import { cramersV } from './cramers-v.js';
import type { EffectSize } from './effect.js';
import type { Interval } from './proportion.js';

/** The association of two attributes, and its strength. */
export interface Association {
  readonly n: number;
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** Cramer's V corrected for bias, in [0, 1]: 0 where the table is no further from independence than by chance. */
  readonly cramersV: number;
  /** 95% interval of V; it begins at 0 where the data do not tell the attributes from independent ones. */
  readonly interval: Interval;
  /** V of the sample, sqrt(chi2 / (n min(r - 1, c - 1))), which is above 0 even if the attributes are independent. */
  readonly sampleV: number;
  /** Cohen's word for the corrected effect; null where the interval of V begins at 0. */
  readonly size: EffectSize | null;
  /** Share of cells with an expected count below 5; above a fifth, p is approximate (Cochran 1954). */
  readonly sparse: number;
}

export interface Contingency {
  /** Null if not defined: fewer than two rows or two columns with any count. */
  readonly association: Association | null;
  /** Row total times column total / n; null if n is 0. */
  readonly expected: readonly (readonly (number | null)[])[];
  /**
   * Adjusted standardized residuals: (observed - expected) / sqrt(expected (1 - row share) (1 - column share)),
   * approximately standard normal if the attributes are independent; null if not defined.
   */
  readonly residuals: readonly (readonly (number | null)[])[];
}

/**
 * Pearson's chi-square test of a table of counts, with Cramer's V and adjusted residuals. Rows and columns without
 * any count are ignored.
 *
 * cramersV is corrected for bias as Bergsma (2013) does it, with an interval from the noncentral chi-square distribution.
 *
 * @param counts whole numbers, one array per row, all of equal length.
 * @throws OptionsError when rows differ in length or a count is negative.
 * Source: Pearson (1900); Cramer (1946); Bergsma (2013); Haberman (1973), Biometrics 29, for the residuals; Cohen (1988) for the words.
 * @example
 * contingency([[30, 10], [10, 30]]).association?.chiSquare; // 20
 */
export function contingency(counts: readonly (readonly number[])[]): Contingency {
  const width = counts[0]?.length ?? 0;
  if (counts.some((row) => row.length !== width || row.some((count) => !(count >= 0)))) {
    throw new OptionsError('A table of counts must have rows of equal length and no negative counts.');
  }
  const rows = counts.map(sum);
  const columns = Array.from({ length: width }, (_, j) => sum(counts.map((row) => row[j] ?? 0)));
  const n = sum(rows);
  const expected = rows.map((row) => columns.map((column) => (n > 0 ? (row * column) / n : null)));
  const residuals = counts.map((row, i) =>
    row.map((observed, j) =>
      residual(observed, expected[i]?.[j] ?? 0, (rows[i] ?? 0) / n, (columns[j] ?? 0) / n),
    ),
  );
  return { association: associationOf(counts, expected, rows, columns, n), expected, residuals };
}

function associationOf(
  counts: readonly (readonly number[])[],
  expected: Contingency['expected'],
  rows: readonly number[],
  columns: readonly number[],
  n: number,
): Association | null {
  const [r, c] = [rows.filter((total) => total > 0).length, columns.filter((total) => total > 0).length];
  if (r < 2 || c < 2) return null;
  const cells = counts.flatMap((row, i) =>
    row.flatMap((observed, j) => {
      const value = expected[i]?.[j] ?? 0;
      return value > 0 ? [{ observed, expected: value }] : [];
    }),
  );
  const chiSquare = sum(cells.map((cell) => (cell.observed - cell.expected) ** 2 / cell.expected));
  const df = (r - 1) * (c - 1);
  const used = counts
    .filter((_, i) => (rows[i] ?? 0) > 0)
    .map((row) => row.filter((_, j) => (columns[j] ?? 0) > 0));
  const { v, phi, interval } = cramersV({ counts: used, n, chiSquare });
  return {
    ...{ n, chiSquare, df, interval },
    p: chiSquareUpperTail(chiSquare, df),
    cramersV: v,
    sampleV: Math.sqrt(chiSquare / (n * (Math.min(r, c) - 1))),
    size: interval.low > 0 ? sizeOf(phi) : null,
    sparse: cells.filter((cell) => cell.expected < 5).length / cells.length,
  };
}

function residual(observed: number, expected: number, rowShare: number, columnShare: number): number | null {
  const variance = expected * (1 - rowShare) * (1 - columnShare);
  return variance > 0 ? (observed - expected) / Math.sqrt(variance) : null;
}

/** Cohen's labels for w, which is V times the square root of the smaller dimension minus one. */
function sizeOf(w: number): EffectSize {
  if (w < 0.1) return 'negligible';
  if (w < 0.3) return 'small';
  return w < 0.5 ? 'medium' : 'large';
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
