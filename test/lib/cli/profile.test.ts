import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import exceljs from 'exceljs';
import { main } from '../../../lib/src/cli/main.js';
import { Files } from '../load/files.js';
import { ran } from './ran.js';

const files = new Files();
afterAll(() => files.remove());

const tally = (...args: string[]) => ran(main, args);

describe('tally profile', () => {
  it('says what a file holds, on the terminal and as a page', async () => {
    const path = files.lines(
      'few.csv',
      'id,city,spent,<b>x</b>',
      '1,Ulm,1.50,<i>',
      '2,Ulm,2.50,"""a&b"',
      '3,,3.50,',
      '3,,3.50,',
    );
    const page = join(files.folder, 'few.html');
    const result = await tally('profile', path, '--out', page, '--key', 'id');
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('few.csv: 4 rows, 4 columns');
    expect(result.stdout).toMatch(/city +text +2 +2 +1 .*Ulm \(2\)/);
    expect(result.stdout).toMatch(
      /spent +decimal number +4 +0 +3 +1\.50 +3 +3\.50 +3\.50 \(2\), 1\.50 \(1\), 2\.50 \(1\)/,
    );
    expect(result.stdout).toMatch(/Equal rows +1/);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(html).not.toMatch(/<b>x|<i>|<script/);
  });

  it('reads the sheet of a workbook that is named, or numbered', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Notes').addRows([['a'], [1]]);
    book.addWorksheet('Orders').addRows([
      ['order', 'amount'],
      [1, 2.5],
      [2, 3.5],
    ]);
    const path = join(files.folder, 'book.xlsx');
    await book.xlsx.writeFile(path);
    for (const sheet of ['Orders', '2']) {
      expect((await tally('profile', path, '--sheet', sheet)).stdout).toContain(
        'book.xlsx: 2 rows, 2 columns',
      );
    }
    expect((await tally('profile', path, '--sheet', 'Other')).stderr).toMatch(/Orders/);
  });

  it('looks for outliers in measures, not in ids and times that have no names', async () => {
    const verbs = ['pv', 'cart', 'buy'];
    const rows = Array.from({ length: 60 }, (_, n) => {
      const far = n % 20 === 0 ? 1_000_000 : 0;
      const item = (n * 7) % 30;
      return `${(n % 7) + far},${item},${item % 4},${verbs[n % 3] ?? ''},${1511540000 + n + far}`;
    });
    const { stdout } = await tally('profile', files.lines('events.csv', ...rows));
    expect(stdout).toContain('user events');
    expect(stdout).not.toContain('beyond the fences');
  });

  it('counts one row as one', async () => {
    expect((await tally('profile', files.lines('one.csv', 'a,b', '1,2'))).stdout).toContain(
      'one.csv: 1 row, 2 columns',
    );
  });

  it('reports doubts instead of stopping', async () => {
    const path = files.lines(
      'doubts.csv',
      'n;d;m',
      '4,500;01/04/2024;1',
      '3,250;02/04/2024;2',
      '1,000;03/05/2024;x',
    );
    const { stdout, status } = await tally('profile', path, '--lang', 'zh');
    expect(status).toBe(0);
    expect(stdout).toContain('doubts.csv：3行，3列');
    expect(stdout).toContain('! n：有1,000这样的数字，无法判断哪个是小数点');
    expect(stdout).toContain('! d：日期无法区分日和月的先后');
  });

  it.each([
    [[], 2, /No file given|Missing required positional/],
    [['no-such.csv'], 2, /no-such\.csv: no such file/],
    [['README.pdf'], 3, /unknown file type/],
    [['README.csv', '--key', 'x'], 2, /no such file/],
  ])('exits with a code that says what is wrong: %j', async (args, code, message) => {
    const { status, stderr } = await tally('profile', ...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(code);
  });
});
