import type { Engine } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { fileAt } from '../../engine/file-at.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { parquetColumns } from '../../data/source/parquet.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { cleaned } from './cleaned.js';
import type { EventColumnMap } from '../columns.js';
import type { EventField, IdKind } from '../tables.js';
import { copyRecords } from './copy-records.js';
import type { EventFile } from './files.js';
import type { Timestamps } from './plan.js';
import { openCsv, type CsvReading } from './csv-file.js';
import { isWholeNumber, UNSIGNED } from './parquet-relation.js';
import { notationOf, type Notation } from './notation.js';
import { isTimestamp } from './time.js';

/** What the first rows of a file look like. */
export interface Glance {
  readonly ids: Readonly<Partial<Record<EventField, IdKind>>>;
  readonly timestamps: Timestamps;
  /** How its dates and amounts are written. */
  readonly notation: Notation;
}

const ROWS = 10_000;

/** Ids are texts if more than this part of them are not whole numbers; a few others count as errors. */
const MOST_FLAWS = 0.2;

/** Seconds reach this in the year 5138, milliseconds reached it in 1973. */
const MILLISECONDS_FROM = 100_000_000_000;

/** Without a sign or a leading zero, which a whole number would lose. */
const WHOLE = '-?(0|[1-9][0-9]{0,17})';

const ID_FIELDS = ['user', 'item', 'category'] as const;
const SEEN = shape({ values: 'integer', whole: 'integer', middle: 'double?', digits: 'text?' });

/** Dates without a mark between their parts, by the number of their digits. */
const COMPACT = [
  { format: '%Y%m%d', digits: 8 },
  { format: '%Y%m%d%H%M', digits: 12 },
  { format: '%Y%m%d%H%M%S', digits: 14 },
] as const;

/** From 1990 to 2099: eight digits would be seconds of 1970, twelve milliseconds of 1976, fourteen those of years after 2599. */
const COMPACT_DATE = '(199[0-9]|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([0-9]{4}([0-9]{2})?)?';

/** Looks at the first ten thousand rows, to tell ids that are texts from numbers and one unit of time from another. */
export async function glanceAt(engine: Engine, file: EventFile, how: CsvReading): Promise<Glance> {
  return file.format === 'parquet'
    ? parquetGlance(engine, file.path, how.columns)
    : csvGlance(engine, file.path, how);
}

async function csvGlance(engine: Engine, path: string, how: CsvReading): Promise<Glance> {
  const folder = new TemporaryFolder();
  try {
    const file = await openCsv(path, how, folder);
    const { delimiter } = file.layout;
    const amount = file.places.some(({ field }) => field === 'amount');
    const rowsUpTo = async (most: number) => {
      const { relation, rows } = await copyRecords(file, folder.file(`head-${most}.csv`), most);
      return { head: sql`SELECT * FROM (${relation}) WHERE malformed IS NULL`, more: rows === most };
    };
    const { head, more } = await rowsUpTo(ROWS);
    const ids: Partial<Record<EventField, IdKind>> = {};
    for (const field of ID_FIELDS) {
      if (!file.places.some((place) => place.field === field)) continue;
      ids[field] = await kindOfIds(engine, head, id(field));
    }
    const times = await timesOf(engine, head);
    const of = { time: times.timestamps === 'iso' && times.format === null, amount };
    let notation = await notationOf(engine, head, of, delimiter);
    // Only then do later rows matter: in a file with semicolons, 4.500 may be 4500.
    const unclear = notation.formats.length > 1 || notation.mark === 'either';
    if (more && (unclear || (amount && notation.mark === null && delimiter === ';'))) {
      notation = await notationOf(engine, (await rowsUpTo(Infinity)).head, of, delimiter);
    }
    return { ids, ...glanced(times, notation) };
  } finally {
    folder.remove();
  }
}

async function kindOfIds(engine: Engine, head: Sql, value: Sql): Promise<IdKind> {
  const { values: all, whole } = await seen(engine, head, value);
  return all - whole > MOST_FLAWS * all ? 'text' : 'integer';
}

