import { id, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import type { Session } from '../../core/session.js';
import type { Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import { atLeast, joinersOf, type Joiners } from '../../stats/joint-binomial.js';
import { total } from '../ratio.js';
import type { Tiered } from '../tiers/assign.js';
import { UNASSIGNED } from '../tiers/plan.js';
import { communityColumn } from './communities.js';

/** How likely a customer of a tier is to join, an assumption or measured. */
export interface JoinRate {
  /** Without a discount. */
  readonly base: number;
  /** More for each percentage point of it. Default: 0. */
  readonly perPoint?: number;
}

/** A price that holds if enough join. */
export interface GroupOffer<K extends string = string> {
  readonly label: Text;
  /** How many have to join. */
  readonly threshold: number;
  /** Off the price, as a share; by tier, or the same for all. */
  readonly discount: number | Readonly<Record<K, number>>;
}

export interface GroupBuyingOptions<K extends string = string, O extends string = string> {
  /** Members of the community by tier. */
  readonly members: Readonly<Record<K, number>>;
  /** A tier without a rate does not compile. */
  readonly joins: Readonly<Record<K, JoinRate>>;
  readonly price: number;
  /** What the goods cost for each who joins. */
  readonly unitCost: number;
  /** What a group costs once it forms, such as the trip to its pick-up point. */
  readonly fixed: number;
  readonly offers: Readonly<Record<O, GroupOffer<K>>>;
}

const groupSchema = (offers: Categories) => ({
  offer: column.category('offer', offers),
  threshold: column.count('threshold'),
  discount: column.percent('meanDiscount'),
  joiners: column.decimal('expectedJoiners', { digits: 1 }),
  unitMargin: column.optional(column.money('marginPerJoiner')),
  breakEven: column.optional(column.count('breakEvenSize')),
  forms: column.percent('groupForms'),
  margin: column.money('expectedMargin'),
  marginFormed: column.optional(column.money('marginIfFormed')),
  best: column.yesNo('best'),
});

/** What group-buying offers are expected to bring, one row each. */
export type GroupBuying = Result<ReturnType<typeof groupSchema>>;

/** More members than this are no community. */
const MOST = 5000;

/**
 * What if: group-buying offers side by side, for a community of given tiers. Each member joins independently, with
 * probability base + perPoint × percentage points of discount, from 0 to 1; the group forms if at least `threshold` do, and
 * else nobody buys.
 *
 * joiners = sum of members × probability; unitMargin = mean over these of price × (1 - discount) - unitCost; breakEven = the
 * smallest group with joiners × unitMargin >= fixed, null if none; forms = P(at least threshold join), exact; margin =
 * E(margin of those who join less fixed, if the group forms); `best` has the highest expected margin if that is above 0.
 * Somebody who would have bought at full price anyway is not known here: measure that with a control group.
 * @throws OptionsError for numbers of members that are not whole or more than 5,000, probabilities and discounts that are
 *   none, a threshold below 1, a price or costs below 0, or no offers.
 * @example
 * community.groupBuying(tally, {
 *   members: await community.members(tiered, 'Garden'), price: 30, unitCost: 20, fixed: 40, joins, offers: communityOffers });
 */
export function groupBuying<K extends string, const O extends string>(
  session: Session,
  options: GroupBuyingOptions<K, O>,
): GroupBuying {
  requireSound(options);
  const { members, joins, price, unitCost, fixed } = options;
  const tiers = Object.keys(members) as K[];
  const offers = Object.entries<GroupOffer<K>>(options.offers);
  const rows = offers.map(([offer, { threshold, discount }]) => {
    const groups = tiers.map((tier) => {
      const off = typeof discount === 'number' ? discount : discount[tier];
      const { base, perPoint = 0 } = joins[tier];
      const p = Math.min(1, Math.max(0, base + perPoint * 100 * off));
      return { n: members[tier], p, off, unit: price * (1 - off) - unitCost };
    });
    const joiners = total(groups.map(({ n, p }) => n * p));
    const mean = (of: (group: (typeof groups)[number]) => number) =>
      joiners === 0 ? null : total(groups.map((group) => of(group) * group.n * group.p)) / joiners;
    const unitMargin = mean(({ unit }) => unit);
    const forms = atLeast(joinersOf(groups), threshold);
    const margin =
      total(groups.map((group) => group.unit * joinersIfFormed(groups, group, threshold))) - fixed * forms;
    return {
      ...{ offer, threshold, joiners, unitMargin, forms, margin },
      discount: mean(({ off }) => off) ?? 0,
      // 40 / 8 may come out as slightly more than 5.
      breakEven:
        unitMargin === null || unitMargin <= 0 ? null : Math.max(1, Math.ceil(fixed / unitMargin - 1e-9)),
      marginFormed: forms > 0 ? margin / forms : null,
    };
  });
  const most = Math.max(...rows.map(({ margin }) => margin));
  const chosen = most > 0 ? rows.findIndex(({ margin }) => margin === most) : -1;
  return new Result({
    session,
    name: 'group-buying',
    title: { en: 'Group-buying offers: what to expect', zh: '拼团方案预期' },
    schema: groupSchema(Object.fromEntries(offers.map(([key, { label }]) => [key, { label }]))),
    rows: rows.map((row, at) => ({ ...row, best: at === chosen })),
    chart: { mark: 'bar', x: 'margin', y: 'offer' },
  });
}

/** E(joiners of one tier, if the group forms) = n p P(at least threshold - 1 of the others join). */
function joinersIfFormed(groups: readonly Joiners[], own: Joiners, threshold: number): number {
  if (own.n === 0) return 0;
  const others = groups.map((group) => (group === own ? { n: own.n - 1, p: own.p } : group));
  return own.n * own.p * atLeast(joinersOf(others), threshold - 1);
}

function requireSound<K extends string>({
  members,
  joins,
  price,
  unitCost,
  fixed,
  offers,
}: GroupBuyingOptions<K>): void {
  const tiers = Object.entries<number>(members);
  for (const [tier, n] of tiers) {
    if (!Number.isInteger(n) || n < 0)
      throw new OptionsError(`${tier}: members must be a whole number of at least 0, not ${n}.`);
  }
  if (total(tiers.map(([, n]) => n)) > MOST)
    throw new OptionsError(`A community has at most ${MOST} members here.`);
  for (const [tier] of tiers) {
    const rate = (joins as Readonly<Record<string, JoinRate | undefined>>)[tier];
    if (rate === undefined) throw new OptionsError(`There is no join rate for the tier ${tier}.`);
    const { base, perPoint = 0 } = rate;
    if (!(base >= 0 && base <= 1) || !Number.isFinite(perPoint)) {
      throw new OptionsError(
        `${tier}: the join rate must be from 0 to 1, not ${base} with ${perPoint} per point.`,
      );
    }
  }
  if (!(price > 0 && unitCost >= 0 && fixed >= 0 && [price, unitCost, fixed].every(Number.isFinite))) {
    throw new OptionsError(
      `The price must be above 0 and costs at least 0, not ${price}, ${unitCost} and ${fixed}.`,
    );
  }
  const all = Object.entries<GroupOffer<K>>(offers);
  if (all.length === 0) throw new OptionsError('Name at least one offer.');
  for (const [key, { threshold, discount }] of all) {
    if (!Number.isInteger(threshold) || threshold < 1) {
      throw new OptionsError(`${key}: the threshold must be a whole number of at least 1, not ${threshold}.`);
    }
    const shares =
      typeof discount === 'number'
        ? [discount]
        : tiers.map(([tier]) => discount[tier as K] as number | undefined);
    if (shares.every(isDiscount)) continue;
    const wrong = shares.find((share) => !isDiscount(share));
    throw new OptionsError(`${key}: a discount must be from 0 to below 1, not ${wrong ?? 'left out'}.`);
  }
}

const isDiscount = (share = NaN): boolean => share >= 0 && share < 1;

/**
 * Members of one community by tier, those in none included.
 *
 * @throws OptionsError for a community without customers.
 * @example
 * (await community.members(tiered, 'Garden')).platinum;
 */
export async function members<K extends string>(
  tiered: Tiered<Table, K>,
  community: string,
  name?: string,
): Promise<Readonly<Record<K | typeof UNASSIGNED, number>>> {
  const found = await tiered.engine.all(
    sql`SELECT tier, count(*) AS n FROM ${tiered}
      WHERE CAST(${id(communityColumn(tiered, name))} AS VARCHAR) = ${literal(community)} GROUP BY tier ORDER BY tier`,
    { tier: 'text', n: 'integer' },
  );
  if (found.length === 0)
    throw new OptionsError(`${tiered.name} has no customers of a community "${community}".`);
  const counts = [...Object.keys(tiered.tiers), UNASSIGNED].map((tier) => [
    tier,
    found.find((row) => row.tier === tier)?.n ?? 0,
  ]);
  return Object.fromEntries(counts) as Record<K | typeof UNASSIGNED, number>;
}
