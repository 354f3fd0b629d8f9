import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Label, Text } from '../../core/label.js';
import { decimal } from '../../core/quantity.js';
import type { Categories } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';

/** A label for rows, proposed in addition to their segment. */
export interface AuditLabel {
  readonly label: Text;
  /** SQL over the table's columns; null where the label is not defined. */
  readonly sql: Sql;
  readonly values?: Categories;
  /** The cuts in words. */
  readonly rule?: Label;
}

/**
 * A label of one's own: a column of the table, or an SQL expression over its columns.
 *
 * @example
 * auditSegmentation(customers, { …, labels: { tier: audit.labelFrom('value_tier') } });
 */
export function labelFrom(source: string | Sql, label?: Text): AuditLabel {
  if (typeof source === 'string') return { label: label ?? source, sql: sql`CAST(${id(source)} AS STRING)` };
  return { label: label ?? 'label', sql: source };
}

const n = (value: number) => decimal(value, Number.isInteger(value) ? 0 : 2).en;

/**
 * How steadily customers buy: `atRisk` below `rare` purchases a month, else `pulse` from a volatility of `volatile`
 * on, else `steady`.
 *
 * @param columns.volatility the coefficient of variation of a customer's purchases, such as sd / mean of their values.
 * @param columns.perMonth purchases a month.
 * @param cuts default: volatile 0.5, rare 1.
 * @example
 * audit.stability({ volatility: 'volatility', perMonth: 'orders_per_month' }, { volatile: 0.6 });
 */
export function stability(
  columns: { readonly volatility: string; readonly perMonth: string },
  { volatile = 0.5, rare = 1 }: { readonly volatile?: number; readonly rare?: number } = {},
): AuditLabel {
  const [volatility, rate] = [id(columns.volatility), id(columns.perMonth)];
  return {
    label: term('stabilityLabel'),
    sql: sql`CASE WHEN ${volatility} IS NULL OR ${rate} IS NULL THEN NULL WHEN ${rate} < ${literal(rare)} THEN 'atRisk'
      WHEN ${volatility} >= ${literal(volatile)} THEN 'pulse' ELSE 'steady' END`,
    values: {
      steady: { label: term('steady') },
      pulse: { label: term('pulse') },
      atRisk: { label: term('atRisk') },
    },
    rule: {
      en: `at risk: fewer than ${n(rare)} a month; pulse: volatility of ${n(volatile)} or more; else steady`,
      zh: `月均低于${n(rare)}次为流失风险；波动性不低于${n(volatile)}为脉冲；其余为稳定`,
    },
  };
}

/**
 * When in the year customers buy: `balanced` where no period has more than `balanced` of the purchases, else `holiday`
 * where the period `holiday` has the most, else `oneSeason`. Not defined without purchases. Of equal periods the later
 * one counts.
 *
 * @param periods counts by period, in order.
 * @param cuts default: balanced 0.4; holiday the last period.
 * @throws OptionsError for fewer than two periods, or a holiday that is none of them.
 * @example
 * audit.season(['q1', 'q2', 'q3', 'q4'], { balanced: 0.35 });
 */
export function season(
  periods: readonly string[],
  { balanced = 0.4, holiday }: { readonly balanced?: number; readonly holiday?: string } = {},
): AuditLabel {
  const peak = holiday ?? periods.at(-1) ?? '';
  if (periods.length < 2 || !periods.includes(peak))
    throw new OptionsError(`The season needs at least two periods, and "${peak}" to be one of them.`);
  const total = join(periods.map(id), ' + ');
  const most = sql`greatest(${join(periods.map(id))})`;
  return {
    label: term('seasonLabel'),
    sql: sql`CASE WHEN ${total} > 0 THEN CASE
      WHEN ${most} <= ${literal(balanced)} * (${total}) THEN 'balanced'
      WHEN ${id(peak)} = ${most} THEN 'holiday' ELSE 'oneSeason' END END`,
    values: {
      balanced: { label: term('balancedSeason') },
      holiday: { label: term('holidaySeason') },
      oneSeason: { label: term('oneSeason') },
    },
    rule: {
      en: `balanced: no period above ${n(100 * balanced)}%; holiday: most in ${peak}; else one season`,
      zh: `各期占比均不超过${n(100 * balanced)}%为均衡；${peak}最多为假日型；其余为特定季节型`,
    },
  };
}

/** The four combinations of a score and a value, all named. */
export const QUADRANTS = {
  realized: { label: term('realizedValue') },
  potential: { label: term('potentialValue') },
  underRecognized: { label: term('underRecognizedValue') },
  low: { label: term('lowValue') },
} as const;

/**
 * Whether a score and a value agree: `realized` (both high), `potential` (high score, low value), `underRecognized`
 * (low score, high value), `low` (both low). High is at the cut or above.
 *
 * @param cuts the first high score and the first high value; state them, since half of all customers are high only by
 *   the medians.
 * @example
 * audit.valueMatch({ score: 'score', value: 'revenue' }, { score: 60, value: 500 });
 */
export function valueMatch(
  columns: { readonly score: string; readonly value: string },
  cuts: { readonly score: number; readonly value: number },
): AuditLabel {
  const [score, value] = [id(columns.score), id(columns.value)];
  return {
    label: term('valueMatchLabel'),
    sql: sql`CASE WHEN ${score} IS NULL OR ${value} IS NULL THEN NULL
      WHEN ${score} >= ${literal(cuts.score)} THEN CASE WHEN ${value} >= ${literal(cuts.value)} THEN 'realized' ELSE 'potential' END
      WHEN ${value} >= ${literal(cuts.value)} THEN 'underRecognized' ELSE 'low' END`,
    values: QUADRANTS,
    rule: {
      en: `high from a score of ${n(cuts.score)} and a value of ${n(cuts.value)} on`,
      zh: `得分不低于${n(cuts.score)}、价值不低于${n(cuts.value)}为高`,
    },
  };
}
