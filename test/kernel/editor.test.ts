import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellPath, placeOf, TsServer } from './tsserver.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const CANNOT_FIND = 2304;
const POSSIBLY_UNDEFINED = 18048;

/** One for all tests: a start costs more than most of them. */
const server = new TsServer();
afterAll(() => server.end());

interface Info {
  readonly displayString: string;
  readonly documentation: string;
}

/** A saved notebook of code cells in a folder of its own, open in the editor. */
class OpenNotebook {
  readonly folder = mkdtempSync(join(tmpdir(), 'tally-editor-'));
  readonly path = join(this.folder, 'a b.ipynb');
  readonly texts = new Map<string, string>();

  constructor(sources: readonly string[]) {
    writeFileSync(join(this.folder, 'package.json'), '{}');
    this.save(sources);
    for (const [handle, text] of sources.entries()) this.texts.set(this.cell(handle), text);
  }

  static async with(...sources: readonly string[]): Promise<OpenNotebook> {
    const notebook = new OpenNotebook(sources);
    await server.open(notebook.texts, notebook.folder);
    return notebook;
  }

  cell(handle: number): string {
    return cellPath(this.path, handle);
  }

  save(sources: readonly string[]): void {
    const cells = sources.map((source) => ({ cell_type: 'code', source: source.split(/(?<=\n)/) }));
    writeFileSync(this.path, JSON.stringify({ cells, saved: sources.length }));
  }

  async insert(handle: number, text: string): Promise<void> {
    this.texts.set(this.cell(handle), text);
    await server.open([[this.cell(handle), text]], this.folder);
  }

  async edit(handle: number, part: string, newText: string): Promise<void> {
    const text = this.texts.get(this.cell(handle)) ?? '';
    await server.edit(this.cell(handle), text, part, newText);
    this.texts.set(this.cell(handle), text.replace(part, newText));
  }

  /** What is underlined in each cell, by handle; nothing for a cell that is all right. */
  async underlined(): Promise<Record<number, string[]>> {
    const found = await server.underlined([...this.texts.keys()]);
    const handles = [...found].map(
      ([, all], i) => [i, all.map(({ code, text }) => `${code} ${text}`)] as const,
    );
    return Object.fromEntries(handles.filter(([, all]) => all.length > 0));
  }

  async typeOf(handle: number, part: string): Promise<string> {
    const text = this.texts.get(this.cell(handle)) ?? '';
    const asked = { file: this.cell(handle), ...placeOf(text, part) };
    return ((await server.ask('quickinfo', asked)) as Info).displayString;
  }

  async end(): Promise<void> {
    for (const file of this.texts.keys()) await server.close(file);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a test on a notebook that is closed after it. */
async function on(sources: readonly string[], test: (open: OpenNotebook) => Promise<void>): Promise<void> {
  const open = await OpenNotebook.with(...sources);
  try {
    await test(open);
  } finally {
    await open.end();
  }
}

describe('a committed notebook in VS Code', () => {
  const path = `${ROOT}/notebooks/01-cleaning.ipynb`;
  let cells = new Map<string, string>();
  const cellWith = (part: string): readonly [file: string, text: string] => {
    const found = [...cells].find(([, text]) => text.includes(part));
    if (!found) throw new Error(`no cell has ${part}`);
    return found;
  };

  beforeAll(async () => {
    cells = await server.openNotebook(path, ROOT);
  }, 300_000);

  it('has nothing underlined', async () => {
    expect(cells.size).toBeGreaterThan(20);
    const underlined = [...(await server.underlined([...cells.keys()])).values()].flat();
    expect(underlined).toEqual([]);
  });

  it('shows the type and documentation of a name of an earlier cell', async () => {
    const [file, text] = cellWith('checks.duplicates');
    const type = (await server.ask('quickinfo', { file, ...placeOf(text, 'checks') })) as Info;
    expect(type.displayString).toMatch(/^const checks: Quality/);
    const [other, code] = cellWith('finding(');
    const info = (await server.ask('quickinfo', { file: other, ...placeOf(code, 'finding') })) as Info;
    expect(info.displayString).toContain('finding');
    expect(info.documentation).not.toBe('');
  });

  it('completes names and members of earlier cells', async () => {
    const [file, text] = cellWith('checks.duplicates');
    const { line, offset } = placeOf(text, 'duplicates');
    const asked = { file, line, offset, prefix: '' };
    const { entries } = (await server.ask('completionInfo', asked)) as { entries: { name: string }[] };
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['duplicates', 'outliers']));
    const names = (await server.ask('completionInfo', { file, line: 1, offset: 1 })) as {
      entries: { name: string }[];
    };
    expect(names.entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['loaded', 'study', 'chart']),
    );
  });

  it('leads from a name to the cell that declares it', async () => {
    const [file, text] = cellWith('checks.duplicates');
    const [{ file: target } = { file: '' }] = (await server.ask('definition', {
      ...{ file, ...placeOf(text, 'checks') },
    })) as { file: string }[];
    expect(target).toBe(cellWith('const checks =')[0]);
  });

  it('underlines a real error', async () => {
    const [file, text] = cellWith('tally.close()');
    await server.edit(file, text, 'close', 'klose');
    const found = await server.underlined([file]);
    expect(found.get(file)?.map(({ text: said }) => said)).toEqual([
      expect.stringContaining("'klose' does not exist"),
    ]);
    await server.edit(file, text.replace('close', 'klose'), 'klose', 'close');
    expect((await server.underlined([file])).get(file)).toEqual([]);
  });

