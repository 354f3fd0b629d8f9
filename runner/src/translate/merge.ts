import type { CellDrafts, Draft, Entry, EntryContent } from './file.js';
import { shortHash } from './hash.js';
import { pairTexts } from './judge.js';
import type { NotebookText } from './texts.js';

export interface MergeOptions {
  /** Drops translations of texts that the notebook no longer has. */
  readonly prune: boolean;
}

/**
 * The entries that a file of translations should have: one for each text, with the English as it is now; existing
 * translations stay with their hashes, so that a stale one is seen to be. A text that moved to another cell takes
 * its translation along. Translations of texts that are gone stay at the end of their cell, unless pruned.
 */
export function mergeTexts(
  texts: readonly NotebookText[],
  entries: readonly Entry[],
  { prune }: MergeOptions,
): CellDrafts[] {
  const pairs = pairTexts(texts, entries);
  const used = new Set(pairs.map(({ entry }) => entry));
  const left = new Set(entries.filter((entry) => !used.has(entry)));
  const cells = new Map<string, { single: boolean; drafts: Draft[] }>();
  const add = (cell: string, single: boolean, draft: Draft): void => {
    const found = cells.get(cell) ?? { single, drafts: [] };
    found.drafts.push(draft);
    cells.set(cell, found);
  };
  for (const { text, entry } of pairs) {
    const existing = entry ?? moved(text, left);
    if (existing !== undefined) left.delete(existing);
    add(text.cell, text.kind === 'prose', draftOf(text.en, existing));
  }
  for (const entry of left) {
    if (prune || entry.translation === '') continue;
    add(entry.cell, false, { content: entry, node: entry.node });
  }
  return [...cells].map(([cell, { single, drafts }]) => ({ cell, single, drafts }));
}

function moved({ en }: NotebookText, left: ReadonlySet<Entry>): Entry | undefined {
  const hash = shortHash(en);
  return [...left].find((entry) => entry.translation !== '' && (entry.en === en || entry.source === hash));
}

function draftOf(en: string, entry: Entry | undefined): Draft {
  if (entry === undefined) return { content: { en, translation: '', source: '', self: '' } };
  const { translation, source, self, node } = entry;
  return { content: { en, translation, source, self }, node };
}

/**
 * The entry after review: a translation that is new or was edited counts as made from the English next to it. With
 * `all` so does one that was not edited.
 */
export function stamped(entry: Entry, all: boolean): EntryContent {
  const { en, translation, source, self } = entry;
  const now = shortHash(translation);
  if (translation === '' || (self === now && !all)) return { en, translation, source, self };
  return { en, translation, source: shortHash(en), self: now };
}
