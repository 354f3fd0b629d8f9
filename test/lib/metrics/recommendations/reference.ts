import type { recommendations } from 'tally';
import type { ReferenceOrder } from '../../orders/reference.js';

/** A customer as the split finds them. */
export interface Person {
  readonly id: string;
  readonly tier: string;
}

export interface SlowOptions {
  readonly k: number;
  readonly least: number;
  readonly neighbors: number;
  readonly repeats: boolean;
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The products of an order: what was bought, once each. */
const itemsOf = ({ lines }: ReferenceOrder): string[] =>
  unique(lines.filter(({ cents }) => cents > 0).map(({ product }) => product));

const purchases = (orders: readonly ReferenceOrder[]) => orders.filter(({ kind }) => kind === 'purchase');

export const boughtBy = (orders: readonly ReferenceOrder[], customer: string): string[] =>
  unique(
    purchases(orders)
      .filter((order) => order.customer === customer)
      .flatMap(itemsOf),
  );

/** All methods as they are described, customer by customer and product by product. */
export function slowList(
  orders: readonly ReferenceOrder[],
  people: readonly Person[],
  person: Person,
  method: recommendations.Method,
  { k, least, neighbors, repeats }: SlowOptions,
): string[] {
  const own = boughtBy(orders, person.id);
  const all = unique(purchases(orders).flatMap(itemsOf));
  const buyers = (item: string, of = people) =>
    of.filter(({ id }) => boughtBy(orders, id).includes(item)).length;
  const ordersWith = (...items: string[]) =>
    purchases(orders).filter((order) => items.every((item) => itemsOf(order).includes(item))).length;
  const times = (item: string, id: string) =>
    purchases(orders).filter((order) => order.customer === id && itemsOf(order).includes(item)).length;
  const firstHas = (item: string, id: string) => {
    const first = purchases(orders).find((order) => order.customer === id);
    return first !== undefined && itemsOf(first).includes(item);
  };
  const priceOf = (item: string) => {
    const lines = purchases(orders)
      .flatMap((order) => order.lines)
      .filter(({ product, cents }) => product === item && cents > 0);
    const [cents, units] = [
      lines.reduce((sum, line) => sum + line.cents, 0),
      lines.reduce((sum, line) => sum + line.quantity, 0),
    ];
    return cents / 100 / units;
  };
  const quantile = (share: number) => {
    const prices = all
      .filter((item) => buyers(item) >= least)
      .map(priceOf)
      .toSorted((a, b) => a - b);
    const at = share * (prices.length - 1);
    const [low, high] = [prices[Math.floor(at)] ?? NaN, prices[Math.ceil(at)] ?? NaN];
    return low + (high - low) * (at - Math.floor(at));
  };
  const tier = people.filter((one) => one.tier === person.tier);
  const near = (item: string) =>
    all
      .filter((other) => other !== item && ordersWith(item, other) >= least)
      .toSorted((a, b) => ordersWith(item, b) - ordersWith(item, a) || (a < b ? -1 : 1))
      .slice(0, neighbors);
  const paired = (score: (item: string, other: string) => number) => (other: string) => {
    const from = own.filter((item) => near(item).includes(other));
    return from.length === 0
      ? null
      : from.reduce((sum, item) => sum + Math.round(score(item, other) * 1e8), 0);
  };
  const scores: Readonly<Record<recommendations.Method, (item: string) => number | null>> = {
    popular: (item) => buyers(item),
    tierPopular: (item) => buyers(item, tier) || null,
    tierLift: (item) =>
      buyers(item, tier) < least ? null : (buyers(item, tier) * people.length) / (tier.length * buyers(item)),
    together: paired((item, other) => ordersWith(item, other)),
    association: paired((item, other) => ordersWith(item, other) / ordersWith(item)),
    pairLift: paired(
      (item, other) =>
        (ordersWith(item, other) * purchases(orders).filter((order) => itemsOf(order).length > 0).length) /
        (ordersWith(item) * ordersWith(other)),
    ),
    premium: (item) => (buyers(item) >= least && priceOf(item) >= quantile(0.75) ? buyers(item) : null),
    bestSellers: (item) => (buyers(item) >= least && priceOf(item) <= quantile(0.5) ? buyers(item) : null),
    staples: (item) =>
      buyers(item) < least ? null : people.filter(({ id }) => times(item, id) > 1).length / buyers(item),
    newcomers: (item) => people.filter(({ id }) => firstHas(item, id)).length || null,
    own: (item) => times(item, person.id) || null,
  };
  return all
    .map((item) => ({ item, score: scores[method](item) }))
    .filter(({ item, score }) => score !== null && (repeats || !own.includes(item)))
    .toSorted(
      (a, b) =>
        (b.score ?? 0) - (a.score ?? 0) || buyers(b.item) - buyers(a.item) || (a.item < b.item ? -1 : 1),
    )
    .slice(0, k)
    .map(({ item }) => item);
}

/** NDCG by the definition: gains of the list over those of the best list. */
export function slowNdcg(list: readonly string[], wanted: readonly string[], k: number): number {
  const gain = (hits: readonly boolean[]) =>
    hits.reduce((sum, hit, at) => sum + (hit ? 1 / Math.log2(at + 2) : 0), 0);
  return (
    gain(list.map((item) => wanted.includes(item))) /
    gain(Array.from({ length: Math.min(k, wanted.length) }, () => true))
  );
}
