import { OptionsError } from '../errors.js';
import type { Part } from './difference.js';

/** Shares of groups, drawn towards the share of all as far as chance alone would spread them. */
export interface ShrunkShares {
  /** Share of all. */
  readonly mean: number;
  /** How many observations the share of all counts for in each group; Infinity where groups differ by chance alone. */
  readonly strength: number;
  /** In the order given: (k + strength × mean) / (n + strength). */
  readonly shares: readonly number[];
}

/**
 * Shares of many groups of different sizes, each a mixture of the group's own share and that of all: a group of three with
 * three is no group of 100%. How much depends on how far the groups are apart beyond chance.
 *
 * With N = sum(n), p = sum(k) / N and m groups, the correlation within groups is
 * c = (sum(n (k / n - p)²) / (p (1 - p)) - (m - 1)) / (N - sum(n²) / N - (m - 1)), from 0 to 1; strength = 1 / c - 1.
 * @returns null for fewer than two groups with anybody in them.
 * @throws OptionsError when k is not between 0 and n.
 * Source: Kleinman (1973), JASA 68.
 * @example
 * shrunkShares([{ k: 3, n: 3 }, { k: 10, n: 100 }, { k: 40, n: 100 }])?.shares[0]; // 0.67, not 1
 */
export function shrunkShares(parts: readonly Part[]): ShrunkShares | null {
  const wrong = parts.find(({ k, n }) => !(k >= 0 && k <= n));
  if (wrong !== undefined)
    throw new OptionsError(`A share requires 0 <= k <= n, not ${wrong.k} of ${wrong.n}.`);
  const filled = parts.filter(({ n }) => n > 0);
  if (filled.length < 2) return null;
  const sum = (of: (part: Part) => number) => filled.reduce((all, part) => all + of(part), 0);
  const all = sum(({ n }) => n);
  const mean = sum(({ k }) => k) / all;
  const spread = sum(({ k, n }) => n * (k / n - mean) ** 2);
  const room = all - sum(({ n }) => n ** 2) / all - (filled.length - 1);
  const excess = mean * (1 - mean) > 0 ? spread / (mean * (1 - mean)) - (filled.length - 1) : 0;
  const within = room > 0 ? Math.min(1, Math.max(0, excess / room)) : 0;
  const strength = within === 0 ? Infinity : 1 / within - 1;
  return {
    ...{ mean, strength },
    shares: parts.map(({ k, n }) =>
      strength === Infinity ? mean : n + strength === 0 ? mean : (k + strength * mean) / (n + strength),
    ),
  };
}
