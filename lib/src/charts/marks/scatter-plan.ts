import { OptionsError } from '../../errors.js';
import { baseKind, isNumeric, type Schema } from '../../core/schema.js';
import { isName } from './columns.js';
import { nameColumn, numberColumns } from './defaults.js';
import type { ScatterOptions } from './scatter-options.js';
import type { Key, PlainRow, Source } from './source.js';

/** A channel of the plot: numbers, or names with their order. */
export interface Channel {
  readonly column: string;
  readonly log: boolean;
  /** Null for numbers. */
  readonly keys: readonly Key[] | null;
}

export interface ScatterPlan {
  readonly x: Channel;
  readonly y: Channel;
  readonly highlight: string | null;
}

/** A row with a position: its number, or the position of its name. */
export interface Point {
  readonly row: PlainRow;
  readonly x: number;
  readonly y: number;
  readonly marked: boolean;
}

const LIMIT = 5000;

/** @throws OptionsError unless x and y are two numbers, or a number and a column of names. */
export function planOf<S extends Schema>(source: Source, options: ScatterOptions<S>): ScatterPlan {
  const { highlight = null, log = '' } = options;
  const [x, y] = columnsOf(source, options);
  const channel = (column: string, letter: 'x' | 'y'): Channel => ({
    column,
    log: log.includes(letter),
    keys: isNumber(source, column) ? null : source.keys(column),
  });
  const plan = { x: channel(x, 'x'), y: channel(y, 'y'), highlight };
  const { name: where } = source.result;
  const names = [plan.x, plan.y].filter(({ keys }) => keys !== null);
  if (names.length === 2 || names.some(({ column }) => !isName(source.column(column))))
    throw new OptionsError(`${where}: one of x and y must be a number, and the other a number or a name.`);
  if (highlight !== null && baseKind(source.column(highlight).kind) !== 'boolean')
    throw new OptionsError(`${where}: ${highlight} must be yes or no to tell which points to highlight.`);
  if (names.some((one) => one.log))
    throw new OptionsError(`${where}: only a numeric axis can be logarithmic.`);
  if (options.band !== undefined && names.length === 0)
    throw new OptionsError(`${where}: a band needs names on one of the axes.`);
  if (options.quadrants !== undefined && names.length > 0)
    throw new OptionsError(`${where}: quadrants need numbers on both axes.`);
  return plan;
}

/** The columns of both axes: what is not given is a name beside a number, or a number. */
function columnsOf<S extends Schema>(source: Source, options: ScatterOptions<S>): [x: string, y: string] {
  const given = [options.x, options.y].filter((name) => name !== undefined);
  const numbers = numberColumns(source, given);
  const name = given.every((one) => isNumber(source, one)) ? nameColumn(source, given) : undefined;
  const x = options.x ?? (options.y === undefined ? numbers[0] : (name ?? numbers[0]));
  const y = options.y ?? name ?? numbers.find((one) => one !== x);
  if (x !== undefined && y !== undefined) return [x, y];
  throw new OptionsError(`${source.result.name}: two columns are needed, at least one of them numeric.`);
}

const isNumber = (source: Source, column: string): boolean => isNumeric(source.column(column));

/** The rows that have a place, at even steps where there are more than the limit. */
export function pointsOf(source: Source, plan: ScatterPlan, limit = LIMIT) {
  const place = (row: PlainRow, { column, keys }: Channel) =>
    keys === null
      ? source.number(row, column)
      : keys.findIndex(({ raw }) => raw === ((row[column] ?? null) as Key['raw']));
  const all = source.rows.flatMap((row): Point[] => {
    const [x, y] = [place(row, plan.x), place(row, plan.y)];
    if (x === null || y === null) return [];
    return [{ row, x, y, marked: plan.highlight !== null && row[plan.highlight] === true }];
  });
  requirePositive(source, plan, all);
  const every = all.length / Math.min(all.length, limit);
  const points = all.filter((_, index) => Math.floor((index + 1) / every) > Math.floor(index / every));
  return { all: all.length, points, without: source.rows.length - all.length };
}

/** @throws OptionsError for values without a logarithm. */
function requirePositive(source: Source, plan: ScatterPlan, points: readonly Point[]): void {
  for (const letter of ['x', 'y'] as const) {
    const bad = plan[letter].log ? points.find((point) => point[letter] <= 0) : undefined;
    if (bad === undefined) continue;
    throw new OptionsError(
      `${source.result.name}: a value of ${plan[letter].column} is ${bad[letter]}; a logarithmic axis needs values above 0.`,
    );
  }
}
