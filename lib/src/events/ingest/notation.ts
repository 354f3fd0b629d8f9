import type { Engine } from '../../engine/engine.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import { rawColumn } from '../../data/typing.js';
import { defineTable, type ColumnContract, type ColumnContracts } from '../../data/contract.js';
import { candidatesOf, chosen } from '../../data/reading/candidates.js';
import { factsOf, type Facts } from '../../data/reading/facts.js';
import { fitsOf } from '../../data/reading/fits.js';
import { markOf, ownMark } from '../../data/reading/marks.js';
import type { DecimalMark } from '../../values/number.js';

/** ISO 8601 among the formats of dates. */
export const ISO = 'ISO 8601';

/** How the times and amounts of a file are written, as far as its rows show. */
export interface Notation {
  /** The formats of dates that fit all its times: none where no time is a date, several where days and months may be meant. */
  readonly formats: readonly string[];
  /** Whether its times are dates in more than one format. */
  readonly mixed: boolean;
  /** Its decimal mark: `either` where 4.500 may be 4.5 or 4500, null where no amount has one. */
  readonly mark: DecimalMark | 'either' | null;
  /** Whether amounts are not in the engine's notation: they have groups of thousands or a decimal comma. */
  readonly grouped: boolean;
}

const TIME = { type: 'timestamp?' } as const satisfies ColumnContract;
const AMOUNT = { type: 'decimal?' } as const satisfies ColumnContract;

/**
 * Finds out how times and amounts are written, by the rules for columns of tables.
 *
 * @param rows the rows, with `time`, `amount` or both as texts.
 * @param delimiter null where the amounts do not come from a delimited file.
 */
export async function notationOf(
  engine: Engine,
  rows: Sql,
  { time, amount }: { readonly time: boolean; readonly amount: boolean },
  delimiter: string | null,
): Promise<Notation> {
  const rules: ColumnContracts = { ...(time && { time: TIME }), ...(amount && { amount: AMOUNT }) };
  const columns = Object.entries(rules);
  const contract = defineTable({ name: 'events', columns: rules });
  const named = join([
    ...columns.map(([name]) => sql`${id(name)} AS ${rawColumn(name)}`),
    sql`CAST(NULL AS VARCHAR) AS malformed`,
  ]);
  const relation = sql`SELECT ${named} FROM (${rows})`;
  const facts = await factsOf(engine, relation, contract, columns, {});
  // Times that are numbers have an option of their own.
  const isDated = (facts.get('time')?.dates ?? 0) > 0;
  const candidates = isDated ? candidatesOf(TIME, facts.get('time')) : [];
  const fits = await fitsOf(engine, relation, contract, time ? [['time', candidates]] : [], {});
  const { best, all } = chosen(candidates, fits.get('time'));
  const isIso = candidates.length === 0 && (facts.get('time')?.isoDates ?? 0) > 0;
  const formats = isIso ? [ISO] : best.map(({ dateFormat }) => dateFormat ?? ISO);
  // Other dates among those in ISO 8601 are errors; of other formats none is that of the file.
  const mostlyIso = !all && formats.includes(ISO);
  const mark = markIn(facts.get('amount'), delimiter);
  return {
    formats: mostlyIso ? [ISO] : formats,
    mixed: !all && !mostlyIso,
    mark,
    grouped: mark === ',' || (mark === '.' && (await hasCommas(engine, rows))),
  };
}

function markIn(facts: Facts | undefined, delimiter: string | null): Notation['mark'] {
  if (facts === undefined || facts.separators === 0) return null;
  return markOf(facts, { common: ownMark(facts), delimiter, kind: 'decimal' }) ?? 'either';
}

async function hasCommas(engine: Engine, rows: Sql): Promise<boolean> {
  const { commas } = await engine.one(
    sql`SELECT count(CASE WHEN contains(amount, ',') THEN 1 END) AS commas FROM (${rows})`,
    { commas: 'integer' },
  );
  return commas > 0;
}
