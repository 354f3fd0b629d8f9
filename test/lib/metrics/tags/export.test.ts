import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricError, open, OptionsError, OutputError, tags, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const salt = 'a secret of twenty-five c';

const audienceOf = async (ids: readonly string[]) => {
  const users = await tableOf(
    tally,
    'people',
    { mail: 'text', n: 'integer' },
    ids.map((one, n) => [one, n]),
    { user: 'mail' },
  );
  return tags.audience(await tags.book(users, { asOf: '2024-01-01' }), 'n >= 0', { keep: ['n'] });
};

const path = (name: string) => join(files.folder, name);
/** The path of a file that is not there, whatever an earlier run of a test has left. */
const newPath = (name: string) => {
  rmSync(path(name), { force: true });
  return path(name);
};
const hmac = (text: string) => createHmac('sha256', salt).update(text).digest('hex');

describe('an exported audience', () => {
  it('is a file with its users in order, and what it keeps', async () => {
    const audience = await audienceOf(['b@x.de', 'A, "B"', 'ü@x.de']);
    const done = await tags.exportAudience(audience, newPath('out/plain.csv'));
    expect(done).toEqual({ path: path('out/plain.csv'), rows: 3 });
    expect(readFileSync(done.path, 'utf8')).toBe('mail,n\n"A, ""B""",1\nb@x.de,0\nü@x.de,2\n');
    expect(existsSync(`${done.path}.unfinished`)).toBe(false);
  });

  it('has HMAC-SHA-256 for ids on demand, in the order of the hashes', async () => {
    const audience = await audienceOf(['b@x.de', 'ü@x.de']);
    await tags.exportAudience(audience, newPath('hashed.csv'), { hash: { salt } });
    const expected = [`${hmac('b@x.de')},0`, `${hmac('ü@x.de')},1`].sort();
    expect(readFileSync(path('hashed.csv'), 'utf8')).toBe(`mail,n\n${expected.join('\n')}\n`);
    const long = 'long '.repeat(30);
    await tags.exportAudience(audience, newPath('long.csv'), { hash: { salt: long } });
    expect(readFileSync(path('long.csv'), 'utf8')).toContain(
      createHmac('sha256', long).update('b@x.de').digest('hex'),
    );
    // A key as long as a block is used as it is.
    const block = 'x'.repeat(64);
    await tags.exportAudience(audience, newPath('block.csv'), { hash: { salt: block } });
    expect(readFileSync(path('block.csv'), 'utf8')).toContain(
      createHmac('sha256', block).update('b@x.de').digest('hex'),
    );
  });

  it.each([
    ['none', ' Ü@X.de ', ' Ü@X.de '],
    ['trim', ' U\u0308@X.de ', 'Ü@X.de'],
    ['email', ' U\u0308@X.de ', 'ü@x.de'],
  ] as const)('normalizes ids by %s before it hashes them', async (normalize, id, normal) => {
    await tags.exportAudience(await audienceOf([id]), newPath('normal.csv'), { hash: { salt, normalize } });
    expect(readFileSync(path('normal.csv'), 'utf8')).toBe(`mail,n\n${hmac(normal)},0\n`);
  });

  it('has the same bytes each time, as Parquet too', async () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `user ${(n * 7919) % 20_011}`);
    const audience = await audienceOf(ids);
    for (const name of ['many.csv', 'many.parquet']) {
      const bytes = async (to: string) => {
        await tags.exportAudience(audience, newPath(to), { hash: { salt } });
        return readFileSync(path(to)).toString('base64');
      };
      expect((await bytes(name)) === (await bytes(`again-${name}`))).toBe(true);
    }
    const { rows } =
      await tally.query`SELECT count(*) AS n, count(DISTINCT mail) AS ids FROM read_parquet(${path('many.parquet')})`;
    expect(rows).toEqual([{ n: 20_000, ids: 20_000 }]);
  });

  it('is refused without a salt that protects it, and never shows it', async () => {
    const audience = await audienceOf(['a']);
    const exported = (hash: object, to = 'x.csv') =>
      tags.exportAudience(audience, newPath(to), { hash: hash as tags.HashOptions });
    await expect(exported({ salt: 'short' })).rejects.toThrow('The salt has 5 characters: give at least 16');
    await expect(exported({ salt: 'x'.repeat(15) })).rejects.toThrow('The salt has 15 characters');
    expect((await exported({ salt: 'x'.repeat(16) })).rows).toBe(1);
    await expect(exported({ salt, normalize: 'phone' })).rejects.toThrow(
      'Unknown normalization "phone": use one of none, trim, email.',
    );
    await expect(exported({ salt }, 'x.xlsx')).rejects.toThrow('an audience is written as .csv or .parquet');
    await expect(exported({ salt }, 'x.xlsx')).rejects.toThrow(OptionsError);
    const [file] = [files.write('file', '')];
    const failed = tags.exportAudience(audience, join(file, 'x.csv'), { hash: { salt } });
    await expect(failed).rejects.toThrow(OutputError);
    const error: unknown = await failed.catch((cause: unknown) => cause);
    expect(JSON.stringify([String(error), String((error as Error).cause)])).not.toContain(salt);
  });

  it('says why it cannot be written, and leaves no other file behind', async () => {
    const taken = path('taken.csv');
    mkdirSync(taken, { recursive: true });
    const failed: unknown = await tags
      .exportAudience(await audienceOf(['a']), taken)
      .catch((cause: unknown) => cause);
    expect(failed).toMatchObject({
      message: expect.stringMatching(
        /the audience cannot be written \(E[^)]+\)\. Choose another path\.$/,
      ) as string,
      cause: expect.any(Error) as Error,
    });
    expect(existsSync(`${taken}.unfinished`)).toBe(false);
  });

  it('is refused if normalization makes two users one: the file would be smaller than the audience', async () => {
    const audience = await audienceOf(['a@x.de', 'A@x.de']);
    const failed = tags.exportAudience(audience, newPath('two.csv'), { hash: { salt, normalize: 'email' } });
    await expect(failed).rejects.toThrow(MetricError);
    await expect(failed).rejects.toThrow('2 users have 1 different ids after normalization');
    expect(existsSync(path('two.csv'))).toBe(false);
  });

  it('of nobody has a header', async () => {
    await tags.exportAudience(await audienceOf([]), newPath('nobody.csv'), { hash: { salt } });
    expect(readFileSync(path('nobody.csv'), 'utf8')).toBe('mail,n\n');
  });
});
