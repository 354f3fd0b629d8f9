import { formatOf } from '../../core/format.js';
import type { ChartHint, Result } from '../../core/result.js';
import { OptionsError } from '../../errors.js';
import { bar } from './bar.js';
import { box, FIVE_NUMBERS } from './box.js';
import type { Chart, ChartOptions } from './chart.js';
import { isInterval, isName, isTime, visible } from './columns.js';
import { nameColumn, numberColumns, secondName, valueColumn } from './defaults.js';
import { funnel } from './funnel.js';
import { heatmap } from './heatmap.js';
import { line } from './line.js';
import type { OrderOptions } from './order.js';
import { range } from './range.js';
import { ring } from './ring.js';
import { sankey } from './sankey.js';
import { scatter } from './scatter.js';
import { Source } from './source.js';
import { tree } from './tree.js';
import { upset } from './upset.js';

/** The marks by their names in the hints of results. */
export const MARKS = { bar, line, heatmap, range, box, funnel, ring, sankey, scatter, tree, upset } as const;

/** Options that apply to any mark. */
export type DrawOptions = ChartOptions & OrderOptions;

/** Channels of hints, which name columns. */
const CHANNELS = [
  'x',
  'y',
  'color',
  'value',
  'line',
  'low',
  'high',
  'marks',
  'sets',
  'interval',
  'band',
  'from',
  'to',
  'highlight',
  'node',
  'parent',
  'rule',
  'branch',
  'text',
  ...FIVE_NUMBERS,
];
/** Up to this many parts of a group are drawn side by side; more are drawn as cells. */
const MOST_BESIDE = 3;

/** Draws a result as its hint specifies, or else as its columns suggest. */
export function draw(result: Result, options: DrawOptions): Chart {
  const hint = hintOf(result);
  const { mark, rows, ...channels } = hint ?? suggested(new Source(result));
  const chosen = rows === undefined ? result : result.where(rows);
  return markOf(result, mark)(chosen.length > 0 ? chosen : result, { ...channels, ...options });
}

function markOf(result: Result, name: string): (result: Result, options: object) => Chart {
  if (Object.hasOwn(MARKS, name)) return MARKS[name as keyof typeof MARKS];
  throw new OptionsError(
    `${result.name}: unknown mark "${name}"; use one of ${Object.keys(MARKS).join(', ')}.`,
  );
}

/** The hint, unless the result no longer has the columns that it names. */
function hintOf({ chart, schema }: Result): ChartHint | null {
  if (chart === null) return null;
  const named = CHANNELS.flatMap((channel) => chart[channel] ?? []).filter(
    (name) => typeof name === 'string',
  );
  return named.every((name) => Object.hasOwn(schema, name)) ? chart : null;
}

/** The mark that the columns suggest: boxes, lines over time or numbers, cells, intervals, or bars. */
function suggested(source: Source): ChartHint {
  const { schema } = source;
  const columns = visible(schema);
  if (FIVE_NUMBERS.every((name) => Object.hasOwn(schema, name))) return { mark: 'box' };
  const names = columns.filter(([, column]) => isName(column)).map(([name]) => name);
  const time = columns.find(([, column]) => isTime(column))?.[0];
  const numbers = numberColumns(source);
  if (time !== undefined && numbers.length > 0) return overTime(source, time, names);
  if (names.length === 0 && numbers.length > 1 && source.rows.length > 1) {
    return { mark: 'line', x: numbers[0], y: valueColumn(source, numbers.slice(0, 1)) };
  }
  const key = nameColumn(source);
  if (key !== undefined && numbers.length > 0) return byName(source, key);
  if (columns.some(([, column]) => isInterval(column))) return { mark: 'range' };
  return { mark: 'bar' };
}

function overTime(source: Source, time: string, names: readonly string[]): ChartHint {
  const color = source.keys(time).length === source.rows.length ? undefined : names[0];
  return { mark: 'line', x: time, ...(color !== undefined && { color }) };
}

function byName(source: Source, key: string): ChartHint {
  const other = secondName(source, key);
  if (other !== undefined) {
    const few = Math.min(source.keys(key).length, source.keys(other).length) <= MOST_BESIDE;
    return few ? { mark: 'bar', ...grouped(source, key, other) } : { mark: 'heatmap', x: other, y: key };
  }
  const value = valueColumn(source);
  const estimated = numberColumns(source).find((name) => source.column(name).of?.interval !== undefined);
  if (estimated !== undefined && formatOf(source.column(estimated)) !== 'percent')
    return { mark: 'range', x: estimated, y: key };
  return { mark: 'bar', x: estimated ?? value, y: key };
}

/** The column with fewer values divides the other. */
function grouped(source: Source, key: string, other: string): { y: string; color: string } {
  return source.keys(other).length <= source.keys(key).length
    ? { y: key, color: other }
    : { y: other, color: key };
}
