import { ContractViolationError, EmptySourceError, SourceFormatError, StorageFullError } from '../../errors.js';
import type { Engine, QueryOptions } from '../../engine/engine.js';
import { id, join, sql } from '../../engine/sql.js';
import type { CheckCount } from '../account.js';
import { duplicateEvents } from './duplicates.js';
import { EngineStore, union } from './ingest/engineStore.js';
import { eventFiles } from './ingest/files.js';
import { FolderStore } from './ingest/folderStore.js';
import { makePart } from './ingest/part.js';
import { problemsOf, type Problem } from './ingest/problems.js';
import { ProgressMeter, type IngestProgress } from './ingest/progress.js';
import type { EventStore, Part } from './ingest/store.js';
import { quarantineView, type EventQuarantine } from './quarantine.js';
import type { RollupName } from './rollups.js';
import { CATEGORY_COLUMNS, EVENT_COLUMNS, EVENT_USER_COLUMNS, HOUR_COLUMNS, type EventTables } from './tables.js';
import { eventWindow, type EventWindow, type WindowOptions } from './window.js';

/**
 * What becomes of equal events, that is rows with the same user, item, category, behavior and second. `count`: they
 * are kept and counted. `keep`: they are kept and not looked for, since that costs about as much as reading the file.
 * `drop`: of equal rows of one file one is kept; those of different files are counted.
 */
export type DuplicateRule = 'count' | 'keep' | 'drop';

