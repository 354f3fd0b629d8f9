import type { Shown } from './number-format.js';
import { momentOf } from './serial.js';
import { withControls } from './xml.js';

/** What a cell was found to hold. */
export interface Cell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'long' | 'day' | 'moment' | 'error';
}

/** A cell as the sheet writes it. */
export interface RawCell {
  readonly type: string | undefined;
  readonly style: number;
  readonly isFormula: boolean;
  /** Whether a value is written at all: a formula that was never computed has none. */
  readonly hasValue: boolean;
  readonly value: string;
  readonly inline: string;
}

/** What cells are converted with. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly styles: readonly Shown[];
  readonly from1904: boolean;
}

/** What a spreadsheet writes in a cell whose value is still to come. */
export const NOT_COMPUTED = '#GETTING_DATA';

/** The values that spreadsheets write for errors. */
export const CELL_ERRORS = [
  ...['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#SPILL!', '#CALC!', '#FIELD!'],
  ...['#BLOCKED!', '#CONNECT!', '#BUSY!', '#UNKNOWN!', NOT_COMPUTED],
] as const;

const SHOWN_DIGITS = 15;
/** Beyond this, spreadsheets keep the first 15 digits only. */
const LONG = 1e15;

/** The value of a cell as text; null for an empty one. */
export function cellOf(cell: RawCell, context: CellContext): Cell | null {
  const { type = 'n', value, inline, isFormula } = cell;
  if (!cell.hasValue && inline === '') return isFormula ? { text: NOT_COMPUTED, kind: 'error' } : null;
  switch (type) {
    case 's':
      return textCell(context.strings[Number(value)] ?? '');
    case 'inlineStr':
      return textCell(inline);
    case 'str':
      return textCell(withControls(value));
    case 'b':
      return { text: value === '1' || value === 'true' ? 'true' : 'false', kind: 'text' };
    case 'e':
      return { text: value, kind: 'error' };
    case 'd':
      return isoCell(value);
    default:
      return value === '' ? null : numberCell(cell, context);
  }
}

const textCell = (text: string): Cell | null => (text === '' ? null : { text, kind: 'text' });

function isoCell(value: string): Cell {
  const text = value.replace('T', ' ');
  return { text, kind: text.includes(':') ? 'moment' : 'day' };
}

/** The shortest text of a number. Of a formula, whose result has binary noise, it is what a spreadsheet shows. */
function numberCell({ value, style, isFormula }: RawCell, { styles, from1904 }: CellContext): Cell {
  const exact = Number(value);
  if (!Number.isFinite(exact)) return { text: value, kind: 'error' };
  const shown = styles[style] ?? { as: 'number' };
  if (shown.as !== 'number' && shown.as !== 'money') {
    const moment = momentOf(exact, shown.as, from1904);
    if (moment !== null) return { text: moment, kind: momentKind(moment) };
  }
  const number = isFormula ? Number(exact.toPrecision(SHOWN_DIGITS)) : exact;
  const sign = shown.as === 'money' ? shown.sign : '';
  const text = sign === '' ? plain(number) : withoutExponent(number);
  const signed = number < 0 ? `-${sign}${text.slice(1)}` : `${sign}${text}`;
  return { text: signed, kind: Math.abs(number) >= LONG && Number.isInteger(number) ? 'long' : 'number' };
}

/** A time of day or a duration alone is kept as it is written. */
function momentKind(moment: string): Cell['kind'] {
  if (!moment.includes(':')) return 'day';
  return moment.includes('-') ? 'moment' : 'text';
}

/** Amounts have no exponent, nor have formulas whose result is 0 but for binary noise. */
const withoutExponent = (number: number): string =>
  Math.abs(number) < 1e-6 ? number.toFixed(20).replace(/\.?0+$/, '') : plain(number);

/** Whole numbers with all their digits: JavaScript writes those above 10²¹ with an exponent. */
const plain = (number: number): string =>
  Math.abs(number) >= 1e21 ? BigInt(number).toString() : String(number);
