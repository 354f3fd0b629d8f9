import type { monitoring } from 'tally';
import { customersAt, tiers, type Orders } from 'tally';

/** What the document expects of its tiers; of a range the lower end. */
export const GOALS = {
  retention: { times: 1.2 },
  highValueShare: { atLeast: 0.15 },
  roi: { times: 1.4 },
  repurchase: { times: 1.25 },
  leaderOutput: { times: 1.3 },
} as const satisfies monitoring.GoalsOptions['targets'];

/** Half of the days of a shop come before it: enough for the cuts that are frozen on it to be those of a usual day. */
export function middleDay({ from, asOf }: Orders): string {
  const [first, last] = [Date.parse(from), Date.parse(asOf)];
  return new Date(first + Math.floor((last - first) / 2 / 86_400_000) * 86_400_000)
    .toISOString()
    .slice(0, 10);
}

/**
 * Weeks that count as usual: half of those there are, so that as many are watched, but at most half a year, and at least
 * 19, which leave 15 moves over four weeks to draw quiet weeks from.
 */
export const baselineOf = (weeks: number): number => Math.min(26, Math.max(19, Math.floor(weeks / 2)));

/**
 * The tiers of a shop day by day from a day on, in memory, by cuts that are frozen on that day.
 *
 * @throws MetricError if nobody has a score on the first day.
 * @example
 * const history = await xiaoxiang.tierHistory(shop, '2024-09-30');
 */
export async function tierHistory(shop: Orders, from = middleDay(shop)): Promise<tiers.TierHistory> {
  const { cuts } = await tiers.assign(await customersAt(shop, from));
  const history = await tiers.openHistory(shop.session, ':memory:', { from, cuts });
  await tiers.backfill(history, shop.orders, shop.asOf);
  return history;
}
