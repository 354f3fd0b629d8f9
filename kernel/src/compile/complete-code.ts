import type { TypeScript } from './typescript.js';

/** Whether Enter runs a text, or with how much indent it goes on. */
export type Completeness =
  { readonly completed: true } | { readonly completed: false; readonly indent: string };

const COMPLETED = { completed: true } as const;
const TWO_EMPTY_LINES = /(?:^|\n)\s*\n\s*$/;
const CLOSING_LINE = /^(?:(?:(?!.*?\/\*).*)\*\/)?\s*[}\]].*$/;
const OPENING_LINE = /^(?:(?!\/\/).)*(?:\{[^}"'`]*|\([^)"'`]*|\[[^\]"'`]*)$/;

/** The indent of the line that follows a text. */
function indentAfter(text: string): string {
  const line = /[^\n]*$/.exec(text)?.[0] ?? '';
  const current = /^\s*/.exec(line)?.[0] ?? '';
  if (CLOSING_LINE.test(line)) return current.replace(/(?: {2}|\t| )$/, '');
  return OPENING_LINE.test(line) ? `${current}  ` : current;
}

/** Whether a text is a complete cell: one that lacks something at its very end is not. */
export function isCompleteCode(typescript: TypeScript, text: string): Completeness {
  if (TWO_EMPTY_LINES.test(text)) return COMPLETED;
  const { ScriptTarget, ScriptKind } = typescript;
  const file = typescript.createSourceFile('cell.tsx', text, ScriptTarget.ESNext, false, ScriptKind.TSX);
  const { parseDiagnostics } = file as unknown as {
    readonly parseDiagnostics: readonly { start: number; length: number; messageText: unknown }[];
  };
  const isOpen = parseDiagnostics.some(
    ({ start, length, messageText }) =>
      start === text.length && length === 0 && String(messageText).endsWith(' expected.'),
  );
  return isOpen ? { completed: false, indent: indentAfter(text) } : COMPLETED;
}
