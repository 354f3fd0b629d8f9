import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { isNumeric, type Column } from '../../core/schema.js';
import { columnOf, described, Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { ColumnOf } from '../portrait/columns.js';
import { exactMoney } from '../../orders/money.js';
import type { Eligible } from './eligible.js';

export interface BenefitBudgetOptions<C extends string = string> {
  /** What may be spent. With 0, nobody gets anything. */
  readonly budget: number;
  /** A column with what a customer brings in over the time that counts, such as a margin. */
  readonly value: C;
  /** By benefit, the share of `value` that one use adds: to be measured against a control group. */
  readonly uplift: Readonly<Record<string, number>>;
  /** `whole`: everybody gets a use or none. `fractional`: the last one gets a part of it. Default: whole. */
  readonly rule?: 'whole' | 'fractional';
  /** The least expected value per unit of cost. Default: 1, so that nobody costs more than is expected back. */
  readonly least?: number;
}

const budgetSchema = (tier: Column, benefit: Column) => ({
  tier: { ...tier, kind: 'text' as const },
  benefit: { ...benefit, kind: 'text' as const },
  available: column.count('available'),
  worthwhile: column.count('worthwhile'),
  granted: column.decimal('granted', { digits: 0 }),
  cost: column.money('costGranted'),
  value: column.money('expectedValue'),
});

const OVERALL = {
  budget: column.money('budget'),
  cost: column.money('costGranted'),
  unspent: column.money('unspent'),
  granted: column.decimal('granted', { digits: 0 }),
  value: column.money('expectedValue'),
  bound: column.money('valueAtMost'),
} as const;

const GRANT = { place: 'integer', cost: 'decimal', value: 'decimal', part: 'double' } as const;

/** What a budget for benefits buys, by tier and benefit. */
export type BenefitBudget = Result<ReturnType<typeof budgetSchema>> & {
  readonly overall: Result<typeof OVERALL>;
  /** The uses that are paid for: customer, `tier`, `benefit`, `place`, `cost`, expected `value`, and the `part` that is paid. */
  readonly grants: Table;
};

/**
 * Divides a budget over the uses that are available, one for each customer and benefit, by expected value per cost: the
 * highest first, ties by the lower cost, then by customer and benefit. expected value = `value` of the customer × uplift of
 * the benefit.
 *
 * `whole` stops at the first use that no longer fits, so that nobody is passed over for somebody with less expected from the
 * same money; `fractional` pays a part of that one, which is the most that any division of the budget can expect (`bound` of
 * `overall`). The whole rule is short of it by less than the value of one use. Uses with a value that is unknown, or of less
 * than `least` times their cost, are not worthwhile.
 * @throws OptionsError for a budget below 0, a column that is no number, and an uplift that is missing, unknown or below 0.
 * Source: Dantzig (1957), Operations Research 5.
 * @example
 * const plan = await benefits.budget(may, { budget: 5000, value: 'spent', uplift: { delivery: 0.02, tasting: 0.01 } });
 * plan.overall.at().value.en;
 */
export async function budget<T extends Eligible>(
  available: T,
  options: BenefitBudgetOptions<ColumnOf<T>>,
): Promise<BenefitBudget> {
  const { budget: most, value, uplift, rule = 'whole', least = 1 } = options;
  const { session, benefits } = available;
  if (!(most >= 0 && Number.isFinite(most)))
    throw new OptionsError(`The budget must be at least 0, not ${most}.`);
  if (!(least >= 0 && Number.isFinite(least)))
    throw new OptionsError(`least must be at least 0, not ${least}.`);
  if (!['whole', 'fractional'].includes(rule))
    throw new OptionsError(`Unknown rule "${rule}": use whole or fractional.`);
  const found = described(available, value);
  if (!isNumeric(found))
    throw new OptionsError(`${available.name}.${value} is ${found.kind}; it must be a number.`);
  const keys = [...new Set(benefits.map(({ key }) => key))];
  requireUplift(uplift, keys);
  const user = columnOf(available, 'user');
  const grants = new Table({
    session,
    name: session.uniqueName(`${available.name}_grants`),
    columns: {
      [user]: described(available, user).kind,
      tier: 'text',
      benefit: 'text',
      ...GRANT,
    },
    roles: { user, segment: 'tier' },
    schema: {
      [user]: described(available, user),
      tier: described(available, 'tier'),
      benefit: described(available, 'benefit'),
      place: column.count('rank'),
      cost: { ...column.money('costOfUse'), kind: 'decimal' },
      value: { ...column.money('expectedValue'), kind: 'decimal' },
      part: column.percent('partPaid'),
    },
  });
  const spent = exactMoney(literal(most));
  const before = sql`cumulative - cost`;
  const fraction = sql`least(1, CAST(${spent} - (${before}) AS DOUBLE) / CAST(cost AS DOUBLE))`;
  const whole = sql`CASE WHEN cumulative <= ${spent} THEN 1.0 ELSE 0.0 END`;
  const worthwhile = sql`CAST(value AS DOUBLE) >= ${literal(least)} * CAST(cost AS DOUBLE)`;
  const priced = sql`SELECT ${id(user)}, tier, benefit, benefit_cost AS cost,
      ${exactMoney(sql`${exactMoney(id(value))} * ${upliftSql(uplift, keys)}`)} AS value
    FROM ${available} WHERE benefit_state = 'available'`;
  await session.engine.run(sql`CREATE TABLE ${grants} AS
    WITH priced AS (${priced}),
    ranked AS (
      SELECT *, row_number() OVER w AS place, sum(cost) OVER (w ROWS UNBOUNDED PRECEDING) AS cumulative
      FROM priced WHERE ${worthwhile}
      WINDOW w AS (ORDER BY CAST(value AS DOUBLE) / CAST(cost AS DOUBLE) DESC, cost, ${id(user)}, benefit)
    )
    SELECT ${id(user)}, tier, benefit, place, cost, value, CAST(${rule === 'whole' ? whole : fraction} AS DOUBLE) AS part
    FROM ranked WHERE ${before} < ${spent} ORDER BY place`);
  const rows = await session.engine.all(
    sql`WITH priced AS (${priced}),
      asked AS (
        SELECT tier, benefit, count(*) AS available, count(CASE WHEN ${worthwhile} THEN 1 END) AS worthwhile FROM priced GROUP BY 1, 2
      ),
      given AS (SELECT tier, benefit, ${sums(sql`part`)} FROM ${grants} GROUP BY 1, 2)
      SELECT tier, benefit, available, worthwhile, coalesce(granted, 0) AS granted, coalesce(cost, 0) AS cost, coalesce(value, 0) AS value
      FROM asked LEFT JOIN given USING (tier, benefit) ORDER BY tier, benefit`,
    { ...{ tier: 'text', benefit: 'text', available: 'integer', worthwhile: 'integer' }, ...SUMS },
  );
  const totals = await session.engine.one(sql`SELECT ${sums(sql`part`)} FROM ${grants}`, SUMS_OR_NONE);
  const bound = await session.engine.one(
    sql`SELECT CAST(sum(${exactMoney(sql`value * CAST(least(1, (${spent} - earlier) / cost) AS DECIMAL(18, 12))`)}) AS DOUBLE) AS bound
      FROM (SELECT *, sum(cost) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) - cost AS earlier FROM ${grants})`,
    { bound: 'double?' },
  );
  // Of the whole rule the first use that does not fit is in the table with a part of 0: it is in the bound only.
  await session.engine.run(sql`DELETE FROM ${grants} WHERE part = 0`);
  const overall = {
    ...{ budget: most, cost: totals.cost ?? 0, granted: totals.granted ?? 0, value: totals.value ?? 0 },
    ...{ unspent: most - (totals.cost ?? 0), bound: bound.bound ?? 0 },
  };
  const order = (row: { readonly tier: string; readonly benefit: string }) =>
    benefits.findIndex(({ tier, key }) => tier === row.tier && key === row.benefit);
  const result = new Result({
    session,
    name: 'benefit-budget',
    title: { en: 'What the budget buys', zh: '预算可覆盖的权益' },
    schema: budgetSchema(described(available, 'tier'), described(available, 'benefit')),
    rows: rows.toSorted((a, b) => order(a) - order(b)),
    chart: { mark: 'bar', x: 'cost', y: 'benefit', color: 'tier' },
  });
  return Object.assign(result, {
    overall: new Result({
      session,
      name: 'benefit-budget-overall',
      title: { en: 'The budget', zh: '预算总览' },
      schema: OVERALL,
      rows: [overall],
    }),
    grants,
  });
}

const SUMS = { granted: 'double', cost: 'double', value: 'double' } as const;
const SUMS_OR_NONE = { granted: 'double?', cost: 'double?', value: 'double?' } as const;

/** Sums of what is paid; exact, so that they do not depend on the order of rows. */
function sums(part: Sql): Sql {
  const paid = sql`CAST(${part} AS DECIMAL(18, 12))`;
  const of = (amount: string) =>
    sql`CAST(sum(${exactMoney(sql`${id(amount)} * ${paid}`)}) AS DOUBLE) AS ${id(amount)}`;
  return sql`CAST(sum(${paid}) AS DOUBLE) AS granted, ${of('cost')}, ${of('value')}`;
}

function requireUplift(uplift: Readonly<Record<string, number>>, keys: readonly string[]): void {
  const lacking = keys.find((key) => !Object.hasOwn(uplift, key));
  if (lacking !== undefined) throw new OptionsError(`There is no uplift for the benefit ${lacking}.`);
  for (const [key, share] of Object.entries(uplift)) {
    if (!keys.includes(key))
      throw new OptionsError(`There is an uplift for "${key}", which is no benefit: use ${keys.join(', ')}.`);
    if (!(share >= 0 && Number.isFinite(share)))
      throw new OptionsError(`The uplift of ${key} must be at least 0, not ${share}.`);
  }
}

function upliftSql(uplift: Readonly<Record<string, number>>, keys: readonly string[]): Sql {
  if (keys.length === 0) return sql`CAST(0 AS DECIMAL(18, 8))`;
  const cases = keys.map((key) => sql`WHEN ${literal(key)} THEN ${literal(uplift[key] ?? 0)}`);
  return sql`CAST(CASE benefit ${join(cases, ' ')} END AS DECIMAL(18, 8))`;
}
