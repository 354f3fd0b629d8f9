import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type Engine,
  OptionsError,
  OutputError,
  QueryCancelledError,
  type QueryOptions,
  type Session,
  type Sql,
  literal,
  sql,
} from 'tally';
import { TemporaryFolder } from 'tally/cli';
import { num } from './draw.js';
import { EVENTS_PER_USER } from './published.js';
import { eventRows } from './statement.js';

export interface GenerateEventsOptions extends QueryOptions {
  /** Rows aimed at; the number written differs a little, since users come whole. */
  readonly rows?: number;
  readonly seed?: number;
  /** Whether to mix in rows that a loader has to set aside, and a few rows that stand twice. */
  readonly flaws?: boolean;
}

export interface GeneratedEvents {
  /** Rows written */
  readonly rows: number;
  readonly users: number;
}

/** Endings of files and what is written for them. */
const FORMATS: Readonly<Record<string, Sql>> = {
  '.csv': sql`FORMAT csv, HEADER false`,
  '.csv.gz': sql`FORMAT csv, HEADER false, COMPRESSION gzip`,
  '.parquet': sql`FORMAT parquet, COMPRESSION zstd`,
};
/** The engine's smallest piece of a Parquet file. */
const USERS_AT_A_TIME = 2048;
const MAX_ROWS = 10_000_000_000;
const MAX_SEED = 2 ** 31 - 1;

/**
 * Writes synthetic events (`user_id,item_id,category_id,behavior_type,timestamp`, no header in CSV) of about the
 * asked number, in the shape that the study of 100 million events publishes. The engine computes and writes
 * them; no row passes through JavaScript, and memory does not grow with the number of rows. Rows of one user
 * stand together, in the order of time. The same seed gives the same bytes, with any number of threads (and one
 * version of the engine, whose hash function is the source of chance), and a larger file begins with the
 * smaller one's users. The file is there whole or not at all.
 *
 * With enough users these come out near the published figures (each named in `published.ts`): behavior shares,
 * users with a cart, a favorite or a purchase, purchases of a buyer, segments by recency and frequency,
 * cohorts by first day, retention by day, the hours of traffic and of purchases, the concentration of
 * categories. An item has one category. Six in ten purchases are of an item the same user viewed, carted or
 * favored before.
 *
 * What it is not: the users are invented, and what is not listed is independent. A person has a few
 * hours of their own but no change of mood; kinds of behavior do not depend on category or weekday; items do not age, sell
 * out or get advertised; days of a user hang together by one loyalty only. Do not look in it for anything that
 * was not put in.
 *
 * @param path ends in `.csv`, `.csv.gz` or `.parquet`
 * @throws OptionsError for another ending, or rows or seed that are not whole numbers in range;
 * OutputError when the file cannot be written; QueryCancelledError when the signal stops it.
 * @example
 * const { rows, users } = await generateEvents(tally, 'events.parquet', { rows: 2_000_000, seed: 7 });
 */
export async function generateEvents(
  { engine }: Session,
  path: string,
  options: GenerateEventsOptions = {},
): Promise<GeneratedEvents> {
  const { rows = 200_000, seed = 2024, flaws = true, ...running } = options;
  wholeWithin('rows', rows, 1, MAX_ROWS);
  wholeWithin('seed', seed, 0, MAX_SEED);
  const format = formatOf(path);
  const users = Math.max(1, Math.round(rows / EVENTS_PER_USER));
  const temporary = new TemporaryFolder();
  try {
    const numbers = await numberUsers(engine, temporary.file('users.parquet'), users);
    await mkdir(dirname(path), { recursive: true });
    const copy = sql`COPY (${eventRows(seed, numbers, flaws)}) TO ${literal(`${path}.unfinished`)} (${format})`;
    const { Count } = await engine.one(copy, { Count: 'integer' }, running);
    await rename(`${path}.unfinished`, path);
    return { rows: Count, users };
  } catch (cause) {
    await rm(`${path}.unfinished`, { force: true }).catch(() => undefined);
    if (cause instanceof QueryCancelledError) throw cause;
    const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0];
    throw new OutputError(`${path} cannot be written (${reason}). Choose another file or make room.`, {
      cause,
    });
  } finally {
    temporary.remove();
  }
}

/**
 * The users' numbers, as a file in small pieces: each thread takes a piece after the other and the rows still
 * come in order, with no more than a few pieces in memory. From `range` one thread alone would take them all.
 */
async function numberUsers(engine: Engine, path: string, users: number): Promise<Sql> {
  const options = sql`FORMAT parquet, ROW_GROUP_SIZE ${literal(USERS_AT_A_TIME)}`;
  await engine.run(sql`COPY (SELECT range AS k FROM range(${num(users)})) TO ${literal(path)} (${options})`);
  return sql`SELECT k FROM read_parquet(${literal(path)})`;
}

function formatOf(path: string): Sql {
  const found = Object.keys(FORMATS).find((ending) => path.toLowerCase().endsWith(ending));
  const format = found === undefined ? undefined : FORMATS[found];
  if (format === undefined) {
    throw new OptionsError(
      `Events are written as ${Object.keys(FORMATS).join(', ')}, not as ${path}: choose such an ending.`,
    );
  }
  return format;
}

function wholeWithin(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new OptionsError(`${name} must be a whole number from ${low} to ${high}, not ${value}.`);
  }
}
