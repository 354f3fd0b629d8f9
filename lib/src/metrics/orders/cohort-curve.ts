import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import { studentInterval } from '../../stats/bootstrap.js';
import { wilson } from '../../stats/proportion.js';
import { ratioInterval } from '../../stats/ratio.js';
import { ratio, total } from '../ratio.js';
import type { CellSums, CohortSums } from './cohort-sums.js';
import type { PeriodUnit } from './periods.js';

const { interval, optional } = column;

const CURVE = {
  age: column.count('periodsSinceFirstOrder'),
  cohorts: column.count('cohorts', { hidden: true }),
  eligible: column.count('eligibleCustomers'),
  active: column.count('orderedAgain'),
  rate: optional(column.percent('customerRetention', { base: 'eligible', interval: 'rateInterval' })),
  rateInterval: optional(interval()),
  perCustomer: optional(column.money('revenuePerCustomer', { interval: 'perCustomerInterval' })),
  perCustomerInterval: optional(interval('money', 'interval95', { hidden: true })),
  decay: optional(column.percent('revenueOfFirstPeriod', { interval: 'decayInterval' })),
  decayInterval: optional(interval('percent', 'interval95', { hidden: true })),
} as const;

/** One row per number of periods since that of the first order. */
export type CohortCurve = Result<typeof CURVE>;

/**
 * All cohorts together, n periods after that of their first order, over customers whose n-th period is over on the
 * as-of date. The eligible cohorts change with n, so that a step may come from which cohorts they are.
 *
 * rate = active / eligible, with its Wilson interval; perCustomer = revenue / eligible, with Student's interval over
 * customers; decay = revenue in the n-th period / revenue in the first one, of the same customers, with its interval by
 * customers. Null where nobody is eligible, intervals also where nothing varies.
 */
export function cohortCurve(
  session: Session,
  by: PeriodUnit,
  cells: readonly (CellSums & { readonly complete: boolean })[],
  cohorts: ReadonlyMap<number, CohortSums>,
): CohortCurve {
  // The first cohort, which comes first, has all ages there are.
  const ages = [...new Set(cells.map(({ age }) => age))];
  const rows = ages.map((age) => {
    const own = cells.filter((cell) => cell.age === age && cell.complete);
    const bases = own.flatMap(({ cohort }) => cohorts.get(cohort) ?? []);
    const sum = (name: 'active' | 'x' | 'xx' | 'xy') => total(own.map((cell) => cell[name]));
    const base = (name: 'n' | 'y' | 'yy') => total(bases.map((row) => row[name]));
    const [n, active, x, y] = [base('n'), sum('active'), sum('x'), base('y')];
    const squares = sum('xx') - x ** 2 / n;
    return {
      ...{ age, cohorts: own.length, eligible: n, active },
      rate: ratio(active, n),
      rateInterval: wilson(active, n),
      perCustomer: ratio(x, n),
      perCustomerInterval: studentInterval({ n, mean: x / n, squares: withoutResidue(squares, sum('xx')) }),
      decay: ratio(x, y),
      decayInterval: ratioInterval({ n, x, y, xx: sum('xx'), yy: base('yy'), xy: sum('xy') }),
    };
  });
  return new Result({
    session,
    name: `order-cohort-curve-by-${by}`,
    title: { en: 'Retention and revenue of all cohorts', zh: '全部同期群的留存率与营收' },
    schema: CURVE,
    rows,
    chart: { mark: 'line', x: 'age', y: 'rate', band: 'rateInterval' },
  });
}

/** Squares that cancel leave rounding residue, which is no spread. */
const withoutResidue = (squares: number, all: number): number => (squares <= 1e-9 * all ? 0 : squares);
