import type { Line } from './lines.js';

/** In place of a delimiter, for columns that are aligned with spaces: fields end at any run of white space. */
export const ALIGNED = 'spaces';

export interface RecordLayout {
  readonly delimiter: string;
  /** Number of fields in a row; null if not known yet (the header itself). */
  readonly fields: number | null;
}

/** One row of a delimited file, or a line that cannot be split into a row. */
export interface SourceRecord {
  /** Line where it starts, from 1. */
  readonly line: number;
  /** The original text, including line breaks inside quotes. */
  readonly text: string;
  readonly fields: readonly string[];
  /** Why it is not a row; null if it is one. */
  readonly malformed: string | null;
}

type Closed = { fields: string[] } | { error: string };
type Split = Closed | { open: true };

/** The most additional lines that one quoted value may span. */
const MAX_QUOTED_LINES = 1000;

/**
 * Splits lines into rows the way the engine does: quotes count only at the start of a field, a doubled quote is a
 * literal quote, spaces around quotes are not part of the value, quoted values may span lines, and blank lines are not
 * rows. A quote that is never closed affects only its own line, not the rest of the file. The same holds for one that
 * is closed too late, so that the value contains complete rows and the number of fields is wrong.
 */
export async function* readRecords(
  lines: AsyncIterable<Line> | Iterable<Line>,
  layout: RecordLayout,
): AsyncGenerator<SourceRecord> {
  const source = each(lines);
  const pending: Line[] = [];
  const next = async (): Promise<Line | undefined> => {
    const result = await source.next();
    return result.done === true ? undefined : result.value;
  };
  for (;;) {
    const first = pending.shift() ?? (await next());
    if (first === undefined) return;
    if (first.text === '' || (layout.delimiter === ALIGNED && first.text.trim() === '')) continue;
    let split = splitFields(first.text, layout.delimiter);
    if ('fields' in split || 'error' in split) {
      yield toRecord(first, split, layout);
      continue;
    }
    let text = first.text;
    const taken: Line[] = [];
    while ('open' in split && taken.length < MAX_QUOTED_LINES) {
      const line = pending.shift() ?? (await next());
      if (line === undefined) break;
      taken.push(line);
      text += `\n${line.text}`;
      split = splitFields(text, layout.delimiter);
    }
    const whole = 'open' in split ? null : toRecord({ number: first.number, text }, split, layout);
    const isOne = 'fields' in split && !taken.some((line) => isRow(line, layout));
    if (whole !== null && (whole.malformed === null || isOne)) {
      yield whole;
    } else {
      pending.unshift(...taken);
      yield toRecord(first, { error: 'a quote is opened and not closed' }, layout);
    }
  }
}

/** Whether a line is a complete row; one with an odd number of quotes is more likely the end of a value. */
function isRow(line: Line, layout: RecordLayout): boolean {
  if (line.text.split('"').length % 2 === 0) return false;
  const split = splitFields(line.text, layout.delimiter);
  return 'fields' in split && toRecord(line, split, layout).malformed === null;
}

async function* each(lines: AsyncIterable<Line> | Iterable<Line>): AsyncGenerator<Line, void, undefined> {
  yield* lines;
}

function toRecord(line: Line, split: Closed, { fields }: RecordLayout): SourceRecord {
  const base = { line: line.number, text: line.text };
  if ('error' in split) return { ...base, fields: [], malformed: split.error };
  const found = split.fields;
  // Some exports put a delimiter after the last field; it does not start another field.
  if (fields !== null && found.length === fields + 1 && found.at(-1) === '') found.pop();
  const malformed =
    fields === null || found.length === fields ? null : `${found.length} fields where ${fields} are expected`;
  return { ...base, fields: malformed === null ? found : [], malformed };
}

function splitFields(text: string, delimiter: string): Split {
  if (delimiter === ALIGNED) return { fields: text.trim().split(/\s+/) };
  if (!text.includes('"')) return { fields: text.split(delimiter) };
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const start = pastSpaces(text, at, delimiter);
    if (text[start] === '"') {
      const end = closingQuote(text, start + 1);
      if (end === -1) return { open: true };
      const next = pastSpaces(text, end + 1, delimiter);
      const after = text[next];
      if (after !== undefined && after !== delimiter) {
        return { error: `text follows the closing quote of field ${fields.length + 1}` };
      }
      fields.push(text.slice(start + 1, end).replaceAll('""', '"'));
      if (after === undefined) return { fields };
      at = next + 1;
    } else {
      const end = text.indexOf(delimiter, at);
      if (end === -1) {
        fields.push(text.slice(at));
        return { fields };
      }
      fields.push(text.slice(at, end));
      at = end + 1;
    }
  }
}

function pastSpaces(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text[at] === ' ' && delimiter !== ' ') at += 1;
  return at;
}

/** Position of the quote that closes a value, skipping doubled ones; -1 if there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