export interface LoadEventsOptions extends WindowOptions, Omit<QueryOptions, 'onProgress'> {
  /**
   * Folder for the events and their rollups as Parquet. Files that stand there already are not read again. When
   * absent, everything is kept as tables of the engine: for what fits into memory.
   */
  readonly folder?: string;
  /** Name of the events' table; the rollups' names begin with it. */
  readonly name?: string;
  readonly duplicates?: DuplicateRule;
  /** `fail` ends the load with an error where a row is not accepted. */
  readonly onViolation?: 'quarantine' | 'fail';
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** Loaded events. `accepted + quarantined` is always `rows`. */
export interface LoadedEvents extends EventTables {
  readonly files: readonly string[];
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly checks: readonly CheckCount[];
  /** Accepted events beyond the first of equal ones; null when they were not counted. */
  readonly duplicates: number | null;
  readonly quarantine: EventQuarantine;
}

/** Changes when parts of a folder would be made differently: they are then made anew. */
const FORMAT = 3;

/**
 * Loads events (csv, tsv, each also gzip, parquet; a file, a glob, a folder of partitions, or several of these) under
 * {@link eventsContract} and rolls them up. Each file is read once. Rows outside the window, with an unknown behavior
 * or that cannot be read are set aside and counted.
 *
 * With a `folder` it works beyond memory and is incremental: a further file is added without reading the others
 * again, a changed one is read anew, an interrupted load goes on after its last finished file. The result is that of
 * a load from scratch.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError (a damaged archive, the same file twice),
 *   ColumnsError; ContractViolationError when no row is accepted, or any is not and `onViolation` is `fail`;
 *   StorageFullError when there is no room to spill or store. What was loaded before stays as it is then.
 * @example
 * const events = await loadEvents(engine, 'data/sample/events.csv.gz');
 * console.log(events.accepted, events.quarantined, events.window.days);
 * @example
 * const many = await loadEvents(engine, 'exports/*.csv', { folder: 'data/events', timeZone: 'Asia/Shanghai' });
 */
export async function loadEvents(
  engine: Engine,
  sources: string | readonly string[],
  options: LoadEventsOptions = {},
): Promise<LoadedEvents> {
  const { folder, name = 'events', duplicates = 'count', onViolation = 'quarantine', signal } = options;
  const window = eventWindow(options);
  const query = signal === undefined ? {} : { signal };
  const distinct = duplicates === 'drop';
  const files = await eventFiles(engine, sources);
  const store =
    folder === undefined ? new EngineStore(name) : new FolderStore(folder, { FORMAT, window, distinct });
  try {
    const parts: Part[] = [];
    const meter = new ProgressMeter(files, options.onProgress);
    for (const file of files) {
      const onProgress = meter.during(file);
      const found = await store.find(file);
      const part =
        found ?? (await makePart(engine, store, file, { ...query, ...(onProgress && { onProgress }), window, distinct }));
      refuseTwice(parts, part, file.name);
      parts.push(part);
      meter.done(file, part.facts.rows);
    }
    const problems = problemsOf(window);
    const account = accountOf(parts, problems);
    refuseViolations(account, onViolation, String(sources));
    const tables = await makeTables(engine, store, name, parts, window, query);
    const quarantine = await quarantineView(engine, name, parts, problems);
    await store.settle(engine);
    return {
      ...tables,
      ...account,
      quarantine,
      files: parts.map((part) => part.facts.file),
      duplicates: duplicates === 'keep' ? null : await duplicateEvents(engine, tables.events, query),
    };
  } catch (error) {
    throw StorageFullError.from(error) ?? error;
  }
}

/** The same file under two names would count every event twice. */
function refuseTwice(parts: readonly Part[], part: Part, name: string): void {
  const twin = parts.find(({ facts }) => facts.bytes > 0 && facts.sha256 === part.facts.sha256);
  if (twin === undefined) return;
  throw new SourceFormatError(
    `${name} and ${twin.facts.file} have the same content: its events would count twice. Name one of them.`,
  );
}

type EventAccount = Pick<LoadedEvents, 'rows' | 'accepted' | 'quarantined' | 'checks'>;

function accountOf(parts: readonly Part[], problems: readonly Problem[]): EventAccount {
  const sum = (code: number) => parts.reduce((all, { facts }) => all + (facts.problems[String(code)] ?? 0), 0);
  const rows = parts.reduce((all, { facts }) => all + facts.rows, 0);
  const accepted = sum(0);
  return {
    rows,
    accepted,
    quarantined: rows - accepted,
    checks: problems.map(({ code, column, kind, rule }) => ({ column, kind, rule, broken: sum(code) })),
  };
}

function refuseViolations(account: EventAccount, onViolation: 'quarantine' | 'fail', sources: string): void {
  const { rows, accepted, quarantined, checks } = account;
  if (rows === 0) throw new EmptySourceError(`${sources}: there are no rows.`);
  const broken = checks
    .filter((check) => check.broken > 0)
    .map(({ column, rule, broken: n }) => `  - ${n}: not true that ${column === null ? '' : `${column} `}${rule.en}`);
  if (accepted === 0) {
    throw new ContractViolationError(
      `${sources}: none of the ${rows} rows is an event of the window:\n${broken.join('\n')}\n` +
        'Check the window (from, to, timeZone), the unit of the timestamps and the words of the behaviors.',
    );
  }
  if (onViolation === 'fail' && quarantined > 0) {
    throw new ContractViolationError(
      `${sources}: ${quarantined} of ${rows} rows break the contract:\n${broken.join('\n')}\n` +
        'Mend the file, or load it with onViolation "quarantine" to set these rows aside.',
    );
  }
}

async function makeTables(
  engine: Engine,
  store: EventStore,
  name: string,
  parts: readonly Part[],
  window: EventWindow,
  query: QueryOptions,
): Promise<EventTables> {
  const events = { name, columns: EVENT_COLUMNS };
  const columns = ['user_id', 'item_id', 'category_id'].map((name) => sql`CAST(${id(name)} AS BIGINT) AS ${id(name)}`);
  await engine.run(sql`CREATE OR REPLACE VIEW ${events} AS
    SELECT ${join(columns)}, behavior, event_time
    FROM ${union(parts, 'rows')} WHERE behavior > 0`);
  const tables = {
    users: { name: `${name}_users`, columns: EVENT_USER_COLUMNS },
    categories: { name: `${name}_categories`, columns: CATEGORY_COLUMNS },
    hours: { name: `${name}_hours`, columns: HOUR_COLUMNS },
  };
  for (const rollup of Object.keys(tables) as RollupName[]) {
    const relation = await rollupOf(engine, store, rollup, parts, query);
    await engine.run(sql`CREATE OR REPLACE VIEW ${tables[rollup]} AS SELECT * FROM ${relation}`);
  }
  return { window, events, ...tables };
}

function rollupOf(engine: Engine, store: EventStore, rollup: RollupName, parts: readonly Part[], query: QueryOptions) {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0
    ? Promise.resolve(only.piece(rollup))
    : store.merged(engine, rollup, parts, query);
}
