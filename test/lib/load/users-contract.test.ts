import { describe, expect, it } from 'vitest';
import { load, open, rfm, segmentSizes } from 'tally';
import { ROLES } from '../../../lib/src/core/roles.js';
import { usersContract } from './users-contract.js';

describe('the contract of a study', () => {
  it('gives metrics what they ask for, without a word in the notebook', async () => {
    const tally = await open({ currency: 'CNY', locale: 'zh' });
    const users = await load(tally, 'data/sample/users.csv', { contract: usersContract });
    const sizes = await segmentSizes(await rfm(users));
    expect(sizes.total('users').raw).toBe(users.accepted);
    const notOfUsers = ['time', 'amount', 'segment'];
    expect(Object.keys(users.roles).toSorted()).toEqual(
      Object.keys(ROLES)
        .filter((role) => !notOfUsers.includes(role))
        .toSorted(),
    );
    expect(users.fields.at({ column: 'total_spending' }).meaning.zh).toBe('总消费');
    expect(users.fields.at({ column: 'age' }).meaning.zh).toBe('年龄（岁）');
    tally.close();
  });

  it('names every column in both languages, each differently', () => {
    const labels = Object.values(usersContract.columns).map(({ label }) => label);
    for (const locale of ['en', 'zh'] as const) {
      const names = labels.map((label) => label[locale]);
      expect(new Set(names).size).toBe(labels.length);
      expect(names.filter((name) => name.includes('_'))).toEqual([]);
    }
  });
});
