import type { Equivalent } from './entry.js';

const SEGMENTS = 'lib/src/metrics/segments';
const MORE_ARE_DRAWN =
  'More users are drawn than need be, and come out on the side where they are in every order.';

/** Looked at one by one: see `EQUIVALENT`. */
export const SEGMENTS_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${SEGMENTS}/compare-ties.ts`,
    line: 'sql`SELECT count(*) AS n FROM ${first} AS a JOIN ${table} AS b USING (${user})',
    change: 'JOIN -> LEFT JOIN',
    why: 'Both tables are of the same users.',
  },
  {
    file: `${SEGMENTS}/profile-cells.ts`,
    line: 'FROM counted JOIN members ON counted.segment = members.segment WHERE position = 1`,',
    change: 'JOIN -> LEFT JOIN',
    why: 'A segment with a combination has members.',
  },
  {
    file: `${SEGMENTS}/profile-modes.ts`,
    line: "sql`SELECT * FROM (${join(selects, ' UNION ALL ')}) AS counts ORDER BY users DESC, value`,",
    change: 'ALL -> nothing',
    why: 'The rows of an attribute have its name: none is there twice.',
  },
  {
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'ORDER BY substr(random, ${literal(1 + digits * HEX_DIGITS)}, ${literal(HEX_DIGITS)}), person)`;',
    change: 'item 2 of ORDER BY -> DESC',
    why: 'Ten hexadecimal digits are equal once in 10^12.',
  },
  ...['BY (...) IS NULL AND FALSE', '- -> +'].map((change) => ({
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'places: sql`${place} AS ${first}, ${place} + count(*) OVER (PARTITION BY ${id(value)}) - 1 AS ${last}`,',
    change,
    why: MORE_ARE_DRAWN,
  })),
  ...['AND -> OR', '> -> >='].map((change) => ({
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'open: sql`(${first} <= ${limit} AND ${last} > ${limit})`,',
    change,
    why: MORE_ARE_DRAWN,
  })),
  {
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'sql`${first} > ${limit} OR (${last} > ${limit} AND ${first} - 1 + ${random(digits)} > ${limit})`,',
    change: '> -> >=',
    why: 'Of equals whose last place is the last low one, none is drawn above it.',
  },
  ...[
    'const nameOf = (said: Said) => entryOf(names, said.trait)?.label ?? said.trait;',
    'unit: written?.unit,',
    'return modeClause(entryOf(modes.schema.attribute.values, attribute)?.label ?? attribute, share > 0.5, {',
  ].map((line) => ({
    file: `${SEGMENTS}/personas.ts`,
    line,
    change: 'OptionalChaining',
    why: 'Every trait has a category, which the types do not know.',
  })),
  ...[
    ['ConditionalExpression', 'if (false || interval === null) return null;'],
    ['LogicalOperator', 'if (mean === null && overall === null || interval === null) return null;'],
    ['ConditionalExpression', 'if (false || overall === null || interval === null) return null;'],
    ['ConditionalExpression', 'if (mean === null || false || interval === null) return null;'],
  ].map(([change = '', after = '']) => ({
    file: `${SEGMENTS}/personas.ts`,
    line: 'if (mean === null || overall === null || interval === null) return null;',
    change,
    after,
    why: 'Without a mean, or one of all, there is no interval either.',
  })),
  {
    file: `${SEGMENTS}/personas.ts`,
    line: "return meanClause(measure, label, mean > overall ? 'more' : 'less', {",
    change: 'EqualityOperator',
    after: "return meanClause(measure, label, mean >= overall ? 'more' : 'less', {",
    why: 'A mean that equals the one of all lies within its interval, and is left out before.',
  },
  {
    file: `${SEGMENTS}/personas.ts`,
    line: 'if (tied > 1 || share < standsOut * overall || interval.low <= overall) return null;',
    change: 'EqualityOperator',
    after: 'if (tied > 1 || share < standsOut * overall || interval.low < overall) return null;',
    why: 'No lower end of an interval is a share of all to the last digit.',
  },
  {
    file: `${SEGMENTS}/profile-modes.ts`,
    line: 'const counts = attributes.length === 0 ? [] : await valueCounts(scored, attributes);',
    change: 'ArrayDeclaration',
    why: 'Without attributes nothing is taken of it.',
  },
  {
    file: `${SEGMENTS}/profile-modes.ts`,
    line: 'interval: wilson(users, members) ?? { low: 0, high: 1 },',
    change: 'ObjectLiteral',
    why: 'A value has users, which the types do not know.',
  },
  {
    file: `${SEGMENTS}/profiles.ts`,
    line: 'if (own === null || sd === null) return { users, mean: own, interval: null };',
    change: 'ConditionalExpression',
    after: 'if (false || sd === null) return { users, mean: own, interval: null };',
    why: 'Without a mean there is no deviation either.',
  },
  {
    file: `${SEGMENTS}/profiles.ts`,
    line: 'value === null || base === null || base === 0 ? null : value / base - 1;',
    change: 'ConditionalExpression',
    after: 'value === null || false || base === 0 ? null : value / base - 1;',
    why: 'Where a mean has a value, so has the one that it is compared with.',
  },
  {
    file: `${SEGMENTS}/score.ts`,
    line: 'if (dimensions.every(({ cuts }) => cuts !== null)) {',
    change: 'MethodExpression',
    why: 'Cuts are given for all dimensions or for none.',
  },
  {
    file: `${SEGMENTS}/score.ts`,
    line: 'const reached = (cuts ?? []).map(',
    change: 'ArrayDeclaration',
    why: 'There are cuts, which the types do not know.',
  },
  {
    file: `${SEGMENTS}/score.ts`,
    line: "const last = dimensions.at(-1)?.dimension ?? '';",
    change: 'OptionalChaining',
    why: 'There is a dimension, which the types do not know.',
  },
];
