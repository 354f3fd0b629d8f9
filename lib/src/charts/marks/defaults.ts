import { OptionsError } from '../../errors.js';
import { formatOf } from '../../core/format.js';
import { isNumeric } from '../../core/schema.js';
import { isName, isTime, visible } from './columns.js';
import type { Source } from './source.js';

/** The column that identifies rows: the first column of names, or else of times; undefined if there is none. */
export function nameColumn({ schema }: Source, except: readonly string[] = []): string | undefined {
  const columns = visible(schema).filter(([name]) => !except.includes(name));
  const found = columns.find(([, column]) => isName(column)) ?? columns.find(([, column]) => isTime(column));
  return found?.[0];
}

/** Numeric columns to draw by default; p-values are not drawn. */
export function numberColumns({ schema }: Source, except: readonly string[] = []): string[] {
  return visible(schema)
    .filter(([name, column]) => !except.includes(name) && isNumeric(column) && formatOf(column) !== 'p')
    .map(([name]) => name);
}

/** The column drawn by default: the first share of a count, or else the first number. */
export function valueColumn(source: Source, except: readonly string[] = []): string {
  const numbers = numberColumns(source, except);
  const share = numbers.find((name) => source.column(name).of?.base !== undefined);
  const found = share ?? numbers[0];
  if (found !== undefined) return found;
  throw new OptionsError(`${source.result.name} has no numeric column to draw.`);
}

/** A second column of names, if the first alone does not distinguish the rows. */
export function secondName(source: Source, key: string): string | undefined {
  if (source.keys(key).length === source.rows.length) return undefined;
  return nameColumn(source, [key]);
}

export interface Placed {
  readonly key: string | null;
  readonly values: readonly string[];
  /** Whether bars are vertical, with their names below. */
  readonly vertical: boolean;
}

type Channel = string | readonly string[] | undefined;

/** Determines which of x and y has the names and which the numbers, as far as they are given. */
export function placed(source: Source, x: Channel, y: Channel, upright: boolean): Placed {
  const numbers = (channel: Channel): channel is string | readonly string[] =>
    typeof channel === 'string' ? isNumeric(source.column(channel)) : channel !== undefined;
  const list = (channel: string | readonly string[]) => (typeof channel === 'string' ? [channel] : channel);
  const key = (except: readonly string[]) => nameColumn(source, except) ?? null;
  if (x !== undefined && y !== undefined) {
    if (typeof y === 'string' && numbers(x) && (!numbers(y) || typeof x !== 'string')) {
      return { key: y, values: list(x), vertical: false };
    }
    if (typeof x === 'string' && numbers(y)) return { key: x, values: list(y), vertical: true };
    throw new OptionsError(
      `${source.result.name}: one of x and y must be numeric, and the other must name the rows.`,
    );
  }
  if (x !== undefined) {
    if (numbers(x) && !upright) return { key: key(list(x)), values: list(x), vertical: false };
    return { key: list(x)[0] ?? null, values: [valueColumn(source, list(x))], vertical: true };
  }
  if (y !== undefined) {
    if (numbers(y)) return { key: key(list(y)), values: list(y), vertical: true };
    return { key: list(y)[0] ?? null, values: [valueColumn(source, list(y))], vertical: upright };
  }
  return byDefault(source, upright);
}

function byDefault(source: Source, upright: boolean): Placed {
  const key = nameColumn(source);
  if (key !== undefined) {
    return { key, values: [valueColumn(source)], vertical: upright || !isName(source.column(key)) };
  }
  const numbers = numberColumns(source);
  if (source.rows.length > 1) {
    const [first] = numbers;
    return { key: first ?? null, values: [valueColumn(source, numbers.slice(0, 1))], vertical: true };
  }
  const like = (name: string) =>
    formatOf(source.column(name)) === formatOf(source.column(valueColumn(source)));
  return { key: null, values: numbers.filter(like), vertical: false };
}
