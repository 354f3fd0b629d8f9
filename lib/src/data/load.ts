import { ContractViolationError, EmptySourceError, QueryError, RowAccountingError } from '../errors.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import type { Label } from '../core/label.js';
import { id, join, literal, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { accountFor, type Account } from './account.js';
import { unusedColumns } from './bind.js';
import { checksOf, type Check } from './checks.js';
import type { ColumnContracts, ContractShape, TableContract } from './contract.js';
import { locateBrokenRows } from './locate.js';
import { makeQuarantine, writeQuarantine, type QuarantineTable } from './quarantine.js';
import type { ReadingOptions } from './reading/understand.js';
import { POSITION, ROW, scan } from './scan.js';
import type { DatabaseOptions } from './database/options.js';
import type { Encoding, FoundEncoding } from './source/found-encoding.js';
import type { Binding, Source, SourceOptions } from './source/source.js';
import { scannedTable, type Target } from './target.js';

/**
 * What happens to rows that break the contract. `fail`: the load ends with an error. `quarantine`: they are set aside
 * with line, reason, and text. `report`: they are counted and kept, unless a value does not fit its type; such rows are
 * still set aside.
 */
export type OnViolation = 'fail' | 'quarantine' | 'report';

export interface LoadOptions
  extends SourceOptions, DatabaseOptions, QueryOptions, Pick<ReadingOptions, 'decimal'> {
  readonly onViolation?: OnViolation;
  /**
   * Where to write the quarantined rows as CSV. Default: nowhere. A relative path is resolved against the folder in the
   * environment variable NBCONVERT_TS_OUTPUT_ROOT, which the runner sets, or else against the working directory.
   */
  readonly quarantineFile?: string;
}

/** How a file was read. */
export interface SourceRead extends Pick<Source, 'path' | 'format' | 'delimiter' | 'columns'> {
  /** Its text encoding; null if the format determines it. */
  readonly encoding: Encoding | null;
  /** How the encoding was identified, and how certain that is. */
  readonly foundEncoding: FoundEncoding | null;
  /** What else is to be said of how it was read. */
  readonly notes: readonly Label[];
}

/** A loaded file. `accepted + quarantined` is always `rows`. */
export interface Loaded<C extends ColumnContracts = ColumnContracts> extends Account {
  readonly contract: TableContract<C>;
  /** The accepted rows; `file_row` numbers the rows of the file from 0, including those set aside. */
  readonly table: Table<ContractShape<C> & typeof POSITION>;
  readonly quarantine: QuarantineTable;
  readonly source: SourceRead;
  /** Columns of the file that the table does not use, such as index columns. */
  readonly unusedColumns: readonly string[];
}

/**
 * Loads an open file into tables with these names, under a contract; the caller closes the file. Types and checks every
 * row in one scan, and sets aside the rows that break a rule.
 *
 * The engine reads the file directly. Rows that break a rule are then looked up in the file for their line number and
 * original text; the whole file is read row by row only if a row cannot be split.
 *
 * @throws EmptySourceError for a file without rows; ContractViolationError if `onViolation` is `fail` and a row breaks
 * a rule.
 */
export async function loadSource<C extends ColumnContracts>(
  engine: Engine,
  target: Target<C>,
  source: Source,
  bindings: readonly Binding[],
  options: LoadOptions,
): Promise<Loaded<C>> {
  const { onViolation = 'quarantine', quarantineFile } = options;
  const { contract } = target;
  const { path } = source;
  const checks = checksOf(contract);
  const mask = quarantineMask(checks, onViolation);
  const account = await scanSource(engine, target, checks, source, bindings, mask, options);
  if (account.rows === 0) throw new EmptySourceError(`${path}: the file has no rows.`);
  const quarantine = await makeQuarantine(engine, target, checks, mask);
  if (onViolation === 'fail') await refuse(engine, path, quarantine, account);
  if (quarantineFile !== undefined) await writeQuarantine(engine, quarantine, quarantineFile);
  return {
    contract,
    table: await makeView(engine, target, mask),
    quarantine,
    source: {
      path: source.path,
      format: source.format,
      encoding: source.encoding?.encoding ?? null,
      foundEncoding: source.encoding,
      delimiter: source.delimiter,
      columns: source.columns,
      notes: source.notes ?? [],
    },
    unusedColumns: unusedColumns(source, bindings),
    ...account,
  };
}

/** Scans the fast way; if a row cannot be split, only the careful way can say why and where. */
async function scanSource(
  engine: Engine,
  target: Target,
  checks: readonly Check[],
  source: Source,
  bindings: readonly Binding[],
  mask: bigint,
  options: QueryOptions,
): Promise<Account> {
  if (source.fast !== null) {
    try {
      await scan(engine, target, checks, await source.fast.relation(bindings), options);
      const account = await accountFor(engine, target, checks, mask);
      if (isWhole(source, account)) {
        const told = checks.filter((check) => check.kind !== 'kept' || isIn(mask, check));
        const clean = told.every(({ bit }) => account.checks[bit]?.broken === 0);
        if (clean || (await locateBrokenRows(engine, target, told, source.fast.records(), account.rows)))
          return account;
      }
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  }
  await scan(engine, target, checks, await source.careful(bindings), options);
  const account = await accountFor(engine, target, checks, mask);
  if (isWhole(source, account)) return account;
  throw new RowAccountingError(
    `${source.path}: the source has ${source.counted?.() ?? 0} rows, and the engine read ${account.rows}.`,
  );
}

const isIn = (mask: bigint, { bit }: Check): boolean => (mask & (1n << BigInt(bit))) !== 0n;

/** Whether the engine has as many rows as the source counted. */
function isWhole(source: Source, { rows }: Account): boolean {
  const counted = source.counted?.() ?? null;
  return counted === null || counted === rows;
}

function quarantineMask(checks: readonly Check[], onViolation: OnViolation): bigint {
  const always = new Set(['structure', 'type', 'missing']);
  return checks
    .filter(({ kind }) =>
      kind === 'kept' ? onViolation === 'fail' : onViolation !== 'report' || always.has(kind),
    )
    .reduce((mask, check) => mask | (1n << BigInt(check.bit)), 0n);
}

async function makeView<C extends ColumnContracts>(
  engine: Engine,
  target: Target<C>,
  mask: bigint,
): Promise<Loaded<C>['table']> {
  const { contract } = target;
  const table = { name: target.table, columns: { ...contract.shape, ...POSITION } };
  await engine.run(sql`CREATE OR REPLACE VIEW ${table} AS
    SELECT ${join(Object.keys(contract.columns).map(id))}, rowid AS file_row FROM ${scannedTable(target)}
    WHERE ${ROW.problems} & ${literal(mask)} = 0`);
  return table;
}

const EXAMPLES = 5;

async function refuse(
  engine: Engine,
  path: string,
  quarantine: QuarantineTable,
  account: Account,
): Promise<void> {
  if (account.quarantined === 0) return;
  const examples = await engine.all(
    sql`SELECT * FROM ${quarantine} ORDER BY rowid LIMIT ${EXAMPLES}`,
    quarantine.columns,
  );
  throw new ContractViolationError(
    `${path}: ${account.quarantined} of ${account.rows} rows break the contract, for example:\n` +
      examples.map(({ line, reason }) => `  line ${line}: ${reason}`).join('\n') +
      '\nFix the file, or load it with onViolation "quarantine" to set these rows aside.',
  );
}