  it('was not changed', () => {
    expect(readFileSync(path, 'utf8')).toContain('tally.close()');
  });
});

describe('cells in VS Code', () => {
  it('have top-level await, and may declare a name again', () =>
    on(
      [
        'const x = await Promise.resolve(1);',
        "const x = 'two';\nfunction f(n: number): number { return n; }\nclass C { a = 1 }",
        'const f = (s: string) => s.length;\nx.length + f(x);\nnew C().a',
        'export const y = 3; export class D { b = y }',
        'const b: number = new D().b; y',
      ],
      async (open) => {
        expect(await open.underlined()).toEqual({});
        expect(await open.typeOf(1, 'x')).toBe('const x: "two"');
        expect(await open.typeOf(2, 'x.length')).toBe('const x: "two"');
        expect(await open.typeOf(2, 'f(x)')).toBe('const f: (s: string) => number');
        expect(await open.typeOf(4, 'y')).toBe('const y: 3');
      },
    ));

  it('see only what stands above them', () =>
    on(['later;', 'const later = 1;', 'later;', 'let wrong: string = later;'], async (open) => {
      expect(await open.underlined()).toEqual({
        0: ["2304 Cannot find name 'later'."],
        3: ["2322 Type 'number' is not assignable to type 'string'."],
      });
    }));

  it('hear of edits above them, and of a cell that is gone', () =>
    on(['let rate = 1;', 'rate.toFixed(1);'], async (open) => {
      expect(await open.underlined()).toEqual({});
      await open.edit(0, '1', "'a'");
      expect(await open.typeOf(1, 'rate')).toBe('let rate: string');
      expect(Object.keys(await open.underlined())).toEqual(['1']);
      await open.edit(0, "'a'", '2');
      expect(await open.underlined()).toEqual({});
      await server.close(open.cell(0));
      const left = await server.underlined([open.cell(1)]);
      expect(left.get(open.cell(1))?.map(({ code }) => code)).toEqual([CANNOT_FIND]);
    }));

  it('stand where the saved notebook has them, also when they came later or were moved', () =>
    on(['const a = 1;', 'a + between;'], async (open) => {
      expect(Object.keys(await open.underlined())).toEqual(['1']);
      await open.insert(2, 'const between: number = a;');
      expect(await open.underlined()).toEqual({}); // not saved yet: seen by all
      open.save(['const a = 1;', 'a + between;', 'const between: number = a;']);
      expect(Object.keys(await open.underlined())).toEqual(['1']);
      open.save(['const a = 1;', 'const between: number = a;', 'a + between;\n']);
      expect(await open.underlined()).toEqual({});
    }));

  it('import modules of Node.js, files beside the notebook, and modules in cells', () =>
    on(
      [
        '/** @module shapes */\nexport const sides = (n: number) => n;',
        "import { basename } from 'node:path';\nimport { half } from './helper';\nimport { sides } from './shapes';",
        "const name: string = basename('a');\nconst n: number = sides(half(1));",
        "import { none } from './nowhere';",
      ],
      async (open) => {
        writeFileSync(join(open.folder, 'helper.ts'), 'export const half = (n: number) => n / 2;');
        await open.edit(1, "'./helper'", "'./helper.ts'");
        const underlined = await open.underlined();
        expect(Object.keys(underlined)).toEqual(['3']);
        expect(underlined[3]?.[0]).toContain("2307 Cannot find module './nowhere'");
      },
    ));

  it('have no name grayed that a later cell may use, but what is inside a function', () =>
    on(['const kept = 1;\nfunction f(): void { const lost = 2; }'], async (open) => {
      expect(Object.values(await open.underlined()).flat()).toEqual([
        "6133 'lost' is declared but its value is never read.",
      ]);
    }));

  it('of two notebooks know nothing of each other', () =>
    on(['const own = 1;'], async (open) => {
      const other = cellPath(join(open.folder, 'other.ipynb'), 0);
      await server.open([[other, 'own;\nconst another = 1;']], open.folder);
      const found = await server.underlined([other, open.cell(0)]);
      expect(found.get(other)?.map(({ code }) => code)).toEqual([CANNOT_FIND]);
      expect(found.get(open.cell(0))).toEqual([]);
    }));
});

describe('the server for VS Code', () => {
  it('says the version of the compiler that it is', () => {
    const versionOf = (path: string): unknown =>
      (JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { version: unknown }).version;
    expect(versionOf('kernel/tsdk/package.json')).toBe(versionOf('node_modules/typescript/package.json'));
  });

  it('leaves files of a project as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-editor-'));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "types": [] } }');
    const [a, b] = [join(folder, 'a.ts'), join(folder, 'b.ts')];
    const texts = { [a]: 'const a: string | undefined = undefined;', [b]: 'export {}; a.length; notThere;' };
    for (const [file, text] of Object.entries(texts)) writeFileSync(file, text);
    await server.open(Object.entries(texts), folder);
    const found = await server.underlined([b]);
    expect(found.get(b)?.map(({ code }) => code)).toEqual([POSSIBLY_UNDEFINED, CANNOT_FIND]);
    for (const file of [a, b]) await server.close(file);
    rmSync(folder, { recursive: true });
  });
});
