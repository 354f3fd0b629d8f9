import type { Line } from './lines.js';

export interface RecordLayout {
  readonly delimiter: string;
  /** How many fields a row has; null while that is not known yet (the header itself). */
  readonly fields: number | null;
}

/** One row of a delimited file, or the line that cannot be one. */
export interface SourceRecord {
  /** Line on which it starts, counted from 1. */
  readonly line: number;
  /** The original text, line breaks inside quotes included. */
  readonly text: string;
  readonly fields: readonly string[];
  /** Why it is not a row; null when it is. */
  readonly malformed: string | null;
}

type Split = { fields: string[] } | { open: true } | { error: string };

/** Longest run of lines that one quoted value may span. */
const MAX_QUOTED_LINES = 1000;

/**
 * Splits lines into rows the way a reader of the file would: quotes only count at the start of a field, a
 * doubled quote is a quote, quoted values may span lines, blank lines are not rows. A quote that is never
 * closed costs its own line only, not the rest of the file.
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
    if (first.text === '') continue;
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
    const whole = toRecord({ number: first.number, text }, split, layout);
    if (whole.malformed === null) {
      yield whole;
    } else {
      pending.unshift(...taken);
      yield toRecord(first, { error: 'a quote is opened and not closed' }, layout);
    }
  }
}

async function* each(lines: AsyncIterable<Line> | Iterable<Line>): AsyncGenerator<Line, void, undefined> {
  yield* lines;
}

function toRecord(line: Line, split: Split, { fields }: RecordLayout): SourceRecord {
  const base = { line: line.number, text: line.text };
  if ('open' in split) return { ...base, fields: [], malformed: 'a quote is opened and not closed' };
  if ('error' in split) return { ...base, fields: [], malformed: split.error };
  const found = split.fields;
  // A delimiter after the last field is a habit of some exports, not a field.
  if (fields !== null && found.length === fields + 1 && found.at(-1) === '') found.pop();
  const malformed =
    fields === null || found.length === fields ? null : `${found.length} fields where ${fields} are expected`;
  return { ...base, fields: malformed === null ? found : [], malformed };
}

function splitFields(text: string, delimiter: string): Split {
  if (!text.includes('"')) return { fields: text.split(delimiter) };
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end === -1) return { open: true };
      const after = text[end + 1];
      if (after !== undefined && after !== delimiter) {
        return { error: `text follows the closing quote of field ${fields.length + 1}` };
      }
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      if (after === undefined) return { fields };
      at = end + 2;
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

/** Position of the quote that closes a value, skipping doubled ones; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
