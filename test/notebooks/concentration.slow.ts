import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { runNotebooks, type Ran } from './run.js';

const file = realFile('taobao/UserBehavior_814users.csv');
const NOTEBOOK = ['notebooks/07-concentration.ipynb'];

describe.skipIf(file === null)('where the purchases of the 814 real users are', () => {
  let ran: Ran;
  beforeAll(() => {
    ran = runNotebooks(NOTEBOOK, ['-p', `events=${resolve(file ?? '')}`]);
  }, 300_000);
  afterAll(() => ran.remove());

  it('is told with the real numbers, and all findings hold', () => {
    expect(ran.code).toBe(0);
    const text = ran.read('07-concentration.md');
    expect(text).toContain('408 categories hold 80.05% of the 1,749 purchases; one fewer would hold 79.99%');
    expect(text).toContain(
      '53.9% of the 757 categories with a purchase, and 14.0% of the 2,910 with any event',
    );
    expect(text).toContain('| VIP | R ≤ 4, F ≥ 4 | 158 | 28.3% | 24.7%–32.2% | 25.6% | 1,000 | 57.2% |');
    expect(text).toContain('| At the means | 2.47 | 3.13 | VIP | 131 | 23.5% | 836 | 47.8% |');
    expect(text).toContain('a chance of 0.33% (0.28%–0.41%), more than the 0.13% of an even spread');
    expect(text).not.toContain('✗');
  });
});

describe('one buyer with one purchase', () => {
  let ran: Ran;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-one-'));
    const one = join(folder, 'one.csv');
    const at = Date.parse('2017-12-01T12:00:00+08:00') / 1000;
    writeFileSync(one, `1,11,7,pv,${at}\n1,11,7,buy,${at + 60}\n1,12,8,pv,${at + 120}\n`);
    ran = runNotebooks(NOTEBOOK, ['-p', `events=${one}`]);
    rmSync(folder, { recursive: true });
  }, 300_000);
  afterAll(() => ran.remove());

  it('is told without numbers that are none', () => {
    expect(ran.code).toBe(0);
    const text = ran.read('07-concentration.md').replace(/```[\s\S]*?```/g, '');
    expect(text).toContain('| Potential new | R ≤ 4, F \\< 4 | 1 | 100.0% |');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
