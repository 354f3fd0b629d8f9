import type { Label } from '../label.js';
import { count, type Quantity } from '../quantity.js';
import { emptyChart, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface RankChartOptions<R> extends ChartOptions {
  /** Place in the order, from 1. */
  readonly place: (row: R) => number;
  /** Above 0: the axis is logarithmic. */
  readonly value: (row: R) => number;
  /** What is ordered: "Categories, largest first". */
  readonly axis: Label;
  /** What is measured, with its unit. */
  readonly valueAxis: Label;
  readonly format: (value: number | null) => Quantity;
  /** The place up to which the first are set apart, and what is said of it; none where it is null. */
  readonly cut: { readonly place: number; readonly text: Label } | null;
}

const KIND: Label = { en: 'Rank plot', zh: '位次图' };

/**
 * Size over place in the order, both on logarithmic scales, so that head and tail are to be seen at once; the first
 * up to a cut in another colour. Rows need not hold every place: thousands are drawn from a few hundred points.
 *
 * Without rows it says "No data".
 * @example
 * rankChart(curve, { title, axis, valueAxis, place: (row) => row.place, value: (row) => row.n, format: count,
 *   cut: { place: 689, text: { en: '80% of purchases', zh: '购买量的80%' } } });
 */
export function rankChart<R>(rows: readonly R[], options: RankChartOptions<R>): Chart {
  const { title, axis: placeAxis, valueAxis, place, value, cut, locale = 'en' } = options;
  const points = rows
    .map((row) => ({ place: place(row), value: value(row) }))
    .sort((one, other) => one.place - other.place);
  const last = points.at(-1);
  if (last === undefined) return emptyChart(KIND, options);
  const end = cut?.place ?? last.place;
  const line = (part: typeof points, color: string) => ({
    type: 'scatter',
    mode: 'lines',
    x: part.map((point) => point.place),
    y: part.map((point) => point.value),
    line: { color, width: 3, shape: 'hv' },
  });
  return {
    figure: {
      data: [
        line(
          points.filter((point) => point.place >= end),
          COLORS.grey,
        ),
        line(
          points.filter((point) => point.place <= end),
          COLORS.blue,
        ),
      ],
      layout: {
        ...baseLayout(title[locale]),
        xaxis: { ...axis({ title: placeAxis[locale], format: ',', grid: true }), ...scale(1, last.place) },
        yaxis: {
          ...axis({ title: valueAxis[locale], format: ',', grid: true }),
          ...scale(last.value, points[0]?.value ?? 1),
        },
        ...(cut !== null && marked(cut, points, options)),
      },
    },
    alt: sentence(KIND, options, told(points, options)),
  };
}

/** A logarithmic axis with a little room at both ends and ticks at 1, 2 and 5 times the powers of ten. */
function scale(low: number, high: number): object {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const room = Math.max(0.04 * (to - from), 0.02);
  const powers = Array.from(
    { length: Math.ceil(to) - Math.floor(from) + 1 },
    (_, n) => 10 ** (Math.floor(from) + n),
  );
  const few = powers.length > 4;
  return {
    type: 'log',
    range: [from - room, to + room],
    tickvals: powers.flatMap((power) => (few ? [power] : [power, 2 * power, 5 * power])),
  };
}

interface Point {
  readonly place: number;
  readonly value: number;
}

function marked<R>(
  { place, text }: { readonly place: number; readonly text: Label },
  points: readonly Point[],
  { locale = 'en' }: RankChartOptions<R>,
): object {
  const at = Math.log10(place);
  // Sizes fall, so there is room at the top; to the left of a cut in the second half.
  const left = at > Math.log10(points.at(-1)?.place ?? 1) / 2;
  return {
    shapes: [
      {
        type: 'line',
        xref: 'x',
        yref: 'paper',
        x0: place,
        x1: place,
        y0: 0,
        y1: 1,
        line: { color: COLORS.red, width: 1.5, dash: 'dash' },
      },
    ],
    annotations: [
      {
        x: at,
        xref: 'x',
        y: 0.97,
        yref: 'paper',
        xanchor: left ? 'right' : 'left',
        yanchor: 'top',
        xshift: left ? -8 : 8,
        showarrow: false,
        text: text[locale],
        font: { color: COLORS.red },
      },
    ],
  };
}

function told<R>(points: readonly Point[], { cut, format, locale = 'en' }: RankChartOptions<R>): string {
  const [first, last] = [points[0], points.at(-1)];
  const [most, least] = [format(first?.value ?? null)[locale], format(last?.value ?? null)[locale]];
  const all = count(last?.place ?? null)[locale];
  const until = cut === null ? '' : `${locale === 'zh' ? '；' : '; '}${cut.text[locale]}`;
  return locale === 'zh'
    ? `${all}项，从${most}到${least}${until}`
    : `${all} places from ${most} down to ${least}${until}`;
}
