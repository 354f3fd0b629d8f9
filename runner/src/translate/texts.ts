import { isMarkdown, isVisible } from '../markdown/visibility.js';
import { isRich, type Cell, type CodeCell, type Notebook } from '../nbformat/index.js';

/** An English text of a notebook that can be translated. */
export interface NotebookText {
  /** Id of the cell. */
  readonly cell: string;
  /** `prose`: the whole of a markdown cell. `output`: a text that an output names in `metadata.texts`. */
  readonly kind: 'prose' | 'output';
  readonly en: string;
}

/**
 * The texts of a notebook in the order of its cells: each markdown cell that readers see as one text, and what the
 * outputs of code cells name in `metadata.texts`, each once a cell.
 */
export function notebookTexts({ cells }: Notebook): NotebookText[] {
  return cells.flatMap((cell): NotebookText[] => {
    if (cell.cell_type === 'code')
      return outputTexts(cell).map((en) => ({ cell: cell.id, kind: 'output', en }));
    const en = proseOf(cell);
    return en === undefined ? [] : [{ cell: cell.id, kind: 'prose', en }];
  });
}

/**
 * The texts of a notebook, and those of a file of translations that stand in the code of their cell although its outputs
 * do not show them: a cell may say one thing of some data and another of others.
 */
export function possibleTexts(
  notebook: Notebook,
  entries: readonly { readonly cell: string; readonly en: string }[],
): NotebookText[] {
  const shown = notebookTexts(notebook);
  const isShown = (cell: string, en: string) => shown.some((text) => text.cell === cell && text.en === en);
  const codes = new Map(
    notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? [[cell.id, unescaped(cell.source)]] : [])),
  );
  const stands = (cell: string, en: string) =>
    QUOTES.some((quote) => codes.get(cell)?.includes(quote + en + quote) === true);
  const others = entries
    .filter(({ cell, en }) => stands(cell, en) && !isShown(cell, en))
    .map(({ cell, en }): NotebookText => ({ cell, kind: 'output', en }));
  return inCellOrder(
    [...shown, ...others],
    notebook.cells.map(({ id }) => id),
  );
}

const QUOTES = ["'", '"', '`'] as const;

/** Code with the quotes of its texts as they are meant. */
const unescaped = (code: string): string => code.replace(/\\(['"`\\])/g, '$1');

/** Texts in the order of cells, those of a cell in their own. */
export function inCellOrder(texts: readonly NotebookText[], ids: readonly string[]): NotebookText[] {
  return [...texts].sort((a, b) => ids.indexOf(a.cell) - ids.indexOf(b.cell));
}

/** The text of a markdown cell without empty lines around it; undefined where readers see none. */
export function proseOf(cell: Cell): string | undefined {
  if (cell.cell_type === 'code' || !isMarkdown(cell) || !isVisible(cell)) return undefined;
  const text = cell.source.replace(/^\s*\n|\s+$/g, '');
  return text === '' ? undefined : text;
}

/** The English texts that the outputs of a cell were made from, each once. */
export function outputTexts({ outputs }: CodeCell): string[] {
  const all = outputs
    .filter(isRich)
    .flatMap(({ metadata: { texts } }) => (Array.isArray(texts) ? texts : []));
  return [...new Set(all.filter((text): text is string => typeof text === 'string' && text !== ''))];
}

/** Whether outputs of a notebook say which texts it has: one that was never run, or was cleaned, cannot. */
export function hasRun({ cells }: Notebook): boolean {
  const codes = cells.filter((cell) => cell.cell_type === 'code' && cell.source.trim() !== '');
  return codes.length === 0 || codes.some((cell) => cell.cell_type === 'code' && cell.outputs.length > 0);
}
