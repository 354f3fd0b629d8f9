import { OptionsError } from '../errors.js';

/**
 * Benjamini-Hochberg adjusted p-values, in the order given: the smallest false discovery rate at which each test
 * of the family would be called significant. q_(i) = min over j >= i of p_(j) m / j, at most 1.
 *
 * @throws OptionsError for a value outside [0, 1].
 * Source: Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57.
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  if (ps.some((p) => !(p >= 0 && p <= 1))) throw new OptionsError('p-values lie between 0 and 1.');
  const descending = ps.map((_, index) => index).sort((a, b) => (ps[b] ?? 0) - (ps[a] ?? 0));
  const adjusted = new Array<number>(ps.length).fill(1);
  let smallest = 1;
  descending.forEach((index, position) => {
    smallest = Math.min(smallest, ((ps[index] ?? 1) * ps.length) / (ps.length - position));
    adjusted[index] = smallest;
  });
  return adjusted;
}

/**
 * The tests of one family with their Benjamini-Hochberg q-values, in the order given. A test without a p is not
 * defined: it has no q and does not count in the family.
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
