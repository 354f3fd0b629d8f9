import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { runNotebooks, type Ran } from './run.js';

const file = realFile('taobao/UserBehavior_814users.csv');
const NOTEBOOK = ['notebooks/08-funnel.ipynb'];

describe.skipIf(file === null)('how far the 814 real users come', () => {
  let ran: Ran;
  beforeAll(() => {
    ran = runNotebooks(NOTEBOOK, ['-p', `events=${resolve(file ?? '')}`]);
  }, 300_000);
  afterAll(() => ran.remove());

  it('is told with the real numbers, and all findings hold', () => {
    expect(ran.code).toBe(0);
    const text = ran.read('08-funnel.md');
    expect(text).toContain('| Added to cart or marked | 694 | 85.5% | 82.9%–87.7% | 859,275 | 87.3% |');
    expect(text).toContain('Of the interested users 196 did not buy: 28.2% (25.0%–31.7%)');
    expect(text).toContain(
      '| User, in order, within a day | 812 | 680 | 337 | 83.7% | 49.6% | 41.50% | 38.2%–44.9% |',
    );
    expect(text).toContain('| User and item, three days | 59,720 | 838 | 21,677 | 37,763 | 1.40% | 1.48% |');
    expect(text).not.toContain('Does not hold');
  });
});

describe('one purchase without a view', () => {
  let ran: Ran;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-one-'));
    const one = join(folder, 'one.csv');
    writeFileSync(one, `1,11,7,buy,${Date.parse('2017-12-01T12:00:00+08:00') / 1000}\n`);
    ran = runNotebooks(NOTEBOOK, ['-p', `events=${one}`]);
    rmSync(folder, { recursive: true });
  }, 300_000);
  afterAll(() => ran.remove());

  it('is told without numbers that are none', () => {
    const text = ran.read('08-funnel.md').replace(/```[\s\S]*?```/g, '');
    expect(text).toContain('| User, in order, within a day | 0 | 0 | 0 | n/a | n/a | n/a | n/a |');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
