import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import * as tally from 'tally';

/** A fenced block of a page: its language, and the name of the file that it is, if any. */
interface Block {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

/** A value in a page, as it is and as the page says that it is. */
export interface Told {
  readonly code: string;
  readonly is: string;
  readonly said: string;
}

export function blocksOf(page: string): readonly Block[] {
  const fences = readFileSync(page, 'utf8').matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language = '', name = '', text = '']) => ({ language, name, text }));
}

const PUBLISH = Symbol.for('Jupyter.publish');

/**
 * Runs all TypeScript of a page in order, as one module, with the files that it shows in a folder of their own.
 *
 * @returns each value that has a `// → text` behind it, and that text.
 */
export async function tellOf(page: string): Promise<readonly Told[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tally-docs-'));
  const blocks = blocksOf(page);
  const files = blocks.filter(({ name, language }) => name !== '' && language !== 'ts');
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const code = blocks.filter(({ language }) => language === 'ts').map(({ text }) => told(text));
  const located = files.reduce(
    (all, { name }) => all.replaceAll(`'${name}'`, JSON.stringify(join(folder, name))),
    code.join('\n'),
  );
  const found: Told[] = [];
  const tell = (line: string, value: unknown, said: string) =>
    found.push({ code: line, is: textOf(value), said });
  const published = globalThis as { [PUBLISH]?: unknown };
  published[PUBLISH] = () => undefined;
  try {
    const run = await compiled(located);
    await run(tally, tell);
    return found;
  } finally {
    Reflect.deleteProperty(published, PUBLISH);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports as declarations, and lines with a `// →` as what tells their value. */
function told(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const imported = /^import (\{.*\}) from 'tally';$/.exec(line);
      if (imported !== null) return `var ${imported[1] ?? ''} = library;`;
      const [, value, said] = /^(.*?);? \/\/ → (.*)$/.exec(line) ?? [];
      if (value === undefined) return line;
      return `tell(${JSON.stringify(line)}, ${value}, ${JSON.stringify(said)});`;
    })
    .join('\n');
}

type Run = (
  library: typeof tally,
  tell: (line: string, value: unknown, said: string) => void,
) => Promise<void>;

async function compiled(code: string): Promise<Run> {
  const program = `export default async (library: any, tell: any) => {\n${code}\n};`;
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`;
  return ((await import(/* @vite-ignore */ url)) as { default: Run }).default;
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));
