import type { Cell } from './types.js';
import type { CellFile } from './schema.js';

const VALID_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Gives every cell the id that nbformat 4.5 asks for. A cell keeps its own where that is valid and the first
 * of its name; the others are named after their place, `cell-01`, so the same notebook always gets the same ids.
 */
export function withCellIds(cells: readonly CellFile[]): Cell[] {
  const taken = new Set<string>();
  const kept = cells.map(({ id }) => {
    if (typeof id !== 'string' || !VALID_ID.test(id) || taken.has(id)) return undefined;
    taken.add(id);
    return id;
  });
  return cells.map((cell, index) => {
    const id = kept[index] ?? freshId(defaultId(index), taken);
    if (cell.cell_type === 'code') return { ...cell, id };
    const { attachments, ...rest } = cell;
    return attachments === undefined ? { ...rest, id } : { ...rest, id, attachments };
  });
}

/** The id of a cell that has none, by its index: `cell-01` for 0. */
export function defaultId(index: number): string {
  return `cell-${String(index + 1).padStart(2, '0')}`;
}

/** `wanted`, or with the first free number after it; the result counts as taken from now on. */
export function freshId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
