import { SourceFormatError, StorageFullError } from '../errors.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import type { DatabaseOptions } from '../data/database/options.js';
import { id, join, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { accountOf, refuseViolations, type EventAccount } from './account.js';
import type { EventColumnNames, FieldsOf, StandardColumns } from './columns.js';
import { duplicateEvents } from './duplicates.js';
import { EngineStore, union } from './ingest/engine-store.js';
import { localSources } from './ingest/database-files.js';
import { eventFiles } from './ingest/files.js';
import { FolderStore } from './ingest/folder-store.js';
import { makePart } from './ingest/part.js';
import type { IngestPlan, Timestamps } from './ingest/plan.js';
import { problemsOf } from './ingest/problems.js';
import { ProgressMeter, type IngestProgress } from './ingest/progress.js';
import type { EventStore, Part } from './ingest/store.js';
import { checkedDescription, planOf, type EventDescription } from './learn.js';
import { quarantineView, type EventQuarantine } from './quarantine.js';
import { rollupsOf, tablesOf, type RollupName } from './rollups.js';
import { eventColumns, type EventField, type EventTables, type StandardField } from './tables.js';
import { keyOf } from './types.js';
import type { DecimalMark } from '../values/number.js';
import type { NoInfer } from '../core/no-infer.js';

/**
 * What happens to equal events: rows with the same user, item, category, type, second and amount. `count` keeps and
 * counts them. `keep` keeps them without looking for them, which would cost about as much as reading the file. `drop`
 * keeps one of the equal rows of a file; those of different files are counted.
 */
export type DuplicateRule = 'count' | 'keep' | 'drop';

export interface LoadEventsOptions<T extends string = string, C extends EventColumnNames = StandardColumns>
  extends
    EventDescription<T, C>,
    Pick<DatabaseOptions, 'query' | 'passwordFile'>,
    Omit<QueryOptions, 'onProgress'> {
  /**
   * Folder for the events and their rollups as Parquet. Files that are already there are not read again, as long as
   * types and window stay the same: name them for a folder that grows. When absent, everything is kept as tables of
   * the engine: for what fits into memory.
   */
  readonly folder?: string;
  /** Name of the events' table; the rollups' names begin with it. */
  readonly name?: string;
  readonly duplicates?: DuplicateRule;
  /** `fail` ends the load with an error if a row is not accepted. */
  readonly onViolation?: 'quarantine' | 'fail';
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** Loaded events. `accepted + quarantined + ignored` is always `rows`. */
export interface LoadedEvents<T extends string = string, F extends EventField = StandardField>
  extends EventTables<T, F>, EventAccount {
  readonly files: readonly string[];
  /** How the times of the files were read. */
  readonly timestamps: Timestamps;
  /** The format of their dates where it is not ISO 8601, else null. */
  readonly dateFormat: string | null;
  /** The decimal mark of their amounts where they have a decimal comma or groups of thousands, else null. */
  readonly decimal: DecimalMark | null;
  /** Accepted events beyond the first of equal ones; null when they were not counted. */
  readonly duplicates: number | null;
  readonly quarantine: EventQuarantine;
}

/** Increased when parts of a folder would be made differently: they are then made again. */
const FORMAT = 6;

/**
 * Loads events into tables of an engine: `loadEvents` of a session builds on it. Each file is read once, and once
 * more where types or days are to be learned from it.
 *
 * With a `folder` it is incremental: a further file is added without reading the others again, a changed one is read
 * again, an interrupted load goes on after its last finished file. The result is that of a load from scratch. Where a
 * load fails, what was loaded before stays as it is.
 */
export async function loadInto<const T extends string = string, C extends EventColumnNames = StandardColumns>(
  engine: Engine,
  sources: string | readonly string[],
  options: LoadEventsOptions<T, C> = {},
): Promise<LoadedEvents<T, FieldsOf<NoInfer<C>>>> {
  const { folder, name = 'events', duplicates = 'count', onViolation = 'quarantine', signal } = options;
  const query = signal === undefined ? {} : { signal };
  const said = checkedDescription(options);
  const local = await localSources(engine, sources, databaseOptions(options));
  try {
    const files = await eventFiles(engine, local.sources);
    const plan = await planOf(engine, files, said, {
      ...query,
      folder,
      distinct: duplicates === 'drop',
    });
    const store = folder === undefined ? new EngineStore(name) : new FolderStore(folder, keyOfPlan(plan));
    const rollups = rollupsOf({ ...plan, layout: plan.reading.layout });
    const parts: Part[] = [];
    const meter = new ProgressMeter(files, options.onProgress);
    for (const file of files) {
      const onProgress = meter.during(file);
      const progress = { ...query, ...(onProgress && { onProgress }) };
      const part =
        (await store.find(engine, file, rollups, query)) ??
        (await makePart(engine, store, file, plan, progress));
      refuseTwice(parts, part, file.name);
      parts.push(part);
      meter.done(file, part.facts.rows);
    }
    const problems = problemsOf(plan);
    const account = accountOf(parts, problems);
    refuseViolations(account, onViolation, String(sources));
    const { events, ...tables } = await makeTables(engine, store, name, parts, plan, query);
    const quarantine = await quarantineView(engine, name, parts, problems);
    await store.settle(engine);
    return {
      ...tablesOf<T, FieldsOf<NoInfer<C>>>(plan, events, tables),
      ...account,
      quarantine,
      files: parts.map((part) => part.facts.file),
      timestamps: plan.reading.timestamps,
      dateFormat: plan.reading.dateFormat ?? null,
      decimal: plan.reading.decimal ?? null,
      duplicates: duplicates === 'keep' ? null : await duplicateEvents(engine, events, query),
    };
  } catch (error) {
    throw StorageFullError.from(error) ?? error;
  } finally {
    local.dispose();
  }
}

/** The folder of events is not that of the rows of a database. */
function databaseOptions({
  query,
  passwordFile,
  signal,
}: LoadEventsOptions<string, EventColumnNames>): DatabaseOptions & QueryOptions {
  return {
    ...(query !== undefined && { query }),
    ...(passwordFile !== undefined && { passwordFile }),
    ...(signal !== undefined && { signal }),
  };
}

/** The same file under two names would count every event twice. */
function refuseTwice(parts: readonly Part[], part: Part, name: string): void {
  const twin = parts.find(({ facts }) => facts.bytes > 0 && facts.sha256 === part.facts.sha256);
  if (twin === undefined) return;
  throw new SourceFormatError(
    `${name} and ${twin.facts.file} have the same content: its events would count twice. Name one of them.`,
  );
}

/** What parts in a folder depend on; labels change nothing in them. */
function keyOfPlan({ types, ...plan }: IngestPlan): unknown {
  return { FORMAT, ...plan, types: types.map(({ key, words }) => [key, ...words]) };
}

async function makeTables(
  engine: Engine,
  store: EventStore,
  name: string,
  parts: readonly Part[],
  plan: IngestPlan,
  query: QueryOptions,
): Promise<Partial<Record<RollupName, Table>> & { readonly events: Table }> {
  const { layout } = plan.reading;
  const events = { name, columns: eventColumns(layout) };
  // The engine's narrow integers widen, so that ids of all loads are of one type.
  const columns = Object.entries(events.columns).map(([column, kind]) => {
    if (column === 'type') return sql`${keyOf(plan.types)} AS type`;
    return column.endsWith('_id') && kind === 'integer'
      ? sql`CAST(${id(column)} AS BIGINT) AS ${id(column)}`
      : id(column);
  });
  await engine.run(sql`CREATE OR REPLACE VIEW ${events} AS
    SELECT ${join(columns)} FROM ${union(parts, 'rows')} WHERE code > 0`);
  const tables: Partial<Record<RollupName, Table>> = {};
  const [only, ...others] = parts;
  for (const rollup of rollupsOf({ ...plan, layout })) {
    const table = { name: `${name}_${rollup.name}`, columns: rollup.columns };
    const relation =
      only !== undefined && others.length === 0
        ? only.piece(rollup.name)
        : await store.merged(engine, rollup, parts, query);
    await engine.run(sql`CREATE OR REPLACE VIEW ${table} AS SELECT * FROM ${relation}`);
    tables[rollup.name] = table;
  }
  return { events, ...tables };
}
