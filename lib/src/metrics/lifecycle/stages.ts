import { join, literal, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Table } from '../../core/table.js';
import { customersAt, knownAt } from '../../orders/as-of.js';
import type { Customers } from '../../orders/customers.js';
import type { Orders } from '../../orders/open.js';
import { requireOptions } from '../orders/require-options.js';
import { tierCategories, UNASSIGNED } from '../tiers/plan.js';
import { MEASURES, RHYTHM_STAGES, type Measure, type Range, type Stage, type StagePlan } from './plan.js';
import { requireStages } from './require-stages.js';
import { rhythmOf, rhythmSql, type RhythmOptions } from './rhythm.js';

export interface StageOptions<K extends string = string> extends RhythmOptions {
  /** The last day that is known. Default: that of the orders. */
  readonly asOf?: string;
  /** The stages. Default: {@link RHYTHM_STAGES}. */
  readonly stages?: StagePlan<K>;
}

/** Customers with their rhythm and stage. */
export type Staged<K extends string = string> = Table<
  Customers['columns'] & {
    readonly usual_interval: 'double?';
    readonly own_interval: 'boolean';
    readonly lateness: 'double?';
    readonly stage: 'text';
  },
  Customers['roles'] & { readonly segment: 'stage' }
> & { readonly stages: StagePlan<K>; readonly asOf: string };

/**
 * Puts every customer into a stage of the lifecycle on a date: the first whose conditions all hold, or `unassigned`. The
 * stage is bound to the role `segment`, so that every metric of segments works on it.
 *
 * usual_interval = median days between the customer's own purchases, at least 7; a customer with fewer than three
 * purchases takes the median of those who have one. lateness = days since the last purchase / usual_interval; null where no
 * customer has an interval of their own, and then no condition on it holds. Only orders up to the date are known.
 *
 * @throws OptionsError for stages that cannot be, and a date that is none or outside the orders.
 * @example
 * const staged = await lifecycle.stages(shop);
 * await segmentSizes(staged);
 */
export async function lifecycleStages<const K extends string = keyof typeof RHYTHM_STAGES>(
  shop: Orders,
  options: StageOptions<K> = {},
): Promise<Staged<K>> {
  requireOptions('lifecycle.stages', options, ['asOf', 'stages', 'ownFrom', 'least']);
  const { asOf = shop.asOf, stages = RHYTHM_STAGES as StagePlan, ...others } = options;
  requireStages(stages);
  const rhythm = rhythmOf(others);
  const { session } = shop;
  const { orders } = await knownAt(shop, asOf);
  const customers = await customersAt(shop, asOf);
  const staged = new Table({
    session,
    name: session.uniqueName(`${customers.name}_stages`),
    columns: {
      ...customers.columns,
      usual_interval: 'double?' as const,
      own_interval: 'boolean' as const,
      lateness: 'double?' as const,
      stage: 'text' as const,
    },
    roles: { ...customers.roles, segment: 'stage' as const },
    schema: {
      ...customers.schema,
      usual_interval: column.optional(column.decimal('usualInterval', { unit: 'days', digits: 1 })),
      own_interval: column.yesNo('ownInterval'),
      lateness: column.optional(column.decimal('lateness', { digits: 1 })),
      stage: column.category('stage', tierCategories(stages)),
    },
  });
  await session.engine.run(sql`CREATE TABLE ${staged} AS
    SELECT *, ${stageSql(stages)} AS stage
    FROM (
      SELECT c.*, usual_interval, own_interval, recency / usual_interval AS lateness
      FROM ${customers} c JOIN (${rhythmSql(orders, session.engine.dialect, rhythm)}) AS rhythm
        ON c.customer_id = rhythm.customer_id
    ) ORDER BY customer_id`);
  return Object.assign(staged, { stages, asOf });
}

function stageSql(stages: StagePlan): Sql {
  const cases = Object.entries<Stage>(stages).map(
    ([key, stage]) => sql`WHEN ${conditions(stage)} THEN ${literal(key)}`,
  );
  return sql`CASE ${join(cases, ' ')} ELSE ${literal(UNASSIGNED)} END`;
}

const COLUMNS: Readonly<Record<Measure, Sql>> = {
  orders: sql`orders`,
  tenure: sql`tenure`,
  recency: sql`recency`,
  lateness: sql`lateness`,
};

const conditions = (stage: Stage): Sql =>
  join([sql`TRUE`, ...MEASURES.flatMap((measure) => within(COLUMNS[measure], stage[measure]))], ' AND ');

function within(value: Sql, { over, upTo }: Range = {}): readonly Sql[] {
  return [
    ...(over === undefined ? [] : [sql`${value} > ${literal(over)}`]),
    ...(upTo === undefined ? [] : [sql`${value} <= ${literal(upTo)}`]),
  ];
}
