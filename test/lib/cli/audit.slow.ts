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
import { realFile } from '../../real/files.js';

const root = mkdtempSync(join(tmpdir(), 'tally-audit-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
// A folder in which the packages of this repository are installed.
const installed = join(root, 'installed');
mkdirSync(installed);
symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
writeFileSync(join(installed, 'package.json'), '{"private":true}');

function audit(dir: string, file: string, ...args: string[]) {
  return spawnSync(process.execPath, ['lib/bin/tally.js', 'audit', file, '--out', dir, ...args], {
    encoding: 'utf-8',
    input: '',
  });
}

/** Sixty customers of three tiers, with names in another language. */
function customers(): string {
  const rows = Array.from(
    { length: 60 },
    (_, n) =>
      `k${n},${['金', '银', '铜'][n % 3] ?? ''},${(n % 3) * 3 + ((n * 31) % 7)},${n % 11},${n % 4},${n < 30 ? '前' : '后'}`,
  );
  const path = join(installed, 'customers.csv');
  writeFileSync(path, ['customer_id,等级,得分,订单数,访问,时期', ...rows, ''].join('\n'));
  return path;
}

describe('a report, where the runner is installed', () => {
  it.each(['en', 'zh'])(
    'is a notebook with figures and a page of it: %s',
    (lang) => {
      const dir = join(installed, `report-${lang}`);
      const { status, stdout, stderr } = audit(
        dir,
        customers(),
        ...['--segment', '等级', '--outcome', '得分', '--threshold', '1', '--halves', '时期', '--lang', lang],
      );
      expect(status, stderr).toBe(0);
      const [own, figures] = lang === 'zh' ? ['zh', join('figures', 'zh')] : ['', 'figures'];
      expect(readdirSync(join(dir, figures, 'segment-audit')).length).toBeGreaterThan(8);
      const notebook = readFileSync(join(dir, own, 'segment-audit.ipynb'), 'utf8');
      expect(notebook).toContain('application/vnd.claim.v1+json');
      expect(notebook).toContain('customers.csv');
      expect(notebook).toContain(lang === 'zh' ? '分层漂移概要' : 'Drift of the segments');
      expect(notebook).toContain(lang === 'zh' ? '## 分层是否漂移？' : '## Do the segments drift?');
      expect(notebook).toContain(lang === 'zh' ? '占比：前' : 'Share: 前');
      expect(notebook).not.toContain(root);
      const page = readFileSync(join(dir, 'segment-audit.html'), 'utf8');
      expect(page.includes(lang === 'zh' ? '分层审计' : 'Audit of a segmentation')).toBe(true);
      expect(page.includes('data:image/svg+xml')).toBe(true);
      expect(readdirSync(dir)).not.toContain('.running');
      for (const name of ['segment-audit.html', 'segment-audit.json', join(own, 'segment-audit.ipynb')])
        expect(stdout).toContain(join(dir, name));
    },
    300_000,
  );

  const real = realFile('netsuite/netsuite2_customer_analytics.csv');
  it.skipIf(real === null)(
    'is made of the audited table',
    () => {
      const dir = join(installed, 'real');
      const columns = ['--segment', 'profitability_segment', '--outcome', 'retention_probability'];
      expect(audit(dir, real ?? '', ...columns, '--threshold', '0.15').status).toBe(0);
      const { results } = JSON.parse(readFileSync(join(dir, 'segment-audit.json'), 'utf8')) as {
        results: { composition: unknown; anomalies: { segment: string; anomalies: number }[] };
      };
      expect(results.composition).toMatchObject([{ rows: 149, customers: 107, repeated: 6 }]);
      expect(results.anomalies.filter(({ anomalies }) => anomalies === 0)).toHaveLength(2);
    },
    300_000,
  );
});
