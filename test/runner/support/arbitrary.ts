/** Notebooks made by chance, with what files hold that nobody thought of. */
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../runner/src/json.js';

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
