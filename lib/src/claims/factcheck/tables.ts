import { OptionsError } from '../../errors.js';
import { defineTable, type ColumnContract } from '../../data/contract.js';
import type { ReadingOptions } from '../../data/reading/understand.js';
import type { SourceOptions } from '../../data/source/source.js';
import type { Session } from '../../core/session.js';
import { openSource } from '../../data/source/open.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import { parseKind } from '../../engine/shape.js';
import type { Relation } from '../../engine/table.js';
import { inferContract } from '../../load/infer-contract.js';
import { load } from '../../load/load.js';
import type { FactTable } from './report.js';

/** What is said of the files beforehand. */
export type FactOptions = Pick<ReadingOptions, 'decimal'> & Pick<SourceOptions, 'encoding'>;

/** A file as a table of the session. */
export interface FactData {
  /** Its name in claims. */
  readonly name: FactTable;
  readonly table: Relation;
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Rows that could not be split into columns; they are left out. */
  readonly setAside: number;
}

/**
 * Loads any csv, parquet or json file, or a table of a database, with its named columns. A column is numeric if all its values are numbers, a
 * timestamp if all are dates or times, and text otherwise.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError for the file; OptionsError when no column has a name,
 *   or when only `decimal` can tell what a number means.
 */
export async function loadFacts(
  tally: Session,
  name: FactTable,
  path: string,
  options: FactOptions = {},
): Promise<FactData> {
  const source = await openSource(tally.engine, path, [], options);
  const { contract: found } = await inferContract(tally, name, source, options).finally(() => {
    source.dispose();
  });
  const rules = Object.values<ColumnContract>(found.columns);
  const columns = new Map<string, ColumnContract>();
  for (const [index, column] of source.columns.entries()) {
    const rule = rules[index];
    if (column !== '' && rule !== undefined && !columns.has(column)) columns.set(column, factRule(rule));
  }
  if (columns.size === 0)
    throw new OptionsError(`${path}: no column has a name, so claims cannot refer to any.`);
  const contract = defineTable({ name: `${name}_as_facts`, columns: Object.fromEntries(columns) });
  const loaded = await load(tally, path, { contract, ...options });
  const names = [...columns.keys()];
  const table = { name: tally.uniqueName(name), columns: {} };
  await tally.engine.run(sql`CREATE TABLE ${table} AS SELECT ${join(names.map(id))} FROM ${loaded}`);
  return { name, table, path, columns: names, rows: loaded.accepted, setAside: loaded.quarantined };
}

/** Numbers are floating-point, days times; words for true and false are compared as they are written. */
function factRule(rule: ColumnContract): ColumnContract {
  const { decimalMark, dateFormat, timeZone } = rule;
  const stored = rule.asStored === true ? ({ asStored: true } as const) : {};
  switch (parseKind(rule.type).kind) {
    case 'integer':
    case 'decimal':
    case 'double':
      return { type: 'double?', decimalMark: decimalMark ?? '.', ...stored };
    case 'date':
    case 'timestamp':
      return {
        type: 'timestamp?',
        ...stored,
        ...(dateFormat !== undefined && { dateFormat }),
        ...(timeZone !== undefined && { timeZone }),
      };
    case 'boolean':
    case 'text':
      return { type: 'text?', ...stored };
  }
}

/** A query that gives the files their names in claims, if the session already uses those names. */
export function withFacts(query: Sql, facts: readonly FactData[]): Sql {
  const named = facts
    .filter(({ name, table }) => table.name !== name)
    .map(({ name, table }) => sql`${id(name)} AS (SELECT * FROM ${table})`);
  return named.length === 0 ? query : sql`WITH ${join(named)} ${query}`;
}
