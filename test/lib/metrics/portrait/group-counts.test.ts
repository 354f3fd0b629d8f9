import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { tableOf } from '../../table-of.js';

const { groupCounts } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const people = (names: readonly (string | null)[]) =>
  tableOf(
    tally,
    'people',
    { gender: 'text?' },
    names.map((name) => [name]),
    {},
  );

const counted = (found: portrait.GroupCounts) =>
  found.rows.map(({ group, users, share }) => [group, users, share]);

describe('groupCounts', () => {
  it('never folds an answer into another, and orders ties by name', async () => {
    const found = await groupCounts(
      await people(['Male', 'Other', 'Female', 'Male', 'undisclosed']),
      'gender',
    );
    expect(counted(found)).toEqual([
      ['Male', 2, 0.4],
      ['Female', 1, 0.2],
      ['Other', 1, 0.2],
      ['undisclosed', 1, 0.2],
    ]);
  });

  it('has the interval of each share, hidden from tables', async () => {
    const found = await groupCounts(await people(['a', 'a', 'b']), 'gender');
    expect(found.rows.map((row) => row.shareInterval)).toEqual([wilson(2, 3), wilson(1, 3)]);
    expect(found.output().data['text/plain']).not.toContain('interval');
    expect(found.schema.share.of).toEqual({ base: 'users', interval: 'shareInterval' });
    expect(found.chart).toEqual({ mark: 'bar', x: 'share', y: 'group' });
  });

  it('counts missing values as a group, the last of equals, and nobody as none', async () => {
    const found = await groupCounts(await people([null, 'z']), 'gender');
    expect(counted(found)).toEqual([
      ['z', 1, 0.5],
      [null, 1, 0.5],
    ]);
    expect(found.at({ group: null }).group.en).toBe('n/a');
    expect(counted(await groupCounts(await people([]), 'gender'))).toEqual([]);
  });

  it('takes names from the table: its categories, and yes and no of booleans', async () => {
    const { name, columns, session } = await people(['f', 'x']);
    const label = { en: 'Gender', zh: '性别' };
    const gender = { kind: 'text' as const, label, values: { f: { label: { en: 'Female', zh: '女' } } } };
    const found = await groupCounts(
      new Table({ session, name, columns, roles: {}, schema: { gender } }),
      'gender',
    );
    expect(found.rows.map((row) => found.values(row).group.zh)).toEqual(['女', 'x']);
    expect(found.title).toEqual({ en: 'Users by gender', zh: '用户的性别分布' });
    const flags = await tableOf(tally, 'flags', { newsletter: 'boolean' }, [[true], [true], [false]], {});
    const answers = await groupCounts(flags, 'newsletter');
    expect(answers.at({ group: 'true' }).group.en).toBe('Yes');
    expect(answers.name).toBe('users-by-newsletter');
  });
});
