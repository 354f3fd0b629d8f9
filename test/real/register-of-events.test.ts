import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import type { RegisterEntry } from 'tally/claims';
import { judgeRegister } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('the register of the study of the marketplace on 814 of its users', () => {
  let tally: Tally;
  let entries: RegisterEntry[];
  beforeAll(async () => {
    tally = await open({ threads: 2 });
    entries = (await judgeRegister(tally, { events: file ?? '' })).filter(
      ({ document }) => document === 'taobao',
    );
  });
  afterAll(() => tally.close());

  const find = (id: string) => {
    const entry = entries.find((one) => one.id === id);
    if (entry === undefined) throw new Error(`There is no claim ${id}.`);
    return entry;
  };

  it('has a verdict for each claim', () => {
    expect(Object.fromEntries(entries.map(({ id, verdict }) => [id, verdict]))).toEqual({
      'T-1-ROWS': 'untestable',
      'T-1-WINDOW': 'confirmed-as-defined',
      'T-1-SCHEMA': 'confirmed',
      'T-2-CHUNK': 'untestable',
      'T-2-LTI': 'untestable',
      'T-2-PRE': 'implemented',
      'T-3.0-TYPES': 'confirmed',
      'T-3.1-N689': 'untestable',
      'T-3.1-9.7': 'untestable',
      'T-3.1-90.3/20': 'unsupported',
      'T-3.1-GMV': 'contradicted',
      'T-3.1-TOP20': 'untestable',
      'T-3.1-FIG': 'untestable',
      'T-3.2-91': 'confirmed',
      'T-3.2-10': 'untestable',
      'T-3.2-68.3': 'confirmed',
      'T-3.2-21.8': 'contradicted',
      'T-3.2-18.6W': 'contradicted',
      'T-3.2-FUNNEL': 'untestable',
      'T-3.2-PARTS': 'untestable',
      'T-3.3-DYN': 'untestable',
      'T-3.3-RULE': 'implemented',
      'T-3.3-VIP': 'untestable',
      'T-3.3-NEW': 'untestable',
      'T-3.3-WAKE': 'untestable',
      'T-3.3-LOST': 'untestable',
      'T-3.3-56': 'contradicted',
      'T-3.3-FREQ': 'untestable',
      'T-3.3-FIG1': 'untestable',
      'T-3.3-FIG2': 'untestable',
      'T-3.4-CURVE': 'untestable',
      'T-3.4-D6': 'contradicted',
      'T-3.4-D7': 'confirmed-as-defined',
      'T-3.4-D8': 'contradicted',
      'T-3.4-CAL': 'confirmed-as-defined',
      'T-3.4-COHORT': 'untestable',
      'T-3.4-CAUSE': 'unsupported',
      'T-3.4-AXIS': 'contradicted',
      'T-3.5-PV21': 'untestable',
      'T-3.5-CV10': 'untestable',
      'T-3.5-24': 'untestable',
      'T-3.5-FIG': 'untestable',
      'T-3.5-DEC': 'untestable',
      'T-STRAT': 'unsupported',
    });
  });

  /** What the file holds, counted by hand in a few lines: the least clever way. */
  function counted() {
    const users = new Map<string, { days: Set<number>; done: Map<string, number> }>();
    for (const line of readFileSync(file ?? '', 'utf-8')
      .trimEnd()
      .split('\n')) {
      const [user = '', , , behavior = '', time = ''] = line.trim().split(',');
      const day = Math.floor((Number(time) + 8 * 3600) / 86_400) - 17_495;
      if (day < 0 || day > 8) continue;
      const one = users.get(user) ?? { days: new Set(), done: new Map<string, number>() };
      one.days.add(day);
      one.done.set(behavior, (one.done.get(behavior) ?? 0) + 1);
      users.set(user, one);
    }
    return [...users.values()];
  }

  it('counts loss, return and views as a plain loop over the lines does', () => {
    const users = counted();
    const did = (name: string) => (user: (typeof users)[number]) => user.done.has(name);
    const interested = users.filter((user) => did('cart')(user) || did('fav')(user));
    const lost = interested.filter((user) => !did('buy')(user));
    expect(find('T-3.2-21.8').computed).toMatchObject({
      interested: interested.length,
      interestedNotBuying: lost.length,
    });
    expect(find('T-3.2-21.8').computed['percentLost']).toBeCloseTo(
      (100 * lost.length) / interested.length,
      9,
    );

    const first = users.filter(({ days }) => days.has(0));
    const last = first.filter(({ days }) => days.has(8));
    expect(find('T-3.4-D8').computed['percentOfEligible_8']).toBeCloseTo(
      (100 * last.length) / first.length,
      9,
    );
    expect(find('T-3.4-D8').computed['percentOfAll_8']).toBeCloseTo((100 * last.length) / users.length, 9);

    const viewers = users.filter(did('pv'));
    const views = viewers.reduce((sum, { done }) => sum + (done.get('pv') ?? 0), 0);
    expect(find('T-3.2-91').computed['viewsPerViewer']).toBeCloseTo(views / viewers.length, 9);
  });

  it.each([
    ['T-1-ROWS', { rows: 84_287, publishedByBehavior: 100_095_231, publishedLeftOut: 55_576 }],
    ['T-1-WINDOW', { days: 9, rowsOutside: 35 }],
    ['T-3.0-TYPES', { pv: 75_658, cart: 4494, fav: 2351, buy: 1749 }],
    ['T-3.1-N689', { needed: 408, withPurchase: 757, seen: 2910, categoriesPublished: 7103 }],
    [
      'T-3.2-18.6W',
      { interestedNotBuying: 196, buyersNotInterested: 60, lostOfPublishedInterested: 242_677 },
    ],
    ['T-3.3-RULE', { users_vip: 158, users_potential: 279, users_wake: 14, users_lost: 107 }],
    ['T-3.3-DYN', { upperQuartileOfRecency: 4, upperQuartileOfPurchases: 4 }],
    ['T-3.5-CV10', { peakHour: 13, purchases_10: 114, users_10: 474 }],
  ])('%s rests on these counts', (id, numbers) => {
    expect(find(id).computed).toMatchObject(numbers);
  });

  it.each([
    ['T-3.2-91', 'viewsPerViewer_95', 87, 99],
    ['T-3.2-68.3', 'percent_95', 65.3, 71.7],
    ['T-3.2-21.8', 'percentLost_95', 25, 31.7],
  ])('%s has an interval that holds what it should', (id, name, low, high) => {
    expect(find(id).computed[name]).toMatch(new RegExp(`^${low}(\\.0)? to ${high}$`));
  });
});
