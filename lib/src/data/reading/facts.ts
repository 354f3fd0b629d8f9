import type { Engine, QueryOptions } from '../../engine/engine.js';
import type { Shape } from '../../engine/shape.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { TRUTH_WORDS } from '../../values/boolean.js';
import { DATE_LIKE } from '../../values/date-order.js';
import {
  digitsOf,
  hasChinese,
  hasPercent,
  isDressed,
  isEvident,
  signOf,
  undressed,
} from '../../values/dressed.js';
import { numberPattern } from '../../values/number.js';
import { namesZone } from '../../values/time.js';
import type { ColumnContract, TableContract } from '../contract.js';
import { cleanedText } from '../typing.js';

const WITH_POINT = numberPattern('.');
const WITH_COMMA = numberPattern(',');
const WORDS = join([...new Set(TRUTH_WORDS.flat())].map(literal));

const like = (text: Sql, pattern: string): Sql => sql`regexp_full_match(${text}, ${literal(pattern)})`;
/** Whether a text is a number with something around it, which is found out once. */
const DRESSED = raw('"dressed"');
const dressed = (condition: Sql): Sql => sql`CASE WHEN ${DRESSED} THEN ${condition} ELSE FALSE END`;
const both = (text: Sql): Sql => sql`${like(text, WITH_POINT)} AND ${like(text, WITH_COMMA)}`;

/** Conditions on how a value is written; the fact is the number of values that meet the condition. */
const CONDITIONS = {
  point: (text) => like(text, WITH_POINT),
  comma: (text) => like(text, WITH_COMMA),
  onlyPoint: (text) => sql`${like(text, WITH_POINT)} AND NOT ${like(text, WITH_COMMA)}`,
  onlyComma: (text) => sql`${like(text, WITH_COMMA)} AND NOT ${like(text, WITH_POINT)}`,
  eitherAtPoint: (text) => sql`contains(${text}, '.') AND ${both(text)}`,
  eitherAtComma: (text) => sql`contains(${text}, ',') AND ${both(text)}`,
  plain: (text) => sql`${like(text, WITH_POINT)} OR ${like(text, WITH_COMMA)}`,
  dressed: () => DRESSED,
  evident: (text) => dressed(isEvident(text)),
  percents: (text) => dressed(hasPercent(text)),
  signed: (text) => dressed(sql`${signOf(text)} <> ''`),
  chinese: (text) => dressed(hasChinese(text)),
  separators: (text) => sql`contains(${text}, '.') OR contains(${text}, ',')`,
  exponents: (text) => sql`contains(lower(${text}), 'e')`,
  leadingZeros: (text) => like(text, '[+-]?0[0-9]+'),
  truths: (text) => sql`list_contains([${WORDS}], lower(${text}))`,
  trueLetters: (text) => sql`lower(${text}) IN ('t', 'y')`,
  falseLetters: (text) => sql`lower(${text}) IN ('f', 'n')`,
  dates: (text) => like(text, DATE_LIKE),
  isoDates: (text) => like(text, '[0-9]{4}-[0-9]{1,2}-.*'),
  clocks: (text) => sql`${like(text, DATE_LIKE)} AND contains(${text}, ':')`,
  zones: (text) => sql`${like(text, DATE_LIKE)} AND ${namesZone(text)}`,
} as const satisfies Readonly<Record<string, (text: Sql) => Sql>>;

/** Lengths within a value as written; the fact is the largest one. */
const LENGTHS = {
  digits: (text) => sql`length(regexp_replace(${text}, '[^0-9]', '', 'g'))`,
  decimalsAfterPoint: (text) => sql`length(regexp_extract(${text}, '[.]([0-9]*)$', 1))`,
  decimalsAfterComma: (text) => sql`length(regexp_extract(${text}, ',([0-9]*)$', 1))`,
} as const satisfies Readonly<Record<string, (text: Sql) => Sql>>;

/** How the values of a column are written: the number of values, and how many meet each condition. */
export type Facts = Readonly<Record<keyof typeof CONDITIONS | keyof typeof LENGTHS | 'values', number>>;

const NAMES = ['values', ...Object.keys(CONDITIONS), ...Object.keys(LENGTHS)];

/** The text of a column, whatever its type; of dressed numbers, their digits. */
export function writtenText(name: string, { strip, dress }: ColumnContract, contract: TableContract): Sql {
  const text = cleanedText(name, { type: 'text?', ...(strip !== undefined && { strip }) }, contract);
  return dress === undefined ? text : digitsOf(undressed(text));
}

/**
 * Examines every value of some columns of an open file, in the relation from either way of reading it. All digits but 0
 * are replaced with 9, and equal results are examined only once: a million amounts have only a few hundred patterns.
 */
export async function factsOf(
  engine: Engine,
  relation: Sql,
  contract: TableContract,
  columns: readonly (readonly [string, ColumnContract])[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, Facts>> {
  if (columns.length === 0) return new Map();
  const text = raw('"value"');
  const counts = Object.entries(CONDITIONS).map(
    ([fact, condition]) => sql`coalesce(sum(n) FILTER (WHERE ${condition(text)}), 0) AS ${id(fact)}`,
  );
  const lengths = Object.entries(LENGTHS).map(
    ([fact, length]) => sql`coalesce(max(${length(text)}), 0) AS ${id(fact)}`,
  );
  const shape: Shape = Object.fromEntries(['position', ...NAMES].map((name) => [name, 'integer']));
  const texts = columns.map(([name, rule]) => writtenText(name, rule, contract));
  const rows = await engine.all(
    sql`WITH source AS (${relation}),
    long AS (SELECT unnest(range(${literal(columns.length)})) AS position, unnest([${join(texts)}]) AS "text"
      FROM source WHERE malformed IS NULL),
    counted AS (SELECT position, count(*) AS n, translate("text", '12345678', '99999999') AS ${text}
      FROM long GROUP BY ALL),
    ways AS (SELECT *, ${isDressed(text)} AS ${DRESSED} FROM counted)
    SELECT position, coalesce(sum(n) FILTER (WHERE ${text} IS NOT NULL), 0) AS "values", ${join([...counts, ...lengths])}
    FROM ways GROUP BY position ORDER BY position`,
    shape,
    options,
  );
  const none = Object.fromEntries(NAMES.map((name) => [name, 0]));
  return new Map(
    columns.map(([column], index) => [
      column,
      (rows.find(({ position }) => position === index) ?? none) as Facts,
    ]),
  );
}
