import type { Text } from '../../core/label.js';
import type { Result } from '../../core/result.js';
import type { ColumnName, Row, Schema } from '../../core/schema.js';
import { OptionsError } from '../../errors.js';
import { columnAxis } from './axes.js';
import { chartOf, emptyChart, said, type Chart, type ChartOptions } from './chart.js';
import type { NumberColumn } from './columns.js';
import { crossed, knownOf, largest, type Crossed, type Known } from './crossed.js';
import { nameColumn, numberColumns, valueColumn } from './defaults.js';
import { heatmapLayout, MAP_WIDTH } from './heatmap-layout.js';
import { Source, type PlainRow } from './source.js';
import type { LaidOut } from './heatmap-plan.js';
import { weekOf } from './week.js';

/** Cells to mark with an asterisk, such as those that stand out in a test. */
export interface CellMark<S extends Schema = Schema> {
  readonly when: (row: Row<S>) => boolean;
  /** What the asterisk means. */
  readonly note: Text;
  /** Note to show instead if no cell is marked. */
  readonly none?: Text;
}

export interface HeatmapOptions<S extends Schema = Schema> extends ChartOptions {
  /** Columns of cells, from left to right. */
  readonly x?: ColumnName<S>;
  /** Rows of cells, from top to bottom. */
  readonly y?: ColumnName<S>;
  readonly value?: NumberColumn<S>;
  /** Whether cells show their values. Default: if they fit. */
  readonly text?: boolean;
  /** The midpoint at which colors diverge; `true` means 0. Default: 0 if values have both signs, otherwise none. */
  readonly diverging?: boolean | number;
  /** Minimum distance from the midpoint for full color. Without it, the farthest cell always has full color. */
  readonly reach?: number;
  readonly mark?: CellMark<S>;
  /** Whether x is an hour, 0 to 23, and y a day of the week, 1 for Monday to 7; then all 168 cells are drawn. */
  readonly week?: boolean;
}

const KIND = { en: 'Heat map', zh: '热力图' } as const;
/** Only every third hour is labeled. */
const HOURS_NAMED = 3;

/** Cells; see `chart.heatmap`. */
export function heatmap<S extends Schema>(result: Result<S>, options: HeatmapOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const laid = laidOut(source, options);
  const known = knownOf(laid.cross);
  if (known.length === 0) return emptyChart(source, options, KIND);
  const { mark, week = false } = options;
  const marked = (row: PlainRow) => mark?.when(row as Row<S>) === true;
  return chartOf(source, options, {
    kind: KIND,
    ...heatmapLayout(source, laid, {
      marked,
      middle: middleOf(known, options.diverging),
      reach: options.reach ?? 0,
      text: options.text ?? (week ? false : null),
      named: week ? HOURS_NAMED : 1,
    }),
    seen: seen(source, laid, known),
    note: mark === undefined ? undefined : markNote(source, laid.cross, marked, mark, options),
    texts: [mark?.note, mark?.none],
  });
}

function laidOut<S extends Schema>(source: Source, options: HeatmapOptions<S>): LaidOut {
  const taken = [options.x, options.y, options.value].filter((name) => name !== undefined);
  const rows = options.y ?? sideColumn(source, taken);
  const columns = options.x ?? sideColumn(source, [...taken, rows]);
  const value = options.value ?? valueColumn(source, [columns, rows]);
  const cross = crossed(source, { key: columns, values: [value], color: rows, interval: null });
  if (options.week === true) return { cross: weekOf(source, cross, columns, rows), columns, rows, value };
  const names = ({ series }: Crossed) => series.map(({ name }) => name);
  const chosen = options.x === undefined && options.y === undefined;
  const turned = (all: readonly string[]) => columnAxis(all, '', MAP_WIDTH).turned;
  if (chosen && turned(cross.keys.map(({ name }) => name)) && !turned(names(cross))) {
    const other = crossed(source, { key: rows, values: [value], color: columns, interval: null });
    return { cross: other, columns: rows, rows: columns, value };
  }
  return { cross, columns, rows, value };
}

/** A column for one side: of names, times, or numbers, in this order of preference. */
function sideColumn(source: Source, except: readonly string[]): string {
  const found = nameColumn(source, except) ?? numberColumns(source, except)[0];
  if (found !== undefined) return found;
  throw new OptionsError(`${source.result.name} needs two columns besides the values for a heat map.`);
}

function middleOf(known: readonly Known[], diverging: boolean | number | undefined): number | null {
  if (typeof diverging === 'number') return diverging;
  const both = known.some(({ value }) => value < 0) && known.some(({ value }) => value > 0);
  return (diverging ?? both) ? 0 : null;
}

function markNote<S extends Schema>(
  source: Source,
  { series }: Crossed,
  marked: (row: PlainRow) => boolean,
  { note, none }: CellMark<S>,
  options: ChartOptions,
): string | undefined {
  const cells = series.flatMap(({ cells }) => cells.filter((cell) => cell !== undefined));
  const n = cells.filter(({ value, row }) => value !== null && marked(row)).length;
  if (n === 0) return none === undefined ? undefined : said(source, none, options);
  const count = source.locale === 'zh' ? `（${n}格）` : ` (${n} ${n === 1 ? 'cell' : 'cells'})`;
  return `* ${said(source, note, options)}${count}`;
}

function seen(source: Source, { cross, value }: LaidOut, known: readonly Known[]): string {
  const [top, bottom] = [largest(known, (one) => one.value), largest(known, (one) => -one.value)];
  const empty = cross.keys.length * cross.series.length - known.length;
  const told = (one: Known | undefined) => ({
    name: [one?.series.name, one?.key.name].join(source.locale === 'zh' ? '、' : ', '),
    value: source.write(one?.value ?? null, value),
  });
  const [most, least] = [told(top), told(bottom)];
  if (source.locale === 'zh') {
    const rest = empty === 0 ? '' : `；${empty}格为空`;
    return `最高为${most.name}（${most.value}），最低为${least.name}（${least.value}）${rest}`;
  }
  const rest = empty === 0 ? '' : `; ${empty} empty ${empty === 1 ? 'cell' : 'cells'}`;
  return `highest ${most.name} with ${most.value}, lowest ${least.name} with ${least.value}${rest}`;
}
