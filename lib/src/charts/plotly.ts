import type { Figure, Renderer } from 'plotly-static';
import type { Output } from '../core/display.js';
import { significant } from '../core/quantity.js';

/** MIME type of a Plotly figure in Jupyter. */
export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** Set by the runner, which renders the PNG version of every figure itself. */
const RUNNER_VARIABLE = 'NBCONVERT_TS_RUNNER';

export interface PlotlyInput {
  /** Name of the figure's files, unique within a notebook. */
  readonly name: string;
  readonly figure: Figure;
  readonly alt: string;
  /** Plain texts for the translator of the notebook to translate. */
  readonly texts?: readonly string[];
}

/**
 * A figure as notebook output: Plotly JSON and the alternative text, and in live Jupyter a PNG, since not every viewer
 * renders Plotly.
 */
export async function plotlyOutput({ name, figure, alt, texts = [] }: PlotlyInput): Promise<Output> {
  const plotly = rounded(figure) as Figure;
  return {
    data: {
      [PLOTLY_MIME]: { config: { responsive: true, displaylogo: false }, ...plotly },
      ...(process.env[RUNNER_VARIABLE] === undefined && { 'image/png': await png(plotly) }),
      'text/plain': alt,
    },
    metadata: { figure: { name, alt }, ...(texts.length > 0 && { texts }) },
  };
}

/**
 * One renderer, kept open, serves all figures of a live notebook; starting one takes longer than drawing ten figures.
 */
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
