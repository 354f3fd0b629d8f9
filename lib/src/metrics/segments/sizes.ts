import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { columnOf, type Bound } from '../../core/table.js';
import { groupCategories } from '../groups-of.js';
import type { RfmPlan } from './options.js';
import type { SegmentKey } from './segment-column.js';

const COUNTS = {
  segment: column.text('segment'),
  users: column.count('users'),
  revenue: column.money('revenue', { digits: 0 }),
} as const;

/** The columns of {@link segmentSizes}. */
export function sizeSchema<K extends string>(segments: Categories<K>) {
  return {
    segment: column.category('segment', segments),
    users: column.count('users'),
    share: column.optional(column.percent('shareOfUsers', { base: 'users' })),
    revenue: column.money('revenue', { digits: 0 }),
    revenueShare: column.optional(column.percent('shareOfRevenue', { base: 'revenue' })),
    perUser: column.optional(column.money('revenuePerUser', { digits: 0 })),
  };
}

export type SegmentSizes<K extends string = string> = Result<ReturnType<typeof sizeSchema<K>>>;

/**
 * Users and revenue by segment, in segment order; empty segments have 0.
 *
 * share = users / all users, revenueShare = revenue / all revenue, perUser = revenue / users; null if the denominator
 * is 0. Revenue is the sum of the column bound to the role `monetary`.
 * @throws OptionsError if no column is bound to `monetary`.
 * @example
 * const sizes = await segmentSizes(await rfm(users));
 * sizes.at({ segment: 'keyValue' }).users.raw;
 */
export async function segmentSizes<T extends Bound<'segment' | 'monetary'>>(
  scored: T,
): Promise<SegmentSizes<SegmentKey<T>>> {
  const { session } = scored;
  const segment = columnOf(scored, 'segment');
  const query = sql`SELECT ${id(segment)} AS segment, count(*) AS users,
      coalesce(CAST(sum(${id(columnOf(scored, 'monetary'))}) AS DOUBLE), 0) AS revenue
    FROM ${scored} GROUP BY 1`;
  const found = await rowsOf(session, query, COUNTS);
  const segments = groupCategories(
    scored,
    segment,
    found.map((row) => row.segment),
  );
  const all = { users: sum(found, 'users'), revenue: sum(found, 'revenue') };
  const rows = (Object.keys(segments) as SegmentKey<T>[]).map((key) => {
    const { users, revenue } = found.find((row) => row.segment === key) ?? { users: 0, revenue: 0 };
    return {
      segment: key,
      users,
      share: all.users > 0 ? users / all.users : null,
      revenue,
      revenueShare: all.revenue > 0 ? revenue / all.revenue : null,
      perUser: users > 0 ? revenue / users : null,
    };
  });
  const note = (scored as T & { readonly plan?: RfmPlan }).plan?.note;
  return new Result({
    session,
    name: 'segment-sizes',
    title: { en: 'Users and revenue by segment', zh: '各分层的用户与营收' },
    schema: sizeSchema(segments as Categories<SegmentKey<T>>),
    rows: rows,
    query,
    chart: { mark: 'bar', x: 'share', y: 'segment' },
    ...(note && { note }),
  });
}

const sum = (rows: readonly { users: number; revenue: number }[], name: 'users' | 'revenue') =>
  rows.reduce((total, row) => total + row[name], 0);
