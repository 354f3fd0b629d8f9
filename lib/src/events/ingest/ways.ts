import { id, sql, type Sql } from '../../engine/sql.js';
import type { EventField } from '../tables.js';
import type { ByteScan } from './digest.js';
import type { EventReading } from './plan.js';
import { instantOf } from './time.js';

/**
 * A way to read a file as a relation of `user_id`, `item_id`, `category_id`, `amount` (each where there is one), `word`
 * (of the type), `event_time` in epoch seconds and, unless the file counts seconds, `time` as it is in the file;
 * `misread` is the text of a row with an invalid number, `written` that of one with a word
 * for a missing id or time, both null for all others.
 */
export interface EventRelation {
  readonly relation: Sql;
  /**
   * `strict`: the statement fails where a row cannot be read. `lines`: every line is a row, and the engine records in
   * tables of rejects what it cannot read. `records`: record by record, with the columns `line`, `text` and `problem`, which
   * is null where the record can be read.
   */
  readonly way: 'strict' | 'lines' | 'records';
  /** The column of the engine's reader that holds numbers which an event may lack. */
  readonly amount?: string;
  /** Rows that it must have, counted independently; null where this way cannot lose any. */
  rows(): Promise<number | null>;
}

/** A way to read a file. */
export interface Way {
  /** Whether the engine reads the numbers: its rows hold only where it is strict with them. */
  readonly typed?: boolean;
  /** Null where the way does not suit the file. */
  readonly open: () => Promise<EventRelation | null>;
}

/** Ways to read a file from the fastest to the most careful one, and the pass over its bytes that tells which suits. */
export interface Ways {
  readonly ways: readonly Way[];
  readonly scan: ByteScan | null;
}

/** The columns of the relation that come from a field. */
export function valuesOf(field: EventField, value: Sql, reading: EventReading, type: string): Sql[] {
  switch (field) {
    case 'type':
      return [sql`${value} AS word`];
    case 'time': {
      const instant = sql`${instantOf(reading, value, type)} AS event_time`;
      return reading.timestamps === 'seconds' ? [instant] : [instant, sql`${value} AS time`];
    }
    case 'amount':
      return [sql`${value} AS amount`];
    case 'user':
    case 'item':
    case 'category':
      return [sql`${value} AS ${id(`${field}_id`)}`];
  }
}
