import { term } from '../../core/term.js';
import {
  columnAxis,
  extent,
  PLOT,
  rowAxis,
  rowHeight,
  rowNamesWidth,
  valueAxis,
  widened,
  withLabels,
  type Range,
} from './axes.js';
import { barText, fitting } from './bar-labels.js';
import { annotations, GROUP_GAP, hasIntervals, sums, trace } from './bar-traces.js';
import { knownOf, requireNonNegative, type Crossed } from './crossed.js';
import type { Source } from './source.js';
import type { BarStyle } from './bar-style.js';
import { widest } from './words.js';

/** Floating-point shares may sum to slightly over 1, and Plotly drops the text of a bar that ends beyond the axis. */
const ROUNDING = 1e-6;
/** In pixels: the maximum thickness of a bar, and the minimum plot height for horizontal bars. */
const [MOST_THICK, MOST_SPARSE] = [64, 132];
const [LABEL_GAP, LEGEND_WIDTH] = [10, 24];

/** Traces and layout of bars, horizontal or vertical, with one or more series. */
export function crossedBars(source: Source, cross: Crossed, style: BarStyle) {
  const { layout, vertical } = style;
  if (layout === 'stack' || layout === 'share') requireNonNegative(source, knownOf(cross));
  const names = cross.keys.map(({ name }) => name);
  const several = layout !== 'single';
  const legend = several
    ? LEGEND_WIDTH + 30 + Math.min(180, widest(cross.series.map(({ name }) => name)))
    : 0;
  const along = vertical ? PLOT.width - legend : PLOT.width - legend - Math.max(0, rowNamesWidth(names) - 50);
  const length = vertical ? PLOT.height : along;
  const texts = textsOf(source, cross, style, along);
  const label = vertical ? 34 : widest(texts.flat()) + LABEL_GAP;
  const range = style.range ?? rangeOf(cross, style, texts.length > 0 ? label : 0, length);
  const column = cross.series[0]?.column ?? '';
  const below = columnAxis(names, style.title, along);
  const shape = { cross, style, texts, range };
  const title = style.axis ?? (differing(cross) ? '' : undefined);
  const scale =
    layout === 'share'
      ? shareAxis(source, column, range, style.axis ?? source.say(term('share')))
      : valueAxis(source, column, range, title);
  const thickness = layout === 'group' ? 22 * cross.series.length + 14 : layout === 'single' ? 34 : 54;
  return {
    data: cross.series.map((series, index) => trace(source, series, index, shape)),
    layout: {
      height: vertical
        ? 440 + Math.max(0, below.depth - 20)
        : 160 + Math.max(102, names.length * rowHeight(names, thickness)),
      barmode: layout === 'group' ? 'group' : 'stack',
      bargap: several
        ? GROUP_GAP
        : Math.max(0.35, 1 - (MOST_THICK * names.length) / (vertical ? along : MOST_SPARSE)),
      ...(vertical
        ? { xaxis: below.axis, yaxis: scale }
        : { xaxis: { ...scale, tickangle: 0 }, yaxis: rowAxis(names) }),
      ...(several && {
        showlegend: true,
        legend: { x: 1.02, xanchor: 'left', y: 1, traceorder: 'normal' },
        uniformtext: { minsize: 11, mode: 'hide' },
      }),
      ...(hasIntervals(cross) && { annotations: annotations(shape) }),
    },
  };
}

/** Whether several columns are drawn, so the name of one would be wrong for the others. */
function differing({ series, keys }: Crossed): boolean {
  const ofColumns = series.length === 1 && series[0]?.name === '' && keys.length > 1;
  return ofColumns || new Set(series.map(({ column }) => column)).size > 1;
}

function shareAxis(source: Source, column: string, range: Range, title: string): object {
  const axis = valueAxis(source, column, range, title);
  return { ...axis, tickformat: '.0%', dtick: 0.2, tickprefix: '', tickvals: undefined };
}

function textsOf(
  source: Source,
  { series, keys }: Crossed,
  style: BarStyle,
  along: number,
): (readonly string[])[] {
  const { layout, vertical, labels = true } = style;
  if (!labels) return [];
  const single = layout === 'single';
  const write = (companion: boolean) =>
    series.map((one) =>
      one.cells.map((cell, index) => {
        if ((cell?.value ?? null) === null && !single) return '';
        return barText(
          source,
          cell,
          one.name === '' && single ? String(keys[index]?.raw) : one.column,
          companion && single,
        );
      }),
    );
  if (!vertical || layout === 'stack' || layout === 'share') return write(true);
  const slots = layout === 'group' ? series.length * 1.3 : 1;
  const room = along / Math.max(1, keys.length) / slots - 4;
  const found = fitting(write(true).flat(), write(false).flat(), room);
  return found === null
    ? []
    : series.map((_, index) => found.slice(index * keys.length, (index + 1) * keys.length));
}

function rangeOf(cross: Crossed, { layout }: BarStyle, label: number, length: number): Range {
  if (layout === 'share') return [0, 1 + ROUNDING];
  const values = knownOf(cross).map(({ value }) => value);
  if (layout === 'stack')
    return widened(
      extent(
        sums(cross).map((sum) => (sum ?? 0) * 1.03),
        true,
      ),
    );
  const ends = cross.series.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell?.interval ? [cell.interval.low, cell.interval.high] : [])),
  );
  const [low, high] = extent([...values, ...ends], true);
  return withLabels(widened([low, high]), label, length);
}
