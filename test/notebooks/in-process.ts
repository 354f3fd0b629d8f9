import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { Renderer } from 'plotly-static';
import * as tally from 'tally';
import * as studies from 'tally-studies';

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: string | readonly string[];
    readonly metadata: { readonly tags?: readonly string[] };
  }[];
}

interface Output {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: { readonly texts?: readonly string[] };
}

/** What a notebook said before it ended, and the error that ended it before its last cell. */
export interface Told {
  readonly outputs: readonly Output[];
  /** `cell 3: MetricError: …`; null where every cell ran. */
  readonly error: string | null;
}

const DISPLAY = Symbol.for('Jupyter.display');
const PUBLISH = Symbol.for('Jupyter.publish');
const PLOTLY = 'application/vnd.plotly.v1+json';
const CLAIM = 'application/vnd.claim.v1+json';

/** One renderer for all figures: making one takes longer than drawing ten. */
let renderer: Promise<Renderer> | undefined;

/** Runs the code cells of a committed notebook in this process, without a kernel, and draws its figures. */
export async function tellInProcess(
  notebook: string,
  environment: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Told> {
  const outputs: Output[] = [];
  let at = 0;
  const host = {
    display: async (value: unknown) => {
      const method = (value as Record<symbol, (() => unknown) | undefined> | null | undefined)?.[DISPLAY];
      if (method !== undefined) outputs.push((await Reflect.apply(method, value, [])) as Output);
    },
    at: (cell: number) => (at = cell),
    modules: { tally, 'tally-studies': studies } as Readonly<Record<string, unknown>>,
  };
  const published = globalThis as { [PUBLISH]?: unknown };
  const before = { ...process.env };
  Object.assign(process.env, environment, { NBCONVERT_TS_RUNNER: '1' });
  published[PUBLISH] = (output: Output) => outputs.push(output);
  try {
    await (
      await compiled(notebook, parameters)
    )(host);
    renderer ??= Renderer.create();
    for (const { data } of outputs) {
      if (PLOTLY in data) await (await renderer).svg(data[PLOTLY] as never);
    }
    return { outputs, error: null };
  } catch (error) {
    const { name, message } = error as Error;
    return { outputs, error: `cell ${at}: ${name}: ${message}` };
  } finally {
    Reflect.deleteProperty(published, PUBLISH);
    // The object stays the real environment, which Node.js itself reads; a plain one in its place would not.
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

/** The texts of outputs, one below the other, as a terminal shows them. */
export const textOf = ({ outputs }: Told): string =>
  outputs.map(({ data }) => (data['text/plain'] as string | undefined) ?? '').join('\n');

/** The findings among the outputs, in their order. */
export const findingsOf = ({
  outputs,
}: Told): { readonly text: string; readonly template: string; readonly verdict: string }[] =>
  outputs.flatMap(({ data, metadata }) => {
    const claim = data[CLAIM] as { kind: string; text: string; verdict: string } | undefined;
    if (claim?.kind !== 'finding') return [];
    return [{ text: claim.text, verdict: claim.verdict, template: metadata?.texts?.[0] ?? claim.text }];
  });

/** The code cells as the body of one function: imports from the host, last expressions shown. */
async function compiled(
  notebook: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<(host: object) => Promise<void>> {
  const { cells } = JSON.parse(readFileSync(join('notebooks', notebook), 'utf-8')) as Notebook;
  const sources = cells
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source, metadata: { tags = [] } }, index) => {
      const given = tags.includes('parameters') ? Object.entries(parameters) : [];
      const set = given.map(([name, value]) => `${name} = ${JSON.stringify(value)};`);
      return [`host.at(${index + 1});`, shown(fewResamples([source].flat().join(''))), ...set].join('\n');
    });
  const program = `export default async (host: any) => {\n${sources.join('\n')}\n};`;
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`;
  return ((await import(/* @vite-ignore */ url)) as { default: (host: object) => Promise<void> }).default;
}

/** Up to 200 resamples take most of the time of a notebook, and these tests ask only whether it runs with them. */
const fewResamples = (text: string): string =>
  text.replace(/\bresamples: (\d+)/g, (_, count: string) => `resamples: ${Math.min(25, Number(count))}`);

/** A cell's text: imports as declarations, variables that a later cell may declare anew, its last expression shown. */
function shown(text: string): string {
  const source = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.ES2022, true);
  return source.statements
    .map((statement, index) => {
      const code = ts.isVariableStatement(statement)
        ? statement.getText(source).replace(/^(?:const|let)\b/, 'var')
        : statement.getText(source);
      if (ts.isImportDeclaration(statement)) {
        const names = statement.importClause?.namedBindings?.getText(source) ?? '{}';
        const from = statement.moduleSpecifier.getText(source);
        return `const ${names} = host.modules[${from}] ?? await import(${from});`;
      }
      const last = index === source.statements.length - 1;
      return last && ts.isExpressionStatement(statement)
        ? `await host.display(${statement.expression.getText(source)});`
        : code;
    })
    .join('\n');
}
