import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const RETENTION = 'lib/src/metrics/retention';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

const THERE = 'Each of these rows has what is looked up; the question mark is for the compiler.';
const DRAWN = 'Other random numbers of the same distribution.';

/** Looked at one by one: see `EQUIVALENT`. */
export const RETENTION_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${RETENTION}/array.ts`,
    line: 'const met = (index: number): Sql => id(`met_${index + 1}`);',
    change: 'ArithmeticOperator',
    why: 'Names of columns that only this query uses.',
  },
  {
    file: `${RETENTION}/array.ts`,
    line: 'rows: steps.map((step) => ({ ...step, rate: ratio(step.users, steps[0]?.users ?? 0) })),',
    change: 'OptionalChaining',
    why: THERE,
  },
  ...[
    "return { ...move, cohort, date: at.get(`${cohort} ${move.day}`)?.date ?? '' };",
    'return { users: own[0]?.users ?? 0, rates };',
  ].map((line) => ({
    file: `${RETENTION}/date-against-day.ts`,
    line,
    change: 'OptionalChaining',
    why: THERE,
  })),
  {
    file: `${RETENTION}/date-against-day.ts`,
    line: 'const rates: (number | null)[] = [];',
    change: 'ArrayDeclaration',
    why: 'A cohort with users has a rate of day 0, and one without is not compared.',
  },
  ...['dateP: pOf(drawn, (more) => more >= -ROUNDING),', 'dayP: pOf(drawn, (more) => more <= ROUNDING),'].map(
    (line) => ({
      file: `${RETENTION}/date-test.ts`,
      line,
      change: 'EqualityOperator',
      after: line.replace(/([<>])=/, '$1'),
      why: 'No difference is exactly the tolerance of rounding.',
    }),
  ),
  {
    file: `${RETENTION}/date-test.ts`,
    line: 'return { users, rates: users === 0 ? [] : [null, ...Array.from(days, (count) => count / users)] };',
    change: 'ArrayDeclaration',
    after:
      'return { users, rates: users === 0 ? ["Stryker was here"] : [null, ...Array.from(days, (count) => count / users)] };',
    why: 'Only changes from day 1 on are compared.',
  },
  {
    file: `${RETENTION}/date-test.ts`,
    line: 'for (let day = 0; left > 0; day += 1) {',
    change: 'EqualityOperator',
    after: 'for (let day = 0; left >= 0; day += 1) {',
    why: DRAWN,
  },
  {
    file: `${RETENTION}/date-test.ts`,
    line: 'if (random.next() * (days.length - day) >= left) continue;',
    change: 'EqualityOperator',
    after: 'if (random.next() * (days.length - day) > left) continue;',
    why: 'A random number is never just as large.',
  },
  ...['true', 'size >= 1'].map((condition) => ({
    file: `${RETENTION}/date-test.ts`,
    line: 'const scale = size > 1 ? Math.sqrt((users * p * (1 - p) * size) / (size - 1)) : 0;',
    change: condition === 'true' ? 'ConditionalExpression' : 'EqualityOperator',
    after: `const scale = ${condition} ? Math.sqrt((users * p * (1 - p) * size) / (size - 1)) : 0;`,
    why: 'A cohort with one day after its first has no change that is compared.',
  })),
  {
    file: `${RETENTION}/date-test.ts`,
    line: 'days[day] = count + scale * random.normal();',
    change: 'ArithmeticOperator',
    after: 'days[day] = count - scale * random.normal();',
    why: DRAWN,
  },
  {
    file: `${RETENTION}/date-test.ts`,
    line: 'days[day] = (days[day] ?? 0) + 1;',
    change: 'ArithmeticOperator',
    why: 'Only how far changes are apart counts, and the noise of many users is as often below 0 as above.',
  },
  {
    file: `${RETENTION}/same-dates.ts`,
    line: '.toSorted((one, other) => other.users - one.users || (one.cohort < other.cohort ? -1 : 1))',
    change: 'EqualityOperator',
    after: '.toSorted((one, other) => other.users - one.users || (one.cohort <= other.cohort ? -1 : 1))',
    why: 'No two rows of day 0 have the same cohort.',
  },
  {
    file: `${RETENTION}/array.ts`,
    line: "const query = sql`${join(counts, ' UNION ALL ')} ORDER BY condition`;",
    change: 'ALL -> nothing',
    why: 'Every row has the number of its condition.',
  },
  ...[
    'FROM patterns JOIN ${days} ON bits."bit" = (patterns.active & -patterns.active)',
    'FROM cohorts JOIN ${days} ON bits.n >= cohort',
    'FROM ${days} JOIN firsts USING (user_id) WHERE ${didOnDay(types, returns)} AND "day" >= cohort',
  ].map((line) => ({
    file: `${RETENTION}/cohort-counts.ts`,
    line,
    change: 'JOIN -> LEFT JOIN',
    why: 'A user without a cohort meets no condition on it afterwards; one with a cohort has its day.',
  })),
  ...sortedAfterwards(
    `${RETENTION}/cohort-counts.ts`,
    'sql`SELECT cohort, count(*) AS size FROM (${firsts}) AS firsts GROUP BY cohort ORDER BY cohort`,',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${RETENTION}/cohort-counts.ts`,
    'GROUP BY cohort, bits.n ORDER BY cohort, "day"`,',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...sortedAfterwards(
    `${RETENTION}/cohort-counts.ts`,
    'FROM returned GROUP BY cohort, n ORDER BY cohort, n`,',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
