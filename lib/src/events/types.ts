import { OptionsError } from '../errors.js';
import { cleaned } from './ingest/cleaned.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Label } from '../core/label.js';
import type { NoInfer } from '../core/no-infer.js';

/** A type of event as an option names it. */
export interface EventTypeOption<T extends string = string> {
  /** What metrics call it; it also names its columns in the rollups. */
  readonly key: T;
  /** Other words or codes for it in files, besides the key itself. */
  readonly aliases?: readonly string[];
  /** Its name for readers; the key when absent. */
  readonly label?: Label;
}

/** A type of event: what a user can do, such as view, add to cart, purchase. */
export interface EventType<T extends string = string> {
  readonly key: T;
  /** Its number in the column `code` of the events, from 1: small whole numbers group and compare fast. */
  readonly code: number;
  /** All words for it in files. */
  readonly words: readonly string[];
  readonly label: Label;
}

export type EventTypes<T extends string = string> = readonly EventType<T>[];

/** Sets of types are bits of a BIGINT. */
const MAX_TYPES = 62;

/** Columns of the rollups that belong to no type. */
const RESERVED = ['user_id', 'category_id', 'day', 'hour', 'types'];

/**
 * Types of events in the order given, which is the order of their codes.
 *
 * @throws OptionsError when there is none or more than {@link MAX_TYPES}, a word means two of them, or two of
 *   them would share a column of the rollups, as `open` and `first_open` would share `first_open`.
 * @example
 * eventTypes(['view', { key: 'purchase', aliases: ['order', '4'] }]).map(({ code }) => code); // [1, 2]
 */
export function eventTypes<const T extends string>(
  options: readonly (T | EventTypeOption<T>)[],
): EventTypes<T> {
  if (options.length === 0 || options.length > MAX_TYPES) {
    throw new OptionsError(`Name 1 to ${MAX_TYPES} types of events, not ${options.length}.`);
  }
  const types = options.map((option, index) => {
    const {
      key,
      aliases = [],
      label,
    }: EventTypeOption<T> = typeof option === 'string' ? { key: option } : option;
    return {
      key,
      code: index + 1,
      words: [...new Set([key, ...aliases])],
      label: label ?? { en: key, zh: key },
    };
  });
  refuseTwice(
    types.flatMap(({ words }) => words),
    (word) => `"${word}" means two types of events: name it once.`,
  );
  refuseTwice(
    [...RESERVED, ...types.flatMap(({ key }) => columnNames(key).map((name) => name.toLowerCase()))],
    (name) =>
      `Two columns of the rollups would be called "${name}", whose names differ by more than case: give one of the ` +
      `types another key and its word as an alias: { key: '…', aliases: ['…'] }.`,
  );
  return types;
}

/** All columns that a type has in any of the rollups. */
function columnNames(key: string): readonly string[] {
  return [key, `first_${key}`, `last_${key}`, `${key}_days`, `${key}_hours`, `${key}_amount`];
}

function refuseTwice(names: readonly string[], message: (name: string) => string): void {
  const empty = names.includes('');
  if (empty) throw new OptionsError('A type of events has no name: give it a key.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new OptionsError(message(twice));
}

/**
 * SQL that is true for events of these types.
 *
 * @throws OptionsError when a key is not one of the types.
 * @example
 * sql`SELECT count(*) AS purchases FROM ${events.events} WHERE ${isAnyOf(events.types, ['purchase'])}`;
 */
export function isAnyOf<T extends string>(
  types: EventTypes<T>,
  keys: readonly NoInfer<T>[],
  column: Sql = id('code'),
): Sql {
  return sql`${column} IN (${join(keys.map((key) => literal(typeOf(types, key).code)))})`;
}

/** @throws OptionsError when a key is not one of the types. */
export function typeOf<T extends string>(types: EventTypes<T>, key: string): EventType<T> {
  const found = types.find((type) => type.key === key);
  if (found === undefined) {
    throw new OptionsError(`"${key}" is not a type of these events. ${known(types)}`);
  }
  return found;
}

/** @throws OptionsError when there is no key, or one is unknown or occurs twice. */
export function requireTypes(types: EventTypes, option: string, keys: readonly string[]): void {
  if (keys.length === 0) throw new OptionsError(`"${option}" names no type of events. ${known(types)}`);
  const unknown = keys.find((key) => types.every((type) => type.key !== key));
  if (unknown !== undefined) {
    throw new OptionsError(
      `"${option}" names "${unknown}", which is not a type of these events. ${known(types)}`,
    );
  }
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new OptionsError(`"${option}" names "${twice}" twice. ${known(types)}`);
}

const known = (types: EventTypes): string => `Choose from ${types.map(({ key }) => key).join(', ')}.`;

/** SQL of the code of a word as it stands in a file; `otherwise` where no type has it. */
export function codeOf(types: EventTypes, word: Sql, otherwise: Sql): Sql {
  const cases = types.flatMap(({ code, words }) =>
    words.map((text) => sql`WHEN ${literal(text)} THEN ${literal(code)}`),
  );
  const all = join(cases, ' ');
  // Nearly every word is clean, and is found before it would be cleaned.
  return sql`CASE ${word} ${all} ELSE CASE ${cleaned(word)} ${all} ELSE ${otherwise} END END`;
}

/** SQL of the key of a code. */
export function keyOf(types: EventTypes): Sql {
  const cases = types.map(({ code, key }) => sql`WHEN ${literal(code)} THEN ${literal(key)}`);
  return sql`CASE code ${join(cases, ' ')} END`;
}
