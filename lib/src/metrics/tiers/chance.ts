import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { dayNumber } from '../../orders/day.js';
import { sql } from '../../engine/sql.js';
import { benjaminiHochberg } from '../../stats/multiple.js';
import { requireCuts, sharesOf } from './assign.js';
import { chanceSql, type ChanceInput } from './chance-query.js';
import type { TierCuts } from './cuts.js';
import type { DeliveredOrders } from './history/deliver.js';
import { FIVE_TIERS, tierCategories, type TierPlan, type UNASSIGNED } from './plan.js';
import { requirePlan } from './require-plan.js';

export interface ChanceOptions<K extends string = string> {
  /** The two days between which customers moved. */
  readonly from: string;
  readonly to: string;
  /** Cuts frozen on one date: `readCuts('tiers.json')`. */
  readonly cuts: TierCuts;
  /** The tiers. Default: {@link FIVE_TIERS}. */
  readonly plan?: TierPlan<K>;
  /** How often orders are moved. Default: 499. */
  readonly rounds?: number;
  readonly seed?: number;
}

const AGAINST = {
  customers: column.count('customers'),
  expected: column.decimal('expectedByChance', { interval: 'expectedInterval', digits: 1 }),
  expectedInterval: column.interval('decimal', 'rangeByChance', { digits: 1 }),
  beyond: column.decimal('differenceFromChance', { digits: 1 }),
  p: column.pValue(),
} as const;

const chanceSchema = <K extends string>(plan: TierPlan<K>) => ({
  before: column.category('tierBefore', tierCategories(plan)),
  after: column.category('tierAfter', tierCategories(plan)),
  ...AGAINST,
  q: column.pValue('q'),
});

/** Where customers go, by the order of the plan. */
const WAYS = {
  moved: { label: term('movedTier') },
  up: { label: term('movedUp') },
  down: { label: term('movedDown') },
} as const;

const overallSchema = { way: column.category('movement', WAYS), ...AGAINST } as const;

/** Moves between each two tiers against those that chance alone makes. */
export type TierMovesByChance<K extends string = string> = Result<ReturnType<typeof chanceSchema<K>>> & {
  /** All moves, and those to an earlier and to a later tier of the plan. */
  readonly overall: Result<typeof overallSchema>;
};

/** Rows of orders that one query moves. */
const AT_ONCE = 4_000_000;

/**
 * How many customers moved from tier to tier, beside how many move by chance: because one week has an order and the next
 * has none, though nothing about the customer has changed.
 *
 * Null hypothesis: from the first purchase on, each customer orders at a rhythm of the own that does not change: the days
 * after it up to `to` lie on a circle, and the orders, with their amounts and distances, may as well have begun at any other
 * of these days. Each round moves the orders of each customer by a number of days drawn uniformly from the circle, which
 * leaves first purchase, number of orders and spending by `to` as they are, and assigns the tiers of both days with the
 * same cuts. Under the hypothesis the observed history is one of these rounds like any other, so that of such
 * histories at most one in twenty has a p of 0.05 or less, and fewer where many rounds are equal. This is exact for cuts that
 * were not measured on these orders, and close to it for those that were: they rest on all customers.
 *
 * expected = mean over rounds; its range is that of the 2.5% and 97.5% points; beyond = customers - expected;
 * p = 2 min(#{rounds >= observed} + 1, #{rounds <= observed} + 1) / (rounds + 1), at most 1; q adjusts p over the pairs
 * (Benjamini and Hochberg). A season or a campaign that moves many customers at once is beyond chance here. Customers
 * without a purchase by `from` are left out: chance does not move the first purchase.
 *
 * @throws OptionsError for days that are none or not in their order, fewer than 19 rounds, a plan that cannot be, or cuts
 *   without its shares.
 * Source: Dwass (1957), Annals of Mathematical Statistics 28 (randomization tests); Phipson & Smyth (2010), Statistical
 *   Applications in Genetics and Molecular Biology 9 (p of drawn permutations).
 * @example
 * const chance = await tiers.againstChance(shop.orders, { from: '2011-06-30', to: '2011-09-30', cuts });
 * chance.overall.at({ way: 'down' }).beyond.en;
 */
