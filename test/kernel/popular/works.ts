import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Client } from '../client.js';
import { errorOf, resultOf } from '../harness.js';
import { PACKAGES, type PopularPackage } from './packages.js';

/** Runs the cell of a package: its value, its types, and a cell that they refuse. */
export async function expectWorks(kernel: Client, { cell, shown, typed, wrong }: PopularPackage) {
  const execution = await kernel.execute(cell);
  expect(errorOf(execution)).toBeUndefined();
  expect(execution.stderr).toBe('');
  const [mime, start] = shown;
  const { [mime]: content, 'text/plain': text } = resultOf(execution) as Record<string, unknown>;
  const written = typeof content === 'string' ? content : JSON.stringify(content);
  expect(written.slice(0, start.length)).toBe(start);
  expect(text).toEqual(expect.any(String));
  const [name, type] = typed;
  const { data } = await kernel.request('inspect_request', { code: name, cursor_pos: 1 });
  const info = String((data as Record<string, unknown>)['text/plain']).replace(/\s+/g, ' ');
  const [, ofName = ''] = info.split(`const ${name}: `);
  expect(ofName).toContain(type);
  if (wrong !== undefined) expect(errorOf(await kernel.execute(wrong))?.ename).toBe('TypeScriptError');
}

/** The packages as the table of kernel/README.md. */
export function packageTable(): string {
  const rows = PACKAGES.map(({ name, version, used, typed: [value, type], shown: [mime], note = '' }) => [
    ...[`\`${name}\``, version, used, `\`${value}: ${type}\``, mime, note],
  ]);
  const head = ['Package', 'Version', 'Used', 'Type seen', 'Shown as', 'Note'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** The package.json of a folder that npm installs all of them in. */
export function manifest(): string {
  const { overrides } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly overrides: object };
  const wanted = PACKAGES.flatMap(({ name, version, beside = {} }) => [
    [name, version],
    ...Object.entries(beside),
  ]);
  return JSON.stringify({ private: true, overrides, dependencies: Object.fromEntries(wanted) as object });
}
