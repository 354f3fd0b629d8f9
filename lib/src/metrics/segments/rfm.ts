import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Schema } from '../../core/schema.js';
import { Table, type Bound } from '../../core/table.js';
import { fittedPlan } from './fit.js';
import type { RfmOptions, RfmPlan, SCORE_COLUMNS } from './options.js';
import { scoredRows } from './score.js';
import { categoriesOf, type Dimension, type RFM_SEGMENTS } from './segmentation.js';

/** The columns that scoring adds: the segment, and scores from 1, where higher is better in every dimension. */
export const SCORES = {
  r_score: column.count('rScore'),
  f_score: column.count('fScore'),
  m_score: column.count('mScore'),
} as const;

type Segments = keyof typeof RFM_SEGMENTS;

type ScoreOf<D extends Dimension> = (typeof SCORE_COLUMNS)[D];

/** Users with their dimension scores and segment. */
export type Scored<T extends Table = Table, K extends string = string, D extends Dimension = never> = Table<
  T['columns'] & Readonly<Record<ScoreOf<D>, 'integer'>> & { readonly segment: 'text' },
  T['roles'] & { readonly segment: 'segment' }
> & { readonly plan: RfmPlan<K> };

/**
 * Scores every user by recency, frequency, and monetary value, and assigns each to a segment by which scores are high.
 * The result is the scored table with additional columns for the scores and `segment`, which is bound to the role of
 * that name.
 *
 * Recency is in days, and fewer are better; the table determines whether they are days since a purchase, a visit, or a
 * login.
 *
 * @throws OptionsError for inconsistent options or roles that are not bound. With fewer users than bins, there are as
 * many scores as users. If the tie policy lets bins split equal values and a column is the same for everybody, nobody
 * is high in it: all get the best score that is not high. `plan.note` says so, as do the segment sizes.
 * @throws MetricError for missing or negative values.
 * Source: Hughes (1994), Strategic Database Marketing.
 * @example
 * const scored = await rfm(users, { ties: 'key' });
 * const rf = await rfm(buyers, { dimensions: ['recency', 'frequency'] });
 */
export async function rfm<
  T extends Bound<'user' | D>,
  const K extends string = Segments,
  const D extends Dimension = Dimension,
>(users: T, options: RfmOptions<K, D> = {}): Promise<Scored<T, K, D>> {
  const plan = await fittedPlan(users, options);
  const { session } = users;
  const scores = plan.dimensions.map(({ score }) => [score, 'integer'] as const);
  const schema: Schema = {
    ...users.schema,
    ...Object.fromEntries(plan.dimensions.map(({ score }) => [score, SCORES[score as keyof typeof SCORES]])),
    segment: column.category('segment', categoriesOf(plan.segments)),
  };
  const scored = new Table({
    session,
    name: session.uniqueName(`${users.name}_rfm`),
    columns: {
      ...users.columns,
      ...(Object.fromEntries(scores) as Record<ScoreOf<D>, 'integer'>),
      segment: 'text' as const,
    },
    roles: { ...users.roles, segment: 'segment' as const },
    schema,
  });
  await users.engine.run(sql`CREATE TABLE ${scored} AS ${scoredRows(users, plan)}`);
  return Object.assign(scored, { plan });
}
