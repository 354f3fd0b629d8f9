import type { Label } from '../label.js';
import { percent, say, type Quantity } from '../quantity.js';
import {
  emptyChart,
  largest,
  requireNonNegative,
  requireUnique,
  sentence,
  type Chart,
  type ChartOptions,
} from './chart.js';
import { baseLayout, SERIES_COLORS } from './theme.js';

export interface ShareChartOptions<R> extends ChartOptions {
  readonly label: (row: R) => Label | string;
  readonly value: (row: R) => number | null;
  /** What is counted: "users". */
  readonly unit: Label;
  readonly format: (value: number | null) => Quantity;
  readonly color?: (row: R) => string;
}

const KIND: Label = { en: 'Donut chart', zh: '环形图' };

/**
 * Parts of a whole as a ring: name and share stand beside each part, the sum in the middle, so no legend is
 * needed. Nulls are left out.
 *
 * Without rows, or where all is null or 0, it says "No data".
 * @throws OptionsError when a value is negative or two rows have the same label.
 * @example
 * shareChart(rows, { title, unit: { en: 'users', zh: '人' }, label: (row) => row.label, value: (row) => row.users, format: count });
 */
export function shareChart<R>(rows: readonly R[], options: ShareChartOptions<R>): Chart {
  const { title, label, value, unit, format, color, locale = 'en' } = options;
  const parts = rows.flatMap((row, index) => {
    const size = value(row);
    const shade = color?.(row) ?? SERIES_COLORS[index % SERIES_COLORS.length];
    return size === null ? [] : [{ name: say(label(row), locale), value: size, color: shade }];
  });
  requireUnique(
    'shareChart',
    parts.map((part) => part.name),
  );
  requireNonNegative('shareChart', parts);
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const top = largest(parts, (part) => part.value);
  if (top === undefined || total === 0) return emptyChart(KIND, options);
  const [most, all, share] = [
    format(top.value)[locale],
    format(total)[locale],
    percent(top.value / total)[locale],
  ];
  return {
    figure: {
      data: [
        {
          type: 'pie',
          hole: 0.58,
          labels: parts.map((part) => part.name),
          values: parts.map((part) => part.value),
          text: parts.map((part) => percent(part.value / total)[locale]),
          textinfo: 'label+text',
          textposition: 'outside',
          sort: false,
          direction: 'clockwise',
          marker: { colors: parts.map((part) => part.color), line: { color: '#ffffff', width: 1.5 } },
        },
      ],
      layout: {
        ...baseLayout(title[locale]),
        margin: { l: 40, r: 40, t: 90, b: 50 },
        annotations: [
          { x: 0.5, y: 0.5, showarrow: false, text: `<b>${all}</b><br>${unit[locale]}`, font: { size: 17 } },
        ],
      },
    },
    alt: sentence(
      KIND,
      options,
      locale === 'zh'
        ? `最大的是${top.name}，${all}${unit.zh}中占${most}（${share}）`
        : `largest ${top.name} with ${most} of ${all} ${unit.en} (${share})`,
    ),
  };
}
