import { OptionsError } from '../errors.js';

/** One claimant for whole units, such as a region for the cents of a budget. */
export interface Claimant {
  readonly name: string;
  readonly weight: number;
}

/**
 * Splits whole units in proportion to weights by the largest remainder: each gets the whole part of its quota
 * `units * weight / sum of weights`; what is left goes, one each, to the largest fractions, ties to the larger
 * weight, then by name. The parts sum to `units` exactly, a larger weight never gets less, a weight of 0 gets 0,
 * and the order of the claimants plays no part.
 *
 * @param units a whole number, not negative.
 * @returns the units of each claimant, in their order.
 * @throws OptionsError for units or weights that are negative or no numbers, weights that sum to 0, or two
 *   claimants of one name.
 * Source: Hamilton's method; Balinski and Young (1982), Fair Representation.
 * @example
 * apportion(10, [{ name: 'a', weight: 1 }, { name: 'b', weight: 1 }, { name: 'c', weight: 1 }]); // [4, 3, 3]
 */
export function apportion(units: number, claimants: readonly Claimant[]): number[] {
  const sum = requireSound(units, claimants);
  const quotas = claimants.map(({ name, weight }, index) => {
    const quota = (units * weight) / sum;
    const whole = Math.floor(quota);
    return { index, name, weight, whole, fraction: quota - whole };
  });
  const left = units - quotas.reduce((total, { whole }) => total + whole, 0);
  const lucky = quotas
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.fraction - a.fraction || b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .slice(0, left);
  return quotas.map(({ index, whole }) => whole + (lucky.some((one) => one.index === index) ? 1 : 0));
}

function requireSound(units: number, claimants: readonly Claimant[]): number {
  if (!Number.isSafeInteger(units) || units < 0) {
    throw new OptionsError(`Only a whole number of units can be split, not ${units}.`);
  }
  const names = claimants.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new OptionsError(`"${twice}" is there twice: sum its weights.`);
  const bad = claimants.find(({ weight }) => !Number.isFinite(weight) || weight < 0);
  if (bad !== undefined) {
    throw new OptionsError(
      `The weight of "${bad.name}" is ${bad.weight}; it must be a number, not negative.`,
    );
  }
  const sum = claimants
    .map(({ weight }) => weight)
    .sort((a, b) => a - b)
    .reduce((total, weight) => total + weight, 0);
  if (!(sum > 0) || !Number.isFinite(sum)) {
    throw new OptionsError(
      `The weights of ${names.join(', ') || 'nobody'} sum to ${sum}: nobody can get anything.`,
    );
  }
  return sum;
}
