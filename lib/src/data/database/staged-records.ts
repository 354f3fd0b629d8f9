import { readText } from '../source/lines.js';
import type { SourceRecord } from '../source/records.js';
import { QUOTE } from './database.js';
import type { Staged } from './staged.js';

/** The staged rows in order, each with its number and its values as JSON. */
export async function* stagedRecords({ files, columns }: Staged): AsyncGenerator<SourceRecord> {
  let line = 0;
  for (const file of files) {
    for await (const row of rowsOf(readText(file, 'utf-8'))) {
      line += 1;
      const values = valuesOf(row);
      const named = columns.flatMap(({ name }, index) =>
        name === '' ? [] : [[name, values[index] ?? null]],
      );
      yield { line, text: JSON.stringify(Object.fromEntries(named)), fields: [], malformed: null };
    }
  }
}

/** A line break ends a row where all quotes before it are closed. */
async function* rowsOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let row = '';
  let open = false;
  for await (const piece of pieces) {
    let start = 0;
    for (const { index, 0: mark } of piece.matchAll(MARKS)) {
      if (mark === QUOTE) {
        open = !open;
      } else if (!open) {
        yield row + piece.slice(start, index);
        row = '';
        start = index + 1;
      }
    }
    row += piece.slice(start);
  }
  if (row !== '') yield row;
}

const MARKS = new RegExp(`[${QUOTE}\n]`, 'g');
const DOUBLED = QUOTE + QUOTE;

/** A field after its comma: in quotes, or as it is. */
const FIELD = new RegExp(`,(?:${QUOTE}([^${QUOTE}]*(?:${DOUBLED}[^${QUOTE}]*)*)${QUOTE}|([^,]*))`, 'g');

function valuesOf(row: string): readonly (string | null)[] {
  return [...`,${row}`.matchAll(FIELD)].map(([, quoted, plain]) => {
    if (quoted !== undefined) return quoted.replaceAll(DOUBLED, QUOTE);
    return plain === undefined || plain === '' ? null : plain;
  });
}
