import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, sql, type LoadedFile, type Tally } from 'tally';
import { SENTINELS } from '../../../lib/src/data/contract.js';
import { literal } from '../../../lib/src/engine/sql.js';
import { Files } from './files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const rowsOf = async (table: LoadedFile) =>
  (await tally.query`SELECT * FROM ${table} ORDER BY file_row`).rows.map((row) =>
    Object.values(row).slice(0, -1),
  );
const foundIn = ({ fields }: LoadedFile) =>
  fields.rows.map(({ column, source, type, reading }) => [column, source, type, reading]);

describe('columns of numbers with something around them', () => {
  it('are told with their currency and their name in the file', async () => {
    const loaded = await load(tally, files.lines('euros.csv', 'id;price;ID', 'a;€ 1;a', 'b;€ 2;b'));
    expect(foundIn(loaded)).toEqual([
      ['id', 'id', 'text', 'asIs'],
      ['price', 'price', 'integer', 'currencySigns'],
      ['ID_2', 'ID', 'text', 'asIs'],
    ]);
    expect(loaded.readings.get('price')?.currencies).toEqual(['EUR']);
    // Nothing is said of what there is nothing to say of.
    expect(loaded.readings.get('id')).toStrictEqual({ reading: 'asIs', unzoned: 0 });
    expect(loaded.contract.sentinels).toEqual(SENTINELS);
  });

  it('have the mark that is asked for, and no mark of columns that are text', async () => {
    const path = files.lines('tons.csv', 'n;note', '1,234;0,5', '1,234;abc');
    expect(await rowsOf(await load(tally, path, { decimal: ',' }))).toEqual([
      [1.234, '0,5'],
      [1.234, 'abc'],
    ]);
    await expect(load(tally, path)).rejects.toThrow(/1234 or 1\.234/);
  });
});

describe('columns of a file that knows its types', () => {
  it('are text where they are text there, and else as the engine writes them', async () => {
    const path = join(files.folder, 'typed.parquet');
    const rows = sql`SELECT * FROM (VALUES ('01', '€ 5', 1.234::DOUBLE), ('12', '$ 5', 2.5::DOUBLE)) AS t (code, paid, n)`;
    await tally.engine.run(sql`COPY (${rows}) TO ${literal(path)} (FORMAT parquet)`);
    const loaded = await load(tally, path, { decimal: ',' });
    expect(await rowsOf(loaded)).toEqual([
      ['01', '€ 5', 1.234],
      ['12', '$ 5', 2.5],
    ]);
    expect(foundIn(loaded)).toEqual([
      ['code', 'code', 'text', 'asIs'],
      ['paid', 'paid', 'text', 'asIs'],
      ['n', 'n', 'decimal', 'asIs'],
    ]);
  });
});
