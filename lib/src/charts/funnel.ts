import type { Label } from '../label.js';
import { percent, say, type Quantity } from '../quantity.js';
import {
  emptyChart,
  requireNonNegative,
  requireUnique,
  sentence,
  type Chart,
  type ChartOptions,
} from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface FunnelChartOptions<R> extends ChartOptions {
  readonly label: (row: R) => Label | string;
  readonly value: (row: R) => number | null;
  readonly format: (value: number | null) => Quantity;
  /** What is counted, with its unit: "Users". */
  readonly axis: Label;
}

const KIND: Label = { en: 'Funnel', zh: '漏斗图' };
const NOTE: Label = {
  en: 'Shares: of the first step; of the step before',
  zh: '百分比：占第一步；占上一步',
};

/**
 * Steps from first to last as bars from a common start, each with its value, its share of the first step and of
 * the step before. A share of nothing is written "n/a". Steps that are null are left out.
 *
 * Without rows, or with nulls only, it says "No data".
 * @throws OptionsError when a value is negative or two rows have the same label.
 * @example
 * funnelChart(steps, { title, axis: { en: 'Users', zh: '用户数' }, label: (row) => row.label, value: (row) => row.users, format: count });
 */
export function funnelChart<R>(rows: readonly R[], options: FunnelChartOptions<R>): Chart {
  const { title, axis: valueAxis, label, value, format, locale = 'en' } = options;
  const known = rows.flatMap((row) => {
    const size = value(row);
    return size === null ? [] : [{ name: say(label(row), locale), value: size }];
  });
  requireUnique(
    'funnelChart',
    known.map((step) => step.name),
  );
  requireNonNegative('funnelChart', known);
  if (known.length === 0) return emptyChart(KIND, options);
  const of = (part: number, whole: number) => percent(whole === 0 ? null : part / whole)[locale];
  const steps = known.map((step, index) => ({
    ...step,
    text: format(step.value)[locale],
    ofFirst: of(step.value, known[0]?.value ?? 0),
    ofPrevious: index === 0 ? null : of(step.value, known[index - 1]?.value ?? 0),
  }));
  return {
    figure: {
      data: [
        {
          type: 'bar',
          orientation: 'h',
          x: steps.map((step) => step.value),
          y: steps.map((step) => step.name),
          text: steps.map(({ text, ofFirst, ofPrevious }) =>
            ofPrevious === null ? text : `${text} (${ofFirst}; ${ofPrevious})`,
          ),
          textposition: 'outside',
          cliponaxis: false,
          marker: { color: COLORS.blue },
        },
      ],
      layout: {
        ...baseLayout(title[locale], NOTE[locale]),
        height: 170 + 56 * Math.max(3, steps.length),
        xaxis: {
          ...axis({ title: valueAxis[locale], format: ',', grid: true }),
          range: [0, Math.max(...steps.map((step) => step.value)) * 1.35 || 1],
        },
        yaxis: { ...axis({ title: '' }), type: 'category', autorange: 'reversed' },
        bargap: 0.3,
      },
    },
    alt: sentence(
      KIND,
      options,
      steps
        .map(({ name, text, ofFirst, ofPrevious }) => {
          if (locale === 'zh')
            return ofPrevious === null ? `${name}${text}` : `${name}${text}（占第一步${ofFirst}）`;
          return ofPrevious === null ? `${name} ${text}` : `${name} ${text} (${ofFirst} of the first)`;
        })
        .join(locale === 'zh' ? '，' : ', '),
    ),
  };
}
