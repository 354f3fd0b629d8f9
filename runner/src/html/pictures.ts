import { planFigures, type PlannedFigure } from '../figures/plan.js';
import type { FigureRenderer } from '../figures/renderer.js';
import { isJsonObject, type JsonValue } from '../json.js';
import type { Notebook, Output, RichOutput } from '../nbformat/index.js';
import { dataUrl } from './escape.js';
import type { HtmlPicture } from './options.js';
import { pngSize, svgSize, type Size } from './size.js';

const BITMAPS = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

/**
 * The static picture of every figure in a notebook. Plotly figures are drawn as SVG, which is sharp at any size;
 * one that the renderer refuses (WebGL, maps) is shown by the bitmap beside it, where the notebook has one.
 *
 * @throws {FigureError} when figure names are used twice or are no file names
 * @example
 * const pictures = await drawPictures(notebook, 'report.ipynb', renderer);
 * const page = notebookHtml(notebook, { notebookFile: 'report.ipynb', pictures });
 */
export async function drawPictures(
  notebook: Notebook,
  notebookName: string,
  renderer: FigureRenderer,
): Promise<Map<Output, HtmlPicture>> {
  const pictures = new Map<Output, HtmlPicture>();
  for (const planned of planFigures(notebook, notebookName)) {
    const { output, name, alt } = planned;
    pictures.set(output, {
      name,
      alt,
      ...((await drawn(planned, renderer)) ?? bitmap(output) ?? { source: undefined, size: undefined }),
    });
  }
  return pictures;
}

type Drawn = Pick<HtmlPicture, 'source' | 'size'>;

async function drawn({ content }: PlannedFigure, renderer: FigureRenderer): Promise<Drawn | undefined> {
  if (content.kind === 'bitmap') return undefined;
  const svg = content.kind === 'svg' ? content.text : await draw(content.figure, renderer);
  return svg === undefined ? undefined : { source: dataUrl('image/svg+xml', svg), size: svgSize(svg) };
}

/** Undefined where the renderer refuses the figure: a browser with plotly may still draw it. */
async function draw(figure: unknown, renderer: FigureRenderer): Promise<string | undefined> {
  try {
    return (await renderer.render(figure)).svg;
  } catch {
    return undefined;
  }
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
