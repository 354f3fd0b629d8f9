import { gzipSync } from 'node:zlib';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { defineTable, load, open, type Tally } from 'tally';
import { loadHead } from '../../../lib/src/load/load.js';
import { Files } from './files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const CSV = 'n\n1\n';

describe('the name of a table', () => {
  const written = (name: string, content: string | Uint8Array): string => {
    mkdirSync(dirname(join(files.folder, name)), { recursive: true });
    return files.write(name, content);
  };

  it.each<[string, string, string, string | Uint8Array, string]>([
    ['its file', 'Kunden 2024.v2', 'Kunden 2024.v2.csv.gz', gzipSync(CSV), 'Kunden 2024.v2.csv.gz'],
    ['its file in an archive', 'May', 'all.zip', zipSync({ 'May.csv': strToU8(CSV) }), 'all.zip'],
    ['what all its files begin with', 'in', 'may/in- 1.csv', CSV, 'may/in- *.csv'],
    ['that without a mark after it', 'in', 'june/in1.csv', CSV, 'june/in?.csv'],
    ['none of them', 'files', 'july/1.csv', CSV, 'july/*.csv'],
  ])('is that of %s: %s', async (_, name, file, content, pattern) => {
    written(file, content);
    const session = await open({ threads: 1 });
    const path = join(files.folder, pattern);
    expect((await load(session, path, { glob: pattern !== file })).name).toBe(name);
    session.close();
  });
});

describe('the first rows of a file', () => {
  it('are a table of their own types', async () => {
    const path = files.lines('head.csv', 'n', '1', '2', 'x');
    const session = await open({ threads: 1 });
    const head = await loadHead(session, path, 2);
    expect([head.name, head.rows, head.fields.at({ column: 'n' }).type.raw]).toEqual(['head', 2, 'integer']);
    expect((await loadHead(session, path, 9, { name: 'whole' })).name).toBe('whole');
    const bare = await loadHead(session, files.lines('bare.csv', '1,5', '2,6'), 9);
    expect([bare.rows, Object.keys(bare.columns)]).toEqual([2, ['column_1', 'column_2', 'file_row']]);
    session.close();
  });
});

describe('a load', () => {
  const contract = defineTable({ name: 'few', columns: { n: { type: 'integer' } } });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['whole', (path) => load(tally, path)],
    ['under a contract', (path) => load(tally, path, { contract })],
    ['of the first rows', (path) => loadHead(tally, path, 1)],
  ])('leaves no files behind: %s', async (_, loading) => {
    const folder = mkdtempSync(join(files.folder, 'temporary-'));
    vi.stubEnv('TMPDIR', folder);
    await loading(files.write('few.json', '[{"n": 1}]'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('warns where no row is accepted: %s', async (locale) => {
    const warn = vi.spyOn(console, 'warn').mockReset().mockReturnValue();
    const session = await open({ engine: tally.engine, locale });
    const none = await load(session, files.lines('none.csv', 'n', 'x'), { contract });
    expect(none.nothing).toMatchObject({ en: expect.stringContaining('None of the 1 rows') as unknown });
    expect(warn.mock.calls).toEqual([[none.nothing?.[locale]]]);
    await load(session, files.lines('some.csv', 'n', 'x', '1'), { contract });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('reads numbers under a contract as it is told to', async () => {
    const tons = defineTable({ name: 'tons', columns: { n: { type: 'decimal', scale: 3 } } });
    const path = files.lines('tons.csv', 'n;x', '1,234;a');
    const loaded = await load(tally, path, { contract: tons, decimal: ',' });
    expect((await tally.query`SELECT n FROM ${loaded}`).rows).toEqual([{ n: 1.234 }]);
  });

  it('names the columns of all rows, with their roles', async () => {
    const ids = defineTable({
      name: 'ids',
      columns: { id: { type: 'text', role: 'user' }, n: { type: 'integer?' } },
    });
    const { unchecked } = await load(tally, files.lines('ids.csv', 'id,n', 'a,1', 'b,x'), { contract: ids });
    expect(unchecked.columns).toEqual({ id: 'text?', n: 'integer?', file_row: 'integer' });
    expect(unchecked.roles).toEqual({ row: 'file_row', user: 'id' });
    const { rows } = await tally.query`SELECT * FROM ${unchecked} ORDER BY file_row`;
    expect(rows).toEqual([
      { id: 'a', n: 1, file_row: 0 },
      { id: 'b', n: null, file_row: 1 },
    ]);
  });

  it('says in notes what was found in its source and in its columns', async () => {
    const days = ['2024-01-31', '31.01.2024', '01.02.2024'];
    const path = files.lines('days.csv', 'id;day', ...days.map((day, n) => `u${n};${day}`));
    const { source } = await load(tally, path, { glob: true });
    expect(source.notes.map(({ en }) => en)).toEqual([
      'Files: 1, days.csv.',
      'Dates of day are written in several ways: %d.%m.%Y 2, such as 01.02.2024; ISO 8601 1, such as 2024-01-31.',
    ]);
  });
});
