import type { Equivalent } from './entry.js';

const ORDERS = 'lib/src/orders';
const TYPES_ASK = 'It is there, which the types do not know.';
const NO_SUCH_NAME = 'Nothing has the name that stands in the list instead.';
const UNDEFINED_IS_NONE = 'What is undefined is as if it were not given.';

/** Looked at one by one: see `EQUIVALENT`. */
export const ORDERS_EQUIVALENT: readonly Equivalent[] = [
  ...[
    [
      'amount-per.ts',
      'SELECT min(amount) = max(amount) AND min(amount) <> 0 AND NOT coalesce(${ownAmount}, FALSE) AS alike',
      'min -> max',
      'Both are the same there.',
      'SELECT min(amount) = max(amount) AND max(amount) <> 0 AND NOT coalesce(${…}, FALSE) AS alike',
    ],
    [
      'content.ts',
      "count(CASE WHEN kind = 'purchase' THEN 1 END) AS purchases, CAST(coalesce(sum(total), 0) AS DOUBLE) AS revenue,",
      '0 -> 1',
      'A file without an order is refused before.',
    ],
    [
      'customers.ts',
      "FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE o.kind = 'purchase' AND l.${id(name)} IS NOT NULL",
      'JOIN -> LEFT JOIN',
      'A line of no order is of no purchase.',
    ],
    [
      'order-table.ts',
      'SELECT order_id, min(customer_id) AS customer_id, min("time") AS "time", count(*) AS lines, sum(amount) AS total,',
      'min -> max',
      'Lines of an order with two customers do not count.',
      'SELECT order_id, max(customer_id) AS customer_id, min("time") AS "time", count(*) AS lines, sum(amount) AS total,',
    ],
  ].map(([file = '', line = '', change = '', why = '', after]) => ({
    file: `${ORDERS}/${file}`,
    ...{ line, change, why, ...(after !== undefined && { after }) },
  })),
  ...[
    ["...(amountPer === 'line' ? (['amount'] as const) : []),", 'ArrayDeclaration', NO_SUCH_NAME],
    ["...(computed ? (['quantity', 'price'] as const) : []),", 'ArrayDeclaration', NO_SUCH_NAME],
    [
      '...(role !== undefined && { role }),',
      'ConditionalExpression',
      UNDEFINED_IS_NONE,
      '...(true && { role }),',
    ],
    [
      "...(kind === 'timestamp' && { timeZone, ...(dateFormat !== undefined && { dateFormat }) }),",
      'ConditionalExpression',
      UNDEFINED_IS_NONE,
      "...(kind === 'timestamp' && { timeZone, ...(true && { dateFormat }) }),",
    ],
  ].map(([line = '', change = '', why = '', after]) => ({
    file: `${ORDERS}/columns.ts`,
    ...{ line, change, why, ...(after !== undefined && { after }) },
  })),
  ...[
    [
      'asked ?? (others.length === 0 && only !== undefined && isCode(only) ? only : session.currency);',
      'ConditionalExpression',
      'asked ?? (others.length === 0 && true && isCode(only) ? only : session.currency);',
    ],
    [
      'asked ?? (session.currency !== null && codes.includes(session.currency) ? session.currency : codes[0]);',
      'ConditionalExpression',
      'asked ?? (true && codes.includes(session.currency) ? session.currency : codes[0]);',
    ],
    [
      'if (codes.length === 0 || target === undefined) {',
      'ConditionalExpression',
      'if (codes.length === 0 || false) {',
    ],
    [
      "const into = target ?? found[0]?.code ?? 'EUR';",
      'OptionalChaining',
      "const into = target ?? found[0].code ?? 'EUR';",
    ],
  ].map(([line = '', change = '', after = '']) => ({
    file: `${ORDERS}/currency.ts`,
    ...{ line, change, after, why: TYPES_ASK },
  })),
  ...[
    [
      'line-table.ts',
      "entryOf(file.schema, other) ?? { kind: 'text?', label: other },",
      'ObjectLiteral',
      TYPES_ASK,
      'entryOf(file.schema, other) ?? {},',
    ],
    [
      'load.ts',
      'const kept = Object.keys(file.contract.columns).filter(',
      'MethodExpression',
      'Of two columns of a name the first is taken, which is the same as without the second.',
    ],
    [
      'open.ts',
      'if (first === null || asOf === null) throw nothingCounts(file, account);',
      'ConditionalExpression',
      'Where there is a first day there is a last one.',
      'if (first === null || false) throw nothingCounts(file, account);',
    ],
  ].map(([file = '', line = '', change = '', why = '', after]) => ({
    file: `${ORDERS}/${file}`,
    ...{ line, change, why, ...(after !== undefined && { after }) },
  })),
  {
    file: `${ORDERS}/lines.ts`,
    line: 'return timeZone === \'UTC\' ? sql`"time"` : sql`timezone(${literal(timeZone)}, timezone(\'UTC\', "time"))`;',
    change: 'ConditionalExpression',
    after: 'return false ? sql`"time"` : sql`timezone(${literal(timeZone)}, timezone(\'UTC\', "time"))`;',
    why: 'From UTC to UTC is no step.',
  },
];
