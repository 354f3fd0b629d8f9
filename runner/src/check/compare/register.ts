import type { RegisterEntry } from '../../claims/entry.js';
import { sortKeys } from '../../json.js';
import { describeVerdict } from '../../run/claims.js';
import type { Difference, DifferingItem } from '../difference.js';

const MOST_ITEMS = 10;

/** How two registers differ, a difference for each notebook: the sentences and verdicts before and after. */
export function compareEntries(
  was: readonly RegisterEntry[],
  is: readonly RegisterEntry[],
  path: string,
): { readonly notebook: string; readonly difference: Difference }[] {
  const notebooks = [...new Set([...was, ...is].map(({ notebook }) => notebook))];
  return notebooks.flatMap((notebook) => {
    const [before, after] = [was, is].map((all) => keyed(all.filter((entry) => entry.notebook === notebook)));
    const items = differingClaims(before ?? new Map(), after ?? new Map());
    if (items.length === 0) return [];
    const message = `${path} does not match the claims committed in ${notebook}`;
    const shown = items.slice(0, MOST_ITEMS);
    return [
      {
        notebook,
        difference: { kind: 'file', path, message, items: shown, more: items.length - shown.length },
      },
    ];
  });
}

/** The claims of a notebook by cell, with a number where a cell has several. */
function keyed(entries: readonly RegisterEntry[]): Map<string, RegisterEntry> {
  const counts = new Map<string, number>();
  return new Map(
    entries.map((entry) => {
      const count = (counts.get(entry.cell) ?? 0) + 1;
      counts.set(entry.cell, count);
      return [`cell ${entry.cell}${count === 1 ? '' : `, claim ${count}`}`, entry];
    }),
  );
}

function differingClaims(
  was: ReadonlyMap<string, RegisterEntry>,
  is: ReadonlyMap<string, RegisterEntry>,
): DifferingItem[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const [before, after] = [was.get(path), is.get(path)];
    const [expected, actual] = [before && describeEntry(before), after && describeEntry(after)];
    if (expected !== actual) return [{ path, ...(expected && { expected }), ...(actual && { actual }) }];
    const [all, others] = [valuesOf(before), valuesOf(after)];
    return all === others ? [] : [{ path: `${path}, values`, expected: all, actual: others }];
  });
}

function valuesOf(entry: RegisterEntry | undefined): string {
  return JSON.stringify(sortKeys(entry?.values ?? {}));
}

function describeEntry({ kind, id, text, verdict, expected, missed = [] }: RegisterEntry): string {
  const words = [...(kind === 'published' ? ['published claim'] : []), ...(id === null ? [] : [id])];
  const name = words.length === 0 ? '' : `${words.join(' ')}: `;
  return `${name}${text} (${describeVerdict({ verdict, expected: expected ?? undefined, missed: [...missed] })})`;
}
