import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { checkNotebooks, type Difference } from '../../../runner/src/index.js';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'check-repository-')));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Packages that notebooks import, and where they are copied to: all must find the same copy of the library. */
const OWN: Readonly<Record<string, string>> = { tally: 'lib', 'tally-studies': 'studies' };

/** Where the library is that they import. */
const PACKED = 'lib/dist/packed';

/** The repository's own notebooks beside a library of their own, which can be changed. */
for (const name of ['package.json', 'notebooks', 'figures', 'data', ...Object.values(OWN)]) {
  cpSync(join(workspace, name), join(root, name), { recursive: true, verbatimSymlinks: true });
}
mkdirSync(join(root, 'node_modules'));
for (const name of readdirSync(join(workspace, 'node_modules'))) {
  const own = OWN[name];
  const target = own === undefined ? join(workspace, 'node_modules', name) : join(root, own);
  symlinkSync(target, join(root, 'node_modules', name));
}

async function differences(): Promise<readonly Difference[]> {
  const { notebooks } = await checkNotebooks({ inputs: ['notebooks/01-cleaning.ipynb'], cwd: root });
  // What the notebook sets aside is not committed; outside a repository nobody says so.
  return notebooks
    .flatMap((each) => each.differences)
    .filter(({ path }) => path?.startsWith('data/') !== true);
}

/** The file of the library, as it is imported, that has this text. */
function packedWith(text: string): string {
  const names = readdirSync(join(root, PACKED)).map((name) => join(PACKED, name));
  return names.find((name) => readFileSync(join(root, name), 'utf8').includes(text)) ?? '';
}

function change(name: string, from: string, to: string): () => void {
  const before = readFileSync(join(root, name), 'utf8');
  const after = before.replaceAll(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(root, name), after);
  return () => {
    writeFileSync(join(root, name), before);
  };
}

it('passes the repository’s notebook as it is', async () => {
  expect(await differences()).toEqual([]);
}, 180_000);

it('finds that a function of the library computes something else, and that a value in the data is gone', async () => {
  // The fences of Tukey stand at 1.5 interquartile ranges.
  const restore = [
    change(packedWith('1.5 * (q3 - q1)'), '1.5 * (q3 - q1)', '3.0 * (q3 - q1)'),
    change('data/sample/users.csv', '#5,45,Male,', '#5,45,,'),
  ];
  const found = await differences();
  for (const undo of restore) undo();
  const outliers = found.filter(({ cell }) => cell?.id.startsWith('outliers') === true);
  expect(outliers.map(({ kind, cell }) => `${kind} ${cell?.id ?? ''}`)).toEqual([
    'table outliers',
    'figure-data outliers-figure',
    'figure-pixels outliers-figure',
  ]);
  expect(outliers[0]?.items).toContainEqual({
    path: 'row "Age (years)", column "Lower fence"',
    expected: '−4.50',
    actual: '−39.00',
  });
  expect(found.some(({ kind, cell }) => kind === 'table' && cell?.id === 'rules')).toBe(true);
}, 180_000);
