import type { CodeCell, Notebook } from '../../nbformat/index.js';
import type { Difference, DifferingItem } from '../difference.js';
import type { NotebookRules } from '../rules.js';

const MOST_ITEMS = 10;

/**
 * Compares the execution counts. Those of a run from top to bottom are 1, 2, 3 …; others show that cells were run
 * twice, out of order or not at all, so that outputs need not belong to the sources. One difference in all.
 */
export function compareCounts(expected: Notebook, actual: Notebook, rules: NotebookRules): Difference[] {
  const fresh = new Map(actual.cells.map((cell) => [cell.id, cell]));
  const wrong = expected.cells.flatMap((cell, index) => {
    const other = fresh.get(cell.id);
    if (cell.cell_type !== 'code' || other?.cell_type !== 'code' || rules.of(cell).skip) return [];
    const items = differingCounts(cell, other);
    return items.length === 0 ? [] : [{ cell: { number: index + 1, id: cell.id }, items }];
  });
  const [first] = wrong;
  if (first === undefined) return [];
  const items = wrong.flatMap(({ items: each }) => each);
  return [
    {
      kind: 'source',
      cell: first.cell,
      path: 'execution_count',
      message: 'execution counts are not those of a single run from top to bottom',
      items: items.slice(0, MOST_ITEMS),
      more: Math.max(0, items.length - MOST_ITEMS),
    },
  ];
}

function differingCounts(expected: CodeCell, actual: CodeCell): DifferingItem[] {
  const [own, fresh] = [expected.execution_count, actual.execution_count];
  if (own !== fresh) return [{ path: `cell ${expected.id}`, expected: String(own), actual: String(fresh) }];
  return [...strayResults(expected), ...strayResults(actual)];
}

/** Results that carry another count than their cell. */
function strayResults({ id, execution_count: own, outputs }: CodeCell): DifferingItem[] {
  return outputs.flatMap((output) => {
    if (output.output_type !== 'execute_result' || output.execution_count === own) return [];
    return [{ path: `result of cell ${id}`, expected: String(output.execution_count), actual: String(own) }];
  });
}
