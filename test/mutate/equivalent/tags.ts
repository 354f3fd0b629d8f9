import type { Equivalent } from './entry.js';

const TAGS = 'lib/src/metrics/tags';

/** Looked at one by one: see `EQUIVALENT`. */
export const TAGS_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${TAGS}/book.ts`,
    line: 'GROUP BY ${user} HAVING count(*) > 1 ORDER BY ${user} LIMIT 1`,',
    change: '1 -> 2',
    why: 'The first is named.',
    after: 'GROUP BY ${…} HAVING count(*) > 1 ORDER BY ${…} LIMIT 2',
  },
  ...[
    ['history', 'UNION ALL', 'Nobody enters twice on a date.'],
    [
      'overlap',
      "SELECT user_key, ${join(flags.map((flag) => sql`max(${flag}) AS ${flag}`))} FROM (${join(parts, ' UNION ALL ')}) AS members",
      'A user is in an audience once, and its flag is in no other part.',
    ],
    [
      'stored',
      ".run(sql`COPY (${join(parts, ' UNION ALL ')} ORDER BY 1, 2, 3) TO ${literal(unfinished)}",
      'Each part has another tag, and nobody enters twice on a date.',
    ],
  ].map(([file = '', line = '', why = '']) => ({
    ...{ file: `${TAGS}/${file}.ts`, line, change: 'ALL -> nothing', why },
  })),
];
