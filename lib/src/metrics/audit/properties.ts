import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { joined } from '../../core/heading.js';
import type { Category } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { categoryOf } from '../portrait/columns.js';
import { isNumber, type AuditPlan } from './options.js';

/** The format of its means. */
type Written = NonNullable<Category['written']>;

/** Something in which anomalies are compared with the others: a number for each row. */
export interface Property extends Category {
  readonly key: string;
  readonly written: Written;
  /** SQL over the columns of the audited table; null where it is not defined. */
  readonly sql: Sql;
  /** Whether it is 1 or 0, and its ranks say no more than it does. */
  readonly binary?: true;
}

/** More values than these are no property but an id. */
const MOST_LEVELS = 12;

/**
 * The properties of a plan: its numeric features; each value of its features in words, as 1 or 0; and of the periods
 * the share of each, the largest share, entropy (0: all in one period, 1: the same in all) and HHI (sum of squared
 * shares).
 *
 * @throws OptionsError for a feature in words with more than twelve values.
 */
export async function propertiesOf(plan: AuditPlan): Promise<readonly Property[]> {
  const { table, features, periods, match } = plan;
  const found: Property[] = [];
  for (const name of features) {
    if (isNumber(table, name)) found.push(numeric(table, name));
    else found.push(...(await levelsOf(table, name)));
  }
  if (periods.length > 0) found.push(...seasonal(table, periods));
  if (match !== null) found.push(await residualOf(table, match.score, match.value));
  return found;
}

const x = (name: string) => sql`CAST(${id(name)} AS DOUBLE)`;

function numeric(table: Table, name: string): Property {
  return { key: name, label: described(table, name).label, written: writtenOf(table, name), sql: x(name) };
}

/** Means of counts have decimals. */
function writtenOf(table: Table, name: string): Written {
  const { format = 'decimal', digits, unit } = described(table, name);
  return {
    format: ['count', 'plain', 'text', 'clock'].includes(format) ? 'decimal' : format,
    ...(digits !== undefined && { digits }),
    ...(unit !== undefined && { unit }),
  };
}

async function levelsOf(table: Table, name: string): Promise<Property[]> {
  const value = sql`CAST(${id(name)} AS STRING)`;
  const rows = await table.engine.all(
    sql`SELECT DISTINCT ${value} AS level FROM ${table} WHERE ${id(name)} IS NOT NULL ORDER BY level LIMIT ${literal(MOST_LEVELS + 1)}`,
    { level: 'text' },
  );
  if (rows.length > MOST_LEVELS) {
    throw new OptionsError(
      `${table.name}.${name} has more than ${MOST_LEVELS} values: leave it out of the features, or group its values.`,
    );
  }
  const described_ = described(table, name);
  return rows.map(({ level }) => ({
    key: `${name}=${level}`,
    label: joined(described_.label, categoryOf(described_, level).label),
    written: { format: 'percent' },
    binary: true,
    sql: sql`CASE WHEN ${value} = ${literal(level)} THEN 1.0 WHEN ${value} IS NOT NULL THEN 0.0 END`,
  }));
}

function seasonal(table: Table, periods: readonly string[]): Property[] {
  const total = join(periods.map(x), ' + ');
  const share = (name: string) => sql`(${x(name)} / nullif(${total}, 0))`;
  const shares = periods.map(share);
  const bits = periods.map(
    (name) => sql`CASE WHEN ${x(name)} > 0 THEN -${share(name)} * ln(${share(name)}) ELSE 0 END`,
  );
  return [
    ...periods.map((name): Property => {
      const label = joined(term('share'), described(table, name).label);
      return { key: `share of ${name}`, label, written: { format: 'percent' }, sql: share(name) };
    }),
    {
      key: 'largestShare',
      label: term('largestPeriodShare'),
      written: { format: 'percent' },
      sql: sql`greatest(${join(shares)})`,
    },
    {
      key: 'entropy',
      label: term('entropy'),
      written: { format: 'decimal' },
      sql: sql`CASE WHEN ${total} > 0 THEN (${join(bits, ' + ')}) / ln(${literal(periods.length)}) END`,
    },
    {
      key: 'hhi',
      label: term('hhi'),
      written: { format: 'decimal' },
      sql: join(
        shares.map((one) => sql`${one} * ${one}`),
        ' + ',
      ),
    },
  ];
}

/** How far the value lies from what the score alone would foretell, on a straight line through all rows. */
async function residualOf(table: Table, score: string, value: string): Promise<Property> {
  const { slope, intercept } = await table.engine.one(
    sql`SELECT regr_slope(${x(value)}, ${x(score)}) AS slope, regr_intercept(${x(value)}, ${x(score)}) AS intercept FROM ${table}`,
    { slope: 'double?', intercept: 'double?' },
  );
  return {
    key: 'residual',
    label: term('distanceFromLine'),
    written: writtenOf(table, value),
    sql: sql`abs(${x(value)} - (${literal(intercept)} + ${literal(slope)} * ${x(score)}))`,
  };
}
