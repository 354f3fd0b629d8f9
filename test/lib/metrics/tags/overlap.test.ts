import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, OptionsError, tags, type Audience, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

/** Audiences of the users whose number has a bit. */
async function audiencesOf<const K extends string>(names: readonly K[], users: readonly number[]) {
  const columns = Object.fromEntries(names.map((name) => [name, 'boolean' as const]));
  const table = await tableOf(
    tally,
    'users',
    { id: 'integer', ...columns },
    users.map((bits, n) => [n, ...names.map((_, bit) => (bits & (1 << bit)) !== 0)]),
    { user: 'id' } as never,
  );
  const book = await tags.book(table as never, { asOf: '2024-01-01' });
  const queries = Object.fromEntries(names.map((name) => [name, `${name} = true`])) as Record<K, string>;
  return tags.audiences(book, queries);
}

describe('the overlap of audiences', () => {
  it('counts everybody once, by exactly which audiences they are in', async () => {
    // Bits: 1 is a, 2 is b, 4 is c.
    const overlap = await tags.overlap(await audiencesOf(['a', 'b', 'c'], [1, 1, 1, 3, 3, 7, 4, 0]));
    expect(overlap.rows).toEqual([
      { intersection: 'a', a: true, b: false, c: false, users: 3, share: 3 / 7, audiences: 1 },
      { intersection: 'a+b', a: true, b: true, c: false, users: 2, share: 2 / 7, audiences: 2 },
      { intersection: 'a+b+c', a: true, b: true, c: true, users: 1, share: 1 / 7, audiences: 3 },
      { intersection: 'c', a: false, b: false, c: true, users: 1, share: 1 / 7, audiences: 1 },
    ]);
    expect(overlap.at({ intersection: 'a+b' }).intersection).toMatchObject({ en: 'a + b', zh: 'a + b' });
  });

  it('adds up to each audience, for any users', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(15), { maxLength: 30 }), async (users) => {
        const all = await audiencesOf(['a', 'b', 'c', 'd'], users);
        const overlap = await tags.overlap(all);
        for (const [name, { size }] of Object.entries<Audience>(all)) {
          const inside = overlap.rows.filter(
            (row) => (row as Readonly<Record<string, unknown>>)[name] === true,
          );
          expect(inside.reduce((sum, row) => sum + row.users, 0)).toBe(size);
        }
        expect(overlap.rows.reduce((sum, row) => sum + row.users, 0)).toBe(
          users.filter((bits) => bits > 0).length,
        );
        expect(new Set(overlap.rows.map(({ intersection }) => intersection)).size).toBe(overlap.length);
      }),
      { numRuns: 20 },
    );
  });

  it('is drawn by itself as an UpSet chart', async () => {
    const drawn = chart(await tags.overlap(await audiencesOf(['a', 'b'], [1, 1, 3])));
    expect(drawn.alt).toBe(
      'UpSet chart: Users by the audiences they are in; sets: a 3, b 1; largest combinations, in exactly these: a 2, a and b 1.',
    );
  });

  it('is of two to twelve audiences, whose users are of one kind', async () => {
    const { a } = await audiencesOf(['a'], [1]);
    const text = await tableOf(tally, 'texts', { id: 'text' }, [['x']], { user: 'id' });
    const b = await tags.audience(await tags.book(text, { asOf: '2024-01-01' }), "id = 'x'");
    await expect(tags.overlap({ a })).rejects.toThrow('An overlap is of 2 to 12 audiences, not 1.');
    await expect(tags.overlap({ a, b })).rejects.toThrow('The users of b are text, those of a integer');
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`x${n}`, a]));
    await expect(tags.overlap(many)).rejects.toThrow(OptionsError);
    const overlap = await tags.overlap(Object.fromEntries(Object.entries(many).slice(1)));
    expect(overlap.rows).toMatchObject([{ users: 1, share: 1, audiences: 12 }]);
    expect(overlap.schema.share).toMatchObject({ of: { base: 'users' } });
  });

  it('of audiences without users is empty', async () => {
    const overlap = await tags.overlap(await audiencesOf(['a', 'b'], [0]));
    expect([overlap.length, chart(overlap).alt]).toEqual([
      0,
      'UpSet chart: Users by the audiences they are in; no data.',
    ]);
  });
});
