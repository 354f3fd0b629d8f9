import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, open, portrait, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { tableOf } from '../../table-of.js';

const { interestProfiles } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

type Line = readonly [string | null, number | null, number | null, number];

const users = (rows: readonly Line[]) =>
  tableOf(
    tally,
    'users',
    { hobby: 'text?', spent: 'decimal?', time_on_site: 'integer?', clicks: 'integer' },
    rows,
    { interest: 'hobby', monetary: 'spent' },
  );

const FOUR: readonly Line[] = [
  ['Food', 100, 50, 10],
  ['Food', 300, 100, 20],
  ['Travel', 400, null, 1],
  ['Sports', 400, 7, 1],
];
const NAMELESS: Line = [null, 400, 7, 1];

describe('interestProfiles', () => {
  it('puts the highest spenders first and shares out users and revenue', async () => {
    const table = bind(await users(FOUR), { minutes: 'time_on_site', pages: 'clicks' });
    const found = await interestProfiles(table);
    expect(found.rows).toMatchObject([
      { interest: 'Sports', users: 1, minutes: 7, perUser: 400 },
      { interest: 'Travel', users: 1, minutes: null, perUser: 400 },
      { interest: 'Food', users: 2, share: 0.5, minutes: 75, pages: 15, perUser: 200, revenueShare: 1 / 3 },
    ]);
    const tied = await interestProfiles(await users([NAMELESS, ...FOUR]));
    expect(tied.rows.map((row) => row.interest)).toEqual(['Sports', 'Travel', null, 'Food']);
    expect(found.at({ interest: 'Food' })).toMatchObject({ minutes: { en: '75.0' }, pages: { en: '15.0' } });
    expect(found.title).toEqual({
      en: 'Users, behavior and revenue by hobby',
      zh: '各hobby的用户、行为与营收',
    });
    expect(found.chart).toEqual({ mark: 'bar', x: 'perUser', y: 'interest' });
    expect(found.schema.share.of).toEqual({ base: 'users', interval: 'shareInterval' });
    expect(found.schema.shareInterval.hidden).toBe(true);
    expect(found.rows[2]?.shareInterval).toEqual(wilson(2, 4));
    expect(Object.keys(found.schema).join(' ')).toBe(
      'interest users share shareInterval minutes pages perUser revenueShare',
    );
  });

  it('leaves out the columns of roles that the table does not bind', async () => {
    const found = await interestProfiles(bind(await users(FOUR), { pages: 'clicks' }));
    expect(found.at({ interest: 'Food' }).pages.raw).toBe(15);
    // @ts-expect-error minutes are not bound
    expect(found.at({ interest: 'Food' }).minutes).toBeUndefined();
    expect(found.output().data['text/plain']).not.toContain('Minutes');
    const few = await interestProfiles(await users(FOUR));
    expect(Object.keys(few.rows[0] ?? {})).not.toContain('pages');
  });

  it('has no share of revenue where there is none, and no rows of nobody', async () => {
    const found = await interestProfiles(
      await users([
        ['Food', 0, 1, 1],
        [null, null, 1, 1],
      ]),
    );
    expect(found.rows).toMatchObject([
      { interest: 'Food', perUser: 0, revenueShare: null },
      { interest: null, perUser: null, revenueShare: null },
    ]);
    expect((await interestProfiles(await users([]))).rows).toEqual([]);
  });

  it('does not compile where a role is missing', async () => {
    const table = await tableOf(tally, 'thin', { hobby: 'text' }, [['Food']], { interest: 'hobby' });
    // @ts-expect-error monetary is not bound
    await expect(interestProfiles(table)).rejects.toThrow('has no column for the role monetary');
  });
});
