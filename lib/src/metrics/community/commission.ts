import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { count } from '../../core/quantity.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { isNumeric, type Column } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import { wilson } from '../../stats/proportion.js';
import { shrunkShares } from '../../stats/shrunk-shares.js';
import { total } from '../ratio.js';
import { exactMoney } from '../../orders/money.js';
import type { ColumnOf } from '../portrait/columns.js';
import type { Tiered } from '../tiers/assign.js';
import { tierCategories, UNASSIGNED, type TierPlan } from '../tiers/plan.js';
import { communityColumn, communityOrder } from './communities.js';

/** What a leader gets for the customers of one tier. */
export interface CommissionRate {
  /** Of their revenue: 0.06. */
  readonly share?: number;
  /** For each of them. */
  readonly perCustomer?: number;
}

/** A rate for each tier, and for those in none: one that is left out does not compile. `{}` is nothing. */
export type CommissionSchedule<K extends string = string> = Readonly<
  Record<K | typeof UNASSIGNED, CommissionRate>
>;

export interface CommissionOptions<K extends string = string, C extends string = string> {
  readonly schedule: CommissionSchedule<NoInfer<K>>;
  /** The column with the community of a customer. Default: `community`. */
  readonly community?: C;
  /** The column with the revenue that counts, over the time that is paid for. */
  readonly revenue: C;
  /** Tiers that count as of high value. Default: the first two of the plan. */
  readonly high?: readonly (NoInfer<K> | typeof UNASSIGNED)[];
}

const leaderSchema = (community: Column) => ({
  community: { ...community, kind: 'text' as const },
  customers: column.count('customers'),
  high: column.optional(column.percent('highValueShare', { base: 'customers', interval: 'highInterval' })),
  highInterval: column.optional(column.interval()),
  shrunk: column.optional(column.percent('shareShrunk')),
  revenue: column.money('revenue', { digits: 0 }),
  commission: column.money('commission'),
  rate: column.optional(column.percent('commissionRate')),
  flat: column.optional(column.money('flatCommission')),
  difference: column.optional(column.money('byTierMix')),
});

const tierSchema = <K extends string>(community: Column, plan: TierPlan<K>) => ({
  community: { ...community, kind: 'text' as const },
  tier: column.category('tier', tierCategories(plan)),
  customers: column.count('customers'),
  revenue: column.money('revenue', { digits: 0 }),
  commission: column.money('commission'),
});

/** What the leader of each community gets. */
export type Commission<K extends string = string> = Result<ReturnType<typeof leaderSchema>> & {
  /** The same by tier of the community's customers. */
  readonly tiers: Result<ReturnType<typeof tierSchema<K>>>;
};

/**
 * What the leader of each community gets by the tiers of its customers: the sum over tiers of share × revenue +
 * perCustomer × customers. Revenue below 0 counts as 0: no leader pays.
 *
 * rate = commission / revenue; flat = the leader's part if the same money were paid as one share of all revenue, difference
 * = commission - flat: what the mix of tiers changes. high = share of customers in tiers of high value, with its Wilson
 * interval; `shrunk` draws it towards that of all communities as far as chance would spread them
 * (`stats.shrunkShares`), so that a community of three is not ranked first by three customers. It pays nothing: it is what
 * to compare leaders by. Nulls without revenue or customers. Customers without a community are left out and counted.
 * @throws OptionsError for a tier without a rate, a rate that is none, and columns that are missing or of another kind.
 * @example
 * const paid = await community.commission(tiered, { revenue: 'spent', schedule: {
 *   platinum: { share: 0.08 }, gold: { share: 0.06 }, silver: { share: 0.05 }, dormant: {}, lost: {}, unassigned: {} } });
 * paid.total('commission').en;
 */
