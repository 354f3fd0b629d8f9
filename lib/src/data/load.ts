import { ContractViolationError, EmptySourceError, QueryError } from '../errors.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import { id, join, literal, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { accountFor, type Account } from './account.js';
import { bindColumns, sourceNames, unusedColumns } from './bind.js';
import { checksOf, type Check } from './checks.js';
import type { ColumnContracts, ContractShape, TableContract } from './contract.js';
import { locateBrokenRows } from './locate.js';
import { makeQuarantine, writeQuarantine, type QuarantineTable } from './quarantine.js';
import { POSITION, ROW, scan, scannedTable } from './scan.js';
import { openSource } from './source/open.js';
import type { Binding, Source, SourceOptions } from './source/source.js';

/**
 * What happens to rows that break the contract. `fail`: the load ends with an error. `quarantine`: they are
 * set aside with line, reason and text. `report`: they are counted and kept, as long as every value has its
 * type; rows that do not even have that are set aside all the same.
 */
export type OnViolation = 'fail' | 'quarantine' | 'report';

export interface LoadOptions extends SourceOptions, QueryOptions {
  readonly onViolation?: OnViolation;
  /**
   * Where to write the quarantined rows as CSV; nowhere when absent. A relative path starts at the folder of the
   * environment variable NBCONVERT_TS_OUTPUT_ROOT, which the runner sets, else at the working directory.
   */
  readonly quarantineFile?: string;
}

/** A loaded file. `accepted + quarantined` is always `rows`. */
export interface Loaded<C extends ColumnContracts = ColumnContracts> extends Account {
  readonly contract: TableContract<C>;
  /** The accepted rows; `file_row` counts the rows of the file from 0, those set aside included. */
  readonly table: Table<ContractShape<C> & typeof POSITION>;
  readonly quarantine: QuarantineTable;
  readonly source: Pick<Source, 'format' | 'encoding' | 'columns'>;
  /** Columns of the file that the table does not use, such as index columns. */
  readonly unusedColumns: readonly string[];
}

/**
 * Loads a data file into the engine under a contract: finds the columns, types and checks every row in one
 * scan, and sets aside the rows that break a rule.
 *
 * The file goes straight through the engine. Rows that break a rule are then looked up in it for their line
 * number and original text; only where a row cannot be split is the whole file read row by row.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError, ColumnsError for the file as a whole;
 *   ContractViolationError when `onViolation` is `fail`.
 * @example
 * const users = await load(engine, usersContract, 'data/sample/users.csv');
 * console.log(users.accepted, users.quarantined);
 */
export async function load<C extends ColumnContracts>(
  engine: Engine,
  contract: TableContract<C>,
  path: string,
  options: LoadOptions = {},
): Promise<Loaded<C>> {
  const { onViolation = 'quarantine', quarantineFile } = options;
  const source = await openSource(engine, path, sourceNames(contract), options);
  try {
    const checks = checksOf(contract);
    const bindings = bindColumns(contract, source);
    const mask = quarantineMask(checks, onViolation);
    const account = await scanSource(engine, contract, checks, source, bindings, mask, options);
    if (account.rows === 0) throw new EmptySourceError(`${path}: the file has no rows.`);
    const quarantine = await makeQuarantine(engine, contract, checks, mask);
    if (onViolation === 'fail') await refuse(engine, path, quarantine, account);
    if (quarantineFile !== undefined) await writeQuarantine(engine, quarantine, quarantineFile);
    return {
      contract,
      table: await makeView(engine, contract, mask),
      quarantine,
      source: { format: source.format, encoding: source.encoding, columns: source.columns },
      unusedColumns: unusedColumns(source, bindings),
      ...account,
    };
  } finally {
    source.dispose();
  }
}

/** Scans the fast way; where a row cannot be split, only the careful way can say what and where. */
async function scanSource(
  engine: Engine,
  contract: TableContract,
  checks: readonly Check[],
  source: Source,
  bindings: readonly Binding[],
  mask: bigint,
  options: QueryOptions,
): Promise<Account> {
  if (source.fast !== null) {
    try {
      await scan(engine, contract, checks, source.fast.relation(bindings), options);
      const account = await accountFor(engine, contract, checks, mask);
      const clean = account.checks.every((check) => check.broken === 0);
      if (clean || (await locateBrokenRows(engine, contract, checks, source.fast.records(), account.rows))) {
        return account;
      }
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  }
  await scan(engine, contract, checks, await source.careful(bindings), options);
  return accountFor(engine, contract, checks, mask);
}

function quarantineMask(checks: readonly Check[], onViolation: OnViolation): bigint {
  const always = new Set(['structure', 'type', 'missing']);
  return checks
    .filter((check) => onViolation !== 'report' || always.has(check.kind))
    .reduce((mask, check) => mask | (1n << BigInt(check.bit)), 0n);
}

async function makeView<C extends ColumnContracts>(
  engine: Engine,
  contract: TableContract<C>,
  mask: bigint,
): Promise<Loaded<C>['table']> {
  const table = { name: contract.name, columns: { ...contract.shape, ...POSITION } };
  await engine.run(sql`CREATE OR REPLACE VIEW ${table} AS
    SELECT ${join(Object.keys(contract.columns).map(id))}, rowid AS file_row FROM ${scannedTable(contract)}
    WHERE ${ROW.problems} & ${literal(mask)} = 0`);
  return table;
}

const EXAMPLES = 5;

async function refuse(engine: Engine, path: string, quarantine: QuarantineTable, account: Account): Promise<void> {
  if (account.quarantined === 0) return;
  const examples = await engine.all(
    sql`SELECT * FROM ${quarantine} ORDER BY line LIMIT ${EXAMPLES}`,
    quarantine.columns,
  );
  throw new ContractViolationError(
    `${path}: ${account.quarantined} of ${account.rows} rows break the contract, such as\n` +
      examples.map(({ line, reason }) => `  line ${line}: ${reason}`).join('\n') +
      '\nMend the file, or load it with onViolation "quarantine" to set these rows aside.',
  );
}
