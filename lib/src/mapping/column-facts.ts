import { parseKind, type Kind, type Shape } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { LoadedFile } from '../load/loaded.js';
import { isCompactDate, isSeconds } from './times-as-numbers.js';

/** What is known of the values of a column. */
export interface ColumnFacts {
  /** Its name in the table. */
  readonly name: string;
  /** Its position in the file, from 1. */
  readonly position: number;
  readonly kind: Kind;
  readonly rows: number;
  readonly known: number;
  readonly distinct: number;
  /** Values that are numbers with a part after the point, of a number column. */
  readonly fractions: number;
  readonly negatives: number;
  /** Numbers such as 20240131, as dates from 1990 to 2099. */
  readonly compactDates: number;
  /** Whole numbers that are seconds since 1970, from 1995 to 2060. */
  readonly seconds: number;
  /** Mean length as text, and how many values have a space within. */
  readonly length: number;
  readonly spaced: number;
}

const COUNTS = ['known', 'distinct', 'fractions', 'negatives', 'compactDates', 'seconds', 'spaced'] as const;

/** Examines the columns of a loaded file in one scan. */
export async function columnFacts(file: LoadedFile): Promise<readonly ColumnFacts[]> {
  const names = Object.keys(file.contract.columns);
  const shape: Shape = Object.fromEntries(
    names.flatMap((_, n) => [
      ...COUNTS.map((fact) => [`${fact}${n}`, 'integer'] as const),
      [`length${n}`, 'double?'] as const,
    ]),
  );
  const selects = names.flatMap((name, n) => {
    const facts = aggregates(id(name), kindOf(file, name));
    return Object.entries(facts).map(([fact, value]) => sql`${value} AS ${id(`${fact}${n}`)}`);
  });
  const found = await file.engine.one(sql`SELECT ${join(selects)} FROM ${file}`, shape);
  const fact = (name: string): number => Number(found[name] ?? 0);
  return names.map((name, n) => ({
    ...{ name, position: n + 1, kind: kindOf(file, name), rows: file.accepted, length: fact(`length${n}`) },
    ...{ known: fact(`known${n}`), distinct: fact(`distinct${n}`), fractions: fact(`fractions${n}`) },
    ...{ negatives: fact(`negatives${n}`), compactDates: fact(`compactDates${n}`) },
    ...{ seconds: fact(`seconds${n}`), spaced: fact(`spaced${n}`) },
  }));
}

const kindOf = (file: LoadedFile, name: string): Kind => parseKind(file.columns[name] ?? 'text').kind;

function aggregates(x: Sql, kind: Kind): Readonly<Record<(typeof COUNTS)[number] | 'length', Sql>> {
  const number = kind === 'integer' || kind === 'decimal' || kind === 'double';
  const among = (condition: Sql, asked: boolean): Sql =>
    asked ? sql`count(CASE WHEN ${condition} THEN 1 END)` : literal(0);
  return {
    known: sql`count(${x})`,
    distinct: sql`count(DISTINCT ${x})`,
    fractions: among(sql`${x} <> round(${x})`, kind === 'decimal' || kind === 'double'),
    negatives: among(sql`${x} < 0`, number),
    compactDates: among(isCompactDate(x), kind === 'integer'),
    seconds: among(isSeconds(x), kind === 'integer'),
    spaced: among(sql`trim(${x}) LIKE '% %'`, kind === 'text'),
    length: sql`avg(length(CAST(${x} AS VARCHAR)))`,
  };
}

/** Whether a column holds numbers that are no dates. */
export const isNumber = ({ kind, known, compactDates }: ColumnFacts): boolean =>
  (kind === 'integer' || kind === 'decimal' || kind === 'double') && compactDates < known;

/** How the times of a column are written, if it holds times. */
export type TimeNotation = 'iso' | 'compact' | 'seconds';

/** The notation of the times in a column; null if it holds none. */
export function timesIn({ kind, known, compactDates, seconds }: ColumnFacts): TimeNotation | null {
  if (known === 0) return null;
  if (kind === 'date' || kind === 'timestamp') return 'iso';
  if (compactDates === known) return 'compact';
  return seconds === known ? 'seconds' : null;
}

/** Whether a column can hold ids: short texts or whole numbers, no dates, and not all alike. */
export function areIds(facts: ColumnFacts): boolean {
  const { kind, known, distinct, length, spaced } = facts;
  const short = kind === 'text' && length <= 40 && spaced <= 0.5 * known;
  return distinct > 1 && timesIn(facts) === null && (short || kind === 'integer');
}

/** At least this share of rows or groups must agree. */
export const NEARLY_ALL = 0.98;

/** Whether nearly each row has a value of its own. */
export const hardlyRepeats = ({ known, distinct }: ColumnFacts): boolean =>
  known > 1 && distinct >= NEARLY_ALL * known;
