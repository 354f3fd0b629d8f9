import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, OptionsError, SourceFormatError, sql, type Tally } from 'tally';
import { encoded } from '../data/source/encoded.js';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const bytesOf = (text: string, encoding: string): Buffer => {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return encoded(text, encoding) ?? expect.fail(`${encoding} lacks a character`);
};

const csv = (city: string, category: string) =>
  [
    'user_id,item_id,category_id,behavior_type,timestamp',
    `${city},20,"${category}, ""x""",pv,1511600000`,
    '2,20,b,pv',
    `3,20,${category},buy,1511600060`,
  ].join('\r\n');

/** Who acted on what, and where the rows that are none stand. */
async function contentOf(path: string, encoding: string) {
  const events = await loadEvents(tally, path, { encoding });
  const rows = await tally.engine.all(
    sql`SELECT user_id, category_id, type FROM ${events.events} ORDER BY event_time`,
    { user_id: 'text', category_id: 'text', type: 'text' },
  );
  const aside = await tally.engine.all(sql`SELECT line, text FROM ${events.quarantine} ORDER BY line`, {
    line: 'integer',
    text: 'text',
  });
  return { rows, aside };
}

describe('the encoding of events', () => {
  it.each([
    ['gbk', '北京', '家居'],
    ['big5', '臺北', '家居'],
    ['shift_jis', '東京', '家具'],
    ['windows-1252', 'Köln', '½ Preis'],
    ['windows-1251', 'Москва', 'дом'],
    ['utf-16le', '北京', '家居'],
    ['utf-16be', '北京', '家居'],
  ])('%s is read where it is named, from plain files and archives', async (encoding, city, category) => {
    const bytes = bytesOf(csv(city, category), encoding);
    const expected = {
      rows: [
        { user_id: city, category_id: `${category}, "x"`, type: 'pv' },
        { user_id: '3', category_id: category, type: 'buy' },
      ],
      aside: [{ line: 3, text: '2,20,b,pv' }],
    };
    expect(await contentOf(files.write('events.csv', bytes), encoding)).toEqual(expected);
    expect(await contentOf(files.write('events.csv.gz', gzipSync(bytes)), encoding)).toEqual(expected);
  });

  it('is part of what stored events depend on', async () => {
    const path = files.write(
      'e.csv',
      bytesOf('Köln,20,x,pv,1511600000\nBonn,20,x,pv,1511600001', 'windows-1252'),
    );
    const folder = join(files.folder, 'store');
    const columns = { user: 'user', item: 'item', category: 'category', type: 'type', time: 'time' };
    const usersIn = async (encoding: string) => {
      const { events } = await loadEvents(tally, path, { encoding, folder, columns, header: false });
      return tally.engine.all(sql`SELECT user_id FROM ${events} ORDER BY event_time`, { user_id: 'text' });
    };
    expect(await usersIn('windows-1252')).toEqual([{ user_id: 'Köln' }, { user_id: 'Bonn' }]);
    expect(await usersIn('windows-1251')).toEqual([{ user_id: 'Kцln' }, { user_id: 'Bonn' }]);
  });

  it('is asked for where a file is not UTF-8, with the name of what it seems to be', async () => {
    const path = files.write('gbk.csv', bytesOf(csv('北京海淀区的用户', '家居用品和日常用品'), 'gbk'));
    await expect(loadEvents(tally, path)).rejects.toThrow(
      /gbk\.csv: is gb18030\. Save .* as UTF-8, or say encoding: 'gb18030' \(in the command line --encoding gb18030\)/,
    );
  });

  it('is refused where it has no such name, or the file has other bytes', async () => {
    const path = files.write('bytes.csv', Buffer.from([...Buffer.from('1,2,3,pv,1511600000\n'), 0xff, 0x0a]));
    await expect(loadEvents(tally, path, { encoding: 'klingon' })).rejects.toThrow(OptionsError);
    await expect(loadEvents(tally, path, { encoding: 'euc-jp' })).rejects.toThrow(SourceFormatError);
    await expect(loadEvents(tally, path, { encoding: 'euc-jp' })).rejects.toThrow(
      /some bytes are not euc-jp/,
    );
  });
});
