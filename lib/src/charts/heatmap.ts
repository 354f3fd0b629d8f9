import stringWidth from 'string-width';
import type { Label } from '../label.js';
import type { Quantity } from '../quantity.js';
import { emptyChart, largest, sentence, type Chart, type ChartOptions } from './chart.js';
import { crossOf, type Cross, type CrossAccess } from './cross.js';
import { axis, baseLayout, DIVERGING, SEQUENTIAL } from './theme.js';

export interface HeatmapChartOptions<R> extends ChartOptions, CrossAccess<R> {
  /** What the rows of cells are, from top to bottom. */
  readonly rowAxis: Label;
  /** What the columns are. */
  readonly columnAxis: Label;
  /** What a cell measures, with its unit, above the colour bar. */
  readonly unit: Label;
  readonly format: (value: number | null) => Quantity;
  /** d3-format of the colour bar; thousands separated when absent. */
  readonly tickFormat?: string;
  /** A value that is neither much nor little, such as 0 for residuals or 1 for an index: colours part there. */
  readonly middle?: number;
  /**
   * How far from the middle colours are full at the least. Without it the farthest cell is as loud as can be,
   * however little that is.
   */
  readonly reach?: number;
  /** Whether cells carry their value; when absent, where there are at most 10 columns. */
  readonly texts?: boolean;
  /** Cells whose value carries an asterisk, such as those that stand out in a test. */
  readonly mark?: HeatmapMark<R>;
  /** Names only every nth column, where there are many. */
  readonly nameEvery?: number;
}

export interface HeatmapMark<R> {
  readonly when: (row: R) => boolean;
  /** What the asterisk means. */
  readonly note: Label;
  /** Said in its place where no cell is marked. */
  readonly none: Label;
}

const KIND: Label = { en: 'Heat map', zh: '热力图' };
const MOST_COLUMNS_WITH_TEXT = 10;
/** Of the columns together, in pixels, beside row names of usual length. */
const PLOT_WIDTH = 480;
/** Of an average letter of the theme's font, in pixels; Chinese characters take two, as `stringWidth` counts. */
const LETTER_WIDTH = 6.6;

/**
 * Cells coloured by value: cohort triangles, cross tables, hour by weekday. A cell that is null, or that no row
 * names, stays white and without text; the alternative text counts them.
 *
 * Without rows, or with nulls only, it says "No data".
 * @throws OptionsError when two rows name the same cell.
 * @example
 * heatmapChart(retention, { title, rowAxis: { en: 'First day', zh: '首次日期' }, columnAxis: { en: 'Day', zh: '第几日' },
 *   unit: { en: 'Retained', zh: '留存率' }, row: (row) => row.cohort, column: (row) => String(row.day),
 *   value: (row) => row.rate, format: percent, tickFormat: '.0%' });
 */
export function heatmapChart<R>(data: readonly R[], options: HeatmapChartOptions<R>): Chart {
  const { title, rowAxis, columnAxis, unit, format, middle, tickFormat = ',', locale = 'en' } = options;
  const cross = crossOf('heatmapChart', data, options, locale);
  if (cross.known.length === 0) return emptyChart(KIND, options);
  const texts = options.texts ?? cross.columns.length <= MOST_COLUMNS_WITH_TEXT;
  const marks = marksOf(data, options);
  const marked = marks.flat().filter((value) => value === 1).length;
  const text = (value: number | null, i: number, j: number) =>
    value === null ? '' : `${format(value)[locale]}${marks[i]?.[j] === 1 ? '*' : ''}`;
  return {
    figure: {
      data: [
        {
          type: 'heatmap',
          x: cross.columns,
          y: cross.rows,
          z: cross.cells,
          ...(texts && {
            text: cross.cells.map((line, i) => line.map((value, j) => text(value, i, j))),
            texttemplate: '%{text}',
          }),
          xgap: 1.5,
          ygap: 1.5,
          hoverongaps: false,
          colorscale: middle === undefined ? SEQUENTIAL : DIVERGING,
          ...range(cross, options),
          colorbar: {
            title: { text: unit[locale], side: 'right' },
            tickformat: tickFormat,
            outlinewidth: 0,
            thickness: 14,
          },
        },
      ],
      layout: {
        ...baseLayout(title[locale], noteOf(marked, options)),
        height: 200 + Math.max(160, 34 * cross.rows.length),
        xaxis: {
          ...axis({ title: columnAxis[locale] }),
          type: 'category',
          ...(options.nameEvery !== undefined && { dtick: options.nameEvery, tickangle: 0 }),
          ...(options.nameEvery === undefined &&
            cross.columns.length <= MOST_COLUMNS_WITH_TEXT &&
            wrapped(cross.columns)),
        },
        yaxis: { ...axis({ title: rowAxis[locale] }), type: 'category', autorange: 'reversed' },
      },
    },
    alt: altText(cross, marked, options),
  };
}

