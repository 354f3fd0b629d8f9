import { planPictures, type PlannedPicture } from '../figures/plan.js';
import { renderFigures, type RenderedFigure } from '../figures/render.js';
import type { ConvertContext, ConvertInput } from './target.js';

/**
 * The figures of a notebook that is converted as it is: a figure that has its picture keeps it, others are drawn.
 *
 * @throws {FigureError} naming the cell and the figure that cannot be drawn
 */
export async function figuresOf(
  { notebook, paths }: ConvertInput,
  { renderer, warn }: ConvertContext,
): Promise<RenderedFigure[]> {
  return renderFigures(planPictures(notebook, paths.name).map(withOwnPicture), renderer, warn);
}

function withOwnPicture(figure: PlannedPicture): PlannedPicture {
  const base64 = figure.data['image/png'];
  if (figure.content.kind !== 'plotly' || typeof base64 !== 'string') return figure;
  return { ...figure, content: { kind: 'bitmap', extension: 'png', base64 } };
}
