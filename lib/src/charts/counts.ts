import type { Label } from '../label.js';
import { count, percent, say } from '../quantity.js';
import { emptyChart, largest, sentence, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface CountRow {
  readonly label: Label | string;
  readonly users: number;
  /** Share of all, in [0, 1]. */
  readonly share: number;
}

export interface CountChartOptions<R extends CountRow = CountRow> extends ChartOptions {
  /** What the categories are, with their unit: "Age (years)". */
  readonly axis: Label;
  /** What is counted; users when absent. */
  readonly unit?: Label;
  /** Bars lie down when labels are long. */
  readonly horizontal?: boolean;
  /** Colour of a row's bar, such as `SEGMENT_COLORS[row.segment]`; blue when absent. */
  readonly color?: (row: R) => string;
}

const USERS: Label = { en: 'Users', zh: '用户数' };
const KIND: Label = { en: 'Bar chart', zh: '条形图' };

/** Bars of counts by category, in the rows' order, each labelled with its count and share. */
export function countChart<R extends CountRow>(rows: readonly R[], options: CountChartOptions<R>): Chart {
  const { title, axis: categoryAxis, unit = USERS, horizontal = false, color, locale = 'en' } = options;
  if (rows.length === 0) return emptyChart(KIND, options);
  const labels = rows.map((row) => say(row.label, locale));
  const values = rows.map((row) => row.users);
  const room = Math.max(1, ...values) * (horizontal ? 1.25 : 1.15);
  const category = { ...axis({ title: categoryAxis[locale] }), type: 'category' };
  const value = {
    ...axis({ title: unit[locale], format: ',d', grid: true }),
    range: [0, room],
    ...wholeTicks(room),
  };
  return {
    figure: {
      data: [
        {
          type: 'bar',
          ...(horizontal ? { x: values, y: labels, orientation: 'h' } : { x: labels, y: values }),
          text: rows.map((row) => `${count(row.users)[locale]} (${percent(row.share)[locale]})`),
          textposition: 'outside',
          cliponaxis: false,
          marker: { color: color === undefined ? COLORS.blue : rows.map(color) },
          hoverinfo: 'text',
        },
      ],
      layout: {
        ...baseLayout(title[locale]),
        ...(horizontal
          ? { xaxis: value, yaxis: { ...category, autorange: 'reversed' } }
          : { xaxis: category, yaxis: value }),
        bargap: 0.35,
      },
    },
    alt: altText(rows, options),
  };
}

/** A tick a unit where plotly would otherwise repeat rounded ones. */
function wholeTicks(top: number): object {
  return top < 6 ? { dtick: 1 } : {};
}

function altText<R extends CountRow>(rows: readonly R[], options: CountChartOptions<R>): string {
  const { unit = USERS, locale = 'en' } = options;
  const top = largest(rows, (row) => row.users);
  const total = rows.reduce((sum, row) => sum + row.users, 0);
  const name = say(top?.label ?? '', locale);
  const [most, all] = [count(top?.users ?? null)[locale], count(total)[locale]];
  return sentence(
    KIND,
    options,
    locale === 'zh'
      ? `${unit.zh}最多的是${name}，${all}中占${most}`
      : `largest ${name} with ${most} of ${all} ${unit.en.toLowerCase()}`,
  );
}
