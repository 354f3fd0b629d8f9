import { relative } from 'node:path';
import type ts from 'typescript';
import type { BoundFile } from './typescript.js';

export interface Position {
  readonly offset: number;
  /** Counted from 0. */
  readonly line: number;
  /** Counted from 0. */
  readonly character: number;
}

/** A complaint of the compiler; one that explains the one before has the same place. */
export interface Diagnostic {
  readonly start: Position;
  readonly end: Position;
  readonly messageText: string;
  readonly code: number;
  /** Set when the complaint is about another file than the cell. */
  readonly fileName?: string;
}

type Chain = Pick<ts.DiagnosticMessageChain, 'messageText' | 'code' | 'next'>;

const flat = ({ messageText, code, next = [] }: Chain): { messageText: string; code: number }[] => [
  { messageText, code },
  ...next.flatMap(flat),
];

/** The compiler's complaints about a cell and the project's files that it imports. */
export function diagnosticsOf(
  complaints: readonly ts.Diagnostic[],
  cell: BoundFile,
  root: string,
): Diagnostic[] {
  return complaints.flatMap(({ file, start = 0, length = 0, messageText, code }) => {
    if (!file) return [];
    const at = (offset: number): Position => ({ offset, ...file.getLineAndCharacterOfPosition(offset) });
    const place = { start: at(start), end: at(start + length) };
    const named = file.fileName === cell.fileName ? {} : { fileName: relative(root, file.fileName) };
    const chain = typeof messageText === 'string' ? { messageText, code } : messageText;
    return flat(chain).map((message) => ({ ...place, ...message, ...named }));
  });
}
