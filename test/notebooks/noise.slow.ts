import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findingsOf, tellInProcess } from './in-process.js';
import { noiseData } from './noise-data.js';

/**
 * Notebooks on data in which nothing goes with anything. A finding that holds there says nothing about an effect, and
 * must be one that does not claim to. `noise/` lists them by notebook, each by the beginning of its template, with why:
 *
 * - `file`: about the file or the rows set aside;
 * - `one column`: about how the values of one column are spread, which shuffling keeps;
 * - `no effect`: it says that no difference is seen, or how large one could be;
 * - `by construction`: true of any data, and the sentence says so.
 */
type Reason = 'file' | 'one column' | 'no effect' | 'by construction';

const SAYS_SO = /by construction|by definition/i;

const { folder, users, events, orders, customers } = noiseData();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sources = [
  ['TALLY_USERS', users],
  ['TALLY_EVENTS', events],
  ['TALLY_ORDERS', orders],
  ['TALLY_CUSTOMERS', customers],
] as const;

/** Notebooks of one file: shops of several files without any effect there are none. */
const notebooks = readdirSync('notebooks')
  .filter((name) => name.endsWith('.ipynb'))
  .filter((name) =>
    sources.some(([variable]) => readFileSync(join('notebooks', name), 'utf-8').includes(variable)),
  )
  .sort();

const listed = (notebook: string): Readonly<Record<string, Reason>> => {
  const path = join('test/notebooks/noise', notebook.replace(/ipynb$/, 'json'));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf-8')) as Record<string, Reason>) : {};
};

it.each(notebooks)('%s finds nothing where there is nothing', async (notebook) => {
  const source = readFileSync(join('notebooks', notebook), 'utf-8');
  const [, files = {}] = sources.find(([variable]) => source.includes(variable)) ?? [];
  const allowed = listed(notebook);
  const used = new Set<string>();
  const unexpected: string[] = [];
  for (const [name, path] of Object.entries(files)) {
    const told = await tellInProcess(
      notebook,
      Object.fromEntries(sources.map(([variable]) => [variable, path])),
    );
    expect(told.error).toBeNull();
    for (const { text, template, verdict } of findingsOf(told)) {
      if (verdict !== 'holds') continue;
      const entry = Object.keys(allowed).find((beginning) => template.startsWith(beginning));
      if (entry !== undefined) used.add(entry);
      const isFine = entry !== undefined && (allowed[entry] !== 'by construction' || SAYS_SO.test(text));
      if (!isFine) unexpected.push(`${name}: ${text}\n  (${template})`);
    }
  }
  expect(unexpected).toEqual([]);
  expect(Object.keys(allowed).filter((beginning) => !used.has(beginning))).toEqual([]);
});
