import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runNotebooks } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-claims-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sample with every user of 50 and over made ten years old: the young now lead. */
function rejuvenated(): string {
  const path = join(folder, 'young.csv');
  const sample = readFileSync('data/sample/users.csv', 'utf-8');
  writeFileSync(path, sample.replace(/^(\d+,\d+,#\d+),[56]\d,/gm, '$1,10,'));
  return path;
}

describe('a sentence that stops agreeing with the data', () => {
  it('fails the run, and says which', { timeout: 300_000 }, () => {
    const ran = runNotebooks(
      ['notebooks/02-portrait.ipynb'],
      ['-p', `users=${rejuvenated()}`, '--claims', 'fail'],
    );
    expect(ran.code).toBe(4);
    expect(ran.log).toContain('The largest age band is 50 and over');
    ran.remove();
  });

  it('is said in Chinese where the reader asks for it', { timeout: 300_000 }, () => {
    const ran = runNotebooks(['notebooks/02-portrait.ipynb'], ['--lang', 'zh']);
    expect(ran.code).toBe(0);
    const markdown = ran.read('zh/02-portrait.md');
    expect(markdown).toContain('✓ **成立**。人数最多的年龄段是50岁及以上');
    expect(markdown).toContain('| 年龄（岁） | 用户数 | 用户占比 |');
    expect(ran.read('figures/zh/02-portrait/age.svg')).toContain('用户的年龄分布');
    ran.remove();
  });
});
