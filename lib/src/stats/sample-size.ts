import { OptionsError } from '../errors.js';
import { normalTwoSided } from './chi-square.js';
import { whereFalls } from './roots.js';

/** How sure a test is to be. */
export interface TestDesign {
  /** The chance of a difference where there is none, on both sides together. Default: 0.05. */
  readonly alpha?: number;
  /** The chance to see the difference if it is there. Default: 0.8. */
  readonly power?: number;
}

/**
 * Units in each of two equal groups that a test needs to see one share become another.
 *
 * n = (z(1 - alpha / 2) sqrt(2 p q) + z(power) sqrt(p1 q1 + p2 q2))^2 / (p1 - p2)^2, p the mean of both shares,
 * q = 1 - p; rounded up.
 * @throws OptionsError for shares outside 0 to 1 or equal ones, and for a chance outside 0 to 1.
 * Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2, without continuity correction.
 * @example
 * sampleSizeOfShares(0.2, 0.25); // 1094 in each group
 */
export function sampleSizeOfShares(before: number, after: number, design: TestDesign = {}): number {
  if (![before, after].every((share) => share >= 0 && share <= 1) || before === after) {
    throw new OptionsError(`Two different shares from 0 to 1 are needed, not ${before} and ${after}.`);
  }
  const { critical, reached } = points(design);
  const spread = (share: number): number => share * (1 - share);
  const sum =
    critical * Math.sqrt(2 * spread((before + after) / 2)) +
    reached * Math.sqrt(spread(before) + spread(after));
  return Math.ceil((sum / (before - after)) ** 2);
}

/**
 * Units in each of two equal groups that a t test needs to see a mean change by so much.
 *
 * n = 2 (z(1 - alpha / 2) + z(power))^2 (deviation / change)^2 + z(1 - alpha / 2)^2 / 4, rounded up; the last term is for
 * the deviation being estimated.
 * @param deviation standard deviation of a unit, > 0.
 * @throws OptionsError for a change of 0, a deviation that is not positive, and for a chance outside 0 to 1.
 * Source: Guenther (1981), The American Statistician 35.
 * @example
 * sampleSizeOfMeans(1, 2); // 64 in each group
 */
export function sampleSizeOfMeans(change: number, deviation: number, design: TestDesign = {}): number {
  if (!(deviation > 0) || change === 0 || !Number.isFinite(change)) {
    throw new OptionsError(
      `A change that is not 0 and a positive deviation are needed, not ${change} and ${deviation}.`,
    );
  }
  const { critical, reached } = points(design);
  return Math.ceil(2 * (((critical + reached) * deviation) / change) ** 2 + critical ** 2 / 4);
}

function points({ alpha = 0.05, power = 0.8 }: TestDesign) {
  for (const [name, chance] of Object.entries({ alpha, power })) {
    if (!(chance > 0 && chance < 1))
      throw new OptionsError(`${name} must lie between 0 and 1, not ${chance}.`);
  }
  if (power < 0.5) throw new OptionsError(`power is ${power}: such a test would miss more than it finds.`);
  // z(1 - alpha / 2) is what |Z| exceeds with the chance alpha, so z(power) is the same of 2 (1 - power).
  const exceeded = (chance: number): number => whereFalls(normalTwoSided, chance, 0, 40);
  return { critical: exceeded(alpha), reached: exceeded(2 * (1 - power)) };
}
