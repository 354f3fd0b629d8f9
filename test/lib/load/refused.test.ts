import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type LoadOptions, type Tally } from 'tally';
import { Files } from './files.js';
import { HEADER, userLine } from './user-line.js';
import { usersContract } from './users-contract.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const loadUsers = (path: string, options: LoadOptions = {}) =>
  load(tally, path, { ...options, contract: usersContract });

describe('a file that cannot be loaded at all', () => {
  it('is named when it is missing, with what lies near', async () => {
    files.write('customers.csv', 'x');
    await expect(loadUsers(join(files.folder, 'customer.csv'))).rejects.toThrow(
      /no such file\. Did you mean customers\.csv\?/,
    );
  });

  it('is refused when it is empty or has a header only', async () => {
    await expect(loadUsers(files.write('empty.csv', ''))).rejects.toThrow(/is empty/);
    await expect(loadUsers(files.write('blank.csv', '\n\n'))).rejects.toThrow(/no rows/);
    await expect(loadUsers(files.write('header.csv', `${HEADER}\n`))).rejects.toThrow(
      /has a header but no rows/,
    );
  });

  it('says which columns are missing and which look close', async () => {
    const header = HEADER.replace('Total_Spending', 'TotalSpendng').replace('Age,', 'Alter,');
    const failure = loadUsers(files.write('columns.csv', `${header}\n${userLine(1)}\n`));
    await expect(failure).rejects.toMatchObject({ missing: ['Age', 'Total_Spending'] });
    await expect(failure).rejects.toThrow(
      /- Age\n {2}- Total_Spending \(the file has "TotalSpendng", which looks close\)/,
    );
  });

  it('is refused quickly when one line is 200 MB', async () => {
    const path = files.write(
      'long.csv',
      Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(200e6, 'x')]),
    );
    await expect(loadUsers(path)).rejects.toThrow(/line 2 is longer than 4194304 characters/);
  });

  it('is refused when it is a folder, an unknown format, a cut archive or no JSON', async () => {
    await expect(loadUsers(files.folder)).rejects.toThrow(/unknown file type/);
    await expect(loadUsers(files.write('users.doc', 'x'))).rejects.toThrow(/unknown file type/);
    const archive = gzipSync([HEADER, ...Array.from({ length: 500 }, (_, i) => userLine(i))].join('\n'));
    const cut = files.write('cut.csv.gz', archive.subarray(0, archive.length / 2));
    await expect(loadUsers(cut)).rejects.toThrow(/damaged or incomplete/);
    await expect(loadUsers(files.write('bad.json', '[{'))).rejects.toThrow(/not an array of JSON/);
    await expect(loadUsers(files.write('bad.parquet', 'PAR0'))).rejects.toThrow(/not a readable Parquet/);
  });
});
