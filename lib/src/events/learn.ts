import { requireEncoding, type Encoding } from '../data/source/found-encoding.js';
import type { DecimalMark } from '../values/number.js';
import { ContractViolationError, OptionsError, SourceFormatError } from '../errors.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import { EventColumnMap, type EventColumnNames } from './columns.js';
import type { EventFile } from './ingest/files.js';
import { oneFormat, oneMark, type Seen } from './ingest/common-notation.js';
import { glanceAt } from './ingest/glance.js';
import { FileMemory } from './ingest/memory.js';
import { TIMESTAMPS, type EventReading, type IngestPlan, type Timestamps } from './ingest/plan.js';
import { LATEST, MOST_WORDS, surveyOf, type Survey } from './ingest/survey.js';
import type { EventField, IdKind } from './tables.js';
import { eventTypes, type EventTypeOption, type EventTypes } from './types.js';
import { datesAt, eventWindow, MAX_DAYS, type EventWindow, type WindowOptions } from './window.js';

/** What can be specified about events; the rest is learned from the files. */
export interface EventDescription<
  T extends string,
  C extends EventColumnNames,
> extends Partial<WindowOptions> {
  /**
   * The types of events, in the order in which metrics list them. When absent: all words in the files, at most
   * 32, in alphabetical order.
   */
  readonly types?: readonly (T | EventTypeOption<T>)[];
  /** Whether events of other types are set aside, or left out and counted as `ignored`. */
  readonly otherTypes?: 'quarantine' | 'ignore';
  /** Which columns hold what. When absent: user, item, category, type and time, under the names they usually have. */
  readonly columns?: C;
  /**
   * Whether CSV begins with a header; detected when absent, and false where columns are given by position. In a file
   * without a header, columns given by name are in the order given.
   */
  readonly header?: boolean;
  /**
   * Text encoding of CSV by its WHATWG name, such as `gbk` or `windows-1252`. When absent or null, files must be UTF-8;
   * others are refused, and the error names the encoding that they seem to have.
   */
  readonly encoding?: Encoding | null;
  /** Whether ids are whole numbers, which are faster, or texts; detected from the first rows when absent. */
  readonly ids?: IdKind;
  /**
   * The notation of times, detected from the first rows when absent: `seconds` or `milliseconds` since 1970 UTC, or `iso`
   * for dates with times. Those without an offset are in `timeZone`.
   */
  readonly timestamps?: Timestamps;
  /**
   * Format of dates that are not ISO 8601, in strptime notation, as for columns of tables: `%m/%d/%Y` (a time of day may
   * follow), `%Y%m%d%H%M%S`. When absent: the one common format with a four-digit year that all times have.
   */
  readonly dateFormat?: string;
  /** The decimal mark of amounts: `,` for 1.234,56, `.` for 1,234.56. Detected when absent. */
  readonly decimal?: DecimalMark;
}

const DAY = 86_400;

/** A description of events, checked as far as possible without reading them. */
export interface Said<T extends string> {
  readonly types: EventTypes<T> | null;
  readonly window: EventWindow | null;
  readonly bounds: Partial<WindowOptions>;
  readonly otherTypes: 'quarantine' | 'ignore';
  readonly columns: EventColumnMap;
  readonly header: boolean | undefined;
  readonly encoding: Encoding | undefined;
  readonly ids: IdKind | undefined;
  readonly timestamps: Timestamps | undefined;
  readonly dateFormat: string | undefined;
  readonly decimal: DecimalMark | undefined;
}

/** @throws OptionsError where a description is invalid, whatever the files contain. */
export function checkedDescription<T extends string, C extends EventColumnNames>(
  description: EventDescription<T, C>,
): Said<T> {
  const {
    otherTypes = 'quarantine',
    types,
    from,
    to,
    timeZone = 'UTC',
    header,
    encoding = null,
    ids,
    dateFormat,
    decimal,
    timestamps = dateFormat === undefined ? undefined : 'iso',
  } = description;
  requireOneOf('otherTypes', otherTypes, ['quarantine', 'ignore']);
  requireOneOf('ids', ids, ['integer', 'text']);
  requireOneOf('timestamps', timestamps, TIMESTAMPS);
  requireOneOf('decimal', decimal, ['.', ',']);
  if (dateFormat !== undefined && timestamps !== 'iso') {
    throw new OptionsError(
      `timestamps is "${timestamps}", and dateFormat "${dateFormat}": give one of them.`,
    );
  }
  // The zone is checked here too, where the window is still to be learned.
  datesAt(timeZone, 0);
  const bounds = { ...(from !== undefined && { from }), ...(to !== undefined && { to }), timeZone };
  return {
    types: types === undefined ? null : eventTypes<T>(types),
    window: from === undefined || to === undefined ? null : eventWindow({ from, to, timeZone }),
    bounds,
    otherTypes,
    columns: new EventColumnMap(description.columns),
    header,
    encoding: encoding === null ? undefined : requireEncoding(encoding),
    ids,
    timestamps,
    dateFormat,
    decimal,
  };
}

function requireOneOf(option: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return;
  throw new OptionsError(`${option} is "${value}": choose ${known.join(', ')}.`);
}

