import type { Encoding } from '../../data/source/found-encoding.js';
import type { DecimalMark } from '../../values/number.js';
import type { EventColumnMap } from '../columns.js';
import type { EventLayout } from '../tables.js';
import type { EventTypes } from '../types.js';
import type { EventWindow } from '../window.js';

/** The notation of times in files: seconds or milliseconds since 1970 UTC, or dates: ISO 8601 unless a format is given. */
export const TIMESTAMPS = ['seconds', 'milliseconds', 'iso'] as const;
export type Timestamps = (typeof TIMESTAMPS)[number];

/** How files of events are read: the same for all files of a load. */
export interface EventReading {
  readonly columns: EventColumnMap;
  /** Whether the first row is a header; detected when not specified. */
  readonly header: boolean | undefined;
  /** The encoding of delimited files; undefined where they must be UTF-8. */
  readonly encoding: Encoding | undefined;
  readonly layout: EventLayout;
  readonly timestamps: Timestamps;
  /** The format of dates; ISO 8601 when absent. */
  readonly dateFormat?: string;
  /** The decimal mark of amounts, whose thousands may then be in groups; when absent they are as the engine writes them. */
  readonly decimal?: DecimalMark;
  /** The zone of times without one. */
  readonly timeZone: string;
}

/** Everything that the ingested rows of a file depend on, besides the file. */
export interface IngestPlan {
  readonly reading: EventReading;
  readonly window: EventWindow;
  readonly types: EventTypes;
  /** What happens to events of other types. */
  readonly otherTypes: 'quarantine' | 'ignore';
  /** Whether equal rows of a file count once. */
  readonly distinct: boolean;
}
