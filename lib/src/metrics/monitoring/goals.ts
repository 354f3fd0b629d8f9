import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { id, literal, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { sampleSizeOfMeans, sampleSizeOfShares, type TestDesign } from '../../stats/sample-size.js';
import { ratio } from '../ratio.js';
import type { Tiered } from '../tiers/assign.js';

const percent = { format: 'percent' } as const;
const GOALS = {
  retention: { label: term('customerRetention'), written: percent },
  highValueShare: { label: term('highValueShare'), written: percent },
  roi: { label: term('campaignRoi'), written: percent },
  repurchase: { label: term('repurchaseRate'), written: percent },
  leaderOutput: { label: term('leaderOutput'), written: { format: 'money', digits: 0 } },
} as const;

const GOAL = {
  goal: column.category('goal', GOALS),
  baseline: column.optional(column.decimal('baselineValue', { measure: 'goal' })),
  measuredOn: column.optional(column.count('unitsMeasured')),
  target: column.optional(column.decimal('goalValue', { measure: 'goal' })),
  reached: column.optional(column.yesNo('goalReached')),
  perGroup: column.optional(column.count('unitsPerGroup')),
} as const;

/** Goals beside what is there now. */
export type Goals = Result<typeof GOAL>;
export type GoalName = keyof typeof GOALS;

/** What is to be reached: so many times the baseline, or a value of its own. */
export type GoalTarget = { readonly times: number } | { readonly atLeast: number };

/** A mean of units, and how much they differ. */
export interface MeasuredMean {
  readonly mean: number;
  /** Standard deviation of a unit. */
  readonly deviation: number;
  readonly units: number;
}

export interface GoalsOptions extends TestDesign {
  readonly targets: Readonly<Partial<Record<GoalName, GoalTarget>>>;
  /** Days of a period. Default: 28. */
  readonly days?: number;
  /** Tiers of high value. Default: the first two of the plan. */
  readonly highValue?: readonly string[];
  /** Return on a campaign's cost per treated customer, measured against its control group. */
  readonly roi?: MeasuredMean;
}

/**
 * Goals of a shop: the baseline at the as-of date, what is to be reached, whether it is, and how many units each of two
 * equal groups of a test would need to show that a measure gets from the baseline to the goal.
 *
 * - retention = of the customers who bought in the period before the last one, the share who bought in the last one;
 * - highValueShare = customers in the tiers of high value / all customers;
 * - repurchase = of those who bought in the last period, the share who did so at least twice;
 * - leaderOutput = revenue per community with an order in the last period, in the currency of the orders;
 * - roi = as given.
 *
 * A period has `days` days and the last one ends on the as-of date. `perGroup` counts customers, for leaderOutput
 * communities; it is null where the goal is reached, the baseline cannot be told, or the goal cannot be (a share above 1).
 * A test before against after would need other numbers, and would not tell the goal from the season.
 * @throws OptionsError for a target that is none, and a number of days that is none.
 * @example
 * const tiered = await tiers.assign(shop.customers);
 * await monitoring.goals(shop, tiered, { targets: { repurchase: { times: 1.25 }, highValueShare: { atLeast: 0.15 } } });
 */
export async function goals(
  shop: Orders,
  tiered: Tiered,
  { targets, days = 28, highValue, roi, ...design }: GoalsOptions,
): Promise<Goals> {
  if (!Number.isInteger(days) || days < 1) {
    throw new OptionsError(`days must be a whole number from 1 on, not ${days}.`);
  }
  const { session } = shop;
  const query = periodsSql(shop, days);
  const found = await session.engine.one(query, {
    earlier: 'integer',
    returned: 'integer',
    buyers: 'integer',
    repeaters: 'integer',
  });
  const high = await inTiers(tiered, highValue ?? Object.keys(tiered.tiers).slice(0, 2));
  const share = (part: number, units: number) => ({ baseline: ratio(part, units), units });
  const baselines: Readonly<Record<GoalName, Baseline>> = {
    retention: share(found.returned, found.earlier),
    highValueShare: share(high.part, high.all),
    roi: roi === undefined ? NOT_KNOWN : ofMean(roi),
    repurchase: share(found.repeaters, found.buyers),
    leaderOutput: await leaderOutput(shop, days),
  };
  return new Result({
    session,
    name: 'goals',
    title: { en: 'Goals', zh: '目标' },
    schema: GOAL,
    rows: (Object.keys(GOALS) as GoalName[]).flatMap((goal) => {
      const target = targets[goal];
      return target === undefined ? [] : [rowOf(goal, target, baselines[goal], design)];
    }),
    query,
    chart: { mark: 'bar', x: 'perGroup', y: 'goal' },
  });
}

interface Baseline {
  readonly baseline: number | null;
  readonly units: number | null;
  /** Of a mean. */
  readonly deviation?: number;
}

const NOT_KNOWN: Baseline = { baseline: null, units: null };
const ofMean = ({ mean, deviation, units }: MeasuredMean): Baseline => ({ baseline: mean, units, deviation });

function rowOf(
  goal: GoalName,
  target: GoalTarget,
  { baseline, units, deviation }: Baseline,
  design: TestDesign,
) {
  const value = 'times' in target ? target.times : target.atLeast;
  if (!Number.isFinite(value) || ('times' in target && value <= 0)) {
    throw new OptionsError(`The target of ${goal} must be a number, and as a factor positive, not ${value}.`);
  }
  const fixed = 'atLeast' in target ? value : null;
  if (baseline === null) {
    return { goal, baseline, measuredOn: units, target: fixed, reached: null, perGroup: null };
  }
  const aim = fixed ?? baseline * value;
  const reached = baseline >= aim;
  const row = { goal, baseline, measuredOn: units, target: aim, reached };
  if (reached) return { ...row, perGroup: null };
  if (deviation === undefined) {
    return { ...row, perGroup: aim > 1 ? null : sampleSizeOfShares(baseline, aim, design) };
  }
  return { ...row, perGroup: deviation > 0 ? sampleSizeOfMeans(aim - baseline, deviation, design) : null };
}

function periodsSql({ orders, asOf }: Orders, days: number): Sql {
  const end = sql`CAST(${literal(asOf)} AS DATE)`;
  return sql`WITH buyers AS (
      SELECT customer_id, count(CASE WHEN "day" > ${end} - ${literal(days)} THEN 1 END) AS latest,
        count(CASE WHEN "day" <= ${end} - ${literal(days)} THEN 1 END) AS earlier
      FROM ${orders} WHERE kind = 'purchase' AND "day" > ${end} - ${literal(2 * days)} AND "day" <= ${end} GROUP BY customer_id
    )
    SELECT count(CASE WHEN earlier > 0 THEN 1 END) AS earlier, count(CASE WHEN earlier > 0 AND latest > 0 THEN 1 END) AS returned,
      count(CASE WHEN latest > 0 THEN 1 END) AS buyers, count(CASE WHEN latest > 1 THEN 1 END) AS repeaters FROM buyers`;
}

async function inTiers(tiered: Tiered, names: readonly string[]): Promise<{ part: number; all: number }> {
  const unknown = names.find((name) => !Object.hasOwn(tiered.tiers, name));
  if (unknown !== undefined) {
    throw new OptionsError(
      `highValue names the tier "${unknown}", which the plan does not have: use ${Object.keys(tiered.tiers).join(', ')}.`,
    );
  }
  const rows = await tiered.engine.all(
    sql`SELECT tier, count(*) AS n FROM ${tiered} GROUP BY tier ORDER BY tier`,
    {
      tier: 'text',
      n: 'integer',
    },
  );
  const sum = (chosen: typeof rows) => chosen.reduce((all, { n }) => all + n, 0);
  return { part: sum(rows.filter(({ tier }) => names.includes(tier))), all: sum(rows) };
}

async function leaderOutput({ session, lines, asOf }: Orders, days: number): Promise<Baseline> {
  if (!Object.hasOwn(lines.columns, 'community')) return NOT_KNOWN;
  const { mean, deviation, units } = await session.engine.one(
    sql`SELECT avg(output) AS mean, stddev_samp(output) AS deviation, count(*) AS units FROM (
      SELECT ${id('community')} AS community, CAST(sum(amount) AS DOUBLE) AS output FROM ${lines}
      WHERE community IS NOT NULL AND "day" > CAST(${literal(asOf)} AS DATE) - ${literal(days)}
        AND "day" <= CAST(${literal(asOf)} AS DATE)
      GROUP BY community HAVING bool_or(amount > 0))`,
    { mean: 'double?', deviation: 'double?', units: 'integer' },
  );
  return { baseline: mean, units, deviation: deviation ?? 0 };
}
