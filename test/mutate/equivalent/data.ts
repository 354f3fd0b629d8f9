import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const DATA = 'lib/src/data';
const TYPES_ASK = 'It is there, which the types do not know.';
const [FIRST_ITEM = ''] = downwards(1);

/** Looked at one by one: see `EQUIVALENT`. */
export const DATA_EQUIVALENT: readonly Equivalent[] = [
  ...[
    [
      'sql`SELECT rowid AS ordinal FROM ${scannedTable(target)} WHERE ${rowsToLocate(target, checks)}',
      'WHERE TRUE OR (...)',
      'More rows are looked up than need be.',
    ],
    [
      'const broken = sql`${ROW.problems} & ${literal(checks.reduce((mask, { bit: n }) => mask | (1n << BigInt(n)), 0n))} <> 0`;',
      '0 -> 1',
      'More rows are looked up than need be.',
    ],
    [
      'ORDER BY ordinal LIMIT ${literal(MAX_ROWS + 1)}`,',
      FIRST_ITEM,
      'What is not found is read row by row, which gives the same.',
    ],
    [
      'SET ${ROW.line} = CAST(l.line AS BIGINT), ${ROW.text} = l.text',
      '= -> <>',
      'No SQL; what fails is read row by row, which gives the same.',
    ],
  ].map(([line = '', change = '', why = '']) => ({ file: `${DATA}/locate.ts`, line, change, why })),
  {
    file: `${DATA}/scan.ts`,
    line: '${ROW.line}, ${ROW.text}, ${ROW.malformed}, ${ROW.problems}, CASE WHEN ${ROW.problems} <> 0 THEN [${join(columns.map(([name]) => rawColumn(name)))}] END AS ${ROW.raw},',
    change: '0 -> 1',
    why: 'The values of a row without problems are not asked for, nor those of one that cannot be split.',
  },
  {
    file: `${DATA}/scan.ts`,
    line: 'sql`UPDATE ${rows} SET ${ROW.problems} = ${ROW.problems} + ${bit(unique.bit)}',
    change: '+ -> -',
    why: 'Only of rows without another problem, and its bit is the last: of -2^n no lower one is set.',
  },
  ...['WHERE TRUE OR (...)', '<> -> =', '0 -> 1'].map((change) => ({
    file: `${DATA}/locate.ts`,
    line: 'SELECT (${keys}) FROM ${scannedTable(target)} WHERE ${ROW.problems} & ${bit(unique.bit)} <> 0)`;',
    change,
    why: 'More rows are looked up than need be.',
  })),
  ...[
    ['? sql`SELECT NULL AS first_line WHERE FALSE`', 'WHERE TRUE OR (...)'],
    ['? sql`SELECT NULL AS first_line WHERE FALSE`', 'FALSE -> TRUE'],
    ['? sql`FALSE`', 'FALSE -> TRUE'],
  ].map(([line = '', change = '']) => ({
    file: `${DATA}/quarantine.ts`,
    line,
    change,
    why: 'Without a key no reason has the line of a first row.',
  })),
  ...[
    'const line = sql`min_by(${ROW.line}, rowid)`;',
    "return file === undefined ? line : sql`${line} || ' of ' || min_by(${id(file)}, rowid)`;",
  ].map((line) => ({
    file: `${DATA}/quarantine.ts`,
    line,
    change: 'min_by -> max_by',
    why: 'One row without a problem has the key.',
  })),
  ...[
    [
      'column-contract.ts',
      'MethodExpression',
      "return Array.isArray(values) && values.every((value) => typeof value === 'string');",
      'No list has both values and pairs.',
    ],
    [
      'column-contract.ts',
      'ConditionalExpression',
      'const named = categories === undefined ? undefined : categoriesOf(categories);',
      'Of undefined it is undefined.',
      'const named = false ? undefined : categoriesOf(categories);',
    ],
    [
      'reading/marks.ts',
      'EqualityOperator',
      "return onlyComma > onlyPoint ? ',' : '.';",
      'They are not the same there.',
      "return onlyComma >= onlyPoint ? ',' : '.';",
    ],
    [
      'rules.ts',
      'ConditionalExpression',
      "const wanted = checks[index] === undefined ? '' : key(checks[index]);",
      TYPES_ASK,
      "const wanted = false ? '' : key(checks[index]);",
    ],
    [
      'source/xlsx/layout.ts',
      'ConditionalExpression',
      'if (best !== undefined && best.count > 0) return best.row;',
      TYPES_ASK,
      'if (true && best.count > 0) return best.row;',
    ],
    [
      'source/xlsx/layout.ts',
      'OptionalChaining',
      'if (above !== undefined && grid.isMerged(above.line) && above.line + 1 === texts[full]?.line) return above;',
      TYPES_ASK,
    ],
    [
      'source/xlsx/layout.ts',
      'ArithmeticOperator',
      "return words.filter((word, index) => word !== words[index - 1]).join(' ');",
      'Of words that repeat one is left either way.',
    ],
    [
      'source/records.ts',
      'ConditionalExpression',
      'return result.done === true ? undefined : result.value;',
      'At the end the value is undefined.',
      'return false ? undefined : result.value;',
    ],
    [
      'source/records.ts',
      'ConditionalExpression',
      `if (!text.includes('"')) return { fields: text.split(delimiter) };`,
      'The loop gives the same, only slower.',
      'if (false) return { fields: text.split(delimiter) };',
    ],
    [
      'source/records.ts',
      'BooleanLiteral',
      'if (end === -1) return { open: true };',
      'Only whether it is there is asked.',
    ],
    [
      'source/xlsx/cell.ts',
      'EqualityOperator',
      "Math.abs(number) < 1e-6 ? number.toFixed(20).replace(/\\.?0+$/, '') : plain(number);",
      'Both give the same text of a millionth.',
      "Math.abs(number) <= 1e-6 ? number.toFixed(20).replace(/\\.?0+$/, '') : plain(number);",
    ],
    [
      'source/xlsx/number-format.ts',
      'ArrayDeclaration',
      'const [, bracketed] = /\\[\\$([^\\]-]+)(?:-[^\\]]*)?\\]/.exec(section) ?? [];',
      'Only the second item is asked for.',
    ],
    [
      'source/xlsx/serial.ts',
      'EqualityOperator',
      'const shift = !from1904 && day < NO_DAY ? 1 : 0;',
      'That day is given back before.',
      'const shift = !from1904 && day <= NO_DAY ? 1 : 0;',
    ],
    [
      'source/xlsx/serial.ts',
      'ConditionalExpression',
      'if (known !== undefined) return known;',
      'Made again.',
      'if (false) return known;',
    ],
    ...['if (true) dates.clear();', 'if (false) dates.clear();'].map((after) => [
      'source/xlsx/serial.ts',
      'ConditionalExpression',
      'if (dates.size >= MAX_DATES) dates.clear();',
      'How many are kept alters no date.',
      after,
    ]),
    ...['>', '<'].map((sign) => [
      'source/xlsx/serial.ts',
      'EqualityOperator',
      'if (dates.size >= MAX_DATES) dates.clear();',
      'How many are kept alters no date.',
      `if (dates.size ${sign} MAX_DATES) dates.clear();`,
    ]),
  ].map(([file = '', change = '', line = '', why = '', after]) => ({
    ...{ file: `${DATA}/${file}`, line, change, why },
    ...(after !== undefined && { after }),
  })),
  ...sortedAfterwards(
    `${DATA}/reading/facts.ts`,
    'FROM ways GROUP BY position ORDER BY position`,',
    FIRST_ITEM,
  ),
  ...[
    [
      'compared-lines.ts',
      'ConditionalExpression',
      'if (this.#isFull) return;',
      'What is full takes nothing.',
    ],
    [
      'lines.ts',
      'Regex',
      "if (rest !== '') yield { number: number + 1, text: rest.replace(/\\r$/, '') };",
      'A carriage return is at the end, or ends a line.',
    ],
    ['encoding.ts', 'BlockStatement', '} catch {', 'Nothing is as good as false.'],
    ['letter-weights.ts', 'BlockStatement', '} catch {', 'No encoding has this name.'],
    [
      'letter-weights.ts',
      'ConditionalExpression',
      'if (encoding !== null) weights.set(encoding, Math.max(confidence, weights.get(encoding) ?? 0));',
      'No encoding has this name.',
      'if (true) weights.set(encoding, Math.max(confidence, weights.get(encoding) ?? 0));',
    ],
    [
      'likeliest-encoding.ts',
      'EqualityOperator',
      'for (let at = 0; at < text.length; at += 1) {',
      'Behind their ends two texts of one length are the same.',
      'for (let at = 0; at <= text.length; at += 1) {',
    ],
    [
      'plausible-text.ts',
      'EqualityOperator',
      'for (let at = 0; at < bytes.length; at += 1) {',
      'A byte that is not there counts as one of ASCII.',
      'for (let at = 0; at <= bytes.length; at += 1) {',
    ],
    [
      'preview.ts',
      'ArrayDeclaration',
      'named: countNamed(records[0]?.fields ?? [], expected),',
      'A file without rows is refused, whatever its delimiter.',
    ],
  ].map(([file = '', change = '', line = '', why = '', after]) => ({
    ...{ file: `${DATA}/source/${file}`, line, change, why },
    ...(after !== undefined && { after }),
  })),
];
