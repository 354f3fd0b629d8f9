import { extent, PLOT, spanOf, rowAxis, rowHeight, rowNamesWidth, valueAxis, type Range } from './axes.js';
import { axisTitle, said, type ChartOptions } from './chart.js';
import type { RangePlan, Span } from './range-spans.js';
import { axisName, LEGEND_WIDTH, marksOf, rangesOf } from './range-traces.js';
import { drawReferences, referencesOf, type Reference, type ReferenceOptions } from './references.js';
import type { Source } from './source.js';
import { plain, widest } from './words.js';

/** In pixels: symbols closer than this are stacked vertically; the minimum height of a row; the gap next to texts. */
const [APART, ROW, GAP] = [11, 34, 9];
const LEGEND_MARK = 46;

type Options = ChartOptions & ReferenceOptions & { readonly range?: Range };

/** Ranges or dots with whiskers, marks on top of them, and texts at the right. */
export function rangeLayout(source: Source, spans: readonly Span[], plan: RangePlan, options: Options) {
  const names = spans.map(({ name }) => name);
  const beside = widest(spans.map(({ text }) => text)) + 2 * GAP;
  const column = plan.estimate !== null;
  const legend = plan.marks.length > 0;
  const legendNames = [...plan.marks, ...(column ? [plan.axis] : [])].map((name) => source.heading(name));
  const legendRoom = legend ? Math.min(LEGEND_WIDTH, widest(legendNames)) + LEGEND_MARK : 0;
  const length =
    PLOT.width - Math.max(0, rowNamesWidth(names) - 50) - legendRoom - (column ? beside - 20 : 0);
  const range = options.range ?? rangeOf(source, spans, plan, options, column ? 0 : beside / length);
  const offsets = spans.map((span) => apart(pointsOf(source, span, plan), (range[1] - range[0]) / length));
  const stacked = Math.max(
    1,
    ...offsets.map((row) => (Math.max(0, ...row) - Math.min(0, ...row)) / APART + 1),
  );
  const height = rowHeight(names, Math.max(ROW, stacked * APART + 12));
  const geometry = {
    range,
    height,
    legend,
    offsets: offsets.map((row) => row.map((pixels) => pixels / height)),
  };
  const references = drawReferences(source, options, {
    x: range,
    y: [0, 1],
    log: { x: false, y: false },
    place: (x) => x,
    write: (reference) => referenceText(source, reference, plan, options),
    above: true,
  });
  return {
    data: [...rangesOf(source, spans, plan, geometry), ...marksOf(source, spans, plan, geometry)],
    layout: {
      height: 160 + Math.max(102, height * spans.length),
      margin: { l: 70, r: column && !legend ? Math.max(40, beside) : 40, b: 60 },
      xaxis: {
        ...valueAxis(source, plan.axis, range, axisTitle(source, options) ?? axisName(source, plan)),
        zeroline: false,
        tickangle: 0,
      },
      yaxis: rowAxis(names),
      ...(legend && {
        showlegend: true,
        legend: { x: 1.02 + (column ? beside / length : 0), xanchor: 'left', y: 1, traceorder: 'normal' },
      }),
      shapes: references.shapes,
      annotations: [
        ...spans.map((span, index) => textOf(source, span, index, plan)),
        ...references.annotations,
      ],
    },
  };
}

export function referenceText(
  source: Source,
  reference: Reference,
  plan: RangePlan,
  options: ChartOptions,
): string {
  if (reference.text !== undefined) return said(source, reference.text, options);
  return typeof reference.x === 'number' ? source.write(reference.x, plan.axis) : '';
}

const pointsOf = (source: Source, { row, estimate }: Span, { marks }: RangePlan) => [
  estimate,
  ...marks.map((mark) => source.number(row, mark)),
];

function rangeOf(
  source: Source,
  spans: readonly Span[],
  plan: RangePlan,
  options: Options,
  text: number,
): Range {
  const values = spans.flatMap((span) => [
    ...(span.ends === null ? [] : [span.ends.low, span.ends.high]),
    ...pointsOf(source, span, plan).filter((value) => value !== null),
  ]);
  const lines = referencesOf(options).flatMap(({ x }) => (typeof x === 'number' ? [x] : []));
  const [low, high] = extent([...values, ...lines], false);
  const room = spanOf([low, high]) * 0.07;
  const share = Math.min(text, 0.4);
  return [low - room, high + room + ((high - low + 2 * room) * share) / (1 - share)];
}

/** The vertical offset of each point from its row, in pixels, so none covers another. */
function apart(points: readonly (number | null)[], perPixel: number): number[] {
  const sorted = points
    .flatMap((value, index) => (value === null ? [] : [{ value, index }]))
    .toSorted((a, b) => a.value - b.value || a.index - b.index);
  const groups: (typeof sorted)[] = [];
  for (const point of sorted) {
    const before = groups.at(-1)?.at(-1);
    if (before !== undefined && point.value - before.value < APART * perPixel) groups.at(-1)?.push(point);
    else groups.push([point]);
  }
  const offsets = points.map(() => 0);
  for (const group of groups) {
    group.forEach(({ index }, place) => (offsets[index] = (place - (group.length - 1) / 2) * APART));
  }
  return offsets;
}

/**
 * Texts of estimates are in a column to the right of the plot, where no line crosses them; texts of ranges follow the
 * range.
 */
function textOf(source: Source, span: Span, index: number, plan: RangePlan): object {
  const base = { y: index, text: plain(span.text), xanchor: 'left', xshift: GAP, showarrow: false };
  if (plan.estimate !== null) return { ...base, xref: 'paper', x: 1 };
  const points = pointsOf(source, span, plan).filter((value) => value !== null);
  const ends = [...points, ...(span.ends === null ? [] : [span.ends.high])];
  return ends.length === 0 ? { ...base, xref: 'paper', x: 0 } : { ...base, x: Math.max(...ends) };
}
