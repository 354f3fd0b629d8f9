import type { Label } from '../../../core/label.js';
import type { Book, Sheet } from './book.js';
import type { SheetLayout } from './layout.js';
import type { ColumnSeen, Staged } from './stage.js';

/** What must be said of how a sheet was read: what was chosen, what was passed over, and what its cells do not hold. */
export function sheetNotes(book: Book, sheet: Sheet, layout: SheetLayout, staged: Staged): readonly Label[] {
  const others = book.sheets.filter((other) => other !== sheet);
  const { titles, headerRows, header } = layout;
  const merged = staged.merges.filter(({ top }) => top > header).length;
  const among = (pick: (seen: ColumnSeen) => number) => columnsWith(layout, staged, pick);
  const [errors, uncomputed, long] = [
    among((seen) => seen.errors - seen.uncomputed),
    among((seen) => seen.uncomputed),
    among((seen) => seen.long),
  ];
  return [
    {
      en: `Sheet "${sheet.name}"${others.length === 0 ? '' : `; the others are ${named(others, 'hidden').join(', ')}`}.`,
      zh: `工作表“${sheet.name}”${others.length === 0 ? '' : `；另有${named(others, '隐藏').join('、')}`}。`,
    },
    ...when(titles > 0, `Rows above the header that were skipped: ${titles}.`, `表头之上跳过${titles}行。`),
    ...when(
      headerRows > 1,
      `The ${headerRows} rows of the header were joined.`,
      `表头共${headerRows}行，已合并为列名。`,
    ),
    ...when(headerRows === 0, 'No row names the columns.', '没有表头行。'),
    ...when(book.macros, 'Its macros were ignored.', '其中的宏已忽略。'),
    ...when(
      errors.length > 0,
      `Errors in cells: ${list(errors, ', ')}.`,
      `单元格错误值：${list(errors, '、')}。`,
    ),
    ...when(
      uncomputed.length > 0,
      `Formulas without a value: ${list(uncomputed, ', ')}. Open the workbook in a spreadsheet and save it.`,
      `公式没有计算结果：${list(uncomputed, '、')}。请用电子表格软件打开并保存。`,
    ),
    ...when(
      long.length > 0,
      `Numbers of more than 15 digits, of which a spreadsheet keeps only 15: ${list(long, ', ')}. If they are ids, store them as text.`,
      `超过15位的数值，电子表格只保留前15位：${list(long, '、')}。如为编号，请存为文本。`,
    ),
    ...when(
      merged > 0,
      `Merged cells among the rows: ${merged}. Only the first cell of each has its value.`,
      `数据行中有${merged}处合并单元格，仅首个单元格有值。`,
    ),
  ];
}

const when = (is: boolean, en: string, zh: string): readonly Label[] => (is ? [{ en, zh }] : []);

const named = (sheets: readonly Sheet[], hidden: string): readonly string[] =>
  sheets.map((sheet) => `"${sheet.name}"${sheet.hidden ? ` (${hidden})` : ''}`);

/** The names of columns in which something was seen, and how often. */
function columnsWith(
  { names, left }: SheetLayout,
  { seen }: Staged,
  pick: (seen: ColumnSeen) => number,
): readonly (readonly [name: string, count: number])[] {
  return names.flatMap((name, index) => {
    const counts = seen[left + index];
    const count = counts === undefined ? 0 : pick(counts);
    return count === 0 ? [] : [[name === '' ? `column_${index + 1}` : name, count] as const];
  });
}

const list = (counts: readonly (readonly [string, number])[], separator: string): string =>
  counts.map(([name, count]) => `${name} ${count}`).join(separator);
