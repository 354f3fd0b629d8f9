/** A character on a line of a terminal, with the colors it was written in. */
interface Cell {
  readonly char: string;
  readonly style: string;
}

const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
/** An escape sequence, what moves the cursor, or a character. */
const UNIT = new RegExp(
  `${ESC}\\[([0-?]*)[ -/]*([@-~])|${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)|[^]`,
  'gu',
);
/** A sequence that erases a line or a part of it. */
export const ERASES = new RegExp(`${ESC}\\[[0-2]?K`);
const MOVES = new RegExp(`[\\r\\x08]|${ERASES.source}`);

/**
 * A text as a terminal shows it: what comes after a carriage return or a backspace is written over what was there,
 * as progress bars do, and what was erased is gone. Colors stay escape sequences.
 *
 * @example
 * terminalText('10 %\r100 %\rdone\n'); // 'done %\n'
 */
export function terminalText(text: string): string {
  if (!MOVES.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (MOVES.test(line.replace(/\r+$/, '')) ? shown(line) : line.replace(/\r+$/, '')))
    .join('\n');
}

function shown(line: string): string {
  const cells: Cell[] = [];
  let [column, style] = [0, ''];
  for (const [unit, parameters = '', command] of line.matchAll(UNIT)) {
    if (unit === '\r') column = 0;
    else if (unit === '\b') column = Math.max(0, column - 1);
    else if (command === 'm') style = /^0*$/.test(parameters) ? '' : style + unit;
    else if (command === 'K') erase(cells, parameters, column);
    else if (!unit.startsWith(ESC)) {
      while (cells.length < column) cells.push({ char: ' ', style: '' });
      cells[column] = { char: unit, style };
      column += 1;
    }
  }
  return written(cells, style);
}

/** To the end of the line, from its begin, or all of it. */
function erase(cells: Cell[], parameters: string, column: number): void {
  if (parameters === '1') cells.fill({ char: ' ', style: '' }, 0, column + 1);
  else cells.length = parameters === '2' ? 0 : Math.min(cells.length, column);
}

function written(cells: readonly Cell[], end: string): string {
  let [text, style] = ['', ''];
  for (const cell of [...cells, { char: '', style: end }]) {
    if (cell.style !== style) text += `${ESC}[0m${cell.style}`;
    text += cell.char;
    style = cell.style;
  }
  return text;
}
