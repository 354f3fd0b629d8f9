import { strToU8, zipSync } from 'fflate';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type LoadOptions, type Tally } from 'tally';
import { Files } from '../../../load/files.js';
import { claiming } from './claiming.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const CSV = 'id,city\n1,Köln\n2,Rome\n';
const zipped = (name: string, members: Readonly<Record<string, Uint8Array | string>>): string =>
  files.write(
    name,
    zipSync(
      Object.fromEntries(
        Object.entries(members).map(([member, text]) => [
          member,
          typeof text === 'string' ? strToU8(text) : text,
        ]),
      ),
    ),
  );

const cities = async (path: string, options: Pick<LoadOptions, 'member'> = {}) => {
  const loaded = await load(tally, path, options);
  return (await tally.query`SELECT city FROM ${loaded} ORDER BY file_row`).rows.map(({ city }) => city);
};

describe('a zip archive', () => {
  it('with one table is that table, whatever the system puts beside it', async () => {
    const path = zipped('one.zip', {
      'out/orders.csv': CSV,
      '__MACOSX/out/._orders.csv': 'x',
      'readme.pdf': 'x',
    });
    expect(await cities(path)).toEqual(['Köln', 'Rome']);
    expect((await load(tally, path)).name).toContain('orders');
  });

  it('with several asks which, and takes the name by path or option', async () => {
    const path = zipped('two.zip', { 'a.csv': CSV, 'b.tsv': 'id\tcity\n3\tBonn\n' });
    await expect(load(tally, path)).rejects.toThrow(
      "has several files: a.csv, b.tsv. Name the one to load: 'two.zip#a.csv'",
    );
    expect(await cities(`${path}#b.tsv`)).toEqual(['Bonn']);
    expect(await cities(path, { member: 'a.csv' })).toEqual(['Köln', 'Rome']);
    await expect(load(tally, `${path}#c.csv`)).rejects.toThrow('has no file c.csv. Did you mean a.csv?');
  });

  it('may hold gzipped or Western text, and rows that cannot be split, on their lines', async () => {
    expect(await cities(zipped('gz.zip', { 'a.csv.gz': gzipSync(CSV) }))).toEqual(['Köln', 'Rome']);
    expect(await cities(zipped('latin.zip', { 'a.csv': Buffer.from(CSV, 'latin1') }))).toEqual([
      'Köln',
      'Rome',
    ]);
    const torn = await load(tally, zipped('torn.zip', { 'a.csv': 'id,city\n1,a\n2,b,c\n3,d\n' }));
    expect((await tally.query`SELECT line FROM ${torn.quarantine}`).rows).toEqual([{ line: 3 }]);
  });

  it('is refused without a table, cut off, changed or encrypted', async () => {
    await expect(load(tally, zipped('none.zip', { 'a.pdf': 'x' }))).rejects.toThrow(
      'has no .csv, .tsv or .txt file, but a.pdf',
    );
    const bytes = zipSync({ 'a.csv': strToU8(CSV.repeat(50)) });
    const loadBytes = (name: string, changed: Uint8Array) =>
      expect(load(tally, files.write(name, changed))).rejects;
    await loadBytes('cut.zip', bytes.subarray(0, bytes.length - 30)).toThrow('its directory is missing');
    await loadBytes('fake.zip', strToU8('hello')).toThrow('is not a complete zip archive');
    const stored = zipSync({ 'a.csv': [strToU8(CSV), { level: 0 }] });
    stored[38] = (stored[38] ?? 0) ^ 1;
    await loadBytes('flipped.zip', stored).toThrow('its bytes are not those that were packed');
    const locked = Uint8Array.from(bytes);
    const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    locked[directory + 8] = (locked[directory + 8] ?? 0) | 1;
    await loadBytes('locked.zip', locked).toThrow(
      'is encrypted. Unpack the archive with its password first.',
    );
  });

  it('is refused when it unpacks to far more than any table, or to more than it says', async () => {
    const bytes = zipSync({ 'a.csv': strToU8(CSV.repeat(50)) });
    const claim = (size: number) => load(tally, files.write('claim.zip', claiming(bytes, 'a.csv', size)));
    await expect(claim(2 ** 31)).rejects.toThrow('unpacks to more than 200 times');
    await expect(claim(100)).rejects.toThrow('its bytes are not those that were packed');
  });

  it('has no part in the name of a plain file', async () => {
    expect(await cities(files.write('odd.zip#a.csv', CSV))).toEqual(['Köln', 'Rome']);
  });
});
