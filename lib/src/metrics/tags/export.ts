import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { makeFolder } from '../../core/make-folder.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { MetricError, OptionsError, OutputError } from '../../errors.js';
import type { Audience } from '../audience.js';

export const NORMALIZATIONS = ['none', 'trim', 'email'] as const;

export interface HashOptions {
  /** Secret key of the hashes, at least 16 characters: whoever has it can find out who is in the file. */
  readonly salt: string;
  /**
   * What is done to an id before it is hashed, so that two systems hash the same: `none` takes it as it is (the default),
   * `trim` leaves out spaces around it, `email` also makes it lower case. All but `none` bring it into the Unicode form NFC.
   */
  readonly normalize?: (typeof NORMALIZATIONS)[number];
}

export interface ExportOptions {
  /** Writes keyed hashes instead of ids. */
  readonly hash?: HashOptions;
}

export interface Exported {
  readonly path: string;
  /** Rows without the header: the size of the audience. */
  readonly rows: number;
}

const FORMATS: Readonly<Record<string, Sql>> = {
  '.csv': sql`(FORMAT csv, HEADER)`,
  '.parquet': sql`(FORMAT parquet, COMPRESSION zstd)`,
};
const LEAST_SALT = 16;
/** Bytes of a block of SHA-256. */
const BLOCK = 64;

/**
 * Writes an audience to a `.csv` or `.parquet` file: its users in the order of their ids and the columns it keeps. With
 * `hash`, an id is written as HMAC-SHA-256 with the salt as the key, in hexadecimal, and the rows are in the order of the
 * hashes, so that neither tells of the id. The same audience and options give the same bytes.
 *
 * @throws OptionsError for another ending, a salt that is too short or an unknown normalization; MetricError if two users
 *   have the same id after normalization; OutputError where the file cannot be written.
 * @example
 * await tags.exportAudience(lapsed, 'out/lapsed.parquet', { hash: { salt: process.env['AUDIENCE_SALT'] ?? '' } });
 */
export async function exportAudience(
  audience: Audience,
  path: string,
  { hash }: ExportOptions = {},
): Promise<Exported> {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format === undefined) throw new OptionsError(`${path}: an audience is written as .csv or .parquet.`);
  const { engine } = audience;
  const user = id(audience.roles.user);
  const others = Object.keys(audience.columns).filter((name) => name !== audience.roles.user);
  const value = hash === undefined ? user : hashed(sql`CAST(${user} AS VARCHAR)`, requireHash(hash));
  const query = sql`SELECT ${join([sql`${value} AS ${user}`, ...others.map(id)])} FROM ${audience} ORDER BY 1`;
  if (hash !== undefined) await requireDistinct(audience, value);
  const unfinished = `${path}.unfinished`;
  try {
    makeFolder(dirname(path));
    try {
      await engine.run(sql`COPY (${query}) TO ${literal(unfinished)} ${format}`);
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new OutputError(`${path}: the audience cannot be written (${reason}). Choose another path.`, {
      cause,
    });
  }
  return { path, rows: audience.size };
}

function requireHash({ salt, normalize = 'none' }: HashOptions): Required<HashOptions> {
  if (salt.length < LEAST_SALT) {
    throw new OptionsError(
      `The salt has ${salt.length} characters: give at least ${LEAST_SALT}, or ids can be guessed.`,
    );
  }
  if (NORMALIZATIONS.includes(normalize)) return { salt, normalize };
  throw new OptionsError(`Unknown normalization "${normalize}": use one of ${NORMALIZATIONS.join(', ')}.`);
}

/** HMAC (RFC 2104) of the engine's SHA-256: the salt enters as parameters, so that no error message shows it. */
function hashed(value: Sql, { salt, normalize }: Required<HashOptions>): Sql {
  const key = Buffer.alloc(BLOCK);
  const bytes = Buffer.from(salt);
  (bytes.length > BLOCK ? createHash('sha256').update(bytes).digest() : bytes).copy(key);
  const pad = (byte: number) => sql`unhex(${Buffer.from(key.map((one) => one ^ byte)).toString('hex')})`;
  const text = normalized(value, normalize);
  return sql`sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || encode(${text}))))`;
}

function normalized(value: Sql, how: Required<HashOptions>['normalize']): Sql {
  if (how === 'none') return value;
  const text = sql`trim(nfc_normalize(${value}))`;
  return how === 'email' ? sql`lower(${text})` : text;
}

async function requireDistinct(audience: Audience, value: Sql): Promise<void> {
  const { hashes } = await audience.engine.one(
    sql`SELECT count(DISTINCT ${value}) AS hashes FROM ${audience}`,
    { hashes: 'integer' },
  );
  if (hashes === audience.size) return;
  throw new MetricError(
    `${audience.size} users have ${hashes} different ids after normalization: clean the ids, or hash them as they are.`,
  );
}
