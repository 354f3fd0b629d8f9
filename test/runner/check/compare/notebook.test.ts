import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNotebooks, sameSources } from '../../../../runner/src/check/compare/notebook.js';
import { rulesOf } from '../../../../runner/src/check/rules.js';
import { isJsonObject, type JsonValue } from '../../../../runner/src/json.js';
import {
  parseNotebook,
  serializeNotebook,
  type Notebook,
  type Output,
} from '../../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../../support/notebooks.js';
import { claim, display, figure, png, stream } from '../support.js';

const PICTURES = [png(2, 2), png(2, 2, [[0, 1, 0]]), png(3, 2)];

/** A notebook of one executed code cell with these outputs and tags. */
function shown(outputs: Output[], tags: string[] = [], source = 'work()'): Notebook {
  const cell = { ...code(source, tags.length > 0 ? { tags } : {}, outputs), execution_count: 1 };
  return notebook([markdown('# Title'), cell]);
}

function summaries(expected: Notebook, actual: Notebook): string[] {
  return compareNotebooks(expected, actual).map(
    ({ kind, cell, message }) => `${kind} ${cell?.id ?? ''}: ${message}`,
  );
}

describe('differences between a committed notebook and a fresh one', () => {
  it('names a stream that differs, with its lines', () => {
    const [found, ...more] = compareNotebooks(shown([stream('a\nb\nc\n')]), shown([stream('a\nB\nc\n')]));
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      kind: 'text',
      cell: { number: 2, id: 'c2' },
      output: 1,
      path: 'stdout',
      diff: ' a\n-b\n+B\n c',
    });
  });

  it('takes a stream in pieces for the same stream', () => {
    expect(summaries(shown([stream('a'), stream('b')]), shown([stream('ab')]))).toEqual([]);
    expect(summaries(shown([stream('a'), stream('b', 'stderr')]), shown([stream('ab')]))).not.toEqual([]);
  });

  it('tells colors apart from content', () => {
    const red = `${String.fromCharCode(27)}[31mred${String.fromCharCode(27)}[0m`;
    expect(summaries(shown([stream(red)]), shown([stream('red')]))).toEqual([]);
  });

  it('tells one output that is missing from many that changed', () => {
    const before = [stream('one'), display({ 'text/plain': 'two' }), claim('three', true, 'C-3')];
    expect(summaries(shown(before), shown(before.slice(1)))).toEqual([
      'missing-output c2: stdout is committed but not in the fresh run',
    ]);
    expect(summaries(shown(before.slice(1)), shown(before))).toEqual([
      'extra-output c2: stdout is in the fresh run but not committed',
    ]);
  });

  it('counts claims that vanish or appear as claims', () => {
    const [a, b] = [claim('A holds'), claim('B holds')];
    expect(compareNotebooks(shown([a, b]), shown([b]))).toMatchObject([{ kind: 'claim', output: 1 }]);
    expect(compareNotebooks(shown([a]), shown([a, b]))).toMatchObject([{ kind: 'claim', output: 2 }]);
  });

  it('finds a turned verdict where all else is ignored', () => {
    for (const tag of ['check:ignore-outputs', 'check:text=duration', 'check:tolerance=1']) {
      const found = compareNotebooks(
        shown([claim('It took 3 s')], [tag]),
        shown([claim('It took 4 s', false)], [tag]),
      );
      expect(found, tag).toMatchObject([{ kind: 'claim' }]);
      expect(found[0]?.message).toContain('turned from holds to broken');
    }
  });

  it('lets the sentence of a claim be loosened, not its verdict', () => {
    expect(
      summaries(
        shown([claim('It took 3 s')], ['check:text=duration']),
        shown([claim('It took 4 s')], ['check:text=duration']),
      ),
    ).toEqual([]);
    expect(compareNotebooks(shown([claim('It took 3 s')]), shown([claim('It took 4 s')]))).toMatchObject([
      { kind: 'claim', also: ['text/markdown', 'text/plain'] },
    ]);
  });

  it('looks at nothing in a cell tagged check:skip but its source', () => {
    const skipped = shown([stream('a')], ['check:skip']);
    expect(summaries(skipped, shown([claim('no', false)], ['check:skip']))).toEqual([]);
    expect(summaries(skipped, shown([stream('a')], ['check:skip'], 'other()'))).toEqual([
      'source c2: source differs',
    ]);
  });

  it('wants as many outputs of the same kinds with check:ignore-outputs', () => {
    const tags = ['check:ignore-outputs'];
    expect(
      summaries(
        shown([stream('a'), display({ 'text/plain': '1' })], tags),
        shown([stream('b'), display({ 'text/plain': '2' })], tags),
      ),
    ).toEqual([]);
    expect(summaries(shown([stream('a')], tags), shown([], tags))).toHaveLength(1);
  });

  it('says once that execution counts are not those of one run', () => {
    const cells = [code('1'), code('2'), code('3')];
    const counted = (...counts: (number | null)[]): Notebook =>
      notebook(cells.map((cell, index) => ({ ...cell, execution_count: counts[index] ?? null })));
    expect(compareNotebooks(counted(1, 4, 3), counted(1, 2, 3))).toMatchObject([
      { kind: 'source', cell: { number: 2 }, items: [{ path: 'cell c2', expected: '4', actual: '2' }] },
    ]);
    expect(compareNotebooks(counted(null, null, null), counted(1, 2, 3))).toMatchObject([
      { kind: 'source', items: [{}, {}, {}] },
    ]);
  });

  it('tells data and picture of a figure, and compares what the tag asks for', () => {
    const drawn = (y: number[], picture: number, tags: string[] = []): Notebook =>
      shown([figure('f', y, PICTURES[picture] ?? png(1, 1))], tags);
    const kinds = (...tags: string[]): string[] =>
      compareNotebooks(drawn([1, 2], 0, tags), drawn([1, 3], 1, tags)).map(({ kind }) => kind);
    expect(compareNotebooks(drawn([1, 2], 0), drawn([1, 3], 0))).toMatchObject([
      { kind: 'figure-data', items: [{ path: 'data[0].y[1]', expected: '2', actual: '3' }] },
    ]);
    expect(kinds()).toEqual(['figure-data', 'figure-pixels']);
    expect(kinds('check:figure=data')).toEqual(['figure-data']);
    expect(kinds('check:figure=pixels')).toEqual(['figure-pixels']);
    expect(kinds('check:figure=size')).toEqual([]);
    const sized = compareNotebooks(
      drawn([1], 0, ['check:figure=size']),
      drawn([1], 2, ['check:figure=size']),
    );
    expect(sized[0]?.message).toContain('size 2 × 2 -> 3 × 2');
  });

  it('tells cells that came, went or changed', () => {
    const [a, b, c] = [code('a', {}, []), code('b', {}, []), code('c', {}, [])];
    const named = [
      { ...a, id: 'a' },
      { ...b, id: 'b' },
      { ...c, id: 'c' },
    ];
    expect(summaries(notebook(named), notebook(named.slice(1)))).toEqual([
      'source a: the cell is not in the fresh notebook',
    ]);
    expect(sameSources(notebook(named), notebook(named))).toBe(true);
    expect(sameSources(shown([stream('a')]), shown([stream('b')]))).toBe(true);
    expect(sameSources(shown([], [], 'a'), shown([], [], 'b'))).toBe(false);
  });
});

