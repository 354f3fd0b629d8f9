import { FigureError } from '../errors.js';
import type { PlannedPicture } from './plan.js';
import type { FigureRenderer } from './renderer.js';
import type { FigureWarning } from './warnings.js';

/** A file of a picture. */
export interface PictureFile {
  readonly extension: string;
  readonly content: string | Uint8Array;
}

/** A picture with the files that it becomes. */
export interface RenderedFigure extends PlannedPicture {
  readonly files: readonly PictureFile[];
}

/**
 * Renders the plotly figures one after another and puts the PNG twin of each into its output, for viewers that
 * cannot run plotly. Bitmaps are passed on as they are; of an SVG that the kernel made, or that was attached, what
 * only shows is kept, since a file can be opened by itself, where its scripts would run.
 *
 * @param warn hears what of a figure was left out or drawn otherwise
 * @throws {FigureError} naming the cell and the figure that cannot be rendered
 */
export async function renderFigures(
  planned: readonly PlannedPicture[],
  renderer: FigureRenderer,
  warn: FigureWarning = () => undefined,
): Promise<RenderedFigure[]> {
  const rendered: RenderedFigure[] = [];
  for (const figure of planned) rendered.push(await renderFigure(figure, renderer, warn));
  return rendered;
}

async function renderFigure(
  figure: PlannedPicture,
  renderer: FigureRenderer,
  warn: FigureWarning,
): Promise<RenderedFigure> {
  try {
    return { ...figure, files: await filesOf(figure, renderer, warn) };
  } catch (cause) {
    if (cause instanceof FigureError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FigureError(figure.place, `figure "${figure.name}" cannot be rendered: ${reason}`, { cause });
  }
}

async function filesOf(
  figure: PlannedPicture,
  renderer: FigureRenderer,
  warn: FigureWarning,
): Promise<PictureFile[]> {
  const { content, data } = figure;
  switch (content.kind) {
    case 'bitmap':
      return [{ extension: content.extension, content: Buffer.from(content.base64, 'base64') }];
    case 'svg': {
      // Loaded where there is one: it takes a tenth of a second.
      const { inertSvg } = await import('./inert-svg.js');
      return [{ extension: 'svg', content: inertSvg(content.text) }];
    }
    case 'plotly': {
      const { svg, png, warnings = [] } = await renderer.render(content.figure);
      for (const warning of warnings) warn(figure, warning);
      data['image/png'] = Buffer.from(png).toString('base64');
      return [
        { extension: 'svg', content: svg },
        { extension: 'png', content: png },
      ];
    }
  }
}