/** Names too wide for their column go on below, word by word; where that does not help, plotly turns them. */
function wrapped(names: readonly string[]): object {
  const room = Math.floor(PLOT_WIDTH / names.length / LETTER_WIDTH);
  const lines = names.map((name) => linesOf(name, room));
  const fit = lines.flat().every((line) => stringWidth(line) <= room);
  return fit ? { tickvals: names, ticktext: lines.map((line) => line.join('<br>')), tickangle: 0 } : {};
}

function linesOf(name: string, room: number): string[] {
  return name.split(' ').reduce<string[]>((lines, word) => {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    return lines.length > 0 && stringWidth(longer) <= room
      ? [...lines.slice(0, -1), longer]
      : [...lines, word];
  }, []);
}

function noteOf<R>(marked: number, { mark, locale = 'en' }: HeatmapChartOptions<R>): string | undefined {
  if (mark === undefined) return undefined;
  return marked === 0 ? mark.none[locale] : `* ${mark.note[locale]}`;
}

/** 1 where a cell is marked, by row and column of the chart. */
function marksOf<R>(data: readonly R[], options: HeatmapChartOptions<R>): Cross['cells'] {
  const { mark, row, column, locale = 'en' } = options;
  if (mark === undefined) return [];
  return crossOf('heatmapChart', data, { row, column, value: (entry) => Number(mark.when(entry)) }, locale)
    .cells;
}

/** Colours reach equally far to both sides of the middle, so that equal shades mean equal distances. */
function range<R>(cross: Cross, { middle, reach = 0 }: HeatmapChartOptions<R>): object {
  if (middle === undefined) return {};
  const farthest = Math.max(reach, ...cross.known.map(({ value }) => Math.abs(value - middle))) || 1;
  return { zmin: middle - farthest, zmax: middle + farthest };
}

function altText<R>(cross: Cross, marked: number, options: HeatmapChartOptions<R>): string {
  const { format, locale = 'en' } = options;
  const [top, bottom] = [
    largest(cross.known, (cell) => cell.value),
    largest(cross.known, (cell) => -cell.value),
  ];
  const empty = cross.rows.length * cross.columns.length - cross.known.length;
  const name = (cell: Cross['known'][number] | undefined) =>
    [cell?.row, cell?.column].join(locale === 'zh' ? '、' : ', ');
  const value = (cell: Cross['known'][number] | undefined) => format(cell?.value ?? null)[locale];
  const note = noteOf(marked, options);
  const count = locale === 'zh' ? `（${marked}格）` : ` (${marked} ${marked === 1 ? 'cell' : 'cells'})`;
  const rest = [
    ...(empty === 0 ? [] : [locale === 'zh' ? `${empty}格为空` : `${empty} empty cells`]),
    ...(note === undefined ? [] : [marked === 0 ? note : `${note}${count}`]),
  ];
  return sentence(
    KIND,
    options,
    locale === 'zh'
      ? [`最高为${name(top)}（${value(top)}），最低为${name(bottom)}（${value(bottom)}）`, ...rest].join('；')
      : [
          `highest ${name(top)} with ${value(top)}, lowest ${name(bottom)} with ${value(bottom)}`,
          ...rest,
        ].join('; '),
  );
}
