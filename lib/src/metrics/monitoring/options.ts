import { z } from 'zod';
import { OptionsError } from '../../errors.js';
import type { WeeksOptions } from './stays.js';
import type { AlertRules } from './rules.js';

const NUMBERS = z.strictObject({
  baseline: z.number().int().min(2).default(26).describe('Weeks, from the first one on, that count as usual'),
  lag: z.number().int().min(1).default(4).describe('Weeks over which a move is looked at'),
  falseAlarms: z
    .number()
    .gt(0)
    .max(0.5)
    .default(0.01)
    .describe('The chance of an alarm in a week in which nothing changes'),
  simulations: z.number().int().min(99).max(100_000).default(999).describe('Simulated weeks per week'),
  seed: z.number().int().default(1).describe('Seed of the simulation'),
});

type Numbers = z.input<typeof NUMBERS>;

export interface AlertOptions<K extends string = string> extends WeeksOptions, Numbers {
  /** What is watched. Default: `TIER_ALERTS` with the five tiers. */
  readonly rules?: AlertRules<K>;
}

/** @throws OptionsError that names the option. */
export function numbersOf(options: AlertOptions): z.output<typeof NUMBERS> {
  const numbers = Object.entries(options).filter(([name]) => !['from', 'to', 'rules'].includes(name));
  const found = NUMBERS.safeParse(Object.fromEntries(numbers));
  if (!found.success) {
    const [issue] = found.error.issues;
    throw new OptionsError(`${issue?.path.join('.') ?? 'options'}: ${issue?.message ?? 'not known'}.`);
  }
  const { falseAlarms, simulations } = found.data;
  if (falseAlarms * (simulations + 1) < 1) {
    throw new OptionsError(
      `${simulations} simulations cannot show a chance of ${falseAlarms}: use at least ${Math.ceil(1 / falseAlarms) - 1}.`,
    );
  }
  return found.data;
}
