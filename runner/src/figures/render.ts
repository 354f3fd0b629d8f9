import { FigureError } from '../errors.js';
import type { PlannedFigure } from './plan.js';
import type { FigureRenderer } from './renderer.js';

/** A figure with the pictures that go to files. */
export interface RenderedFigure extends PlannedFigure {
  readonly svg?: string;
  readonly png?: Uint8Array;
}

/**
 * Renders the plotly figures one after another and puts the PNG twin of each into its output, for viewers that
 * cannot run plotly. Pictures that the kernel made itself are passed on as they are.
 *
 * @throws {FigureError} naming the cell and the figure that cannot be rendered
 */
export async function renderFigures(
  planned: readonly PlannedFigure[],
  renderer: FigureRenderer,
): Promise<RenderedFigure[]> {
  const rendered: RenderedFigure[] = [];
  for (const figure of planned) rendered.push(await renderFigure(figure, renderer));
  return rendered;
}

async function renderFigure(figure: PlannedFigure, renderer: FigureRenderer): Promise<RenderedFigure> {
  const { content, output } = figure;
  if (content.kind === 'png') return { ...figure, png: Buffer.from(content.base64, 'base64') };
  if (content.kind === 'svg') return { ...figure, svg: content.text };
  try {
    const { svg, png } = await renderer.render(content.figure);
    output.data['image/png'] = Buffer.from(png).toString('base64');
    return { ...figure, svg, png };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FigureError(figure.place, `figure "${figure.name}" cannot be rendered: ${reason}`, { cause });
  }
}
