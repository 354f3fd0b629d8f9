import { closest, sameName } from '../core/closest.js';
import { ColumnsError, OptionsError } from '../errors.js';
import type { ColumnFacts } from './column-facts.js';
import { GIVEN, type FoundFields } from './found.js';
import type { FieldOfKind } from './kinds.js';
import type { Mapping } from './mapping.js';

/**
 * Takes over the fields that a mapping names.
 *
 * @returns the fields that the file does not have, as it says.
 * @throws OptionsError for a field that this kind of data does not have; ColumnsError for a column that is not there.
 */
export function takeGiven(
  path: string,
  map: Mapping,
  fields: readonly FieldOfKind[],
  columns: readonly ColumnFacts[],
  found: FoundFields,
): ReadonlySet<string> {
  const known = fields.map(({ field }) => field);
  const absent = new Set<string>();
  for (const [field, name] of Object.entries(map)) {
    if (!known.includes(field)) {
      const near = closest(field, known);
      throw new OptionsError(
        `"${field}" is no field of this kind of data. ` +
          (near === undefined ? `Fields are ${known.join(', ')}.` : `Did you mean ${near}?`),
      );
    }
    if (name === undefined) continue;
    if (name === null) absent.add(field);
    else
      found.set(field, {
        column: columnNamed(path, columns, name),
        sure: 'sure',
        by: 'given',
        why: GIVEN,
        rivals: [],
      });
  }
  return absent;
}

function columnNamed(path: string, columns: readonly ColumnFacts[], name: string | number): string {
  const names = columns.map((facts) => facts.name);
  const column = names[typeof name === 'number' ? name - 1 : sameName(name, names)];
  if (column !== undefined) return column;
  const near = typeof name === 'string' ? closest(name, names) : undefined;
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  const all = names.map((one) => `"${one}"`).join(', ');
  throw new ColumnsError(
    `${path} has no column ${typeof name === 'number' ? name : `"${name}"`}.${hint} Its columns are: ${all}.`,
    [String(name)],
  );
}
