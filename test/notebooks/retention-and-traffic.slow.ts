import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { runNotebooks, type Ran } from './run.js';

const NOTEBOOKS = ['notebooks/09-retention.ipynb', 'notebooks/10-traffic.ipynb'];
const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('the notebooks of retention and traffic on the real events', () => {
  let ran: Ran;
  beforeAll(() => {
    ran = runNotebooks(NOTEBOOKS, ['-p', `events=${resolve(file ?? '')}`]);
  }, 300_000);
  afterAll(() => ran.remove());

  it('run to the end', () => {
    expect(ran.code).toBe(0);
  });

  it('show the real retention by its denominators', () => {
    const retention = ran.read('09-retention.md');
    expect(retention).toContain('| 8 | 568 | 576 | 98.6% | 97.3%–99.3% | 69.8% | 98.6% | 98.6% | 70.3% |');
    expect(retention).toContain('| 2017-12-02 | Sat | 798 | 98.0% |');
    expect(retention).not.toContain('Does not hold');
  });

  it('show the real hours by their ratios', () => {
    const traffic = ran.read('10-traffic.md');
    expect(traffic).toContain(
      '| 10:00 | 3,367 | 374.1 | 474 | 85 | 114 | 24.1% | 17.9% | 14.7%–21.6% | 3.39% |',
    );
    expect(traffic).toContain('Most views come at 21:00, the highest hour on 5 of 9 days');
    expect(traffic).not.toContain('Does not hold');
  });
});

describe('the notebooks of retention and traffic on one event of one user', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-one-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('run to the end, with nothing claimed that is not defined', { timeout: 300_000 }, () => {
    const path = join(folder, 'one.csv');
    writeFileSync(path, '1,10,5,pv,1511577515\n');
    const ran = runNotebooks(NOTEBOOKS, ['-p', `events=${path}`]);
    expect(ran.code).toBe(0);
    expect(ran.read('09-retention.md')).toContain('| 8 | 0 | 1 | 0.0% | 0.0%–79.3% | 0.0% |');
    expect(ran.read('10-traffic.md')).toContain('| 11:00 | 0 | 0.0 | 0 | 0 | 0 | n/a | n/a | n/a | n/a |');
    ran.remove();
  });
});
