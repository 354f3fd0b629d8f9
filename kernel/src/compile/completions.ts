import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

/** What could stand at the cursor. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  /** What each candidate is, in TypeScript's words: `function`, `property`, `const`. */
  readonly kinds: readonly string[];
  /** The first signature of each candidate that can be called, `(total: number): void`; '' of others, and in long lists. */
  readonly signatures: readonly string[];
}

/** Longer lists have no signatures: each costs a look at a type, and that of all names takes five times as long. */
const SIGNED = 50;

/** An entry with what TypeScript keeps to itself of it. */
type Entry = ts.CompletionEntry & { readonly symbol?: ts.Symbol };

type Signed = (entry: Entry) => string;

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

function completion(start: number, end: number, entries: readonly Entry[], signed: Signed): Completion {
  return {
    ...{ start, end },
    candidates: entries.map(({ name }) => name),
    kinds: entries.map(({ kind }) => kind),
    signatures: entries.map((entry) => (entries.length > SIGNED ? '' : signed(entry))),
  };
}

/** Tells the first signature of what can be called. */
function signer({ SymbolFlags }: TypeScript, checker: ts.TypeChecker, file: BoundFile): Signed {
  return ({ symbol }) => {
    if (!symbol || (symbol.flags & (SymbolFlags.Value | SymbolFlags.Alias)) === 0) return '';
    const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const [signature] = checker.getTypeOfSymbolAtLocation(target, file).getCallSignatures();
    return signature ? checker.signatureToString(signature, file) : '';
  };
}

/** The names that fit an identifier that is being typed, the best first. */
function fitting(entries: readonly Entry[], id: ts.Identifier, file: BoundFile, signed: Signed): Completion {
  const found = entries.flatMap((entry, index) => {
    const how = fit(entry.name, id.text);
    return how === undefined ? [] : [{ entry, key: how + entry.sortText, index }];
  });
  found.sort((a, b) => compare(a.key, b.key) || a.index - b.index);
  return completion(
    id.getStart(file),
    id.end,
    found.map(({ entry }) => entry),
    signed,
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
    undefined,
    true,
  );
  const entries: readonly Entry[] = info?.entries ?? [];
  const signed = signer(typescript, program.getTypeChecker(), file);
  const previous = typescript.findPrecedingToken(position, file);
  if (previous && typescript.isIdentifier(previous) && previous.end >= position) {
    return fitting(entries, previous, file, signed);
  }
  const next = previous && typescript.findNextToken(previous, file, file);
  if (next && typescript.isIdentifier(next) && next.getStart(file) <= position && position <= next.end) {
    return fitting(entries, next, file, signed);
  }
  const sorted = entries.toSorted((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name));
  return completion(position, position, sorted, signed);
}
