import type { Categories } from '../../core/schema.js';
import { columnOf, described, type Table } from '../../core/table.js';
import type { RfmPlan } from './options.js';

/** The keys of a table's segments, if its type has them. */
export type SegmentKey<T> = T extends { readonly plan: RfmPlan<infer K> } ? K : string;

/** The segments of a table in order: those it was scored into, or else those that occur, by name. */
export function segmentColumn(table: Table, found: readonly string[]): Categories {
  const { values } = described(table, columnOf(table, 'segment'));
  if (values !== undefined) return values;
  const names = [...new Set(found)].toSorted((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, { label: name }]));
}
