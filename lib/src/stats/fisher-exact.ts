import { OptionsError } from '../errors.js';
import { logGamma } from './log-gamma.js';

/** A part of a group within a whole: 12 of 80 here, 100 of 2,000 in all. */
export interface PartOfWhole {
  readonly k: number;
  readonly n: number;
  /** With the property, in the whole. */
  readonly all: number;
  readonly size: number;
}

/**
 * Fisher's exact test of whether a group drawn without replacement from a whole has more or less of a property: the
 * probability of all counts that are no more likely than the one found. It holds for groups of any size.
 *
 * @throws OptionsError for counts that no table can have.
 * Source: Fisher (1935), The Design of Experiments; two-sided by Freeman & Halton (1951), Biometrika 38.
 * @example
 * fisherExact({ k: 3, n: 4, all: 4, size: 8 }); // the lady tasting tea: 0.4857
 */
export function fisherExact({ k, n, all, size }: PartOfWhole): number {
  const [least, most] = [Math.max(0, n + all - size), Math.min(n, all)];
  if (![k, n, all, size].every(Number.isInteger) || k < least || k > most || n > size || all > size) {
    throw new OptionsError(`No table has ${k} of ${n}, and ${all} of ${size} in all.`);
  }
  const log = (x: number) => logChoose(all, x) + logChoose(size - all, n - x) - logChoose(size, n);
  const found = log(k);
  let p = 0;
  for (let x = least; x <= most; x += 1) {
    const own = log(x);
    // Counts that are exactly as likely differ in the last digits.
    if (own <= found + 1e-7) p += Math.exp(own);
  }
  return Math.min(1, p);
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
