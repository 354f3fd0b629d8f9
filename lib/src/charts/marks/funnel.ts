import type { Result } from '../../core/result.js';
import { percent } from '../../core/quantity.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import { COLORS } from '../theme.js';
import { PLOT, rowAxis, rowHeight, rowNamesWidth, valueAxis, withLabels } from './axes.js';
import { axisTitle, chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import type { NumberColumn } from './columns.js';
import { crossed, knownOf, requireNonNegative } from './crossed.js';
import { nameColumn, numberColumns } from './defaults.js';
import { Source } from './source.js';
import { plain, widest } from './words.js';

export interface FunnelOptions<S extends Schema = Schema> extends ChartOptions {
  /** How many reach each step. Default: the first count. */
  readonly x?: NumberColumn<S>;
  /** The names of the steps, from first to last. */
  readonly y?: ColumnName<S>;
}

const KIND = { en: 'Funnel', zh: '漏斗图' } as const;
const NOTE = {
  en: 'Shares: of the first step; of the step before',
  zh: '百分比：占第一步；占上一步',
} as const;
/** Bars shorter than this fraction of the axis get an outline of this many pixels. */
const [LITTLE, OUTLINE] = [0.004, 2];

/** Steps; see `chart.funnel`. */
export function funnel<S extends Schema>(result: Result<S>, options: FunnelOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const value = options.x ?? numberColumns(source)[0] ?? '';
  const key = options.y ?? nameColumn(source, [value]) ?? '';
  const known = knownOf(crossed(source, { key, values: [value], interval: null }));
  requireNonNegative(source, known);
  if (known.length === 0) return emptyChart(source, options, KIND);
  const of = (part: number, whole: number) => percent(whole === 0 ? null : part / whole)[source.locale];
  const steps = known.map((step, index) => ({
    name: step.key.name,
    value: step.value,
    text: source.write(step.value, value),
    ofFirst: of(step.value, known[0]?.value ?? 0),
    ofPrevious: index === 0 ? null : of(step.value, known[index - 1]?.value ?? 0),
  }));
  const names = steps.map(({ name }) => name);
  const zh = source.locale === 'zh';
  const texts = steps.map(({ text, ofFirst, ofPrevious }) => {
    if (ofPrevious === null) return text;
    return zh ? `${text}（${ofFirst}；${ofPrevious}）` : `${text} (${ofFirst}; ${ofPrevious})`;
  });
  const length = PLOT.width - Math.max(0, rowNamesWidth(names) - 50);
  const most = Math.max(...steps.map((step) => step.value));
  const range = withLabels([0, most || 1], widest(texts) + 10, length);
  return chartOf(source, options, {
    kind: KIND,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: steps.map((step) => step.value),
        y: steps.map((_, index) => index),
        text: texts,
        textposition: 'outside',
        cliponaxis: false,
        hoverinfo: 'none',
        marker: {
          color: known.map(({ key: { color } }) => color ?? COLORS.blue),
          line: {
            color: known.map(({ key: { color } }) => color ?? COLORS.blue),
            width: steps.map((step) => (step.value > 0 && step.value < range[1] * LITTLE ? OUTLINE : 0)),
          },
        },
      },
    ],
    layout: {
      height: 160 + Math.max(168, rowHeight(names, 56) * steps.length),
      xaxis: { ...valueAxis(source, value, range, axisTitle(source, options) ?? undefined), tickangle: 0 },
      yaxis: rowAxis(names.map(plain)),
      bargap: 0.3,
    },
    seen: steps
      .map(({ name, text, ofFirst, ofPrevious }) => {
        if (zh) return ofPrevious === null ? `${name}${text}` : `${name}${text}（占第一步${ofFirst}）`;
        return ofPrevious === null ? `${name} ${text}` : `${name} ${text} (${ofFirst} of the first)`;
      })
      .join(zh ? '，' : ', '),
    note: source.say(NOTE),
  });
}
