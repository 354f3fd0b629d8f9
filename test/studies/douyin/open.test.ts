import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import type { RegisterEntry } from 'tally/claims';
import { douyin, judgeRegister } from 'tally-studies';
import { DISPLAY } from '../../../lib/src/core/display.js';

const FILE = 'data/sample/users.csv';

let tally: Tally;
let users: douyin.Users;
let register: RegisterEntry[];
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'CNY', locale: 'zh' });
  users = await douyin.loadUsers(tally, FILE);
  register = await judgeRegister(tally, { users: FILE });
});
afterAll(() => tally.close());

describe('the study beside users of a session', () => {
  it('judges each claim as the register does: same verdict, numbers and words', async () => {
    const study = await douyin.open(users);
    expect(study.data).toEqual({ name: 'users.csv', sample: true });
    for (const { id } of study.claims) {
      const { verdict, computed, definition, note } = await study.claim(id);
      expect(register.find((entry) => entry.id === id)).toMatchObject({ verdict, definition, note });
      expect(register.find((entry) => entry.id === id)?.computed).toEqual(computed);
    }
  });

  it('keeps to its own users when the same file is loaded again', async () => {
    const first = await douyin.open(users);
    const again = await douyin.open(await douyin.loadUsers(tally, FILE));
    for (const id of ['D-3.2-DUP', 'D-3.2-NULL', 'D-4.3.1-SEGN']) {
      expect((await again.claim(id)).computed).toEqual((await first.claim(id)).computed);
    }
  });

  it('shows a claim in the language of the session, and whether its verdict is the expected one', async () => {
    const study = await douyin.open(users);
    const found = await study.claim('D-4.6.1-85', { sample: 'confirmed' });
    const { data } = await found[DISPLAY]();
    expect(String(data['text/plain']).split('\n')).toEqual([
      '已发布的结论 D-4.6.1-85：与数据不符（样本数据users.csv）',
      '文中称：四类高价值用户贡献超过85%的营收。',
      expect.stringMatching(/^计算结果：占比 \d+\.\d+%；营收 [\d,]+；郊区和城市营收占比 /),
      expect.stringMatching(/^四类分层的营收/),
      expect.stringMatching(/^它们贡献/),
      expect.stringMatching(/^撰写本文时的判定为：/),
    ]);
    expect(data['application/vnd.claim.v1+json']).toMatchObject({ ok: false, expected: 'confirmed' });
  });

  it('sets aside what breaks the contract, or refuses it where that is asked', async () => {
    expect(users).toMatchObject({ rows: 1012, accepted: 1000, quarantined: 12 });
    await expect(douyin.loadUsers(tally, FILE, { onViolation: 'fail' })).rejects.toThrow(
      /12 of 1012 rows break the contract/,
    );
  });
});
