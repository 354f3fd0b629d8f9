import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, sql, type Tally } from 'tally';
import * as column from '../../../lib/src/core/column.js';
import { Table } from '../../../lib/src/core/table.js';
import { makeAudience, usersIn } from '../../../lib/src/metrics/audience.js';
import { tableOf } from '../table-of.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const rows = [
  [1, 'Jura', 10],
  [2, 'Bern', 20],
  [3, 'Jura', 30],
] as const;
const people = () => tableOf(tally, 'people', { nr: 'integer', land: 'text', chf: 'integer' }, rows, {});

describe('an audience', () => {
  it('is a table of the users of a query, with the kinds of their columns', async () => {
    const of = await people();
    const query = sql`SELECT nr FROM ${of} WHERE land = 'Jura'`;
    const audience = await makeAudience(tally, {
      ...{ of, user: 'nr', query, name: 'jura', label: { en: 'Of Jura', zh: '汝拉' } },
    });
    expect(audience).toMatchObject({
      ...{ columns: { nr: 'integer' }, roles: { user: 'nr' }, size: 2, asOf: null, query },
      label: { en: 'Of Jura', zh: '汝拉' },
    });
    expect(audience.name).toMatch(/^jura/);
    const users = await tally.query`SELECT user_key FROM (${usersIn(audience)}) ORDER BY 1`;
    expect(users.rows).toEqual([{ user_key: 1 }, { user_key: 3 }]);
  });

  it('keeps columns that it is asked to keep, their names, and its date', async () => {
    const table = await people();
    const schema = { land: column.text({ en: 'Canton', zh: '州' }) };
    const of = new Table({ session: tally, name: table.name, columns: table.columns, roles: {}, schema });
    const audience = await makeAudience(tally, {
      ...{ of, user: 'nr', query: sql`SELECT nr, land, 1 AS extra FROM ${of}`, name: 'all', label: 'all' },
      ...{ asOf: '2024-01-31', keep: ['land', 'extra'] },
    });
    expect(audience.columns).toEqual({ nr: 'integer', land: 'text', extra: 'text' });
    expect(audience.schema).toMatchObject({ land: schema.land, nr: { kind: 'integer', label: 'nr' } });
    expect([audience.asOf, audience.size]).toEqual(['2024-01-31', 3]);
    const plain = await makeAudience(tally, {
      ...{
        of: { columns: table.columns },
        user: 'nr',
        query: sql`SELECT nr FROM ${of}`,
        name: 'all',
        label: 'all',
      },
    });
    expect(plain.schema).toEqual({ nr: { kind: 'integer', label: 'nr' } });
  });
});
