import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { movesBetween, NOT_THERE } from '../moves.js';
import { tierCategories, UNASSIGNED } from '../tiers/plan.js';
import type { StagePlan } from './plan.js';
import type { Staged } from './stages.js';

const transitionSchema = <K extends string>(stages: StagePlan<K>) => {
  const places = { ...tierCategories(stages), [NOT_THERE]: { label: term('notThere') } } as Readonly<
    Record<K | typeof UNASSIGNED | typeof NOT_THERE, Category>
  >;
  return {
    before: column.category('stageBefore', places),
    after: column.category('stageAfter', places),
    customers: column.count('customers'),
    share: column.percent('shareOfStageBefore', { base: 'customers' }),
    shareInterval: column.optional(column.interval()),
  };
};

/** Customers by their stage on one date and on another. */
export type Transitions<K extends string = string> = Result<ReturnType<typeof transitionSchema<K>>> & {
  readonly tiers: StagePlan<K>;
};

/**
 * How customers moved between stages from one date to another: every pair of stages that occurs, with the share of the
 * customers of the first one. Who had not ordered yet on the earlier date was `notThere`.
 *
 * @throws OptionsError if the two have different stages, or the second date is earlier.
 * @example
 * await lifecycle.transitions(
 *   await lifecycle.stages(shop, { asOf: '2011-06-30' }),
 *   await lifecycle.stages(shop, { asOf: '2011-09-30' }),
 * );
 */
export async function stageTransitions<K extends string>(
  before: Staged<K>,
  after: Staged<K>,
): Promise<Transitions<K>> {
  const { session, stages } = before;
  if (JSON.stringify(stages) !== JSON.stringify(after.stages)) {
    throw new OptionsError('The two dates have different stages: assign the same ones at both.');
  }
  if (before.asOf > after.asOf) {
    throw new OptionsError(
      `The stages before are of ${before.asOf}, those after of ${after.asOf}: swap the two, or choose a later date.`,
    );
  }
  const { query, moves } = await movesBetween(before, after, [...Object.keys(stages), UNASSIGNED]);
  const result = new Result({
    session,
    name: 'stage-transitions',
    title: {
      en: `Customers by stage on ${before.asOf} and on ${after.asOf}`,
      zh: `客户阶段的变动：${before.asOf}至${after.asOf}`,
    },
    schema: transitionSchema(stages),
    rows: moves as Transitions<K>['rows'][number][],
    query,
    chart: { mark: 'heatmap', x: 'after', y: 'before', value: 'share' },
  });
  return Object.assign(result, { tiers: stages });
}
