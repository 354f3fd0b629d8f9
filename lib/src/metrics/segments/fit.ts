import { id, sql } from '../../engine/sql.js';
import { MetricError } from '../../errors.js';
import { heading } from '../../core/heading.js';
import type { Label, Locale } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import { described, type Table } from '../../core/table.js';
import { planOf, type RfmOptions, type RfmPlan } from './options.js';
import { cutsThrough } from './ties.js';

/** The fewest bins; with only one, scores carry no information. */
const FEWEST = 2;

/**
 * Fits a scoring plan to a table: limits the bins to the number of users, and marks dimensions that are the same for
 * everybody, which bins would split arbitrarily.
 *
 * @throws MetricError for missing or negative values.
 */
export async function fittedPlan<K extends string>(
  users: Table,
  options: RfmOptions<K>,
): Promise<RfmPlan<K>> {
  const asked = planOf(users, options);
  const binned = options.cuts === undefined;
  const n = binned ? await users.count() : 0;
  const few = binned && n < asked.bins;
  const plan = few ? planOf(users, { ...options, ...fewer(options, n) }) : asked;
  const dimensions = [];
  for (const one of plan.dimensions) {
    const different = await soundValues(users, one.column);
    const same = binned && cutsThrough(plan.ties) && different === 1;
    dimensions.push({ ...one, same });
  }
  const same = dimensions.flatMap((one) => (one.same ? one.column : []));
  return { ...plan, dimensions, note: noteOf(users, few ? { users: n, bins: asked.bins } : null, same) };
}

/** Reduces the bins to the number of users; a high threshold above the best score is lowered to it. */
function fewer<K extends string>({ high }: RfmOptions<K>, n: number): Pick<RfmOptions, 'bins' | 'high'> {
  const bins = Math.max(FEWEST, n);
  if (high === undefined) return { bins };
  if (typeof high === 'number') return { bins, high: Math.min(high, bins) };
  const entries = Object.entries<number>(high).map(([name, from]) => [name, Math.min(from, bins)] as const);
  return { bins, high: Object.fromEntries(entries) };
}

/** @returns the number of distinct values. */
async function soundValues(users: Table, name: string): Promise<number> {
  const found = await users.engine.one(
    sql`SELECT count(*) FILTER (WHERE ${id(name)} IS NULL) AS missing,
      count(*) FILTER (WHERE ${id(name)} < 0) AS negative, count(DISTINCT ${id(name)}) AS different
    FROM ${users}`,
    { missing: 'integer', negative: 'integer', different: 'integer' },
  );
  const about = `${users.name}.${name}`;
  if (found.missing > 0)
    throw new MetricError(`${about}: ${found.missing} values are missing; RFM needs a value for every user.`);
  if (found.negative > 0) {
    throw new MetricError(`${about}: ${found.negative} values are negative; RFM needs values of at least 0.`);
  }
  return found.different;
}

function noteOf(
  table: Table,
  few: { readonly users: number; readonly bins: number } | null,
  same: readonly string[],
): Label | null {
  const names = (locale: Locale) => same.map((name) => heading(described(table, name), locale));
  const [users, bins] = [count(few?.users ?? 0), count(few?.bins ?? 0)];
  const en = [
    ...(few === null
      ? []
      : [`Too few users (${users.en}) for ${bins.en} scores: take the segments with caution.`]),
    ...(same.length === 0
      ? []
      : [`Everybody has the same value, so nobody counts as high: ${names('en').join(', ')}.`]),
  ];
  const zh = [
    ...(few === null ? [] : [`只有${users.zh}个用户，不足以分成${bins.zh}档评分，分层仅供参考。`]),
    ...(same.length === 0 ? [] : [`全体用户取值相同，无人计为高：${names('zh').join('、')}。`]),
  ];
  return en.length === 0 ? null : { en: en.join(' '), zh: zh.join('') };
}
