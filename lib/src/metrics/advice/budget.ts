import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { currencyDigits } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Categories, Column } from '../../core/schema.js';
import { apportion } from '../../stats/apportion.js';
import type { SegmentRegions } from '../regions/segment-regions.js';
import { ALL_REVENUE, revenueAtStake, type RevenueAtStake, type StakeRule } from './stakes.js';

export interface BudgetOptions<R extends string = string, K extends string = string> {
  /** The amount to spend, down to the smallest unit of the currency. */
  readonly budget: number;
  /** What counts as at stake, under one or more rules. Default: all revenue. */
  readonly rules?: Readonly<Record<R, StakeRule<K>>>;
}

const shareSchema = <R extends string>(rules: Categories<R>, digits: number) => ({
  rule: { ...column.category('stakeRule', rules), hidden: Object.keys(rules).length === 1 },
  users: column.count('users'),
  revenue: column.money('revenue', { digits: 0 }),
  stake: column.money('stake', { digits: 0 }),
  amount: column.optional(column.money('amount', { digits })),
  share: column.optional(column.percent('shareOfBudget', { base: 'amount' })),
});

type ShareSchema<R extends string> = ReturnType<typeof shareSchema<R>>;

export type Budget<R extends string = string, K extends string = string> = Result<
  { readonly region: Column<'text'> } & ShareSchema<R>
> & {
  /** The same budget split by segment. */
  readonly segments: Result<
    { readonly segment: Column<'text', K> & { readonly values: Categories<K> } } & ShareSchema<R>
  >;
};

/**
 * Splits a budget by region, and also by segment (`segments`), in proportion to the revenue at stake:
 *
 * share = sum(revenue x weight) of the region or segment / the same sum over all.
 *
 * Units left over from the division go to the largest remainders ({@link apportion}), so the parts sum to the budget
 * exactly. A region or segment without users, or with nothing at stake, gets 0. If nothing at all is at stake under a
 * rule, amount and share are null, since the rule does not say who should get anything. Several rules give consecutive
 * sets of rows, with the rule in the column `rule`.
 * @throws OptionsError for a budget that is not a positive whole number of smallest units, no rule, or a negative
 * weight.
 * @example
 * const budget = splitBudget(pairs, { budget: 100_000, rules: stakeRules(scored) });
 * budget.at({ rule: 'winBack', region: 'Berlin' }).share.en;
 */
export function splitBudget<K extends string, const R extends string = 'revenue'>(
  pairs: SegmentRegions<K>,
  options: BudgetOptions<R, K>,
): Budget<R, K> {
  const { session, schema } = pairs;
  const digits = currencyDigits(session.currency);
  const units = unitsOf(options.budget, digits);
  const rules = options.rules ?? ({ revenue: ALL_REVENUE } as unknown as Readonly<Record<R, StakeRule<K>>>);
  const entries = Object.entries<StakeRule<K>>(rules) as [R, StakeRule<K>][];
  if (entries.length === 0) throw new OptionsError('A budget needs at least one rule to split it by.');
  const categories = Object.fromEntries(entries.map(([key, { label }]) => [key, { label }])) as Categories<R>;
  const partOf = (own: number | null) => ({
    amount: own === null ? null : own / 10 ** digits,
    share: own === null ? null : own / units,
  });
  const split = <N extends string>(nameOf: (row: SegmentRegions<K>['rows'][number]) => N) => {
    const names = [...new Set(pairs.rows.map(nameOf))];
    return entries.flatMap(([rule, { weights }]) =>
      shares(units, names, revenueAtStake(pairs, weights).rows, nameOf).map(
        ({ name, units: own, ...row }) => ({
          name,
          row: { rule, ...row, ...partOf(own) },
        }),
      ),
    );
  };
  const columns = shareSchema(categories, digits);
  const common = { session, name: 'budget' };
  return Object.assign(
    new Result({
      ...common,
      title: { en: 'Budget by region', zh: '各地区预算' },
      schema: { region: schema.region, ...columns },
      rows: split((row) => row.region).map(({ name, row }) => ({ region: name, ...row })),
      chart: { mark: 'bar', x: 'share', y: 'region', color: 'rule' },
    }),
    {
      segments: new Result({
        ...common,
        name: 'budget-by-segment',
        title: { en: 'Budget by segment', zh: '各分层预算' },
        schema: { segment: schema.segment, ...columns },
        rows: split((row) => row.segment).map(({ name, row }) => ({ segment: name, ...row })),
        chart: { mark: 'bar', x: 'share', y: 'segment', color: 'rule' },
      }),
    },
  );
}

function unitsOf(budget: number, digits: number): number {
  const units = Math.round(budget * 10 ** digits);
  if (!Number.isSafeInteger(units) || units <= 0 || units / 10 ** digits !== budget) {
    throw new OptionsError(
      `The budget must be a positive amount with at most ${digits} decimal places, not ${budget}.`,
    );
  }
  return units;
}

type Stake = RevenueAtStake['rows'][number];

function shares<N extends string, S extends Pick<Stake, 'users' | 'revenue' | 'stake'>>(
  budget: number,
  names: readonly N[],
  stakes: readonly S[],
  nameOf: (pair: S) => N,
) {
  const totals = names.map((name) => {
    const own = stakes.filter((pair) => nameOf(pair) === name);
    const total = (value: (pair: S) => number) => sumInOrder(own.map(value));
    return {
      name,
      users: total((pair) => pair.users),
      revenue: total((pair) => pair.revenue),
      stake: total((pair) => pair.stake),
    };
  });
  const claimants = totals.map(({ name, stake }) => ({ name, weight: stake }));
  const parts = claimants.some(({ weight }) => weight > 0) ? apportion(budget, claimants) : [];
  return totals.map((row, index) => ({ ...row, units: parts[index] ?? null }));
}

/** Adds the smallest first, so the order of the rows does not affect the last bits of a sum. */
const sumInOrder = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0);
