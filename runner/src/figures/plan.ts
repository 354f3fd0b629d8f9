import { z } from 'zod';
import { FigureError, type CellPlace } from '../errors.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { isRich, type Notebook, type RichOutput } from '../nbformat/index.js';

export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** A plotly figure to render, or a picture that the kernel made itself. */
export type FigureContent =
  | { readonly kind: 'plotly'; readonly figure: JsonValue }
  | { readonly kind: 'png'; readonly base64: string }
  | { readonly kind: 'svg'; readonly text: string };

/** A picture among the outputs of a notebook, and the file name and alt text it goes by. */
export interface PlannedFigure {
  readonly place: CellPlace;
  readonly output: RichOutput;
  readonly content: FigureContent;
  /** File name without extension. */
  readonly name: string;
  readonly alt: string;
}

/** The convention by which any library names its figures: `metadata.figure` of the output. */
const figureMetadata = z.object({ name: z.string().optional(), alt: z.string().optional() });

/** Letters and digits of any script, `_`, `-`, and dots inside: safe as a file name everywhere. */
const SAFE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/**
 * The figures of an executed notebook in the order of its outputs. Without a name in the metadata a figure is
 * called `<cell id>-<n>`, n counting the figures of the cell.
 *
 * @throws {FigureError} when a name is no file name or is used twice
 */
export function planFigures(notebook: Notebook, notebookName: string): PlannedFigure[] {
  const owners = new Map<string, CellPlace>();
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code') return [];
    const place = { notebook: notebookName, number: index + 1, id: cell.id };
    const pictures = cell.outputs.filter(isRich).flatMap((output) => {
      const content = contentOf(output);
      return content === undefined ? [] : [{ output, content }];
    });
    return pictures.map(({ output, content }, n) => {
      const wanted = figureMetadata.safeParse(output.metadata['figure']).data;
      const name = wanted?.name ?? `${cell.id}-${n + 1}`;
      checkName(name, place, owners);
      const alt = wanted?.alt ?? titleOf(output.data[PLOTLY_MIME]) ?? `Figure ${name}`;
      return { place, output, content, name, alt };
    });
  });
}

/** The plotly figures among the outputs of a notebook. */
export function plotlyFigures({ cells }: Notebook): JsonValue[] {
  return cells.flatMap((cell) =>
    cell.cell_type === 'code' ? cell.outputs.filter(isRich).flatMap(({ data }) => data[PLOTLY_MIME] ?? []) : [],
  );
}

function contentOf({ data }: RichOutput): FigureContent | undefined {
  const { [PLOTLY_MIME]: figure, 'image/png': base64, 'image/svg+xml': text } = data;
  if (figure !== undefined) return { kind: 'plotly', figure };
  if (typeof base64 === 'string') return { kind: 'png', base64 };
  return typeof text === 'string' ? { kind: 'svg', text } : undefined;
}

function checkName(name: string, place: CellPlace, owners: Map<string, CellPlace>): void {
  if (!SAFE_NAME.test(name)) {
    throw new FigureError(place, `figure name ${JSON.stringify(name)} is no file name; use letters, digits, - and _.`);
  }
  // Some file systems do not tell Age.png from age.png.
  const key = name.toLowerCase();
  const owner = owners.get(key);
  if (owner !== undefined) {
    throw new FigureError(
      place,
      `figure name "${name}" is used already by cell ${owner.number} (${owner.id}); give each figure its own name.`,
    );
  }
  owners.set(key, place);
}

/** The title of a plotly figure without its markup. */
function titleOf(figure: JsonValue | undefined): string | undefined {
  const layout = isJsonObject(figure) ? figure['layout'] : undefined;
  const title = isJsonObject(layout) ? layout['title'] : undefined;
  const text = isJsonObject(title) ? title['text'] : title;
  if (typeof text !== 'string') return undefined;
  const plain = text.replace(/<br\s*\/?>/gi, ' ').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
  return plain === '' ? undefined : plain;
}
