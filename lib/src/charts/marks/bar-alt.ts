import type { Label } from '../../core/label.js';
import { knownOf, largest, type Crossed, type Known } from './crossed.js';
import type { Source } from './source.js';

export const BAR_KINDS = {
  single: { en: 'Bar chart', zh: '条形图' },
  group: { en: 'Grouped bar chart', zh: '分组条形图' },
  stack: { en: 'Stacked bar chart', zh: '堆叠条形图' },
  share: { en: 'Stacked bar chart of shares', zh: '百分比堆叠条形图' },
} as const satisfies Readonly<Record<string, Label>>;

/** The alternative text lists every bar up to this number. */
const FEW = 4;

/** Describes bars: all of them if there are few, otherwise the largest and the smallest. */
export function barAlt(source: Source, cross: Crossed, layout: keyof typeof BAR_KINDS): string {
  const known = knownOf(cross);
  const value = ({ value, series, key }: Known) =>
    source.write(value, layout === 'single' && series.name === '' ? String(key.raw) : series.column);
  const [top, bottom] = [largest(known, (one) => one.value), largest(known, (one) => -one.value)];
  if (top === undefined || bottom === undefined) return '';
  if (layout !== 'single') {
    const [many, parts] = [cross.keys.length, cross.series.length];
    return source.locale === 'zh'
      ? `${many}组，各分${parts}项；最大为${top.key.name}的${top.series.name}，${value(top)}`
      : `${many} groups of ${parts}; largest ${top.key.name}, ${top.series.name} with ${value(top)}`;
  }
  if (cross.keys.length <= FEW) {
    return source.locale === 'zh'
      ? known.map((one) => `${one.key.name}为${value(one)}`).join('，')
      : known.map((one) => `${one.key.name} ${value(one)}`).join(', ');
  }
  return source.locale === 'zh'
    ? `最大为${top.key.name}（${value(top)}），最小为${bottom.key.name}（${value(bottom)}）`
    : `largest ${top.key.name} with ${value(top)}, smallest ${bottom.key.name} with ${value(bottom)}`;
}
