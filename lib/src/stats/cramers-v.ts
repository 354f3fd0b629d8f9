import { noncentralChiSquareLowerTail, noncentralityInterval } from './noncentral.js';
import type { Interval } from './proportion.js';

/** A table of counts without empty rows or columns, and its chi-square. */
export interface CountedTable {
  readonly counts: readonly (readonly number[])[];
  readonly n: number;
  readonly chiSquare: number;
}

export interface CramersV {
  /** V corrected for bias. */
  readonly v: number;
  readonly interval: Interval;
  /** phi = sqrt(chi2 / n), corrected for bias: what Cohen calls w. */
  readonly phi: number;
}

/**
 * Cramer's V corrected for bias, and its 95% interval.
 *
 * v = sqrt(f / min(r' - 1, c' - 1)) with f = max(0, chi2 / n - (r - 1)(c - 1) / (n - 1)), r' = r - (r - 1)^2 / (n - 1)
 * and c' alike. The interval inverts the noncentral chi-square distribution, so that it is 0 to 0 where chi2 is among
 * the lowest 2.5% of independent tables: too even a table, no proof that V is 0. Under it sqrt(chi2) has a deviation of 1,
 * which in tables with rare rows and columns it exceeds: there both arms are longer by its deviation of the
 * multinomial distribution (delta method).
 * Source: Bergsma (2013), Journal of the Korean Statistical Society 42; Smithson (2003), Confidence Intervals, ch. 4;
 * Bishop, Fienberg & Holland (1975), Discrete Multivariate Analysis, ch. 14, for the deviation.
 */
export function cramersV({ counts, n, chiSquare }: CountedTable): CramersV {
  const [r, c] = [counts.length, counts[0]?.length ?? 0];
  const df = (r - 1) * (c - 1);
  const smaller = Math.min(r, c) - 1;
  const phi = Math.sqrt(Math.max(0, chiSquare / n - df / (n - 1)));
  const shrunk = (levels: number) => levels - 1 - (levels - 1) ** 2 / (n - 1);
  const room = Math.min(shrunk(r), shrunk(c));
  const found = noncentralityInterval(
    (noncentrality) => noncentralChiSquareLowerTail(chiSquare, df, noncentrality),
    chiSquare,
  );
  const longer = Math.max(1, deviation(counts, n));
  const low = phi - longer * (phi - Math.sqrt(found.low / n));
  const high = phi + longer * (Math.sqrt(found.high / n) - phi);
  const within = (w: number) => Math.min(1, Math.max(0, w) / Math.sqrt(smaller));
  return {
    v: room > 0 ? Math.min(1, phi / Math.sqrt(room)) : 0,
    interval: { low: within(low), high: within(high) },
    phi,
  };
}

/** Standard deviation of sqrt(chi2) over samples of a multinomial distribution as it was found; 0 without association. */
function deviation(counts: readonly (readonly number[])[], n: number): number {
  const shares = counts.map((row) => row.map((count) => count / n));
  const rows = shares.map(sum);
  const columns = (shares[0] ?? []).map((_, j) => sum(shares.map((row) => row[j] ?? 0)));
  const at = (i: number, j: number) => shares[i]?.[j] ?? 0;
  const [row, column] = [(i: number) => rows[i] ?? 1, (j: number) => columns[j] ?? 1];
  const ofRow = rows.map((p, i) => sum(columns.map((q, j) => at(i, j) ** 2 / q)) / p ** 2);
  const ofColumn = columns.map((q, j) => sum(rows.map((p, i) => at(i, j) ** 2 / p)) / q ** 2);
  const slopes = shares.flatMap((line, i) =>
    line.map((share, j) => ({
      share,
      slope: (2 * share) / (row(i) * column(j)) - (ofRow[i] ?? 0) - (ofColumn[j] ?? 0),
    })),
  );
  // Their mean is 0: a table of twice the shares has the same association.
  const variance = sum(slopes.map(({ share, slope }) => share * slope ** 2));
  const phiSquared = sum(rows.map((p, i) => sum(columns.map((q, j) => at(i, j) ** 2 / (p * q))))) - 1;
  return phiSquared > 1e-12 ? Math.sqrt(variance / phiSquared) / 2 : 0;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
