import { DISPLAY, type Displayable, type Output } from '../core/display.js';
import { viewOf } from '../core/result-view.js';
import type { Session } from '../core/session.js';
import { tableBundle } from '../core/table-view.js';
import { rulesResult, type Rules } from '../data/rules.js';
import { accountResult, type EventsAccount } from './account-result.js';
import type { EventColumnNames, FieldsOf, StandardColumns } from './columns.js';
import { contentResult, type EventsContent } from './content.js';
import { countsResult, type EventCounts } from './counts.js';
import { loadInto, type LoadedEvents, type LoadEventsOptions } from './load.js';
import { sessionTables, type SessionTables } from './session-tables.js';
import type { EventField, StandardField } from './tables.js';
import type { NoInfer } from '../core/no-infer.js';

/**
 * Loaded events and their rollups, as tables of a session. As a cell's last expression they show where the rows of the
 * files went, the rules that were broken, how many events of each type there are, and what was read how.
 */
export interface Events<T extends string = string, F extends EventField = StandardField>
  extends
    Omit<LoadedEvents<T, F>, keyof SessionTables<T, F> | 'quarantine'>,
    SessionTables<T, F>,
    Displayable {
  readonly session: Session;
  /** Where the rows of the files went. */
  readonly account: EventsAccount;
  /** The rules for rows, and how many rows break each. */
  readonly rules: Rules;
  /** Events and users of each type. */
  readonly counts: EventCounts;
  /** Days, users, items and categories, and how the times of the files were read. */
  readonly content: EventsContent;
}

/** What a load makes besides its table: it takes all of these names. */
const TABLES = ['users', 'categories', 'hours', 'days', 'quarantine', 'set_aside'];

/**
 * Loads events (csv, tsv, each also gzip, parquet; a file, a glob, a folder of partitions, the URL of a table in a
 * database, or several of these) and rolls them up. Each load makes tables of its own: loading a file twice gives two sets of tables.
 *
 * Days begin in the session's time zone unless `timeZone` names another one. What is not specified is learned from the
 * files: their columns by the usual names, the types of events, the days, ids and the unit of times. Rows outside the
 * days, of unknown types or that cannot be read are set aside and counted. With a `folder` it works beyond memory and
 * reads only files that it has not read before.
 *
 * @throws OptionsError for options that do not fit together; SourceNotFoundError, EmptySourceError, SourceFormatError (a
 *   damaged archive, the same file twice), ColumnsError; ContractViolationError when no row is accepted, or any is not
 *   and `onViolation` is `fail`; StorageFullError when there is no room to spill or store.
 * @example
 * const events = await loadEvents(tally, 'events.csv');
 * @example
 * const shop = await loadEvents(tally, 'exports/*.csv', {
 *   columns: { user: 'visitorid', time: 'ts', type: 'event', item: 'itemid' },
 *   types: ['view', 'addtocart', { key: 'purchase', aliases: ['transaction'] }],
 *   from: '2024-01-01', to: '2024-07-01', folder: 'data/events',
 * });
 */
export async function loadEvents<
  const T extends string = string,
  C extends EventColumnNames = StandardColumns,
>(
  tally: Session,
  sources: string | readonly string[],
  options: LoadEventsOptions<T, C> = {},
): Promise<Events<T, FieldsOf<NoInfer<C>>>> {
  const name = freeName(tally, options.name ?? 'events');
  const loaded = await loadInto<T, C>(tally.engine, sources, {
    timeZone: tally.timeZone,
    ...options,
    name,
  });
  const account = accountResult(tally, loaded);
  const rules = rulesResult(tally, loaded, {});
  const counts = await countsResult(tally, loaded);
  const content = await contentResult(tally, loaded);
  return {
    ...loaded,
    ...(await sessionTables<T, FieldsOf<NoInfer<C>>>(tally, loaded)),
    session: tally,
    account,
    rules,
    counts,
    content,
    [DISPLAY]: () => shown(account, rules, counts, content),
  };
}

/** A name whose tables no other load or table has. */
function freeName(session: Session, base: string): string {
  const name = session.uniqueName(base);
  const names = TABLES.map((table) => `${name}_${table}`);
  return names.map((table) => session.uniqueName(table) === table).every(Boolean)
    ? name
    : freeName(session, base);
}

function shown(account: EventsAccount, rules: Rules, counts: EventCounts, content: EventsContent): Output {
  const broken = rules
    .where(({ broken: rows }) => rows > 0)
    .select('rule', 'broken')
    .titled({ en: 'Broken rules', zh: '违反的规则' });
  const results = [account, ...(broken.length === 0 ? [] : [broken]), counts, content];
  return { data: tableBundle(results.map((result) => viewOf(result, {}))) };
}
