import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import type { Text } from '../../../../lib/src/core/label.js';
import { Table } from '../../../../lib/src/core/table.js';
import { figureName, named } from '../../../../lib/src/metrics/portrait/titles.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const within = (label: Text) => {
  const schema = { x: { kind: 'double' as const, label } };
  const table = new Table({ session: tally, name: 't', columns: { x: 'double' }, roles: {}, schema });
  return named(table, 'x').within.en;
};

describe('names of columns in titles', () => {
  it('begin small within a title, unless they are an abbreviation or plain text', () => {
    const zh = '收入';
    expect(['Income', 'RFM score', 'R score', 'R', 'eBay fees'].map((en) => within({ en, zh }))).toEqual([
      'income',
      'RFM score',
      'R score',
      'R',
      'eBay fees',
    ]);
    expect(within('Einkommen')).toBe('Einkommen');
  });

  it('make the name of a figure: small words with hyphens between them', () => {
    expect(figureName('totalSpending', 'by', 'Product category')).toBe('total-spending-by-product-category');
    expect(figureName('(q1)', '–', '城市')).toBe('q1-城市');
    expect(figureName('share', '%')).toBe('share');
  });
});
