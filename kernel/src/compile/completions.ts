import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

/** What could stand at the cursor. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  /** What each candidate is, in TypeScript's words: `function`, `property`, `const`. */
  readonly kinds: readonly string[];
}

const NEVER: ts.CancellationToken = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

/** By sort text, then by name or, where names are found in the middle of a word, in the given order. */
const compare = (a: string, b: string): number => a.localeCompare(b);

/** How well a name fits what is typed: it starts so, but for the case of letters, or has it in the middle. */
function fit(name: string, typed: string): string | undefined {
  if (name.startsWith(typed)) return '0';
  const [lower, wanted] = [name.toLowerCase(), typed.toLowerCase()];
  if (lower.startsWith(wanted)) return '1';
  return lower.includes(wanted) ? '2' : undefined;
}

function completion(start: number, end: number, entries: readonly ts.CompletionEntry[]): Completion {
  return { start, end, candidates: entries.map(({ name }) => name), kinds: entries.map(({ kind }) => kind) };
}

/** The names that fit an identifier that is being typed, the best first. */
function fitting(entries: readonly ts.CompletionEntry[], id: ts.Identifier, file: BoundFile): Completion {
  const found = entries.flatMap((entry, index) => {
    const how = fit(entry.name, id.text);
    return how === undefined ? [] : [{ entry, key: how + entry.sortText, index }];
  });
  found.sort((a, b) => compare(a.key, b.key) || a.index - b.index);
  return completion(
    id.getStart(file),
    id.end,
    found.map(({ entry }) => entry),
  );
}

/** What could stand at a position of a cell. */
export function completionsAt(
  typescript: TypeScript,
  program: ts.Program,
  file: BoundFile,
  position: number,
): Completion {
  const info = typescript.Completions.getCompletionsAtPosition(
    { fileExists: () => false },
    program,
    () => undefined,
    file,
    position,
    {},
    undefined,
    typescript.CompletionTriggerKind.Invoked,
    NEVER,
  );
  const entries = info?.entries ?? [];
  const previous = typescript.findPrecedingToken(position, file);
  if (previous && typescript.isIdentifier(previous) && previous.end >= position) {
    return fitting(entries, previous, file);
  }
  const next = previous && typescript.findNextToken(previous, file, file);
  if (next && typescript.isIdentifier(next) && next.getStart(file) <= position && position <= next.end) {
    return fitting(entries, next, file);
  }
  const sorted = entries.toSorted((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name));
  return completion(position, position, sorted);
}
