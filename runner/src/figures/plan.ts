import { z } from 'zod';
import { FigureError, type CellPlace } from '../errors.js';
import { isJsonObject, plainNumbers, type JsonValue } from '../json.js';
import { freshId } from '../nbformat/upgrade.js';
import { isRich, type MimeBundle, type Notebook, type RichOutput } from '../nbformat/index.js';
import { shownAttachments } from './attachments.js';
import { attachmentContent, outputContent, PLOTLY_MIME, type FigureContent } from './content.js';

export { PLOTLY_MIME } from './content.js';

/** A picture of a notebook, and the file name and alt text it goes by. */
export interface PlannedPicture {
  readonly place: CellPlace;
  /** Undefined for an attachment of a cell of text. */
  readonly output?: RichOutput;
  /** What of the notebook the picture stands for: its output, or its attachment as it is in the cell. */
  readonly source: object;
  /** All forms of the output or attachment. */
  readonly data: MimeBundle;
  readonly content: FigureContent;
  /** File name without extension. */
  readonly name: string;
  readonly alt: string;
}

/** A picture among the outputs of a notebook. */
export interface PlannedFigure extends PlannedPicture {
  readonly output: RichOutput;
}

/** The convention by which any library names its figures: `metadata.figure` of the output. */
const figureMetadata = z.object({ name: z.string().optional(), alt: z.string().optional() });

/** Letters and digits of any script, `_`, `-`, and dots inside: safe as a file name everywhere. */
const SAFE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/**
 * The figures of an executed notebook in the order of its outputs. Without a name in the metadata a figure is
 * called `<cell id>-<n>`, n counting the figures of the cell.
 *
 * @throws {FigureError} when a name is not a valid file name or is used twice
 */
export function planFigures(notebook: Notebook, notebookName: string): PlannedFigure[] {
  const owners = new Map<string, CellPlace>();
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code') return [];
    const place = { notebook: notebookName, number: index + 1, id: cell.id };
    const pictures = cell.outputs.filter(isRich).flatMap((output) => {
      const content = outputContent(output.data);
      return content === undefined ? [] : [{ output, content }];
    });
    return pictures.map(({ output, content }, n) => {
      const wanted = figureMetadata.safeParse(output.metadata['figure']).data;
      const name = wanted?.name ?? `${cell.id}-${n + 1}`;
      checkName(name, place, owners);
      const alt = wanted?.alt ?? titleOf(output.data[PLOTLY_MIME]) ?? `Figure ${name}`;
      return { place, output, source: output, data: output.data, content, name, alt };
    });
  });
}

/**
 * All pictures of a notebook that become files: its figures, then the attachments that its text shows. An
 * attachment is called `<cell id>-<own name>`, with a number after it where that name is taken.
 *
 * @throws {FigureError} when a figure's name is not a valid file name or is used twice
 */
export function planPictures(notebook: Notebook, notebookName: string): PlannedPicture[] {
  const figures = planFigures(notebook, notebookName);
  const taken = new Set(figures.map(({ name }) => name.toLowerCase()));
  const attachments = shownAttachments(notebook).flatMap((attachment): PlannedPicture[] => {
    const { bundle, data, cell, number } = attachment;
    const content = attachmentContent(data);
    if (content === undefined) return [];
    const place = { notebook: notebookName, number, id: cell.id };
    const name = freeName(attachment.name, taken);
    return [{ place, source: bundle, data, content, name, alt: name }];
  });
  return [...figures, ...attachments];
}

/** Some file systems do not tell Map.png from map.png: names that differ in capitals only get a number too. */
function freeName(wanted: string, taken: Set<string>): string {
  return wanted + freshId(wanted.toLowerCase(), taken).slice(wanted.toLowerCase().length);
}

/** The plotly figures among the outputs of a notebook, or of some of its cells. */
export function plotlyFigures({ cells }: Pick<Notebook, 'cells'>): JsonValue[] {
  return cells.flatMap((cell) =>
    cell.cell_type === 'code'
      ? cell.outputs
          .filter(isRich)
          .flatMap(({ data: { [PLOTLY_MIME]: figure } }) =>
            figure === undefined ? [] : [plainNumbers(figure)],
          )
      : [],
  );
}

function checkName(name: string, place: CellPlace, owners: Map<string, CellPlace>): void {
  if (!SAFE_NAME.test(name)) {
    throw new FigureError(
      place,
      `figure name ${JSON.stringify(name)} is not a valid file name; use letters, digits, - and _.`,
    );
  }
  // Some file systems do not tell Age.png from age.png.
  const key = name.toLowerCase();
  const owner = owners.get(key);
  if (owner !== undefined) {
    throw new FigureError(
      place,
      `figure name "${name}" is already used by cell ${owner.number} (${owner.id}); give each figure its own name.`,
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
  const plain = text
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? undefined : plain;
}
