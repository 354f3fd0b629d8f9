import type { Result } from '../../core/result.js';
import { count } from '../../core/quantity.js';
import type { Schema } from '../../core/schema.js';
import { chartOf, emptyChart, type Chart } from './chart.js';
import { intervalText, notesOf } from './interval-note.js';
import { cutNote } from './order.js';
import { referencesOf } from './references.js';
import { scatterAlt, SCATTER_KIND, STRIP_KIND } from './scatter-alt.js';
import { cornersOf } from './scatter-corners.js';
import type { ScatterOptions } from './scatter-options.js';
import { planOf, pointsOf } from './scatter-plan.js';
import { planeOf } from './scatter-plane.js';
import { stripsOf } from './scatter-strips.js';
import { scatterTraces } from './scatter-traces.js';
import { Source } from './source.js';

/** Points; see `chart.scatter`. */
export function scatter<S extends Schema>(result: Result<S>, options: ScatterOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const plan = planOf(source, options);
  const { all, points, without } = pointsOf(source, plan, options.limit);
  const strips = plan.x.keys !== null || plan.y.keys !== null;
  const kind = strips ? STRIP_KIND : SCATTER_KIND;
  if (points.length === 0) return emptyChart(source, options, kind);
  const corners = cornersOf(source, plan, points, options);
  const { drawn, size, layout, beside } = strips
    ? stripsOf(source, plan, points, options)
    : planeOf(source, plan, points, corners, options);
  const { quadrants } = options;
  return chartOf(source, options, {
    kind,
    data: scatterTraces(source, plan, drawn, size),
    layout: {
      ...layout,
      ...(plan.highlight !== null && {
        showlegend: true,
        legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      }),
    },
    ...(plan.highlight !== null && { above: LEGEND }),
    seen: scatterAlt(source, plan, points, corners, options),
    note: notesOf(source, [
      options.band === undefined ? undefined : intervalText(source, options.band, 'band'),
      beside ? source.say(BESIDE) : undefined,
      cutNote(source, all, points.length),
      withoutNote(source, without),
    ]),
    texts: [
      ...referencesOf(options).map(({ text }) => text),
      ...(quadrants === undefined
        ? []
        : [quadrants.topLeft, quadrants.topRight, quadrants.bottomLeft, quadrants.bottomRight]),
    ],
  });
}

/** Height of the legend, in pixels. */
const LEGEND = 20;

const BESIDE = {
  en: 'Points at the same place are side by side',
  zh: '位置相同的点并排显示',
} as const;

function withoutNote(source: Source, rows: number): string | undefined {
  const { en, zh } = count(rows);
  if (rows === 0) return undefined;
  return source.locale === 'zh' ? `缺少取值而未显示：${zh}行` : `without a value and not shown: ${en}`;
}
