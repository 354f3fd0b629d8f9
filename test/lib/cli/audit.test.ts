import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../../lib/src/cli/main.js';
import { reportTexts } from '../../../lib/src/cli/report/notebook.js';
import { pathFrom } from '../../../lib/src/cli/report/run.js';
import { Files } from '../load/files.js';

const files = new Files();
afterAll(() => files.remove());
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

interface Told {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command in this process. */
async function tally(...args: string[]): Promise<Told> {
  const [out, error]: [string[], string[]] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void error.push(text));
  await main(args);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { code, out: out.join('\n'), error: error.join('\n') };
}

/** Thirty customers of two tiers, with numbers, words, an id, a constant and a copy of the outcome. */
const row = (n: number) =>
  [`c${n}`, n % 2 === 0 ? 'gold' : 'silver', (n % 2) * 10 + (n % 7), n % 5, ['x', 'y'][n % 2], 1].join(',');
const HEADER = 'customer_id,Tier,score,orders,word,same';
const ROWS = Array.from({ length: 30 }, (_, n) => row(n));
const customers = files.lines('customers.csv', HEADER, ...ROWS);

const changed = (name: string, place: number, value: (n: number) => string) =>
  files.lines(
    name,
    HEADER,
    ...ROWS.map((line, n) =>
      line
        .split(',')
        .map((field, at) => (at === place ? value(n) : field))
        .join(','),
    ),
  );

let folders = 0;
const audited = (file: string, ...args: string[]) => {
  const dir = join(files.folder, `report-${(folders += 1)}`);
  return { dir, told: tally('audit', file, '--out', dir, ...args) };
};
const COLUMNS = ['--segment', 'Tier', '--outcome', 'score'] as const;

