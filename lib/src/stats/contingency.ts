import { OptionsError } from '../errors.js';
import { chiSquareUpperTail } from './chiSquare.js';
import type { EffectSize } from './effect.js';

/** Whether two attributes go together, and how strongly. */
export interface Association {
  readonly n: number;
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** sqrt(chi2 / (n min(r - 1, c - 1))), in [0, 1]. */
  readonly cramersV: number;
  readonly size: EffectSize;
  /** Cells with an expected count below 5, of all cells: above a fifth, p is rough (Cochran 1954). */
  readonly sparse: number;
}

export interface Contingency {
  /** Null where it is not defined: fewer than two rows or two columns that hold anybody. */
  readonly association: Association | null;
  /** Row total times column total / n; null where nobody is. */
  readonly expected: readonly (readonly (number | null)[])[];
  /**
   * Adjusted standardised residuals: (observed - expected) / sqrt(expected (1 - row share) (1 - column share)),
   * about standard normal where the attributes are independent; null where not defined.
   */
  readonly residuals: readonly (readonly (number | null)[])[];
}

/**
 * Pearson's chi-square test of a table of counts, with Cramer's V and adjusted residuals. Rows and columns without
 * any count take no part.
 *
 * @param counts whole numbers, one array a row, all equally long.
 * @throws OptionsError when rows differ in length or a count is negative.
 * Source: Pearson (1900); Cramer (1946); Haberman (1973), Biometrics 29, for the residuals; Cohen (1988) for words.
 * @example
 * contingency([[30, 10], [10, 30]]).association?.chiSquare; // 20
 */
export function contingency(counts: readonly (readonly number[])[]): Contingency {
  const width = counts[0]?.length ?? 0;
  if (counts.some((row) => row.length !== width || row.some((count) => !(count >= 0)))) {
    throw new OptionsError('A table of counts needs rows of equal length without negative counts.');
  }
  const rows = counts.map(sum);
  const columns = Array.from({ length: width }, (_, j) => sum(counts.map((row) => row[j] ?? 0)));
  const n = sum(rows);
  const expected = rows.map((row) => columns.map((column) => (n > 0 ? (row * column) / n : null)));
  const residuals = counts.map((row, i) =>
    row.map((observed, j) =>
      residual(observed, expected[i]?.[j] ?? null, (rows[i] ?? 0) / n, (columns[j] ?? 0) / n),
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
  const smaller = Math.min(r, c) - 1;
  const cramersV = Math.sqrt(chiSquare / (n * smaller));
  return {
    n,
    chiSquare,
    df,
    p: chiSquareUpperTail(chiSquare, df),
    cramersV,
    size: sizeOf(cramersV * Math.sqrt(smaller)),
    sparse: cells.filter((cell) => cell.expected < 5).length / cells.length,
  };
}

function residual(
  observed: number,
  expected: number | null,
  rowShare: number,
  columnShare: number,
): number | null {
  const variance = (expected ?? 0) * (1 - rowShare) * (1 - columnShare);
  return expected !== null && variance > 0 ? (observed - expected) / Math.sqrt(variance) : null;
}

/** Cohen's words for w, which is V times the root of the smaller dimension less one. */
function sizeOf(w: number): EffectSize {
  if (w < 0.1) return 'negligible';
  if (w < 0.3) return 'small';
  return w < 0.5 ? 'medium' : 'large';
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
