import type { Figure, Renderer } from 'plotly-static';
import type { Chart } from '../charts/chart.js';
import { significant } from '../quantity.js';
import { DISPLAY, type Displayable, type Output } from './display.js';

/** MIME type by which Jupyter knows a plotly figure. */
export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** Set by the runner, which renders the PNG twin of every figure itself. */
const RUNNER_VARIABLE = 'NBCONVERT_TS_RUNNER';

/**
 * A figure for a notebook. `name` is the name of its files and is unique within the notebook. In live Jupyter
 * the output carries a PNG beside the plotly JSON, since not every viewer draws plotly.
 *
 * @example
 * await show(figure('age-bands', countChart(rows, { title, axis })));
 */
export function figure(name: string, chart: Chart): Displayable {
  return {
    async [DISPLAY](): Promise<Output> {
      const plotly = rounded(chart.figure) as Figure;
      return {
        data: {
          [PLOTLY_MIME]: { config: { responsive: true, displaylogo: false }, ...plotly },
          ...(process.env[RUNNER_VARIABLE] === undefined && { 'image/png': await png(plotly) }),
          'text/plain': chart.alt,
        },
        metadata: { figure: { name, alt: chart.alt } },
      };
    },
  };
}

/** One warm renderer serves all figures of a live notebook; making one takes longer than drawing ten figures. */
let renderer: Promise<Renderer> | undefined;

async function png(plotly: Figure): Promise<string> {
  renderer ??= import('plotly-static').then((library) => library.Renderer.create());
  return Buffer.from(await (await renderer).png(plotly)).toString('base64');
}

function rounded(value: unknown): unknown {
  if (typeof value === 'number') return significant(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, rounded(entry)]));
  }
  return value;
}
