import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { both } from '../../core/heading.js';
import { count } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Categories, Category } from '../../core/schema.js';
import { described, type Bound } from '../../core/table.js';
import { term } from '../../core/term.js';
import { differenceOfMeans } from '../../stats/difference.js';
import { fieller } from '../../stats/fieller.js';
import { corrected } from '../../stats/multiple.js';
import type { Interval } from '../../stats/proportion.js';
import { groupCategories, groupOrder } from '../groups-of.js';
import type { ColumnOf } from '../portrait/columns.js';
import { checkRow, checkSchema, checksOf } from './checks.js';
import { roiPlan, type RoiOptions } from './options.js';
import { armsOf, armsQuery, WHOLE, type Arm, type Arms, type LeftOut } from './sums.js';

const VERDICTS = {
  pays: { label: term('pays') },
  loses: { label: term('loses') },
  open: { label: term('leftOpen') },
  none: { label: term('noAnswer') },
} as const satisfies Readonly<Record<string, Category>>;

const { interval, optional } = column;

const roiSchema = (by: Categories, label: Label, divided: boolean) => ({
  by: { ...column.category(label, by), hidden: !divided },
  treated: column.count('treatedCustomers'),
  control: column.count('controlCustomers'),
  perTreated: optional(column.money('perTreated')),
  perControl: optional(column.money('perControl')),
  incremental: optional(column.money('incremental', { interval: 'incrementalInterval' })),
  incrementalInterval: optional(interval('money')),
  cost: optional(column.money('costPerTreated')),
  roi: optional(column.percent('roi', { interval: 'roiInterval' })),
  roiInterval: optional(interval()),
  p: optional(column.pValue()),
  q: optional(column.pValue('q')),
  verdict: column.category('verdict', VERDICTS),
  failed: column.count('failedChecks'),
});

/** What campaigns brought in for what they cost, one row each. */
export type Roi = Result<ReturnType<typeof roiSchema>> & {
  /** Whether the groups can be compared, in words. */
  readonly checks: Result<ReturnType<typeof checkSchema>>;
};

/**
 * Return on what a campaign cost, against the customers who were kept as control over the same days: never against
 * before, since customers chosen for what they did before would have changed anyway.
 *
 * incremental = mean outcome of the treated - mean outcome of the control, with Welch's 95% interval; cost = mean cost of
 * the treated - that of the control; roi = incremental / cost - 1: 0 is money back, -100% nothing back. Its 95% interval is
 * Fieller's, with Welch's degrees of freedom; null where the cost is not known well enough. p is of incremental; q is
 * corrected over rows (Benjamini-Hochberg). Everybody counts in the group they were assigned to, whether reached or not.
 * Nulls without control group, in which case `checks` says so.
 * @param members one row per customer (and value of `by`); rows in neither group, and those without an outcome or, of the treated,
 *   without a cost, are left out and counted.
 * @throws OptionsError for columns that are missing or of another kind, customers with several rows, and costs that are no
 *   costs.
 * Source: Fieller (1954), J. R. Stat. Soc. B 16; Welch (1947), Biometrika 34.
 * @example
 * const paid = await campaigns.roi(members, { group: 'arm', outcome: 'margin', cost: 'cost', by: 'tier', design: 0.8, before: ['orders_before'] });
 * paid.checks.where({ passes: false });
 */
export async function roi<T extends Bound<'user'>>(
  members: T,
  options: RoiOptions<ColumnOf<T>>,
): Promise<Roi> {
  const { session } = members;
  const plan = roiPlan(members, options);
  const query = armsQuery(members, plan);
  const { arms: unordered, left } = await armsOf(members, plan, query);
  const keys = unordered.map(({ key }) => key);
  const order = plan.by === null ? keys : groupOrder(members, plan.by, keys);
  const arms = unordered.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  const checks = arms.flatMap((one) => checksOf(members, plan, one));
  const label = plan.by === null ? term('total') : both(described(members, plan.by).label);
  const by = plan.by === null ? { [WHOLE]: { label } } : groupCategories(members, plan.by, keys);
  const rows = corrected(arms.map(rowOf)).map((row) => ({
    ...row,
    failed: checks.filter((check) => check.key === row.by && check.passes === false).length,
  }));
  const result = new Result({
    session,
    name: 'campaign-roi',
    title: { en: 'Return on campaigns, against the control group', zh: '活动回报（与对照组相比）' },
    schema: roiSchema(by, label, plan.by !== null),
    rows,
    query,
    chart: { mark: 'range', x: 'roi', y: 'by' },
    ...noteOf(left),
  });
  const schema = checkSchema(label, checks);
  return Object.assign(result, {
    checks: new Result({
      session,
      name: 'campaign-checks',
      title: { en: 'Can the groups be compared?', zh: '两组是否可比' },
      schema: { ...schema, by: result.schema.by },
      rows: checks.map(checkRow),
    }),
  });
}

/** Without control, or without anybody treated. */
const NO_ANSWER = {
  incremental: null,
  incrementalInterval: null,
  cost: null,
  roi: null,
  roiInterval: null,
  p: null,
  verdict: 'none',
} as const;

function rowOf({ key, treated, control }: Arms): Omit<Roi['rows'][number], 'q' | 'failed'> {
  const sizes = { by: key, treated: treated?.n ?? 0, control: control?.n ?? 0 };
  if (treated === null || control === null) {
    return {
      ...sizes,
      ...NO_ANSWER,
      perTreated: treated?.outcome.mean ?? null,
      perControl: control?.outcome.mean ?? null,
    };
  }
  const incremental = treated.outcome.mean - control.outcome.mean;
  const tested = differenceOfMeans(treated.outcome, control.outcome);
  const cost = treated.cost.mean - control.cost.mean;
  const found = cost > 0 ? incremental / cost - 1 : null;
  const around = found === null || tested === null ? null : ratioInterval(treated, control, tested.df);
  return {
    ...sizes,
    ...{ perTreated: treated.outcome.mean, perControl: control.outcome.mean, incremental },
    incrementalInterval: tested?.interval ?? null,
    ...{ cost, roi: found, roiInterval: around, p: tested?.p ?? null, verdict: verdictOf(around) },
  };
}

/** The interval of incremental / cost - 1. */
function ratioInterval(treated: Arm, control: Arm, df: number): Interval | null {
  const variance = (of: (arm: Arm) => number) =>
    [treated, control].reduce((sum, arm) => sum + of(arm) / (arm.n - 1) / arm.n, 0);
  const found = fieller({
    numerator: treated.outcome.mean - control.outcome.mean,
    denominator: treated.cost.mean - control.cost.mean,
    numeratorVariance: variance(({ outcome }) => outcome.squares),
    denominatorVariance: variance(({ cost }) => cost.squares),
    covariance: variance(({ products }) => products),
    df,
  });
  return found === null ? null : { low: found.low - 1, high: found.high - 1 };
}

function verdictOf(around: Interval | null): keyof typeof VERDICTS {
  if (around === null) return 'none';
  if (around.low > 0) return 'pays';
  return around.high < 0 ? 'loses' : 'open';
}

function noteOf({ elsewhere, unknown }: LeftOut): { note?: Label } {
  if (elsewhere === 0 && unknown === 0) return {};
  const [others, without] = [count(elsewhere), count(unknown)];
  return {
    note: {
      en: `Left out: ${others.en} in neither group, ${without.en} without an outcome or a cost.`,
      zh: `未计入：不属于两组的${others.zh}名，结果或成本未知的${without.zh}名。`,
    },
  };
}
