import { sameName } from '../../core/closest.js';

/** Whether a contract names columns only as they are named where a file has no header. */
export const areNumbered = (expected: readonly string[]): boolean =>
  expected.every((name) => /^column_[0-9]+$/.test(name));

/** A first row without known names is data if it contains a number or a date; anything else is a header. */
export function isHeader(fields: readonly string[], expected: readonly string[]): boolean {
  if (countNamed(fields, expected) > 0) return true;
  const values = fields.filter(
    (field) => field !== '' && (Number.isFinite(Number(field)) || /^\d{4}-\d{2}-\d{2}/.test(field)),
  );
  // Tables with one column per year have years in their header.
  if (areNumbered(expected)) return values.every((field) => /^(19|20)[0-9]{2}$/.test(field));
  return !(values.length > 0 && fields.length === expected.length);
}

/** How many of these fields are names of expected columns. */
export function countNamed(fields: readonly string[], expected: readonly string[]): number {
  return fields.filter((field) => field.trim() !== '' && sameName(field, expected) !== -1).length;
}
