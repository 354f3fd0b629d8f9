import { described, type Table } from '../../core/table.js';
import { groupOrder } from '../groups-of.js';

/** The column with the community of a customer. @throws OptionsError where there is none. */
export function communityColumn(customers: Table, name = 'community'): string {
  described(customers, name);
  return name;
}

/** Communities in the order of their column, each once. */
export const communityOrder = (customers: Table, name: string, found: readonly string[]): readonly string[] =>
  groupOrder(customers, name, found).filter((community) => found.includes(community));
