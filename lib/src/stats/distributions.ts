import { createRequire } from 'node:module';
import type fCdf from '@stdlib/stats-base-dists-f-cdf';
import type gammainc from '@stdlib/math-base-special-gammainc';

// Two functions of @stdlib come in 335 small files. To load them takes longer than the rest of this package
// does, and most notebooks test nothing: each is loaded when it is first called.
const require = createRequire(import.meta.url);

/** P(X <= x) for F with two degrees of freedom: `@stdlib/stats-base-dists-f-cdf`. */
export function fLowerTail(x: number, df1: number, df2: number): number {
  return (require('@stdlib/stats-base-dists-f-cdf') as typeof fCdf)(x, df1, df2);
}

/** The regularised upper incomplete gamma function Q(s, x): `@stdlib/math-base-special-gammainc`. */
export function gammaUpperTail(x: number, s: number): number {
  return (require('@stdlib/math-base-special-gammainc') as typeof gammainc)(x, s, true, true);
}
