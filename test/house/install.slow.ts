import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeNotebook } from '../../runner/src/nbformat/index.js';
import { code, notebook } from '../runner/support/notebooks.js';
import { Installation } from './support/installed.js';

const TSC = resolve('node_modules/typescript/bin/tsc');
const PNG = '\x89PNG';

let project: Installation;
beforeAll(() => {
  project = new Installation();
  project.copy('data/sample/users.csv', 'users.csv');
}, 600_000);
afterAll(() => {
  project.remove();
});

const isPng = (name: string) => project.read(name).toString('latin1').startsWith(PNG);

describe('the packages, installed in an empty folder', () => {
  it('take no more than 250 MB, and 200 packages', () => {
    expect(project.megabytes).toBeLessThanOrEqual(250);
    expect(project.packages.length).toBeLessThanOrEqual(200);
  });

  it('are typed, down to what they import, and work', () => {
    project.copy('test/house/fixtures/program.ts', 'program.ts');
    // Greek, in the encoding of old Windows: which one it is, the bundled tables of letters tell.
    project.write('greek.csv', windows1253('όνομα,πόλη\n' + 'Ελένη,Αθήνα\nΓιώργος,Θεσσαλονίκη\n'.repeat(20)));
    const options = [
      '--strict',
      '--exactOptionalPropertyTypes',
      '--target',
      'ES2022',
      '--module',
      'NodeNext',
    ];
    const errors = project.node(TSC, ...options, '--skipLibCheck', 'false', '--types', 'node', 'program.ts');
    expect(errors).toBe('');
    expect(project.node('program.js').split('\n')).toEqual([
      'p is a probability',
      'name,city',
      'Ελένη,Αθήνα',
      '',
      expect.stringMatching(
        /^OptionsError: toDataFrame\(\) requires the package danfojs-node\. .*: npm pkg set/,
      ),
      'function,function,function,function',
      '',
    ]);
    expect(isPng('bars.png')).toBe(true);
  }, 300_000);

  it('check a report', () => {
    const report = [{ id: 'users', claim: 'We have 1,010 users.', metric: 'count', printed: '1,010' }];
    project.write('report.json', JSON.stringify(report));
    const words = ['factcheck', 'report.json', '--users', 'users.csv', '--markdown', 'register.md'];
    const { code: exit, output } = project.npx('tally', ...words);
    expect(exit, output).toBe(0);
    expect(project.read('register.md').toString()).toContain('We have 1,010 users.');
  });

  it('ingest events', () => {
    project.copy('data/sample/events.csv.gz', 'events.csv.gz');
    const { code: exit, output } = project.command(
      'tally',
      'ingest',
      '--events',
      'events.csv.gz',
      '--folder',
      'kept',
      '--types',
      'pv,buy,cart,fav',
      '--from',
      '2017-11-25',
      '--to',
      '2017-12-04',
    );
    expect(exit, output).toBe(0);
    expect(existsSync(project.path('kept'))).toBe(true);
  });

  it('have a kernel, which is installed by its path', () => {
    project.command('tally-kernel', 'install', '--prefix', 'environment');
    const spec = project.read('environment/share/jupyter/kernels/tally-ts/kernel.json').toString();
    const { argv } = JSON.parse(spec) as { readonly argv: readonly string[] };
    expect(argv).toContain(project.path('node_modules/tally-kernel/dist/main.js'));
    expect(project.command('tally-kernel', 'doctor').output).toContain('TypeScript 5.9.3 loads');
  });

  it('run a notebook, and draw its figure', () => {
    const cells = [
      "import { chart, load, open } from 'tally';\nconst tally = await open();\nconst users = await load(tally, 'users.csv');",
      'const places = await tally.query`SELECT Location, count(*) AS users FROM ${users} GROUP BY 1 ORDER BY 1`;\nplaces',
      'chart(places)',
    ];
    project.write('first.ipynb', serializeNotebook(notebook(cells.map((source) => code(source)))));
    const { output } = project.command('nbconvert-ts-runner', 'run', 'first.ipynb');
    expect(output).toContain('1 notebook: 1 ok, 0 failed');
    expect(project.read('first.md').toString()).toContain('| Urban |');
    expect(isPng('figures/first/query.png')).toBe(true);
  });

  it('draw a figure from a file', () => {
    project.write(
      'figure.json',
      JSON.stringify({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: {} }),
    );
    project.command('plotly-static', 'figure.json', '--output', 'figure.png');
    expect(isPng('figure.png')).toBe(true);
  });

  it('profile a file, and make a project of it by the command that npm create tally starts', () => {
    const lines = Array.from({ length: 12 }, (_, n) => `${n},${n % 5},2024-01-${10 + n},${n + 5}.50`);
    project.write('orders.csv', ['order,customer,date,amount', ...lines, ''].join('\n'));
    expect(project.command('tally', 'profile', 'orders.csv').output).toContain('orders.csv: 12 rows');
    const { code: exit, output } = project.command('create-tally', 'orders.csv', '--dir', 'shop', '--yes');
    expect(exit, output).toBe(0);
    expect(output).toContain('4 notebooks: 4 ok, 0 failed');
    expect(project.read('shop/notebooks/01-overview.md').toString()).toContain('**Rows of orders.csv**');
  }, 300_000);
});

/** Greek letters and ASCII in the encoding of Windows. */
function windows1253(text: string): Buffer {
  const decoder = new TextDecoder('windows-1253');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? 0x3f));
}
