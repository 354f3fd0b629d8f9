import { OptionsError } from '../../errors.js';
import { sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Orders } from '../../orders/open.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import { ratio } from '../ratio.js';
import { dateSql } from './shop.js';

/** Days, half-open: `from` is the first one, `to` the day after the last one. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Two periods to compare, which may be of different length. */
export interface Periods {
  readonly before: Period;
  readonly after: Period;
}

/** From JavaScript, or a cell that is not checked, periods may come in any shape. */
function requirePeriod(name: keyof Periods, period: unknown): void {
  const sound =
    typeof period === 'object' &&
    period !== null &&
    ['from', 'to'].every((end) => typeof Reflect.get(period, end) === 'string');
  if (sound) return;
  throw new OptionsError(
    `The period ${name} must have a first day and the day after the last one: ` +
      `${name}: { from: '2024-01-01', to: '2024-02-01' }, not ${JSON.stringify({ [name]: period })}.`,
  );
}

/** @throws OptionsError for a period that is none, is empty, after the as-of date, or not before the other one. */
export function requirePeriods({ before, after }: Periods, asOf: string): void {
  requirePeriod('before', before);
  requirePeriod('after', after);
  for (const [name, { from, to }] of Object.entries({ before, after })) {
    if (dayNumber(from, `${name}.from`) >= dayNumber(to, `${name}.to`)) {
      throw new OptionsError(
        `The period from ${from} to ${to} is empty: "to" is the day after the last day.`,
      );
    }
  }
  if (before.to > after.from) {
    throw new OptionsError(
      `The period before ends on ${before.to}, when the one after has begun: ${after.from}.`,
    );
  }
  const end = dateOf(dayNumber(asOf, 'asOf') + 1);
  if (after.to > end) {
    throw new OptionsError(
      `The period after ends on ${after.to}, but orders are known up to ${asOf} only: end on ${end}.`,
    );
  }
}

/** SQL for whether a day is in a period. */
export const within = (day: Sql, { from, to }: Period): Sql =>
  sql`(${day} >= ${dateSql(from)} AND ${day} < ${dateSql(to)})`;

/** The sums of both periods. */
const TOTAL = {
  before: column.money('revenueBefore'),
  after: column.money('revenueAfter'),
  change: column.money('changeInRevenue'),
  growth: column.optional(column.percent('growth')),
} as const;

/** Revenue of two periods, in one row. */
export type TotalChange = Result<typeof TOTAL>;

/** Revenue of two periods, purchases and refunds together. */
export async function totalChange(
  { session, orders }: Orders,
  { before, after }: Periods,
): Promise<TotalChange> {
  const sum = (period: Period) =>
    sql`coalesce(sum(CASE WHEN ${within(sql`"day"`, period)} THEN total END), 0)`;
  const query = sql`SELECT ${sum(before)} AS before, ${sum(after)} AS "after", ${sum(after)} - ${sum(before)} AS change FROM ${orders}`;
  const rows = await rowsOf(session, query, {
    before: TOTAL.before,
    after: TOTAL.after,
    change: TOTAL.change,
  });
  return new Result({
    session,
    name: 'revenue-of-two-periods',
    title: { en: 'Revenue of two periods', zh: '两个时期的营收' },
    schema: TOTAL,
    rows: rows.map((row) => ({ ...row, growth: ratio(row.change, row.before) })),
    query,
  });
}
