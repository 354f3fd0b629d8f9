import { bindColumns } from '../data/bind.js';
import { normalize } from '../core/closest.js';
import { defineTable } from '../data/contract.js';
import { ColumnsError, OptionsError } from '../errors.js';
import type { EventField, StandardField } from './tables.js';

/**
 * Which columns of a file hold what: by name, without regard to case and punctuation, or by position, from 1.
 * Without item or category, metrics of items or categories cannot be asked for; an amount may be missing in a row.
 */
export interface EventColumnNames {
  readonly user: string | number;
  readonly time: string | number;
  readonly type: string | number;
  readonly item?: string | number;
  readonly category?: string | number;
  readonly amount?: string | number;
}

/**
 * Columns of events from a mapping that was read from a line or a file. Fields that the file does not have are left out;
 * the loader reports unknown and missing ones.
 */
export function eventColumnNames(
  mapping: Readonly<Record<string, string | number | null | undefined>>,
): EventColumnNames {
  const given = Object.entries(mapping).filter(([, name]) => name !== null && name !== undefined);
  const names: unknown = Object.fromEntries(given);
  return names as EventColumnNames;
}

/** Columns by the names that files of events have as a rule. */
export type StandardColumns = Readonly<Record<StandardField, string>>;

/** The fields that a mapping of columns names. */
export type FieldsOf<C> = Extract<keyof C, EventField>;

const FIELDS: readonly EventField[] = ['user', 'item', 'category', 'type', 'time', 'amount'];
const NEEDED: readonly EventField[] = ['user', 'time', 'type'];

/** Names by which the columns are known where none are given, in the order that a file without a header has them. */
const STANDARD: Readonly<Record<StandardField, readonly [string, ...string[]]>> = {
  user: ['user_id', 'user', 'visitor_id', 'customer_id'],
  item: ['item_id', 'item', 'product_id', 'product', 'sku'],
  category: ['category_id', 'category'],
  type: ['behavior_type', 'event_type', 'type', 'event', 'behavior'],
  time: ['timestamp', 'event_time', 'time', 'ts'],
};

/** The position of a field in a file, from 0. */
export interface FieldPlace {
  readonly field: EventField;
  readonly index: number;
}

/** The columns that a load asks for. */
export class EventColumnMap {
  constructor(private readonly names: EventColumnNames | undefined) {
    if (names === undefined) return;
    const unknown = Object.keys(names).find((field) => !(FIELDS as readonly string[]).includes(field));
    if (unknown !== undefined) {
      throw new OptionsError(`"${unknown}" is not a column of events. Columns are ${FIELDS.join(', ')}.`);
    }
    const missing = NEEDED.filter((field) => names[field] === undefined);
    if (missing.length > 0) {
      throw new OptionsError(
        `Events need a user, a time and a type: say which column is ${missing.join(', ')}.`,
      );
    }
    const given = this.fields.map((field) => names[field]);
    const bad = given.find((name) => typeof name === 'number' && !(Number.isInteger(name) && name >= 1));
    if (bad !== undefined) throw new OptionsError(`Column ${bad}: positions are whole numbers from 1.`);
    if (new Set(given.map((name) => typeof name)).size > 1) {
      throw new OptionsError('Give all columns by name or all by position.');
    }
  }

  get fields(): readonly EventField[] {
    const { names } = this;
    if (names === undefined) return FIELDS.filter((field) => field !== 'amount');
    // In the order given, which is that of the columns of a file without a header.
    return (Object.keys(names) as EventField[]).filter((field) => names[field] !== undefined);
  }

  /** Whether columns are named by their position. */
  get positional(): boolean {
    return typeof this.names?.user === 'number';
  }

  /** The names to look for in a first line; for a file without header they are those of its columns, in order. */
  get expected(): readonly string[] {
    return this.fields.map((field) => this.nameOf(field));
  }

  /** What to call a column in messages. */
  nameOf(field: EventField): string {
    const given = this.names?.[field];
    if (typeof given === 'number') return `column ${given}`;
    return given ?? (field === 'amount' ? 'amount' : STANDARD[field][0]);
  }

  /** For keys of what is kept. */
  toJSON(): unknown {
    return this.names ?? null;
  }

  /**
   * The positions of the fields in a file with these columns.
   *
   * @throws ColumnsError naming the missing columns and similar names.
   */
  bind(path: string, columns: readonly string[], width = columns.length): readonly FieldPlace[] {
    if (this.positional)
      return this.fields.map((field) => ({ field, index: this.#position(field, path, width) }));
    const found = columns.map(normalize);
    const source = (field: EventField): string => {
      if (this.names !== undefined || field === 'amount') return this.nameOf(field);
      return STANDARD[field].find((name) => found.includes(normalize(name))) ?? STANDARD[field][0];
    };
    for (const field of this.fields) {
      const name = normalize(source(field));
      if (found.indexOf(name) !== found.lastIndexOf(name)) {
        throw new ColumnsError(
          `${path}: more than one column is named ${source(field)}. Say by position which is meant: header: true, ` +
            `columns: { user: 1, time: 2, type: 3 }, counted from 1.`,
          [source(field)],
        );
      }
    }
    const contract = defineTable({
      name: 'events',
      columns: Object.fromEntries(
        this.fields.map((field) => [field, { type: 'text' as const, source: source(field) }]),
      ),
    });
    const hint =
      this.names === undefined
        ? `\nSay which column is which, and leave out what the file does not have: columns: { user: '…', time: '…', type: '…' }.`
        : '';
    try {
      return bindColumns(contract, { path, columns }).map(({ column, index }) => ({
        field: column as EventField,
        index,
      }));
    } catch (error) {
      throw error instanceof ColumnsError
        ? new ColumnsError(`${error.message}${hint}`, error.missing)
        : error;
    }
  }

  #position(field: EventField, path: string, width: number): number {
    const position = Number(this.names?.[field]);
    if (position <= width) return position - 1;
    throw new ColumnsError(
      `${path}: there is no column ${position} for the ${field}: rows have ${width} fields.`,
      [this.nameOf(field)],
    );
  }
}
