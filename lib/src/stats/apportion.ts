import { OptionsError } from '../errors.js';

/** One recipient of whole units, such as a region receiving cents of a budget. */
export interface Claimant {
  readonly name: string;
  readonly weight: number;
}

/**
 * Splits whole units in proportion to weights by the largest remainder method: each claimant gets the integer part of
 * its quota `units * weight / sum of weights`; the remaining units go, one each, to the largest fractions, with ties
 * broken by larger weight, then by name. The parts sum to `units` exactly, a larger weight never gets less, a weight
 * of 0 gets 0, and the order of the claimants does not matter.
 *
 * @param units a non-negative whole number.
 * @returns the units of each claimant, in their order.
 * @throws OptionsError for units or weights that are negative or not numbers, weights that sum to 0, or duplicate
 *   names.
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
  // Fewer are left than have a fraction: nobody without one, such as a weight of 0, gets another.
  const lucky = quotas
    .toSorted((a, b) => b.fraction - a.fraction || b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .slice(0, left);
  return quotas.map(({ index, whole }) => whole + (lucky.some((one) => one.index === index) ? 1 : 0));
}

function requireSound(units: number, claimants: readonly Claimant[]): number {
  if (!Number.isSafeInteger(units) || units < 0) {
    throw new OptionsError(`The units to split must be a non-negative whole number, not ${units}.`);
  }
  const names = claimants.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new OptionsError(`"${twice}" occurs twice: add up its weights.`);
  const bad = claimants.find(({ weight }) => !Number.isFinite(weight) || weight < 0);
  if (bad !== undefined) {
    throw new OptionsError(`The weight of "${bad.name}" is ${bad.weight}; it must be a non-negative number.`);
  }
  const sum = claimants
    .map(({ weight }) => weight)
    .sort((a, b) => a - b)
    .reduce((total, weight) => total + weight, 0);
  if (!(sum > 0) || !Number.isFinite(sum)) {
    throw new OptionsError(
      `The weights of ${names.join(', ') || 'no claimants'} sum to ${sum}; the sum must be positive.`,
    );
  }
  return sum;
}
