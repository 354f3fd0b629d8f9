import type { Label } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { emptyChart, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface ValueRow {
  readonly label: Label | string;
  readonly value: number;
}

export interface ValueChartOptions extends ChartOptions {
  /** What is measured, with its unit. */
  readonly axis: Label;
  readonly format: (value: number) => Quantity;
  /** d3-format of the axis; thousands separated when absent. */
  readonly tickFormat?: string;
}

const KIND: Label = { en: 'Bar chart', zh: '条形图' };

/** A few values side by side, as bars that lie down, each labelled. */
export function valueChart(rows: readonly ValueRow[], options: ValueChartOptions): Chart {
  const { title, axis: valueAxis, format, tickFormat = ',', locale = 'en' } = options;
  if (rows.length === 0) return emptyChart(KIND, options);
  const values = rows.map((row) => row.value);
  const labels = rows.map((row) => say(row.label, locale));
  const texts = rows.map((row) => format(row.value)[locale]);
  return {
    figure: {
      data: [
        {
          type: 'bar',
          orientation: 'h',
          x: values,
          y: labels,
          text: texts,
          textposition: 'outside',
          cliponaxis: false,
          marker: { color: COLORS.blue },
        },
      ],
      layout: {
        ...baseLayout(title[locale]),
        height: 160 + 48 * Math.max(2, rows.length),
        xaxis: {
          ...axis({ title: valueAxis[locale], format: tickFormat, grid: true }),
          range: [0, Math.max(...values.map((value) => value * 1.18), Number.MIN_VALUE)],
        },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        bargap: 0.4,
      },
    },
    alt: sentence(
      KIND,
      options,
      locale === 'zh'
        ? labels.map((label, index) => `${label}${texts[index] ?? ''}`).join('，')
        : labels.map((label, index) => `${label} ${texts[index] ?? ''}`).join(', '),
    ),
  };
}
