import * as column from '../core/column.js';
import type { TermOrText } from '../core/column.js';
import type { Categories } from '../core/schema.js';
import type { EventTypes } from './types.js';

/** The types of events as categories of a column, in their order. */
export function typeCategories<T extends string>(types: EventTypes<T>): Categories<T> {
  return Object.fromEntries(types.map(({ key, label }) => [key, { label }])) as Categories<T>;
}

/** A column of types of events. */
export const typeColumn = <T extends string>(types: EventTypes<T>, label: TermOrText = 'eventType') =>
  column.category(label, typeCategories(types));