describe('tally audit', () => {
  it('writes the report as notebook, page and JSON, and prints the scorecard', async () => {
    const { dir, told } = audited(customers, ...COLUMNS);
    const { code, out, error } = await told;
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/Audit of Tier by score in customers\.csv: 30 rows, 30 customers/);
    expect(out).toMatch(/Separation +Good +\d+\.\d% +Keep it\./);
    expect(out).toContain('nbconvert-ts-runner and tally-kernel are not installed here');
    expect(readdirSync(dir).toSorted()).toEqual([
      'segment-audit.html',
      'segment-audit.ipynb',
      'segment-audit.json',
    ]);
    const json = JSON.parse(readFileSync(join(dir, 'segment-audit.json'), 'utf8')) as {
      audited: Record<string, unknown>;
      results: Record<string, readonly Record<string, unknown>[]>;
    };
    // Of n % 7 over fifteen even n, 42 in sum and 182 in squares, and over fifteen odd ones, 43 and 183: squares about the
    // means of 64.4 and 59.7, with 28 degrees of freedom: sd 2.11. The word is cut from the score, and same is constant.
    expect(json.audited).toMatchObject({ user: 'customer_id', threshold: 4.2, features: ['orders'] });
    expect(json.results['scorecard']?.map(({ criterion }) => criterion)).toHaveLength(5);
    expect(json.results['composition']).toMatchObject([{ rows: 30, customers: 30, segments: 2 }]);
    const html = readFileSync(join(dir, 'segment-audit.html'), 'utf8');
    expect(html).toContain('<h1>Audit of Tier by score in customers.csv</h1>');
    expect(html).toContain('Cut from');
  });

  it('leaves the notebook with what was found, to go on from', async () => {
    const { dir, told } = audited(customers, ...COLUMNS, '--threshold', '2.5', '--features', 'orders,word');
    await told;
    const notebook = readFileSync(join(dir, 'segment-audit.ipynb'), 'utf8');
    expect(notebook).toContain('let segment: string = \\"Tier\\";');
    expect(notebook).toContain('let threshold: number = 2.5;');
    expect(notebook).toContain('let features: string[] = [\\"orders\\",\\"word\\"];');
    expect(notebook).toContain('let user: string | null = \\"customer_id\\";');
  });

  it('says whether segments drift between two halves', async () => {
    const dated = changed('dated.csv', 5, (n) => (n < 15 ? 'before' : 'after'));
    const { dir, told } = audited(dated, ...COLUMNS, '--halves', 'same');
    // Gold are 8 of 15 before and 7 of 15 after, each with half a row more: twice 1/16 of the logarithm of 8.5/7.5.
    expect((await told).out).toMatch(/Drift +Good +0\.016 +Keep it\./);
    const { results } = JSON.parse(readFileSync(join(dir, 'segment-audit.json'), 'utf8')) as {
      results: Record<string, readonly Record<string, unknown>[]>;
    };
    expect(results['drift']).toMatchObject([
      { segment: 'gold', first: 8, second: 7 },
      { segment: 'silver', first: 7 },
    ]);
    expect(results['drift-summary']).toMatchObject([
      { psi: expect.closeTo((2 * Math.log(8.5 / 7.5)) / 16, 9) as number },
    ]);
    const notebook = readFileSync(join(dir, 'segment-audit.ipynb'), 'utf8');
    expect(notebook).toContain('let halves: string | null = \\"same\\";');
  });

  it('takes columns by position, and says all in Chinese', async () => {
    const { dir, told } = audited(customers, '--map', 'segment=2,outcome=3,user=', '--lang', 'zh');
    const { code, out } = await told;
    expect(code).toBe(0);
    expect(out).toMatch(/分层审计：customers\.csv中Tier与score：30行，30名客户/);
    expect(out).toMatch(/区分度 +良好/);
    expect(readdirSync(dir)).toContain('zh');
    expect(readFileSync(join(dir, 'segment-audit.html'), 'utf8')).toMatch(/<html lang="zh-CN">/);
    expect(readFileSync(join(dir, 'segment-audit.ipynb'), 'utf8')).toContain(
      'let user: string | null = null;',
    );
  });

  it('replaces nothing unless told to', async () => {
    const { dir, told } = audited(customers, ...COLUMNS);
    await told;
    const again = await tally('audit', customers, '--out', dir, ...COLUMNS);
    expect([again.code, again.error]).toEqual([2, expect.stringMatching(/already has segment-audit\.ipynb/)]);
    expect((await tally('audit', customers, '--out', dir, ...COLUMNS, '--force')).code).toBe(0);
  });

  it.each([
    [['--segment', 'tier', '--outcome', 'score'], 2, /no column "tier"; did you mean Tier\?|"tier".*Tier/],
    [['--segment', 'Tier', '--outcome', 'retention'], 2, /no column "retention"/],
    [
      ['--segment', 'nope', '--outcome', 'score'],
      2,
      /it has customer_id, Tier, score, orders, word, same\.$/,
    ],
    // The number of a row, which the file does not have.
    [['--segment', 'file_row', '--outcome', 'score'], 2, /no column "file_row"/],
    [['--segment', 'Tier', '--outcome', 'file_row'], 2, /no column "file_row"/],
    [[...COLUMNS, '--features', 'file_row'], 2, /no column "file_row"/],
    [[...COLUMNS, '--periods', 'orders,file_row'], 2, /no column "file_row"/],
    [[...COLUMNS, '--halves', 'file_row'], 2, /no column "file_row"/],
    [['--segment', 'Tier'], 2, /Name the outcome: tally audit/],
    [[], 2, /Name the segment: tally audit/],
    [[...COLUMNS, '--features', 'orders,nope'], 2, /no column "nope"/],
    [[...COLUMNS, '--user', 'nobody'], 2, /no column "nobody"/],
    [[...COLUMNS, '--periods', 'orders,nope'], 2, /no column "nope"/],
    [[...COLUMNS, '--periods', 'orders'], 2, /periods needs at least two columns/],
    [[...COLUMNS, '--halves', 'nope'], 2, /no column "nope"/],
    [[...COLUMNS, '--halves', 'customer_id'], 2, /Drift compares two halves, but the column has 30/],
    [[...COLUMNS, '--threshold', '0'], 2, /--threshold must be a number above 0, not "0"/],
    [[...COLUMNS, '--threshold', 'wide'], 2, /--threshold must be a number above 0, not "wide"/],
    [['--map', 'segment=9,outcome=3'], 2, /there is no column 9; the file has 6/],
    [['--map', 'tier=2'], 2, /"tier" is none of segment, outcome, user/],
    [['--segment', 'Tier', '--outcome', 'word'], 2, /word is text; the audit needs a number there/],
    [[...COLUMNS, '--features', 'score'], 2, /score is the outcome: leave it out/],
    [[...COLUMNS, '--features', 'customer_id'], 2, /has more than 12 values: leave it out/],
    [[...COLUMNS, '--feature', 'orders'], 2, /Unknown option --feature\. Did you mean --features\?/],
  ])('refuses %j', async (args, code, message) => {
    const { dir, told } = audited(customers, ...args);
    const found = await told;
    expect(found.error).toMatch(message);
    expect([found.code, existsSync(dir)]).toEqual([code, false]);
  });

  it.each([
    [
      'one segment',
      changed('one.csv', 1, () => 'gold'),
      /Tier has one segment only: an audit needs at least two/,
    ],
    ['a constant outcome', changed('constant.csv', 2, () => '7'), /score is 7 in every row: segments cannot/],
    ['a missing outcome', changed('missing.csv', 2, () => ''), /score is .*; the audit needs a number there/],
    [
      'an outcome that is its segment',
      changed('same.csv', 2, (n) => String(n % 2)),
      /score is the same in every row of a segment.*Audit another outcome/,
    ],
    ['a header only', files.lines('header.csv', HEADER), /header\.csv/],
    ['an empty file', files.write('empty.csv', ''), /empty\.csv/],
  ])('says that there is nothing to audit in %s', async (_, file, message) => {
    const { dir, told } = audited(file, ...COLUMNS);
    const found = await told;
    expect(found.error).toMatch(message);
    expect(found.error.split('\n')).toHaveLength(1);
    expect([[2, 3].includes(found.code), existsSync(dir)]).toEqual([true, false]);
  });

  it('needs a file that is there', async () => {
    const none = await tally('audit');
    expect([none.code, none.error]).toEqual([2, expect.stringMatching(/No file given/)]);
    const gone = await tally('audit', join(files.folder, 'gone.csv'), ...COLUMNS);
    expect([gone.code, gone.error]).toEqual([2, expect.stringMatching(/gone\.csv/)]);
  });

  it.each([
    ['a segment of one row', changed('solo.csv', 1, (n) => (n === 0 ? 'solo' : (['a', 'b'][n % 2] ?? '')))],
    ['numbers below 0 and far above 1', changed('wide.csv', 2, (n) => String(((n * n * 31) % 997) - 400))],
    ['a number for a segment', changed('coded.csv', 1, (n) => String(n % 3))],
    [
      'a feature that is missing in one segment',
      changed('gaps.csv', 3, (n) => (n % 2 === 0 ? '' : String(n % 5))),
    ],
    [
      'features that are a line of each other, and more clusters than rows',
      files.lines('line.csv', 'Tier,score,a,b', 'x,1,1,2', 'x,2,2,4', 'y,5,3,6', 'y,9,5,10'),
    ],
  ])('reports honestly on %s', async (_, file) => {
    const { dir, told } = audited(file, ...COLUMNS);
    const { code, error, out } = await told;
    expect([code, error]).toEqual([0, '']);
    expect(out).not.toMatch(/NaN|undefined|Infinity/);
    expect(readFileSync(join(dir, 'segment-audit.html'), 'utf8')).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('names rows of a customer in several segments, and does not take an index for a feature', async () => {
    const again = files.lines(
      'again.csv',
      `n,${HEADER}`,
      ...[...ROWS, row(0).replace('gold', 'silver')].map((line, n) => `${n},${line}`),
    );
    const { dir, told } = audited(again, ...COLUMNS);
    expect((await told).code).toBe(0);
    const { audited: what, results } = JSON.parse(readFileSync(join(dir, 'segment-audit.json'), 'utf8')) as {
      audited: { features: string[] };
      results: { composition: unknown };
    };
    expect(results.composition).toMatchObject([{ rows: 31, customers: 30, repeated: 1, inSeveral: 1 }]);
    expect(what.features).toEqual(['orders']);
  });
});

describe('the notebook of an audit', () => {
  it('holds any name as it is', () => {
    const odd = { data: 'a"b\\c.csv', segment: "o'$&r", outcome: '{x}', features: ['“', '`${1}`'] };
    const [notebook] = reportTexts({ kind: 'audit', name: 'segment-audit' }, odd, 'en');
    const { cells } = JSON.parse(notebook?.text ?? '') as {
      cells: { id: string; source: string | string[] }[];
    };
    const source = [cells.find(({ id }) => id === 'parameters')?.source ?? ''].flat().join('');
    for (const name of Object.keys(odd)) expect(source).toMatch(new RegExp(`^let ${name}: .* = .*;$`, 'm'));
    expect(source).toContain(`= ${JSON.stringify(odd.data)};`);
    expect(source).toContain(`= ${JSON.stringify(odd.segment)};`);
    expect(source).toContain(`= ${JSON.stringify(odd.features)};`);
  });

  it('finds its file from where notebooks run', () => {
    files.write('package.json', '{}');
    expect(pathFrom(join(files.folder, 'a', 'b'), join(files.folder, 'data.csv'))).toBe('data.csv');
    expect(pathFrom(join(files.folder, 'a'), '/elsewhere/data.csv')).toBe('/elsewhere/data.csv');
  });
});
