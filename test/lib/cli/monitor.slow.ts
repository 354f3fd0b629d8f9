import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'tally-monitor-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
// A folder in which the packages of this repository are installed.
const installed = join(root, 'installed');
mkdirSync(installed);
symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
writeFileSync(join(installed, 'package.json'), '{"private":true}');

const board = (dir: string, ...args: string[]) =>
  spawnSync(
    process.execPath,
    [
      ...['lib/bin/tally.js', 'monitor', 'data/sample/fresh-orders.csv.gz', '--from', '2024-07-01'],
      ...[
        '--as-of',
        '2025-06-30',
        '--currency',
        'CNY',
        '--time-zone',
        'Asia/Shanghai',
        '--board',
        dir,
        ...args,
      ],
    ],
    { encoding: 'utf-8', input: '' },
  );

describe('tally monitor --board', () => {
  it.each([
    [
      'en',
      ['2025-06-22', '2025-06-30'],
      'The week of the shop',
      'One alert fires in the week to 2025-06-29.',
    ],
    ['zh', ['2025-06-30'], '商城的这一周', '截至2025-06-29当周，有1项预警触发。'],
  ])('writes a board in %s, with figures, and replaces one before: %j', (lang, weeks, title, sentence) => {
    const dir = join(installed, lang);
    for (const week of weeks) {
      const { status, stderr } = board(dir, '--lang', lang, '--as-of', week);
      expect({ status, error: /error: .*/.exec(stderr)?.[0] }).toEqual({ status: 6, error: undefined });
    }
    const page = readFileSync(join(dir, 'board.html'), 'utf8');
    expect(page).toContain(title);
    expect(page).toContain(sentence);
    expect(page.match(/<img|<svg/g)?.length).toBeGreaterThan(5);
    expect(readdirSync(dir)).toContain('figures');
  });
});
