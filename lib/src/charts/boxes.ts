import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { largest, type Chart, type ChartOptions } from './chart.js';
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

const NOTE: Label = {
  en: 'Box: middle half and median; whiskers: smallest and largest value',
  zh: '箱体：中间一半与中位数；须线：最小值与最大值',
};

/** One box a group from its five-number summary; whiskers reach the extremes. */
export function boxChart(rows: readonly BoxRow[], options: BoxChartOptions): Chart {
  const { title, axis: valueAxis, format, locale = 'en' } = options;
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
        ...baseLayout(`${title[locale]}<br><sub>${NOTE[locale]}</sub>`),
        xaxis: { ...axis({ title: valueAxis[locale], format: ',d', grid: true }), rangemode: 'tozero' },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        boxgap: 0.45,
        annotations: rows.map((row) => ({
          x: row.median,
          y: say(row.label, locale),
          yshift: 38,
          showarrow: false,
          text: format(row.median)[locale],
        })),
      },
    },
    alt: altText(rows, options),
  };
}

function altText(rows: readonly BoxRow[], { title, format, locale = 'en' }: BoxChartOptions): string {
  const top = largest(rows, (row) => row.median);
  const bottom = largest(rows, (row) => -row.median);
  if (top === undefined || bottom === undefined) return title[locale];
  const [high, low] = [say(top.label, locale), say(bottom.label, locale)];
  return locale === 'zh'
    ? `箱线图：${title.zh}；中位数最高为${high}（${format(top.median).zh}），最低为${low}（${format(bottom.median).zh}）。`
    : `Box plot: ${title.en}; highest median ${high} with ${format(top.median).en}, lowest ${low} with ${format(bottom.median).en}.`;
}
