import stringWidth from 'string-width';
import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS, INK } from './theme.js';

export interface MeanRow {
  readonly label: Label | string;
  readonly mean: number;
  /** Half the width of the 95% interval; null for a group of one. */
  readonly margin: number | null;
}

export interface MeanChartOptions extends ChartOptions {
  /** What is averaged, with its unit. */
  readonly axis: Label;
  /** How a mean is written, in its row at the right. */
  readonly format: (value: number) => Quantity;
  /** Mean over all users, drawn as a line. */
  readonly overall: number;
}

const KIND: Label = { en: 'Dot chart', zh: '点图' };
const NOTE: Label = { en: 'Bars: 95% interval of the mean', zh: '误差线：均值的95%区间' };
/** In pixels: of a digit of the theme's font, and between the plot and its values. */
const [DIGIT_WIDTH, GAP] = [7.5, 8];
const OVERALL: Label = { en: 'all', zh: '总体' };

/**
 * Means by group as dots with their 95% intervals, and a line at the mean of all. The values stand in a column right
 * of the plot, where neither the line nor an interval can run through them.
 */
export function meanChart(rows: readonly MeanRow[], options: MeanChartOptions): Chart {
  const { title, axis: valueAxis, format, overall, locale = 'en' } = options;
  if (rows.length === 0) return emptyChart(KIND, options);
  const ends = rows.flatMap(({ mean, margin }) => [mean - (margin ?? 0), mean + (margin ?? 0)]);
  const [low, high] = [Math.min(overall, ...ends), Math.max(overall, ...ends)];
  const pad = (high - low) * 0.12 || 1;
  const widest = Math.max(...rows.map((row) => stringWidth(format(row.mean)[locale])));
  return {
    figure: {
      data: [
        {
          type: 'scatter',
          mode: 'markers',
          x: rows.map((row) => row.mean),
          y: rows.map((row) => say(row.label, locale)),
          error_x: {
            type: 'data',
            array: rows.map((row) => row.margin ?? 0),
            color: COLORS.grey,
            thickness: 1.5,
            width: 5,
          },
          marker: { color: COLORS.blue, size: 10 },
        },
      ],
      layout: {
        ...baseLayout(title[locale], NOTE[locale]),
        margin: { l: 70, r: Math.max(60, widest * DIGIT_WIDTH + 2 * GAP), t: 92, b: 60 },
        xaxis: {
          ...axis({ title: valueAxis[locale], format: ',', grid: true }),
          range: [low - pad, high + pad],
        },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        shapes: [
          {
            type: 'line',
            x0: overall,
            x1: overall,
            yref: 'paper',
            y0: 0,
            y1: 1,
            line: { color: INK, width: 1, dash: 'dot' },
          },
        ],
        annotations: [
          ...rows.map((row) => ({
            xref: 'paper',
            x: 1,
            y: say(row.label, locale),
            xanchor: 'left',
            xshift: GAP,
            showarrow: false,
            text: format(row.mean)[locale],
          })),
          {
            x: overall,
            yref: 'paper',
            y: 1,
            yanchor: 'bottom',
            showarrow: false,
            text: `${OVERALL[locale]} ${format(overall)[locale]}`,
          },
        ],
      },
    },
    alt: altText(rows, options),
  };
}

function altText(rows: readonly MeanRow[], options: MeanChartOptions): string {
  const { format, overall, locale = 'en' } = options;
  const top = largest(rows, (row) => row.mean);
  const bottom = largest(rows, (row) => -row.mean);
  if (top === undefined || bottom === undefined) return '';
  const [best, worst] = [say(top.label, locale), say(bottom.label, locale)];
  return sentence(
    KIND,
    options,
    locale === 'zh'
      ? `最高为${best}（${format(top.mean).zh}），最低为${worst}（${format(bottom.mean).zh}），总体${format(overall).zh}`
      : `highest ${best} with ${format(top.mean).en}, lowest ${worst} with ${format(bottom.mean).en}, all users ${format(overall).en}`,
  );
}