async function parquetGlance(engine: Engine, path: string, map: EventColumnMap): Promise<Glance> {
  const columns = await parquetColumns(engine, path);
  const places = map.bind(
    path,
    columns.map(({ name }) => name),
  );
  const columnOf = (field: EventField) => columns[places.find((place) => place.field === field)?.index ?? -1];
  const rows = sql`read_parquet(${fileAt(path)}, hive_partitioning = false)`;
  const ids: Partial<Record<EventField, IdKind>> = {};
  for (const field of ID_FIELDS) {
    const { name = '', type } = columnOf(field) ?? {};
    if (type === undefined) continue;
    // Ids that are hashes are larger than the whole numbers of events.
    if (type === UNSIGNED)
      ids[field] = await kindOfIds(engine, sql`SELECT * FROM ${rows}`, sql`CAST(${id(name)} AS VARCHAR)`);
    else ids[field] = isWholeNumber(type) ? 'integer' : 'text';
  }
  const [time, amount] = [columnOf('time'), columnOf('amount')];
  const text = (name: string | undefined) =>
    sql`CAST(${name === undefined ? sql`NULL` : id(name)} AS VARCHAR)`;
  const all = sql`SELECT ${text(time?.name)} AS time, ${text(amount?.name)} AS amount FROM ${rows}`;
  const times = isTimestamp(time?.type ?? '')
    ? ({ timestamps: 'iso', format: null } as const)
    : await timesOf(engine, all);
  const isText = (type: string | undefined) => type === 'VARCHAR';
  const of = {
    time: isText(time?.type) && times.format === null,
    amount: isText(amount?.type),
  };
  return {
    ids,
    ...glanced(
      isText(time?.type) ? { ...times, timestamps: 'iso' } : times,
      await notationOf(engine, all, of, null),
    ),
  };
}

/** The unit of times, and the format of such as are dates without a mark between their parts. */
interface Times {
  readonly timestamps: Timestamps;
  readonly format: string | null;
}

async function timesOf(engine: Engine, head: Sql): Promise<Times> {
  const { values: all, whole, middle, digits } = await seen(engine, head, id('time'));
  if (2 * whole < all) return { timestamps: 'iso', format: null };
  const format = COMPACT.find((one) => String(one.digits) === digits)?.format ?? null;
  return { timestamps: format === null ? unitOf(middle) : 'iso', format };
}

const glanced = (
  { timestamps, format }: Times,
  notation: Notation,
): Pick<Glance, 'timestamps' | 'notation'> => ({
  timestamps,
  notation: format === null ? notation : { ...notation, formats: [format], mixed: false },
});

function seen(engine: Engine, head: Sql, value: Sql) {
  const text = sql`trim(${value})`;
  const whole = sql`regexp_full_match(${text}, ${literal(WHOLE)})`;
  const compact = sql`regexp_full_match(${text}, ${literal(COMPACT_DATE)})`;
  const columns = [
    sql`count(${cleaned(value)}) AS values`,
    sql`count(CASE WHEN ${whole} THEN 1 END) AS whole`,
    sql`${engine.dialect.median(sql`CASE WHEN ${whole} THEN abs(CAST(${text} AS DOUBLE)) END`)} AS middle`,
    sql`CASE WHEN count(CASE WHEN ${compact} THEN 1 END) >= ${literal(1 - MOST_FLAWS)} * count(CASE WHEN ${whole} THEN 1 END)
      THEN CAST(mode(CASE WHEN ${compact} THEN length(${text}) END) AS VARCHAR) END AS digits`,
  ];
  return engine.one(sql`SELECT ${join(columns)} FROM (${head} LIMIT ${literal(ROWS)})`, SEEN);
}

const unitOf = (middle: number | null): Timestamps =>
  (middle ?? 0) >= MILLISECONDS_FROM ? 'milliseconds' : 'seconds';
