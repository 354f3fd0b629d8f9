import type { Readable } from 'node:stream';
import { DatabaseError } from '../../errors.js';
import type { StoredColumn } from './stored-column.js';

const BLOCK = 1 << 18;
/** What texts are quoted with, as SQL. */
const MARK = "_utf8mb4 x'01'";

/**
 * A row as a line of CSV. A text that the server cannot quote, as it would be too long, makes the whole field disappear:
 * the line is then too short, rather than one with a NULL.
 */
export function lineOf(columns: readonly StoredColumn[]): string {
  const fields = columns.map(({ text, isText }) =>
    isText
      ? `IF(${text} IS NULL, '', CONCAT(${MARK}, REPLACE(${text}, ${MARK}, CONCAT(${MARK}, ${MARK})), ${MARK}))`
      : `COALESCE(${text}, '')`,
  );
  return `CONCAT_WS(',', ${fields.join(', ')})`;
}

/** Lines joined to blocks: writing each by itself would take most of the time. */
export async function* blocksOf(lines: Readable, onRow: () => void): AsyncGenerator<Uint8Array> {
  let [block, size]: [string[], number] = [[], 0];
  const joined = () => Buffer.from(`${block.join('\n')}\n`, 'latin1');
  for await (const [line] of lines as AsyncIterable<readonly string[]>) {
    if (typeof line !== 'string') throw new DatabaseError('a row is longer than the packets of the server.');
    onRow();
    block.push(line);
    size += line.length;
    if (size < BLOCK) continue;
    yield joined();
    [block, size] = [[], 0];
  }
  if (block.length > 0) yield joined();
}
