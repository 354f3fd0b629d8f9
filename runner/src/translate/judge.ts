import type { Entry } from './file.js';
import { shortHash } from './hash.js';
import { placeholders } from './placeholders.js';
import type { NotebookText } from './texts.js';

/**
 * What became of a translation. `stale`: the English changed since; `edited`: the translation changed since it was
 * stamped; `broken`: the two do not have the same placeholders; `conflict`: the same English is translated
 * differently in another cell; `orphan`: the notebook has no such text any more.
 */
export type TranslationState = 'fresh' | 'stale' | 'missing' | 'orphan' | 'edited' | 'broken' | 'conflict';

/** A text with its translation, as far as there are both. */
export interface Judged {
  readonly cell: string;
  readonly state: TranslationState;
  /** What is wrong, in a sentence; empty when it is fresh. */
  readonly message: string;
  readonly text?: NotebookText | undefined;
  readonly entry?: Entry | undefined;
}

/** Compares the texts of a notebook with a file of translations: first in the order of the texts, then the orphans. */
export function judgeTexts(texts: readonly NotebookText[], entries: readonly Entry[]): Judged[] {
  const pairs = pairTexts(texts, entries);
  const used = new Set(pairs.map(({ entry }) => entry));
  const conflicts = conflicting(pairs);
  const judged = pairs.map(({ text, entry }): Judged => {
    const conflict = entry === undefined ? undefined : conflicts.get(entry);
    const [state, message] = conflict === undefined ? judge(text, entry) : (['conflict', conflict] as const);
    return { cell: text.cell, state, message, text, entry };
  });
  const orphans = entries
    .filter((entry) => !used.has(entry))
    .map((entry): Judged => ({
      cell: entry.cell,
      state: 'orphan',
      message: `the notebook has no such text: ${quoted(entry.en)}`,
      entry,
    }));
  return [...judged, ...orphans];
}

export interface Pairing {
  readonly text: NotebookText;
  readonly entry: Entry | undefined;
}

/**
 * The entry of each text: the one of its cell with the same English, or made from the same English; the texts and
 * entries of a cell that are left belong together in their order, since a text that changed keeps its place.
 */
export function pairTexts(texts: readonly NotebookText[], entries: readonly Entry[]): Pairing[] {
  const free = new Set(entries);
  const take = (entry: Entry | undefined): Entry | undefined => {
    if (entry !== undefined) free.delete(entry);
    return entry;
  };
  const find = (fits: (entry: Entry) => boolean): Entry | undefined => [...free].find(fits);
  const exact = texts.map(({ cell, en }) =>
    take(
      find((entry) => entry.cell === cell && entry.en === en) ??
        find((entry) => entry.cell === cell && entry.source === shortHash(en)),
    ),
  );
  return texts.map((text, index) => ({
    text,
    entry: exact[index] ?? take(find(({ cell }) => cell === text.cell)),
  }));
}

function judge(
  { en, kind }: NotebookText,
  entry: Entry | undefined,
): readonly [state: TranslationState, message: string] {
  if (entry === undefined || entry.translation === '') return ['missing', `not translated: ${quoted(en)}`];
  const edited = entry.self !== shortHash(entry.translation);
  const stale = entry.source === '' ? entry.en !== en : entry.source !== shortHash(en);
  if (stale) {
    const next = edited
      ? 'the translation was edited too: stamp it if it fits'
      : 'translate it again, or stamp it with --all if it still fits';
    // A stamp is for the English that stands in the file.
    const first = entry.en === en ? '' : 'extract it, then ';
    return ['stale', `the English changed; ${first}${next}: ${quoted(en)}`];
  }
  const difference = kind === 'output' ? placeholderProblem(en, entry.translation) : undefined;
  if (difference !== undefined) return ['broken', `${difference}: ${quoted(entry.translation)}`];
  if (edited) return ['edited', `the translation is not stamped: ${quoted(entry.translation)}`];
  return ['fresh', ''];
}

/** In which placeholders a translation differs; undefined when in none. English that is no message has none. */
export function placeholderProblem(en: string, translation: string): string | undefined {
  const wanted = placeholders(en);
  if (wanted === undefined) return undefined;
  const found = placeholders(translation);
  if (found === undefined) return 'the translation is not a valid ICU message';
  const missing = [...wanted].filter((name) => !found.has(name));
  const extra = [...found].filter((name) => !wanted.has(name));
  const parts = [
    ...(missing.length > 0 ? [`lacks ${braced(missing)}`] : []),
    ...(extra.length > 0 ? [`has ${braced(extra)}, which the English does not have`] : []),
  ];
  return parts.length === 0 ? undefined : `the translation ${parts.join(' and ')}`;
}

/** Libraries look a text up by its English alone, so it cannot have two translations in one notebook. */
function conflicting(pairs: readonly Pairing[]): Map<Entry, string> {
  const first = new Map<string, Entry>();
  const conflicts = new Map<Entry, string>();
  for (const { text, entry } of pairs) {
    if (text.kind !== 'output' || entry === undefined || entry.translation === '') continue;
    const other = first.get(text.en);
    if (other === undefined) first.set(text.en, entry);
    else if (other.translation !== entry.translation)
      conflicts.set(
        entry,
        `${quoted(text.en)} is ${quoted(other.translation)} in cell ${other.cell} and ${quoted(entry.translation)} here`,
      );
  }
  return conflicts;
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(', ');
}

/** The beginning of a text, in one line. */
function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}