/** Where a load keeps what it learned, and whether it drops equal rows. */
export interface LearnOptions extends QueryOptions {
  readonly folder: string | undefined;
  readonly distinct: boolean;
}

/** Everything that a load must know before it reads: specified, or learned from the files. */
export async function planOf<T extends string>(
  engine: Engine,
  files: readonly EventFile[],
  said: Said<T>,
  { folder, distinct, ...query }: LearnOptions,
): Promise<IngestPlan & { readonly types: EventTypes<T> }> {
  const { otherTypes } = said;
  const reading = await readingOf(engine, files, said, folder);
  if (said.types !== null && said.window !== null) {
    return { reading, types: said.types, window: said.window, otherTypes, distinct };
  }
  const memory = new FileMemory(folder, [
    'survey of clean words',
    reading,
    said.types?.map(({ words }) => words),
  ]);
  const surveys: Survey[] = [];
  for (const file of files) {
    surveys.push(await memory.recall(file, () => surveyOf(engine, file, reading, said.types, query)));
  }
  // Keys that are learned are whatever words the data hold, so that T is `string` here.
  const types = said.types ?? (learnedTypes(surveys.flat()) as EventTypes<T>);
  const window = said.window ?? learnedWindow(surveys.flat(), said.bounds);
  return { reading, types, window, otherTypes, distinct };
}

async function readingOf(
  engine: Engine,
  files: readonly EventFile[],
  said: Said<string>,
  folder: string | undefined,
): Promise<EventReading> {
  const { columns, header, encoding } = said;
  const has = (field: EventField) => columns.fields.includes(field);
  const known =
    said.ids !== undefined &&
    said.timestamps !== undefined &&
    (said.timestamps !== 'iso' || said.dateFormat !== undefined) &&
    (!has('amount') || said.decimal !== undefined);
  const memory = new FileMemory(folder, [
    'glance, notation and null words',
    columns,
    header,
    ...(encoding === undefined ? [] : [encoding]),
  ]);
  const glances: Seen[] = [];
  for (const file of files) {
    if (known || file.bytes === 0) continue;
    const glance = await memory.recall(file, () => glanceAt(engine, file, { columns, header, encoding }));
    glances.push({ ...glance, file: file.name });
  }
  const kind = (field: EventField): IdKind =>
    said.ids ?? (glances.some(({ ids }) => ids[field] === 'text') ? 'text' : 'integer');
  const timestamps = said.timestamps ?? oneUnit(glances);
  const dateFormat = timestamps === 'iso' ? (said.dateFormat ?? oneFormat(glances)) : undefined;
  const decimal = said.decimal ?? oneMark(glances);
  return {
    columns,
    header,
    encoding,
    timeZone: said.bounds.timeZone ?? 'UTC',
    timestamps,
    ...(dateFormat !== undefined && { dateFormat }),
    ...(decimal !== undefined && { decimal }),
    layout: {
      user: kind('user'),
      item: has('item') ? kind('item') : null,
      category: has('category') ? kind('category') : null,
      amount: has('amount'),
    },
  };
}

function oneUnit(glances: readonly Seen[]): Timestamps {
  const [first, ...others] = glances;
  const other = others.find(({ timestamps }) => timestamps !== first?.timestamps);
  if (first !== undefined && other !== undefined) {
    throw new SourceFormatError(
      `Times are ${first.timestamps} in ${first.file} and ${other.timestamps} in ${other.file}: ` +
        'convert the files to one unit, or name it with timestamps.',
    );
  }
  return first?.timestamps ?? 'seconds';
}

function learnedTypes(survey: Survey): EventTypes {
  const words = [...new Set(survey.map(({ word }) => word))].sort();
  if (words.length === 0) {
    throw new ContractViolationError('No row has a readable type of event: check the columns.');
  }
  if (words.length > MOST_WORDS) {
    throw new ContractViolationError(
      `The column of types holds more than ${MOST_WORDS} different words, such as "${words.slice(0, 3).join('", "')}": ` +
        `is it the right one? If it is, name those that matter: types: ['…', '…'], otherTypes: 'ignore'.`,
    );
  }
  return eventTypes(words);
}

function learnedWindow(survey: Survey, bounds: Partial<WindowOptions>): EventWindow {
  const { timeZone = 'UTC' } = bounds;
  const least = Math.min(...survey.flatMap(({ first }) => first ?? []));
  const most = Math.max(...survey.flatMap(({ last }) => last ?? []));
  if (!Number.isFinite(least)) {
    throw new ContractViolationError(
      'No event of these types has a readable time: check the columns, the types and the unit of the timestamps.',
    );
  }
  const [first] = datesAt(timeZone, least);
  const [last, next] = datesAt(timeZone, most);
  const asked = bounds.from !== undefined || bounds.to !== undefined;
  if (!asked && most - least > MAX_DAYS * DAY) {
    throw new OptionsError(
      `The events reach from ${first} to ${last}${most === LATEST ? ' or later' : ''}, so some of their ` +
        'times must be wrong. Name the days with from and to; events of other days are then set aside.',
    );
  }
  return eventWindow({ from: first, to: next, ...bounds });
}
