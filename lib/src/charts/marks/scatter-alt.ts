import { count } from '../../core/quantity.js';
import { extent } from './axes.js';
import { said, type ChartOptions } from './chart.js';
import { referencesOf, type Reference, type ReferenceOptions } from './references.js';
import { counted, type Corner } from './scatter-corners.js';
import type { Channel, Point, ScatterPlan } from './scatter-plan.js';
import type { Source } from './source.js';

export const SCATTER_KIND = { en: 'Scatter plot', zh: '散点图' } as const;
export const STRIP_KIND = { en: 'Strip plot', zh: '分组散点图' } as const;

/** With more names than these, only the number of them is told. */
const MOST_TOLD = 8;

/** Describes points: how many there are, from where to where, and how many are highlighted; by name or corner. */
export function scatterAlt(
  source: Source,
  plan: ScatterPlan,
  points: readonly Point[],
  corners: readonly Corner[],
  options: ChartOptions & ReferenceOptions,
): string {
  const zh = source.locale === 'zh';
  const parts = [
    all(source, plan, points),
    ...namesTold(source, plan, points),
    ...corners.map(({ text }) => text),
    ...referencesOf(options).flatMap((reference) => referenceTold(source, plan, reference, options)),
  ];
  return parts.join(zh ? '；' : '; ');
}

/** `Poor: 1`: what a line is called, and where it is. */
function referenceTold(
  source: Source,
  { x, y }: ScatterPlan,
  reference: Reference,
  options: ChartOptions,
): string[] {
  const [value, { column }] = reference.y === undefined ? [reference.x, x] : [reference.y, y];
  if (reference.text === undefined || typeof value !== 'number') return [];
  const text = said(source, reference.text, options);
  return [`${text}${source.locale === 'zh' ? '：' : ': '}${source.write(value, column)}`];
}

/** `145 points, 32 marked: Anomaly`. */
function all(source: Source, { highlight }: ScatterPlan, points: readonly Point[]): string {
  const [n, marked] = [count(points.length), count(points.filter((point) => point.marked).length)];
  const name = highlight === null ? '' : source.heading(highlight);
  if (source.locale === 'zh') return `${n.zh}个点${name && `，标出${marked.zh}个：${name}`}`;
  return `${n.en} ${points.length === 1 ? 'point' : 'points'}${name && `, ${marked.en} marked: ${name}`}`;
}

function namesTold(source: Source, plan: ScatterPlan, points: readonly Point[]): string[] {
  const letter = plan.y.keys === null ? 'x' : 'y';
  const { keys } = plan[letter];
  if (keys === null)
    return [span(source, plan.x, points, ({ x }) => x), span(source, plan.y, points, ({ y }) => y)];
  const zh = source.locale === 'zh';
  const other = letter === 'x' ? 'y' : 'x';
  const value = (point: Point) => point[other];
  if (keys.length > MOST_TOLD) {
    const groups = count(keys.length)[source.locale];
    return [zh ? `${groups}组` : `${groups} groups`, span(source, plan[other], points, value)];
  }
  return keys.map(({ name }, index) => {
    const own = points.filter((point) => point[letter] === index);
    const n = counted(source, plan, own);
    return own.length === 0
      ? `${name}${n}`
      : `${name}${n}${zh ? '，' : ', '}${ends(source, plan[other], own.map(value))}`;
  });
}

function span(source: Source, channel: Channel, points: readonly Point[], value: (point: Point) => number) {
  const space = source.locale === 'zh' ? '' : ' ';
  return `${source.heading(channel.column)}${space}${ends(source, channel, points.map(value))}`;
}

function ends(source: Source, { column }: Channel, values: readonly number[]): string {
  const [low, high] = extent(values).map((value) => source.write(value, column));
  if (low === high) return source.locale === 'zh' ? `为${low}` : `at ${low}`;
  return source.locale === 'zh' ? `从${low}到${high}` : `from ${low} to ${high}`;
}
