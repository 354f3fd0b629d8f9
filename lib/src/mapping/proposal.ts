import { DISPLAY, type Displayable, type Output } from '../core/display.js';
import { FIELDS_OF_KIND, type DataKind } from './kinds.js';
import type { Mapping } from './mapping.js';
import { fieldsResult, type ProposedFields } from './proposal-fields.js';
import type { ProposalInput } from './proposal-input.js';

/** Which column of a file holds what, how sure that is, and what is not known. */
export class Proposal implements Displayable {
  readonly kind: DataKind;
  /** For the option `columns` of loaders: columns by name, or by position where the file has no header. */
  readonly map: Mapping;
  /** Format of the times, where loaders must be told; else null. */
  readonly dateFormat: string | null;
  /** Needed fields that were not found. */
  readonly missing: readonly string[];
  /** Fields that several columns could hold, with these columns. */
  readonly unclear: Readonly<Record<string, readonly string[]>>;
  /** Fields that were found by a part of a name or by contents, rather than by a usual name or as given. */
  readonly guessed: readonly string[];
  /** One row per field that was found or is needed: its column, how sure that is, why, and which others it could be. */
  readonly fields: ProposedFields;
  /** The file's first rows, which were looked at. */
  readonly rows: number;

  constructor(input: ProposalInput) {
    const { file, kind, found, extras } = input;
    this.kind = kind;
    this.rows = file.rows;
    this.map = mappingOf(input);
    this.dateFormat = extras.dateFormat ?? null;
    this.unclear = Object.fromEntries(extras.unclear);
    this.missing = missingOf(input);
    const guesses = [...found].filter(([, { by }]) => by === 'part' || by === 'contents');
    this.guessed = guesses.map(([field]) => field);
    this.fields = fieldsResult(input, this.missing);
  }

  [DISPLAY](): Output {
    return this.fields.output({ limit: this.fields.length });
  }
}

/** Positions where the file has no header, or no name for the column. */
function mappingOf({ file, kind, columns, found, extras, absent }: ProposalInput): Mapping {
  const headless = columns.every(({ name, position }) => name === `column_${position}`);
  const entries = [...found].map(([field, { column }]): [string, string | number] => {
    const position = columns.find(({ name }) => name === column)?.position ?? 0;
    const source = file.contract.columns[column]?.source ?? column;
    return [field, headless || source === '' ? position : source];
  });
  const without = new Set([...absent, ...(extras.rowsAreOrders === true ? ['order'] : [])]);
  const all = new Map<string, string | number | null>(entries);
  for (const field of without) all.set(field, null);
  const order = FIELDS_OF_KIND[kind].map(({ field }) => field);
  return Object.fromEntries([...all].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/** An amount can be computed, and each row can be an order. */
function missingOf({ kind, found, extras, absent }: ProposalInput): readonly string[] {
  const priced = found.has('quantity') && found.has('price');
  return FIELDS_OF_KIND[kind].flatMap(({ field, needed }) => {
    const replaced =
      kind === 'orders' &&
      ((field === 'order' && extras.rowsAreOrders === true) || (field === 'amount' && priced));
    return !needed || found.has(field) || (absent.has(field) && field === 'order') || replaced ? [] : [field];
  });
}
