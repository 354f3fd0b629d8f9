import { OptionsError } from '../../errors.js';

/** @throws OptionsError for what is no whole number from the least to the most. */
export function requireWhole(name: string, value: number, least: number, most = Infinity): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new OptionsError(`${name} must be a whole number ${range}, not ${value}.`);
}
