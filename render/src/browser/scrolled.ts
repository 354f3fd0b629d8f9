import type { Element } from '../dom/element.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const property = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** How many px of `whole` a reader would have to scroll to; a rounded px is nothing. */
function hidden(whole: unknown, room: unknown): number {
  if (typeof whole !== 'number' || typeof room !== 'number') return 0;
  return whole - room > 1 ? Math.round(whole - room) : 0;
}

function rowsHeight(blocks: unknown): number {
  const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const heights = listOf(blocks)
    .flatMap((block) => listOf(property(block, 'rows')))
    .map((row) => Number(property(row, 'rowHeight')));
  return heights.reduce((sum, height) => sum + height, 0);
}

/**
 * Which parts of a drawn figure plotly would let a reader scroll, a sentence each: a picture has only what is in
 * sight.
 *
 * @param div - the element that plotly drew into, with the layout it settled
 */
export function scrolledParts(div: Element): string[] {
  const layout = property(div, '_fullLayout');
  const legends = Object.entries(isRecord(layout) ? layout : {}).flatMap(([name, legend]) => {
    if (!/^legend\d*$/.test(name)) return [];
    const px = hidden(property(legend, '_height'), property(legend, '_maxHeight'));
    return px === 0 ? [] : [`layout.${name}: its last ${px} px are cut off; make the figure higher`];
  });
  const tables = [...div.querySelectorAll('.table')].flatMap((table) => {
    const data = property(table, '__data__');
    const whole = rowsHeight(property(data, 'headerRowBlocks')) + rowsHeight(property(data, 'rowBlocks'));
    const px = hidden(whole, property(data, 'groupHeight'));
    return px === 0 ? [] : [`table: its last ${px} px of rows are cut off; make the figure higher`];
  });
  return [...legends, ...tables];
}
