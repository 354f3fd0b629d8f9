import type { Equivalent } from './entry.js';

const QUALITY = 'lib/src/metrics/quality';

/** Looked at one by one: see `EQUIVALENT`. */
export const QUALITY_EQUIVALENT: readonly Equivalent[] = [
  ...[
    [
      'missing.ts',
      'sql`SELECT "column", rows, nulls, empty, sentinels FROM (${join(selects, \' UNION ALL \')}) ORDER BY position`,',
    ],
    ['outliers.ts', "FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`;"],
  ].map(([file = '', line = '']) => ({
    file: `${QUALITY}/${file}`,
    line,
    change: 'ALL -> nothing',
    why: 'Every row has a position of its own.',
  })),
  {
    file: `${QUALITY}/missing.ts`,
    line: 'return missingResult(session, schema, counts, counts[0]?.rows ?? 0);',
    change: 'OptionalChaining',
    why: 'A table has a column, which the types do not know.',
  },
];
