import { describe, expect, it } from 'vitest';
import { blocksOf, tellOf } from './blocks.js';

const PAGES = [
  'docs/first-notebook.md',
  'docs/own-tables.md',
  'docs/from-pandas-and-sql.md',
  'docs/audiences.md',
];

describe.each(PAGES)('%s', (page) => {
  it('shows what its code gives', async () => {
    const told = await tellOf(page);
    expect(told.length).toBeGreaterThan(2);
    expect(told.map(({ code, is }) => ({ code, is }))).toEqual(
      told.map(({ code, said }) => ({ code, is: said })),
    );
  });

  it('has code in languages that are known', () => {
    const languages = new Set(blocksOf(page).map(({ language }) => language));
    expect([...languages].filter((one) => !['ts', 'csv', 'sh'].includes(one))).toEqual([]);
  });
});
