import { planFigures, type PlannedFigure } from '../figures/plan.js';
import { renderFigures, type RenderedFigure } from '../figures/render.js';
import type { ConvertContext, ConvertInput } from './target.js';

/**
 * The figures of a notebook that is converted as it is: a figure that has its picture keeps it, others are drawn.
 *
 * @throws {FigureError} naming the cell and the figure that cannot be drawn
 */
export async function figuresOf(
  { notebook, paths }: ConvertInput,
  { renderer }: ConvertContext,
): Promise<RenderedFigure[]> {
  return renderFigures(planFigures(notebook, paths.name).map(withOwnPicture), renderer);
}

function withOwnPicture(figure: PlannedFigure): PlannedFigure {
  const base64 = figure.output.data['image/png'];
  return typeof base64 === 'string' ? { ...figure, content: { kind: 'png', base64 } } : figure;
}
