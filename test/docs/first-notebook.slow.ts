import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { blocksOf } from './blocks.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-first-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes a page of the script of docs/first-notebook.md', () => {
  const page = blocksOf('docs/first-notebook.md');
  for (const { name, text } of page) if (name !== '') writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const commands = page
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.startsWith('npx nbconvert-ts-runner '));
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    const options = command.split(' ').slice(2);
    const ran = spawnSync(process.execPath, [resolve('runner/bin/nbconvert-ts-runner.js'), ...options], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(ran.stdout + ran.stderr).toContain('first');
    expect(ran.status).toBe(0);
  }
  const made = readFileSync(join(folder, 'first.md'), 'utf8');
  expect(made).toContain('# Our orders');
  expect(made).toContain('✓ **Holds.** 2 of 3 customers ordered more than once, more than half.');
  expect(made).toMatch(/figures\/first\/.*\.png/);
}, 300_000);
