import { OptionsError } from '../errors.js';

/**
 * Benjamini-Hochberg adjusted p-values, in the order given: the smallest false discovery rate at which each
 * test of the family would be significant. q_(i) = min over j >= i of p_(j) m / j, at most 1.
 *
 * @throws OptionsError for a value outside [0, 1].
 * Source: Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57.
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  requirePs(ps);
  const descending = ps.map((_, index) => index).sort((a, b) => (ps[b] ?? 0) - (ps[a] ?? 0));
  const adjusted: number[] = [];
  let smallest = 1;
  descending.forEach((index, position) => {
    smallest = Math.min(smallest, ((ps[index] ?? 1) * ps.length) / (ps.length - position));
    adjusted[index] = smallest;
  });
  return adjusted;
}

/**
 * Benjamini-Yekutieli adjusted p-values: those of {@link benjaminiHochberg} times 1 + 1/2 + … + 1/m, at most 1. They
 * hold however the tests of the family depend on each other, such as the cells of one table, whose counts share totals.
 *
 * @throws OptionsError for a value outside [0, 1].
 * Source: Benjamini & Yekutieli (2001), Annals of Statistics 29.
 * @example
 * benjaminiYekutieli([0.01, 0.04]); // [0.03, 0.06]
 */
export function benjaminiYekutieli(ps: readonly number[]): number[] {
  const harmonic = ps.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return benjaminiHochberg(ps).map((q) => Math.min(1, q * harmonic));
}

/**
 * Holm adjusted p-values, in the order given: with these below 0.05 the chance of any false positive in the family is at
 * most 5%, however the tests depend on each other. The i-th smallest p times m + 1 − i, at least the one before, at most 1.
 *
 * @throws OptionsError for a value outside [0, 1].
 * Source: Holm (1979), Scandinavian Journal of Statistics 6.
 * @example
 * holm([0.01, 0.04, 0.03]); // [0.03, 0.06, 0.06]
 */
export function holm(ps: readonly number[]): number[] {
  requirePs(ps);
  const ascending = ps.map((_, index) => index).sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0));
  const adjusted: number[] = [];
  let largest = 0;
  ascending.forEach((index, position) => {
    largest = Math.min(1, Math.max(largest, (ps[index] ?? 1) * (ps.length - position)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/**
 * The tests of one family with their Benjamini-Hochberg q-values, in the order given. A test without a
 * p-value is not defined: it has no q-value and does not count in the family.
 *
 * @throws OptionsError for a p outside [0, 1].
 * @example
 * corrected([{ what: 'spending', p: 0.01 }, { what: 'minutes', p: null }, { what: 'pages', p: 0.04 }]);
 * // q: 0.02, null, 0.04
 */
export function corrected<R extends { readonly p: number | null }>(
  tests: readonly R[],
): (R & { readonly q: number | null })[] {
  const qs = benjaminiHochberg(tests.flatMap(({ p }) => (p === null ? [] : [p])));
  let next = 0;
  return tests.map((test) => ({ ...test, q: test.p === null ? null : (qs[next++] ?? null) }));
}

function requirePs(ps: readonly number[]): void {
  if (ps.some((p) => !(p >= 0 && p <= 1))) throw new OptionsError('p-values must be between 0 and 1.');
}
