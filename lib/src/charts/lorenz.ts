import type { Label } from '../label.js';
import { decimal, percent } from '../quantity.js';
import { emptyChart, type Chart, type ChartOptions } from './chart.js';
import { axis, baseLayout, COLORS } from './theme.js';

export interface LorenzChartOptions extends ChartOptions {
  /** Share of users, or of other units, from the lowest, on the horizontal axis. */
  readonly axis: Label;
  /** Share of the total on the vertical axis. */
  readonly valueAxis: Label;
  readonly gini: number | null;
  /** The share of users that counts as the top, and what it holds. */
  readonly top: { readonly users: number; readonly share: number | null };
  /** What the value is spread over; users when absent. */
  readonly units?: Label;
}

const KIND: Label = { en: 'Lorenz curve', zh: '洛伦兹曲线' };
const GINI: Label = { en: 'Gini', zh: '基尼系数' };
const USERS: Label = { en: 'users', zh: '用户' };

/** Lorenz curve beside the line of equality, with the top users' share marked. */
export function lorenzChart(
  points: readonly { readonly rows: number; readonly share: number }[],
  options: LorenzChartOptions,
): Chart {
  const { title, axis: rowsAxis, valueAxis, gini, top, units = USERS, locale = 'en' } = options;
  if (points.length === 0) return emptyChart(KIND, options);
  const heldBelow = top.share === null ? null : 1 - top.share;
  const topText =
    locale === 'zh'
      ? `前${percent(top.users, 0).zh}的${units.zh}占${percent(top.share).zh}`
      : `top ${percent(top.users, 0).en} of ${units.en}: ${percent(top.share).en}`;
  return {
    figure: {
      data: [
        {
          type: 'scatter',
          mode: 'lines',
          x: [0, 1],
          y: [0, 1],
          line: { color: COLORS.grey, dash: 'dot', width: 1.5 },
        },
        {
          type: 'scatter',
          mode: 'lines',
          x: points.map((point) => point.rows),
          y: points.map((point) => point.share),
          line: { color: COLORS.blue, width: 2.5 },
          fill: 'tozeroy',
          fillcolor: 'rgba(0,114,178,0.12)',
        },
      ],
      layout: {
        ...baseLayout(`${title[locale]} (${GINI[locale]} ${decimal(gini)[locale]})`),
        xaxis: { ...axis({ title: rowsAxis[locale], format: '.0%', grid: true }), range: [0, 1] },
        yaxis: {
          ...axis({ title: valueAxis[locale], format: '.0%', grid: true }),
          range: [0, 1.02],
          ticklabelstandoff: 6,
        },
        annotations:
          heldBelow === null
            ? []
            : [
                {
                  x: 1 - top.users,
                  y: heldBelow,
                  text: topText,
                  ...textPlace(top.users, heldBelow),
                  arrowhead: 2,
                  arrowcolor: COLORS.grey,
                },
              ],
      },
    },
    alt:
      locale === 'zh'
        ? `${title.zh}；基尼系数${decimal(gini).zh}，${topText}。`
        : `${title.en}; Gini ${decimal(gini).en}, ${topText}.`,
  };
}

/** Where the text stands from its point, in pixels: below the curve where there is room, left of it where not. */
function textPlace(users: number, heldBelow: number): { readonly ax: number; readonly ay: number } {
  if (heldBelow < 0.4) return { ax: -90, ay: -30 };
  return users < 0.15 ? { ax: -30, ay: 100 } : { ax: 20, ay: 80 };
}
