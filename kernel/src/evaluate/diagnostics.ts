import type { ErrorContent } from './error-content.js';
import type { Diagnostic } from '../compile/diagnostics.js';

/** The compiler's codes below this are about syntax, the others about types. */
const FIRST_TYPE_CODE = 2000;
/** About types all the same: a decorator that does not fit what it decorates. */
const DECORATOR_CODES: readonly number[] = [1238, 1239, 1240, 1241, 1270, 1271];

const isSyntax = ({ code }: Diagnostic): boolean => code < FIRST_TYPE_CODE && !DECORATOR_CODES.includes(code);

const text = ({ code, messageText }: Diagnostic): string => `TS${code}: ${messageText}`;

const place = ({ fileName, start }: Diagnostic): string =>
  `${fileName === undefined ? '' : `${fileName} `}line ${start.line + 1}, column ${start.character + 1}`;

const isDetail = (a: Diagnostic, b: Diagnostic | undefined): boolean =>
  a.start.offset === b?.start.offset && a.end.offset === b.end.offset && a.fileName === b.fileName;

/** The line complained about, with a caret under the part that is wrong. */
function excerpt({ start, end }: Diagnostic, source: string): string[] {
  const line = source.split('\n')[start.line];
  if (line === undefined) return [];
  const number = String(start.line + 1);
  const last = end.line === start.line ? end.character : line.length;
  const caret = '^'.padEnd(Math.max(1, last - start.character), '~');
  const indent = line.slice(0, start.character).replace(/[^\t]/g, ' ');
  return [`  ${number} | ${line}`, `  ${' '.repeat(number.length)} | ${indent}${caret}`];
}

function report(
  diagnostic: Diagnostic,
  previous: Diagnostic | undefined,
  code: string,
  label: string,
): string[] {
  // The compiler explains a complaint by further ones at the same place.
  if (isDetail(diagnostic, previous)) return [`    ${diagnostic.messageText}`];
  const lines = [`${text(diagnostic)} (${place(diagnostic)})`];
  if (diagnostic.fileName === undefined) {
    lines.push(
      `    at ${label}:${diagnostic.start.line + 1}:${diagnostic.start.character + 1}`,
      ...excerpt(diagnostic, code),
    );
  }
  return lines;
}

/** The error of a cell that does not compile: its first complaint as the value, all of them in the traceback. */
export function diagnosticsError(
  diagnostics: readonly Diagnostic[],
  code: string,
  label: string,
): ErrorContent {
  const [first] = diagnostics;
  const ename = first && isSyntax(first) ? 'SyntaxError' : 'TypeScriptError';
  const evalue = first ? `${text(first)} (${place(first)})` : '';
  const traceback = diagnostics.flatMap((diagnostic, i) =>
    report(diagnostic, diagnostics[i - 1], code, label),
  );
  return { ename, evalue, traceback: [`${ename}: ${traceback[0] ?? ''}`, ...traceback.slice(1)] };
}
