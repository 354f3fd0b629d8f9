import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import type { RegisterEntry } from 'tally/claims';
import { judgeRegister } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

describe.skipIf(file === null)('the register of the user study on its real file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-real-register-'));
  let tally: Tally;
  let entries: RegisterEntry[];
  beforeAll(async () => {
    tally = await open({ threads: 2 });
    entries = await judgeRegister(tally, { users: file ?? '' });
  });
  afterAll(() => {
    tally.close();
    rmSync(folder, { recursive: true });
  });

  const find = (id: string, among = entries) => {
    const entry = among.find((one) => one.id === id);
    if (entry === undefined) throw new Error(`There is no claim ${id}.`);
    return entry;
  };

  it('counts verdicts', () => {
    const own = entries.filter(({ document }) => document === 'douyin');
    const counts = new Map<string, number>();
    for (const { verdict } of own) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      confirmed: 66,
      'confirmed-as-defined': 12,
      contradicted: 13,
      unsupported: 11,
      untestable: 5,
      implemented: 14,
    });
  });

  it.each([
    ['D-4.6.1-85', 'contradicted', { percent: 63.7351 }],
    [
      'D-4.6.1-63',
      'contradicted',
      { percentOfHighValueInSuburban: 55.25, percentOfSuburbanOfHighValue: 63.3238 },
    ],
    ['D-4.2.3-C1', 'contradicted', { perOrder: 332.1706, meanOfUsers: 837.781 }],
    ['D-4.2.3-AOV-D', 'confirmed-as-defined', { meanOfUsers: 837.781, spendingPerOrder: 332.1706 }],
    ['D-4.6.1-CAT', 'unsupported', { p: 0.5162, cramersV: 0, chiSquare: 7.1911 }],
    ['D-4.3.2-C9', 'contradicted', { genderPercent: 52.4272, locationPercent: 49.5146, cellPercent: 2.9126 }],
    ['D-4.3.1-SEGN', 'confirmed-as-defined', { keyValue: 58, lost: 206, keyValue_key: 54, lost_key: 200 }],
    ['D-4.5.1-ARPU1', 'contradicted', { suburban: 2993.6332, urban: 2938.8983 }],
    ['D-4.5.1-84', 'confirmed', { percent: 84.3514 }],
    ['D-4.6.1-URB', 'contradicted', { percentHighValue: 49.7093, percentWithoutWinBack: 42.1512 }],
    ['D-3.2-AOVMAX', 'contradicted', { max: 10101 }],
    ['D-4.5.1-TIME', 'unsupported', { p: 0.5 }],
    ['D-4.2.3-FREQ-C2', 'unsupported', { meanSpending: 1977.8776, meanSpendingOfOthers: 2487.0333 }],
    ['D-4.5.2.2-5', 'unsupported', { Rural: 46.087 }],
    [
      'D-4.6.2-BUDGET',
      'implemented',
      { percentSuburban: 42.8691, percentUrban: 41.4823, percentRural: 15.6486 },
    ],
    [
      'D-4.6.2-PRIO',
      'implemented',
      { published: 8, sameLevel: 1, rank_dormantHighValue_Suburban: 4, level_lost_Rural: 2 },
    ],
    ['D-4.6.2-PLAN', 'implemented', { horizons: 3, items: 9, pCategoryByRegion: 0.5162 }],
    [
      'D-4.3.2-STRAT',
      'implemented',
      { groups: 8, actions: 16, reasons: 40, reasonsByDefinition: 33, reasonsTested: 7, reasonsThatStand: 7 },
    ],
    ['D-4.5.1-STRAT', 'implemented', { groups: 3, actions: 6, reasons: 8, reasonsThatStand: 8 }],
  ])('%s is %s', (id, verdict, numbers) => {
    const entry = find(id);
    expect(entry.verdict).toBe(verdict);
    for (const [name, value] of Object.entries(numbers)) expect(entry.computed[name]).toBeCloseTo(value, 4);
  });

  /** The real file with every line changed by a function of its fields. */
  function changed(name: string, change: (fields: string[]) => string[]): string {
    const [header = '', ...lines] = readFileSync(file ?? '', 'utf-8')
      .trimEnd()
      .split(/\r?\n/);
    const path = join(folder, name);
    writeFileSync(path, [header, ...lines.map((line) => change(line.split(',')).join(','))].join('\n'));
    return path;
  }

  const AGE = 3;
  const LOCATION = 5;
  const CATEGORY = 12;
  const MINUTES = 13;

  it('turns verdicts when the people are made younger', async () => {
    const young = changed('young.csv', (fields) =>
      fields.with(AGE, String(Number(fields[AGE]) - 20 < 0 ? 1 : Number(fields[AGE]) - 20)),
    );
    const now = await judgeRegister(tally, { users: young });
    expect([find('D-4.2.1-AGE-C1').verdict, find('D-4.2.1-AGE-C1', now).verdict]).toEqual([
      'confirmed',
      'contradicted',
    ]);
    expect([find('D-4.2.1-AGE-C2').verdict, find('D-4.2.1-AGE-C2', now).verdict]).toEqual([
      'confirmed',
      'contradicted',
    ]);
    expect(find('D-4.6.1-40', now).verdict).toBe('confirmed');
  });

  it('turns verdicts when regions decide what people prefer and how long they stay', async () => {
    const preference: Readonly<Record<string, string>> = {
      Urban: 'Apparel',
      Suburban: 'Books',
      Rural: 'Electronics',
    };
    const sorted = changed('sorted.csv', (fields) => {
      const region = fields[LOCATION] ?? '';
      const own = Number(fields[MINUTES]) % 3 === 0 ? (preference[region] ?? '') : (fields[CATEGORY] ?? '');
      const minutes = { Suburban: 310, Urban: 300, Rural: 290 }[region] ?? 300;
      return fields.with(CATEGORY, own).with(MINUTES, String(minutes + (Number(fields[MINUTES]) % 5)));
    });
    const now = await judgeRegister(tally, { users: sorted });
    expect([find('D-4.5.2.3-TXT').verdict, find('D-4.5.2.3-TXT', now).verdict]).toEqual([
      'unsupported',
      'confirmed',
    ]);
    expect([find('D-4.5.1-TIME').verdict, find('D-4.5.1-TIME', now).verdict]).toEqual([
      'unsupported',
      'confirmed',
    ]);
    expect([find('D-4.5.2.3a-1').verdict, find('D-4.5.2.3a-1', now).verdict]).toEqual([
      'confirmed',
      'contradicted',
    ]);
  });

  it('turns verdicts when Rural and Suburban change names', async () => {
    const swap: Readonly<Record<string, string>> = { Rural: 'Suburban', Suburban: 'Rural', Urban: 'Urban' };
    const swapped = changed('swapped.csv', (fields) =>
      fields.with(LOCATION, swap[fields[LOCATION] ?? ''] ?? ''),
    );
    const now = await judgeRegister(tally, { users: swapped });
    const turned = entries
      .filter((entry, index) => entry.verdict !== now[index]?.verdict)
      .map(({ id }) => id);
    expect(turned).toEqual(
      expect.arrayContaining([
        'D-4.5.1-ARPU2',
        'D-4.5.1-FREQ',
        'D-4.5.2.1-R1',
        'D-4.5.2.1-S1',
        'D-4.6.1-RUR',
      ]),
    );
    expect(turned.length).toBeGreaterThan(20);
  });
});
