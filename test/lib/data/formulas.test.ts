import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineTable, load, open, type Tally } from 'tally';
import { TemporaryFolder } from '../../../lib/src/data/source/temporary.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-formulas-'));
const contract = defineTable({
  name: 'few',
  columns: { a: { type: 'text', values: ['fine'] }, n: { type: 'integer', max: 1 } },
  derived: [],
});
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true, force: true });
});

const written = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};

it('writes what a spreadsheet would run as text', async () => {
  const path = written('formulas.csv', ['a,n', '=1+1,1', '+1,1', '-1,1', '@x,1', 'bad,1', 'fine,1', '']);
  const quarantineFile = join(folder, 'aside.csv');
  await load(tally, path, { contract, quarantineFile });
  const texts = readFileSync(quarantineFile, 'utf-8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(line.lastIndexOf('values,') + 1));
  expect(texts).toHaveLength(5);
  for (const start of ["'=1+1,1", "'+1,1", "'-1,1", "'@x,1"]) expect(texts.join('\n')).toContain(start);
  expect(texts.join('\n')).not.toContain("'bad");
});

it('leaves a rule out by its key, and names the keys where there is none of that name', async () => {
  const path = written('rules.csv', ['a,n', 'other,9', '']);
  const loaded = await load(tally, path, { contract, without: ['a values', 'n range'] });
  expect(loaded.accepted).toBe(1);
  await expect(load(tally, path, { contract, without: ['a range'] })).rejects.toThrow(
    'Table few: there is no rule "a range" that can be left out. These can be: "a values", "n range".',
  );
});

it('says which temporary folder cannot be used, and what to do', () => {
  const above = join(folder, 'not-there');
  expect(() => new TemporaryFolder(above)).toThrow(
    /temporary folder .*not-there cannot be used.*set TMPDIR/s,
  );
});
