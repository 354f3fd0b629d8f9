import { stringWidth } from '../../core/string-width.js';
import { OptionsError } from '../../errors.js';
import { closest } from '../../core/closest.js';

/** Where the parts of a condition stand in a text. */
export interface Place {
  readonly text: string;
  /** The name of the column, tag or table. */
  readonly at: number;
  /** Each value. */
  readonly values: readonly number[];
}

const places = new WeakMap<object, Place>();

/** Remembers where a condition was read, so that later errors can say it; the condition itself stays plain data. */
export function placed<Q extends object>(query: Q, place: Place): Q {
  places.set(query, place);
  return query;
}

export const placeOf = (query: object): Place | undefined => places.get(query);

/** An error at a position of a text, with the line below it and a mark. */
export function errorAt(text: string, at: number, message: string, hint = ''): OptionsError {
  const before = text.slice(0, at).split('\n');
  const start = at - (before.at(-1) ?? '').length;
  const line = text.slice(start).split('\n')[0] ?? '';
  const column = Array.from(before.at(-1) ?? '').length + 1;
  const mark = ' '.repeat(stringWidth(before.at(-1) ?? ''));
  return new OptionsError(
    `${message} at line ${before.length}, column ${column}.${hint}\n  ${line}\n  ${mark}^`,
  );
}

/** An error about a condition: with its position if it was read from a text, else with its path in the tree. */
export function errorIn(
  query: object,
  path: string,
  message: string,
  { hint = '', value }: { readonly hint?: string; readonly value?: number } = {},
): OptionsError {
  const place = placeOf(query);
  if (place === undefined) return new OptionsError(`${message}${path === '' ? '' : ` in ${path}`}.${hint}`);
  return errorAt(
    place.text,
    (value === undefined ? undefined : place.values[value]) ?? place.at,
    message,
    hint,
  );
}

/** `Did you mean …?`, or all names if none is close. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  if (near !== undefined) return ` Did you mean "${near}"?`;
  return known.length === 0 ? '' : ` Use one of ${known.join(', ')}.`;
}
