import * as column from '../../core/column.js';
import { quantityOf } from '../../core/format.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories, Row } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { wilson } from '../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import type { DayRows } from './by-day.js';
import type { HourTraffic } from './by-hour.js';
import { TRAFFIC } from './traffic.js';

type Group = 'these' | 'others' | 'all';

const mean = (label: Parameters<typeof column.decimal>[0]) =>
  column.optional(column.decimal(label, { digits: 1, hidden: true }));

const MEANS = {
  meanViews: mean('meanViews'),
  meanUsers: mean('meanUsers'),
  meanBuyers: mean('meanBuyers'),
  meanPurchases: mean('meanPurchases'),
  meanViewsPerUser: mean('meanViewsPerUser'),
  meanPurchasesPerUser: column.optional(column.percent('meanPurchasesPerUser', { hidden: true })),
} as const;

const compareSchema = (groups: Categories<Group>) => ({
  group: { ...column.category('compared', groups), authored: true },
  members: column.text('members', { hidden: true }),
  rows: column.count('numberOfThem'),
  views: TRAFFIC.views,
  viewsShare: column.optional(column.percent('shareOfViews', { base: 'views' })),
  users: column.count('users', { hidden: true }),
  buyers: column.count('buyers', { hidden: true }),
  purchases: TRAFFIC.purchases,
  purchasesPerUser: TRAFFIC.purchasesPerUser,
  buyerShare: TRAFFIC.buyerShare,
  buyerShareInterval: TRAFFIC.buyerShareInterval,
  ...MEANS,
});

const RISE = {
  views: column.optional(column.percent('meanViews')),
  users: column.optional(column.percent('meanUsers')),
  buyers: column.optional(column.percent('meanBuyers')),
  purchases: column.optional(column.percent('meanPurchases')),
  viewsPerUser: column.optional(column.percent('meanViewsPerUser')),
} as const;

/** Three rows: these hours or days, the others, and all of them. */
export type TrafficComparison = Result<ReturnType<typeof compareSchema>> & {
  /** The relative difference of the mean of these from that of the others. */
  readonly change: Result<typeof RISE>;
};

export interface CompareOptions {
  /** Label for the selected hours or days. Default: "These". */
  readonly these?: Text;
  readonly others?: Text;
}

/**
 * Some hours or days against the others: the night, the busiest hours, the last two days.
 *
 * Views and purchases are sums, purchasesPerUser = sum of purchases / sum of users and buyerShare = sum of buyers / sum
 * of users with its 95% Wilson interval, over the users of each hour or day: a user active in three hours counts three
 * times. viewsShare = views / all views. Means are over hours or days; means of ratios, over those that have one.
 * `change` = mean of these / mean of the others - 1. Null if the denominator is 0.
 * @example
 * const night = traffic.compare(hours, ({ hour }) => hour >= 2 && hour < 6);
 * finding('{night.buyerShare} buy at night.', { night: night.at({ group: 'these' }) }, …);
 * traffic.compare(days, ({ date }) => date >= '2024-06-16').change.at().users.en; // '28.1%'
 */
export function compare<R extends HourTraffic | DayRows>(
  result: R,
  chosen: (row: R['rows'][number]) => boolean,
  { these = term('chosenOnes'), others = term('otherOnes') }: CompareOptions = {},
): TrafficComparison {
  const { session, name } = result;
  const named = result.rows.map((row) => ({ row, member: memberOf(result, row) }));
  const members = {
    these: named.filter(({ row }) => chosen(row)),
    others: named.filter(({ row }) => !chosen(row)),
    all: named,
  };
  const allViews = total(named.map(({ row }) => row.views));
  const rows = (['these', 'others', 'all'] as const).map((group) => ({
    group,
    members: members[group].map(({ member }) => member).join(' · '),
    ...pooled(
      members[group].map(({ row }) => row),
      allViews,
    ),
  }));
  const compared = new Result({
    session,
    name: `${name}-compared`,
    title: { en: 'Traffic of the selection and the rest', zh: '所选与其余的流量对比' },
    schema: compareSchema({
      these: { label: these },
      others: { label: others },
      all: { label: term('allOnes') },
    }),
    rows,
    chart: { mark: 'range', x: 'buyerShare', y: 'group' },
  });
  const change = new Result({
    session,
    name: `${name}-change`,
    title: { en: 'Difference of the means from the rest', zh: '均值相对其余的变化' },
    schema: RISE,
    rows: [riseOf(rows[0], rows[1])],
  });
  return Object.assign(compared, { change });
}

/**
 * The hours or days with the most views against the others, as in {@link compare}; ties go to the earliest.
 *
 * @example
 * const busiest = traffic.busiest(hours, 6);
 * busiest.at({ group: 'these' }).viewsShare.en;
 * busiest.at({ group: 'these' }).members.en; // '13:00 · 14:00 · …'
 */
export function busiest(
  result: HourTraffic | DayRows,
  most: number,
  options: CompareOptions = {},
): TrafficComparison {
  const rows: readonly TrafficRow[] = result.rows;
  const top = rows.toSorted((one, other) => other.views - one.views).slice(0, most);
  return compare(result, (row) => top.includes(row), options);
}

type TrafficRow = (HourTraffic | DayRows)['rows'][number];

function memberOf(result: HourTraffic | DayRows, row: TrafficRow): string {
  if ('date' in row) return row.date;
  const { hour } = result.schema as HourTraffic['schema'];
  return quantityOf(row.hour, hour, result.session).en;
}

function pooled(rows: readonly TrafficRow[], allViews: number) {
  const sum = (value: (row: TrafficRow) => number) => total(rows.map(value));
  const meanOf = (value: (row: TrafficRow) => number | null) => {
    const known = rows.flatMap((row) => value(row) ?? []);
    return ratio(total(known), known.length);
  };
  const [views, users] = [sum((row) => row.views), sum((row) => row.users)];
  const [buyers, purchases] = [sum((row) => row.buyers), sum((row) => row.purchases)];
  return {
    ...{ rows: rows.length, views, viewsShare: ratio(views, allViews), users, buyers, purchases },
    purchasesPerUser: ratio(purchases, users),
    buyerShare: ratio(buyers, users),
    buyerShareInterval: wilson(buyers, users),
    meanViews: meanOf((row) => row.views),
    meanUsers: meanOf((row) => row.users),
    meanBuyers: meanOf((row) => row.buyers),
    meanPurchases: meanOf((row) => row.purchases),
    meanViewsPerUser: meanOf((row) => row.viewsPerUser),
    meanPurchasesPerUser: meanOf((row) => row.purchasesPerUser),
  };
}

type Means = Pick<Row<ReturnType<typeof compareSchema>>, keyof typeof MEANS>;

function riseOf(these: Means | undefined, others: Means | undefined): Row<typeof RISE> {
  const rise = (name: keyof Means) => {
    const [one, other] = [these?.[name] ?? null, others?.[name] ?? null];
    return one === null || other === null ? null : ratio(one - other, other);
  };
  return {
    views: rise('meanViews'),
    users: rise('meanUsers'),
    buyers: rise('meanBuyers'),
    purchases: rise('meanPurchases'),
    viewsPerUser: rise('meanViewsPerUser'),
  };
}
