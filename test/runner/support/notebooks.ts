import type { JsonObject } from '../../../runner/src/json.js';
import type { Cell, CodeCell, Notebook, Output, TextCell } from '../../../runner/src/nbformat/index.js';

export const KERNELSPEC = { display_name: 'TypeScript', language: 'typescript', name: 'tally-ts' };

/** A code cell; its id is taken from the notebook position unless given. */
export function code(source: string, metadata: JsonObject = {}, outputs: Output[] = []): CodeCell {
  return { cell_type: 'code', id: '', metadata, source, execution_count: null, outputs };
}

export function markdown(source: string, metadata: JsonObject = {}): TextCell {
  return { cell_type: 'markdown', id: '', metadata, source };
}

export function notebook(
  cells: readonly Cell[],
  metadata: JsonObject = { kernelspec: KERNELSPEC },
): Notebook {
  return { metadata, cells: cells.map((cell, index) => ({ ...cell, id: cell.id || `c${index + 1}` })) };
}

/** Source of a cell that shows a plotly bar chart under this name. */
export function figureSource(figure: JsonObject | undefined, title = 'Orders per region'): string {
  const data = {
    'application/vnd.plotly.v1+json': {
      data: [{ type: 'bar', x: ['East', 'West'], y: [3, 5] }],
      layout: { title: { text: title } },
    },
    'text/plain': '[figure]',
  };
  const bundle = JSON.stringify({ data, metadata: figure === undefined ? {} : { figure } });
  return `({ [Symbol.for('Jupyter.display')]: () => (${bundle}) })`;
}

/** Source of a cell that shows a claim. */
export function claimSource(text: string, ok: boolean): string {
  const claim = { text, verdict: ok ? 'holds' : 'broken', expected: 'holds', ok };
  const data = { 'application/vnd.claim.v1+json': claim, 'text/markdown': text };
  return `({ [Symbol.for('Jupyter.display')]: () => (${JSON.stringify({ data, metadata: {} })}) })`;
}
