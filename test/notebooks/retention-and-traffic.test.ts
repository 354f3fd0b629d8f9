import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { runNotebooks, type Ran } from './run.js';

const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('the notebooks of retention and traffic on the real events', () => {
  let ran: Ran;
  beforeAll(() => {
    const notebooks = ['notebooks/09-retention.ipynb', 'notebooks/10-traffic.ipynb'];
    ran = runNotebooks(notebooks, ['-p', `events=${resolve(file ?? '')}`]);
  }, 300_000);
  afterAll(() => ran.remove());

  it('run to the end', () => {
    expect(ran.code).toBe(0);
  });

  it('show the real retention by its denominators', () => {
    const retention = ran.read('09-retention.md');
    expect(retention).toContain('| 8 | 568 | 576 | 98.6% | 97.3%–99.3% | 69.8% | 70.3% | 98.6% | 98.6% |');
    expect(retention).toContain('| 2017-12-02 | Sat | 798 | 98.0% |');
    expect(retention).not.toContain('Does not hold');
  });

  it('show the real hours by their ratios', () => {
    const traffic = ran.read('10-traffic.md');
    expect(traffic).toContain('| 10:00 | 3,367 | 374.1 | 474 | 85 | 114 | 24.1% | 17.9% | 14.7%–21.6% | 3.39% |');
    expect(traffic).toContain('21:00 was the highest hour on 5 of 9 days');
    expect(traffic).not.toContain('Does not hold');
  });
});
