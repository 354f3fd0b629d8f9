import { basename } from 'node:path';
import type { Session } from '../core/session.js';
import { Table } from '../core/table.js';
import { term } from '../core/term.js';
import { bindColumns, sourceNames } from '../data/bind.js';
import type { ColumnContracts, TableContract } from '../data/contract.js';
import { loadSource, type LoadOptions as SourceLoadOptions } from '../data/load.js';
import { withoutRules } from '../data/leave-out.js';
import { POSITION, ROW } from '../data/scan.js';
import { understand } from '../data/reading/understand.js';
import { openSource } from '../data/source/open.js';
import { firstRows } from '../data/source/first-rows.js';
import type { Source } from '../data/source/source.js';
import type { Target } from '../data/target.js';
import { id, join, sql } from '../engine/sql.js';
import { inferContract } from './infer-contract.js';
import type { InferredContract } from './inferred-contract.js';
import { Loaded, SET_ASIDE, SET_ASIDE_SCHEMA, type LoadedColumns, type LoadedFile } from './loaded.js';
import { schemaOf } from './schema.js';

export interface LoadOptions<C extends ColumnContracts = ColumnContracts> extends SourceLoadOptions {
  /** What the file must contain. Without a contract, columns and types are inferred from the file. */
  readonly contract?: TableContract<C>;
  /** Keys of contract rules to skip, such as `age range`; {@link Loaded.rules} lists the keys. */
  readonly without?: readonly string[];
  /** Name of the table. Default: the contract's name, or else the file's. A number is added if the name is taken. */
  readonly name?: string;
}

/**
 * Loads a data file: CSV, TSV, JSON, NDJSON, Parquet, or a sheet of an Excel workbook; text formats may be gzipped, CSV
 * and TSV in a zip archive. Or a table of MySQL, MariaDB or Postgres by its URL, with the types that it has there, in one
 * snapshot.
 *
 * With a contract, the columns it names are found, typed, and checked in one scan, and rows that break a rule are set
 * aside with their line, reason, and text. Without one, all columns are loaded under their names in the file, each as
 * the narrowest type that fits all of its values; ids with leading zeros stay text, and only rows that cannot be split
 * into fields are set aside. The formats of numbers, dates, and booleans are inferred from the whole column and
 * reported in `fields`. Each load creates new tables: loading a file twice gives two.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError, ColumnsError for the file as a whole; DatabaseError
 *   if a database cannot be read; OptionsError
 *   if a number such as `4,500` may be 4.5 or 4500 and `decimal` is not given; ContractViolationError if `onViolation`
 *   is `fail` and a row breaks a rule. If no rows are accepted, a warning names the rule that all or most of them
 *   break.
 * @example
 * const orders = await load(tally, 'orders.csv');
 * const users = await load(tally, 'data/sample/users.csv', { contract: usersContract });
 * const customers = await load(tally, 'mysql://reader@db.example/shop?table=customers'); // password in MYSQL_PWD
 */
export function load<C extends ColumnContracts>(
  tally: Session,
  path: string,
  options: LoadOptions<C> & { readonly contract: TableContract<C> },
): Promise<LoadedColumns<C>>;
export function load(
  tally: Session,
  path: string,
  options?: LoadOptions & { readonly contract?: undefined },
): Promise<LoadedFile>;
export async function load(tally: Session, path: string, options: LoadOptions = {}): Promise<LoadedFile> {
  const { without = [] } = options;
  const contract = options.contract && withoutRules(options.contract, without);
  const expected = contract === undefined ? [] : sourceNames(contract);
  const source = await openSource(tally.engine, path, expected, options);
  try {
    const { name = contract?.name ?? stem(source.path) } = options;
    if (contract === undefined) return await loadInferred(tally, name, source, options);
    const plan = await understood(tally, contract, source, options);
    return await loadInto(tally, targetOf(tally, name, plan.contract, source), source, plan, options);
  } finally {
    source.dispose();
  }
}

/** Loads an open file without a contract; the caller closes it. */
async function loadInferred(
  tally: Session,
  name: string,
  source: Source,
  options: LoadOptions,
): Promise<LoadedFile> {
  const plan = await inferContract(tally, name, source, options);
  return loadInto(tally, targetOf(tally, name, plan.contract, source), source, plan, options);
}

/**
 * Loads the first rows of a file, without a contract, to see what it is; the types are those of these rows.
 *
 * @throws as {@link load} does.
 */
export async function loadHead(
  tally: Session,
  path: string,
  rows: number,
  options: Omit<LoadOptions, 'contract' | 'without'> = {},
): Promise<LoadedFile> {
  const source = await openSource(tally.engine, path, [], options);
  try {
    return await loadInferred(tally, options.name ?? stem(source.path), firstRows(source, rows), options);
  } finally {
    source.dispose();
  }
}

