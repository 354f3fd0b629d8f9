import { OptionsError } from '../../errors.js';
import { literal, sql } from '../../engine/sql.js';
import type { Text } from '../../core/label.js';
import { dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { makeAudience, type Audience } from '../audience.js';
import { startOf, unitOf, type PeriodUnit } from './periods.js';
import { requireOptions } from './require-options.js';

export interface LapsedOptions {
  /** A day in the period of the cohort, such as its first, `YYYY-MM-DD`. */
  readonly cohort: string;
  /** Periods since: who did not order in this one. */
  readonly age: number;
  /** Calendar periods. Default: months. */
  readonly by?: PeriodUnit;
  readonly label?: Text;
}

/**
 * The customers of a cohort who did not order n periods later: customers − active of that cell of `cohorts`.
 *
 * @throws OptionsError for an unknown period, a date that is none, and a period after the as-of date.
 * @example
 * const gone = await orders.lapsed(shop, { cohort: '2024-01-01', age: 3 });
 */
export async function lapsed(shop: Orders, options: LapsedOptions): Promise<Audience> {
  requireOptions('lapsed', options, ['cohort', 'age', 'by', 'label']);
  const { cohort, age, by = 'month', label } = options;
  const { session, customers, orders, asOf } = shop;
  const unit = unitOf(by);
  const first = unit.at(dayNumber(cohort, 'cohort'));
  if (!Number.isInteger(age) || age < 0 || first + age > unit.at(dayNumber(asOf, 'asOf'))) {
    throw new OptionsError(`The ${by} ${age} after ${cohort} is not in the orders, which end on ${asOf}.`);
  }
  const of = startOf(by, first);
  return makeAudience(session, {
    of: customers,
    user: 'customer_id',
    query: sql`SELECT customer_id FROM ${customers} WHERE ${unit.of(sql`first_order`)} = ${literal(first)}
      AND customer_id NOT IN (
        SELECT customer_id FROM ${orders} WHERE kind = 'purchase' AND customer_id IS NOT NULL AND ${unit.of(sql`"day"`)} = ${literal(first + age)}
      ) ORDER BY customer_id`,
    name: 'lapsed',
    label: label ?? {
      en: `First ordered in the ${by} of ${of}, not in ${startOf(by, first + age)}`,
      zh: `${of}首单，${startOf(by, first + age)}未下单`,
    },
    asOf,
  });
}
