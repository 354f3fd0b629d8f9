import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, largest, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface BoxRow {
  readonly label: Label | string;
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
}

export interface BoxChartOptions extends ChartOptions {
  readonly axis: Label;
  readonly format: (value: number) => Quantity;
}

const KIND: Label = { en: 'Box plot', zh: '箱线图' };
const NOTE: Label = {
  en: 'Box: middle half and median; whiskers: smallest and largest value',
  zh: '箱体：中间一半与中位数；须线：最小值与最大值',
};

/** Of the space of a group. */
const GAP = 0.45;
const PLOT_HEIGHT = 288;

/** One box a group from its five-number summary; whiskers reach the extremes. */
export function boxChart(rows: readonly BoxRow[], options: BoxChartOptions): Chart {
  const { title, axis: valueAxis, format, locale = 'en' } = options;
  if (rows.length === 0) return emptyChart(KIND, options);
  return {
    figure: {
      data: [
        {
          type: 'box',
          orientation: 'h',
          y: rows.map((row) => say(row.label, locale)),
          q1: rows.map((row) => row.q1),
          median: rows.map((row) => row.median),
          q3: rows.map((row) => row.q3),
          lowerfence: rows.map((row) => row.min),
          upperfence: rows.map((row) => row.max),
          line: { color: COLORS.blue, width: 1.5 },
          fillcolor: 'rgba(0,114,178,0.18)',
        },
      ],
      layout: {
        ...baseLayout(title[locale], NOTE[locale]),
        xaxis: { ...axis({ title: valueAxis[locale], format: ',d', grid: true }), rangemode: 'tozero' },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        boxgap: GAP,
        annotations: rows.map((row) => ({
          x: row.median,
          y: say(row.label, locale),
          yshift: ((PLOT_HEIGHT / rows.length) * (1 - GAP)) / 2 + 11,
          showarrow: false,
          text: format(row.median)[locale],
        })),
      },
    },
    alt: altText(rows, options),
  };
}

function altText(rows: readonly BoxRow[], options: BoxChartOptions): string {
  const { format, locale = 'en' } = options;
  const top = largest(rows, (row) => row.median);
  const bottom = largest(rows, (row) => -row.median);
  if (top === undefined || bottom === undefined) return '';
  const [high, low] = [say(top.label, locale), say(bottom.label, locale)];
  return sentence(
    KIND,
    options,
    locale === 'zh'
      ? `中位数最高为${high}（${format(top.median).zh}），最低为${low}（${format(bottom.median).zh}）`
      : `highest median ${high} with ${format(top.median).en}, lowest ${low} with ${format(bottom.median).en}`,
  );
}
