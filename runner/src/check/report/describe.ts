import type { Difference, DifferingItem } from '../difference.js';

/** `cell 4 (accounting), output 1`, or undefined for what belongs to no cell. */
export function describeWhere({ cell, output }: Difference): string | undefined {
  if (cell === undefined) return undefined;
  return `cell ${cell.number} (${cell.id})${output === undefined ? '' : `, output ${output}`}`;
}

/** `row "East", column "Users": 12 -> 13` */
export function describeItem({ path, expected, actual }: DifferingItem): string {
  return `${path}: ${expected ?? 'nothing'} -> ${actual ?? 'nothing'}`;
}

/** What there is to say of a difference below its message: places, lines, twins. */
export function describeDetails({ items = [], more = 0, diff, also = [] }: Difference): string[] {
  return [
    ...items.map(describeItem),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(diff === undefined ? [] : diff.split('\n')),
    ...(also.length > 0 ? [`(${also.join(', ')} differ${also.length === 1 ? 's' : ''} too)`] : []),
  ];
}
