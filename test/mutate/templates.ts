import ts from 'typescript';
import { sqlMutants } from './sql-mutants.js';
import type { ActiveMutant } from './switches.js';

/** A change of a source and the lines it is about. */
export interface Change extends ActiveMutant {
  readonly path: string;
  readonly line: number;
  /** The line of the source, and that with the change. */
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** Sources that ask which change to make, by path, and all changes of them. */
export interface Changes {
  readonly code: ReadonlyMap<string, string>;
  readonly changes: readonly Change[];
}

interface Place extends Found {
  readonly site: string;
}

interface Found {
  readonly texts: readonly string[];
  /** Where each text begins in the source. */
  readonly starts: readonly number[];
  /** What is put around a piece of the source so that the place can be changed while tests run. */
  readonly wrapped: { readonly from: number; readonly to: number; readonly open: string };
}

/** Changes of what stands in templates of SQL, and between joined fragments. */
export function sqlChanges(sources: ReadonlyMap<string, string>): Changes {
  const code = new Map<string, string>();
  const changes: Change[] = [];
  for (const [path, source] of sources) {
    const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
    const places = placesOf(file).map((place, index) => ({ ...place, site: `${path}#${index}` }));
    const found = places.flatMap((place) => changesOf(file, place));
    if (found.length === 0) continue;
    changes.push(...found);
    code.set(path, wrappedSource(source, places));
  }
  return { code, changes };
}

function wrappedSource(source: string, places: readonly Place[]): string {
  return places.toReversed().reduce((code, { site, wrapped: { from, to, open } }) => {
    const inside = code.slice(from, to);
    return `${code.slice(0, from)}globalThis.sqlMutation.${open}('${site}', ${inside})${code.slice(to)}`;
  }, source);
}

function changesOf(file: ts.SourceFile, { site, texts: unchanged, starts }: Place): Change[] {
  const lines = file.text.split('\n');
  return sqlMutants(unchanged).map(({ texts, part, at, change }) => {
    const { line } = file.getLineAndCharacterOfPosition((starts[part] ?? 0) + at);
    const until = [...unchanged.slice(0, part), (unchanged[part] ?? '').slice(0, at)].join('');
    const after = texts.join('${…}').split('\n')[until.split('\n').length - 1] ?? '';
    const before = (lines[line] ?? '').trim();
    return { path: file.fileName, site, texts, change, line: line + 1, before, after: after.trim() };
  });
}

function placesOf(file: ts.SourceFile): Found[] {
  const places: Found[] = [];
  // A join of paths is none of fragments.
  const joins = /\bjoin\b[^;]*from '[^']*engine\/sql\.js'/.test(file.text);
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') places.push(templateAt(node));
    const separator = joins ? separatorOf(node) : undefined;
    if (separator !== undefined) places.push(textAt(separator));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return places.toSorted((a, b) => a.wrapped.from - b.wrapped.from);
}

function templateAt({ tag, template }: ts.TaggedTemplateExpression): Found {
  const literals = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map((span) => span.literal)];
  return {
    texts: literals.map(({ text }) => text),
    starts: literals.map((literal) => literal.getStart() + 1),
    wrapped: { from: tag.getStart(), to: tag.getEnd(), open: 'tag' },
  };
}

function separatorOf(node: ts.Node): ts.StringLiteral | undefined {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'join') return undefined;
  const [, separator] = node.arguments;
  return separator !== undefined && ts.isStringLiteral(separator) ? separator : undefined;
}

const textAt = (literal: ts.StringLiteral): Found => ({
  texts: [literal.text],
  starts: [literal.getStart() + 1],
  wrapped: { from: literal.getStart(), to: literal.getEnd(), open: 'text' },
});
