import { planFigures, type PlannedFigure } from '../figures/plan.js';
import type { FigureRenderer } from '../figures/renderer.js';
import type { FigureWarning } from '../figures/warnings.js';
import { isJsonObject, type JsonValue } from '../json.js';
import type { Notebook, Output, RichOutput } from '../nbformat/index.js';
import { dataUrl } from './escape.js';
import type { HtmlPicture } from './options.js';
import { pngSize, svgSize, type Size } from './size.js';

const BITMAPS = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

/**
 * The static picture of every figure in a notebook. Plotly figures are drawn as SVG, which is sharp at any size;
 * one that the renderer refuses (WebGL, maps) is shown by the bitmap next to it, where the notebook has one.
 *
 * @param warn hears what of a figure was left out, drawn otherwise, or not drawn at all
 * @throws {FigureError} when figure names are used twice or are not valid file names
 * @example
 * const pictures = await drawPictures(notebook, 'report.ipynb', renderer);
 * const page = notebookHtml(notebook, { notebookFile: 'report.ipynb', pictures });
 */
export async function drawPictures(
  notebook: Notebook,
  notebookName: string,
  renderer: FigureRenderer,
  warn: FigureWarning = () => undefined,
): Promise<Map<Output, HtmlPicture>> {
  const pictures = new Map<Output, HtmlPicture>();
  for (const planned of planFigures(notebook, notebookName)) {
    const { output, name, alt } = planned;
    pictures.set(output, {
      name,
      alt,
      ...((await drawn(planned, renderer, warn)) ?? bitmap(output) ?? { source: undefined, size: undefined }),
    });
  }
  return pictures;
}

type Drawn = Pick<HtmlPicture, 'source' | 'size'>;

async function drawn(
  planned: PlannedFigure,
  renderer: FigureRenderer,
  warn: FigureWarning,
): Promise<Drawn | undefined> {
  const { content } = planned;
  if (content.kind === 'bitmap') return undefined;
  const svg = content.kind === 'svg' ? content.text : await draw(content.figure, planned, renderer, warn);
  return svg === undefined ? undefined : { source: dataUrl('image/svg+xml', svg), size: svgSize(svg) };
}

/** Undefined where the renderer refuses the figure: a browser with plotly may still draw it. */
async function draw(
  figure: unknown,
  planned: PlannedFigure,
  renderer: FigureRenderer,
  warn: FigureWarning,
): Promise<string | undefined> {
  const drawing = await renderer.render(figure).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    warn(planned, `the page has no drawing of it: ${reason}`);
    return undefined;
  });
  for (const warning of drawing?.warnings ?? []) warn(planned, warning);
  return drawing?.svg;
}

function bitmap({ data, metadata }: RichOutput): Drawn | undefined {
  for (const mime of BITMAPS) {
    const content = data[mime];
    if (typeof content !== 'string') continue;
    const base64 = content.replace(/[^\w+/=]/g, '');
    const size = askedSize(metadata[mime]) ?? (mime === 'image/png' ? pngSize(base64) : undefined);
    return { source: `data:${mime};base64,${base64}`, size };
  }
  return undefined;
}

/** The size the kernel asked for, as it does for pictures with two pixels per CSS pixel. */
function askedSize(metadata: JsonValue | undefined): Size | undefined {
  if (!isJsonObject(metadata)) return undefined;
  const { width, height } = metadata;
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
}
