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

const root = mkdtempSync(join(tmpdir(), 'tally-init-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder in which the packages of this repository are installed. */
function folder(name: string): string {
  const path = join(root, name);
  mkdirSync(path);
  symlinkSync(resolve('node_modules'), join(path, 'node_modules'));
  return path;
}

function init(dir: string, file: string, ...args: string[]) {
  return spawnSync(process.execPath, ['lib/bin/tally.js', 'init', file, '--dir', dir, ...args], {
    encoding: 'utf-8',
    input: '',
  });
}

/** The verdicts of the sentences in the notebooks of a folder. */
function verdicts(dir: string): readonly { readonly text: string; readonly ok: boolean }[] {
  const notebooks = readdirSync(join(dir, 'notebooks')).filter((name) => name.endsWith('.ipynb'));
  return notebooks.flatMap((name) => {
    const { cells } = JSON.parse(readFileSync(join(dir, 'notebooks', name), 'utf8')) as {
      cells: { outputs?: { data?: Record<string, { text: string; ok: boolean }> }[] }[];
    };
    return cells.flatMap(({ outputs = [] }) =>
      outputs.flatMap(({ data = {} }) => data['application/vnd.claim.v1+json'] ?? []),
    );
  });
}

/** Thirty orders as a German shop exports them. */
function german(path: string): string {
  const rows = Array.from({ length: 30 }, (_, n) => {
    const day = `${String(1 + (n % 28)).padStart(2, '0')}.${String(1 + (n % 6)).padStart(2, '0')}.2024`;
    return `B-${100 + n};K-${n % 9};${day};Artikel ${n % 4};${1 + (n % 3)};${n % 7 === 0 ? '-' : ''}${10 + n},90`;
  });
  writeFileSync(
    path,
    ['Bestellnummer;KundenNr;Bestelldatum;Artikel;Menge;Betrag (EUR)', ...rows, ''].join('\n'),
  );
  return path;
}

describe('a project made of a file', () => {
  it.each(['en', 'zh'])(
    'runs on a German export: %s',
    (lang) => {
      const dir = folder(`german-${lang}`);
      const result = init(dir, german(join(root, 'kunden.csv')), '--lang', lang);
      expect(result.status, result.stderr).toBe(0);
      expect(readdirSync(join(dir, 'notebooks')).filter((name) => name.includes('partial'))).toEqual([]);
      expect(verdicts(dir).filter(({ ok }) => !ok)).toEqual([]);
    },
    600_000,
  );

  const shop = realFile('retail/online_retail_uci.csv.gz');
  it.skipIf(shop === null)(
    'runs on the real shop',
    () => {
      const dir = folder('shop');
      const result = init(dir, shop ?? '', '--currency', 'GBP', '--time-zone', 'Europe/London');
      expect(result.status).toBe(0);
      expect(verdicts(dir).length).toBeGreaterThan(3);
      expect(verdicts(dir).filter(({ ok }) => !ok)).toEqual([]);
    },
    900_000,
  );
});
