/** Notebooks made by chance, with what files hold that nobody thought of. */
import fc from 'fast-check';
import { withoutKeys, type JsonObject, type JsonValue } from '../../../runner/src/json.js';

/** Any text, whole characters only: half a surrogate pair does not survive UTF-8. */
export const anyText = fc.string({ unit: 'binary' });

/** Lines that mean something to a reader of scripts. */
const nastyLine = fc.constantFrom(
  '',
  ' ',
  '\t',
  '\r',
  '// %%',
  '// %% [markdown]',
  '//%%',
  '  // %% x',
  '// // %%',
  '# %%',
  '# # %% [raw]',
  '#%% a=1',
  '-- %%',
  '%% not a cell',
  '%%',
  '%matplotlib inline',
  '# %matplotlib inline',
  '  %%time',
  '!ls',
  '# !ls',
  '#',
  '# ',
  '//',
  '// ---',
  '# ---',
  '---',
  '*/',
  '/* */ `',
  '"""',
  "'''",
  '😀 用户',
  'a\u2028b',
  'let a = 1;',
);

/** Sources of cells: such lines, and any text. */
export const anySource = fc.oneof(
  anyText,
  fc.array(fc.oneof(nastyLine, anyText), { maxLength: 6 }).map((lines) => lines.join('\n')),
  fc.array(nastyLine, { maxLength: 6 }).map((lines) => lines.join('\r\n')),
);

export const anyJson: fc.Arbitrary<JsonValue> = fc
  .jsonValue()
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

const anyKey = fc.oneof(
  anyText,
  fc.constantFrom(
    'tags',
    'title',
    'language',
    'id',
    'metadata',
    'trailing_blank_lines',
    'cell_depth',
    'a.b',
    '__proto__',
    '1',
  ),
);

/** Metadata as `JSON.parse` would give it. */
export const anyObject: fc.Arbitrary<JsonObject> = fc
  .array(fc.tuple(anyKey, anyJson), { maxLength: 4 })
  .map((entries) => JSON.parse(JSON.stringify(Object.fromEntries(entries))) as JsonObject);

export const anyTitle = fc.constantFrom(
  'Part 1',
  'a = b',
  '[markdown]',
  'x {y}',
  ' padded ',
  '%',
  '',
  'tags=[1]',
);

const lines = anySource.chain((text) => fc.constantFrom<JsonValue>(text, text.split(/(?<=\n)/)));
const bundle = fc.record({ 'text/plain': lines, 'application/x+json': anyJson }, { requiredKeys: [] });
const output = (count: number | null): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.record({ output_type: fc.constant('stream'), name: fc.constantFrom('stdout', 'stderr'), text: lines }),
    fc.record({ output_type: fc.constant('display_data'), data: bundle, metadata: anyObject }),
    fc.record({
      output_type: fc.constant('execute_result'),
      execution_count: fc.constant(count),
      data: bundle,
      metadata: anyObject,
    }),
    fc.record({
      output_type: fc.constant('error'),
      ename: anyText,
      evalue: anyText,
      traceback: fc.array(anyText, { maxLength: 2 }),
    }),
  );

/** Metadata that the schema lets pass: the keys it knows have types. */
const anyFreeObject = anyObject.map((object) => ({
  ...withoutKeys(object, 'name', 'tags'),
  ...(Array.isArray(object['tags']) && { tags: ['a'] }),
}));

const fileCell = fc.option(fc.nat({ max: 99 })).chain((count): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.record({
      cell_type: fc.constant('code'),
      metadata: anyFreeObject,
      source: lines,
      execution_count: fc.constant(count),
      outputs: fc.array(output(count), { maxLength: 3 }),
    }),
    fc.record({ cell_type: fc.constantFrom('markdown', 'raw'), metadata: anyFreeObject, source: lines }),
  ),
);

/** The content of a valid notebook file of any minor version. */
export const anyNotebookFile: fc.Arbitrary<JsonObject> = fc
  .record({
    minor: fc.integer({ min: 0, max: 5 }),
    cells: fc.array(fileCell, { maxLength: 4 }),
    about: anyObject,
  })
  .map(({ minor, cells, about }) => ({
    metadata: withoutKeys(about, 'title'),
    nbformat: 4,
    nbformat_minor: minor,
    cells: minor < 5 ? cells : cells.map((cell, n) => ({ ...cell, id: `id${n}` })),
  }));

/** A file of this content as one program or another would write it. */
export const anyStyle: fc.Arbitrary<(content: JsonObject) => string> = fc
  .record({
    indent: fc.constantFrom('', ' ', '  ', '\t'),
    newline: fc.constantFrom('\n', '\r\n'),
    end: fc.constantFrom('', '\n'),
    ascii: fc.boolean(),
    mark: fc.constantFrom('', '\uFEFF'),
  })
  .map(({ indent, newline, end, ascii, mark }) => (content: JsonObject): string => {
    const text = JSON.stringify(content, null, indent).replaceAll('\n', newline);
    const escaped = ascii
      ? text.replace(/[\u0080-\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : text;
    return mark + escaped + end.replace('\n', newline);
  });
