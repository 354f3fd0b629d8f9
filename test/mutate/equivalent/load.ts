import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const LOAD = 'lib/src/load';
const TYPES_ASK = 'It is there, which the types do not know.';
const [FIRST_ITEM = ''] = downwards(1);

/** Looked at one by one: see `EQUIVALENT`. */
export const LOAD_EQUIVALENT: readonly Equivalent[] = [
  ...[
    [
      'fields.ts',
      'ObjectLiteral',
      'rows.map(({ column: name }) => [name, { label: withUnit(entryOf(schema, name) ?? { label: name }) }]),',
      'rows.map(({ column: name }) => [name, { label: withUnit(entryOf(schema, name) ?? {}) }]),',
    ],
    [
      'fields.ts',
      'OptionalChaining',
      'meaning: rows.every(({ column: name }) => entryOf(labels, name)?.label === name),',
    ],
    [
      'nothing-accepted.ts',
      'OptionalChaining',
      'const [total, broken] = [count(rows), count(most.rows[0]?.broken ?? null)];',
    ],
  ].map(([file = '', change = '', line = '', after]) => ({
    ...{ file: `${LOAD}/${file}`, line, change, why: TYPES_ASK },
    ...(after !== undefined && { after }),
  })),
  ...[
    [
      'infer-columns',
      'ConditionalExpression',
      'return facts !== undefined && !isText(column) && areDressed(facts);',
      TYPES_ASK,
      'return true && !isText(column) && areDressed(facts);',
    ],
    [
      'infer-columns',
      'OptionalChaining',
      'const counts = guessed.map(({ rule }, n) => ({ format: rule.dateFormat, n: fits?.each[n] ?? 0 }));',
      TYPES_ASK,
    ],
    [
      'infer-columns',
      'ConditionalExpression',
      "const why = one.rule.type === 'text?' ? whyNotNumbers(dressed.get(column)) : null;",
      'What is numbers has no reason not to be.',
      'const why = true ? whyNotNumbers(dressed.get(column)) : null;',
    ],
    [
      'infer-contract',
      'ObjectLiteral',
      "columns: Object.fromEntries(names.map((column) => [column, { type: 'text?' as const }])),",
      'The columns are looked at as texts, whatever their types.',
    ],
    [
      'infer-contract',
      'ConditionalExpression',
      'options: { ...options, ...(decimal !== undefined && { decimal }) },',
      'What is undefined is as if it were not given.',
      'options: { ...options, ...(true && { decimal }) },',
    ],
  ].map(([file = '', change = '', line = '', why = '', after]) => ({
    ...{ file: `${LOAD}/${file}.ts`, line, change, why },
    ...(after !== undefined && { after }),
  })),
  {
    file: `${LOAD}/schema.ts`,
    line: 'const { format: usual } = (role === undefined ? undefined : ROLE_FORMATS[role]) ?? {};',
    change: 'ConditionalExpression',
    after: 'const { format: usual } = (false ? undefined : ROLE_FORMATS[role]) ?? {};',
    why: 'There is no format of no role.',
  },
  ...[
    [
      'ConditionalExpression',
      '...(fileColumn !== undefined && { file: fileColumn }),',
      '...(true && { file: fileColumn }),',
      'What is undefined is as if it were not given.',
    ],
    [
      'Regex',
      ".replace(/^.*\\.zip#/i, '')",
      ".replace(/.*\\.zip#/i, '')",
      'What stands before is taken from the start in any case.',
    ],
    [
      'Regex',
      ".replace(/[-_ ]*[*?[].*$/, '') || 'files';",
      ".replace(/[-_ ]*[*?[].*/, '') || 'files';",
      'What comes after is taken to the end in any case.',
    ],
  ].map(([change = '', line = '', after = '', why = '']) => ({
    ...{ file: `${LOAD}/load.ts`, line, change, after, why },
  })),
  ...sortedAfterwards(
    `${LOAD}/schema.ts`,
    'WHERE ${id(name)} IS NOT NULL ORDER BY 1 LIMIT ${literal(MAX_CATEGORIES + 1)}`,',
    FIRST_ITEM,
  ),
];