const text = fc.string({ maxLength: 12 });
const y = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 4 });
const html = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer()), { minLength: 1, maxLength: 3 })
  .map((rows) => `<table><tr><th>Age<th>n${rows.map(([a, b]) => `<tr><td>${a}<td>${b}`).join('')}</table>`);
const anyOutput: fc.Arbitrary<Output> = fc.oneof(
  fc
    .tuple(text, fc.constantFrom('stdout' as const, 'stderr' as const))
    .map(([t, name]) => stream(`${t}.`, name)),
  fc.tuple(html, text).map(([table, plain]) => display({ 'text/html': table, 'text/plain': plain })),
  fc.tuple(text, fc.boolean()).map(([t, ok]) => claim(t, ok)),
  fc.tuple(y, fc.constantFrom(...PICTURES)).map(([values, picture]) => figure('f', values, picture)),
  text.map((t) =>
    display({ 'application/json': { a: [t, 1, true, null] }, 'text/latex': t }, { isolated: true }),
  ),
  text.map((t) => ({ output_type: 'error' as const, ename: 'E', evalue: t, traceback: [t, 'at 1'] })),
  text.map((t) => ({
    output_type: 'execute_result' as const,
    execution_count: 1,
    data: { 'text/plain': t },
    metadata: {},
  })),
);
const anyNotebook = fc
  .tuple(
    fc.array(fc.tuple(text, fc.array(anyOutput, { maxLength: 4 })), { minLength: 1, maxLength: 3 }),
    text,
  )
  .map(([cells, title]) =>
    notebook([
      markdown(title, { custom: title }),
      ...cells.map(([source, outputs]) => ({ ...code(source, { n: 1 }, outputs), execution_count: 1 })),
    ]),
  );

/** Leaves that say what a thing is or how the machine calls itself, not what came out. */
const STRUCTURE = new Set(['output_type', 'cell_type', 'display_name', 'language', 'id']);

type Path = (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => leaves(inner, [...path, index]));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      STRUCTURE.has(key) ? [] : leaves(inner, [...path, key]),
    );
  }
  return [path];
}

function changed(leaf: JsonValue, path: Path): JsonValue {
  if (leaf === 'stdout' || leaf === 'stderr') return leaf === 'stdout' ? 'stderr' : 'stdout';
  if (path.at(-1) === 'image/png') {
    const other = PICTURES.find((picture) => Buffer.from(picture).toString('base64') !== leaf);
    return Buffer.from(other ?? []).toString('base64');
  }
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf === 'boolean') return !leaf;
  return typeof leaf === 'string' ? `${leaf}x` : 'x';
}

function mutated(original: Notebook, path: Path): Notebook {
  const copy = structuredClone(original);
  const last = path.at(-1) ?? '';
  let holder: unknown = copy;
  for (const key of path.slice(0, -1)) holder = Reflect.get(Object(holder), key);
  const leaf = Reflect.get(Object(holder), last) as JsonValue;
  Reflect.set(Object(holder), last, changed(leaf, path));
  return copy;
}

describe('for any notebook', () => {
  it('finds nothing when it is compared with itself, also after a trip through its file', () => {
    fc.assert(
      fc.property(anyNotebook, (original) => {
        expect(compareNotebooks(original, structuredClone(original))).toEqual([]);
        expect(compareNotebooks(original, parseNotebook(serializeNotebook(original), 'x'))).toEqual([]);
      }),
    );
  });

  it('finds any single value that changed, from either side', () => {
    fc.assert(
      fc.property(anyNotebook, fc.nat(), (original, pick) => {
        const paths = leaves(original);
        const path = paths[pick % paths.length] ?? [];
        const other = mutated(original, path);
        const exact = rulesOf(notebook([]), 'exact');
        expect(compareNotebooks(original, other, exact), path.join('.')).not.toEqual([]);
        expect(compareNotebooks(other, original, exact), path.join('.')).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
