import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type Tally } from 'tally';
import { Files } from '../../../load/files.js';
import { claiming } from '../zip/claiming.js';
import { inline, rawWorkbook } from './workbook.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const good = rawWorkbook({ rows: `<row>${inline('a')}</row><row>${inline('b')}</row>` });

const refused = (name: string, bytes: Uint8Array | string) =>
  expect(load(tally, files.write(name, bytes))).rejects;

describe('a workbook that cannot be read is refused with advice', () => {
  it('with a password', async () => {
    const bytes = Buffer.concat([
      Buffer.from(OLE),
      Buffer.alloc(2000),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    await refused('locked.xlsx', bytes).toThrow(/protected by a password.*remove the password/);
  });

  it.each(['xls', 'xlsb', 'ods', 'numbers'])('as .%s', async (ending) => {
    await refused(`book.${ending}`, 'x').toThrow(/not supported.*save it as .xlsx or CSV/);
  });

  it('in an old format under a new name, or not as a workbook at all', async () => {
    await refused('old.xlsx', Buffer.concat([Buffer.from(OLE), Buffer.alloc(600)])).toThrow(
      'Excel 97 to 2003',
    );
    await refused('text.xlsx', 'a,b\n1,2\n').toThrow('is not an Excel workbook, whatever its name says');
  });

  it('cut off, or with bytes that changed', async () => {
    await refused('cut.xlsx', good.subarray(0, good.length - 40)).toThrow('not a complete zip archive');
    const changed = Uint8Array.from(good);
    const at = Buffer.from(good).indexOf('xl/worksheets/sheet1.xml') + 30;
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    await refused('changed.xlsx', changed).toThrow(
      /changed\.xlsx: (cannot be read|is not a complete zip archive)/,
    );
  });

  it('whose sheet ends too early, or defines entities', async () => {
    await refused('open.xlsx', rawWorkbook({ rows: '<row><c><v>1' })).toThrow('the workbook is damaged');
    const rows = '<!DOCTYPE a [<!ENTITY b "bb">]>';
    await refused('entities.xlsx', rawWorkbook({ rows })).toThrow('it defines a document type');
  });

  it('that unpacks to far more than a table', async () => {
    await refused('bomb.xlsx', claiming(good, 'xl/worksheets/sheet1.xml', 2 ** 31)).toThrow(
      'unpacks to more than 200 times',
    );
  });

  it('without a table', async () => {
    await refused('empty.xlsx', rawWorkbook({ rows: '' })).toThrow('no table with rows is on sheet "Orders"');
  });
});
