import { id, sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { columnOf, type Bound } from '../../core/table.js';
import { term } from '../../core/term.js';
import type { RfmOptions } from './options.js';
import { rfm } from './rfm.js';
import { categoriesOf, type Dimension, type RFM_SEGMENTS } from './segmentation.js';
import { segmentSizes, type SegmentSizes } from './sizes.js';
import { isTieOrder, TIE_POLICIES, type Ties } from './ties.js';

const POLICIES = {
  key: term('byKey'),
  percent_rank: term('percentRank'),
  cume_dist: term('cumulative'),
  mean: term('meanRank'),
} as const;

const policySchema = <K extends string>(segments: Categories<K>, ties: Categories) => ({
  segment: column.category('segment', segments),
  ties: column.category('tiePolicy', ties),
  users: column.count('users'),
});

const movedSchema = (ties: Categories) => ({
  ties: column.category('tiePolicy', ties),
  users: column.count('movedUsers'),
  share: column.optional(column.percent('shareOfUsers', { base: 'users' })),
});

export type TieComparison<K extends string = string> = Result<ReturnType<typeof policySchema<K>>> & {
  /** Users who are in a different segment than under the first policy. */
  readonly moved: Result<ReturnType<typeof movedSchema>>;
};

/**
 * Users of each segment under several tie policies, and how many users each other policy puts into a different segment
 * than the first does (`moved`). The differences come only from the rule for equal values, not from anything users did.
 *
 * @throws OptionsError for no policies, two with the same name, or options that {@link rfm} rejects.
 * @throws MetricError for tables that {@link rfm} rejects.
 * @example
 * const compared = await compareTies(users, ['key', 'percent_rank', 'cume_dist', 'mean']);
 * compared.moved.max('users').users;
 */
export async function compareTies<
  const K extends string = keyof typeof RFM_SEGMENTS,
  const D extends Dimension = Dimension,
>(
  users: Bound<'user' | 'monetary' | D>,
  policies: readonly Ties[] = TIE_POLICIES,
  options: Omit<RfmOptions<K, D>, 'ties' | 'cuts'> = {},
): Promise<TieComparison<K>> {
  const { session } = users;
  const names = policies.map((ties) => (isTieOrder(ties) ? ties.name : ties));
  if (new Set(names).size < names.length)
    throw new OptionsError(`Give each tie policy its own name, not [${names.join(', ')}].`);
  const scored = [];
  for (const ties of policies) scored.push(await rfm<typeof users, K, D>(users, { ...options, ties }));
  const sizes: SegmentSizes[] = [];
  for (const table of scored) sizes.push(await segmentSizes(table));
  const [first] = scored;
  if (first === undefined) throw new OptionsError('Give at least one tie policy.');
  const user = id(columnOf(users, 'user'));
  const all = await users.count();
  const moved = [];
  for (const [index, table] of scored.entries()) {
    const { n } = await session.engine.one(
      sql`SELECT count(*) AS n FROM ${first} AS a JOIN ${table} AS b USING (${user})
      WHERE a.segment <> b.segment`,
      { n: 'integer' },
    );
    moved.push({ ties: names[index] ?? '', users: n, share: all > 0 ? n / all : null });
  }
  const ties: Categories = Object.fromEntries(
    policies.map((policy, index) => [names[index] ?? '', { label: labelOf(policy) }]),
  );
  const segments = Object.keys(first.plan.segments) as K[];
  return Object.assign(
    new Result({
      session,
      name: 'tie-policies',
      title: { en: 'Users by segment under each tie policy', zh: '各并列处理方式下的分层人数' },
      schema: policySchema(categoriesOf(first.plan.segments), ties),
      rows: segments.flatMap((segment) =>
        sizes.flatMap((result, index) =>
          result.rows
            .filter((row) => row.segment === segment)
            .map((row) => ({ segment, ties: names[index] ?? '', users: row.users })),
        ),
      ),
      chart: { mark: 'bar', x: 'users', y: 'segment', color: 'ties' },
    }),
    {
      moved: new Result({
        session,
        name: 'moved-users',
        title: {
          en: 'Users in a different segment than under the first policy',
          zh: '分层与首种处理方式不同的用户',
        },
        schema: movedSchema(ties),
        rows: moved.slice(1),
        chart: { mark: 'bar', x: 'users', y: 'ties' },
      }),
    },
  );
}

const labelOf = (ties: Ties): Text => (isTieOrder(ties) ? (ties.label ?? ties.name) : POLICIES[ties]);
