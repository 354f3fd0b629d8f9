import type { tiers } from 'tally';

/** An order as it is known in the end; days count from 2024-01-01. */
export interface KnownOrder {
  readonly id: string;
  readonly customer: string;
  readonly day: number;
  readonly total: number;
}

export interface Stay {
  readonly customer: string;
  readonly tier: string;
  readonly from: number;
  readonly to: number | null;
  readonly why: string;
  readonly score: number;
}

export const dayOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);

type Plan = Readonly<Record<string, tiers.Tier>>;

interface Rules {
  readonly plan: Plan;
  readonly cuts: tiers.TierCuts;
  readonly hold?: { readonly margin?: number; readonly days?: number } | undefined;
}

/** What is known of a customer at the end of a day; null before the first purchase. */
function factsAt(orders: readonly KnownOrder[], day: number) {
  const known = orders.filter((order) => order.day <= day);
  const purchases = known.filter(({ total }) => total > 0);
  if (purchases.length === 0) return null;
  const revenue = known.reduce((sum, { total }) => sum + total, 0);
  return {
    recency: day - Math.max(...purchases.map((order) => order.day)),
    orders: purchases.length,
    spent: Math.max(0, revenue),
  };
}

function scoreOf(
  { recency, orders, spent }: NonNullable<ReturnType<typeof factsAt>>,
  cuts: tiers.TierCuts,
): number {
  if (cuts.score === 'spending') return spent;
  const values = { recency: -recency, frequency: orders, monetary: spent } as const;
  const places = Object.entries(values).map(
    ([name, value]) => (cuts.percentiles[name] ?? []).filter((least) => value >= least).length,
  );
  return places.reduce((sum, place) => sum + place, 0) / places.length;
}

/** Day by day, customer by customer, as the rule is told. */
export function slowStays(
  orders: readonly KnownOrder[],
  [from, through]: readonly [number, number],
  { plan, cuts, hold }: Rules,
): readonly Stay[] {
  const { margin = 0, days = 0 } = hold ?? {};
  const customers = [...new Set(orders.map(({ customer }) => customer))].sort();
  return customers.flatMap((customer) => {
    const own = orders.filter((order) => order.customer === customer);
    const stays: Stay[] = [];
    for (let day = from; day <= through; day += 1) {
      const facts = factsAt(own, day);
      if (facts === null) continue;
      const score = scoreOf(facts, cuts);
      const holds = (key: string, ease: { margin: number; days: number }): boolean => {
        const { top = 1, below = 0, within = Infinity, after = -1 } = plan[key] ?? { label: '' };
        const least = (share: number) => cuts.least[String(share)] ?? Infinity;
        return (
          (top >= 1 || score >= least(top) * (1 - ease.margin)) &&
          (below <= 0 || score < least(below)) &&
          facts.recency <= within + ease.days &&
          facts.recency > after
        );
      };
      const keys = Object.keys(plan);
      const raw = keys.find((key) => holds(key, { margin: 0, days: 0 })) ?? 'unassigned';
      const place = (key: string) => (key === 'unassigned' ? keys.length : keys.indexOf(key));
      const last = stays.at(-1);
      const stay =
        last !== undefined &&
        last.tier !== 'unassigned' &&
        place(raw) > place(last.tier) &&
        holds(last.tier, { margin, days });
      const tier = stay ? last.tier : raw;
      if (tier === last?.tier) continue;
      if (last !== undefined) stays[stays.length - 1] = { ...last, to: day };
      const ordered = own.some((order) => order.day === day || (day === from && order.day < from));
      const before = own.some((order) => order.day < from);
      const why = last === undefined && day === from && before ? 'start' : ordered ? 'order' : 'time';
      stays.push({
        customer,
        tier,
        from: day,
        to: null,
        score,
        why: last === undefined && why === 'order' ? 'first' : why,
      });
    }
    return stays;
  });
}
