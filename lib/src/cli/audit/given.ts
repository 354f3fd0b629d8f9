import type { ArgsDef } from 'citty';
import { ownColumns, requireOwn, type Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import { parseMapping } from '../../mapping/mapping.js';

/** The options that say which columns to audit. */
export const COLUMN_FLAGS = {
  segment: { type: 'string', description: 'Column with the segment of each row', valueHint: 'COLUMN' },
  outcome: {
    type: 'string',
    description: 'Column with the number that segments are supposed to tell apart',
    valueHint: 'COLUMN',
  },
  features: {
    type: 'string',
    description:
      'Columns in which anomalies are compared with the others; by default numbers and columns of few words, at most 20',
    valueHint: 'COLUMNS',
  },
  user: {
    type: 'string',
    description:
      'Column that says whose a row is; by default one that is named so, or else every row is a customer',
    valueHint: 'COLUMN',
  },
  periods: {
    type: 'string',
    description: 'Counts by period of the year, in order, such as q1,q2,q3,q4',
    valueHint: 'COLUMNS',
  },
  halves: {
    type: 'string',
    description: 'Column with two values, such as 2023 and 2024, between which segments may drift',
    valueHint: 'COLUMN',
  },
  threshold: {
    type: 'string',
    description:
      'Rows further than this from the mean of their segment are anomalies; by default two standard deviations within segments',
    valueHint: 'NUMBER',
  },
  map: {
    type: 'string',
    description: 'The same as one line, such as segment=Tier,outcome=5; numbers are positions',
    valueHint: 'FIELD=COLUMN,…',
  },
} as const satisfies ArgsDef;

type Flag = Exclude<keyof typeof COLUMN_FLAGS, 'map'>;

/** Columns as they are named on the command line, none of them looked up yet. */
export interface Given {
  readonly segment: string | number;
  readonly outcome: string | number;
  readonly user: string | number | null | undefined;
  readonly features: readonly string[] | undefined;
  readonly periods: readonly string[];
  readonly halves: string | undefined;
  readonly threshold: number | undefined;
}

const MAPPED = ['segment', 'outcome', 'user'] as const;

/** @throws OptionsError where segment or outcome are not named, or the threshold is no number. */
export function givenColumns(args: Readonly<Partial<Record<Flag | 'map', string | undefined>>>): Given {
  const map = args.map === undefined ? {} : parseMapping(args.map);
  const unknown = Object.keys(map).find((field) => !MAPPED.some((known) => known === field));
  if (unknown !== undefined)
    throw new OptionsError(
      `--map: "${unknown}" is none of ${MAPPED.join(', ')}; other columns have options.`,
    );
  const segment = args.segment ?? map['segment'] ?? null;
  const outcome = args.outcome ?? map['outcome'] ?? null;
  if (segment === null || outcome === null) {
    throw new OptionsError(
      `Name the ${segment === null ? 'segment' : 'outcome'}: tally audit customers.csv --segment tier --outcome retention.`,
    );
  }
  return {
    ...{ segment, outcome, user: args.user ?? map['user'] },
    features: args.features === undefined ? undefined : listed(args.features),
    periods: args.periods === undefined ? [] : listed(args.periods),
    halves: args.halves,
    threshold: args.threshold === undefined ? undefined : numberOf(args.threshold),
  };
}

/** Names with commas stand in quotes, as in CSV. */
function listed(line: string): readonly string[] {
  const found = line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]+))\s*(?:,|$)/g);
  return [...found].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim());
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value;
  throw new OptionsError(`--threshold must be a number above 0, not "${text}".`);
}

/**
 * The name of a column that was given by name, or by position from 1.
 *
 * @throws OptionsError for a column that is not there.
 */
export function columnGiven(table: Table, given: string | number): string {
  const names = ownColumns(table);
  if (typeof given === 'string') {
    requireOwn(table, given);
    return given;
  }
  const name = names[given - 1];
  if (name !== undefined) return name;
  throw new OptionsError(`--map: there is no column ${given}; the file has ${names.length}.`);
}