export async function commission<T extends Tiered<Table, K>, K extends string>(
  tiered: T & Tiered<Table, K>,
  options: CommissionOptions<K, ColumnOf<T>>,
): Promise<Commission<K>> {
  const { session, tiers: plan } = tiered;
  const { schedule, revenue } = options;
  const keys = [...Object.keys(plan), UNASSIGNED] as (K | typeof UNASSIGNED)[];
  const high: readonly string[] = options.high ?? keys.slice(0, 2);
  const unknown = high.find((tier) => !keys.includes(tier as K));
  if (unknown !== undefined) throw new OptionsError(`There is no tier "${unknown}": use ${keys.join(', ')}.`);
  for (const tier of keys) requireRate(tier, (schedule as CommissionSchedule)[tier]);
  const name = communityColumn(tiered, options.community);
  if (!isNumeric(described(tiered, revenue))) {
    throw new OptionsError(`${tiered.name}.${revenue} is no number: name a column with money.`);
  }
  const query = sql`SELECT CAST(${id(name)} AS VARCHAR) AS community, tier, count(*) AS customers,
      CAST(coalesce(sum(greatest(${exactMoney(id(revenue))}, 0)), 0) AS DOUBLE) AS revenue
    FROM ${tiered} GROUP BY 1, 2 ORDER BY 1, 2`;
  const found = await session.engine.all(query, {
    ...{ community: 'text?', tier: 'text', customers: 'integer', revenue: 'double' },
  } as const);
  const rows = found.flatMap(({ community, ...row }) => {
    const { share = 0, perCustomer = 0 } = (schedule as CommissionSchedule)[row.tier] ?? {};
    return community === null
      ? []
      : [{ community, ...row, commission: share * row.revenue + perCustomer * row.customers }];
  });
  const names = communityOrder(
    tiered,
    name,
    rows.map(({ community }) => community),
  );
  const sums = names.map((community) => {
    const own = rows.filter((row) => row.community === community);
    const customers = total(own.map((row) => row.customers));
    const k = total(own.filter(({ tier }) => high.includes(tier)).map((row) => row.customers));
    return {
      ...{ community, customers, k },
      revenue: total(own.map((row) => row.revenue)),
      commission: total(own.map((row) => row.commission)),
    };
  });
  const [paid, all] = [total(sums.map((row) => row.commission)), total(sums.map((row) => row.revenue))];
  const shrunk = shrunkShares(sums.map(({ k, customers: n }) => ({ k, n })));
  const without = total(found.filter((row) => row.community === null).map((row) => row.customers));
  const label = described(tiered, name);
  const leaders = sums.map(({ k, ...row }, at) => {
    const flat = all > 0 ? (row.revenue * paid) / all : null;
    return {
      ...row,
      ...{
        high: k / row.customers,
        highInterval: wilson(k, row.customers),
        shrunk: shrunk?.shares[at] ?? null,
      },
      rate: row.revenue > 0 ? row.commission / row.revenue : null,
      ...{ flat, difference: flat === null ? null : row.commission - flat },
    };
  });
  const result = new Result({
    session,
    name: 'leader-commission',
    title: { en: 'Commission of community leaders', zh: '社区团长佣金' },
    schema: leaderSchema(label),
    rows: leaders,
    query,
    chart: { mark: 'bar', x: 'difference', y: 'community' },
    ...(without > 0 && {
      note: {
        en: `Customers without a community, not counted: ${count(without).en}.`,
        zh: `没有社区而未计入的客户：${count(without).zh}名。`,
      },
    }),
  });
  return Object.assign(result, {
    tiers: new Result({
      session,
      name: 'leader-commission-by-tier',
      title: { en: 'Commission by community and tier', zh: '各社区各层级佣金' },
      schema: tierSchema(label, plan),
      rows: names.flatMap((community) =>
        keys.flatMap((tier) => rows.filter((row) => row.community === community && row.tier === tier)),
      ) as Commission<K>['tiers']['rows'],
    }),
  });
}

function requireRate(tier: string, rate: CommissionRate | undefined): void {
  if (rate === undefined)
    throw new OptionsError(`The schedule has no rate for the tier ${tier}: write ${tier}: {} for none.`);
  const { share = 0, perCustomer = 0 } = rate;
  if (!(share >= 0 && share <= 1)) {
    throw new OptionsError(`${tier}: the share of revenue must be from 0 to 1, not ${share}.`);
  }
  if (!(perCustomer >= 0 && Number.isFinite(perCustomer))) {
    throw new OptionsError(`${tier}: the amount per customer must be at least 0, not ${perCustomer}.`);
  }
}
