import type { Result } from '../../core/result.js';
import { percent } from '../../core/quantity.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import { chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import type { NumberColumn } from './columns.js';
import { crossed, knownOf, largest, requireNonNegative } from './crossed.js';
import { sumOf } from './order.js';
import { nameColumn, numberColumns } from './defaults.js';
import { Source } from './source.js';
import { wrapped } from './words.js';

export interface RingOptions<S extends Schema = Schema> extends ChartOptions {
  /** The value to divide. Default: the first count. */
  readonly value?: NumberColumn<S>;
  /** The names of the parts. */
  readonly color?: ColumnName<S>;
}

const KIND = { en: 'Donut chart', zh: '环形图' } as const;

/** Parts of a whole; see `chart.ring`. */
export function ring<S extends Schema>(result: Result<S>, options: RingOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const value = options.value ?? numberColumns(source)[0] ?? '';
  const color = options.color ?? nameColumn(source, [value]) ?? '';
  const cross = crossed(source, { key: color, values: [value], interval: null });
  const parts = knownOf(cross);
  requireNonNegative(source, parts);
  const total = sumOf(parts.map((part) => part.value)) ?? 0;
  const top = largest(parts, (part) => part.value);
  if (top === undefined || total === 0) return emptyChart(source, options, KIND);
  const colors = source.colors(cross.keys, color);
  const [all, most] = [source.write(total, value), source.write(top.value, value)];
  const share = (part: number) => percent(part / total)[source.locale];
  const unit = source.heading(value);
  return chartOf(source, options, {
    kind: KIND,
    data: [
      {
        type: 'pie',
        hole: 0.58,
        labels: parts.map(({ key }) => wrapped(key.name, 130)),
        values: parts.map((part) => part.value),
        text: parts.map((part) => share(part.value)),
        textinfo: 'label+text',
        textposition: 'outside',
        hoverinfo: 'label+text+value',
        sort: false,
        direction: 'clockwise',
        marker: {
          colors: parts.map(({ key }) => colors[cross.keys.indexOf(key)]),
          line: { color: '#ffffff', width: 1.5 },
        },
      },
    ],
    layout: {
      margin: { l: 40, r: 40, b: 50 },
      annotations: [
        {
          x: 0.5,
          y: 0.5,
          showarrow: false,
          text: `<b>${all}</b><br>${wrapped(unit, 150)}`,
          font: { size: 17 },
        },
      ],
    },
    seen:
      source.locale === 'zh'
        ? `最大的是${top.key.name}，${unit}${all}中占${most}（${share(top.value)}）`
        : `largest ${top.key.name} with ${most} of ${all} ${unit.toLowerCase()} (${share(top.value)})`,
  });
}
