import { count } from '../../core/quantity.js';
import { term } from '../../core/term.js';
import { COLORS } from '../theme.js';
import type { Point, ScatterPlan } from './scatter-plan.js';
import type { Source } from './source.js';
import { plain, wrapped } from './words.js';

/** A point with its place on the plot, in the units of its axes. */
export interface Drawn extends Point {
  readonly at: readonly [x: number, y: number];
}

/** Width at which the name of the highlighted points wraps, in pixels. */
const LEGEND_WIDTH = 440;

/** The others in gray, the highlighted ones in front of them; all in one color if none is to stand out. */
export function scatterTraces(
  source: Source,
  plan: ScatterPlan,
  points: readonly Drawn[],
  size: number,
): object[] {
  const { highlight } = plan;
  if (highlight === null) return [trace(source, plan, points, { color: COLORS.blue, size })];
  const layers = [
    { marked: false, name: source.say(term('otherOnes')), color: COLORS.gray, size },
    { marked: true, name: source.heading(highlight), color: COLORS.red, size: size + 1, symbol: 'diamond' },
  ];
  return layers.map(({ marked, name, ...marker }) => {
    const own = points.filter((point) => point.marked === marked);
    const n = count(own.length)[source.locale];
    const legend = `${name}${source.locale === 'zh' ? '：' : ': '}${n}`;
    return { ...trace(source, plan, own, marker), name: wrapped(legend, LEGEND_WIDTH), showlegend: true };
  });
}

function trace(source: Source, plan: ScatterPlan, points: readonly Drawn[], marker: object): object {
  return {
    type: 'scatter',
    mode: 'markers',
    x: points.map(({ at }) => at[0]),
    y: points.map(({ at }) => at[1]),
    marker: { ...marker, opacity: 0.8, line: { color: '#ffffff', width: 0.5 } },
    hovertext: points.map(({ row }) => textOf(source, plan, row)),
    hoverinfo: 'text',
    cliponaxis: false,
  };
}

const textOf = (source: Source, { x, y }: ScatterPlan, row: Point['row']) =>
  [x, y]
    .map(({ column }) => `${source.heading(column)}: ${source.cell(row, column)}`)
    .map(plain)
    .join('<br>');
