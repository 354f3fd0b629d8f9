import type { FoundFormat } from '../../values/date-order.js';

/** How the text of a column was interpreted, if that is not obvious. */
export type Reading =
  | 'asIs'
  | 'decimalComma'
  | 'leadingZeros'
  | 'longNumber'
  | 'dayFirst'
  | 'dayFirstSlash'
  | 'monthFirst'
  | 'yearFirst'
  | 'instants'
  | 'mixedZones'
  | 'unclearDates'
  | 'truthWords'
  | 'noValues'
  | 'mixed';

/**
 * How a column was read, and how many of its times lack a zone while others have one; as with missing values, over all
 * rows that could be split into fields.
 */
export interface ColumnReading {
  readonly reading: Reading;
  readonly unzoned: number;
  /** Its type in the database that it comes from. */
  readonly stored?: string;
}

/** The columns of a file by name. */
export type Readings = ReadonlyMap<string, ColumnReading>;

const FORMATS: Readonly<Record<FoundFormat, Reading>> = {
  '%d.%m.%Y': 'dayFirst',
  '%d/%m/%Y': 'dayFirstSlash',
  '%m/%d/%Y': 'monthFirst',
  '%d-%m-%Y': 'dayFirstSlash',
  '%m-%d-%Y': 'monthFirst',
  '%Y/%m/%d': 'yearFirst',
  '%Y.%m.%d': 'yearFirst',
  '%Y年%m月%d日': 'yearFirst',
};

/** The name of an inferred format. */
export const readingOf = (format: FoundFormat): Reading => FORMATS[format];
