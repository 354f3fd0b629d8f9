import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractViolationError, load, loadEvents, open, sql, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';

let tally: Tally;
const folder = mkdtempSync(join(tmpdir(), 'tally-events-'));
beforeAll(async () => (tally = await open({ timeZone: 'Asia/Shanghai' })));
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

function file(name: string, ...rows: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['user_id,item_id,category_id,event_type,timestamp', ...rows, ''].join('\n'));
  return path;
}

// 2024-01-01 23:30 and 2024-01-02 00:30 in Shanghai, both on the first in UTC.
const [EVENING, NIGHT] = [1_704_123_000, 1_704_126_600];
const shop = () =>
  file(
    'shop.csv',
    `1,7,70,view,${EVENING}`,
    `1,7,70,view,${NIGHT}`,
    `1,7,70,order,${NIGHT}`,
    `2,8,80,view,${NIGHT}`,
    `2,8,80,view,${NIGHT}`,
    `3,x,80,view,${NIGHT}`,
  );
const DESCRIBED = { types: ['view', 'order'], ids: 'integer' } as const;

const text = async (shown: { [DISPLAY](): unknown }) =>
  ((await shown[DISPLAY]()) as { data: Record<string, string> }).data['text/plain'] ?? '';

describe('loadEvents', () => {
  it('takes the days of the session and accounts for every row', async () => {
    const events = await loadEvents(tally, shop(), DESCRIBED);
    expect(events.window.days).toEqual(['2024-01-01', '2024-01-02']);
    expect(events.account.rows).toEqual([
      { outcome: 'rows', rows: 6, share: 1 },
      { outcome: 'accepted', rows: 5, share: 5 / 6 },
      { outcome: 'setAside', rows: 1, share: 1 / 6 },
    ]);
    expect(events.rules.max('broken').broken.raw).toBe(1);
    expect(events.counts.rows).toEqual([
      { type: 'view', events: 4, share: 0.8, users: 2 },
      { type: 'order', events: 1, share: 0.2, users: 1 },
    ]);
    expect(events.content.rows).toEqual([
      {
        from: '2024-01-01',
        to: '2024-01-02',
        days: 2,
        timeZone: 'Asia/Shanghai',
        users: 2,
        categories: 2,
        times: 'seconds',
        dateFormat: null,
        decimal: null,
        duplicates: 1,
      },
    ]);
  });

  it('takes the days of another zone when told to', async () => {
    const events = await loadEvents(tally, shop(), { ...DESCRIBED, timeZone: 'UTC' });
    expect(events.window.days).toEqual(['2024-01-01']);
  });

  it('shows the account, the broken rules, the types and what was read how', async () => {
    const shown = await text(
      await loadEvents(tally, shop(), { ...DESCRIBED, types: ['view'], otherTypes: 'ignore' }),
    );
    for (const part of [
      'Rows of shop.csv',
      'Other behaviors',
      'Broken rules',
      'Events by type',
      'seconds since 1970 UTC',
    ])
      expect(shown).toContain(part);
    const clean = file('clean.csv', `1,7,70,view,${EVENING}`);
    expect(await text(await loadEvents(tally, clean))).not.toContain('Broken rules');
  });

  it('counts the events of types that are not asked for', async () => {
    const { account } = await loadEvents(tally, shop(), {
      ...DESCRIBED,
      types: ['view'],
      otherTypes: 'ignore',
    });
    expect(account.at({ outcome: 'ignored' }).rows.raw).toBe(1);
  });

  it('keeps two loads apart, also when a table has the name of one of theirs', async () => {
    const other = file('other.csv', `9,1,1,view,${EVENING}`);
    await load(tally, other, { name: 'apart_users' });
    const first = await loadEvents(tally, shop(), { ...DESCRIBED, name: 'apart' });
    const second = await loadEvents(tally, other, { ...DESCRIBED, name: 'apart' });
    const counted = async (events: typeof first) => [
      await events.events.count(),
      await events.users.count(),
      await events.categories.count(),
      await events.quarantine.count(),
    ];
    expect(await counted(first)).toEqual([5, 2, 2, 1]);
    expect(await counted(second)).toEqual([1, 1, 1, 0]);
    const untouched = await tally.query`SELECT user_id FROM ${sql`apart_users`}`;
    expect(untouched.rows).toEqual([{ user_id: 9 }]);
  });

  it('says in the language of the session why a row was set aside', async () => {
    const chinese = await open({ engine: tally.engine, locale: 'zh' });
    const events = await loadEvents(chinese, shop(), DESCRIBED);
    const { rows } = await chinese.query`SELECT reason FROM ${events.quarantine}`;
    expect(rows).toEqual([{ reason: expect.stringContaining('ID') as string }]);
    expect(await text(events)).not.toMatch(/Rows|Events|seconds/);
  });

  it('refuses files without a single event', async () => {
    const unreadable = file('unreadable.csv', '1,x,70,view,never');
    await expect(loadEvents(tally, unreadable, { ...DESCRIBED, timestamps: 'seconds' })).rejects.toThrow(
      ContractViolationError,
    );
  });
});
