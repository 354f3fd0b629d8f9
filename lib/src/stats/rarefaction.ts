import { OptionsError } from '../errors.js';

/** The number of groups with exactly this size: 120 categories with 1 purchase each. */
export interface Abundance {
  readonly size: number;
  /** May be fractional if it is an expected value. */
  readonly groups: number;
}

/**
 * Expected sizes when each unit is kept independently with probability `keep`: the number of groups of size j is the
 * sum over i of groups(i) C(i, j) keep^j (1 - keep)^(i - j). Groups that lose all units are omitted.
 *
 * @param keep in (0, 1].
 * @throws OptionsError when it is not.
 * Source: rarefaction after Coleman (1981), Mathematical Biosciences 54.
 * @example
 * thin([{ size: 2, groups: 1 }], 0.5); // [{ size: 1, groups: 0.5 }, { size: 2, groups: 0.25 }]
 */
export function thin(abundances: readonly Abundance[], keep: number): Abundance[] {
  if (!(keep > 0 && keep <= 1)) {
    throw new OptionsError(`The share kept must be above 0 and at most 1, not ${keep}.`);
  }
  if (keep === 1) return bySize(new Map(abundances.map(({ size, groups }) => [size, groups])));
  const logs = logFactorials(Math.max(0, ...abundances.map(({ size }) => size)));
  const expected = new Map<number, number>();
  for (const { size, groups } of abundances) {
    const [from, to] = likely(size, keep);
    for (let kept = from; kept <= to; kept += 1) {
      expected.set(kept, (expected.get(kept) ?? 0) + groups * binomial(logs, size, kept, keep));
    }
  }
  return bySize(expected);
}

/**
 * The number of largest groups that account for a share of all units. A partly needed group counts as a fraction;
 * rounding up gives the number of whole groups. Null without units.
 *
 * @example
 * groupsHolding([{ size: 8, groups: 1 }, { size: 1, groups: 2 }], 0.8); // 1
 */
export function groupsHolding(abundances: readonly Abundance[], share: number): number | null {
  const total = unitsOf(abundances);
  if (total === 0) return null;
  let [needed, held] = [0, 0];
  for (const { size, groups } of [...abundances].sort((a, b) => b.size - a.size)) {
    const missing = share * total - held;
    if (size * groups >= missing) return needed + missing / size;
    needed += groups;
    held += size * groups;
  }
  return needed;
}

/** Total units of all groups. */
export function unitsOf(abundances: readonly Abundance[]): number {
  return abundances.reduce((sum, { size, groups }) => sum + size * groups, 0);
}

/** The range, from 1, that contains a binomial count except with a probability of about 1e-15. */
function likely(size: number, keep: number): [number, number] {
  const [mean, reach] = [size * keep, 8 * Math.sqrt(size * keep * (1 - keep)) + 8];
  return [Math.max(1, Math.floor(mean - reach)), Math.min(size, Math.ceil(mean + reach))];
}

function binomial(logs: Float64Array, n: number, k: number, p: number): number {
  const [all, chosen, left] = [logs[n] ?? 0, logs[k] ?? 0, logs[n - k] ?? 0];
  return Math.exp(all - chosen - left + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n += 1) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}

function bySize(groups: ReadonlyMap<number, number>): Abundance[] {
  return [...groups].map(([size, count]) => ({ size, groups: count })).sort((a, b) => a.size - b.size);
}
