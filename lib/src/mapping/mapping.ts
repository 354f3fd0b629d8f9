import { OptionsError } from '../errors.js';

/**
 * Which column of a file holds what: by name, without regard to case and punctuation, or by position, from 1. Null means
 * that the file does not have it, whatever its columns are called.
 */
export type Mapping<Field extends string = string> = Readonly<Partial<Record<Field, string | number | null>>>;

/** A name as it stands, up to a comma, or in quotes as in CSV. */
const VALUE = /\s*(?:"(?<quoted>(?:[^"]|"")*)"\s*|(?<plain>[^",]*|[^",][^,]*))(?=,|$)/y;
const FIELD = /\s*(?<field>[^=,"]*?)\s*=/y;

/**
 * Reads a mapping from one line, such as that of an option: `customer=KundenNr,amount="Betrag (EUR)"`. Names with commas
 * or quotes are quoted as in CSV; a number is a position; nothing after the sign means that the file has no such column.
 *
 * @param option what to call the line in messages.
 * @throws OptionsError for a line that is not of this form, or that names a field twice.
 * @example
 * parseMapping('customer=KundenNr,amount="Betrag, brutto",discount='); // { customer: …, amount: …, discount: null }
 */
export function parseMapping(line: string, option = '--map'): Mapping {
  const mapping = new Map<string, string | number | null>();
  let at = 0;
  while (at < line.length) {
    const { field = '' } = matchAt(FIELD, line, at)?.groups ?? {};
    if (field === '') throw notAMapping(line, at, option);
    const value = matchAt(VALUE, line, FIELD.lastIndex);
    if (value === null) throw notAMapping(line, FIELD.lastIndex, option);
    if (mapping.has(field)) throw new OptionsError(`${option} names "${field}" twice.`);
    mapping.set(field, valueOf(value.groups ?? {}));
    at = VALUE.lastIndex + 1;
  }
  if (mapping.size === 0 || line.trimEnd().endsWith(',')) throw notAMapping(line, line.length, option);
  return Object.fromEntries(mapping);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function valueOf({
  quoted,
  plain = '',
}: Readonly<Record<string, string | undefined>>): string | number | null {
  if (quoted !== undefined) return quoted.replaceAll('""', '"');
  const name = plain.trim();
  if (name === '') return null;
  return /^[0-9]{1,6}$/.test(name) ? Number(name) : name;
}

function notAMapping(line: string, at: number, option: string): OptionsError {
  const rest = line.slice(at).trim();
  return new OptionsError(
    `${option} cannot be read ${rest === '' ? 'at its end' : `at "${rest}"`}: write it as ` +
      'customer=KundenNr,amount="Betrag (EUR)", with names that hold a comma or a quote in quotes.',
  );
}

/**
 * A mapping as one line that {@link parseMapping} reads back.
 *
 * @example
 * writeMapping({ customer: 'KundenNr', amount: 'Betrag, brutto' }); // 'customer=KundenNr,amount="Betrag, brutto"'
 */
export function writeMapping(mapping: Mapping): string {
  const pairs = Object.entries(mapping).flatMap(([field, name]) =>
    name === undefined
      ? []
      : [`${field}=${name === null ? '' : typeof name === 'number' ? name : quote(name)}`],
  );
  return pairs.join(',');
}

const quote = (name: string): string =>
  /[",]|^[0-9]+$|^\s|\s$|^$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
