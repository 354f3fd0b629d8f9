/** Random contracts over random rows, against a reference that goes through them value by value. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { defineTable, load, open, sql, type ColumnContract, type Shape, type Tally } from 'tally';
import { raw } from '../../../lib/src/engine/sql.js';
import { Files } from '../load/files.js';
import { numberTexts, timeTexts } from '../values/random-texts.js';
import { decimalOf, doubleOf, timeOf, wholeOf } from '../values/reference.js';
import { runs } from '../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
  // Many of these files have no row that is accepted, which is warned of.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
  tally.close();
  files.remove();
});

const SENTINELS = ['n/a', '-'];
const missing = fc.constantFrom('', ' ', 'N/A', 'n/a ', '-');
const small = fc.integer({ min: -3, max: 12 }).map(String);
const words = fc.constantFrom(
  'north',
  'South',
  'a',
  '#a',
  '# a',
  '#7',
  '__proto__',
  "it's",
  '女',
  'x\ny',
  'a "b"',
);

type Type = 'integer' | 'decimal' | 'double' | 'text' | 'boolean' | 'timestamp';

/** Values of columns of each type: such as fit, such as are missing, and any other. */
const TEXTS: Readonly<Record<Type, fc.Arbitrary<string>>> = {
  integer: fc.oneof(small, numberTexts),
  decimal: fc.oneof(small, fc.constantFrom('1.25', '1.255', '.5', '1,250', '1e2'), numberTexts),
  double: fc.oneof(small, numberTexts),
  text: words,
  boolean: fc.constantFrom('ja', 'NEIN', 'nein', 'true', '1'),
  timestamp: timeTexts,
};

const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] });

const numeric = some({ min: fc.integer({ min: -3, max: 3 }), max: fc.integer({ min: 3, max: 12 }) });
const rules: Readonly<Record<Type, fc.Arbitrary<object>>> = {
  integer: numeric,
  decimal: numeric,
  double: numeric,
  text: some({
    strip: fc.constant('#'),
    values: fc.constantFrom(['north', 'South', 'a'], ['__proto__', '7']),
    pattern: fc.constantFrom('[a-z]+', '.*a.*', '[^"]*'),
  }),
  boolean: fc.constant({ truth: ['ja', 'nein'] }),
  timestamp: fc.constant({ timeZone: 'UTC' }),
};

interface Column {
  readonly type: Type;
  readonly rule: ColumnContract;
}

const TYPES = Object.keys(TEXTS) as Type[];
const column = fc.constantFrom(...TYPES).chain((type) =>
  fc.tuple(rules[type], fc.boolean()).map(([more, open]): Column => ({
    type,
    rule: {
      type: open ? (`${type}?` as const) : type,
      ...(['integer', 'decimal', 'double'].includes(type) && { decimalMark: '.' as const }),
      ...more,
    },
  })),
);

const NAMES = ['constructor', 'b', '名', 'order'];

const content = fc.array(column, { minLength: 1, maxLength: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    keyed: fc.boolean(),
    rows: fc.array(
      fc.tuple(...columns.map(({ type }) => fc.oneof({ weight: 6, arbitrary: TEXTS[type] }, missing))),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
  }),
);

/** What the reference makes of a text. */
interface Judged {
  readonly value: string | number | boolean | null;
  readonly broken: boolean;
}

function typed(type: Type, text: string): Judged['value'] {
  switch (type) {
    case 'integer':
      return wholeOf(text)?.toString() ?? null;
    case 'decimal':
      return decimalOf(text, 18, 2);
    case 'double':
      return doubleOf(text);
    case 'text':
      return text;
    case 'boolean':
      return { ja: true, nein: false }[text.toLowerCase()] ?? null;
    case 'timestamp':
      return timeOf(text);
  }
}

function judged({ type, rule }: Column, written: string): Judged {
  const trimmed = written.replace(/^ +| +$/g, '');
  const nullable = rule.type.endsWith('?');
  if (trimmed === '' || SENTINELS.includes(trimmed.toLowerCase())) return { value: null, broken: !nullable };
  const text =
    rule.strip !== undefined && trimmed.startsWith(rule.strip)
      ? trimmed.slice(rule.strip.length).replace(/^ +| +$/g, '')
      : trimmed;
  if (text === '') return { value: null, broken: !nullable };
  const value = typed(type, text);
  if (value === null) return { value, broken: true };
  const number = Number(value);
  const outside =
    (rule.min !== undefined && number < rule.min) || (rule.max !== undefined && number > rule.max);
  const values = rule.values as readonly string[] | undefined;
  const unknown = values !== undefined && !values.includes(text);
  const unlike = rule.pattern !== undefined && !new RegExp(`^(?:${rule.pattern})$`, 'u').test(text);
  return { value, broken: outside || unknown || unlike };
}

const KINDS = {
  integer: 'text?',
  decimal: 'text?',
  double: 'double?',
  text: 'text?',
  boolean: 'boolean?',
  timestamp: 'timestamp?',
} as const;

it('a contract accepts the rows that keep all of its rules, with their values, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(content, async ({ columns, keyed, rows }) => {
      const names = NAMES.slice(0, columns.length);
      const contract = defineTable({
        name: 'any',
        columns: Object.fromEntries(names.map((name, n) => [name, columns[n]?.rule ?? { type: 'text' }])),
        key: keyed ? names.slice(0, 1) : [],
        sentinels: SENTINELS,
      });
      const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
      const loaded = await load(tally, files.lines('any.csv', names.join(','), ...quoted), { contract });
      const expected = rows.map((row) => row.map((text, n) => judged(columns[n] ?? never(), text)));
      const seen = new Set<unknown>();
      const accepted = expected.flatMap((row, n) => {
        const first = row[0]?.value ?? null;
        if (row.some(({ broken }) => broken)) return [];
        const repeated = keyed && seen.has(first);
        seen.add(first);
        return repeated ? [] : [[n, ...row.map(({ value }) => value)]];
      });
      const kinds: Shape = Object.fromEntries(
        names.map((name, n) => [name, KINDS[columns[n]?.type ?? 'text']]),
      );
      const shape: Shape = { file_row: 'integer', ...kinds };
      const selected = names.map((name, n) =>
        ['integer', 'decimal'].includes(columns[n]?.type ?? '')
          ? `CAST("${name}" AS VARCHAR) AS "${name}"`
          : `"${name}"`,
      );
      const found = await tally.engine.all(
        sql`SELECT file_row, ${raw(selected.join(', '))} FROM ${loaded} ORDER BY file_row`,
        shape,
      );
      expect(found.map((row) => [row['file_row'], ...names.map((name) => row[name])])).toEqual(accepted);
      expect(loaded).toMatchObject({ rows: rows.length, accepted: accepted.length });
      expect(await loaded.quarantine.count()).toBe(rows.length - accepted.length);
    }),
    { numRuns: runs(30) },
  );
}, 120_000);

function never(): never {
  throw new Error('a row has as many texts as there are columns');
}
