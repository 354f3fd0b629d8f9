import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { count, currencySign } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Categories, Category } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { measured, type ColumnOf } from './columns.js';
import { figureName, named } from './titles.js';

/**
 * One band of a binned variable. The lower edge belongs to the band; the upper edge is either `below` (excluded) or
 * `upTo` (included). A band is unbounded on a side without an edge.
 */
export interface Band extends Category {
  readonly from?: number;
  readonly below?: number;
  readonly upTo?: number;
}

/**
 * Bands by key, in the order in which they are tried and displayed; a value belongs to the first band that holds it.
 */
export type Bands<K extends string = string> = Readonly<Record<K, Band>>;

const MISSING = -2;
const OUTSIDE = -1;

function bandSchema<K extends string>(table: Table, name: string, bands: Bands<K>) {
  const {
    label,
    format,
    unit = format === 'money' ? currencyUnit(table) : undefined,
  } = described(table, name);
  const edge = (label: 'bandFrom' | 'bandBelow' | 'bandUpTo') =>
    measured(column.optional(column.decimal(label, { hidden: true })), table, name);
  return {
    band: {
      kind: 'text' as const,
      label,
      values: categoriesOf(bands),
      ...(unit !== undefined && { unit }),
    },
    users: column.count('users'),
    share: column.optional(column.percent('shareOfUsers', { base: 'users', interval: 'shareInterval' })),
    shareInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
    from: edge('bandFrom'),
    below: edge('bandBelow'),
    upTo: edge('bandUpTo'),
  };
}

/** Band names carry no currency sign, so the column header has it as its unit. */
function currencyUnit({ session }: Table): Label | undefined {
  const sign = currencySign(session.currency).trim();
  return sign === '' ? undefined : { en: sign, zh: sign };
}

export type BandCounts<K extends string = string> = Result<ReturnType<typeof bandSchema<K>>>;

/**
 * Counts rows by band. Every band has a row, with 0 if empty, and its edges are in hidden columns.
 *
 * share = users / all rows with a value, with Wilson's 95% interval in a hidden column; null if no row has a value.
 * Missing values are not counted; a note below the table gives their number. The bands must cover every value.
 * @throws OptionsError if any value falls into no band.
 * @example
 * const ages = await bandCounts(users, 'age', bandsOf([20, 30, 40, 50], { unit: 'years', whole: true }));
 * ages.at({ band: 'under20' }).share.en; // '4.9%'
 */
export async function bandCounts<T extends Table, const K extends string>(
  table: T,
  name: ColumnOf<T>,
  bands: Bands<K>,
): Promise<BandCounts<K>> {
  const schema = bandSchema(table, name, bands);
  const keys = Object.keys(bands) as K[];
  const value = id(name);
  const query = sql`WITH banded AS (
      SELECT CASE WHEN ${value} IS NULL THEN ${literal(MISSING)} ELSE ${bandOf(value, bands)} END AS band FROM ${table}
    )
    SELECT band, count(*) AS users FROM banded GROUP BY band ORDER BY band`;
  const found = await table.engine.all(query, { band: 'integer', users: 'integer' });
  const usersOf = (band: number) => found.find((row) => row.band === band)?.users ?? 0;
  if (usersOf(OUTSIDE) > 0) {
    throw new OptionsError(
      `${table.name}.${name}: ${usersOf(OUTSIDE)} values fall into none of the bands; add bands that hold them.`,
    );
  }
  const all = found.reduce((total, { band, users }) => total + (band === MISSING ? 0 : users), 0);
  const { first } = named(table, name);
  const missing = count(usersOf(MISSING));
  return new Result({
    session: table.session,
    name: figureName(name, 'bands'),
    title: { en: `Users by ${named(table, name).within.en}`, zh: `用户的${first.zh}分布` },
    schema,
    rows: keys.map((key, index) => {
      const { from, below, upTo }: Band = bands[key];
      const users = usersOf(index);
      return {
        band: key,
        users,
        share: all === 0 ? null : users / all,
        shareInterval: wilson(users, all),
        from: from ?? null,
        below: below ?? null,
        upTo: upTo ?? null,
      };
    }),
    query,
    chart: { mark: 'bar', x: 'band', y: 'share' },
    ...(usersOf(MISSING) > 0 && {
      note: { en: `Missing values, not counted: ${missing.en}.`, zh: `缺失值（未计入）：${missing.zh}。` },
    }),
  });
}

/** SQL for the position of the first band that holds a value; -1 if none does. */
function bandOf(value: Sql, bands: Bands): Sql {
  const cases = Object.values(bands).map(
    (band, index) => sql`WHEN ${conditionOf(value, band)} THEN ${literal(index)}`,
  );
  return sql`CASE ${join(cases, ' ')} ELSE ${literal(OUTSIDE)} END`;
}

function conditionOf(value: Sql, { from, below, upTo }: Band): Sql {
  const conditions = [
    ...(from === undefined ? [] : [sql`${value} >= ${literal(from)}`]),
    ...(below === undefined ? [] : [sql`${value} < ${literal(below)}`]),
    ...(upTo === undefined ? [] : [sql`${value} <= ${literal(upTo)}`]),
  ];
  return conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ');
}

function categoriesOf<K extends string>(bands: Bands<K>): Categories<K> {
  const entries = Object.entries<Band>(bands).map(([key, { label, color }]) => [
    key,
    { label, ...(color !== undefined && { color }) },
  ]);
  return Object.fromEntries(entries) as Categories<K>;
}
