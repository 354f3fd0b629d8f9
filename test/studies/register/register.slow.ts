import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { main } from '../../../studies/src/cli/main.js';
import { ran } from '../../lib/cli/ran.js';
import { PUBLISHED_VERDICTS, VERDICT_WORDS, type RegisterEntry } from 'tally/claims';
import { studiesMarkdown, PUBLISHED_CLAIMS, judgeRegister, sampleUsersCsv } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-register-'));
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, csv: string): string {
  const path = join(folder, name);
  writeFileSync(path, csv);
  return path;
}

const EVENTS = 'data/sample/events.csv.gz';
/** The registers of the samples alone, which several tests read. */
let registers: { readonly users: readonly RegisterEntry[]; readonly events: readonly RegisterEntry[] };
beforeAll(async () => {
  registers = {
    users: await judgeRegister(tally, { users: write('sample.csv', sampleUsersCsv()) }),
    events: await judgeRegister(tally, { events: EVENTS }),
  };
});

const by = (entries: readonly RegisterEntry[], id: string) => entries.find((entry) => entry.id === id);

describe('the published claims', () => {
  it('are 212, each once, in the order of the documents', () => {
    expect(PUBLISHED_CLAIMS).toHaveLength(212);
    expect(new Set(PUBLISHED_CLAIMS.map(({ id }) => id)).size).toBe(212);
    const letters = PUBLISHED_CLAIMS.map(({ id }) => id.slice(0, 1));
    expect([...new Set(letters)].join('')).toBe('DTAX');
    expect(letters.join('')).toMatch(/^D+T+A+X+$/);
    expect(PUBLISHED_CLAIMS.every(({ published }) => published.length > 15)).toBe(true);
  });
});

