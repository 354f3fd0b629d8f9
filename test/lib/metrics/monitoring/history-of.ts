import type { monitoring, Tally } from 'tally';
import { dateOf, dayNumber } from '../../../../lib/src/orders/day.js';
import { tableOf } from '../../table-of.js';

/** A stay of a customer: id, tier, first day, day after the last one. */
export type Stay = readonly [string, string, string, string | null];

export const PLAN = {
  high: { label: 'High', top: 0.2 },
  middle: { label: 'Middle', within: 60 },
  low: { label: 'Low', after: 60 },
} as const;

/** A history of tiers from its stays. */
export async function historyOf(
  tally: Tally,
  stays: readonly Stay[],
  { from, to }: { readonly from: string; readonly to: string | null },
): Promise<monitoring.Stays<keyof typeof PLAN>> {
  const columns = { customer_id: 'text', tier: 'text', valid_from: 'date', valid_to: 'date?' } as const;
  const table = await tableOf(tally, 'stays', columns, stays, {});
  return { session: tally, from, tiers: PLAN, stays: table, through: () => Promise.resolve(to) };
}

export const RULES = {
  churn: { label: 'Churn of the highest', churn: 'high' },
  low: { label: 'Share of the lowest', share: ['low'] },
  psi: { label: 'Shift', drift: 'psi' },
  chi: { label: 'Shift (chi-square)', drift: 'chiSquare' },
} as const satisfies monitoring.AlertRules<keyof typeof PLAN>;

const LETTERS: Readonly<Record<string, string>> = { h: 'high', m: 'middle', l: 'low', u: 'unassigned' };

/** Stays by week from 2024-01-01 on: a letter for the tier, `-` before a customer is there. */
export function weekly(customers: Readonly<Record<string, string>>): readonly Stay[] {
  const monday = (week: number) => dateOf(dayNumber('2024-01-01', 'from') + 7 * week);
  return Object.entries(customers).flatMap(([name, weeks]) => {
    const changes = Array.from(weeks).flatMap((letter, week) =>
      letter === weeks[week - 1] ? [] : [{ letter, week }],
    );
    return changes.flatMap(({ letter, week }, nth): Stay[] => {
      const next = changes[nth + 1];
      const tier = LETTERS[letter];
      const until = next === undefined ? null : monday(next.week);
      return tier === undefined ? [] : [[name, tier, monday(week), until]];
    });
  });
}
