import type { Label } from '../../core/label.js';
import { knownOf, largest, type Crossed, type Known } from './crossed.js';
import type { LinePlan } from './line-options.js';
import { referencesOf } from './references.js';
import { said } from './chart.js';
import type { Source } from './source.js';

export const LINE_KIND: Label = { en: 'Line chart', zh: '折线图' };
export const LORENZ_KIND: Label = { en: 'Lorenz curve', zh: '洛伦兹曲线' };
/** With more lines than this, the alternative text gives only the extremes. */
const MOST_LINES_TOLD = 3;

/**
 * Describes lines: where each begins, ends, and is highest, or only the extremes if there are many; and the references.
 */
export function lineAlt(source: Source, cross: Crossed, plan: LinePlan): string {
  const references = referencesOf(plan).flatMap(({ text }) =>
    text === undefined ? [] : [said(source, text, plan)],
  );
  const lines =
    cross.series.length > MOST_LINES_TOLD
      ? [extremes(source, cross)]
      : cross.series.flatMap((series) => told(source, cross, series.name));
  const shown = plan.diagonal && references.length > 0 ? references : [...lines, ...references];
  return shown.join(source.locale === 'zh' ? '；' : '; ');
}

function told(source: Source, cross: Crossed, name: string): string[] {
  const points = knownOf(cross).filter(({ series }) => series.name === name);
  const [from, to, top] = [points[0], points.at(-1), largest(points, ({ value }) => value)];
  if (from === undefined || to === undefined || top === undefined) return [];
  const at = ({ value, series }: Known) => source.write(value, series.column);
  const several = cross.series.length > 1;
  if (source.locale === 'zh') {
    const which = several ? name : '';
    return [
      from === to
        ? `${which}在${from.key.name}为${at(from)}`
        : `${which}从${from.key.name}的${at(from)}到${to.key.name}的${at(to)}，${top.key.name}最高，为${at(top)}`,
    ];
  }
  const which = several ? `${name} ` : '';
  return [
    from === to
      ? `${several ? `${name} with ` : ''}${at(from)} at ${from.key.name}`
      : `${which}from ${at(from)} at ${from.key.name} to ${at(to)} at ${to.key.name}, highest ${at(top)} at ${top.key.name}`,
  ];
}

function extremes(source: Source, cross: Crossed): string {
  const known = knownOf(cross);
  const [top, bottom] = [largest(known, ({ value }) => value), largest(known, ({ value }) => -value)];
  const point = (one: Known | undefined) => {
    if (one === undefined) return '';
    const value = source.write(one.value, one.series.column);
    return source.locale === 'zh'
      ? `${one.series.name}在${one.key.name}的${value}`
      : `${one.series.name} with ${value} at ${one.key.name}`;
  };
  return source.locale === 'zh'
    ? `${cross.series.length}条线；最高为${point(top)}，最低为${point(bottom)}`
    : `${cross.series.length} lines; highest ${point(top)}, lowest ${point(bottom)}`;
}
