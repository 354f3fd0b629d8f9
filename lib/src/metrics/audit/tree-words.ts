import { both } from '../../core/heading.js';
import { quantityOf } from '../../core/format.js';
import type { Label } from '../../core/label.js';
import { described, type Table } from '../../core/table.js';
import type { Side } from './tree-paths.js';

/** One condition in both languages: "orders above 5 and at most 9". */
export function condition(table: Table, { feature, above, upTo }: Side): Label {
  const column = { ...described(table, feature), kind: 'double?' as const };
  const name = both(column.label);
  const text = (value: number) => {
    const exact = { ...column, digits: Math.max(digitsOf(value), column.digits ?? 0) };
    const { format = 'decimal' } = column;
    return quantityOf(
      value,
      { ...exact, format: format === 'text' || format === 'count' ? 'decimal' : format },
      table.session,
    );
  };
  const en = [
    ...(above === null ? [] : [`above ${text(above).en}`]),
    ...(upTo === null ? [] : [`at most ${text(upTo).en}`]),
  ];
  const zh = [
    ...(above === null ? [] : [`高于${text(above).zh}`]),
    ...(upTo === null ? [] : [`不超过${text(upTo).zh}`]),
  ];
  return { en: `${name.en} ${en.join(' and ')}`, zh: `${name.zh}${zh.join('且')}` };
}

/** Decimals that a cut is written with. */
function digitsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}

/** The conditions of a leaf as a sentence; the whole table for a tree without splits. */
export function ruleOf(table: Table, sides: readonly Side[]): Label {
  if (sides.length === 0) return { en: 'All rows', zh: '全部行' };
  const all = sides.map((side) => condition(table, side));
  return { en: all.map(({ en }) => en).join(', and '), zh: all.map(({ zh }) => zh).join('，且') };
}
