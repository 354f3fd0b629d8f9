import { visible } from './columns.js';
import type { Cell } from './crossed.js';
import type { Source } from './source.js';
import { widest } from './words.js';

/** The column shown along with a value: the count behind a share, or the share of a count. */
function companionOf({ schema }: Source, column: string): string | undefined {
  const base = schema[column]?.of?.base;
  if (base !== undefined) return Object.hasOwn(schema, base) ? base : undefined;
  return visible(schema).find(([, { of, format }]) => of?.base === column && format === 'percent')?.[0];
}

/** The text of a bar: its value, with the companion value in parentheses. */
export function barText(
  source: Source,
  cell: Cell | undefined,
  column: string,
  withCompanion: boolean,
): string {
  const value = source.write(cell?.value ?? null, column);
  const companion = companionOf(source, column);
  if (!withCompanion || companion === undefined || cell === undefined || cell.value === null) return value;
  const other = source.number(cell.row, companion);
  if (other === null) return value;
  const told = source.write(other, companion);
  return source.locale === 'zh' ? `${value}（${told}）` : `${value} (${told})`;
}

/** The longest texts that fit side by side above vertical bars; null if not even the values fit. */
export function fitting(
  long: readonly string[],
  short: readonly string[],
  room: number,
): readonly string[] | null {
  const folded = long.map((text) => text.replace(/[ ]?([(（])/, '<br>$1'));
  return [long, folded, short].find((texts) => widest(texts) <= room) ?? null;
}
