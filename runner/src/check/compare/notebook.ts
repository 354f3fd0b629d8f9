import { isJsonObject, withoutKeys, type JsonObject } from '../../json.js';
import type { Cell, Notebook } from '../../nbformat/index.js';
import type { Difference } from '../difference.js';
import { EXACT, rulesOf, type NotebookRules } from '../rules.js';
import { alignLists } from './align.js';
import { compareCells } from './cell.js';
import { compareCounts } from './counts.js';
import { compareJson } from './json.js';

/**
 * Compares a committed notebook with a fresh run of it: every cell, every output, the order of execution, the
 * metadata of the notebook (but for `language_info` and the kernel's display name, which describe the machine).
 *
 * @param rules how cells are loosened; by default what the committed notebook says itself
 * @returns the differences in the order of the notebook; none when the two are the same
 * @throws {CheckRuleError} when the notebook has an unknown check tag or setting
 * @example
 * compareNotebooks(readNotebook('notebooks/x.ipynb'), fresh).map(({ message }) => message);
 */
export function compareNotebooks(
  expected: Notebook,
  actual: Notebook,
  rules: NotebookRules = rulesOf(expected, 'notebook'),
): Difference[] {
  const items = compareJson(comparedMetadata(expected), comparedMetadata(actual), EXACT);
  const metadata: Difference[] =
    items.length === 0
      ? []
      : [{ kind: 'source', path: 'metadata', message: 'notebook metadata differs', items }];
  const counts = compareCounts(expected, actual, rules);
  return [...metadata, ...counts, ...compareCellLists(expected.cells, actual.cells, rules)];
}

/** Whether two notebooks were written alike: outputs aside, nothing differs. */
export function sameSources(expected: Notebook, actual: Notebook): boolean {
  const skipAll: NotebookRules = { notebook: EXACT, of: () => ({ ...EXACT, skip: true }) };
  return compareCellLists(expected.cells, actual.cells, skipAll).length === 0;
}

function compareCellLists(
  before: readonly Cell[],
  after: readonly Cell[],
  rules: NotebookRules,
): Difference[] {
  const pairs = alignLists(
    before,
    after,
    ({ id }) => id,
    (a, b) => a.id === b.id,
  );
  return pairs.flatMap(([a, b]) => {
    const [was, is] = [a === undefined ? undefined : before[a], b === undefined ? undefined : after[b]];
    const cell = { number: (a ?? b ?? 0) + 1, id: (was ?? is)?.id ?? '' };
    if (was !== undefined && is !== undefined) return compareCells(was, is, rules.of(was), cell);
    const message =
      was === undefined
        ? 'the cell is not in the committed notebook'
        : 'the cell is not in the fresh notebook';
    return [{ kind: 'source', cell, path: 'cell', message }];
  });
}

/** Which kernel a notebook asks for is part of it; how that kernel describes itself is not. */
function comparedMetadata({ metadata }: Notebook): JsonObject {
  const { kernelspec } = metadata;
  const name = isJsonObject(kernelspec) ? (kernelspec['name'] ?? null) : null;
  return {
    ...withoutKeys(metadata, 'language_info', 'widgets', 'execution', 'kernelspec'),
    kernelspec: { name },
  };
}
