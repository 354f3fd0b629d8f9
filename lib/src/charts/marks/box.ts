import { OptionsError } from '../../errors.js';
import type { Result } from '../../core/result.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import { COLORS } from '../theme.js';
import { extent, rowAxis, rowHeight, valueAxis } from './axes.js';
import { axisTitle, chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import type { NumberColumn } from './columns.js';
import { largest } from './crossed.js';
import { nameColumn } from './defaults.js';
import { Source } from './source.js';
import { plain } from './words.js';

/** The five numbers of a box, and the default names of their columns. */
export const FIVE_NUMBERS = ['min', 'q1', 'median', 'q3', 'max'] as const;
type Five = (typeof FIVE_NUMBERS)[number];

export interface BoxOptions<S extends Schema = Schema> extends ChartOptions {
  /** The names of the boxes. */
  readonly y?: ColumnName<S>;
  /** The columns of the five numbers, if they do not have the default names. */
  readonly min?: NumberColumn<S>;
  readonly q1?: NumberColumn<S>;
  readonly median?: NumberColumn<S>;
  readonly q3?: NumberColumn<S>;
  readonly max?: NumberColumn<S>;
}

const KIND = { en: 'Box plot', zh: '箱线图' } as const;
const NOTE = {
  en: 'Box: middle half and median; whiskers: smallest and largest value',
  zh: '箱体：四分位区间与中位数；须线：最小值与最大值',
} as const;
/**
 * The height of a box with the space around it, in pixels; the fraction of it between boxes; margins above and below,
 * in pixels.
 */
const [ROW, GAP, MARGINS] = [72, 0.5, 130];

interface Box extends Readonly<Record<Five, number>> {
  readonly name: string;
}

/** Boxes; see `chart.box`. */
export function box<S extends Schema>(result: Result<S>, options: BoxOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const columns = Object.fromEntries(FIVE_NUMBERS.map((name) => [name, options[name] ?? name])) as Record<
    Five,
    string
  >;
  const y = options.y ?? nameColumn(source);
  const boxes = boxesOf(source, columns, y);
  if (boxes.length === 0) return emptyChart(source, options, KIND);
  const column = columns.median;
  const [low, high] = extent(
    boxes.flatMap(({ min, max }) => [min, max]),
    true,
  );
  const room = (high - low || 1) * 0.04;
  const row = rowHeight(
    boxes.map(({ name }) => name),
    ROW,
  );
  const plot = 30 + Math.max(130, row * boxes.length);
  const all = <K extends Five>(name: K) => boxes.map((one) => one[name]);
  return chartOf(source, options, {
    kind: KIND,
    data: [
      {
        type: 'box',
        orientation: 'h',
        y: boxes.map((_, index) => index),
        q1: all('q1'),
        median: all('median'),
        q3: all('q3'),
        lowerfence: all('min'),
        upperfence: all('max'),
        line: { color: COLORS.blue, width: 1.5 },
        fillcolor: `${COLORS.blue}2e`,
        width: 1 - GAP,
        hoverinfo: 'x',
      },
    ],
    layout: {
      height: MARGINS + plot,
      xaxis: {
        ...valueAxis(
          source,
          column,
          [low < 0 ? low - room : 0, high + room],
          axisTitle(source, options) ?? commonName(source, columns),
        ),
        tickangle: 0,
      },
      yaxis: rowAxis(boxes.map(({ name }) => name)),
      annotations: boxes.map(({ median }, index) => ({
        x: median,
        y: index,
        yshift: (plot / boxes.length) * ((1 - GAP) / 2) + 11,
        showarrow: false,
        text: plain(source.write(median, column)),
      })),
    },
    seen: seen(source, boxes, column),
    note: source.say(NOTE),
  });
}

/** One box per row; rows without all five numbers are left out. */
function boxesOf(source: Source, columns: Record<Five, string>, y: string | undefined): Box[] {
  FIVE_NUMBERS.forEach((name) => source.column(columns[name]));
  const boxes = source.rows.flatMap((row) => {
    const five = FIVE_NUMBERS.map((name) => source.number(row, columns[name]));
    if (five.includes(null)) return [];
    const name = y === undefined ? '' : source.name((row[y] ?? null) as string | null, y);
    return [{ name, ...Object.fromEntries(FIVE_NUMBERS.map((key, index) => [key, five[index]])) } as Box];
  });
  const twice = boxes.find(({ name }, index) => boxes.findIndex((one) => one.name === name) !== index);
  if (twice === undefined) return boxes;
  throw new OptionsError(
    `${source.result.name}: more than one row is named "${twice.name}"; give a column of unique names as y.`,
  );
}

/** The name that all five columns share; empty if each has its own, such as "Median". */
function commonName(source: Source, columns: Readonly<Record<Five, string>>): string {
  const names = new Set(FIVE_NUMBERS.map((name) => source.heading(columns[name])));
  return names.size === 1 ? source.heading(columns.median) : '';
}

function seen(source: Source, boxes: readonly Box[], column: string): string {
  const [top, bottom] = [largest(boxes, ({ median }) => median), largest(boxes, ({ median }) => -median)];
  if (top === undefined || bottom === undefined) return '';
  const value = ({ median }: Box) => source.write(median, column);
  if (boxes.length === 1) {
    return source.locale === 'zh'
      ? `${top.name}中位数为${value(top)}`
      : `${top.name === '' ? '' : `${top.name} `}median ${value(top)}`;
  }
  return source.locale === 'zh'
    ? `中位数最高为${top.name}（${value(top)}），最低为${bottom.name}（${value(bottom)}）`
    : `highest median ${top.name} with ${value(top)}, lowest ${bottom.name} with ${value(bottom)}`;
}