describe('the register', () => {
  it('judges every claim of the user study on any sound user table, and no other', () => {
    const entries = registers.users;
    expect(entries.map(({ id }) => id)).toEqual(PUBLISHED_CLAIMS.map(({ id }) => id));
    const [own, others] = [true, false].map((own) =>
      entries.filter((entry) => (entry.document === 'douyin') === own),
    );
    expect(own?.every(({ note }) => !note.includes('not yet'))).toBe(true);
    expect(
      others?.every(({ verdict, note }) => verdict === 'untestable' && note.startsWith('not given')),
    ).toBe(true);
    expect(entries.every(({ verdict }) => PUBLISHED_VERDICTS.includes(verdict))).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('judges every claim of the study of the marketplace on any sound file of events, and no other', () => {
    const entries = registers.events;
    const [own, others] = [true, false].map((own) =>
      entries.filter((entry) => (entry.document === 'taobao') === own),
    );
    expect(own).toHaveLength(44);
    expect(own?.every(({ note }) => !note.startsWith('not '))).toBe(true);
    expect(others?.every(({ note }) => note.startsWith('not given'))).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(by(entries, 'T-1-ROWS')).toMatchObject({ verdict: 'untestable' });
    expect(by(entries, 'T-1-SCHEMA')?.computed).toMatchObject({ fields: 5, names: 'pv, cart, fav, buy' });
  });

  it('judges several studies at once, each as alone, with any number of threads', async () => {
    const both = await judgeRegister(tally, { users: write('both.csv', sampleUsersCsv()), events: EVENTS });
    expect(both.filter(({ document }) => document !== 'taobao')).toEqual(
      registers.users.filter(({ document }) => document !== 'taobao'),
    );
    expect(both.filter(({ document }) => document === 'taobao')).toEqual(
      registers.events.filter(({ document }) => document === 'taobao'),
    );
    const one = await open({ threads: 1 });
    expect(await judgeRegister(one, { users: write('same.csv', sampleUsersCsv()), events: EVENTS })).toEqual(
      both,
    );
    one.close();
  });

  it('judges every claim of the audited segmentation on its table, and no other', async () => {
    const entries = await judgeRegister(tally, { customers: 'data/sample/customers.csv' });
    const own = entries.filter((entry) => entry.document === 'netsuite');
    expect(own).toHaveLength(20);
    expect(own.every(({ note }) => !note.startsWith('not '))).toBe(true);
    expect(by(entries, 'D-4.6.1-85')).toMatchObject({
      verdict: 'untestable',
      note: 'not given: requires the data of --users',
    });
  });

  it('judges the claims of the tiering system that any orders decide', async () => {
    const entries = await judgeRegister(tally, { orders: 'data/sample/fresh-orders.csv.gz' });
    const own = entries.filter((entry) => entry.document === 'xiaoxiang');
    expect(own).toHaveLength(27);
    expect(own.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'X-2-DIMS implemented',
      ...['X-2-T1', 'X-2-T2', 'X-2-T3', 'X-2-T4', 'X-2-T5'].map((id) => `${id} implemented`),
      'X-2-SUM confirmed-as-defined',
      'X-3.1-RFM contradicted',
      ...['X-3.2-TAG1', 'X-3.2-TAG2', 'X-3.2-TAG3'].map((id) => `${id} implemented`),
      'X-3.3-BEN implemented',
      'X-3.3-CAMP implemented',
      'X-3.4-REC implemented',
      'X-4-ARCH implemented',
      'X-4.3-CLUST implemented',
      'X-4.3-AB implemented',
      'X-5.1-LIFE implemented',
      'X-5.2-COMM implemented',
      'X-5.3-M1..M4 implemented',
      'X-5.3-W1..W3 implemented',
      'X-6-P1..P3 implemented',
      'X-7-E1 untestable',
      'X-7-E2 unsupported',
      ...['X-7-E3', 'X-7-E4', 'X-7-E5'].map((id) => `${id} untestable`),
    ]);
    expect(by(entries, 'X-2-SUM')?.computed).toMatchObject({ leastSum: 85, mostSum: 110 });
    expect(JSON.stringify(own)).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('judges a tiny table without users in some segments, without inventing numbers', async () => {
    const lines = sampleUsersCsv({ users: 10, flaws: false });
    const entries = await judgeRegister(tally, { users: write('tiny.csv', lines) });
    const own = entries.filter((entry) => entry.document === 'douyin');
    expect(own.some(({ note }) => note.startsWith('Nobody is in'))).toBe(true);
    expect(JSON.stringify(own)).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('judges what takes no users where every row was set aside', async () => {
    const [header, line = ''] = sampleUsersCsv({ users: 10, flaws: false }).split('\n');
    const users = write('nobody.csv', [header, line.split(',').with(5, 'Overseas').join(','), ''].join('\n'));
    const entries = await judgeRegister(tally, { users });
    expect(by(entries, 'D-2-SCHEMA')?.verdict).toBe('confirmed');
    for (const id of ['D-4.2.1-AGE-C1', 'D-4.2.3-C1', 'D-4.3.1-SEGN', 'D-4.5.1-ARPU2', 'D-4.5.2.3b-R']) {
      expect(by(entries, id)).toMatchObject({ verdict: 'untestable', computed: {} });
    }
  });

  it('judges what it can where there are too few users for segments', async () => {
    const [header, ...lines] = sampleUsersCsv({ users: 10, flaws: false }).split('\n');
    const users = write('three.csv', [header, ...lines.slice(0, 3), ''].join('\n'));
    const entries = await judgeRegister(tally, { users });
    expect(by(entries, 'D-2-SCHEMA')?.verdict).toBe('confirmed');
    expect(by(entries, 'D-4.6.1-85')).toMatchObject({ verdict: 'untestable', computed: {} });
    expect(by(entries, 'D-4.6.1-85')?.note).toContain('Too few users (3) for 5 scores');
  });

  it('is written as a document with all claims and counts that add up', () => {
    const text = studiesMarkdown(registers.users);
    for (const { id } of PUBLISHED_CLAIMS) expect(text).toContain(`| \`${id}\` |`);
    const counts = PUBLISHED_VERDICTS.map((verdict) =>
      new RegExp(
        `^\\| ${VERDICT_WORDS[verdict].name.en} \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|`,
        'm',
      ).exec(text),
    );
    const sum = counts
      .flatMap((match) => match?.slice(1) ?? [])
      .reduce((total, count) => total + Number(count), 0);
    expect(sum).toBe(212);
    expect(
      text
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .every((line) => line.endsWith('|')),
    ).toBe(true);
  });
});

describe('tally-studies claims', () => {
  const run = (...args: string[]) => ran(main, ['claims', ...args]);

  it('writes JSON and markdown, and counts verdicts', async () => {
    const users = write('cli.csv', sampleUsersCsv());
    const [out, markdown] = [join(folder, 'new', 'claims.json'), join(folder, 'new', 'claims.md')];
    const written = await run('--users', users, '--out', out, '--markdown', markdown);
    expect(written).toMatchObject({ status: 0, stderr: '' });
    expect(written.stdout).toMatch(/^212 claims: \d+ confirmed, /);
    const entries = JSON.parse(readFileSync(out, 'utf-8')) as RegisterEntry[];
    expect(Object.keys(entries[0] ?? {}).sort()).toEqual(
      ['computed', 'definition', 'document', 'id', 'note', 'published', 'section', 'verdict'].sort(),
    );
    expect(readFileSync(markdown, 'utf-8')).toBe(studiesMarkdown(entries));
  });

  it.each([
    [[], /Give at least one file/, 2],
    [['--users', 'nowhere.csv'], /nowhere\.csv: no such file/, 2],
    [['--events', 'nowhere.csv'], /nowhere\.csv: no such file/, 2],
    [['--users', 'data/sample/users.csv', '--out', '/dev/null/here.json'], /cannot be written .* --out/, 2],
  ])('says what is wrong with %j', async (args, message, code) => {
    const { status, stderr } = await run(...args);
    expect(status).toBe(code);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
