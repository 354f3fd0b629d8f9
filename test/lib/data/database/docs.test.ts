import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AwkwardColumn } from './awkward.js';
import { MYSQL_TYPES, POSTGRES_TYPES } from './types.js';

const KINDS: Readonly<Record<string, string>> = {
  integer: 'whole number',
  decimal: 'decimal number',
  double: 'floating-point number',
  text: 'text',
  boolean: 'true or false',
  date: 'date',
  timestamp: 'date and time',
};

/** What the page says about each type: what a column becomes, and the remark beside it. */
function documented(heading: string): ReadonlyMap<string, string> {
  const [, table = ''] = readFileSync('docs/databases.md', 'utf-8').split(`| ${heading} | Column | |\n`);
  const rows = (table.split('\n\n')[0] ?? '').split('\n').slice(1);
  return new Map(
    rows.flatMap((row) => {
      const [names = '', ...said] = row.slice(2).split(' | ');
      return [...names.matchAll(/`([a-z0-9 ]+)`/g)].map(([, name]) => [name ?? '', said.join('; ')] as const);
    }),
  );
}

/** `decimal(12,2)` and `bigint unsigned` are told by their names. */
const nameOf = ({ stored }: AwkwardColumn): string =>
  stored
    .replace(/\([^)]*\)/, '')
    .replace(/ unsigned$/, '')
    .trim();

describe.each([
  ['MySQL, MariaDB', MYSQL_TYPES, []],
  ['Postgres', POSTGRES_TYPES, ['text[]', 'integer[]', 'tier', 'point', 'int4range']],
] as const)('the page about the types of %s', (heading, columns, others) => {
  const said = documented(heading);

  it.each(columns.filter(({ stored }) => !others.some((other) => other === stored)))(
    'says what becomes of $stored',
    (column) => {
      const about = said.get(nameOf(column).replace(/^time without time zone$/, 'time'));
      const kind = KINDS[column.type] ?? '';
      // A column may become text for its values.
      expect(about).toMatch(column.reading === 'longNumber' ? /text/ : new RegExp(`^${kind}`));
      if (column.unkept !== undefined) expect(about).toMatch(/not kept|likewise/i);
      if (column.reading === 'instants') expect(about).toMatch(/in UTC/);
    },
  );
});