async function understood(
  { engine, timeZone }: Session,
  given: TableContract,
  source: Source,
  options: LoadOptions,
): Promise<InferredContract> {
  const contract = withFile(given, source);
  const bindings = bindColumns(contract, source);
  const found = await understand(engine, source, bindings, contract, { ...options, timeZone });
  return { ...found, bindings };
}

/** The contract with a column for the name of the file, where several are loaded as one. */
function withFile(contract: TableContract, { fileColumn }: Source): TableContract {
  if (fileColumn === undefined || Object.hasOwn(contract.columns, fileColumn)) return contract;
  const rule = { type: 'text', label: term('file') } as const;
  return {
    ...contract,
    columns: { ...contract.columns, [fileColumn]: rule },
    shape: { ...contract.shape, [fileColumn]: rule.type },
  };
}

/** `data/Kunden 2024.csv.gz` gives the table name `Kunden 2024`. */
const stem = (path: string): string =>
  basename(path)
    .replace(/^.*\.zip#/i, '')
    .replace(/\.\w+(\.gz)?$/i, '')
    // Of a pattern, what all names begin with.
    .replace(/[-_ ]*[*?[].*$/, '') || 'files';

function targetOf(session: Session, name: string, contract: TableContract, { fileColumn }: Source): Target {
  const table = session.uniqueName(name);
  return {
    contract,
    table,
    rows: session.uniqueName(`${table}:rows`),
    quarantine: session.uniqueName(`${table}:quarantine`),
    ...(fileColumn !== undefined && { file: fileColumn }),
  };
}

async function loadInto(
  session: Session,
  target: Target,
  source: Source,
  { contract, bindings, readings }: InferredContract,
  options: LoadOptions,
): Promise<LoadedFile> {
  const found = await loadSource(session.engine, target, source, bindings, options).catch(
    async (error: unknown) => {
      // Nobody else knows the table names of a failed load, so the tables would stay in memory.
      for (const name of [target.rows, target.quarantine]) {
        // What has failed first is told: an interrupt of the notebook's cell stops this too.
        await session.engine.run(sql`DROP TABLE IF EXISTS ${id(name)}`).catch(() => undefined);
      }
      throw error;
    },
  );
  const schema = await schemaOf(session, contract, found.table);
  const loaded = new Loaded({
    session,
    contract,
    readings,
    schema,
    name: found.table.name,
    columns: found.table.columns,
    roles: { row: POSITION_COLUMN, ...contract.roles },
    account: found,
    source: {
      ...found.source,
      path: source.path,
      notes: [...found.source.notes, ...[...readings.values()].flatMap(({ note }) => note ?? [])],
      unusedColumns: found.unusedColumns,
    },
    quarantine: await setAside(session, target),
    unchecked: await unchecked(session, target, schema),
  });
  // Every later table and figure would be empty, and only this warning explains why.
  if (loaded.nothing !== null) console.warn(loaded.nothing[session.locale]);
  return loaded;
}

const POSITION_COLUMN = 'file_row' satisfies keyof typeof POSITION;

/** The rows set aside, with reasons in the session's language. */
async function setAside(session: Session, target: Target): Promise<Loaded['quarantine']> {
  const table = new Table({
    session,
    name: session.uniqueName(`${target.table}_quarantine`),
    columns: SET_ASIDE,
    roles: {},
    schema: SET_ASIDE_SCHEMA,
  });
  const reason = id(session.locale === 'zh' ? 'reason_zh' : 'reason');
  await session.engine.run(
    sql`CREATE OR REPLACE VIEW ${table} AS SELECT line, ${reason} AS reason, text FROM ${id(target.quarantine)}`,
  );
  return table;
}

async function unchecked(
  session: Session,
  { contract, table, rows }: Target,
  schema: Loaded['schema'],
): Promise<Table> {
  const columns = Object.fromEntries(
    Object.entries(contract.shape).map(([name, kind]) => [name, kind.endsWith('?') ? kind : `${kind}?`]),
  ) as Table['columns'];
  const all = new Table({
    session,
    name: session.uniqueName(`${table}_unchecked`),
    columns: { ...columns, ...POSITION },
    roles: { row: POSITION_COLUMN, ...contract.roles },
    schema,
  });
  await session.engine.run(sql`CREATE OR REPLACE VIEW ${all} AS
    SELECT ${join(Object.keys(columns).map(id))}, rowid AS file_row FROM ${id(rows)} WHERE ${ROW.malformed} IS NULL`);
  return all;
}