export async function tierMovesByChance<const K extends string = keyof typeof FIVE_TIERS>(
  orders: DeliveredOrders,
  options: ChanceOptions<K>,
): Promise<TierMovesByChance<K>> {
  const { session } = orders;
  const { from, to, cuts, rounds = 499, seed = session.seed } = options;
  const plan = options.plan ?? (FIVE_TIERS as unknown as TierPlan<K>);
  if (dayNumber(from, 'from') >= dayNumber(to, 'to')) {
    throw new OptionsError(`from must be before to, not ${from} and ${to}.`);
  }
  if (!Number.isInteger(rounds) || rounds < 19) {
    throw new OptionsError(`rounds must be a whole number of at least 19, not ${rounds}.`);
  }
  requirePlan(plan);
  requireCuts(cuts, undefined, sharesOf(plan));
  const counted = await countedRounds(orders, rounds, { from, to, plan, cuts, seed });
  const tiers = Object.keys(tierCategories(plan)) as (K | typeof UNASSIGNED)[];
  const pairs = tiers
    .flatMap((before) => tiers.map((after) => ({ before, after })))
    .map((pair) => ({ ...pair, ...against(counted.map((round) => round.get(keyOf(pair)) ?? 0)) }))
    .filter(({ customers, expected }) => customers > 0 || expected > 0);
  const qs = benjaminiHochberg(pairs.map(({ p }) => p));
  const place = (tier: string) => tiers.indexOf(tier as K);
  const movers = {
    moved: (before: string, after: string) => before !== after,
    up: (before: string, after: string) => place(after) < place(before),
    down: (before: string, after: string) => place(after) > place(before),
  };
  const total = (round: ReadonlyMap<string, number>, isOne: (before: string, after: string) => boolean) =>
    tiers.reduce(
      (sum, before) =>
        sum +
        tiers.reduce(
          (own, after) => own + (isOne(before, after) ? (round.get(keyOf({ before, after })) ?? 0) : 0),
          0,
        ),
      0,
    );
  const overall = new Result({
    session,
    name: 'tier-moves-by-chance-overall',
    title: { en: 'Moves between tiers, and those that chance makes', zh: '层级变动总数与随机预期' },
    schema: overallSchema,
    rows: (Object.keys(WAYS) as (keyof typeof WAYS)[]).map((way) => ({
      way,
      ...against(counted.map((round) => total(round, movers[way]))),
    })),
    chart: { mark: 'range', x: 'expected', y: 'way' },
  });
  const result = new Result({
    session,
    name: 'tier-moves-by-chance',
    title: { en: 'Moves from tier to tier, and those that chance makes', zh: '各层级间的变动与随机预期' },
    schema: chanceSchema(plan),
    rows: pairs.map((pair, n) => ({ ...pair, q: qs[n] ?? 1 })),
    chart: { mark: 'heatmap', x: 'after', y: 'before', value: 'beyond' },
  });
  return Object.assign(result, { overall });
}

const keyOf = ({ before, after }: { readonly before: string; readonly after: string }): string =>
  JSON.stringify([before, after]);

/** Customers by pair of tiers, as observed first and then by round. */
async function countedRounds(
  orders: DeliveredOrders,
  rounds: number,
  input: ChanceInput,
): Promise<readonly ReadonlyMap<string, number>[]> {
  const { engine } = orders;
  const { n } = await engine.one(sql`SELECT count(*) AS n FROM ${orders}`, { n: 'integer' });
  const atOnce = Math.max(1, Math.floor(AT_ONCE / Math.max(1, n)));
  const counted = Array.from({ length: rounds + 1 }, () => new Map<string, number>());
  for (let first = 0; first <= rounds; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, rounds + 1 - first) }, (_, index) => first + index);
    const rows = await engine.all(chanceSql(orders, some, input), {
      ...{ round: 'integer', before: 'text', after: 'text', customers: 'integer' },
    });
    for (const { round, before, after, customers } of rows) {
      counted[round]?.set(keyOf({ before, after }), customers);
    }
  }
  return counted;
}

function against([customers = 0, ...drawn]: readonly number[]) {
  const sorted = drawn.toSorted((a, b) => a - b);
  const expected = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const at = (p: number) => sorted[Math.floor(p * drawn.length)] ?? 0;
  const as = (isAsFar: (value: number) => boolean) => drawn.filter(isAsFar).length + 1;
  const tail = Math.min(
    as((value) => value >= customers),
    as((value) => value <= customers),
  );
  return {
    customers,
    expected,
    expectedInterval: { low: at(0.025), high: at(0.975) },
    beyond: customers - expected,
    p: Math.min(1, (2 * tail) / (drawn.length + 1)),
  };
}
