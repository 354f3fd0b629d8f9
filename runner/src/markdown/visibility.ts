import { isJsonObject } from '../json.js';
import { tagsOf, type Cell, type CodeCell } from '../nbformat/index.js';

/** Lines of code that a reader takes in at a glance. */
const SHORT = 4;

/** Whether readers see the cell at all. */
export function isVisible(cell: Cell): boolean {
  return !tagsOf(cell).includes('hide');
}

/** Whether readers see the code of the cell. */
export function isInputVisible(cell: CodeCell): boolean {
  return !tagsOf(cell).includes('hide-input') && cell.source.trim() !== '';
}

/**
 * Readers come for the findings: long code waits folded away, and so does code that is collapsed in Jupyter; short
 * code and given parameters show.
 */
export function isFolded(cell: CodeCell): boolean {
  const { jupyter } = cell.metadata;
  if (isJsonObject(jupyter) && jupyter['source_hidden'] === true) return true;
  const short = cell.source.trim().split('\n').length <= SHORT;
  return !short && !tagsOf(cell).some((tag) => tag.endsWith('parameters'));
}

/** Whether a cell of text is one that readers of HTML and markdown see as markdown. */
export function isMarkdown(cell: Cell): boolean {
  const format = cell.metadata['raw_mimetype'] ?? cell.metadata['format'];
  return cell.cell_type === 'markdown' || (cell.cell_type === 'raw' && format === 'text/markdown');
}
