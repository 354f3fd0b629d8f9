import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { load, open, type Tally } from 'tally';
import { factcheck, registerJunit, type FactFiles, type RegisterEntry } from 'tally/claims';
import { main } from '../../../../lib/src/cli/main.js';
import { ran } from '../../cli/ran.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-factcheck-'));
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const users = write(
  'users.csv',
  'id;gender;spent;orders;since\n1;Female;10;1;2024-01-01\n2;Male;30;2;2024-02-01\n3;Female;50;5;2024-03-01\n4;Male;n/k;4;2024-04-01\n',
);

let reports = 0;
function judged(yaml: string, files: FactFiles = { users }): Promise<RegisterEntry[]> {
  return factcheck(tally, write(`report${(reports += 1)}.yaml`, yaml), files);
}

const one = async (keys: string, files?: FactFiles) =>
  (await judged(`- { claim: c, ${keys} }`, files))[0] ?? expect.fail('no entry');

describe('factcheck', () => {
  it.each([
    ['metric: count, printed: 4', 4],
    ["metric: count, where: orders > 1, printed: '3'", 3],
    ['metric: mean, column: spent, printed: 30', 30],
    ['metric: median, column: Orders, printed: 3', 3],
    ['metric: sum, column: spent, printed: 90', 90],
    ['metric: ratio, column: spent, over: orders, printed: 11.25', 90 / 8],
    ['metric: sql, sql: SELECT max(since) - min(since) > INTERVAL 90 DAY FROM users, printed: 1', 1],
  ])('computes %s', async (keys, value) => {
    const entry = await one(keys);
    expect(entry.verdict).toBe('confirmed');
    expect(entry.computed['value']).toBeCloseTo(value, 10);
  });

  it('takes a share in percent, of the rows that count', async () => {
    const share = 'metric: share, column: gender, value: Female';
    expect(await one(`${share}, printed: 50 %`)).toMatchObject({
      verdict: 'confirmed',
      computed: { percent: 50 },
      definition: 'Rows with gender = Female / rows of users.',
    });
    expect(await one(`${share}, where: spent = '10', printed: 99 %`)).toMatchObject({
      verdict: 'contradicted',
      note: 'Published 99 %, computed 100.',
    });
  });

  it('says what it leaves out, and computes nothing from nothing', async () => {
    expect((await one('metric: mean, column: spent, printed: 30')).definition).toBe(
      'Mean of spent over users. Left out because not a number: 1 value.',
    );
    expect(await one("metric: mean, column: orders, where: orders > 9, printed: '0'")).toMatchObject({
      verdict: 'untestable',
      computed: {},
    });
    const ragged = write('ragged.csv', 'a,b\n1,2\n3\n4,5\n');
    expect((await one('metric: sum, column: a, printed: 5', { users: ragged })).definition).toContain(
      'Left out because they could not be split into columns: 1 row of users.',
    );
  });

  it('leaves untestable what takes other data', async () => {
    expect(await one('metric: count, table: orders, printed: 4')).toMatchObject({
      verdict: 'untestable',
      note: 'not given: requires the data of --orders',
    });
    expect(await one('metric: sql, sql: SELECT count(*) FROM Events, printed: 4')).toMatchObject({
      verdict: 'untestable',
    });
    expect(await one('metric: none, needs: a survey')).toMatchObject({
      verdict: 'untestable',
      note: 'a survey',
    });
  });

  it('leaves the tables of its session alone', async () => {
    const own = await load(tally, write('orders.csv', 'paid\n1\n'), { name: 'orders' });
    const orders = write('more-orders.csv', 'paid\n2\n3\n');
    expect(await one('metric: sum, table: orders, column: paid, printed: 5', { orders })).toMatchObject({
      verdict: 'confirmed',
    });
    expect(
      await one('metric: sql, sql: SELECT max(orders.paid) FROM orders, printed: 3', { orders }),
    ).toMatchObject({ verdict: 'confirmed' });
    expect(await own.count()).toBe(1);
  });

  it.each([
    ['{}', /must be a list of claims/],
    ['- { claim: c, metric: average, printed: 4 }', /claim 1, metric: /],
    ['- { claim: c, metric: count, printed: many }', /claim 1: "many" is not a printed number/],
    ['- { claim: c, metric: count, printed: 4, colum: x }', /claim 1: .*colum/],
    [
      '- { claim: c, metric: mean, column: spend, printed: 4 }',
      /claim 1: .*no column "spend"\. Did you mean "spent"/,
    ],
    ['- { claim: c, metric: count, where: nope = 1, printed: 4 }', /claim 1: .*nope/],
    ['- { claim: c, metric: sql, sql: SELECT spent FROM users, printed: 4 }', /claim 1: .*More than one row/],
    [
      '- { id: a, claim: c, metric: count, printed: 4 }\n- { id: a, claim: d, metric: count, printed: 4 }',
      /two claims have the id a/,
    ],
    ['- [', /not YAML/],
    ['&a [*a]', /not YAML: the alias \*a stands inside/],
  ])('says what is wrong with %j', async (yaml, message) => {
    await expect(judged(yaml)).rejects.toThrow(message);
  });

  it('finds the one wrong number of the example, and says so in JUnit too', async () => {
    const out = join(folder, 'register.json');
    const [markdown, junit] = [join(folder, 'register.md'), join(folder, 'register.xml')];
    const result = spawnSync(
      process.execPath,
      [
        'lib/bin/tally.js',
        'factcheck',
        'examples/factcheck/report.yaml',
        '--users',
        'data/sample/users.csv',
      ].concat(['--out', out, '--markdown', markdown, '--junit', junit]),
      { encoding: 'utf-8' },
    );
    expect(result).toMatchObject({ status: 4, stderr: '' });
    expect(result.stdout).toBe(
      'suburbs: 35% live in the suburbs. Published 35%, computed 37.33.\n' +
        '8 claims: 6 confirmed, 0 confirmed as defined, 1 contradicted, 0 unsupported, 1 untestable, 0 implemented\n',
    );
    const entries = JSON.parse(readFileSync(out, 'utf-8')) as RegisterEntry[];
    expect(entries.filter(({ verdict }) => verdict === 'contradicted').map(({ id }) => id)).toEqual([
      'suburbs',
    ]);
    const report = readFileSync('examples/factcheck/report.md', 'utf-8').replace(/\s+/g, ' ').toLowerCase();
    for (const { published, id } of entries) {
      const sentence = published.replace(/\.$/, '').toLowerCase();
      if (id !== 'happy') expect(report).toContain(sentence);
    }
    expect(readFileSync(markdown, 'utf-8')).toContain(
      '| `suburbs` | 35% live in the suburbs. | contradicted |',
    );
    const xml = readFileSync(junit, 'utf-8');
    expect(xml).toBe(registerJunit(entries));
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'register.xml', contents: xml }],
      schema: [readFileSync('test/runner/check/junit.xsd', 'utf-8')],
    });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it.each([
    [[], /Missing required positional argument|Which report/],
    [['nowhere.yaml'], /nowhere\.yaml: no such file/],
    [['examples/factcheck/report.yaml', '--users', 'nowhere.csv'], /nowhere\.csv: no such file/],
    [['examples/factcheck/report.yaml', '--user', 'x'], /Did you mean --users/],
  ])('tells of bad arguments in one line: %j', async (args, message) => {
    const { status, stderr } = await ran(main, ['factcheck', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
