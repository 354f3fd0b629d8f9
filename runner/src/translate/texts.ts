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
